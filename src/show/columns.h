// How wide text is in a terminal, and text made to fit: wide characters take two columns, combining marks none.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace recount {

/// The columns that UTF-8 text takes.
std::size_t columns(std::string_view text);

/// The text, cut with an ellipsis where it is wider.
std::string cut_to(std::string_view text, std::size_t width);

/// The same, with blanks behind it up to the width.
std::string padded(std::string_view text, std::size_t width);

/// The text broken at blanks into lines of the width, all but the first behind `indent` blanks.
std::vector<std::string> wrapped(std::string_view text, std::size_t width, std::size_t indent);

}  // namespace recount
