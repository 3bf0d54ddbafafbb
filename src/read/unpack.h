// Packed bytes unpacked as they are read: gzip and deflate by zlib, which lets a reader go on at the next member after
// a damaged one; brotli by its own library; zstd, bzip2 and xz by libarchive. Every source counts what comes out
// against what goes in, and breaks off when it unpacks to far more than news does (limits.h).
#pragma once

#include <memory>
#include <string_view>

#include "read/input.h"

namespace recount {

enum class Packing { none, gzip, zlib, deflate, brotli, zstd, bzip2, xz };

/// By the first bytes (RFC 1952 and the like); deflate, zlib and brotli, which have no mark, are never told.
Packing told_packing(std::string_view head);

/// Whether there are bytes that text does not have: those below a blank that are none themselves.
bool has_control_bytes(std::string_view bytes);

/// Whether bytes, cut anywhere, can be brotli's (RFC 7932), which has no mark: they are unpacked as far as a few
/// thousand bytes, and text must come out.
bool unpacks_as_brotli(std::string_view head);

/// What `packed` holds, unpacked; `packed` must outlive it. gzip and zstd may have several members one after the other.
/// REQUIRES: packing is not none.
std::unique_ptr<ByteSource> make_unpacked_source(Input& packed, Packing packing);

/// Holds what goes in against what comes out.
class UnpackingCount {
public:
    explicit UnpackingCount(Input& packed) : packed_(packed), start_(packed.at()) {}

    /// `bytes` more came out; the problem when that is too much for what went in.
    std::optional<Problem> count(std::uint64_t bytes);

private:
    Input& packed_;
    std::uint64_t start_, unpacked_ = 0;
};

}  // namespace recount
