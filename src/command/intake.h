// New reports for a live account: read, annotated on all threads, stored, and joined to their stories.
#pragma once

#include <cstddef>
#include <mutex>
#include <string>
#include <vector>

#include "command/live_account.h"
#include "command/storing.h"
#include "read/wording.h"

namespace recount {

/// Any number of threads may use one; they take turns.
class Intake {
public:
    /// All must outlive it.
    Intake(Run& run, const ReadWording& wording, ReportMaker& maker, LiveAccount& account)
        : run_(run), wording_(wording), maker_(maker), account_(account) {}

    /// Takes all reports of these files, or of these bytes, that the account does not have; gives how many these were.
    /// What is wrong with an input is told on standard error and with the account, `name` for the bytes. Throws
    /// StoreError.
    std::size_t take_files(const std::vector<std::string>& files);
    std::size_t take_bytes(const std::string& name, std::string bytes);

private:
    std::size_t take(const std::vector<std::string>& paths, std::istream& standard_input, const std::string& name);

    Run& run_;
    const ReadWording& wording_;
    ReportMaker& maker_;
    LiveAccount& account_;
    std::mutex mutex_;
};

}  // namespace recount
