// Which words of a sentence are cues, used as verbs with somebody who says something.
#include "annotate/attribution_reader.h"

#include <algorithm>

namespace recount {

void AttributionReader::find_cues() {
    uses_.clear();
    const std::span<const SentenceItem> items(items_);
    for (std::uint32_t at = 0; at < items_.size(); ++at) {
        if (items_[at].quotation != no_index || items_[at].entity != no_index || items_[at].mark)
            continue;
        const auto match = words_.cue_at(items, at);
        if (match.length == 0 || !is_verb(at, match))
            continue;
        CueUse use;
        use.first = at;
        use.end = at + match.length;
        use.cue = match.cue;
        use.form = match.form;
        find_group(use);
        for (std::uint32_t i = use.first; i < use.end; ++i)
            items_[i].cue = true;
        uses_.push_back(use);
        at = use.end - 1;
    }
    find_framing_verb();
    find_verb_before_colon();
    std::ranges::sort(uses_, {}, &CueUse::first);
}

/// Behind a quotation that ends in no full stop, the verb of the clause that frames it tells, whatever verb it is:
/// "…," Orlo fumed; "…," wailed one parent.
void AttributionReader::find_framing_verb() {
    constexpr std::uint32_t farthest_verb = 12;  // items behind the quotation
    if (!trees_)
        return;
    std::uint32_t told_behind = 0;  // behind the first item of the last cue
    for (const CueUse& use : uses_)
        told_behind = std::max(told_behind, use.first + 1);
    for (std::uint32_t i = 0; i + 1 < items_.size(); ++i) {
        if (!is_utterance(items_[i]) || quotations_[items_[i].quotation].behind != items_[i].end)
            continue;
        if (!is_left_open(i))
            continue;
        const bool comma = items_[i + 1].mark == ',';
        const std::uint32_t first = i + 1 + (comma ? 1 : 0);
        const bool told = told_behind > i + 1;
        std::uint32_t verb = first;
        while (verb < items_.size() && verb < first + farthest_verb &&
               (!items_[verb].mark || items_[verb].mark == ',') && !is_framing_verb(verb))
            ++verb;
        if (told || !is_framing_verb(verb))
            continue;
        CueUse use;
        use.first = use.group = verb;
        use.end = verb + 1;
        use.form = CueForm::past;
        items_[verb].cue = true;
        uses_.push_back(use);
        told_behind = std::max(told_behind, verb + 1);
    }
}

/// "called out": as the sentence's tree has it.
bool AttributionReader::is_particle(std::uint32_t at) const {
    const auto [sentence, word] = place_in_sentence(at);
    const std::optional<SentenceTree> tree = trees_ ? trees_->of(report_, sentence) : std::nullopt;
    return tree && (tree->relation(word) == Relation::particle || tree->part(word) == PartOfSpeech::adverb);
}

/// Before a colon and a quotation the verb tells, whatever verb it is: "the officers yelled back: "Stay down!"". Not
/// where something else frames the quotation: "The roof fell: "We ran," said Orlo".
void AttributionReader::find_verb_before_colon() {
    for (std::uint32_t colon = 2; colon + 1 < items_.size(); ++colon) {
        if (items_[colon].mark != ':' || !is_utterance_at(colon + 1) || is_left_open(colon + 1))
            continue;
        std::uint32_t verb = colon - 1;
        if (!is_tagged(verb, PartOfSpeech::verb) && is_particle(verb))
            --verb;  // "yelled back", "called out"
        const SentenceItem& item = items_[verb];
        const bool framed = std::ranges::any_of(uses_, [&](const CueUse& use) { return use.first > colon; });
        if (verb == 0 || framed || item.cue || item.mark || item.entity != no_index || (item.roles & role_auxiliary) ||
            items_[colon - 1].cue || !is_tagged(verb, PartOfSpeech::verb))
            continue;
        CueUse use;
        use.first = verb;
        use.end = colon;
        use.form = report_.lowered(tokens_[item.first].span()).ends_with("ing") ? CueForm::ing : CueForm::past;
        find_group(use);
        if (!names_somebody(subject_before(use).core))
            continue;
        for (std::uint32_t i = verb; i < colon; ++i)
            items_[i].cue = true;
        uses_.push_back(use);
    }
}

/// Whether the word at `at` is the verb of a main clause, as the sentence's tree has it.
bool AttributionReader::is_framing_verb(std::uint32_t at) const {
    if (at >= items_.size() || items_[at].mark || items_[at].quotation != no_index || items_[at].entity != no_index ||
        items_[at].capitalised || (items_[at].roles & role_auxiliary))
        return false;
    const auto [sentence, word] = place_in_sentence(at);
    const std::optional<SentenceTree> tree = trees_->of(report_, sentence);
    if (!tree)
        return false;
    const Relation relation = tree->relation(word);
    return tree->part(word) == PartOfSpeech::verb &&
           (tree->head(word) == no_index || relation == Relation::loose || relation == Relation::clause_complement) &&
           !report_.lowered(tokens_[items_[at].first].span()).ends_with("ing");
}

/// Whether one of `words` stands in the clause behind item `from`.
bool AttributionReader::clause_has(std::uint32_t from, const std::vector<WordId>& words) const {
    for (std::uint32_t i = from; i < items_.size() && i < from + 12 && items_[i].mark != ',' && items_[i].mark != '.';
         ++i)
        if (items_[i].word != unknown_word && std::find(words.begin(), words.end(), items_[i].word) != words.end())
            return true;
    return false;
}

/// "'s", or the mark that stands for it: "the girls' school".
bool AttributionReader::is_possessive(std::uint32_t at) const {
    return is_possessive_word(items_[at].first) || items_[at].mark == '\'';
}

bool AttributionReader::is_possessive_word(std::uint32_t token) const {
    const std::string_view word = report_.lowered(tokens_[token].span());
    return word == "'s" || word == "\u2019s";
}

/// "one user called Orlo wrote": the words at `at` give a name to the subject of the verb behind it.
bool AttributionReader::gives_name(std::uint32_t at) const {
    if (!is_word(at, role_naming))
        return false;
    const std::span<const SentenceItem> items(items_);
    for (std::uint32_t i = at + 1; i < items_.size() && i < at + 8; ++i) {
        const auto match = words_.cue_at(items, i);
        if (match.length > 0 && items_[i].entity == no_index && !is_word(i, role_noun_too))
            return i > at + 1 && words_.cue(match.cue).parenthetical && match.form != CueForm::ing;
        if (!in_noun_phrase(items_[i]))
            return false;
    }
    return false;
}

/// Whether a word that is as often a noun is a verb here; `before` is behind the last word of its subject, `behind`
/// behind itself.
bool AttributionReader::is_verb_not_noun(std::uint32_t before, std::uint32_t behind, CueForm form) const {
    if (before == 0)
        return false;
    const SentenceItem& left = items_[before - 1];
    if (left.mark == ',')
        return form != CueForm::base;
    if (left.entity == no_index &&
        ((left.roles & role_pronoun) || ((left.roles & role_subordinating) && form == CueForm::ing)))
        return true;  // "she claims", "as saying"
    const std::string_view word = report_.lowered(tokens_[left.first].span());
    if (left.quotation != no_index || left.mark || left.number || is_possessive(before - 1) ||
        (left.entity == no_index &&
         (left.roles & (role_determiner | role_possessive | role_preposition | role_joining))))
        return false;
    const bool introduces = behind < items_.size() && (items_[behind].mark == ',' || items_[behind].mark == ':') &&
                            is_utterance_at(behind + 1);
    if (introduces && form == CueForm::ing)
        return true;  // ", her spokesman saying, "
    if (behind >= items_.size() || items_[behind].mark == '.' || items_[behind].mark == ',' ||
        is_word(behind, role_preposition))
        return (left.entity != no_index || (left.capitalised && before > 1)) && form == CueForm::third;
    // "the ministry reports", "protesters claim": the subject's number fits the verb's.
    const bool plural = word.ends_with('s') || is_word(before - 1, role_teller);
    if (left.entity == no_index && !left.capitalised && (form == CueForm::base) != plural &&
        !is_word(before - 1, role_teller | role_office))
        return false;
    return is_word(behind, role_determiner | role_pronoun | role_relative | role_object) ||
           items_[behind].quotation != no_index || items_[behind].number || items_[behind].mark == ':' ||
           items_[behind].capitalised;
}

/// Whether the words at `at` are used as a verb with somebody who says something.
bool AttributionReader::is_verb(std::uint32_t at, const AttributionWords::Match& match) const {
    const Cue& cue = words_.cue(match.cue);
    if (cue.precedes_source)
        return true;
    std::uint32_t before = at;
    bool being = false, auxiliary = false;
    while (before > 0 && (items_[before - 1].roles & (role_adverb | role_auxiliary | role_negation)) &&
           items_[before - 1].entity == no_index) {
        being |= (items_[before - 1].roles & role_being) != 0;
        auxiliary |= (items_[before - 1].roles & (role_auxiliary | role_negation)) != 0;
        --before;
    }
    const std::uint32_t behind = at + match.length;
    const std::uint32_t left = before > 0 && items_[before - 1].entity == no_index ? items_[before - 1].roles : 0;
    if (before > 0 && items_[before - 1].word == words_.to() && !auxiliary)
        return false;
    if (match.form == CueForm::participle && !auxiliary)
        return false;  // "known", "written"
    if (match.form == CueForm::past || match.form == CueForm::participle) {
        const bool preposition = is_word(behind, role_preposition) && items_[behind].entity == no_index &&
                                 words_.adjunct_at(std::span<const SentenceItem>(items_), behind) == 0;
        if (being || (preposition && items_[behind].word == words_.by()) ||
            (preposition && !cue.parenthetical && items_[behind].word != words_.to()))
            return false;  // passive
        if ((left & (role_determiner | role_possessive)) && !(left & role_pronoun))
            return false;  // "the accused"
        if (before > 0 && is_possessive_word(items_[before - 1].first) &&
            !(items_[before - 1].roles & role_auxiliary) &&
            !(behind < items_.size() && items_[behind].word == words_.that()))
            return false;  // "the mayor's disputed re-election", but "Lloyd's announced that"
        if (gives_name(at))
            return false;
    }
    if (match.form == CueForm::ing && !being && (left & (role_determiner | role_possessive)))
        return false;
    if (match.form == CueForm::base && !auxiliary && before > 0 && items_[before - 1].entity == no_index) {
        if ((left & role_determiner) && !(left & role_pronoun))
            return false;
        std::uint32_t first = before;  // "a think tank", "a suicide attack"
        while (first > 0 && before - first < 6 && in_noun_phrase(items_[first - 1]) && !is_word(first, role_determiner))
            --first;
        if (first < before && is_word(first, role_one))
            return false;
    }
    if ((!cue.needs.empty() && !clause_has(behind, cue.needs)) || clause_has(behind, cue.unless))
        return false;
    const bool noun_too = (items_[at].roles & role_noun_too) &&
                          (match.length == 1 || match.form == CueForm::base || match.form == CueForm::third);
    return !noun_too || auxiliary || is_verb_not_noun(before, behind, match.form);
}

/// The verb with what belongs to it on its left: "has also said", "did not say".
void AttributionReader::find_group(CueUse& use) const {
    use.group = use.first;
    while (use.group > 0 && (items_[use.group - 1].roles & (role_adverb | role_auxiliary | role_negation)) &&
           items_[use.group - 1].entity == no_index) {
        --use.group;
        use.negated |= (items_[use.group].roles & role_negation) != 0;
        use.progressive |= (items_[use.group].roles & role_being) != 0;
    }
}

}  // namespace recount
