// How values become bytes in a store, and bytes values again. One list of fields (fields.h) is walked in both
// directions: Packer writes what Unpacker reads, so that the two cannot drift apart. Numbers are of variable length (7
// bits a byte), places count from the place before; the whole is deflated and bears a checksum. Bytes that are damaged,
// or made by somebody else, give a DamagedBytes: every length, place and index is looked at before it is used.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "report/calendar.h"
#include "report/layers.h"
#include "text/span.h"

namespace recount {

/// Bytes that are no packed value; what() says what is wrong with them.
struct DamagedBytes : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Deflated where that makes them shorter, with a checksum.
std::string seal(std::string_view bytes);

/// What seal() was given. Throws DamagedBytes.
std::string unseal(std::string_view sealed);

/// What an index points into, where all that it may point at is known only later.
enum class Target : std::uint8_t {
    blocks,
    tokens,
    sentences,
    entities,
    times,
    events,
    lineages,
    statements,
    variants,
    figure_claims,
};
constexpr std::size_t target_count = static_cast<std::size_t>(Target::figure_claims) + 1;

/// The greatest value of an enumeration: bytes must not make another. fields.h has one for each that is packed.
template <class Enum>
constexpr Enum last_of = Enum::no_value_is_the_last;

/// A report that packed values point at.
struct PackedReport {
    std::uint32_t number = 0;  // that points at it from outside
    std::uint32_t size = 0;    // bytes of its content
    std::uint32_t claims = 0;
};

template <class T>
constexpr bool is_vector = false;
template <class T>
constexpr bool is_vector<std::vector<T>> = true;
template <class T>
constexpr bool is_optional = false;
template <class T>
constexpr bool is_optional<std::optional<T>> = true;

/// Writes fields. `reports`: those that the values may point at, sorted by number; their places there are written.
class Packer {
public:
    explicit Packer(std::span<const PackedReport> reports) : reports_(reports) {}

    std::string sealed() const { return seal(bytes_); }

    template <class... T>
    void operator()(const T&... values) {
        (put(values), ...);
    }

    void report(std::uint32_t number);
    void place(std::uint32_t number, Span span);
    void places(std::uint32_t number, const std::vector<Span>& spans);
    void claim(std::uint32_t, std::uint32_t index) { put_unsigned(index); }
    /// An index, or no_index; known(): one that is never no_index.
    void index(Target, std::uint32_t index) { put_unsigned(static_cast<std::uint32_t>(index + 1)); }
    void known(Target, std::uint32_t index) { put_unsigned(index); }
    void indices(Target target, const std::vector<std::uint32_t>& list);
    /// A half-open stretch.
    void stretch(Target, std::uint32_t first, std::uint32_t end);
    void end_of(Target, std::size_t) {}
    void require(bool) {}

private:
    void put_unsigned(std::uint64_t value) {
        for (; value >= 0x80; value >>= 7)
            bytes_ += static_cast<char>(value | 0x80);
        bytes_ += static_cast<char>(value);
    }
    void put_signed(std::int64_t value) {
        put_unsigned((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
    }
    void put_from(std::uint32_t& before, std::uint32_t first, std::uint32_t end) {
        put_signed(static_cast<std::int64_t>(first) - before);
        put_unsigned(end - first);
        before = first;
    }

    template <class T>
    void put(const T& value) {
        if constexpr (std::is_enum_v<T>)
            put_unsigned(static_cast<std::uint64_t>(value));
        else if constexpr (std::same_as<T, bool> || std::same_as<T, char> || std::unsigned_integral<T>)
            put_unsigned(static_cast<std::make_unsigned_t<std::conditional_t<std::same_as<T, bool>, char, T>>>(value));
        else if constexpr (std::signed_integral<T>)
            put_signed(value);
        else if constexpr (std::floating_point<T>)
            put_bits(std::bit_cast<std::uint64_t>(static_cast<double>(value)));
        else if constexpr (std::same_as<T, std::string>)
            put_text(value);
        else if constexpr (std::same_as<T, Span>)
            put_from(last_start_, value.start, value.end);
        else if constexpr (std::same_as<T, Day>)
            put_signed(value.time_since_epoch().count());
        else if constexpr (is_optional<T>) {
            put(value.has_value());
            if (value)
                put(*value);
        } else if constexpr (is_vector<T>) {
            put_unsigned(value.size());
            for (const auto& part : value)
                put(part);
        } else
            fields(*this, value);
    }
    template <std::size_t size>
    void put(const std::array<char, size>& letters) {
        bytes_.append(letters.data(), size);
    }
    void put_bits(std::uint64_t bits);
    void put_text(std::string_view text);

    std::string bytes_;
    std::span<const PackedReport> reports_;
    std::uint32_t last_start_ = 0, last_token_ = 0;
};

/// Reads the fields that a Packer wrote, given the same number of reports. Throws DamagedBytes.
class Unpacker {
public:
    /// `own`: bytes of the text that a span points into where no report is named.
    Unpacker(std::string_view sealed, std::span<const PackedReport> reports, std::size_t own = 0)
        : bytes_(unseal(sealed)), rest_(bytes_), reports_(reports), own_(own) {}

    template <class... T>
    void operator()(T&... values) {
        (take(values), ...);
    }

    /// Call when all is read: nothing may be left.
    void end() const;

    void report(std::uint32_t& number);
    void place(std::uint32_t number, Span& span);
    void places(std::uint32_t number, std::vector<Span>& spans);
    void claim(std::uint32_t number, std::uint32_t& index);
    void index(Target target, std::uint32_t& index);
    void known(Target target, std::uint32_t& index);
    void indices(Target target, std::vector<std::uint32_t>& list);
    void stretch(Target target, std::uint32_t& first, std::uint32_t& end);

    /// There are `size` of what the indices since the last call pointed into.
    void end_of(Target target, std::size_t size);

    /// What holds of every value that is packed.
    static void require(bool holds) {
        if (!holds)
            fail("a value is out of its range");
    }

private:
    [[noreturn]] static void fail(const char* what) { throw DamagedBytes(what); }
    std::uint64_t take_unsigned(std::uint64_t most);
    std::int64_t take_signed();
    std::uint64_t take_bits();
    std::string_view take_bytes(std::size_t count);
    std::string take_text();
    std::size_t take_count();
    void take_from(std::uint32_t& before, std::uint32_t& first, std::uint32_t& end);
    Span take_span(std::size_t size);
    const PackedReport& report_of(std::uint32_t number) const;

    template <class T>
    void take(T& value) {
        if constexpr (std::is_enum_v<T>)
            value = static_cast<T>(take_unsigned(static_cast<std::uint64_t>(last_of<T>)));
        else if constexpr (std::same_as<T, bool>)
            value = take_unsigned(1) != 0;
        else if constexpr (std::same_as<T, char>)
            value = static_cast<char>(take_unsigned(UINT8_MAX));
        else if constexpr (std::unsigned_integral<T>)
            value = static_cast<T>(take_unsigned(static_cast<T>(-1)));
        else if constexpr (std::signed_integral<T>)
            take_whole(value);
        else if constexpr (std::floating_point<T>)
            value = static_cast<T>(std::bit_cast<double>(take_bits()));
        else if constexpr (std::same_as<T, std::string>)
            value = take_text();
        else if constexpr (std::same_as<T, Span>)
            value = take_span(own_);
        else if constexpr (std::same_as<T, Day>)
            value = take_day();
        else if constexpr (is_optional<T>) {
            bool there = false;
            take(there);
            value.reset();
            if (there) {
                typename T::value_type held{};
                take(held);
                value = std::move(held);
            }
        } else if constexpr (is_vector<T>) {
            value.clear();
            for (std::size_t count = take_count(); count > 0; --count)
                take(value.emplace_back());
        } else
            fields(*this, value);
    }
    template <std::size_t size>
    void take(std::array<char, size>& letters) {
        const std::string_view taken = take_bytes(size);
        std::copy(taken.begin(), taken.end(), letters.begin());
    }
    template <class T>
    void take_whole(T& value) {
        const std::int64_t taken = take_signed();
        if (taken < std::numeric_limits<T>::min() || taken > std::numeric_limits<T>::max())
            fail("a number is too large");
        value = static_cast<T>(taken);
    }
    Day take_day();
    void need(Target target, std::uint64_t size);

    std::string bytes_;
    std::string_view rest_;
    std::span<const PackedReport> reports_;
    std::size_t own_;
    std::uint32_t last_start_ = 0, last_token_ = 0;
    std::array<std::uint64_t, target_count> needed_{};  // of each target: how many there must be
};

}  // namespace recount
