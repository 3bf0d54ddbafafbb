// Web pages: what of a page is its report, in which blocks, and what it states about itself.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "codebook/codebook.h"
#include "read/html/lean.h"
#include "read/html/page.h"
#include "read/wording.h"

using namespace recount;

namespace {

const ReadWording& wording() {
    static const Codebook book = Codebook::load(RECOUNT_CODEBOOK_DIR);
    static const ReadWording made(book);
    return made;
}

/// The blocks of a page as "kind: words", a line each.
std::string blocks_of(std::string_view page) {
    const Item item = html::read_page(page, {}, wording());
    std::string lines;
    for (const Block& block : item.blocks.value_or(std::vector<Block>{}))
        lines += std::string(name_of(block.kind)) + ": " + std::string(slice(item.text, block.span)) + "\n";
    return lines;
}

const std::string bridge =
    "The old bridge of Halm was closed to lorries on Tuesday after engineers found cracks in two of its piers.";
const std::string mayor =
    "\"We would rather be late than sorry,\" the mayor said, and asked drivers to take the ring road.";
const std::string ferry =
    "The ferry will run every twenty minutes until the repair is done, the port authority announced.";

}  // namespace

TEST_CASE("a page's report is its running text, not its menus, related stories and comments") {
    CHECK(blocks_of("<!doctype html><html><head><title>Bridge of Halm closed to lorries</title></head><body>"
                    "<nav><ul><li><a href='/'>Home</a><li><a href='/world'>World</a></ul></nav>"
                    "<div class='page'><h1>Bridge of Halm closed to lorries</h1><p>" +
                    bridge + "</p><h2>Waiting</h2><p>" + mayor +
                    "</p><div class='related-stories'><h3>More</h3><ul><li><a href='/a'>Ten bridges that "
                    "fell</a></ul></div><p>" +
                    ferry +
                    "</p><div id='comments'><p>I never liked that bridge, and I have said so for thirty years, as "
                    "everybody knows.</p></div></div><footer>All rights reserved.</footer></body></html>") ==
          "paragraph: " + bridge + "\nheading: Waiting\nparagraph: " + mayor + "\nparagraph: " + ferry + "\n");
}
