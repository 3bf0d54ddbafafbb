// The fields of all that a store packs (packing.h), each struct's once, for both directions. A field that is added to a
// struct is added here, and `layout` is counted on: what was packed before is then made anew from the reports.
#pragma once

#include <concepts>
#include <cstdint>
#include <type_traits>

#include "gather/story.h"
#include "reconcile/account.h"
#include "report/layers.h"
#include "report/report.h"
#include "store/packing.h"

namespace recount {

/// Of the lists below.
constexpr std::uint32_t packed_layout = 2;

template <>
constexpr BlockKind last_of<BlockKind> = BlockKind::furniture;
template <>
constexpr Origin last_of<Origin> = Origin::text;
template <>
constexpr TokenKind last_of<TokenKind> = TokenKind::address;
template <>
constexpr EntityType last_of<EntityType> = EntityType::other;
template <>
constexpr TimeType last_of<TimeType> = TimeType::set;
template <>
constexpr TimeForm last_of<TimeForm> = TimeForm::recurring;
template <>
constexpr TimeAnchor last_of<TimeAnchor> = TimeAnchor::none;
template <>
constexpr YearlyDay::Rule last_of<YearlyDay::Rule> = YearlyDay::Rule::orthodox_easter;
template <>
constexpr Modifier last_of<Modifier> = Modifier::vague;
template <>
constexpr Standing last_of<Standing> = Standing::general;
template <>
constexpr LineageKind last_of<LineageKind> = LineageKind::shared;
template <>
constexpr VersionOrder last_of<VersionOrder> = VersionOrder::names;
template <>
constexpr EditKind last_of<EditKind> = EditKind::sentence_added;
template <>
constexpr DatePrecision last_of<DatePrecision> = DatePrecision::year;
template <>
constexpr PlacePrecision last_of<PlacePrecision> = PlacePrecision::country;
template <>
constexpr SourceKind last_of<SourceKind> = SourceKind::unknown;
template <>
constexpr Status last_of<Status> = Status::conflict;
template <>
constexpr ReasonKind last_of<ReasonKind> = ReasonKind::no_common_number;
template <>
constexpr ChangeKind last_of<ChangeKind> = ChangeKind::negation;
template <>
constexpr SenseChange last_of<SenseChange> = SenseChange::changed;
template <>
constexpr VoiceWay last_of<VoiceWay> = VoiceWay::decided;
template <>
constexpr VariantRelation last_of<VariantRelation> = VariantRelation::paraphrase;

/// T is Struct, read or written.
template <class T, class Struct>
concept Of = std::same_as<std::remove_const_t<T>, Struct>;

// ---- a report, but for what stands in columns of its own

template <class V, Of<DayInterval> T>
void fields(V& v, T& x) {
    v(x.first, x.last);
    v.require(x.first <= x.last);
}

template <class V, Of<Block> T>
void fields(V& v, T& x) {
    v(x.span, x.kind, x.repeated, x.author, x.author_span, x.date, x.date_span);
}

template <class V, Of<Origins> T>
void fields(V& v, T& x) {
    v(x.title, x.description, x.outlet, x.authors, x.published, x.modified, x.language, x.url);
}

// ---- layers

template <class V, Of<Token> T>
void fields(V& v, T& x) {
    Span span = x.span();
    std::uint8_t marks = static_cast<std::uint8_t>(x.capitalised | x.all_capitals << 1 | x.space_before << 2 |
                                                   x.abbreviation << 3 | x.before_name << 4);
    v(span, x.kind, marks);
    if constexpr (!std::is_const_v<T>) {
        x.start = span.start;
        x.end = span.end;
        x.capitalised = (marks & 1) != 0;
        x.all_capitals = (marks & 2) != 0;
        x.space_before = (marks & 4) != 0;
        x.abbreviation = (marks & 8) != 0;
        x.before_name = (marks & 16) != 0;
    }
}

template <class V, Of<Sentence> T>
void fields(V& v, T& x) {
    v(x.span);
    v.stretch(Target::tokens, x.first_token, x.end_token);
    v.known(Target::blocks, x.block);
}

template <class V, Of<Entity> T>
void fields(V& v, T& x) {
    v(x.span, x.mention);
    v.stretch(Target::tokens, x.first_token, x.end_token);
    v(x.type, x.name, x.bearer, x.place);
}

template <class V, Of<YearlyDay> T>
void fields(V& v, T& x) {
    v(x.rule, x.month, x.day, x.weekday, x.nth, x.days_on);
    v.require(x.month <= 12 && x.day <= 31 && x.weekday <= 7 && x.nth <= 5);
}

template <class V, Of<Time> T>
void fields(V& v, T& x) {
    v(x.span);
    v.stretch(Target::tokens, x.first_token, x.end_token);
    v.known(Target::sentences, x.sentence);
    v(x.type, x.form, x.anchor, x.quoted, x.value);
    v(x.year, x.month, x.day_of_month, x.quarter, x.weekday, x.decade, x.century, x.season, x.part, x.minute);
    v(x.offset, x.unit, x.direction, x.direction_said, x.day_is_stamp, x.after_stamp, x.background, x.early, x.late);
    v(x.holiday, x.is_feast, x.moved, x.moved_unit, x.days, x.event_words, x.event_type, x.event_name);
    v(x.event_single, x.reaches_report, x.anniversary, x.states_report_day, x.dateline);
    v.require(x.month <= 12 && x.day_of_month <= 31 && x.quarter <= 4 && x.weekday <= 7 && x.minute <= 24 * 60);
    v.require(x.days || !x.states_report_day);
}

template <class V, Of<Attribution> T>
void fields(V& v, T& x) {
    v(x.source, x.cue, x.content, x.quoted, x.relays, x.direct, x.negated, x.speaker);
    v.index(Target::entities, x.speaker_entity);
    v(x.class_name, x.cue_lemma);
    v.known(Target::sentences, x.sentence);
    v(x.told, x.in_embed);
}

template <class V, Of<ClaimSource> T>
void fields(V& v, T& x) {
    v(x.span, x.name, x.chain);
}

template <class V, Of<Claim> T>
void fields(V& v, T& x) {
    v(x.span, x.evidence);
    v.known(Target::sentences, x.sentence);
    v.stretch(Target::tokens, x.first_token, x.end_token);
    v(x.low, x.high, x.modifier, x.quantity, x.scope, x.unit, x.source);
    v.index(Target::times, x.said_time);
    v(x.confidence, x.implicit, x.standing, x.denied, x.earlier, x.general, x.counted);
}

template <class V, Of<HappeningPhrase> T>
void fields(V& v, T& x) {
    v(x.name, x.preposition, x.about, x.object, x.subject, x.person);
}

template <class V, Of<Mention> T>
void fields(V& v, T& x) {
    v(x.trigger, x.type);
    v.known(Target::sentences, x.sentence);
    v.stretch(Target::tokens, x.first_token, x.end_token);
    v.index(Target::times, x.time);
    v.index(Target::entities, x.place);
    v.indices(Target::entities, x.actors);
    v(x.side, x.people_only, x.planned, x.once, x.phrase);
}

/// Without what is made again from these: lower-case text and numbers of words, and attributions by sentence.
template <class V, Of<Layers> T>
void fields(V& v, T& x) {
    v(x.tokens, x.sentences, x.entities, x.times, x.attributions, x.claims, x.mentions);
    v.end_of(Target::tokens, x.tokens.size());
    v.end_of(Target::sentences, x.sentences.size());
    v.end_of(Target::entities, x.entities.size());
    v.end_of(Target::times, x.times.size());
}

// ---- lineages

template <class V, Of<Evidence> T>
void fields(V& v, T& x) {
    v.report(x.report);
    v.place(x.report, x.span);
}

template <class V, Of<LineageRelation> T>
void fields(V& v, T& x) {
    v.report(x.from);
    v.report(x.to);
    v(x.kind, x.share);
}

template <class V, class List>
void reports(V& v, List& list) {
    auto count = static_cast<std::uint32_t>(list.size());
    v(count);
    if constexpr (!std::is_const_v<List>) {
        list.clear();
        for (; count > 0; --count)
            v.report(list.emplace_back());
    } else {
        for (const std::uint32_t number : list)
            v.report(number);
    }
}

template <class V, Of<Lineage> T>
void fields(V& v, T& x) {
    v(x.agency);
    reports(v, x.reports);
    v(x.passages, x.relations, x.kind);
}

// ---- the account of a story

template <class V, Of<ReportDay> T>
void fields(V& v, T& x) {
    v(x.days, x.stated, x.reason, x.evidence);
}

template <class V, Of<AccountPlace> T>
void fields(V& v, T& x) {
    v(x.name, x.id, x.latitude, x.longitude);
}

template <class V, Of<PlaceWithin> T>
void fields(V& v, T& x) {
    v(x.country, x.country_id, x.region, x.region_id);
}

template <class V, Of<EventPrecision> T>
void fields(V& v, T& x) {
    v(x.date, x.place);
}

template <class V, Of<Event> T>
void fields(V& v, T& x) {
    v(x.id, x.type, x.date, x.date_end, x.date_stated, x.date_reason, x.date_evidence, x.place, x.within, x.precision,
      x.title);
    v.indices(Target::entities, x.actors);
    reports(v, x.reports);
    v(x.evidence);
}

template <class V, Of<FigureClaim> T>
void fields(V& v, T& x) {
    v.report(x.report);
    v.claim(x.report, x.claim);
    v(x.witness, x.source_name);
    v.index(Target::lineages, x.lineage);
    v(x.id, x.kind);
}

template <class V, Of<Reason> T>
void fields(V& v, T& x) {
    v(x.kind);
    v.indices(Target::figure_claims, x.claims);
    v(x.values);
    const bool of_two =
        x.kind == ReasonKind::moved || x.kind == ReasonKind::denied || x.kind == ReasonKind::no_common_number;
    v.require(!of_two || x.claims.size() == 2);
}

template <class V, Of<Figure> T>
void fields(V& v, T& x) {
    v(x.id);
    v.index(Target::events, x.event);
    v(x.quantity, x.scope, x.unit, x.status, x.reason, x.low, x.best, x.high, x.best_rule, x.witnesses, x.claims);
    v.end_of(Target::figure_claims, x.claims.size());
    v.require(!x.claims.empty());
}

template <class V, Of<Variant> T>
void fields(V& v, T& x) {
    v.report(x.report);
    v.places(x.report, x.spans);
    v.places(x.report, x.differences);
    auto changes = static_cast<std::uint32_t>(x.changes.size());
    v(changes);
    if constexpr (!std::is_const_v<T>)
        for (x.changes.clear(); changes > 0; --changes)
            change_fields(v, x.changes.emplace_back(), x.report);
    else
        for (const WordChange& change : x.changes)
            change_fields(v, change, x.report);
    v.known(Target::variants, x.against);
    v(x.relation, x.direct, x.embed, x.cue);
    v.place(x.report, x.cue_span);
    v.place(x.report, x.source_span);
    v(x.speaker, x.chain);
    v.require(!x.spans.empty());
}

/// `other` is what it points at of the version itself.
template <class V, Of<WordChange> T>
void change_fields(V& v, T& x, std::uint32_t other) {
    v(x.kind, x.sense);
    v.report(x.report);
    v.places(x.report, x.first);
    v.places(other, x.other);
}

template <class V, Of<Statement> T>
void fields(V& v, T& x) {
    v(x.id, x.speaker, x.way, x.confidence, x.speaker_evidence, x.variants);
    v.end_of(Target::variants, x.variants.size());
    v.indices(Target::statements, x.elsewhere);
    v.require(!x.variants.empty());
}

template <class V, Of<AccountEntity> T>
void fields(V& v, T& x) {
    v(x.id, x.name, x.type, x.place, x.mentions);
}

template <class V, Of<PageVersions> T>
void fields(V& v, T& x) {
    v(x.address);
    reports(v, x.reports);
    v(x.order);
    v.require(x.reports.size() > 1);
}

template <class V, Of<PageEdit> T>
void fields(V& v, T& x) {
    v(x.kind);
    v.report(x.from);
    v.report(x.to);
    v.place(x.from, x.before);
    v.place(x.to, x.after);
    v(x.quantity);
    v.place(x.to, x.noted);
}

template <class V, Of<EditedPage> T>
void fields(V& v, T& x) {
    v(x.versions, x.edits);
}

/// Without its id and reports, which the store has in columns of their own.
template <class V, Of<StoryAccount> T>
void fields(V& v, T& x) {
    v(x.title, x.events, x.figures, x.statements, x.entities, x.lineages, x.pages);
    v.end_of(Target::entities, x.entities.size());
    v.end_of(Target::events, x.events.size());
    v.end_of(Target::statements, x.statements.size());
    v.end_of(Target::lineages, x.lineages.size());
}

}  // namespace recount
