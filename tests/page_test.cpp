// The account stands in the page as data that reads back unchanged, the front before the page's script and each story
// after it, and nothing in it can end the element it stands in.
#include <doctest/doctest.h>

#include <sstream>
#include <string>
#include <vector>

#include "show/page.h"

namespace {

std::string page_of(std::string_view lines) {
    std::ostringstream out;
    recount::write_page(out, lines);
    return out.str();
}

/// What stands in the elements that begin so, in their order.
std::vector<std::string> elements(const std::string& page, const std::string& opening) {
    std::vector<std::string> found;
    for (std::size_t at = page.find(opening); at != page.npos; at = page.find(opening, at + 1)) {
        const std::size_t start = at + opening.size();
        found.push_back(page.substr(start, page.find("</script>", start) - start));
    }
    return found;
}

std::string front_in(const std::string& page) {
    const auto found = elements(page, "<script type=\"application/json\" id=\"front\">");
    REQUIRE(found.size() == 1);
    return found.front();
}

const std::string story_opening = "<script type=\"application/json\" class=\"story\">";

}  // namespace

TEST_CASE("a page holds the account and a policy that lets nothing else run") {
    const std::string page = page_of("{\"reports\":[]}\n{\"story\":1}\n{\"story\":2}\n");
    CHECK(front_in(page) == R"({"reports":[]})");
    CHECK(elements(page, story_opening) == std::vector<std::string>{R"({"story":1})", R"({"story":2})"});
    CHECK(page.starts_with("<!doctype html>"));
    CHECK(page.ends_with("</html>\n"));
    CHECK(page.find("default-src 'none'; script-src 'sha256-") != page.npos);
    CHECK(page.find("unsafe-inline") == page.npos);
    CHECK(page.find("@FRONT@") == page.npos);
    CHECK(page.find("@STORIES@") == page.npos);
}

TEST_CASE("the front stands before the page's script and the stories after it, so that it shows before they are read") {
    const std::string page = page_of("{}\n{\"story\":1}\n");
    const std::size_t front = page.find("id=\"front\""), script = page.find("<script>"),
                      story = page.find(story_opening);
    CHECK(front < script);
    CHECK(script < story);
}

TEST_CASE("markup in a report cannot leave the element that it stands in") {
    const std::string hostile = R"({"text":"</script><img src=x>","title":"<!--<script>"})";
    const std::string harmless = R"({"text":"\u003c/script>\u003cimg src=x>","title":"\u003c!--\u003cscript>"})";
    const std::string page = page_of(hostile + "\n" + hostile + "\n");
    CHECK(front_in(page) == harmless);
    CHECK(elements(page, story_opening) == std::vector<std::string>{harmless});
}

TEST_CASE("line separators are escaped, characters that begin with the same byte are not") {
    CHECK(front_in(page_of("\"a\u2028b\u2029c “d” €\"\n")) == "\"a\\u2028b\\u2029c “d” €\"");
}

TEST_CASE("a page that is served has no account, and may ask the server that it comes from and nobody else") {
    std::ostringstream out;
    recount::write_live_page(out);
    const std::string page = out.str();
    CHECK(front_in(page).empty());
    CHECK(elements(page, story_opening).empty());
    CHECK(page.find("img-src data:; connect-src 'self'; base-uri 'none'") != page.npos);
    CHECK(page_of("{}\n").find("img-src data:; base-uri 'none'") != page.npos);
    CHECK(page.find("@CONNECT@") == page.npos);
}
