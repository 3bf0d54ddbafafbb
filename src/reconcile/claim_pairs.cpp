#include "reconcile/claim_pairs.h"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace recount {

namespace {

using enum PairQuestion;

constexpr std::int64_t a_week = 7;  // days

/// Days between two intervals; 0 where they meet.
std::int64_t days_between(const DayInterval& a, const DayInterval& b) {
    return a.overlaps(b) ? 0 : (std::max(a.first, b.first) - std::min(a.last, b.last)).count();
}

float cosine(const WeightedWords& a, const WeightedWords& b) {
    float sum = 0;
    for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();)
        if (x->first == y->first)
            sum += (x++)->second * (y++)->second;
        else
            x->first < y->first ? static_cast<void>(++x) : static_cast<void>(++y);
    return sum;
}

std::size_t shared(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
    return static_cast<std::size_t>(
        std::ranges::count_if(a, [&](std::uint32_t one) { return std::ranges::binary_search(b, one); }));
}

class Comparison {
public:
    Comparison(const StoryView& view, const StoryClaim& a, const StoryClaim& b, const std::vector<Event>& events)
        : view_(view), a_(a), b_(b), events_(events) {}

    PairAnswers answers() {
        compare_events();
        compare_sentences();
        compare_standings();
        compare_counted();
        compare_numbers();
        compare_places_in_text();
        set(words_alike, cosine(a_.words, b_.words));
        combine();
        return answers_;
    }

private:
    void set(PairQuestion question, float answer) { answers_[static_cast<std::size_t>(question)] = answer; }
    void set(PairQuestion question, bool answer) { set(question, answer ? 1.0F : 0.0F); }

    const Claim& claim(const StoryClaim& entry) const { return claim_of(view_, entry); }

    /// Whether one claim is the first and the other the second, in either order.
    template <class First, class Second>
    bool either(const First& first, const Second& second) const {
        return (first(a_) && second(b_)) || (first(b_) && second(a_));
    }

    void compare_events() {
        if (a_.event == no_index || b_.event == no_index)
            return set(no_event, true);
        const bool same = a_.event == b_.event;
        const int told = a_.told + b_.told;
        set(same_event, same);
        set(same_event_told, same && told == 2);
        set(other_event_told, !same && told == 2);
        set(other_event_told_by_one, !same && told == 1);
        set(other_event_untold, !same && told == 0);
        const auto family = [&](const StoryClaim& entry) { return view_.rules.family(events_[entry.event].type); };
        set(other_event_type, family(a_) != family(b_));
    }

    void compare_sentences() {
        if (a_.days && b_.days) {
            const std::int64_t apart = days_between(*a_.days, *b_.days);
            set(days_meet, apart == 0);
            set(days_near, apart > 0 && apart <= a_week);
            set(days_apart, apart > a_week);
        }
        if (!a_.places.empty() && !b_.places.empty()) {
            const bool any = shared(a_.places, b_.places) > 0;
            set(place_shared, any);
            set(places_differ, !any);
        }
    }

    void compare_standings() {
        const auto is = [&](Standing standing) {
            return [this, standing](const StoryClaim& entry) {
                const Standing own = claim(entry).standing;
                return own == standing || (standing == Standing::asserted && own == Standing::denied);
            };
        };
        const auto asserted = is(Standing::asserted), earlier = is(Standing::earlier), planned = is(Standing::planned),
                   general = is(Standing::general);
        set(both_asserted, asserted(a_) && asserted(b_));
        set(earlier_and_asserted, either(earlier, asserted));
        set(both_earlier, earlier(a_) && earlier(b_));
        set(planned_and_asserted, either(planned, asserted));
        set(both_planned, planned(a_) && planned(b_));
        set(general_and_asserted, either(general, asserted));
        set(both_general, general(a_) && general(b_));
        set(other_standing, either(earlier, planned) || either(earlier, general) || either(planned, general));
        set(one_denied, a_.bounds.denied != b_.bounds.denied);
        set(one_implicit, claim(a_).implicit || claim(b_).implicit);
    }

    void compare_counted() {
        const auto whole = [](const StoryClaim& entry) { return entry.scope == whole_scope; };
        const auto part = [](const StoryClaim& entry) { return entry.scope == part_of_a_whole; };
        const auto named = [&](const StoryClaim& entry) { return !whole(entry) && !part(entry); };
        const float alike = cosine(a_.counted, b_.counted);
        set(both_whole, whole(a_) && whole(b_));
        set(whole_and_part, either(whole, part));
        set(whole_and_named_part, either(whole, named));
        set(both_parts, part(a_) && part(b_));
        set(part_and_named_part, either(part, named));
        if (named(a_) && named(b_)) {
            const bool like = alike > 0 || a_.head == b_.head;
            set(same_named_part, a_.scope == b_.scope);
            set(like_named_parts, a_.scope != b_.scope && like);
            set(other_named_parts, a_.scope != b_.scope && !like);
        }
        set(counted_alike, alike);
        compare_sisters();
        if (view_.rules.quantity(claim(a_).quantity).whole)
            return;  // people of any kind are one count
        const std::string_view x = a_.head, y = b_.head;
        set(no_head, x.empty() && y.empty());
        set(one_head, x.empty() != y.empty());
        if (x.empty() || y.empty())
            return;
        set(same_head, x == y);
        set(head_within_other, x != y && (x.ends_with(y) || y.ends_with(x)));
        set(other_head, !x.ends_with(y) && !y.ends_with(x));
    }

    void compare_sisters() {
        bool same = false, other = false;
        for (const StoryClaim::Sister& sister : a_.sisters)
            for (const StoryClaim::Sister& theirs : b_.sisters)
                if (sister.quantity == theirs.quantity)
                    (sister == theirs ? same : other) = true;
        const bool sentence = a_.report == b_.report && claim(a_).sentence == claim(b_).sentence;
        set(sister_same, same && !sentence);
        set(sister_other, other && !same && !sentence);
    }

    void compare_numbers() {
        const Bounds &x = a_.bounds, &y = b_.bounds;
        const auto value = [](const Bounds& bounds) { return bounds.low ? *bounds.low : bounds.high.value_or(0); };
        constexpr double large = 20;
        const bool same = x.low == y.low && x.high == y.high;
        const bool vague = x.modifier == Modifier::vague && y.modifier == Modifier::vague;
        const bool fit = recount::compatible(std::array<Bounds, 2>{x, y});
        same_number_ = same;
        incompatible_ = !fit;
        set(same_number, same);
        set(same_number_exact, same && !vague);
        set(same_large_number, same && !vague && value(x) >= large);
        set(compatible, fit && !same);
        set(incompatible, !fit);
        set(both_vague, vague);
        const bool none_x = x.high == 0.0, none_y = y.high == 0.0;
        set(both_none, none_x && none_y);
        set(one_none, none_x != none_y);
        if (none_x != none_y)
            return;
        const double less = std::min(value(x), value(y)) + 1, more = std::max(value(x), value(y)) + 1;
        constexpr double half = 0.5, tenth = 0.1;
        set(ratio, static_cast<float>(less / more));
        set(under_half, less < half * more);
        set(under_a_tenth, less < tenth * more);
        const bool before = said_before(x, y), after = said_before(y, x);
        set(later_is_more, !fit && (before ? value(y) > value(x) : after && value(x) > value(y)));
        const bool less_later = !fit && (before ? value(y) < value(x) : after && value(x) < value(y));
        const bool falls = view_.rules.quantity(claim(a_).quantity).falls;
        set(later_is_less, less_later && !falls);
        set(later_is_less_and_may_be, less_later && falls);
        set(both_remaining, a_.remaining && b_.remaining);
        set(one_remaining, a_.remaining != b_.remaining);
    }

    void compare_places_in_text() {
        const bool report = a_.report == b_.report;
        const bool sentence = report && claim(a_).sentence == claim(b_).sentence;
        set(same_report, report);
        set(same_sentence, sentence);
        set(same_paragraph, report && a_.block == b_.block);
        set(same_report_same_number, report && same_number_);
        set(same_report_incompatible, report && incompatible_);
        set(same_sentence_incompatible, sentence && incompatible_);
        const bool passage = a_.passage != no_index && a_.passage == b_.passage;
        set(same_passage_same_number, passage && same_number_);
        set(same_passage_other_number, passage && !same_number_);
        set(both_lead, a_.in_lead && b_.in_lead);
        set(one_lead, a_.in_lead != b_.in_lead);
        set(one_caption, a_.in_caption || b_.in_caption);
    }

    /// What several answers tell together: gatherings are parted by happening rather than by number, a count that moves
    /// may be told by numbers that do not fit, and so may one that several sources give.
    void combine() {
        const auto get = [&](PairQuestion question) { return answers_[static_cast<std::size_t>(question)]; };
        const QuantityRule& rule = view_.rules.quantity(claim(a_).quantity);
        const bool gathering = !rule.families.empty() && rule.families.front() == "gathering";
        const bool other_source = a_.source != b_.source;
        set(whole_of_same_event, get(same_event) * get(both_whole));
        if (gathering) {
            set(whole_of_same_gathering, get(same_event) * get(both_whole));
            set(told_of_same_gathering, get(same_event_told) * get(both_whole));
            set(of_other_gatherings, 1 - get(same_event));
            set(ratio_of_gatherings, get(ratio));
        }
        set(incompatible_while_moving, rule.moves ? get(incompatible) : 0.0F);
        set(incompatible_by_other_source, other_source ? get(incompatible) : 0.0F);
        set(incompatible_by_other_source_in_sentence, other_source ? get(same_sentence_incompatible) : 0.0F);
    }

    const StoryView& view_;
    const StoryClaim &a_, &b_;
    const std::vector<Event>& events_;
    bool same_number_ = false, incompatible_ = false;
    PairAnswers answers_{};
};

}  // namespace

bool comparable(const StoryView& view, const StoryClaim& a, const StoryClaim& b) {
    const Claim &first = claim_of(view, a), &second = claim_of(view, b);
    return first.quantity == second.quantity && first.unit == second.unit && view.rules.quantity(first.quantity).known;
}

PairAnswers compare(const StoryView& view, const StoryClaim& a, const StoryClaim& b, const std::vector<Event>& events) {
    return Comparison(view, a, b, events).answers();
}

}  // namespace recount
