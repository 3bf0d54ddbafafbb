// All of a file that an option names.
#pragma once

#include <optional>
#include <string>

namespace recount {

/// Its bytes; nothing where it cannot be read, or is empty.
std::optional<std::string> file_bytes(const std::string& file);

}  // namespace recount
