// Tables for programs that speak Arrow: pandas, Polars, DuckDB, R. They take a table over where it stands, by the Arrow
// C data interface (https://arrow.apache.org/docs/format/CDataInterface.html), whose two structures are all that both
// sides need; no Arrow library is linked. Nothing is copied: an exported table stays in memory until its receiver lets
// it go.
#pragma once

#include <cstdint>
#include <memory>

#include "show/table.h"

extern "C" {

// As the interface lays them down; other headers may have them too.
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

struct ArrowSchema {
    const char* format;
    const char* name;
    const char* metadata;
    std::int64_t flags;
    std::int64_t n_children;
    struct ArrowSchema** children;
    struct ArrowSchema* dictionary;
    void (*release)(struct ArrowSchema*);
    void* private_data;
};

struct ArrowArray {
    std::int64_t length;
    std::int64_t null_count;
    std::int64_t offset;
    std::int64_t n_buffers;
    std::int64_t n_children;
    const void** buffers;
    struct ArrowArray** children;
    struct ArrowArray* dictionary;
    void (*release)(struct ArrowArray*);
    void* private_data;
};

#endif

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

struct ArrowArrayStream {
    int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
    int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
    const char* (*get_last_error)(struct ArrowArrayStream*);
    void (*release)(struct ArrowArrayStream*);
    void* private_data;
};

#endif
}

namespace recount {

/// The columns: names, types, and what each holds, as metadata "description" (and "leads_to"). Whoever gets it calls
/// its release once.
void export_schema(const Table& table, ArrowSchema& schema);

/// All rows as one batch: a structure of the columns. Whoever gets it calls its release once.
void export_rows(std::shared_ptr<const Table> table, ArrowArray& array);

/// A stream of that one batch. Whoever gets it calls its release once.
void export_stream(std::shared_ptr<const Table> table, ArrowArrayStream& stream);

}  // namespace recount
