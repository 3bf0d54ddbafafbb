#include "read/html/linked_data.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <rapidjson/document.h>
#include <unordered_map>

namespace recount::html {

namespace {

using Value = rapidjson::Value;

/// No script of a real page is longer; beyond it, it is passed over.
constexpr std::size_t most_script_bytes = 4u << 20;

std::string_view text_of(const Value& value) {
    return value.IsString() ? std::string_view(value.GetString(), value.GetStringLength()) : std::string_view();
}

const Value* member(const Value& object, const char* name) {
    if (!object.IsObject())
        return nullptr;
    const auto found = object.FindMember(name);
    return found == object.MemberEnd() ? nullptr : &found->value;
}

std::string_view member_text(const Value& object, const char* name) {
    const Value* value = member(object, name);
    if (value && value->IsArray() && !value->Empty())
        value = &(*value)[0];
    return value ? text_of(*value) : std::string_view();
}

/// Everything that all scripts of a page say, as objects in the order they stand.
class LinkedData {
public:
    explicit LinkedData(const std::vector<std::string_view>& scripts) {
        for (const std::string_view script : scripts)
            if (script.size() <= most_script_bytes)
                parse(script);
        collect();
    }

    /// Those that describe this page.
    const std::vector<const Value*>& objects() const { return objects_; }

    /// The object that a reference {"@id": ...} points to; the object itself where it has more than the reference.
    const Value& resolved(const Value& object) const {
        if (!object.IsObject() || object.MemberCount() != 1)
            return object;
        const auto found = by_id_.find(member_text(object, "@id"));
        return found == by_id_.end() ? object : *found->second;
    }

private:
    void parse(std::string_view script) {
        std::string text(without_wrapping(script));
        blank_control_characters(text);
        const std::size_t first = text.find_first_of("{[");
        if (first == std::string::npos)
            return;
        constexpr unsigned flags = rapidjson::kParseIterativeFlag | rapidjson::kParseTrailingCommasFlag |
                                   rapidjson::kParseCommentsFlag | rapidjson::kParseStopWhenDoneFlag;
        auto document = std::make_unique<rapidjson::Document>();
        document->Parse<flags>(text.data() + first, text.size() - first);
        if (!document->HasParseError())
            documents_.push_back(std::move(document));
    }

    /// The script behind the marks that once kept old programs from reading it: "<!--", "<![CDATA[", either of them in
    /// a comment of its own line. What closes them stands behind the data, where nothing is read.
    static std::string_view without_wrapping(std::string_view script) {
        for (bool found = true; found;) {
            found = false;
            const std::size_t data = script.find_first_of("{[");
            for (const std::string_view mark : {"<![CDATA[", "<!--"})
                if (const std::size_t at = script.find(mark); at != std::string_view::npos && at <= data) {
                    script.remove_prefix(at + mark.size());
                    found = true;
                    break;
                }
        }
        return script;
    }

    /// Line ends and tabs within strings are no JSON, but common: they become blanks. Outside of them a line's end may
    /// close a comment.
    static void blank_control_characters(std::string& text) {
        bool in_string = false;
        for (std::size_t at = 0; at < text.size(); ++at) {
            if (text[at] == '"')
                in_string = !in_string;
            else if (text[at] == '\\' && in_string && at + 1 < text.size() && text[at + 1] >= ' ')
                ++at;
            else if (static_cast<unsigned char>(text[at]) < 0x20 && (in_string || text[at] != '\n'))
                text[at] = ' ';
        }
    }

    /// An object that stands within another one describes the page only where the property says so. All others, the
    /// members of lists, related stories and reviewed works, have titles and days of their own.
    static bool leads_to_page(std::string_view property) {
        static constexpr std::string_view known[] = {"@graph", "mainEntity", "mainEntityOfPage", "@list", "@set"};
        return std::find(std::begin(known), std::end(known), property) != std::end(known);
    }

    void collect() {
        struct Open {
            const Value* value;
            bool of_page;
        };
        std::vector<Open> open;
        for (auto document = documents_.rbegin(); document != documents_.rend(); ++document)
            open.push_back({document->get(), true});
        while (!open.empty()) {
            const auto [value, of_page] = open.back();
            open.pop_back();
            if (value->IsArray()) {
                for (rapidjson::SizeType i = value->Size(); i-- > 0;)
                    open.push_back({&(*value)[i], of_page});
            } else if (value->IsObject()) {
                if (of_page)
                    objects_.push_back(value);
                if (const std::string_view id = member_text(*value, "@id"); !id.empty() && value->MemberCount() > 1)
                    by_id_.try_emplace(id, value);
                for (auto inner = value->MemberEnd(); inner != value->MemberBegin();)
                    if ((--inner)->value.IsObject() || inner->value.IsArray())
                        open.push_back({&inner->value, of_page && leads_to_page(text_of(inner->name))});
            }
        }
    }

    std::vector<std::unique_ptr<rapidjson::Document>> documents_;
    std::vector<const Value*> objects_;
    std::unordered_map<std::string_view, const Value*> by_id_;
};

/// How much an object's type is trusted to describe a report: 0 most; nullopt when it describes none.
std::optional<std::size_t> report_rank(const Value& object, const std::vector<std::string>& types) {
    const Value* type = member(object, "@type");
    if (!type)
        return std::nullopt;
    std::optional<std::size_t> best;
    const auto look = [&](std::string_view name) {
        for (std::size_t rank = 0; rank < types.size(); ++rank)
            if (name.ends_with(types[rank]) && (!best || rank < *best))
                best = rank;
    };
    look(text_of(*type));
    if (type->IsArray())
        for (const Value& one : type->GetArray())
            look(text_of(one));
    return best;
}

class LinkedReportReader {
public:
    explicit LinkedReportReader(const LinkedData& data) : data_(data) {}

    LinkedReport read(const Value& object) const {
        LinkedReport report;
        report.headline = member_text(object, "headline");
        if (report.headline.empty())
            report.headline = member_text(object, "name");
        report.description = member_text(object, "description");
        report.body = member_text(object, "articleBody");
        report.published = member_text(object, "datePublished");
        if (report.published.empty())
            report.published = member_text(object, "dateCreated");
        report.modified = member_text(object, "dateModified");
        report.language = member_text(object, "inLanguage");
        report.address = address(object);
        if (const Value* publisher = member(object, "publisher"))
            add_names(*publisher, [&](std::string_view name) {
                if (report.outlet.empty())
                    report.outlet = name;
            });
        for (const char* maker : {"author", "creator"})
            if (const Value* author = member(object, maker); author && report.authors.empty())
                add_names(*author, [&](std::string_view name) { report.authors.emplace_back(name); });
        return report;
    }

private:
    static std::string address(const Value& object) {
        for (const char* name : {"url", "mainEntityOfPage", "@id"}) {
            std::string_view found = member_text(object, name);
            if (const Value* inner = member(object, name); found.empty() && inner)
                found = member_text(*inner, "@id");
            if (found.starts_with("http"))
                return std::string(found);
        }
        return {};
    }

    /// Names of a person or organisation: a text, an object, a reference, or a list of such.
    template <class Add>
    void add_names(const Value& value, Add add) const {
        if (value.IsArray()) {
            for (const Value& one : value.GetArray())
                add_name(one, add);
        } else {
            add_name(value, add);
        }
    }

    template <class Add>
    void add_name(const Value& value, Add add) const {
        if (!text_of(value).empty())
            return add(text_of(value));
        const Value& object = data_.resolved(value);
        if (const Value* name = member(object, "name")) {
            if (name->IsString())
                return add(text_of(*name));
            if (name->IsArray())
                for (const Value& one : name->GetArray())
                    if (one.IsString())
                        add(text_of(one));
        }
    }

    const LinkedData& data_;
};

}  // namespace

LinkedReport read_linked_data(const std::vector<std::string_view>& scripts, const std::vector<std::string>& types,
                              const std::vector<std::string>& page_types) {
    const LinkedData data(scripts);
    const Value* best = nullptr;
    const Value* page = nullptr;
    std::size_t best_merit = 0;
    for (const Value* object : data.objects()) {
        const auto rank = report_rank(*object, types);
        if (!rank) {
            if (!page && report_rank(*object, page_types) && !member_text(*object, "datePublished").empty())
                page = object;
            continue;
        }
        const std::size_t merit = 1 + (types.size() - *rank) + 8 * !member_text(*object, "headline").empty() +
                                  16 * !member_text(*object, "datePublished").empty() +
                                  32 * !member_text(*object, "articleBody").empty();
        if (merit > best_merit) {
            best_merit = merit;
            best = object;
        }
    }
    LinkedReport report = best ? LinkedReportReader(data).read(*best) : LinkedReport{};
    if (page) {
        report.page_published = member_text(*page, "datePublished");
        report.page_modified = member_text(*page, "dateModified");
    }
    return report;
}

}  // namespace recount::html
