// What PostgreSQL says in other words than SQLite: placeholders, the tables' types, the search for words, and texts
// with U+0000, which it does not take.
#pragma once

#include <string>
#include <string_view>

namespace recount {

/// "?" and "?2" as "$1" and "$2".
std::string postgres_statement(std::string_view statement);

/// The statements of a migration (schema.h).
std::string postgres_tables(std::string_view statements);

/// A text as PostgreSQL keeps it: U+0000 stands as U+FDD0 and "0", U+FDD0, which means nothing by itself, as U+FDD0
/// and "1". `kept` is where it is made, if it is another text at all.
std::string_view postgres_text(std::string_view text, std::string& kept);
/// The text that was kept so.
std::string_view text_of_postgres(std::string_view text, std::string& made);

}  // namespace recount
