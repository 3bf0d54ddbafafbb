// What observations in a report allow its day to be, and the days that all of them allow: the solver behind days.h. A
// tie says nothing by itself of other reports; those that hang on a known day (`anchored`) say where to look.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reconcile/account.h"

namespace recount {

constexpr int zone_days = 1;  // metadata are in other time zones than the text

/// What one observation in a report allows its day to be.
struct Tie {
    enum class Kind {
        names,        // `time`, said in this report, denotes one of the targets
        since,        // the report's day is so far from one of the targets, give or take `slack` days
        not_before,   // the report knows of a target
        news_of,      // `time` is told as the news: the report is of that day, or of one of `slack` days after it
        is_weekday,   // "Sunday" and "last Sunday" are told apart: the report is of a Sunday
        not_weekday,  // "Monday" is told as past and as to come: the report is of no Monday
    };
    Kind kind;
    const Time* time = nullptr;
    std::vector<Day> targets;
    int slack = 0;
    unsigned weekday = 0;
    bool anchored = false;  // hangs on a fixed point, so that it can date the report
    bool by_kind = false;   // joins two happenings because they are of one kind and weekday: they may be two
    std::vector<Evidence> evidence;
    std::string reason;
};

/// How strictly ties are taken: "last Sunday" is the latest Sunday before the report; loosely, it may be the one before
/// that.
enum class Reading { strict, loose };

bool allows(const Tie& tie, Day report, Reading reading);

/// Days that ties leave, ascending.
struct Allowed {
    std::vector<Day> days;
    bool open = false;  // reaches the end of the days looked at: not bounded by the evidence
};

/// The days that all ties allow, sought around the targets of the first anchored one; none without such a tie.
Allowed allowed(const std::vector<Tie>& all, Reading reading);

/// Without the ties that leave the answer as it is and hang on no other report.
std::vector<Tie> telling(const std::vector<Tie>& all, const Allowed& found, Reading reading);

/// The answer that ties which allow no day give: none, with the reason.
ReportDay contradiction(const std::vector<Tie>& all);

/// Names the ties that the answer hangs on, those to other reports first.
void explain(ReportDay& answer, const std::vector<Tie>& all, Reading reading);

/// Words between quotation marks, as reasons quote them.
std::string quoted(std::string_view words);

}  // namespace recount
