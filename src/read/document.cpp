#include "read/document.h"

#include <algorithm>

#include "text/utf8.h"

namespace recount {

namespace {

using Kind = DocumentParagraph::Kind;

constexpr std::size_t head_paragraphs = 12;  // within which a headline stands

bool contains_any(std::string_view lowered, const std::vector<std::string>& phrases) {
    return std::ranges::any_of(
        phrases, [&](const std::string& phrase) { return lowered.find(phrase) != std::string_view::npos; });
}

std::size_t count_words(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count(text, ' ')) + (text.empty() ? 0 : 1);
}

/// "release-final.docx": one word with an ending.
bool is_file_name(std::string_view title) {
    const std::size_t dot = title.rfind('.');
    return dot != std::string_view::npos && title.find(' ') == std::string_view::npos && title.size() - dot <= 6;
}

class HeadlineFinder {
public:
    HeadlineFinder(const Document& document, const ReadWording& wording) : document_(document) {
        const std::string lowered = lowered_in_place(document.title);
        is_stated_ = count_words(document.title) > 1 && !is_file_name(document.title) &&
                     !contains_any(lowered, wording.document_not_titles);
        if (document.paragraphs.size() > 1)  // else it is the report
            head_end_ = std::min(document.paragraphs.size(), head_paragraphs);
    }

    /// The paragraph that is the headline; the number of paragraphs where none is.
    std::size_t find() const {
        const std::string stated = folded(document_.title);
        if (is_stated_)
            if (const auto same = first([&](const auto& one) { return folded(one.text) == stated; }))
                return *same;
        for (const Kind kind : {Kind::title, Kind::heading})
            if (const auto found =
                    first([&](const auto& one) { return one.kind == kind && count_words(one.text) > 2; }))
                return *found;
        return document_.paragraphs.size();
    }

    bool is_stated() const { return is_stated_; }

private:
    template <class Matches>
    std::optional<std::size_t> first(const Matches& matches) const {
        for (std::size_t i = 0; i < head_end_; ++i)
            if (matches(document_.paragraphs[i]))
                return i;
        return std::nullopt;
    }

    const Document& document_;
    bool is_stated_ = false;
    std::size_t head_end_ = 0;
};

}  // namespace

bool is_printed(const Document& document, const ReadWording& wording) {
    return contains_any(lowered_in_place(document.program), wording.document_printers);
}

Item document_item(Document document, const ReadWording& wording) {
    Item item;
    const HeadlineFinder finder(document, wording);
    const std::size_t headline = finder.find();
    if (headline < document.paragraphs.size())
        item.title = document.paragraphs[headline].text;
    else if (finder.is_stated())
        item.title = document.title;
    for (std::size_t i = 0; i < document.paragraphs.size(); ++i) {
        const DocumentParagraph& paragraph = document.paragraphs[i];
        if (i == headline || paragraph.text.empty())
            continue;
        if (!item.text.empty())
            item.text += "\n\n";
        const auto start = static_cast<std::uint32_t>(item.text.size());
        item.text += paragraph.text;
        if (paragraph.kind != Kind::paragraph)
            item.marked.push_back({{start, static_cast<std::uint32_t>(item.text.size())},
                                   BlockKind::heading,
                                   false,
                                   {},
                                   {},
                                   std::nullopt,
                                   {}});
    }
    if (count_words(document.author) > 1)  // else it is who was logged in
        item.authors.push_back(std::move(document.author));
    if (!is_printed(document, wording)) {
        item.date_publish = std::move(document.published);
        item.date_modified = std::move(document.changed);
    }
    return item;
}

}  // namespace recount
