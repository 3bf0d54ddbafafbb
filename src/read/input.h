// The bytes of one input, in the order they come: from a file, from standard input, from memory, or out of another
// input. A format is told by looking at the head; then a reader takes the whole, line after line, or piece by piece,
// so that a long file of many reports never stands in memory at once.
#pragma once

#include <cstddef>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "read/limits.h"
#include "read/source.h"

namespace recount {

/// What the world around an input says of it: a web archive of a page, a server of its answer. Empty: nothing.
struct Fetched {
    std::string address;     // where it was fetched
    std::string charset;     // the label of its encoding, as the server gave it
    std::string media_type;  // "text/html", in lower case
};

/// What all layers of one given file cost together.
struct Expense {
    std::uint64_t given = 0;     // bytes of the file itself that were read
    std::uint64_t unpacked = 0;  // bytes that came out of every layer
};

class Input {
public:
    /// `name` is for messages. The stream is read once, from where it stands.
    Input(std::string name, std::unique_ptr<std::istream> stream);
    Input(std::string name, std::unique_ptr<ByteSource> source);

    /// An input within `outer`, which must outlive it.
    Input(Input& outer, std::unique_ptr<ByteSource> source, Fetched origin = {});

    const std::string& name() const { return name_; }
    const Fetched& fetched() const { return fetched_; }
    void set_fetched(Fetched origin) { fetched_ = std::move(origin); }

    /// The bytes that come next, up to 64 KiB, or all where there are fewer; the input's first, unless some were taken.
    std::string_view head();

    /// The bytes that come next, with the whole first line and the beginning of the second, where the first one ends
    /// within `limit` bytes; else more than `limit` bytes, or all.
    std::string_view head_of_lines(std::size_t limit);

    /// All bytes, at most `limit`; false when there are more, or when they broke off (the sink then tells of that and
    /// not of a problem that the reader gives).
    bool take_all(std::string& bytes, std::size_t limit);

    enum class Line { taken, too_long, none };

    /// The next line without its end (LF or CR LF), at most `limit` bytes; of a longer one the rest is passed over. A
    /// line that broke off is none.
    Line take_line(std::string& line, std::size_t limit);

    /// Bytes that come next, at least one unless there are none left; valid until the next call. advance() takes
    /// `count` of them.
    std::string_view next();
    void advance(std::size_t count) { taken_ += count; }

    /// Bytes that come next, at least `count` where there are so many.
    std::string_view next(std::size_t count);

    /// Passes over `count` bytes; false when there were fewer.
    bool pass(std::uint64_t count);

    /// How many bytes have been taken or passed over.
    std::uint64_t at() const { return filled_ - (buffer_.size() - taken_); }

    /// Why the bytes broke off, once all before that have been taken.
    std::optional<Problem> failure() const { return taken_ == buffer_.size() ? source_->failure() : std::nullopt; }

    /// Why what was taken last is not to be trusted: the checksum of its packing, which stands right behind it but for
    /// line ends, does not agree. None when it does, and when none stands there.
    std::optional<Problem> broken_checksum();

    /// After a failure: goes on where sense can be made of the bytes again; false when that is nowhere.
    bool resume();

    /// As of ByteSource.
    std::optional<std::uint64_t> size() { return source_->size(); }
    void seek(std::uint64_t at);

    /// Counts bytes that a layer above gave out; false when the file as a whole has unpacked to too much.
    bool count_unpacked(std::uint64_t bytes);

private:
    bool fill();

    std::string name_;
    std::unique_ptr<ByteSource> source_;
    Fetched fetched_;
    std::shared_ptr<Expense> expense_;
    bool is_given_;  // and not within another
    std::string buffer_;
    std::size_t taken_ = 0;     // bytes of buffer_ that were given away
    std::uint64_t filled_ = 0;  // bytes of the input up to the buffer's end
};

}  // namespace recount
