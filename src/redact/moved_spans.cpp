#include "redact/moved_spans.h"

#include <algorithm>

namespace recount {

MovedSpans::MovedSpans(const std::vector<NamedSpan>& names, const std::vector<std::string>& pseudonyms) {
    std::uint32_t done = 0, now = 0;
    for (const NamedSpan& name : names) {
        const std::string_view words = pseudonyms[name.bearer];
        now += name.span.start - done;
        const auto end = now + static_cast<std::uint32_t>(words.size());
        pieces_.push_back({name.span, {now, end}, words});
        now = end;
        done = name.span.end;
    }
}

std::string MovedSpans::text(std::string_view old) const {
    std::string out;
    std::uint32_t done = 0;
    for (const Piece& piece : pieces_) {
        out.append(slice(old, {done, piece.before.start})).append(piece.words);
        done = piece.before.end;
    }
    return out.append(old.substr(done));
}

/// The last piece that starts before `at`.
const MovedSpans::Piece* MovedSpans::last_from(std::uint32_t at) const {
    const auto behind =
        std::ranges::lower_bound(pieces_, at, {}, [](const Piece& piece) { return piece.before.start; });
    return behind == pieces_.begin() ? nullptr : &*std::prev(behind);
}

std::uint32_t MovedSpans::start(std::uint32_t at) const {
    const Piece* piece = last_from(at);
    if (!piece)
        return at;
    return at < piece->before.end ? piece->now.start : piece->now.end + (at - piece->before.end);
}

Span MovedSpans::operator()(Span span) const {
    if (span.empty())
        return {start(span.start), start(span.start)};
    const Piece* piece = last_from(span.end);
    if (!piece)
        return {start(span.start), span.end};
    return {start(span.start),
            span.end <= piece->before.end ? piece->now.end : piece->now.end + (span.end - piece->before.end)};
}

Span MovedSpans::back(Span span) const {
    const auto last_before = [&](std::uint32_t at) {
        const auto behind =
            std::ranges::lower_bound(pieces_, at, {}, [](const Piece& piece) { return piece.now.start; });
        return behind == pieces_.begin() ? nullptr : &*std::prev(behind);
    };
    const auto moved = [](const Piece* piece, std::uint32_t at, std::uint32_t within) {
        if (!piece)
            return at;
        return at < piece->now.end ? within : piece->before.end + (at - piece->now.end);
    };
    const Piece *first = last_before(span.start), *last = last_before(span.end);
    return {moved(first, span.start, first ? first->before.start : 0),
            moved(last, span.end, last ? last->before.end : 0)};
}

std::vector<Span> MovedSpans::replaced() const {
    std::vector<Span> spans;
    for (const Piece& piece : pieces_)
        spans.push_back(piece.now);
    return spans;
}

namespace {

/// Goes through everything that points into a report.
class Mover {
public:
    Mover(Account& account, const std::vector<MovedSpans>& moved) : account_(account), moved_(moved) {}

    void move() {
        for (std::uint32_t number = 0; number < account_.reports.size(); ++number) {
            report_ = number;
            move(account_.reports[number].report);
            move(account_.reports[number].layers);
            move(account_.days[number].evidence);
        }
        for (StoryAccount& story : account_.stories)
            move(story);
        for (DecisionResult& decided : account_.decisions)
            for (PlacedTarget& place : decided.on)
                place.span = moved_[place.report](place.span);
    }

private:
    void move(Span& span) const { span = moved_[report_](span); }

    void move(std::optional<Span>& span) const {
        if (span)
            move(*span);
    }

    /// Words that have become one are told once.
    void move(std::vector<Span>& spans) const {
        for (Span& span : spans)
            move(span);
        spans.erase(std::unique(spans.begin(), spans.end()), spans.end());
    }

    void move(std::vector<Evidence>& places) const {
        for (Evidence& place : places)
            place.span = moved_[place.report](place.span);
        places.erase(std::unique(places.begin(), places.end()), places.end());
    }

    void move(Report& report) const {
        for (Block& block : report.blocks) {
            move(block.span);
            move(block.author_span);
            move(block.date_span);
        }
        move(report.published_span);
        report.text_start = moved_[report_].start(report.text_start);
    }

    void move(Layers& layers) const {
        for (Token& token : layers.tokens) {
            const Span span = moved_[report_](token.span());
            token.start = span.start;
            token.end = span.end;
        }
        for (Sentence& sentence : layers.sentences)
            move(sentence.span);
        for (Entity& entity : layers.entities) {
            move(entity.span);
            move(entity.mention);
        }
        for (Time& time : layers.times) {
            move(time.span);
            move(time.event_words);
            move(time.event_name);
        }
        for (Attribution& attribution : layers.attributions)
            for (auto* spans : {&attribution.source, &attribution.cue, &attribution.content, &attribution.quoted,
                                &attribution.relays})
                move(*spans);
        for (Claim& claim : layers.claims)
            move(claim);
        for (Mention& mention : layers.mentions) {
            move(mention.trigger);
            HappeningPhrase& phrase = mention.phrase;
            for (Span* span :
                 {&phrase.name, &phrase.preposition, &phrase.about, &phrase.object, &phrase.subject, &phrase.person})
                move(*span);
        }
    }

    void move(Claim& claim) const {
        move(claim.span);
        move(claim.evidence);
        move(claim.counted);
        if (claim.source)
            move(claim.source->span);
    }

    void move(StoryAccount& story) {
        for (Event& event : story.events) {
            move(event.date_evidence);
            move(event.evidence);
        }
        for (Statement& statement : story.statements) {
            move(statement.speaker_evidence);
            for (Variant& variant : statement.variants)
                move(variant);
        }
        for (AccountEntity& entity : story.entities)
            move(entity.mentions);
        for (Lineage& lineage : story.lineages)
            for (std::vector<Evidence>& passage : lineage.passages)
                move(passage);
        for (EditedPage& page : story.pages)
            for (PageEdit& edit : page.edits) {
                edit.before = moved_[edit.from](edit.before);
                edit.after = moved_[edit.to](edit.after);
                edit.noted = moved_[edit.to](edit.noted);
            }
    }

    void move(Variant& variant) {
        report_ = variant.report;
        for (auto* spans : {&variant.spans, &variant.differences})
            move(*spans);
        for (Span* span : {&variant.cue_span, &variant.source_span})
            move(*span);
        for (WordChange& change : variant.changes) {
            report_ = variant.report;
            move(change.other);
            report_ = change.report;
            move(change.first);
        }
    }

    Account& account_;
    const std::vector<MovedSpans>& moved_;
    std::uint32_t report_ = 0;  // whose spans are moved
};

}  // namespace

void move_spans(Account& account, const std::vector<MovedSpans>& moved) {
    Mover(account, moved).move();
}

}  // namespace recount
