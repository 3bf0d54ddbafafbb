// A document as people write and print them (PDF, DOCX): paragraphs, some of them headings, and what its properties
// state. Its reader fills it in; here it becomes a report.
//
// The properties of documents are careless: titles are those of a template, or file names. So a title is believed where
// the document bears it out or nothing better is there.
#pragma once

#include <string>
#include <vector>

#include "read/reader.h"
#include "read/wording.h"

namespace recount {

struct DocumentParagraph {
    enum class Kind { paragraph, heading, title };
    std::string text;  // in one line
    Kind kind = Kind::paragraph;
};

struct Document {
    std::string title, author, program;  // as its properties state them; `program`: what made it
    std::string published, changed;      // ISO 8601; the first is what stands nearest to its being given out
    std::vector<DocumentParagraph> paragraphs;
};

/// Whether a browser printed it from a web page.
bool is_printed(const Document& document, const ReadWording& wording);

/// The report: its text without the headline, a blank line between paragraphs. The day of a document that is
/// printed is that of the printing and is left out. Its sha256 is left to the caller. All strings of the document are
/// valid UTF-8.
Item document_item(Document document, const ReadWording& wording);

}  // namespace recount
