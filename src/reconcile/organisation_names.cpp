#include "reconcile/organisation_names.h"

#include <algorithm>
#include <map>
#include <string_view>

namespace recount {

namespace {

using Words = std::vector<std::string>;

/// All bearers that were joined so far, as one organisation.
struct Organisation {
    std::uint32_t root = 0;
    std::vector<const OrganisationName*> names;  // of its bearers, each once
    std::vector<const Words*> heads;             // of those that have one
    std::set<std::uint32_t> reports, known;
    bool abbreviation = false;
};

bool ends_with(const Words& longer, const Words& shorter) {
    return shorter.size() < longer.size() && std::equal(shorter.rbegin(), shorter.rend(), longer.rbegin());
}
bool starts_with(const Words& longer, const Words& shorter) {
    return shorter.size() < longer.size() && std::equal(shorter.begin(), shorter.end(), longer.begin());
}

bool in_one_report(const Organisation& a, const Organisation& b) {
    return std::ranges::any_of(a.reports, [&](std::uint32_t report) { return b.reports.contains(report); });
}

class OrganisationJoiner {
public:
    explicit OrganisationJoiner(StoryNames& names) : names_(names) {}

    void join() {
        join_same();
        join_other_wordings();
        join_short_forms();
    }

private:
    bool is_organisation(std::uint32_t i) const { return names_.bearers()[i].type == EntityType::organisation; }

    /// The same words, and all names of one that the codebook knows.
    void join_same() {
        std::map<std::uint32_t, std::uint32_t> known;
        std::map<std::string, std::uint32_t> by_wording;
        std::map<Words, std::uint32_t> by_words;
        for (std::uint32_t i = 0; i < names_.bearers().size(); ++i) {
            if (!is_organisation(i))
                continue;
            const Bearer& bearer = names_.bearers()[i];
            if (bearer.known != no_index)
                names_.join(i, known.try_emplace(bearer.known, i).first->second);
            for (const std::string& wording : bearer.wordings)
                names_.join(i, by_wording.try_emplace(wording, i).first->second);
            names_.join(i, by_words.try_emplace(bearer.organisation.words, i).first->second);
        }
    }

    std::vector<Organisation> organisations() {
        std::map<std::uint32_t, Organisation> by_root;
        for (std::uint32_t i = 0; i < names_.bearers().size(); ++i) {
            if (!is_organisation(i))
                continue;
            const Bearer& bearer = names_.bearers()[i];
            Organisation& one = by_root[names_.root(i)];
            one.root = names_.root(i);
            if (std::ranges::none_of(one.names, [&](const auto* name) { return *name == bearer.organisation; }))
                one.names.push_back(&bearer.organisation);
            if (!bearer.head.empty())
                one.heads.push_back(&bearer.head);
            one.reports.insert(bearer.report);
            if (bearer.known != no_index)
                one.known.insert(bearer.known);
            one.abbreviation = one.abbreviation || bearer.abbreviation;
        }
        std::vector<Organisation> out;
        for (auto& [root, one] : by_root)
            out.push_back(std::move(one));
        return out;
    }

    /// For each organisation the others that it can be. `may_be(a, b)`: a can be b.
    template <typename MayBe>
    static std::vector<std::vector<std::uint32_t>> matches(const std::vector<Organisation>& all, const MayBe& may_be) {
        std::vector<std::vector<std::uint32_t>> out(all.size());
        for (std::uint32_t i = 0; i < all.size(); ++i)
            for (std::uint32_t j = 0; j < all.size(); ++j)
                if (i != j && (all[i].known.empty() || all[j].known.empty()) && may_be(all[i], all[j]))
                    out[i].push_back(j);
        return out;
    }

    /// Two wordings are one organisation unless either of them can be two that are not one themselves.
    void join_other_wordings() {
        const std::vector<Organisation> all = organisations();
        const auto match = matches(all, [this](const auto& a, const auto& b) { return is_other_wording(a, b); });
        const auto is_sure = [&](std::uint32_t i) {
            return std::ranges::all_of(match[i], [&](std::uint32_t j) {
                return std::ranges::all_of(
                    match[i], [&](std::uint32_t k) { return j == k || std::ranges::count(match[j], k) > 0; });
            });
        };
        for (std::uint32_t i = 0; i < all.size(); ++i)
            for (const std::uint32_t j : match[i])
                if (is_sure(i) && is_sure(j))
                    names_.join(all[i].root, all[j].root);
    }

    /// A short form goes to the only organisation that it can be short for.
    void join_short_forms() {
        const std::vector<Organisation> all = organisations();
        const auto match = matches(all, [this](const auto& a, const auto& b) { return is_short_form(a, b); });
        for (std::uint32_t i = 0; i < all.size(); ++i)
            if (match[i].size() == 1)
                names_.join(all[i].root, all[match[i].front()].root);
    }

    /// An acronym that stands for a long form already tells nothing of others.
    bool is_other_wording(const Organisation& a, const Organisation& b) const {
        return any_names(a, b, [&](const OrganisationName& x, const OrganisationName& y) {
            const bool taken = (x.words.size() == 1 && has_long_form(a)) || (y.words.size() == 1 && has_long_form(b));
            return !taken && names_.pairs().may_be_one_organisation(x, y);
        });
    }

    static bool has_long_form(const Organisation& one) {
        return std::ranges::any_of(one.names, [](const auto* name) { return name->words.size() > 1; });
    }

    template <typename Test>
    static bool any_names(const Organisation& a, const Organisation& b, const Test& test) {
        return std::ranges::any_of(a.names, [&](const auto* x) {
            return std::ranges::any_of(b.names, [&](const auto* y) { return test(*x, *y); });
        });
    }

    // ---------------------------------------------------------------- short forms
    /// Whether `shorter` is how `longer` is called for short: by its end ("Teachers Union"), without the noun that says
    /// what it is ("Al Noor"), or by the beginning of its first word ("the Met").
    bool is_short_form(const Organisation& shorter, const Organisation& longer) const {
        if (!shorter.known.empty())
            return false;
        const bool together = in_one_report(shorter, longer);
        if (together && is_head(shorter, longer))
            return true;
        return any_names(shorter, longer, [&](const OrganisationName& a, const OrganisationName& b) {
            const Words &x = a.words, &y = b.words;
            const bool is_acronym = shorter.abbreviation && x.size() == 1;
            return (!is_acronym && ends_with(y, x) && is_end(x, y, together)) ||
                   (!is_acronym && starts_with(y, x) && is_start(x, y)) || (together && is_clipped(x, y));
        });
    }

    /// "Committee" or "Halm Committee" for the Halm Committee for Free Speech.
    static bool is_head(const Organisation& shorter, const Organisation& longer) {
        return std::ranges::any_of(shorter.names, [&](const auto* name) {
            return std::ranges::any_of(
                longer.heads, [&](const Words* head) { return *head == name->words || ends_with(*head, name->words); });
        });
    }

    /// A noun that is said of many ("party") or what a country leaves off at home ("Interior Ministry") is short for
    /// what the same report names in full; a name that means one body by itself ("Congress") for nothing.
    bool is_end(const Words& shorter, const Words& longer, bool together) const {
        constexpr std::size_t telling = 3;  // words
        const bool is_list = std::ranges::count(longer, "and") > std::ranges::count(shorter, "and");
        if (is_list || (shorter.size() == 1 && names_.words().spellings().is_whole_name(shorter.front())))
            return false;
        return together || (shorter.size() >= telling && longer.size() == shorter.size() + 1);
    }

    bool is_start(const Words& shorter, const Words& longer) const {
        return longer.size() == shorter.size() + 1 && names_.words().spellings().is_kind(longer.back()) &&
               std::ranges::any_of(shorter, [this](const std::string& word) {
                   return !names_.gazetteer().word(word).common && names_.gazetteer().find(word).empty();
               });
    }

    static bool is_clipped(const Words& shorter, const Words& longer) {
        constexpr std::size_t shortest = 3, fewest_more = 4;  // letters
        return shorter.size() == 1 && longer.size() > 1 && shorter[0].size() >= shortest &&
               longer[0].size() >= shorter[0].size() + fewest_more && longer[0].starts_with(shorter[0]);
    }

    StoryNames& names_;
};

}  // namespace

void join_organisations(StoryNames& names) {
    OrganisationJoiner(names).join();
}

}  // namespace recount
