#include "custody/without_names.h"

#include <algorithm>
#include <cstdint>
#include <map>

#include "custody/compare.h"
#include "text/utf8.h"

namespace recount {

namespace {

using Json = rapidjson::Value;
using Kind = AccountDifference::Kind;

/// A member as it is told, without words in which a name may stand.
std::string plain(const Json& object, const char* name) {
    const auto found = object.FindMember(name);
    if (found == object.MemberEnd() || found->value.IsNull())
        return "-";
    const Json& value = found->value;
    return value.IsString()   ? value.GetString()
           : value.IsBool()   ? (value.GetBool() ? "true" : "false")
           : value.IsNumber() ? std::to_string(value.GetDouble())
                              : std::to_string(value.IsArray() ? value.Size() : 0);
}

std::string plain(const Json& object, std::initializer_list<const char*> names) {
    std::string out;
    for (const char* name : names)
        out.append(out.empty() ? "" : ", ").append(name).append(" ").append(plain(object, name));
    return out;
}

/// What a story says beside names and words: a line a thing, each as often as it is told.
class PlainStory {
public:
    PlainStory(const Json& story, const std::map<std::string, std::string>& fingerprints)
        : fingerprints_(fingerprints) {
        for (const Json& event : story["events"].GetArray())
            ++lines_["event: " + plain(event, {"type", "date", "date_end", "reports"})];
        for (const Json& figure : story["figures"].GetArray())
            add_figure(figure);
        for (const Json& statement : story["statements"].GetArray())
            ++lines_["statement: " + plain(statement, {"confidence", "variants", "speaker_way"})];
        ++lines_["lineages: " + plain(story, "lineages")];
    }

    /// How often each line is told.
    std::map<std::string, int> take() && { return std::move(lines_); }

private:
    void add_figure(const Json& figure) {
        std::string quantity = plain(figure, "quantity");
        quantity = quantity.substr(0, quantity.find(':'));  // "other:" goes on with a word
        std::string line = "figure: " + quantity + ", " +
                           plain(figure, {"unit", "status", "low", "best", "high", "best_rule", "witnesses"});
        std::vector<std::string> claims;
        for (const Json& claim : figure["claims"].GetArray()) {
            const auto report = fingerprints_.find(text_of(claim, "report"));
            claims.push_back((report == fingerprints_.end() ? "?" : report->second) + " " +
                             plain(claim, {"low", "high", "modifier", "standing", "denied", "confidence"}));
        }
        std::ranges::sort(claims);
        for (const std::string& claim : claims)
            line += "; " + claim;
        ++lines_[line];
    }

    const std::map<std::string, std::string>& fingerprints_;  // by the report's id
    std::map<std::string, int> lines_;
};

std::map<std::string, std::string> fingerprints_of(const Json& account) {
    std::map<std::string, std::string> by_id;
    for (const Json& report : account["reports"].GetArray())
        by_id.emplace(text_of(report, "id"), text_of(report, "sha256"));
    return by_id;
}

/// Where the code point of that number begins.
std::size_t byte_at(std::string_view text, std::uint64_t point) {
    std::size_t at = 0;
    for (; point > 0 && at < text.size(); --point)
        next_code_point(text, at);
    return at;
}

std::uint64_t count_of(const Json& object, const char* name) {
    const auto found = object.FindMember(name);
    return found != object.MemberEnd() && found->value.IsUint64() ? found->value.GetUint64() : 0;
}

/// Whether the redacted words are the original ones, but for what pseudonyms stand for.
bool is_same_but_for(const Json& report, bool title, std::string_view redacted, std::string_view original) {
    const auto places = report.FindMember("redacted");
    if (places == report.MemberEnd() || !places->value.IsArray())
        return redacted == original;
    std::size_t done = 0, at = 0;
    bool is_first = true;
    for (const Json& place : places->value.GetArray()) {
        if (!place.IsObject() || (text_of(place, "field") == "title") != title)
            continue;
        const std::size_t start = byte_at(redacted, count_of(place, "start"));
        if (start < done)
            return false;
        const std::string_view between = redacted.substr(done, start - done);
        const std::size_t found =
            is_first ? (original.starts_with(between) ? 0 : original.npos) : original.find(between, at);
        if (found == original.npos)
            return false;
        at = found + between.size();
        done = std::max(start, byte_at(redacted, count_of(place, "end")));
        is_first = false;
    }
    const std::string_view rest = redacted.substr(done);
    return is_first ? rest == original : original.size() >= at + rest.size() && original.ends_with(rest);
}

class NamelessComparer {
public:
    NamelessComparer(const Json& redacted, const Json& now) : redacted_(redacted), now_(now) {}

    AccountComparison compare() {
        for (const char* name : {"program", "codebook", "codebook_sha256", "model", "least_confidence", "story"}) {
            const std::string was = plain(redacted_["provenance"], name), is = plain(now_["provenance"], name);
            if (was != is)
                out_.differences.push_back({Kind::made_by, name, was, is});
        }
        compare_reports();
        if (out_.reports == redacted_["reports"].Size() && out_.reports == now_["reports"].Size())
            compare_stories();
        return std::move(out_);
    }

private:
    void compare_reports() {
        std::map<std::string, const Json*> by_fingerprint;
        for (const Json& report : now_["reports"].GetArray())
            by_fingerprint.emplace(text_of(report, "sha256"), &report);
        for (const Json& report : redacted_["reports"].GetArray()) {
            const auto found = by_fingerprint.find(text_of(report, "sha256"));
            if (found == by_fingerprint.end()) {
                out_.differences.push_back(
                    {Kind::report_missing, text_of(report, "id"), text_of(report, "sha256"), ""});
                continue;
            }
            ++out_.reports;
            for (const bool title : {false, true}) {
                const char* field = title ? "title" : "text";
                if (is_same_but_for(report, title, text_of(report, field), text_of(*found->second, field)))
                    ++out_.cells;
                else
                    out_.differences.push_back({Kind::text, text_of(report, "id"), field, ""});
            }
            by_fingerprint.erase(found);
        }
        for (const auto& [sha256, report] : by_fingerprint)
            out_.differences.push_back({Kind::report_added, text_of(*report, "id"), "", sha256});
    }

    void compare_stories() {
        const auto was_reports = fingerprints_of(redacted_), now_reports = fingerprints_of(now_);
        const Json &was = redacted_["stories"], &now = now_["stories"];
        for (rapidjson::SizeType i = 0; i < std::max(was.Size(), now.Size()); ++i) {
            std::map<std::string, int> counts, told_now;
            if (i < was.Size())
                counts = PlainStory(was[i], was_reports).take();
            if (i < now.Size())
                told_now = PlainStory(now[i], now_reports).take();
            for (const auto& [line, count] : told_now)
                counts[line] -= count;
            const std::string where = "stories / " + text_of(i < was.Size() ? was[i] : now[i], "id");
            for (const auto& [line, count] : counts)
                if (count == 0)
                    ++out_.cells;
                else
                    out_.differences.push_back({Kind::cell, where, count > 0 ? line : "", count > 0 ? "" : line});
        }
    }

    const Json& redacted_;
    const Json& now_;
    AccountComparison out_;
};

}  // namespace

namespace {

/// Whether brackets stand deeper within one another than in any account.
bool is_deep(std::string_view json) {
    constexpr int deepest = 64;
    int depth = 0;
    bool in_text = false;
    for (std::size_t at = 0; at < json.size(); ++at) {
        const char c = json[at];
        if (in_text) {
            at += c == '\\';
            in_text = c != '"';
            continue;
        }
        in_text = c == '"';
        depth += (c == '[' || c == '{') - (c == ']' || c == '}');
        if (depth > deepest)
            return true;
    }
    return false;
}

bool has_objects(const Json& object, const char* name) {
    const auto found = object.FindMember(name);
    return found != object.MemberEnd() && found->value.IsArray() &&
           std::all_of(found->value.Begin(), found->value.End(), [](const Json& one) { return one.IsObject(); });
}

bool is_story(const Json& story) {
    if (!has_objects(story, "events") || !has_objects(story, "figures") || !has_objects(story, "statements"))
        return false;
    const Json& figures = story["figures"];
    return std::all_of(figures.Begin(), figures.End(), [](const Json& one) { return has_objects(one, "claims"); });
}

bool is_account(const Json& value) {
    if (!value.IsObject() || !has_objects(value, "reports") || !has_objects(value, "stories") ||
        !has_objects(value, "unread") || !value.HasMember("provenance") || !value["provenance"].IsObject())
        return false;
    const Json& stories = value["stories"];
    return std::all_of(stories.Begin(), stories.End(), is_story);
}

}  // namespace

rapidjson::Document parsed_account(std::string_view account) {
    rapidjson::Document document;
    if (is_deep(account))
        throw NoAccount("is no account as JSON: it is too deep");
    document.Parse<rapidjson::kParseValidateEncodingFlag | rapidjson::kParseIterativeFlag>(account.data(),
                                                                                           account.size());
    if (document.HasParseError() || !is_account(document))
        throw NoAccount("is no account as JSON, such as recount account -o account.json writes");
    return document;
}

std::string text_of(const rapidjson::Value& object, const char* name) {
    const auto found = object.FindMember(name);
    return found != object.MemberEnd() && found->value.IsString()
               ? std::string(found->value.GetString(), found->value.GetStringLength())
               : std::string();
}

AccountComparison compare_without_names(std::string_view redacted, std::string_view now) {
    const rapidjson::Document before = parsed_account(redacted), behind = parsed_account(now);
    return NamelessComparer(before, behind).compare();
}

}  // namespace recount
