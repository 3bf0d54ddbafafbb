// Where the data that comes with the program stands: codebook, language model and gazetteer. It is looked for beside
// the program alone (a program that has Recount in it names the folder), never at a place that was fixed when it was
// built, so that an installed program and a checkout can both be moved: share/recount of the folder that holds bin/, or
// the checkout that the build folder lies in.
#pragma once

#include <string>
#include <string_view>

namespace recount {

/// The path of "codebook", "english.model" or "gazetteer.bin". Where there is none, the path at which it is missed:
/// that of a checkout when the program stands in its build folder, else that of an installed program.
std::string data_path(std::string_view name);

/// For a program that has Recount in it: all data stand in this folder. Call it before anything is loaded.
void set_data_folder(std::string folder);

}  // namespace recount
