// Linked data (JSON-LD) in a page: what it states about the page's report in the terms of schema.org. Scripts are often
// slightly broken (line ends in strings, commas too many): what can be read of them is read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace recount::html {

/// What one description of a report states; empty where it states nothing.
struct LinkedReport {
    std::string headline, description, body, published, modified, language, address, outlet;
    std::vector<std::string> authors;
    std::string page_published, page_modified;  // of the page around it
};

/// The best description of a report in the scripts: with a body before one without, with a day before one without, the
/// first of equal ones. `types` are the endings of the types that describe reports, most trusted first; those in
/// `page_types` describe the page around it.
LinkedReport read_linked_data(const std::vector<std::string_view>& scripts, const std::vector<std::string>& types,
                              const std::vector<std::string>& page_types);

}  // namespace recount::html
