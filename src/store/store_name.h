// How a store is called: the path of a file, or the address of a database on a server, postgresql://USER@HOST/DATABASE.
// An address may hold a password, which nothing that is written or said may have.
#pragma once

#include <string>
#include <string_view>

namespace recount {

bool is_on_server(std::string_view name);

/// Whether the address has the parts of one, in their places: then shown_store() has them too. A password whose own
/// characters part the address differently ("/", "@") makes it none.
bool is_sound_address(std::string_view address);

/// The name as messages may have it: a path as it is, an address without password and without what may lead to one.
std::string shown_store(std::string_view name);

}  // namespace recount
