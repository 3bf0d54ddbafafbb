#include "read/unpack.h"

#include <brotli/decode.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "read/archive.h"

namespace recount {

using namespace std::string_view_literals;

namespace {

constexpr std::string_view gzip_mark = "\x1F\x8B\x08"sv;

/// Members of gzip, or one stream of deflate. A damaged member can be gone over again from its start, in search of the
/// next one, as long as it is no longer than `held_bytes`: damaged data are easily taken for more data than they are.
class InflateSource : public ByteSource {
public:
    InflateSource(Input& packed, Packing packing)
        : packed_(packed), count_(packed), is_gzip_(packing == Packing::gzip) {
        const int window = 15;
        if (inflateInit2(&stream_, is_gzip_ ? window + 16 : packing == Packing::zlib ? window : -window) != Z_OK)
            throw std::bad_alloc();
        is_in_member_ = !is_gzip_;
    }
    ~InflateSource() override { inflateEnd(&stream_); }
    InflateSource(const InflateSource&) = delete;
    InflateSource& operator=(const InflateSource&) = delete;

    std::size_t read(char* to, std::size_t size) override {
        std::size_t count = 0;
        while (count == 0 && !failure_) {
            if (next_failure_) {
                failure_ = std::exchange(next_failure_, std::nullopt);
                break;
            }
            if (!is_in_member_ && !begin_member())
                break;
            count = inflate_once(to, size);
        }
        given_of_member_ += count;
        if (count > 0)
            if (auto problem = count_.count(count))
                next_failure_ = std::move(problem);
        return count;
    }

    std::optional<Problem> failure() const override { return failure_; }

    bool verify() override {
        while (is_in_member_ && !failure_ && !next_failure_) {
            const std::uint64_t before = packed_.at() + used_;
            char nothing;
            inflate_once(&nothing, 0);
            if (packed_.at() + used_ == before)
                break;  // more is to come out: the checksum stands further on
        }
        if (next_failure_)
            failure_ = std::exchange(next_failure_, std::nullopt);
        return !failure_ || given_of_member_ == 0;  // then it is the member after it that is damaged
    }

    bool resume() override {
        if (!failure_ || failure_->kind == ProblemKind::bomb || packed_.failure() || !is_gzip_)
            return false;
        packed_.pass(1);
        used_ = 0;
        for (;;) {
            const std::string_view bytes = packed_.next(4);
            if (bytes.size() < 4)
                return false;
            const std::size_t found = bytes.find(gzip_mark);
            if (found == std::string_view::npos || found + 4 > bytes.size()) {
                packed_.advance(bytes.size() - 3);
                continue;
            }
            packed_.advance(found);
            if ((bytes[found + 3] & 0xE0) == 0)  // flags that RFC 1952 reserves
                break;
            packed_.advance(1);
        }
        failure_.reset();
        next_failure_.reset();
        is_in_member_ = false;
        return true;
    }

private:
    static constexpr std::size_t held_bytes = 1u << 20;

    /// At the start of a member, or at the end: false there, with the failure where other bytes follow.
    bool begin_member() {
        if (is_ended_)
            return false;
        std::string_view bytes = packed_.next(gzip_mark.size());
        while (has_begun_ && bytes.starts_with('\0')) {  // tapes are filled up with zeros
            packed_.advance(1);
            bytes = packed_.next(gzip_mark.size());
        }
        if (bytes.starts_with(gzip_mark)) {
            inflateReset(&stream_);
            used_ = 0;
            given_of_member_ = 0;
            is_held_ = is_in_member_ = has_begun_ = true;
            return true;
        }
        given_of_member_ = 0;
        if (packed_.failure())
            failure_ = packed_.failure();
        else if (!bytes.empty())
            failure_ = Problem{bytes.size() < gzip_mark.size() ? ProblemKind::packed_cut : ProblemKind::packed_broken,
                               {},
                               0,
                               packed_.at(),
                               "no member begins there"};
        return false;
    }

    std::size_t inflate_once(char* to, std::size_t size) {
        const std::string_view bytes = packed_.next(used_ + 1).substr(used_);
        if (bytes.empty()) {
            next_failure_ = packed_.failure();
            if (!next_failure_)
                next_failure_ = Problem{ProblemKind::packed_cut, {}, 0, packed_.at() + used_, {}};
            return 0;
        }
        stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
        stream_.avail_in = static_cast<uInt>(bytes.size());
        stream_.next_out = reinterpret_cast<Bytef*>(to);
        stream_.avail_out = static_cast<uInt>(size);
        const int state = inflate(&stream_, Z_NO_FLUSH);
        used_ += bytes.size() - stream_.avail_in;
        if (state == Z_STREAM_END)
            end_member();
        else if (state != Z_OK && state != Z_BUF_ERROR)
            next_failure_ = Problem{ProblemKind::packed_broken,
                                    {},
                                    0,
                                    packed_.at() + used_,
                                    stream_.msg ? stream_.msg : "the data make no sense"};
        else if (!is_held_ || used_ > held_bytes) {
            packed_.advance(used_);
            used_ = 0;
            is_held_ = false;
        }
        return size - stream_.avail_out;
    }

    void end_member() {
        packed_.advance(used_);
        used_ = 0;
        is_in_member_ = false;
        is_ended_ = !is_gzip_;
    }

    Input& packed_;
    UnpackingCount count_;
    z_stream stream_{};
    bool is_gzip_;
    bool has_begun_ = false, is_in_member_ = false, is_ended_ = false;
    bool is_held_ = false;  // the member's bytes are still there, from its start
    std::size_t used_ = 0;  // bytes that inflate took, of those that `packed_` has next
    std::uint64_t given_of_member_ = 0;
    std::optional<Problem> failure_, next_failure_;  // the next one shows once all bytes before it were given
};

/// One stream of brotli; what may follow it is left alone.
class BrotliSource : public ByteSource {
public:
    explicit BrotliSource(Input& packed)
        : packed_(packed), count_(packed), decoder_(BrotliDecoderCreateInstance(nullptr, nullptr, nullptr)) {
        if (!decoder_)
            throw std::bad_alloc();
    }
    ~BrotliSource() override { BrotliDecoderDestroyInstance(decoder_); }
    BrotliSource(const BrotliSource&) = delete;
    BrotliSource& operator=(const BrotliSource&) = delete;

    std::size_t read(char* to, std::size_t size) override {
        std::size_t room = size;
        auto* out = reinterpret_cast<std::uint8_t*>(to);
        while (room == size && !failure_ && !is_ended_) {
            const std::string_view bytes = packed_.next();
            const auto* in = reinterpret_cast<const std::uint8_t*>(bytes.data());
            std::size_t left = bytes.size();
            const auto state = BrotliDecoderDecompressStream(decoder_, &left, &in, &room, &out, nullptr);
            packed_.advance(bytes.size() - left);
            is_ended_ = state == BROTLI_DECODER_RESULT_SUCCESS;
            if (state == BROTLI_DECODER_RESULT_ERROR)
                fail(ProblemKind::packed_broken, "the data make no sense");
            else if (state == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT && bytes.empty())
                fail(ProblemKind::packed_cut, {});
        }
        if (room < size && !failure_)
            failure_ = count_.count(size - room);
        return failure_ ? 0 : size - room;
    }

    std::optional<Problem> failure() const override { return failure_; }

private:
    void fail(ProblemKind kind, std::string detail) {
        failure_ = packed_.failure() ? *packed_.failure() : Problem{kind, {}, 0, packed_.at(), std::move(detail)};
    }

    Input& packed_;
    UnpackingCount count_;
    BrotliDecoderState* decoder_;
    bool is_ended_ = false;
    std::optional<Problem> failure_;
};

/// zstd, bzip2 and xz.
class FilterSource : public ByteSource {
public:
    explicit FilterSource(Input& packed) : packed_(packed), count_(packed), archive_(packed, Archive::Kind::packed) {}

    std::size_t read(char* to, std::size_t size) override {
        if (failure_ || is_ended_)
            return 0;
        if (!is_open_) {
            is_open_ = true;
            const Archive::Step step = archive_.next_entry();
            is_ended_ = step == Archive::Step::end;
            if (step != Archive::Step::entry)
                return fail();
        }
        const auto count = archive_.read(to, size);
        if (!count)
            return fail();
        if (*count > 0)
            failure_ = count_.count(*count);
        is_ended_ = *count == 0;
        return failure_ ? 0 : *count;
    }

    std::optional<Problem> failure() const override { return failure_; }

private:
    std::size_t fail() {
        if (!is_ended_)
            failure_ = packed_.failure() ? *packed_.failure()
                                         : Problem{ProblemKind::packed_broken, {}, 0, archive_.at(), archive_.reason()};
        return 0;
    }

    Input& packed_;
    UnpackingCount count_;
    Archive archive_;
    bool is_open_ = false, is_ended_ = false;
    std::optional<Problem> failure_;
};

}  // namespace

Packing told_packing(std::string_view head) {
    static constexpr std::array<std::pair<std::string_view, Packing>, 4> marks{{
        {gzip_mark, Packing::gzip},
        {"\x28\xB5\x2F\xFD"sv, Packing::zstd},
        {"\xFD"
         "7zXZ\0"sv,
         Packing::xz},
        {"BZh"sv, Packing::bzip2},
    }};
    for (const auto& [mark, packing] : marks)
        if (head.starts_with(mark))
            return packing != Packing::bzip2 || head.substr(std::min<std::size_t>(4, head.size())).starts_with("1AY&SY")
                       ? packing
                       : Packing::none;
    return Packing::none;
}

bool has_control_bytes(std::string_view bytes) {
    return std::ranges::any_of(bytes, [](char c) { return c >= 0 && c < ' ' && !std::isspace(c); });
}

bool unpacks_as_brotli(std::string_view head) {
    std::array<std::uint8_t, 4096> text;
    constexpr std::size_t least = 32;  // bytes of text, that no chance gives
    BrotliDecoderState* decoder = BrotliDecoderCreateInstance(nullptr, nullptr, nullptr);
    if (!decoder)
        throw std::bad_alloc();
    const auto* in = reinterpret_cast<const std::uint8_t*>(head.data());
    std::size_t left = head.size(), room = text.size();
    std::uint8_t* out = text.data();
    const auto state = BrotliDecoderDecompressStream(decoder, &left, &in, &room, &out, nullptr);
    BrotliDecoderDestroyInstance(decoder);
    const std::string_view given(reinterpret_cast<const char*>(text.data()), text.size() - room);
    return state != BROTLI_DECODER_RESULT_ERROR && given.size() >= least && !has_control_bytes(given);
}

std::unique_ptr<ByteSource> make_unpacked_source(Input& packed, Packing packing) {
    if (packing == Packing::gzip || packing == Packing::zlib || packing == Packing::deflate)
        return std::make_unique<InflateSource>(packed, packing);
    if (packing == Packing::brotli)
        return std::make_unique<BrotliSource>(packed);
    return std::make_unique<FilterSource>(packed);
}

std::optional<Problem> UnpackingCount::count(std::uint64_t bytes) {
    unpacked_ += bytes;
    const std::uint64_t given = packed_.at() - start_;
    if (!packed_.count_unpacked(bytes) || unpacked_ > unpacked_for_free + max_unpacking_ratio * given)
        return Problem{ProblemKind::bomb, {}, 0, max_unpacking_ratio, {}};
    return std::nullopt;
}

}  // namespace recount
