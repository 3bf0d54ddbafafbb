#include "store/packing.h"

#include <zlib.h>

#include <algorithm>

#include "text/utf8.h"

namespace recount {

namespace {

constexpr char plain = 0, deflated = 1;
constexpr std::size_t size_bytes = 4, sum_bytes = 4, head_bytes = 1 + size_bytes + sum_bytes;
constexpr int level = 6;
constexpr std::size_t most_deflated =
    1100;  // bytes that one deflated byte can stand for, by its format (1,032) or less

std::uint32_t sum_of(std::string_view bytes) {
    return static_cast<std::uint32_t>(
        crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
}

void put_fixed(std::string& out, std::uint32_t value) {
    for (int shift = 0; shift < 32; shift += 8)
        out += static_cast<char>(value >> shift);
}

std::uint32_t fixed_at(std::string_view bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
    return value;
}

}  // namespace

std::string seal(std::string_view bytes) {
    if (bytes.size() > UINT32_MAX)
        throw std::length_error("more than 4 GB in one piece of a store");
    std::string packed(compressBound(bytes.size()), '\0');
    uLongf size = packed.size();
    const bool shorter = compress2(reinterpret_cast<Bytef*>(packed.data()), &size,
                                   reinterpret_cast<const Bytef*>(bytes.data()), bytes.size(), level) == Z_OK &&
                         size < bytes.size();
    std::string sealed(1, shorter ? deflated : plain);
    put_fixed(sealed, static_cast<std::uint32_t>(bytes.size()));
    put_fixed(sealed, sum_of(bytes));
    return sealed.append(shorter ? std::string_view(packed).substr(0, size) : bytes);
}

std::string unseal(std::string_view sealed) {
    if (sealed.size() < head_bytes)
        throw DamagedBytes("the bytes are cut");
    const std::size_t size = fixed_at(sealed, 1);
    const std::string_view body = sealed.substr(head_bytes);
    std::string bytes;
    if (sealed[0] == plain) {
        bytes = body;
    } else if (sealed[0] == deflated && size <= body.size() * most_deflated) {
        bytes.resize(size);
        uLongf written = size;
        if (uncompress(reinterpret_cast<Bytef*>(bytes.data()), &written, reinterpret_cast<const Bytef*>(body.data()),
                       body.size()) != Z_OK)
            written = 0;
        bytes.resize(written);
    }
    if (bytes.size() != size || sum_of(bytes) != fixed_at(sealed, 1 + size_bytes))
        throw DamagedBytes("the bytes do not agree with their checksum");
    return bytes;
}

// ---- writing

void Packer::report(std::uint32_t number) {
    const auto found = std::ranges::lower_bound(reports_, number, {}, &PackedReport::number);
    put_unsigned(static_cast<std::uint64_t>(found - reports_.begin()));
}

void Packer::place(std::uint32_t, Span span) {
    put(span);
}

void Packer::places(std::uint32_t, const std::vector<Span>& spans) {
    put(spans);
}

void Packer::indices(Target target, const std::vector<std::uint32_t>& list) {
    put_unsigned(list.size());
    for (const std::uint32_t one : list)
        known(target, one);
}

void Packer::stretch(Target, std::uint32_t first, std::uint32_t end) {
    put_from(last_token_, first, end);
}

void Packer::put_bits(std::uint64_t bits) {
    for (int shift = 56; shift >= 0; shift -= 8)
        bytes_ += static_cast<char>(bits >> shift);
}

void Packer::put_text(std::string_view text) {
    put_unsigned(text.size());
    bytes_.append(text);
}

// ---- reading

void Unpacker::end() const {
    if (!rest_.empty())
        fail("bytes are left over");
}

std::uint64_t Unpacker::take_unsigned(std::uint64_t most) {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
        if (rest_.empty())
            fail("the bytes are cut");
        const auto byte = static_cast<unsigned char>(rest_.front());
        rest_.remove_prefix(1);
        value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
        if (byte < 0x80) {
            if (value > most)
                fail("a number is too large");
            return value;
        }
    }
    fail("a number does not end");
}

std::int64_t Unpacker::take_signed() {
    const std::uint64_t value = take_unsigned(UINT64_MAX);
    return static_cast<std::int64_t>((value >> 1) ^ (0 - (value & 1)));
}

std::uint64_t Unpacker::take_bits() {
    std::uint64_t bits = 0;
    for (const char byte : take_bytes(8))
        bits = bits << 8 | static_cast<unsigned char>(byte);
    return bits;
}

std::string_view Unpacker::take_bytes(std::size_t count) {
    if (count > rest_.size())
        fail("the bytes are cut");
    const std::string_view taken = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return taken;
}

std::string Unpacker::take_text() {
    const std::string_view text = take_bytes(take_unsigned(rest_.size()));
    if (first_invalid_utf8(text))
        fail("a text is not UTF-8");
    return std::string(text);
}

/// Whatever is counted takes a byte each or more, so that no count makes more than its bytes can fill.
std::size_t Unpacker::take_count() {
    return take_unsigned(rest_.size());
}

void Unpacker::take_from(std::uint32_t& before, std::uint32_t& first, std::uint32_t& end) {
    const std::int64_t moved = take_signed(), start = static_cast<std::int64_t>(before) + moved;
    if (moved < -static_cast<std::int64_t>(UINT32_MAX) || moved > UINT32_MAX || start < 0 || start > UINT32_MAX)
        fail("a place is none");
    first = before = static_cast<std::uint32_t>(start);
    end = first + static_cast<std::uint32_t>(take_unsigned(UINT32_MAX - first));
}

Span Unpacker::take_span(std::size_t size) {
    Span span;
    take_from(last_start_, span.start, span.end);
    if (span.end > size)
        fail("a place lies beyond its text");
    return span;
}

Day Unpacker::take_day() {
    constexpr std::int64_t far = 4'000'000;  // ten thousand years
    const std::int64_t days = take_signed();
    if (days < -far || days > far)
        fail("a day is none");
    return Day(std::chrono::days(days));
}

const PackedReport& Unpacker::report_of(std::uint32_t number) const {
    return *std::ranges::lower_bound(reports_, number, {}, &PackedReport::number);
}

void Unpacker::report(std::uint32_t& number) {
    const std::uint64_t at = take_unsigned(UINT32_MAX);
    if (at >= reports_.size())
        fail("a report is none of the story's");
    number = reports_[at].number;
}

void Unpacker::place(std::uint32_t number, Span& span) {
    span = take_span(report_of(number).size);
}

void Unpacker::places(std::uint32_t number, std::vector<Span>& spans) {
    spans.clear();
    for (std::size_t count = take_count(); count > 0; --count)
        spans.push_back(take_span(report_of(number).size));
}

void Unpacker::claim(std::uint32_t number, std::uint32_t& index) {
    index = static_cast<std::uint32_t>(take_unsigned(UINT32_MAX));
    if (index >= report_of(number).claims)
        fail("a claim is none of its report's");
}

void Unpacker::need(Target target, std::uint64_t size) {
    std::uint64_t& needed = needed_[static_cast<std::size_t>(target)];
    needed = std::max(needed, size);
}

void Unpacker::index(Target target, std::uint32_t& index) {
    const std::uint64_t behind = take_unsigned(UINT32_MAX);
    index = static_cast<std::uint32_t>(behind) - 1;
    need(target, behind);
}

void Unpacker::known(Target target, std::uint32_t& index) {
    index = static_cast<std::uint32_t>(take_unsigned(UINT32_MAX - 1));
    need(target, std::uint64_t{index} + 1);
}

void Unpacker::indices(Target target, std::vector<std::uint32_t>& list) {
    list.clear();
    for (std::size_t count = take_count(); count > 0; --count)
        known(target, list.emplace_back());
}

void Unpacker::stretch(Target target, std::uint32_t& first, std::uint32_t& end) {
    take_from(last_token_, first, end);
    need(target, end);
}

void Unpacker::end_of(Target target, std::size_t size) {
    if (needed_[static_cast<std::size_t>(target)] > size)
        fail("an index points at nothing");
    needed_[static_cast<std::size_t>(target)] = 0;
}

}  // namespace recount
