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
    auxiliaries = set("auxiliaries");
    be = set("be");
    be_of_several = set("be_of_several");
    adverbs = set("adverbs");
    prepositions = set("prepositions");
    conjunctions = set("conjunctions");
    relatives = set("relatives");
    determiners = set("determiners");
    pronouns = set("pronouns");
    earlier = set("earlier");
    negations = set("negations");
    of = codebook.word("of");
    one = codebook.word("one");
    to = codebook.word("to");
    and_ = codebook.word("and");
    comma = codebook.word(",");
    hyphen = codebook.word("-");
    possessive = codebook.word("'s");
}

ClaimRules::ClaimRules(Codebook& codebook) : numbers(codebook), cues(codebook), words(codebook) {
    const CodebookNode file = codebook.file("quantities");
    load_people(codebook, file.table("people"));
    load_units(codebook, file);
    load_scopes(codebook, file);
    load_vote(codebook, file.table("vote"));
    const CodebookNode not_a_count = file.table("not_a_count");
    not_before = phrases(codebook, not_a_count.texts("before"));
    not_after = phrases(codebook, not_a_count.texts("after"));
    not_one = codebook.words(not_a_count.texts("one"));
    const CodebookNode totals = file.table("total_words");
    total_links = codebook.words(totals.texts("links"));
    total_again = codebook.words(totals.texts("again"));
    moved_from = phrases(codebook, totals.texts("moved_from"));
    load_tellers(codebook, file.table("tellers"));
    zero_before = codebook.words(codebook.file("numbers").table("zero").texts("before"));
    load_groups(codebook, file);
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
        units.push_back({node.text("quantity"), node.text("unit", "")});
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
    others = codebook.words(file.table("scope_words").texts("others"));
    including = phrases(codebook, file.table("scope_words").texts("including"));
    list_joins = phrases(codebook, file.table("scope_words").texts("joins"));
}

void ClaimRules::load_vote(Codebook& codebook, const CodebookNode& vote) {
    vote_words = codebook.words(vote.texts("words"));
    not_share = phrases(codebook, vote.texts("not_share"));
    for (const std::string& verb : vote.texts("won"))
        for (const std::string& form : codebook.verb_forms(verb))
            vote_verbs.add(codebook.word(form));
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

void ClaimRules::load_groups(Codebook& codebook, const CodebookNode& file) {
    for (std::uint32_t quantity = 0; quantity < cues.quantities().size(); ++quantity) {
        for (const std::string& unit : cues.quantities()[quantity].units)
            for (const std::string& form : codebook.noun_forms(unit))
                codebook.add_phrase(group_units, form, quantity);
        for (const std::string& word : cues.quantities()[quantity].units_of)
            for (const std::string& form : codebook.noun_forms(word))
                group_members.add(codebook.word(form));
    }
    for (const CodebookNode& node : file.tables("quantity"))
        for (const std::string& place : node.texts("beside_places"))
            for (const std::string& form : codebook.noun_forms(place)) {
                codebook.add_phrase(gathering_places, form, 0);
                gathering_quantity = node.text("name");
            }
}

}  // namespace recount
