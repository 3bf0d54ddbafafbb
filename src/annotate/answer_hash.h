// Features as hashes of answers to numbered questions: what a scorer has weights for.
#pragma once

#include <cstdint>

namespace recount {

/// Two numbers as one, evenly spread.
constexpr std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
    const std::uint64_t x = (a ^ (b + 0x9e3779b97f4a7c15u + (a << 6) + (a >> 2))) * 0xbf58476d1ce4e5b9u;
    return x ^ (x >> 31);
}

/// The feature that says: these are the answers to this question. The numbers of questions are part of what was
/// trained.
template <class Question, class... Answers>
constexpr std::uint32_t answer_hash(Question question, Answers... answers) {
    std::uint64_t hash = mixed(0x5bd1e995, static_cast<std::uint64_t>(question));
    ((hash = mixed(hash, static_cast<std::uint64_t>(answers))), ...);
    return static_cast<std::uint32_t>(hash >> 32);
}

}  // namespace recount
