#include "reconcile/figures.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include "reconcile/reasons.h"
#include "report/time_value.h"
#include "text/disjoint_sets.h"
#include "text/utf8.h"

namespace recount {

namespace {

/// A claim on its way into a figure.
struct Entry {
    std::uint32_t report = 0;  // into the reports of the run
    std::uint32_t claim = 0;
    std::uint32_t event = no_index;
    std::string scope, head;  // head: the counted noun, folded, where it is no general word
};

/// What claims of one figure have in common.
struct Key {
    std::uint32_t event = no_index;
    std::string quantity, scope, unit;
    Standing standing = Standing::asserted;
    double low = 0, high = 0;  // of numbers that are compared with equal ones alone
    auto operator<=>(const Key&) const = default;
};

class FigureFinder {
public:
    FigureFinder(std::span<const AnnotatedReport> reports, std::span<const ReportDay> days, const Story& story,
                 const std::vector<Event>& events, const EntityLookup& entities, const ReconcileRules& rules)
        : reports_(reports), days_(days), story_(story), events_(events), entities_(entities), rules_(rules) {}

    std::vector<Figure> find(const std::vector<std::vector<std::uint32_t>>& event_of_claim) {
        for (std::uint32_t r = 0; r < story_.reports.size(); ++r) {
            collect(story_.reports[r], event_of_claim[r]);
            index_names(story_.reports[r]);
        }
        index_passages();
        std::map<Key, std::vector<Entry>> groups;
        part_by_kind();
        part_other_happenings();
        for (Entry& entry : entries_)
            groups[key_of(entry)].push_back(entry);
        std::vector<Figure> figures;
        for (auto& [key, entries] : groups)
            if (!std::ranges::all_of(entries, [&](const Entry& entry) { return claim_of(entry).implicit; }))
                figures.push_back(figure_of(key, entries));
        sort_worst_first(figures);
        for (std::size_t i = 0; i < figures.size(); ++i)
            figures[i].id = "f" + std::to_string(i + 1);
        return figures;
    }

private:
    const Claim& claim_of(const Entry& entry) const { return reports_[entry.report].layers.claims[entry.claim]; }
    const Claim& claim_of(const FigureClaim& entry) const { return reports_[entry.report].layers.claims[entry.claim]; }

    void collect(std::uint32_t report, const std::vector<std::uint32_t>& events);
    std::string person_scope(std::uint32_t report, const Claim& claim) const;
    std::string head_of(const AnnotatedReport& report, const Claim& claim) const;
    void part_by_kind();
    void part_other_happenings();
    void part_other_happenings(const std::vector<Entry*>& group) const;
    void part(const std::vector<Entry*>& entries) const;
    Key key_of(const Entry& entry) const;
    Figure figure_of(const Key& key, const std::vector<Entry>& entries) const;
    std::string source_name(const FigureClaim& entry) const;
    /// A lineage of the story, and the number of one of its passages, counted over all lineages.
    struct Shared {
        std::uint32_t lineage = no_index, passage = no_index;
    };
    Shared shared_passage(const FigureClaim& entry) const;
    struct Passage {
        Span span;
        Shared shared;
        std::uint32_t farthest_end = 0;  // of it and those before it
    };
    void index_names(std::uint32_t report);
    void index_passages();
    void join_witnesses(Figure& figure) const;
    std::vector<Bounds> bounds_of(const Figure& figure) const;
    std::vector<Bounds> compared_bounds(const Figure& figure, const std::vector<Bounds>& bounds) const;
    std::size_t settle(Figure& figure, const std::vector<Bounds>& bounds) const;

    /// Whether different numbers of the figure's quantity are held against each other, or only equal ones put together.
    bool compared(const Figure& figure) const {
        return rules_.quantity(figure.quantity).known || (figure.quantity == "age" && figure.scope != "total");
    }
    void sort_worst_first(std::vector<Figure>& figures) const;

    std::span<const AnnotatedReport> reports_;
    std::span<const ReportDay> days_;
    const Story& story_;
    const std::vector<Event>& events_;
    const EntityLookup& entities_;
    const ReconcileRules& rules_;
    std::vector<Entry> entries_;
    std::map<std::pair<std::uint32_t, std::string_view>, const Entity*>
        named_;  // by report: the first bearer of a name
    std::map<std::uint32_t, std::vector<Passage>>
        passages_;  // by report: its parts of what reports share, in its order
};

void FigureFinder::collect(std::uint32_t report, const std::vector<std::uint32_t>& events) {
    const AnnotatedReport& annotated = reports_[report];
    // A number that stands in the headline is a claim of its own only where the text does not give it.
    const auto number = [](const Claim& claim) { return std::tie(claim.quantity, claim.low, claim.high); };
    std::set<decltype(number(annotated.layers.claims[0]))> in_text;
    for (const Claim& claim : annotated.layers.claims)
        if (!annotated.report.in_title(claim.span))
            in_text.insert(number(claim));
    for (std::uint32_t c = 0; c < annotated.layers.claims.size(); ++c) {
        const Claim& claim = annotated.layers.claims[c];
        if (annotated.report.in_title(claim.span) && in_text.contains(number(claim)))
            continue;
        Entry entry{report, c, events[c], claim.scope, head_of(annotated, claim)};
        if (claim.quantity == "age" || claim.quantity == "vote_share")
            entry.scope = person_scope(report, claim);
        entries_.push_back(std::move(entry));
    }
}

/// The noun that is counted, without its marks and its plural; empty for words that say nothing of a kind.
std::string FigureFinder::head_of(const AnnotatedReport& report, const Claim& claim) const {
    if (claim.counted.empty() || claim.general)
        return {};
    const std::string_view words = report.lowered(claim.counted);
    std::string head = folded(words.substr(words.find_last_of(" -") + 1));
    if (head.size() > 3 && head.ends_with('s'))
        head.pop_back();
    return head;
}

/// Whose age or share it is: the person (or body) named beside the number, else the one named last before it.
std::string FigureFinder::person_scope(std::uint32_t report, const Claim& claim) const {
    const Layers& layers = reports_[report].layers;
    const bool age = claim.quantity == "age";
    const Entity *before = nullptr, *after = nullptr;
    for (const Entity& entity : layers.entities) {
        if (entity.type != EntityType::person && (age || entity.type != EntityType::organisation))
            continue;
        if (entity.end_token <= claim.first_token)
            before = &entity;
        else if (!after && entity.first_token >= claim.end_token)
            after = &entity;
    }
    const auto name = [&](const Entity& entity) {
        const std::uint32_t index = entities_.at({report, entity.span});
        return index == no_index ? entity.name : entities_[index].name;
    };
    const Sentence& sentence = layers.sentences[claim.sentence];
    // An age stands right beside its bearer's name; anything farther would be a guess.
    if (age) {
        if (before && claim.first_token - before->end_token <= 1)
            return name(*before);
        const bool after_a_name =
            claim.first_token > 0 &&
            reports_[report].lowered(layers.tokens[claim.first_token - 1].span()) == ",";  // "Ana, 30, and Ben, 52"
        if (after && !after_a_name && after->first_token - claim.end_token <= 3 &&
            sentence.end_token > after->first_token)
            return name(*after);
        return "total";
    }
    // A share is that of the name before it in its sentence that is not its source; a pronoun there means the name
    // before.
    if (!before)
        return "total";
    const bool is_source = claim.source && claim.source->span.contains(before->span);
    if (before->first_token >= sentence.first_token)
        return is_source ? std::string("total") : name(*before);
    for (std::uint32_t token = sentence.first_token; token < claim.first_token; ++token)
        if (rules_.person_pronoun(reports_[report].lowered(layers.tokens[token].span())))
            return name(*before);
    return "total";
}

/// Where an event has counts of several kinds of people ("21 girls" and "four militants"), each kind is a part of its
/// own.
void FigureFinder::part_by_kind() {
    std::map<std::pair<std::uint32_t, std::string>, std::vector<Entry*>> wholes;
    for (Entry& entry : entries_) {
        const Claim& claim = claim_of(entry);
        if (entry.scope == "total" && claim.unit.empty() && rules_.quantity(claim.quantity).known &&
            !rules_.quantity(claim.quantity).whole && claim.quantity != "vote_share")
            wholes[{entry.event, claim.quantity}].push_back(&entry);
    }
    for (const auto& [key, entries] : wholes)
        part(entries);
}

/// Gives the kinds of people that counts of one event are of a scope each, but for the kind that is the whole: the one
/// that is only called "people", or else the one with most counts. Kinds whose numbers meet are one: "21 girls" and "21
/// students" are the same people.
void FigureFinder::part(const std::vector<Entry*>& entries) const {
    std::map<std::string, std::uint32_t, std::less<>> numbers;  // of heads; "" (general words) comes first
    for (const Entry* entry : entries)
        numbers.emplace(entry->head, 0);
    for (std::uint32_t next = 0; auto& [head, number] : numbers)
        number = next++;
    DisjointSets kinds(numbers.size());
    const auto reach = [&](const Entry* entry) {
        return reach_of({claim_of(*entry).low, claim_of(*entry).high, claim_of(*entry).modifier});
    };
    std::optional<Reach> general;  // of all that is only called "people"
    for (const Entry* entry : entries)
        if (entry->head.empty())
            general = general ? general->within(reach(entry)) : reach(entry);
    const bool has_general = general.has_value();
    std::map<std::pair<std::optional<double>, std::optional<double>>, std::uint32_t> kind_of_number;
    for (const Entry* entry : entries) {
        if (entry->head.empty())
            continue;
        const std::uint32_t kind = numbers[entry->head];
        // Beside "people" any kind may be meant, as long as its number fits all of theirs.
        if (has_general && !general->within(reach(entry)).is_empty())
            kinds.join(kind, numbers[""]);
        kinds.join(kind, kind_of_number.try_emplace({claim_of(*entry).low, claim_of(*entry).high}, kind).first->second);
    }
    for (const auto& [head, number] : numbers)  // "schoolgirl" and "girl"
        for (std::size_t at = 1; at < head.size(); ++at)
            if (const auto found = numbers.find(std::string_view(head).substr(at)); found != numbers.end())
                kinds.join(number, found->second);
    std::vector<std::size_t> sizes(numbers.size());
    for (const Entry* entry : entries)
        ++sizes[kinds.root(numbers[entry->head])];
    const auto largest = static_cast<std::uint32_t>(std::max_element(sizes.begin(), sizes.end()) - sizes.begin());
    const std::uint32_t whole = has_general ? kinds.root(numbers[""]) : largest;
    for (Entry* entry : entries)
        if (kinds.root(numbers[entry->head]) != whole && !entry->head.empty())
            entry->scope = reports_[entry->report].lowered(claim_of(*entry).counted);
}

/// A report does not contradict itself in its own voice: where it gives two numbers that cannot both be true, and the
/// other reports know one of them well and nothing of the other ("One person died then, in stark contrast with
/// Thursday"), the other is of another happening.
void FigureFinder::part_other_happenings() {
    std::map<Key, std::vector<Entry*>> groups;
    for (Entry& entry : entries_)
        if (entry.event != no_index && rules_.quantity(claim_of(entry).quantity).known &&
            claim_of(entry).modifier != Modifier::vague)
            groups[key_of(entry)].push_back(&entry);
    for (const auto& [key, group] : groups)
        part_other_happenings(group);
}

void FigureFinder::part_other_happenings(const std::vector<Entry*>& group) const {
    constexpr std::size_t well_known = 2;      // reports beside its own that give a number
    constexpr std::size_t most_numbers = 100;  // of one figure; more are a table
    struct Number {
        Bounds bounds;
        std::set<std::uint32_t> reports;  // that give it
        std::set<std::uint32_t> known;    // that give it or one that fits it
        bool is_known_beside(std::uint32_t report, std::size_t least) const {
            return known.size() - known.count(report) >= least;
        }
    };
    std::map<std::tuple<std::optional<double>, std::optional<double>, Modifier>, Number> numbers;
    const auto number_of = [&](const Entry& entry) -> Number& {
        const Claim& claim = claim_of(entry);
        Number& number = numbers[{claim.low, claim.high, claim.modifier}];
        number.bounds = {claim.low, claim.high, claim.modifier};
        return number;
    };
    for (const Entry* entry : group)
        number_of(*entry).reports.insert(entry->report);
    if (numbers.size() > most_numbers)
        return;
    const auto fit = [](const Number& a, const Number& b) {
        return compatible(std::array<Bounds, 2>{a.bounds, b.bounds});
    };
    for (auto& [key, number] : numbers)
        for (const auto& [other_key, other] : numbers)
            if (fit(number, other))
                number.known.insert(other.reports.begin(), other.reports.end());
    for (Entry* entry : group) {
        const Claim& claim = claim_of(*entry);
        const Number& number = number_of(*entry);
        if (claim.source || claim.denied || number.is_known_beside(entry->report, 1))
            continue;
        for (const auto& [key, other] : numbers)
            if (other.reports.contains(entry->report) && other.is_known_beside(entry->report, well_known) &&
                !fit(number, other))
                entry->event = no_index;
    }
}

Key FigureFinder::key_of(const Entry& entry) const {
    const Claim& claim = claim_of(entry);
    Key key{.event = entry.event, .quantity = claim.quantity, .scope = entry.scope, .unit = claim.unit};
    if (rules_.quantity(claim.quantity).known) {
        // A number that is denied is held against those that are asserted; what is to come, was before or stands in
        // general is of something else. What neither moves nor is a crowd, as a vote's share, is the same when recalled.
        const QuantityRule& rule = rules_.quantity(claim.quantity);
        const bool same = claim.standing == Standing::denied ||
                          (claim.standing == Standing::earlier && !rule.moves && !rule.whole);
        key.standing = same ? Standing::asserted : claim.standing;
        if (entry.event == no_index) {  // nothing says that two such claims are about one thing
            key.low = static_cast<double>(entry.report);
            key.high = static_cast<double>(entry.claim);
        }
        return key;
    }
    key.event = no_index;
    if (claim.quantity == "age" && entry.scope != "total") {
        key.unit.clear();
        return key;
    }
    // Numbers that no quantity of the codebook names are put together only where they are equal: nothing says that two
    // different ones are about one thing.
    key.unit += "/" + entry.head;
    key.low = claim.low.value_or(-1);
    key.high = claim.high.value_or(-1);
    return key;
}

std::string FigureFinder::source_name(const FigureClaim& entry) const {
    const Claim& claim = claim_of(entry);
    if (!claim.source)
        return {};
    const AnnotatedReport& report = reports_[entry.report];
    const Span words = claim.source->span;
    if (const std::uint32_t named = entities_.named_by({entry.report, words}, report.words(words)); named != no_index)
        return entities_[named].name;
    const auto bearer = [&](const Entity& entity) { return entities_.at({entry.report, entity.span}); };
    // The bearer of the name within the source's words, or of the name that the report resolved it to, whichever the
    // report names first.
    const Entity* first = nullptr;
    for (const Entity& entity : report.layers.entities_in(claim.source->span)) {
        const bool owner = report.report.content.compare(entity.span.end, 2, "'s") == 0 ||
                           report.report.content.compare(entity.span.end, 4, "\u2019s") == 0;
        const bool inside = claim.source->span.contains(entity.span) && entity.type == EntityType::person &&
                            !owner;  // "Orlo's office" is not Orlo
        if (inside && bearer(entity) != no_index) {
            first = &entity;
            break;
        }
    }
    if (const auto named = named_.find({entry.report, claim.source->name});
        named != named_.end() && (!first || named->second < first))
        first = named->second;
    return first ? entities_[bearer(*first)].name : claim.source->name;
}

/// Where the claim stands in what reports share; both no_index where it is the report's own.
FigureFinder::Shared FigureFinder::shared_passage(const FigureClaim& entry) const {
    const auto found = passages_.find(entry.report);
    if (found == passages_.end())
        return {};
    const Span span = claim_of(entry).span;
    auto passage = std::ranges::lower_bound(found->second, span.end, {}, [](const Passage& p) { return p.span.start; });
    Shared first;
    while (passage != found->second.begin() && (--passage)->farthest_end > span.start)
        if (passage->span.overlaps(span) && passage->shared.passage < first.passage)
            first = passage->shared;
    return first;
}

void FigureFinder::index_passages() {
    std::uint32_t number = 0;
    for (std::uint32_t lineage = 0; lineage < story_.lineages.size(); ++lineage)
        for (const auto& passage : story_.lineages[lineage].passages) {
            for (const Evidence& place : passage)
                passages_[place.report].push_back({place.span, {lineage, number}});
            ++number;
        }
    for (auto& [report, passages] : passages_) {
        std::ranges::stable_sort(passages, {}, [](const Passage& passage) { return passage.span.start; });
        for (std::uint32_t end = 0; Passage & passage : passages)
            passage.farthest_end = end = std::max(end, passage.span.end);
    }
}

void FigureFinder::index_names(std::uint32_t report) {
    for (const Entity& entity : reports_[report].layers.entities)
        if (!entity.name.empty() && entities_.at({report, entity.span}) != no_index)
            named_.try_emplace({report, entity.name}, &entity);
}

/// Claims of one passage, claims of one named source, and claims that one report makes in its own voice are one
/// witness.
void FigureFinder::join_witnesses(Figure& figure) const {
    DisjointSets sets(figure.claims.size());
    std::map<std::string, std::uint32_t> first;
    const auto join = [&](const std::string& sign, std::uint32_t at) {
        sets.join(first.try_emplace(sign, at).first->second, at);
    };
    for (std::uint32_t i = 0; i < figure.claims.size(); ++i) {
        const FigureClaim& entry = figure.claims[i];
        const Claim& claim = claim_of(entry);
        if (const std::uint32_t passage = shared_passage(entry).passage; passage != no_index)
            join("passage " + std::to_string(passage), i);
        if (!claim.source)
            join("report " + std::to_string(entry.report), i);
        else if (!entry.source_name.empty())
            join("source " + folded(entry.source_name), i);
        else
            join("source " + folded(reports_[entry.report].words(claim.source->span)), i);
    }
    std::map<std::uint32_t, std::uint32_t> numbers;
    for (std::uint32_t i = 0; i < figure.claims.size(); ++i)
        figure.claims[i].witness =
            numbers.try_emplace(sets.root(i), static_cast<std::uint32_t>(numbers.size() + 1)).first->second;
    figure.witnesses = static_cast<std::uint32_t>(numbers.size());
}

std::vector<Bounds> FigureFinder::bounds_of(const Figure& figure) const {
    std::optional<Day> ended;
    if (figure.event != no_index) {
        const Event& event = events_[figure.event];
        ended = parse_iso_day(event.date_end.empty() ? event.date : event.date_end);
    }
    std::vector<Bounds> bounds;
    for (const FigureClaim& entry : figure.claims) {
        const Claim& claim = claim_of(entry);
        Bounds bound{claim.low, claim.high, claim.modifier, claim.denied && compared(figure), std::nullopt, false,
                     0,         false,      entry.witness};
        const Report& report = reports_[entry.report].report;
        std::optional<Day> said;
        if (const auto& days = days_[entry.report].days) {
            said = days->first;
            bound.days_open = (days->last - days->first).count();
        }
        const Block& block = report.blocks[reports_[entry.report].layers.sentences[claim.sentence].block];
        if (block.date) {
            said = block.date;
            bound.days_open = 0;
        }
        if (said) {
            bound.when = said->time_since_epoch().count() * minutes_a_day + report.published_minute.value_or(0);
            bound.to_the_minute = report.published_minute.has_value();
        }
        // What was said before, as the words tell ("said in September").
        if (claim.said_time != no_index)
            if (const auto days = resolve(reports_[entry.report].layers.times[claim.said_time], said);
                days && said && days->last < *said) {
                bound.when = days->last.time_since_epoch().count() * minutes_a_day;
                bound.to_the_minute = false;
            }
        if (claim.earlier && bound.when)
            --*bound.when;
        bound.long_settled = !rules_.goes_on(figure.scope) && said && ended && *said - *ended > std::chrono::days(3);
        bounds.push_back(bound);
    }
    return bounds;
}

/// The lowest and highest bound, and the number that stands best for all: what is latest while it moves, what is
/// closest when it is refined, none where the claims contradict each other. Gives which claim says that number.
std::size_t FigureFinder::settle(Figure& figure, const std::vector<Bounds>& bounds) const {
    const auto value = [](const Bounds& bound) { return bound.low ? bound.low : bound.high; };
    const auto closeness = [](const Bounds& bound) {
        return bound.modifier == Modifier::exact                                         ? 3
               : bound.modifier == Modifier::approx || bound.modifier == Modifier::range ? 2
               : bound.modifier == Modifier::vague                                       ? 0
                                                                                         : 1;
    };
    const auto is_exact = [](const Bounds& bound) { return bound.modifier != Modifier::vague; };
    const Bounds* best = nullptr;
    for (const Bounds& bound : bounds) {
        // A vague word bounds from below only.
        const auto low = bound.low ? bound.low : bound.high,
                   high = bound.modifier == Modifier::vague || !bound.high ? low : bound.high;
        figure.low = figure.low && low ? std::min(*figure.low, *low) : low ? low : figure.low;
        figure.high = figure.high && high ? std::max(*figure.high, *high) : high ? high : figure.high;
        const bool better =
            !best || (figure.status == Status::evolving
                          ? std::tuple(is_exact(bound), bound.when, value(bound)) >
                                std::tuple(is_exact(*best), best->when, value(*best))
                          : std::tuple(closeness(bound), value(bound)) > std::tuple(closeness(*best), value(*best)));
        if (better)
            best = &bound;
    }
    if (best && figure.status != Status::conflict)
        figure.best = value(*best);
    return static_cast<std::size_t>(best - bounds.data());
}

/// One victim without a number word joins a figure and never makes a disagreement: "a woman has died" says nothing
/// against two dead. It counts where the numbers say one too.
std::vector<Bounds> FigureFinder::compared_bounds(const Figure& figure, const std::vector<Bounds>& bounds) const {
    std::vector<Bounds> numbers;
    for (std::size_t i = 0; i < bounds.size(); ++i)
        if (!claim_of(figure.claims[i]).implicit)
            numbers.push_back(bounds[i]);
    const bool all_one =
        std::ranges::all_of(numbers, [](const Bounds& claim) { return claim.low == 1.0 && claim.high == 1.0; });
    return all_one ? bounds : numbers;
}

Figure FigureFinder::figure_of(const Key& key, const std::vector<Entry>& entries) const {
    Figure figure;
    figure.event = entries.front().event;
    figure.quantity = key.quantity;
    figure.scope = key.scope;
    figure.unit = claim_of(entries.front()).unit;
    for (const Entry& entry : entries) {
        FigureClaim claim{entry.report, entry.claim, 0, {}, no_index};
        claim.source_name = source_name(claim);
        claim.lineage = shared_passage(claim).lineage;
        figure.claims.push_back(std::move(claim));
    }
    join_witnesses(figure);
    const std::vector<Bounds> bounds = bounds_of(figure);
    figure.status = status_of(compared_bounds(figure, bounds), rules_.quantity(key.quantity).moves);
    const std::size_t best = settle(figure, bounds);
    figure.reason = reason_of(figure, reports_, bounds, best);
    return figure;
}

void FigureFinder::sort_worst_first(std::vector<Figure>& figures) const {
    const auto rank = [](Status status) {
        constexpr std::array<int, 6> order{5, 4, 3, 1, 2, 0};  // single, agree, repeated, evolving, refines, conflict
        return order[static_cast<std::size_t>(status)];
    };
    std::stable_sort(figures.begin(), figures.end(), [&](const Figure& a, const Figure& b) {
        const auto known = [&](const Figure& figure) { return rules_.quantity(figure.quantity).known ? 0 : 1; };
        const auto size = [](const Figure& figure) { return -static_cast<int>(figure.claims.size()); };
        return std::tuple(rank(a.status), known(a), size(a), a.event, a.quantity, a.scope) <
               std::tuple(rank(b.status), known(b), size(b), b.event, b.quantity, b.scope);
    });
}

}  // namespace

std::vector<Figure> find_figures(std::span<const AnnotatedReport> reports, std::span<const ReportDay> days,
                                 const Story& story, const std::vector<Event>& events,
                                 const std::vector<std::vector<std::uint32_t>>& event_of_claim,
                                 const EntityLookup& entities, const ReconcileRules& rules) {
    return FigureFinder(reports, days, story, events, entities, rules).find(event_of_claim);
}

}  // namespace recount
