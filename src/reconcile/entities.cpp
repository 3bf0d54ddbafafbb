#include "reconcile/entities.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <tuple>

#include "reconcile/organisation_names.h"
#include "reconcile/person_names.h"
#include "reconcile/posted_names.h"
#include "reconcile/story_names.h"

namespace recount {

namespace {

bool has_lower_case(std::string_view name) {
    return std::any_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// The wording with most words; among those the most frequent one, no one in capitals, the longest, the first by its
/// letters. A
/// wording that is rare beside another of several words is a slip. Five letters in capitals may be an abbreviation,
/// but for a place, which datelines write so.
std::string fullest(const std::map<std::string_view, std::size_t>& wordings, bool is_place) {
    constexpr std::size_t rare = 8;  // times less than the most frequent
    constexpr std::size_t longest_abbreviation = 5;
    const auto is_long = [](std::string_view wording) { return wording.find(' ') != std::string_view::npos; };
    std::size_t usual = 0;
    for (const auto& [wording, count] : wordings)
        if (is_long(wording))
            usual = std::max(usual, count);
    using Rank = std::tuple<bool, std::ptrdiff_t, std::size_t, std::size_t>;
    std::string_view best;
    Rank most;
    for (const auto& [wording, count] : wordings) {
        if (is_long(wording) && count * rare < usual)
            continue;
        const bool mixed = has_lower_case(wording);
        const auto blanks = std::count_if(wording.begin(), wording.end(), [](char c) { return c == ' ' || c == '\n'; });
        const Rank rank{mixed || (!is_place && wording.size() <= longest_abbreviation), blanks, count, wording.size()};
        if (best.empty() || rank > most) {
            most = rank;
            best = wording;
        }
    }
    std::string name(best);
    std::replace(name.begin(), name.end(), '\n', ' ');
    return name;
}

/// Makes entities of what was joined.
class EntityWriter {
public:
    explicit EntityWriter(StoryNames& names) : names_(names) {}

    std::vector<AccountEntity> give() {
        std::map<std::uint32_t, std::vector<std::uint32_t>> groups;
        for (std::uint32_t i = 0; i < names_.bearers().size(); ++i)
            if (names_.bearers()[i].type != EntityType::other)
                groups[names_.root(i)].push_back(i);
        std::vector<AccountEntity> out;
        for (const auto& [first, members] : groups)
            out.push_back(entity_of(members));
        return out;
    }

private:
    AccountEntity entity_of(const std::vector<std::uint32_t>& members) const {
        AccountEntity entity;
        entity.type = names_.bearers()[members.front()].type;
        std::map<std::string_view, std::size_t> wordings;
        for (const std::uint32_t i : members) {
            const Bearer& bearer = names_.bearers()[i];
            const AnnotatedReport& report = names_.reports()[bearer.report];
            for (const std::uint32_t index : bearer.mentions) {
                const Entity& mention = report.layers.entities[index];
                ++wordings[report.words(mention.span)];
                entity.mentions.push_back({bearer.report, mention.span});
                if (const std::uint32_t start = start_with_title(entity.type, report, bearer.report, index);
                    start < mention.span.start)
                    entity.mentions.push_back({bearer.report, {start, mention.span.end}});
            }
            if (!entity.place && !bearer.place.empty())
                entity.place = place(bearer.place);
        }
        std::sort(entity.mentions.begin(), entity.mentions.end());
        entity.name = fullest(wordings, entity.type == EntityType::place);
        if (entity.place && !has_lower_case(entity.name))
            entity.name = entity.place->name;
        return entity;
    }

    /// Where a mention begins with what belongs to it: a person's title or office in capitals ("Mr Orlo", "Sheriff
    /// Orlo"), the article that an organisation writes with a capital ("told The Orlo News"). Its own start else.
    std::uint32_t start_with_title(EntityType type, const AnnotatedReport& report, std::uint32_t number,
                                   std::uint32_t index) const {
        const Entity& mention = report.layers.entities[index];
        const Tokens before = Tokens(report.layers.tokens).first(mention.first_token);
        if (before.empty())
            return mention.span.start;
        if (type == EntityType::person)
            return start_of_title(before, mention.span.start);
        const Sentence* sentence = names_.sentence_of(number, index);
        const bool begins = sentence == nullptr || before.size() <= sentence->first_token + 1;
        const bool is_acronym = mention.end_token - mention.first_token == 1 &&
                                report.layers.tokens[mention.first_token].all_capitals;  // "The FBI"
        const bool article = type == EntityType::organisation && !is_acronym && before.back().capitalised &&
                             !before.back().all_capitals && names_.words().is(before.back(), article_word);
        return article && !begins ? before.back().start : mention.span.start;
    }

    /// Where the title or the written office starts that ends before a name, else the name's own start.
    std::uint32_t start_of_title(Tokens before, std::uint32_t own) const {
        const NameWords& words = names_.words();
        if (const std::uint32_t length = words.office_ending(before); length > 0)
            return before[before.size() - length].start;
        const bool is_office = before.size() > 1 && words.role_at(before, before.size() - 2) == 2;  // "First Lady"
        return before.back().capitalised && !is_office && words.is(before.back(), courtesy_title) ? before.back().start
                                                                                                  : own;
    }

    AccountPlace place(const std::string& id) const {
        const Gazetteer& gazetteer = names_.gazetteer();
        const PlaceIndex index = gazetteer.by_id(id);
        if (index == no_place)
            return {};
        const Place found = gazetteer.place(index);
        return {std::string(found.name), id, found.lat, found.lon};
    }

    StoryNames& names_;
};

}  // namespace

void number_entities(std::vector<AccountEntity>& entities) {
    std::stable_sort(entities.begin(), entities.end(), [](const AccountEntity& a, const AccountEntity& b) {
        return a.mentions.size() != b.mentions.size() ? a.mentions.size() > b.mentions.size()
                                                      : a.mentions.front() < b.mentions.front();
    });
    for (std::size_t i = 0; i < entities.size(); ++i)
        entities[i].id = "e" + std::to_string(i + 1);
}

std::vector<AccountEntity> join_entities(std::span<const AnnotatedReport> reports, const Story& story,
                                         const NameWords& words, const Gazetteer& gazetteer,
                                         const StoryDecisions& decisions) {
    StoryNames names(reports, story, words, gazetteer, decisions);
    names.join_same_wording();
    join_organisations(names);
    join_persons(names);
    names.check_decisions();
    std::vector<AccountEntity> entities = EntityWriter(names).give();
    add_posted_names(reports, story, words, entities);
    return entities;
}

}  // namespace recount
