// What pages.toml says of web pages, made ready: the words that mark elements, the names under which pages state things
// about their report, the zones of times.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "codebook/codebook.h"
#include "read/html/marks.h"
#include "read/html/passage_worth.h"

namespace recount::html {

/// What a page may state about its report.
enum class Statement : std::uint8_t {
    title,
    description,
    outlet,
    publisher,
    authors,
    published,
    modified,
    language,
    address,
};
constexpr std::size_t statement_count = 9;

/// Immutable once made from the codebook. Throws CodebookError when pages.toml is wrong.
struct PageWording {
    explicit PageWording(const Codebook& codebook);

    MarkWords marks;
    PassageWeights passages;

    /// By the lower-case name of a <meta>: what it states, and how much it is trusted (0 most).
    struct MetaName {
        Statement statement;
        std::uint16_t rank;
    };
    std::unordered_map<std::string, MetaName> meta_names;

    std::vector<std::string> title_joints, report_types, page_types, byline_starts, name_joints, no_authors;
    std::vector<std::string> clock_words;  // in lower case: a line that begins so tells the reader's day

    /// A word beside a time, in lower case, and whether it says that the time is that of publication or of a change.
    struct TimeWord {
        std::string word;
        bool tells_change;
    };
    std::array<std::vector<TimeWord>, 256> time_words;       // by their first byte
    std::vector<std::pair<std::string, std::string>> zones;  // "GMT", "+00:00"; longest first
};

}  // namespace recount::html
