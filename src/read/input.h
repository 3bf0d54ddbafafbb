// The bytes of one input, in the order they come: from a file, from standard input, or from memory. A format is told by
// looking at the head; then a reader takes the whole or line after line, so that a long file of many reports never
// stands in memory at once.
#pragma once

#include <cstddef>
#include <istream>
#include <memory>
#include <string>
#include <string_view>

namespace recount {

/// Bytes that one report may have in its input. Beyond it, it is refused: no news report comes near.
constexpr std::size_t max_report_bytes = 16u << 20;

class Input {
public:
    /// `name` is for messages. The stream is read once, from where it stands.
    Input(std::string name, std::unique_ptr<std::istream> stream);

    const std::string& name() const { return name_; }

    /// The first bytes, up to 64 KiB, or all where there are fewer. REQUIRES: nothing has been taken yet.
    std::string_view head();

    /// The first bytes with the whole first line and the beginning of the second, where the first one ends within
    /// `limit` bytes; else more than `limit` bytes, or all. REQUIRES: nothing has been taken yet.
    std::string_view head_of_lines(std::size_t limit);

    /// All bytes, at most `limit`; false when there are more.
    bool take_all(std::string& bytes, std::size_t limit);

    enum class Line { taken, too_long, none };

    /// The next line without its end (LF or CR LF), at most `limit` bytes; of a longer one the rest is passed over.
    Line take_line(std::string& line, std::size_t limit);

private:
    bool fill();

    std::string name_;
    std::unique_ptr<std::istream> stream_;
    std::string buffer_;
    std::size_t taken_ = 0;  // bytes of buffer_ that were given away
};

}  // namespace recount
