#include "gather/stories.h"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <tuple>
#include <utility>

#include "gather/bytes.h"

namespace recount {

struct StoryFinder::Held {
    Held(NumberedItem given, const StockFormSettings& forms) : own(std::move(given)), view(own.item, forms) {}

    NumberedItem own;
    ItemView view;
    Index story = 0;
    WordShares looked_up;
};

struct StoryFinder::Story {
    std::vector<std::uint32_t> reports;
    std::vector<Index> representatives;  // into held_
    std::optional<Day> last;
    bool open = true;
};

/// The sums of the likeness of stories, the reports that just came being stories of one.
struct StoryFinder::Touched {
    std::vector<Index> stories;  // node -> story
    std::map<Index, std::uint32_t> node_of;
    std::map<std::pair<std::uint32_t, std::uint32_t>, double> sums;  // by node, the lower first

    std::uint32_t node(Index story) {
        const auto [at, is_new] = node_of.emplace(story, static_cast<std::uint32_t>(stories.size()));
        if (is_new)
            stories.push_back(story);
        return at->second;
    }
    void add(Index a, Index b, double value) {
        const auto x = node(a), y = node(b);
        sums[std::minmax(x, y)] += value;
    }
};

StorySettings::StorySettings(const Codebook& codebook) {
    const CodebookNode table = codebook.file("gather").table("stories");
    const auto whole = [&](const char* name) { return static_cast<std::uint32_t>(table.number(name)); };
    likeness = table.number("likeness");
    straggler = table.number("straggler");
    candidate = table.number("candidate");
    straggler_reports = whole("straggler_reports");
    representatives = whole("representatives");
    looked_up = whole("looked_up");
    open_stories = whole("open_stories");
    open_days = whole("open_days");
    at_once = whole("at_once");
}

StoryFinder::StoryFinder(const StoryScorer& scorer, const StorySettings& settings, const StockFormSettings& forms)
    : scorer_(scorer), settings_(settings), forms_(forms) {}

StoryFinder::~StoryFinder() = default;

void StoryFinder::add(std::vector<NumberedItem> reports) {
    std::ranges::sort(reports, {},
                      [](const NumberedItem& report) { return std::tie(report.item.hash, report.report); });
    if (!reports.empty() && reports.front().item.day)
        day_ = reports.front().item.day;
    for (std::size_t first = 0; first < reports.size(); first += settings_.at_once)
        add_at_once(
            std::span(reports).subspan(first, std::min<std::size_t>(settings_.at_once, reports.size() - first)));
    close_old();
    forget_released();
}

/// Makes a report a story of its own, and lets it be found.
StoryFinder::Index StoryFinder::hold(NumberedItem report) {
    const auto index = static_cast<Index>(held_.size());
    held_.push_back(std::make_unique<Held>(std::move(report), forms_));
    ++held_count_;
    Held& held = *held_.back();
    held.looked_up = weightiest(held.view, settings_.looked_up);
    held.story = static_cast<Index>(stories_.size());
    stories_.push_back(std::make_unique<Story>());
    Story& story = *stories_.back();
    story.reports = {held.own.report};
    story.representatives = {index};
    story.last = held.own.item.day;
    open_.push_back(held.story);
    return index;
}

/// The reports that stand for open stories and share weighty words with one, in their order.
std::vector<StoryCandidate> StoryFinder::candidates(const Held& held) const {
    std::vector<StoryCandidate> out = index_.sharing(held.looked_up, settings_.candidate);
    std::erase_if(out, [&](const StoryCandidate& other) { return !held_[other.report]; });
    return out;
}

/// What was given with the later of two; none where it must be worked out. Who lacks in what was given is not like it
/// at all, or was no candidate there: by the order of the sums, that can happen at the very edge alone.
std::optional<double> StoryFinder::known_likeness(const Held& a, const Held& b, double share) const {
    constexpr double edge = 1e-6;
    const std::optional<Day>&day_a = a.own.item.day, &day_b = b.own.item.day;
    if (!known_days_ || !day_a || !day_b || std::chrono::abs(*day_a - *day_b) > std::chrono::days(*known_days_))
        return std::nullopt;
    const auto& [earlier, later] = *day_a < *day_b ? std::tie(a, b) : std::tie(b, a);
    const auto found = std::ranges::lower_bound(later.own.known, earlier.own.report, {}, &KnownLikeness::report);
    if (found != later.own.known.end() && found->report == earlier.own.report)
        return found->value;
    return share > settings_.candidate + edge ? std::optional(0.0) : std::nullopt;
}

/// `share`: of their weighty words, where it is known to be enough for candidates; else 0.
double StoryFinder::likeness(const Held& a, const Held& b, double share) const {
    const std::optional<double> known = known_likeness(a, b, share);
    return known ? *known : scorer_.likeness(a.view, b.view, forms_);
}

void StoryFinder::let_be_found(Index index) {
    index_.add(index, held_[index]->looked_up);
}

/// Takes out what stands for no open story any more, when that is most of it.
void StoryFinder::forget_released() {
    index_.keep(held_count_, settings_.looked_up, [&](Index held) { return held_[held] != nullptr; });
}

void StoryFinder::add_at_once(std::span<NumberedItem> reports) {
    Touched touched;
    std::vector<std::vector<Index>> seen;  // by report: the stories that it is like
    for (NumberedItem& report : reports) {
        const Index index = hold(std::move(report));
        const Held& held = *held_[index];
        touched.node(held.story);
        std::map<Index, double> sums;
        for (const auto& [other, share] : candidates(held))
            if (const double value = likeness(held, *held_[other], share); value > 0)
                sums[held_[other]->story] += value;
        seen.emplace_back();
        for (const auto& [story, sum] : sums) {
            touched.add(held.story, story, sum);
            if (sum >= settings_.likeness * static_cast<double>(stories_[story]->representatives.size()))
                seen.back().push_back(story);
        }
        let_be_found(index);
    }
    add_pairs_of_stories(seen, touched);
    std::vector<std::uint32_t> sizes;
    for (const Index story : touched.stories)
        sizes.push_back(static_cast<std::uint32_t>(stories_[story]->representatives.size()));
    std::vector<Likeness> sums;
    for (const auto& [nodes, sum] : touched.sums)
        sums.push_back({nodes.first, nodes.second, sum});
    for (const std::vector<std::uint32_t>& group : join_by_average(sizes, sums, settings_.likeness)) {
        std::vector<Index> members;
        for (const std::uint32_t node : group)
            members.push_back(touched.stories[node]);
        if (members.size() > 1)
            join(std::move(members));
    }
}

double StoryFinder::between(const Story& a, const Story& b) const {
    double sum = 0;
    for (const Index x : a.representatives)
        for (const Index y : b.representatives)
            sum += likeness(*held_[x], *held_[y], 0);
    return sum;
}

/// Two stories of several reports that a new report is like may be one: how like they are.
void StoryFinder::add_pairs_of_stories(const std::vector<std::vector<Index>>& seen, Touched& touched) const {
    std::map<std::pair<Index, Index>, bool> done;
    const auto is_new = [&](Index story) { return stories_[story]->reports.size() == 1; };
    for (const std::vector<Index>& stories : seen)
        for (const Index a : stories)
            for (const Index b : stories)
                if (a < b && !(is_new(a) && is_new(b)) && !std::exchange(done[{a, b}], true) &&
                    !touched.sums.contains(std::minmax(touched.node(a), touched.node(b))))
                    if (const double sum = between(*stories_[a], *stories_[b]); sum > 0)
                        touched.add(a, b, sum);
}

/// Makes stories one: the oldest takes in the others.
void StoryFinder::join(std::vector<Index> group) {
    std::ranges::sort(group);
    Story& story = *stories_[group.front()];
    for (const Index other : std::span(group).subspan(1)) {
        std::unique_ptr<Story> taken = std::move(stories_[other]);
        story.reports.insert(story.reports.end(), taken->reports.begin(), taken->reports.end());
        for (const Index held : taken->representatives) {
            held_[held]->story = group.front();
            story.representatives.push_back(held);
        }
        story.last = std::max(story.last, taken->last);
    }
    std::erase_if(open_, [&](Index index) { return !stories_[index]; });
    thin(story);
}

/// Keeps so many representatives as are needed, evenly over the story's days.
void StoryFinder::thin(Story& story) {
    auto& all = story.representatives;
    if (all.size() <= settings_.representatives)
        return;
    std::ranges::sort(all, {}, [&](Index index) {
        const NumberedItem& own = held_[index]->own;
        return std::tuple(own.item.day, own.item.hash, own.report);
    });
    std::vector<Index> kept;
    for (std::size_t i = 0; i < settings_.representatives; ++i)
        kept.push_back(all[i * (all.size() - 1) / (settings_.representatives - 1)]);
    for (const Index index : all)
        if (std::ranges::find(kept, index) == kept.end())
            release(index);
    all = std::move(kept);
}

void StoryFinder::release(Index held) {
    held_[held].reset();
    --held_count_;
}

/// The one larger story that a small one is like by enough, and by twice as much as any other.
std::optional<StoryFinder::Index> StoryFinder::story_for_straggler(Index straggler) const {
    const Story& small = *stories_[straggler];
    if (!small.open || small.reports.size() > settings_.straggler_reports)
        return std::nullopt;
    std::map<Index, double> sums;
    for (const Index index : small.representatives)
        for (const auto& [other, share] : candidates(*held_[index]))
            if (const Index story = held_[other]->story; stories_[story]->reports.size() > small.reports.size())
                sums[story] += likeness(*held_[index], *held_[other], share);
    double best = 0, next = 0;
    std::optional<Index> to;
    for (const auto& [story, sum] : sums) {
        const double value =
            sum / static_cast<double>(small.representatives.size() * stories_[story]->representatives.size());
        next = std::max(next, std::min(best, value));
        if (value > best) {
            best = value;
            to = story;
        }
    }
    return best >= settings_.straggler && best >= 2 * next ? to : std::nullopt;
}

/// Closes the stories that nobody has told of for longest, where too many are open.
void StoryFinder::close_old() {
    if (open_.size() <= settings_.open_stories || !day_)
        return;
    std::vector<Index> oldest = open_;
    std::ranges::stable_sort(oldest, {}, [&](Index story) { return stories_[story]->last; });
    std::vector<std::pair<Index, Index>> moves;
    std::vector<Index> closing;
    for (const Index index : std::span(oldest).first(open_.size() - settings_.open_stories)) {
        const Story& story = *stories_[index];
        if (!story.last || *day_ - *story.last <= std::chrono::days(settings_.open_days))
            break;
        closing.push_back(index);
        if (const auto to = story_for_straggler(index))
            moves.emplace_back(index, *to);
    }
    for (const Index index : closing) {
        stories_[index]->open = false;
        for (const Index held : std::exchange(stories_[index]->representatives, {}))
            release(held);
    }
    std::ranges::sort(moves, {},
                      [&](const auto& move) { return std::pair(stories_[move.first]->reports.size(), move.first); });
    for (const auto& [one, to] : moves) {  // to larger ones: the smallest first, so that none goes to one that is gone
        std::vector<std::uint32_t> reports = std::move(stories_[one]->reports);
        stories_[to]->reports.insert(stories_[to]->reports.end(), reports.begin(), reports.end());
        stories_[one].reset();
    }
    std::erase_if(open_, [&](Index index) { return !stories_[index] || !stories_[index]->open; });
}

Groups StoryFinder::stories() const {
    std::map<Index, std::vector<std::uint32_t>> groups;
    for (Index index = 0; index < stories_.size(); ++index) {
        if (!stories_[index])
            continue;
        Index last = index;
        for (std::optional<Index> to = index; to; to = story_for_straggler(last))
            last = *to;
        auto& group = groups[last];
        group.insert(group.end(), stories_[index]->reports.begin(), stories_[index]->reports.end());
    }
    Groups out;
    for (auto& [index, group] : groups) {
        std::ranges::sort(group);
        out.push_back(std::move(group));
    }
    std::ranges::sort(out);
    return out;
}

Groups StoryFinder::closed_stories() const {
    Groups out;
    for (const auto& story : stories_)
        if (story && !story->open) {
            out.push_back(story->reports);
            std::ranges::sort(out.back());
        }
    std::ranges::sort(out);
    return out;
}

std::string StoryFinder::state() const {
    ByteWriter out;
    out.number(open_.size());
    for (const Index index : open_) {
        std::vector<std::uint32_t> reports = stories_[index]->reports;
        std::ranges::sort(reports);
        out.number(reports.size());
        std::uint32_t before = 0;
        for (const std::uint32_t report : reports)
            out.number(report - std::exchange(before, report));
        out.number(stories_[index]->representatives.size());
        for (const Index held : stories_[index]->representatives)
            out.number(held_[held]->own.report);
    }
    return out.take();
}

void StoryFinder::restore(std::string_view state, const std::function<StoryItem(std::uint32_t report)>& item) {
    ByteReader in(state);
    for (std::uint64_t stories = in.count(); stories > 0; --stories) {
        std::vector<std::uint32_t> reports(in.count());
        std::uint32_t before = 0;
        for (std::uint32_t& report : reports)
            report = before += static_cast<std::uint32_t>(in.number());
        std::vector<Index> representatives;
        for (std::uint64_t count = in.count(); count > 0; --count) {
            const auto report = static_cast<std::uint32_t>(in.number());
            representatives.push_back(hold({report, item(report)}));
            let_be_found(representatives.back());
        }
        if (representatives.empty())
            throw std::runtime_error("a story that nothing stands for");
        const Index index = held_[representatives.front()]->story;
        for (const Index held : representatives)
            if (const Index own = std::exchange(held_[held]->story, index); own != index) {
                stories_[index]->last = std::max(stories_[index]->last, stories_[own]->last);
                stories_[own].reset();
            }
        stories_[index]->reports = std::move(reports);
        stories_[index]->representatives = std::move(representatives);
    }
    std::erase_if(open_, [&](Index index) { return !stories_[index]; });
}

std::vector<std::vector<KnownLikeness>> likenesses_before(std::span<const NumberedItem> reports,
                                                          std::span<const NumberedItem> others, std::uint32_t days,
                                                          const StoryScorer& scorer, const StorySettings& settings,
                                                          const StockFormSettings& forms) {
    std::vector<ItemView> views;
    views.reserve(others.size());
    StoryIndex index;
    for (std::uint32_t other = 0; other < others.size(); ++other)
        index.add(other, weightiest(views.emplace_back(others[other].item, forms), settings.looked_up));
    std::vector<std::vector<KnownLikeness>> known;
    for (const NumberedItem& report : reports) {
        const ItemView view(report.item, forms);
        std::vector<KnownLikeness>& like = known.emplace_back();
        for (const auto& [at, share] : index.sharing(weightiest(view, settings.looked_up), settings.candidate)) {
            const NumberedItem& other = others[at];
            const auto before = *report.item.day - *other.item.day;
            if (other.report == report.report || before < std::chrono::days(0) || before > std::chrono::days(days))
                continue;
            if (const double value = scorer.likeness(view, views[at], forms); value > 0)
                like.push_back({other.report, static_cast<float>(value)});
        }
        std::ranges::sort(like, {}, &KnownLikeness::report);
    }
    return known;
}

Groups find_stories(std::vector<StoryItem> items, const StoryScorer& scorer, const StorySettings& settings,
                    const StockFormSettings& forms) {
    std::map<std::pair<bool, std::optional<Day>>, std::vector<NumberedItem>> days;
    for (std::uint32_t report = 0; report < items.size(); ++report) {
        const std::optional<Day> day = items[report].day;
        days[{!day, day}].push_back({report, std::move(items[report])});
    }
    StoryFinder finder(scorer, settings, forms);
    for (auto& [day, reports] : days)
        finder.add(std::move(reports));
    return finder.stories();
}

}  // namespace recount
