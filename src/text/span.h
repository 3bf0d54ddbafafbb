// A span is a stretch of a text by its byte offsets. Everything that Recount says about a text is a span into it: the
// report owns the characters, all else points.
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <string_view>

namespace recount {

/// Half-open range of bytes [start, end) of a UTF-8 text; both ends stand between characters.
struct Span {
    std::uint32_t start = 0;
    std::uint32_t end = 0;

    constexpr std::uint32_t size() const { return end - start; }
    constexpr bool empty() const { return start == end; }
    constexpr bool contains(Span inner) const { return start <= inner.start && inner.end <= end; }
    constexpr bool overlaps(Span other) const { return start < other.end && other.start < end; }
    constexpr auto operator<=>(const Span&) const = default;
};

/// The characters of a span; the result lives as long as the text.
constexpr std::string_view slice(std::string_view text, Span span) {
    return text.substr(span.start, span.end - span.start);
}

/// The smallest span that covers both.
constexpr Span cover(Span a, Span b) {
    return {std::min(a.start, b.start), std::max(a.end, b.end)};
}

}  // namespace recount
