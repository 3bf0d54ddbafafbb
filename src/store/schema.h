// The tables of a store, as numbered migrations: migration n leads from a store of layout n - 1 to one of layout n, all
// of it or nothing. They are written in SQLite's words; another engine puts its own for them (Engine::tables).
// docs/store.md tells what stands in them.
#pragma once

#include <cstdint>
#include <span>

#include "store/database.h"

namespace recount {

/// The statements of each migration, the first being that from an empty file to layout 1.
std::span<const char* const> migrations();

/// The layout that this program writes.
inline std::int64_t store_layout() {
    return static_cast<std::int64_t>(migrations().size());
}

/// Brings the store to the layout that the steps lead to; an empty database becomes a store. Throws StoreError for a
/// database that is none, and for one of a newer layout, which is left as it is.
void migrate(Database& database, std::span<const char* const> steps = migrations());

/// Whether a reader can use the store as it stands. Throws StoreError, with what to do, where not.
void check_layout(Database& database);

}  // namespace recount
