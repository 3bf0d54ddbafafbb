#include "gather/relations.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "report/report.h"

namespace recount {

namespace {

constexpr std::uint32_t reach = 2;  // sentences that count as beside one

double log2_of(double bits) {
    return std::log2(1 + bits);
}

std::uint32_t apart(std::uint32_t one, std::uint32_t other) {
    return one < other ? other - one : one - other;
}

/// All that is aligned between two reports, and what is asked of it.
class ReportPair {
public:
    ReportPair(std::uint32_t a, std::uint32_t b, std::span<const AlignedPair> aligned, const LinkText& text,
               std::span<const AnnotatedReport> reports, std::span<const ReportWords> words,
               const LineageSettings& settings)
        : a_(a),
          b_(b),
          sentences_of_a_(sentences_of(text, a)),
          sentences_of_b_(sentences_of(text, b)),
          text_(text),
          reports_(reports),
          words_(words),
          settings_(settings),
          pairs_(aligned.begin(), aligned.end()) {
        add_same_beside();
        for (std::size_t i = 0; i < pairs_.size(); ++i) {
            best_of_a_[pairs_[i].a] = std::max(best_of_a_[pairs_[i].a], pairs_[i].evidence.all);
            best_of_b_[pairs_[i].b] = std::max(best_of_b_[pairs_[i].b], pairs_[i].evidence.all);
        }
        for (const AlignedPair& pair : pairs_)
            if (is_best(pair) > 0 && (speaks_for_one_origin(pair, settings_) ||
                                      (pair.share >= settings_.beside_share && is_beside_strong(pair))))
                counted_.push_back(pair);
    }

    bool has_strong() const {
        return std::ranges::any_of(pairs_,
                                   [&](const AlignedPair& pair) { return speaks_for_one_origin(pair, settings_); });
    }
    const std::vector<AlignedPair>& pairs() const { return pairs_; }

    /// All but `third`.
    Answers<RelationQuestion> answers() const {
        Answers<RelationQuestion> out{};
        const auto at = [&](RelationQuestion question) -> double& { return out[static_cast<std::size_t>(question)]; };
        std::uint32_t sentences = 0;
        double own = 0;
        for (std::size_t i = 0; i < counted_.size(); ++i) {
            sentences += i == 0 || counted_[i - 1].a != counted_[i].a;
            own += is_same(counted_[i].a, counted_[i].b) ? text_.sentences[counted_[i].a].own : 0;
        }
        const Report &one = reports_[a_].report, &other = reports_[b_].report;
        const bool one_outlet = !one.outlet.empty() && outlet_key(one.outlet) == outlet_key(other.outlet);
        at(RelationQuestion::narration) = log2_of(aligned_in_order(0));
        at(RelationQuestion::clear) = log2_of(aligned_in_order(settings_.chance));
        at(RelationQuestion::sentences) = log2_of(sentences);
        at(RelationQuestion::order) = in_order();
        at(RelationQuestion::size) = std::log2(std::max(settings_.short_report, sentences_of_a_.count()) *
                                               std::max(settings_.short_report, sentences_of_b_.count()));
        at(RelationQuestion::own_lines) =
            one_outlet ? own / static_cast<double>(std::max<std::size_t>(1, counted_.size())) : 0;
        return out;
    }

    std::vector<Answers<SentenceQuestion>> sentence_answers() const {
        std::vector<Answers<SentenceQuestion>> out;
        std::map<std::uint32_t, double> bits;
        double all = 0;
        for (const AlignedPair& pair : counted_)
            bits[pair.a] = std::max(bits[pair.a], pair.evidence.all * pair.share);
        for (const auto& [sentence, most] : bits)
            all += most;
        for (const AlignedPair& pair : pairs_) {
            Answers<SentenceQuestion> answers{};
            const auto at = [&](SentenceQuestion question) -> double& {
                return answers[static_cast<std::size_t>(question)];
            };
            const auto own = bits.find(pair.a);
            at(SentenceQuestion::evidence) = log2_of(pair.evidence.all);
            at(SentenceQuestion::share) = std::min(1.0, pair.share);
            at(SentenceQuestion::longer) =
                std::min(1.0, pair.evidence.all /
                                  std::max({1e-9, text_.sentences[pair.a].whole, text_.sentences[pair.b].whole}));
            at(SentenceQuestion::best) = is_best(pair);
            at(SentenceQuestion::behind) =
                1 - pair.evidence.all / std::max({1e-9, best_of_a_.at(pair.a), best_of_b_.at(pair.b)});
            at(SentenceQuestion::beside) = log2_of(heaviest_beside(pair));
            at(SentenceQuestion::same) = is_same(pair.a, pair.b);
            at(SentenceQuestion::rest) = log2_of(all - (own == bits.end() ? 0 : own->second));
            at(SentenceQuestion::quoted) = pair.evidence.all > 0 ? 1 - pair.evidence.narration / pair.evidence.all : 0;
            at(SentenceQuestion::order) = stands_in_order(pair);
            out.push_back(answers);
        }
        return out;
    }

private:
    double is_best(const AlignedPair& pair) const {
        return 0.5 * (pair.evidence.all == best_of_a_.at(pair.a)) + 0.5 * (pair.evidence.all == best_of_b_.at(pair.b));
    }

    bool is_same(std::uint32_t a, std::uint32_t b) const {
        return gathered(text_.sentences[a], words_).wording == gathered(text_.sentences[b], words_).wording;
    }

    bool near(const AlignedPair& one, const AlignedPair& other) const {
        return (one.a != other.a || one.b != other.b) && apart(one.a, other.a) <= reach &&
               apart(one.b, other.b) <= reach;
    }

    template <class Visit>
    void each_near(const std::vector<AlignedPair>& pairs, const AlignedPair& pair, const Visit& visit) const {
        auto from = std::ranges::lower_bound(pairs, pair.a - std::min(pair.a, reach), {}, &AlignedPair::a);
        for (; from != pairs.end() && from->a <= pair.a + reach; ++from)
            if (near(*from, pair))
                visit(*from);
    }

    bool is_beside_strong(const AlignedPair& pair) const {
        bool found = false;
        each_near(pairs_, pair,
                  [&](const AlignedPair& other) { found = found || speaks_for_one_origin(other, settings_); });
        return found;
    }

    double heaviest_beside(const AlignedPair& pair) const {
        double most = 0;
        each_near(pairs_, pair, [&](const AlignedPair& other) {
            if (other.a != pair.a && other.b != pair.b)
                most = std::max(most, other.evidence.all * std::min(1.0, other.share));
        });
        return most;
    }

    /// The bits of narration of those pairs, in order in both reports, that have most together; each by its share, less
    /// `chance`. What stands in order up to a sentence of b is kept as a Fenwick tree of the most (Fenwick 1994).
    double aligned_in_order(double chance) const {
        std::vector<double> most(sentences_of_b_.count() + 1, 0);
        double best = 0;
        for (const AlignedPair& pair : pairs_) {
            const std::uint32_t b = pair.b - sentences_of_b_.first + 1;
            double bits = std::max(0.0, pair.evidence.narration * std::min(1.0, pair.share) - chance);
            double before = 0;
            for (std::uint32_t at = b; at > 0; at &= at - 1)
                before = std::max(before, most[at]);
            bits += before;
            for (std::uint32_t at = b; at < most.size(); at += at & (~at + 1))
                most[at] = std::max(most[at], bits);
            best = std::max(best, bits);
        }
        return best;
    }

    /// Of the sentences that follow one another in a, the share of which the counterparts do so in b.
    double in_order() const {
        std::uint32_t steps = 0, forward = 0;
        const AlignedPair* before = nullptr;
        for (const AlignedPair& pair : counted_) {
            if (before && before->a != pair.a) {
                ++steps;
                forward += pair.b > before->b;
            }
            before = &pair;
        }
        return steps == 0 ? 0.5 : static_cast<double>(forward) / steps;
    }

    /// Whether the nearest counted pairs before and behind it in a stand so in b.
    double stands_in_order(const AlignedPair& pair) const {
        const auto from = std::ranges::lower_bound(counted_, pair.a, {}, &AlignedPair::a);
        const auto behind = std::ranges::upper_bound(counted_, pair.a, {}, &AlignedPair::a);
        double in_order = 0;
        in_order += from == counted_.begin() ? 0.25 : std::prev(from)->b <= pair.b ? 0.5 : 0;
        in_order += behind == counted_.end() ? 0.25 : behind->b >= pair.b ? 0.5 : 0;
        return in_order;
    }

    /// Adds to the strong pairs those beside them that are the same to the word: too short or too plain to be evidence,
    /// but copied with the rest ("Nine people were killed.").
    void add_same_beside() {
        std::set<std::pair<std::uint32_t, std::uint32_t>> known;
        for (const AlignedPair& pair : pairs_)
            known.emplace(pair.a, pair.b);
        const auto look_at = [&](std::uint32_t a, std::uint32_t b) {
            if (a >= sentences_of_a_.end || a < sentences_of_a_.first || b >= sentences_of_b_.end ||
                b < sentences_of_b_.first || known.contains({a, b}) || !is_same(a, b))
                return;
            known.emplace(a, b);
            pairs_.push_back({a, b, {text_.sentences[a].whole, text_.sentences[a].whole}, 1});
        };
        for (std::size_t i = 0; i < pairs_.size(); ++i) {  // grows
            const AlignedPair pair = pairs_[i];
            if (!speaks_for_one_origin(pair, settings_) && !is_same(pair.a, pair.b))
                continue;
            look_at(pair.a + 1, pair.b + 1);
            look_at(pair.a - 1, pair.b - 1);
        }
        std::sort(pairs_.begin(), pairs_.end());
    }

    std::uint32_t a_, b_;
    SentenceRange sentences_of_a_, sentences_of_b_;
    const LinkText& text_;
    std::span<const AnnotatedReport> reports_;
    std::span<const ReportWords> words_;
    const LineageSettings& settings_;
    std::vector<AlignedPair> pairs_;                         // sorted
    std::vector<AlignedPair> counted_;                       // those that speak for a relation
    std::map<std::uint32_t, double> best_of_a_, best_of_b_;  // the most evidence that a sentence has
};

std::pair<std::uint32_t, std::uint32_t> reports_of(const AlignedPair& pair, const LinkText& text) {
    return {text.sentences[pair.a].report,
            text.sentences[pair.b].report};  // sentences stand report by report: a's is the lower
}

/// Whether the sentences are the same to the word, beside strong ones.
bool is_copied_beside(const Answers<SentenceQuestion>& answers, const LineageSettings& settings) {
    return answers[static_cast<std::size_t>(SentenceQuestion::same)] > 0 &&
           answers[static_cast<std::size_t>(SentenceQuestion::beside)] >= log2_of(settings.sentence);
}

/// Two reports that may be related, on the way to a relation.
struct Candidate {
    std::uint32_t a = 0, b = 0;
    std::size_t first = 0, end = 0;  // into the aligned pairs
    Answers<RelationQuestion> answers{};
    double odds = 0;     // without a third report
    bool alone = false;  // there is narration enough to tell without one
};

constexpr auto third = static_cast<std::size_t>(RelationQuestion::third);

/// Answers `third` for all candidates.
void ask_third(std::vector<Candidate>& candidates) {
    std::map<std::uint32_t, std::vector<std::pair<std::uint32_t, double>>> related;  // reports to each, ascending
    for (const Candidate& candidate : candidates)
        if (candidate.odds > 0) {
            related[candidate.a].emplace_back(candidate.b, candidate.odds);
            related[candidate.b].emplace_back(candidate.a, candidate.odds);
        }
    for (auto& [report, others] : related)
        std::sort(others.begin(), others.end());
    for (Candidate& candidate : candidates) {
        const auto one = related.find(candidate.a), other = related.find(candidate.b);
        if (one == related.end() || other == related.end())
            continue;
        double& surest = candidate.answers[third];
        for (auto x = one->second.begin(), y = other->second.begin();
             x != one->second.end() && y != other->second.end();) {
            if (x->first == y->first)
                surest = std::max(surest, std::min(x->second, y->second));
            x->first <= y->first ? ++x : ++y;
        }
    }
}

}  // namespace

SentenceRange sentences_of(const LinkText& text, std::uint32_t report) {
    const auto found = std::ranges::equal_range(text.sentences, report, {}, &LinkSentence::report);
    const auto first = static_cast<std::uint32_t>(found.begin() - text.sentences.begin());
    return {first, first + static_cast<std::uint32_t>(found.size())};
}

bool is_verbatim(const AlignedPair& pair, const LinkText& text, double verbatim) {
    return pair.evidence.all >= verbatim * std::max(text.sentences[pair.a].whole, text.sentences[pair.b].whole);
}

std::vector<Relation> find_relations(std::vector<AlignedPair> aligned, const LinkText& text,
                                     std::span<const AnnotatedReport> reports, std::span<const ReportWords> words,
                                     const LineageSettings& settings, const RelationWatcher& watcher) {
    std::stable_sort(aligned.begin(), aligned.end(), [&](const AlignedPair& x, const AlignedPair& y) {
        return reports_of(x, text) < reports_of(y, text);
    });
    const auto laid_out = [&](const Candidate& at) {
        return ReportPair(at.a, at.b, std::span(aligned).subspan(at.first, at.end - at.first), text, reports, words,
                          settings);
    };
    std::vector<Candidate> candidates;
    for (std::size_t i = 0, end; i < aligned.size(); i = end) {
        const auto [a, b] = reports_of(aligned[i], text);
        for (end = i; end < aligned.size() && reports_of(aligned[end], text) == std::pair(a, b);)
            ++end;
        Candidate candidate{a, b, i, end, {}, 0, false};
        const ReportPair pair = laid_out(candidate);
        if (!pair.has_strong())
            continue;
        candidate.answers = pair.answers();
        candidate.odds = settings.weights.related.sum(candidate.answers);
        candidate.alone =
            candidate.answers[static_cast<std::size_t>(RelationQuestion::narration)] >= log2_of(settings.reports);
        candidates.push_back(candidate);
    }
    ask_third(candidates);
    std::vector<Relation> relations;
    for (const Candidate& candidate : candidates) {
        const double odds = candidate.answers[third] > 0 || candidate.alone
                                ? settings.weights.related.sum(candidate.answers)
                                : std::min(candidate.odds, 0.0);
        if (odds <= 0 && !watcher)
            continue;
        const ReportPair pair = laid_out(candidate);
        const auto sentences = pair.sentence_answers();
        if (watcher)
            watcher({candidate.a, candidate.b, candidate.answers, pair.pairs(), sentences});
        if (odds <= 0)
            continue;
        Relation relation{candidate.a, candidate.b, {}, odds};
        for (std::size_t p = 0; p < sentences.size(); ++p)
            if (settings.weights.aligned.sum(sentences[p]) > 0 || is_copied_beside(sentences[p], settings))
                relation.pairs.push_back(pair.pairs()[p]);
        if (!relation.pairs.empty())
            relations.push_back(std::move(relation));
    }
    return relations;
}

}  // namespace recount
