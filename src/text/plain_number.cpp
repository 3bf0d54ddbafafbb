#include "text/plain_number.h"

#include <array>
#include <charconv>
#include <cmath>

namespace recount {

std::string plain_number(double value) {
    std::array<char, 64> buffer;
    const bool whole = std::floor(value) == value && std::abs(value) < 9e15;
    const auto result = whole
                            ? std::to_chars(buffer.data(), buffer.data() + buffer.size(), static_cast<long long>(value))
                            : std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return std::string(buffer.data(), result.ptr);
}

}  // namespace recount
