#include "redact/redact.h"

#include <algorithm>
#include <map>
#include <set>

#include "reconcile/stable_id.h"
#include "redact/decided_words.h"
#include "redact/moved_spans.h"
#include "redact/pseudonyms.h"
#include "redact/words.h"
#include "text/sha256.h"
#include "text/utf8.h"

namespace recount {

namespace {

/// Words of a name that are names by themselves, as keys.
std::set<std::string> words_of(std::string_view name, const RedactRules& rules) {
    std::set<std::string> words;
    for (std::size_t at = 0; at < name.size();) {
        const std::size_t end = std::min(name.find_first_of(" \n-", at), name.size());
        if (std::string key = name_key(name.substr(at, end - at)); !key.empty() && !rules.never_alone.contains(key))
            words.insert(std::move(key));
        at = end + 1;
    }
    return words;
}

bool is_part_of(const std::set<std::string>& some, const std::set<std::string>& all) {
    return !some.empty() && std::ranges::includes(all, some);
}

/// Finds out whose names go, and in which forms.
class Bearers {
public:
    Bearers(const Account& account, const RedactRequest& request, const RedactRules& rules)
        : account_(account), rules_(rules), forms_(rules), names_(request.names) {}

    void find(const std::vector<AccountPerson>& people) {
        for (std::uint32_t bearer = 0; bearer < names_.size(); ++bearer)
            add_forms(bearer, names_[bearer].forms, !names_[bearer].whole);
        listed_ = names_.size();
        join_listed();
        for (const AccountPerson& person : people)
            if (!bearer_of_.contains(person))
                add_person(person, true);
        add_those_who_share_a_word();
        add_those_of_no_story();
    }

    NameForms& forms() { return forms_; }
    std::vector<ListedName>& names() { return names_; }
    const std::map<AccountPerson, std::uint32_t>& bearer_of() const { return bearer_of_; }

    /// Mentions that are of no story's people: in older versions of a page, and in reports of no story.
    const std::map<Evidence, std::uint32_t>& apart() const { return apart_; }

private:
    const AccountEntity& entity(const AccountPerson& person) const {
        return account_.stories[person.story].entities[person.entity];
    }

    std::vector<std::string> wordings(const AccountPerson& person) const {
        std::vector<std::string> out{entity(person).name};
        for (const Evidence& mention : entity(person).mentions)
            if (std::string words(account_.reports[mention.report].words(mention.span));
                std::ranges::find(out, words) == out.end())
                out.push_back(std::move(words));
        return out;
    }

    void add_forms(std::uint32_t bearer, const std::vector<std::string>& forms, bool parts) {
        for (const std::string& form : forms) {
            forms_.add_whole(form, bearer);
            if (parts)
                forms_.add_parts(form, bearer);
        }
    }

    template <class Take>
    void for_entities(const Take& take) const {
        for (std::uint32_t story = 0; story < account_.stories.size(); ++story)
            for (std::uint32_t i = 0; i < account_.stories[story].entities.size(); ++i)
                take(AccountPerson{story, i});
    }

    /// Entities that bear a name of the list bring their other forms.
    void join_listed() {
        for_entities([&](const AccountPerson& person) {
            for (const bool exactly : {true, false})
                for (std::uint32_t bearer = 0; bearer < listed_; ++bearer) {
                    const bool is_person = entity(person).type == EntityType::person;
                    if (!bears(entity(person).name, is_person, names_[bearer], exactly))
                        continue;
                    bearer_of_.emplace(person, bearer);
                    add_forms(bearer, wordings(person), is_person && !names_[bearer].whole);
                    return;
                }
        });
    }

    /// The listed name itself; or else one that holds it, or is a part of it: "Olaru" is Vera Olaru, who is Vera Maria
    /// Olaru.
    bool bears(const std::string& own, bool is_person, const ListedName& name, bool exactly) const {
        const std::set<std::string> full = words_of(own, rules_);
        const std::size_t listed_words = words_of(name.forms.front(), rules_).size();
        return std::ranges::any_of(name.forms, [&](const std::string& form) {
            const std::set<std::string> listed = words_of(form, rules_);
            if (exactly || name.whole || !is_person)
                return !listed.empty() && full == listed;
            // A surname among the forms of a full name does not tell whose it is.
            const bool tells = listed.size() > 1 || listed_words == 1;
            return is_part_of(full, listed) || (tells && is_part_of(listed, full));
        });
    }

    /// One more name; one bearer for the same name in several stories. `parts`: its words go everywhere.
    void add_person(const AccountPerson& person, bool parts) {
        const auto [known, is_new] =
            by_name_.try_emplace(name_key(entity(person).name), static_cast<std::uint32_t>(names_.size()));
        const std::uint32_t bearer = known->second;
        if (is_new)
            names_.push_back({{entity(person).name}, {}, !parts});
        bearer_of_.emplace(person, bearer);
        for (const std::string& form : wordings(person)) {
            const bool is_long = words_of(form, rules_).size() > 1;
            if (parts || is_long)
                add_forms(bearer, {form}, parts);
            std::vector<std::string>& listed = names_[bearer].forms;
            if ((parts || is_long) && std::ranges::find(listed, form) == listed.end())
                listed.push_back(form);
        }
    }

    /// A name beside a listed one tells it: "Ion Olaru" would leave "Ion Person 1".
    void add_those_who_share_a_word() {
        std::vector<AccountPerson> sharing;
        for_entities([&](const AccountPerson& person) {
            if (entity(person).type == EntityType::person && !bearer_of_.contains(person) &&
                std::ranges::any_of(wordings(person),
                                    [&](const std::string& form) { return forms_.shares_part(form); }))
                sharing.push_back(person);
        });
        std::ranges::stable_sort(sharing, {},
                                 [&](const AccountPerson& person) { return entity(person).mentions.front(); });
        for (const AccountPerson& person : sharing)
            add_person(person, false);
    }

    /// The same for those whom no story has joined; most of them are people of a story in other words.
    void add_those_of_no_story() {
        std::set<Evidence> known;
        for_entities([&](const AccountPerson& person) {
            known.insert(entity(person).mentions.begin(), entity(person).mentions.end());
        });
        const NameForms before = forms_;  // who shares a word with a sharer is none
        for (std::uint32_t report = 0; report < account_.reports.size(); ++report)
            for (const Entity& one : account_.reports[report].layers.entities) {
                const std::string words(account_.reports[report].words(one.span));
                if (one.type == EntityType::person && !known.contains({report, one.span}) &&
                    (before.shares_part(one.name) || before.shares_part(words)))
                    apart_.emplace(Evidence{report, one.span}, bearer_apart(one.name, words));
            }
    }

    std::uint32_t bearer_apart(const std::string& name, const std::string& words) {
        const std::uint32_t bearer = bearer_named(name);
        for (const std::string& form : {name, words})
            if (words_of(form, rules_).size() > 1)
                add_forms(bearer, {form}, false);
        return bearer;
    }

    /// Who bears a name already; else it is one more.
    std::uint32_t bearer_named(const std::string& name) {
        if (const auto known = by_name_.find(name_key(name)); known != by_name_.end())
            return known->second;
        for (const bool exactly : {true, false})
            for (std::uint32_t bearer = 0; bearer < names_.size(); ++bearer)
                if (bears(name, true, names_[bearer], exactly))
                    return bearer;
        const auto bearer = static_cast<std::uint32_t>(names_.size());
        names_.push_back({{name}, {}, true});
        by_name_.emplace(name_key(name), bearer);
        return bearer;
    }

    const Account& account_;
    const RedactRules& rules_;
    NameForms forms_;
    std::vector<ListedName> names_;
    std::map<Evidence, std::uint32_t> apart_;
    std::size_t listed_ = 0;
    std::map<AccountPerson, std::uint32_t> bearer_of_;
    std::map<std::string, std::uint32_t> by_name_;  // of those that no list has
};

/// The word before the numbers: one that has none of the names in it.
std::string word_for_people(const NameForms& forms, const RedactRules& rules) {
    const auto fits =
        std::ranges::find_if(rules.pseudonyms, [&](const std::string& word) { return !forms.is_within(word); });
    return fits == rules.pseudonyms.end() ? "X" : *fits;
}

/// What is to be replaced in each report: the mentions of those who bear a name, and every form wherever it stands.
std::vector<std::vector<NamedSpan>> places_of_names(const Account& account, const Bearers& bearers,
                                                    const NameForms& forms) {
    std::vector<std::vector<NamedSpan>> places(account.reports.size());
    for (const auto& [person, bearer] : bearers.bearer_of())
        for (const Evidence& mention : account.stories[person.story].entities[person.entity].mentions)
            places[mention.report].push_back({mention.span, bearer});
    for (const auto& [mention, bearer] : bearers.apart())
        places[mention.report].push_back({mention.span, bearer});
    for (std::size_t number = 0; number < places.size(); ++number) {
        const std::string_view content = account.reports[number].report.content;
        std::vector<NamedSpan>& own = places[number];
        own = without_overlaps(std::move(own));
        const std::vector<NamedSpan> mentions = own;
        for (NamedSpan& found : forms.find(content)) {
            // Who is mentioned is known better than by the letters.
            const auto mention =
                std::ranges::find_if(mentions, [&](const NamedSpan& one) { return one.span.overlaps(found.span); });
            if (mention != mentions.end())
                found.bearer = mention->bearer;
            own.push_back(found);
        }
        own = without_overlaps(std::move(own));
    }
    return places;
}

}  // namespace

RedactedAccount redact(Account account, const RedactRequest& request, const RedactRules& rules,
                       const ReconcileRules& reconcile) {
    Bearers bearers(account, request, rules);
    bearers.find(people_of(account, request.groups, rules, reconcile));
    NameForms& forms = bearers.forms();
    const std::string word = word_for_people(forms, rules);
    std::vector<std::string> pseudonyms = give_pseudonyms(bearers.names(), word);
    forms.settle(pseudonyms, word);

    const auto places = places_of_names(account, bearers, forms);
    std::vector<MovedSpans> moved;
    for (const std::vector<NamedSpan>& own : places)
        moved.emplace_back(own, pseudonyms);
    move_spans(account, moved);
    const std::vector<bool> touched = replace_in_words(account, forms, pseudonyms);

    Redaction redaction{static_cast<std::uint32_t>(bearers.names().size()), 0, !request.key.empty(), {}};
    std::set<std::string> plain;
    for (const AnnotatedReport& annotated : account.reports)
        plain.insert(annotated.report.sha256);
    for (std::size_t number = 0; number < moved.size(); ++number) {
        AnnotatedReport& annotated = account.reports[number];
        redaction.places.push_back(moved[number].replaced());
        if (redaction.places.back().empty() && !touched[number])
            continue;
        ++redaction.reports;
        plain.erase(annotated.report.sha256);
        annotated.report.content = moved[number].text(annotated.report.content);
        annotated.layers.lowered = lowered_in_place(annotated.report.content);
        if (redaction.keyed)
            annotated.report.sha256 = hmac_sha256_hex(request.key, annotated.report.sha256);
    }
    account.redaction = std::move(redaction);
    replace_in_decisions(account, forms, pseudonyms, {request.key, plain, request.decision_ids_stay});
    // The names of people whose entity bears another's: the account's own joining stands above the letters.
    for (const auto& [person, bearer] : bearers.bearer_of())
        account.stories[person.story].entities[person.entity].name = pseudonyms[bearer];
    name_stably(account, reconcile);
    return {std::move(account), std::move(bearers.names()), std::move(forms), std::move(pseudonyms), std::move(moved)};
}

}  // namespace recount
