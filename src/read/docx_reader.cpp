// Documents of word processors (.docx, Office Open XML): a .zip whose word/document.xml has the paragraphs, and whose
// docProps/core.xml the properties. What was deleted under tracked changes is not read; notes, comments, headers and
// footers stand in files of their own and are left out. Other office documents are refused with a word on what to do.
#include <algorithm>
#include <sstream>

#include "read/archive.h"
#include "read/document.h"
#include "read/xml.h"
#include "text/ascii.h"
#include "text/sha256.h"

namespace recount {

using namespace std::string_view_literals;

namespace {

/// What the first name in a document of an office program or in an e-book begins with; both are a .zip inside.
constexpr std::string_view office_names[] = {"[Content_Types].xml"sv, "_rels/.rels"sv, "docProps/"sv, "word/"sv,
                                             "mimetypeapplication/"sv};

bool is_office_document(std::string_view head) {
    constexpr std::size_t name_at = 30;
    const std::string_view first = head.substr(std::min(name_at, head.size()));
    return head.starts_with("PK\x03\x04"sv) &&
           std::ranges::any_of(office_names, [&](std::string_view name) { return first.starts_with(name); });
}

/// The paragraphs of word/document.xml. Text boxes have paragraphs within a paragraph, and stand there twice: the
/// second time for old programs, which is passed over.
class ParagraphListener : public XmlListener {
public:
    explicit ParagraphListener(Document& document) : document_(document) {}

    bool is_too_long() const { return bytes_ > max_report_bytes; }

    void start(std::string_view name, const XmlAttributes& attributes) override {
        const std::string_view element = local_name(name);
        if (passed_over_ > 0 || element == "Fallback" || element == "del" || element == "moveFrom") {
            ++passed_over_;
        } else if (element == "p") {
            open_.emplace_back();
        } else if (open_.empty()) {
            return;
        } else if (element == "t") {
            is_text_ = true;
        } else if (element == "tab" || element == "br" || element == "cr") {
            add(" ");
        } else if (element == "noBreakHyphen") {
            add("-");
        } else if (element == "pStyle") {
            style(attributes.value("w:val"));
        } else if (element == "outlineLvl" && open_.back().kind == DocumentParagraph::Kind::paragraph &&
                   attributes.value("w:val") < "9"sv) {
            open_.back().kind = DocumentParagraph::Kind::heading;
        }
    }

    void end(std::string_view name) override {
        const std::string_view element = local_name(name);
        if (passed_over_ > 0)
            --passed_over_;
        else if (element == "t")
            is_text_ = false;
        else if (element == "p" && !open_.empty())
            end_paragraph();
    }

    void text(std::string_view text) override {
        if (is_text_ && passed_over_ == 0)
            add(text);
    }

    void reference(std::string_view) override {}

private:
    void add(std::string_view text) {
        bytes_ += text.size();
        if (!open_.empty() && !is_too_long())
            open_.back().text += text;
    }

    /// The built-in styles have the same ids in most languages' versions.
    void style(std::string_view id) {
        const std::string lowered = ascii_lowered(id);
        if (lowered == "title")
            open_.back().kind = DocumentParagraph::Kind::title;
        else if (lowered.starts_with("heading"))
            open_.back().kind = DocumentParagraph::Kind::heading;
    }

    void end_paragraph() {
        DocumentParagraph paragraph = std::move(open_.back());
        open_.pop_back();
        paragraph.text = without_blanks(paragraph.text);
        if (!paragraph.text.empty())
            document_.paragraphs.push_back(std::move(paragraph));
    }

    Document& document_;
    std::vector<DocumentParagraph> open_;
    bool is_text_ = false;
    std::size_t passed_over_ = 0;  // elements that are open within what is passed over, with it
    std::size_t bytes_ = 0;
};

/// The properties of docProps/core.xml. A document is often written over an older one, whose day of creation stays: the
/// day that it was last saved stands nearest to its being given out.
class PropertyListener : public XmlListener {
public:
    explicit PropertyListener(Document& document) : document_(document) {}

    void start(std::string_view, const XmlAttributes&) override { text_.clear(); }

    void end(std::string_view name) override {
        const std::string_view element = local_name(name);
        const std::string value(without_blanks(text_));
        if (element == "title")
            document_.title = value;
        else if (element == "creator")
            document_.author = value;
        else if (element == "created" && document_.published.empty())
            document_.published = value;
        else if (element == "modified")
            document_.published = document_.changed = value;
        text_.clear();
    }

    void text(std::string_view text) override {
        if (text_.size() < max_header_line_bytes)
            text_ += text;
    }
    void reference(std::string_view) override {}

private:
    Document& document_;
    std::string text_;
};

class DocxReader : public Reader {
public:
    bool reads_bytes() const override { return true; }

    bool recognises(std::string_view head) const override { return is_office_document(head); }

    void read(Input& input, const ReadWording& wording, ItemSink& sink) const override {
        std::string bytes;
        if (!input.take_all(bytes, max_document_bytes))
            return sink.problem({ProblemKind::too_large, {}, 0, max_document_bytes, {}});
        const std::string sha256 = sha256_hex(bytes);
        Input whole(input, make_stream_source(std::make_unique<std::istringstream>(std::move(bytes))));
        Document document;
        if (auto problem = read_entries(whole, document))
            return sink.problem(std::move(*problem));
        Item item = document_item(std::move(document), wording);
        if (item.text.empty())
            return sink.problem({ProblemKind::document_without_text, {}, 0, 0, {}});
        item.sha256 = sha256;
        sink.item(std::move(item));
    }

private:
    static std::optional<Problem> read_entries(Input& whole, Document& document) {
        Archive archive(whole, Archive::Kind::zip);
        bool has_document = false;
        for (;;) {
            const Archive::Step step = archive.next_entry();
            if (step == Archive::Step::end)
                break;
            if (step != Archive::Step::entry)
                return Problem{ProblemKind::archive_broken, {}, 0, archive.at(), archive.reason()};
            const std::string name = archive.facts().name;
            if (name != "word/document.xml" && name != "docProps/core.xml")
                continue;
            Input entry(whole, make_entry_source(archive, whole));
            if (auto problem =
                    name == "word/document.xml" ? read_paragraphs(entry, document) : read_properties(entry, document))
                return problem;
            has_document = has_document || name == "word/document.xml";
        }
        return has_document ? std::nullopt : std::optional(Problem{ProblemKind::office_document, {}, 0, 0, {}});
    }

    static std::optional<Problem> read_paragraphs(Input& entry, Document& document) {
        ParagraphListener listener(document);
        if (auto problem = XmlDocument(entry, listener).read())
            return entry.failure() ? entry.failure() : problem;
        return listener.is_too_long() ? std::optional(Problem{ProblemKind::too_large, {}, 0, max_report_bytes, {}})
                                      : std::nullopt;
    }

    /// Without its properties a document still is one.
    static std::optional<Problem> read_properties(Input& entry, Document& document) {
        PropertyListener listener(document);
        XmlDocument(entry, listener).read();
        const auto failure = entry.failure();
        return failure && failure->kind == ProblemKind::bomb ? failure : std::nullopt;
    }
};

}  // namespace

std::unique_ptr<Reader> make_docx_reader() {
    return std::make_unique<DocxReader>();
}

}  // namespace recount
