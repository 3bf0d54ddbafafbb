// Words that only this program and whoever it told can know, and their comparison.
#pragma once

#include <string>
#include <string_view>

namespace recount {

/// 64 hexadecimal digits of the system's randomness. Throws std::runtime_error where the system gives none.
std::string new_secret();

/// Whether both are the same. How long that takes tells nothing of where they differ.
bool same_secret(std::string_view a, std::string_view b);

}  // namespace recount
