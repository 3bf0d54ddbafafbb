#include "reconcile/story_names.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>
#include <utility>

#include "text/utf8.h"

namespace recount {

namespace {

std::string in_one(const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& word : words)
        out += word + " ";
    return out;
}

}  // namespace

StoryNames::StoryNames(std::span<const AnnotatedReport> reports, const Story& story, const NameWords& words,
                       const Gazetteer& gazetteer, const StoryDecisions& decisions)
    : reports_(reports), words_(words), gazetteer_(gazetteer), pairs_(words.spellings(), gazetteer) {
    part_within_reports(decisions);
    for (const std::uint32_t report : story.reports)
        collect(report);
    sets_ = DisjointSets(bearers_.size());
    agree_on_types();
    decide(decisions);
}

// -------------------------------------------------------------------- what was decided
namespace {

std::uint32_t entity_at(const AnnotatedReport& report, Span words) {
    const auto& entities = report.layers.entities;
    std::uint32_t found = no_index;
    for (std::uint32_t i = 0; i < entities.size(); ++i) {
        if (entities[i].span == words)
            return i;
        if (found == no_index && (entities[i].span.overlaps(words) || entities[i].mention.overlaps(words)))
            found = i;
    }
    return found;
}

}  // namespace

/// Mentions that their report gives one bearer, and a decision two: those that go have bearers of their own.
void StoryNames::part_within_reports(const StoryDecisions& decisions) {
    for (const DecisionResult* decided : decisions.of(Verb::two_names)) {
        const PlacedTarget& stays = decided->on.front();
        const std::uint32_t kept = entity_at(reports_[stays.report], stays.span);
        for (const PlacedTarget& place : std::span(decided->on).subspan(1)) {
            const auto& entities = reports_[place.report].layers.entities;
            const std::uint32_t goes = entity_at(reports_[place.report], place.span);
            if (kept != no_index && goes != no_index && goes != kept && place.report == stays.report &&
                entities[goes].bearer == entities[kept].bearer)
                alone_.insert({place.report, goes});
        }
    }
}

void StoryNames::decide(const StoryDecisions& decisions) {
    decided_ = decisions.pairs(
        Verb::one_name, Verb::two_names, [&](const PlacedTarget& place) { return bearer_at(place); }, "name");
    for (const DecidedPair& pair : decided_)
        if (pair.one)
            sets_.join(pair.a, pair.b);
}

std::uint32_t StoryNames::bearer_at(const PlacedTarget& place) const {
    const std::uint32_t entity = entity_at(reports_[place.report], place.span);
    if (entity == no_index)
        return no_index;
    const auto found = std::ranges::find_if(bearers_, [&](const Bearer& bearer) {
        return bearer.report == place.report && std::ranges::find(bearer.mentions, entity) != bearer.mentions.end();
    });
    return found == bearers_.end() ? no_index : static_cast<std::uint32_t>(found - bearers_.begin());
}

/// Whether joining two keeps all apart that were decided to be.
bool StoryNames::may_join(std::uint32_t a, std::uint32_t b) {
    const std::uint32_t one = root(a), other = root(b);
    return std::ranges::none_of(decided_, [&](const DecidedPair& pair) {
        const std::uint32_t first = root(pair.a), second = root(pair.b);
        return !pair.one && ((first == one && second == other) || (first == other && second == one));
    });
}

void StoryNames::check_decisions() {
    for (const DecidedPair& pair : decided_)
        if ((root(pair.a) == root(pair.b)) != pair.one)
            pair.decision->does_not_fit("other decisions tie them together");
}

// -------------------------------------------------------------------- what the reports have
void StoryNames::collect(std::uint32_t report) {
    const Layers& layers = reports_[report].layers;
    constexpr std::uint32_t own_bearers = 1u << 31;  // numbers that no report gives its bearers
    std::unordered_map<std::uint32_t, std::uint32_t> of_bearer;
    for (std::uint32_t i = 0; i < layers.entities.size(); ++i) {
        const Entity& entity = layers.entities[i];
        const auto [found, fresh] =
            of_bearer.try_emplace(alone_.contains({report, i}) ? own_bearers + i : entity.bearer,
                                  static_cast<std::uint32_t>(bearers_.size()));
        if (fresh) {
            Bearer& made = bearers_.emplace_back();
            made.report = report;
            made.type = entity.type;
        }
        add(bearers_[found->second], i);
    }
}

void StoryNames::add(Bearer& bearer, std::uint32_t index) const {
    const Layers& layers = reports_[bearer.report].layers;
    const Entity& entity = layers.entities[index];
    bearer.mentions.push_back(index);
    if (bearer.place.empty())
        bearer.place = entity.place;
    take_fullest(bearer, entity);
    if (const auto known = words_.organisation_at(reports_[bearer.report].report.content, layers.lowered,
                                                  Tokens(layers.tokens).first(entity.end_token), entity.first_token);
        known && known.length == entity.end_token - entity.first_token)
        bearer.known = known.value;
    if (entity.end_token - entity.first_token == 1 && layers.tokens[entity.first_token].all_capitals)
        bearer.abbreviation = true;
    if (entity.first_token > 0) {
        const Token& before = layers.tokens[entity.first_token - 1];
        bearer.female = bearer.female || words_.is(before, female_title);
        bearer.male = bearer.male || words_.is(before, male_title);
    }
}

void StoryNames::take_fullest(Bearer& bearer, const Entity& entity) const {
    if (!bearer.wordings.insert(wording(bearer.report, entity)).second)
        return;
    const std::string_view name = reports_[bearer.report].words(entity.span);
    if (std::vector<std::string> own = own_words(bearer.report, entity); own.size() > bearer.words.size())
        bearer.words = std::move(own);
    if (PersonName person = person_name(words_.spellings(), name); person.words.size() > bearer.person.words.size())
        bearer.person = std::move(person);
    if (OrganisationName own = organisation_name(words_.spellings(), name);
        own.words.size() > bearer.organisation.words.size())
        bearer.organisation = std::move(own);
    if (const std::size_t link = name.find(" for "); link != std::string_view::npos)
        bearer.head = organisation_words(words_.spellings(), name.substr(0, link));
}

/// A name as one string, without accents, blanks and a leading article.
std::string StoryNames::wording(std::uint32_t report, const Entity& entity) const {
    const Layers& layers = reports_[report].layers;
    std::string out;
    for (std::uint32_t i = entity.first_token; i < entity.end_token; ++i)
        if (i > entity.first_token || entity.end_token == i + 1 || !words_.is(layers.tokens[i], article_word))
            out += folded(reports_[report].words(layers.tokens[i].span())) + " ";
    return out;
}

std::vector<std::string> StoryNames::own_words(std::uint32_t report, const Entity& entity) const {
    const Layers& layers = reports_[report].layers;
    std::vector<std::string> out;
    for (std::uint32_t i = entity.first_token; i < entity.end_token; ++i) {
        const Token& token = layers.tokens[i];
        const bool small = words_.is(token, link_word | article_word | conjunction_word) && !token.capitalised;
        const bool suffix =
            entity.type == EntityType::person && i > entity.first_token && words_.is(token, name_suffix);
        if (token.kind == TokenKind::word && !small && !suffix)
            out.push_back(folded(reports_[report].words(token.span())));
    }
    if (out.empty())
        out.push_back(folded(reports_[report].words(entity.span)));
    return out;
}

// -------------------------------------------------------------------- types
/// One name has one type in a story: that of most mentions. What no report could type follows the others.
void StoryNames::agree_on_types() {
    correct_types();
    correct_misspelled();
    std::map<std::string, std::array<std::size_t, 4>> votes;
    for (const Bearer& bearer : bearers_)
        votes[in_one(bearer.words)][static_cast<std::size_t>(bearer.type)] += bearer.mentions.size();
    for (Bearer& bearer : bearers_) {
        const auto& counts = votes[in_one(bearer.words)];
        std::size_t best = 3;
        for (std::size_t type = 0; type < 3; ++type)
            if (counts[type] > 0 && (best == 3 || counts[type] > counts[best]))
                best = type;
        if (bearer.words.size() > 1 || bearer.type == EntityType::other)
            bearer.type = static_cast<EntityType>(best);
    }
}

/// Whether a name of several words ends with a noun of organisations that is no noun of places: "Halm News".
bool StoryNames::ends_as_organisation(const Bearer& bearer) const {
    const Layers& layers = reports_[bearer.report].layers;
    const Token& last = layers.tokens[layers.entities[bearer.mentions.front()].end_token - 1];
    return bearer.words.size() > 1 && last.capitalised && words_.is(last, organisation_word) &&
           !words_.is(last, place_word | place_head | place_noun | region_word);
}

/// What the codebook has as an organisation, or what is called like one and is in no gazetteer, is no place. A word
/// alone that one report takes for an organisation is a person where others of the story give the full name, and as
/// often as not.
void StoryNames::correct_types() {
    for (Bearer& bearer : bearers_)
        if (bearer.type == EntityType::place &&
            (bearer.known != no_index || (bearer.place.empty() && ends_as_organisation(bearer))))
            bearer.type = EntityType::organisation;
    std::map<std::string_view, std::size_t> mentions;  // of persons' full names, by surname
    for (const Bearer& bearer : bearers_)
        if (bearer.type == EntityType::person && bearer.words.size() > 1)
            mentions[bearer.words.back()] += bearer.mentions.size();
    for (Bearer& bearer : bearers_) {
        const bool is_doubtful = bearer.type == EntityType::organisation && bearer.words.size() == 1 &&
                                 bearer.known == no_index && !bearer.abbreviation;
        const auto found = is_doubtful ? mentions.find(bearer.words[0]) : mentions.end();
        if (found != mentions.end() && found->second >= bearer.mentions.size())
            bearer.type = EntityType::person;
    }
}

/// A name of several words is an organisation's where it is a misspelling of one that the codebook knows.
void StoryNames::correct_misspelled() {
    std::vector<const Bearer*> known;
    for (const Bearer& bearer : bearers_)
        if (bearer.known != no_index && bearer.organisation.words.size() > 1)
            known.push_back(&bearer);
    for (Bearer& bearer : bearers_)
        if (bearer.type == EntityType::person && bearer.organisation.words.size() > 1 &&
            std::ranges::any_of(known, [&](const Bearer* other) {
                return pairs_.may_be_one_organisation(bearer.organisation, other->organisation);
            }))
            bearer.type = EntityType::organisation;
}

// -------------------------------------------------------------------- the plainest joins
void StoryNames::join_same_wording() {
    std::map<std::pair<EntityType, std::string>, std::uint32_t> first;
    std::map<std::string, std::uint32_t> places;
    for (std::uint32_t i = 0; i < bearers_.size(); ++i) {
        const Bearer& bearer = bearers_[i];
        if (bearer.type == EntityType::other)
            continue;
        if (bearer.type == EntityType::place && !bearer.place.empty())
            join(i, places.try_emplace(bearer.place, i).first->second);
        else if (bearer.type != EntityType::person || bearer.words.size() > 1)
            join(i, first.try_emplace({bearer.type, in_one(bearer.words)}, i).first->second);
    }
}

const Sentence* StoryNames::sentence_of(std::uint32_t report, std::uint32_t mention) const {
    const Layers& layers = reports_[report].layers;
    const std::uint32_t sentence = layers.sentence_at(layers.entities[mention].span.start);
    return sentence == no_index ? nullptr : &layers.sentences[sentence];
}

}  // namespace recount
