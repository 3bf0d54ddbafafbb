#include "reconcile/events.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "annotate/attributions.h"
#include "report/time_value.h"

namespace recount {

namespace {

/// A claim of a day that nobody can tell belongs to no event.
constexpr std::uint32_t of_no_event = no_index - 1;

/// What tells one event of a story from another.
struct Key {
    std::string_view family;
    std::optional<DayInterval> days;
    std::int8_t side = 0;
    auto operator<=>(const Key&) const = default;
};

/// One mention with what was worked out about it.
struct Placed {
    std::uint32_t report = 0;   // into Story::reports
    std::uint32_t mention = 0;  // into Layers::mentions
    Key key;
    bool has_event = false;
};

/// How much a mention says about what its report is about: headlines and first sentences most.
int weight_of(const AnnotatedReport& report, const Mention& mention) {
    const Sentence& sentence = report.layers.sentences[mention.sentence];
    const BlockKind kind = report.report.blocks[sentence.block].kind;
    return kind == BlockKind::title ? 3 : mention.sentence < 4 ? 2 : 1;
}

class EventFinder {
public:
    EventFinder(std::span<const AnnotatedReport> reports, std::span<const ReportDay> days, const Story& story,
                const EntityLookup& entities, const ReconcileRules& rules)
        : reports_(reports), days_(days), story_(story), entities_(entities), rules_(rules) {}

    StoryEvents find() {
        collect();
        count_days();
        for (Placed& placed : placed_)
            place(placed);
        settle_sides();
        group_mentions();
        for (std::uint32_t r = 0; r < story_.reports.size(); ++r)
            place_told_claims(r);
        place_passages();
        count_told();
        for (std::uint32_t r = 0; r < story_.reports.size(); ++r)
            place_other_claims(r);
        return finish();
    }

private:
    const AnnotatedReport& report(std::uint32_t r) const { return reports_[story_.reports[r]]; }
    const Mention& mention(const Placed& placed) const { return report(placed.report).layers.mentions[placed.mention]; }

    /// The day that words of a sentence are said on: that of its post, else of its report.
    std::optional<Day> day_of(std::uint32_t r, std::uint32_t sentence) const {
        const AnnotatedReport& annotated = report(r);
        const Block& block = annotated.report.blocks[annotated.layers.sentences[sentence].block];
        if (block.date)
            return block.date;
        const ReportDay& day = days_[story_.reports[r]];
        return day.days && day.days->is_one_day() ? std::optional<Day>(day.days->first) : std::nullopt;
    }

    void collect();
    void count_days();
    void place(Placed& placed);
    std::optional<DayInterval> refined(std::string_view family, DayInterval days) const;
    DayInterval settled(std::string_view family, DayInterval days) const;
    std::optional<DayInterval> context(const Placed& placed);
    std::optional<DayInterval> usual_day(std::uint32_t r, std::string_view family, std::optional<Day> said) const;
    void settle_sides();
    template <class NeedsSide>
    void give_sides(const NeedsSide& needs_side);
    void group_mentions();
    std::uint32_t event_for(const Key& key, std::string_view type);
    std::uint32_t first_group(std::string_view family, std::optional<DayInterval> days, bool named) const;
    void place_told_claims(std::uint32_t r);
    void place_passages();
    void count_told();
    void place_other_claims(std::uint32_t r);
    std::uint32_t by_mention(std::uint32_t r, const Claim& claim, const QuantityRule& rule) const;
    std::uint32_t by_time(std::uint32_t r, const Claim& claim, const QuantityRule& rule);
    std::uint32_t by_context(std::uint32_t r, const Claim& claim, const QuantityRule& rule) const;
    std::uint32_t main_event(std::uint32_t r, const QuantityRule& rule, std::string_view quantity);
    std::uint32_t find_main_event(std::uint32_t r, const QuantityRule& rule, std::string_view quantity) const;
    bool accepts(const QuantityRule& rule, std::string_view family) const {
        return std::find(rule.families.begin(), rule.families.end(), family) != rule.families.end();
    }
    StoryEvents finish();
    void describe(Event& event, std::uint32_t index) const;
    void date(Event& event, const Key& key, const std::vector<const Placed*>& mentions) const;
    void locate(Event& event, const std::vector<const Placed*>& mentions) const;

    std::span<const AnnotatedReport> reports_;
    std::span<const ReportDay> days_;
    const Story& story_;
    const EntityLookup& entities_;
    const ReconcileRules& rules_;

    std::vector<Placed> placed_;                                              // by report, then in text order
    std::vector<std::size_t> first_of_report_;                                // into placed_
    std::map<std::pair<std::string_view, DayInterval>, int> days_of_family_;  // single days, by weight over the story
    std::map<std::tuple<std::uint32_t, std::string_view, DayInterval>, int> days_of_report_;  // the same, by report
    struct Dated {
        std::uint32_t report, block;
        DayInterval days;
    };
    std::map<std::string_view, Dated> last_dated_;  // by family: the mention that was placed last
    std::map<std::tuple<std::uint32_t, std::string_view, std::optional<Day>>, std::optional<DayInterval>>
        usual_days_;  // of what a report tells without a day, by the day it is told on
    std::map<std::pair<std::string_view, std::optional<DayInterval>>, std::set<std::int8_t>>
        sides_;  // of a day's gatherings, as far as told

    struct Group {
        Key key;
        std::string type;
        std::vector<std::size_t> members;  // into placed_
        std::set<std::uint32_t> reports;   // of mentions and claims
        std::vector<Evidence> claims;
        bool named = false;  // by more than those who take part
    };
    std::vector<Group> groups_;
    std::map<Key, std::uint32_t> group_of_key_;
    std::vector<std::uint32_t> group_of_placed_;
    std::map<std::tuple<std::uint32_t, std::string_view, bool>, std::vector<std::size_t>>
        grouped_;  // into placed_: those of a group, by report, family and whether a caption tells them
    std::vector<std::vector<std::uint32_t>> group_of_claim_;  // by report, by claim
    std::vector<std::vector<bool>> told_;                     // the same: placed by the words beside it
    std::map<std::string_view, std::map<std::uint32_t, int>> told_of_quantity_;  // how many claims tell of which group
    std::map<std::pair<std::uint32_t, std::string_view>, std::uint32_t> main_events_;  // by report and quantity
};

void EventFinder::collect() {
    for (std::uint32_t r = 0; r < story_.reports.size(); ++r) {
        first_of_report_.push_back(placed_.size());
        const Layers& layers = report(r).layers;
        for (std::uint32_t m = 0; m < layers.mentions.size(); ++m) {
            const Mention& found = layers.mentions[m];
            Placed placed{r, m, {rules_.family(found.type), std::nullopt, found.side}, false};
            if (found.time != no_index)
                placed.key.days = resolve(layers.times[found.time], day_of(r, found.sentence));
            placed_.push_back(placed);
        }
    }
    first_of_report_.push_back(placed_.size());
}

void EventFinder::count_days() {
    for (const Placed& placed : placed_) {
        if (!placed.key.days || !placed.key.days->is_one_day() || mention(placed).people_only)
            continue;
        const int weight = weight_of(report(placed.report), mention(placed));
        days_of_family_[{placed.key.family, *placed.key.days}] += weight;
        days_of_report_[{placed.report, placed.key.family, *placed.key.days}] += weight;
    }
}

/// An interval that holds one of the family's days, or one that is told far more than the others, means that day: "in
/// April 2014", "last week".
std::optional<DayInterval> EventFinder::refined(std::string_view family, DayInterval days) const {
    if (days.is_one_day())
        return days;
    std::optional<DayInterval> most;
    int all = 0, weight_of_most = 0;
    for (auto found = days_of_family_.lower_bound({family, {days.first, days.first}});
         found != days_of_family_.end() && found->first.first == family && found->first.second.first <= days.last;
         ++found) {
        all += found->second;
        if (found->second > weight_of_most) {
            weight_of_most = found->second;
            most = found->first.second;
        }
    }
    return most && weight_of_most * 4 >= all * 3 ? most : std::optional(days);
}

/// The day of an undated mention: of the family's nearest dated mention in its sentence, of the last one in the same
/// paragraph, of the day that the report mostly gives the family, or of the day that the story does.
std::optional<DayInterval> EventFinder::context(const Placed& placed) {
    const Layers& layers = report(placed.report).layers;
    const std::uint32_t block = layers.sentences[mention(placed).sentence].block;
    const auto index = static_cast<std::size_t>(&placed - placed_.data());
    const auto dated = [&](std::size_t i) {
        return i >= first_of_report_[placed.report] && i < first_of_report_[placed.report + 1] &&
               mention(placed_[i]).sentence == mention(placed).sentence && placed_[i].key.family == placed.key.family &&
               mention(placed_[i]).time != no_index && placed_[i].key.days;
    };
    for (std::size_t step = 1; step < 6; ++step) {
        if (dated(index + step))
            return placed_[index + step].key.days;
        if (index >= step && dated(index - step))
            return placed_[index - step].key.days;
    }
    if (const auto before = last_dated_.find(placed.key.family);
        before != last_dated_.end() && before->second.report == placed.report && before->second.block == block)
        return before->second.days;
    const std::optional<Day> said = day_of(placed.report, mention(placed).sentence);
    const auto [known, is_new] = usual_days_.try_emplace({placed.report, placed.key.family, said}, std::nullopt);
    if (is_new)
        known->second = usual_day(placed.report, placed.key.family, said);
    return known->second;
}

/// What a report tells without a day is news: of the last days before it, as far as any are told; what lies long before
/// has its day with it.
std::optional<DayInterval> EventFinder::usual_day(std::uint32_t r, std::string_view family,
                                                  std::optional<Day> said) const {
    const auto is_news = [&](const DayInterval& days) {
        return !said || (days.first <= *said && *said - days.first <= std::chrono::days(7));
    };
    for (const bool news : {true, false}) {
        std::optional<DayInterval> best;
        int most = 0;
        const auto weigh = [&](const DayInterval& days, int weight) {
            if (weight > most && is_news(days) == news) {
                most = weight;
                best = days;
            }
        };
        for (const auto& [key, weight] : days_of_report_)
            if (std::get<0>(key) == r && std::get<1>(key) == family)
                weigh(std::get<2>(key), weight);
        if (best)
            return best;
        for (const auto& [key, weight] : days_of_family_)
            if (key.first == family && (!said || key.second.first <= *said))
                weigh(key.second, weight);
        if (best)
            return best;
    }
    return std::nullopt;
}

/// What a story tells of once happened on one day: a day beside the one that is told far more comes from another time
/// zone
/// ("last night" in a report stamped after midnight).
DayInterval EventFinder::settled(std::string_view family, DayInterval days) const {
    constexpr int far_more = 3;
    const auto weight = [&](Day day) {
        const auto found = days_of_family_.find({family, DayInterval{day, day}});
        return found == days_of_family_.end() ? 0 : found->second;
    };
    if (!days.is_one_day())
        return days;
    const int own = weight(days.first);
    for (const int step : {-1, 1}) {
        const Day beside = days.first + std::chrono::days(step);
        if (weight(beside) >= far_more * std::max(own, 1))
            return {beside, beside};
    }
    return days;
}

void EventFinder::place(Placed& placed) {
    const Mention& found = mention(placed);
    if (placed.key.days && found.once)
        placed.key.days = settled(placed.key.family, *refined(placed.key.family, *placed.key.days));
    else if (placed.key.days)
        placed.key.days = refined(placed.key.family, *placed.key.days);
    else if (found.planned)
        return;
    else
        placed.key.days = context(placed);
    placed.has_event = true;
    if (placed.key.days)
        last_dated_[placed.key.family] = {placed.report, report(placed.report).layers.sentences[found.sentence].block,
                                          *placed.key.days};
}

/// Gatherings of one day with sides told both ways are two; where one side alone is told, or none, they are one.
void EventFinder::settle_sides() {
    for (const Placed& placed : placed_)
        if (placed.has_event && placed.key.side != 0 && !mention(placed).people_only)
            sides_[{placed.key.family, placed.key.days}].insert(placed.key.side);
    const auto told_both_ways = [&](const Placed& placed) {
        const auto told = sides_.find({placed.key.family, placed.key.days});
        return told != sides_.end() && told->second.size() >= 2;
    };
    give_sides(told_both_ways);
    for (Placed& placed : placed_)
        if (!told_both_ways(placed))
            placed.key.side = 0;
}

/// The side of a gathering whose own words tell none: that of the same word before it in the report; else the one that
/// the day's gatherings of that type mostly have; else that of any gathering before it.
template <class NeedsSide>
void EventFinder::give_sides(const NeedsSide& needs_side) {
    std::map<std::tuple<std::string_view, std::optional<DayInterval>, std::string_view>, int> sums;
    for (const Placed& placed : placed_)
        if (!mention(placed).people_only)
            sums[{placed.key.family, placed.key.days, mention(placed).type}] += mention(placed).side;
    struct Before {
        std::map<std::pair<std::string_view, std::string_view>, std::int8_t> by_word;
        std::map<std::string_view, std::int8_t> any;
    } before;  // in this report, by family
    for (std::size_t i = 0; i < placed_.size(); ++i) {
        Placed& placed = placed_[i];
        if (i == first_of_report_[placed.report])
            before = {};
        const std::string_view family = placed.key.family,
                               word = report(placed.report).lowered(mention(placed).trigger);
        if (placed.has_event && placed.key.side == 0 && needs_side(placed)) {
            const auto same_word = before.by_word.find({family, word});
            const auto sum = sums.find({family, placed.key.days, mention(placed).type});
            const int most = sum == sums.end() ? 0 : sum->second;
            const auto any = before.any.find(family);
            placed.key.side = same_word != before.by_word.end() ? same_word->second
                              : most != 0                       ? static_cast<std::int8_t>(most > 0 ? 1 : -1)
                              : any != before.any.end()         ? any->second
                                                                : std::int8_t{0};
        }
        if (placed.key.side != 0)
            before.by_word[{family, word}] = before.any[family] = placed.key.side;
    }
}

std::uint32_t EventFinder::event_for(const Key& key, std::string_view type) {
    const auto [place, is_new] = group_of_key_.try_emplace(key, static_cast<std::uint32_t>(groups_.size()));
    if (is_new)
        groups_.push_back({key, std::string(type), {}, {}, {}, false});
    return place->second;
}

void EventFinder::group_mentions() {
    group_of_placed_.assign(placed_.size(), no_index);
    for (std::size_t i = 0; i < placed_.size(); ++i) {
        const Placed& placed = placed_[i];
        if (!placed.has_event)
            continue;
        const std::uint32_t group = event_for(placed.key, mention(placed).type);
        group_of_placed_[i] = group;
        groups_[group].members.push_back(i);
        groups_[group].reports.insert(placed.report);
        groups_[group].named = groups_[group].named || !mention(placed).people_only;
        const Layers& layers = report(placed.report).layers;
        const BlockKind kind =
            report(placed.report).report.blocks[layers.sentences[mention(placed).sentence].block].kind;
        grouped_[{placed.report, placed.key.family, kind == BlockKind::caption}].push_back(i);
    }
}

/// The happening that stands nearest to the claim in its sentence, of the family that its quantity belongs to first.
std::uint32_t EventFinder::by_mention(std::uint32_t r, const Claim& claim, const QuantityRule& rule) const {
    const Layers& layers = report(r).layers;
    const auto beside = layers.mentions_of(claim.sentence);
    const std::size_t first = first_of_report_[r] + static_cast<std::size_t>(beside.data() - layers.mentions.data());
    for (const std::string& family : rule.families) {
        std::uint32_t best = no_index, least = UINT32_MAX;
        for (std::size_t i = first; i < first + beside.size(); ++i) {
            const Mention& found = mention(placed_[i]);
            if (group_of_placed_[i] == no_index || placed_[i].key.family != family)
                continue;
            if (found.people_only && family != rule.families.front())
                continue;
            const bool before = found.end_token <= claim.first_token;
            const std::uint32_t distance = before ? claim.first_token - found.end_token
                                           : found.first_token >= claim.end_token
                                               ? found.first_token - claim.end_token + 2
                                               : 0;
            if (distance < least) {
                least = distance;
                best = group_of_placed_[i];
            }
        }
        if (best != no_index)
            return best;
    }
    return no_index;
}

/// The first made of the groups of a family and of these days, of any side; no_index where there is none. `named`: of
/// those that more than their people name.
std::uint32_t EventFinder::first_group(std::string_view family, std::optional<DayInterval> days, bool named) const {
    std::uint32_t first = no_index;
    for (std::int8_t side = -1; side <= 1; ++side)
        if (const auto found = group_of_key_.find({family, days, side});
            found != group_of_key_.end() && (!named || groups_[found->second].named))
            first = std::min(first, found->second);
    return first;
}

/// A claim beside a time of its own belongs to the happening of that time, even if only the claim tells of it.
std::uint32_t EventFinder::by_time(std::uint32_t r, const Claim& claim, const QuantityRule& rule) {
    const Layers& layers = report(r).layers;
    const Time* nearest = nullptr;
    std::uint32_t least = UINT32_MAX;
    for (const Time& time : layers.times_of(claim.sentence)) {
        if (time.type == TimeType::duration || time.type == TimeType::set)
            continue;
        const auto attributions = layers.attributions_of(claim.sentence);
        const bool said = std::any_of(attributions.begin(), attributions.end(), [&](std::uint32_t index) {
            const Attribution& attribution = layers.attributions[index];
            const bool outside = std::any_of(attribution.content.begin(), attribution.content.end(), [&](Span content) {
                return content.contains(claim.span) && !content.contains(time.span);
            });
            return outside || tells_when_said(report(r), attribution, time);
        });
        const auto mentions = layers.mentions_of(claim.sentence);
        const bool taken = std::any_of(mentions.begin(), mentions.end(), [&](const Mention& other) {
            return other.time != no_index && &layers.times[other.time] == &time;
        });
        const std::uint32_t distance = time.first_token >= claim.end_token
                                           ? time.first_token - claim.end_token
                                           : claim.first_token - std::min(claim.first_token, time.end_token);
        if (!said && !taken && distance < least) {
            least = distance;
            nearest = &time;
        }
    }
    if (!nearest)
        return no_index;
    const auto days = resolve(*nearest, day_of(r, claim.sentence));
    if (!days && nearest->anchor == TimeAnchor::report && !day_of(r, claim.sentence))
        return no_index;  // the report's day is not known: nothing follows from "on Thursday"
    if (!days)  // "that year", "two months before": of another day than what is told around it, and nobody knows which
        return nearest->form == TimeForm::reference || nearest->anchor == TimeAnchor::none ? no_index : of_no_event;
    for (const std::string& family : rule.families)
        if (const std::uint32_t group = first_group(family, refined(family, *days), false); group != no_index)
            return group;
    // "Twelve were still in hospital on Saturday": a day soon after a happening tells when its count held, not of
    // another one.
    constexpr auto soon = std::chrono::days(3);
    for (Day before = days->first - std::chrono::days(1); days->last - before <= soon; before -= std::chrono::days(1)) {
        std::uint32_t told = no_index;
        for (const std::string& family : rule.families)
            told = std::min(told, first_group(family, DayInterval{before, before}, true));
        if (told != no_index)
            return told;
    }
    const std::string_view family =
        rule.families.empty() ? std::string_view("other") : std::string_view(rule.families.front());
    return event_for({family, refined(family, *days), 0}, rule.event_type);
}

/// What the report spoke of last: earlier in the paragraph, or, under a heading, in what follows it.
std::uint32_t EventFinder::by_context(std::uint32_t r, const Claim& claim, const QuantityRule& rule) const {
    const Layers& layers = report(r).layers;
    const auto block_of = [&](std::uint32_t sentence) { return layers.sentences[sentence].block; };
    const std::uint32_t block = block_of(claim.sentence);
    const BlockKind kind = report(r).report.blocks[block].kind;
    if (kind == BlockKind::heading)
        for (std::size_t i = first_of_report_[r]; i < first_of_report_[r + 1]; ++i)
            if (block_of(mention(placed_[i]).sentence) == block + 1 && group_of_placed_[i] != no_index &&
                accepts(rule, placed_[i].key.family))
                return group_of_placed_[i];
    const bool far = !rule.families.empty() && rule.families.front() == "gathering";
    std::size_t last = 0, behind = 0;
    for (const std::string& family : rule.families)
        for (const bool caption : {false, true})
            if (const auto found = grouped_.find({r, family, caption});
                found != grouped_.end() && (!caption || kind == BlockKind::caption)) {
                const auto end = std::partition_point(found->second.begin(), found->second.end(), [&](std::size_t i) {
                    return mention(placed_[i]).sentence < claim.sentence;
                });
                if (end != found->second.begin() && *std::prev(end) >= behind)
                    last = *std::prev(end), behind = last + 1;
            }
    if (behind == 0)
        return no_index;
    return block_of(mention(placed_[last]).sentence) == block || far ? group_of_placed_[last] : no_index;
}

void EventFinder::count_told() {
    for (std::uint32_t r = 0; r < story_.reports.size(); ++r)
        for (std::uint32_t c = 0; c < told_[r].size(); ++c)
            if (told_[r][c])
                ++told_of_quantity_[report(r).layers.claims[c].quantity][group_of_claim_[r][c]];
}

/// The event of the quantity's first family that the report tells most of; else the event that most claims of other
/// reports give the quantity; else the event of another of its families that the report, or the story, tells most of.
/// What is still to come when the report is made has no counts yet.
std::uint32_t EventFinder::main_event(std::uint32_t r, const QuantityRule& rule, std::string_view quantity) {
    const auto [known, is_new] = main_events_.try_emplace({r, quantity}, no_index);
    if (is_new)
        known->second = find_main_event(r, rule, quantity);
    return known->second;
}

std::uint32_t EventFinder::find_main_event(std::uint32_t r, const QuantityRule& rule, std::string_view quantity) const {
    const ReportDay& said = days_[story_.reports[r]];
    const auto is_to_come = [&](std::uint32_t group) {
        return said.days && groups_[group].key.days && groups_[group].key.days->first > said.days->last;
    };
    const auto heaviest = [&](const std::map<std::uint32_t, int>& weights) {
        std::uint32_t best = no_index;
        int most = 0;
        for (const auto& [group, weight] : weights)
            if (weight > most && !is_to_come(group)) {
                most = weight;
                best = group;
            }
        return best;
    };
    const auto most_told = [&](std::size_t first, std::size_t end, std::string_view family) {
        std::map<std::uint32_t, int> weights;
        for (std::size_t i = first; i < end; ++i)
            if (group_of_placed_[i] != no_index && placed_[i].key.family == family && !mention(placed_[i]).people_only)
                weights[group_of_placed_[i]] += weight_of(report(placed_[i].report), mention(placed_[i]));
        return heaviest(weights);
    };
    const auto in_report = [&](const std::string& family) {
        return most_told(first_of_report_[r], first_of_report_[r + 1], family);
    };
    if (!rule.families.empty())
        if (const std::uint32_t group = in_report(rule.families.front()); group != no_index)
            return group;
    if (const auto told = told_of_quantity_.find(quantity); told != told_of_quantity_.end())
        if (const std::uint32_t group = heaviest(told->second); group != no_index)
            return group;
    for (const std::string& family : rule.families)
        if (const std::uint32_t group = in_report(family); group != no_index)
            return group;
    for (const std::string& family : rule.families)
        if (const std::uint32_t group = most_told(0, placed_.size(), family); group != no_index)
            return group;
    return no_index;
}

/// Places what the words beside a claim place: a happening in its sentence, a time of its own, the claim before it in
/// the paragraph.
void EventFinder::place_told_claims(std::uint32_t r) {
    const Layers& layers = report(r).layers;
    auto& groups = group_of_claim_.emplace_back(layers.claims.size(), no_index);
    auto& told = told_.emplace_back(layers.claims.size(), false);
    for (std::uint32_t c = 0; c < layers.claims.size(); ++c) {
        const Claim& claim = layers.claims[c];
        const QuantityRule& rule = rules_.quantity(claim.quantity);
        if (!rule.known)
            continue;
        groups[c] = by_mention(r, claim, rule);
        if (groups[c] == no_index)
            groups[c] = by_time(r, claim, rule);
        told[c] = groups[c] != no_index && groups[c] != of_no_event;
        const bool same_paragraph =
            c > 0 && groups[c - 1] != of_no_event &&
            layers.sentences[layers.claims[c - 1].sentence].block == layers.sentences[claim.sentence].block;
        if (groups[c] == no_index && same_paragraph && groups[c - 1] != no_index &&
            accepts(rule, groups_[groups[c - 1]].key.family))
            groups[c] = groups[c - 1];
    }
}

/// Claims of one quantity in one shared passage are of one event, whatever a rewording made of its words: of those that
/// the versions tell, the one that the story tells most of.
void EventFinder::place_passages() {
    for (const Lineage& lineage : story_.lineages)
        for (const auto& passage : lineage.passages) {
            std::map<std::string_view, std::uint32_t> told;  // quantity -> group
            const auto each = [&](const auto& work) {
                for (const Evidence& place : passage) {
                    const auto r = static_cast<std::uint32_t>(
                        std::lower_bound(story_.reports.begin(), story_.reports.end(), place.report) -
                        story_.reports.begin());
                    const auto& claims = report(r).layers.claims;
                    for (std::uint32_t c = 0; c < claims.size(); ++c)
                        if (place.span.contains(claims[c].span) && rules_.quantity(claims[c].quantity).known)
                            work(r, c, claims[c].quantity);
                }
            };
            each([&](std::uint32_t r, std::uint32_t c, const std::string& quantity) {
                const std::uint32_t group = group_of_claim_[r][c];
                if (!told_[r][c])
                    return;
                const auto [best, is_new] = told.try_emplace(quantity, group);
                if (!is_new && groups_[group].members.size() > groups_[best->second].members.size())
                    best->second = group;
            });
            each([&](std::uint32_t r, std::uint32_t c, const std::string& quantity) {
                if (const auto found = told.find(quantity); found != told.end()) {
                    group_of_claim_[r][c] = found->second;
                    told_[r][c] = true;
                }
            });
        }
}

/// Places the rest: by what the report spoke of, by the event that the report tells most of, by the event that other
/// reports give this quantity.
void EventFinder::place_other_claims(std::uint32_t r) {
    const Layers& layers = report(r).layers;
    for (std::uint32_t c = 0; c < layers.claims.size(); ++c) {
        const Claim& claim = layers.claims[c];
        const QuantityRule& rule = rules_.quantity(claim.quantity);
        if (!rule.known)
            continue;
        std::uint32_t& group = group_of_claim_[r][c];
        if (group == of_no_event) {
            group = no_index;
            continue;
        }
        if (group == no_index)
            group = by_context(r, claim, rule);
        if (group == no_index)
            group = main_event(r, rule, claim.quantity);
        if (group == no_index)
            group =
                event_for({rule.families.empty() ? std::string_view("other") : std::string_view(rule.families.front()),
                           std::nullopt, 0},
                          rule.event_type);
        groups_[group].reports.insert(r);
        groups_[group].claims.push_back({story_.reports[r], claim.span});
    }
}

/// The date as ISO 8601, and the words that fix it.
void EventFinder::date(Event& event, const Key& key, const std::vector<const Placed*>& mentions) const {
    if (!key.days)
        return;
    event.date = iso_value(*key.days);
    if (event.date.size() == 10 && !key.days->is_one_day())
        event.date_end = iso_day(key.days->last);
    const Placed* first = nullptr;
    for (const Placed* placed : mentions) {
        const Mention& found = mention(*placed);
        if (found.time == no_index)
            continue;
        const Time& time = report(placed->report).layers.times[found.time];
        if (resolve(time, day_of(placed->report, found.sentence)) != key.days)
            continue;
        event.date_evidence.push_back({story_.reports[placed->report], time.span});
        event.date_stated = event.date_stated || time.anchor == TimeAnchor::absolute;
        if (!first)
            first = placed;
    }
    if (!first) {
        event.date_reason = "The reports that tell of it are of these days.";
        return;
    }
    const AnnotatedReport& source = report(first->report);
    const Time& time = source.layers.times[mention(*first).time];
    event.date_reason = "\"" + std::string(source.words(time.span)) + "\" in " + source.report.id;
    const auto day = day_of(first->report, mention(*first).sentence);
    event.date_reason += time.anchor == TimeAnchor::absolute || !day ? "." : ", a report of " + iso_day(*day) + ".";
}

/// The place that most mentions stand with.
void EventFinder::locate(Event& event, const std::vector<const Placed*>& mentions) const {
    std::map<std::uint32_t, int> places;
    for (const Placed* placed : mentions) {
        const Mention& found = mention(*placed);
        if (found.place == no_index)
            continue;
        const std::uint32_t entity =
            entities_.at({story_.reports[placed->report], report(placed->report).layers.entities[found.place].span});
        if (entity != no_index)
            places[entity] += found.people_only ? 1 : 2;
    }
    const auto most = std::max_element(places.begin(), places.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most == places.end())
        return;
    const AccountEntity& entity = entities_[most->first];
    event.place = entity.place.value_or(AccountPlace{});
    event.place->name = entity.name;  // as the reports spell it
}

/// Fills in what the event's mentions say of it.
void EventFinder::describe(Event& event, std::uint32_t index) const {
    const Group& group = groups_[index];
    std::vector<const Placed*> mentions;
    std::map<std::string, int> types;
    std::set<std::uint32_t> actors;
    const Placed* headline = nullptr;
    int best = -1;
    for (const std::size_t i : group.members) {
        const Placed& placed = placed_[i];
        const Mention& found = mention(placed);
        mentions.push_back(&placed);
        types[found.type] += found.people_only ? 1 : 1 + weight_of(report(placed.report), found);
        event.evidence.push_back({story_.reports[placed.report], found.trigger});
        for (const std::uint32_t actor : found.actors)
            if (const std::uint32_t entity =
                    entities_.at({story_.reports[placed.report], report(placed.report).layers.entities[actor].span});
                entity != no_index)
                actors.insert(entity);
        const int says = (found.people_only ? 0 : 2) + (found.time != no_index ? 2 : 0) +
                         (weight_of(report(placed.report), found) == 2 ? 1 : 0);
        if (says > best) {
            best = says;
            headline = &placed;
        }
    }
    event.type = group.type;
    int most = 0;
    for (const auto& [type, count] : types)
        if (count > most) {
            most = count;
            event.type = type;
        }
    event.actors.assign(actors.begin(), actors.end());
    for (const std::uint32_t r : group.reports)
        event.reports.push_back(story_.reports[r]);
    if (event.evidence.empty())
        event.evidence = group.claims;
    std::sort(event.evidence.begin(), event.evidence.end());
    const Evidence& first = event.evidence.front();
    const Layers& layers = reports_[first.report].layers;
    Span sentence = headline ? report(headline->report).layers.sentences[mention(*headline).sentence].span : Span{};
    std::string_view words = headline ? report(headline->report).words(sentence) : std::string_view();
    if (!headline)
        for (const Sentence& candidate : layers.sentences)
            if (candidate.span.contains(first.span))
                words = reports_[first.report].words(candidate.span);
    event.title = words;
    date(event, group.key, mentions);
    locate(event, mentions);
}

StoryEvents EventFinder::finish() {
    StoryEvents result;
    std::vector<std::uint32_t> kept;
    for (std::uint32_t group = 0; group < groups_.size(); ++group)
        if (!groups_[group].claims.empty() || (groups_[group].key.days && groups_[group].named))
            kept.push_back(group);
    std::sort(kept.begin(), kept.end(), [&](std::uint32_t a, std::uint32_t b) {
        const Key &x = groups_[a].key, &y = groups_[b].key;
        if (x.days.has_value() != y.days.has_value())
            return x.days.has_value();
        return std::tie(x.days, x.family, x.side, a) < std::tie(y.days, y.family, y.side, b);
    });
    std::vector<std::uint32_t> event_of_group(groups_.size(), no_index);
    for (const std::uint32_t group : kept) {
        event_of_group[group] = static_cast<std::uint32_t>(result.events.size());
        Event& event = result.events.emplace_back();
        event.id = "e" + std::to_string(result.events.size());
        describe(event, group);
    }
    for (const auto& claims : group_of_claim_) {
        auto& events = result.of_claim.emplace_back();
        for (const std::uint32_t group : claims)
            events.push_back(group == no_index ? no_index : event_of_group[group]);
    }
    return result;
}

}  // namespace

StoryEvents find_events(std::span<const AnnotatedReport> reports, std::span<const ReportDay> days, const Story& story,
                        const EntityLookup& entities, const ReconcileRules& rules) {
    return EventFinder(reports, days, story, entities, rules).find();
}

}  // namespace recount
