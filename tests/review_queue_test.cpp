// What a person is asked to look at: the gravest first, and nothing that was looked at.
#include <doctest/doctest.h>

#include "show/review_queue.h"
#include "support.h"

using namespace recount;
using namespace recount::test;

namespace {

constexpr float sure = 0.99f, doubtful = 0.3f;

/// A story that is put together number by number; each number is a report's whole text.
class Made {
public:
    Made() { account_.stories.emplace_back().id = "s1"; }

    struct Told {
        double number;
        float confidence = sure;
    };

    Made& figure(std::string quantity, Status status, std::vector<Told> numbers, std::uint32_t witnesses) {
        Figure figure;
        figure.id = "f" + std::to_string(story().figures.size());
        figure.quantity = std::move(quantity);
        figure.status = status;
        figure.witnesses = witnesses;
        if (status == Status::conflict) {
            figure.reason = {ReasonKind::no_common_number, {0, 1}, {numbers[0].number, numbers[1].number}};
        }
        for (const Told& told : numbers) {
            const std::uint32_t report = add_report(std::to_string(static_cast<int>(told.number)));
            Claim claim;
            claim.span = {0, static_cast<std::uint32_t>(account_.reports[report].report.content.size())};
            claim.low = claim.high = told.number;
            claim.confidence = told.confidence;
            account_.reports[report].layers.claims.push_back(claim);
            FigureClaim& place = figure.claims.emplace_back();
            place.report = report;
        }
        story().figures.push_back(figure);
        return *this;
    }

    Made& event(std::string type, std::string day, std::size_t told_in) {
        Event event;
        event.type = std::move(type);
        event.date = std::move(day);
        event.precision.date = DatePrecision::day;
        for (std::size_t i = 0; i < told_in; ++i) {
            const std::uint32_t report = add_report("word");
            event.reports.push_back(report);
            event.evidence.push_back({report, {0, 4}});
        }
        story().events.push_back(event);
        return *this;
    }

    /// On the words of the reports with these numbers, which are their whole text.
    Made& decided(Verb verb, std::vector<std::uint32_t> reports, DecisionOutcome outcome = DecisionOutcome::holds) {
        DecisionResult result;
        result.decision.verb = verb;
        result.outcome = outcome;
        for (const std::uint32_t report : reports)
            result.on.push_back(
                {report, {0, static_cast<std::uint32_t>(account_.reports[report].report.content.size())}});
        account_.decisions.push_back(result);
        return *this;
    }

    /// "killed 12: conflict, maybe_two", an item a line; of events their places in the story.
    std::string queue() {
        std::string out;
        for (const ReviewItem& item : review_queue(account_, story(), ReviewRules(language().codebook))) {
            if (item.figure != no_index) {
                const Figure& figure = story().figures[item.figure];
                out += figure.quantity + " " + account_.reports[figure.claims[item.claim].report].report.content;
            } else {
                out += "events " + std::to_string(item.event) + " and " + std::to_string(item.another);
            }
            std::string why;
            for (const ReviewWhy one : item.why)
                why += (why.empty() ? ": " : ", ") + std::string(name_of(one));
            out += why + "\n";
        }
        return out;
    }

private:
    StoryAccount& story() { return account_.stories.front(); }

    std::uint32_t add_report(std::string text) {
        const auto number = static_cast<std::uint32_t>(account_.reports.size());
        account_.reports.emplace_back().report = report_of(std::move(text), "r" + std::to_string(number));
        story().reports.push_back(number);
        return number;
    }

    Account account_;
};

}  // namespace

TEST_CASE("what could mislead most is looked at first") {
    Made story;
    story.figure("missing", Status::single, {{4}}, 1)
        .figure("injured", Status::agree, {{20, doubtful}, {20}}, 2)
        .figure("killed", Status::conflict, {{12}, {14}}, 2)
        .event("march", "2021-05-04", 1)
        .event("march", "2021-05-04", 3);
    CHECK(story.queue() ==
          "killed 12: conflict\n"
          "killed 14: conflict\n"
          "events 1 and 0: maybe_one\n"
          "injured 20: unsure\n"
          "missing 4: one_witness\n");
}

TEST_CASE("of two that are as grave, what more reports tell comes first, then what is read less surely") {
    Made story;
    story.figure("arrested", Status::agree, {{5, 0.5f}, {5}}, 2)
        .figure("injured", Status::agree, {{20, 0.4f}, {20}}, 2)
        .figure("killed", Status::agree, {{3, 0.55f}, {3}, {3}}, 3);
    CHECK(story.queue() == "killed 3: unsure\ninjured 20: unsure\narrested 5: unsure\n");
}

TEST_CASE("numbers that lie far apart may count two things") {
    CHECK(Made().figure("attendance", Status::conflict, {{300}, {12000}}, 2).queue() ==
          "attendance 300: conflict, maybe_two\nattendance 12000: conflict, maybe_two\n");
    CHECK(Made().figure("killed", Status::conflict, {{0}, {2}}, 2).queue() ==
          "killed 0: conflict\nkilled 2: conflict\n");
}

TEST_CASE("events of another day or type are not asked about") {
    CHECK(Made()
              .event("march", "2021-05-04", 1)
              .event("march", "2021-05-05", 1)
              .event("strike", "2021-05-04", 1)
              .queue() == "");
}

TEST_CASE("numbers of what no codebook names are looked at where they contradict each other") {
    CHECK(Made().figure("other:bus", Status::single, {{4, doubtful}}, 1).queue() == "");
    CHECK(Made().figure("other:bus", Status::conflict, {{4}, {6}}, 2).queue() ==
          "other:bus 4: conflict\nother:bus 6: conflict\n");
}

TEST_CASE("what a person decided on is not asked again") {
    const auto conflict = [] { return Made().figure("killed", Status::conflict, {{12}, {14}}, 2); };
    CHECK(conflict().decided(Verb::right, {0}).queue() == "killed 14: conflict\n");
    CHECK(conflict().decided(Verb::two_figures, {0, 1}).queue() == "");
    CHECK(conflict().decided(Verb::final_value, {1}).queue() == "");
    CHECK(conflict().decided(Verb::speaker, {0}).queue() == conflict().queue());
    const auto events = [] { return Made().event("march", "2021-05-04", 1).event("march", "2021-05-04", 1); };
    CHECK(events().decided(Verb::two_events, {0, 1}).queue() == "");
}

TEST_CASE("what does not fit was not looked at") {
    Made story;
    story.figure("killed", Status::conflict, {{12}, {14}}, 2).decided(Verb::right, {0}, DecisionOutcome::misfit);
    CHECK(story.queue() == "killed 12: conflict\nkilled 14: conflict\n");
}

TEST_CASE("what can be chosen are the codebook's quantities") {
    const ReviewRules rules(language().codebook);
    REQUIRE_FALSE(rules.quantities.empty());
    CHECK(rules.quantities.front() == "killed");
}
