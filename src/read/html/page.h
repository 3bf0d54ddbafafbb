// A web page as a report: its words in blocks, and what it states about itself.
#pragma once

#include <string_view>

#include "read/reader.h"
#include "read/wording.h"

namespace recount::html {

/// True when bytes that begin so are a web page or a piece of one.
bool is_page(std::string_view head);

/// The report of a page. `page` is valid UTF-8; `address` is where it was fetched from, empty where unknown. The item
/// has no text where the page has no report; sha256, number and id are left for the caller. Takes time and memory
/// linear in the page, whatever it is; any thread may call it.
Item read_page(std::string_view page, std::string_view address, const ReadWording& wording);

/// What a container tells of a page that it holds; empty where it tells nothing.
struct PageSource {
    std::string_view address;  // where it was fetched from
    std::string_view charset;  // of its Content-Type
    std::uint64_t number = 0;  // its place in the container, from 1; 0: the input is this page
};

/// Hands the report of a page, as it was fetched, to the sink: or the problem that it has none.
void read_page_bytes(std::string_view bytes, const PageSource& source, const ReadWording& wording, ItemSink& sink);

}  // namespace recount::html
