// What the codebook tells of statements (codebook/statements.toml): what it takes for two utterances to be one, which
// words turn a sentence's sense, and how sure each way is in which a speaker gets a name.
#pragma once

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "codebook/codebook.h"
#include "reconcile/account.h"

namespace recount {

/// What is asked about two utterances. Shares are of the words' weight.
enum class UtteranceQuestion : std::uint8_t {
    shared,        // of the shorter one's words, those that the longer one has too
    like,          // of the shorter one's words, each as far as the longer one has one like it
    like_piece,    // the same both ways, of that sentence of the longer one which is most like the shorter one
    run,           // of the shorter one's words, those that stand in both in one order
    evidence,      // how much the words that both have weigh together, up to `most_evidence`
    brief,         // the shorter one has few words: 1 for one word, less for each more
    open_speaker,  // the speaker of one is not told, or told by no name
    same_words,    // that both have all words in the same order
    same_report,   // both stand in one report
    one_passage,   // both stand in passages that descend from one text
    beside,        // what the two reports quote right before or behind is surely one
};
constexpr std::size_t utterance_questions = 11;

/// Immutable; any number of threads may use it.
class StatementRules {
public:
    /// Throws CodebookError.
    explicit StatementRules(const Codebook& codebook);

    /// Above 0 where two quotations of one speaker, or of speakers of whom one is open, are likelier one than not.
    double joined(const std::array<double, utterance_questions>& answers) const;

    /// Above 0 where one is a paraphrase of the other: the same questions, with the words' likeness asked for alone.
    double paraphrased(const std::array<double, utterance_questions>& answers) const;

    double most_evidence() const { return most_evidence_; }

    /// The word that a clitic or a bound form stands for ("n't": "not"); any other word itself.
    std::string_view full_form(std::string_view word) const {
        const auto found = forms_.find(word);
        return found == forms_.end() ? word : std::string_view(found->second);
    }

    /// Whether a lower-case word turns the sense ("not", "never", "n't").
    bool negates(std::string_view word) const { return holds(negations_, word); }

    /// Whether a lower-case word is a number ("two", "hundred").
    bool counts(std::string_view word) const { return holds(numbers_, word); }

    /// The cosine of two words' vectors up to which they are not alike at all.
    double like_from() const { return like_from_; }

    /// The likeness of two words, 0 to 1, from which on one may stand for the other.
    double like_words() const { return like_words_; }

    /// The rarity of a word (its square: UtteranceWords::rarity) from which on it says something by itself.
    double telling() const { return telling_; }

    /// The probability that a speaker who was found this way is the right one.
    double confidence(VoiceWay way) const { return confidences_[static_cast<std::size_t>(way)]; }

    /// Nouns for what is given out ("statement", "letter"), lower-case.
    bool is_document(std::string_view word) const { return holds(documents_, word); }

    /// Words that begin what says of what an office is ("of", "for", "to").
    bool is_link(std::string_view word) const { return holds(links_, word); }

    /// Words that point at somebody whom the reader is to know ("the", "its"), and such that do not ("a", "one").
    bool begins_phrase(std::string_view word) const { return holds(definite_, word); }
    bool is_indefinite(std::string_view word) const { return holds(indefinite_, word); }

    /// Whether a lower-case word is an office that a person has ("mayor").
    bool is_office(std::string_view word) const { return holds(offices_, word); }

    /// Whether a noun, lower-case, is of one: it does not end as plurals do and is no collective ("police").
    bool is_one(std::string_view noun) const {
        return !holds(plurals_, noun) && (!noun.ends_with('s') || noun.ends_with("ss"));
    }

private:
    static bool holds(const std::vector<std::string>& sorted, std::string_view word) {
        return std::binary_search(sorted.begin(), sorted.end(), word, std::less<>());
    }

    std::array<double, utterance_questions + 1> joined_{}, paraphrased_{};  // the last is always added
    double most_evidence_ = 0, like_from_ = 0, like_words_ = 0, telling_ = 0;
    std::vector<std::string> negations_, numbers_, documents_, links_, definite_, indefinite_, plurals_, offices_;
    std::map<std::string, std::string, std::less<>> forms_;
    std::array<double, voice_ways> confidences_{};
};

}  // namespace recount
