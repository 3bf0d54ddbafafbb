// The files behind the paths that a user gives.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "read/problem.h"

namespace recount {

/// All files of the paths: each itself, and those of folders, searched through in the order of their names. Names that
/// begin with a dot are passed over within folders. Sorted by absolute path, none twice; "-" is passed over. What
/// cannot be searched goes to problems.
std::vector<std::filesystem::path> find_files(const std::vector<std::string>& paths, std::vector<Problem>& problems);

/// A name for each of the files (absolute paths, parts joined by "/"), unique among different ones: the file's name
/// (unless `with_ending`, without its ending and that of its packing: "one" for "one.html.gz") with as many folders in
/// front as it takes; with its ending where that alone parts two.
std::vector<std::string> unique_names(const std::vector<std::string>& files, bool with_ending);

/// One of the names that a file could have: the last `parts` parts of its path, all where it has fewer; unless
/// `with_ending`, without the file's ending and that of its packing.
std::string last_parts(std::string_view path, std::size_t parts, bool with_ending);

/// A name of that kind for one more file, with as many folders in front as it takes to be none of `taken`; the whole
/// path where even that is.
std::string free_name(const std::string& file, bool with_ending, const std::unordered_set<std::string>& taken);

}  // namespace recount
