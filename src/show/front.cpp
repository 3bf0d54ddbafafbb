#include "show/front.h"

#include <algorithm>

namespace recount {

namespace {

/// Of several that as many reports tell, the first. REQUIRES: the story has an event.
std::uint32_t most_told(const StoryAccount& story) {
    const auto fewer = [](const Event& a, const Event& b) { return a.reports.size() < b.reports.size(); };
    const auto found = std::max_element(story.events.begin(), story.events.end(), fewer);
    return static_cast<std::uint32_t>(found - story.events.begin());
}

bool may_need_a_person(const Figure& figure) {
    if (figure.status == Status::conflict || figure.status == Status::evolving)
        return true;
    return figure.event != no_index && figure.status != Status::single;
}

}  // namespace

FrontStory front_of(const StoryAccount& story) {
    FrontStory front;
    std::vector<bool> told(story.events.size());
    const std::uint32_t main_event = story.events.empty() ? no_index : most_told(story);
    if (main_event != no_index)
        told[main_event] = true;
    for (std::uint32_t i = 0; i < story.figures.size(); ++i) {
        const Figure& figure = story.figures[i];
        if (!may_need_a_person(figure) && (main_event == no_index || figure.event != main_event))
            continue;
        front.figures.push_back(i);
        if (figure.event != no_index)
            told[figure.event] = true;
    }
    for (std::uint32_t i = 0; i < told.size(); ++i)
        if (told[i])
            front.events.push_back(i);
    return front;
}

}  // namespace recount
