#include "reconcile/events.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
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
    std::uint32_t town = no_index;  // entity: where others of the day are told elsewhere; no_index for the main place
    auto operator<=>(const Key&) const = default;
};

/// One mention with what was worked out about it.
struct Placed {
    std::uint32_t report = 0;   // into Story::reports
    std::uint32_t mention = 0;  // into Layers::mentions
    Key key;
    bool has_event = false;
    std::optional<DayInterval> told;  // what its own words say, before the story settles it
    std::optional<Day> counted_from;  // of "two weeks after the vote": the day of the vote
};

/// Somebody says something on a day that the words tell.
struct Saying {
    Day day;
    std::uint32_t speaker;      // into the story's entities
    std::uint32_t report;       // into Story::reports
    std::uint32_t attribution;  // into Layers::attributions
    std::uint32_t time;         // into Layers::times
    auto operator<=>(const Saying&) const = default;
};

/// How much a mention says about what its report is about: headlines and first sentences most.
int weight_of(const AnnotatedReport& report, const Mention& mention) {
    const Sentence& sentence = report.layers.sentences[mention.sentence];
    const BlockKind kind = report.report.blocks[sentence.block].kind;
    return kind == BlockKind::title ? 3 : mention.sentence < 4 && kind != BlockKind::caption ? 2 : 1;
}

/// "At 10:12 p.m.": of the day that is told around it, which need not be the report's.
bool is_clock_alone(const Time& time) {
    return time.form == TimeForm::period && time.unit == 'D' && time.minute >= 0 && time.moved == 0 && time.offset == 0;
}

/// The days that a length counted from a happening leads to: one day where it counts days or an anniversary, else the
/// week, month or year around the day.
DayInterval days_from(const Time& time, Day happened) {
    if (const auto day = time.anniversary ? counted(happened, time.unit, time.offset) : std::nullopt)
        return {*day, *day};
    Time distance = time;
    distance.anchor = TimeAnchor::report;
    return resolve(distance, happened).value_or(DayInterval{happened, happened});
}

/// Between two places, by the haversine formula over a sphere of the Earth's mean radius.
double kilometres(const AccountPlace& a, const AccountPlace& b) {
    constexpr double radius = 6371.0088, degree = std::numbers::pi / 180;
    const double north = std::sin((a.latitude - b.latitude) * degree / 2);
    const double east = std::sin((a.longitude - b.longitude) * degree / 2);
    return 2 * radius *
           std::asin(
               std::sqrt(north * north + std::cos(a.latitude * degree) * std::cos(b.latitude * degree) * east * east));
}

class EventFinder {
public:
    explicit EventFinder(const StoryView& view) : view_(view) {}

    StoryEvents find() {
        collect();
        count_days();
        count_from_events();
        for (Placed& placed : placed_)
            place(placed);
        settle_sides();
        settle_towns();
        group_mentions();
        for (std::uint32_t r = 0; r < view_.story.reports.size(); ++r)
            place_told_claims(r);
        place_passages();
        count_told();
        for (std::uint32_t r = 0; r < view_.story.reports.size(); ++r)
            place_other_claims(r);
        collect_sayings();
        return finish();
    }

private:
    const AnnotatedReport& report(std::uint32_t r) const { return view_.reports[view_.story.reports[r]]; }
    const Mention& mention(const Placed& placed) const { return report(placed.report).layers.mentions[placed.mention]; }

    std::optional<Day> day_of(std::uint32_t r, std::uint32_t sentence) const {
        return view_.day_of(view_.story.reports[r], sentence);
    }

    void collect();
    void count_days();
    void count_from_events();
    std::optional<Day> main_day(std::uint32_t r, std::string_view family) const;
    void collect_sayings();
    Event told_saying(std::span<const Saying> sayings) const;
    void date_beside(Event& event, const Key& key, const std::vector<const Placed*>& mentions) const;
    void place(Placed& placed);
    std::optional<DayInterval> refined(std::string_view family, DayInterval days) const;
    DayInterval settled(std::string_view family, DayInterval days) const;
    DayInterval told_again(std::string_view family, DayInterval days) const;
    std::optional<DayInterval> context(const Placed& placed);
    std::optional<DayInterval> usual_day(std::uint32_t r, std::string_view family, std::optional<Day> said,
                                         bool once) const;
    void settle_sides();
    std::uint32_t town_of(const Placed& placed) const;
    void settle_towns();
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
    std::string words_of_day(const Placed& placed) const;
    void locate(Event& event, const std::vector<const Placed*>& mentions) const;

    const StoryView& view_;

    std::vector<Placed> placed_;                                              // by report, then in text order
    std::vector<std::size_t> first_of_report_;                                // into placed_
    std::map<std::pair<std::string_view, DayInterval>, int> days_of_family_;  // single days, by weight over the story
    std::map<std::tuple<std::uint32_t, std::string_view, DayInterval>, int> days_of_report_;  // the same, by report
    std::map<std::pair<std::string_view, DayInterval>, std::set<std::uint32_t>>
        reports_of_day_;  // that tell such a day; no_index among them where one tells it of what all of them mean
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
    std::vector<Saying> sayings_;  // by day, then by speaker
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
    for (std::uint32_t r = 0; r < view_.story.reports.size(); ++r) {
        first_of_report_.push_back(placed_.size());
        const Layers& layers = report(r).layers;
        for (std::uint32_t m = 0; m < layers.mentions.size(); ++m) {
            const Mention& found = layers.mentions[m];
            Placed placed{r,
                          m,
                          {view_.rules.family(found.type), std::nullopt, found.side, no_index},
                          false,
                          std::nullopt,
                          std::nullopt};
            if (found.time != no_index && !is_clock_alone(layers.times[found.time]))
                placed.told = placed.key.days = resolve(layers.times[found.time], day_of(r, found.sentence));
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
    for (const Placed& placed : placed_) {
        const auto days = placed.key.days ? refined(placed.key.family, *placed.key.days) : std::nullopt;
        if (!days || !days->is_one_day() || mention(placed).people_only)
            continue;
        const Time& time = report(placed.report).layers.times[mention(placed).time];
        auto& reports = reports_of_day_[{placed.key.family, *days}];
        reports.insert(placed.report);
        if (time.event_single &&
            time.event_words.overlaps(mention(placed).trigger))  // "the August 9 ballot" is known to all
            reports.insert(no_index);
    }
}

/// The day that the report, or else the story, mostly gives a family of happenings.
std::optional<Day> EventFinder::main_day(std::uint32_t r, std::string_view family) const {
    std::optional<Day> best;
    int most = 0;
    const auto weigh = [&](const DayInterval& days, int weight) {
        if (weight > most) {
            most = weight;
            best = days.first;
        }
    };
    for (const auto& [key, weight] : days_of_report_)
        if (std::get<0>(key) == r && std::get<1>(key) == family)
            weigh(std::get<2>(key), weight);
    if (!best)
        for (const auto& [key, weight] : days_of_family_)
            if (key.first == family)
                weigh(key.second, weight);
    return best;
}

/// "The march came two weeks after the vote": the day of the vote tells the march's.
void EventFinder::count_from_events() {
    for (Placed& placed : placed_) {
        const Mention& found = mention(placed);
        if (found.time == no_index)
            continue;
        const Time& time = report(placed.report).layers.times[found.time];
        if (time.anchor != TimeAnchor::event || time.reaches_report || !time.event_single)
            continue;
        placed.counted_from = main_day(placed.report, view_.rules.family(time.event_type));
        if (placed.counted_from)
            placed.told = placed.key.days = days_from(time, *placed.counted_from);
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
        if (dated(index + step)) {
            const DayInterval days = *placed_[index + step].key.days;  // that one is not placed yet
            return mention(placed_[index + step]).once ? settled(placed.key.family, told_again(placed.key.family, days))
                                                       : refined(placed.key.family, days);
        }
        if (index >= step && dated(index - step))
            return placed_[index - step].key.days;
    }
    if (const auto before = last_dated_.find(placed.key.family);
        before != last_dated_.end() && before->second.report == placed.report && before->second.block == block)
        return before->second.days;
    const std::optional<Day> said = day_of(placed.report, mention(placed).sentence);
    const auto [known, is_new] = usual_days_.try_emplace({placed.report, placed.key.family, said}, std::nullopt);
    const bool once = mention(placed).once;  // as all of its family
    if (is_new)
        known->second = usual_day(placed.report, placed.key.family, said, once);
    return known->second;
}

/// What a report tells without a day is news: of the last days before it, as far as any are told; what lies long before
/// has its day with it. The report's own day for the family comes first, unless the report tells it in passing while
/// the story mostly tells another; the story's, of what a story tells of once, is one that two reports tell or more: an
/// attack that one report mentions is not the one that the others mean.
std::optional<DayInterval> EventFinder::usual_day(std::uint32_t r, std::string_view family, std::optional<Day> said,
                                                  bool once) const {
    constexpr int in_passing = 1, mostly = 5;
    const auto is_news = [&](const DayInterval& days) {
        return !said || (days.first <= *said && *said - days.first <= std::chrono::days(7));
    };
    struct Best {
        std::optional<DayInterval> days;
        int weight = 0;
        void weigh(const DayInterval& other, int by) {
            if (by > weight) {
                weight = by;
                days = other;
            }
        }
    };
    const auto in_story = [&](const DayInterval& days) { return days_of_family_.at({family, days}); };
    for (const bool news : {true, false}) {
        Best own, all;
        for (auto found = days_of_report_.lower_bound({r, family, DayInterval{Day::min(), Day::min()}});
             found != days_of_report_.end() && std::get<0>(found->first) == r && std::get<1>(found->first) == family;
             ++found)
            if (is_news(std::get<2>(found->first)) == news)
                own.weigh(std::get<2>(found->first), found->second);
        for (auto found = days_of_family_.lower_bound({family, DayInterval{Day::min(), Day::min()}});
             found != days_of_family_.end() && found->first.first == family; ++found)
            if (is_news(found->first.second) == news && (!said || found->first.second.first <= *said) &&
                (!once || reports_of_day_.at(found->first).size() > 1))
                all.weigh(found->first.second, found->second);
        if (own.days && all.days && own.weight <= in_passing && all.weight >= mostly * in_story(*own.days))
            return all.days;
        if (own.days || all.days)
            return own.days ? own.days : all.days;
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

/// What a story tells of once and a report tells by a stretch of time alone ("last week rejected his re-election") is
/// told again: it is the day that holds most of the family, where that lies within the stretch or a month before it.
DayInterval EventFinder::told_again(std::string_view family, DayInterval days) const {
    const DayInterval within = *refined(family, days);
    if (within.is_one_day())
        return within;
    constexpr auto aftermath = std::chrono::days(31);
    std::optional<DayInterval> best;
    int most = 0;
    for (auto found = days_of_family_.lower_bound({family, {days.first - aftermath, days.first - aftermath}});
         found != days_of_family_.end() && found->first.first == family && found->first.second.first <= days.last;
         ++found)
        if (found->second > most) {
            most = found->second;
            best = found->first.second;
        }
    return best.value_or(within);
}

void EventFinder::place(Placed& placed) {
    const Mention& found = mention(placed);
    if (placed.key.days && found.once)
        placed.key.days = settled(placed.key.family, told_again(placed.key.family, *placed.key.days));
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

/// The town that a mention's words put it in, as an entity of the story; no_index where they name none.
std::uint32_t EventFinder::town_of(const Placed& placed) const {
    constexpr std::uint32_t reach = 8;  // tokens behind the happening's word
    const Mention& found = mention(placed);
    if (found.place == no_index || found.people_only)
        return no_index;
    const Entity& name = report(placed.report).layers.entities[found.place];
    const bool beside = name.first_token >= found.end_token && name.first_token - found.end_token <= reach;
    const std::uint32_t entity = beside ? view_.entities.at({view_.story.reports[placed.report], name.span}) : no_index;
    const bool town = entity != no_index && view_.entities[entity].place &&
                      view_.entities[entity].place->id.find_first_not_of("0123456789") == std::string::npos;
    return town ? entity : no_index;
}

/// Happenings of one kind, day and side in towns far from each other are several: the one that most mentions are of
/// keeps those that name no town, each other has those that name it.
void EventFinder::settle_towns() {
    constexpr double far = 50;  // kilometres
    std::map<Key, std::map<std::uint32_t, int>> towns;
    for (const Placed& placed : placed_)
        if (const std::uint32_t town = placed.has_event && placed.key.days ? town_of(placed) : no_index;
            town != no_index)
            towns[placed.key][town] += weight_of(report(placed.report), mention(placed));
    for (Placed& placed : placed_) {
        const auto found = towns.find(placed.key);
        const std::uint32_t own = found == towns.end() || found->second.size() < 2 ? no_index : town_of(placed);
        if (own == no_index)
            continue;
        const auto place = [&](std::uint32_t entity) { return *view_.entities[entity].place; };
        const auto main = std::ranges::max_element(found->second, {}, [](const auto& town) { return town.second; });
        if (kilometres(place(own), place(main->first)) <= far)
            continue;
        const auto same = std::ranges::find_if(found->second, [&](const auto& town) {
            return kilometres(place(own), place(town.first)) <= far;  // a suburb is its city's
        });
        placed.key.town = same->first;
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
/// What is expected of a happening that its sentence plans for no certain day is of none that the story tells.
std::uint32_t EventFinder::by_mention(std::uint32_t r, const Claim& claim, const QuantityRule& rule) const {
    const Layers& layers = report(r).layers;
    const auto beside = layers.mentions_of(claim.sentence);
    const std::size_t first = first_of_report_[r] + static_cast<std::size_t>(beside.data() - layers.mentions.data());
    for (const std::string& family : rule.families) {
        std::uint32_t best = no_index, least = UINT32_MAX;
        bool to_come = false;
        for (std::size_t i = first; i < first + beside.size(); ++i) {
            const Mention& found = mention(placed_[i]);
            if (placed_[i].key.family == family && found.planned && !placed_[i].has_event)
                to_come = true;
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
        if (to_come && claim.standing == Standing::planned)
            return of_no_event;
    }
    return no_index;
}

/// The first made of the groups of a family and of these days, of any side; no_index where there is none. `named`: of
/// those that more than their people name.
std::uint32_t EventFinder::first_group(std::string_view family, std::optional<DayInterval> days, bool named) const {
    std::uint32_t first = no_index;
    for (std::int8_t side = -1; side <= 1; ++side)
        if (const auto found = group_of_key_.find({family, days, side, no_index});
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
    return event_for({family, refined(family, *days), 0, no_index}, rule.event_type);
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
    for (std::uint32_t r = 0; r < view_.story.reports.size(); ++r)
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
    const ReportDay& said = view_.days[view_.story.reports[r]];
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
        const QuantityRule& rule = view_.rules.quantity(claim.quantity);
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
    for (const Lineage& lineage : view_.story.lineages)
        for (const auto& passage : lineage.passages) {
            std::map<std::string_view, std::uint32_t> told;  // quantity -> group
            const auto each = [&](const auto& work) {
                for (const Evidence& place : passage) {
                    const auto r = static_cast<std::uint32_t>(
                        std::lower_bound(view_.story.reports.begin(), view_.story.reports.end(), place.report) -
                        view_.story.reports.begin());
                    const auto& claims = report(r).layers.claims;
                    for (std::uint32_t c = 0; c < claims.size(); ++c)
                        if (place.span.contains(claims[c].span) && view_.rules.quantity(claims[c].quantity).known)
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
        const QuantityRule& rule = view_.rules.quantity(claim.quantity);
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
                           std::nullopt, 0, no_index},
                          rule.event_type);
        groups_[group].reports.insert(r);
        groups_[group].claims.push_back({view_.story.reports[r], claim.span});
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
        if (found.time == no_index || placed->told != key.days)
            continue;
        const Time& time = report(placed->report).layers.times[found.time];
        event.date_evidence.push_back({view_.story.reports[placed->report], time.span});
        event.date_stated = event.date_stated || time.anchor == TimeAnchor::absolute;
        if (!first)
            first = placed;
    }
    if (!first)
        return date_beside(event, key, mentions);
    event.date_reason = words_of_day(*first) + ".";
}

/// "\"Sunday\" in 002, a report of 2020-08-16".
std::string EventFinder::words_of_day(const Placed& placed) const {
    const AnnotatedReport& source = report(placed.report);
    const Time& time = source.layers.times[mention(placed).time];
    std::string words = "\"" + std::string(source.words(time.span)) + "\" in " + source.report.id;
    if (placed.counted_from)
        return words + ", counted from the " + time.event_type + " on " + iso_day(*placed.counted_from);
    const auto day = day_of(placed.report, mention(placed).sentence);
    return time.anchor == TimeAnchor::absolute || !day ? words : words + ", a report of " + iso_day(*day);
}

/// No words of its own date it: those of the mention that stands nearest before it, else behind it, in one of its
/// reports and has its days tell them.
void EventFinder::date_beside(Event& event, const Key& key, const std::vector<const Placed*>& mentions) const {
    for (const Placed* placed : mentions) {
        const auto own = static_cast<std::size_t>(placed - placed_.data());
        const auto tells = [&](std::size_t i) {
            return mention(placed_[i]).time != no_index && placed_[i].told == key.days;
        };
        std::size_t found = own;
        while (found > first_of_report_[placed->report] && !tells(found))
            --found;
        if (!tells(found))
            for (found = own; found + 1 < first_of_report_[placed->report + 1] && !tells(found);)
                ++found;
        if (!tells(found))
            continue;
        event.date_reason = "Told beside " + words_of_day(placed_[found]) + ".";
        event.date_evidence.push_back({view_.story.reports[placed->report],
                                       report(placed->report).layers.times[mention(placed_[found]).time].span});
        return;
    }
    event.date_reason = "No words of its own date it: other reports tell what happened then.";
}

/// What persons and bodies with a name said on a day that the words tell: "said in a statement on Saturday".
void EventFinder::collect_sayings() {
    for (std::uint32_t r = 0; r < view_.story.reports.size(); ++r) {
        const Layers& layers = report(r).layers;
        for (std::uint32_t a = 0; a < layers.attributions.size(); ++a) {
            const Attribution& attribution = layers.attributions[a];
            if (!attribution.told || attribution.negated || attribution.in_embed ||
                attribution.speaker_entity == no_index || attribution.cue.empty())
                continue;
            const std::uint32_t speaker =
                view_.entities.at({view_.story.reports[r], layers.entities[attribution.speaker_entity].span});
            const std::uint32_t sentence = layers.sentence_at(attribution.cue.front().start);
            if (speaker == no_index || sentence == no_index)
                continue;
            for (const Time& time : layers.times_of(sentence)) {
                const bool names_day = time.type == TimeType::date || time.type == TimeType::time;
                const auto days = names_day && !time.quoted && tells_when_said(report(r), attribution, time)
                                      ? resolve(time, day_of(r, sentence))
                                      : std::nullopt;
                if (days && days->is_one_day() && (time.minute < 0 || time.form != TimeForm::period))
                    sayings_.push_back(
                        {days->first, speaker, r, a, static_cast<std::uint32_t>(&time - layers.times.data())});
            }
        }
    }
    std::sort(sayings_.begin(), sayings_.end());
}

/// One speaker's sayings of one day as an event.
Event EventFinder::told_saying(std::span<const Saying> sayings) const {
    Event event;
    event.type = "statement";
    event.date = iso_day(sayings.front().day);
    event.actors = {sayings.front().speaker};
    for (const Saying& saying : sayings) {
        const AnnotatedReport& source = report(saying.report);
        const Attribution& attribution = source.layers.attributions[saying.attribution];
        const Time& time = source.layers.times[saying.time];
        event.evidence.push_back({view_.story.reports[saying.report], attribution.cue.front()});
        event.date_evidence.push_back({view_.story.reports[saying.report], time.span});
        event.date_stated = event.date_stated || time.anchor == TimeAnchor::absolute;
        if (event.reports.empty() || event.reports.back() != view_.story.reports[saying.report])
            event.reports.push_back(view_.story.reports[saying.report]);
        if (!event.date_reason.empty())
            continue;
        const std::uint32_t sentence = source.layers.sentence_at(attribution.cue.front().start);
        const auto said = day_of(saying.report, sentence);
        event.date_reason =
            "\"" + std::string(source.words(time.span)) + "\" in " + source.report.id +
            (time.anchor == TimeAnchor::absolute || !said ? "." : ", a report of " + iso_day(*said) + ".");
    }
    return event;
}

/// The place that most mentions stand with.
void EventFinder::locate(Event& event, const std::vector<const Placed*>& mentions) const {
    std::map<std::uint32_t, int> places;
    for (const Placed* placed : mentions) {
        const Mention& found = mention(*placed);
        if (found.place == no_index)
            continue;
        const std::uint32_t entity = view_.entities.at(
            {view_.story.reports[placed->report], report(placed->report).layers.entities[found.place].span});
        if (entity != no_index)
            places[entity] += found.people_only ? 1 : 2;
    }
    const auto most = std::max_element(places.begin(), places.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most == places.end())
        return;
    const AccountEntity& entity = view_.entities[most->first];
    event.place = entity.place.value_or(AccountPlace{});
    event.place->name = entity.name;  // as the reports spell it
}

/// Fills in what the event's mentions say of it.
void EventFinder::describe(Event& event, std::uint32_t index) const {
    const Group& group = groups_[index];
    std::vector<const Placed*> mentions;
    std::map<std::string, int> types;
    std::set<std::uint32_t> actors;
    for (const std::size_t i : group.members) {
        const Placed& placed = placed_[i];
        const Mention& found = mention(placed);
        mentions.push_back(&placed);
        types[found.type] += found.people_only ? 1 : 1 + weight_of(report(placed.report), found);
        event.evidence.push_back({view_.story.reports[placed.report], found.trigger});
        for (const std::uint32_t actor : found.actors)
            if (const std::uint32_t entity = view_.entities.at(
                    {view_.story.reports[placed.report], report(placed.report).layers.entities[actor].span});
                entity != no_index)
                actors.insert(entity);
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
        event.reports.push_back(view_.story.reports[r]);
    if (event.evidence.empty())
        event.evidence = group.claims;
    std::sort(event.evidence.begin(), event.evidence.end());
    date(event, group.key, mentions);
    locate(event, mentions);
}

StoryEvents EventFinder::finish() {
    StoryEvents result;
    std::vector<std::uint32_t> kept;
    for (std::uint32_t group = 0; group < groups_.size(); ++group)
        if (!groups_[group].claims.empty() || (groups_[group].key.days && groups_[group].named))
            kept.push_back(group);
    // Groups and sayings in the order of their days; a saying stands behind what happened that day.
    struct Row {
        bool open;
        std::optional<DayInterval> days;
        bool saying;
        std::string_view family;
        std::int8_t side;
        std::size_t index;  // into groups_, or of the first into sayings_
        auto operator<=>(const Row&) const = default;
    };
    std::vector<Row> rows;
    for (const std::uint32_t group : kept)
        rows.push_back({!groups_[group].key.days, groups_[group].key.days, false, groups_[group].key.family,
                        groups_[group].key.side, group});
    for (std::size_t i = 0; i < sayings_.size(); ++i)
        if (i == 0 || sayings_[i].day != sayings_[i - 1].day || sayings_[i].speaker != sayings_[i - 1].speaker)
            rows.push_back({false, DayInterval{sayings_[i].day, sayings_[i].day}, true, {}, 0, i});
    std::sort(rows.begin(), rows.end());
    std::vector<std::uint32_t> event_of_group(groups_.size(), no_index);
    for (const Row& row : rows) {
        Event& event = result.events.emplace_back();
        if (row.saying) {
            const auto same = [&](const Saying& saying) {
                return saying.day == sayings_[row.index].day && saying.speaker == sayings_[row.index].speaker;
            };
            const auto first = sayings_.begin() + static_cast<std::ptrdiff_t>(row.index);
            event = told_saying({first, std::find_if_not(first, sayings_.end(), same)});
        } else {
            event_of_group[row.index] = static_cast<std::uint32_t>(result.events.size() - 1);
            describe(event, static_cast<std::uint32_t>(row.index));
        }
        event.id = "e" + std::to_string(result.events.size());
    }
    for (const auto& claims : group_of_claim_) {
        auto& events = result.of_claim.emplace_back();
        for (const std::uint32_t group : claims)
            events.push_back(group == no_index ? no_index : event_of_group[group]);
    }
    result.told = std::move(told_);
    return result;
}

}  // namespace

StoryEvents find_events(const StoryView& view) {
    return EventFinder(view).find();
}

}  // namespace recount
