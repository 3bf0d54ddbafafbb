#include "show/arrow.h"

#include <array>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

namespace recount {

namespace {

constexpr std::int64_t may_be_unknown = 2;  // ARROW_FLAG_NULLABLE

/// The type in the interface's letters: large UTF-8, float64, uint32, bool, date32.
const char* format_of(ColumnType type) {
    switch (type) {
    case ColumnType::words: return "U";
    case ColumnType::number: return "g";
    case ColumnType::count: return "I";
    case ColumnType::flag: return "b";
    case ColumnType::day: return "tdD";
    }
    return "";
}

/// Pairs as the interface writes metadata: their number, then each key and value behind its length.
std::string metadata_of(const std::vector<std::pair<std::string, std::string>>& pairs) {
    std::string out;
    const auto add_number = [&](std::size_t size) {
        const auto number = static_cast<std::int32_t>(size);
        out.append(reinterpret_cast<const char*>(&number), sizeof number);
    };
    add_number(pairs.size());
    for (const auto& [key, value] : pairs)
        for (const std::string& text : {key, value}) {
            add_number(text.size());
            out.append(text);
        }
    return out;
}

std::string metadata_of(const Column& column) {
    std::vector<std::pair<std::string, std::string>> pairs{{"description", column.about()}};
    if (!column.leads_to().empty())
        pairs.emplace_back("leads_to", column.leads_to());
    return metadata_of(pairs);
}

/// A structure whose children are its own, as the interface wants them: each can be moved out and released alone.
template <class Node>
struct Parent {
    std::vector<Node*> children;
    std::array<const void*, 1> buffers{};

    explicit Parent(std::size_t count) {
        for (std::size_t i = 0; i < count; ++i)
            children.push_back(new Node());
    }
    ~Parent() {
        for (Node* child : children) {
            if (child->release)
                child->release(child);
            delete child;
        }
    }
    Parent(const Parent&) = delete;
    Parent& operator=(const Parent&) = delete;
};

/// What a structure owns goes with it.
template <class Node, class Owned>
void release(Node* node) {
    delete static_cast<Owned*>(node->private_data);
    node->private_data = nullptr;
    node->release = nullptr;
}

struct ColumnSchema {
    std::string name, metadata;
};

void export_column_schema(const Column& column, ArrowSchema& schema) {
    auto* owned = new ColumnSchema{column.name(), metadata_of(column)};
    schema = {format_of(column.type()),
              owned->name.c_str(),
              owned->metadata.data(),
              may_be_unknown,
              0,
              nullptr,
              nullptr,
              release<ArrowSchema, ColumnSchema>,
              owned};
}

struct ColumnRows {
    std::shared_ptr<const Table> table;
    std::array<const void*, 3> buffers;
};

void export_column(std::shared_ptr<const Table> table, const Column& column, ArrowArray& array) {
    const bool has_ends = column.type() == ColumnType::words;
    auto* owned = new ColumnRows{std::move(table), {}};
    owned->buffers = has_ends ? std::array{column.known_bits(), column.ends(), column.values()}
                              : std::array{column.known_bits(), column.values(), static_cast<const void*>(nullptr)};
    array = {static_cast<std::int64_t>(column.size()),
             static_cast<std::int64_t>(column.unknown()),
             0,
             has_ends ? 3 : 2,
             0,
             owned->buffers.data(),
             nullptr,
             nullptr,
             release<ArrowArray, ColumnRows>,
             owned};
}

struct OneBatch {
    std::shared_ptr<const Table> table;
    bool is_given = false;
};

int give_schema(ArrowArrayStream* stream, ArrowSchema* out) {
    export_schema(*static_cast<OneBatch*>(stream->private_data)->table, *out);
    return 0;
}

int give_rows(ArrowArrayStream* stream, ArrowArray* out) {
    OneBatch& batch = *static_cast<OneBatch*>(stream->private_data);
    *out = {};  // the end of the stream
    if (!std::exchange(batch.is_given, true))
        export_rows(batch.table, *out);
    return 0;
}

const char* no_error(ArrowArrayStream*) {
    return nullptr;
}

}  // namespace

void export_schema(const Table& table, ArrowSchema& schema) {
    auto* owned = new Parent<ArrowSchema>(table.columns.size());
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        export_column_schema(table.columns[i], *owned->children[i]);
    schema = {"+s",
              "",
              nullptr,
              0,
              static_cast<std::int64_t>(owned->children.size()),
              owned->children.data(),
              nullptr,
              release<ArrowSchema, Parent<ArrowSchema>>,
              owned};
}

void export_rows(std::shared_ptr<const Table> table, ArrowArray& array) {
    auto* owned = new Parent<ArrowArray>(table->columns.size());
    for (std::size_t i = 0; i < table->columns.size(); ++i)
        export_column(table, table->columns[i], *owned->children[i]);
    array = {static_cast<std::int64_t>(table->rows()),
             0,
             0,
             1,
             static_cast<std::int64_t>(owned->children.size()),
             owned->buffers.data(),
             owned->children.data(),
             nullptr,
             release<ArrowArray, Parent<ArrowArray>>,
             owned};
}

void export_stream(std::shared_ptr<const Table> table, ArrowArrayStream& stream) {
    stream = {give_schema, give_rows, no_error, release<ArrowArrayStream, OneBatch>, new OneBatch{std::move(table)}};
}

}  // namespace recount
