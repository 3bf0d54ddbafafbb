// Accounts under decisions: each verb on a short story, and any log of decisions, in any order of the reports.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <sstream>

#include "reconcile/decided_account.h"
#include "show/json.h"
#include "support/account.h"
#include "support/decisions.h"
#include "text/sha256.h"

using namespace recount;
using namespace recount::test;

namespace {

AnnotatedReport report(std::string id, std::string text, std::string_view day) {
    AnnotatedReport made = dated_report(std::move(id), std::move(text), day);
    made.report.sha256 = sha256_hex(made.report.content);
    made.report.outlet = made.report.id;
    return made;
}

/// A fire in a warehouse, told three times; and what an editor may want to change in it.
std::vector<AnnotatedReport> fire() {
    std::vector<AnnotatedReport> reports;
    reports.push_back(report("a",
                             "A fire at a furniture warehouse in Karsk killed four people on Tuesday, police said.\n"
                             "Another 17 people were injured in the fire, said Mayor Ana Orlo.\n"
                             "\"The doors of the warehouse were locked,\" Orlo said.",
                             "2021-05-05"));
    reports.push_back(report("b",
                             "Six people were killed in Tuesday's fire at the furniture warehouse in Karsk, the fire "
                             "service said on Thursday.\nThe fire injured 19 people, hospital officials said.\n"
                             "Residents marched to the town hall on Thursday; about 300 people took part. An explosion "
                             "on Monday was heard in the district.",
                             "2021-05-06"));
    reports.push_back(report("c",
                             "The fire at a furniture warehouse in Karsk on Tuesday left five people dead, a union "
                             "leader said.\nSome 21 people were injured, according to Anna Orlo, the mayor.",
                             "2021-05-06"));
    return reports;
}

/// The account under a log, all of it followed at once.
Account account_under(std::vector<AnnotatedReport> reports, const std::vector<Decision>& log,
                      std::string_view round = {}) {
    const ReconcileRules rules(language().codebook);
    const ReconcileScorers scorers(&*trained_language().model);
    GatherRules gathering(language().codebook);
    DecidedAccount decided(account_of(std::move(reports)), gathering,
                           {rules, language().names, language().gazetteer, scorers});
    decided.follow(log, round);
    return std::move(decided).take();
}

std::string json_of(const Account& account) {
    std::ostringstream out;
    write_account(account, {}, {}, out);
    return out.str();
}

/// "killed: four | Six | five", each figure of a quantity in the order of the account.
std::string figures(const Account& account, std::string_view quantity) {
    std::string out;
    for (const StoryAccount& story : account.stories)
        for (const Figure& figure : story.figures) {
            if (figure.quantity != quantity)
                continue;
            out += out.empty() ? "" : "; ";
            std::string words;
            for (const FigureClaim& claim : figure.claims)
                words.append(words.empty() ? "" : " | ")
                    .append(account.reports[claim.report].words(claim_of(account, claim).span));
            out += words;
        }
    return out;
}

const Figure& figure_of(const Account& account, std::string_view quantity) {
    for (const StoryAccount& story : account.stories)
        for (const Figure& figure : story.figures)
            if (figure.quantity == quantity)
                return figure;
    FAIL("no such figure");
    std::abort();
}

void check_holds(const Account& account) {
    for (const DecisionResult& result : account.decisions) {
        CAPTURE(result.why);
        CHECK(result.outcome == DecisionOutcome::holds);
    }
}

}  // namespace

TEST_CASE("without decisions an account is the machine's") {
    const auto reports = fire();
    REQUIRE(figures(account_of(reports), "killed") == "four | Six | five");
    CHECK(json_of(account_under(reports, {})) == json_of(account_of(reports)));
}

TEST_CASE("a claim is what a person says it is") {
    const auto reports = fire();
    const DecisionTarget four = on_words(reports[0], "four");
    SUBCASE("of another quantity") {
        const Account account = account_under(reports, {decided(Verb::quantity, {four}, "missing")});
        check_holds(account);
        CHECK(figures(account, "missing") == "four");
        CHECK(figures(account, "killed") == "Six | five");
        CHECK(account.decisions.front().machine == "killed");
    }
    SUBCASE("of other bounds") {
        const Account account =
            account_under(reports, {decided(Verb::bounds, {four}, DecidedClaim{.low = 4, .bounded = true})});
        check_holds(account);
        const Claim& claim = claim_of(account, figure_of(account, "killed").claims.front());
        CHECK(claim.low == 4);
        CHECK_FALSE(claim.high);
        CHECK(claim.modifier == Modifier::at_least);
        CHECK(account.decisions.front().machine == "exact, 4 to 4");
    }
    SUBCASE("by another source") {
        const Account account = account_under(reports, {decided(Verb::source, {four}, "Mayor Ana Orlo")});
        check_holds(account);
        CHECK(figure_of(account, "killed").claims.front().source_name.find("Orlo") != std::string::npos);
        CHECK(account.decisions.front().machine == "police");
    }
    SUBCASE("none at all") {
        const Account account = account_under(reports, {decided(Verb::not_a_claim, {four})});
        check_holds(account);
        CHECK(figures(account, "killed") == "Six | five");
    }
    SUBCASE("where the machine saw none") {
        const Account account = account_under(
            reports, {decided(Verb::claim, {on_words(reports[0], "doors")},
                              DecidedClaim{.quantity = "damaged_buildings", .low = 2, .high = 2, .bounded = true})});
        CHECK(account.decisions.front().outcome == DecisionOutcome::misfit);  // the codebook has no such quantity
        const Account other =
            account_under(reports, {decided(Verb::claim, {on_words(reports[0], "doors")},
                                            DecidedClaim{.quantity = "other:doors", .low = 2, .bounded = true})});
        check_holds(other);
        CHECK(figures(other, "other:doors") == "doors");
    }
}

TEST_CASE("two figures become one, and one two") {
    const auto reports = fire();
    const DecisionTarget four = on_words(reports[0], "four"), six = on_words(reports[1], "Six"),
                         five = on_words(reports[2], "five"), injured = on_words(reports[1], "19");
    const Decision apart = decided(Verb::two_figures, {four, six, five});
    const Account parted = account_under(reports, {apart});
    check_holds(parted);
    CHECK(figures(parted, "killed") == "Six | five; four");
    CHECK(parted.decisions.front().machine == "one figure");
    const Account tied = account_under(reports, {apart, decided(Verb::one_figure, {four, five})});
    CHECK(figures(tied, "killed") == "four | Six | five");
    CHECK(account_under(reports, {decided(Verb::one_figure, {four, injured})}).decisions.front().why ==
          "they count different things: killed and injured");
}

TEST_CASE("a final value stands for the figure that has the claims it rests on") {
    const auto reports = fire();
    const DecisionTarget six = on_words(reports[1], "Six"), injured = on_words(reports[1], "19");
    const Account account = account_under(reports, {decided(Verb::final_value, {six}, 7.0)});
    check_holds(account);
    CHECK(figure_of(account, "killed").best == 7);
    CHECK(figure_of(account, "killed").high == 7);
    CHECK(figure_of(account, "killed").best_rule == "decided");
    CHECK(account_under(reports, {decided(Verb::final_value, {six, injured}, 7.0)}).decisions.front().outcome ==
          DecisionOutcome::misfit);
}

TEST_CASE("events are one or two as decided, and claims go where they are put") {
    const auto reports = fire();
    const DecisionTarget fire_a = on_words(reports[0], "A fire"), marched = on_words(reports[1], "marched"),
                         other = on_words(reports[1], "The fire");
    const std::size_t before = account_of(reports).stories.front().events.size();  // "The fire" is taken for another
    const Account joined = account_under(reports, {decided(Verb::one_event, {fire_a, other})});
    check_holds(joined);
    CHECK(joined.stories.front().events.size() == before - 1);
    const Account moved = account_under(reports, {decided(Verb::event, {on_words(reports[1], "19"), marched})});
    check_holds(moved);
    const StoryAccount& story = moved.stories.front();
    bool found = false;
    for (const Figure& figure : story.figures)
        for (const FigureClaim& claim : figure.claims)
            found = found || (moved.reports[claim.report].words(claim_of(moved, claim).span) == "19" &&
                              figure.event != no_index && story.events[figure.event].type == "protest");
    CHECK(found);
}

namespace {

/// "2021-05-04 disaster Karsk", each event that is no statement in the order of the account.
std::vector<std::string> happenings(const Account& account) {
    std::vector<std::string> told;
    for (const Event& event : account.stories.front().events)
        if (event.type != "statement")
            told.push_back(event.date + (event.date_end.empty() ? "" : "/" + event.date_end) + " " + event.type + " " +
                           (event.place ? event.place->name : "-"));
    return told;
}

bool has(const std::vector<std::string>& all, const std::string& one) {
    return std::ranges::find(all, one) != all.end();
}

}  // namespace

TEST_CASE("an event has the day, the type and the place that a person gives it, and the machine's stay known") {
    const auto reports = fire();
    const DecisionTarget fire_a = on_words(reports[0], "A fire"), marched = on_words(reports[1], "marched");
    const std::vector<std::string> machine = happenings(account_of(reports));
    REQUIRE(has(machine, "2021-05-04 disaster Karsk"));
    REQUIRE(has(machine, "2021-05-06 protest -"));
    SUBCASE("a day") {
        const Account account = account_under(reports, {decided(Verb::event_day, {fire_a}, "2021-05-07")});
        check_holds(account);
        CHECK(account.decisions.front().machine == "2021-05-04");
        CHECK_FALSE(has(happenings(account), "2021-05-04 disaster Karsk"));
        CHECK(happenings(account).back() == "2021-05-07 disaster Karsk");  // in the order of their days
        for (const Event& event : account.stories.front().events)
            if (event.date == "2021-05-07")
                CHECK(event.date_reason == "Ana gave this day.");
        CHECK(figures(account, "killed") == "four | Six | five");
    }
    SUBCASE("several days, or none") {
        CHECK(has(happenings(account_under(reports, {decided(Verb::event_day, {fire_a}, "2021-05-03/2021-05-04")})),
                  "2021-05-03/2021-05-04 disaster Karsk"));
        const Account open = account_under(reports, {decided(Verb::event_day, {fire_a})});
        check_holds(open);
        CHECK(has(happenings(open), " disaster Karsk"));
        for (const Event& event : open.stories.front().events)
            if (event.date.empty() && event.type == "disaster")
                CHECK(event.date_reason == "Ana says that its day is not known.");
    }
    SUBCASE("a type") {
        const Account account = account_under(reports, {decided(Verb::event_type, {marched}, "rally")});
        check_holds(account);
        CHECK(account.decisions.front().machine == "protest");
        CHECK(has(happenings(account), "2021-05-06 rally -"));
    }
    SUBCASE("a place that the story names, or none") {
        const Account account = account_under(reports, {decided(Verb::event_place, {marched}, "Karsk")});
        check_holds(account);
        CHECK(account.decisions.front().machine.empty());
        CHECK(has(happenings(account), "2021-05-06 protest Karsk"));
        const Account nowhere = account_under(reports, {decided(Verb::event_place, {fire_a})});
        check_holds(nowhere);
        CHECK(nowhere.decisions.front().machine == "Karsk");
        CHECK(has(happenings(nowhere), "2021-05-04 disaster -"));
    }
    SUBCASE("the last word on an event counts, whichever of its words it is on, and undoing gives the machine's back") {
        const DecisionTarget fire_c = on_words(reports[2], "The fire");
        const Decision first = decided(Verb::event_day, {fire_a}, "2021-05-02"),
                       later = decided(Verb::event_day, {fire_c}, "2021-05-03");
        const Account account = account_under(reports, {first, later});
        CHECK(account.decisions[0].outcome == DecisionOutcome::replaced);
        CHECK(has(happenings(account), "2021-05-03 disaster Karsk"));
        Decision undo{.id = "u"};
        undo.verb = Verb::undo;
        undo.undoes = later.id;
        const Account back = account_under(reports, {first, later, undo});
        CHECK(has(happenings(back), "2021-05-02 disaster Karsk"));
        undo.undoes = first.id;
        CHECK(happenings(account_under(reports, {first, undo})) == machine);
    }
    SUBCASE("a later word that is impossible takes nothing away") {
        for (const auto& [verb, good, bad, wanted] :
             std::vector<std::tuple<Verb, std::string, std::string, std::string>>{
                 {Verb::event_day, "2021-05-02", "2021-05-32", "2021-05-02 disaster Karsk"},
                 {Verb::event_day, "2021-05-02", "2021-05-03T10:00", "2021-05-02 disaster Karsk"},
                 {Verb::event_day, "2021-05-02", "2021-05-03/2021-05-04T10:00", "2021-05-02 disaster Karsk"},
                 {Verb::event_type, "rally", "sorrow", "2021-05-04 rally Karsk"},
                 {Verb::event_place, "", "Atlantis", "2021-05-04 disaster -"}}) {
            const Account account =
                account_under(reports, {decided(verb, {fire_a}, good), decided(verb, {fire_a}, bad)});
            CAPTURE(bad);
            CHECK(account.decisions[0].outcome == DecisionOutcome::holds);
            CHECK(account.decisions[1].outcome == DecisionOutcome::misfit);
            CHECK(has(happenings(account), wanted));
        }
        const Account both = account_under(reports, {decided(Verb::event_day, {fire_a}, "2021-05-02"),
                                                     decided(Verb::event_day, {fire_a}, "2021-05-03")});
        CHECK(both.decisions[0].outcome == DecisionOutcome::replaced);
        CHECK(has(happenings(both), "2021-05-03 disaster Karsk"));
    }
    SUBCASE("what cannot be followed says why") {
        const Account account = account_under(
            reports, {decided(Verb::event_day, {fire_a}, "last Tuesday"), decided(Verb::event_type, {fire_a}, "sorrow"),
                      decided(Verb::event_place, {fire_a}, "Atlantis"),
                      decided(Verb::event_day, {on_words(reports[0], "locked")}, "2021-05-02")});
        CHECK(account.decisions[0].why ==
              "\"last Tuesday\" is no day such as 2020-08-17, and no days such as 2020-08-17/2020-08-19");
        CHECK(account.decisions[1].why == "the codebook names no event \"sorrow\"");
        CHECK(account.decisions[2].why == "the story names no place \"Atlantis\"");
        CHECK(account.decisions[3].why == "these words tell of no event");
        for (const DecisionResult& result : account.decisions)
            CHECK(result.outcome == DecisionOutcome::misfit);
        CHECK(happenings(account) == machine);
    }
}

TEST_CASE("speakers and names are whom a person says") {
    const auto reports = fire();
    const Account spoken = account_under(
        reports,
        {decided(Verb::speaker, {on_words(reports[0], "The doors of the warehouse were locked")}, "Ivo Tarn")});
    check_holds(spoken);
    CHECK(spoken.stories.front().statements.front().speaker == "Ivo Tarn");
    CHECK(spoken.stories.front().statements.front().way == VoiceWay::decided);
    const auto persons = [](const Account& account) {
        std::string names;
        for (const AccountEntity& entity : account.stories.front().entities)
            if (entity.type == EntityType::person)
                names += (names.empty() ? "" : ", ") + entity.name;
        return names;
    };
    const DecisionTarget ana = on_words(reports[0], "Ana Orlo"), anna = on_words(reports[2], "Anna Orlo");
    const Account one = account_under(reports, {decided(Verb::one_name, {ana, anna})});
    const Account two = account_under(reports, {decided(Verb::two_names, {ana, anna})});
    check_holds(one);
    check_holds(two);
    CHECK(persons(one).find(',') == std::string::npos);
    CHECK(persons(two).find(',') != std::string::npos);
}

TEST_CASE("reports have the day, the outlet and the kin that a person gives them") {
    const auto reports = fire();
    const Account dated = account_under(reports, {decided(Verb::day, {on_report(reports[2])}, "2021-05-07"),
                                                  decided(Verb::outlet, {on_report(reports[2])}, "The Karsk Post")});
    check_holds(dated);
    CHECK(iso_days(*dated.days[2].days) == "2021-05-07");
    CHECK(dated.days[2].reason == "Ana gave this day.");
    CHECK(dated.reports[2].report.outlet == "The Karsk Post");
    const std::uint32_t before = figure_of(account_of(reports), "injured").witnesses;
    const Account copied =
        account_under(reports, {decided(Verb::copy, {on_report(reports[2]), on_report(reports[1])})});
    check_holds(copied);
    CHECK(copied.stories.front().lineages.size() == 1);
    CHECK(figure_of(copied, "injured").witnesses == before - 1);
    const Account without = account_under(reports, {decided(Verb::leave_out, {on_report(reports[2])})});
    CHECK(figures(without, "killed") == "four | Six");
    CHECK(without.reports.size() == 3);
    CHECK(account_under(reports, {decided(Verb::day, {on_report(reports[2])}, "May 7")}).decisions.front().outcome ==
          DecisionOutcome::misfit);
}

TEST_CASE("a story of which every report is left out is gone, and is back when that is undone") {
    const auto reports = fire();
    std::vector<Decision> log;
    for (const AnnotatedReport& one : reports)
        log.push_back(decided(Verb::leave_out, {on_report(one)}));
    CHECK(account_under(reports, log).stories.empty());
    Decision undo{.id = "u"};
    undo.verb = Verb::undo;
    undo.undoes = log[1].id;
    log.push_back(undo);
    CHECK(account_under(reports, log).stories.size() == 1);
}

TEST_CASE("decisions wait for their report, follow words that moved, and say when they are gone") {
    auto reports = fire();
    const Decision four = decided(Verb::quantity, {on_words(reports[0], "four")}, "missing");
    const Decision doors = decided(Verb::quantity, {on_words(reports[0], "17")}, "missing");
    const Decision elsewhere = decided(Verb::leave_out, {{"0000", true}});
    const std::string sha256 = reports[0].report.sha256;
    reports[0] =
        report("a", "KARSK. A fire at a furniture warehouse in Karsk killed four people on Tuesday.", "2021-05-05");
    reports[0].report.sha256 = sha256;  // another version of the program reads other words from the same bytes
    const Account account = account_under(reports, {four, doors, elsewhere});
    CHECK(account.decisions[0].outcome == DecisionOutcome::holds);
    CHECK(account.decisions[1].outcome == DecisionOutcome::misfit);
    CHECK(account.decisions[1].why == "the report no longer has the words \"17\"");
    CHECK(account.decisions[2].outcome == DecisionOutcome::absent);
}

TEST_CASE("the last word counts, and rounds are blind to one another") {
    const auto reports = fire();
    const DecisionTarget four = on_words(reports[0], "four");
    Decision first = decided(Verb::quantity, {four}, "missing"), second = decided(Verb::quantity, {four}, "injured");
    const Account account = account_under(reports, {first, second});
    CHECK(account.decisions[0].outcome == DecisionOutcome::replaced);
    CHECK(figures(account, "missing").empty());
    first.round = "one";
    second.round = "two";
    CHECK(figures(account_under(reports, {first, second}, "one"), "missing") == "four");
    CHECK(account_under(reports, {first, second}).decisions.empty());
}

namespace {

/// What anybody may decide, sensible or not, of these reports.
std::vector<Decision> random_decisions(const std::vector<AnnotatedReport>& reports, std::size_t count,
                                       std::uint32_t seed) {
    std::mt19937 random(seed);
    const auto any = [&](std::size_t size) { return random() % size; };
    std::vector<DecisionTarget> words;
    for (const AnnotatedReport& one : reports)
        for (const Token& token : one.layers.tokens) {
            const CodePoints points(one.report.text());
            words.push_back({one.report.sha256, false, false, points.at(one.report.text(), token.start),
                             points.at(one.report.text(), token.end), std::string(one.words(token.span()))});
        }
    const std::vector<std::string> texts{"killed", "injured",    "missing",    "attendance", "total",
                                         "police", "2021-05-04", "2021-05-09", "Ana Orlo",   ""};
    std::vector<Decision> log;
    while (log.size() < count) {
        const auto verb = static_cast<Verb>(any(verb_count));
        if (verb == Verb::leave_out && any(10) > 0)
            continue;
        Decision decision{.id = "d" + std::to_string(log.size())};
        decision.verb = verb;
        const bool whole = verb == Verb::day || verb == Verb::outlet || verb == Verb::copy ||
                           verb == Verb::not_a_copy || verb == Verb::leave_out;
        for (std::size_t i = 0; i <= any(2) + (verb == Verb::event ? 1 : 0); ++i)
            decision.on.push_back(whole ? on_report(reports[any(reports.size())]) : words[any(words.size())]);
        if (verb == Verb::bounds || verb == Verb::claim)
            decision.value =
                DecidedClaim{.quantity = texts[any(texts.size())], .low = 1.0 + double(any(30)), .bounded = true};
        else if (verb == Verb::final_value)
            decision.value = double(any(40));
        else
            decision.value = texts[any(texts.size())];
        if (verb == Verb::undo) {
            decision.on.clear();
            decision.undoes = "d" + std::to_string(any(log.size() + 1));
        }
        // What no log can hold is left out.
        if (auto read = read_decision(write_decision(decision)); std::holds_alternative<Decision>(read))
            log.push_back(std::get<Decision>(read));
    }
    return log;
}

}  // namespace

TEST_CASE("random decisions give the same account in any order of the reports, one by one or at once") {
    auto reports = fire();
    const std::vector<Decision> log = random_decisions(reports, 10000, 7);
    const std::string expected = json_of(account_under(reports, log));
    std::mt19937 random(3);
    for (int round = 0; round < 3; ++round) {
        // The ids of a run go with the reports, whatever the order in which these were read.
        for (std::size_t i = reports.size(); i > 1; --i)
            std::swap(reports[i - 1], reports[random() % i]);
        auto sorted = reports;
        std::ranges::sort(sorted, {}, [](const AnnotatedReport& one) { return one.report.id; });
        CHECK(json_of(account_under(sorted, log)) == expected);
    }
    // One by one, to a shorter log, with all that it takes back again.
    const ReconcileRules rules(language().codebook);
    const ReconcileScorers scorers(&*trained_language().model);
    GatherRules gathering(language().codebook);
    std::ranges::sort(reports, {}, [](const AnnotatedReport& one) { return one.report.id; });
    DecidedAccount decided(account_of(reports), gathering, {rules, language().names, language().gazetteer, scorers});
    const std::vector<Decision> some(log.begin(), log.begin() + 200);
    for (std::size_t count = 1; count <= some.size(); ++count)
        decided.follow(std::span(some).first(count), {});
    CHECK(json_of(decided.account()) == json_of(account_under(reports, some)));
    decided.follow({}, {});
    CHECK(json_of(decided.account()) == json_of(account_of(reports)));
}
