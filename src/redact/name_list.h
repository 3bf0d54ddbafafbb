// The list of names that somebody wants taken out, as a text file: a name a line, more forms of it behind semicolons,
// and behind "=" the pseudonym, where it shall be another than the next one. A name in quotation marks is taken out as
// a whole alone; of any other, each of its words goes too. What follows "#" at the beginning of a line is a note.
//
//   Vera Olaru; Verochka; @veraol
//   "Lilac House" = The shelter
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace recount {

struct ListedName {
    std::vector<std::string> forms;  // one at least; the first is the name
    std::string pseudonym = {};      // empty: the next number
    bool whole = false;              // only as a whole
};

/// In the order of the lines.
std::vector<ListedName> read_name_list(std::string_view text);

/// The same list again, from which read_name_list() gives the same names.
std::string written_name_list(const std::vector<ListedName>& names);

}  // namespace recount
