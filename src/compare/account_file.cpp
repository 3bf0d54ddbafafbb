#include "compare/account_file.h"

#include <rapidjson/document.h>
#include <rapidjson/error/en.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <unordered_map>

#include "text/utf8.h"

namespace recount {

namespace {

using Json = rapidjson::Value;

/// A value with the way to it, which messages name: "stories[2].figures[0].low".
class Value {
public:
    Value(const std::string& file, const Json& json, std::string path)
        : file_(&file), json_(&json), path_(std::move(path)) {}

    [[noreturn]] void fail(const std::string& what) const {
        throw AccountFileError(*file_ + ": " + (path_.empty() ? "" : path_ + ": ") + what);
    }

    void require(bool holds, const char* what) const {
        if (!holds)
            fail(what);
    }

    /// A member; none where it is absent or null.
    std::optional<Value> find(const char* name) const {
        require(json_->IsObject(), "is no object");
        const auto found = json_->FindMember(name);
        if (found == json_->MemberEnd() || found->value.IsNull())
            return std::nullopt;
        return Value(*file_, found->value, path_.empty() ? name : path_ + "." + name);
    }

    Value member(const char* name) const {
        auto found = find(name);
        if (!found)
            fail(std::string("has no \"") + name + "\"");
        return *std::move(found);
    }

    std::string text() const {
        require(json_->IsString(), "is no text");
        return std::string(json_->GetString(), json_->GetStringLength());
    }
    std::string text(const char* name) const { return member(name).text(); }
    std::string text_or_none(const char* name) const {
        const auto found = find(name);
        return found ? found->text() : std::string();
    }

    std::optional<double> number_or_none(const char* name) const {
        const auto found = find(name);
        if (!found)
            return std::nullopt;
        found->require(found->json_->IsNumber() && std::isfinite(found->json_->GetDouble()), "is no number");
        return found->json_->GetDouble();
    }

    std::uint32_t offset() const {
        require(json_->IsUint(), "is no place in a text");
        return json_->GetUint();
    }
    std::uint32_t offset(const char* name) const { return member(name).offset(); }

    std::size_t size() const {
        require(json_->IsArray(), "is no list");
        return json_->Size();
    }

    Value at(std::size_t i) const {
        return {*file_, (*json_)[static_cast<rapidjson::SizeType>(i)], path_ + "[" + std::to_string(i) + "]"};
    }

    /// Calls take with each element of a member that is a list; none where there is no such member.
    void each(const char* name, const std::function<void(const Value&)>& take) const {
        if (const auto list = find(name))
            for (std::size_t i = 0, count = list->size(); i < count; ++i)
                take(list->at(i));
    }

    /// The members that are texts.
    std::vector<std::pair<std::string, std::string>> texts() const {
        require(json_->IsObject(), "is no object");
        std::vector<std::pair<std::string, std::string>> out;
        for (const auto& [key, value] : json_->GetObject())
            if (value.IsString())
                out.emplace_back(std::string(key.GetString(), key.GetStringLength()),
                                 std::string(value.GetString(), value.GetStringLength()));
        std::ranges::sort(out);
        return out;
    }

private:
    const std::string* file_;
    const Json* json_;
    std::string path_;
};

class AccountReader {
public:
    explicit AccountReader(FiledAccount& account) : account_(account) {}

    void read(const Value& root) {
        if (!root.find("stories") || !root.find("reports"))
            root.fail("it is no account; `recount account PATH... -o FILE.json` writes one");
        if (const auto provenance = root.find("provenance"))
            account_.provenance = provenance->texts();
        root.each("reports", [&](const Value& one) { read_report(one); });
        root.each("stories", [&](const Value& one) { read_story(one); });
    }

private:
    void read_report(const Value& from) {
        FiledReport report{from.text("id"),
                           from.text_or_none("sha256"),
                           from.text_or_none("title"),
                           from.text("text"),
                           from.text_or_none("outlet"),
                           from.text_or_none("published"),
                           from.text_or_none("version_of")};
        const auto number = static_cast<std::uint32_t>(account_.reports.size());
        if (!numbers_.emplace(report.id, number).second)
            from.fail("there are two reports \"" + report.id + "\"");
        lengths_.emplace_back(length_of(report.title), length_of(report.text));
        account_.reports.push_back(std::move(report));
    }

    static std::uint32_t length_of(const std::string& text) {
        return CodePoints(text).at(text, static_cast<std::uint32_t>(text.size()));
    }

    std::uint32_t report_named(const Value& name) const {
        const auto found = numbers_.find(name.text());
        if (found == numbers_.end())
            name.fail("there is no report \"" + name.text() + "\"");
        return found->second;
    }

    void require_place(const Value& from, const FiledPlace& place) const {
        const auto [title, text] = lengths_[place.report];
        from.require(place.start <= place.end && place.end <= (place.in_title ? title : text),
                     "it points beyond its report");
    }

    bool in_title(const Value& from) const { return from.text_or_none("field") == "title"; }

    FiledPlace place_of(const Value& from) const {
        const FiledPlace place{report_named(from.member("report")), in_title(from), from.offset("start"),
                               from.offset("end")};
        require_place(from, place);
        return place;
    }

    std::string words_at(const FiledPlace& place) const {
        const FiledReport& report = account_.reports[place.report];
        const std::string& text = place.in_title ? report.title : report.text;
        std::size_t at = 0, start = 0;
        for (std::uint32_t point = 0; point < place.end; ++point) {
            if (point == place.start)
                start = at;
            next_code_point(text, at);
        }
        return place.start < place.end ? text.substr(start, at - start) : std::string();
    }

    void read_story(const Value& from) {
        FiledStory story;
        story.id = from.text("id");
        story.title = from.text_or_none("title");
        from.each("reports", [&](const Value& one) { story.reports.push_back(report_named(one)); });
        std::unordered_map<std::string, std::uint32_t> events;
        from.each("events", [&](const Value& one) {
            events.emplace(one.text("id"), static_cast<std::uint32_t>(story.events.size()));
            story.events.push_back(event_of(one));
        });
        from.each("figures", [&](const Value& one) {
            story.figures.push_back(figure_of(one));
            if (const auto event = one.find("event")) {
                const auto found = events.find(event->text());
                if (found == events.end())
                    event->fail("its story has no event \"" + event->text() + "\"");
                story.figures.back().event = found->second;
            }
        });
        from.each("statements", [&](const Value& one) { story.statements.push_back(statement_of(one)); });
        account_.stories.push_back(std::move(story));
    }

    FiledEvent event_of(const Value& from) const {
        FiledEvent event{from.text("id"),
                         from.text_or_none("type"),
                         from.text_or_none("date"),
                         from.text_or_none("date_end"),
                         {},
                         from.text_or_none("title"),
                         {}};
        if (const auto place = from.find("place"))
            event.place = place->text_or_none("name");
        from.each("evidence", [&](const Value& one) { event.mentions.push_back(place_of(one)); });
        return event;
    }

    FiledFigure figure_of(const Value& from) const {
        FiledFigure figure;
        figure.id = from.text("id");
        figure.quantity = from.text("quantity");
        figure.scope = from.text_or_none("scope");
        figure.unit = from.text_or_none("unit");
        figure.status = from.text_or_none("status");
        figure.low = from.number_or_none("low");
        figure.best = from.number_or_none("best");
        figure.high = from.number_or_none("high");
        from.each("claims", [&](const Value& one) { figure.claims.push_back(claim_of(one)); });
        return figure;
    }

    FiledClaim claim_of(const Value& from) const {
        FiledClaim claim;
        claim.place = place_of(from);
        claim.words = from.text_or_none("text");
        if (claim.words.empty())
            claim.words = words_at(claim.place);
        if (const auto source = from.find("source"))
            claim.source = source->text_or_none("text");
        claim.low = from.number_or_none("low");
        claim.high = from.number_or_none("high");
        return claim;
    }

    FiledStatement statement_of(const Value& from) const {
        FiledStatement statement{from.text_or_none("id"), from.text_or_none("speaker"), {}, {}};
        from.each("variants", [&](const Value& one) {
            const std::uint32_t report = report_named(one.member("report"));
            const Value spans = one.member("spans");
            spans.require(spans.size() > 0, "is empty");
            const bool is_first = statement.versions.empty();
            for (std::size_t i = 0; i < spans.size(); ++i) {
                const Value span = spans.at(i);
                span.require(span.size() == 2, "is no start and end");
                const FiledPlace place{report, in_title(one), span.at(0).offset(), span.at(1).offset()};
                require_place(span, place);
                if (is_first)
                    statement.words.append(statement.words.empty() ? "" : " … ").append(words_at(place));
                if (i == 0)
                    statement.versions.push_back(place);
            }
        });
        return statement;
    }

    FiledAccount& account_;
    std::unordered_map<std::string, std::uint32_t> numbers_;        // of reports, by id
    std::vector<std::pair<std::uint32_t, std::uint32_t>> lengths_;  // of title and text, in code points
};

}  // namespace

FiledAccount read_account(std::string_view json, std::string name) {
    FiledAccount account;
    account.name = std::move(name);
    rapidjson::Document root;
    root.Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag>(json.data(), json.size());
    if (root.HasParseError()) {
        const std::string_view before = json.substr(0, std::min(root.GetErrorOffset(), json.size()));
        const auto line = 1 + std::ranges::count(before, '\n');
        const std::size_t column = before.size() - (before.rfind('\n') + 1) + 1;  // npos + 1 is 0
        throw AccountFileError(account.name + ": line " + std::to_string(line) + ", byte " + std::to_string(column) +
                               ": " + rapidjson::GetParseError_En(root.GetParseError()));
    }
    AccountReader(account).read(Value(account.name, root, ""));
    return account;
}

}  // namespace recount
