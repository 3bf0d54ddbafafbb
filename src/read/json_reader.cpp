// JSON as news-please writes it, or as news agencies deliver it in IPTC's ninjs (1.x to 3.x): one object, a list of
// objects, or an object a line. Only the fields of a report are kept, whatever else an object holds is passed over.
// RapidJSON does the parsing, without recursion, so that depth cannot hurt.
#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include "read/encoding.h"
#include "read/news_item.h"
#include "read/reader.h"
#include "text/sha256.h"

namespace recount {

namespace {

using namespace std::string_view_literals;

constexpr std::string_view blanks = " \t\r\n"sv;

bool is_blank(std::string_view text) {
    return text.find_first_not_of(blanks) == std::string_view::npos;
}

/// Takes the fields of a report from RapidJSON's events. Every field is kept as text; a list of strings goes to
/// `authors`.
class FieldHandler : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, FieldHandler> {
public:
    explicit FieldHandler(Item& item) : item_(item) {}

    bool has_text() const { return has_text_; }

    /// What the object says as ninjs; where news-please's `text` is missing, it may be the report.
    NewsItem& ninjs() { return ninjs_; }
    bool is_ninjs() const { return !ninjs_.content.empty() || (!ninjs_.id.empty() && !ninjs_.summary.empty()); }
    bool is_withdrawn() const { return is_withdrawn_; }

    bool StartObject() {
        part_ = {};
        return open();
    }
    bool EndObject(rapidjson::SizeType) {
        if (depth_ == 3 && field_ == Field::ninjs_list)
            put_ninjs(key_, part_.value, part_.type);
        return close();
    }
    bool StartArray() { return open(); }
    bool EndArray(rapidjson::SizeType) { return close(); }

    bool Key(const char* name, rapidjson::SizeType size, bool) {
        const std::string_view key(name, size);
        if (depth_ == 1)
            field_ = field_named(key);
        else if (depth_ == 3 && field_ == Field::ninjs_list)
            part_key_ = key;
        if (depth_ == 1)
            key_ = key;
        return true;
    }

    bool String(const char* value, rapidjson::SizeType size, bool) {
        put(std::string_view(value, size));
        return true;
    }

    bool RawNumber(const char* value, rapidjson::SizeType size, bool) {
        if (depth_ == 1 && field_ == Field::id)
            put(std::string_view(value, size));
        return true;
    }

    bool Default() { return true; }

private:
    enum class Field {
        none,
        id,
        title,
        text,
        maintext,
        date_publish,
        date_modified,
        date_fetched,
        source_domain,
        url,
        description,
        language,
        authors,
        ninjs,      // a string of ninjs
        ninjs_list  // of ninjs 2 and 3: a list of objects that each have a value and maybe its type
    };

    static Field field_named(std::string_view name) {
        static constexpr std::array<std::pair<std::string_view, Field>, 14> names{{
            {"id", Field::id},
            {"title", Field::title},
            {"text", Field::text},
            {"maintext", Field::maintext},
            {"date_publish", Field::date_publish},
            {"date_modified", Field::date_modified},
            {"date_modify", Field::date_modified},  // of news-please, as the next
            {"date_download", Field::date_fetched},
            {"date_fetched", Field::date_fetched},
            {"source_domain", Field::source_domain},
            {"url", Field::url},
            {"description", Field::description},
            {"language", Field::language},
            {"authors", Field::authors},
        }};
        for (const auto& [known, field] : names)
            if (known == name)
                return field;
        if (name == "headlines" || name == "bodies" || name == "descriptions")
            return Field::ninjs_list;
        return Field::ninjs;
    }

    bool open() {
        ++depth_;
        return true;
    }

    bool close() {
        --depth_;
        return true;
    }

    void put(std::string_view value) {
        if (field_ == Field::authors && (depth_ == 1 || depth_ == 2))
            item_.authors.emplace_back(value);
        if (depth_ == 3 && field_ == Field::ninjs_list) {
            if (part_key_ == "value")
                part_.value = value;
            else if (part_key_ == "contenttype" || part_key_ == "contentType")
                part_.type = value;
        }
        if (depth_ != 1)
            return;
        switch (field_) {
        case Field::id: item_.id = value; break;
        case Field::title: item_.title = value; break;
        case Field::text:
            item_.text = value;
            has_text_ = true;
            break;
        case Field::maintext:
            if (!has_text_)
                item_.text = value;
            has_text_ = true;
            break;
        case Field::date_publish: item_.date_publish = value; break;
        case Field::date_modified: item_.date_modified = value; break;
        case Field::date_fetched: item_.date_fetched = value; break;
        case Field::source_domain: item_.source_domain = value; break;
        case Field::url: item_.url = value; break;
        case Field::description: item_.description = value; break;
        case Field::language: item_.language = value; break;
        case Field::ninjs: put_ninjs(key_, value, {}); break;
        case Field::none:
        case Field::ninjs_list:
        case Field::authors: break;
        }
    }

    /// The first of each counts.
    void put_ninjs(std::string_view key, std::string_view value, std::string_view type) {
        const auto set = [&](std::string& field) {
            if (field.empty())
                field = value;
        };
        if (key == "uri")
            set(ninjs_.id);
        else if (key == "headline" || key == "headlines")
            set(ninjs_.title);
        else if (key == "versioncreated" || key == "versionCreated")
            set(ninjs_.date);
        else if (key == "byline" || key == "by")
            ninjs_.authors.emplace_back(value);
        else if (key == "pubstatus" || key == "pubStatus")
            is_withdrawn_ = value == "canceled" || value == "withheld";
        else if ((key.starts_with("body_") || key == "bodies") && ninjs_.content.empty()) {
            ninjs_.content = value;
            ninjs_.content_is_text = key == "body_text" || type == "text/plain";
        } else if ((key.starts_with("description_") || key == "descriptions") && ninjs_.summary.empty()) {
            ninjs_.summary = value;
            ninjs_.summary_is_text = key == "description_text" || type == "text/plain";
        }
    }

    /// An object in a list of ninjs.
    struct Part {
        std::string value, type;
    };

    Item& item_;
    NewsItem ninjs_;
    Part part_;
    std::string key_, part_key_;
    bool is_withdrawn_ = false;
    Field field_ = Field::none;
    int depth_ = 0;
    bool has_text_ = false;
};

/// The code unit that "\\uXXXX" at `at` stands for; none where no such escape stands there.
std::optional<unsigned> code_unit(std::string_view bytes, std::size_t at) {
    constexpr std::size_t size = 6;
    const std::string_view escape = bytes.substr(std::min(at, bytes.size()), size);
    unsigned unit = 0;
    const char* end = escape.data() + escape.size();
    if (escape.size() < size || !escape.starts_with("\\u") ||
        std::from_chars(escape.data() + 2, end, unit, 16).ptr != end)
        return std::nullopt;
    return unit;
}

/// Half a surrogate pair names no character, and costs no more than itself: "\\ud800" without its other half becomes
/// "\\ufffd", at the same place and as long.
void mend_surrogates(std::string& bytes) {
    const auto is_in = [](std::optional<unsigned> unit, unsigned low) {
        return unit && *unit >= low && *unit < low + 0x400;
    };
    for (std::size_t at = bytes.find('\\'); at != std::string::npos; at = bytes.find('\\', at)) {
        const std::optional<unsigned> unit = code_unit(bytes, at);
        if (!unit) {
            at += 2;  // another escape: what stands behind the backslash begins none
        } else if (is_in(unit, 0xD800) && is_in(code_unit(bytes, at + 6), 0xDC00)) {
            at += 12;
        } else {
            if (is_in(unit, 0xD800) || is_in(unit, 0xDC00))
                bytes.replace(at + 2, 4, "fffd");
            at += 6;
        }
    }
}

/// What parsing one value gave: how many bytes it took, and the problem where there is one (`at` counts from the
/// value).
struct Parsed {
    std::size_t used = 0;
    std::optional<Problem> problem;
};

Parsed parse_value(std::string_view bytes, FieldHandler& handler) {
    constexpr unsigned flags = rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag |
                               rapidjson::kParseStopWhenDoneFlag | rapidjson::kParseNumbersAsStringsFlag;
    rapidjson::MemoryStream stream(bytes.data(), bytes.size());
    rapidjson::Reader reader;
    const rapidjson::ParseResult result = reader.Parse<flags>(stream, handler);
    if (!result)
        return {0, Problem{result.Offset() >= bytes.size() ? ProblemKind::json_cut : ProblemKind::json_broken,
                           {},
                           0,
                           std::min(result.Offset(), bytes.size()),
                           rapidjson::GetParseError_En(result.Code())}};
    return {stream.Tell(), std::nullopt};
}

/// RapidJSON's words end with a full stop; the message goes on.
void trim_detail(Problem& problem) {
    while (problem.detail.ends_with('.'))
        problem.detail.pop_back();
}

class JsonReader : public Reader {
public:
    /// An object begins with a brace and a quotation mark (or is empty), a list of objects with a bracket and a brace.
    /// Any other list is JSON when all of the input is one: "[Photo/Pool] Two people died." is not.
    bool recognises(std::string_view head) const override {
        const std::size_t first = head.find_first_not_of(blanks);
        if (first == std::string_view::npos)
            return false;
        const std::size_t second = head.find_first_not_of(blanks, first + 1);
        const char after = second == std::string_view::npos ? '\0' : head[second];
        return (head[first] == '{' && (after == '"' || after == '}')) ||
               (head[first] == '[' && (after == '{' || after == ']' || is_list(head.substr(first))));
    }

    void read(Input& input, const ReadWording& wording, ItemSink& sink) const override {
        const std::string_view head = input.head_of_lines(max_report_bytes);
        const bool endless =
            head.size() > max_report_bytes && head.find('\n') == std::string_view::npos;  // no single report is so long
        if (endless || is_object_a_line(head))
            return read_lines(input, wording, sink);
        std::string bytes;
        if (!input.take_all(bytes, max_report_bytes))
            return sink.problem({ProblemKind::too_large, {}, 0, max_report_bytes, {}});
        const std::string sha256 = sha256_hex(bytes);
        if (auto problem = to_utf8(bytes))
            return sink.problem(std::move(*problem));
        mend_surrogates(bytes);
        if (bytes[bytes.find_first_not_of(blanks)] == '[')
            return read_list(bytes, wording, sink);
        read_object(bytes, 0, sha256, wording, sink);
    }

private:
    /// True when the bytes are one list, or the beginning of one that goes on beyond them.
    static bool is_list(std::string_view bytes) {
        Item item;
        FieldHandler handler(item);
        const Parsed parsed = parse_value(bytes, handler);
        return parsed.problem ? parsed.problem->kind == ProblemKind::json_cut : is_blank(bytes.substr(parsed.used));
    }

    /// Two lines or more that begin with a brace: an object a line, even if the first is broken.
    static bool is_object_a_line(std::string_view head) {
        const std::size_t first = head.find_first_not_of(blanks);
        const std::size_t end = head.find('\n', first);
        if (head[first] != '{' || end == std::string_view::npos || is_blank(head.substr(first + 1, end - first - 1)))
            return false;
        const std::size_t next = head.find_first_not_of(blanks, end);
        return next != std::string_view::npos && head[next] == '{' && head[next - 1] == '\n';
    }

    static void read_lines(Input& input, const ReadWording& wording, ItemSink& sink) {
        std::string line;
        std::uint64_t number = 0;
        for (;;) {
            const Input::Line state = input.take_line(line, max_report_bytes);
            if (state == Input::Line::none)
                return;
            ++number;
            if (state == Input::Line::too_long) {
                sink.problem({ProblemKind::too_large, {}, number, max_report_bytes, {}});
                continue;
            }
            const std::string sha256 = sha256_hex(line);
            if (auto problem = to_utf8(line)) {
                problem->line = number;
                sink.problem(std::move(*problem));
            } else if (!is_blank(line)) {
                mend_surrogates(line);
                read_object(line, number, sha256, wording, sink);
            }
        }
    }

    /// `[{...}, {...}]`: each object is a report of its own.
    static void read_list(std::string_view bytes, const ReadWording& wording, ItemSink& sink) {
        std::size_t at = bytes.find('[') + 1;
        std::vector<std::uint64_t> others;  // the places of what is no object
        for (std::uint64_t number = 1;; ++number) {
            at = std::min(bytes.find_first_not_of(blanks, at), bytes.size());
            if (at == bytes.size())
                return sink.problem({ProblemKind::json_cut, {}, 0, at, {}});
            if (bytes[at] == ']')
                return end_list(bytes, at, number - 1, others, sink);
            Item item;
            FieldHandler handler(item);
            Parsed parsed = parse_value(bytes.substr(at), handler);
            if (parsed.problem) {
                parsed.problem->at += at;
                trim_detail(*parsed.problem);
                return sink.problem(std::move(*parsed.problem));
            }
            const std::string_view value = bytes.substr(at, parsed.used);
            item.number = number;
            item.sha256 = sha256_hex(value);
            if (value.front() == '{')
                give(std::move(item), handler, true, wording, sink);
            else
                others.push_back(number);
            at = std::min(bytes.find_first_not_of(blanks, at + parsed.used), bytes.size());
            if (at < bytes.size() && bytes[at] == ',')
                ++at;
            else if (at < bytes.size() && bytes[at] != ']')
                return sink.problem(
                    {ProblemKind::json_broken, {}, 0, at, "Missing a comma or ] after an object of the list"});
        }
    }

    /// Of a list without any object it is said once what it is; else each value that is none is named.
    static void end_list(std::string_view bytes, std::size_t at, std::uint64_t count,
                         const std::vector<std::uint64_t>& others, ItemSink& sink) {
        if (!is_blank(bytes.substr(at + 1)))
            sink.problem({ProblemKind::json_broken, {}, 0, at + 1, "More follows behind the list"});
        else if (count == 0)
            sink.problem({ProblemKind::json_not_report, {}, 0, 0, "an empty list"});
        else if (count == others.size())
            sink.problem({ProblemKind::json_not_report, {}, 0, 0, "a list without an object"});
        else
            for (const std::uint64_t number : others)
                sink.problem({ProblemKind::json_not_report, {}, number, 0, "no object"});
    }

    static void read_object(std::string_view bytes, std::uint64_t line, const std::string& sha256,
                            const ReadWording& wording, ItemSink& sink) {
        Item item;
        FieldHandler handler(item);
        Parsed parsed = parse_value(bytes, handler);
        if (!parsed.problem && !is_blank(bytes.substr(parsed.used)))
            parsed.problem = Problem{ProblemKind::json_broken, {}, 0, parsed.used, "More follows behind the object"};
        if (parsed.problem) {
            parsed.problem->line = line;
            trim_detail(*parsed.problem);
            return sink.problem(std::move(*parsed.problem));
        }
        item.number = line;
        item.sha256 = sha256;
        give(std::move(item), handler, bytes[bytes.find_first_not_of(blanks)] == '{', wording, sink);
    }

    static void give(Item item, FieldHandler& handler, bool is_object, const ReadWording& wording, ItemSink& sink) {
        if (!is_object)
            return sink.problem({ProblemKind::json_not_report, {}, item.number, 0, "no object"});
        if (handler.has_text())
            return sink.item(std::move(item));
        if (handler.is_withdrawn())
            return sink.problem({ProblemKind::item_withdrawn, {}, item.number, 0, {}});
        if (!handler.is_ninjs())
            return sink.problem({ProblemKind::json_without_text, {}, item.number, 0, {}});
        NewsItem& news = handler.ninjs();
        news.number = item.number;
        news.sha256 = std::move(item.sha256);
        news.language = std::move(item.language);
        give_news_item(std::move(news), wording, sink);
    }
};

}  // namespace

std::unique_ptr<Reader> make_json_reader() {
    return std::make_unique<JsonReader>();
}

}  // namespace recount
