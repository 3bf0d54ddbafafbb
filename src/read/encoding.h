// From an input's bytes to UTF-8. UTF-8 is taken as it is; another encoding only where it is certain: by its byte order
// mark, or because every other byte is NUL as in UTF-16 that holds Latin letters.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "read/problem.h"

namespace recount {

/// ICU's name of the encoding that the first bytes tell for certain ("UTF-16LE" ...), or empty: UTF-8 is to be tried.
std::string_view told_encoding(std::string_view head);

/// Turns bytes into valid UTF-8 without a byte order mark, in place. Gives the problem (kind and byte alone are set)
/// when that cannot be; the bytes are then as they were.
std::optional<Problem> to_utf8(std::string& bytes);

/// What the first bytes say a file is when it is no text ("a picture (PNG)"), or empty.
std::string_view told_binary(std::string_view head);

}  // namespace recount
