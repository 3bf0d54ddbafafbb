// The account: what Recount gives for the reports it was given. Plain values that mirror the JSON of the contract;
// every cell holds the evidence that it rests on.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "decide/placing.h"
#include "gather/story.h"
#include "report/layers.h"

namespace recount {

/// The day a report is of, and how it is known.
struct ReportDay {
    std::optional<DayInterval> days;  // one day where the evidence fixes one
    bool stated = false;              // the report itself states it (metadata, dateline, caption, post)
    std::string reason;               // one sentence
    std::vector<Evidence> evidence;   // the words that fix it, in this report and others
};

struct AccountPlace {
    std::string name;
    std::string id;  // of the gazetteer; empty where it has none
    double latitude = 0, longitude = 0;
};

/// The country and the first-level region that a place lies in or is, by the gazetteer; empty where it has none.
struct PlaceWithin {
    std::string country, country_id;  // "Belarus", "BY"
    std::string region, region_id;    // "Minsk", "BY.04"
};

enum class DatePrecision : std::uint8_t { day, week, month, year };
std::string_view name_of(DatePrecision precision);

enum class PlacePrecision : std::uint8_t { exact, near, district, region, country };
std::string_view name_of(PlacePrecision precision);

/// How closely the reports fix an event (precision.h).
struct EventPrecision {
    std::optional<DatePrecision> date;    // none: the reports do not tell the day
    std::optional<PlacePrecision> place;  // none: no place, or one wider than a country
};

/// One dated, placed thing within a story.
struct Event {
    std::string id;
    std::string type;            // an event type of the codebook
    std::string date, date_end;  // ISO 8601: a day, "2020-08", "2020", or empty where the reports do not tell
    bool date_stated = false;    // false: inferred from other reports or from relative words
    std::string date_reason;     // one sentence
    std::vector<Evidence> date_evidence;
    std::optional<AccountPlace> place;
    PlaceWithin within;
    EventPrecision precision;
    std::string title;
    std::vector<std::uint32_t> actors;   // into StoryAccount::entities
    std::vector<std::uint32_t> reports;  // that mention it, sorted
    std::vector<Evidence> evidence;      // its mentions
    bool is_decided = false;             // a person gave its day, type or place: it is told whatever its worth
};

/// Who counts. `unknown`: no word tells.
enum class SourceKind : std::uint8_t {
    official,
    police,
    party,  // concerned: organisers, a side of the conflict, a company and its lawyers
    medical,
    press,
    expert,
    witness,
    post,  // embedded in the report
    document,
    report,  // the report's own voice
    unknown,
};
constexpr std::size_t source_kind_count = static_cast<std::size_t>(SourceKind::unknown) + 1;
std::string_view name_of(SourceKind kind);

/// One claim within a figure.
struct FigureClaim {
    std::uint32_t report = 0;
    std::uint32_t claim = 0;           // into that report's Layers::claims
    std::uint32_t witness = 0;         // claims with one number are one witness; from 1
    std::string source_name;           // resolved over the story; empty where it has no name
    std::uint32_t lineage = no_index;  // into StoryAccount::lineages: the claim stands in one of its passages
    std::string id = {};
    SourceKind kind = SourceKind::unknown;
};

enum class Status : std::uint8_t { single, agree, repeated, evolving, refines, conflict };
std::string_view name_of(Status status);

/// What a verdict rests on.
enum class ReasonKind : std::uint8_t {
    single,            // one mention
    same_number,       // values: the number, where it is one; by two witnesses or more
    one_witness,       // the same, by one witness
    fits_all,          // values: the least number that makes all claims true, and the greatest where there is one
    moved,             // claims, values: an earlier claim, and a later one that replaces it
    denied,            // claims, values: one that is denied, and one that is not
    no_common_number,  // claims, values: two that cannot both be true
};
std::string_view name_of(ReasonKind kind);

/// Why a figure has its status; show/reasons.h words it.
struct Reason {
    ReasonKind kind = ReasonKind::single;
    std::vector<std::uint32_t> claims = {};  // into Figure::claims; empty where the verdict rests on all
    std::vector<double> values = {};
};

/// All claims about one quantity of one event with one scope.
struct Figure {
    std::string id;
    std::uint32_t event = no_index;  // into StoryAccount::events
    std::string quantity, scope, unit;
    Status status = Status::single;
    Reason reason;
    std::optional<double> low, best, high;  // by codebook/best.toml; none where no source of standing gives one
    std::string best_rule;                  // which rule gave `best`; empty where none is honest
    std::uint32_t witnesses = 0;
    std::vector<FigureClaim> claims;  // by report, then by place in it
};

/// What a piece of one version is to the piece that stands for it in another.
enum class ChangeKind : std::uint8_t {
    cut,       // only one has it, at its beginning or end
    left_out,  // only the earlier version has it
    added,     // only this one
    form,      // other forms or small words: "ballots were", "ballot was"
    word,      // other words
    number,    // another number
    negation,  // only one is negated
};
std::string_view name_of(ChangeKind kind);

/// What a difference does to what is said.
enum class SenseChange : std::uint8_t {
    none,     // nothing, as far as words tell
    open,     // it may change it: other words, for which nothing alike stands in the other version
    changed,  // it changes it: a negation, a number
};
std::string_view name_of(SenseChange sense);

/// A piece of a version that differs.
struct WordChange {
    ChangeKind kind = ChangeKind::form;
    SenseChange sense = SenseChange::none;
    std::uint32_t report = 0;  // that of the version that is compared with
    std::vector<Span> first;   // in that version; empty where it has nothing for it
    std::vector<Span> other;   // in this one; likewise
};

/// How a speaker gets the name.
enum class VoiceWay : std::uint8_t {
    named,      // the words of the source name the speaker
    resolved,   // a pronoun or a description, within the report
    beside,     // the name stands right behind the words of the source
    office,     // another sentence of the story names who holds the office
    document,   // the speaker of a document is who gave it out
    relayed,    // another report has the same words from somebody by name; this one names who passed them on
    copied,     // another report has the same words and names the speaker; this one does not
    described,  // no name: words for somebody
    nobody,     // nobody is named
    decided,    // a person said so
};
constexpr std::size_t voice_ways = static_cast<std::size_t>(VoiceWay::decided) + 1;
std::string_view name_of(VoiceWay way);

/// What a variant is to its statement.
enum class VariantRelation : std::uint8_t {
    quotation,   // its words, or a part of them, in whatever translation
    paraphrase,  // indirect speech that says the same
};
std::string_view name_of(VariantRelation relation);

/// One version of a statement.
struct Variant {
    std::uint32_t report = 0;
    std::vector<Span> spans;          // several where the cue cuts the utterance
    std::vector<Span> differences;    // the words that the version it is compared with does not have
    std::vector<WordChange> changes;  // the same, piece for piece; none in a paraphrase
    std::uint32_t against = 0;        // the version that it is compared with, into Statement::variants
    VariantRelation relation = VariantRelation::quotation;
    bool direct = true, embed = false;
    std::string cue;
    Span cue_span, source_span;      // empty where there is none
    std::string speaker;             // as this report has the speaker, resolved as far as it does so itself
    std::vector<std::string> chain;  // who passes it on, nearest to the report first
};

/// One utterance, with all versions of it.
struct Statement {
    std::string id;
    std::string speaker;  // the fullest name; as worded where the speaker has none; empty where nobody is named
    VoiceWay way = VoiceWay::nobody;         // how the speaker got the name
    double confidence = 0;                   // the probability that the speaker is the right one
    std::vector<Evidence> speaker_evidence;  // words that give the name, where no version's own source does
    std::vector<Variant> variants;           // by report, then by place in it
    std::vector<std::uint32_t> elsewhere;    // statements of other speakers with the same words, into the story's
};

/// One bearer of a name, over all reports of the story.
struct AccountEntity {
    std::string id, name;
    EntityType type = EntityType::other;
    std::optional<AccountPlace> place;
    std::vector<Evidence> mentions;  // sorted; the aliases are their words
};

/// What a page's newer version does to what the older one says. The order is that of how much it matters.
enum class EditKind : std::uint8_t {
    figure_changed,     // a number, or what it counts, is another
    figure_gone,        // and the newer version says it nowhere else
    quotation_changed,  // words between quotation marks are others
    quotation_gone,
    number_changed,  // a number that is no claim, in a sentence that is otherwise the same
    headline_changed,
    figure_added,
    quotation_added,
    sentence_changed,
    sentence_gone,
    sentence_added,
};
std::string_view name_of(EditKind kind);

/// One edit of a page.
struct PageEdit {
    EditKind kind = EditKind::sentence_changed;
    std::uint32_t from = 0, to = 0;  // the reports that are the two versions
    Span before, after;              // in the one and in the other; empty where it has nothing for it
    std::string quantity;            // of a figure; as the newer version has it where both do
    Span noted;                      // words of the newer version that own up to a change; empty: the edit is silent
};

/// A page that was fetched several times, and what was changed in it.
struct EditedPage {
    PageVersions versions;
    std::vector<PageEdit> edits;  // by the version that has them, then by kind and place
};

struct StoryAccount {
    std::string id, title;
    std::vector<std::uint32_t> reports;
    std::vector<Event> events;    // in the order of their days; open ones last
    std::vector<Figure> figures;  // worst disagreement first
    std::vector<Statement> statements;
    std::vector<AccountEntity> entities;
    std::vector<Lineage> lineages;
    std::vector<EditedPage> pages;  // those with several versions, of which `reports` has the newest alone
};

/// The reports of a story and the older versions of its pages, sorted.
std::vector<std::uint32_t> all_reports(const StoryAccount& story);

/// Why a report is not in an account as of a day.
enum class LeaveOutReason : std::uint8_t {
    later,          // it was published after that day
    changed_later,  // its words as they are were written after that day
    day_unknown,    // nothing tells its day, or not closely enough
};
std::string_view name_of(LeaveOutReason reason);

struct LeftOutReport {
    std::string id, title, outlet;
    std::string day;  // ISO 8601, what the reason rests on; empty where nothing is known
    LeaveOutReason reason = LeaveOutReason::later;
};

/// The account is that of what was published until the end of a day.
struct AsOf {
    Day day;
    std::vector<LeftOutReport> left_out;  // in the order of their ids
};

/// What was taken out of an account before it is shown (redact/redact.h).
struct Redaction {
    std::uint32_t names = 0;                // pseudonyms
    std::uint32_t reports = 0;              // that are not as they were
    bool keyed = false;                     // the fingerprints of these reports are made with a secret key
    std::vector<std::vector<Span>> places;  // of each report, what stands for names
};

struct Account {
    std::vector<AnnotatedReport> reports;  // in the order of their ids
    std::vector<ReportDay> days;           // one a report
    std::vector<StoryAccount> stories;
    std::vector<DecisionResult> decisions =
        {};  // of people, in the order of their log; none where nobody decided anything
    std::optional<AsOf> as_of = {};
    std::optional<Redaction> redaction = std::nullopt;
};

/// The claim that a figure has; it lives as long as the account.
inline const Claim& claim_of(const Account& account, const FigureClaim& place) {
    return account.reports[place.report].layers.claims[place.claim];
}

}  // namespace recount
