// The blocks of a report whose format does not mark them, found from its words alone: which lines are paragraphs, which
// are headings, captions, posts, links or furniture; and on the way what the text says of its day, its outlet and the
// agencies whose copy it uses.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "read/wording.h"
#include "report/report.h"

namespace recount {

/// What the words of a report state about it.
struct Stated {
    std::optional<WrittenDay> published;  // at the head of the text
    std::uint32_t published_start = 0;
    std::string outlet;                   // empty where no credit names it
    std::vector<std::uint32_t> agencies;  // numbers into the lexicon, in the order they are named, none twice
    std::vector<std::string> wires;       // services that the lexicon lacks
};

/// The blocks of content[text], in order, not overlapping, each without blanks around it. Those of `marked` stay as
/// they are: the text around them is looked at as if they were not there. `known_outlet` is the outlet that the
/// metadata names, or empty. Takes time linear in the text.
std::vector<Block> find_blocks(std::string_view content, Span text, const std::vector<Block>& marked,
                               std::string_view known_outlet, const ReadWording& wording, Stated& stated);

/// The same for a text whose format marks its blocks, `given`, over content: they stay, but what its words show to be a
/// caption, a link, furniture or a credit becomes that, and embedded posts get their author and day.
std::vector<Block> refine_blocks(std::string_view content, const std::vector<Block>& given,
                                 std::string_view known_outlet, const ReadWording& wording, Stated& stated);

/// What the lines beside the text credit. A byline outranks the other lines, which may be the credit of a picture:
/// they count where no byline names an agency. Lines that credit nothing as a whole are passed over.
void read_credit_lines(const std::vector<std::string>& lines, const ReadWording& wording, Stated& stated);

/// What a line behind the text credits: a copyright, a source, who published it first. A bare name counts for nothing
/// there: it may lead to another page.
void read_line_behind(std::string_view line, std::string_view outlet, const ReadWording& wording, Stated& stated);

}  // namespace recount
