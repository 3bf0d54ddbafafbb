#include "read/markup.h"

#include <algorithm>
#include <array>
#include <utility>

namespace recount {

using namespace std::string_view_literals;

namespace {

/// NITF's elements in HTML's. "": its content alone; "-": passed over, for the container's metadata say it better.
constexpr std::array<std::pair<std::string_view, std::string_view>, 19> html_names{{
    {"html"sv, ""sv},
    {"body"sv, ""sv},
    {"nitf"sv, ""sv},
    {"body.head"sv, ""sv},
    {"body.content"sv, ""sv},
    {"body.end"sv, ""sv},
    {"block"sv, "div"sv},
    {"hl2"sv, "h2"sv},
    {"dateline"sv, "p"sv},
    {"tagline"sv, "p"sv},
    {"media"sv, "figure"sv},
    {"media-caption"sv, "figcaption"sv},
    {"head"sv, "-"sv},
    {"hedline"sv, "-"sv},
    {"byline"sv, "-"sv},
    {"distributor"sv, "-"sv},
    {"media-metadata"sv, "-"sv},
    {"media-reference"sv, "-"sv},
    {"media-producer"sv, "-"sv},
}};

constexpr std::string_view void_names[] = {"br"sv, "img"sv, "hr"sv, "wbr"sv, "input"sv, "link"sv, "meta"sv, "source"sv};

std::string_view html_name(std::string_view name) {
    const auto found =
        std::find_if(html_names.begin(), html_names.end(), [&](auto& pair) { return pair.first == name; });
    return found == html_names.end() ? name : found->second;
}

bool is_void(std::string_view name) {
    return std::find(std::begin(void_names), std::end(void_names), name) != std::end(void_names);
}

}  // namespace

void append_escaped(std::string& markup, std::string_view text) {
    for (const char c : text)
        if (c == '&')
            markup += "&amp;";
        else if (c == '<')
            markup += "&lt;";
        else if (c == '>')
            markup += "&gt;";
        else if (c == '"')
            markup += "&quot;";
        else
            markup += c;
}

void MarkupWriter::start(std::string_view name, const XmlAttributes& attributes) {
    const std::string_view tag = html_name(local_name(name));
    if (passed_over_ > 0 || tag == "-") {
        ++passed_over_;
        return;
    }
    open_.emplace_back(tag);
    if (tag.empty())
        return;
    markup_.append("<").append(tag);
    attributes.each([&](std::string_view attribute, std::string_view value) {
        if (attribute.find(':') != std::string_view::npos)
            return;
        markup_.append(" ").append(attribute).append("=\"");
        append_escaped(markup_, value);
        markup_ += '"';
    });
    markup_ += '>';
}

void MarkupWriter::end(std::string_view) {
    if (passed_over_ > 0) {
        --passed_over_;
        return;
    }
    if (open_.empty())
        return;
    const std::string tag = std::move(open_.back());
    open_.pop_back();
    if (!tag.empty() && !is_void(tag))
        markup_.append("</").append(tag).append(">");
}

void MarkupWriter::text(std::string_view text) {
    if (passed_over_ == 0)
        append_escaped(markup_, text);
}

void MarkupWriter::reference(std::string_view name) {
    if (passed_over_ == 0)
        markup_.append("&").append(name).append(";");
}

std::string MarkupWriter::take() {
    open_.clear();
    passed_over_ = 0;
    return std::exchange(markup_, {});
}

}  // namespace recount
