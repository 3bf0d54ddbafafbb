// A reader knows one format. It is chosen by what an input's first bytes say, never by a file's name, and hands on each
// report that it finds as it finds it: one for a text, thousands for a container. What it hands on is what the format
// states, as it states it; what the words of the report tell (blocks, credits) is found afterwards, alike for all
// formats.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "read/input.h"
#include "read/problem.h"
#include "read/wording.h"
#include "report/report.h"

namespace recount {

/// One report as its format gives it. All strings are valid UTF-8.
struct Item {
    std::string sha256;        // of the bytes that hold this report alone
    std::uint64_t number = 0;  // the line, or the place in its container, from 1; 0: the input is this report
    std::optional<std::string> id;
    std::string title, text, date_publish, source_domain, url, description, language;
    std::string outlet;         // by name, where the metadata name it
    std::string date_modified;  // ISO 8601
    std::string date_fetched;   // ISO 8601, as who fetched it states
    std::vector<std::string> authors, image_credits;
    Origins origins;
    std::vector<std::string> head_lines;  // what stands around the headline and is no part of the text: byline, day
    std::vector<std::string> tail_lines;  // what stands right behind the text
    std::string label;                    // the number in words, where it does not count lines: "item 3"
    bool is_summary = false;              // `text` is what its publisher says of the report, not the report
    std::optional<std::vector<Block>> blocks;  // over `text`, where the format marks them; else the words tell
    std::optional<Report> exported;            // the report itself, where Recount wrote it: nothing is left to be found
    std::vector<Block> marked;  // over `text`: what the format marks where the words tell the other blocks; in order
};

/// An input within an input, as its container names it: a file of an archive, a record of a web archive, an item of a
/// feed. One without path and number is the container's only content and stands for the container itself.
struct Entry {
    std::string path;          // of a file within an archive: parts joined by "/", without "." and ".."
    std::uint64_t number = 0;  // of a record or item, from 1
    std::string label;         // for messages: "a/one.html", "record 17 (https://news.example/1)"

    /// What the container states of the report. What the report states of itself outranks it, unless
    /// `stated_outranks`: then the report's own counts only where this is silent.
    Item stated;
    bool stated_outranks = false;
};

/// Where a reader puts what it finds.
class ItemSink {
public:
    virtual ~ItemSink() = default;
    virtual void item(Item item) = 0;

    /// Reads an input that this one holds, whatever its format.
    virtual void entry(Input& input, Entry entry) = 0;

    /// Of the problem, the sink fills in the input's name.
    virtual void problem(Problem problem) = 0;
};

/// One format. Immutable; any thread may use it.
class Reader {
public:
    virtual ~Reader() = default;

    /// True when recognises() is to be asked of the bytes as they are, before it is known whether they are text.
    virtual bool reads_bytes() const { return false; }

    /// True when an input that begins with `head` (UTF-8 without a byte order mark unless reads_bytes(), cut anywhere)
    /// is of this format.
    virtual bool recognises(std::string_view head) const = 0;

    /// Reads the input to its end. Whatever its bytes are, it gives items and problems, never an exception.
    virtual void read(Input& input, const ReadWording& wording, ItemSink& sink) const = 0;
};

/// All formats, in the order in which they are tried; the last one takes any text.
const std::vector<std::unique_ptr<Reader>>& readers();

std::unique_ptr<Reader> make_html_reader();
std::unique_ptr<Reader> make_packed_reader();
std::unique_ptr<Reader> make_docx_reader();
std::unique_ptr<Reader> make_pdf_reader();
std::unique_ptr<Reader> make_archive_reader();
std::unique_ptr<Reader> make_web_archive_reader();
std::unique_ptr<Reader> make_arc_reader();
std::unique_ptr<Reader> make_brotli_reader();
std::unique_ptr<Reader> make_mail_reader();
std::unique_ptr<Reader> make_feed_reader();
std::unique_ptr<Reader> make_newsml_reader();
std::unique_ptr<Reader> make_other_xml_reader();
std::unique_ptr<Reader> make_exported_reader();
std::unique_ptr<Reader> make_json_reader();
std::unique_ptr<Reader> make_text_reader();

}  // namespace recount
