// A record of a web archive, whatever the format of the archive (WARC, ARC): so many bytes that hold what was fetched
// from an address. What a server answered is read as if its page had been given as a file; what is no text (pictures,
// scripts, "not found") is passed over and counted.
//
// What a page states of itself stands: the record's address is the report's `url` only where the page names none. It
// is always the report's id. The record's date is the crawler's, not the report's: it tells when the page was fetched.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "read/reader.h"

namespace recount {

struct WebRecord {
    std::uint64_t number = 0;  // its place in the archive, from 1
    std::string address;       // empty where it has none
    std::string id;            // of the record itself, where it has one
    std::string content_type;  // as the archive states it
    std::uint64_t length = 0;  // bytes that it holds
    bool is_content = true;    // and not a description of the crawl, a request
    bool is_answer = true;     // as a server gave it, with its header, where one stands there
    std::string date = {};     // when it was fetched, ISO 8601; empty where it does not say
};

/// The problem, within this record.
Problem at_record(Problem problem, std::uint64_t number, std::string_view address);

/// Whether bytes that follow a record are where the next one begins, as its format has it.
using BeginsRecord = bool (*)(std::string_view bytes);

/// Reads the record's bytes, at which `input` stands, and hands on what they hold; adds to `passed_over` where that is
/// nothing to read. False when they broke off, which then has been said.
bool read_web_record(Input& input, const WebRecord& record, BeginsRecord begins_record, ItemSink& sink,
                     std::uint64_t& passed_over);

}  // namespace recount
