// A value of a column of a store, on its way into a statement; and what is thrown where a store fails.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace recount {

/// A store that cannot be used, or cannot be written now; what() names store, step and reason, for people.
struct StoreError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// The connection to a server is lost, or cannot be had: later it may be.
struct StoreLost : StoreError {
    using StoreError::StoreError;
};

/// A transaction that another program's came in the way of: nothing of it is there, and done again it may go through.
struct StoreConflict : StoreError {
    using StoreError::StoreError;
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

}  // namespace recount
