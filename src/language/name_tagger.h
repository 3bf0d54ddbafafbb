// Finds the names of persons, organisations and places in a sentence by a small network: words with what the gazetteer
// knows of them, one layer that sees each word's neighbours and one that runs over the sentence in both directions,
// then the best row of tags that fits together (Viterbi). A tag tells whether a word stands outside of names or begins,
// continues, ends or is all of one of a type. The network was trained on running text as this program cuts it
// (train/names.py; models/english.md has its data and figures).
//
// Titles belong to the name where news style has them there ("President Obama"): the training data decides. Whoever
// wants the name alone takes them off.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "gazetteer/gazetteer.h"
#include "language/model_file.h"
#include "language/name_hints.h"
#include "language/network.h"
#include "report/layers.h"
#include "text/token.h"

namespace recount {

/// One name that the network finds: tokens [first, end) of the sentence it was given.
struct TaggedName {
    std::uint32_t first = 0, end = 0;
    EntityType type = EntityType::other;  // person, organisation or place
    bool operator==(const TaggedName&) const = default;
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

    /// Appends the names of one sentence to `names`, in order, not overlapping; takes time linear in the words.
    void tag(const Gazetteer& gazetteer, std::string_view text, Tokens sentence, Scratch& scratch,
             std::vector<TaggedName>& names) const;

    /// The words of a sentence with their hints to rows of scores, tag_count apart; they live in scratch. For tests.
    const float* score(std::string_view text, Tokens sentence, Scratch& scratch) const;

    /// Tags in the order of the scores: outside, then begin, inside, end, single of each type.
    static constexpr std::size_t type_count = 3, tag_count = 1 + 4 * type_count;

private:
    void tag_window(const Gazetteer& gazetteer, std::string_view text, Tokens window, std::uint32_t first,
                    Scratch& scratch, std::vector<TaggedName>& names) const;
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
