// Words as the gather stage compares them: stems, each a number, with how common it is in everyday English. The form of
// a word changes when a text is reworded ("marching", "marches"), its stem stays. Stems are those of Snowball's English
// stemmer (Porter 2001), of letters without marks ("Bălți", "Balti"); British and American spellings are made one by
// the endings that codebook/gather.toml lists.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "codebook/codebook.h"
#include "report/layers.h"
#include "text/vocabulary.h"

struct sb_stemmer;

namespace recount {

using TermId = std::uint32_t;  // of a stem; from 0 without gaps, in the order they were met

/// Gives stems their numbers. One thread at a time.
class Terms {
public:
    /// Reads [[everyday]] and [[spelling]] of the codebook's gather.toml. Throws CodebookError.
    explicit Terms(const Codebook& codebook);

    /// The number of a lower-case word's stem, given to it now if it is new. A word is stemmed once.
    TermId of(std::string_view lowered);

    /// The number of a place that is named by one word, by its id: one for all of its spellings.
    TermId of_place(std::string_view id);

    /// The share of everyday sentences that hold the stem, above 0 and at most 1.
    double everyday(TermId term) const { return term < everyday_.size() ? everyday_[term] : unlisted_; }

    /// A hash of the stem's letters: the same in every run, whatever its number is.
    std::uint64_t fingerprint(TermId term) const;

    std::size_t size() const { return stems_.size(); }

    /// Forgets all stems that the codebook does not list.
    void forget_others();

private:
    std::string stem(std::string_view lowered) const;

    struct DeleteStemmer {
        void operator()(sb_stemmer* stemmer) const;
    };
    std::unique_ptr<sb_stemmer, DeleteStemmer> stemmer_;
    std::vector<std::pair<std::string, std::string>> spellings_;  // ending of a stem -> the one that stands for both
    Vocabulary words_, stems_;
    std::vector<TermId> term_of_word_;
    std::vector<double> everyday_;
    double unlisted_ = 0;
    std::size_t listed_words_ = 0, listed_stems_ = 0;
};

/// What a word is to a sentence that is a form filled in.
enum class Blank : std::uint8_t {
    none,
    name,     // of a person or a body, or what has a capital within its sentence
    place,    // the name of a place
    measure,  // a number, what counts something, a time
};

/// One word or number of a report.
struct GatherWord {
    TermId term = 0;
    std::uint32_t token = 0;   // into Layers::tokens
    bool capitalised = false;  // though it does not begin its sentence
    bool begins = false;       // begins its sentence
    bool number = false;
    bool quoted = false;  // between quotation marks
    Blank blank = Blank::none;
};

struct GatherSentence {
    std::uint32_t sentence = 0;        // into Layers::sentences
    std::uint32_t first = 0, end = 0;  // half-open, into ReportWords::words
    BlockKind kind = BlockKind::paragraph;
    std::uint64_t wording = 0;  // sentences of the same stems in the same order have the same
};

/// The words of one report, sentence by sentence; sentences without words are left out.
struct ReportWords {
    std::vector<GatherWord> words;
    std::vector<GatherSentence> sentences;
};

ReportWords words_of(const AnnotatedReport& report, Terms& terms);

}  // namespace recount
