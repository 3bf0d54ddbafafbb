#include "reconcile/page_edits.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "gather/page_words.h"
#include "text/utf8.h"

namespace recount {

namespace {

constexpr std::size_t most_pairs = 1'000'000;  // of changed sentences that are compared; beyond, none is a rewording

/// "editor's note" as the words of a sentence stand in its key: "editor s note".
std::string key_of_phrase(std::string_view phrase) {
    std::string key;
    for (const char c : phrase)
        if (c != '\'' || !key.ends_with(' '))
            key += c == '\'' ? ' ' : c;
    return key.substr(0, key.find_last_not_of(' ') + 1);
}

bool has_words(const std::string& key, const std::string& phrase) {
    return (" " + key + " ").find(" " + phrase + " ") != std::string::npos;
}

/// What one version has and the other may not.
struct Side {
    const AnnotatedReport& report;
    std::vector<PageSentence> all, own;                  // all sentences; those that the other version does not have
    std::string key;                                     // of all sentences, one behind another
    std::vector<std::optional<std::size_t>> other = {};  // of each of `own`: the one of the other version, of its `own`
    std::vector<bool> told = {};                         // of each of `own`: its edits tell all of it
    std::vector<std::vector<Span>> edited = {};          // of each of `own`: the words that edits tell of

    explicit Side(const AnnotatedReport& version) : report(version), all(page_sentences(version)) {
        for (const PageSentence& sentence : all)
            key.append(" ").append(sentence.key);
        key += ' ';
    }

    /// Leaves in `own` what the keys do not account for, each as often as it is there.
    void leave_out(std::map<std::pair<bool, std::string>, int> keys) {
        for (const PageSentence& sentence : all)
            if (keys[{sentence.is_title, sentence.key}]-- <= 0)
                own.push_back(sentence);
        other.resize(own.size());
        told.resize(own.size());
        edited.resize(own.size());
    }

    std::map<std::pair<bool, std::string>, int> keys() const {
        std::map<std::pair<bool, std::string>, int> out;
        for (const PageSentence& sentence : all)
            ++out[{sentence.is_title, sentence.key}];
        return out;
    }

    Span span(std::size_t at) const { return report.layers.sentences[own[at].sentence].span; }

    /// Which of `own` holds a place of the text; none where both versions have its sentence.
    std::optional<std::size_t> at(std::uint32_t place) const {
        for (std::size_t i = 0; i < own.size(); ++i)
            if (span(i).start <= place && place < span(i).end)
                return i;
        return std::nullopt;
    }
};

/// A claim in a sentence that only one version has.
struct OwnClaim {
    const Claim* claim;
    std::size_t sentence;  // into Side::own
    bool used = false;     // the other version has it, or what it became
};

bool say_the_same(const Claim& a, const Claim& b) {
    return a.quantity == b.quantity && a.scope == b.scope && a.low == b.low && a.high == b.high &&
           a.denied == b.denied && a.unit == b.unit;
}

/// A quotation of which at least one word stands in such a sentence.
struct OwnQuotation {
    Span span;        // from its first word to its last
    std::string key;  // its words
    std::vector<std::string> sorted;
    std::size_t sentence;  // the first one
    bool used = false;
};

class Comparison {
public:
    Comparison(std::span<const AnnotatedReport> reports, std::uint32_t from, std::uint32_t to,
               const EditSettings& settings)
        : from_(from), to_(to), settings_(settings), before_(reports[from]), after_(reports[to]) {}

    std::vector<PageEdit> run() {
        before_.leave_out(after_.keys());
        after_.leave_out(before_.keys());
        pair_sentences();
        compare_figures();
        compare_quotations();
        compare_sentences();
        const Span noted = find_note();
        for (PageEdit& edit : edits_)
            edit.noted = noted;
        std::ranges::stable_sort(edits_, {}, [](const PageEdit& edit) {
            return std::tuple(edit.kind, edit.before.empty() ? edit.after.start : edit.before.start, edit.after.start);
        });
        return std::move(edits_);
    }

private:
    void add(EditKind kind, Span before, Span after, std::string quantity = {}) {
        edits_.push_back({kind, from_, to_, before, after, std::move(quantity), {}});
    }

    // ---- sentences

    /// The likest first; of those that are as like, the first in the text. A headline is a headline's alone.
    void pair_sentences() {
        if (before_.own.size() * after_.own.size() > most_pairs)
            return;
        const auto sorted_words = [](const Side& side) {
            std::vector<std::vector<std::string>> out;
            for (const PageSentence& sentence : side.own) {
                out.push_back(sentence.words);
                std::ranges::sort(out.back());
            }
            return out;
        };
        const auto old_words = sorted_words(before_), new_words = sorted_words(after_);
        std::vector<std::tuple<double, std::size_t, std::size_t>> pairs;
        for (std::size_t i = 0; i < old_words.size(); ++i)
            for (std::size_t j = 0; j < new_words.size(); ++j) {
                const bool titles = before_.own[i].is_title && after_.own[j].is_title;
                const double shared = titles ? 1 : shared_words(old_words[i], new_words[j]);
                if (shared >= settings_.reworded && before_.own[i].is_title == after_.own[j].is_title)
                    pairs.emplace_back(-shared, i, j);
            }
        std::ranges::sort(pairs);
        for (const auto& [shared, i, j] : pairs)
            if (!before_.other[i] && !after_.other[j]) {
                before_.other[i] = j;
                after_.other[j] = i;
            }
    }

    /// The words of a sentence without those that edits told of.
    static std::string rest_of(const Side& side, std::size_t at, bool numbers) {
        std::vector<Span> spans;
        Span left = side.span(at);
        std::vector<Span> edited = side.edited[at];
        std::ranges::sort(edited, {}, &Span::start);
        for (const Span span : edited) {
            if (span.start > left.start)
                spans.push_back({left.start, span.start});
            left.start = std::max(left.start, span.end);
        }
        if (left.start < left.end)
            spans.push_back(left);
        std::string key;
        for (const std::string& word : page_words(side.report, spans))
            if (numbers || word.find_first_of("0123456789") == std::string::npos)
                key.append(" ").append(word);
        return key;
    }

    /// What figures and quotations have not told.
    void compare_sentences() {
        for (std::size_t i = 0; i < before_.own.size(); ++i) {
            const auto j = before_.other[i];
            const Span span = before_.span(i);
            if (!j && !before_.told[i])
                add(EditKind::sentence_gone, span, {});
            if (!j || rest_of(before_, i, true) == rest_of(after_, *j, true))
                continue;
            const bool numbers_alone = rest_of(before_, i, false) == rest_of(after_, *j, false);
            add(before_.own[i].is_title ? EditKind::headline_changed
                : numbers_alone         ? EditKind::number_changed
                                        : EditKind::sentence_changed,
                span, after_.span(*j));
        }
        for (std::size_t j = 0; j < after_.own.size(); ++j)
            if (!after_.other[j] && !after_.told[j])
                add(EditKind::sentence_added, {}, after_.span(j));
    }

    // ---- figures

    static std::vector<OwnClaim> claims_of(const Side& side) {
        std::vector<OwnClaim> out;
        for (std::size_t i = 0; i < side.own.size(); ++i)
            for (const Claim& claim : side.report.layers.claims_of(side.own[i].sentence))
                out.push_back({&claim, i});
        return out;
    }

    /// Marks the words of a claim, and in a sentence that has no counterpart the whole of it, as told.
    static void tell(Side& side, std::size_t sentence, Span words) {
        side.edited[sentence].push_back(words);
        if (!side.other[sentence])
            side.told[sentence] = true;
    }

    bool are_paired(std::size_t before, std::size_t after) const { return before_.other[before] == after; }

    /// Whether a sentence that both versions have says it.
    static bool is_said_elsewhere(const Side& side, const Claim& claim) {
        return std::ranges::any_of(side.report.layers.claims, [&](const Claim& other) {
            return say_the_same(claim, other) && !side.at(other.span.start);
        });
    }

    template <class Fits>
    void match_claims(std::vector<OwnClaim>& old_claims, std::vector<OwnClaim>& new_claims, bool tells, Fits fits) {
        for (OwnClaim& was : old_claims)
            for (OwnClaim& is : new_claims)
                if (!was.used && !is.used && fits(was, is)) {
                    was.used = is.used = true;
                    if (!tells)
                        continue;
                    add(EditKind::figure_changed, was.claim->span, is.claim->span, is.claim->quantity);
                    tell(before_, was.sentence, was.claim->span);
                    tell(after_, is.sentence, is.claim->span);
                }
    }

    void compare_figures() {
        std::vector<OwnClaim> was = claims_of(before_), is = claims_of(after_);
        const auto paired = [&](const OwnClaim& a, const OwnClaim& b) { return are_paired(a.sentence, b.sentence); };
        const auto same = [](const OwnClaim& a, const OwnClaim& b) { return say_the_same(*a.claim, *b.claim); };
        const auto one_quantity = [](const OwnClaim& a, const OwnClaim& b) {
            return a.claim->quantity == b.claim->quantity;
        };
        const auto one_scope = [](const OwnClaim& a, const OwnClaim& b) { return a.claim->scope == b.claim->scope; };
        const auto one_number = [](const OwnClaim& a, const OwnClaim& b) {
            return a.claim->low == b.claim->low && a.claim->high == b.claim->high;
        };
        match_claims(was, is, false, [&](const auto& a, const auto& b) { return paired(a, b) && same(a, b); });
        match_claims(was, is, false, same);
        match_claims(was, is, true, [&](const auto& a, const auto& b) {
            return paired(a, b) && one_quantity(a, b) && one_scope(a, b);
        });
        match_claims(was, is, true, [&](const auto& a, const auto& b) { return paired(a, b) && one_quantity(a, b); });
        match_claims(was, is, true, [&](const auto& a, const auto& b) { return paired(a, b) && one_number(a, b); });
        for (const OwnClaim& one : was)
            if (!one.used && !is_said_elsewhere(after_, *one.claim)) {
                add(EditKind::figure_gone, one.claim->span, {}, one.claim->quantity);
                tell(before_, one.sentence, one.claim->span);
            }
        for (const OwnClaim& one : is)
            if (!one.used && !is_said_elsewhere(before_, *one.claim)) {
                add(EditKind::figure_added, {}, one.claim->span, one.claim->quantity);
                tell(after_, one.sentence, one.claim->span);
            }
    }

    // ---- quotations

    static std::vector<OwnQuotation> quotations_of(const Side& side) {
        std::vector<OwnQuotation> out;
        for (const Attribution& attribution : side.report.layers.attributions) {
            if (attribution.quoted.empty())
                continue;
            std::optional<std::size_t> sentence;
            for (const Span span : attribution.quoted)
                for (std::size_t i = 0; i < side.own.size() && !sentence; ++i)
                    if (span.start < side.span(i).end && side.span(i).start < span.end)
                        sentence = i;
            if (!sentence)
                continue;
            OwnQuotation one{{attribution.quoted.front().start, attribution.quoted.back().end}, {}, {}, *sentence};
            one.sorted = page_words(side.report, attribution.quoted);
            for (const std::string& word : one.sorted)
                one.key.append(" ").append(word);
            one.key += ' ';
            std::ranges::sort(one.sorted);
            if (!one.sorted.empty())
                out.push_back(std::move(one));
        }
        return out;
    }

    /// All sentences that the quotation reaches into.
    static void tell(Side& side, const OwnQuotation& quotation) {
        for (std::size_t i = 0; i < side.own.size(); ++i)
            if (quotation.span.start < side.span(i).end && side.span(i).start < quotation.span.end)
                tell(side, i, quotation.span);
    }

    void compare_quotations() {
        std::vector<OwnQuotation> was = quotations_of(before_), is = quotations_of(after_);
        for (OwnQuotation& one : was)
            for (OwnQuotation& other : is)
                if (!one.used && !other.used && one.key == other.key)
                    one.used = other.used = true;
        change_quotations(was, is);
        for (const OwnQuotation& one : was)
            if (!one.used && after_.key.find(one.key) == std::string::npos) {
                add(EditKind::quotation_gone, one.span, {});
                tell(before_, one);
            }
        for (const OwnQuotation& one : is)
            if (!one.used && before_.key.find(one.key) == std::string::npos) {
                add(EditKind::quotation_added, {}, one.span);
                tell(after_, one);
            }
    }

    /// The likest pairs first.
    void change_quotations(std::vector<OwnQuotation>& was, std::vector<OwnQuotation>& is) {
        std::vector<std::tuple<double, std::size_t, std::size_t>> pairs;
        for (std::size_t i = 0; i < was.size(); ++i)
            for (std::size_t j = 0; j < is.size(); ++j)
                if (!was[i].used && !is[j].used) {
                    const double shared = shared_words(was[i].sorted, is[j].sorted);
                    if (shared >= settings_.reworded)
                        pairs.emplace_back(-shared, i, j);
                }
        std::ranges::sort(pairs);
        for (const auto& [shared, i, j] : pairs) {
            if (was[i].used || is[j].used)
                continue;
            was[i].used = is[j].used = true;
            add(EditKind::quotation_changed, was[i].span, is[j].span);
            tell(before_, was[i]);
            tell(after_, is[j]);
        }
    }

    // ---- notes

    /// A sentence that only the newer version has and that owns up to a change.
    Span find_note() const {
        for (std::size_t j = 0; j < after_.own.size(); ++j) {
            const std::string& key = after_.own[j].key;
            const bool first = std::ranges::any_of(settings_.noted_first, [&](const std::string& phrase) {
                return (key + " ").starts_with(phrase + " ");
            });
            if (first ||
                std::ranges::any_of(settings_.noted, [&](const std::string& phrase) { return has_words(key, phrase); }))
                return after_.span(j);
        }
        return {};
    }

    std::uint32_t from_, to_;
    const EditSettings& settings_;
    Side before_, after_;
    std::vector<PageEdit> edits_;
};

}  // namespace

EditSettings::EditSettings(const Codebook& codebook) {
    const CodebookNode table = codebook.file("gather").table("versions");
    reworded = table.number("reworded");
    for (const std::string& phrase : table.texts("noted_first"))
        noted_first.push_back(key_of_phrase(phrase));
    for (const std::string& phrase : table.texts("noted"))
        noted.push_back(key_of_phrase(phrase));
}

std::vector<PageEdit> page_edits(std::span<const AnnotatedReport> reports, std::uint32_t from, std::uint32_t to,
                                 const EditSettings& settings) {
    return Comparison(reports, from, to, settings).run();
}

std::vector<EditedPage> edited_pages(std::span<const AnnotatedReport> reports,
                                     const std::vector<PageVersions>& versions, const EditSettings& settings) {
    std::vector<EditedPage> pages;
    for (const PageVersions& page : versions) {
        EditedPage& edited = pages.emplace_back(EditedPage{page, {}});
        for (std::size_t i = 1; i < page.reports.size(); ++i)
            for (PageEdit& edit : page_edits(reports, page.reports[i - 1], page.reports[i], settings))
                edited.edits.push_back(std::move(edit));
    }
    return pages;
}

}  // namespace recount
