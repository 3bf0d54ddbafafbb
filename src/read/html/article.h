// Which passages of a page are its report, and what each is within it. A report is where running text is dense: of all
// elements, the one whose passages weigh most together, running text counting for it and links and scraps against it
// (a maximum sum over the tree; the idea is that of maximum subsequence segmentation, Pasternack and Roth 2009). That
// element, what the page's makers call theirs, the headline, and the copy of the report that linked data may hold tell
// each passage's worth (passage_worth.h); those that have any are the report.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "read/html/flow.h"
#include "read/html/passage_worth.h"
#include "report/report.h"

namespace recount::html {

/// What is known of the report before its words are looked for; empty where unknown.
struct ArticleHints {
    std::vector<std::string_view> titles;  // as the page's metadata give them, whole and in parts
    std::string_view body;  // the report's words as linked data give them, maybe cut, maybe with tags in them
};

struct Article {
    std::string text;           // blocks, parted by empty lines; valid UTF-8
    std::vector<Block> blocks;  // over text, in order
    std::uint32_t node = 0;     // the element that holds it

    // What stands around it, views into Flow::text; empty where there is none.
    std::string_view headline;         // as the page shows it
    bool headline_is_titled = false;   // the page's own title has the same words
    bool headline_heads_text = false;  // it is a first-rank heading right above the text
    std::string_view standfirst;
    std::vector<std::string_view> head_lines;   // between headline and text, or marked so: byline, day
    std::size_t lines_at_head = 0;              // of these, so many first ones stand at the headline or above the text
    std::vector<std::string_view> dated_lines;  // other short ones around the headline, with a number in them
    std::vector<std::string_view> tail_lines;   // short ones right behind the text
    std::vector<std::string_view> image_credits;
    std::vector<std::uint32_t> time_nodes;  // <time> elements at the report
};

/// The report of a page; no blocks where there is none. Takes time linear in the page.
Article find_article(const Tree& tree, const Flow& flow, const ArticleHints& hints, const PassageWeights& weights);

/// What each passage of the page answers, for training.
std::vector<PassageAnswers> describe_passages(const Tree& tree, const Flow& flow, const ArticleHints& hints);

}  // namespace recount::html
