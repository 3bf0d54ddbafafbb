// The check stage: one sentence, annotated like a report, is held against an account. Each number in it that counts
// something is looked for among the figures: the same quantity, of a happening whose place, day, type and names are
// those of the sentence, with the same scope, and, where the sentence names who says so, by the same source. What is
// found gives a verdict; what is not found is absent, and never supported.
//
//   supported     reports give this number, and it is not outdated
//   refined       they tell it more closely: "dozens", where they have 51
//   outdated      it was given, and later claims of a figure that moves cannot be true together with it
//   contradicted  they give it otherwise, or independent witnesses among them disagree about it
//   absent        they do not tell this, or not so closely
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "check/rules.h"
#include "gazetteer/gazetteer.h"
#include "reconcile/account.h"
#include "reconcile/rules.h"

namespace recount {

enum class Verdict : std::uint8_t { supported, refined, outdated, contradicted, absent };
std::string_view name_of(Verdict verdict);

/// Which way a claim of the reports speaks about the sentence.
enum class Side : std::uint8_t {
    agrees,     // it says so, or more closely
    opposes,    // both cannot be true
    earlier,    // it said so, before later claims
    undecided,  // it tells less, or was replaced, or is of a day that may be another
};
std::string_view name_of(Side side);

/// Why a verdict is as it is; show words it.
enum class CheckReason : std::uint8_t {
    same_number,    // supported
    closer_number,  // refined
    later_number,   // outdated
    other_number,   // contradicted: nobody gives it
    disputed,       // contradicted: some give it, others not
    no_number,      // absent: the sentence has no number that counts something
    denial,         // absent: a denial of a number cannot be looked up
    no_quantity,    // absent: the reports count no such thing
    no_happening,   // absent: not of such a happening, place, day or name
    no_scope,       // absent: not of these people
    no_source,      // absent: not by this source
    less_close,     // absent: told less closely
};

/// A claim of the account that bears on the sentence.
struct CheckEvidence {
    std::uint32_t story = 0, figure = 0, entry = 0;  // into Account::stories, their figures, those' claims
    Side side = Side::undecided;
    std::uint32_t witness = 0;  // evidence of one finding with one number is of one witness; from 1
};

/// The verdict on one number of the sentence.
struct Finding {
    std::uint32_t claim = no_index;  // into the sentence's Layers::claims; no_index where it has none
    Verdict verdict = Verdict::absent;
    CheckReason reason = CheckReason::no_number;
    std::vector<Span> missing;            // words of the sentence that the reports lack, where that is the reason
    std::uint32_t witnesses = 0;          // independent ones, on the side that decided
    std::vector<CheckEvidence> evidence;  // the deciding side first
};

/// Holds sentences against one account. What it is made from must outlive it. One thread at a time.
class Checker {
public:
    Checker(const Account& account, CheckRules& rules, const ReconcileRules& reconcile, const Gazetteer& gazetteer);
    ~Checker();
    Checker(Checker&&) noexcept;

    /// One finding for each number of the sentence that counts something, in its order; one without a claim where there
    /// is none. `sentence` is annotated by the chain that annotated the reports.
    std::vector<Finding> check(const AnnotatedReport& sentence);

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Whether all of these say that the reports bear the sentence out.
bool holds(const std::vector<Finding>& findings);

}  // namespace recount
