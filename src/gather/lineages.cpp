#include "gather/lineages.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <numeric>
#include <set>
#include <string_view>
#include <utility>

#include "text/utf8.h"

namespace recount {

namespace {

/// What two reports of a story share: aligned pairs, as a stretch of a list that is sorted by reports.
struct Relation {
    std::uint32_t a = 0, b = 0;  // reports, a < b
    std::span<const AlignedPair> pairs;
    double evidence = 0;  // bits
};

bool is_strong(const AlignedPair& pair, const LineageSettings& settings) {
    return pair.evidence.all >= settings.sentence && pair.share >= settings.sentence_share;
}

/// Whether both sentences say it word for word.
bool is_verbatim(const AlignedPair& pair, const LinkText& text, double verbatim) {
    return pair.evidence.all >= verbatim * std::max(text.sentences[pair.a].whole, text.sentences[pair.b].whole);
}

/// Whether the pair stands beside a strong one: copies keep the order of what they copy.
bool is_beside(const AlignedPair& pair, const std::set<std::pair<std::uint32_t, std::uint32_t>>& strong) {
    constexpr std::uint32_t reach = 2;  // sentences
    for (std::uint32_t a = pair.a - std::min(pair.a, reach); a <= pair.a + reach; ++a)
        for (std::uint32_t b = pair.b - std::min(pair.b, reach); b <= pair.b + reach; ++b)
            if (strong.contains({a, b}))
                return true;
    return false;
}

/// Keeps what is strong, and what is weaker but stands beside it.
std::vector<AlignedPair> believed(std::vector<AlignedPair> pairs, const LineageSettings& settings) {
    std::set<std::pair<std::uint32_t, std::uint32_t>> strong;
    for (const AlignedPair& pair : pairs)
        if (is_strong(pair, settings))
            strong.emplace(pair.a, pair.b);
    std::erase_if(pairs, [&](const AlignedPair& pair) {
        return !strong.contains({pair.a, pair.b}) && (pair.share < settings.beside_share || !is_beside(pair, strong));
    });
    return pairs;
}

const GatherSentence& gathered(const LinkSentence& sentence, std::span<const ReportWords> words) {
    return *std::ranges::lower_bound(words[sentence.report].sentences, sentence.sentence, {},
                                     &GatherSentence::sentence);
}

/// All words of a sentence, everyday ones too.
std::span<const GatherWord> words_of(const LinkSentence& sentence, std::span<const ReportWords> words) {
    const GatherSentence& found = gathered(sentence, words);
    return std::span(words[sentence.report].words).subspan(found.first, found.end - found.first);
}

/// Adds to the believed pairs those beside them that are the same to the word: too short or too plain to be evidence,
/// but copied with the rest ("Nine people were killed.").
void add_same_beside(std::vector<AlignedPair>& pairs, const LinkText& text, std::span<const ReportWords> words) {
    std::set<std::pair<std::uint32_t, std::uint32_t>> known;
    for (const AlignedPair& pair : pairs)
        known.emplace(pair.a, pair.b);
    const auto look_at = [&](std::uint32_t near_a, std::uint32_t near_b, std::uint32_t a, std::uint32_t b) {
        if (a >= text.sentences.size() || b >= text.sentences.size() || known.contains({a, b}))
            return;
        const LinkSentence &one = text.sentences[a], &other = text.sentences[b];
        if (one.report != text.sentences[near_a].report || other.report != text.sentences[near_b].report ||
            gathered(one, words).wording != gathered(other, words).wording)
            return;
        known.emplace(a, b);
        pairs.push_back({a, b, {one.whole, 0}, 1});
    };
    for (std::size_t i = 0; i < pairs.size(); ++i) {  // grows
        const std::uint32_t a = pairs[i].a, b = pairs[i].b;
        look_at(a, b, a + 1, b + 1);
        look_at(a, b, a - 1, b - 1);
    }
    std::sort(pairs.begin(), pairs.end());
}

/// Marks in `best` the pairs that have most evidence of all for one of their sentences and the other report. `order`:
/// the pairs by that sentence, then by the other; so those of one report stand together.
template <class Key>
void mark_best(const std::vector<AlignedPair>& pairs, const std::vector<std::size_t>& order, const Key& key,
               std::vector<bool>& best) {
    for (std::size_t i = 0, end; i < order.size(); i = end) {
        double most = 0;
        for (end = i; end < order.size() && key(pairs[order[end]]) == key(pairs[order[i]]); ++end)
            most = std::max(most, pairs[order[end]].evidence.all);
        for (std::size_t k = i; k < end; ++k)
            if (pairs[order[k]].evidence.all == most)
                best[order[k]] = true;
    }
}

/// Keeps pairs that are the best for one of their sentences, as far as the other report goes: a sentence that was split
/// or merged is aligned with each of its parts, a sentence that merely resembles one with a better counterpart is not.
std::vector<AlignedPair> best_of_each(const std::vector<AlignedPair>& pairs, const LinkText& text) {
    std::vector<bool> best(pairs.size());
    std::vector<std::size_t> order(pairs.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    mark_best(
        pairs, order, [&](const AlignedPair& pair) { return std::pair(pair.a, text.sentences[pair.b].report); }, best);
    std::sort(order.begin(), order.end(), [&](std::size_t x, std::size_t y) {
        return std::tie(pairs[x].b, pairs[x].a) < std::tie(pairs[y].b, pairs[y].a);
    });
    mark_best(
        pairs, order, [&](const AlignedPair& pair) { return std::pair(pair.b, text.sentences[pair.a].report); }, best);
    std::vector<AlignedPair> kept;
    for (std::size_t i = 0; i < pairs.size(); ++i)
        if (best[i])
            kept.push_back(pairs[i]);
    return kept;
}

std::pair<std::uint32_t, std::uint32_t> reports_of(const AlignedPair& pair, const LinkText& text) {
    return {text.sentences[pair.a].report,
            text.sentences[pair.b].report};  // sentences stand report by report: a's is the lower
}

/// The pairs of reports whose narration descends from one text. Sorts `pairs` by their reports; the result points into
/// it.
std::vector<Relation> relations_of(std::vector<AlignedPair>& pairs, const LinkText& text,
                                   const LineageSettings& settings) {
    std::stable_sort(pairs.begin(), pairs.end(), [&](const AlignedPair& x, const AlignedPair& y) {
        return reports_of(x, text) < reports_of(y, text);
    });
    std::vector<Relation> relations;
    for (std::size_t i = 0, end; i < pairs.size(); i = end) {
        const auto reports = reports_of(pairs[i], text);
        Relation relation{reports.first, reports.second, {}, 0};
        std::map<std::uint32_t, double> heaviest;  // a sentence of the first report counts once
        for (end = i; end < pairs.size() && reports_of(pairs[end], text) == reports; ++end) {
            double& most = heaviest[pairs[end].a];
            most = std::max(most, pairs[end].evidence.narration * pairs[end].share);
        }
        for (const auto& sentence : heaviest)
            relation.evidence += sentence.second;
        relation.pairs = std::span(pairs).subspan(i, end - i);
        if (relation.evidence >= settings.reports)
            relations.push_back(relation);
    }
    return relations;
}

bool is_outlet_of(const Report& report, std::string_view agency) {
    const std::string outlet = folded(report.outlet), name = folded(agency);
    return !name.empty() && outlet.find(name) != std::string::npos;
}

/// "PPA" of "Pontic Press Agency": the capitals that begin its words.
std::string initials(std::string_view name) {
    std::string out;
    for (std::size_t i = 0; i < name.size(); ++i)
        if (name[i] >= 'A' && name[i] <= 'Z' && (i == 0 || name[i - 1] == ' ' || name[i - 1] == '-'))
            out += name[i];
    return out;
}

/// The agency that most of the reports credit, by its name where others give its initials; empty where none does, or
/// several as often.
std::string agency_of(std::span<const std::uint32_t> members, std::span<const AnnotatedReport> reports) {
    std::map<std::string, std::string> named_in_full;  // initials -> name
    for (const std::uint32_t r : members)
        for (const std::string& agency : reports[r].report.agencies)
            if (std::string short_name = initials(agency); short_name.size() > 1)
                named_in_full.emplace(std::move(short_name), agency);
    std::map<std::string, std::set<std::uint32_t>> credits;
    for (const std::uint32_t r : members)
        for (const std::string& agency : reports[r].report.agencies) {
            const auto full = named_in_full.find(agency);
            credits[full == named_in_full.end() ? agency : full->second].insert(r);
        }
    std::string best;
    std::size_t most = 0;
    for (const auto& [agency, crediting] : credits) {
        if (crediting.size() == most)
            best.clear();
        if (crediting.size() > most)
            best = agency;
        most = std::max(most, crediting.size());
    }
    return best;
}

/// Whether `other` is the likelier original of the two: the agency's own report, else the earlier one.
bool is_likelier_original(const Report& other, const Report& report, std::string_view agency) {
    if (is_outlet_of(other, agency) != is_outlet_of(report, agency))
        return is_outlet_of(other, agency);
    return other.published && report.published && *other.published < *report.published;
}

/// How much of the shorter report stands in the other.
LineageRelation described(const Relation& relation, const LinkText& text, std::span<const AnnotatedReport> reports,
                          std::string_view agency, const LineageSettings& settings) {
    std::map<std::uint32_t, std::uint32_t> sentences{{relation.a, 0}, {relation.b, 0}};
    for (const LinkSentence& sentence : text.sentences)
        if (const auto found = sentences.find(sentence.report); found != sentences.end())
            ++found->second;
    const bool first_is_shorter = sentences[relation.a] <= sentences[relation.b];
    std::map<std::uint32_t, bool> shared;  // sentence of the shorter report -> whether it stands there word for word
    for (const AlignedPair& pair : relation.pairs)
        shared[first_is_shorter ? pair.a : pair.b] |= is_verbatim(pair, text, settings.verbatim);
    const double all = std::max(1u, sentences[first_is_shorter ? relation.a : relation.b]);
    const auto verbatim = static_cast<double>(
        std::count_if(shared.begin(), shared.end(), [](const auto& entry) { return entry.second; }));
    LineageRelation out{relation.a, relation.b, LineageKind::shared, static_cast<double>(shared.size()) / all};
    if (out.share >= settings.copy_share)
        out.kind = verbatim / all >= settings.copy_share ? LineageKind::copy : LineageKind::reworded;
    if (is_likelier_original(reports[relation.b].report, reports[relation.a].report, agency))
        std::swap(out.from, out.to);
    return out;
}

/// Groups of reports, each of which descends from one text: the nearest relations join first; two groups join when half
/// of the pairs across them are related, or one report is a copy or rewording of another. A relation whose reports stay
/// apart makes a group of its own.
std::vector<std::vector<std::uint32_t>> groups_of(const std::vector<Relation>& relations,
                                                  const std::vector<LineageRelation>& described_relations) {
    std::map<std::uint32_t, std::vector<std::uint32_t>> members;  // of the group that a report leads
    std::map<std::uint32_t, std::uint32_t> leader;
    std::set<std::pair<std::uint32_t, std::uint32_t>> related;
    std::vector<std::size_t> order(relations.size());
    for (std::size_t i = 0; i < relations.size(); ++i) {
        order[i] = i;
        related.emplace(relations[i].a, relations[i].b);
        for (const std::uint32_t r : {relations[i].a, relations[i].b}) {
            leader[r] = r;
            members[r] = {r};
        }
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t x, std::size_t y) { return relations[x].evidence > relations[y].evidence; });
    const auto joins = [&](const std::vector<std::uint32_t>& one, const std::vector<std::uint32_t>& other) {
        std::size_t count = 0;
        for (const std::uint32_t a : one)
            for (const std::uint32_t b : other)
                count += related.contains(std::minmax(a, b));
        return 2 * count >= one.size() * other.size();
    };
    std::vector<std::vector<std::uint32_t>> groups;
    std::vector<std::size_t> apart;
    for (const std::size_t i : order) {
        const std::uint32_t one = leader[relations[i].a], other = leader[relations[i].b];
        if (one == other)
            continue;
        if (described_relations[i].kind == LineageKind::shared && !joins(members[one], members[other])) {
            apart.push_back(i);
            continue;
        }
        for (const std::uint32_t r : members[other]) {
            leader[r] = one;
            members[one].push_back(r);
        }
        members.erase(other);
    }
    for (const std::size_t i : apart)
        if (leader[relations[i].a] != leader[relations[i].b])
            groups.push_back({relations[i].a, relations[i].b});
    for (auto& [first, group] : members) {
        std::sort(group.begin(), group.end());
        if (group.size() > 1)
            groups.push_back(std::move(group));
    }
    std::sort(groups.begin(), groups.end());
    return groups;
}

/// Joins aligned pairs into passages. Sentences that say it word for word are one node; a passage is a set of nodes of
/// which each is aligned with each, so that no chain of likenesses ties together what nobody would call the same. Every
/// pair is in one passage at least.
class PassageMaker {
public:
    PassageMaker(const LinkText& text, std::span<const AnnotatedReport> reports, std::span<const AlignedPair> pairs,
                 double verbatim)
        : text_(text), reports_(reports) {
        for (const AlignedPair& pair : pairs) {
            node_.emplace(pair.a, pair.a);
            node_.emplace(pair.b, pair.b);
        }
        for (const AlignedPair& pair : pairs)
            if (is_verbatim(pair, text, verbatim))
                node_[std::max(node(pair.a), node(pair.b))] = std::min(node(pair.a), node(pair.b));
        for (const auto& entry : node_)
            sentences_[node(entry.first)].push_back(entry.first);
        for (const AlignedPair& pair : pairs) {
            const std::uint32_t a = node(pair.a), b = node(pair.b);
            neighbours_[a].insert(b);
            neighbours_[b].insert(a);
            if (a != b)
                edges_.push_back({-pair.evidence.all, std::minmax(a, b)});
        }
    }

    std::vector<std::vector<Evidence>> run() {
        std::sort(edges_.begin(), edges_.end());
        std::set<std::pair<std::uint32_t, std::uint32_t>> covered;
        std::vector<std::vector<Evidence>> passages;
        for (const auto& [evidence, edge] : edges_)
            if (!covered.contains(edge)) {
                const std::vector<std::uint32_t> nodes = grown({edge.first, edge.second});
                for (const std::uint32_t a : nodes)
                    for (const std::uint32_t b : nodes)
                        covered.emplace(a, b);
                passages.push_back(places(nodes));
            }
        for (const auto& [alone, others] : neighbours_)
            if (others.size() == 1 && others.contains(alone))
                passages.push_back(places({alone}));
        std::sort(passages.begin(), passages.end());
        return passages;
    }

private:
    /// The first of the sentences that say the same word for word.
    std::uint32_t node(std::uint32_t sentence) const {
        while (node_.at(sentence) != sentence)
            sentence = node_.at(sentence);
        return sentence;
    }

    std::vector<std::uint32_t> grown(std::vector<std::uint32_t> nodes) const {
        for (const std::uint32_t candidate : neighbours_.at(nodes.front()))
            if (std::all_of(nodes.begin(), nodes.end(), [&](std::uint32_t node) {
                    return node != candidate && neighbours_.at(node).contains(candidate);
                }))
                nodes.push_back(candidate);
        return nodes;
    }

    std::vector<Evidence> places(const std::vector<std::uint32_t>& nodes) const {
        std::vector<Evidence> out;
        for (const std::uint32_t node : nodes)
            for (const std::uint32_t s : sentences_.at(node)) {
                const LinkSentence& sentence = text_.sentences[s];
                out.push_back({sentence.report, reports_[sentence.report].layers.sentences[sentence.sentence].span});
            }
        std::sort(out.begin(), out.end());
        return out;
    }

    const LinkText& text_;
    std::span<const AnnotatedReport> reports_;
    std::map<std::uint32_t, std::uint32_t> node_;  // a sentence -> itself, or one before it that says the same
    std::map<std::uint32_t, std::vector<std::uint32_t>> sentences_;                  // of each node
    std::map<std::uint32_t, std::set<std::uint32_t>> neighbours_;                    // nodes aligned with each
    std::vector<std::pair<double, std::pair<std::uint32_t, std::uint32_t>>> edges_;  // heaviest first when sorted
};

Lineage lineage_of(std::vector<std::uint32_t> members, const LinkText& text, std::span<const AnnotatedReport> reports,
                   std::span<const AlignedPair> pairs, std::span<const LineageRelation> relations,
                   const LineageSettings& settings) {
    const auto within = [&](std::uint32_t report) {
        return std::binary_search(members.begin(), members.end(), report);
    };
    Lineage lineage;
    std::vector<AlignedPair> inside;
    std::copy_if(pairs.begin(), pairs.end(), std::back_inserter(inside), [&](const AlignedPair& pair) {
        return within(text.sentences[pair.a].report) && within(text.sentences[pair.b].report);
    });
    for (const LineageRelation& relation : relations)
        if (within(relation.from) && within(relation.to)) {
            lineage.kind = std::min(lineage.kind, relation.kind);
            lineage.relations.push_back(relation);
        }
    lineage.agency = agency_of(members, reports);
    lineage.passages = PassageMaker(text, reports, inside, settings.verbatim).run();
    lineage.reports = std::move(members);
    return lineage;
}

}  // namespace

std::vector<Lineage> find_lineages(std::span<const std::uint32_t> story, std::span<const AnnotatedReport> reports,
                                   std::span<const ReportWords> words, const Terms& terms, const Furniture& furniture,
                                   const LineageSettings& settings, const StockFormSettings& forms) {
    if (story.size() < 2)
        return {};
    const LinkText text = link_text(story, words, terms, furniture, settings);
    std::vector<AlignedPair> aligned = align(text, settings.beside, settings);
    std::erase_if(aligned, [&](const AlignedPair& pair) {
        const auto form = [&](std::uint32_t at) { return form_of(words_of(text.sentences[at], words), forms); };
        return fill_one_form_otherwise(form(pair.a), form(pair.b), forms);
    });
    aligned = believed(std::move(aligned), settings);
    add_same_beside(aligned, text, words);
    std::vector<AlignedPair> pairs = best_of_each(aligned, text);
    const std::vector<Relation> relations = relations_of(pairs, text, settings);
    std::vector<LineageRelation> all;
    for (const Relation& relation : relations) {
        const std::uint32_t both[] = {relation.a, relation.b};
        all.push_back(described(relation, text, reports, agency_of(both, reports), settings));
    }
    std::vector<Lineage> lineages;
    for (auto& members : groups_of(relations, all))
        lineages.push_back(lineage_of(std::move(members), text, reports, pairs, all, settings));
    return lineages;
}

}  // namespace recount
