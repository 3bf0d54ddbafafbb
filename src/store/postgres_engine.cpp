// A store in a database of a PostgreSQL server. Programs add to it at once: each batch of reports is one transaction,
// and numbers of reports are given while a lock of many is held; whoever goes on to the stories takes that lock alone
// for a moment, so that no report with a lower number than those it sees can come behind it.
#include <libpq-fe.h>

#include <bit>
#include <cstring>
#include <deque>
#include <map>
#include <new>
#include <utility>
#include <vector>

#include "store/engine.h"
#include "store/postgres_dialect.h"
#include "store/store_name.h"

namespace recount {

namespace {

constexpr std::int64_t store_mark = 0x5243'4E54;  // "RCNT": of the table recount_store, and of all locks
constexpr int numbering_lock = 3;                 // behind those of Turn
constexpr int rows_at_once = 200;                 // of a query that gives many

struct Clear {
    void operator()(PGresult* result) const { PQclear(result); }
    void operator()(PGconn* connection) const { PQfinish(connection); }
    void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};
using Result = std::unique_ptr<PGresult, Clear>;

/// Types as pg_type.dat numbers them.
enum : Oid { type_bool = 16, type_bytes = 17, type_int8 = 20, type_int2 = 21, type_int4 = 23, type_float8 = 701 };

template <class T>
void append_big_endian(std::string& bytes, T value) {
    for (std::size_t shift = sizeof(T) * 8; shift > 0; shift -= 8)
        bytes += static_cast<char>(static_cast<unsigned char>(value >> (shift - 8)));
}

std::uint64_t big_endian(std::string_view bytes) {
    std::uint64_t value = 0;
    for (const char byte : bytes)
        value = value << 8 | static_cast<unsigned char>(byte);
    return value;
}

std::string first_line(std::string_view text) {
    return std::string(text.substr(0, text.find('\n')));
}

/// The values of a statement as they travel.
class Parameters {
public:
    Parameters(std::span<const SqlValue> values, const std::vector<Oid>& types) {
        for (std::size_t i = 0; i < values.size(); ++i)
            add(values[i], i < types.size() ? types[i] : 0);
    }

    int count() const { return static_cast<int>(pointers.size()); }

    std::vector<const char*> pointers;
    std::vector<int> lengths, formats;

private:
    void add(const SqlValue& value, Oid type) {
        std::string& made = made_.emplace_back();
        std::string_view bytes;
        switch (value.kind) {
        case SqlValue::Kind::null: break;
        case SqlValue::Kind::integer:
            if (type == type_float8)
                append_big_endian(made, std::bit_cast<std::uint64_t>(static_cast<double>(value.integer)));
            else if (type == type_int4)
                append_big_endian(made, static_cast<std::uint32_t>(value.integer));
            else
                append_big_endian(made, static_cast<std::uint64_t>(value.integer));
            bytes = made;
            break;
        case SqlValue::Kind::real:
            append_big_endian(made, std::bit_cast<std::uint64_t>(value.real));
            bytes = made;
            break;
        case SqlValue::Kind::text: bytes = postgres_text(value.text, made); break;
        case SqlValue::Kind::bytes: bytes = value.text; break;
        }
        if (value.kind == SqlValue::Kind::null)
            pointers.push_back(nullptr);
        else
            pointers.push_back(bytes.empty() ? "" : bytes.data());
        lengths.push_back(static_cast<int>(bytes.size()));
        formats.push_back(1);
    }

    std::deque<std::string> made_;
};

class PostgresEngine : public Engine {
public:
    PostgresEngine(const std::string& address, const std::string& shown, Access access);

    void run_all(const char* statements) override { ask(statements); }
    std::unique_ptr<Cursor> start(const char* statement, std::span<const SqlValue> values, Size size) override;
    std::int64_t insert(const char* statement, std::span<const SqlValue> values) override;
    void index_words(std::int64_t report, std::string_view title, std::string_view text) override;

    void begin(Use use) override;
    void commit() override { ask("COMMIT"); }
    void rollback() noexcept override;

    StoreMark mark() override;
    void set_layout(std::int64_t layout) override;
    std::string tables(std::string_view statements) const override { return postgres_tables(statements); }

    bool take(Turn turn, Holder holder, bool wait) override;
    void give_back(Turn turn, Holder holder) noexcept override;
    bool is_taken(Turn turn) override;

    /// One simple query.
    Result ask(const std::string& statement) { return checked(Result(PQexec(connection_.get(), statement.c_str()))); }
    /// The statement with its values, prepared the first time.
    Result ask(const std::string& statement, std::span<const SqlValue> values);
    /// More rows of a cursor.
    Result fetch(const std::string& cursor);
    std::int64_t number(const std::string& statement);
    bool is_in_transaction() const { return PQtransactionStatus(connection_.get()) != PQTRANS_IDLE; }
    /// Ends a cursor of the server; does nothing where its transaction is over.
    void close(const std::string& cursor) noexcept;

private:
    struct Prepared {
        std::string name;
        std::vector<Oid> types;
    };
    const Prepared& prepared(const std::string& statement);
    Result checked(Result result);
    [[noreturn]] void fail(const PGresult* result) const;
    [[noreturn]] void fail_to_connect() const;
    void require_encoding();
    void set_up(Access access);
    void ask_quietly(const std::string& statement) noexcept { Result(PQexec(connection_.get(), statement.c_str())); }

    std::string shown_;
    std::unique_ptr<PGconn, Clear> connection_;
    std::map<std::string, Prepared, std::less<>> prepared_;  // by SQLite's words
    std::size_t cursors_ = 0;
};

std::string lock_call(const char* function, int lock) {
    return std::string("SELECT ") + function + "(" + std::to_string(store_mark) + ", " + std::to_string(lock) + ")";
}

/// Rows that the program has, and more of them where a cursor of the server goes on.
class PostgresCursor : public Cursor {
public:
    PostgresCursor(PostgresEngine& engine, Result rows, std::string cursor)
        : engine_(engine), rows_(std::move(rows)), cursor_(std::move(cursor)) {}
    ~PostgresCursor() override {
        if (!cursor_.empty())
            engine_.close(cursor_);
    }
    PostgresCursor(const PostgresCursor&) = delete;
    PostgresCursor& operator=(const PostgresCursor&) = delete;

    bool next() override {
        if (++row_ >= PQntuples(rows_.get()) && !cursor_.empty()) {
            rows_ = engine_.fetch(cursor_);
            row_ = 0;
        }
        made_.clear();
        return row_ < PQntuples(rows_.get());
    }
    bool is_null(int column) const override { return PQgetisnull(rows_.get(), row_, column) == 1; }
    std::int64_t integer(int column) const override {
        const std::uint64_t value = big_endian(bytes(column));
        switch (PQftype(rows_.get(), column)) {
        case type_int2: return static_cast<std::int16_t>(value);
        case type_int4: return static_cast<std::int32_t>(value);
        case type_float8: return static_cast<std::int64_t>(std::bit_cast<double>(value));
        default: return static_cast<std::int64_t>(value);
        }
    }
    double real(int column) const override {
        return PQftype(rows_.get(), column) == type_float8 ? std::bit_cast<double>(big_endian(bytes(column)))
                                                           : static_cast<double>(integer(column));
    }
    std::string_view text(int column) const override {
        if (PQftype(rows_.get(), column) == type_bytes)
            return bytes(column);
        std::string made;
        const std::string_view plain = text_of_postgres(bytes(column), made);
        return made.empty() ? plain : made_.emplace_back(std::move(made));
    }

private:
    std::string_view bytes(int column) const {
        return {PQgetvalue(rows_.get(), row_, column),
                static_cast<std::size_t>(PQgetlength(rows_.get(), row_, column))};
    }

    PostgresEngine& engine_;
    Result rows_;
    std::string cursor_;
    int row_ = -1;
    mutable std::deque<std::string> made_;  // texts that are kept in another form
};

PostgresEngine::PostgresEngine(const std::string& address, const std::string& shown, Access access) : shown_(shown) {
    char* problem = nullptr;
    const std::unique_ptr<PQconninfoOption, Clear> parts(
        is_sound_address(address) ? PQconninfoParse(address.c_str(), &problem) : nullptr);
    PQfreemem(problem);  // it may quote a password
    if (!parts)
        throw StoreError(shown_ +
                         ": that is no address of a database: postgresql://USER:PASSWORD@HOST:PORT/DATABASE, with %XX "
                         "for characters of a password that part an address, as / (%2F) and @ (%40)");
    // What stands before the address holds where it does not say otherwise.
    const char* names[] = {"connect_timeout",  "keepalives_idle",  "keepalives_interval",
                           "keepalives_count", "tcp_user_timeout", "fallback_application_name",
                           "dbname",           "client_encoding",  nullptr};
    const char* values[] = {"20", "30", "10", "3", "60000", "recount", address.c_str(), "UTF8", nullptr};
    connection_.reset(PQconnectdbParams(names, values, 1));
    if (!connection_)
        throw std::bad_alloc();
    if (PQstatus(connection_.get()) != CONNECTION_OK)
        fail_to_connect();
    PQsetNoticeProcessor(
        connection_.get(), [](void*, const char*) {}, nullptr);
    set_up(access);
}

void PostgresEngine::set_up(Access access) {
    if (Result encoding = ask("SHOW server_encoding"); std::strcmp(PQgetvalue(encoding.get(), 0, 0), "UTF8") != 0)
        throw StoreError(shown_ + ": the database keeps texts in " + PQgetvalue(encoding.get(), 0, 0) +
                         "; a store wants UTF8: createdb --encoding UTF8 --template template0 NAME");
    if (const int version = PQserverVersion(connection_.get()); version < 130000)
        throw StoreError(shown_ + ": the server is PostgreSQL " + std::to_string(version / 10000) +
                         "; a store wants 13 or a later one");
    // Adding reports takes long between two statements, and stories long inside a transaction.
    ask("SET statement_timeout = 0; SET lock_timeout = 0; SET idle_in_transaction_session_timeout = 0;"
        "SET bytea_output = 'hex'; SET default_transaction_isolation = 'read committed';"
        "SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3");
    if (PQserverVersion(connection_.get()) >= 140000)
        ask("SET idle_session_timeout = 0");
    ask("SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'");
    if (access == Access::read)
        ask("SET default_transaction_read_only = on");
}

void PostgresEngine::fail_to_connect() const {
    const std::string said = first_line(PQerrorMessage(connection_.get()));
    if (PQconnectionNeedsPassword(connection_.get()) == 1)
        throw StoreError(shown_ + ": " + step + ": it wants a password; PGPASSWORD or ~/.pgpass can hold it");
    throw StoreLost(shown_ + ": " + step + ": " + said);
}

/// What the server's code means, for people. Its message alone may be told; details may quote what a row holds.
void PostgresEngine::fail(const PGresult* result) const {
    const auto field = [&](int code) {
        const char* text = result ? PQresultErrorField(result, code) : nullptr;
        return std::string(text ? text : "");
    };
    const std::string state = field(PG_DIAG_SQLSTATE), said = field(PG_DIAG_MESSAGE_PRIMARY);
    const std::string before = shown_ + ": " + step + ": ";
    if (PQstatus(connection_.get()) != CONNECTION_OK || state.starts_with("57P") || state.starts_with("08"))
        throw StoreLost(before + "the connection to the server is lost" + (said.empty() ? "" : " (" + said + ")") +
                        "; what was acknowledged before is there, and the same command goes on");
    if (state == "53100")
        throw StoreError(before + "there is no room left for it on the server; what was acknowledged before is there");
    if (state == "25006")
        throw StoreError(before + "it may not be written");
    if (state == "42501")
        throw StoreError(before + "that is not allowed to this user: " + said);
    if (state == "23505" || state == "23P01" || state == "40001" || state == "40P01")
        throw StoreConflict(before + "another program wrote the same at the same time");
    throw StoreError(before + (said.empty() ? first_line(PQerrorMessage(connection_.get())) : said));
}

Result PostgresEngine::checked(Result result) {
    const ExecStatusType status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY)
        fail(result.get());
    return result;
}

const PostgresEngine::Prepared& PostgresEngine::prepared(const std::string& statement) {
    if (const auto known = prepared_.find(statement); known != prepared_.end())
        return known->second;
    Prepared one{"s" + std::to_string(prepared_.size() + 1), {}};
    const std::string text = postgres_statement(statement);
    checked(Result(PQprepare(connection_.get(), one.name.c_str(), text.c_str(), 0, nullptr)));
    const Result described = checked(Result(PQdescribePrepared(connection_.get(), one.name.c_str())));
    for (int i = 0; i < PQnparams(described.get()); ++i)
        one.types.push_back(PQparamtype(described.get(), i));
    return prepared_.emplace(statement, std::move(one)).first->second;
}

Result PostgresEngine::ask(const std::string& statement, std::span<const SqlValue> values) {
    const Prepared& one = prepared(statement);
    const Parameters given(values, one.types);
    return checked(Result(PQexecPrepared(connection_.get(), one.name.c_str(), given.count(), given.pointers.data(),
                                         given.lengths.data(), given.formats.data(), 1)));
}

Result PostgresEngine::fetch(const std::string& cursor) {
    const std::string text = "FETCH " + std::to_string(rows_at_once) + " FROM " + cursor;
    return checked(Result(PQexecParams(connection_.get(), text.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 1)));
}

std::unique_ptr<Cursor> PostgresEngine::start(const char* statement, std::span<const SqlValue> values, Size size) {
    if (size == Size::few || !is_in_transaction())
        return std::make_unique<PostgresCursor>(*this, ask(statement, values), "");
    std::string cursor = "rows" + std::to_string(cursors_++ % 8);  // few are open at once
    return std::make_unique<PostgresCursor>(*this, ask("DECLARE " + cursor + " CURSOR FOR " + statement, values),
                                            cursor);
}

void PostgresEngine::close(const std::string& cursor) noexcept {
    if (PQtransactionStatus(connection_.get()) == PQTRANS_INTRANS)
        ask_quietly("CLOSE " + cursor);
}

std::int64_t PostgresEngine::insert(const char* statement, std::span<const SqlValue> values) {
    const Result row = ask(std::string(statement) + " RETURNING number", values);
    return static_cast<std::int64_t>(big_endian({PQgetvalue(row.get(), 0, 0), 8}));
}

void PostgresEngine::index_words(std::int64_t report, std::string_view title, std::string_view text) {
    const SqlValue values[] = {report, title, text};
    ask("INSERT INTO words VALUES (?, to_tsvector('simple', plain_words(left(?::text || E'\\n' || ?::text, 200000))))",
        values);
}

std::int64_t PostgresEngine::number(const std::string& statement) {
    const Result row = ask(statement, {});
    const bool is_one = PQntuples(row.get()) > 0 && !PQgetisnull(row.get(), 0, 0);
    return is_one ? static_cast<std::int64_t>(big_endian(
                        {PQgetvalue(row.get(), 0, 0), static_cast<std::size_t>(PQgetlength(row.get(), 0, 0))}))
                  : 0;
}

/// A snapshot is taken by the first query, and a query that waits for a lock has taken it before: so a lock that what
/// is written must come behind is waited for before the transaction.
void PostgresEngine::begin(Use use) {
    switch (use) {
    case Use::read: ask("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"); break;
    case Use::add:
        ask("BEGIN");
        ask(lock_call("pg_advisory_xact_lock_shared", numbering_lock));
        break;
    case Use::write:
        ask(lock_call("pg_advisory_lock", numbering_lock));
        ask("BEGIN ISOLATION LEVEL REPEATABLE READ");
        ask(lock_call("pg_advisory_unlock", numbering_lock));  // the snapshot is this query's
        break;
    }
}

void PostgresEngine::rollback() noexcept {
    ask_quietly("ROLLBACK");
}

StoreMark PostgresEngine::mark() {
    StoreMark mark;
    const std::string tables =
        "SELECT count(*) FROM pg_class WHERE relkind IN ('r', 'p')"
        " AND relnamespace = quote_ident(current_schema())::regnamespace";
    mark.is_empty = number(tables) == 0;
    if (number(tables + " AND relname = 'recount_store'") == 0)
        return mark;
    mark.is_store = number("SELECT mark FROM recount_store") == store_mark;
    mark.layout = number("SELECT layout FROM recount_store");
    return mark;
}

void PostgresEngine::set_layout(std::int64_t layout) {
    ask("CREATE TABLE IF NOT EXISTS recount_store (mark bigint PRIMARY KEY, layout bigint NOT NULL)");
    const SqlValue values[] = {store_mark, layout};
    ask("INSERT INTO recount_store VALUES (?, ?) ON CONFLICT (mark) DO UPDATE SET layout = excluded.layout", values);
}

bool PostgresEngine::take(Turn turn, Holder holder, bool wait) {
    const std::string function = std::string(wait ? "pg_advisory_lock" : "pg_try_advisory_lock") +
                                 (holder == Holder::one_of_many ? "_shared" : "");
    const Result result = ask(lock_call(function.c_str(), static_cast<int>(turn)));
    return wait || std::strcmp(PQgetvalue(result.get(), 0, 0), "t") == 0;
}

void PostgresEngine::give_back(Turn turn, Holder holder) noexcept {
    ask_quietly(lock_call(holder == Holder::alone ? "pg_advisory_unlock" : "pg_advisory_unlock_shared",
                          static_cast<int>(turn)));
}

bool PostgresEngine::is_taken(Turn turn) {
    const SqlValue values[] = {store_mark, static_cast<int>(turn)};
    const Result result =
        ask("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid::bigint = ?"
            " AND objid::bigint = ? AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
            values);
    return big_endian({PQgetvalue(result.get(), 0, 0), 8}) > 0;
}

}  // namespace

std::unique_ptr<Engine> open_postgres(const std::string& address, const std::string& shown, Access access) {
    return std::make_unique<PostgresEngine>(address, shown, access);
}

}  // namespace recount
