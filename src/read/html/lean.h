// A page made lean for the tree builder. Most bytes of a page never reach a reader's eye: scripts, styles, drawings,
// comments, attributes for scripts. They are passed over here in one quick look, by the HTML standard's rules for tags,
// so that the tree builder sees a quarter of the page. The same look bounds what a hostile page can cost: tags nested
// too deep, more tags than any page has, and elements whose reopening would multiply them are left out; words never
// are.
//
// The tree of the lean page has the same words in the same block-level elements as that of the whole page (a test holds
// the two against each other). Emphasis (b, i, em, font ...) is not kept, and <noscript> is left out with what it
// holds, as browsers that run scripts do.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace recount::html {

struct Limits {
    std::size_t depth = 256;              // of elements within elements
    std::size_t tags = 400'000;           // of a page; real ones have up to some ten thousand
    std::size_t attribute_bytes = 16384;  // of one value; what is behind is cut off
};

struct LeanPage {
    std::string html;
    std::vector<std::string_view> linked_data;  // contents of <script type="application/ld+json">, views into the page
};

/// `page` is valid UTF-8. Takes time and memory linear in it, whatever it is.
LeanPage make_lean(std::string_view page, const Limits& limits = {});

}  // namespace recount::html
