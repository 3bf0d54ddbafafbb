// The account stands in the page as data that reads back unchanged, and nothing in it can end the element it stands in.
#include <doctest/doctest.h>

#include <sstream>
#include <string>

#include "show/page.h"

namespace {

std::string page_of(std::string_view json) {
    std::ostringstream out;
    recount::write_page(out, json);
    return out.str();
}

/// What stands between the account's element and its end.
std::string account_in(const std::string& page) {
    const std::string opening = "<script type=\"application/json\" id=\"account\">";
    const std::size_t from = page.find(opening);
    REQUIRE(from != page.npos);
    const std::size_t start = from + opening.size();
    return page.substr(start, page.find("</script>", start) - start);
}

}  // namespace

TEST_CASE("a page holds the account and a policy that lets nothing else run") {
    const std::string page = page_of(R"({"reports":[]})");
    CHECK(account_in(page) == R"({"reports":[]})");
    CHECK(page.starts_with("<!doctype html>"));
    CHECK(page.ends_with("</html>\n"));
    CHECK(page.find("default-src 'none'; script-src 'sha256-") != page.npos);
    CHECK(page.find("unsafe-inline") == page.npos);
    CHECK(page.find("@ACCOUNT@") == page.npos);
}

TEST_CASE("markup in a report cannot leave the account's element") {
    CHECK(account_in(page_of(R"({"text":"</script><img src=x>","title":"<!--<script>"})")) ==
          R"({"text":"\u003c/script>\u003cimg src=x>","title":"\u003c!--\u003cscript>"})");
}

TEST_CASE("line separators are escaped, characters that begin with the same byte are not") {
    CHECK(account_in(page_of("\"a\u2028b\u2029c “d” €\"")) == "\"a\\u2028b\\u2029c “d” €\"");
}
