// No output is written over what it is made of, by whatever name it goes: a file that was found in a folder, that a
// link leads to, or that has a second name.
#pragma once

#include <string>
#include <vector>

namespace recount {

/// Throws Failure (messages.h), naming both, where one of the outputs is a file that one of the paths or of `besides`
/// stands for; a folder stands for all files in it. "-" among the paths, or no path at all, is standard input. An
/// output that this program wrote earlier (read/own_output.h) is no input where it is merely found in a folder. No
/// outputs: standard output, where that goes on behind what a file holds.
void require_no_input(const std::vector<std::string>& outputs, const std::vector<std::string>& paths,
                      const std::vector<std::string>& besides);

/// Whether a file that is there opens as an output of this program does (read/own_output.h).
bool is_own_file(const std::string& file);

}  // namespace recount
