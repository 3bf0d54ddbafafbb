// A report is one published item as a reader gave it: its words, its blocks, and what its source states about it. It
// owns its text; every later stage points into it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "report/calendar.h"
#include "text/span.h"

namespace recount {

/// The role of a stretch of a report. `title` is the headline, which stands before the text in Report::content.
enum class BlockKind : std::uint8_t {
    title,
    paragraph,
    heading,
    list,
    quotation,
    table,
    caption,
    embed,
    link,
    furniture
};

/// "paragraph", "caption" ...: the word that JSON and page use.
std::string_view name_of(BlockKind kind);

struct Block {
    Span span;  // without the blanks around it
    BlockKind kind = BlockKind::paragraph;
    bool repeated =
        false;  // the same words stood in an earlier block of this report (a caption given twice): counted once
    std::string author;       // of an embed, as the post names its author; else empty
    Span author_span;         // where it does
    std::optional<Day> date;  // of an embed, as the post states it
    Span date_span;           // where it does
};

/// Where a statement about a report was read.
enum class Origin : std::uint8_t {
    none,
    linked_data,   // JSON-LD
    open_graph,    // <meta property="og:...">
    meta,          // another <meta>, <title>, <link>, <html lang>
    microdata,     // itemprop
    time_element,  // <time>
    page,          // what the page shows beside the report: headline, byline, standfirst
    address,       // the page's own address
    text,          // the words of the report
};

/// "json-ld", "opengraph" ...: the word that JSON uses; empty for none.
std::string_view name_of(Origin origin);

/// Of each field of a web page's metadata, where it was read.
struct Origins {
    Origin title = Origin::none, description = Origin::none, outlet = Origin::none, authors = Origin::none,
           published = Origin::none, modified = Origin::none, language = Origin::none, url = Origin::none;
};

/// What a report can be named by, where its id is another's already.
struct ReportPlace {
    std::string stated_id;  // as its input states it; empty where it states none
    std::string file;       // an absolute path, with the path within an archive behind it; "-": standard input
    std::string numbers;    // its place in the file (":17"); empty: the file is this report
};

struct Report {
    std::string id;           // unique among the reports of one run
    ReportPlace place;        // where it was read
    std::string input;        // the file (and line) that it came from, for messages
    std::string sha256;       // of the input's bytes, hexadecimal
    std::string content;      // the title, a blank line, the text; only the text where there is no title. Valid UTF-8
    bool is_summary = false;  // of a feed that does not give the report itself
    std::uint32_t text_start = 0;  // where the text begins in content; what stands before it is the field "title"
    std::string url, source_domain, description;
    std::string language;              // BCP 47, as its words and what it states tell together
    std::string language_stated;       // as the metadata has it; empty where it states none
    std::string language_reason;       // why this is the language: a sentence
    std::string date_publish;          // as the metadata gives it, maybe with a time of day
    std::string outlet;                // the site of source_domain or url; else as the text's credits name it
    std::string date_modified;         // when it was changed last, in ISO 8601; empty where nothing tells
    std::string date_fetched;          // when its page was fetched, in ISO 8601, as who fetched it states; else empty
    std::vector<std::string> authors;  // as stated by the metadata
    std::vector<std::string> image_credits;  // who made the pictures, as worded
    Origins origins;                         // of a web page: where its metadata were read
    std::vector<std::string> agencies;       // credited agencies, in the order they are named
    std::optional<Day> published;            // as stated by the metadata or by the text: the report's day, if known
    std::optional<int> published_minute;     // of that day in UTC, where the metadata states a time (calendar.h)
    std::optional<Day> contradicted_day;     // that the metadata give, where the text states another, which is believed
    std::optional<Span> published_span;      // where the text states it; none when it is metadata alone
    std::vector<Block> blocks;               // in text order, not overlapping; the title's first

    std::string_view title() const { return std::string_view(content).substr(0, text_start < 2 ? 0 : text_start - 2); }
    std::string_view text() const { return std::string_view(content).substr(text_start); }
    bool in_title(Span span) const { return span.start < text_start; }
};

/// An outlet's name for comparing: "karskcourier.example" and "THE KARSK COURIER" are one outlet.
std::string outlet_key(std::string_view outlet);

}  // namespace recount
