#include "store/report_columns.h"

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "store/layers_codec.h"
#include "text/utf8.h"

namespace recount {

namespace {

/// Calls one function of `v` for each column, in their order.
template <class V, class T>
void columns(V& v, T& report) {
    v.text("id", report.id);
    v.text("sha256", report.sha256);
    v.text("input", report.input);
    v.content("title", "text", report);
    v.text_or_null("outlet", report.outlet);
    v.text_or_null("source_domain", report.source_domain);
    v.text_or_null("url", report.url);
    v.text_or_null("description", report.description);
    v.text_or_null("language", report.language);
    v.text_or_null("language_stated", report.language_stated);
    v.text_or_null("language_reason", report.language_reason);
    v.day("published", report.published);
    v.number("published_minute", report.published_minute);
    v.text_or_null("date_publish", report.date_publish);
    v.text_or_null("date_modified", report.date_modified);
    v.list("authors", report.authors);
    v.list("agencies", report.agencies);
    v.list("image_credits", report.image_credits);
    v.flag("is_summary", report.is_summary);
    v.text_or_null("date_fetched", report.date_fetched);
    v.blocks("blocks", report);
}

class Names {
public:
    std::string all;

    void text(const char* name, const std::string&) { add(name); }
    void text_or_null(const char* name, const std::string&) { add(name); }
    void day(const char* name, const std::optional<Day>&) { add(name); }
    void number(const char* name, const std::optional<int>&) { add(name); }
    void list(const char* name, const std::vector<std::string>&) { add(name); }
    void flag(const char* name, bool) { add(name); }
    void blocks(const char* name, const Report&) { add(name); }
    void content(const char* title, const char* text, const Report&) {
        add(title);
        add(text);
    }

private:
    void add(const char* name) { all.append(all.empty() ? "" : ", ").append(name); }
};

class Writer {
public:
    Writer(std::vector<SqlValue>& values, std::deque<std::string>& made) : values_(values), made_(made) {}

    void text(const char*, const std::string& text) { values_.emplace_back(text); }
    void text_or_null(const char*, const std::string& text) { values_.push_back(SqlValue::or_null(text)); }
    void day(const char*, const std::optional<Day>& day) {
        day ? values_.emplace_back(keep(iso_day(*day))) : values_.emplace_back();
    }
    void number(const char*, const std::optional<int>& number) { values_.emplace_back(number); }
    void flag(const char*, bool flag) { values_.emplace_back(flag); }
    void blocks(const char*, const Report& report) { values_.push_back(SqlValue::bytes_of(keep(pack_blocks(report)))); }
    void content(const char*, const char*, const Report& report) {
        values_.emplace_back(report.title());
        values_.emplace_back(report.text());
    }
    void list(const char*, const std::vector<std::string>& list) {
        rapidjson::StringBuffer buffer;
        rapidjson::Writer<rapidjson::StringBuffer> json(buffer);
        json.StartArray();
        for (const std::string& one : list)
            json.String(one.data(), static_cast<rapidjson::SizeType>(one.size()));
        json.EndArray();
        values_.emplace_back(keep(std::string(buffer.GetString(), buffer.GetSize())));
    }

private:
    const std::string& keep(std::string text) { return made_.emplace_back(std::move(text)); }

    std::vector<SqlValue>& values_;
    std::deque<std::string>& made_;
};

class Reader {
public:
    Reader(const Rows& row, int first) : row_(row), at_(first) {}

    void text(const char*, std::string& text) {
        text = row_.text(at_++);
        if (first_invalid_utf8(text))
            throw DamagedBytes("a text is not UTF-8");
    }
    void text_or_null(const char* name, std::string& into) { text(name, into); }
    void day(const char*, std::optional<Day>& day) {
        if (!row_.is_null(at_) && !(day = parse_iso_day(row_.text(at_))))
            throw DamagedBytes("a day is none");
        ++at_;
    }
    void number(const char*, std::optional<int>& number) {
        if (!row_.is_null(at_))
            number = static_cast<int>(row_.integer(at_));
        ++at_;
    }
    void flag(const char*, bool& flag) { flag = row_.integer(at_++) != 0; }
    void blocks(const char*, Report& report) { unpack_blocks(row_.text(at_++), report); }
    void content(const char* name, const char*, Report& report) {
        std::string words;
        text(name, report.content);
        text(name, words);
        if (!report.content.empty())
            report.content += "\n\n";
        if (report.content.size() + words.size() > UINT32_MAX)
            throw DamagedBytes("a text is too long");
        report.text_start = static_cast<std::uint32_t>(report.content.size());
        report.content += words;
    }
    void list(const char*, std::vector<std::string>& list) {
        const std::string_view bytes = row_.text(at_++);
        rapidjson::Document json;
        json.Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag>(bytes.data(), bytes.size());
        if (json.HasParseError() || !json.IsArray())
            throw DamagedBytes("a list is none");
        for (const auto& one : json.GetArray())
            if (one.IsString() && !first_invalid_utf8({one.GetString(), one.GetStringLength()}))
                list.emplace_back(one.GetString(), one.GetStringLength());
            else
                throw DamagedBytes("a list holds what is no text");
    }

private:
    const Rows& row_;
    int at_;
};

}  // namespace

std::string report_columns() {
    Names names;
    const Report none;
    columns(names, none);
    return std::move(names.all);
}

ReportValues::ReportValues(const Report& report) {
    Writer writer(values_, made_);
    columns(writer, report);
}

Report report_of_row(const Rows& row, int first) {
    Report report;
    Reader reader(row, first);
    columns(reader, report);
    return report;
}

}  // namespace recount
