// The page of an account: one HTML file that holds everything, opens without a network, and cannot be made to run
// anything by what a report says. The page itself is written in TypeScript (page/), built into one file and linked into
// the program; here the account's JSON is put into it as inert data.
#pragma once

#include <iosfwd>
#include <string_view>

namespace recount {

/// Writes the page that shows the account. `lines` are what write_page_data() gives: valid JSON in UTF-8, first a line
/// for the front, then one for each story. Each stands in an element of its own, the front before the page's script, so
/// that it is shown while the stories are still being read. Whatever in a line could end the element that it stands in
/// is escaped, so that it reads back as the same JSON. Errors of the stream are the caller's to look at.
void write_page(std::ostream& out, std::string_view lines);

/// The same page without an account, as a server gives it: it asks the server it came from for the pieces, and its
/// policy lets it ask nobody else.
void write_live_page(std::ostream& out);

}  // namespace recount
