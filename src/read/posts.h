// Embedded posts of social media. A page's text keeps of them the post's lines and, at their end, the author and day:
// "— Name (@name) August 23, 2020". The end is certain; where the post begins has to be told from its lines.
#pragma once

#include <vector>

#include "read/lines.h"
#include "read/wording.h"
#include "report/report.h"

namespace recount {

/// A post and the lines that it takes.
struct Post {
    Block block;
    std::size_t first_line = 0, last_line = 0;
};

/// All posts of the lines, in order. A line that goes on behind a post's end, or holds the ends of several posts, is
/// cut there: `lines` is changed so that no line belongs to two posts.
std::vector<Post> find_posts(const PatternText& text, std::vector<Line>& lines, const ReadWording& wording);

/// Author and day of a post whose format tells where it begins and ends, from how its words end.
void sign_post(const PatternText& text, Block& post, const ReadWording& wording);

}  // namespace recount
