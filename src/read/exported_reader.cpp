// The lines that `recount export` writes (show/json.h): a report as it stands in a store, whole, so that nothing is
// left to be found in its words. It keeps the fingerprint of the bytes that it was first read from. Each line begins
// with
// {"recount_report":1; the members that other programs read are those of `recount extract`, and what else makes the
// report is in "marks", whose places count the code points of title, blank line and text.
#include <rapidjson/document.h>

#include <algorithm>

#include "read/reader.h"
#include "text/utf8.h"

namespace recount {

namespace {

constexpr std::string_view beginning = "{\"recount_report\":1,";

/// A line that is none that Recount wrote.
struct NotExported {};

using Value = rapidjson::Value;

void require(bool holds) {
    if (!holds)
        throw NotExported{};
}

const Value* member(const Value& object, const char* name) {
    const auto found = object.FindMember(name);
    return found == object.MemberEnd() || found->value.IsNull() ? nullptr : &found->value;
}

std::string text_of(const Value& value) {
    require(value.IsString());
    std::string text(value.GetString(), value.GetStringLength());
    require(!first_invalid_utf8(text));
    return text;
}

std::string text(const Value& object, const char* name) {
    const Value* value = member(object, name);
    return value ? text_of(*value) : std::string();
}

std::vector<std::string> texts(const Value& object, const char* name) {
    std::vector<std::string> list;
    if (const Value* value = member(object, name)) {
        require(value->IsArray());
        for (const Value& one : value->GetArray())
            list.push_back(text_of(one));
    }
    return list;
}

bool flag(const Value& object, const char* name) {
    const Value* value = member(object, name);
    require(!value || value->IsBool());
    return value && value->GetBool();
}

std::optional<Day> day(const Value& object, const char* name) {
    const Value* value = member(object, name);
    if (!value)
        return std::nullopt;
    const auto day = parse_iso_day(text_of(*value));
    require(day.has_value());
    return day;
}

/// The value of an enumeration whose name it is, from those up to `last`.
template <class Enum>
Enum named(const std::string& name, Enum last) {
    for (std::size_t i = 0; i <= static_cast<std::size_t>(last); ++i)
        if (name_of(static_cast<Enum>(i)) == name)
            return static_cast<Enum>(i);
    throw NotExported{};
}

/// Where each code point of a text begins, and its end.
class Bytes {
public:
    explicit Bytes(std::string_view content) {
        for (std::size_t at = 0; at < content.size(); next_code_point(content, at))
            starts_.push_back(static_cast<std::uint32_t>(at));
        starts_.push_back(static_cast<std::uint32_t>(content.size()));
    }

    /// [start, end] in code points; nothing where it is not there.
    std::optional<Span> span(const Value& object, const char* name) const {
        const Value* value = member(object, name);
        if (!value)
            return std::nullopt;
        require(value->IsArray() && value->Size() == 2 && (*value)[0].IsUint() && (*value)[1].IsUint());
        const std::uint32_t start = (*value)[0].GetUint(), end = (*value)[1].GetUint();
        require(start <= end && end < starts_.size());
        return Span{starts_[start], starts_[end]};
    }

private:
    std::vector<std::uint32_t> starts_;
};

void read_origins(const Value& object, Origins& origins) {
    const Value* stated = member(object, "origins");
    if (!stated)
        return;
    require(stated->IsObject());
    const std::pair<const char*, Origin Origins::*> fields[] = {{"title", &Origins::title},
                                                                {"description", &Origins::description},
                                                                {"outlet", &Origins::outlet},
                                                                {"authors", &Origins::authors},
                                                                {"date_publish", &Origins::published},
                                                                {"date_modified", &Origins::modified},
                                                                {"language", &Origins::language},
                                                                {"url", &Origins::url}};
    for (const auto& [name, field] : fields)
        origins.*field = named(text(*stated, name), Origin::text);
}

void read_marks(const Value& object, Report& report) {
    const Value* marks = member(object, "marks");
    require(marks && marks->IsObject());
    const Bytes bytes(report.content);
    report.published = day(*marks, "published");
    report.published_span = bytes.span(*marks, "published_at");
    if (const Value* minute = member(*marks, "published_minute")) {
        require(minute->IsInt());
        report.published_minute = minute->GetInt();
    }
    const Value* blocks = member(*marks, "blocks");
    require(blocks && blocks->IsArray());
    for (const Value& one : blocks->GetArray()) {
        require(one.IsObject());
        const auto span = bytes.span(one, "at");
        const std::uint32_t before = report.blocks.empty() ? 0 : report.blocks.back().span.end;
        require(span && !span->empty() && span->start >= before);
        report.blocks.push_back({*span, named(text(one, "kind"), BlockKind::furniture), flag(one, "repeated"),
                                 text(one, "author"), bytes.span(one, "author_at").value_or(Span()), day(one, "date"),
                                 bytes.span(one, "date_at").value_or(Span())});
    }
}

Report report_of(const Value& object) {
    Report report;
    report.sha256 = text(object, "sha256");
    require(report.sha256.size() == 64 && report.sha256.find_first_not_of("0123456789abcdef") == std::string::npos);
    report.content = text(object, "title");
    if (!report.content.empty())
        report.content += "\n\n";
    report.text_start = static_cast<std::uint32_t>(report.content.size());
    report.content += text(object, "text");
    report.is_summary = flag(object, "summary");
    report.url = text(object, "url");
    report.source_domain = text(object, "source_domain");
    report.description = text(object, "description");
    report.language = text(object, "language");
    report.language_stated = text(object, "language_stated");
    report.language_reason = text(object, "language_reason");
    report.date_publish = text(object, "date_publish");
    report.date_modified = text(object, "date_modified");
    report.date_fetched = text(object, "date_fetched");
    report.outlet = text(object, "outlet");
    report.authors = texts(object, "authors");
    report.image_credits = texts(object, "image_credits");
    report.agencies = texts(object, "agencies");
    read_origins(object, report.origins);
    read_marks(object, report);
    return report;
}

class ExportedReader : public Reader {
public:
    bool recognises(std::string_view head) const override { return head.starts_with(beginning); }

    void read(Input& input, const ReadWording&, ItemSink& sink) const override {
        std::string line;
        for (std::uint64_t number = 1;; ++number) {
            const Input::Line state = input.take_line(line, max_report_bytes);
            if (state == Input::Line::none)
                return;
            if (state == Input::Line::too_long)
                sink.problem({ProblemKind::too_large, {}, number, max_report_bytes, {}});
            else if (!line.empty())
                read_line(line, number, sink);
        }
    }

private:
    static void read_line(const std::string& line, std::uint64_t number, ItemSink& sink) {
        rapidjson::Document json;
        json.Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag>(line.data(), line.size());
        try {
            require(!json.HasParseError() && json.IsObject() && line.starts_with(beginning));
            Item item;
            item.number = number;
            item.id = text(json, "id");
            item.text = text(json, "text");
            item.exported = report_of(json);
            item.sha256 = item.exported->sha256;
            sink.item(std::move(item));
        } catch (const NotExported&) {
            sink.problem({ProblemKind::json_not_report, {}, number, 0, "not what recount export writes"});
        }
    }
};

}  // namespace

std::unique_ptr<Reader> make_exported_reader() {
    return std::make_unique<ExportedReader>();
}

}  // namespace recount
