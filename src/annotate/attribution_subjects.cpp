// Whose cue it is: the noun phrase before it, behind it, before "who", or another cue's.
#include "annotate/attribution_reader.h"

#include <algorithm>

namespace recount {

namespace {

constexpr std::uint32_t longest_apposition = 40;  // items between two commas that still explain the name before them
constexpr std::uint32_t longest_subject = 30;

}  // namespace

bool AttributionReader::in_noun_phrase(const SentenceItem& item) const {
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
ItemRange AttributionReader::phrase_before(std::uint32_t end) const {
    std::uint32_t first = end;
    if (end > 2 && is_word(end - 1, role_object) && is_word(end - 2, role_attaching) &&
        in_noun_phrase(items_[end - 3]))  // "one of them"
        return {phrase_before(end - 2).first, end};
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
        const SentenceItem& item = items_[first];
        if (item.entity == no_index && (item.roles & role_determiner) &&
            !(first > 0 && is_word(first - 1, role_determiner)))
            break;
    }
    if (first == end)
        return {end, end};
    if (first > 1 && is_word(first - 1, role_attaching) && items_[first - 1].entity == no_index &&
        in_noun_phrase(items_[first - 2])) {
        const ItemRange outer = phrase_before(first - 1);
        if (!outer.empty() && end - outer.first <= longest_subject)
            return {outer.first, end};
    }
    return {first, end};
}

/// The noun phrase that begins at item `first`.
ItemRange AttributionReader::phrase_behind(std::uint32_t first) const {
    std::uint32_t end = first;
    while (end < items_.size() && end - first < longest_subject) {
        const SentenceItem& item = items_[end];
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
CueSubject AttributionReader::antecedent(std::uint32_t relative) const {
    CueSubject subject;
    std::uint32_t end = relative;
    if (end > 0 && items_[end - 1].mark == ',')
        --end;
    const ItemRange core = phrase_before(end);
    if (core.empty())
        return subject;
    subject.kind = SubjectKind::relative;
    subject.core = subject.all = core;
    subject.start = core.first;
    return subject;
}

/// "Ann Orlo, a spokeswoman for the ministry, said": the subject before the commas, or dashes, where the second one is
/// at `comma`.
CueSubject AttributionReader::apposition(std::uint32_t comma) const {
    CueSubject subject;
    const char mark = items_[comma].mark;
    std::uint32_t open = comma;
    while (open > 0 && comma - open < longest_apposition && items_[open - 1].mark != mark &&
           items_[open - 1].mark != ';' && items_[open - 1].mark != ':' && items_[open - 1].mark != '.')
        --open;
    if (open == 0 || items_[open - 1].mark != mark || open == comma || is_word(open, role_contrasting | role_joining))
        return subject;
    for (std::uint32_t i = open; i < comma; ++i)
        if (is_utterance_at(i))
            return subject;
    ItemRange core = phrase_before(open - 1);
    if (core.empty())
        return subject;
    // A list of appositions: go on to the name that they explain.
    while (core.first > 1 && items_[core.first - 1].mark == ',' && items_[core.first].entity == no_index &&
           items_[core.first - 2].entity != no_index &&
           layers_.entities[items_[core.first - 2].entity].type == EntityType::person) {
        const ItemRange outer = phrase_before(core.first - 1);
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

CueSubject AttributionReader::subject_before(const CueUse& use) const {
    CueSubject subject;
    if (use.group == 0)
        return subject;
    const std::uint32_t at = use.group - 1;
    const SentenceItem& left = items_[at];
    if (left.mark == ',' || left.mark == '-')
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
    const ItemRange phrase = phrase_before(end);
    if (phrase.empty())
        return subject;
    // "the man who lived there said": the words behind "who" are not the subject.
    for (std::uint32_t i = phrase.first; i > 0 && phrase.end - i < longest_subject; --i) {
        const SentenceItem& item = items_[i - 1];
        if (item.mark == ',' || item.mark == ';' || item.mark == ':' || item.mark == '-' || item.quotation != no_index)
            break;
        if (item.word == words_.who()) {
            CueSubject named = antecedent(i - 1);
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
    if (const std::uint32_t before = use.form == CueForm::ing ? 0 : before_adjunct(phrase)) {
        CueUse earlier = use;
        earlier.group = before;
        return is_word(before - 1, role_joining | role_contrasting) ? subject : subject_before(earlier);
    }
    // ", for his part said": not the subject either.
    if (use.form != CueForm::ing && phrase.first > 1 && is_word(phrase.first - 1, role_preposition) &&
        items_[phrase.first - 2].mark == ',') {
        CueSubject named = apposition(phrase.first - 2);
        if (named.kind == SubjectKind::none && is_word(phrase.first, role_possessive)) {  // "Orlo, for his part said"
            named.core = named.all = phrase_before(phrase.first - 2);
            named.kind = named.core.empty() ? SubjectKind::none : SubjectKind::before;
            named.start = named.core.first;
        }
        if (named.kind != SubjectKind::none)
            return named;
    }
    subject.kind = SubjectKind::before;
    subject.core = subject.all = phrase;
    subject.start = phrase.first;
    if (phrase.first > 0 && items_[phrase.first - 1].mark == ',') {  // "his brother, Ali Orlo said"
        const ItemRange outer = phrase_before(phrase.first - 1);
        if (!outer.empty() && items_[outer.first].entity == no_index && items_[phrase.first].entity != no_index &&
            is_word(outer.end - 1, role_office | role_epithet | role_he | role_she))
            subject.all.first = subject.start = outer.first;
    }
    return subject;
}

bool AttributionReader::is_time(ItemRange range) const {
    const auto times = layers_.times_of(sentence_of(items_[range.first].first));
    const Span span = span_of(range);
    const auto behind = std::ranges::lower_bound(times, span.end, {}, [](const Time& time) { return time.span.start; });
    return behind != times.begin() && std::prev(behind)->span.overlaps(span);  // no two times overlap
}

/// Whether a noun phrase can name one who speaks: a time cannot, nor can verbs and adverbs that were taken for one
/// ("heard on the radio", "Rather").
bool AttributionReader::can_speak(ItemRange core) const {
    const std::uint32_t last = core.end - 1;
    const SentenceItem& first = items_[core.first];
    if (items_[last].entity != no_index || is_word(last, role_pronoun | role_office | role_epithet | role_teller))
        return true;
    if (!items_[last].capitalised && is_time({last, core.end}))
        return false;
    const bool opens = layers_.sentences[sentence_of(first.first)].first_token == first.first;
    if (is_word(core.first, role_determiner | role_possessive) ||
        (items_[last].capitalised && !(opens && core.first == last)))
        return true;
    if (is_tagged(last, PartOfSpeech::verb) || (core.first == last && is_tagged(last, PartOfSpeech::adverb)))
        return false;
    const bool verb_first = first.entity == no_index && core.first < last && is_tagged(core.first, PartOfSpeech::verb);
    return !(verb_first && is_word(core.first + 1, role_preposition));
}

/// Behind which item the subject ends when a phrase before the verb is no subject but stands between the two ("had at
/// one point called", "and in an interview added"); 0 where the phrase may be one.
std::uint32_t AttributionReader::before_adjunct(ItemRange phrase) const {
    if (phrase.first < 2 || !is_word(phrase.first - 1, role_preposition) || items_[phrase.first - 1].entity != no_index)
        return 0;
    std::uint32_t end = phrase.first - 1;
    if (!(items_[end - 1].entity == no_index &&
          (items_[end - 1].roles & (role_auxiliary | role_joining | role_contrasting))))
        return 0;
    while (end > 0 && items_[end - 1].entity == no_index && (items_[end - 1].roles & (role_auxiliary | role_adverb)))
        --end;
    return end;
}

/// "Some advocates of land reform said": the words right before the verb may end a longer subject, as the sentence's
/// tree tells.
CueSubject AttributionReader::whole(const CueSubject& subject, const CueUse& use) const {
    const ItemRange core = subject.core;
    if (!trees_ || subject.kind != SubjectKind::before || core.first == 0 || core.first != subject.all.first ||
        core.end != subject.all.end)
        return subject;
    const SentenceItem& before = items_[core.first - 1];
    constexpr std::uint32_t opening = role_subordinating | role_contrasting | role_relative | role_auxiliary;
    if (before.mark || before.quotation != no_index || before.cue || before.word == words_.that() ||
        (before.entity == no_index && (before.roles & opening)))
        return subject;
    const std::uint32_t sentence = sentence_of(items_[use.first].first);
    const std::uint32_t base = layers_.sentences[sentence].first_token;
    if (items_[core.first].first < base)
        return subject;
    const std::optional<SentenceTree> parsed = trees_->of(report_, sentence);
    if (!parsed)
        return subject;
    const SentenceTree& tree = *parsed;
    const std::uint32_t head = tree.subject_of(items_[use.first].first - base);
    if (head == no_index || base + head >= items_[core.first].first ||
        !tree.is_under(items_[core.end - 1].first - base, head))
        return subject;
    CueSubject longer = subject;
    while (longer.core.first > 0 && items_[longer.core.first - 1].first >= base &&
           tree.is_under(items_[longer.core.first - 1].first - base, head)) {
        const SentenceItem& item = items_[--longer.core.first];
        if (item.quotation != no_index || item.mark == '-' || item.mark == ':' || item.mark == ';' || item.cue ||
            core.end - longer.core.first > longest_subject)
            return subject;
    }
    if (base + head < items_[longer.core.first].first || is_word(longer.core.first, role_relative))
        return subject;
    const SentenceItem& first = items_[longer.core.first];
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
CueSubject AttributionReader::inverted(const CueUse& use) const {
    CueSubject subject;
    if (use.form == CueForm::ing || use.end >= items_.size() || use.group != use.first)
        return subject;
    ItemRange phrase = phrase_behind(use.end);
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
        const ItemRange second = phrase_behind(behind + 1);
        if (!second.empty() &&
            (is_end(second.end) || items_[second.end].mark == ',' || items_[second.end].word == words_.who()))
            subject.all.end = second.end;
    }
    return subject;
}

/// The subject that a sentence begins with, as far as it can be told.
CueSubject AttributionReader::first_subject() const {
    CueSubject subject;
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
    ItemRange phrase{at, at + 1};
    if (!is_word(at, role_pronoun) || items_[at].entity != no_index) {
        phrase.end = at;
        while (phrase.end < items_.size() && phrase.end - at < 8 && in_noun_phrase(items_[phrase.end])) {
            const SentenceItem& item = items_[phrase.end];
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

void AttributionReader::find_subject(CueUse& use, std::size_t index) {
    const Cue& cue = words_.cue(use.cue);
    if (cue.precedes_source) {
        const ItemRange phrase = phrase_behind(use.end);
        if (phrase.empty())
            return;
        use.subject.kind = SubjectKind::behind;
        use.subject.core = use.subject.all = phrase;
        use.subject.start = use.group;
        if (is_word(phrase.end, role_attaching) || phrase.end >= items_.size())
            return;
        if (items_[phrase.end].mark == ',') {
            const ItemRange second = phrase_behind(phrase.end + 1);
            if (!second.empty() && is_end(second.end))
                use.subject.all.end = second.end;
        }
        return;
    }
    const bool comma = use.group > 0 && items_[use.group - 1].mark == ',';
    const bool quotation = use.group > 0 && (items_[use.group - 1].quotation != no_index ||
                                             (comma && use.group > 1 && is_utterance_at(use.group - 2)));
    const bool framed = quotation && is_left_open(use.group - (comma ? 2 : 1));
    if ((cue.parenthetical || framed) && !cue.addressee && use.form != CueForm::ing && (comma || quotation)) {
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
        const CueSubject named = apposition(use.group - 1);
        if (named.kind != SubjectKind::none) {
            const SentenceItem& last = items_[use.group - 2];
            const SentenceItem& first = items_[named.core.end + 1];
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

}  // namespace recount
