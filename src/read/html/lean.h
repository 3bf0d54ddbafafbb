// A page made lean for the tree builder. Most bytes of a page never reach a reader's eye: scripts, styles, drawings,
// comments, attributes for scripts. They are passed over here in one quick look, by the HTML standard's rules for tags,
// so that the tree builder sees a tenth of the page. The same look bounds what a hostile page can cost: tags nested
// too deep, more tags than any page has, and elements whose reopening would multiply them are left out; words never
// are.
//
// The shape of a tree hangs on its tags alone, and a tree builder looks at each character of everything else. So words
// of some length go past it: a stand-in of five bytes holds their place. Attributes go past it too; they are found
// again by where their tag stands. Both are views into the page.
//
// The tree of the lean page has the same words in the same block-level elements as that of the whole page (a test holds
// the two against each other), blanks as one. Emphasis (b, i, em, font ...) is not kept, and <noscript> is left out
// with what it holds, as browsers that run scripts do.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace recount::html {

struct Limits {
    std::size_t depth = 256;              // of elements within elements
    std::size_t tags = 400'000;           // of a page; real ones have up to some ten thousand
    std::size_t attribute_bytes = 16384;  // of one value; what is behind is cut off
};

/// An attribute that the tree builder does not see.
struct LeanAttribute {
    std::uint32_t tag;       // where the '<' of its tag stands in LeanPage::html
    std::string_view name;   // lower-case
    std::string_view value;  // has no character reference
};

/// All views are into the page, which must outlive them.
struct LeanPage {
    std::string html;                           // what the tree builder sees
    std::vector<std::string_view> words;        // that stand-ins stand for
    std::vector<LeanAttribute> attributes;      // by tag; first those that stand first
    std::vector<std::string_view> linked_data;  // contents of <script type="application/ld+json">
};

/// How stand-ins are written: a mark, and the number of the words. Where the page itself has the mark, it is stood for.
struct StandIn {
    static constexpr char mark = '~';              // has no named character reference
    static constexpr std::size_t size = 5;         // bytes
    static constexpr std::size_t most = 1u << 24;  // of a page

    static void append(std::string& html, std::size_t number);

    /// The number of the stand-in that `html`, which begins with the mark, begins with; `most` where there is none.
    static std::size_t number_at(std::string_view html);
};

/// `page` is valid UTF-8. Takes time and memory linear in it, whatever it is.
LeanPage make_lean(std::string_view page, const Limits& limits = {});

}  // namespace recount::html
