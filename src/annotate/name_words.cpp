#include "annotate/name_words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "text/utf8.h"

namespace recount {

namespace {

constexpr std::array<std::pair<std::string_view, std::uint32_t>, 29> lists{{
    {"courtesy_titles", courtesy_title},
    {"female_titles", female_title},
    {"male_titles", male_title},
    {"role_links", role_link},
    {"person_pronouns", person_pronoun},
    {"particles", particle},
    {"name_suffixes", name_suffix},
    {"organisation_words", organisation_word},
    {"organisation_heads", organisation_head},
    {"links", link_word},
    {"articles", article_word},
    {"conjunctions", conjunction_word},
    {"organisation_nouns", organisation_noun},
    {"place_words", place_word},
    {"place_starts", place_start},
    {"place_heads", place_head},
    {"directions", direction_word},
    {"place_nouns", place_noun},
    {"place_prepositions", place_preposition},
    {"weak_place_prepositions", weak_place_preposition},
    {"not_names", not_name},
    {"adjectives", adjective_word},
    {"compound_endings", compound_ending},
    {"possessive_starts", possessive_start},
    {"labels", label_word},
    {"events", event_word},
    {"region_words", region_word},
    {"surname_months", surname_month},
    {"roles", role_word},
}};

/// True for "IS" and "U.N.": no lower-case letter in it.
bool all_capitals(std::string_view name) {
    return std::none_of(name.begin(), name.end(),
                        [](char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; });
}

}  // namespace

NameWords::NameWords(Codebook& codebook) : spellings_(codebook.file("names")) {
    const CodebookNode file = codebook.file("names");
    for (const auto& [list, flag] : lists)
        add(codebook, file, list, flag);
    for (const std::string& role : file.texts("roles"))
        codebook.add_phrase(roles_, role, 1);
    for (const std::string& office : file.texts("written_offices"))
        codebook.add_phrase(offices_, office, 1);
    for (const std::string& verb : file.texts("person_verbs"))
        for (const std::string& form : codebook.verb_forms(verb))
            add_word(codebook, form, person_verb);
    for (std::uint32_t number = 0; const CodebookNode& entry : file.tables("institution")) {
        for (const std::string& name : entry.texts("words"))
            codebook.add_phrase(institutions_, name, number);
        ++number;
    }
    for (const CodebookNode& entry : file.tables("organisation")) {
        Organisation organisation{entry.texts("names"), {}};
        if (organisation.names.empty())
            throw entry.error("an organisation needs 'names', the full one first");
        for (const std::string& name : organisation.names) {
            codebook.add_phrase(known_, name, static_cast<std::uint32_t>(organisations_.size()));
            if (name[0] >= 'a' && name[0] <= 'z' && name.find_first_of(" -") == std::string::npos)
                add_word(codebook, name, lower_case_name);
            if (all_capitals(name))
                organisation.abbreviations.push_back(lowered_in_place(name));
        }
        organisations_.push_back(std::move(organisation));
    }
}

void NameWords::add(Codebook& codebook, const CodebookNode& file, std::string_view list, std::uint32_t flag) {
    for (const std::string& word : file.texts(list))
        if (word.find_first_of(" -") == std::string::npos)
            add_word(codebook, word, flag);
}

void NameWords::add_word(Codebook& codebook, const std::string& word, std::uint32_t flag) {
    const WordId id = codebook.word(word);
    if (id >= flags_.size())
        flags_.resize(id + 1);
    flags_[id] |= flag;
}

std::uint32_t NameWords::office_ending(Tokens tokens) const {
    constexpr std::size_t longest = 5;  // words
    for (std::size_t length = std::min(longest, tokens.size()); length > 0; --length) {
        const std::size_t at = tokens.size() - length;
        if (tokens[at].capitalised && office_at(tokens, at) == length)
            return static_cast<std::uint32_t>(length);
    }
    return 0;
}

PhraseTable::Match NameWords::organisation_at(std::string_view text, std::string_view lowered, Tokens tokens,
                                              std::size_t at) const {
    const auto match = known_.longest(tokens, at);
    if (!match)
        return match;
    const Span span{tokens[at].start, tokens[at + match.length - 1].end};
    bool upper = true, begun = false;
    for (const Token& token : tokens.subspan(at, match.length)) {
        upper = upper && (token.all_capitals || token.kind != TokenKind::word || token.abbreviation);
        begun = begun || token.capitalised || is(token, lower_case_name);
    }
    if (!begun || (!upper && !is(tokens[at], lower_case_name) && needs_capitals(match.value, slice(lowered, span))))
        return {};
    if (!tokens[at].capitalised && !is(tokens[at], particle))
        return slice(lowered, span) == slice(text, span) ? match : PhraseTable::Match{};
    return match;
}

bool NameWords::needs_capitals(std::uint32_t organisation, std::string_view lowered) const {
    const auto& list = organisations_[organisation].abbreviations;
    return std::find(list.begin(), list.end(), lowered) != list.end();
}

}  // namespace recount
