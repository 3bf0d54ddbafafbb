// Documents for tests, made in memory: PDF by hand, without fonts of its own, and DOCX.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace recount::test {

/// A line of a PDF page (595 by 842 points): the size of its letters, where it begins, counted from the lower left
/// corner, and its words in ASCII.
struct PdfText {
    double size, x, y;
    std::string words;
};

/// `properties`: entries of the information dictionary: "/Title(Flood)".
std::string pdf_of(const std::vector<std::vector<PdfText>>& pages, std::string_view properties = "");

/// `body`: what stands in <w:body>; `properties`: what stands in <cp:coreProperties>.
std::string docx_of(std::string_view body, std::string_view properties = "");

/// <w:p> with one run; `style` is the id of its style, or empty.
std::string docx_paragraph(std::string_view words, std::string_view style = "");

}  // namespace recount::test
