// The dependency tree of one sentence, as rules ask for it: what a word hangs on, how, and what hangs on it. Relations
// are those of Universal Dependencies that rules tell apart; all others are one.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "language/language_model.h"
#include "language/syntax.h"
#include "report/layers.h"

namespace recount {

/// Relations of Universal Dependencies 2 that rules and features tell apart.
enum class Relation : std::uint8_t {
    other,
    subject,            // nsubj
    passive_subject,    // nsubj:pass
    object,             // obj
    indirect_object,    // iobj
    oblique,            // obl, and what of it has no name of its own here
    agent,              // obl:agent: "killed by police"
    noun_modifier,      // nmod
    possessor,          // nmod:poss
    number,             // nummod: "84 people"
    adjective,          // amod
    clause,             // acl: "girls abducted in 2014"
    relative_clause,    // acl:relcl: "girls who were abducted"
    adverbial_clause,   // advcl
    complement,         // xcomp: "believed to have died"
    clause_complement,  // ccomp: "said that 84 had died"
    conjunct,           // conj: "beaten and arrested"
    apposition,         // appos
    compound,           // compound
    particle,           // compound:prt: "round up"
    case_marking,       // case: prepositions
    determiner,         // det
    auxiliary,          // aux
    passive_auxiliary,  // aux:pass
    copula,             // cop
    mark,               // mark: "that", "to"
    coordination,       // cc
    adverb,             // advmod
    loose,              // parataxis, list, dep
    name_part,          // flat, fixed, goeswith
};

/// Parts of speech that rules and features tell apart.
enum class PartOfSpeech : std::uint8_t {
    other,
    noun,
    name,
    verb,
    auxiliary,
    adjective,
    adverb,
    number,
    pronoun,
    preposition,
    determiner,
    conjunction,
    particle
};

/// A view of a report's syntax layer, valid as long as that is. Words are counted from the sentence's first.
class SentenceTree {
public:
    SentenceTree(std::span<const TokenSyntax> words, std::uint32_t first_token,
                 const std::array<Relation, 256>& relations, const std::array<PartOfSpeech, 256>& parts)
        : words_(words), first_token_(first_token), relations_(relations), parts_(parts) {}

    /// The word that `word` hangs on; no_index where it is the root.
    std::uint32_t head(std::uint32_t word) const {
        return words_[word].head == no_index ? no_index : words_[word].head - first_token_;
    }
    Relation relation(std::uint32_t word) const { return relations_[words_[word].relation]; }
    PartOfSpeech part(std::uint32_t word) const { return parts_[words_[word].upos]; }

    /// What the tagger and the parser say of a word, in the model's numbers.
    const TokenSyntax& syntax(std::uint32_t word) const { return words_[word]; }

    std::uint32_t size() const { return static_cast<std::uint32_t>(words_.size()); }

    /// Whether `word` is `top` or hangs on it, directly or not.
    bool is_under(std::uint32_t word, std::uint32_t top) const;

    /// The subject of a verb by itself; no_index where it has none.
    std::uint32_t own_subject_of(std::uint32_t verb) const;

    /// The subject of a verb, or of the verb that it is joined to; no_index where it has none.
    std::uint32_t subject_of(std::uint32_t verb) const;

    /// The first word from `from` on that hangs on `head`; no_index where there is none. Takes time linear in the
    /// sentence.
    std::uint32_t next_child(std::uint32_t head, std::uint32_t from) const;

private:
    std::span<const TokenSyntax> words_;
    std::uint32_t first_token_;
    const std::array<Relation, 256>& relations_;
    const std::array<PartOfSpeech, 256>& parts_;
};

/// Gives trees of sentences, worked out when they are asked for. Any number of threads may use one, each on reports of
/// its own.
class SentenceTrees {
public:
    /// What `model` holds is shared, not copied.
    explicit SentenceTrees(const LanguageModel& model);

    /// None for a sentence of more than longest_sentence words: that is a table or a list. REQUIRES: the report has its
    /// tokens and sentences.
    std::optional<SentenceTree> of(AnnotatedReport& report, std::uint32_t sentence) const;

    /// Parts of speech alone, as a tree whose words hang on nothing.
    SentenceTree tags_of(AnnotatedReport& report, std::uint32_t sentence) const;

    const LanguageModel& model() const { return syntax_.model(); }

    /// The lemma of a word of a tree, in `buffer`, whose memory is used again.
    std::string_view lemma(const SentenceTree& tree, std::uint32_t word, std::string_view form,
                           std::string& buffer) const {
        const TokenSyntax& syntax = tree.syntax(word);
        return syntax_.model().lemma(form, {syntax.upos, syntax.features}, buffer);
    }

    static constexpr std::uint32_t longest_sentence = 200;  // words that are parsed together at most

private:
    Syntax syntax_;
    std::array<Relation, 256> relations_{};  // of the model's numbers
    std::array<PartOfSpeech, 256> parts_{};  // likewise
};

}  // namespace recount
