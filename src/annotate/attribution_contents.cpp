// What a cue introduces: the clause behind it, the quotation before it, what one passes on from another.
#include "annotate/attribution_reader.h"

#include <algorithm>

namespace recount {

/// Whether a quotation is what somebody says rather than a word or two between marks: by its length or its last mark.
bool AttributionReader::is_utterance(const SentenceItem& item) const {
    if (item.quotation == no_index)
        return false;
    const Quotation& quotation = quotations_[item.quotation];
    const std::string_view last = report_.words(tokens_[quotation.end - 1].span());
    return quotation.end - quotation.first > 3 || last == "," || last == "." || last == "!" || last == "?";
}

/// Whether a clause with its own subject can begin at `at`: "it was", "the girls".
bool AttributionReader::begins_clause(std::uint32_t at) const {
    if (at >= items_.size())
        return false;
    const SentenceItem& item = items_[at];
    return item.quotation != no_index || item.word == words_.that() ||
           (item.entity == no_index && (item.roles & role_pronoun) && item.word != words_.who());
}

/// The item where what the cue introduces begins, behind hearers, days and other adjuncts; items_.size() when there is
/// nothing.
std::uint32_t AttributionReader::complement(const CueUse& use) const {
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
    const std::span<const SentenceItem> items(items_);
    while (at < none) {
        const SentenceItem& item = items_[at];
        if (item.entity != no_index || item.quotation != no_index)
            return at;
        if (at + 2 < none && items_[at + 1].mark == ':' && is_utterance_at(at + 2) && !item.mark)
            return at + 2;  // "yelled back: "Stay down!""
        if (const std::uint32_t length = words_.adjunct_at(items, at)) {
            at += length;
        } else if ((item.roles & role_adverb) && is_word(at + 1, role_auxiliary)) {
            return at;  // "said there was little need"
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
std::uint32_t AttributionReader::clause_end(const CueUse& use, std::size_t index, std::uint32_t from) const {
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
std::uint32_t AttributionReader::left_start(const CueUse& use, std::size_t index) const {
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

void AttributionReader::place_phrase(CueUse& use, std::size_t index) {
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
    ItemRange right;
    if (behind < items_.size() && items_[behind].mark == ',' && !is_end(behind + 1) &&
        !is_word(behind + 1, role_contrasting | role_relative | role_joining) && !items_[behind + 1].cue)
        right = {behind + 1, clause_end(use, index, behind + 1)};
    std::uint32_t left = left_start(use, index);
    use.made = make(use, use.subject, {left, left_end}, right);
}

/// "citing police", "cited remarks by Orlo that ...": what is cited is the source, and who cites it passes it on. False
/// where nothing tells what the cited one says.
bool AttributionReader::place_citation(CueUse& use, std::size_t index) {
    if (place_quoted_as_saying(use, index))
        return true;
    CueSubject cited;
    cited.kind = SubjectKind::behind;
    cited.core = phrase_behind(use.end);
    if (cited.core.empty())
        return false;
    std::uint32_t behind = cited.core.end;
    if (behind < items_.size() && items_[behind].word == words_.by()) {
        const ItemRange author = phrase_behind(behind + 1);
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

/// "quoted the rescue service as saying that ...": the one between the two cues says it.
bool AttributionReader::place_quoted_as_saying(CueUse& use, std::size_t index) {
    constexpr std::uint32_t farthest = 14;  // items between the two cues
    if (index + 1 >= uses_.size())
        return false;
    CueUse& saying = uses_[index + 1];
    const std::uint32_t as = saying.first - 1;
    if (saying.form != CueForm::ing || saying.first > use.end + farthest || as <= use.end ||
        !is_word(as, role_subordinating))
        return false;
    const ItemRange core = phrase_behind(use.end);
    const std::uint32_t from = complement(saying);
    if (core.empty() || from >= items_.size())
        return false;
    saying.subject.kind = SubjectKind::before;
    saying.subject.core = core;
    saying.subject.all = {core.first, as};
    saying.subject.start = use.group;
    use.made = saying.made = make(saying, saying.subject, {}, {from, clause_end(saying, index + 1, from)});
    if (use.made != no_index && use.subject.kind != SubjectKind::none)
        layers_.attributions[use.made].relays.push_back(span_of(use.subject.all));
    return use.made != no_index;
}

/// The cited one says what the telling one passes on.
void AttributionReader::repeat_content(CueUse& use, const CueSubject& cited, const CueUse& telling) {
    use.made = make(use, cited, cited.core, {});
    if (use.made == no_index)
        return;
    Attribution& made = layers_.attributions[use.made];
    const Attribution& passed_on = layers_.attributions[telling.made];
    made.content = passed_on.content;
    made.quoted.clear();
    made.direct = passed_on.direct;
    made.sentence = passed_on.sentence;
}

/// Behind a short adjunct of the verb, where a comma closes it: "wrote in November,"; else `at`.
std::uint32_t AttributionReader::adjunct_end(std::uint32_t at) const {
    constexpr std::uint32_t longest = 5;  // items
    if (!is_word(at, role_preposition | role_day | role_adverb))
        return at;
    for (std::uint32_t i = at; i < items_.size() && i < at + longest; ++i) {
        if (items_[i].mark == ',')
            return i;
        if (items_[i].mark || items_[i].cue || items_[i].quotation != no_index)
            break;
    }
    return at;
}

/// Whether what stands before a comma can be a sentence that somebody says: not "On Sunday," nor "Wiping his eyes,".
bool AttributionReader::can_be_told(ItemRange range) const {
    std::uint32_t words = 0;
    for (std::uint32_t i = range.first; i < range.end; ++i)
        words += !items_[i].mark && !is_possessive(i);
    if (words < 3)
        return false;
    const SentenceItem& first = items_[range.first];
    const bool participle = first.entity == no_index && !first.mark && first.quotation == no_index &&
                            report_.lowered(tokens_[first.first].span()).ends_with("ing");
    if (!participle && !(first.entity == no_index && (first.roles & (role_preposition | role_subordinating))))
        return true;
    for (std::uint32_t i = range.first; i < range.end; ++i)
        if (items_[i].mark == ',')
            return true;
    return false;
}

/// Whether the quotation at `at` ends in no full stop: the clause behind it frames it, whatever its verb.
bool AttributionReader::is_left_open(std::uint32_t at) const {
    if (items_[at].quotation == no_index)
        return false;
    const std::string_view last = report_.words(tokens_[quotations_[items_[at].quotation].end - 1].span());
    return last == "," || last == "?" || last == "!" || (at + 1 < items_.size() && items_[at + 1].mark == ',');
}

void AttributionReader::place(CueUse& use, std::size_t index) {
    const CueSubject& subject = use.subject;
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
    const bool frames = quoted_left && is_left_open(left_end - 1) && right >= none;
    if (quoted_left && (cue.parenthetical || cue.addressee || frames)) {
        ItemRange more;
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
    const std::uint32_t behind_adjunct = adjunct_end(use.end);
    const bool inserted = is_end(behind_adjunct) || items_[behind_adjunct].mark == ',';
    const bool closes = comma && (inserted || can_be_told({left_start(use, index), left_end})) && cue.parenthetical &&
                        !cue.manner && subject.kind != SubjectKind::shared && subject.kind != SubjectKind::relative &&
                        left_end > 1;
    if (closes && (right >= none || subject.kind == SubjectKind::behind)) {
        ItemRange more;
        const std::uint32_t behind = subject.kind == SubjectKind::behind ? subject.all.end : behind_adjunct;
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
    const ItemRange content{right, cue.manner ? right + 1 : clause_end(use, index, right)};
    if (content.empty())
        return;
    use.made = make(use, subject, {}, content);
}

}  // namespace recount
