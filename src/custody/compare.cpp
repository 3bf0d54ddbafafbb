#include "custody/compare.h"

#include <rapidjson/document.h>

#include <algorithm>
#include <deque>
#include <map>
#include <set>

#include "custody/without_names.h"

namespace recount {

namespace {

using Json = rapidjson::Value;
using Kind = AccountDifference::Kind;

class Comparer {
public:
    Comparer(const Json& was, const Json& now) : was_(was), now_(now) {}

    AccountComparison compare() {
        compare_members(Kind::made_by, "", was_["provenance"], now_["provenance"]);
        compare_reports();
        if (was_["unread"] != now_["unread"])
            add(Kind::unread, "unread", &was_["unread"], &now_["unread"]);
        // Without the same reports no cell can be the same.
        const bool comparable = std::ranges::none_of(out_.differences, [](const AccountDifference& one) {
            return one.kind == Kind::report_missing || one.kind == Kind::report_added ||
                   one.kind == Kind::report_changed;
        });
        if (comparable) {
            compare_values("reports", was_["reports"], now_["reports"]);
            compare_values("stories", was_["stories"], now_["stories"]);
            compare_other_members();
        }
        return std::move(out_);
    }

private:
    void add(Kind kind, const std::string& where, const Json* was, const Json* now) {
        out_.differences.push_back({kind, where, was ? written(*was) : "", now ? written(*now) : ""});
    }

    /// What the account has beside these: decisions, the day that it is of, and what nobody made.
    void compare_other_members() {
        static const std::set<std::string_view> compared{"provenance", "unread", "reports", "stories"};
        for (const auto& member : was_.GetObject()) {
            const std::string name = member.name.GetString();
            const auto found = now_.FindMember(member.name);
            if (found == now_.MemberEnd())
                add(Kind::cell, name, &member.value, nullptr);
            else if (!compared.contains(name))
                compare_values(name, member.value, found->value);
        }
        for (const auto& member : now_.GetObject())
            if (!was_.HasMember(member.name))
                add(Kind::cell, member.name.GetString(), nullptr, &member.value);
    }

    static std::map<std::string, std::string> ids_by_fingerprint(const Json& account) {
        std::map<std::string, std::string> ids;
        for (const Json& report : account["reports"].GetArray())
            ids.emplace(text_of(report, "sha256"), text_of(report, "id"));
        return ids;
    }

    void compare_reports() {
        const auto was = ids_by_fingerprint(was_), now = ids_by_fingerprint(now_);
        std::set<std::string> ids_now;
        for (const auto& [sha256, id] : now)
            ids_now.insert(id);
        std::set<std::string> changed;
        for (const auto& [sha256, id] : was) {
            const auto found = now.find(sha256);
            if (found != now.end()) {
                ++out_.reports;
                out_.renamed += found->second != id;
                id_was_.emplace(found->second, id);
            } else if (ids_now.contains(id)) {
                changed.insert(id);
                out_.differences.push_back({Kind::report_changed, id, sha256, ""});
            } else {
                out_.differences.push_back({Kind::report_missing, id, sha256, ""});
            }
        }
        for (const auto& [sha256, id] : now)
            if (!was.contains(sha256) && !changed.contains(id))
                out_.differences.push_back({Kind::report_added, id, "", sha256});
    }

    /// The id that a report had, where it goes by another now.
    std::string id_of(const Json& object, bool is_now) const {
        std::string id = text_of(object, "id");
        if (const auto found = id_was_.find(id); is_now && found != id_was_.end())
            id = found->second;
        return id;
    }

    bool is_same_text(const Json& was, const Json& now) const {
        const auto found = id_was_.find(now.GetString());
        return was == now || (found != id_was_.end() && found->second == was.GetString());
    }

    void compare_values(const std::string& where, const Json& was, const Json& now) {
        if (was.IsObject() && now.IsObject())
            return compare_members(Kind::cell, where, was, now);
        if (was.IsArray() && now.IsArray())
            return compare_lists(where, was, now);
        if (was.IsString() && now.IsString() ? is_same_text(was, now) : was == now)
            ++out_.cells;
        else
            add(Kind::cell, where, &was, &now);
    }

    void compare_members(Kind kind, const std::string& where, const Json& was, const Json& now) {
        const std::string before = where.empty() ? "" : where + " / ";
        for (const auto& member : was.GetObject()) {
            const std::string name = before + member.name.GetString();
            const auto found = now.FindMember(member.name);
            if (found == now.MemberEnd())
                add(kind, name, &member.value, nullptr);
            else if (kind == Kind::cell)
                compare_values(name, member.value, found->value);
            else if (member.value != found->value)
                add(kind, name, &member.value, &found->value);
        }
        for (const auto& member : now.GetObject())
            if (!was.HasMember(member.name))
                add(kind, before + member.name.GetString(), nullptr, &member.value);
    }

    void compare_lists(const std::string& where, const Json& was, const Json& now) {
        const auto has_ids = [](const Json& list) {
            return !list.Empty() && std::all_of(list.Begin(), list.End(),
                                                [](const Json& one) { return one.IsObject() && one.HasMember("id"); });
        };
        if (has_ids(was) && has_ids(now))
            return compare_by_id(where, was, now);
        for (rapidjson::SizeType i = 0; i < std::max(was.Size(), now.Size()); ++i) {
            const std::string name = where + " / " + std::to_string(i + 1);
            if (i < was.Size() && i < now.Size())
                compare_values(name, was[i], now[i]);
            else
                add(Kind::cell, name, i < was.Size() ? &was[i] : nullptr, i < now.Size() ? &now[i] : nullptr);
        }
    }

    void compare_by_id(const std::string& where, const Json& was, const Json& now) {
        std::map<std::string, std::deque<const Json*>> by_id;  // those that are not met yet
        std::vector<std::string> order_was, order_now;
        for (const Json& one : now.GetArray()) {
            order_now.push_back(id_of(one, true));
            by_id[order_now.back()].push_back(&one);
        }
        bool same_things = true;
        for (const Json& one : was.GetArray()) {
            const std::string id = id_of(one, false);
            order_was.push_back(id);
            std::deque<const Json*>& left = by_id[id];
            if (left.empty()) {
                same_things = false;
                add(Kind::cell, where + " / " + id, &one, nullptr);
                continue;
            }
            compare_values(where + " / " + id, one, *left.front());
            left.pop_front();
        }
        for (const auto& [id, left] : by_id)
            for (const Json* one : left) {
                same_things = false;
                add(Kind::cell, where + " / " + id, nullptr, one);
            }
        if (same_things && order_was != order_now && out_.renamed == 0)
            out_.differences.push_back({Kind::cell, where, "their order", "another order"});
    }

    const Json& was_;
    const Json& now_;
    std::map<std::string, std::string> id_was_;  // by the id now
    AccountComparison out_;
};

}  // namespace

namespace {

/// Whether a pseudonym stands anywhere in the reports.
bool has_pseudonyms(const Json& account) {
    const Json& reports = account["reports"];
    return std::any_of(reports.Begin(), reports.End(), [](const Json& report) {
        const auto places = report.FindMember("redacted");
        return places != report.MemberEnd() && places->value.IsArray() && !places->value.Empty();
    });
}

}  // namespace

AccountTerms terms_of(std::string_view account) {
    const rapidjson::Document document = parsed_account(account);
    const Json& provenance = document["provenance"];
    AccountTerms terms;
    if (const auto found = provenance.FindMember("least_confidence");
        found != provenance.MemberEnd() && found->value.IsNumber())
        terms.least_confidence = found->value.GetDouble();
    terms.story = text_of(provenance, "story");
    if (const auto found = document.FindMember("as_of"); found != document.MemberEnd() && found->value.IsObject())
        terms.as_of = text_of(found->value, "day");
    terms.redacted = provenance.HasMember("redacted_names") && has_pseudonyms(document);
    terms.keyed = text_of(provenance, "redacted_fingerprints").starts_with("HMAC");
    return terms;
}

AccountComparison compare_accounts(std::string_view was, std::string_view now) {
    rapidjson::Document before = parsed_account(was);
    const rapidjson::Document behind = parsed_account(now);
    before.EraseMember("since");  // what changed since another account does not come from these reports
    return Comparer(before, behind).compare();
}

}  // namespace recount
