// An account as it was written: the part of account.json that two accounts are compared by. Whatever the bytes are,
// they are read as this or refused with the place that is wrong; members that this program does not know are passed
// over, so that accounts of older and newer programs can be compared.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/span.h"

namespace recount {

/// An account that cannot be read: what() names the file, the place in it and what is wrong.
struct AccountFileError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A place in a report, in code points of its text, or of its title.
struct FiledPlace {
    std::uint32_t report = 0;  // into FiledAccount::reports
    bool in_title = false;
    std::uint32_t start = 0, end = 0;
    auto operator<=>(const FiledPlace&) const = default;
};

struct FiledReport {
    std::string id, sha256, title, text, outlet, published;
    std::string version_of;  // the id of the newer version that stands; empty where this one does
};

struct FiledClaim {
    FiledPlace place;
    std::string words;   // the number as the report words it
    std::string source;  // as worded; empty: the report itself
    std::optional<double> low, high;
};

struct FiledFigure {
    std::string id, quantity, scope, unit, status;
    std::uint32_t event = UINT32_MAX;  // into FiledStory::events; UINT32_MAX: of none
    std::optional<double> low, best, high;
    std::vector<FiledClaim> claims;
};

struct FiledEvent {
    std::string id, type, date, date_end, place, title;
    std::vector<FiledPlace> mentions;
};

struct FiledStatement {
    std::string id, speaker;
    std::vector<FiledPlace> versions;  // the first words of each
    std::string words;                 // those of the first version
};

struct FiledStory {
    std::string id, title;
    std::vector<std::uint32_t> reports;  // into FiledAccount::reports
    std::vector<FiledEvent> events;
    std::vector<FiledFigure> figures;
    std::vector<FiledStatement> statements;
};

struct FiledAccount {
    std::string name;                                             // of the file, for people
    std::vector<std::pair<std::string, std::string>> provenance;  // the texts among its members, by name
    std::vector<FiledReport> reports;
    std::vector<FiledStory> stories;
};

/// Reads account.json. `name` is what messages call it. Throws AccountFileError.
FiledAccount read_account(std::string_view json, std::string name);

}  // namespace recount
