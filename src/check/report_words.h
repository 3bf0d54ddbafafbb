// The words of an account's reports as stems, looked up by sentence, by the top of a report and over a story: where a
// word of a checked sentence stands.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "check/rules.h"
#include "reconcile/account.h"

namespace recount {

class AccountWords {
public:
    AccountWords(const Account& account, CheckRules& rules);

    /// Whether a sentence holds the stem.
    bool in_sentence(std::uint32_t report, std::uint32_t sentence, TermId term) const;

    /// Whether the report's headline or first sentences do.
    bool at_top(std::uint32_t report, TermId term) const;

    /// The sentences that are the top of a report.
    std::span<const std::uint32_t> top(std::uint32_t report) const { return tops_[report]; }

    /// The gazetteer's ids of the places that reports call so; `name` is folded (text/utf8.h). Empty where none does.
    const std::set<std::string>& places(const std::string& name) const;

    /// The share of a story's reports that hold the stem.
    double share(std::uint32_t story, TermId term) const;

private:
    std::vector<std::vector<std::vector<TermId>>> sentences_;  // by report and sentence, sorted
    std::vector<std::vector<std::uint32_t>> tops_;
    std::vector<std::map<TermId, std::uint32_t>> reports_with_;  // by story
    std::vector<std::size_t> sizes_;                             // of the stories
    std::map<std::string, std::set<std::string>> places_;        // by folded name
};

}  // namespace recount
