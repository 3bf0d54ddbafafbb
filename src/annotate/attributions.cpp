#include "annotate/attributions.h"

#include <algorithm>
#include <optional>

#include "annotate/attribution_words.h"
#include "annotate/quotations.h"
#include "annotate/sentence_tree.h"
#include "annotate/speakers.h"

namespace recount {

namespace {

constexpr std::uint32_t longest_apposition = 40;  // items between two commas that still explain the name before them
constexpr std::uint32_t longest_subject = 30;
constexpr std::size_t longest_sentence = 1000;  // items; what goes on longer without a stop is no language
constexpr std::uint32_t longest_parsed = 200;   // tokens of a sentence whose tree is asked for

/// A token, or a whole quotation, as one step of a sentence.
struct Item {
    WordId word = unknown_word;
    std::uint32_t roles = 0;
    std::uint32_t first = 0, end = 0;    // tokens
    std::uint32_t quotation = no_index;  // among the report's quotations
    std::uint32_t entity = no_index;     // into Layers::entities
    char mark = 0;                       // of punctuation: , . : ; - ( ) ' and "-" for a hyphen as 'h'; 0 for words
    bool capitalised = false, number = false;
    bool cue = false;  // part of a cue that is used as one
};

/// Half-open range of items; empty when first == end.
struct Range {
    std::uint32_t first = 0, end = 0;
    bool empty() const { return first >= end; }
};

/// Where a cue's subject was found.
enum class SubjectKind : std::uint8_t {
    none,      // nowhere
    before,    // left of the cue
    relative,  // the noun that "who" stands for
    behind,    // "said the minister"
    shared,    // another cue's ("and added", ", saying")
};

struct Subject {
    SubjectKind kind = SubjectKind::none;
    Range core, all;          // the noun phrase, and with its appositions
    std::uint32_t start = 0;  // the first item of the cue's clause
    bool several = false;     // "Orlo and her lawyer"
};

/// One cue in a sentence.
struct CueUse {
    std::uint32_t first = 0, end = 0;  // items
    std::uint32_t cue = 0;
    CueForm form = CueForm::base;
    bool negated = false, progressive = false;
    Subject subject;
    std::uint32_t group = 0;        // first item of the verb with its auxiliaries and adverbs
    std::uint32_t made = no_index;  // the attribution made of it
};

/// Annotates one report.
class ReportAttributions {
public:
    ReportAttributions(const AttributionWords& words, const Gazetteer& gazetteer, const SentenceTrees* trees,
                       AnnotatedReport& report)
        : words_(words),
          trees_(trees),
          report_(report),
          layers_(report.layers),
          tokens_(layers_.tokens),
          quotations_(find_quotations(report)),
          speakers_(words, gazetteer, report, quotations_) {}

    void run();

private:
    // Sentences as items
    void embed(const Block& block, std::size_t first_sentence, std::size_t end_sentence);
    void make_items(std::uint32_t begin, std::uint32_t end);
    Item item_of(std::uint32_t token) const;
    char mark_of(const Token& token) const;
    void unit(std::uint32_t begin, std::uint32_t end);

    // Cues
    void find_cues();
    bool clause_has(std::uint32_t from, const std::vector<WordId>& words) const;
    bool gives_name(std::uint32_t at) const;
    bool is_verb_not_noun(std::uint32_t before, std::uint32_t behind, CueForm form) const;
    bool is_verb(std::uint32_t at, const AttributionWords::Match& match) const;
    void find_group(CueUse& use) const;

    // Subjects
    bool in_noun_phrase(const Item& item) const;
    bool is_word(std::uint32_t at, std::uint32_t roles) const {
        return at < items_.size() && (items_[at].roles & roles);
    }
    Range phrase_before(std::uint32_t end) const;
    Range phrase_behind(std::uint32_t first) const;
    Subject subject_before(const CueUse& use) const;
    bool is_time(Range range) const;
    Subject whole(const Subject& subject, const CueUse& use) const;
    Subject apposition(std::uint32_t comma) const;
    Subject antecedent(std::uint32_t relative) const;
    Subject inverted(const CueUse& use) const;
    Subject first_subject() const;
    void find_subject(CueUse& use, std::size_t index);

    // Contents
    std::uint32_t complement(const CueUse& use) const;
    std::uint32_t clause_end(const CueUse& use, std::size_t index, std::uint32_t from) const;
    std::uint32_t left_start(const CueUse& use, std::size_t index) const;
    std::uint32_t behind_insertion(std::uint32_t at) const;
    void place(CueUse& use, std::size_t index);
    void place_phrase(CueUse& use, std::size_t index);
    bool place_citation(CueUse& use, std::size_t index);
    void repeat_content(CueUse& use, const Subject& cited, const CueUse& telling);
    void place_credit();
    void speak(std::uint32_t quotation, Attribution attribution);
    void place_quotation_run_on();
    bool is_possessive(std::uint32_t at) const;
    bool is_possessive_word(std::uint32_t token) const;
    bool can_be_told(Range range) const;
    bool begins_clause(std::uint32_t at) const;
    bool is_utterance(const Item& item) const;
    bool is_utterance_at(std::uint32_t at) const { return at < items_.size() && is_utterance(items_[at]); }
    bool is_end(std::uint32_t at) const { return at >= items_.size() || items_[at].mark == '.'; }

    // Results
    std::uint32_t make(CueUse& use, const Subject& subject, Range left, Range right);
    bool take_over(std::uint32_t quotation, bool told);
    void add_content(Attribution& attribution, Range range);
    Span span_of(Range range) const {
        return {tokens_[items_[range.first].first].start, tokens_[items_[range.end - 1].end - 1].end};
    }
    std::uint32_t sentence_of(std::uint32_t token) const;

    const AttributionWords& words_;
    const SentenceTrees* trees_;
    AnnotatedReport& report_;
    Layers& layers_;
    Tokens tokens_;
    std::vector<Quotation> quotations_;
    Speakers speakers_;

    std::uint32_t next_quotation_ = 0, next_entity_ = 0;
    std::vector<Item> items_;
    std::vector<CueUse> uses_;
    std::vector<std::uint32_t> owner_;   // of each quotation: the attribution that speaks it
    std::uint32_t speaking_ = no_index;  // the attribution that an utterance without a cue goes on from
    std::uint32_t speaking_block_ = no_index;
};

// ---------------------------------------------------------------------------------------------------------------------
// Sentences as items

char ReportAttributions::mark_of(const Token& token) const {
    if (token.kind == TokenKind::quote)
        return '\'';
    if (token.kind != TokenKind::punctuation)
        return 0;
    const std::string_view text = report_.words(token.span());
    if (text == "," || text == ":" || text == ";" || text == "(" || text == ")")
        return text[0];
    if (text == "[")
        return '(';
    if (text == "]")
        return ')';
    if (text == "." || text == "!" || text == "?")
        return '.';
    if (text == "-" && !token.space_before)
        return 'h';
    if (text == "-" || text == "--" || text == "\u2013" || text == "\u2014" || text == "---")
        return '-';
    return text == "/" ? 'h' : '~';
}

Item ReportAttributions::item_of(std::uint32_t at) const {
    const Token& token = tokens_[at];
    Item item;
    item.word = token.word;
    item.first = at;
    item.end = at + 1;
    item.mark = mark_of(token);
    item.capitalised = token.capitalised;
    item.number = token.kind == TokenKind::number;
    item.roles = words_.roles(token.word);
    if (token.kind == TokenKind::word && !token.capitalised && !(item.roles & role_not_adverb) &&
        words_.ends_like_adverb(report_.lowered(token.span())))
        item.roles |= role_adverb;
    return item;
}

/// Tokens [begin, end) as items_; quotations in them become one item each.
void ReportAttributions::make_items(std::uint32_t begin, std::uint32_t end) {
    items_.clear();
    while (next_quotation_ < quotations_.size() && quotations_[next_quotation_].open < begin)
        ++next_quotation_;
    const auto& entities = layers_.entities;
    std::uint32_t quotation = next_quotation_;
    for (std::uint32_t at = begin; at < end;) {
        if (quotation < quotations_.size() && quotations_[quotation].open == at) {
            Item item;
            item.quotation = quotation;
            item.first = at;
            item.end = at = std::max(quotations_[quotation].behind, at + 1);
            items_.push_back(item);
            ++quotation;
            continue;
        }
        Item item = item_of(at);
        if (!items_.empty() && items_.back().end == at && is_possessive_word(at) &&
            (items_.back().roles & role_pronoun) && !tokens_[at].space_before)
            item.roles |= role_auxiliary | role_being;  // "he's predicting"
        while (next_entity_ < entities.size() && entities[next_entity_].end_token <= at)
            ++next_entity_;
        if (next_entity_ < entities.size() && entities[next_entity_].first_token <= at)
            item.entity = next_entity_;
        items_.push_back(item);
        ++at;
    }
}

std::uint32_t ReportAttributions::sentence_of(std::uint32_t token) const {
    const auto found = std::partition_point(layers_.sentences.begin(), layers_.sentences.end(),
                                            [&](const Sentence& s) { return s.end_token <= token; });
    return static_cast<std::uint32_t>(found - layers_.sentences.begin());
}

void ReportAttributions::run() {
    owner_.assign(quotations_.size(), no_index);
    const auto& sentences = layers_.sentences;
    for (std::size_t i = 0; i < sentences.size();) {
        const Block& block = report_.report.blocks[sentences[i].block];
        std::size_t behind = i + 1;
        if (block.kind == BlockKind::embed) {
            while (behind < sentences.size() && sentences[behind].block == sentences[i].block)
                ++behind;
            embed(block, i, behind);
            i = behind;
            continue;
        }
        // A quotation of several sentences keeps them together with the sentence that frames it.
        std::uint32_t end = sentences[i].end_token;
        for (std::uint32_t q = next_quotation_; q < quotations_.size() && quotations_[q].open < end; ++q)
            if (quotations_[q].open >= sentences[i].first_token)
                while (quotations_[q].behind > end && behind < sentences.size())
                    end = sentences[behind++].end_token;
        if (speaking_block_ != sentences[i].block &&
            (speaking_block_ == no_index || speaking_block_ + 1 != sentences[i].block))
            speaking_ = no_index;
        unit(sentences[i].first_token, end);
        i = behind;
    }
    std::stable_sort(
        layers_.attributions.begin(), layers_.attributions.end(),
        [](const Attribution& a, const Attribution& b) { return a.content.front().start < b.content.front().start; });
    layers_.index_attributions();
}

/// The author of an embedded post speaks all of it.
void ReportAttributions::embed(const Block& block, std::size_t first_sentence, std::size_t end_sentence) {
    const auto& sentences = layers_.sentences;
    Span content{sentences[first_sentence].span.start, sentences[end_sentence - 1].span.end};
    if (!block.author_span.empty()) {
        // The signature ends a post or begins it: it is no part of what is said.
        if (block.author_span.start > content.start && block.author_span.start < content.end) {
            content.end = block.author_span.start;
            std::string_view text = report_.words(content);
            while (!text.empty() &&
                   (static_cast<unsigned char>(text.back()) <= ' ' || text.ends_with("\u2014") || text.ends_with('-')))
                text.remove_suffix(text.ends_with("\u2014") ? 3 : 1);
            content.end = content.start + static_cast<std::uint32_t>(text.size());
        }
    }
    if (content.empty())
        return;
    Attribution attribution;
    if (!block.author_span.empty())
        attribution.source.push_back(block.author_span);
    attribution.content.push_back(content);
    attribution.direct = attribution.in_embed = true;
    attribution.speaker = block.author;
    attribution.class_name = "post";
    attribution.sentence = static_cast<std::uint32_t>(first_sentence);
    layers_.attributions.push_back(std::move(attribution));
}

void ReportAttributions::unit(std::uint32_t begin, std::uint32_t end) {
    make_items(begin, end);
    if (items_.size() > longest_sentence)
        return;
    find_cues();
    for (std::size_t i = 0; i < uses_.size(); ++i)
        find_subject(uses_[i], i);
    const auto waits = [&](const CueUse& use, std::size_t i) {  // "Reuters, citing police, said": told before cited
        return words_.cue(use.cue).cites && i + 1 < uses_.size() && uses_[i + 1].subject.kind == SubjectKind::before &&
               uses_[i + 1].subject.all.end > use.end;
    };
    for (std::size_t i = 0; i < uses_.size(); ++i) {
        if (words_.cue(uses_[i].cue).precedes_source)
            place_phrase(uses_[i], i);
        else if (!waits(uses_[i], i))
            place(uses_[i], i);
    }
    for (std::size_t i = 0; i < uses_.size(); ++i)
        if (waits(uses_[i], i))
            place(uses_[i], i);
    place_credit();
    place_quotation_run_on();
}

// ---------------------------------------------------------------------------------------------------------------------
// Cues

void ReportAttributions::find_cues() {
    uses_.clear();
    const std::span<const Item> items(items_);
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
}

/// Whether one of `words` stands in the clause behind item `from`.
bool ReportAttributions::clause_has(std::uint32_t from, const std::vector<WordId>& words) const {
    for (std::uint32_t i = from; i < items_.size() && i < from + 12 && items_[i].mark != ',' && items_[i].mark != '.';
         ++i)
        if (items_[i].word != unknown_word && std::find(words.begin(), words.end(), items_[i].word) != words.end())
            return true;
    return false;
}

/// "'s", or the mark that stands for it: "the girls' school".
bool ReportAttributions::is_possessive(std::uint32_t at) const {
    return is_possessive_word(items_[at].first) || items_[at].mark == '\'';
}

bool ReportAttributions::is_possessive_word(std::uint32_t token) const {
    const std::string_view word = report_.lowered(tokens_[token].span());
    return word == "'s" || word == "\u2019s";
}

/// "one user called Orlo wrote": the words at `at` give a name to the subject of the verb behind it.
bool ReportAttributions::gives_name(std::uint32_t at) const {
    if (!is_word(at, role_naming))
        return false;
    const std::span<const Item> items(items_);
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
bool ReportAttributions::is_verb_not_noun(std::uint32_t before, std::uint32_t behind, CueForm form) const {
    if (before == 0)
        return false;
    const Item& left = items_[before - 1];
    if (left.mark == ',')
        return form != CueForm::base;
    if (left.entity == no_index && (left.roles & role_pronoun))
        return true;
    const std::string_view word = report_.lowered(tokens_[left.first].span());
    if (left.quotation != no_index || left.mark || left.number || is_possessive(before - 1) ||
        (left.entity == no_index &&
         (left.roles & (role_determiner | role_possessive | role_preposition | role_joining))))
        return false;
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
bool ReportAttributions::is_verb(std::uint32_t at, const AttributionWords::Match& match) const {
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
                                 words_.adjunct_at(std::span<const Item>(items_), behind) == 0;
        if (being || (preposition && items_[behind].word == words_.by()) ||
            (preposition && !cue.parenthetical && items_[behind].word != words_.to()))
            return false;  // passive
        if ((left & (role_determiner | role_possessive)) && !(left & role_pronoun))
            return false;  // "the accused"
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
void ReportAttributions::find_group(CueUse& use) const {
    use.group = use.first;
    while (use.group > 0 && (items_[use.group - 1].roles & (role_adverb | role_auxiliary | role_negation)) &&
           items_[use.group - 1].entity == no_index) {
        --use.group;
        use.negated |= (items_[use.group].roles & role_negation) != 0;
        use.progressive |= (items_[use.group].roles & role_being) != 0;
    }
}

// ---------------------------------------------------------------------------------------------------------------------
// Subjects

bool ReportAttributions::in_noun_phrase(const Item& item) const {
    if (item.entity != no_index)
        return true;
    if (item.quotation != no_index)
        return !is_utterance(item);
    if (item.mark)
        return item.mark == 'h' || item.mark == '\'';
    if (item.cue)
        return false;
    constexpr std::uint32_t outside = role_preposition | role_joining | role_contrasting | role_subordinating |
                                      role_auxiliary | role_relative | role_pronoun | role_negation | role_object |
                                      role_adverb | role_day;
    return !(item.roles & outside);
}

/// The noun phrase that ends before item `end`, with the phrases that prepositions tie to it ("a spokesman for the
/// ministry").
Range ReportAttributions::phrase_before(std::uint32_t end) const {
    std::uint32_t first = end;
    while (first > 0 && end - first < longest_subject) {
        if (items_[first - 1].mark == ')') {  // "Sen. Ann Orlo (R-Ariz.)"
            std::uint32_t open = first - 1;
            while (open > 0 && items_[open].mark != '(' && first - open < 10)
                --open;
            if (items_[open].mark != '(' || open == 0)
                break;
            first = open;
            continue;
        }
        if (!in_noun_phrase(items_[first - 1]))
            break;
        --first;
        const Item& item = items_[first];
        if (item.entity == no_index && (item.roles & role_determiner) &&
            !(first > 0 && is_word(first - 1, role_determiner)))
            break;
    }
    if (first == end)
        return {end, end};
    if (first > 1 && is_word(first - 1, role_attaching) && items_[first - 1].entity == no_index &&
        in_noun_phrase(items_[first - 2])) {
        const Range outer = phrase_before(first - 1);
        if (!outer.empty() && end - outer.first <= longest_subject)
            return {outer.first, end};
    }
    return {first, end};
}

/// The noun phrase that begins at item `first`.
Range ReportAttributions::phrase_behind(std::uint32_t first) const {
    std::uint32_t end = first;
    while (end < items_.size() && end - first < longest_subject) {
        const Item& item = items_[end];
        const bool determiner = item.entity == no_index && (item.roles & role_determiner);
        if (in_noun_phrase(item)) {
            if (determiner && end > first && !is_word(end - 1, role_determiner | role_attaching))
                break;
            // Behind a name, a word in lower case begins something else: "said Ann Orlo today".
            if (end > first && item.entity == no_index && !item.capitalised && !item.mark &&
                items_[end - 1].entity != no_index && !determiner && !item.number) {
                constexpr std::uint32_t known = role_office | role_epithet | role_teller;  // "Kale police chief"
                if (!is_possessive(end) && !is_word(end, known) && !is_word(end + 1, known))
                    break;
            }
            ++end;
            continue;
        }
        const bool attaches = end > first && (item.roles & role_attaching) && end + 1 < items_.size() &&
                              in_noun_phrase(items_[end + 1]) && item.entity == no_index;
        if (!attaches)
            break;
        const std::string_view word = report_.lowered(tokens_[item.first].span());
        const bool close = word == "of" || word == "for" || word == "from" || word == "at" || word == "with";
        if (!close && !items_[end + 1].capitalised)
            break;
        ++end;
    }
    while (end > first && (is_word(end - 1, role_attaching | role_determiner)) && items_[end - 1].entity == no_index)
        --end;
    return {first, end};
}

/// "the man who said", "the ministry, which said": the noun before the relative word.
Subject ReportAttributions::antecedent(std::uint32_t relative) const {
    Subject subject;
    std::uint32_t end = relative;
    if (end > 0 && items_[end - 1].mark == ',')
        --end;
    const Range core = phrase_before(end);
    if (core.empty())
        return subject;
    subject.kind = SubjectKind::relative;
    subject.core = subject.all = core;
    subject.start = core.first;
    return subject;
}

/// "Ann Orlo, a spokeswoman for the ministry, said": the subject before the commas, where the second one is at `comma`.
Subject ReportAttributions::apposition(std::uint32_t comma) const {
    Subject subject;
    std::uint32_t open = comma;
    while (open > 0 && comma - open < longest_apposition && items_[open - 1].mark != ',' &&
           items_[open - 1].mark != ';' && items_[open - 1].mark != ':' && items_[open - 1].mark != '.')
        --open;
    if (open == 0 || items_[open - 1].mark != ',' || open == comma || is_word(open, role_contrasting | role_joining))
        return subject;
    for (std::uint32_t i = open; i < comma; ++i)
        if (is_utterance_at(i))
            return subject;
    Range core = phrase_before(open - 1);
    if (core.empty())
        return subject;
    // A list of appositions: go on to the name that they explain.
    while (core.first > 1 && items_[core.first - 1].mark == ',' && items_[core.first].entity == no_index &&
           items_[core.first - 2].entity != no_index &&
           layers_.entities[items_[core.first - 2].entity].type == EntityType::person) {
        const Range outer = phrase_before(core.first - 1);
        if (outer.empty())
            break;
        core = outer;
    }
    if (core.first > 1 && is_word(core.first - 1, role_preposition) && items_[core.first - 2].mark == ',')
        return apposition(core.first - 2);
    subject.kind = SubjectKind::before;
    subject.core = core;
    subject.all = {core.first, comma};
    subject.start = core.first;
    return subject;
}

Subject ReportAttributions::subject_before(const CueUse& use) const {
    Subject subject;
    if (use.group == 0)
        return subject;
    const std::uint32_t at = use.group - 1;
    const Item& left = items_[at];
    if (left.mark == ',')
        return apposition(at);
    if (left.entity == no_index && (left.roles & role_relative) && left.word != words_.that())
        return antecedent(at);
    if (left.entity == no_index && (left.roles & role_pronoun)) {
        subject.kind = SubjectKind::before;
        subject.core = subject.all = {at, at + 1};
        subject.start = at;
        return subject;
    }
    std::uint32_t end = at + 1;
    if (left.number && at > 0 && is_word(at - 1, role_day))
        --end;                                                               // "on April 14"
    if (is_word(end - 1, role_day) && items_[end - 1].entity == no_index) {  // "Lukin on Saturday said"
        while (end > 0 && is_word(end - 1, role_day | role_preposition | role_adverb) &&
               items_[end - 1].entity == no_index)
            --end;
        if (end > 0 && items_[end - 1].mark == ',')
            return apposition(end - 1);
        if (end > 0 && is_word(end - 1, role_pronoun)) {
            subject.kind = SubjectKind::before;
            subject.core = subject.all = {end - 1, end};
            subject.start = end - 1;
            return subject;
        }
    } else {
        end = at + 1;
    }
    const Range phrase = phrase_before(end);
    if (phrase.empty())
        return subject;
    // "the man who lived there said": the words behind "who" are not the subject.
    for (std::uint32_t i = phrase.first; i > 0 && phrase.end - i < longest_subject; --i) {
        const Item& item = items_[i - 1];
        if (item.mark == ',' || item.mark == ';' || item.mark == ':' || item.mark == '-' || item.quotation != no_index)
            break;
        if (item.word == words_.who()) {
            Subject named = antecedent(i - 1);
            if (named.kind == SubjectKind::none)
                break;
            named.kind = SubjectKind::before;
            named.all.end = phrase.end;
            return named;
        }
    }
    if (phrase.end - phrase.first == 1 && items_[phrase.first].entity == no_index && !items_[phrase.first].mark &&
        report_.lowered(tokens_[items_[phrase.first].first].span()).ends_with("ing"))
        return subject;
    // ", for his part said": not the subject either.
    if (use.form != CueForm::ing && phrase.first > 1 && is_word(phrase.first - 1, role_preposition) &&
        items_[phrase.first - 2].mark == ',') {
        const Subject named = apposition(phrase.first - 2);
        if (named.kind != SubjectKind::none)
            return named;
    }
    subject.kind = SubjectKind::before;
    subject.core = subject.all = phrase;
    subject.start = phrase.first;
    if (phrase.first > 0 && items_[phrase.first - 1].mark == ',') {  // "his brother, Ali Orlo said"
        const Range outer = phrase_before(phrase.first - 1);
        if (!outer.empty() && items_[outer.first].entity == no_index && items_[phrase.first].entity != no_index &&
            is_word(outer.end - 1, role_office | role_epithet | role_he | role_she))
            subject.all.first = subject.start = outer.first;
    }
    return subject;
}

bool ReportAttributions::is_time(Range range) const {
    const auto times = layers_.times_of(sentence_of(items_[range.first].first));
    return std::any_of(times.begin(), times.end(),
                       [&](const Time& time) { return time.span.overlaps(span_of(range)); });
}

/// "Some advocates of land reform said": the words right before the verb may end a longer subject, as the sentence's
/// tree tells.
Subject ReportAttributions::whole(const Subject& subject, const CueUse& use) const {
    const Range core = subject.core;
    if (!trees_ || subject.kind != SubjectKind::before || core.first == 0 || core.first != subject.all.first ||
        core.end != subject.all.end)
        return subject;
    const Item& before = items_[core.first - 1];
    constexpr std::uint32_t opening = role_subordinating | role_contrasting | role_relative | role_auxiliary;
    if (before.mark || before.quotation != no_index || before.cue || before.word == words_.that() ||
        (before.entity == no_index && (before.roles & opening)))
        return subject;
    const std::uint32_t sentence = sentence_of(items_[use.first].first);
    const std::uint32_t base = layers_.sentences[sentence].first_token;
    if (layers_.sentences[sentence].end_token - base > longest_parsed || items_[core.first].first < base)
        return subject;
    const SentenceTree tree = trees_->of(report_, sentence);
    const std::uint32_t head = tree.subject_of(items_[use.first].first - base);
    if (head == no_index || base + head >= items_[core.first].first ||
        !tree.is_under(items_[core.end - 1].first - base, head))
        return subject;
    Subject longer = subject;
    while (longer.core.first > 0 && items_[longer.core.first - 1].first >= base &&
           tree.is_under(items_[longer.core.first - 1].first - base, head)) {
        const Item& item = items_[--longer.core.first];
        if (item.quotation != no_index || item.mark == '-' || item.mark == ':' || item.mark == ';' || item.cue ||
            core.end - longer.core.first > longest_subject)
            return subject;
    }
    if (base + head < items_[longer.core.first].first || is_word(longer.core.first, role_relative))
        return subject;
    const Item& first = items_[longer.core.first];
    const bool has_determiner = first.entity == no_index && (first.roles & role_determiner);
    longer.several = (before.roles & role_joining) && before.entity == no_index &&
                     (has_determiner || !is_word(core.first - 2, role_office | role_epithet));  // "founder and chief"
    // "Orlo over the weekend said": of what lies between subject and verb the subject is what comes first.
    if (is_word(core.first - 1, role_preposition) && items_[core.first - 2].first == base + head && is_time(core))
        longer.core.end = core.first - 1;
    longer.all = longer.core;
    longer.start = longer.core.first;
    return longer;
}

/// "…, said the minister": behind the verb stands a noun phrase and then nothing that the verb could introduce.
Subject ReportAttributions::inverted(const CueUse& use) const {
    Subject subject;
    if (use.form == CueForm::ing || use.end >= items_.size() || use.group != use.first)
        return subject;
    Range phrase = phrase_behind(use.end);
    if (phrase.empty() && is_word(use.end, role_pronoun) && !is_word(use.end, role_relative))
        phrase = {use.end, use.end + 1};
    if (phrase.empty() || items_[phrase.first].quotation != no_index)
        return subject;
    const std::uint32_t behind = phrase.end;
    const bool quoted =
        use.first > 0 && (items_[use.first - 1].quotation != no_index ||
                          (use.first > 1 && items_[use.first - 1].mark == ',' && is_utterance_at(use.first - 2)));
    if (!quoted) {
        bool tells = false;  // "said local sources", not "said the talks collapsed"
        for (std::uint32_t i = phrase.first; i < behind; ++i)
            tells = tells || ((items_[i].entity != no_index ||
                               is_word(i, role_teller | role_office | role_epithet | role_pronoun)) &&
                              (i + 1 == behind || is_word(i + 1, role_attaching)));
        tells = tells || items_[behind - 1].capitalised;
        if (!tells)
            return subject;
        const bool closes = is_end(behind) || items_[behind].mark == ',' || items_[behind].mark == ';' ||
                            is_word(behind, role_day | role_adverb | role_preposition) ||
                            items_[behind].word == words_.who();
        if (!closes)
            return subject;
        for (std::uint32_t i = behind;
             !is_end(i) && items_[i].mark != ',' && items_[i].mark != ';' && items_[i].word != words_.who(); ++i)
            if (items_[i].roles & role_auxiliary)
                return subject;
    }
    subject.kind = SubjectKind::behind;
    subject.core = subject.all = phrase;
    subject.start = use.group;
    if (behind < items_.size() && items_[behind].mark == ',') {
        const Range second = phrase_behind(behind + 1);
        if (!second.empty() &&
            (is_end(second.end) || items_[second.end].mark == ',' || items_[second.end].word == words_.who()))
            subject.all.end = second.end;
    }
    return subject;
}

/// The subject that a sentence begins with, as far as it can be told.
Subject ReportAttributions::first_subject() const {
    Subject subject;
    std::uint32_t at = 0;
    if (is_word(0, role_preposition | role_subordinating | role_adverb | role_day) ||
        (!items_.empty() && !items_[0].mark && items_[0].entity == no_index &&
         report_.lowered(tokens_[items_[0].first].span()).ends_with("ing"))) {
        std::uint32_t comma = 0;
        while (comma < items_.size() && items_[comma].mark != ',')
            ++comma;
        if (comma < items_.size())
            at = comma + 1;
    }
    while (at < items_.size() &&
           (is_word(
               at, role_adverb | role_joining | role_contrasting | role_subordinating | role_preposition | role_day)) &&
           items_[at].entity == no_index)
        ++at;
    if (at >= items_.size() || items_[at].mark || items_[at].quotation != no_index)
        return subject;
    Range phrase{at, at + 1};
    if (!is_word(at, role_pronoun) || items_[at].entity != no_index) {
        phrase.end = at;
        while (phrase.end < items_.size() && phrase.end - at < 8 && in_noun_phrase(items_[phrase.end])) {
            const Item& item = items_[phrase.end];
            if (phrase.end > at && item.entity == no_index && !item.mark && !item.capitalised &&
                (items_[phrase.end - 1].entity != no_index ||
                 report_.lowered(tokens_[item.first].span()).ends_with("ed")))
                break;
            ++phrase.end;
        }
    }
    if (phrase.empty())
        return subject;
    subject.kind = SubjectKind::shared;
    subject.core = subject.all = phrase;
    return subject;
}

void ReportAttributions::find_subject(CueUse& use, std::size_t index) {
    const Cue& cue = words_.cue(use.cue);
    if (cue.precedes_source) {
        const Range phrase = phrase_behind(use.end);
        if (phrase.empty())
            return;
        use.subject.kind = SubjectKind::behind;
        use.subject.core = use.subject.all = phrase;
        use.subject.start = use.group;
        if (is_word(phrase.end, role_attaching) || phrase.end >= items_.size())
            return;
        if (items_[phrase.end].mark == ',') {
            const Range second = phrase_behind(phrase.end + 1);
            if (!second.empty() && is_end(second.end))
                use.subject.all.end = second.end;
        }
        return;
    }
    const bool comma = use.group > 0 && items_[use.group - 1].mark == ',';
    const bool quotation = use.group > 0 && (items_[use.group - 1].quotation != no_index ||
                                             (comma && use.group > 1 && is_utterance_at(use.group - 2)));
    if (cue.parenthetical && !cue.addressee && use.form != CueForm::ing && (comma || quotation)) {
        use.subject = inverted(use);
        if (use.subject.kind != SubjectKind::none)
            return;
    }
    const bool shares =
        use.group > 0 &&
        (is_word(use.group - 1, role_joining | role_contrasting | role_preposition | role_subordinating) ||
         (comma && use.form == CueForm::ing && !use.progressive)) &&
        items_[use.group - 1].entity == no_index;
    if (!shares)
        use.subject = whole(subject_before(use), use);
    if (comma && use.form == CueForm::ing &&
        !use.progressive) {  // ", Ann Orlo, saying": her, when the commas enclose a person's name
        const Subject named = apposition(use.group - 1);
        if (named.kind != SubjectKind::none) {
            const Item& last = items_[use.group - 2];
            const Item& first = items_[named.core.end + 1];
            if (last.entity != no_index && last.entity == first.entity && items_[named.core.first].entity == no_index)
                use.subject = named;
        }
    }
    if (use.subject.kind != SubjectKind::none)
        return;
    for (std::size_t i = index; i-- > 0;)
        if (uses_[i].subject.kind != SubjectKind::none && !words_.cue(uses_[i].cue).precedes_source &&
            (uses_[i].subject.kind != SubjectKind::relative || index == i + 1)) {
            use.subject = uses_[i].subject;
            break;
        }
    if (use.subject.kind == SubjectKind::none && (shares || comma))
        use.subject = first_subject();
    if (use.subject.kind != SubjectKind::none &&
        (use.subject.all.end <= use.group || use.subject.kind == SubjectKind::behind)) {
        use.subject.kind = SubjectKind::shared;
        use.subject.start = use.group > 0 ? use.group - 1 : 0;
    } else {
        use.subject = {};
    }
}

// ---------------------------------------------------------------------------------------------------------------------
// Contents

/// Whether a quotation is what somebody says rather than a word or two between marks: by its length or its last mark.
bool ReportAttributions::is_utterance(const Item& item) const {
    if (item.quotation == no_index)
        return false;
    const Quotation& quotation = quotations_[item.quotation];
    const std::string_view last = report_.words(tokens_[quotation.end - 1].span());
    return quotation.end - quotation.first > 3 || last == "," || last == "." || last == "!" || last == "?";
}

/// Whether a clause with its own subject can begin at `at`: "it was", "the girls".
bool ReportAttributions::begins_clause(std::uint32_t at) const {
    if (at >= items_.size())
        return false;
    const Item& item = items_[at];
    return item.quotation != no_index || item.word == words_.that() ||
           (item.entity == no_index && (item.roles & role_pronoun) && item.word != words_.who());
}

/// The item where what the cue introduces begins, behind hearers, days and other adjuncts; items_.size() when there is
/// nothing.
std::uint32_t ReportAttributions::complement(const CueUse& use) const {
    const Cue& cue = words_.cue(use.cue);
    const auto none = static_cast<std::uint32_t>(items_.size());
    std::uint32_t at = use.subject.kind == SubjectKind::behind ? use.subject.all.end : use.end;
    if (cue.addressee && at < none && items_[at].quotation == no_index && items_[at].word != words_.that() &&
        items_[at].mark != ':') {
        if (is_word(at, role_object) || (is_word(at, role_pronoun) && !is_word(at + 1, role_auxiliary)))
            ++at;
        else
            at = std::max(at, phrase_behind(at).end);
    }
    const std::span<const Item> items(items_);
    while (at < none) {
        const Item& item = items_[at];
        if (item.entity != no_index || item.quotation != no_index)
            return at;
        if (const std::uint32_t length = words_.adjunct_at(items, at)) {
            at += length;
        } else if ((item.roles & (role_day | role_adverb)) && item.word != words_.that() &&
                   !(item.roles & role_determiner)) {
            ++at;
        } else if (item.number && at > 0 && is_word(at - 1, role_day)) {
            ++at;
        } else if (item.mark == ',') {
            if (at + 1 < none && items_[at + 1].quotation != no_index)
                return at + 1;
            if (at + 2 < none && is_word(at + 1, role_adverb) && items_[at + 2].mark == ',')
                at += 3;
            else if (at + 1 < none && items_[at + 1].word == words_.that() && cue.parenthetical &&
                     use.subject.kind != SubjectKind::behind)
                return at + 1;
            else
                return none;
        } else if (item.mark == ':') {
            return at + 1 < none ? at + 1 : none;
        } else if ((item.roles & role_preposition) && item.word != words_.to()) {
            if (!cue.parenthetical && !cue.addressee)
                return none;
            std::uint32_t next = at + 1;
            while (next < none && !begins_clause(next) && items_[next].mark != ',' && items_[next].mark != '.' &&
                   items_[next].mark != ';' && items_[next].mark != ':') {
                const bool new_phrase = next > at + 1 && items_[next].entity == no_index &&
                                        (items_[next].roles & role_determiner) &&
                                        !is_word(next - 1, role_preposition | role_determiner | role_joining);
                if (new_phrase || (next > at + 1 && is_word(next - 1, role_day) &&
                                   !is_word(next, role_day | role_adverb | role_preposition)))
                    break;
                ++next;
            }
            if (next >= none || items_[next].mark == '.' || items_[next].mark == ';')
                return none;
            if (items_[next].mark == 0)
                return next;
            at = next;
        } else if (item.mark == '.' || item.mark == ';' || item.mark == ')' || item.mark == '-') {
            return none;
        } else if ((item.roles & (role_joining | role_contrasting | role_auxiliary)) &&
                   !(item.roles & role_determiner)) {
            return none;
        } else if ((item.roles & role_subordinating) && cue.parenthetical) {
            return none;
        } else {
            return at;
        }
    }
    return none;
}

/// Where the content that starts at `from` ends.
std::uint32_t ReportAttributions::clause_end(const CueUse& use, std::size_t index, std::uint32_t from) const {
    auto end = static_cast<std::uint32_t>(items_.size());
    for (std::uint32_t i = from; i < end; ++i) {
        if (items_[i].mark == ';' || (items_[i].mark == '.' && i > from)) {
            end = i;
            break;
        }
        if (use.subject.kind == SubjectKind::relative && items_[i].mark == ',' && i > from) {
            end = i;
            break;
        }
    }
    const bool clause_first = is_word(from, role_subordinating | role_preposition) ||
                              is_word(from + 1, role_subordinating | role_preposition);
    for (std::size_t next = index + 1; next < uses_.size(); ++next) {
        const CueUse& other = uses_[next];
        if (other.subject.kind == SubjectKind::none || other.subject.kind == SubjectKind::relative)
            continue;
        std::uint32_t start = other.subject.kind == SubjectKind::before ? other.subject.start : other.group;
        if (other.group > from && other.subject.kind == SubjectKind::before && other.subject.start <= from &&
            other.subject.all.end == other.group - 1 && items_[other.group - 1].mark == ',') {
            end = std::min(end, other.group - 1);  // "Orlo, who fled after the vote in which she claims victory, said"
            break;
        }
        if (start <= from || start > end)
            continue;
        std::uint32_t border = start - 1;
        const bool parted = items_[border].mark == ',' || items_[border].mark == '-' ||
                            is_word(border, role_joining | role_contrasting);
        if (!parted || (items_[border].mark == ',' && clause_first))
            continue;
        while (border > from &&
               (items_[border - 1].mark == ',' || is_word(border - 1, role_joining | role_contrasting)))
            --border;
        if (border > from)
            end = std::min(end, border);
        break;
    }
    for (std::uint32_t i = from + 1; i < end; ++i)  // ", but the road was open": the report's own words again
        if (items_[i].mark == ',' && i + 1 < end && (items_[i + 1].roles & role_contrasting) &&
            items_[i + 1].entity == no_index)
            end = i;
    while (end > from && (items_[end - 1].mark == ',' || items_[end - 1].mark == '-' || items_[end - 1].mark == ':' ||
                          items_[end - 1].mark == '.'))
        --end;
    return end;
}

/// Where the content that stands before the cue's clause begins.
std::uint32_t ReportAttributions::left_start(const CueUse& use, std::size_t index) const {
    std::uint32_t start = 0;
    for (std::uint32_t i = 0; i < std::min<std::uint32_t>(use.subject.start, 12);
         ++i)  // behind the dateline: "MINSK (AP) — "
        if (items_[i].mark == '-' && items_[0].capitalised)
            start = i + 1;
    const std::uint32_t limit = use.subject.kind == SubjectKind::before ? use.subject.start : use.group;
    for (std::uint32_t i = start; i < limit; ++i)
        if (items_[i].mark == ';')
            start = i + 1;
    // Behind what an earlier cue of the sentence says, where a contrast parts them.
    if (index > 0)
        for (std::uint32_t i = std::max(start, uses_[index - 1].end); i + 1 < limit; ++i)
            if (items_[i].mark == ',' && is_word(i + 1, role_contrasting | role_joining)) {
                start = i + 2;
                break;
            }
    return start;
}

void ReportAttributions::place_phrase(CueUse& use, std::size_t index) {
    if (use.subject.kind == SubjectKind::none)
        return;
    const std::uint32_t behind = use.subject.all.end;
    const bool first = use.group == 0 || (use.group == 1 && is_word(0, role_joining | role_contrasting));
    if (first) {
        std::uint32_t comma = behind;
        while (comma < items_.size() && items_[comma].mark != ',' && items_[comma].mark != ':' &&
               items_[comma].quotation == no_index)
            ++comma;
        if (comma + 1 >= items_.size())
            return;
        const std::uint32_t from = items_[comma].quotation == no_index ? comma + 1 : comma;
        use.made = make(use, use.subject, {}, {from, clause_end(use, index, from)});
        return;
    }
    std::uint32_t left_end = use.group;
    while (left_end > 0 && items_[left_end - 1].mark == ',')
        --left_end;
    Range right;
    if (behind < items_.size() && items_[behind].mark == ',' && !is_end(behind + 1) &&
        !is_word(behind + 1, role_contrasting | role_relative | role_joining) && !items_[behind + 1].cue)
        right = {behind + 1, clause_end(use, index, behind + 1)};
    std::uint32_t left = left_start(use, index);
    use.made = make(use, use.subject, {left, left_end}, right);
}

/// "citing police", "cited remarks by Orlo that ...": what is cited is the source, and who cites it passes it on. False
/// where nothing tells what the cited one says.
bool ReportAttributions::place_citation(CueUse& use, std::size_t index) {
    Subject cited;
    cited.kind = SubjectKind::behind;
    cited.core = phrase_behind(use.end);
    if (cited.core.empty())
        return false;
    std::uint32_t behind = cited.core.end;
    if (behind < items_.size() && items_[behind].word == words_.by()) {
        const Range author = phrase_behind(behind + 1);
        if (!author.empty()) {
            cited.core = author;
            behind = author.end;
        }
    }
    cited.all = cited.core;
    cited.start = use.group;
    const std::uint32_t left = use.subject.kind == SubjectKind::before ? use.subject.start : use.group;
    if (behind < items_.size() && (items_[behind].word == words_.that() || is_utterance_at(behind))) {
        use.made = make(use, cited, {}, {behind, clause_end(use, index, behind)});
    } else if (left > 0 &&
               (is_utterance_at(left - 1) || (left > 1 && items_[left - 1].mark == ',' && is_utterance_at(left - 2)))) {
        use.made = make(use, cited, {left_start(use, index), left}, {});
    } else if (use.form == CueForm::ing) {
        for (CueUse& telling : uses_)  // "Reuters said, citing police" and "Reuters, citing police, said"
            if (telling.made != no_index && &telling != &use &&
                (&telling < &use || telling.subject.all.end > use.end)) {
                repeat_content(use, cited, telling);
                break;
            }
    }
    if (use.made == no_index)
        return false;
    layers_.attributions[use.made].told = true;
    if (use.subject.kind != SubjectKind::none)
        layers_.attributions[use.made].relays.push_back(span_of(use.subject.all));
    return true;
}

/// The cited one says what the telling one passes on.
void ReportAttributions::repeat_content(CueUse& use, const Subject& cited, const CueUse& telling) {
    use.made = make(use, cited, cited.core, {});
    Attribution& made = layers_.attributions[use.made];
    const Attribution& passed_on = layers_.attributions[telling.made];
    made.content = passed_on.content;
    made.quoted.clear();
    made.direct = passed_on.direct;
    made.sentence = passed_on.sentence;
}

/// Whether what stands before a comma can be a sentence that somebody says: not "On Sunday," nor "Wiping his eyes,".
bool ReportAttributions::can_be_told(Range range) const {
    std::uint32_t words = 0;
    for (std::uint32_t i = range.first; i < range.end; ++i)
        words += !items_[i].mark && !is_possessive(i);
    if (words < 3)
        return false;
    const Item& first = items_[range.first];
    const bool participle = first.entity == no_index && !first.mark && first.quotation == no_index &&
                            report_.lowered(tokens_[first.first].span()).ends_with("ing");
    if (!participle && !(first.entity == no_index && (first.roles & (role_preposition | role_subordinating))))
        return true;
    for (std::uint32_t i = range.first; i < range.end; ++i)
        if (items_[i].mark == ',')
            return true;
    return false;
}

void ReportAttributions::place(CueUse& use, std::size_t index) {
    const Subject& subject = use.subject;
    const Cue& cue = words_.cue(use.cue);
    if (cue.cites && place_citation(use, index))
        return;
    if (subject.kind == SubjectKind::none)
        return;
    // What stands before the clause "he said": a quotation, or a comma behind the sentence that it closes.
    const std::uint32_t start = subject.kind == SubjectKind::before ? subject.start : use.group;
    std::uint32_t left_end = start;
    const bool comma = start > 0 && items_[start - 1].mark == ',';
    if (comma)
        --left_end;
    const bool quoted_left = left_end > 0 &&
                             (is_utterance_at(left_end - 1) ||
                              (subject.kind == SubjectKind::behind && items_[left_end - 1].quotation != no_index)) &&
                             subject.kind != SubjectKind::shared && subject.kind != SubjectKind::relative;
    const auto none = static_cast<std::uint32_t>(items_.size());
    std::uint32_t right = complement(use);
    if (quoted_left && (cue.parenthetical || cue.addressee)) {
        Range more;
        const std::uint32_t behind = subject.kind == SubjectKind::behind ? subject.all.end : use.end;
        if (right < none && items_[right].quotation != no_index) {
            more = {right, right + 1};
        } else {  // "A," he said on Monday, "b."
            for (std::uint32_t i = behind; i + 1 < none && !items_[i].cue && items_[i].mark != '.'; ++i)
                if (items_[i].mark == ',' && is_utterance_at(i + 1)) {
                    more = {i + 1, i + 2};
                    break;
                }
        }
        use.made = make(use, subject, {left_start(use, index), left_end}, more);
        return;
    }
    const bool inserted = is_end(use.end) || items_[use.end].mark == ',';
    const bool closes = comma && (inserted || can_be_told({left_start(use, index), left_end})) && cue.parenthetical &&
                        !cue.manner && subject.kind != SubjectKind::shared && subject.kind != SubjectKind::relative &&
                        left_end > 1;
    if (closes && (right >= none || subject.kind == SubjectKind::behind)) {
        Range more;
        const std::uint32_t behind = subject.kind == SubjectKind::behind ? subject.all.end : use.end;
        if (behind < none && items_[behind].mark == ',' && !is_end(behind + 1) && !items_[behind + 1].cue &&
            !is_word(behind + 1, role_contrasting | role_relative | role_joining) &&
            items_[behind + 1].word != words_.who() &&
            !report_.lowered(tokens_[items_[behind + 1].first].span()).ends_with("ing"))
            more = {behind + 1, clause_end(use, index, behind + 1)};
        use.made = make(use, subject, {left_start(use, index), left_end}, more);
        return;
    }
    if (right >= none)
        return;
    if (cue.manner && items_[right].quotation == no_index)
        return;
    if (items_[right].quotation != no_index && is_word(subject.core.end - 1, role_placard))
        return;
    const Range content{right, cue.manner ? right + 1 : clause_end(use, index, right)};
    if (content.empty())
        return;
    use.made = make(use, subject, {}, content);
}

/// Adds an attribution of one quotation, which is then what may go on without a cue.
void ReportAttributions::speak(std::uint32_t number, Attribution attribution) {
    const Quotation& quotation = quotations_[number];
    attribution.direct = true;
    attribution.content.push_back(quotation.span(tokens_));
    attribution.quoted = attribution.content;
    attribution.sentence = sentence_of(quotation.first);
    owner_[number] = speaking_ = static_cast<std::uint32_t>(layers_.attributions.size());
    speaking_block_ = quotation.block;
    layers_.attributions.push_back(std::move(attribution));
}

/// A quotation credited by a mark alone: "'We stay' – mayor", "Mayor: 'We stay'".
void ReportAttributions::place_credit() {
    const auto size = static_cast<std::uint32_t>(items_.size());
    if (size < 3)
        return;
    std::uint32_t number = no_index;
    Range phrase;
    if (is_utterance_at(0) && items_[1].mark == '-') {
        number = items_[0].quotation;
        phrase = phrase_behind(2);
        if (!is_end(phrase.end))
            return;
    } else {
        phrase = phrase_behind(0);
        if (phrase.end + 1 >= size || items_[phrase.end].mark != ':' || !is_utterance_at(phrase.end + 1))
            return;
        number = items_[phrase.end + 1].quotation;
    }
    if (phrase.empty() || owner_[number] != no_index || is_word(phrase.end - 1, role_placard))
        return;
    const SourceWords source{items_[phrase.first].first, items_[phrase.end - 1].end, items_[phrase.first].first,
                             items_[phrase.end - 1].end};
    Attribution attribution;
    attribution.class_name = words_.cue(0).class_name;
    attribution.source.push_back(span_of(phrase));
    attribution.speaker = speakers_.resolve(source);
    attribution.speaker_entity = speakers_.last_entity();
    speak(number, std::move(attribution));
}

/// A quotation that begins its sentence and that no cue claimed goes on from the utterance before it.
void ReportAttributions::place_quotation_run_on() {
    if (!is_utterance_at(0) || speaking_ == no_index || owner_[items_[0].quotation] != no_index)
        return;
    const std::uint32_t number = items_[0].quotation;
    const Quotation& quotation = quotations_[number];
    const BlockKind kind = report_.report.blocks[quotation.block].kind;
    if (kind == BlockKind::title || kind == BlockKind::heading || kind == BlockKind::caption)
        return;
    if (items_.size() > 1) {  // more than the quotation: then it must be a sentence by itself
        const std::string_view last = report_.words(tokens_[quotation.end - 1].span());
        const bool whole =
            last == "." || last == "!" || last == "?" || tokens_[quotation.end - 1].kind == TokenKind::quote;
        if (items_[1].mark != '.' && (!items_[1].capitalised || !whole))
            return;
    }
    Attribution& spoken = layers_.attributions[speaking_];
    if (spoken.direct && (quotation.block == speaking_block_ || quotation.continues)) {
        spoken.content.push_back(quotation.span(tokens_));
        spoken.quoted.push_back(quotation.span(tokens_));
        owner_[number] = speaking_;
        speaking_block_ = quotation.block;
        return;
    }
    Attribution next;
    next.source = spoken.source;
    next.speaker = spoken.speaker;
    next.speaker_entity = spoken.speaker_entity;
    next.class_name = spoken.class_name;
    speak(number, std::move(next));
}

// ---------------------------------------------------------------------------------------------------------------------
// Results

void ReportAttributions::add_content(Attribution& attribution, Range range) {
    if (range.empty())
        return;
    Span span = span_of(range);
    bool all_quoted = true;
    for (std::uint32_t i = range.first; i < range.end; ++i) {
        if (items_[i].quotation == no_index) {
            all_quoted = all_quoted && items_[i].mark;
            continue;
        }
        const Span inside = quotations_[items_[i].quotation].span(tokens_);
        if (all_quoted && range.end - range.first == 1)
            span = inside;
        if (take_over(items_[i].quotation, attribution.told))
            attribution.quoted.push_back(inside);
    }
    attribution.direct = (attribution.content.empty() || attribution.direct) && all_quoted;
    attribution.content.push_back(span);
}

/// Whether the attribution that is being made speaks this quotation: of two whose contents hold it, the later cue is
/// closer, unless the earlier one alone tells something.
bool ReportAttributions::take_over(std::uint32_t quotation, bool told) {
    const auto next = static_cast<std::uint32_t>(layers_.attributions.size());
    std::uint32_t& owner = owner_[quotation];
    if (owner != no_index && owner != next) {
        Attribution& earlier = layers_.attributions[owner];
        if (earlier.told && !told)
            return false;
        const Span span = quotations_[quotation].span(tokens_);
        std::erase(earlier.quoted, span);
    }
    owner = next;
    return true;
}

std::uint32_t ReportAttributions::make(CueUse& use, const Subject& subject, Range left, Range right) {
    if (left.empty() && right.empty())
        return no_index;
    const Cue& cue = words_.cue(use.cue);
    const SourceWords source{items_[subject.core.first].first, items_[subject.core.end - 1].end,
                             items_[subject.all.first].first, items_[subject.all.end - 1].end, subject.several};
    Attribution attribution;
    attribution.class_name = cue.class_name;
    attribution.cue_lemma = cue.lemma;
    attribution.negated = cue.negated != use.negated;
    attribution.told = cue.told && (!cue.with_that || right.empty() || items_[right.first].word == words_.that() ||
                                    items_[right.first].quotation != no_index);
    for (std::uint32_t i = subject.core.first; i < subject.core.end; ++i)
        attribution.told = attribution.told && !is_word(i, role_picture);
    attribution.cue.push_back(span_of({use.first, use.end}));
    attribution.source.push_back({tokens_[source.begin].start, tokens_[source.end - 1].end});
    attribution.speaker = speakers_.resolve(source);
    attribution.speaker_entity = speakers_.last_entity();
    add_content(attribution, left);
    add_content(attribution, right);
    const std::uint32_t first = left.empty() ? right.first : left.first;
    attribution.sentence = sentence_of(items_[first].first);
    const bool speaks = !attribution.quoted.empty() || (attribution.told && cue.parenthetical);
    layers_.attributions.push_back(std::move(attribution));
    const auto index = static_cast<std::uint32_t>(layers_.attributions.size() - 1);
    if (speaks) {
        speaking_ = index;
        speaking_block_ = layers_.sentences[layers_.attributions[index].sentence].block;
    }
    return index;
}

class AttributionAnnotator : public Annotator {
public:
    AttributionAnnotator(Codebook& codebook, const Gazetteer& gazetteer, const LanguageModel* language)
        : words_(codebook), gazetteer_(gazetteer) {
        if (language)
            trees_.emplace(*language);
    }

    std::string_view name() const override { return "attributions"; }
    std::vector<Layer> needs() const override {
        return {Layer::tokens, Layer::sentences, Layer::entities, Layer::times};
    }
    std::vector<Layer> adds() const override { return {Layer::attributions}; }
    void annotate(AnnotatedReport& report) const override {
        ReportAttributions(words_, gazetteer_, trees_ ? &*trees_ : nullptr, report).run();
    }

private:
    AttributionWords words_;
    const Gazetteer& gazetteer_;
    std::optional<SentenceTrees> trees_;
};

}  // namespace

std::unique_ptr<Annotator> make_attribution_annotator(Codebook& codebook, const Gazetteer& gazetteer,
                                                      const LanguageModel* language) {
    return std::make_unique<AttributionAnnotator>(codebook, gazetteer, language);
}

const Attribution* attribution_of(const Layers& layers, Span span) {
    const Attribution* closest = nullptr;
    std::uint32_t least = UINT32_MAX;
    for (const std::uint32_t index : layers.attributions_of(layers.sentence_at(span.start))) {
        const Attribution& attribution = layers.attributions[index];
        const bool covers = std::any_of(attribution.content.begin(), attribution.content.end(),
                                        [&](Span content) { return content.contains(span); });
        const bool quoted = std::any_of(attribution.quoted.begin(), attribution.quoted.end(),
                                        [&](Span part) { return part.contains(span); });
        if (!covers || !(attribution.told || quoted))
            continue;
        std::uint32_t size = 0;
        for (const Span content : attribution.content)
            size += content.size();
        if (size < least || (size == least && !attribution.relays.empty())) {
            closest = &attribution;
            least = size;
        }
    }
    return closest;
}

bool tells_when_said(const AnnotatedReport& report, const Attribution& attribution, const Time& time) {
    constexpr std::uint32_t farthest_behind = 40, farthest_before = 6;  // bytes
    const auto holds = [&](Span content) { return content.overlaps(time.span); };
    if (!attribution.told || std::any_of(attribution.content.begin(), attribution.content.end(), holds))
        return false;
    for (const Span cue : attribution.cue) {
        if (cue.start >= time.span.end && cue.start - time.span.end <= farthest_before)
            return true;
        if (time.span.start < cue.end || time.span.start - cue.end > farthest_behind)
            continue;
        const Span between{cue.end, time.span.start};
        const bool content_between = std::any_of(attribution.content.begin(), attribution.content.end(),
                                                 [&](Span content) { return content.overlaps(between); });
        if (!content_between && report.words(between).find_first_of(",.;:\"\n") == std::string_view::npos)
            return true;
    }
    return false;
}

bool tells_when_said(const AnnotatedReport& report, const Time& time) {
    const auto near = report.layers.attributions_of(time.sentence);
    return std::any_of(near.begin(), near.end(), [&](std::uint32_t index) {
        return tells_when_said(report, report.layers.attributions[index], time);
    });
}

}  // namespace recount
