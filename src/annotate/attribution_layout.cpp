// What layout says of who speaks, where no cue beside the words does: a line that ends in a colon introduces what
// follows it, a name behind a dash is a credit, a quotation that is left open goes on in the next one, and one that
// nobody claims goes on from the one before it.
#include "annotate/attribution_reader.h"

#include <algorithm>

namespace recount {

/// Adds an attribution of one quotation, which is then what may go on without a cue.
void AttributionReader::speak(std::uint32_t number, Attribution attribution) {
    const Quotation& quotation = quotations_[number];
    attribution.direct = true;
    attribution.content.push_back(quotation.span(tokens_));
    attribution.quoted = attribution.content;
    attribution.sentence = sentence_of(quotation.first);
    owner_[number] = speaking_ = static_cast<std::uint32_t>(layers_.attributions.size());
    speaking_block_ = layers_.sentences[sentence_of(quotation.end - 1)].block;
    layers_.attributions.push_back(std::move(attribution));
}

/// Whether an item is of that part of speech, as its tag tells; without a model none is.
bool AttributionReader::is_tagged(std::uint32_t at, PartOfSpeech part) const {
    if (!trees_)
        return false;
    const auto [sentence, word] = place_in_sentence(at);
    const SentenceTree tags = trees_->tags_of(report_, sentence);
    return word < tags.size() && tags.part(word) == part;
}

/// Whether one of the items is a verb, as their tags tell; without a model, whether one goes with verbs.
bool AttributionReader::has_verb(ItemRange range) const {
    for (std::uint32_t i = range.first; i < range.end; ++i)
        if (items_[i].entity == no_index && !items_[i].capitalised &&
            (items_[i].cue || (items_[i].roles & role_auxiliary) || is_tagged(i, PartOfSpeech::verb)))
            return true;
    return false;
}

/// Whom a line without a verb names: "mayor Ann Orlo", "Ann Orlo, mayor", "From the desk of Ann Orlo, mayor"; of kind
/// `none` where it names nobody. Of one that is no noun phrase the last person counts.
CueSubject AttributionReader::credited(ItemRange line) const {
    constexpr std::uint32_t longest = 16;  // items
    CueSubject credit;
    if (line.empty() || line.end - line.first > longest || has_verb(line))
        return credit;
    ItemRange core = phrase_behind(line.first);
    if (core.empty() || (core.end < line.end && items_[core.end].mark != ',')) {
        core = {};
        for (std::uint32_t i = line.first; i < line.end; ++i)
            if (items_[i].entity != no_index && layers_.entities[items_[i].entity].type == EntityType::person)
                core = {core.empty() || items_[i].entity != items_[core.first].entity ? i : core.first, i + 1};
    }
    if (core.empty() || is_word(core.end - 1, role_placard))
        return credit;
    credit.kind = SubjectKind::behind;
    credit.core = core;
    credit.all = {core.first, line.end};
    return credit;
}

Attribution AttributionReader::spoken_by(const CueSubject& credit) {
    const SourceWords source{items_[credit.core.first].first, items_[credit.core.end - 1].end,
                             items_[credit.all.first].first, items_[credit.all.end - 1].end};
    Attribution attribution;
    attribution.class_name = words_.cue(0).class_name;
    attribution.source.push_back(span_of(credit.all));
    attribution.speaker = speakers_.resolve(source);
    attribution.speaker_entity = speakers_.last_entity();
    return attribution;
}

/// A quotation credited by a mark alone: "'We stay' – mayor", "Mayor: 'We stay'".
void AttributionReader::place_credit() {
    const auto size = static_cast<std::uint32_t>(items_.size());
    if (size < 3)
        return;
    std::uint32_t number = no_index;
    ItemRange line;
    if (is_utterance_at(0) && items_[1].mark == '-') {
        number = items_[0].quotation;
        line = {2, size};
        while (!line.empty() && items_[line.end - 1].mark == '.')
            --line.end;
    } else {
        std::uint32_t colon = 0;
        while (colon < size && items_[colon].mark != ':')
            ++colon;
        if (!is_utterance_at(colon + 1))
            return;
        number = items_[colon + 1].quotation;
        line = {0, colon};
    }
    if (owner_[number] != no_index)
        return;
    const CueSubject credit = credited(line);
    if (credit.kind != SubjectKind::none)
        speak(number, spoken_by(credit));
}

/// Whether a quotation that is left open goes on to one behind which somebody is named: "Stay.\nGo home," she said.
bool AttributionReader::awaits_speaker(std::uint32_t number) {
    if (number > 0 && quotations_[number].continues && owner_[number - 1] == no_index)
        return true;
    if (last_open_ == no_index || last_open_ < number)
        last_open_ = number;
    while (last_open_ + 1 < quotations_.size() && quotations_[last_open_ + 1].continues)
        ++last_open_;
    return last_open_ > number &&
           quotations_[last_open_].behind < layers_.sentences[sentence_of(quotations_[last_open_].end - 1)].end_token;
}

/// Whoever speaks a quotation speaks what it takes up.
void AttributionReader::take_up(Attribution& attribution, std::uint32_t number) {
    const auto own = static_cast<std::uint32_t>(layers_.attributions.size());
    std::vector<Span> before;
    for (; number > 0 && quotations_[number].continues && owner_[number - 1] == no_index; --number) {
        before.push_back(quotations_[number - 1].span(tokens_));
        owner_[number - 1] = own;
    }
    attribution.content.insert(attribution.content.begin(), before.rbegin(), before.rend());
    attribution.quoted.insert(attribution.quoted.begin(), before.rbegin(), before.rend());
}

/// A line that ends in a colon promises words: of the one whose cue in it has nothing to introduce yet, else of whom it
/// names, else of the one who is its subject ("One officer has told them apart:").
void AttributionReader::introduce(std::uint32_t block) {
    introduced_block_ = no_index;
    if (items_.empty() || items_.back().mark != ':')
        return;
    const auto promise = [&](Attribution attribution) {
        introduced_ = std::move(attribution);
        introduced_block_ = block;
    };
    for (auto use = uses_.rbegin(); use != uses_.rend() && introduced_block_ == no_index; ++use)
        if (use->subject.kind != SubjectKind::none && use->made == no_index && words_.cue(use->cue).told &&
            names_somebody(use->subject.core))
            promise(attribution_of(*use, use->subject));
    if (introduced_block_ != no_index)
        return;
    const CueSubject credit = credited({0, static_cast<std::uint32_t>(items_.size()) - 1});
    if (credit.kind != SubjectKind::none && items_[credit.core.end - 1].entity != no_index)
        return promise(spoken_by(credit));
    const CueSubject subject = first_subject();
    const bool told =
        std::ranges::any_of(uses_, [&](const CueUse& use) { return use.made != no_index && words_.cue(use.cue).told; });
    if (!told && subject.kind != SubjectKind::none && names_somebody(subject.core))
        promise(spoken_by(subject));
}

/// Whether a noun phrase names, or tells, somebody who can speak. A capital that opens the sentence names nobody.
bool AttributionReader::names_somebody(ItemRange core) const {
    if (core.empty())
        return false;
    const std::uint32_t at = core.end - 1;
    const SentenceItem& last = items_[at];
    if (last.entity != no_index)
        return layers_.entities[last.entity].type != EntityType::place;
    if (last.roles & (role_office | role_epithet | role_teller | role_body))
        return true;
    if (last.roles & role_determiner)  // "this", "both"
        return false;
    const bool opens = at == 0 || layers_.sentences[sentence_of(last.first)].first_token == last.first;
    return (last.roles & role_pronoun) || (last.capitalised && !opens);
}

/// The quotation, or the block set off as one, that a line before it promised. Whether it was one.
bool AttributionReader::take_introduced(std::uint32_t sentence) {
    const std::uint32_t block = layers_.sentences[sentence].block;
    const bool next = introduced_block_ != no_index && (block == introduced_block_ || block == introduced_block_ + 1);
    if (!next)
        return false;
    if (is_utterance_at(0) && owner_[items_[0].quotation] == no_index) {
        speak(items_[0].quotation, introduced_);
    } else if (block > introduced_block_ && report_.report.blocks[block].kind == BlockKind::quotation) {
        Attribution attribution = introduced_;
        std::uint32_t last = sentence;
        while (last + 1 < layers_.sentences.size() && layers_.sentences[last + 1].block == block)
            ++last;
        attribution.content.push_back({layers_.sentences[sentence].span.start, layers_.sentences[last].span.end});
        attribution.quoted = attribution.content;
        attribution.direct = true;
        attribution.sentence = sentence;
        layers_.attributions.push_back(std::move(attribution));
    } else {
        return false;
    }
    return true;
}

/// A paragraph that is one utterance and that nobody claimed is somebody's statement, if nobody knows whose.
void AttributionReader::keep_unclaimed() {
    constexpr std::uint32_t shortest = 4;  // tokens
    const auto& sentences = layers_.sentences;
    for (std::uint32_t number = 0; number < quotations_.size(); ++number) {
        const Quotation& quotation = quotations_[number];
        const BlockKind kind = report_.report.blocks[quotation.block].kind;
        if (owner_[number] != no_index || (kind != BlockKind::paragraph && kind != BlockKind::quotation) ||
            quotation.end - quotation.first < shortest || quotation.behind == quotation.end)
            continue;
        const std::uint32_t first = sentence_of(quotation.open), last = sentence_of(quotation.end - 1);
        const bool begins = sentences[first].first_token == quotation.open &&
                            (first == 0 || sentences[first - 1].block != quotation.block);
        const bool ends = sentences[last].end_token == quotation.behind &&
                          (last + 1 == sentences.size() || sentences[last + 1].block != sentences[last].block);
        if (!begins || !ends)
            continue;
        Attribution attribution;
        attribution.class_name = words_.cue(0).class_name;
        attribution.direct = true;
        attribution.content.push_back(quotation.span(tokens_));
        attribution.quoted = attribution.content;
        attribution.sentence = first;
        layers_.attributions.push_back(std::move(attribution));
    }
}

/// A quotation that begins its sentence and that no cue claimed goes on from the utterance before it.
void AttributionReader::place_quotation_run_on() {
    if (!is_utterance_at(0) || speaking_ == no_index || owner_[items_[0].quotation] != no_index)
        return;
    const std::uint32_t number = items_[0].quotation;
    if (awaits_speaker(number))
        return;
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
        speaking_block_ = layers_.sentences[sentence_of(quotation.end - 1)].block;
        return;
    }
    Attribution next;
    next.source = spoken.source;
    next.speaker = spoken.speaker;
    next.speaker_entity = spoken.speaker_entity;
    next.class_name = spoken.class_name;
    speak(number, std::move(next));
}

}  // namespace recount
