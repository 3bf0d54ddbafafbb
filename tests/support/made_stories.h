// Stories made up from sentences (made_frames.h) after a plan: what is claimed, by whom, on which day, and what copies
// what. So the right verdict on each figure is known from the plan alone, by the contract's table, written here a
// second time in the plainest way.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "report/layers.h"
#include "report/report.h"

namespace recount::test {

/// What a report of the plan claims, and where its number stands.
struct MadeClaim {
    std::uint32_t report = 0;  // into MadeStory::reports
    Span span;                 // of the number's words in the report's content
    std::optional<double> low, high;
    Modifier modifier = Modifier::exact;
    bool denied = false;
    std::string source;  // the same for all wordings of one source; empty in the report's own voice
    bool headline = false;
    std::uint32_t copy_of = no_index;  // the report from which its own is copied
};

struct MadeFigure {
    std::string quantity;
    bool moves = false;
    bool settled = false;  // all is said over three days after it happened
    std::vector<MadeClaim> claims;

    /// By the contract: independent sources, and the verdict. `days`: of each report.
    std::uint32_t witnesses() const;
    std::string_view status(const std::vector<Day>& days) const;

    /// Whether headlines alone repeat its one claim: whether that is one mention or several is a matter of taste.
    bool repeated_by_headlines_alone() const;
};

struct MadeStory {
    std::string plan;   // "evolving", "copied" ...: what it was made to be
    std::string place;  // "Karsk"; of two, the last
    std::vector<Report> reports;
    std::vector<Day> days;
    std::vector<MadeFigure> figures;
};

/// The stories of a seed: the same on every machine.
std::vector<MadeStory> make_stories(std::size_t count, std::uint32_t seed);

}  // namespace recount::test
