// The words of a page in the order a reader meets them, cut where the page's block-level elements cut them: passages,
// each with what tells whether it is running text: how long it is, how much of it is links, what its elements are.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "read/html/marks.h"
#include "read/html/tree.h"
#include "report/report.h"
#include "text/span.h"

namespace recount::html {

struct Passage {
    Span span;                          // into Flow::text; not empty, no blanks around it
    std::uint32_t node = 0;             // the innermost block-level element that holds it
    std::uint32_t characters = 0;       // code points
    std::uint32_t link_characters = 0;  // of these, within links
    std::uint32_t links = 0;
    BlockKind kind = BlockKind::paragraph;  // by its elements: paragraph, heading, list, quotation, table, caption
};

struct Flow {
    std::string text;  // valid UTF-8; blanks as one, "\n" where a line breaks within a passage
    std::vector<Passage> passages;
    std::vector<std::uint32_t> first;  // by node, and one more: how many passages stand before it. Exact for
                                       // block-level elements
    std::vector<Marks> marks;          // by node: its own, by words and tag

    /// The words of a passage.
    std::string_view words(const Passage& passage) const { return slice(text, passage.span); }
};

/// Takes time linear in the tree.
Flow make_flow(const Tree& tree, const MarkWords& words);

/// True for elements that stand on lines of their own.
bool is_block_level(GumboTag tag);

/// Appends words with each run of blanks (the no-break space too) as one, none at the beginning of `text` or behind a
/// blank that stands there; soft hyphens and zero-width blanks are left out.
void append_words(std::string& text, std::string_view words);

}  // namespace recount::html
