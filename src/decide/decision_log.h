// The log of decisions: a file of lines to which lines are added and in which none is ever changed. Undoing is a line
// of its own. What stands at the end is found by reading all of it.
#pragma once

#include <cstddef>
#include <istream>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "decide/decision.h"

namespace recount {

/// A log that cannot be read or written: what() names the file and why.
struct DecisionLogError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A line that is no decision.
struct BadLine {
    std::size_t line = 0;  // from 1
    std::string why;       // a sentence
};

struct DecisionLog {
    std::vector<Decision> decisions;  // in the order of the lines; a line that stands there twice, with its id, once
    std::vector<BadLine> bad;
};

/// Every line of a stream; empty ones are passed over, and what is no decision does not keep the others away.
DecisionLog read_decisions(std::istream& in);

/// The log in a file; a file that is not there is an empty log only where `may_be_missing`. Throws DecisionLogError.
DecisionLog read_decision_log(const std::string& file, bool may_be_missing = false);

/// Adds decisions at the end of a file, which is made where there is none. When it returns they are on the disk; where
/// it throws, none of them may be. What a writer that was killed has left of a line is ended there and so stays a line
/// of its own. Programs that write one log wait for each other. Decisions without an id are given one. Throws
/// DecisionLogError.
void append_decisions(const std::string& file, std::span<Decision> decisions);

/// What stands at the end of a log.
struct StandingDecision {
    std::size_t place = 0;        // into the log
    bool undone = false;          // by a later line, which is not itself undone
    bool undoes_nothing = false;  // of an undo: what it names does not stand before it
};

/// One for each decision of the log. An undo of an id that stands nowhere before it undoes nothing.
std::vector<StandingDecision> replay(std::span<const Decision> log);

}  // namespace recount
