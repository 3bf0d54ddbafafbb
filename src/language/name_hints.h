// What the gazetteer and the codebook tell the name tagger of each word, as two small numbers that select rows of an
// embedding table: whether the word stands in the name of a place, and of what kind and size the likeliest bearer is;
// whether it stands in the name of a well-known organisation, or is a first name or an everyday word. Only words that
// begin with a capital are looked up. The training sees the same numbers (train/name_inputs.cpp), so what a number
// means must not change while a trained model is in use.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "gazetteer/gazetteer.h"
#include "text/token.h"

namespace recount {

/// Rows of the table: the first number lies below `place_hints`, the second from there on.
constexpr std::uint8_t place_hints = 24, word_hints = 8, name_hint_rows = place_hints + word_hints;

struct NameHint {
    std::uint8_t place = 0;           // 0: in no place's name; else 1 + 3 * class + position (alone, first, later)
    std::uint8_t word = place_hints;  // place_hints: not capitalised; + 1 to 4: use; + 5 to 7: in an organisation
    bool operator==(const NameHint&) const = default;
};

/// Fills one hint for each token of a sentence, from the gazetteer. REQUIRES: hints.size() == tokens.size().
void look_up_names(const Gazetteer& gazetteer, std::string_view text, Tokens tokens, std::span<NameHint> hints);

/// Marks the tokens of one well-known organisation's name, which stand in a row, as such.
void mark_organisation(std::span<NameHint> name);

}  // namespace recount
