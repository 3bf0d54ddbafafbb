// Layers are what annotators add to one report: spans of one kind each, over Report::content. A layer is written once, by
// one annotator, and read by those after it.
#pragma once

#include <cstdint>
#include <optional>
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
    Span span;
    std::uint32_t first_token = 0, end_token = 0;
    EntityType type = EntityType::other;
    std::string name;                    // the fullest form that this report gives its bearer
    std::uint32_t bearer = 0;            // mentions of one bearer within this report share the number
    std::string place;                   // the gazetteer's id ("627904", "BY.03", "BY"); empty where there is none
};

enum class TimeType : std::uint8_t { date, time, duration, set };
std::string_view name_of(TimeType type);

/// What a time expression counts from.
enum class TimeAnchor : std::uint8_t {
    absolute,  // "16 August 2020": needs nothing
    report,    // "on Sunday", "yesterday": the report's own day
    event,     // "two weeks after the vote": a happening that is named beside it
    none,      // a duration or a set: no day
};

/// A temporal expression as it is said, and as far as one report alone can resolve it (TIMEX3).
struct Time {
    Span span;
    std::uint32_t first_token = 0, end_token = 0;
    std::uint32_t sentence = 0;
    TimeType type = TimeType::date;
    TimeAnchor anchor = TimeAnchor::report;
    std::string value;  // TIMEX3 value from this report alone; "XXXX-WXX-7" where the day stays open

    // As said. For `report`: a weekday (1 = Monday ... 7 = Sunday, 0 = none) or an offset in days, weeks, months, years.
    // For `absolute`: the days below. For `event`: the offset from the event and the event's words.
    std::uint8_t weekday = 0;
    std::int8_t direction = 0;       // -1 past, +1 future, 0 not said: tense decides
    std::int32_t offset = 0;         // in `unit`s
    char unit = 'D';                 // 'D' days, 'W' weeks, 'M' months, 'Y' years
    std::optional<DayInterval> days; // absolute days; a month or a year is an interval
    std::uint8_t month = 0, day_of_month = 0;  // "August 9" without a year: the year comes from the report
    Span event_words;                // for `event`: the words of the happening that it counts from
};

/// Who is said to say what.
struct Attribution {
    std::vector<Span> source;   // empty when the sentence names none
    std::vector<Span> cue;      // empty for a quotation that runs on without one
    std::vector<Span> content;  // several where the cue cuts it
    bool direct = false;        // between quotation marks
    bool negated = false;       // "did not say", "denied that"
    std::string speaker;        // the source's name as resolved within this report; empty where it has none
    std::string class_name;     // the cue's class in the codebook (say, deny, claim, estimate ...)
    std::string cue_lemma;      // base form of the cue verb, or the phrase ("according to")
    std::uint32_t sentence = 0; // of the first content
    bool in_embed = false;      // spoken by the author of an embedded post
};

/// How a number bounds what it counts.
enum class Modifier : std::uint8_t { exact, at_least, more_than, at_most, up_to, less_than, approx, range, vague };
std::string_view name_of(Modifier modifier);

/// Who gives a number, when it is not the report itself.
struct ClaimSource {
    Span span;                       // as worded
    std::string name;                // resolved within this report; empty where it has none
    std::vector<std::string> chain;  // who passed it on, nearest to the report first ("Reuters said police said")
};

/// One mention of a number.
struct Claim {
    Span span;      // the number with its modifier
    Span evidence;  // its sentence
    std::uint32_t sentence = 0;
    std::uint32_t first_token = 0, end_token = 0;  // of span
    std::optional<double> low, high;               // no value: open on that side
    Modifier modifier = Modifier::exact;
    std::string quantity;           // a quantity of the codebook, or "other:<noun>"
    std::string scope = "total";    // or the subset that it counts
    std::string unit;               // of money, distance, duration, area: as the codebook names it; else empty
    std::optional<ClaimSource> source;
    bool denied = false;            // the sentence says that it is not so
    bool earlier = false;           // the words say that it was so before ("earlier", "had been")
    Span counted;                   // the words of what is counted; empty when they are left out ("the 21 were freed")
};

/// One mention of a happening: its word and what stands around it.
struct Mention {
    Span trigger;
    std::string type;               // an event type of the codebook
    std::uint32_t sentence = 0;
    std::uint32_t first_token = 0, end_token = 0;  // of the trigger
    std::uint32_t time = no_index;  // into Layers::times: the expression that dates it
    std::uint32_t place = no_index; // into Layers::entities
    std::vector<std::uint32_t> actors;  // into Layers::entities: persons and organisations of its clause
    bool planned = false;           // "will", "plans to", "called for"
    bool negated = false;           // said not to have happened
};

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

    Tokens tokens_of(const Sentence& sentence) const {
        return Tokens(tokens).subspan(sentence.first_token, sentence.end_token - sentence.first_token);
    }
};

/// A report with its layers; what the stages after annotate work on.
struct AnnotatedReport {
    Report report;
    Layers layers;

    std::string_view words(Span span) const { return slice(report.content, span); }
    std::string_view lowered(Span span) const { return slice(layers.lowered, span); }
};

}  // namespace recount
