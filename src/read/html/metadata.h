// What a page states about its report: headline, standfirst, outlet, authors, times, language, address. Pages say the
// same thing in up to six places; of each statement the most trusted place counts, and it is kept where it was read:
// linked data, OpenGraph, other <meta>, microdata, <time>, the words at the report's head, the page's address.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "read/html/article.h"
#include "read/html/linked_data.h"
#include "read/html/outlet_name.h"
#include "read/html/stated_times.h"
#include "read/html/tree.h"
#include "read/html/wording.h"
#include "read/pattern.h"
#include "report/report.h"

namespace recount::html {

struct Metadata {
    StatedValue title, description, outlet, published, modified, language, address;  // times in ISO 8601
    std::vector<std::string> authors;
    Origin authors_origin = Origin::none;
};

/// What stands in the page's head and its elements, without the words of the report.
class PageStatements {
public:
    PageStatements(const Tree& tree, const LinkedReport& linked, const PageWording& wording);

    /// The titles that the page's metadata give, whole and the longer ones' parts, some with the outlet's name behind
    /// them: good enough to find the headline with. Views into this and what it was made from.
    std::vector<std::string_view> titles() const;

    /// All, once the report is found. `address` is where the page was fetched from, or empty.
    Metadata metadata(const Article& article, std::string_view address, const Lexicon& lexicon,
                      const std::vector<std::string>& second_levels) const;

    /// The lines around the headline that may credit someone, names that the page glues together parted.
    static std::vector<std::string> credit_lines(const Article& article, std::string_view outlet,
                                                 const Lexicon& lexicon);

private:
    struct Found {
        std::string_view value;
        Origin origin = Origin::none;
        std::uint16_t rank = 0xFFFF;
    };

    using Rows = std::vector<Found>;  // by rank

    void look_at_meta(std::uint32_t node);
    bool is_named_outlet(std::string_view words) const;
    void take_times(const Article& article, StatedTimes& times) const;
    void settle_times(const Article& article, const Lexicon& lexicon, Metadata& out) const;
    StatedValue outlet(const Article& article, const Site& site) const;
    void look_at_item(std::uint32_t node, std::string_view property);

    const Tree& tree_;
    const LinkedReport& linked_;
    const PageWording& wording_;
    std::array<Found, statement_count> meta_;
    Rows meta_published_, meta_modified_, meta_outlets_, meta_publishers_;
    std::vector<std::string_view> meta_authors_;
    std::string document_title_;
    std::string_view canonical_, html_language_;
    std::string item_published_, item_modified_, item_headline_, item_outlet_, item_publication_;
    std::vector<std::string> item_authors_;
};

}  // namespace recount::html
