// One SQLite file, as little of it as the store needs: statements with their values, rows, transactions. What goes
// wrong is told with the file's name and the step that was done. One thread at a time.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace recount {

/// A store that cannot be used, or cannot be written now; what() names file, step and reason, for people.
struct StoreError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A value of a column: nothing, a number, a text or bytes. Views; the caller keeps what they look at.
struct SqlValue {
    enum class Kind : std::uint8_t { null, integer, real, text, bytes };
    Kind kind = Kind::null;
    std::int64_t integer = 0;
    double real = 0;
    std::string_view text;

    SqlValue() = default;
    template <std::integral T>
    SqlValue(T value) : kind(Kind::integer), integer(static_cast<std::int64_t>(value)) {}
    SqlValue(double value) : kind(Kind::real), real(value) {}
    SqlValue(std::string_view value) : kind(Kind::text), text(value) {}
    SqlValue(const std::string& value) : SqlValue(std::string_view(value)) {}
    SqlValue(const char* value) : SqlValue(std::string_view(value)) {}
    template <class T>
    SqlValue(const std::optional<T>& value) {
        if (value)
            *this = SqlValue(*value);
    }

    static SqlValue bytes_of(std::string_view bytes) {
        SqlValue value(bytes);
        value.kind = Kind::bytes;
        return value;
    }
    /// Nothing for an empty text.
    static SqlValue or_null(std::string_view text) { return text.empty() ? SqlValue() : SqlValue(text); }
};

class Database;

/// The rows that a query gives, one after another. It must go before its database.
class Rows {
public:
    Rows(Rows&& other) noexcept;
    Rows(const Rows&) = delete;
    ~Rows();

    /// Goes to the next row; false when there is none. Throws StoreError.
    bool next();

    /// Columns of the row that next() went to, from 0; views are good until the next call of it.
    bool is_null(int column) const;
    std::int64_t integer(int column) const;
    double real(int column) const;
    std::string_view text(int column) const;  // or bytes

private:
    friend class Database;
    Rows(Database& database, sqlite3_stmt* statement) : database_(&database), statement_(statement) {}

    Database* database_;
    sqlite3_stmt* statement_;
};

class Database {
public:
    enum class Access : std::uint8_t { read, write };

    /// Opens the file; with Access::write it is made where there is none. A write waits for another program's for a
    /// minute at most. Throws StoreError.
    Database(std::string file, Access access);

    const std::string& file() const { return file_; }

    /// Statements without values, parted by ";". `step` says for people what is done: "making its tables".
    void run_all(const char* statements, const char* step);

    /// One statement that gives no rows.
    template <class... T>
    void run(const char* statement, const T&... values) {
        const SqlValue list[] = {SqlValue(values)..., SqlValue()};
        start(statement, std::span(list, sizeof...(T))).next();
    }

    template <class... T>
    Rows query(const char* statement, const T&... values) {
        const SqlValue list[] = {SqlValue(values)..., SqlValue()};
        return start(statement, std::span(list, sizeof...(T)));
    }
    Rows start(const char* statement, std::span<const SqlValue> values);

    /// The first column of the first row, or `otherwise`.
    template <class... T>
    std::int64_t number(const char* statement, std::int64_t otherwise, const T&... values) {
        Rows rows = query(statement, values...);
        return rows.next() && !rows.is_null(0) ? rows.integer(0) : otherwise;
    }

    std::int64_t last_row() const;

    [[noreturn]] void fail(const std::string& step) const;

private:
    friend class Rows;
    friend class Transaction;
    struct Close {
        void operator()(sqlite3* handle) const;
        void operator()(sqlite3_stmt* statement) const;
    };

    std::string file_;
    std::string step_ = "opening it";
    std::unique_ptr<sqlite3, Close> handle_;
    std::multimap<std::string, std::unique_ptr<sqlite3_stmt, Close>, std::less<>> idle_;  // by their text
};

/// All that is written while it is there is written together, by commit(), or not at all. A reading one sees the file
/// as it was at its first look. `step` names it for people: "storing reports".
class Transaction {
public:
    Transaction(Database& database, const char* step, Database::Access access = Database::Access::write);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    void commit();

private:
    Database& database_;
    bool open_ = true;
};

}  // namespace recount
