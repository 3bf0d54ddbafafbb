#include "reconcile/event_worth.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "reconcile/mention_at.h"

namespace recount {

namespace {

using enum EventQuestion;

std::optional<Day> day_of(const Event& event) {
    return parse_iso_day(event.date);
}

class EventDescription {
public:
    EventDescription(const StoryView& view, std::span<const Event> events, std::size_t index, std::size_t figures)
        : view_(view), events_(events), event_(events[index]), index_(index), figures_(figures) {}

    EventAnswers answers() {
        describe_type();
        describe_extent();
        describe_mentions();
        describe_day();
        return answers_;
    }

private:
    void set(EventQuestion question, float answer) { answers_[static_cast<std::size_t>(question)] = answer; }
    void set(EventQuestion question, bool answer) { set(question, answer ? 1.0F : 0.0F); }

    void describe_type() {
        constexpr std::array<std::pair<EventQuestion, std::string_view>, 12> families{{{statement, "statement"},
                                                                                       {gathering, "gathering"},
                                                                                       {harm, "harm"},
                                                                                       {arrest, "arrest"},
                                                                                       {release, "release"},
                                                                                       {travel, "travel"},
                                                                                       {meeting, "meeting"},
                                                                                       {order, "order"},
                                                                                       {court, "court"},
                                                                                       {investigation, "investigation"},
                                                                                       {strike, "strike"},
                                                                                       {abduction, "abduction"}}};
        const std::string_view family = view_.rules.family(event_.type);
        for (const auto& [question, name] : families)
            set(question, family == name);
    }

    void describe_extent() {
        const std::size_t reports = event_.reports.size(), mentions = event_.evidence.size();
        set(one_report, reports == 1);
        set(two_reports, reports == 2);
        set(share_of_reports, static_cast<float>(reports) / static_cast<float>(view_.story.reports.size()));
        set(one_mention, mentions == 1);
        set(few_mentions, mentions == 2 || mentions == 3);
        set(has_figures, figures_ > 0);
        set(has_place, event_.place.has_value());
        set(no_actor, event_.actors.empty());
        set(several_actors, event_.actors.size() > 1);
    }

    void describe_mentions() {
        constexpr std::uint32_t lead = 4;  // sentences, with the headline
        float timed = 0, to_come_yet = 0, people = 0, all = 0;
        bool leads = false, absolute = event_.date_stated;
        for (const Evidence& place : event_.evidence) {
            const Layers& layers = view_.reports[place.report].layers;
            leads = leads || layers.sentence_at(place.span.start) < lead;
            const Mention* mention = mention_at(view_.reports[place.report], place.span);
            if (!mention)
                continue;
            ++all;
            timed += mention->time != no_index ? 1.0F : 0.0F;
            to_come_yet += mention->planned ? 1.0F : 0.0F;
            people += mention->people_only ? 1.0F : 0.0F;
        }
        set(in_lead, leads);
        set(absolute_time, absolute);
        if (all == 0)
            return;
        set(own_time, timed / all);
        set(planned, to_come_yet / all);
        set(people_only, people / all);
    }

    void describe_day() {
        const auto day = day_of(event_);
        std::optional<Day> last;
        for (const std::uint32_t report : view_.story.reports)
            if (const auto& days = view_.days[report].days; days && (!last || days->last > *last))
                last = days->last;
        if (day && last) {
            const auto before = (*last - *day).count();
            set(last_day, before >= 0 && before <= 1);
            set(last_week, before > 1 && before <= 7);
            set(long_before, before > 7);
            set(to_come, before < 0);
        }
        if (!day)
            return;
        float of_day = 0, dated = 0;
        bool larger = false;
        for (std::size_t i = 0; i < events_.size(); ++i) {
            const Event& other = events_[i];
            const auto other_day = day_of(other);
            dated += other_day ? 1.0F : 0.0F;
            of_day += other_day == day ? 1.0F : 0.0F;
            larger = larger || (i != index_ && other_day == day &&
                                view_.rules.family(other.type) == view_.rules.family(event_.type) &&
                                other.evidence.size() > event_.evidence.size());
        }
        set(others_of_day, of_day / dated);
        set(larger_of_family_and_day, larger);
    }

    const StoryView& view_;
    std::span<const Event> events_;
    const Event& event_;
    std::size_t index_, figures_;
    EventAnswers answers_{};
};

}  // namespace

EventAnswers describe_event(const StoryView& view, std::span<const Event> events, std::size_t index,
                            std::size_t figures) {
    return EventDescription(view, events, index, figures).answers();
}

std::vector<std::size_t> count_figures(const StoryAccount& account) {
    std::vector<std::size_t> figures(account.events.size());
    for (const Figure& figure : account.figures)
        if (figure.event != no_index)
            ++figures[figure.event];
    return figures;
}

void leave_out_passing_events(const StoryView& view, const LearnedWeights& weights, StoryAccount& account) {
    const std::vector<std::size_t> figures = count_figures(account);
    std::vector<std::uint32_t> now(account.events.size(), no_index);
    std::vector<Event> kept;
    for (std::size_t i = 0; i < account.events.size(); ++i) {
        if (figures[i] == 0 && !account.events[i].is_decided &&
            weights.sum(describe_event(view, account.events, i, figures[i])) < 0)
            continue;
        now[i] = static_cast<std::uint32_t>(kept.size());
        kept.push_back(account.events[i]);
        kept.back().id = "e" + std::to_string(kept.size());
    }
    for (Figure& figure : account.figures)
        if (figure.event != no_index)
            figure.event = now[figure.event];
    account.events = std::move(kept);
}

}  // namespace recount
