#include "reconcile/institutions.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace recount {

namespace {

/// Tokens of one report that name an institution, and its country.
struct Naming {
    std::uint32_t first = 0, end = 0;
    PlaceIndex country = no_place;
};

class InstitutionFinder {
public:
    InstitutionFinder(const AnnotatedReport& report, const NameWords& words, const Gazetteer& gazetteer)
        : report_(report), words_(words), gazetteer_(gazetteer), tokens_(report.layers.tokens) {}

    /// Calls take(country, institution, span) for each.
    template <class Take>
    void find(Take take) const {
        for (std::uint32_t at = 0; at < tokens_.size(); ++at) {
            const PhraseTable::Match phrase = words_.institution_at(tokens_, at);
            if (!phrase)
                continue;
            Naming naming = with_country_before(at, at + phrase.length);
            if (naming.country == no_place)
                naming = with_country_behind(at, at + phrase.length);
            const Span span{tokens_[naming.first].start, tokens_[naming.end > 0 ? naming.end - 1 : 0].end};
            if (naming.country != no_place && !is_in_a_name(span))
                take(naming.country, phrase.value, span);
        }
    }

private:
    static constexpr std::uint32_t longest_country = 4;  // words of its name

    /// "Nigerian government", "U.S. army", "Nigeria's government".
    Naming with_country_before(std::uint32_t first, std::uint32_t end) const {
        const bool possessive = first > 0 && is_possessive(first - 1);
        const std::uint32_t behind = possessive ? first - 1 : first;
        for (std::uint32_t at = behind; at-- > 0 && behind - at <= longest_country;)
            if (const PlaceIndex country = country_at(at, behind, !possessive); country != no_place)
                return {at, end, country};
        return {};
    }

    /// "government of Nigeria", "army of the Philippines".
    Naming with_country_behind(std::uint32_t first, std::uint32_t end) const {
        std::uint32_t at = end;
        if (at >= tokens_.size() || !words_.is(tokens_[at], link_word))
            return {};
        ++at;
        if (at < tokens_.size() && words_.is(tokens_[at], article_word))
            ++at;
        for (std::uint32_t behind = std::min<std::uint32_t>(at + longest_country, size()); behind > at; --behind)
            if (const PlaceIndex country = country_at(at, behind, false); country != no_place)
                return {first, behind, country};
        return {};
    }

    /// The country that tokens [first, end) name: by the word for its people where `as_adjective`, or by letters that
    /// are no word ("US"); else by its name.
    PlaceIndex country_at(std::uint32_t first, std::uint32_t end, bool as_adjective) const {
        if (!tokens_[first].capitalised)
            return no_place;
        const std::string_view text = report_.report.content;
        const NameMatch match = gazetteer_.longest(text, tokens_[first].start, tokens_[end - 1].end);
        if (match.end != tokens_[end - 1].end || match.candidates.empty())
            return no_place;
        const Candidate likeliest = match.candidates[0];
        const std::string_view name = text.substr(tokens_[first].start, match.end - tokens_[first].start);
        const bool is_adjective = likeliest.role == NameRole::demonym ||
                                  std::none_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
        const bool is_country = gazetteer_.place(likeliest.place).kind == PlaceKind::country;
        return is_country && is_adjective == as_adjective ? likeliest.place : no_place;
    }

    bool is_possessive(std::uint32_t at) const {
        const std::string_view word = report_.words(tokens_[at].span());
        return word == "'s" || word == "\u2019s";
    }

    bool is_in_a_name(Span span) const {
        for (const Entity& entity : report_.layers.entities_in(span))
            if (entity.type != EntityType::place)
                return true;
        return false;
    }

    std::uint32_t size() const { return static_cast<std::uint32_t>(tokens_.size()); }

    const AnnotatedReport& report_;
    const NameWords& words_;
    const Gazetteer& gazetteer_;
    Tokens tokens_;
};

/// The wording that most mentions have; of equals the shortest, then the first by its letters.
std::string usual_wording(const AccountEntity& entity, std::span<const AnnotatedReport> reports) {
    std::map<std::string_view, std::size_t> counts;
    for (const Evidence& mention : entity.mentions)
        ++counts[reports[mention.report].words(mention.span)];
    const auto most = std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) {
        return std::tuple(a.second, b.first.size(), b.first) < std::tuple(b.second, a.first.size(), a.first);
    });
    std::string name(most->first);
    std::replace(name.begin(), name.end(), '\n', ' ');
    return name;
}

}  // namespace

std::vector<AccountEntity> find_institutions(std::span<const AnnotatedReport> reports, const Story& story,
                                             const NameWords& words, const Gazetteer& gazetteer) {
    std::map<std::pair<std::string_view, std::uint32_t>, AccountEntity> found;  // by the country's id
    for (const std::uint32_t report : story.reports)
        InstitutionFinder(reports[report], words, gazetteer)
            .find([&](PlaceIndex country, std::uint32_t institution, Span span) {
                found[{gazetteer.place(country).id, institution}].mentions.push_back({report, span});
            });
    std::vector<AccountEntity> out;
    for (auto& [key, entity] : found) {
        entity.type = EntityType::organisation;
        std::sort(entity.mentions.begin(), entity.mentions.end());
        entity.name = usual_wording(entity, reports);
        out.push_back(std::move(entity));
    }
    return out;
}

}  // namespace recount
