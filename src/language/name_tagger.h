// Finds the names of persons, organisations and places in a sentence by a small network: words with what the gazetteer
// knows of them, one layer that sees each word's neighbours and one that runs over the sentence in both directions,
// then the best row of tags that fits together (Viterbi). A tag tells whether a word stands outside of names or begins,
// continues, ends or is all of one of a type. The network was trained on running text as this program cuts it
// (train/names.py; models/english.md has its data and figures).
//
// Titles belong to the name where news style has them there ("President Obama"): the training data decides. Whoever
// wants the name alone takes them off.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "language/model_file.h"
#include "language/name_hints.h"
#include "language/network.h"
#include "report/layers.h"
#include "text/token.h"

namespace recount {

/// One name that the network finds: tokens [first, end) of the sentence it was given.
struct TaggedName {
    static constexpr float never = 1000;

    std::uint32_t first = 0, end = 0;
    EntityType type = EntityType::other;  // person, organisation or place
    /// How far each type's tags fall short of this type's, as logarithms of odds (natural): 0 for its own, below 0
    /// where other types have the better tags here but fit worse into the sentence.
    std::array<float, 3> short_of{never, never, never};
};

/// Immutable once made: any number of threads may use one, each with a Scratch of its own.
class NameTagger {
public:
    /// Memory of one thread that the tagger works in; one serves one tagger.
    struct Scratch {
        WordScratch words;
        LayerScratch layers;
        Lines<std::int8_t> word_rows, near_rows, sentence_rows;  // as the layers give them
        Lines<float> scores;
        std::vector<NameHint> hints;
        std::vector<std::uint8_t> back, tags;
    };

    /// Reads names/ and words/ of the model, which must outlive it. Throws ModelError.
    explicit NameTagger(const ModelFile& model);

    /// Appends the names of one sentence to `names`, in order, not overlapping, and to `outside`, for each word, how
    /// far its best tag within a name falls short of standing outside of names (logarithm of odds). Takes time linear
    /// in the words. REQUIRES: a hint for each word.
    void tag(std::string_view text, Tokens sentence, std::span<const NameHint> hints, Scratch& scratch,
             std::vector<TaggedName>& names, std::vector<float>& outside) const;

    /// The words of a sentence with their hints to rows of scores, tag_count apart; they live in scratch. For tests.
    const float* score(std::string_view text, Tokens sentence, Scratch& scratch) const;

    /// Tags in the order of the scores: outside, then begin, inside, end, single of each type.
    static constexpr std::size_t type_count = 3, tag_count = 1 + 4 * type_count;

private:
    void tag_window(std::string_view text, Tokens window, std::uint32_t first, Scratch& scratch,
                    std::vector<TaggedName>& names, std::vector<float>& outside) const;
    void look_up_words(std::string_view text, Tokens sentence, Scratch& scratch, std::int8_t* out) const;

    WordLayer words_;
    Matrix<std::int8_t> hints_;  // a row for each pair of hints, in steps of the words
    Convolution convolution_;
    RecurrentLayer recurrent_;
    Linear tags_;
};

/// The best row of tags that fits together: an inside or end follows a begin or inside of its type, nothing else does.
/// `scores` has `words` rows of NameTagger::tag_count; of equal rows the one with the lower tags at its end is taken.
void best_name_tags(const float* scores, std::size_t words, std::vector<std::uint8_t>& back,
                    std::vector<std::uint8_t>& tags);

}  // namespace recount
