#include "check/rules.h"

#include <algorithm>

namespace recount {

CheckRules::CheckRules(Codebook& codebook) : terms_(codebook), cues_(codebook) {
    const CodebookNode file = codebook.file("check");
    std::size_t group = 0;
    for (const CodebookNode& node : file.tables("alike")) {
        for (const std::string& word : node.texts("words"))
            for (const std::string& form : codebook.noun_forms(word))
                groups_[terms_.of(form)].insert(group);
        ++group;
    }
    for (const std::string& word : file.table("general").texts("nouns"))
        for (const std::string& form : codebook.noun_forms(word))
            general_.insert(terms_.of(form));
    for (const CodebookNode& event : codebook.file("events").tables("event"))
        if (event.flag("once"))
            once_.insert(event.text("type"));
    const CodebookNode grammar = codebook.file("grammar");
    for (const std::string_view list :
         {"auxiliaries", "adverbs", "prepositions", "conjunctions", "relatives", "determiners", "pronouns"})
        for (const std::string& word : grammar.texts(list))
            small_.insert(terms_.of(word));
    const CodebookNode words = file.table("words"), choice = file.table("choice");
    weights_.least = words.number("least");
    weights_.most = words.number("most");
    weights_.sentence = words.number("sentence");
    weights_.near = words.number("near");
    weights_.report = words.number("report");
    weights_.story = words.number("story");
    weights_.common = words.number("common");
    weights_.near_sentences = static_cast<std::uint32_t>(words.number("near_sentences"));
    weights_.top_sentences = static_cast<std::uint32_t>(words.number("top_sentences"));
    weights_.type = choice.number("type");
    weights_.doubling = choice.number("report");
    weights_.fits = choice.number("fits");
    compares_ = codebook.words(choice.texts("compares"));
    weights_.part = choice.number("part");
    weights_.recalled = choice.number("recalled");
    weights_.recalled_days = static_cast<int>(choice.number("recalled_days"));
    weights_.together = choice.number("together");
    weights_.covered = choice.number("covered");
    weights_.apart_days = static_cast<int>(choice.number("apart_days"));
    weights_.placed = choice.number("placed");
    weights_.beside_kilometres = choice.number("beside_kilometres");
    weights_.lone = file.table("verdict").number("lone");
}

bool CheckRules::alike(TermId a, TermId b) const {
    if (a == b)
        return true;
    const auto first = groups_.find(a), second = groups_.find(b);
    return first != groups_.end() && second != groups_.end() &&
           std::ranges::any_of(first->second, [&](std::size_t group) { return second->second.contains(group); });
}

}  // namespace recount
