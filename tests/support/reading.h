// Reading in tests: folders and bytes in, and what came of them in a few words.
#pragma once

#include <filesystem>
#include <fstream>
#include <ostream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "codebook/codebook.h"
#include "read/compose.h"
#include "read/html/page.h"
#include "read/read.h"

namespace recount::test {

/// A list of strings that doctest shows line by line.
struct Lines : std::vector<std::string> {
    using std::vector<std::string>::vector;
    friend std::ostream& operator<<(std::ostream& out, const Lines& lines) {
        for (const std::string& line : lines)
            out << "\n    " << line;
        return out;
    }
};

inline const ReadWording& wording() {
    static const Codebook book = Codebook::load(RECOUNT_CODEBOOK_DIR);
    static const ReadWording made(book);
    return made;
}

/// The report of a web page.
inline Report report_of_page(std::string_view page, std::string_view address = {}) {
    bool not_a_date = false;
    return compose(html::read_page(page, address, wording()), wording(), not_a_date);
}

/// A folder that goes away with the test.
class Folder {
public:
    Folder()
        : path_(std::filesystem::temp_directory_path() /
                ("recount-read-test-" + std::to_string(std::random_device{}()))) {
        std::filesystem::create_directories(path_);
    }
    ~Folder() {
        std::error_code error;
        std::filesystem::remove_all(path_, error);
    }

    std::string put(const std::string& name, const std::string& bytes) const {
        std::filesystem::create_directories((path_ / name).parent_path());
        std::ofstream(path_ / name, std::ios::binary) << bytes;
        return (path_ / name).string();
    }
    std::string at(const std::string& name) const { return (path_ / name).string(); }
    std::string path() const { return path_.string(); }

private:
    std::filesystem::path path_;
};

inline ReadResult read_paths(const std::vector<std::string>& paths, const std::string& standard_input = "") {
    std::istringstream in(standard_input);
    return read(paths, in, wording());
}

inline ReadResult read_bytes(const std::string& bytes) {
    return read_paths({"-"}, bytes);
}

inline std::string ids(const ReadResult& result) {
    std::string out;
    for (const Report& report : result.reports)
        out += (out.empty() ? "" : " ") + report.id;
    return out;
}

/// The problems as the program says them, without the folder in front.
inline Lines messages(const ReadResult& result) {
    Lines list;
    for (const Problem& problem : result.problems) {
        Problem shown = problem;
        shown.input = std::filesystem::path(problem.input).filename().string();
        list.push_back(message(shown));
    }
    return list;
}

inline std::string only_message(const ReadResult& result) {
    return result.problems.size() == 1 ? messages(result).front()
                                       : std::to_string(result.problems.size()) + " problems";
}

}  // namespace recount::test
