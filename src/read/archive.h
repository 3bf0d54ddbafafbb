// libarchive behind what Recount needs of it: an archive that is read from an Input, entry after entry, never written
// to disk. Of its formats only .tar and .zip, of its filters only zstd, bzip2 and xz are let in: no filter that starts
// a program, no format that news does not come in.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "read/input.h"

struct archive;
struct archive_entry;

namespace recount {

class Archive {
public:
    enum class Kind { packed, tar, zip };

    /// Reads from where `input` stands; `input` must outlive it.
    Archive(Input& input, Kind kind);
    ~Archive();
    Archive(const Archive&) = delete;
    Archive& operator=(const Archive&) = delete;

    enum class Step {
        entry,
        end,
        damaged,  // here, but what follows may be whole: next_entry() may be called again
        stuck     // nothing more can be read
    };

    /// Goes to the next entry, passing over what was not read of this one.
    Step next_entry();

    /// After `stuck`, in a .zip that can be read from any place: goes to the next place behind entry number `count`,
    /// counted from 1, that looks like an entry, and reads on from there without the archive's directory. False where
    /// there is none.
    bool resume(std::uint64_t count);

    struct Facts {
        std::string name;  // as it stands in the archive, in valid UTF-8
        bool is_file, is_folder, is_encrypted;
    };
    /// Of the entry that next_entry() went to.
    Facts facts() const;

    /// The entry's next bytes; 0 at its end, none when they cannot be read.
    std::optional<std::size_t> read(char* to, std::size_t size);

    /// libarchive's words for what went wrong last.
    std::string reason() const;

    /// The byte of the input that libarchive reads next.
    std::uint64_t at() const;

    /// Bytes of the input that libarchive was given so far.
    std::uint64_t given() const { return given_; }

private:
    struct Callbacks;
    void open();
    void close();
    void restart(std::uint64_t at);
    bool pass_to_mark();

    Input& input_;
    Kind kind_;
    std::optional<std::uint64_t> size_;  // of the input, where it can be read from any place
    archive* archive_ = nullptr;
    archive_entry* entry_ = nullptr;
    bool is_open_ = false, is_resumed_ = false;
    std::uint64_t start_ = 0;   // where libarchive began to read
    std::uint64_t header_ = 0;  // where the entry begins, or a little before, once is_resumed_
    std::size_t lent_ = 0;      // bytes that libarchive holds and that are still to be advanced over
    std::uint64_t given_ = 0;
};

/// The bytes of the entry that the archive, which reads from `input`, stands at; both must outlive it. It breaks off
/// where the entry unpacks to far more than news does (limits.h).
std::unique_ptr<ByteSource> make_entry_source(Archive& archive, Input& input);

}  // namespace recount
