// Decisions: the line that each is written as, and the log that lines are added to.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "decide/decision_log.h"
#include "support/program.h"

using namespace recount;
using namespace recount::test;

namespace {

Decision decided(std::string line) {
    auto read = read_decision(line);
    CAPTURE(line);
    if (const auto* why = std::get_if<std::string>(&read))
        FAIL(*why);
    return std::get<Decision>(read);
}

std::string refused(std::string_view line) {
    auto read = read_decision(line);
    return std::holds_alternative<std::string>(read) ? std::get<std::string>(read) : std::string();
}

const std::string on_words = R"("on":[{"report":"ab12","field":"text","start":4,"end":9,"quote":"3,500"}])";

}  // namespace

TEST_CASE("a decision is read back as it was written") {
    const std::vector<std::string> lines{
        R"({"recount_decision":1,"at":"2024-02-12T10:00:00Z","by":"ana","verb":"quantity",)" + on_words +
            R"(,"old":"attendance","new":"arrested","reason":"the police counted them"})",
        R"({"recount_decision":1,"at":"","by":"","verb":"bounds",)" + on_words +
            R"(,"new":{"low":3500.5,"high":null,"modifier":"at_least"}})",
        R"({"recount_decision":1,"at":"","by":"","round":"first","verb":"claim",)" + on_words +
            R"(,"new":{"quantity":"killed","scope":"total","low":2,"high":2,"source":"police"}})",
        R"({"recount_decision":1,"at":"","by":"","verb":"day","on":[{"report":"ab12"}],"new":"2024-02-11"})",
        R"({"recount_decision":1,"at":"","by":"","verb":"final",)" + on_words + R"(,"new":{"value":9}})",
        R"({"recount_decision":1,"at":"","by":"","verb":"undo","of":"d1"})"};
    for (const std::string& line : lines) {
        Decision once = decided(line);
        const std::string written = write_decision(once);
        CHECK(once.id.size() == 17);
        CHECK(decided(written) == once);
        CHECK(written.substr(written.find("\"at\"")) == line.substr(line.find("\"at\"")));
    }
}

TEST_CASE("each verb has its name") {
    for (std::size_t i = 0; i < verb_count; ++i)
        CHECK(verb_of(name_of(static_cast<Verb>(i))) == static_cast<Verb>(i));
    CHECK_FALSE(verb_of("quantify"));
}

TEST_CASE("what is no decision says why") {
    CHECK(refused("{") != "");
    CHECK(refused("[]").find("it is no decision") == 0);
    CHECK(refused(R"({"recount_decision":2})").find("a newer Recount") != std::string::npos);
    CHECK(refused(R"({"recount_decision":1,"verb":"guess"})").find("\"guess\"") != std::string::npos);
    CHECK(refused(R"({"recount_decision":1,"verb":"quantity","new":"killed"})").find("takes 1") != std::string::npos);
    CHECK(refused(R"({"recount_decision":1,"verb":"day",)" + on_words + R"(,"new":"2024-02-11"})").find("of reports") !=
          std::string::npos);
    CHECK(refused(R"({"recount_decision":1,"verb":"bounds",)" + on_words + R"(,"new":{"low":9,"high":2}})") ==
          "\"low\" is above \"high\"");
    CHECK(refused(R"({"recount_decision":1,"verb":"right","on":[{"report":"a","start":9,"end":4,"quote":"x"}]})") !=
          "");
    CHECK(refused("{\"recount_decision\":1,\"by\":\"\xFF\"}").find("not UTF-8") != std::string::npos);
    CHECK(refused(std::string(longest_decision + 1, ' ')) != "");
}

TEST_CASE("a log keeps what stands around a broken line") {
    const std::string day =
        R"({"recount_decision":1,"id":"d1","at":"","by":"ana","verb":"leave_out","on":[{"report":"ab"}]})";
    const std::string undo = R"({"recount_decision":1,"id":"d2","at":"","by":"ana","verb":"undo","of":"d1"})";
    const std::string other =
        R"({"recount_decision":1,"id":"d1","at":"","by":"ben","verb":"leave_out","on":[{"report":"ab"}]})";
    std::istringstream in(day + "\n\n{\"recount_dec\n" + undo + "\n" + day + "\n" + other + "\n");
    const DecisionLog log = read_decisions(in);
    REQUIRE(log.decisions.size() == 2);
    CHECK(log.decisions[1].undoes == "d1");
    REQUIRE(log.bad.size() == 2);
    CHECK(log.bad[0].line == 3);
    CHECK(log.bad[1].line == 6);
    CHECK(log.bad[1].why == "another decision before it has the id \"d1\"");
}

TEST_CASE("an undo takes a decision back, and an undone undo does not") {
    const auto line = [](std::string id, std::string undoes) {
        Decision decision{.id = std::move(id)};
        decision.verb = undoes.empty() ? Verb::leave_out : Verb::undo;
        decision.undoes = std::move(undoes);
        return decision;
    };
    const auto undone = [](const std::vector<Decision>& log) {
        std::string marks;
        for (const StandingDecision& one : replay(log))
            marks += one.undone ? 'x' : '.';
        return marks;
    };
    CHECK(undone({line("a", ""), line("b", "a")}) == "x.");
    CHECK(undone({line("a", ""), line("b", "a"), line("c", "b")}) == ".x.");
    CHECK(undone({line("a", ""), line("b", "a"), line("c", "b"), line("d", "c")}) == "x.x.");
    CHECK(undone({line("b", "a"), line("a", "")}) == "..");
}

TEST_CASE("decisions are added behind what a killed writer left") {
    const TemporaryFolder folder;
    const std::string file = folder.path() / "decisions.jsonl";
    CHECK_THROWS_AS(read_decision_log(file), DecisionLogError);
    CHECK(read_decision_log(file, true).decisions.empty());
    std::vector<Decision> first{decided(R"({"recount_decision":1,"verb":"leave_out","on":[{"report":"ab"}]})")};
    append_decisions(file, first);
    std::ofstream(file, std::ios::app) << "{\"recount_decision\":1,\"ver";
    std::vector<Decision> second{decided(R"({"recount_decision":1,"verb":"leave_out","on":[{"report":"cd"}]})")};
    append_decisions(file, second);
    const DecisionLog log = read_decision_log(file);
    REQUIRE(log.decisions.size() == 2);
    CHECK(log.decisions[0].on[0].report == "ab");
    CHECK(log.decisions[1].on[0].report == "cd");
    CHECK(log.bad.size() == 1);
    CHECK_THROWS_AS(append_decisions((folder.path() / "none" / "x.jsonl").string(), second), DecisionLogError);
}
