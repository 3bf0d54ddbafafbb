// Who is told how a run goes, where that is not standard error: a program that has Recount in it.
#pragma once

#include <cstddef>
#include <string>

#include "read/problem.h"

namespace recount {

/// What one of these throws ends the run, and comes out of the call that made it.
class Listener {
public:
    virtual ~Listener() = default;

    /// An input could not be read. Called on the thread that runs.
    virtual void unread(const Problem& problem) = 0;

    /// Something that is no error, as a sentence. Called on the thread that runs.
    virtual void note(const std::string& message) = 0;

    /// One more thing of a step is done: `done` of `all`, which is 0 where nobody knows it; then `share` is how much of
    /// the work that is, in [0, 1], 0 where that is not known either. Called on any thread, also on several at once.
    virtual void advanced(const std::string& step, std::size_t done, std::size_t all, double share) = 0;
};

}  // namespace recount
