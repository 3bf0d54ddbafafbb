// The content of a report within an XML document, as markup again: XHTML as Atom and NewsML-G2 carry it, or NITF, whose
// elements are told in HTML's. It is then read as any markup is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "read/xml.h"

namespace recount {

class MarkupWriter {
public:
    void start(std::string_view name, const XmlAttributes& attributes);
    void end(std::string_view name);
    void text(std::string_view text);
    void reference(std::string_view name);

    /// What was written so far; it begins anew.
    std::string take();

private:
    std::string markup_;
    std::vector<std::string> open_;  // the tags that were written; empty for an element that has none
    std::size_t passed_over_ = 0;    // elements within one that is passed over, and that one
};

/// The text with &, < and > as references.
void append_escaped(std::string& markup, std::string_view text);

}  // namespace recount
