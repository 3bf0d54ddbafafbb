#include "reconcile/events/sayings.h"

#include <algorithm>

#include "annotate/attributions.h"
#include "reconcile/events/date_reason.h"
#include "report/time_value.h"

namespace recount {

namespace {

/// Adds what one attribution says, for each day that its sentence tells it was said on.
void add_sayings(const StoryView& view, std::uint32_t r, std::uint32_t index, std::vector<Saying>& sayings) {
    const std::uint32_t report = view.story.reports[r];
    const AnnotatedReport& source = view.reports[report];
    const Layers& layers = source.layers;
    const Attribution& attribution = layers.attributions[index];
    if (!attribution.told || attribution.negated || attribution.in_embed || attribution.speaker_entity == no_index ||
        attribution.cue.empty())
        return;
    const std::uint32_t speaker = view.entities.at({report, layers.entities[attribution.speaker_entity].span});
    const std::uint32_t sentence = layers.sentence_at(attribution.cue.front().start);
    if (speaker == no_index || sentence == no_index)
        return;
    for (const Time& time : layers.times_of(sentence)) {
        const bool names_day = time.type == TimeType::date || time.type == TimeType::time;
        const bool is_clock = time.minute >= 0 && time.form == TimeForm::period;
        if (!names_day || is_clock || time.quoted || !tells_when_said(source, attribution, time))
            continue;
        if (const auto days = resolve(time, view.day_of(report, sentence)); days && days->is_one_day())
            sayings.push_back(
                {days->first, speaker, r, index, static_cast<std::uint32_t>(&time - layers.times.data())});
    }
}

}  // namespace

std::vector<Saying> collect_sayings(const StoryView& view) {
    std::vector<Saying> sayings;
    for (std::uint32_t r = 0; r < view.story.reports.size(); ++r) {
        const std::size_t count = view.reports[view.story.reports[r]].layers.attributions.size();
        for (std::uint32_t index = 0; index < count; ++index)
            add_sayings(view, r, index, sayings);
    }
    std::sort(sayings.begin(), sayings.end());
    return sayings;
}

Event saying_event(const StoryView& view, std::span<const Saying> sayings) {
    Event event;
    event.type = "statement";
    event.date = iso_day(sayings.front().day);
    event.actors = {sayings.front().speaker};
    for (const Saying& saying : sayings) {
        const std::uint32_t report = view.story.reports[saying.report];
        const AnnotatedReport& source = view.reports[report];
        const Attribution& attribution = source.layers.attributions[saying.attribution];
        const Time& time = source.layers.times[saying.time];
        event.evidence.push_back({report, attribution.cue.front()});
        event.date_evidence.push_back({report, time.span});
        event.date_stated = event.date_stated || time.anchor == TimeAnchor::absolute;
        if (event.reports.empty() || event.reports.back() != report)
            event.reports.push_back(report);
        const std::uint32_t sentence = source.layers.sentence_at(attribution.cue.front().start);
        if (event.date_reason.empty())
            event.date_reason = words_of_time(source, time, view.day_of(report, sentence)) + ".";
    }
    return event;
}

}  // namespace recount
