// Reads the numbers of one sentence into claims. The rules stand in three files: what is a count and which part of a
// whole (claim_reader.cpp), what is counted (claim_quantity.cpp), and who says it (claim_source.cpp).
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "annotate/claim_rules.h"
#include "annotate/sentence_tree.h"
#include "report/layers.h"

namespace recount {

/// The people or things that a number counts, as tokens of its sentence.
struct Counted {
    std::uint32_t first = 0, end = 0;  // behind the number; first == end when nothing is named ("the 21 were freed")
    std::uint32_t head = 0;            // the noun, when something is named
    bool people = false;               // the noun is for people, or one that can be
    bool general = false;              // "people", "others": says nothing of a part
    bool partitive = false;            // "21 of the girls"
    bool omitted() const { return first == end; }
};

/// The scope of a count that is said to be of a part, without a name for it.
constexpr const char* part_of_a_whole = "part";

/// What a number was found to count.
struct QuantityReading {
    std::string quantity;
    std::string unit;
    std::uint32_t cue_first = 0, cue_end = 0;  // the words that told it, first == end when the noun alone did
    bool finite = true;                        // said by the clause's verb, not by a participle in passing
    bool named() const { return !quantity.empty(); }
};

/// Reads the numbers of one sentence.
class ClaimReader {
public:
    /// Without `trees` the words alone tell.
    ClaimReader(const ClaimRules& rules, const SentenceTrees* trees, AnnotatedReport& report, std::uint32_t sentence)
        : rules_(rules),
          trees_(trees),
          words_(rules.words),
          report_(report),
          index_(sentence),
          sentence_(report.layers.sentences[sentence]),
          tokens_(report.layers.tokens_of(sentence_)) {}

    /// Adds the sentence's claims, and for each to `of_people` whether people are counted; `last` is the quantity of
    /// the claim before, for "put the number closer to 10,000".
    void read(std::vector<QuantityCues::At>& cue_buffer, std::string& last, std::vector<bool>& of_people) {
        numbers_ = rules_.numbers.find(report_.report.content, tokens_);
        std::erase_if(numbers_, [](const Number& number) { return number.ordinal || number.share; });
        add_zero_counts();
        if (numbers_.empty())
            return;
        rules_.cues.find(tokens_, cue_buffer);
        std::erase_if(cue_buffer, [&](const auto& cue) { return time_over(cue.first) != nullptr; });  // "in March"
        cues_ = cue_buffer;
        give_back_particles();
        for (std::size_t n = 0; n < numbers_.size(); ++n)
            read_number(n, last, of_people);
    }

private:
    std::string_view lowered(std::uint32_t token) const { return report_.lowered(tokens_[token].span()); }
    bool is(std::uint32_t token, const WordSet& set) const {
        return token < tokens_.size() && set.contains(tokens_[token].word);
    }
    bool is_word(std::uint32_t token, WordId word) const {
        return token < tokens_.size() && tokens_[token].word == word;
    }
    bool is_mark(std::uint32_t token) const {
        return tokens_[token].kind == TokenKind::punctuation || tokens_[token].kind == TokenKind::quote ||
               tokens_[token].kind == TokenKind::symbol;
    }
    Span span_of(std::uint32_t first, std::uint32_t end) const { return {tokens_[first].start, tokens_[end - 1].end}; }

    const QuantityCues::At* cue_at(std::uint32_t token) const {
        const auto found = std::lower_bound(cues_.begin(), cues_.end(), token,
                                            [](const auto& cue, std::uint32_t at) { return cue.first < at; });
        return found != cues_.end() && found->first == token ? &*found : nullptr;
    }
    const QuantityCues::At* cue_ending_at(std::uint32_t token) const {
        for (const auto& cue : cues_)
            if (cue.end == token)
                return &cue;
        return nullptr;
    }
    const Number* number_at(std::uint32_t token) const {
        for (const Number& number : numbers_)
            if (number.first_token <= token && token < number.end_token)
                return &number;
        return nullptr;
    }
    const std::string& quantity_of(const QuantityCues::At& cue) const {
        return rules_.cues.quantities()[cue.cue.quantity].name;
    }
    QuantityReading reading(const QuantityCues::At& cue) const { return {quantity_of(cue), "", cue.first, cue.end}; }

    const Time* time_over(std::uint32_t token) const {
        for (const Time& time : report_.layers.times_of(index_))
            if (time.span.start <= tokens_[token].start && tokens_[token].end <= time.span.end)
                return &time;
        return nullptr;
    }

    void add_zero_counts();
    void read_number(std::size_t n, std::string& last, std::vector<bool>& of_people);
    bool is_no_count(const Number& number) const;
    bool stands_in_a_sentence(const Number& number) const;
    void give_back_particles();
    Counted counted_after(const Number& number) const;
    void take_noun(Counted& counted, std::uint32_t at) const;
    bool qualifies(std::uint32_t next) const;
    QuantityReading with_unit(const Number& number) const;
    QuantityReading people_reading(const Number& number, const Counted& counted, const std::string& last) const;
    QuantityReading counting_noun(const Counted& counted) const;
    QuantityReading inside_noun(const Counted& counted) const;
    QuantityReading verb_before(const Number& number, const Counted& counted) const;
    QuantityReading verb_behind(const Number& number, const Counted& counted, bool participles_alone) const;
    bool is_whole_of_a_part(const Number& number) const;
    std::uint32_t main_verb_behind(const Number& number, std::uint32_t relative_clause) const;
    QuantityReading total_before(const Number& number) const;
    QuantityReading parallel(std::size_t n, const Counted& counted) const;
    QuantityReading place_behind(const Counted& counted) const;
    QuantityReading noun_alone(const Counted& counted) const;
    QuantityReading by_tree(const Number& number, const Counted& counted) const;
    QuantityReading of_predicate(const SentenceTree& tree, std::uint32_t verb, Relation part, const Counted& counted,
                                 int depth) const;
    QuantityReading of_relative_clause(const SentenceTree& tree, std::uint32_t at, const Counted& counted) const;
    const QuantityCues::At* cue_over(std::uint32_t at) const;
    bool takes_people(const QuantityCues::At& cue, const Counted& counted) const;
    std::string scope_of(std::size_t n, const Counted& counted, const QuantityReading& reading) const;
    bool too_few(const Number& number, const QuantityReading& reading) const;
    bool follows(const Number& number, const PhraseTable& phrases) const;
    void inherit_in_list(std::size_t n, const Counted& counted, QuantityReading& reading, std::string& scope);
    std::uint32_t time_of_saying(const Attribution& attribution) const;
    void set_source(Claim& claim, std::uint32_t first, std::uint32_t end) const;
    bool give_estimator(Claim& claim) const;
    void give_relative_source(Claim& claim) const;
    void give_source(Claim& claim, const QuantityReading& reading) const;

    struct Earlier {
        Counted counted;
        QuantityReading reading;
        std::uint32_t claim = 0, end = 0;
        std::size_t number = 0;
    };

    const ClaimRules& rules_;
    const SentenceTrees* trees_;
    const GrammarWords& words_;
    AnnotatedReport& report_;
    std::uint32_t index_;
    const Sentence& sentence_;
    Tokens tokens_;
    std::vector<Number> numbers_;
    std::span<const QuantityCues::At> cues_;
    std::optional<Earlier> earlier_;
    std::size_t age_before_ = SIZE_MAX;  // the number before that was an age
};

}  // namespace recount
