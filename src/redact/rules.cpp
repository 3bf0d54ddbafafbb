#include "redact/rules.h"

#include "redact/name_forms.h"

namespace recount {

namespace {

std::set<std::string> set_of(const std::vector<std::string>& list) {
    return {list.begin(), list.end()};
}

/// Throws CodebookError.
SourceKind kind_named(const CodebookNode& node, const std::string& name) {
    for (std::size_t i = 0; i < source_kind_count; ++i)
        if (name_of(static_cast<SourceKind>(i)) == name)
            return static_cast<SourceKind>(i);
    throw node.error("public_kinds: there is no kind of source named " + name);
}

}  // namespace

RedactRules::RedactRules(const Codebook& codebook) {
    const CodebookNode own = codebook.file("redaction"), names = codebook.file("names");
    pseudonyms = own.texts("pseudonyms");
    if (pseudonyms.empty())
        throw own.error("pseudonyms: one word at least is needed");
    for (const std::string& ending : own.texts("endings"))
        endings.push_back(name_key(ending));
    const auto add = [&](const std::vector<std::string>& list) {
        for (const std::string& words : list)
            if (words.find(' ') == std::string::npos)
                never_alone.insert(name_key(words));
    };
    add(own.texts("small_words"));
    for (const char* list : {"particles", "name_suffixes", "courtesy_titles", "roles"})
        add(names.texts(list));
    victim_quantities = set_of(own.texts("victim_quantities"));
    victim_events = set_of(own.texts("victim_events"));
    for (const std::string& kind : own.texts("public_kinds"))
        public_kinds.insert(kind_named(own, kind));
}

}  // namespace recount
