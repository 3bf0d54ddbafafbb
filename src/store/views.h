// Views that answer what the page answers, for whoever asks a store in SQL (docs/sql.md). They are a migration of
// schema.cpp; a view that changes, or a new one, is a migration of its own.
#pragma once

namespace recount {

/// In words that both engines know.
extern const char views_of_the_page[];

}  // namespace recount
