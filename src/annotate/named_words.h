// Words that name a happening in lower case and somebody or something else as a name: "in March", "John March", "Rally
// Motors", "the band Strike". The names and times that were found before tell, and the tagger where the word has a
// capital; in a headline whose words all have capitals these tell nothing. A happening that has a name of
// its own stays one: "the Women's March", "the Haymarket Riot", "the March on Washington".
#pragma once

#include <cstdint>
#include <memory>

#include "annotate/sentence_tree.h"
#include "codebook/codebook.h"
#include "report/layers.h"
#include "text/vocabulary.h"

namespace recount {

/// Immutable; any number of threads may use one, each on reports of its own.
class NamedWords {
public:
    /// The codebook is only read while this is called. `trees` may be null: then no part of speech is asked for.
    NamedWords(Codebook& codebook, std::shared_ptr<const SentenceTrees> trees);

    /// Whether the words [first, end) of a sentence, counted from its first token, are a name or a part of one that is
    /// no happening's. REQUIRES: tokens, sentences, entities and times.
    bool are_name(AnnotatedReport& report, std::uint32_t sentence, std::uint32_t first, std::uint32_t end) const;

private:
    bool begins_name_of_happening(const Layers& layers, Tokens tokens, std::uint32_t end) const;
    bool ends_name_of_happening(AnnotatedReport& report, std::uint32_t sentence, std::uint32_t first,
                                std::uint32_t end) const;
    bool is_tagged_name(AnnotatedReport& report, std::uint32_t sentence, std::uint32_t first, std::uint32_t end) const;

    std::shared_ptr<const SentenceTrees> trees_;
    WordSet determiners_, prepositions_;
    WordId possessive_ = unknown_word;
};

}  // namespace recount
