// The files behind the paths that a user gives.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "read/problem.h"

namespace recount {

/// All files of the paths: each itself, and those of folders, searched through in the order of their names. Names that
/// begin with a dot are passed over within folders. Sorted by absolute path, none twice; "-" is passed over. What
/// cannot be searched goes to problems.
std::vector<std::filesystem::path> find_files(const std::vector<std::string>& paths, std::vector<Problem>& problems);

/// A name for each of the files (absolute paths), unique among them: the file's name (without its ending, unless
/// `with_ending`) with as many folders in front as it takes; with its ending where that alone parts two.
std::vector<std::string> unique_names(const std::vector<std::filesystem::path>& files, bool with_ending);

}  // namespace recount
