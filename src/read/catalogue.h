// What is kept of each report while the others are still being read: enough to tell that one came before, and to name
// all of them in the end. Reports themselves pass by, so memory does not grow with their length.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace recount {

/// One report that was read.
struct Listed {
    std::string id;          // unique among all
    std::size_t number = 0;  // how many were taken before it
};

class Catalogue {
public:
    /// A file by its path, from which names are made: absolute, and for a file in an archive the archive's path with
    /// the path within it behind. "-": standard input. Gives its number.
    std::size_t add_file(std::string path);
    const std::string& path(std::size_t file) const { return files_[file]; }

    /// A report: its fingerprint, the id that it or its container states, the file that it is from, its place there
    /// (":17"; empty: the file is this report), and that place in words. Gives the words of the first report with the
    /// same fingerprint when this one is not new; then it is not added.
    std::optional<std::string> add(std::string_view sha256, std::optional<std::string> id, std::size_t file,
                                   std::string numbers, std::string words);

    /// All reports that were added, by id. The id is by the contract's rule: the stated one; else the file's name. A
    /// stated id that two reports bear gets its place in front.
    std::vector<Listed> listed() const;

private:
    using Fingerprint = std::string;  // 32 bytes

    struct Found {
        std::optional<std::string> id;
        std::size_t file;
        std::string numbers, words;
    };

    std::vector<std::string> files_;
    std::vector<Found> found_;
    std::unordered_map<Fingerprint, std::size_t> by_fingerprint_;  // never gone through: its order tells nothing
};

}  // namespace recount
