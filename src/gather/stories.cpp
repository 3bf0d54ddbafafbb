#include "gather/stories.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <queue>
#include <tuple>
#include <utility>

namespace recount {

namespace {

constexpr std::uint32_t longest_posting = 400;  // a word looks up so many of the reports before that hold it, no more

struct Weighted {
    TermId term;
    float weight;
};

using Vector = std::vector<Weighted>;  // by term, of length 1

/// Sums up per term what one report gives it, without clearing an array as long as the vocabulary for each report.
class TermSums {
public:
    explicit TermSums(std::size_t terms) : sums_(terms, 0) {}
    void add(TermId term, double value) {
        if (sums_[term] == 0)
            touched_.push_back(term);
        sums_[term] += value;
    }
    double take(TermId term) { return std::exchange(sums_[term], 0.0); }
    std::vector<TermId> take_terms() {
        std::sort(touched_.begin(), touched_.end());
        return std::exchange(touched_, {});
    }

private:
    std::vector<double> sums_;
    std::vector<TermId> touched_;
};

/// How much each word tells, in nats: rare words much, words of every story nothing. A word counts once a group of
/// reports, however many of them hold it: what all tell of one happening is no less telling for that.
std::vector<double> information(std::span<const ReportWords> reports, const Groups& groups, const Terms& terms,
                                const StorySettings& settings) {
    std::vector<std::uint32_t> holders(terms.size(), 0), last(terms.size(), no_index);
    for (std::uint32_t g = 0; g < groups.size(); ++g)
        for (const std::uint32_t r : groups[g])
            for (const GatherWord& word : reports[r].words)
                if (std::exchange(last[word.term], g) != g)
                    ++holders[word.term];
    std::vector<double> told(terms.size());
    for (TermId term = 0; term < terms.size(); ++term) {
        const double everyday = 1 - std::pow(1 - terms.everyday(term), settings.sentences_a_report);
        told[term] = -std::log((holders[term] + settings.prior_stories * everyday) /
                               (static_cast<double>(groups.size()) + settings.prior_stories));
    }
    return told;
}

double place_weight(const GatherSentence& sentence, std::uint32_t body_sentences, const StorySettings& settings) {
    if (sentence.kind == BlockKind::title)
        return settings.title;
    return body_sentences < settings.lead_sentences ? settings.lead : 1.0;
}

/// The wordings that stand in more than one report, sorted.
std::vector<std::uint64_t> repeated_wordings(std::span<const ReportWords> reports) {
    std::vector<std::pair<std::uint64_t, std::uint32_t>> seen;  // wording, report
    for (std::uint32_t r = 0; r < reports.size(); ++r)
        for (const GatherSentence& sentence : reports[r].sentences)
            seen.emplace_back(sentence.wording, r);
    std::sort(seen.begin(), seen.end());
    std::vector<std::uint64_t> repeated;
    for (std::size_t i = 1; i < seen.size(); ++i)
        if (seen[i].first == seen[i - 1].first && seen[i].second != seen[i - 1].second)
            repeated.push_back(seen[i].first);
    repeated.erase(std::unique(repeated.begin(), repeated.end()), repeated.end());
    return repeated;
}

/// Adds up what each word of a report weighs by where it stands. Sentences that other reports repeat are furniture and
/// left out, unless they are most of the report: then it is a copy.
void sum_up(const ReportWords& report, const std::vector<std::uint64_t>& repeated, TermSums& sums,
            const StorySettings& settings) {
    const auto is_repeated = [&](const GatherSentence& sentence) {
        return std::binary_search(repeated.begin(), repeated.end(), sentence.wording);
    };
    const auto repeats = std::count_if(report.sentences.begin(), report.sentences.end(), is_repeated);
    const bool is_copy = 2 * repeats > static_cast<std::ptrdiff_t>(report.sentences.size());
    std::uint32_t body_sentences = 0;
    for (const GatherSentence& sentence : report.sentences) {
        if (!is_copy && is_repeated(sentence))
            continue;
        const double weight = place_weight(sentence, body_sentences, settings);
        body_sentences += sentence.kind != BlockKind::title;
        for (std::uint32_t w = sentence.first; w < sentence.end; ++w)
            sums.add(report.words[w].term, report.words[w].capitalised ? weight * settings.name : weight);
    }
}

/// The vector of the words that `sums` holds, which is empty afterwards.
Vector vector_of(TermSums& sums, std::span<const double> told, std::uint32_t longest) {
    Vector vector;
    for (const TermId term : sums.take_terms())
        vector.push_back({term, static_cast<float>(std::log1p(sums.take(term)) * told[term])});
    const auto heavier = [](const Weighted& a, const Weighted& b) {
        return std::tie(b.weight, a.term) < std::tie(a.weight, b.term);
    };
    if (vector.size() > longest) {
        std::nth_element(vector.begin(), vector.begin() + longest, vector.end(), heavier);
        vector.resize(longest);
    }
    std::sort(vector.begin(), vector.end(), [](const Weighted& a, const Weighted& b) { return a.term < b.term; });
    double squares = 0;
    for (const Weighted& word : vector)
        squares += double{word.weight} * word.weight;
    for (Weighted& word : vector)
        word.weight /= static_cast<float>(std::sqrt(squares) + 1e-9);
    return vector;
}

double nearness(const Report& a, const Report& b, const StorySettings& settings) {
    if (!a.published || !b.published)
        return 1;
    const auto apart = static_cast<double>(std::abs((*a.published - *b.published).count()));
    return settings.far + (1 - settings.far) * std::exp2(-apart / settings.days);
}

/// The names that a report begins with, and all its words; each sorted.
struct Names {
    std::vector<TermId> lead, all;
};

Names names_of(const ReportWords& report, const StorySettings& settings) {
    Names names;
    std::uint32_t body_sentences = 0;
    for (const GatherSentence& sentence : report.sentences) {
        if (sentence.kind != BlockKind::title && body_sentences++ == settings.lead_sentences)
            break;
        for (std::uint32_t w = sentence.first; w < sentence.end; ++w)
            if (report.words[w].blank == Blank::name || report.words[w].blank == Blank::place)
                names.lead.push_back(report.words[w].term);
    }
    for (const GatherWord& word : report.words)
        names.all.push_back(word.term);
    for (std::vector<TermId>* terms : {&names.lead, &names.all}) {
        std::ranges::sort(*terms);
        terms->erase(std::unique(terms->begin(), terms->end()), terms->end());
    }
    return names;
}

bool any_shared(const std::vector<TermId>& few, const std::vector<TermId>& many) {
    return std::ranges::any_of(few, [&](TermId term) { return std::ranges::binary_search(many, term); });
}

/// Whether both begin with names, and neither has any of those that the other begins with.
bool name_others(const Names& a, const Names& b) {
    return !a.lead.empty() && !b.lead.empty() && !any_shared(a.lead, b.all) && !any_shared(b.lead, a.all);
}

/// All pairs that are alike by `least` or more.
std::vector<Likeness> alike(std::span<const AnnotatedReport> reports, const std::vector<Vector>& vectors,
                            std::span<const Names> names, std::size_t terms, double least,
                            const StorySettings& settings) {
    struct Posting {
        std::uint32_t report;
        float weight;
    };
    std::vector<std::vector<Posting>> postings(terms);
    std::vector<double> dot(reports.size(), 0);
    std::vector<std::uint32_t> touched;
    std::vector<Likeness> pairs;
    for (std::uint32_t b = 0; b < vectors.size(); ++b) {
        for (const Weighted& word : vectors[b]) {
            std::vector<Posting>& list = postings[word.term];
            const std::size_t skipped = list.size() > longest_posting ? list.size() - longest_posting : 0;
            for (std::size_t i = skipped; i < list.size(); ++i) {
                if (dot[list[i].report] == 0)
                    touched.push_back(list[i].report);
                dot[list[i].report] += double{list[i].weight} * word.weight;
            }
            list.push_back({b, word.weight});
        }
        std::sort(touched.begin(), touched.end());
        for (const std::uint32_t a : touched) {
            double value = std::exchange(dot[a], 0.0) * nearness(reports[a].report, reports[b].report, settings);
            if (value >= least && name_others(names[a], names[b]))
                value *= settings.other_names;
            if (value >= least)
                pairs.push_back({a, b, value});
        }
        touched.clear();
    }
    return pairs;
}

/// Groups that grow by joining, and how alike they are.
class Joiner {
public:
    Joiner(std::uint32_t count, std::span<const Likeness> pairs, double least)
        : least_(least), groups_(count), sums_(count) {
        for (std::uint32_t i = 0; i < count; ++i)
            groups_[i] = {i};
        for (const Likeness& pair : pairs) {
            sums_[pair.a][pair.b] = sums_[pair.b][pair.a] = pair.value;
            offer(pair.a, pair.b);
        }
    }

    Groups run() {
        while (!queue_.empty()) {
            const Offer best = queue_.top();
            queue_.pop();
            if (is_current(best))
                join(best.a, best.b);
        }
        Groups out;
        for (auto& group : groups_)
            if (!group.empty()) {
                std::sort(group.begin(), group.end());
                out.push_back(std::move(group));
            }
        std::sort(out.begin(), out.end());
        return out;
    }

private:
    struct Offer {
        double value;
        std::uint32_t a, b;  // the groups' numbers: those of their lowest members, a < b
        std::size_t size_a, size_b;
        bool operator<(const Offer& other) const {
            return std::tie(value, other.a, other.b) < std::tie(other.value, a, b);
        }
    };

    void offer(std::uint32_t a, std::uint32_t b) {
        if (a > b)
            std::swap(a, b);
        const double value = sums_[a].at(b) / static_cast<double>(groups_[a].size() * groups_[b].size());
        if (value >= least_)
            queue_.push({value, a, b, groups_[a].size(), groups_[b].size()});
    }

    /// An offer is stale when one of its groups has grown or gone since.
    bool is_current(const Offer& offer) const {
        return groups_[offer.a].size() == offer.size_a && groups_[offer.b].size() == offer.size_b;
    }

    void join(std::uint32_t a, std::uint32_t b) {
        groups_[a].insert(groups_[a].end(), groups_[b].begin(), groups_[b].end());
        groups_[b].clear();
        sums_[a].erase(b);
        sums_[b].erase(a);
        for (const auto& [other, sum] : sums_[b]) {
            sums_[a][other] += sum;
            sums_[other][a] = sums_[a][other];
            sums_[other].erase(b);
        }
        sums_[b].clear();
        for (const auto& neighbour : sums_[a])
            offer(a, neighbour.first);
    }

    double least_;
    Groups groups_;
    std::vector<std::map<std::uint32_t, double>> sums_;  // of the likeness of all pairs across two groups
    std::priority_queue<Offer> queue_;
};

using GroupPair = std::pair<std::uint32_t, std::uint32_t>;

/// How like each group of one is to each larger group, on average.
std::map<GroupPair, double> likeness_of_stragglers(const Groups& groups, std::span<const Likeness> pairs) {
    std::vector<std::uint32_t> group_of;
    for (std::uint32_t g = 0; g < groups.size(); ++g)
        for (const std::uint32_t member : groups[g]) {
            group_of.resize(std::max<std::size_t>(group_of.size(), member + 1));
            group_of[member] = g;
        }
    std::map<GroupPair, double> likeness;
    const auto add = [&](std::uint32_t one, std::uint32_t other, double value) {
        if (groups[one].size() == 1 && groups[other].size() > 1)
            likeness[{one, other}] += value / static_cast<double>(groups[other].size());
    };
    for (const Likeness& pair : pairs) {
        add(group_of[pair.a], group_of[pair.b], pair.value);
        add(group_of[pair.b], group_of[pair.a], pair.value);
    }
    return likeness;
}

/// Which groups of one go to which larger group.
std::vector<GroupPair> moves_of_stragglers(const Groups& groups, std::span<const Likeness> pairs, double least) {
    const auto likeness = likeness_of_stragglers(groups, pairs);
    std::vector<GroupPair> moves;
    for (auto at = likeness.begin(); at != likeness.end();) {
        const std::uint32_t one = at->first.first;
        double best = 0, next = 0;
        std::uint32_t to = one;
        for (; at != likeness.end() && at->first.first == one; ++at) {
            next = std::max(next, std::min(best, at->second));
            if (at->second > best) {
                best = at->second;
                to = at->first.second;
            }
        }
        if (best >= least && best >= 2 * next)
            moves.emplace_back(one, to);
    }
    return moves;
}

}  // namespace

StorySettings::StorySettings(const Codebook& codebook) {
    const CodebookNode table = codebook.file("gather").table("stories");
    title = table.number("title");
    lead = table.number("lead");
    name = table.number("name");
    prior_stories = table.number("prior_stories");
    sentences_a_report = table.number("sentences_a_report");
    rough_likeness = table.number("rough_likeness");
    likeness = table.number("likeness");
    straggler = table.number("straggler");
    days = table.number("days");
    far = table.number("far");
    other_names = table.number("other_names");
    lead_sentences = static_cast<std::uint32_t>(table.number("lead_sentences"));
    words = static_cast<std::uint32_t>(table.number("words"));
}

Groups join_by_average(std::uint32_t count, std::span<const Likeness> pairs, double least) {
    return Joiner(count, pairs, least).run();
}

Groups take_in_stragglers(Groups groups, std::span<const Likeness> pairs, double least) {
    for (const auto& [one, to] : moves_of_stragglers(groups, pairs, least))
        groups[to].push_back(std::exchange(groups[one], {}).front());
    std::erase_if(groups, [](const auto& group) { return group.empty(); });
    for (auto& group : groups)
        std::sort(group.begin(), group.end());
    std::sort(groups.begin(), groups.end());
    return groups;
}

Groups find_stories(std::span<const AnnotatedReport> reports, std::span<const ReportWords> words, const Terms& terms,
                    const StorySettings& settings, const StockFormSettings& forms) {
    const std::vector<std::uint64_t> repeated = repeated_wordings(words);
    TermSums sums(terms.size());
    std::vector<Vector> vectors(words.size());
    std::vector<Names> names;
    std::vector<std::vector<Form>> leads;
    for (const ReportWords& report : words) {
        names.push_back(names_of(report, settings));
        leads.push_back(lead_forms(report, forms));
    }
    const auto pairs_by = [&](const Groups& groups, double least) {
        const std::vector<double> told = information(words, groups, terms, settings);
        for (std::size_t r = 0; r < words.size(); ++r) {
            sum_up(words[r], repeated, sums, settings);
            vectors[r] = vector_of(sums, told, settings.words);
        }
        auto pairs = alike(reports, vectors, names, terms.size(), least, settings);
        std::erase_if(pairs, [&](const Likeness& pair) {
            return tell_otherwise_in_one_form(leads[pair.a], leads[pair.b], forms);
        });
        return pairs;
    };
    const auto count = static_cast<std::uint32_t>(reports.size());
    const Groups rough = join_by_average(count, pairs_by({}, settings.rough_likeness / 4), settings.rough_likeness);
    const auto pairs = pairs_by(rough, settings.likeness / 4);
    auto stories = join_by_average(count, pairs, settings.likeness);
    return take_in_stragglers(std::move(stories), pairs, settings.likeness * settings.straggler);
}

}  // namespace recount
