#include "reconcile/events/date_reason.h"

#include "report/time_value.h"

namespace recount {

namespace {

/// The time that stands with a mention; null where none does.
const Time* time_of(const StoryMentions& mentions, const PlacedMention& placed) {
    const std::uint32_t time = mentions.mention(placed).time;
    return time == no_index ? nullptr : &mentions.report(placed.report).layers.times[time];
}

/// Whether a mention's own words tell these days.
bool tells(const StoryMentions& mentions, std::size_t index, const DayInterval& days) {
    const PlacedMention& placed = mentions.placed[index];
    return time_of(mentions, placed) && placed.told == days;
}

/// The words that tell a mention's day; of one counted from a happening with that happening's day.
std::string words_of_day(const StoryMentions& mentions, const PlacedMention& placed) {
    const AnnotatedReport& source = mentions.report(placed.report);
    const Time& time = *time_of(mentions, placed);
    if (placed.counted_from)
        return words_of_time(source, time, std::nullopt) + ", counted from the " + time.event_type + " on " +
               iso_day(*placed.counted_from);
    return words_of_time(source, time, mentions.day_of(placed.report, mentions.mention(placed).sentence));
}

/// The mention that tells these days nearest before `own` in its report, else behind it.
std::optional<std::size_t> told_beside(const StoryMentions& mentions, std::size_t own, const DayInterval& days) {
    const std::uint32_t r = mentions.placed[own].report;
    for (std::size_t i = own + 1; i-- > mentions.first_of_report[r];)
        if (tells(mentions, i, days))
            return i;
    for (std::size_t i = own + 1; i < mentions.first_of_report[r + 1]; ++i)
        if (tells(mentions, i, days))
            return i;
    return std::nullopt;
}

/// No words of its own date the event: those beside it do, in one of its reports that has its days tell them.
void date_beside(const StoryMentions& mentions, const DayInterval& days, const std::vector<std::size_t>& members,
                 Event& event) {
    for (const std::size_t own : members)
        if (const auto found = told_beside(mentions, own, days)) {
            const PlacedMention& placed = mentions.placed[*found];
            event.date_reason = "Told beside " + words_of_day(mentions, placed) + ".";
            event.date_evidence.push_back(mentions.evidence(placed.report, time_of(mentions, placed)->span));
            return;
        }
    event.date_reason = "No words of its own date it: other reports tell what happened then.";
}

}  // namespace

std::string words_of_time(const AnnotatedReport& source, const Time& time, std::optional<Day> said) {
    const std::string words = "\"" + std::string(source.words(time.span)) + "\" in " + source.report.id;
    return time.anchor == TimeAnchor::absolute || !said ? words : words + ", a report of " + iso_day(*said);
}

void set_dates(const std::optional<DayInterval>& days, Event& event) {
    event.date = days ? iso_value(*days) : std::string();
    event.date_end = event.date.size() == 10 && !days->is_one_day() ? iso_day(days->last) : std::string();
}

void date_event(const StoryMentions& mentions, const std::optional<DayInterval>& days,
                const std::vector<std::size_t>& members, Event& event) {
    if (!days)
        return;
    set_dates(days, event);
    for (const std::size_t i : members) {
        if (!tells(mentions, i, *days))
            continue;
        const PlacedMention& placed = mentions.placed[i];
        const Time& time = *time_of(mentions, placed);
        event.date_evidence.push_back(mentions.evidence(placed.report, time.span));
        event.date_stated = event.date_stated || time.anchor == TimeAnchor::absolute;
        if (event.date_reason.empty())
            event.date_reason = words_of_day(mentions, placed) + ".";
    }
    if (event.date_reason.empty())
        date_beside(mentions, *days, members, event);
}

}  // namespace recount
