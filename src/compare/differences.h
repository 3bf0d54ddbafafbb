// What changed from one account to another: figures that moved, verdicts that turned, claims, statements, events and
// reports that came or went. A pure function of the two; each thing is told once, and what is as it was is not told.
//
// Reports are one where the bytes are. A claim is one where it stands at the same place of one report. Figures, events
// and statements are one where they share most of their claims, mentions or versions, and only where they share none,
// by their ids: ids may change with a day that becomes known, words do not. Stories are one where they share most
// reports.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "compare/account_file.h"

namespace recount {

/// A pair of numbers into a list of the older and one of the newer account; `nothing` where one of them has none.
struct Counterparts {
    static constexpr std::uint32_t nothing = UINT32_MAX;
    std::uint32_t before = nothing, after = nothing;

    bool is_added() const { return before == nothing; }
    bool is_gone() const { return after == nothing; }
    auto operator<=>(const Counterparts&) const = default;
};

/// Why something came or went.
enum class ChangeCause : std::uint8_t {
    report_added,    // its report is new
    report_gone,     // its report is not there any more
    newer_version,   // a newer version of its page stands, and does not say it
    another_figure,  // the claim is in another figure now
    read_otherwise,  // its report is there as it was: other reports, the codebook or the program tell it otherwise
};
std::string_view name_of(ChangeCause cause);

/// A claim that a figure has got or lost.
struct ClaimDifference {
    std::uint32_t claim = 0;  // into its figure's claims, in the newer account where it is got
    ChangeCause cause = ChangeCause::report_added;
};

/// Of two figures that are one, or one that came or went.
struct FigureDifference {
    Counterparts story, figure;  // the stories that hold them; into their figures
    bool moved = false;          // low, best or high
    bool turned = false;         // the verdict
    bool renamed = false;        // what it counts: quantity, scope or unit
    std::vector<ClaimDifference> got, lost;
};

struct EventDifference {
    Counterparts story, event;
    bool day = false, place = false, type = false;  // these are others
};

struct StatementDifference {
    Counterparts story, statement;
    bool speaker = false;                           // it is another's
    std::uint32_t got = 0, lost = 0;                // versions
    ChangeCause cause = ChangeCause::report_added;  // of one that came or went
};

struct Differences {
    std::vector<std::uint32_t> reports_added;    // into the newer account's
    std::vector<std::uint32_t> reports_gone;     // into the older account's
    std::vector<Counterparts> reports_replaced;  // a newer version of the page stands now, or other bytes have its id
    std::vector<Counterparts> stories;           // all, in the newer account's order; those that are gone last
    std::vector<FigureDifference> figures;       // in the order of `stories`, then of the figures
    std::vector<EventDifference> events;
    std::vector<StatementDifference> statements;

    /// Nothing is told; provenance aside.
    bool is_empty() const;
};

/// Time is about linear in the sizes of the accounts.
Differences compare(const FiledAccount& before, const FiledAccount& after);

/// Two accounts and what changed from one to the other.
struct Comparison {
    FiledAccount before, after;
    Differences differences;
};

}  // namespace recount
