// What keeps a store: an SQLite file or a PostgreSQL server, behind one interface. Statements are written once, in the
// SQL that both know, with SQLite's placeholders ("?", "?1"); what differs between the two is in the functions here,
// and nowhere else. database.h is what the rest of the store uses. One thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "store/sql_value.h"

namespace recount {

enum class Access : std::uint8_t { read, write };

/// What a transaction is for. One that reads sees the store as it was at its first look. One that adds goes on beside
/// others that add; one that writes sees everything that any of these has added before it, whatever is added behind it.
enum class Use : std::uint8_t { read, add, write };

/// What programs take turns at: some at once may hold a turn as one of many, or one holds it alone.
enum class Turn : std::uint8_t {
    writing = 1,  // held by each program that writes, as one of many; alone by one that makes tables
    stories = 2,  // held alone by the one that brings stories and accounts up to date
};
enum class Holder : std::uint8_t { one_of_many, alone };

/// What tells a store from other databases, and which layout it is in.
struct StoreMark {
    bool is_store = false;
    bool is_empty = false;  // nothing is in it: a store may be made of it
    std::int64_t layout = 0;
};

/// The rows that a query gives, one after another; see Rows in database.h.
class Cursor {
public:
    virtual ~Cursor() = default;
    virtual bool next() = 0;
    virtual bool is_null(int column) const = 0;
    virtual std::int64_t integer(int column) const = 0;
    virtual double real(int column) const = 0;
    virtual std::string_view text(int column) const = 0;
};

/// How many rows a query may give: few are taken at once, many are not all held in memory.
enum class Size : std::uint8_t { few, many };

/// All functions throw StoreError but where they say otherwise. `step` is what is being done, for people.
class Engine {
public:
    virtual ~Engine() = default;

    std::string step = "opening it";

    virtual void run_all(const char* statements) = 0;
    virtual std::unique_ptr<Cursor> start(const char* statement, std::span<const SqlValue> values, Size size) = 0;
    /// Puts a row into a table that numbers its rows, and gives its `number`.
    virtual std::int64_t insert(const char* statement, std::span<const SqlValue> values) = 0;
    /// Puts the words of a report where a search finds them.
    virtual void index_words(std::int64_t report, std::string_view title, std::string_view text) = 0;

    virtual void begin(Use use) = 0;
    virtual void commit() = 0;
    virtual void rollback() noexcept = 0;

    virtual StoreMark mark() = 0;
    virtual void set_layout(std::int64_t layout) = 0;
    /// The statements of a migration, which is written in SQLite's words, in those of this engine.
    virtual std::string tables(std::string_view statements) const = 0;

    /// Takes a turn; false where others hold it and `wait` is false. It goes with the connection too.
    virtual bool take(Turn turn, Holder holder, bool wait) = 0;
    virtual void give_back(Turn turn, Holder holder) noexcept = 0;
    /// Whether any program holds the turn.
    virtual bool is_taken(Turn turn) = 0;
};

/// Opens a file; with Access::write it is made where there is none. A write waits for another program's for a minute
/// at most. Turns are held by whoever has it open to write: writer_lock.h sees to it that there is only one.
std::unique_ptr<Engine> open_sqlite(const std::string& file, Access access);

/// Connects to a server; `shown` is the address as messages may have it. Throws StoreError, always where this program
/// was built without PostgreSQL's library.
std::unique_ptr<Engine> open_postgres(const std::string& address, const std::string& shown, Access access);

}  // namespace recount
