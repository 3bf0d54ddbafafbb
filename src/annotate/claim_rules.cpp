#include "annotate/claim_rules.h"

namespace recount {

namespace {

/// The phrases of a codebook's list, each with the value 0 unless told otherwise.
PhraseTable phrases(Codebook& codebook, const std::vector<std::string>& list, std::uint32_t value = 0) {
    PhraseTable table;
    for (const std::string& phrase : list)
        codebook.add_phrase(table, phrase, value);
    return table;
}

}  // namespace

GrammarWords::GrammarWords(Codebook& codebook) {
    const CodebookNode grammar = codebook.file("grammar");
    const auto set = [&](std::string_view key) { return codebook.words(grammar.texts(key)); };
    negations = set("negations");
    relatives = set("relatives");
    determiners = set("determiners");
    pronouns = set("pronouns");
    person_pronouns = set("person_pronouns");
    earlier = set("earlier");
    of = codebook.word("of");
    one = codebook.word("one");
    comma = codebook.word(",");
    hyphen = codebook.word("-");
}

ClaimRules::ClaimRules(Codebook& codebook) : numbers(codebook), cues(codebook), words(codebook) {
    const CodebookNode file = codebook.file("quantities");
    load_people(codebook, file.table("people"));
    load_units(codebook, file);
    load_scopes(codebook, file);
    load_tellers(codebook, file.table("tellers"));
    const CodebookNode not_a_count = file.table("not_a_count"), numbers_file = codebook.file("numbers");
    not_before = phrases(codebook, not_a_count.texts("before"));
    not_after = phrases(codebook, not_a_count.texts("after"));
    moved_from = phrases(codebook, file.table("total_words").texts("moved_from"));
    zero_before = codebook.words(numbers_file.table("zero").texts("before"));
    const CodebookNode victim = numbers_file.table("victim");
    victim_before = codebook.words(victim.texts("before"));
    longest_victim = static_cast<std::uint32_t>(victim.number("words"));
    nearest_people = static_cast<std::uint32_t>(file.table("people").number("near"));
    longest_noun_phrase = static_cast<std::uint32_t>(file.table("people").number("words"));
}

void ClaimRules::load_people(Codebook& codebook, const CodebookNode& node) {
    for (const bool general : {true, false})
        for (const std::string& noun : node.texts(general ? "general" : "nouns"))
            for (const std::string& form : codebook.noun_forms(noun))
                codebook.add_phrase(people, form, general ? 1 : 0);
    suffixes = node.texts("suffixes");
}

void ClaimRules::load_units(Codebook& codebook, const CodebookNode& file) {
    for (const CodebookNode& node : file.tables("unit")) {
        const auto value = static_cast<std::uint32_t>(units.size());
        units.push_back({node.text("quantity"), node.text("unit", ""), node.flag("age"), node.flag("share"),
                         node.flag("stands_before")});
        if (units.back().is_age)
            age_unit = value;
        if (units.back().is_share) {  // the last that is: no vote's
            share_quantity = units.back().quantity;
            share_unit = units.back().unit;
        }
        for (const std::string& phrase : node.texts("after"))
            codebook.add_phrase(units_after, phrase, value);
        for (const std::string& phrase : node.texts("before"))
            codebook.add_phrase(units_before, phrase, value);
    }
}

void ClaimRules::load_scopes(Codebook& codebook, const CodebookNode& file) {
    for (const CodebookNode& node : file.tables("scope")) {
        for (const std::string& phrase : node.texts("phrases"))
            codebook.add_phrase(scopes, phrase, static_cast<std::uint32_t>(scope_labels.size()));
        scope_labels.push_back(node.text("label"));
    }
}

void ClaimRules::load_tellers(Codebook& codebook, const CodebookNode& node) {
    for (const std::string& verb : node.texts("estimates"))
        for (const std::string& form : codebook.verb_forms(verb))
            codebook.add_phrase(estimates, form, 0);
    for (const std::string& verb : node.texts("saying"))
        for (const std::string& form : codebook.verb_forms(verb))
            saying.add(codebook.word(form));
    for (const std::string& verb : node.texts("denials"))
        for (const std::string& form : codebook.verb_forms(verb))
            denials.add(codebook.word(form));
}

}  // namespace recount
