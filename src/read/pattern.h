// A pattern is a wording with gaps, as read.toml writes it: "(© {outlet}, {place})". It is matched against the text of
// a report from one place on. Letters match without regard to case, a blank matches any run of blanks, a dash any dash
// and an apostrophe any apostrophe; what a gap takes is kept.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "read/lines.h"
#include "report/calendar.h"
#include "text/span.h"

namespace recount {

/// What a gap stands for.
enum class Gap : std::uint8_t {
    none,      // no gap: letters that must stand there
    any,       // anything within the line, or nothing
    outlet,    // a name: begins with a capital letter or digit, no sentence end within
    wire,      // the name of a news service that no list knows: as an outlet's, four words at most
    place,     // a dateline's place, maybe with a day: begins with a capital letter
    capitals,  // a dateline's place that has a word in capitals
    town,  // a dateline's place for certain: five words at most, each with a capital but for short ones ("de", "of")
    agencies,  // known agencies: "AFP, dpa", "AP - AFP", "Reuters and AP"
    name,      // a person's name: begins with a capital letter, four words at most
    person,    // the same, for certain: two words at least, each of which begins with a capital letter
    people,    // names with what stands between them: begins with a capital letter, no sentence end within
    author,    // the name that a post gives its author
    handle,    // "@name"
    date,      // a day with its year: "August 23, 2020", "23 Aug 2020", "2020-08-23"
    number,    // digits
    clock,     // "2:50", "10:56pm PDT"
    initials,  // "jm/dm"
    domain,    // "example.org"
};

/// What fills a pattern's gaps. A span is empty where there was no such gap.
struct Filling {
    Span whole;  // all that matched
    Span outlet, wire, author, date_span;
    std::optional<Day> date;
    std::vector<std::uint32_t> agencies;  // numbers into Lexicon::agencies, in the order they are named
};

/// An agency as read.toml gives it.
struct Agency {
    std::string name;                             // as outputs name it
    std::vector<std::string> forms;               // as texts name it; matched with their case
    std::vector<std::string> domains, url_parts;  // of its own site; within addresses that carry its copy elsewhere
};

/// The names that gaps look up.
struct Lexicon {
    std::vector<Agency> agencies;
    std::vector<std::pair<std::string, unsigned>> months;  // lower-case name, 1..12; longest first
    std::vector<std::string> weekdays;                     // lower-case, longest first
    std::vector<std::string> list_joints;                  // what stands between agencies, longest first
    std::size_t name_words = 6;                            // words that a name of an outlet may have
};

/// The text that patterns are matched against: as it stands, and lowered in place.
struct PatternText {
    std::string_view text, lowered;
};

/// The day that is written out at `at`, and where its writing ends.
struct WrittenDay {
    Day day;
    std::uint32_t end;
};
std::optional<WrittenDay> written_day(const PatternText& text, std::uint32_t at, std::uint32_t limit,
                                      const Lexicon& lexicon);

/// The agency that is named at `at` as whole words: its number and where the name ends.
struct NamedAgency {
    std::uint32_t agency;
    std::uint32_t end;
};
std::optional<NamedAgency> named_agency(const PatternText& text, std::uint32_t at, std::uint32_t limit,
                                        const Lexicon& lexicon);

class Pattern {
public:
    /// Throws std::invalid_argument that names an unknown gap.
    explicit Pattern(std::string_view written);

    /// Matches at exactly `line.start`; nothing beyond line.end is looked at. With `to_end`, up to exactly line.end.
    std::optional<Filling> match(const PatternText& text, Span line, bool to_end, const Lexicon& lexicon) const;

    /// False when the line cannot hold a match: a quick look before find().
    bool possible(const Line& line) const;

    /// The first place in the line where it matches.
    std::optional<Filling> find(const PatternText& text, Span line, const Lexicon& lexicon) const;

private:
    struct Part {
        Gap gap = Gap::none;
        std::string letters;  // canonical; for Gap::none
    };
    struct Walk;

    std::vector<Part> parts_;
};

/// Length in bytes of the dash, apostrophe or blank that stands at `at` and the ASCII character that stands for its
/// kind
/// ('-', '\'', '"', ' '); of any other character, its first byte.
struct Canonical {
    char character;
    std::uint8_t size;
};
Canonical canonical_at(std::string_view text, std::size_t at);

}  // namespace recount
