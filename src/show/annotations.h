// The evidence as annotations of the reports, by the W3C's Web Annotation Data Model (JSON-LD): each says which words
// of which page tell a number, an event or a statement, so that tools for annotation can show them on the page itself.
#pragma once

#include <ostream>

#include "reconcile/account.h"

namespace recount {

/// One AnnotationPage, in one line. A target is the report's address, else its fingerprint; its words are told by quote
/// (exact, with 32 characters around them at most) and, in the text, by the position that the JSON has too.
void write_annotations(const Account& account, std::ostream& out);

}  // namespace recount
