// The lemma of a word: an edit script, found in one hash table. The table gives the script of a form that was known in
// training, for its tag where the tag makes a difference ("saw" is "see" or "saw"); for other forms that of the longest
// known suffix of words of its kind ("-ies" of a plural noun: cut three characters, put "y"). A wrong tag does little
// harm: a form that only ever had one lemma keeps it whatever the tag.
//
// train/lemmas.py learns the table and tells its keys.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "language/model_file.h"

namespace recount {

/// Immutable once made: any number of threads may use one.
class Lemmatizer {
public:
    /// What counts of a tag, as hashes that a lookup goes on from. Whoever lemmatizes works it out once for each tag.
    struct Tag {
        std::uint64_t narrow = 0, upos = 0, ending = 0, capitals = 0;
        bool keeps_capitals = false;  // as most words of its part of speech do
        bool falls_back = false;      // to the lemma that a form has with other tags
    };

    /// Uses the model's sections "lemmas/...". Throws ModelError when they do not fit.
    explicit Lemmatizer(ModelFile model);

    /// For a part of speech ("NOUN") and features as CoNLL-U writes them ("Number=Plur", "_").
    Tag tag(std::string_view upos, std::string_view features) const;

    /// The lemma, in `buffer`, which is overwritten and whose memory is used again. REQUIRES: valid UTF-8.
    std::string_view lemma(std::string_view form, const Tag& tag, std::string& buffer) const;

private:
    std::uint32_t find(std::uint64_t key) const;

    ModelFile model_;
    std::span<const std::uint32_t> keys_;     // upper halves of hashes
    std::span<const std::uint32_t> scripts_;  // beside each, the number of its edit script from 1; 0: the slot is free
    std::vector<std::string_view> edits_;     // a letter for the characters to cut ("a": none), and what to put
};

}  // namespace recount
