// Layers are what annotators add to one report: spans of one kind each, over Report::content. A layer is written once,
// by one annotator, and read by those after it.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "report/report.h"
#include "text/span.h"
#include "text/token.h"

namespace recount {

constexpr std::uint32_t no_index = UINT32_MAX;

struct Sentence {
    Span span;
    std::uint32_t first_token = 0, end_token = 0;  // half-open, into Layers::tokens
    std::uint32_t block = 0;                       // into Report::blocks
};

enum class EntityType : std::uint8_t { person, organisation, place, other };
std::string_view name_of(EntityType type);

/// One mention of a name.
struct Entity {
    Span span;     // the name alone
    Span mention;  // with the title that belongs to it ("Mr. Clinton"), where the language model has it so; else `span`
    std::uint32_t first_token = 0, end_token = 0;
    EntityType type = EntityType::other;
    std::string name;          // the fullest form that this report gives its bearer
    std::uint32_t bearer = 0;  // mentions of one bearer within this report share the number
    std::string place;         // the gazetteer's id ("627904", "BY.03", "BY"); empty where there is none
};

enum class TimeType : std::uint8_t { date, time, duration, set };
std::string_view name_of(TimeType type);

/// What a time expression counts from.
enum class TimeAnchor : std::uint8_t {
    absolute,  // "16 August 2020": needs nothing
    report,    // "on Sunday", "yesterday", "August 9": the report's own day
    event,     // "two weeks after the vote": a happening that is named beside it
    none,      // a length or a recurrence: no day
};

/// How a time expression says what it means; tells which fields of Time are in use.
enum class TimeForm : std::uint8_t {
    calendar,   // parts by name: year, month, day_of_month, season, quarter, decade, century; what is 0 was not said
    weekday,    // weekday, with direction or (unit 'W') offset: "Sunday", "last Sunday", "Sunday last week"
    period,     // the `unit` of the calendar that lies `offset` from the one of the anchor: "last week", "today"
    distance,   // `offset` units from the anchor: "two weeks ago"; of an event: "two weeks after the vote"
    reference,  // "now", "recently": value says all
    length,     // "two weeks": offset units, -1 where the number is vague
    recurring,  // "every Sunday": value says all
};

/// A temporal expression as it is said (TIMEX3). time_value.h resolves it against a report's day.
struct Time {
    Span span;
    std::uint32_t first_token = 0, end_token = 0;
    std::uint32_t sentence = 0;
    TimeType type = TimeType::date;
    TimeForm form = TimeForm::reference;
    TimeAnchor anchor = TimeAnchor::report;
    bool quoted = false;  // within quotation marks or an embedded post: said on a day of its own
    std::string value;    // TIMEX3 value from this report alone; "XXXX-WXX-7" where the day stays open

    std::int16_t year = 0;  // 0: not said
    std::uint8_t month = 0, day_of_month = 0, quarter = 0;
    std::uint8_t weekday = 0;      // 1 = Monday ... 7 = Sunday, 0 = none
    std::int16_t decade = 0;       // 199 = the nineties
    std::uint8_t century = 0;      // 20 = the twentieth
    std::array<char, 3> season{};  // "SP", "SU", "FA", "WI"; empty
    std::array<char, 3> part{};    // of the day: "MO", "AF", "EV", "NI"; empty
    std::int16_t minute = -1;      // of the day, for clock times; -1 = none

    std::int32_t offset = 0;      // in `unit`s
    char unit = 'D';              // D W M Q Y E C L, H N S for hours, minutes, seconds, K for weekends
    std::int8_t direction = 0;    // -1 past, +1 to come, 0 not told: news tells what is past
    bool direction_said = false;  // by the expression itself ("last Sunday"); else by the tense around it
    bool day_is_stamp = false;    // the report's day is known by its metadata alone, in whatever time zone those are
    bool after_stamp = false;     // the report's words tell that it was written or went on being written the day after
    bool background = false;      // in a clause of what went before ("after police shot a man on Saturday")
    bool early = false;           // told early on its day ("early Sunday", "Sunday morning")
    bool late = false;            // told late on its day ("Sunday night", "late Sunday")
    YearlyDay holiday;            // of a calendar time: "Thanksgiving"; months and days stay 0
    bool is_feast = false;        // it is named so, not by month and day: "Christmas Day"
    std::int32_t moved = 0;       // then counted on from there: "the following day", in `moved_unit`s
    char moved_unit = 'D';

    std::optional<DayInterval> days;  // for `absolute`: the days it names
    Span event_words;  // the happening it counts from (anchor `event`) or dates ("the August 9 ballot"); may be empty
    std::string event_type;          // its type in the codebook
    Span event_name;                 // the name before its word ("the Paris attack"); may be empty
    bool event_single = false;       // a story tells of one such happening: reports that name it mean the same
    bool reaches_report = false;     // "a week since the vote": counted up to the report's own day
    bool anniversary = false;        // "the one-week anniversary of the vote": to the day
    bool states_report_day = false;  // a dateline or "Updated: August 16, 2020": the report's own day
    bool dateline = false;           // "MINSK, Aug. 16 (Agency) -", without its year: the report's own day in some year
};

/// Who is said to say what.
struct Attribution {
    std::vector<Span> source;   // empty when the sentence names none
    std::vector<Span> cue;      // empty for a quotation that runs on without one
    std::vector<Span> content;  // several where the cue cuts it
    std::vector<Span> quoted;   // the parts of content between quotation marks, without the marks
    std::vector<Span> relays;   // who passes it on, nearest to the report first ("Reuters said, citing police")
    bool direct = false;        // all of it between quotation marks
    bool negated = false;       // "did not say", "denied that"
    std::string speaker;        // the source's name within this report, else its own words; empty where nobody is named
    std::uint32_t speaker_entity = no_index;  // into Layers::entities: a mention of the speaker's name
    std::string class_name;                   // the cue's class in the codebook (say, deny, claim, estimate ...)
    std::string cue_lemma;                    // base form of the cue verb, or the phrase ("according to")
    std::uint32_t sentence = 0;               // of the first content
    bool told = true;                         // stated; not merely believed, wanted, judged or shown
    bool in_embed = false;                    // spoken by the author of an embedded post
};

/// How a number bounds what it counts.
enum class Modifier : std::uint8_t { exact, at_least, more_than, at_most, up_to, less_than, approx, range, vague };
std::string_view name_of(Modifier modifier);

/// How a claim is told. What is not asserted or denied makes no figure of what happened.
enum class Standing : std::uint8_t {
    asserted,
    denied,   // said not to be so
    planned,  // to come, feared, demanded, threatened or supposed
    earlier,  // of another happening, before the one that the report is about
    general,  // of no single happening: what stands so for years, or happens every year
};
constexpr std::size_t standing_count = static_cast<std::size_t>(Standing::general) + 1;
std::string_view name_of(Standing standing);

/// Who gives a number, when it is not the report itself.
struct ClaimSource {
    Span span;                       // as worded
    std::string name;                // resolved within this report; empty where it has none
    std::vector<std::string> chain;  // who passed it on, nearest to the report first ("Reuters said police said")
};

/// A claim's scope where it counts all, and where it counts a part that its words do not name.
constexpr std::string_view whole_scope = "total", part_of_a_whole = "part";

/// One mention of a number.
struct Claim {
    Span span;      // the number with its modifier
    Span evidence;  // its sentence
    std::uint32_t sentence = 0;
    std::uint32_t first_token = 0, end_token = 0;  // of span
    std::optional<double> low, high;               // no value: open on that side
    Modifier modifier = Modifier::exact;
    std::string quantity;            // a quantity of the codebook, or "other:<noun>"
    std::string scope{whole_scope};  // or the subset that it counts
    std::string unit;                // of money, distance, duration, area: as the codebook names it; else empty
    std::optional<ClaimSource> source;
    std::uint32_t said_time =
        no_index;           // into Layers::times: when its source said it ("said in September"), where the words tell
    float confidence = 1;   // the probability that quantity and bounds are right, calibrated (models/claims.md)
    bool implicit = false;  // one victim without a number word: "a soldier was killed"
    Standing standing = Standing::asserted;
    bool denied = false;   // the sentence says that it is not so
    bool earlier = false;  // the words say that it was so before ("earlier", "had been")
    bool general = false;  // what is counted is named by a word that tells no kind ("people", "others"), or not at all
    Span counted;          // the words of what is counted; empty when they are left out ("the 21 were freed")
};

/// What the grammar of its sentence says a happening is; spans without determiners and numbers, empty where there is
/// none.
struct HappeningPhrase {
    Span name;                // of a noun, with what qualifies it: "opposition march"
    Span preposition, about;  // what hangs on it: "on", "market"; empty together
    Span object, subject;     // of a verb: to whom it is done, and who does it
    Span person;              // the first one named in its clause
};

/// One mention of a happening: its word and what stands around it.
struct Mention {
    Span trigger;
    std::string type;  // an event type of the codebook
    std::uint32_t sentence = 0;
    std::uint32_t first_token = 0, end_token = 0;  // of the trigger
    std::uint32_t time = no_index;                 // into Layers::times: the expression that dates it
    std::uint32_t place = no_index;                // into Layers::entities
    std::vector<std::uint32_t> actors;             // into Layers::entities: persons and organisations of its clause
    std::int8_t side = 0;                          // of a gathering: +1 for somebody, -1 against, 0 not said
    bool people_only = false;                      // named by those who take part alone ("protesters"): dates nothing
    bool planned = false;                          // "will", "plans to", "called for"
    bool once = false;                             // of a type that a story tells of once, as an election or a crash
    HappeningPhrase phrase = {};                   // where its sentence has a tree (annotate/happening_phrases.h)
};

/// What grammar says of a token, in the language model's numbers (Universal Dependencies 2).
struct TokenSyntax {
    static constexpr std::uint16_t no_features = UINT16_MAX;
    std::uint8_t upos = 0;      // part of speech
    std::uint8_t relation = 0;  // to the head
    std::uint16_t features = no_features;
    std::uint32_t head = no_index;  // into Layers::tokens, within the sentence; no_index: its root
};

/// How much of a sentence's syntax is there.
enum class SyntaxDepth : std::uint8_t { none, tags, tree };

/// All layers of one report.
struct Layers {
    std::string lowered;  // lowered_in_place(content)
    std::vector<Token> tokens;
    std::vector<Sentence> sentences;
    std::vector<Entity> entities;
    std::vector<Time> times;
    std::vector<Attribution> attributions;
    std::vector<Claim> claims;
    std::vector<Mention> mentions;
    std::vector<TokenSyntax> syntax;         // of each token; filled sentence by sentence, as it is asked for
    std::vector<SyntaxDepth> syntax_depths;  // of each sentence (language/syntax.h)

    /// What the parser's network knows of the tokens of each sentence that it parsed, for scorers: a row of one length
    /// for each token. Not kept when annotation is done.
    std::vector<std::vector<std::int8_t>> contexts;

    Tokens tokens_of(const Sentence& sentence) const {
        return Tokens(tokens).subspan(sentence.first_token, sentence.end_token - sentence.first_token);
    }

    /// What stands in a sentence, by its index into `sentences`, in text order. REQUIRES: the layer is whole.
    std::span<const Time> times_of(std::uint32_t sentence) const { return standing_in(times, sentence); }
    std::span<const Claim> claims_of(std::uint32_t sentence) const { return standing_in(claims, sentence); }
    std::span<const Mention> mentions_of(std::uint32_t sentence) const { return standing_in(mentions, sentence); }

    /// What begins within a span, in text order.
    std::span<const Entity> entities_in(Span span) const { return beginning_in(entities, span); }
    std::span<const Time> times_in(Span span) const { return beginning_in(times, span); }

    /// The sentence that holds a byte of content; no_index between sentences.
    std::uint32_t sentence_at(std::uint32_t at) const;

    /// The attributions whose source, cue or content reaches into a sentence, as indices in their order. Empty until
    /// index_attributions, which whoever writes the layer calls at its end; a quotation stands in all its sentences.
    std::span<const std::uint32_t> attributions_of(std::uint32_t sentence) const;
    void index_attributions();

private:
    template <class Part>
    static std::span<const Part> standing_in(const std::vector<Part>& layer, std::uint32_t sentence) {
        const auto [first, end] = std::ranges::equal_range(layer, sentence, {}, &Part::sentence);
        return {first, end};
    }

    template <class Part>
    static std::span<const Part> beginning_in(const std::vector<Part>& layer, Span span) {
        const auto start = [](const Part& part) { return part.span.start; };
        const auto first = std::ranges::lower_bound(layer, span.start, {}, start);
        return {first, std::ranges::lower_bound(first, layer.end(), span.end, {}, start)};
    }

    // The attributions of sentence s are attributions_by_sentence_[first_attribution_[s], first_attribution_[s + 1]).
    std::vector<std::uint32_t> first_attribution_, attributions_by_sentence_;
};

/// A report with its layers; what the stages after annotate work on.
struct AnnotatedReport {
    Report report;
    Layers layers;
    bool annotated = true;  // false: it is in a language that the codebook does not know, and its layers are empty

    std::string_view words(Span span) const { return slice(report.content, span); }
    std::string_view lowered(Span span) const { return slice(layers.lowered, span); }
};

}  // namespace recount
