#include "annotate/sentence_tree.h"

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

SentenceTrees::SentenceTrees(const LanguageModel& model) : syntax_(model) {
    static constexpr std::pair<std::string_view, Relation> named[] = {{"nsubj", Relation::subject},
                                                                      {"nsubj:pass", Relation::passive_subject},
                                                                      {"obj", Relation::object},
                                                                      {"xcomp", Relation::complement},
                                                                      {"conj", Relation::conjunct},
                                                                      {"nummod", Relation::number},
                                                                      {"acl:relcl", Relation::relative_clause}};
    const auto names = model.parser().relations();
    for (std::size_t number = 0; number < names.size(); ++number)
        for (const auto& [name, relation] : named)
            if (names[number] == name)
                relations_[number] = relation;
}

std::optional<SentenceTree> SentenceTrees::of(AnnotatedReport& report, std::uint32_t sentence) const {
    const Sentence& asked = report.layers.sentences[sentence];
    if (asked.end_token - asked.first_token > longest_sentence)
        return std::nullopt;
    return SentenceTree(syntax_.tree(report, sentence), asked.first_token, relations_);
}

}  // namespace recount
