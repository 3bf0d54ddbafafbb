// A store in one SQLite file.
#include <sqlite3.h>

#include <map>
#include <new>
#include <utility>

#include "store/engine.h"

namespace recount {

namespace {

constexpr int wait_milliseconds = 60'000;
constexpr std::int64_t store_mark = 0x5243'4E54;  // "RCNT": PRAGMA application_id

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

struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

class SqliteEngine : public Engine {
public:
    SqliteEngine(const std::string& file, Access access);

    void run_all(const char* statements) override {
        if (sqlite3_exec(handle_.get(), statements, nullptr, nullptr, nullptr) != SQLITE_OK)
            fail();
    }
    std::unique_ptr<Cursor> start(const char* statement, std::span<const SqlValue> values, Size) override {
        return begin_rows(statement, values);
    }
    std::int64_t insert(const char* statement, std::span<const SqlValue> values) override;
    void index_words(std::int64_t report, std::string_view title, std::string_view text) override;

    void begin(Use use) override { run_all(use == Use::read ? "BEGIN" : "BEGIN IMMEDIATE"); }
    void commit() override { run_all("COMMIT"); }
    void rollback() noexcept override { sqlite3_exec(handle_.get(), "ROLLBACK", nullptr, nullptr, nullptr); }

    StoreMark mark() override;
    void set_layout(std::int64_t layout) override;
    std::string tables(std::string_view statements) const override { return std::string(statements); }

    bool take(Turn, Holder, bool) override { return true; }
    void give_back(Turn, Holder) noexcept override {}
    bool is_taken(Turn) override { return false; }

    [[noreturn]] void fail() const { throw StoreError(file_ + ": " + step + ": " + reason_of(handle_.get())); }

private:
    friend class SqliteCursor;

    std::unique_ptr<Cursor> begin_rows(const char* statement, std::span<const SqlValue> values);
    void bind(sqlite3_stmt* statement, int place, const SqlValue& value) const;
    std::int64_t pragma(const char* query);

    std::string file_;
    std::unique_ptr<sqlite3, Close> handle_;
    std::multimap<std::string, std::unique_ptr<sqlite3_stmt, Close>, std::less<>> idle_;  // by their text
};

class SqliteCursor : public Cursor {
public:
    SqliteCursor(SqliteEngine& engine, sqlite3_stmt* statement) : engine_(engine), statement_(statement) {}
    SqliteCursor(const SqliteCursor&) = delete;
    SqliteCursor& operator=(const SqliteCursor&) = delete;

    /// The statement waits to be asked again.
    ~SqliteCursor() override {
        sqlite3_reset(statement_);
        sqlite3_clear_bindings(statement_);
        engine_.idle_.emplace(sqlite3_sql(statement_), statement_);
    }

    bool next() override {
        const int result = sqlite3_step(statement_);
        if (result != SQLITE_ROW && result != SQLITE_DONE)
            engine_.fail();
        return result == SQLITE_ROW;
    }
    bool is_null(int column) const override { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
    std::int64_t integer(int column) const override { return sqlite3_column_int64(statement_, column); }
    double real(int column) const override { return sqlite3_column_double(statement_, column); }
    std::string_view text(int column) const override {
        const void* bytes = sqlite3_column_blob(statement_, column);
        const int size = sqlite3_column_bytes(statement_, column);
        return bytes ? std::string_view(static_cast<const char*>(bytes), static_cast<std::size_t>(size))
                     : std::string_view();
    }

private:
    SqliteEngine& engine_;
    sqlite3_stmt* statement_;
};

SqliteEngine::SqliteEngine(const std::string& file, Access access) : file_(file) {
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (access == Access::write ? SQLITE_OPEN_CREATE : 0);
    sqlite3* handle = nullptr;
    const int result = sqlite3_open_v2(file_.c_str(), &handle, flags, nullptr);
    handle_.reset(handle);
    if (!handle)
        throw std::bad_alloc();
    if (result != SQLITE_OK)
        fail();
    sqlite3_extended_result_codes(handle, 0);
    sqlite3_busy_timeout(handle, wait_milliseconds);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    run_all(
        "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON;"
        "PRAGMA cache_size = -32000; PRAGMA temp_store = MEMORY");
    run_all(access == Access::write ? "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL"
                                    : "PRAGMA query_only = ON");
}

std::unique_ptr<Cursor> SqliteEngine::begin_rows(const char* text, std::span<const SqlValue> values) {
    sqlite3_stmt* statement = nullptr;
    if (const auto idle = idle_.find(std::string_view(text)); idle != idle_.end()) {
        statement = idle->second.release();
        idle_.erase(idle);
    } else if (sqlite3_prepare_v2(handle_.get(), text, -1, &statement, nullptr) != SQLITE_OK) {
        fail();
    }
    auto rows = std::make_unique<SqliteCursor>(*this, statement);
    for (std::size_t i = 0; i < values.size(); ++i)
        bind(statement, static_cast<int>(i) + 1, values[i]);
    return rows;
}

void SqliteEngine::bind(sqlite3_stmt* statement, int place, const SqlValue& value) const {
    const char* bytes = value.text.empty() ? "" : value.text.data();
    const auto size = static_cast<sqlite3_uint64>(value.text.size());
    int result = SQLITE_OK;
    switch (value.kind) {
    case SqlValue::Kind::null: result = sqlite3_bind_null(statement, place); break;
    case SqlValue::Kind::integer: result = sqlite3_bind_int64(statement, place, value.integer); break;
    case SqlValue::Kind::real: result = sqlite3_bind_double(statement, place, value.real); break;
    case SqlValue::Kind::text:
        result = sqlite3_bind_text64(statement, place, bytes, size, SQLITE_STATIC, SQLITE_UTF8);
        break;
    case SqlValue::Kind::bytes: result = sqlite3_bind_blob64(statement, place, bytes, size, SQLITE_STATIC); break;
    }
    if (result != SQLITE_OK)
        fail();
}

std::int64_t SqliteEngine::insert(const char* statement, std::span<const SqlValue> values) {
    begin_rows(statement, values)->next();
    return sqlite3_last_insert_rowid(handle_.get());
}

void SqliteEngine::index_words(std::int64_t report, std::string_view title, std::string_view text) {
    const SqlValue values[] = {report, title, text};
    begin_rows("INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)", values)->next();
}

std::int64_t SqliteEngine::pragma(const char* query) {
    const auto rows = begin_rows(query, {});
    return rows->next() ? rows->integer(0) : 0;
}

StoreMark SqliteEngine::mark() {
    return {pragma("PRAGMA application_id") == store_mark, pragma("SELECT count(*) FROM sqlite_schema") == 0,
            pragma("PRAGMA user_version")};
}

void SqliteEngine::set_layout(std::int64_t layout) {
    run_all(
        ("PRAGMA application_id = " + std::to_string(store_mark) + "; PRAGMA user_version = " + std::to_string(layout))
            .c_str());
}

}  // namespace

std::unique_ptr<Engine> open_sqlite(const std::string& file, Access access) {
    return std::make_unique<SqliteEngine>(file, access);
}

}  // namespace recount
