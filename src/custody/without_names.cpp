#include "custody/without_names.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#include <set>
#include <unicode/uchar.h>
#include <utility>
#include <vector>

#include "custody/compare.h"
#include "text/utf8.h"

namespace recount {

namespace {

using Json = rapidjson::Value;
using Kind = AccountDifference::Kind;

/// A member as it is told.
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

/// What stands for names in a redacted account: the words at the places that its reports list, the form that these have
/// in ids, and the numbers that decisions have for ids.
class Pseudonyms {
public:
    explicit Pseudonyms(const Json& account) {
        std::set<std::string> all;
        for (const Json& report : account["reports"].GetArray())
            if (const auto places = report.FindMember("redacted");
                places != report.MemberEnd() && places->value.IsArray())
                for (const Json& place : places->value.GetArray())
                    if (place.IsObject())
                        add(all, words_at(report, place));
        if (const auto decisions = account.FindMember("decisions");
            decisions != account.MemberEnd() && decisions->value.IsArray())
            for (const Json& decision : decisions->value.GetArray())
                if (const std::string id = decision.IsObject() ? text_of(decision, "id") : ""; is_number(id))
                    all.insert(id);
        words_.assign(all.begin(), all.end());
        std::ranges::sort(words_, std::ranges::greater(), &std::string::size);
    }

    /// Whether a decision's id is one that stands for another.
    static bool is_number(std::string_view id) { return id.starts_with("redacted-"); }

    /// Whether redacted words are the original ones, but for what pseudonyms in them stand for: those that are words by
    /// themselves, or `within` words too, as in ids.
    bool is_same_but_for(std::string_view redacted, std::string_view original, bool within = false) const {
        std::size_t done = 0, at = 0;
        bool is_first = true;
        for (std::size_t i = 0; i < redacted.size();) {
            const std::size_t size = pseudonym_at(redacted, i, within);
            if (size == 0) {
                ++i;
                continue;
            }
            const std::string_view between = redacted.substr(done, i - done);
            const std::size_t found = is_first ? (original.starts_with(between) ? 0 : original.npos)
                                               : original.find(between, std::min(at + 1, original.size()));
            if (found == original.npos)
                return false;
            at = found + between.size();
            i = done = i + size;
            is_first = false;
        }
        const std::string_view rest = redacted.substr(done);
        return is_first ? rest == original : original.size() > at + rest.size() && original.ends_with(rest);
    }

private:
    static std::string words_at(const Json& report, const Json& place) {
        const std::string text = text_of(report, text_of(place, "field") == "title" ? "title" : "text");
        const std::size_t start = byte_at(text, count_of(place, "start")), end = byte_at(text, count_of(place, "end"));
        return end > start ? text.substr(start, end - start) : std::string();
    }

    static void add(std::set<std::string>& all, const std::string& words) {
        if (!has_letters(words))
            return;
        all.insert(words);
        std::string in_id = words;
        for (char& c : in_id)
            c = c == ' ' ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
        all.insert(in_id);
    }

    static bool has_letters(std::string_view words) {
        for (std::size_t at = 0; at < words.size();)
            if (u_isalnum(static_cast<UChar32>(next_code_point(words, at))))
                return true;
        return false;
    }

    /// Whether a word goes on across that byte.
    static bool is_in_word(std::string_view words, std::size_t at) {
        if (at == 0 || at == words.size())
            return false;
        std::size_t before = at - 1, behind = at;
        while (before > 0 && (static_cast<unsigned char>(words[before]) & 0xC0) == 0x80)
            --before;
        return u_isalnum(static_cast<UChar32>(next_code_point(words, before))) &&
               u_isalnum(static_cast<UChar32>(next_code_point(words, behind)));
    }

    std::size_t pseudonym_at(std::string_view words, std::size_t at, bool within) const {
        if (!within && is_in_word(words, at))
            return 0;
        const auto found = std::ranges::find_if(words_, [&](const std::string& one) {
            return words.substr(at).starts_with(one) && (within || !is_in_word(words, at + one.size()));
        });
        return found == words_.end() ? 0 : found->size();
    }

    std::vector<std::string> words_;  // the longest first
};

/// Goes through both accounts side by side. Excused is what a pseudonym stands in; the places of words in reports in
/// which one stands; and ids that are made from words, as long as each stands for one alone.
class NamelessComparer {
public:
    NamelessComparer(const Json& redacted, const Json& now) : redacted_(redacted), now_(now), pseudonyms_(redacted) {}

    AccountComparison compare() {
        for (const char* name : {"program", "codebook", "codebook_sha256", "model", "least_confidence", "story"}) {
            const std::string was = plain(redacted_["provenance"], name), is = plain(now_["provenance"], name);
            if (was != is)
                out_.differences.push_back({Kind::made_by, name, was, is});
        }
        compare_reports();
        const bool same_reports = out_.reports == redacted_["reports"].Size() && out_.reports == now_["reports"].Size();
        compare_members("", redacted_, now_, {"since", "provenance", "reports", "stories"}, false);
        if (!same_reports)
            return std::move(out_);  // without the same reports no cell can be the same
        for (const char* name : {"reports", "stories"})
            compare_lists(name, redacted_[name], now_[name], false);
        return std::move(out_);
    }

private:
    using Names = std::set<std::string_view>;

    void add(const std::string& where, std::string was, std::string now) {
        out_.differences.push_back({Kind::cell, where, std::move(was), std::move(now)});
    }

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
            reports_.emplace(text_of(report, "id"), text_of(*found->second, "id"));
            for (const bool title : {false, true}) {
                const char* field = title ? "title" : "text";
                if (is_same_but_for(report, title, text_of(report, field), text_of(*found->second, field)))
                    ++out_.cells;
                else
                    out_.differences.push_back({Kind::text, text_of(report, "id"), field, ""});
            }
            if (const auto places = report.FindMember("redacted");
                places != report.MemberEnd() && places->value.IsArray() && !places->value.Empty())
                moved_.insert(text_of(report, "id"));
            by_fingerprint.erase(found);
        }
        for (const auto& [sha256, report] : by_fingerprint)
            out_.differences.push_back({Kind::report_added, text_of(*report, "id"), "", sha256});
    }

    /// Whether the places in what an object tells of are others: those of a report with pseudonyms.
    bool is_moved(const Json& object, bool above) const {
        if (object.HasMember("redacted"))
            return moved_.contains(text_of(object, "id"));
        return object.HasMember("report") ? moved_.contains(text_of(object, "report")) : above;
    }

    void compare_values(const std::string& where, std::string_view name, const Json& was, const Json& now, bool moved) {
        if (was.IsObject() && now.IsObject())
            return compare_members(where, was, now, {"redacted"}, is_moved(was, moved));
        if (was.IsArray() && now.IsArray())
            return compare_lists(where, was, now, moved);
        const bool is_place = moved && was.IsNumber() && now.IsNumber() &&
                              (name == "start" || name == "end" || name.empty());      // [start, end] too
        const bool is_address = (name == "url" || name == "address") && was.IsNull();  // it may hold a name
        if (is_place || is_address)
            return;
        if (was.IsString() && now.IsString() ? is_same(where, name, text(was), text(now)) : was == now)
            ++out_.cells;
        else
            add(where, written(was), written(now));
    }

    /// Members whose words the program has of itself: nobody's name is in them.
    static bool is_of_program(std::string_view name) {
        static const Names names{"best_rule",
                                 "date",
                                 "date_end",
                                 "field",
                                 "first",
                                 "kind",
                                 "last",
                                 "modifier",
                                 "order",
                                 "outcome",
                                 "place",
                                 "published",
                                 "relation",
                                 "published_earliest",
                                 "published_latest",
                                 "rule",
                                 "sense",
                                 "speaker_way",
                                 "standing",
                                 "status",
                                 "type",
                                 "unit",
                                 "verb"};
        return names.contains(name);
    }

    bool is_same(std::string_view where, std::string_view name, const std::string& was, const std::string& now) {
        constexpr std::string_view other = "other:";  // a word of a report stands behind it
        if (is_of_program(name) || (name == "quantity" && !(was.starts_with(other) && now.starts_with(other))))
            return was == now;
        if ((is_id(was) && is_id(now) && was[0] == now[0]) || Pseudonyms::is_number(was))
            return ids_.try_emplace(was, now).first->second == now &&
                   ids_back_.try_emplace(now, was).first->second == was;
        const auto report = reports_.find(was);
        return was == now || (report != reports_.end() && report->second == now) ||
               pseudonyms_.is_same_but_for(was, now, name == "round" || where.starts_with("unread / "));
    }

    /// Those that are made from words: "f0123456789", "v0123456789-2".
    static bool is_id(std::string_view words) {
        constexpr std::size_t digits = 10;
        return words.size() > digits && std::string_view("vfcqn").find(words[0]) != std::string_view::npos &&
               words.substr(1, digits).find_first_not_of("0123456789abcdef") == std::string_view::npos &&
               (words.size() == digits + 1 || words[digits + 1] == '-');
    }

    void compare_members(const std::string& where, const Json& was, const Json& now, const Names& but, bool moved) {
        const std::string before = where.empty() ? "" : where + " / ";
        // A place that is named by a pseudonym has no point on the map.
        const std::string name_was = text_of(was, "name"), name_now = text_of(now, "name");
        const bool is_nowhere = name_was != name_now && pseudonyms_.is_same_but_for(name_was, name_now);
        for (const auto& member : was.GetObject()) {
            const std::string name = member.name.GetString();
            const auto found = now.FindMember(member.name);
            if (but.contains(name))
                continue;
            if (found == now.MemberEnd())
                add(before + name, "there", "");
            else if (!(is_nowhere && member.value.IsNull()) && !is_text_of_report(where, name))
                compare_values(before + name, name, member.value, found->value, moved);
        }
        for (const auto& member : now.GetObject())
            if (!was.HasMember(member.name) && !but.contains(member.name.GetString()) && !is_nowhere)
                add(before + member.name.GetString(), "", "there");
    }

    /// These are compared by the places that the report lists.
    static bool is_text_of_report(std::string_view where, std::string_view name) {
        return (name == "text" || name == "title") && where.starts_with("reports / ") &&
               where.find(" / ", std::string_view("reports / ").size()) == std::string_view::npos;
    }

    void compare_lists(const std::string& where, const Json& was, const Json& now, bool moved) {
        if (was.Size() < now.Size() && are_places(was) && are_places(now))
            return compare_places(where, was, now, moved);
        for (rapidjson::SizeType i = 0; i < std::max(was.Size(), now.Size()); ++i) {
            const Json& one = i < was.Size() ? was[i] : now[i];
            const std::string id = one.IsObject() ? text_of(one, "id") : std::string();
            const std::string name = where + " / " + (id.empty() ? std::to_string(i + 1) : id);
            if (i < was.Size() && i < now.Size())
                compare_values(name, "", was[i], now[i], moved);
            else
                add(name, i < was.Size() ? "there" : "", i < now.Size() ? "there" : "");
        }
    }

    /// Whether a list has nothing but places of words: [start, end], or a report and where in it.
    static bool are_places(const Json& list) {
        static const Names members{"report", "field", "start", "end", "text"};
        return std::all_of(list.Begin(), list.End(), [](const Json& one) {
            if (one.IsArray())
                return one.Size() == 2 && one[0].IsNumber() && one[1].IsNumber();
            return one.IsObject() && one.HasMember("start") &&
                   std::all_of(one.MemberBegin(), one.MemberEnd(),
                               [](const auto& member) { return members.contains(member.name.GetString()); });
        });
    }

    static std::string report_of(const Json& place) { return place.IsObject() ? text_of(place, "report") : ""; }

    /// How many places from there on are of one report.
    static rapidjson::SizeType run_from(const Json& list, rapidjson::SizeType first) {
        rapidjson::SizeType end = first;
        while (end < list.Size() && report_of(list[end]) == report_of(list[first]))
            ++end;
        return end - first;
    }

    /// Words that have become one pseudonym are one place: of a report with pseudonyms there may be fewer, but one.
    void compare_places(const std::string& where, const Json& was, const Json& now, bool moved) {
        rapidjson::SizeType i = 0, j = 0;
        while (i < was.Size() && j < now.Size()) {
            const rapidjson::SizeType fewer = run_from(was, i), all = run_from(now, j);
            const std::string report = report_of(was[i]);
            const bool may_be_fewer = was[i].IsObject() ? is_moved(was[i], moved) : moved;
            if (!is_same(where, "report", report, report_of(now[j])) || fewer > all || (fewer < all && !may_be_fewer))
                break;
            for (rapidjson::SizeType k = 0; fewer == all && k < all; ++k)
                compare_values(where + " / " + std::to_string(i + k + 1), "", was[i + k], now[j + k], moved);
            out_.cells += fewer < all;
            i += fewer;
            j += all;
        }
        if (i < was.Size() || j < now.Size())
            add(where, written(was), written(now));
    }

    static std::string text(const Json& value) { return {value.GetString(), value.GetStringLength()}; }

    const Json& redacted_;
    const Json& now_;
    const Pseudonyms pseudonyms_;
    std::map<std::string, std::string> reports_;         // ids by redacted ones
    std::set<std::string> moved_;                        // reports in which pseudonyms stand, by their redacted ids
    std::map<std::string, std::string> ids_, ids_back_;  // of things, by redacted ones and by those with names
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

std::string written(const rapidjson::Value& value) {
    constexpr std::size_t longest = 200;
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
    value.Accept(writer);
    std::string text = buffer.GetString();
    if (text.size() <= longest)
        return text;
    std::size_t end = longest;
    while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;
    return text.substr(0, end) + "...";
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
