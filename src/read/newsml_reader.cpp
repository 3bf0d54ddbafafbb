// IPTC NewsML-G2, as news agencies deliver it: one newsItem, or a newsMessage that holds many; and NITF by itself.
// Items that are no text (pictures, packages of links) are passed over, withdrawn ones are named and left out.
#include <algorithm>

#include "read/markup.h"
#include "read/news_item.h"
#include "read/reader.h"
#include "read/xml.h"
#include "text/ascii.h"
#include "text/sha256.h"

namespace recount {

using namespace std::string_view_literals;

namespace {

class NewsmlListener : public XmlListener {
public:
    NewsmlListener(const ReadWording& wording, ItemSink& sink) : wording_(wording), sink_(sink) {}

    void read(Input& input) {
        XmlDocument document(input, *this);
        document_ = &document;
        if (auto problem = document.read())
            return sink_.problem(std::move(*problem));
        if (number_ == 0)
            sink_.problem({ProblemKind::feed_empty, {}, 0, 0, {}});
        else if (passed_over_ > 0)
            sink_.problem({ProblemKind::items_passed_over, {}, 0, passed_over_, {}});
    }

    void start(std::string_view name, const XmlAttributes& attributes) override {
        path_.emplace_back(local_name(name));
        if (content_depth_ > 0)
            return markup_.start(name, attributes);
        const std::string& element = path_.back();
        if (item_depth_ == 0) {
            if (element == "newsItem" || element == "packageItem" || element == "nitf")
                start_item(element, attributes);
            if (element != "nitf")
                return;
        }
        if (element == "inlineXML" || element == "body.content" ||
            (element == "inlineData" && !is_packed(attributes))) {
            content_depth_ = path_.size();
            item_.content_is_text = attributes.value("contenttype").starts_with("text/plain");
            return;
        }
        if (element == "itemClass")
            is_text_ = class_of(attributes) == "text" || class_of(attributes) == "composite";
        else if (element == "pubStatus")
            is_withdrawn_ = class_of(attributes) != "usable" && !class_of(attributes).empty();
        else if (element == "language" && item_.language.empty())
            item_.language = attributes.value("tag");
        else if (element == "date.issue" && item_.date.empty())
            item_.date = attributes.value("norm");
        else if (element == "doc-id" && item_.id.empty())
            item_.id = attributes.value("id-string");
        text_.clear();
    }

    void end(std::string_view name) override {
        if (content_depth_ == path_.size())
            end_content();
        else if (content_depth_ > 0)
            markup_.end(name);
        else if (item_depth_ == path_.size())
            end_item();
        else if (item_depth_ > 0)
            end_field();
        path_.pop_back();
    }

    void text(std::string_view text) override {
        if (content_depth_ > 0 && item_.content_is_text)
            item_.content += text;
        else if (content_depth_ > 0)
            markup_.text(text);
        else if (text_.size() + text.size() <= max_report_bytes)
            text_ += text;
    }

    void reference(std::string_view name) override {
        if (content_depth_ > 0)
            markup_.reference(name);
    }

private:
    /// "text" of qcode="ninat:text".
    static std::string_view class_of(const XmlAttributes& attributes) {
        const std::string_view code = attributes.value("qcode");
        return code.substr(code.find(':') + 1);
    }

    static bool is_packed(const XmlAttributes& attributes) { return !attributes.value("encoding").empty(); }

    void start_item(std::string_view element, const XmlAttributes& attributes) {
        item_depth_ = path_.size();
        item_ = {};
        item_.number = ++number_;
        item_.id = attributes.value("guid");
        item_.language = attributes.value("xml:lang");
        is_text_ = element != "packageItem";
        is_withdrawn_ = false;
        document_->keep();
    }

    bool is_in(std::string_view element) const { return path_.size() > 1 && path_[path_.size() - 2] == element; }

    /// The first of each counts, but for authors.
    void end_field() {
        const std::string& element = path_.back();
        const std::string value(without_blanks(text_));
        if (value.empty())
            return;
        const auto set = [&](std::string& field) {
            if (field.empty())
                field = value;
        };
        if (element == "headline" || element == "hl1")
            set(item_.title);
        else if (element == "title")
            set(item_title_);
        else if (element == "by" || element == "byline" || (element == "name" && is_in("creator")) ||
                 element == "creditline")
            item_.authors.push_back(value);
        else if (element == "versionCreated")
            set(item_.date);
        else if (element == "description" || element == "abstract")
            set(item_.summary);
        text_.clear();
    }

    void end_content() {
        content_depth_ = 0;
        item_.content += markup_.take();
    }

    void end_item() {
        item_depth_ = 0;
        const std::string bytes = document_->kept();
        const bool stands_alone = number_ == 1 && path_.size() == 1;
        if (stands_alone)
            item_.number = 0;
        if (bytes.empty())
            return sink_.problem({ProblemKind::too_large, {}, 0, max_report_bytes, {}, item_label(item_.number)});
        if (is_withdrawn_)
            return sink_.problem({ProblemKind::item_withdrawn, {}, 0, 0, {}, item_label(item_.number)});
        if (!is_text_) {
            ++passed_over_;
            return;
        }
        item_.label = item_label(item_.number);
        item_.sha256 = sha256_hex(bytes);
        item_.summary_is_text = true;
        if (item_.title.empty())
            item_.title = std::exchange(item_title_, {});
        item_title_.clear();
        give_news_item(std::move(item_), wording_, sink_);
    }

    const ReadWording& wording_;
    ItemSink& sink_;
    XmlDocument* document_ = nullptr;
    std::vector<std::string> path_;  // the open elements
    NewsItem item_;
    std::string item_title_, text_;
    MarkupWriter markup_;
    bool is_text_ = true, is_withdrawn_ = false;
    std::uint64_t number_ = 0, passed_over_ = 0;
    std::size_t item_depth_ = 0, content_depth_ = 0;  // 0: none is open
};

class NewsmlReader : public Reader {
public:
    bool recognises(std::string_view head) const override {
        constexpr std::string_view roots[] = {"newsItem"sv, "newsMessage"sv, "packageItem"sv, "nitf"sv};
        return std::find(std::begin(roots), std::end(roots), local_name(xml_root(head).name)) != std::end(roots);
    }

    void read(Input& input, const ReadWording& wording, ItemSink& sink) const override {
        NewsmlListener(wording, sink).read(input);
    }
};

/// Any other XML is no report, and no text either.
class OtherXmlReader : public Reader {
public:
    bool recognises(std::string_view head) const override {
        const XmlRoot root = xml_root(head);
        return root.has_declaration && !root.name.empty() && local_name(root.name) != "html";
    }

    void read(Input& input, const ReadWording&, ItemSink& sink) const override {
        sink.problem({ProblemKind::xml_unknown, {}, 0, 0, std::string(xml_root(input.head()).name.substr(0, 100))});
    }
};

}  // namespace

std::unique_ptr<Reader> make_newsml_reader() {
    return std::make_unique<NewsmlReader>();
}

std::unique_ptr<Reader> make_other_xml_reader() {
    return std::make_unique<OtherXmlReader>();
}

}  // namespace recount
