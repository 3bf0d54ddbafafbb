#include "read/lines.h"

#include <algorithm>

#include "read/wording.h"

namespace recount {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t widest_margin = 120;  // characters that a line broken by hand may have

/// Bytes of the blank at `at`, 0 where there is none. Invisible marks count as blanks.
std::uint32_t blank_at(std::string_view text, std::uint32_t at) {
    const char c = text[at];
    if (c == ' ' || (c >= '\t' && c <= '\r') || c == '\0')
        return 1;
    for (const std::string_view blank : {"\u00A0"sv, "\u200B"sv, "\u2028"sv, "\u2029"sv, "\u3000"sv, "\uFEFF"sv,
                                         "\u2002"sv, "\u2003"sv, "\u2009"sv, "\u202F"sv})
        if (static_cast<unsigned char>(c) >= 0xC2 && text.substr(at).starts_with(blank))
            return static_cast<std::uint32_t>(blank.size());
    return 0;
}

/// Bytes of the line end at `at`, 0 where there is none.
std::uint32_t line_end_at(std::string_view text, std::uint32_t at, std::uint32_t limit) {
    if (text[at] == '\n')
        return 1;
    if (text[at] == '\r')
        return at + 1 < limit && text[at + 1] == '\n' ? 2 : 1;
    return text[at] == '\xE2' && (text.substr(at, 3) == "\u2028"sv || text.substr(at, 3) == "\u2029"sv) ? 3 : 0;
}

bool is_continued_character(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

std::size_t characters(std::string_view text) {
    return text.size() - static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_continued_character));
}

/// True where a line ends within a sentence and the next goes on with it.
bool goes_on(std::string_view line, std::string_view next) {
    const char first = next.front();
    return std::string_view(".!?:;\"'").find(line.back()) == std::string_view::npos &&
           ((first >= 'a' && first <= 'z') || (first >= '0' && first <= '9'));
}

}  // namespace

Span trimmed(std::string_view text, Span span) {
    while (span.start < span.end) {
        const std::uint32_t blank = blank_at(text, span.start);
        if (blank == 0)
            break;
        span.start = std::min(span.start + blank, span.end);
    }
    while (span.start < span.end) {
        std::uint32_t last = span.end - 1;
        while (last > span.start && is_continued_character(text[last]))
            --last;
        if (blank_at(text, last) == 0)
            break;
        span.end = last;
    }
    return span;
}

void measure(std::string_view lowered, Line& line) {
    line.words = canonical_line(slice(lowered, line.span));
    line.count = static_cast<std::size_t>(std::count(line.words.begin(), line.words.end(), ' ')) + 1;
    line.pairs = LetterPairs(line.words);
}

std::vector<Line> split_lines(std::string_view lowered, Span text) {
    std::vector<Line> lines;
    std::uint32_t group = 0;
    for (std::uint32_t start = text.start; start < text.end;) {
        std::uint32_t end = start, size = 0;
        while (end < text.end && (size = line_end_at(lowered, end, text.end)) == 0)
            ++end;
        Line line{trimmed(lowered, {start, end}), group, {}, 0};
        if (line.span.empty()) {
            ++group;
        } else {
            measure(lowered, line);
            lines.push_back(std::move(line));
        }
        start = end + size;
    }
    return lines;
}

void join_wrapped_lines(std::string_view text, std::string_view lowered, std::vector<Line>& lines) {
    std::size_t margin = 0, breaks = 0, forced = 0, within_sentence = 0;
    for (const Line& line : lines)
        margin = std::max(margin, characters(slice(lowered, line.span)));
    if (margin > widest_margin)
        return;
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
        if (lines[i].group != lines[i + 1].group)
            continue;
        const std::string_view next = slice(lowered, lines[i + 1].span);
        ++breaks;
        within_sentence += goes_on(slice(text, lines[i].span), slice(text, lines[i + 1].span));
        forced += characters(slice(lowered, lines[i].span)) + 1 + characters(next.substr(0, next.find(' '))) > margin;
    }
    constexpr std::size_t telling_breaks = 3;  // fewer may be chance
    const bool is_broken = breaks >= telling_breaks ? forced * 10 >= breaks * 8
                                                    : breaks > 0 && forced == breaks && within_sentence == breaks;
    if (!is_broken)
        return;
    std::vector<Line> joined;
    for (Line& line : lines) {
        if (joined.empty() || joined.back().group != line.group)
            joined.push_back(std::move(line));
        else
            joined.back().span.end = line.span.end;
    }
    for (Line& line : joined)
        measure(lowered, line);
    lines = std::move(joined);
}

}  // namespace recount
