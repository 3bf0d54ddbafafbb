// PDF documents: press releases, statements, printed pages. pdf_layout.h gives blocks and lines with their places; here
// they become paragraphs: lines that a block breaks are joined, so are paragraphs that a page or a column breaks; what
// stands at the head or foot of every page, and page numbers, are left out; large letters make a heading.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <sstream>

#include "read/document.h"
#include "read/pdf_layout.h"
#include "read/xml.h"
#include "text/ascii.h"
#include "text/sha256.h"
#include "text/utf8.h"

namespace recount {

namespace {

struct Place {
    double left = 0, top = 0, right = 0, bottom = 0;  // in points from the page's upper left corner
    double height() const { return bottom - top; }
};

struct PdfLine {
    Place place;
    std::string text;
};

struct PdfBlock {
    Place place;
    std::vector<PdfLine> lines;
};

struct PdfPage {
    double height = 0;
    std::vector<PdfBlock> blocks;
};

double number_in(const XmlAttributes& attributes, std::string_view name) {
    const std::string_view digits = attributes.value(name);
    double value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return std::isfinite(value) ? value : 0;
}

Place place_in(const XmlAttributes& attributes) {
    return {number_in(attributes, "xMin"), number_in(attributes, "yMin"), number_in(attributes, "xMax"),
            number_in(attributes, "yMax")};
}

/// Collects the pages and the document's properties.
class LayoutListener : public XmlListener {
public:
    Document document;
    std::vector<PdfPage> pages;

    void start(std::string_view name, const XmlAttributes& attributes) override {
        if (name == "meta")
            property(attributes.value("name"), attributes.value("content"));
        else if (name == "page")
            pages.push_back({number_in(attributes, "height"), {}});
        else if (name == "block" && !pages.empty())
            pages.back().blocks.push_back({place_in(attributes), {}});
        else if (name == "line" && !pages.empty() && !pages.back().blocks.empty())
            pages.back().blocks.back().lines.push_back({place_in(attributes), {}});
        text_.clear();
    }

    void end(std::string_view name) override {
        if (name == "title" && pages.empty())
            document.title = without_blanks(text_);
        else if (name == "word" && !pages.empty() && !pages.back().blocks.empty() &&
                 !pages.back().blocks.back().lines.empty()) {
            std::string& line = pages.back().blocks.back().lines.back().text;
            line.append(line.empty() ? "" : " ").append(text_);
        }
        text_.clear();
    }

    void text(std::string_view text) override { text_ += text; }
    void reference(std::string_view) override {}

private:
    void property(std::string_view name, std::string_view value) {
        if (name == "Author")
            document.author = without_blanks(value);
        else if (name == "Creator" || name == "Producer")
            document.program.append(value).append(" ");
        else if (name == "CreationDate")
            document.published = value;
        else if (name == "ModDate")
            document.changed = value;
    }

    std::string text_;
};

/// A line without digits and signs: the same for "Page 1 of 3" and "Page 2 of 3".
std::string without_numbers(std::string_view text) {
    std::string kept = folded(text);
    std::erase_if(kept, [](char c) { return c >= '0' && c <= '9'; });
    return kept;
}

/// Takes out what stands in the margin of several pages alike, and page numbers; of a web page that was printed all
/// that stands there, for its browser puts day, title and address there.
class MarginSweeper {
public:
    MarginSweeper(std::vector<PdfPage>& pages, bool is_printed) : pages_(pages), is_printed_(is_printed) {
        for (const PdfPage& page : pages)
            for (const PdfBlock& block : page.blocks)
                if (block.lines.size() == 1 && is_in_margin(page, block))
                    ++often_[key(page, block)];
    }

    void sweep() {
        for (PdfPage& page : pages_)
            std::erase_if(page.blocks, [&](const PdfBlock& block) {
                if (block.lines.size() != 1 || !is_in_margin(page, block))
                    return false;
                return is_printed_ || without_numbers(block.lines.front().text).empty() || often_[key(page, block)] > 1;
            });
    }

private:
    static constexpr double margin = 0.1;     // of the page's height, above and below
    static constexpr double same_height = 6;  // points

    static bool is_in_margin(const PdfPage& page, const PdfBlock& block) {
        return block.place.bottom < margin * page.height || block.place.top > (1 - margin) * page.height;
    }

    static std::pair<std::string, long> key(const PdfPage& page, const PdfBlock& block) {
        const bool is_head = block.place.bottom < page.height / 2;
        return {without_numbers(block.lines.front().text),
                is_head ? std::lround(block.place.top / same_height)
                        : -1 - std::lround((page.height - block.place.bottom) / same_height)};
    }

    std::vector<PdfPage>& pages_;
    bool is_printed_;
    std::map<std::pair<std::string, long>, int> often_;
};

/// The height of most letters.
double usual_height(const std::vector<PdfPage>& pages) {
    std::map<long, std::size_t> letters;  // by height in tenths of a point
    for (const PdfPage& page : pages)
        for (const PdfBlock& block : page.blocks)
            for (const PdfLine& line : block.lines)
                letters[std::lround(std::clamp(line.place.height(), 0.0, 1000.0) * 10)] += line.text.size();
    const auto most = std::ranges::max_element(letters, {}, [](const auto& one) { return one.second; });
    return most == letters.end() ? 0 : static_cast<double>(most->first) / 10;
}

bool ends_sentence(std::string_view text) {
    constexpr std::string_view marks[] = {".", "!", "?", ":", "\"", "”", "’", ")", "…"};
    return std::ranges::any_of(marks, [&](std::string_view mark) { return text.ends_with(mark); });
}

bool begins_small(std::string_view text) {
    if (text.empty())
        return false;
    std::size_t at = 0;
    const char32_t first = next_code_point(text, at);
    std::string letter;
    append_utf8(letter, first);
    return first >= 'a' && lowered_in_place(letter) == letter && !folded(letter).empty() &&
           !(first >= '0' && first <= '9');
}

class ParagraphMaker {
public:
    ParagraphMaker(const std::vector<PdfPage>& pages, double usual) : usual_(usual) {
        for (const PdfPage& page : pages)
            for (const PdfBlock& block : page.blocks)
                add_block(block);
    }

    std::vector<DocumentParagraph> take() {
        mark_title();
        return std::move(paragraphs_);
    }

private:
    static constexpr double larger = 1.15;  // letters of a heading, as times the usual ones

    void add_block(const PdfBlock& block) {
        for (std::size_t i = 0; i < block.lines.size(); ++i) {
            const PdfLine& line = block.lines[i];
            if (line.text.empty())
                continue;
            const bool begins = i == 0 ? !runs_on(line) : is_broken(block, block.lines[i - 1], line);
            if (begins || paragraphs_.empty())
                begin(line);
            else
                append(line.text);
        }
    }

    /// Whether a paragraph begins with `line` within its block: it is set in, the line before ends early with its
    /// sentence, or the letters are of another size.
    static bool is_broken(const PdfBlock& block, const PdfLine& before, const PdfLine& line) {
        const double height = line.place.height(), width = block.place.right - block.place.left;
        const bool is_set_in =
            line.place.left > block.place.left + height && before.place.left < block.place.left + height / 2;
        const bool ended_early =
            before.place.right < block.place.right - std::max(width / 6, 2 * height) && ends_sentence(before.text);
        return is_set_in || ended_early || !is_alike(before.place.height(), height);
    }

    static bool is_alike(double a, double b) { return std::abs(a - b) < 0.1 * std::max(a, b); }

    /// Whether a block goes on with the paragraph of the one before.
    bool runs_on(const PdfLine& line) const {
        return !paragraphs_.empty() && is_alike(heights_.back(), line.place.height()) &&
               !ends_sentence(paragraphs_.back().text) && begins_small(line.text);
    }

    void begin(const PdfLine& line) {
        const bool is_large = line.place.height() > larger * usual_;
        paragraphs_.push_back(
            {line.text, is_large ? DocumentParagraph::Kind::heading : DocumentParagraph::Kind::paragraph});
        heights_.push_back(line.place.height());
    }

    /// A word that the line's end breaks is joined.
    void append(std::string_view text) {
        constexpr std::string_view soft_hyphen = "\xC2\xAD";
        std::string& paragraph = paragraphs_.back().text;
        if (paragraph.ends_with(soft_hyphen))
            paragraph.resize(paragraph.size() - soft_hyphen.size());
        else if (paragraph.size() > 1 && paragraph.back() == '-' && paragraph[paragraph.size() - 2] != ' ' &&
                 begins_small(text))
            paragraph.pop_back();
        else
            paragraph += ' ';
        paragraph += text;
    }

    /// The heading with the largest letters is the title.
    void mark_title() {
        std::size_t largest = paragraphs_.size();
        for (std::size_t i = 0; i < paragraphs_.size(); ++i)
            if (paragraphs_[i].kind == DocumentParagraph::Kind::heading &&
                (largest == paragraphs_.size() || heights_[i] > heights_[largest]))
                largest = i;
        if (largest < paragraphs_.size())
            paragraphs_[largest].kind = DocumentParagraph::Kind::title;
    }

    double usual_;
    std::vector<DocumentParagraph> paragraphs_;
    std::vector<double> heights_;  // of the first line of each
};

class PdfReader : public Reader {
public:
    bool reads_bytes() const override { return true; }

    bool recognises(std::string_view head) const override { return head.starts_with("%PDF-"); }

    void read(Input& input, const ReadWording& wording, ItemSink& sink) const override {
        std::string bytes;
        if (!input.take_all(bytes, max_document_bytes))
            return sink.problem({ProblemKind::too_large, {}, 0, max_document_bytes, {}});
        auto layout = pdf_layout(bytes);
        if (const Problem* problem = std::get_if<Problem>(&layout))
            return sink.problem(*problem);
        LayoutListener listener;
        Input pages(input, make_stream_source(std::make_unique<std::istringstream>(std::get<std::string>(layout))),
                    {{}, "utf-8", {}});
        if (XmlDocument(pages, listener).read())
            return sink.problem({ProblemKind::pdf_broken, {}, 0, 0, "its text makes no sense"});
        MarginSweeper(listener.pages, is_printed(listener.document, wording)).sweep();
        Document document = std::move(listener.document);
        document.paragraphs = ParagraphMaker(listener.pages, usual_height(listener.pages)).take();
        Item item = document_item(std::move(document), wording);
        if (item.text.empty())
            return sink.problem({ProblemKind::document_without_text, {}, 0, 0, {}});
        if (item.text.size() > max_report_bytes)
            return sink.problem({ProblemKind::too_large, {}, 0, max_report_bytes, {}});
        item.sha256 = sha256_hex(bytes);
        sink.item(std::move(item));
    }
};

}  // namespace

std::unique_ptr<Reader> make_pdf_reader() {
    return std::make_unique<PdfReader>();
}

}  // namespace recount
