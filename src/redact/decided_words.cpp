#include "redact/decided_words.h"

#include <map>

#include "text/sha256.h"

namespace recount {

namespace {

class DecisionReplacer {
public:
    DecisionReplacer(Account& account, const NameForms& forms, const std::vector<std::string>& pseudonyms,
                     const DecisionNaming& naming)
        : account_(account), forms_(forms), pseudonyms_(pseudonyms), naming_(naming) {}

    void replace() {
        for (const DecisionResult& decided : account_.decisions)
            taken_.insert(decided.decision.id);
        for (DecisionResult& decided : account_.decisions)
            replace(decided);
        for (const auto& [id, number] : numbers_)
            came_after_[came_after(id)] = came_after(number);
        for (DecisionResult& decided : account_.decisions)
            rename(decided);
    }

private:
    void put(std::string& words, std::string now) {
        touched_ = touched_ || now != words;
        words = std::move(now);
    }

    void text(std::string& words) {
        if (!words.empty())
            put(words, forms_.in_text(words, pseudonyms_));
    }

    void replace(DecisionResult& decided) {
        Decision& decision = decided.decision;
        touched_ = forms_.in_address(decision.id) || !forms_.find(decision.id).empty();
        for (std::string* words : {&decision.at, &decision.by, &decision.old, &decision.reason, &decided.machine})
            text(*words);
        put(decision.round, forms_.in_id(decision.round, pseudonyms_));
        for (std::size_t i = 0; i < decision.on.size(); ++i)
            replace(decision.on[i], i < decided.on.size() ? &decided.on[i] : nullptr);
        replace(decision.value);
        ++number_;
        if (touched_ && !naming_.ids_stay)
            give_number(decision.id);
    }

    void replace(DecisionTarget& target, const PlacedTarget* placed) {
        if (placed && !target.whole)
            put(target.quote, std::string(account_.reports[placed->report].words(placed->span)));
        text(target.quote);
        if (!naming_.key.empty() && !naming_.plain.contains(target.report))
            put(target.report, hmac_sha256_hex(naming_.key, target.report));
    }

    void replace(DecidedValue& value) {
        if (auto* words = std::get_if<std::string>(&value))
            text(*words);
        if (auto* claim = std::get_if<DecidedClaim>(&value))
            for (auto* words : {&claim->quantity, &claim->scope, &claim->source, &claim->modifier})
                if (*words)
                    text(**words);
    }

    void give_number(std::string& id) {
        const std::string bare = "redacted-" + std::to_string(number_);
        std::string now = bare;
        for (int copy = 2; !taken_.insert(now).second; ++copy)
            now = bare + "-" + std::to_string(copy);
        numbers_[id] = now;
        id = std::move(now);
    }

    /// What is told of a decision that the one with this id replaces.
    static std::string came_after(const std::string& id) {
        DecisionResult earlier;
        Decision later;
        later.id = id;
        earlier.give_way_to(later);
        return earlier.why;
    }

    /// The sentence that names the decision which came later names it by its number. An id is any word, and stands for
    /// nothing elsewhere.
    void rename(DecisionResult& decided) const {
        const auto renamed =
            decided.outcome == DecisionOutcome::replaced ? came_after_.find(decided.why) : came_after_.end();
        if (renamed != came_after_.end()) {
            decided.why = renamed->second;
            return;
        }
        decided.why = forms_.in_text(decided.why, pseudonyms_);
    }

    Account& account_;
    const NameForms& forms_;
    const std::vector<std::string>& pseudonyms_;
    const DecisionNaming& naming_;
    std::set<std::string> taken_;
    std::map<std::string, std::string> numbers_;     // of decisions, by their id before
    std::map<std::string, std::string> came_after_;  // what is told of those that they replace, with id and number
    std::size_t number_ = 0;
    bool touched_ = false;
};

}  // namespace

void replace_in_decisions(Account& account, const NameForms& forms, const std::vector<std::string>& pseudonyms,
                          const DecisionNaming& naming) {
    DecisionReplacer(account, forms, pseudonyms, naming).replace();
}

}  // namespace recount
