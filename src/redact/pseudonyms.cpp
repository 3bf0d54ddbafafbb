#include "redact/pseudonyms.h"

#include <set>

#include "redact/name_forms.h"

namespace recount {

namespace {

NameForms forms_of(const std::vector<ListedName>& names, const RedactRules& rules) {
    NameForms forms(rules);
    std::vector<std::string> pseudonyms;
    for (const ListedName& name : names) {
        const auto bearer = static_cast<std::uint32_t>(pseudonyms.size());
        for (const std::string& form : name.forms) {
            forms.add_whole(form, bearer);
            if (!name.whole)
                forms.add_parts(form, bearer);
        }
        pseudonyms.push_back(name.pseudonym);
    }
    forms.settle(pseudonyms, "");
    return forms;
}

}  // namespace

std::optional<UnfitPseudonym> unfit_pseudonym(const std::vector<ListedName>& names, const RedactRules& rules,
                                              std::size_t first) {
    const NameForms forms = forms_of(names, rules);
    std::set<std::string> taken;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const std::string& pseudonym = names[i].pseudonym;
        if (pseudonym.empty())
            continue;
        const bool is_new = taken.insert(name_key(pseudonym)).second;
        if (i < first)
            continue;
        if (!is_new)
            return UnfitPseudonym{i, names[i].line, "stands for another name already"};
        if (forms.in_address(pseudonym) || !forms.find(pseudonym).empty())
            return UnfitPseudonym{i, names[i].line, "has a name of the list in it"};
    }
    return std::nullopt;
}

std::vector<std::string> give_pseudonyms(std::vector<ListedName>& names, const std::string& word) {
    std::set<std::string> taken;
    for (const ListedName& name : names)
        taken.insert(name_key(name.pseudonym));
    std::vector<std::string> pseudonyms;
    for (ListedName& name : names) {
        for (std::size_t number = pseudonyms.size() + 1; name.pseudonym.empty(); ++number)
            if (std::string next = word + " " + std::to_string(number); taken.insert(name_key(next)).second)
                name.pseudonym = std::move(next);
        pseudonyms.push_back(name.pseudonym);
    }
    return pseudonyms;
}

}  // namespace recount
