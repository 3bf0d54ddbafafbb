#include "annotate/attribution_words.h"

namespace recount {

namespace {

/// Which form of the verb one of Codebook::verb_forms is: they come as base, third person, past, participle where it
/// differs, -ing form. Where no past is of its own ("put"), the base form is taken for it.
CueForm form_of(const std::vector<std::string>& forms, std::size_t index) {
    if (index == 0)
        return forms.size() > 3 ? CueForm::base : CueForm::past;
    if (index + 1 == forms.size())
        return CueForm::ing;
    return index == 1 ? CueForm::third : index == 2 ? CueForm::past : CueForm::participle;
}

Cue cue_from(const CodebookNode& node, std::string lemma) {
    Cue cue;
    cue.class_name = node.text("class");
    cue.lemma = std::move(lemma);
    cue.parenthetical = node.flag("parenthetical");
    cue.addressee = node.flag("addressee");
    cue.negated = node.flag("negated");
    cue.told = node.flag("told", true);
    cue.with_that = node.flag("with_that");
    cue.thought = node.flag("thought");
    cue.manner = node.flag("manner");
    cue.cites = node.flag("cites");
    return cue;
}

}  // namespace

AttributionWords::AttributionWords(Codebook& codebook) {
    const CodebookNode file = codebook.file("attributions");
    read_cues(codebook, file);
    read_roles(codebook, file);
    for (const std::string& phrase : file.table("adjuncts").texts("phrases"))
        codebook.add_phrase(adjuncts_, phrase, 0);
    for (const std::string& phrase : file.table("given_names").texts("phrases"))
        codebook.add_phrase(given_names_, phrase, 0);
    remembered_ = static_cast<std::size_t>(file.table("memory").number("referents"));
    that_ = codebook.word("that");
    to_ = codebook.word("to");
    he_ = codebook.word("he");
    she_ = codebook.word("she");
    it_ = codebook.word("it");
    they_ = codebook.word("they");
    by_ = codebook.word("by");
    who_ = codebook.word("who");
}

void AttributionWords::add_forms(Codebook& codebook, const std::string& verb, std::uint32_t cue) {
    const std::vector<std::string> forms = codebook.verb_forms(verb);
    for (std::size_t i = 0; i < forms.size(); ++i)
        codebook.add_phrase(forms_, forms[i], cue * cue_forms + static_cast<std::uint32_t>(form_of(forms, i)));
}

void AttributionWords::read_cues(Codebook& codebook, const CodebookNode& file) {
    const auto add = [&](const CodebookNode& node, const std::string& lemma) {
        cues_.push_back(cue_from(node, lemma));
        return static_cast<std::uint32_t>(cues_.size() - 1);
    };
    for (const CodebookNode& node : file.tables("cues")) {
        std::vector<WordId> needs, unless;
        for (const std::string& word : node.texts("needs"))
            needs.push_back(codebook.word(word));
        for (const std::string& word : node.texts("unless"))
            unless.push_back(codebook.word(word));
        for (const std::string& verb : node.texts("verbs")) {
            const std::uint32_t cue = add(node, verb);
            cues_[cue].needs = needs;
            cues_[cue].unless = unless;
            add_forms(codebook, verb, cue);
        }
    }
    for (const CodebookNode& node : file.tables("phrases"))
        for (const std::string& phrase : node.texts("phrases")) {
            const std::uint32_t cue = add(node, phrase);
            cues_[cue].precedes_source = true;
            codebook.add_phrase(forms_, phrase, cue * cue_forms);
        }
}

void AttributionWords::give_role(Codebook& codebook, const std::vector<std::string>& words, std::uint32_t role) {
    for (const std::string& word : words) {
        const WordId id = codebook.word(word);
        if (id >= roles_.size())
            roles_.resize(id + 1);
        roles_[id] |= role;
    }
}

void AttributionWords::read_roles(Codebook& codebook, const CodebookNode& file) {
    const CodebookNode words = file.table("words");
    const auto give = [&](const CodebookNode& node, std::string_view key, std::uint32_t role) {
        give_role(codebook, node.texts(key), role);
    };
    give(words, "determiners", role_determiner);
    give(words, "one", role_one);
    give(words, "possessives", role_possessive);
    give(words, "pronouns", role_pronoun);
    give(words, "objects", role_object);
    give(words, "relatives", role_relative);
    give(words, "prepositions", role_preposition);
    give(words, "attaching", role_attaching);
    give(words, "joining", role_joining);
    give(words, "contrasting", role_contrasting);
    give(words, "subordinating", role_subordinating);
    give(words, "auxiliaries", role_auxiliary);
    give(words, "being", role_being);
    give(words, "negations", role_negation);
    give(words, "adverbs", role_adverb);
    give(words, "not_adverbs", role_not_adverb);
    give(words, "days", role_day);
    give(words, "pointing", role_pointing);
    past_ending_ = words.text("past_ending");
    adverb_ending_ = words.text("adverb_ending");
    give(file.table("nouns"), "words", role_noun_too);
    give(file.table("placards"), "words", role_placard);
    give(file.table("pictures"), "words", role_picture);
    give(file.table("tellers"), "words", role_teller);
    give(file.table("naming"), "words", role_naming);
    const CodebookNode persons = file.table("persons");
    give(persons, "epithets", role_epithet);
    give(persons, "offices", role_office);
    give(persons, "bodies", role_body);
    give(persons, "he", role_he);
    give(persons, "she", role_she);
    give(persons, "documents", role_document);
    give(persons, "plural", role_plural);
    give(persons, "aged", role_aged);
}

}  // namespace recount
