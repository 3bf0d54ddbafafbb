#include "read/html/page.h"

#include <algorithm>
#include <array>

#include "read/encoding.h"
#include "read/html/article.h"
#include "read/html/flow.h"
#include "read/html/lean.h"
#include "read/html/linked_data.h"
#include "read/html/metadata.h"
#include "read/html/tree.h"
#include "text/sha256.h"

namespace recount::html {

namespace {

using namespace std::string_view_literals;

/// What a page, or a piece of one, begins with.
constexpr std::array page_starts{"!doctype html"sv, "html"sv,  "head"sv, "body"sv, "article"sv, "main"sv,
                                 "section"sv,       "div"sv,   "p"sv,    "h1"sv,   "title"sv,   "meta"sv,
                                 "script"sv,        "style"sv, "link"sv, "base"sv, "table"sv,   "span"sv};

std::string_view without_blanks_ahead(std::string_view head) {
    return head.substr(std::min(head.find_first_not_of(" \t\r\n\f"), head.size()));
}

bool begins_with_tag(std::string_view head, std::string_view name) {
    if (head.size() <= name.size() + 1 || head[0] != '<')
        return false;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = head[i + 1];
        if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c) != name[i])
            return false;
    }
    return " \t\r\n\f/>"sv.find(head[name.size() + 1]) != std::string_view::npos;
}

}  // namespace

bool is_page(std::string_view head) {
    head = without_blanks_ahead(head);
    bool is_xml = false;
    for (;;) {
        std::size_t end = std::string_view::npos;
        if (head.starts_with("<!--"))
            end = head.find("-->");
        else if (head.starts_with("<?xml")) {
            is_xml = true;
            end = head.find("?>");
        } else
            break;
        if (end == std::string_view::npos)
            return false;
        head = without_blanks_ahead(head.substr(std::min(end + 3, head.size())));
    }
    if (is_xml)
        return begins_with_tag(head, "html") || begins_with_tag(head, "!doctype html");
    return std::any_of(page_starts.begin(), page_starts.end(),
                       [&](std::string_view name) { return begins_with_tag(head, name); });
}

namespace {

class HtmlReader : public Reader {
public:
    bool recognises(std::string_view head) const override { return is_page(head); }

    void read(Input& input, const ReadWording& wording, ItemSink& sink) const override {
        std::string bytes;
        if (!input.take_all(bytes, max_report_bytes))
            return sink.problem({ProblemKind::too_large, {}, 0, max_report_bytes, {}});
        read_page_bytes(bytes, {input.fetched().address, input.fetched().charset, 0}, wording, sink);
    }
};

}  // namespace

Item read_page(std::string_view page, std::string_view address, const ReadWording& wording) {
    thread_local Arena arena;
    arena.clear();
    LeanPage lean = make_lean(page);
    const LinkedReport linked =
        read_linked_data(lean.linked_data, wording.pages.report_types, wording.pages.page_types);
    const Tree tree(std::move(lean), arena);
    const Flow flow = make_flow(tree, wording.pages.marks);
    const PageStatements statements(tree, linked, wording.pages);
    Article article = find_article(tree, flow, {statements.titles(), linked.body}, wording.pages.passages);
    Metadata metadata = statements.metadata(article, address, wording.lexicon, wording.second_levels);

    Item item;
    item.head_lines = PageStatements::credit_lines(article, metadata.outlet.value, wording.lexicon);
    item.tail_lines.assign(article.tail_lines.begin(), article.tail_lines.end());
    item.title = std::move(metadata.title.value);
    item.description = std::move(metadata.description.value);
    item.outlet = std::move(metadata.outlet.value);
    item.date_publish = std::move(metadata.published.value);
    item.date_modified = std::move(metadata.modified.value);
    item.language = std::move(metadata.language.value);
    item.url = std::move(metadata.address.value);
    item.authors = std::move(metadata.authors);
    item.image_credits.assign(article.image_credits.begin(), article.image_credits.end());
    item.origins = {metadata.title.origin,    metadata.description.origin, metadata.outlet.origin,
                    metadata.authors_origin,  metadata.published.origin,   metadata.modified.origin,
                    metadata.language.origin, metadata.address.origin};
    item.text = std::move(article.text);
    item.blocks = std::move(article.blocks);
    return item;
}

void read_page_bytes(std::string_view bytes, const PageSource& source, const ReadWording& wording, ItemSink& sink) {
    const Encoding encoding = page_encoding(bytes, source.charset);
    bool damaged = false;
    const auto page = decoded(bytes, encoding.name, damaged);
    if (!page)
        return sink.problem({ProblemKind::binary, {}, source.number, 0, std::string(encoding.name)});
    if (auto remark = encoding_remark(encoding, damaged)) {
        remark->line = source.number;
        sink.problem(std::move(*remark));
    }
    Item item = read_page(*page, source.address, wording);
    if (item.text.empty())
        return sink.problem({ProblemKind::page_without_report, {}, source.number, 0, {}});
    item.number = source.number;
    item.sha256 = sha256_hex(bytes);
    sink.item(std::move(item));
}

}  // namespace recount::html

namespace recount {

std::unique_ptr<Reader> make_html_reader() {
    return std::make_unique<html::HtmlReader>();
}

}  // namespace recount
