#include "compare/differences.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace recount {

namespace {

constexpr std::uint32_t nothing = Counterparts::nothing;

/// One thing of either account: where it is, its id, and what it is told by.
struct Thing {
    std::uint32_t story = 0, number = 0;
    const std::string* id = nullptr;
    std::vector<FiledPlace> places;  // reports as the newer account numbers them, where it has them
};

/// Which things of one account are which of the other.
struct Matched {
    Counterparts story, thing;
};

/// Pairs that share most places first, of these those of one id; then what is left by id. Each is in one pair.
class Matcher {
public:
    /// `ids_stay`: an id is the same thing's in both accounts; else it tells only what has no place.
    Matcher(std::vector<Thing> before, std::vector<Thing> after, bool ids_stay)
        : ids_stay_(ids_stay),
          before_(std::move(before)),
          after_(std::move(after)),
          of_before_(before_.size(), nothing),
          of_after_(after_.size(), nothing) {}

    std::vector<Matched> run() {
        by_places();
        by_ids();
        std::vector<Matched> out;
        for (std::uint32_t a = 0; a < after_.size(); ++a) {
            const std::uint32_t b = of_after_[a];
            out.push_back({{b == nothing ? nothing : before_[b].story, after_[a].story},
                           {b == nothing ? nothing : before_[b].number, after_[a].number}});
        }
        for (std::uint32_t b = 0; b < before_.size(); ++b)
            if (of_before_[b] == nothing)
                out.push_back({{before_[b].story, nothing}, {before_[b].number, nothing}});
        return out;
    }

private:
    void by_places() {
        std::map<FiledPlace, std::vector<std::uint32_t>> at;
        for (std::uint32_t b = 0; b < before_.size(); ++b)
            for (const FiledPlace& place : before_[b].places)
                at[place].push_back(b);
        std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> shared;
        for (std::uint32_t a = 0; a < after_.size(); ++a)
            for (const FiledPlace& place : after_[a].places)
                if (const auto found = at.find(place); found != at.end())
                    for (const std::uint32_t b : found->second)
                        ++shared[{b, a}];
        std::vector<std::tuple<std::size_t, bool, std::uint32_t, std::uint32_t>> pairs;
        for (const auto& [pair, count] : shared) {
            const auto [b, a] = pair;
            pairs.emplace_back(SIZE_MAX - count, *before_[b].id != *after_[a].id, b, a);
        }
        std::ranges::sort(pairs);
        for (const auto& [count, other_id, b, a] : pairs)
            join(b, a);
    }

    void by_ids() {
        std::unordered_map<std::string, std::vector<std::uint32_t>> by_id;  // the first last
        for (std::uint32_t b = static_cast<std::uint32_t>(before_.size()); b-- > 0;)
            if (of_before_[b] == nothing && goes_by_id(before_[b]))
                by_id[*before_[b].id].push_back(b);
        for (std::uint32_t a = 0; a < after_.size(); ++a) {
            if (of_after_[a] != nothing || !goes_by_id(after_[a]))
                continue;
            if (const auto found = by_id.find(*after_[a].id); found != by_id.end() && !found->second.empty()) {
                join(found->second.back(), a);
                found->second.pop_back();
            }
        }
    }

    bool goes_by_id(const Thing& thing) const { return ids_stay_ || thing.places.empty(); }

    void join(std::uint32_t b, std::uint32_t a) {
        if (of_before_[b] != nothing || of_after_[a] != nothing)
            return;
        of_before_[b] = a;
        of_after_[a] = b;
    }

    bool ids_stay_;
    std::vector<Thing> before_, after_;
    std::vector<std::uint32_t> of_before_, of_after_;
};

class Comparer {
public:
    Comparer(const FiledAccount& before, const FiledAccount& after) : before_(before), after_(after) {}

    Differences run() {
        compare_reports();
        compare_stories();
        compare_figures();
        compare_events();
        compare_statements();
        const auto order = [&](const auto& one) { return std::pair(place_of_story(one.story), one.story); };
        std::ranges::stable_sort(out_.figures, {}, order);
        std::ranges::stable_sort(out_.events, {}, order);
        std::ranges::stable_sort(out_.statements, {}, order);
        return std::move(out_);
    }

private:
    // ---- reports

    void compare_reports() {
        std::map<std::string_view, std::uint32_t> by_id;
        std::map<std::string_view, std::vector<std::uint32_t>> by_bytes;  // the first last
        for (auto a = static_cast<std::uint32_t>(after_.reports.size()); a-- > 0;) {
            by_id.emplace(after_.reports[a].id, a);
            if (!after_.reports[a].sha256.empty())
                by_bytes[after_.reports[a].sha256].push_back(a);
        }
        std::vector<bool> was_there(after_.reports.size());
        for (std::uint32_t b = 0; b < before_.reports.size(); ++b) {
            const FiledReport& report = before_.reports[b];
            const std::uint32_t a = report_of(report, by_id, by_bytes);
            now_.push_back(a);
            if (a == nothing)
                continue;
            was_there[a] = true;
            if (report.version_of.empty() && !after_.reports[a].version_of.empty())
                if (const auto newer = by_id.find(after_.reports[a].version_of); newer != by_id.end())
                    out_.reports_replaced.push_back({b, newer->second});
        }
        std::vector<bool> replaces = was_there;
        for (std::uint32_t b = 0; b < before_.reports.size(); ++b) {
            if (now_[b] != nothing)
                continue;
            const auto same_id = by_id.find(before_.reports[b].id);
            if (same_id == by_id.end() || replaces[same_id->second]) {
                out_.reports_gone.push_back(b);
                continue;
            }
            replaces[same_id->second] = true;
            out_.reports_replaced.push_back({b, same_id->second});
        }
        for (const Counterparts& one : out_.reports_replaced)
            replaces[one.after] = true;
        for (std::uint32_t a = 0; a < after_.reports.size(); ++a)
            if (!replaces[a])
                out_.reports_added.push_back(a);
        was_there_ = std::move(was_there);
        std::ranges::sort(out_.reports_replaced);
    }

    /// The report of the newer account with the same bytes, each once; by the id where no bytes are told.
    static std::uint32_t report_of(const FiledReport& report, const std::map<std::string_view, std::uint32_t>& by_id,
                                   std::map<std::string_view, std::vector<std::uint32_t>>& by_bytes) {
        if (report.sha256.empty()) {
            const auto found = by_id.find(report.id);
            return found == by_id.end() ? nothing : found->second;
        }
        const auto found = by_bytes.find(report.sha256);
        if (found == by_bytes.end() || found->second.empty())
            return nothing;
        const std::uint32_t first = found->second.back();
        found->second.pop_back();
        return first;
    }

    /// A place of the older account as the newer one has it; reports that are gone are numbered behind all of its own.
    FiledPlace now(FiledPlace place) const {
        const auto gone = static_cast<std::uint32_t>(after_.reports.size()) + place.report;
        place.report = now_[place.report] == nothing ? gone : now_[place.report];
        return place;
    }

    /// Why something that the report tells is not told any more.
    ChangeCause cause_of_loss(std::uint32_t report) const {
        if (std::ranges::find(out_.reports_replaced, report, &Counterparts::before) != out_.reports_replaced.end())
            return ChangeCause::newer_version;
        return now_[report] == nothing ? ChangeCause::report_gone : ChangeCause::read_otherwise;
    }

    ChangeCause cause_of_gain(std::uint32_t report) const {
        if (was_there_[report])
            return ChangeCause::read_otherwise;
        const bool replaces =
            std::ranges::find(out_.reports_replaced, report, &Counterparts::after) != out_.reports_replaced.end();
        return replaces ? ChangeCause::newer_version : ChangeCause::report_added;
    }

    // ---- stories

    void compare_stories() {
        std::vector<Thing> was, is;
        for (std::uint32_t s = 0; s < before_.stories.size(); ++s) {
            was.push_back({s, s, &before_.stories[s].id, {}});
            for (const std::uint32_t report : before_.stories[s].reports) {
                const auto newer = std::ranges::find(out_.reports_replaced, report, &Counterparts::before);
                was.back().places.push_back(newer == out_.reports_replaced.end()
                                                ? now({report, false, 0, 0})
                                                : FiledPlace{newer->after, false, 0, 0});
            }
        }
        for (std::uint32_t s = 0; s < after_.stories.size(); ++s) {
            is.push_back({s, s, &after_.stories[s].id, {}});
            for (const std::uint32_t report : after_.stories[s].reports)
                is.back().places.push_back({report, false, 0, 0});
        }
        for (const Matched& one : Matcher(std::move(was), std::move(is), false).run())
            out_.stories.push_back(one.thing);
        for (std::uint32_t i = 0; i < out_.stories.size(); ++i)
            (out_.stories[i].is_gone() ? of_gone_[out_.stories[i].before] : of_story_[out_.stories[i].after]) = i;
    }

    /// Where in the list of stories a thing is told: with its story as it is now.
    std::uint32_t place_of_story(const Counterparts& story) const {
        if (!story.is_gone())
            return of_story_.at(story.after);
        const auto gone = of_gone_.find(story.before);
        if (gone != of_gone_.end())
            return gone->second;
        const auto same = std::ranges::find(out_.stories, story.before, &Counterparts::before);
        return static_cast<std::uint32_t>(same - out_.stories.begin());
    }

    // ---- figures

    template <class List, class Places>
    std::vector<Thing> things(const FiledAccount& account, List FiledStory::*list, Places places) const {
        const bool is_before = &account == &before_;
        std::vector<Thing> out;
        for (std::uint32_t s = 0; s < account.stories.size(); ++s) {
            const auto& all = account.stories[s].*list;
            for (std::uint32_t i = 0; i < all.size(); ++i) {
                out.push_back({s, i, &all[i].id, places(all[i])});
                for (FiledPlace& place : out.back().places)
                    if (is_before)
                        place = now(place);
                std::ranges::sort(out.back().places);
                out.back().places.erase(std::ranges::unique(out.back().places).begin(), out.back().places.end());
            }
        }
        return out;
    }

    template <class List, class Places>
    std::vector<Matched> matched(List FiledStory::*list, Places places) const {
        return Matcher(things(before_, list, places), things(after_, list, places), true).run();
    }

    static std::vector<FiledPlace> places_of(const FiledFigure& figure) {
        std::vector<FiledPlace> out;
        for (const FiledClaim& claim : figure.claims)
            out.push_back(claim.place);
        return out;
    }

    void compare_figures() {
        std::set<FiledPlace> all_before, all_after;
        for (const FiledStory& story : before_.stories)
            for (const FiledFigure& figure : story.figures)
                for (const FiledClaim& claim : figure.claims)
                    all_before.insert(now(claim.place));
        for (const FiledStory& story : after_.stories)
            for (const FiledFigure& figure : story.figures)
                for (const FiledClaim& claim : figure.claims)
                    all_after.insert(claim.place);
        for (const Matched& one : matched(&FiledStory::figures, places_of)) {
            FigureDifference difference{one.story, one.thing, false, false, false, {}, {}};
            static const FiledFigure none;
            const FiledFigure& was =
                one.thing.is_added() ? none : before_.stories[one.story.before].figures[one.thing.before];
            const FiledFigure& is =
                one.thing.is_gone() ? none : after_.stories[one.story.after].figures[one.thing.after];
            const bool both = !one.thing.is_added() && !one.thing.is_gone();
            difference.moved = both && std::tuple(was.low, was.best, was.high) != std::tuple(is.low, is.best, is.high);
            difference.turned = both && was.status != is.status;
            difference.renamed =
                both && std::tie(was.quantity, was.scope, was.unit) != std::tie(is.quantity, is.scope, is.unit);
            compare_claims(was, is, all_before, all_after, difference);
            if (!both || difference.moved || difference.turned || difference.renamed || !difference.got.empty() ||
                !difference.lost.empty())
                out_.figures.push_back(std::move(difference));
        }
    }

    void compare_claims(const FiledFigure& was, const FiledFigure& is, const std::set<FiledPlace>& all_before,
                        const std::set<FiledPlace>& all_after, FigureDifference& difference) const {
        std::set<FiledPlace> own_before, own_after;
        for (const FiledClaim& claim : was.claims)
            own_before.insert(now(claim.place));
        for (const FiledClaim& claim : is.claims)
            own_after.insert(claim.place);
        for (std::uint32_t i = 0; i < is.claims.size(); ++i)
            if (const FiledPlace& place = is.claims[i].place; !own_before.contains(place))
                difference.got.push_back(
                    {i, all_before.contains(place) ? ChangeCause::another_figure : cause_of_gain(place.report)});
        for (std::uint32_t i = 0; i < was.claims.size(); ++i) {
            const FiledPlace place = now(was.claims[i].place);
            if (!own_after.contains(place))
                difference.lost.push_back({i, all_after.contains(place) ? ChangeCause::another_figure
                                                                        : cause_of_loss(was.claims[i].place.report)});
        }
    }

    // ---- events and statements

    void compare_events() {
        for (const Matched& one :
             matched(&FiledStory::events, [](const FiledEvent& event) { return event.mentions; })) {
            EventDifference difference{one.story, one.thing};
            if (!one.thing.is_added() && !one.thing.is_gone()) {
                const FiledEvent& was = before_.stories[one.story.before].events[one.thing.before];
                const FiledEvent& is = after_.stories[one.story.after].events[one.thing.after];
                difference.day = std::tie(was.date, was.date_end) != std::tie(is.date, is.date_end);
                difference.place = was.place != is.place;
                difference.type = was.type != is.type;
                if (!difference.day && !difference.place && !difference.type)
                    continue;
            }
            out_.events.push_back(difference);
        }
    }

    void compare_statements() {
        const auto versions = [](const FiledStatement& statement) { return statement.versions; };
        for (const Matched& one : matched(&FiledStory::statements, versions)) {
            StatementDifference difference{one.story, one.thing};
            if (one.thing.is_added()) {
                const auto& is = after_.stories[one.story.after].statements[one.thing.after];
                difference.cause =
                    is.versions.empty() ? ChangeCause::read_otherwise : cause_of_gain(is.versions.front().report);
            } else if (one.thing.is_gone()) {
                const auto& was = before_.stories[one.story.before].statements[one.thing.before];
                difference.cause =
                    was.versions.empty() ? ChangeCause::read_otherwise : cause_of_loss(was.versions.front().report);
            } else {
                compare_versions(before_.stories[one.story.before].statements[one.thing.before],
                                 after_.stories[one.story.after].statements[one.thing.after], difference);
                if (!difference.speaker && difference.got == 0 && difference.lost == 0)
                    continue;
            }
            out_.statements.push_back(difference);
        }
    }

    void compare_versions(const FiledStatement& was, const FiledStatement& is, StatementDifference& difference) const {
        std::set<FiledPlace> old_places, new_places(is.versions.begin(), is.versions.end());
        for (const FiledPlace& place : was.versions)
            old_places.insert(now(place));
        const auto not_in = [](const std::set<FiledPlace>& places) {
            return [&places](const FiledPlace& place) { return !places.contains(place); };
        };
        difference.speaker = was.speaker != is.speaker;
        difference.got = static_cast<std::uint32_t>(std::ranges::count_if(new_places, not_in(old_places)));
        difference.lost = static_cast<std::uint32_t>(std::ranges::count_if(old_places, not_in(new_places)));
    }

    const FiledAccount &before_, &after_;
    std::vector<std::uint32_t> now_;  // of each report of the older account: its number in the newer one
    std::vector<bool> was_there_;     // of each report of the newer account
    std::map<std::uint32_t, std::uint32_t> of_story_, of_gone_;  // into Differences::stories
    Differences out_;
};

}  // namespace

std::string_view name_of(ChangeCause cause) {
    static constexpr std::array<std::string_view, 5> names{"report_added", "report_gone", "newer_version",
                                                           "another_figure", "read_otherwise"};
    return names[static_cast<std::size_t>(cause)];
}

bool Differences::is_empty() const {
    const auto same = [](const Counterparts& story) { return !story.is_added() && !story.is_gone(); };
    return reports_added.empty() && reports_gone.empty() && reports_replaced.empty() && figures.empty() &&
           events.empty() && statements.empty() && std::ranges::all_of(stories, same);
}

Differences compare(const FiledAccount& before, const FiledAccount& after) {
    return Comparer(before, after).run();
}

}  // namespace recount
