// The contract's table of statuses: claims in, the verdict out.
#include <doctest/doctest.h>

#include "reconcile/status.h"

using namespace recount;

namespace {

constexpr std::int64_t day = minutes_a_day;

Bounds exact(double value, std::uint32_t witness, std::int64_t when = 0) {
    return {value, value, Modifier::exact, false, when, false, 0, false, witness};
}
Bounds at_least(double low, std::uint32_t witness, std::int64_t when = 0) {
    return {low, std::nullopt, Modifier::at_least, false, when, false, 0, false, witness};
}
Bounds up_to(double high, std::uint32_t witness) {
    return {std::nullopt, high, Modifier::up_to, false, 0, false, 0, false, witness};
}
Bounds vague(double low, double high, std::uint32_t witness, std::int64_t when = 0) {
    return {low, high, Modifier::vague, false, when, false, 0, false, witness};
}
Bounds about(double value, std::uint32_t witness) {
    return {value, value, Modifier::approx, false, 0, false, 0, false, witness};
}

Status of(std::vector<Bounds> claims, bool moves = true) {
    return status_of(claims, moves);
}

}  // namespace

TEST_CASE("one mention is single") {
    CHECK(of({exact(5, 1)}) == Status::single);
}

TEST_CASE("the same bounds agree by two witnesses and are repeated by one") {
    CHECK(of({exact(5, 1), exact(5, 2)}) == Status::agree);
    CHECK(of({exact(5, 1), exact(5, 1)}) == Status::repeated);
    CHECK(of({at_least(5, 1), at_least(5, 1)}) == Status::repeated);
}

TEST_CASE("a later claim that cannot stand beside an earlier one evolves, if the quantity moves") {
    CHECK(of({exact(5, 1, 0), exact(9, 2, day)}) == Status::evolving);
    CHECK(of({exact(5, 1, 0), exact(9, 2, day)}, false) == Status::conflict);
    CHECK(of({exact(5, 1), exact(9, 2)}) == Status::conflict);
    CHECK(of({at_least(5, 1, 0), at_least(9, 2, day)}) == Status::evolving);
    CHECK(of({at_least(100, 1, 0), at_least(102, 2, day)}) == Status::refines);
    CHECK(of({vague(2000, 9999, 1, 0), exact(6700, 2, day)}) == Status::refines);
    CHECK(of({vague(24, 99, 1, 0), vague(200, 999, 2, day)}) == Status::evolving);
}

TEST_CASE("without a minute only the day orders claims") {
    Bounds morning = exact(5, 1, 8 * 60), sometime = exact(9, 2, 0);
    morning.to_the_minute = true;
    CHECK(of({morning, sometime}) == Status::conflict);
    sometime.to_the_minute = true;
    CHECK(of({morning, sometime}) == Status::evolving);
}

TEST_CASE("a denial is never an update, nor is a difference about something long settled") {
    CHECK(of({exact(2, 1, 0), exact(0, 2, day)}) == Status::conflict);
    Bounds denied = exact(2, 2, day);
    denied.denied = true;
    CHECK(of({exact(2, 1, 0), denied}) == Status::conflict);
    Bounds old = exact(5, 1, 10 * day), older = exact(9, 2, 11 * day);
    old.long_settled = older.long_settled = true;
    CHECK(of({old, older}) == Status::conflict);
}

TEST_CASE("claims that one number satisfies refine one another") {
    CHECK(of({vague(20000, 99999, 1), up_to(100000, 2)}, false) == Status::refines);
    CHECK(of({vague(2000, 9999, 1), exact(100000, 2)}, false) == Status::refines);
    CHECK(of({about(50, 1), exact(54, 2)}, false) == Status::refines);
    CHECK(of({about(50, 1), exact(56, 2)}, false) == Status::conflict);
    CHECK(of({exact(2, 1), at_least(2, 2)}) == Status::refines);
    CHECK(of({exact(50000, 1), about(10000, 2), about(5000, 3)}, false) == Status::conflict);
}
