// Feeds: RSS (0.9x, 1.0, 2.0) and Atom (RFC 4287). Each item is a report: its full content where the feed gives that,
// else its summary, which is marked as one.
#include <algorithm>
#include <array>

#include "read/markup.h"
#include "read/news_item.h"
#include "read/reader.h"
#include "read/xml.h"
#include "text/ascii.h"
#include "text/sha256.h"

namespace recount {

using namespace std::string_view_literals;

namespace {

enum class Field {
    none,
    id,
    title,
    link,
    first_link,  // before a service that counts clicks put its own in
    date,
    changed,
    author,
    summary,
    content,
    language
};

struct Known {
    std::string_view name;
    Field field;
};

/// Elements of an item or entry. Those with a prefix come from other vocabularies (content, Dublin Core), which go by
/// these prefixes everywhere.
constexpr std::array<Known, 17> known_fields{{
    {"guid"sv, Field::id},
    {"id"sv, Field::id},
    {"title"sv, Field::title},
    {"link"sv, Field::link},
    {"feedburner:origLink"sv, Field::first_link},
    {"pubDate"sv, Field::date},
    {"published"sv, Field::date},
    {"issued"sv, Field::date},
    {"dc:date"sv, Field::date},
    {"updated"sv, Field::changed},
    {"author"sv, Field::author},
    {"dc:creator"sv, Field::author},
    {"description"sv, Field::summary},
    {"summary"sv, Field::summary},
    {"content:encoded"sv, Field::content},
    {"content"sv, Field::content},
    {"dc:language"sv, Field::language},
}};

class FeedListener : public XmlListener {
public:
    FeedListener(const ReadWording& wording, ItemSink& sink) : wording_(wording), sink_(sink) {}

    void read(Input& input) {
        XmlDocument document(input, *this);
        document_ = &document;
        if (auto problem = document.read())
            sink_.problem(std::move(*problem));
        else if (number_ == 0)
            sink_.problem({ProblemKind::feed_empty, {}, 0, 0, {}});
    }

    void start(std::string_view name, const XmlAttributes& attributes) override {
        ++depth_;
        if (field_depth_ > 0)
            return start_within_field(name, attributes);
        if (depth_ == 1)
            own_prefix_ = name.substr(0, name.size() - local_name(name).size());
        if (const auto language = attributes.value("xml:lang"); !language.empty() && item_depth_ == 0)
            feed_.language = language;
        const std::string_view own = own_name(name);
        if (item_depth_ == 0 && (own == "item" || own == "entry")) {
            item_ = feed_;
            item_.number = ++number_;
            item_depth_ = depth_;
            document_->keep();
            return;
        }
        if (item_depth_ == 0 ? own == "language" : depth_ == item_depth_ + 1)
            start_field(own, attributes);
    }

    void end(std::string_view name) override {
        if (field_depth_ == depth_)
            end_field();
        else if (field_depth_ > 0)
            end_within_field(name);
        else if (item_depth_ == depth_)
            end_item();
        --depth_;
    }

    void text(std::string_view text) override {
        if (field_depth_ == 0)
            return;
        if (is_markup_)
            markup_.text(text);
        else if (takes_text_ && text_.size() + text.size() <= max_report_bytes)
            text_ += text;
    }

    void reference(std::string_view name) override {
        if (is_markup_)
            markup_.reference(name);
        else
            text("&" + std::string(name) + ";");
    }

private:
    /// The name without the prefix that all elements of this feed bear.
    std::string_view own_name(std::string_view name) const {
        return !own_prefix_.empty() && own_prefix_ != "rdf:" && name.starts_with(own_prefix_)
                   ? name.substr(own_prefix_.size())
                   : name;
    }

    void start_field(std::string_view name, const XmlAttributes& attributes) {
        if (item_depth_ == 0) {
            field_ = Field::language;
        } else {
            const auto known = std::find_if(known_fields.begin(), known_fields.end(),
                                            [&](const Known& one) { return one.name == name; });
            if (known == known_fields.end())
                return;
            field_ = known->field;
        }
        const std::string_view type = attributes.value("type"), href = attributes.value("href");
        if (field_ == Field::link && !href.empty()) {
            const std::string_view relation = attributes.value("rel");
            if (item_.url.empty() && (relation.empty() || relation == "alternate"))
                item_.url = href;
            return;
        }
        field_depth_ = depth_;
        is_markup_ = type == "xhtml";
        is_plain_ = type == "text" || (type.empty() && (name == "summary" || name == "content"));
        is_address_ = attributes.value("isPermaLink") != "false";
        takes_text_ = true;
        text_.clear();
    }

    void start_within_field(std::string_view name, const XmlAttributes& attributes) {
        if (is_markup_)
            markup_.start(name, attributes);
        else if (field_ == Field::author)
            takes_text_ = local_name(name) == "name";  // and not the author's mail or page, which stand beside it
    }

    void end_within_field(std::string_view name) {
        if (is_markup_)
            markup_.end(name);
        else if (field_ == Field::author)
            takes_text_ = false;
    }

    void end_field() {
        const bool is_markup = is_markup_;
        std::string value = is_markup ? markup_.take() : std::exchange(text_, {});
        field_depth_ = 0;
        is_markup_ = false;
        if (field_ != Field::content && field_ != Field::summary)
            value = std::string(without_blanks(value));
        if (value.empty())
            return;
        switch (field_) {
        case Field::id:
            item_.id = value;
            if (item_.url.empty() && is_address_ && value.starts_with("http"))
                item_.url = value;
            break;
        case Field::title:
            item_.title = value;
            item_.title_is_markup = !is_plain_;
            break;
        case Field::link: item_.url = value; break;
        case Field::first_link: item_.url = value; break;
        case Field::date: item_.date = value; break;
        case Field::changed:
            if (item_.date.empty())
                item_.date = value;
            break;
        case Field::author: item_.authors.push_back(value); break;
        case Field::summary:
            item_.summary = std::move(value);
            item_.summary_is_text = is_plain_ && !is_markup;
            break;
        case Field::content:
            item_.content = std::move(value);
            item_.content_is_text = is_plain_ && !is_markup;
            break;
        case Field::language: (item_depth_ == 0 ? feed_ : item_).language = value; break;
        case Field::none: break;
        }
    }

    void end_item() {
        item_depth_ = 0;
        const std::string bytes = document_->kept();
        if (bytes.empty())
            return sink_.problem({ProblemKind::too_large, {}, 0, max_report_bytes, {}, item_label(number_)});
        item_.label = item_label(number_);
        item_.sha256 = sha256_hex(bytes);
        if (item_.id.empty())
            item_.id = item_.url;
        give_news_item(std::move(item_), wording_, sink_);
    }

    const ReadWording& wording_;
    ItemSink& sink_;
    XmlDocument* document_ = nullptr;
    std::string own_prefix_;
    NewsItem feed_, item_;  // what the feed says of all its items; the item that is being read
    std::uint64_t number_ = 0;
    std::size_t depth_ = 0, item_depth_ = 0, field_depth_ = 0;  // 0: none is open
    Field field_ = Field::none;
    bool takes_text_ = true;
    bool is_markup_ = false, is_plain_ = false, is_address_ = false;
    std::string text_;
    MarkupWriter markup_;
};

class FeedReader : public Reader {
public:
    bool recognises(std::string_view head) const override {
        const std::string_view name = local_name(xml_root(head).name);
        return name == "rss" || name == "feed" || name == "RDF";
    }

    void read(Input& input, const ReadWording& wording, ItemSink& sink) const override {
        FeedListener(wording, sink).read(input);
    }
};

}  // namespace

std::unique_ptr<Reader> make_feed_reader() {
    return std::make_unique<FeedReader>();
}

}  // namespace recount
