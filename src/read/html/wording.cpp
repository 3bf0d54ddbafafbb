#include "read/html/wording.h"

#include <algorithm>

namespace recount::html {

PageWording::PageWording(const Codebook& codebook)
    : marks(codebook.file("pages")), passages(codebook.file("passages")) {
    const CodebookNode file = codebook.file("pages");
    const CodebookNode metadata = file.table("metadata");
    static constexpr std::array<const char*, statement_count> statements{
        "title", "description", "outlet", "publisher", "authors", "published", "modified", "language", "address"};
    for (std::size_t which = 0; which < statement_count; ++which) {
        std::uint16_t rank = 0;
        for (const std::string& name : metadata.texts(statements[which]))
            if (!meta_names.try_emplace(name, MetaName{static_cast<Statement>(which), rank++}).second)
                throw metadata.error("'" + name + "' stands in two lists");
    }
    title_joints = metadata.texts("title_joints");
    for (const bool tells_change : {false, true})
        for (const std::string& word : metadata.texts(tells_change ? "modified_words" : "published_words"))
            if (!word.empty())
                time_words[static_cast<unsigned char>(word.front())].push_back({word, tells_change});
    report_types = metadata.texts("report_types");
    page_types = metadata.texts("page_types");
    byline_starts = metadata.texts("byline_starts");
    name_joints = metadata.texts("name_joints");
    no_authors = metadata.texts("no_authors");
    clock_words = metadata.texts("clock_words");
    const CodebookNode zone_table = file.table("zones");
    for (const std::string& zone : zone_table.keys())
        zones.emplace_back(zone, zone_table.text(zone));
    std::stable_sort(zones.begin(), zones.end(),
                     [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
    std::stable_sort(byline_starts.begin(), byline_starts.end(),
                     [](const auto& a, const auto& b) { return a.size() > b.size(); });
}

}  // namespace recount::html
