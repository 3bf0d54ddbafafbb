// What is kept of each report while others are still being read: enough to tell that one came before, and to give each
// an id that no other has. Reports themselves pass by, so memory does not grow with their length. An id stands fast as
// soon as its report is read; what comes later never changes it.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace recount {

class Catalogue {
public:
    /// The given files by their paths, from which names are made: absolute, none twice. Their numbers are their places.
    explicit Catalogue(std::vector<std::string> files);

    /// One more file: in an archive, by the archive's path with the path within it behind; or "-", standard input.
    /// Gives its number.
    std::size_t add_file(std::string path);
    const std::string& path(std::size_t file) const { return files_[file].path; }

    /// What came of adding a report: its id, or where it is not new the words of the place of the first one.
    struct Added {
        std::string id, first;
        bool is_new = true;
    };

    /// A report: its fingerprint, the id that it or its container states, the file that it is from, its place there
    /// (":17"; empty: the file is this report), and that place in words. A report with the fingerprint of another is
    /// not added. The id is by the contract's rule: the stated one, else the file's name. A stated id that an earlier
    /// report bears gets its place in front.
    Added add(std::string_view sha256, const std::optional<std::string>& id, std::size_t file,
              const std::string& numbers, std::string_view words);

private:
    using Fingerprint = std::array<std::uint64_t, 4>;
    struct FirstWord {
        std::size_t operator()(const Fingerprint& fingerprint) const noexcept { return fingerprint[0]; }
    };

    /// Words that were kept, one behind the other; a string a report takes twice the memory.
    struct Kept {
        std::uint64_t start;
        std::uint32_t size;
    };

    struct File {
        std::string path;
        std::array<std::string, 2> names;  // without its ending and with it; empty until asked for
    };

    const std::string& name(std::size_t file, bool with_ending);
    std::string place(std::size_t file, const std::string& numbers);
    bool take(const std::string& id);

    std::vector<File> files_;
    std::size_t given_;                                                // files that stood fast from the beginning
    std::array<std::unordered_set<std::string>, 2> names_taken_;       // as File::names; by anyone
    std::unordered_map<Fingerprint, Kept, FirstWord> by_fingerprint_;  // never gone through: its order tells nothing
    std::deque<char> words_;
    std::unordered_set<std::uint64_t> ids_;  // hashes: where two clash, the later id only grows longer than it must
};

}  // namespace recount
