#include "show/account_tables.h"

#include "show/tables/account_view.h"
#include "show/wording.h"

namespace recount {

namespace tables {

AccountView::AccountView(const Account& shown)
    : account(shown), spans(spans_of(shown)), story_of(shown.reports.size()) {
    for (const StoryAccount& story : account.stories)
        for (const std::uint32_t number : story.reports)
            story_of[number] = &story;
}

std::string entity_id(const StoryAccount& story, const AccountEntity& entity) {
    return story.id + "-" + entity.id;
}

std::string lineage_id(const StoryAccount& story, std::size_t lineage) {
    return story.id + "-" + recount::lineage_id(lineage);
}

}  // namespace tables

std::vector<Table> account_tables(const Account& account) {
    const tables::AccountView view(account);
    std::vector<Table> all;
    for (const auto make : {tables::stories, tables::reports, tables::events, tables::actors, tables::figures,
                            tables::claims, tables::statements, tables::versions, tables::entities, tables::lineages,
                            tables::relations, tables::evidence})
        all.push_back(make(view));
    return all;
}

std::vector<std::string> account_table_names() {
    std::vector<std::string> names;
    for (const Table& table : account_tables(Account()))
        names.push_back(table.name);
    return names;
}

}  // namespace recount
