// The tables of a store, as numbered migrations: migration n leads from a store of layout n - 1 to one of layout n, all
// of it or nothing. docs/store.md tells what stands in them.
#pragma once

#include <cstdint>

#include "store/database.h"

namespace recount {

/// The layout that this program writes; PRAGMA user_version of the file.
std::int64_t store_layout();

/// What tells a store from other databases: PRAGMA application_id.
constexpr std::int64_t store_mark = 0x5243'4E54;  // "RCNT"

/// Brings the store to store_layout(); an empty file becomes a store. Throws StoreError for a database that is none,
/// and for one of a newer layout, which is left as it is.
void migrate(Database& database);

/// Whether a reader can use the store as it stands. Throws StoreError, with what to do, where not.
void check_layout(Database& database);

}  // namespace recount
