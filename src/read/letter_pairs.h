// Which pairs of neighbouring bytes a text has: a quick look that tells of nearly every phrase that it cannot stand in
// the text, so that few are searched for.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace recount {

class LetterPairs {
public:
    LetterPairs() = default;

    /// Takes time linear in the text.
    explicit LetterPairs(std::string_view text) {
        for (std::size_t i = 1; i < text.size(); ++i) {
            const std::size_t pair = number_of(text[i - 1], text[i]);
            seen_[pair / 64] |= std::uint64_t{1} << pair % 64;
        }
    }

    /// False where the phrase stands nowhere in the text; true where it may.
    bool may_hold(std::string_view phrase) const {
        for (std::size_t i = 1; i < phrase.size(); ++i) {
            const std::size_t pair = number_of(phrase[i - 1], phrase[i]);
            if (!(seen_[pair / 64] >> pair % 64 & 1))
                return false;
        }
        return true;
    }

private:
    static constexpr std::size_t numbers = 1024;  // several pairs share one

    static std::size_t number_of(char first, char second) {
        return (static_cast<unsigned char>(first) * std::size_t{37} + static_cast<unsigned char>(second)) % numbers;
    }

    std::array<std::uint64_t, numbers / 64> seen_{};
};

}  // namespace recount
