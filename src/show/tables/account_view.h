// What the tables of an account look things up by, and who makes each of them.
#pragma once

#include <string>
#include <vector>

#include "reconcile/account.h"
#include "show/json_spans.h"
#include "show/table.h"

namespace recount::tables {

/// The account must outlive it.
struct AccountView {
    const Account& account;
    std::vector<SpanWriter> spans;              // one a report
    std::vector<const StoryAccount*> story_of;  // of each report; null where it is in none

    explicit AccountView(const Account& shown);

    const Report& report(std::uint32_t number) const { return account.reports[number].report; }
    std::string_view words(const Evidence& place) const { return slice(report(place.report).content, place.span); }

    /// "title" or "text": what the span's offsets count in.
    std::string_view field(const Evidence& place) const {
        return report(place.report).in_title(place.span) ? "title" : "text";
    }

    /// The span in code points of its field.
    Span points(const Evidence& place) const { return spans[place.report].points(place.span); }
};

/// Ids that count within a story, made different from those of all others: "s1-e4", "s1-l1".
std::string entity_id(const StoryAccount& story, const AccountEntity& entity);
std::string lineage_id(const StoryAccount& story, std::size_t lineage);

Table stories(const AccountView& view);
Table reports(const AccountView& view);
Table events(const AccountView& view);
Table actors(const AccountView& view);
Table figures(const AccountView& view);
Table claims(const AccountView& view);
Table statements(const AccountView& view);
Table versions(const AccountView& view);
Table entities(const AccountView& view);
Table lineages(const AccountView& view);
Table relations(const AccountView& view);
Table evidence(const AccountView& view);

}  // namespace recount::tables
