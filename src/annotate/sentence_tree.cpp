#include "annotate/sentence_tree.h"

#include <utility>

namespace recount {

std::uint32_t SentenceTree::next_child(std::uint32_t head, std::uint32_t from) const {
    for (std::uint32_t word = from; word < words_.size(); ++word)
        if (words_[word].head == head + first_token_)
            return word;
    return no_index;
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

SentenceTree SentenceTrees::of(AnnotatedReport& report, std::uint32_t sentence) const {
    return {syntax_.tree(report, sentence), report.layers.sentences[sentence].first_token, relations_};
}

}  // namespace recount
