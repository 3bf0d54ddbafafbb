// The database of a store, as little of it as the store needs: statements with their values, rows, transactions. An
// SQLite file or a PostgreSQL server keeps it (engine.h). What goes wrong is told with the store's name and the step
// that was done. One thread at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "store/engine.h"
#include "store/sql_value.h"

namespace recount {

/// The rows that a query gives, one after another. It must go before its database.
class Rows {
public:
    /// Goes to the next row; false when there is none. Throws StoreError.
    bool next() { return cursor_->next(); }

    /// Columns of the row that next() went to, from 0; views are good until the next call of it.
    bool is_null(int column) const { return cursor_->is_null(column); }
    std::int64_t integer(int column) const { return cursor_->integer(column); }
    double real(int column) const { return cursor_->real(column); }
    std::string_view text(int column) const { return cursor_->text(column); }  // or bytes

private:
    friend class Database;
    explicit Rows(std::unique_ptr<Cursor> cursor) : cursor_(std::move(cursor)) {}

    std::unique_ptr<Cursor> cursor_;
};

class Database {
public:
    using Access = recount::Access;

    /// Opens a file or connects to a server, as the store's name says (store_name.h). Throws StoreError.
    Database(const std::string& name, Access access);

    /// The store's name, as messages may have it.
    const std::string& file() const { return shown_; }

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
    /// The same for a query that may give many rows: inside a transaction they are not all in memory at once.
    template <class... T>
    Rows scan(const char* statement, const T&... values) {
        const SqlValue list[] = {SqlValue(values)..., SqlValue()};
        return start(statement, std::span(list, sizeof...(T)), Size::many);
    }
    /// The values must outlive the rows.
    Rows start(const char* statement, std::span<const SqlValue> values, Size size = Size::few) {
        return Rows(engine_->start(statement, values, size));
    }

    /// The first column of the first row, or `otherwise`.
    template <class... T>
    std::int64_t number(const char* statement, std::int64_t otherwise, const T&... values) {
        Rows rows = query(statement, values...);
        return rows.next() && !rows.is_null(0) ? rows.integer(0) : otherwise;
    }

    /// What else a store needs of the engine: numbered rows, words to search, the store's mark, turns.
    Engine& engine() { return *engine_; }

private:
    friend class Transaction;

    std::string shown_;
    std::unique_ptr<Engine> engine_;
};

/// All that is written while it is there is written together, by commit(), or not at all. `step` names it for people:
/// "storing reports".
class Transaction {
public:
    Transaction(Database& database, const char* step, Use use = Use::write);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    void commit();

private:
    Database& database_;
    bool open_ = true;
};

/// A turn that is held alone while it is there.
class TurnAlone {
public:
    /// Calls `waiting`, where there is one, and waits where others hold the turn. Throws StoreError.
    TurnAlone(Database& database, Turn turn, const std::function<void()>& waiting);
    ~TurnAlone() { database_.engine().give_back(turn_, Holder::alone); }
    TurnAlone(const TurnAlone&) = delete;
    TurnAlone& operator=(const TurnAlone&) = delete;

private:
    Database& database_;
    Turn turn_;
};

}  // namespace recount
