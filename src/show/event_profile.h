// A profile is the table of events as one project codes it: its columns, its codes, its numbers for vague words, and
// which events it takes. Profiles are data (codebook/profiles/*.toml); docs/event_tables.md tells how to write one.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "codebook/codebook.h"

namespace recount {

/// What the tables know of an event.
enum class EventField : std::uint8_t {
    event,
    story,
    story_title,
    title,
    type,
    date,
    date_end,
    first_day,
    middle_day,
    last_day,
    year,
    days,
    date_precision,
    date_stated,
    place,
    place_id,
    locality,
    latitude,
    longitude,
    point,
    grid_cell,
    place_precision,
    place_extent,
    region,
    region_code,
    country,
    country_code,
    country_number,
    actors,
    reports,
    report_count,
    outlets,
    published,
    headlines,
    urls,
    citations,
    words,
    place_words,
    witnesses,
    sources,
    // of one quantity
    low,
    best,
    high,
    mean,
    any,
    status,
    number_words,
    vague_words,
};

/// One column of a profile.
struct ProfileColumn {
    std::string name;
    std::optional<EventField> field;  // none: `value` stands in every row
    std::string value;                // or nothing, where `empty` says why
    std::string empty;
    std::string quantity;                      // of the fields that count
    std::uint32_t nth = 0;                     // of a field that is a list, from 1; 0: all, with `joint` between them
    std::string joint = "; ";                  // between the items of a list
    std::string before;                        // in front of what stands in the cell, where something does
    std::map<std::string, std::string> codes;  // a value that it does not name leaves the cell empty; none: as it is
    std::vector<double> steps;                 // a number becomes how many of these it reaches; none: as it is
    std::string otherwise;                     // for a cell that is empty
};

struct EventProfile {
    std::string name, title;
    std::vector<ProfileColumn> columns;
    std::set<std::string, std::less<>> types;          // events of these alone; none: all
    std::set<std::string, std::less<>> dates;          // with a date of one of these precisions; none: all
    std::set<std::string, std::less<>> countries;      // ISO 3166; not those known to be elsewhere; none: all
    std::set<std::string, std::less<>> counted;        // with one victim or more of one of these quantities; none: all
    std::map<std::string, double, std::less<>> vague;  // what a vague word counts as, by the word in lower case

    /// Reads a profile. Throws CodebookError, which names file and line, for what it cannot use: a key or a field that
    /// it does not know, a quantity where none is needed or none where one is.
    static EventProfile load(const std::filesystem::path& file);
};

}  // namespace recount
