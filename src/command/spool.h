// Lines that wait on disk until their order is known, in a file without a name that goes when the program does. It lets
// `extract` pass on reports of any number while memory stays flat: a report's id, and with it its place among the
// others, stands fast only when all have been read.
#pragma once

#include <cstdint>
#include <cstdio>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace recount {

class Spool {
public:
    /// Throws Failure (command/run.h) when no file can be made.
    Spool();

    /// Adds a line behind the others. Throws Failure when the disk does not take it.
    void add(std::string_view line);

    /// The line that was added after `number` others. Throws Failure when it cannot be read again.
    std::string line(std::size_t number);

private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    std::unique_ptr<std::FILE, Close> file_;
    std::vector<std::uint64_t> ends_;  // of each line, in the file
};

}  // namespace recount
