#include "annotate/sentence_tree.h"

#include <algorithm>
#include <utility>

namespace recount {

std::uint32_t SentenceTree::next_child(std::uint32_t head, std::uint32_t from) const {
    for (std::uint32_t word = from; word < words_.size(); ++word)
        if (words_[word].head == head + first_token_)
            return word;
    return no_index;
}

bool SentenceTree::is_under(std::uint32_t word, std::uint32_t top) const {
    while (word != top && word != no_index)
        word = head(word);
    return word == top;
}

std::uint32_t SentenceTree::own_subject_of(std::uint32_t verb) const {
    for (std::uint32_t child = next_child(verb, 0); child != no_index; child = next_child(verb, child + 1))
        if (relation(child) == Relation::subject || relation(child) == Relation::passive_subject)
            return child;
    return no_index;
}

std::uint32_t SentenceTree::subject_of(std::uint32_t verb) const {
    for (;; verb = head(verb)) {
        const std::uint32_t subject = own_subject_of(verb);
        if (subject != no_index || relation(verb) != Relation::conjunct || head(verb) == no_index)
            return subject;
    }
}

namespace {

constexpr std::pair<std::string_view, Relation> named_relations[] = {{"nsubj", Relation::subject},
                                                                     {"nsubj:pass", Relation::passive_subject},
                                                                     {"obj", Relation::object},
                                                                     {"iobj", Relation::indirect_object},
                                                                     {"obl", Relation::oblique},
                                                                     {"obl:agent", Relation::agent},
                                                                     {"nmod", Relation::noun_modifier},
                                                                     {"nmod:poss", Relation::possessor},
                                                                     {"nummod", Relation::number},
                                                                     {"amod", Relation::adjective},
                                                                     {"acl", Relation::clause},
                                                                     {"acl:relcl", Relation::relative_clause},
                                                                     {"advcl", Relation::adverbial_clause},
                                                                     {"xcomp", Relation::complement},
                                                                     {"ccomp", Relation::clause_complement},
                                                                     {"conj", Relation::conjunct},
                                                                     {"appos", Relation::apposition},
                                                                     {"compound", Relation::compound},
                                                                     {"compound:prt", Relation::particle},
                                                                     {"case", Relation::case_marking},
                                                                     {"det", Relation::determiner},
                                                                     {"aux", Relation::auxiliary},
                                                                     {"aux:pass", Relation::passive_auxiliary},
                                                                     {"cop", Relation::copula},
                                                                     {"mark", Relation::mark},
                                                                     {"cc", Relation::coordination},
                                                                     {"advmod", Relation::adverb},
                                                                     {"parataxis", Relation::loose},
                                                                     {"list", Relation::loose},
                                                                     {"dep", Relation::loose},
                                                                     {"flat", Relation::name_part},
                                                                     {"fixed", Relation::name_part},
                                                                     {"goeswith", Relation::name_part}};

constexpr std::pair<std::string_view, PartOfSpeech> named_parts[] = {
    {"NOUN", PartOfSpeech::noun},      {"PROPN", PartOfSpeech::name},        {"VERB", PartOfSpeech::verb},
    {"AUX", PartOfSpeech::auxiliary},  {"ADJ", PartOfSpeech::adjective},     {"ADV", PartOfSpeech::adverb},
    {"NUM", PartOfSpeech::number},     {"PRON", PartOfSpeech::pronoun},      {"ADP", PartOfSpeech::preposition},
    {"DET", PartOfSpeech::determiner}, {"CCONJ", PartOfSpeech::conjunction}, {"SCONJ", PartOfSpeech::conjunction},
    {"PART", PartOfSpeech::particle}};

/// The value of each of the model's names: its own, else that of the name without its subtype, else the first value.
template <class Value, std::size_t count>
void number(std::span<const std::string_view> names, const std::pair<std::string_view, Value> (&named)[count],
            std::array<Value, 256>& values) {
    const auto find = [&](std::string_view name) {
        return std::ranges::find(named, name, &std::pair<std::string_view, Value>::first);
    };
    for (std::size_t i = 0; i < names.size(); ++i) {
        auto found = find(names[i]);
        if (found == std::end(named))
            found = find(names[i].substr(0, names[i].find(':')));
        if (found != std::end(named))
            values[i] = found->second;
    }
}

}  // namespace

SentenceTrees::SentenceTrees(const LanguageModel& model) : syntax_(model) {
    number(model.parser().relations(), named_relations, relations_);
    number(model.tagger().upos(), named_parts, parts_);
}

std::optional<SentenceTree> SentenceTrees::of(AnnotatedReport& report, std::uint32_t sentence) const {
    const Sentence& asked = report.layers.sentences[sentence];
    if (asked.end_token - asked.first_token > longest_sentence)
        return std::nullopt;
    return SentenceTree(syntax_.tree(report, sentence), asked.first_token, relations_, parts_);
}

SentenceTree SentenceTrees::tags_of(AnnotatedReport& report, std::uint32_t sentence) const {
    return SentenceTree(syntax_.tags(report, sentence), report.layers.sentences[sentence].first_token, relations_,
                        parts_);
}

}  // namespace recount
