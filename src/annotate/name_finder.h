// Finds the stretches of one report that look like names, and gathers what speaks for a person, an organisation or a
// place.
//
// A run of capitals is cut into pieces by what is known: well-known organisations, the gazetteer, words that end or
// head the names of organisations and places, offices and courtesy titles (which are context), first names. Each piece
// collects evidence for each type, from itself and from the words around it. Nothing is decided here: the same name may
// stand at several places, and all of them together decide (names.cpp).
//
// Where a language model is loaded, its network says where names begin and end and what they are. The rules' own pieces
// beside them are doubtful, unless the codebook or a title speaks for them. Evidence is gathered all the same.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "annotate/name_words.h"
#include "gazetteer/gazetteer.h"
#include "language/name_hints.h"
#include "language/name_tagger.h"
#include "report/layers.h"

namespace recount {

/// Evidence for each type; the larger the surer, below zero against it. 1 is a hint, 4 is as good as certain.
struct NameEvidence {
    float person = 0, organisation = 0, place = 0;
};

/// One stretch that looks like a name.
struct NamePiece {
    std::uint32_t first = 0, end = 0;   // tokens
    NameEvidence inner, around;         // from the name itself; from the words around it
    Candidates places;                  // of the whole piece
    std::uint32_t known = no_index;     // the well-known organisation, see NameWords
    std::uint32_t within = no_index;    // the piece right behind a comma that can hold it ("Chibok, Nigeria")
    bool region = false;                // the region of that name is meant: "Minsk region"
    bool abbreviation = false;          // capitals alone ("ICRC")
    bool bracketed = false;             // stands in brackets right behind the piece before it: "X (ICRC)"
    bool female = false, male = false;  // a title or first name says so
    bool titled = false;                // a courtesy title or an office stands right before it
    bool doubtful = false;              // the network left it out: a name only if the report has it as one elsewhere
    std::uint32_t mention = no_index;   // where the mention begins with its title, as the network has it; else `first`
    EntityType voted = EntityType::other;  // what the network takes it for; other: it has no say
    std::array<float, 3> short_of{};       // how far other types fall short of that, see TaggedName
};

/// What the finder gives for one report; keep one a thread and hand it over again, so that its memory is reused.
struct NameFindings {
    std::vector<TaggedName> tagged;   // what the network found, by tokens of the report, in order; given, not found
    std::vector<float> outside;       // how sure it is that a token stands in no name, see NameTagger; given
    bool network = false;             // there is one
    std::vector<NamePiece> pieces;    // in text order, not overlapping
    std::vector<PlaceIndex> peoples;  // places that demonyms point to, one entry a mention
    std::vector<std::uint32_t> headlines;  // sentences whose words are capitalised as in a headline: left out
};

class NameFinder {
public:
    /// Both must outlive the finder.
    NameFinder(const NameWords& words, const Gazetteer& gazetteer) : words_(words), gazetteer_(gazetteer) {}

    /// Replaces `findings` by those of this report, but for what is given in it.
    void find(const AnnotatedReport& report, NameFindings& findings) const;

    /// Pieces of a headline: what the network found and well-known names, as its capitals tell nothing. Appends to
    /// findings.pieces, not in order.
    void find_in_headline(const AnnotatedReport& report, const Sentence& sentence, NameFindings& findings) const;

private:
    class Pass;
    const NameWords& words_;
    const Gazetteer& gazetteer_;
};

/// What the gazetteer and the codebook tell the network of a sentence: one hint for each of its tokens.
/// REQUIRES: hints.size() == tokens.size(); `lowered` is `text` in lower case, at the same offsets.
void look_up_names(const NameWords& words, const Gazetteer& gazetteer, std::string_view text, std::string_view lowered,
                   Tokens tokens, std::span<NameHint> hints);

/// True when most longer words of a sentence are capitalised: it is set as a headline, or in capitals throughout.
bool is_headline(const AnnotatedReport& report, const Sentence& sentence);

/// Evidence that the name by itself gives for being a place, 0 when it is none or only a people.
float place_evidence(const Gazetteer& gazetteer, Candidates candidates, const WordUse& use, bool one_word);

}  // namespace recount
