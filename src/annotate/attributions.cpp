#include "annotate/attributions.h"

#include <algorithm>

#include "annotate/attribution_reader.h"

namespace recount {

namespace {

constexpr std::size_t longest_sentence = 1000;  // items; what goes on longer without a stop is no language

}  // namespace

char AttributionReader::mark_of(const Token& token) const {
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

SentenceItem AttributionReader::item_of(std::uint32_t at) const {
    const Token& token = tokens_[at];
    SentenceItem item;
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
void AttributionReader::make_items(std::uint32_t begin, std::uint32_t end) {
    items_.clear();
    while (next_quotation_ < quotations_.size() && quotations_[next_quotation_].open < begin)
        ++next_quotation_;
    const auto& entities = layers_.entities;
    std::uint32_t quotation = next_quotation_;
    for (std::uint32_t at = begin; at < end;) {
        if (quotation < quotations_.size() && quotations_[quotation].open == at) {
            SentenceItem item;
            item.quotation = quotation;
            item.first = at;
            item.end = at = std::max(quotations_[quotation].behind, at + 1);
            items_.push_back(item);
            ++quotation;
            continue;
        }
        SentenceItem item = item_of(at);
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

std::uint32_t AttributionReader::sentence_of(std::uint32_t token) const {
    const auto found = std::partition_point(layers_.sentences.begin(), layers_.sentences.end(),
                                            [&](const Sentence& s) { return s.end_token <= token; });
    return static_cast<std::uint32_t>(found - layers_.sentences.begin());
}

void AttributionReader::run() {
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
        std::uint32_t last = no_index;  // quotation of the unit
        for (std::uint32_t q = next_quotation_; q < quotations_.size() && quotations_[q].open < end; ++q)
            if (quotations_[q].open >= sentences[i].first_token) {
                last = q;
                while (quotations_[q].behind > end && behind < sentences.size())
                    end = sentences[behind++].end_token;
            }
        if (last != no_index && quotations_[last].behind == end && frames(last, behind))
            end = sentences[behind++].end_token;
        if (speaking_block_ != sentences[i].block &&
            (speaking_block_ == no_index || speaking_block_ + 1 != sentences[i].block))
            speaking_ = no_index;
        unit(sentences[i].first_token, end);
        i = behind;
    }
    keep_unclaimed();
    std::stable_sort(
        layers_.attributions.begin(), layers_.attributions.end(),
        [](const Attribution& a, const Attribution& b) { return a.content.front().start < b.content.front().start; });
    layers_.index_attributions();
}

/// Whether the sentence behind a quotation frames it: "Go home!" | Orlo told the crowd.
bool AttributionReader::frames(std::uint32_t quotation, std::size_t sentence) {
    const std::string_view last = report_.words(tokens_[quotations_[quotation].end - 1].span());
    const auto& sentences = layers_.sentences;
    if ((last != "!" && last != "?") || sentence >= sentences.size() ||
        sentences[sentence].block != sentences[sentence - 1].block)
        return false;
    const std::uint32_t next_quotation = next_quotation_, next_entity = next_entity_;
    make_items(sentences[sentence].first_token, sentences[sentence].end_token);
    find_cues();
    bool framing = false;
    if (!uses_.empty() && items_.size() <= longest_sentence) {
        CueUse& use = uses_.front();
        const Cue& cue = words_.cue(use.cue);
        find_subject(use, 0);
        framing = (cue.parenthetical || cue.addressee) && use.subject.kind == SubjectKind::before &&
                  use.subject.start == 0 && complement(use) >= items_.size();
    }
    next_quotation_ = next_quotation;
    next_entity_ = next_entity;
    return framing;
}

/// The author of an embedded post speaks all of it. A mail within a mail, whose author is named above it, is a report
/// of its own: it passes on what others say.
void AttributionReader::embed(const Block& block, std::size_t first_sentence, std::size_t end_sentence) {
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
    if (block.author_span.empty() || block.span.contains(block.author_span))
        return;
    const std::size_t first_relayed = layers_.attributions.size();
    for (std::size_t i = first_sentence; i < end_sentence; ++i)
        unit(sentences[i].first_token, sentences[i].end_token);
    for (std::size_t i = first_relayed; i < layers_.attributions.size(); ++i) {
        std::vector<Span>& relays = layers_.attributions[i].relays;
        relays.insert(relays.begin(), block.author_span);
    }
}

void AttributionReader::unit(std::uint32_t begin, std::uint32_t end) {
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
        if (uses_[i].made != no_index)  // with the one before it
            continue;
        if (words_.cue(uses_[i].cue).precedes_source)
            place_phrase(uses_[i], i);
        else if (!waits(uses_[i], i))
            place(uses_[i], i);
    }
    for (std::size_t i = 0; i < uses_.size(); ++i)
        if (uses_[i].made == no_index && waits(uses_[i], i))
            place(uses_[i], i);
    place_credit();
    const std::uint32_t sentence = sentence_of(begin);
    if (!take_introduced(sentence))
        place_quotation_run_on();
    introduce(layers_.sentences[sentence].block);
}

// ---- results

void AttributionReader::add_content(Attribution& attribution, ItemRange range, bool thought) {
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
        const bool introduced = i > 0 && items_[i - 1].mark == ':';
        if (take_over(items_[i].quotation, attribution, span, introduced, thought))
            attribution.quoted.push_back(inside);
    }
    attribution.direct = (attribution.content.empty() || attribution.direct) && all_quoted;
    attribution.content.push_back(span);
}

/// Whether the attribution that is being made, of `content`, speaks this quotation: of two whose contents hold it, the
/// later cue is closer, and surely where a colon parts them (`introduced`), unless the earlier one alone tells
/// something, or is itself within what the later one tells: "he said, Reuters reported" has him say it, and Reuters
/// pass it on. What somebody is only said to think (`thought`) is in the words of who says so.
bool AttributionReader::take_over(std::uint32_t quotation, const Attribution& attribution, Span content,
                                  bool introduced, bool thought) {
    const auto next = static_cast<std::uint32_t>(layers_.attributions.size());
    std::uint32_t& owner = owner_[quotation];
    if (owner != no_index && owner != next) {
        Attribution& earlier = layers_.attributions[owner];
        const bool within = !attribution.cue.empty() && std::ranges::any_of(earlier.content, [&](Span said) {
            return said.contains(attribution.cue.front());
        });
        if (!introduced && ((earlier.told && !attribution.told) || (thought && within)))
            return false;
        if (!earlier.source.empty() && !earlier.cue.empty() && content.contains(earlier.cue.front())) {
            if (earlier.relays.empty())
                earlier.relays = attribution.source;
            return false;
        }
        const Span span = quotations_[quotation].span(tokens_);
        std::erase(earlier.quoted, span);
    }
    owner = next;
    return true;
}

/// What a cue's use says of who speaks and how, without what is said.
Attribution AttributionReader::attribution_of(const CueUse& use, const CueSubject& subject) {
    const Cue& cue = words_.cue(use.cue);
    const SourceWords source{items_[subject.core.first].first, items_[subject.core.end - 1].end,
                             items_[subject.all.first].first, items_[subject.all.end - 1].end, subject.several};
    Attribution attribution;
    attribution.class_name = cue.class_name;
    attribution.cue_lemma = cue.lemma;
    attribution.negated = cue.negated != use.negated;
    attribution.told = cue.told;
    for (std::uint32_t i = subject.core.first; i < subject.core.end; ++i)
        attribution.told = attribution.told && !is_word(i, role_picture);
    attribution.cue.push_back(span_of({use.first, use.end}));
    if (!can_speak(subject.core))
        return attribution;
    attribution.source.push_back({tokens_[source.begin].start, tokens_[source.end - 1].end});
    attribution.speaker = speakers_.resolve(source);
    attribution.speaker_entity = speakers_.last_entity();
    return attribution;
}

/// Whether the words of a cue that introduces no quotation are one here: as the learned weights tell, where there are
/// some.
bool AttributionReader::is_said(const CueUse& use) {
    if (!cue_weights_)
        return true;
    const std::uint32_t first = items_[use.first].first;
    make_cue_features(report_, *trees_, sentence_of(first), first, items_[use.end - 1].end, scratch_);
    return scratch_.features.empty() || cue_weights_->score(scratch_.features) >= 0;
}

std::uint32_t AttributionReader::make(CueUse& use, const CueSubject& subject, ItemRange left, ItemRange right) {
    if (left.empty() && right.empty())
        return no_index;
    const Cue& cue = words_.cue(use.cue);
    Attribution attribution = attribution_of(use, subject);
    attribution.told =
        attribution.told && (!cue.with_that || right.empty() || items_[right.first].word == words_.that() ||
                             items_[right.first].quotation != no_index);
    add_content(attribution, left, cue.thought);
    add_content(attribution, right, cue.thought);
    const std::uint32_t first = left.empty() ? right.first : left.first;
    if (items_[first].quotation != no_index && owner_[items_[first].quotation] == layers_.attributions.size())
        take_up(attribution, items_[first].quotation);
    attribution.sentence = sentence_of(items_[first].first);
    if (attribution.quoted.empty() && !is_said(use))
        return no_index;
    // Of "he said, Reuters reported" what follows is still his.
    const auto anothers = [&](ItemRange range) {
        for (std::uint32_t i = range.first; i < range.end; ++i)
            if (items_[i].quotation != no_index && owner_[items_[i].quotation] != no_index &&
                owner_[items_[i].quotation] != layers_.attributions.size())
                return true;
        return false;
    };
    const bool passes_on = attribution.quoted.empty() && (anothers(left) || anothers(right));
    const bool speaks = !attribution.quoted.empty() || (attribution.told && cue.parenthetical && !passes_on);
    layers_.attributions.push_back(std::move(attribution));
    const auto index = static_cast<std::uint32_t>(layers_.attributions.size() - 1);
    if (speaks) {
        speaking_ = index;
        speaking_block_ = layers_.sentences[sentence_of(items_.back().first)].block;
    }
    return index;
}

namespace {

class AttributionAnnotator : public Annotator {
public:
    AttributionAnnotator(Codebook& codebook, const Gazetteer& gazetteer, std::shared_ptr<const SentenceTrees> trees,
                         Cues cues)
        : words_(codebook), gazetteer_(gazetteer), trees_(std::move(trees)) {
        if (cues == Cues::weighed && trees_ && trees_->model().file().has(std::string(cue_weights_section) + "/keys"))
            cue_weights_.emplace(trees_->model().file(), cue_weights_section);
    }

    std::string_view name() const override { return "attributions"; }
    std::vector<Layer> needs() const override {
        return {Layer::tokens, Layer::sentences, Layer::entities, Layer::times};
    }
    std::vector<Layer> adds() const override { return {Layer::attributions}; }
    void annotate(AnnotatedReport& report) const override {
        AttributionReader(words_, gazetteer_, trees_.get(), cue_weights_ ? &*cue_weights_ : nullptr, report).run();
    }

private:
    AttributionWords words_;
    const Gazetteer& gazetteer_;
    std::shared_ptr<const SentenceTrees> trees_;
    std::optional<FeatureWeights> cue_weights_;
};

}  // namespace

std::unique_ptr<Annotator> make_attribution_annotator(Codebook& codebook, const Gazetteer& gazetteer,
                                                      std::shared_ptr<const SentenceTrees> trees, Cues cues) {
    return std::make_unique<AttributionAnnotator>(codebook, gazetteer, std::move(trees), cues);
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
