// A piece of markup that is all report: what feeds and news agencies carry, without the page around it.
#pragma once

#include <string>
#include <string_view>

#include "read/reader.h"
#include "read/wording.h"

namespace recount::html {

/// The words of the markup in blocks: all of them, but for what marks itself as no part of the report. Fills in `text`
/// and `blocks` alone. `markup` is valid UTF-8; takes time linear in it.
Item read_fragment(std::string_view markup, const ReadWording& wording);

/// The words alone, blanks as one, references resolved: "A & B" for "A &amp; <b>B</b>".
std::string words_of(std::string_view markup);

}  // namespace recount::html
