// One item of a feed or a news agency's delivery while its fields come in, and the report that it makes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "read/reader.h"
#include "read/wording.h"

namespace recount {

struct NewsItem {
    std::uint64_t number = 0;  // its place among the others, from 1; 0: it stands alone
    std::string label;         // that place in words, where it is no line
    std::string sha256;        // of its bytes
    std::string id, title, url, source_domain, language;
    std::string date;                  // as the format writes it: ISO 8601, or as mail has it
    std::vector<std::string> authors;  // as they are given
    std::string summary, content;      // markup, unless ..._is_text
    bool summary_is_text = false, content_is_text = false, title_is_markup = false;
};

/// "item 3", as messages have it; empty for an item that stands alone.
std::string item_label(std::uint64_t number);

/// Hands the item's report to the sink: its content, or where that is missing its summary, marked as such; the problem
/// when it has neither.
void give_news_item(NewsItem item, const ReadWording& wording, ItemSink& sink);

/// "2021-05-03T08:00:00+02:00" for "Mon, 3 May 2021 08:00:00 +0200", the date of mails and RSS (RFC 5322); any other
/// text comes back as it is.
std::string iso_of_mail_date(const std::string& date);

}  // namespace recount
