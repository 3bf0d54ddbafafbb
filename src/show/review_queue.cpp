#include "show/review_queue.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include "reconcile/precision.h"

namespace recount {

namespace {

constexpr std::string_view counts_something_else = "other:";

/// What people said of words of this account, to tell what they have looked at.
class LookedAt {
public:
    explicit LookedAt(const Account& account) : decisions_(account.decisions) {}

    bool claim(Evidence words) const {
        return std::ranges::any_of(decisions_, [&](const DecisionResult& result) {
            return result.holds() && marks_claims(result.decision.verb) && meets(result, words);
        });
    }

    bool are_told_apart_or_one(const Event& a, const Event& b) const {
        return std::ranges::any_of(decisions_, [&](const DecisionResult& result) {
            const Verb verb = result.decision.verb;
            return result.holds() && (verb == Verb::one_event || verb == Verb::two_events) && meets_any(result, a) &&
                   meets_any(result, b);
        });
    }

    bool has_final_value(const Account& account, const Figure& figure) const {
        return std::ranges::any_of(decisions_, [&](const DecisionResult& result) {
            return result.holds() && result.decision.verb == Verb::final_value &&
                   std::ranges::any_of(figure.claims, [&](const FigureClaim& claim) {
                       return meets(result, {claim.report, claim_of(account, claim).span});
                   });
        });
    }

private:
    static bool meets(const DecisionResult& result, Evidence words) {
        return std::ranges::any_of(result.on, [&](const PlacedTarget& target) {
            return target.report == words.report && target.span.overlaps(words.span);
        });
    }

    static bool meets_any(const DecisionResult& result, const Event& event) {
        return std::ranges::any_of(event.evidence, [&](const Evidence& words) { return meets(result, words); });
    }

    const std::vector<DecisionResult>& decisions_;
};

class QueueMaker {
public:
    QueueMaker(const Account& account, const StoryAccount& story, const ReviewRules& rules)
        : account_(account), story_(story), rules_(rules), looked_at_(account) {}

    std::vector<ReviewItem> make() {
        for (std::uint32_t i = 0; i < story_.figures.size(); ++i)
            if (!looked_at_.has_final_value(account_, story_.figures[i]))
                take_figure(i);
        take_events();
        std::ranges::stable_sort(queue_, {}, [](const Ranked& ranked) {
            return std::tuple(ranked.item.why.front(), -static_cast<std::int64_t>(ranked.reach), ranked.confidence);
        });
        std::vector<ReviewItem> items;
        for (Ranked& ranked : queue_)
            items.push_back(std::move(ranked.item));
        return items;
    }

private:
    struct Ranked {
        ReviewItem item;
        std::size_t reach = 0;  // reports that tell it
        float confidence = 1;
    };

    void take_figure(std::uint32_t number) {
        const Figure& figure = story_.figures[number];
        const bool conflicts = figure.status == Status::conflict;
        if (!conflicts && figure.quantity.starts_with(counts_something_else))
            return;
        std::set<std::uint32_t> reports;
        for (const FigureClaim& claim : figure.claims)
            reports.insert(claim.report);
        for (std::uint32_t i = 0; i < figure.claims.size(); ++i) {
            const Claim& claim = claim_of(account_, figure.claims[i]);
            std::vector<ReviewWhy> why;
            if (conflicts && decides(figure, i)) {
                why.push_back(ReviewWhy::conflict);
                if (is_far_apart(figure))
                    why.push_back(ReviewWhy::maybe_two);
            }
            if (claim.confidence < rules_.unsure)
                why.push_back(ReviewWhy::unsure);
            if (figure.witnesses == 1 && i == 0)
                why.push_back(ReviewWhy::one_witness);
            if (!why.empty() && !looked_at_.claim({figure.claims[i].report, claim.span}))
                queue_.push_back(
                    {{.why = std::move(why), .figure = number, .claim = i}, reports.size(), claim.confidence});
        }
    }

    static bool decides(const Figure& figure, std::uint32_t claim) {
        const auto& deciding = figure.reason.claims;
        return deciding.empty() || std::ranges::find(deciding, claim) != deciding.end();
    }

    bool is_far_apart(const Figure& figure) const {
        const std::vector<double>& values = figure.reason.values;
        if (values.size() < 2)
            return false;
        const auto [least, most] = std::ranges::minmax(values);
        return least > 0 && most >= rules_.apart * least;
    }

    /// Each event beside the one that most reports tell among those of its type, day and place.
    void take_events() {
        std::map<std::tuple<std::string_view, std::string_view, std::string_view>, std::vector<std::uint32_t>> alike;
        for (std::uint32_t i = 0; i < story_.events.size(); ++i) {
            const Event& event = story_.events[i];
            if (event.precision.date == DatePrecision::day && !event.evidence.empty())
                alike[{event.type, event.date, event.place ? event.place->name : std::string_view()}].push_back(i);
        }
        for (auto& [kind, events] : alike) {
            std::ranges::stable_sort(events, std::ranges::greater(), [&](std::uint32_t i) { return reach_of(i); });
            for (std::size_t i = 1; i < events.size(); ++i)
                if (!looked_at_.are_told_apart_or_one(story_.events[events[0]], story_.events[events[i]]))
                    queue_.push_back({{.why = {ReviewWhy::maybe_one}, .event = events[0], .another = events[i]},
                                      reach_of(events[i])});
        }
    }

    std::size_t reach_of(std::uint32_t event) const { return story_.events[event].reports.size(); }

    const Account& account_;
    const StoryAccount& story_;
    const ReviewRules& rules_;
    const LookedAt looked_at_;
    std::vector<Ranked> queue_;
};

}  // namespace

std::string_view name_of(ReviewWhy why) {
    constexpr std::array<std::string_view, review_why_count> names{"conflict", "maybe_two", "maybe_one", "unsure",
                                                                   "one_witness"};
    return names[static_cast<std::size_t>(why)];
}

ReviewRules::ReviewRules(const Codebook& codebook)
    : unsure(codebook.file("review").number("unsure")), apart(codebook.file("review").number("apart")) {
    for (const CodebookNode& quantity : codebook.file("quantities").tables("quantity"))
        quantities.push_back(quantity.text("name"));
    for (const CodebookNode& event : codebook.file("events").tables("event"))
        events.push_back(event.text("type"));
    events.emplace_back("other");
}

std::vector<ReviewItem> review_queue(const Account& account, const StoryAccount& story, const ReviewRules& rules) {
    return QueueMaker(account, story, rules).make();
}

}  // namespace recount
