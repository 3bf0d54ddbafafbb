#include "check/report_words.h"

#include <algorithm>

#include "text/utf8.h"

namespace recount {

AccountWords::AccountWords(const Account& account, CheckRules& rules) {
    std::vector<std::set<TermId>> all;
    for (const AnnotatedReport& report : account.reports) {
        std::vector<std::vector<TermId>>& sentences = sentences_.emplace_back(report.layers.sentences.size());
        std::vector<std::uint32_t>& top = tops_.emplace_back();
        std::set<TermId>& words = all.emplace_back();
        for (const Entity& entity : report.layers.entities)
            if (!entity.place.empty())
                places_[folded(report.words(entity.span))].insert(entity.place);
        std::uint32_t of_body = 0;
        for (std::uint32_t s = 0; s < sentences.size(); ++s) {
            const Sentence& sentence = report.layers.sentences[s];
            for (std::uint32_t t = sentence.first_token; t < sentence.end_token; ++t)
                if (const Token& token = report.layers.tokens[t]; token.kind == TokenKind::word)
                    sentences[s].push_back(rules.terms().of(report.lowered(token.span())));
            std::ranges::sort(sentences[s]);
            words.insert(sentences[s].begin(), sentences[s].end());
            const BlockKind kind = report.report.blocks[sentence.block].kind;
            if (kind == BlockKind::title || (kind == BlockKind::paragraph && of_body++ < rules.weights().top_sentences))
                top.push_back(s);
        }
    }
    for (const StoryAccount& story : account.stories) {
        std::map<TermId, std::uint32_t>& counts = reports_with_.emplace_back();
        sizes_.push_back(story.reports.size());
        for (const std::uint32_t report : story.reports)
            for (const TermId term : all[report])
                ++counts[term];
    }
}

bool AccountWords::in_sentence(std::uint32_t report, std::uint32_t sentence, TermId term) const {
    return std::ranges::binary_search(sentences_[report][sentence], term);
}

bool AccountWords::at_top(std::uint32_t report, TermId term) const {
    return std::ranges::any_of(tops_[report], [&](std::uint32_t s) { return in_sentence(report, s, term); });
}

const std::set<std::string>& AccountWords::places(const std::string& name) const {
    static const std::set<std::string> none;
    const auto found = places_.find(name);
    return found == places_.end() ? none : found->second;
}

double AccountWords::share(std::uint32_t story, TermId term) const {
    const auto found = reports_with_[story].find(term);
    return found == reports_with_[story].end()
               ? 0
               : static_cast<double>(found->second) / static_cast<double>(sizes_[story]);
}

}  // namespace recount
