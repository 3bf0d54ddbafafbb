#include "redact/people.h"

#include <algorithm>
#include <map>
#include <set>

namespace recount {

namespace {

constexpr std::size_t looked_around = 60;  // bytes before and behind a name, for the words of an office
constexpr std::size_t most_mentions = 20;  // that are looked at for them

std::string_view words_before(std::string_view text, Span name) {
    std::size_t start = name.start - std::min<std::size_t>(name.start, looked_around);
    while (start < name.start && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80)
        ++start;
    const std::string_view words = text.substr(start, name.start - start);
    const std::size_t cut = words.find_last_of(",;:\n\"()?!");
    return cut == words.npos ? words : words.substr(cut + 1);
}

std::string_view words_behind(std::string_view text, Span name) {
    std::size_t end = std::min(text.size(), name.end + looked_around);
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;
    const std::string_view words = text.substr(name.end, end - name.end);
    return words.substr(0, words.find_first_of("\n.;:\"()"));
}

/// The people of one story.
class StoryPeople {
public:
    StoryPeople(const Account& account, const StoryAccount& story, const RedactRules& rules,
                const ReconcileRules& reconcile)
        : account_(account), story_(story), rules_(rules), reconcile_(reconcile) {
        for (std::uint32_t i = 0; i < story.entities.size(); ++i)
            if (story.entities[i].type == EntityType::person) {
                for (const Evidence& mention : story.entities[i].mentions)
                    by_mention_[mention] = i;
                by_name_.try_emplace(story.entities[i].name, i);
            }
    }

    std::set<std::uint32_t> victims() {
        std::set<std::uint32_t> found;
        for (const std::uint32_t number : story_.reports) {
            const AnnotatedReport& annotated = account_.reports[number];
            for (const Claim& claim : annotated.layers.claims)
                if (rules_.victim_quantities.contains(claim.quantity))
                    add_victims(found, number, claim.sentence, {claim.span, claim.counted});
            for (const Mention& mention : annotated.layers.mentions)
                if (rules_.victim_events.contains(mention.type))
                    add_victims(found, number, mention.sentence, {mention.phrase.object});
        }
        return found;
    }

    std::set<std::uint32_t> witnesses() {
        std::set<std::uint32_t> speakers, found;
        for (const Figure& figure : story_.figures)
            for (const FigureClaim& claim : figure.claims)
                add_named(speakers, claim.source_name);
        for (const Statement& statement : story_.statements)
            add_named(speakers, statement.speaker);
        for (const std::uint32_t number : story_.reports)
            for (const Attribution& attribution : account_.reports[number].layers.attributions)
                for (const Span source : attribution.source)
                    add_within(speakers, number, source);
        std::ranges::copy_if(speakers, std::inserter(found, found.end()),
                             [&](std::uint32_t person) { return !holds_office(person); });
        return found;
    }

private:
    void add_named(std::set<std::uint32_t>& people, const std::string& name) const {
        if (const auto found = by_name_.find(name); found != by_name_.end())
            people.insert(found->second);
    }

    std::uint32_t person_at(std::uint32_t report, const Entity& entity) const {
        const auto found = by_mention_.find({report, entity.span});
        return found == by_mention_.end() ? no_index : found->second;
    }

    void add_within(std::set<std::uint32_t>& people, std::uint32_t report, Span span) const {
        for (const Entity& entity : account_.reports[report].layers.entities_in(span))
            if (const std::uint32_t person = person_at(report, entity); person != no_index)
                people.insert(person);
    }

    /// Those named within `told` for sure; of the others in the sentence, who neither speaks nor holds an office.
    void add_victims(std::set<std::uint32_t>& people, std::uint32_t report, std::uint32_t sentence,
                     std::initializer_list<Span> told) {
        for (const Span span : told)
            if (!span.empty())
                add_within(people, report, span);
        const Layers& layers = account_.reports[report].layers;
        for (const Entity& entity : layers.entities_in(layers.sentences[sentence].span)) {
            const std::uint32_t person = person_at(report, entity);
            if (person != no_index && !speaks(layers, sentence, entity) && !holds_office(person))
                people.insert(person);
        }
    }

    static bool speaks(const Layers& layers, std::uint32_t sentence, const Entity& entity) {
        return std::ranges::any_of(layers.attributions_of(sentence), [&](std::uint32_t number) {
            const Attribution& attribution = layers.attributions[number];
            const auto has = [&](Span span) { return span.overlaps(entity.span); };
            return std::ranges::any_of(attribution.source, has) || std::ranges::any_of(attribution.relays, has);
        });
    }

    /// By the words around the mentions: more of them tell a public kind than another one.
    bool holds_office(std::uint32_t person) {
        const auto [known, is_new] = office_.try_emplace(person, false);
        if (!is_new)
            return known->second;
        const SourceKinds& kinds = reconcile_.source_kinds();
        int office = 0;
        const auto vote = [&](const KindWords& told) {
            const SourceKind kind = told.by_body != SourceKind::unknown ? told.by_body : told.by_part;
            if (kind != SourceKind::unknown)
                office += rules_.public_kinds.contains(kind) ? 1 : -1;
        };
        const std::vector<Evidence>& mentions = story_.entities[person].mentions;
        for (std::size_t i = 0; i < std::min(mentions.size(), most_mentions); ++i) {
            const std::string_view text = account_.reports[mentions[i].report].report.content;
            vote(kinds.read_title(words_before(text, mentions[i].span)));
            vote(kinds.read_apposition(words_behind(text, mentions[i].span)));
            vote(kinds.read_title(slice(text, mentions[i].span)));
        }
        return known->second = office > 0;
    }

    const Account& account_;
    const StoryAccount& story_;
    const RedactRules& rules_;
    const ReconcileRules& reconcile_;
    std::map<Evidence, std::uint32_t> by_mention_;
    std::map<std::string, std::uint32_t> by_name_;
    std::map<std::uint32_t, bool> office_;
};

}  // namespace

std::vector<AccountPerson> people_of(const Account& account, PeopleGroups groups, const RedactRules& rules,
                                     const ReconcileRules& reconcile) {
    std::vector<AccountPerson> people;
    for (std::uint32_t story = 0; story < account.stories.size(); ++story) {
        StoryPeople finder(account, account.stories[story], rules, reconcile);
        std::set<std::uint32_t> found;
        if (groups.victims)
            found = finder.victims();
        if (groups.witnesses)
            found.merge(finder.witnesses());
        for (const std::uint32_t entity : found)
            people.push_back({story, entity});
    }
    const auto first = [&](const AccountPerson& person) {
        return account.stories[person.story].entities[person.entity].mentions.front();
    };
    std::ranges::stable_sort(people, {}, first);
    return people;
}

}  // namespace recount
