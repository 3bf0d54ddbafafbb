// Numbers as bytes: seven bits a byte, the lowest first (LEB128), so that small numbers are short.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace recount {

/// FNV-1a (Fowler, Noll, Vo): the same number for the same letters in every run.
constexpr std::uint64_t hash_of(std::string_view text) {
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    return hash ^ hash >> 32;
}

/// The hash of what `hash` stands for with a number behind it.
constexpr std::uint64_t mixed(std::uint64_t hash, std::uint64_t number) {
    hash = (hash ^ number) * 0x9e3779b97f4a7c15;
    return hash ^ hash >> 29;
}

class ByteWriter {
public:
    void number(std::uint64_t value) {
        for (; value >= 0x80; value >>= 7)
            bytes_ += static_cast<char>(value | 0x80);
        bytes_ += static_cast<char>(value);
    }
    std::string take() { return std::move(bytes_); }

private:
    std::string bytes_;
};

/// Throws std::runtime_error where the bytes end too early or hold no such number.
class ByteReader {
public:
    explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

    std::uint64_t number() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            if (bytes_.empty())
                break;
            const auto byte = static_cast<unsigned char>(bytes_.front());
            bytes_.remove_prefix(1);
            value |= std::uint64_t{byte & 0x7fu} << shift;
            if (byte < 0x80)
                return value;
        }
        throw std::runtime_error("the bytes end within a number");
    }

    /// How many things follow: each takes a byte at least.
    std::uint64_t count() {
        const std::uint64_t value = number();
        if (value > bytes_.size())
            throw std::runtime_error("the bytes end before what they announce");
        return value;
    }

private:
    std::string_view bytes_;
};

}  // namespace recount
