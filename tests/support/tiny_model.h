// A language model of random numbers, small enough for tests: what it says of words means nothing, but it says the same
// each time, and all parts of the program take it as they take the trained one.
#pragma once

#include <cstdint>
#include <string>

namespace recount::test {

struct TinySizes {
    std::size_t width = 16;  // of a word's row
    std::size_t size = 32;   // of a recurrent layer: 2 * width gives three parts, else four
    std::size_t layers = 2, convolutions = 2, arcs = 12, labels_hidden = 20, reach = 5;
    bool names = true;  // with a network that finds names
};

/// The bytes of its file.
std::string tiny_model(std::uint32_t seed = 1, const TinySizes& sizes = {});

}  // namespace recount::test
