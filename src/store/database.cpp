#include "store/database.h"

#include <sqlite3.h>

#include <utility>

namespace recount {

namespace {

constexpr int wait_milliseconds = 60'000;

/// What SQLite's code means, for people.
std::string reason_of(sqlite3* handle) {
    switch (sqlite3_errcode(handle)) {
    case SQLITE_FULL: return "there is no room left for it; what was acknowledged before is there";
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return "another program writes it";
    case SQLITE_NOTADB: return "it is no store of Recount";
    case SQLITE_CORRUPT: return "it is damaged; `sqlite3 FILE .recover` saves what can be saved";
    case SQLITE_READONLY: return "it may not be written";
    default: return sqlite3_errmsg(handle);
    }
}

}  // namespace

void Database::Close::operator()(sqlite3* handle) const {
    sqlite3_close_v2(handle);
}

void Database::Close::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

Database::Database(std::string file, Access access) : file_(std::move(file)) {
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (access == Access::write ? SQLITE_OPEN_CREATE : 0);
    sqlite3* handle = nullptr;
    int result = sqlite3_open_v2(file_.c_str(), &handle, flags, nullptr);
    handle_.reset(handle);
    if (!handle)
        throw std::bad_alloc();
    if (result != SQLITE_OK)
        fail(step_);
    sqlite3_extended_result_codes(handle, 0);
    sqlite3_busy_timeout(handle, wait_milliseconds);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    run_all(
        "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON;"
        "PRAGMA cache_size = -32000; PRAGMA temp_store = MEMORY",
        "opening it");
    if (access == Access::write)
        run_all("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL", "opening it");
    else
        run_all("PRAGMA query_only = ON", "opening it");
}

void Database::fail(const std::string& step) const {
    throw StoreError(file_ + ": " + step + ": " + reason_of(handle_.get()));
}

void Database::run_all(const char* statements, const char* step) {
    if (sqlite3_exec(handle_.get(), statements, nullptr, nullptr, nullptr) != SQLITE_OK)
        fail(step);
}

Rows Database::start(const char* text, std::span<const SqlValue> values) {
    sqlite3_stmt* statement = nullptr;
    if (const auto idle = idle_.find(std::string_view(text)); idle != idle_.end()) {
        statement = idle->second.release();
        idle_.erase(idle);
    } else if (sqlite3_prepare_v2(handle_.get(), text, -1, &statement, nullptr) != SQLITE_OK) {
        fail(step_);
    }
    Rows rows(*this, statement);
    for (int i = 0; i < static_cast<int>(values.size()); ++i) {
        const SqlValue& value = values[static_cast<std::size_t>(i)];
        const char* bytes = value.text.empty() ? "" : value.text.data();
        const auto size = static_cast<sqlite3_uint64>(value.text.size());
        int result = SQLITE_OK;
        switch (value.kind) {
        case SqlValue::Kind::null: result = sqlite3_bind_null(statement, i + 1); break;
        case SqlValue::Kind::integer: result = sqlite3_bind_int64(statement, i + 1, value.integer); break;
        case SqlValue::Kind::real: result = sqlite3_bind_double(statement, i + 1, value.real); break;
        case SqlValue::Kind::text:
            result = sqlite3_bind_text64(statement, i + 1, bytes, size, SQLITE_STATIC, SQLITE_UTF8);
            break;
        case SqlValue::Kind::bytes: result = sqlite3_bind_blob64(statement, i + 1, bytes, size, SQLITE_STATIC); break;
        }
        if (result != SQLITE_OK)
            fail(step_);
    }
    return rows;
}

std::int64_t Database::last_row() const {
    return sqlite3_last_insert_rowid(handle_.get());
}

Rows::Rows(Rows&& other) noexcept : database_(other.database_), statement_(std::exchange(other.statement_, nullptr)) {}

/// The statement waits to be asked again.
Rows::~Rows() {
    if (!statement_)
        return;
    const std::string text = sqlite3_sql(statement_);
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
    database_->idle_.emplace(text, statement_);
}

bool Rows::next() {
    const int result = sqlite3_step(statement_);
    if (result != SQLITE_ROW && result != SQLITE_DONE)
        database_->fail(database_->step_);
    return result == SQLITE_ROW;
}

bool Rows::is_null(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::int64_t Rows::integer(int column) const {
    return sqlite3_column_int64(statement_, column);
}

double Rows::real(int column) const {
    return sqlite3_column_double(statement_, column);
}

std::string_view Rows::text(int column) const {
    const void* bytes = sqlite3_column_blob(statement_, column);
    const int size = sqlite3_column_bytes(statement_, column);
    return bytes ? std::string_view(static_cast<const char*>(bytes), static_cast<std::size_t>(size))
                 : std::string_view();
}

Transaction::Transaction(Database& database, const char* step, Database::Access access) : database_(database) {
    database_.step_ = step;
    database_.run_all(access == Database::Access::write ? "BEGIN IMMEDIATE" : "BEGIN", step);
}

Transaction::~Transaction() {
    if (open_)
        sqlite3_exec(database_.handle_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
    database_.run_all("COMMIT", database_.step_.c_str());
    open_ = false;
}

}  // namespace recount
