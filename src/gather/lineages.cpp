#include "gather/lineages.h"

#include <algorithm>
#include <compare>
#include <iterator>
#include <map>
#include <numeric>
#include <set>
#include <string_view>
#include <utility>

#include "gather/relations.h"
#include "text/utf8.h"

namespace recount {

namespace {

/// All words of a sentence, everyday ones too.
std::span<const GatherWord> words_of(const LinkSentence& sentence, std::span<const ReportWords> words) {
    const GatherSentence& found = gathered(sentence, words);
    return std::span(words[sentence.report].words).subspan(found.first, found.end - found.first);
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

/// When a report was published, as far as it is known: its day, and the minute where both have one.
std::weak_ordering published_order(const Report& one, const Report& other) {
    if (!one.published || !other.published)
        return std::weak_ordering::equivalent;
    if (*one.published != *other.published || !one.published_minute || !other.published_minute)
        return *one.published <=> *other.published;
    return *one.published_minute <=> *other.published_minute;
}

/// Whether `other` is the likelier original of the two: the agency's own report, else the one that the other credits,
/// else the earlier one; where nothing of this tells, the one that the other is cut from.
bool is_likelier_original(const Report& other, const Report& report, std::string_view agency, bool is_longer) {
    if (is_outlet_of(other, agency) != is_outlet_of(report, agency))
        return is_outlet_of(other, agency);
    const auto credits = [](const Report& one, const Report& whom) {
        return std::ranges::any_of(one.agencies, [&](const std::string& name) { return is_outlet_of(whom, name); });
    };
    if (credits(report, other) != credits(other, report))
        return credits(report, other);
    const std::weak_ordering order = published_order(other, report);
    return order == 0 ? is_longer : order < 0;
}

/// How much of the shorter report stands in the other.
LineageRelation described(const Relation& relation, const LinkText& text, std::span<const AnnotatedReport> reports,
                          std::string_view agency, const LineageSettings& settings) {
    const std::uint32_t of_a = sentences_of(text, relation.a).count(), of_b = sentences_of(text, relation.b).count();
    const bool first_is_shorter = of_a <= of_b;
    std::map<std::uint32_t, bool> shared;  // sentence of the shorter report -> whether it stands there word for word
    for (const AlignedPair& pair : relation.pairs)
        shared[first_is_shorter ? pair.a : pair.b] |= is_verbatim(pair, text, settings.verbatim);
    const double all = std::max(1u, std::min(of_a, of_b));
    const auto verbatim = static_cast<double>(
        std::count_if(shared.begin(), shared.end(), [](const auto& entry) { return entry.second; }));
    LineageRelation out{relation.a, relation.b, LineageKind::shared, static_cast<double>(shared.size()) / all};
    if (out.share >= settings.copy_share)
        out.kind = verbatim / all >= settings.copy_share ? LineageKind::copy : LineageKind::reworded;
    const bool b_is_longer = out.kind != LineageKind::shared && of_b >= settings.cut * of_a;
    const bool a_is_longer = out.kind != LineageKind::shared && of_a >= settings.cut * of_b;
    if (is_likelier_original(reports[relation.b].report, reports[relation.a].report, agency, b_is_longer) &&
        !is_likelier_original(reports[relation.a].report, reports[relation.b].report, agency, a_is_longer))
        std::swap(out.from, out.to);
    return out;
}

/// Reports that descend from one text, and which relations tell so.
struct Group {
    std::vector<std::uint32_t> reports;  // sorted
    std::vector<std::size_t> relations;  // ascending
};

/// Joins related reports into groups, the surest relations first: two groups join when so many of the pairs across them
/// are related, or one report is a copy or rewording of another. A relation whose reports stay apart makes a group of
/// its own.
class GroupMaker {
public:
    GroupMaker(std::span<const Relation> relations, std::span<const LineageRelation> described, double joined_share)
        : relations_(relations), described_(described), joined_share_(joined_share) {
        for (const Relation& relation : relations)
            for (const std::uint32_t r : {relation.a, relation.b})
                reports_.push_back(r);
        std::sort(reports_.begin(), reports_.end());
        reports_.erase(std::unique(reports_.begin(), reports_.end()), reports_.end());
        leader_.resize(reports_.size());
        std::iota(leader_.begin(), leader_.end(), 0u);
        members_.resize(reports_.size());
        across_.resize(reports_.size());
        for (std::uint32_t at = 0; at < reports_.size(); ++at)
            members_[at] = {at};
        for (const Relation& relation : relations) {
            ++across_[place(relation.a)][place(relation.b)];
            ++across_[place(relation.b)][place(relation.a)];
        }
    }

    std::vector<Group> run() {
        std::vector<std::size_t> order(relations_.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t x, std::size_t y) { return relations_[x].odds > relations_[y].odds; });
        for (const std::size_t i : order) {
            const std::uint32_t one = leader(relations_[i].a), other = leader(relations_[i].b);
            if (one != other && (described_[i].kind != LineageKind::shared || joins(one, other)))
                join(one, other);
        }
        return groups();
    }

private:
    std::uint32_t place(std::uint32_t report) const {
        return static_cast<std::uint32_t>(std::ranges::lower_bound(reports_, report) - reports_.begin());
    }
    std::uint32_t leader(std::uint32_t report) const { return leader_[place(report)]; }

    bool joins(std::uint32_t one, std::uint32_t other) const {
        const auto pairs = static_cast<double>(members_[one].size()) * static_cast<double>(members_[other].size());
        return across_[one].at(other) >= joined_share_ * pairs;
    }

    /// The smaller group goes into the larger one, so that all joins together take N log N steps.
    void join(std::uint32_t one, std::uint32_t other) {
        if (members_[one].size() + across_[one].size() < members_[other].size() + across_[other].size())
            std::swap(one, other);
        for (const std::uint32_t at : members_[other]) {
            leader_[at] = one;
            members_[one].push_back(at);
        }
        members_[other].clear();
        for (const auto& [group, count] : across_[other]) {
            across_[group].erase(other);
            if (group != one) {
                across_[one][group] += count;
                across_[group][one] += count;
            }
        }
        across_[other].clear();
    }

    std::vector<Group> groups() const {
        std::vector<Group> of_leader(reports_.size()), groups;
        for (std::size_t i = 0; i < relations_.size(); ++i)
            if (const std::uint32_t one = leader(relations_[i].a); one == leader(relations_[i].b))
                of_leader[one].relations.push_back(i);
            else
                groups.push_back({{relations_[i].a, relations_[i].b}, {i}});
        for (std::uint32_t at = 0; at < reports_.size(); ++at)
            of_leader[leader_[at]].reports.push_back(reports_[at]);
        for (Group& group : of_leader)
            if (group.reports.size() > 1)
                groups.push_back(std::move(group));
        std::ranges::sort(groups, {}, &Group::reports);
        return groups;
    }

    std::span<const Relation> relations_;
    std::span<const LineageRelation> described_;
    double joined_share_;
    std::vector<std::uint32_t> reports_;                          // of all relations, sorted
    std::vector<std::uint32_t> leader_;                           // of the group, by place in reports_
    std::vector<std::vector<std::uint32_t>> members_;             // of the group that it leads
    std::vector<std::map<std::uint32_t, std::uint32_t>> across_;  // related pairs to each other group
};

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
    std::uint32_t node(std::uint32_t sentence) {
        std::uint32_t& next = node_.at(sentence);
        return next == sentence ? sentence : next = node(next);
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

Lineage lineage_of(Group group, const LinkText& text, std::span<const AnnotatedReport> reports,
                   std::span<const Relation> relations, std::span<const LineageRelation> described,
                   const LineageSettings& settings) {
    Lineage lineage;
    std::vector<AlignedPair> pairs;
    for (const std::size_t i : group.relations) {
        pairs.insert(pairs.end(), relations[i].pairs.begin(), relations[i].pairs.end());
        lineage.kind = std::min(lineage.kind, described[i].kind);
        lineage.relations.push_back(described[i]);
    }
    lineage.agency = agency_of(group.reports, reports);
    lineage.passages = PassageMaker(text, reports, pairs, settings.verbatim).run();
    lineage.reports = std::move(group.reports);
    return lineage;
}

}  // namespace

std::vector<Lineage> find_lineages(std::span<const std::uint32_t> story, std::span<const AnnotatedReport> reports,
                                   std::span<const ReportWords> words, const Terms& terms,
                                   const LineageSettings& settings, const StockFormSettings& forms,
                                   const RelationWatcher& watcher) {
    if (story.size() < 2)
        return {};
    const LinkText text = link_text(story, words, terms, settings);
    std::vector<AlignedPair> aligned = align_likely(text, settings);
    std::erase_if(aligned, [&](const AlignedPair& pair) {
        const auto form = [&](std::uint32_t at) { return form_of(words_of(text.sentences[at], words), forms); };
        return fill_one_form_otherwise(form(pair.a), form(pair.b), forms);
    });
    const std::vector<Relation> relations = find_relations(std::move(aligned), text, reports, words, settings, watcher);
    std::vector<LineageRelation> all;
    for (const Relation& relation : relations) {
        const std::uint32_t both[] = {relation.a, relation.b};
        all.push_back(described(relation, text, reports, agency_of(both, reports), settings));
    }
    std::vector<Lineage> lineages;
    for (Group& group : GroupMaker(relations, all, settings.joined_share).run())
        lineages.push_back(lineage_of(std::move(group), text, reports, relations, all, settings));
    return lineages;
}

}  // namespace recount
