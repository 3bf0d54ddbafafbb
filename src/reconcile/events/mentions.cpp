#include "reconcile/events/mentions.h"

#include "report/time_value.h"

namespace recount {

namespace {

/// "At 10:12 p.m.": of the day that is told around it, which need not be the report's.
bool is_clock_alone(const Time& time) {
    return time.form == TimeForm::period && time.unit == 'D' && time.minute >= 0 && time.moved == 0 && time.offset == 0;
}

}  // namespace

const Block& StoryMentions::block(const PlacedMention& one) const {
    const AnnotatedReport& source = report(one.report);
    return source.report.blocks[source.layers.sentences[mention(one).sentence].block];
}

int StoryMentions::weight(const PlacedMention& one) const {
    const BlockKind kind = block(one).kind;
    return kind == BlockKind::title ? 3 : mention(one).sentence < 4 && kind != BlockKind::caption ? 2 : 1;
}

StoryMentions collect_mentions(const StoryView& view) {
    StoryMentions all{view, {}, {}};
    for (std::uint32_t r = 0; r < all.report_count(); ++r) {
        all.first_of_report.push_back(all.placed.size());
        const Layers& layers = all.report(r).layers;
        for (std::uint32_t m = 0; m < layers.mentions.size(); ++m) {
            const Mention& found = layers.mentions[m];
            PlacedMention& placed = all.placed.emplace_back();
            placed.report = r;
            placed.mention = m;
            placed.key = {view.rules.family(found.type), std::nullopt, found.side, no_index};
            if (found.time != no_index && !is_clock_alone(layers.times[found.time]))
                placed.told = placed.key.days = resolve(layers.times[found.time], all.day_of(r, found.sentence));
        }
    }
    all.first_of_report.push_back(all.placed.size());
    return all;
}

}  // namespace recount
