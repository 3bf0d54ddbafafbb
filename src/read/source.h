// Where the bytes of an input come from: a file, standard input, memory, or another input that holds them packed. A
// source is pulled: nothing is read before it is asked for, so that a container of any size passes through a few
// buffers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <istream>
#include <memory>
#include <optional>

#include "read/problem.h"

namespace recount {

class ByteSource {
public:
    virtual ~ByteSource() = default;

    /// Puts the next bytes at `to`, at most `size` > 0 of them, and gives how many. 0: there are no more, either
    /// because the source is at its end or because it broke off; then failure() says why.
    virtual std::size_t read(char* to, std::size_t size) = 0;

    /// Why the bytes broke off before their end; none while all is well. Kind, byte and detail alone are set.
    virtual std::optional<Problem> failure() const { return std::nullopt; }

    /// Holds the bytes that were given last against the checksum that stands right behind them, where there is one;
    /// false, with the failure, when it does not agree.
    virtual bool verify() { return !failure(); }

    /// After a failure: goes to the next place where sense can be made of the bytes again, and clears the failure.
    /// False when there is none.
    virtual bool resume() { return false; }

    /// How many bytes there are in all, where the source can be read from any place; else none.
    virtual std::optional<std::uint64_t> size() { return std::nullopt; }

    /// Reads on from byte `at`. REQUIRES: size() gave a size that is not below it.
    virtual void seek(std::uint64_t) {}
};

/// A pipe with a name. The source breaks off where nobody opens the pipe for writing within
/// max_seconds_without_writer (limits.h); for one who has opened it, it waits as long as it takes. The first read()
/// fails where the pipe cannot be opened.
std::unique_ptr<ByteSource> make_pipe_source(const std::filesystem::path& pipe);

/// A stream, from where it stands; a regular file can be read from any place.
std::unique_ptr<ByteSource> make_stream_source(std::unique_ptr<std::istream> stream);

}  // namespace recount
