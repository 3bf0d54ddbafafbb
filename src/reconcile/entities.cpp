#include "reconcile/entities.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "text/utf8.h"

namespace recount {

namespace {

/// Edits (insert, delete, replace one letter) between two words.
std::size_t edits(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
}

}  // namespace

double spelling_likeness(std::string_view a, std::string_view b) {
    const std::size_t longer = std::max(a.size(), b.size());
    return longer == 0 ? 1.0 : 1.0 - static_cast<double>(edits(a, b)) / static_cast<double>(longer);
}

bool may_be_one_spelling(const NameWords& words, std::string_view a, std::string_view b) {
    if (a == b)
        return true;
    const std::size_t shorter = std::min(a.size(), b.size());
    if (shorter < 4 || std::max(a.size(), b.size()) > shorter + 4)
        return false;
    const double likeness = spelling_likeness(a, b);
    if (likeness < 0.5)
        return false;
    const std::string x = words.sounds(a), y = words.sounds(b);
    if (x == y)
        return x.size() >= 2 && likeness >= (x.size() >= 4 ? 0.5 : 0.7);
    if (x.starts_with(y) || y.starts_with(x))
        return false;  // "Martin" and "Martinez", "Peters" and "Peterson"
    return std::max(x.size(), y.size()) >= 5 && edits(x, y) == 1 && likeness >= 0.7;
}

namespace {

/// One bearer of one report.
struct Bearer {
    std::uint32_t report = 0;  // index among all reports
    EntityType type = EntityType::other;
    std::vector<std::uint32_t> mentions;  // into the report's entities
    std::vector<std::string> words;       // of the fullest wording, folded, without suffixes and small words
    std::set<std::string> wordings;       // folded
    std::string place;                    // the gazetteer's id
    std::uint32_t known = no_index;       // well-known organisation
    bool abbreviation = false, female = false, male = false;
    std::uint32_t joined = 0;  // union-find
};

/// The names of one story being joined.
class Joiner {
public:
    Joiner(std::span<const AnnotatedReport> reports, const Story& story, const NameWords& words,
           const Gazetteer& gazetteer)
        : reports_(reports), words_(words), gazetteer_(gazetteer) {
        for (const std::uint32_t report : story.reports)
            collect(report);
    }

    std::vector<AccountEntity> join() {
        agree_on_types();
        join_same_wording();
        join_organisations();
        join_part_names();
        join_spellings();
        join_single_names();
        join_by_context();
        return give();
    }

private:
    // ---------------------------------------------------------------- what the reports have
    void collect(std::uint32_t report) {
        const Layers& layers = reports_[report].layers;
        std::unordered_map<std::uint32_t, std::uint32_t> of_bearer;
        for (std::uint32_t i = 0; i < layers.entities.size(); ++i) {
            const Entity& entity = layers.entities[i];
            const auto [found, fresh] =
                of_bearer.try_emplace(entity.bearer, static_cast<std::uint32_t>(bearers_.size()));
            if (fresh) {
                Bearer& made = bearers_.emplace_back();
                made.report = report;
                made.joined = found->second;
                made.type = entity.type;
            }
            add(bearers_[found->second], report, i);
        }
    }

    void add(Bearer& bearer, std::uint32_t report, std::uint32_t index) {
        const Layers& layers = reports_[report].layers;
        const Entity& entity = layers.entities[index];
        bearer.mentions.push_back(index);
        if (bearer.place.empty())
            bearer.place = entity.place;
        bearer.wordings.insert(wording(report, entity));
        std::vector<std::string> own = own_words(report, entity);
        if (own.size() > bearer.words.size())
            bearer.words = std::move(own);
        if (const auto known =
                words_.organisation_at(reports_[report].report.content, layers.lowered,
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

    /// A name as one string, without accents, blanks and a leading article.
    std::string wording(std::uint32_t report, const Entity& entity) const {
        const Layers& layers = reports_[report].layers;
        std::string out;
        for (std::uint32_t i = entity.first_token; i < entity.end_token; ++i)
            if (i > entity.first_token || entity.end_token == i + 1 || !words_.is(layers.tokens[i], article_word))
                out += folded(reports_[report].words(layers.tokens[i].span())) + " ";
        return out;
    }

    std::vector<std::string> own_words(std::uint32_t report, const Entity& entity) const {
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

    // ---------------------------------------------------------------- joining
    std::uint32_t root(std::uint32_t i) const {
        while (bearers_[i].joined != i)
            i = bearers_[i].joined;
        return i;
    }

    void unite(std::uint32_t a, std::uint32_t b) {
        a = root(a);
        b = root(b);
        if (a == b)
            return;
        if (b < a)
            std::swap(a, b);
        bearers_[b].joined = a;
    }

    /// One name has one type in a story: that of most mentions. What no report could type follows the others.
    void agree_on_types() {
        correct_types();
        std::map<std::string, std::array<std::size_t, 4>> votes;
        for (const Bearer& bearer : bearers_)
            votes[joined_words(bearer)][static_cast<std::size_t>(bearer.type)] += bearer.mentions.size();
        for (Bearer& bearer : bearers_) {
            const auto& counts = votes[joined_words(bearer)];
            std::size_t best = 3;
            for (std::size_t type = 0; type < 3; ++type)
                if (counts[type] > 0 && (best == 3 || counts[type] > counts[best]))
                    best = type;
            if (bearer.words.size() > 1 || bearer.type == EntityType::other)
                bearer.type = static_cast<EntityType>(best);
        }
    }

    /// What the codebook has as an organisation is no place. A word alone that one report takes for an organisation is
    /// a person where others of the story give the full name, and as often as not.
    void correct_types() {
        for (Bearer& bearer : bearers_)
            if (bearer.known != no_index && bearer.type == EntityType::place)
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

    static std::string joined_words(const Bearer& bearer) {
        std::string out;
        for (const std::string& word : bearer.words)
            out += word + " ";
        return out;
    }

    void join_same_wording() {
        std::map<std::pair<EntityType, std::string>, std::uint32_t> first;
        std::map<std::string, std::uint32_t> places;
        for (std::uint32_t i = 0; i < bearers_.size(); ++i) {
            Bearer& bearer = bearers_[i];
            if (bearer.type == EntityType::other)
                continue;
            if (bearer.type == EntityType::place && !bearer.place.empty()) {
                unite(i, places.try_emplace(bearer.place, i).first->second);
            } else if (bearer.type != EntityType::person || bearer.words.size() > 1) {
                unite(i, first.try_emplace({bearer.type, joined_words(bearer)}, i).first->second);
            }
        }
    }

    // ---------------------------------------------------------------- organisations
    void join_organisations() {
        std::map<std::uint32_t, std::uint32_t> known;
        std::map<std::string, std::uint32_t> by_wording;
        for (std::uint32_t i = 0; i < bearers_.size(); ++i) {
            if (bearers_[i].type != EntityType::organisation)
                continue;
            if (bearers_[i].known != no_index)
                unite(i, known.try_emplace(bearers_[i].known, i).first->second);
            for (const std::string& wording : bearers_[i].wordings)
                unite(i, by_wording.try_emplace(wording, i).first->second);
        }
        for (std::uint32_t i = 0; i < bearers_.size(); ++i)
            if (bearers_[i].type == EntityType::organisation && bearers_[i].abbreviation &&
                bearers_[i].words.size() == 1)
                join_initials(i);
    }

    /// An acronym joins the one organisation of the story that has its initials.
    void join_initials(std::uint32_t acronym) {
        std::uint32_t match = no_index;
        for (std::uint32_t i = 0; i < bearers_.size(); ++i) {
            const Bearer& full = bearers_[i];
            if (full.type != EntityType::organisation || full.words.size() < 2)
                continue;
            std::string initials;
            for (const std::string& word : full.words)
                initials += word.substr(0, 1);
            if (initials != bearers_[acronym].words[0])
                continue;
            if (match != no_index && root(match) != root(i))
                return;
            match = i;
        }
        if (match != no_index)
            unite(acronym, match);
    }

    // ---------------------------------------------------------------- persons
    /// All bearers that were joined so far, as one person.
    struct Person {
        std::uint32_t root = 0;
        const std::vector<std::string>* words = nullptr;   // fullest
        std::set<std::string_view> surnames, first_names;  // of all its full wordings
        std::size_t mentions = 0;
        std::set<std::uint32_t> reports;
        bool female = false, male = false;
    };

    /// Persons in the order of their first bearer, those with names of several words, or of one.
    std::vector<Person> persons(bool several_words) const {
        std::map<std::uint32_t, Person> by_root;
        for (std::uint32_t i = 0; i < bearers_.size(); ++i) {
            if (bearers_[i].type != EntityType::person)
                continue;
            Person& person = by_root[root(i)];
            person.root = root(i);
            if (person.words == nullptr || bearers_[i].words.size() > person.words->size())
                person.words = &bearers_[i].words;
            if (bearers_[i].words.size() > 1) {
                person.surnames.insert(bearers_[i].words.back());
                person.first_names.insert(bearers_[i].words.front());
            }
            person.mentions += bearers_[i].mentions.size();
            person.reports.insert(bearers_[i].report);
            person.female = person.female || bearers_[i].female;
            person.male = person.male || bearers_[i].male;
        }
        std::vector<Person> out;
        for (auto& [key, person] : by_root) {
            if ((person.words->size() > 1) != several_words)
                continue;
            if (several_words && !person.female && !person.male) {
                const WordUse use = gazetteer_.word(person.words->front());
                person.female = use.female;
                person.male = use.male;
            }
            out.push_back(std::move(person));
        }
        return out;
    }

    static bool apart(const Person& a, const Person& b) {
        return std::any_of(a.reports.begin(), a.reports.end(),
                           [&](std::uint32_t report) { return b.reports.contains(report); });
    }
    static bool sexes_differ(const Person& a, const Person& b) {
        return (a.female && b.male && !a.male && !b.female) || (a.male && b.female && !a.female && !b.male);
    }

    static bool is_part(const std::vector<std::string>& shorter, const std::vector<std::string>& longer) {
        if (shorter.size() >= longer.size() || longer.size() > shorter.size() + 2)
            return false;
        return (shorter.front() == longer.front() && shorter.back() == longer.back()) ||
               std::equal(shorter.begin(), shorter.end(), longer.begin()) ||
               std::equal(shorter.rbegin(), shorter.rend(), longer.rbegin());
    }

    /// "Amina Ali" in one report, "Amina Ali Nkeki" in another.
    void join_part_names() {
        const std::vector<Person> full = persons(true);
        for (const Person& shorter : full) {
            const Person* match = nullptr;
            std::size_t matches = 0;
            for (const Person& longer : full)
                if (is_part(*shorter.words, *longer.words) && !apart(shorter, longer)) {
                    match = &longer;
                    ++matches;
                }
            if (matches == 1)
                unite(shorter.root, match->root);
        }
    }

    /// Two spellings of one full name: each word is the other's or a spelling of it; an initial stands for its name.
    /// Within one report that is a slip only where all but a letter or two is the same, and no sentence names both.
    void join_spellings() {
        const std::vector<Person> full = persons(true);
        for (std::size_t i = 0; i < full.size(); ++i)
            for (std::size_t j = i + 1; j < full.size(); ++j)
                if (root(full[i].root) != root(full[j].root) && !sexes_differ(full[i], full[j]) &&
                    one_full_name(*full[i].words, *full[j].words) &&
                    (!apart(full[i], full[j]) || slip(full[i], full[j])))
                    unite(full[i].root, full[j].root);
    }

    bool slip(const Person& a, const Person& b) const {
        const auto &x = *a.words, &y = *b.words;
        if (x.size() != 2 || y.size() != 2 || (x[0] != y[0] && x[1] != y[1]))
            return false;
        const std::string &u = x[0] == y[0] ? x[1] : x[0], &v = x[0] == y[0] ? y[1] : y[0];
        return words_.sounds(u) == words_.sounds(v) && spelling_likeness(u, v) >= 0.8 && !in_one_sentence(a, b);
    }

    bool in_one_sentence(const Person& a, const Person& b) const {
        const auto sentences = [this](const Person& person) {
            std::set<std::pair<std::uint32_t, const Sentence*>> out;
            for (const Bearer& bearer : bearers_)
                if (root(bearer.joined) == root(person.root))
                    for (const std::uint32_t mention : bearer.mentions)
                        out.emplace(bearer.report, sentence_of(bearer.report, mention));
            return out;
        };
        const auto x = sentences(a), y = sentences(b);
        return std::any_of(x.begin(), x.end(), [&](const auto& sentence) { return y.contains(sentence); });
    }

    /// The sentence of a mention, null where it stands in none.
    const Sentence* sentence_of(std::uint32_t report, std::uint32_t mention) const {
        const Layers& layers = reports_[report].layers;
        const std::uint32_t first = layers.entities[mention].first_token;
        const auto behind =
            std::upper_bound(layers.sentences.begin(), layers.sentences.end(), first,
                             [](std::uint32_t token, const Sentence& s) { return token < s.first_token; });
        return behind == layers.sentences.begin() ? nullptr : &*(behind - 1);
    }

    bool one_full_name(const std::vector<std::string>& a, const std::vector<std::string>& b) const {
        const bool first = may_be_one_spelling(words_, a.front(), b.front());
        const bool initial =
            (a.front().size() == 1 || b.front().size() == 1) && a.front()[0] == b.front()[0] && a.back() == b.back();
        return (first && may_be_one_spelling(words_, a.back(), b.back()) &&
                (a.size() == b.size() || a.back() == b.back())) ||
               initial;
    }

    /// A surname alone joins the one person of the story who has it; alone in all reports, it is one person.
    void join_single_names() {
        std::map<std::string, std::uint32_t> first;
        for (std::uint32_t i = 0; i < bearers_.size(); ++i)
            if (bearers_[i].type == EntityType::person && bearers_[i].words.size() == 1 && root(i) == i)
                unite(i, first
                             .try_emplace(bearers_[i].words[0] + (bearers_[i].female ? " f"
                                                                  : bearers_[i].male ? " m"
                                                                                     : ""),
                                          i)
                             .first->second);
        const std::vector<Person> full = persons(true);
        for (const Person& single : persons(false)) {
            std::vector<const Person*> match;
            for (const Person& person : full)
                if (person.surnames.contains(single.words->front()) && !sexes_differ(single, person))
                    match.push_back(&person);
            if (match.empty())
                for (const Person& person : full)
                    if (person.first_names.contains(single.words->front()) && !sexes_differ(single, person))
                        match.push_back(&person);
            if (const Person* best = dominant(match))
                unite(single.root, best->root);
        }
    }

    /// The only one, or the one that is named three times as often as any other; null otherwise.
    static const Person* dominant(const std::vector<const Person*>& list) {
        if (list.empty())
            return nullptr;
        const Person* best = *std::max_element(
            list.begin(), list.end(), [](const Person* a, const Person* b) { return a->mentions < b->mentions; });
        for (const Person* other : list)
            if (other != best && other->mentions * 3 > best->mentions)
                return nullptr;
        return best;
    }

    // ---------------------------------------------------------------- by context
    /// A surname that is another spelling of a person's joins him or her where the words around it fit no other person
    /// as well.
    void join_by_context() {
        const std::vector<Person> singles = persons(false), full = persons(true);
        std::vector<Person> everyone = full;
        everyone.insert(everyone.end(), singles.begin(), singles.end());
        for (const Person& single : singles) {
            std::vector<const Person*> spellings;
            for (const Person& person : everyone)
                if (root(person.root) != root(single.root) && !apart(single, person) && !sexes_differ(single, person) &&
                    single.words->front().size() >= 5 &&
                    may_be_one_spelling(words_, single.words->front(), person.words->back()))
                    spellings.push_back(&person);
            if (spellings.size() == 1 && fits_best(single, *spellings[0], everyone))
                unite(single.root, spellings[0]->root);
        }
    }

    bool fits_best(const Person& single, const Person& candidate, const std::vector<Person>& everyone) {
        if (contexts_.empty())
            for (const Person& person : everyone)
                read_context(person.root);
        const std::set<std::string_view>& own = contexts_[single.root];
        std::map<std::uint32_t, double> score;
        for (const std::string_view word : own) {
            std::vector<std::uint32_t> with;
            for (const auto& [person, context] : contexts_)
                if (person != single.root && context.contains(word))
                    with.push_back(person);
            for (const std::uint32_t person : with)
                score[person] += 1.0 / static_cast<double>(with.size());
        }
        const double wanted =
            score[candidate.root] / std::sqrt(static_cast<double>(contexts_[candidate.root].size() + 1));
        if (score[candidate.root] < 1)
            return false;
        for (const auto& [person, sum] : score)
            if (person != candidate.root &&
                sum / std::sqrt(static_cast<double>(contexts_[person].size() + 1)) >= wanted)
                return false;
        return true;
    }

    /// The longer words of the sentences that name a person.
    void read_context(std::uint32_t person) {
        std::set<std::string_view>& context = contexts_[person];
        for (std::uint32_t i = 0; i < bearers_.size(); ++i) {
            if (root(i) != person)
                continue;
            const AnnotatedReport& report = reports_[bearers_[i].report];
            const Layers& layers = report.layers;
            for (const std::uint32_t mention : bearers_[i].mentions) {
                const Entity& entity = layers.entities[mention];
                const Sentence* sentence = sentence_of(bearers_[i].report, mention);
                if (sentence == nullptr)
                    continue;
                for (std::uint32_t t = sentence->first_token; t < sentence->end_token; ++t)
                    if (layers.tokens[t].kind == TokenKind::word &&
                        layers.tokens[t].end - layers.tokens[t].start >= 4 &&
                        (t < entity.first_token || t >= entity.end_token))
                        context.insert(report.lowered(layers.tokens[t].span()));
            }
        }
    }

    // ---------------------------------------------------------------- what comes out
    std::vector<AccountEntity> give() const {
        std::map<std::uint32_t, std::vector<std::uint32_t>> groups;
        for (std::uint32_t i = 0; i < bearers_.size(); ++i)
            if (bearers_[i].type != EntityType::other)
                groups[root(i)].push_back(i);
        std::vector<AccountEntity> out;
        for (const auto& [first, members] : groups)
            out.push_back(entity_of(members));
        return out;
    }

    AccountEntity entity_of(const std::vector<std::uint32_t>& members) const {
        AccountEntity entity;
        entity.type = bearers_[members.front()].type;
        std::map<std::string_view, std::size_t> wordings;
        for (const std::uint32_t i : members) {
            const AnnotatedReport& report = reports_[bearers_[i].report];
            for (const std::uint32_t index : bearers_[i].mentions) {
                const Entity& mention = report.layers.entities[index];
                ++wordings[report.words(mention.span)];
                entity.mentions.push_back({bearers_[i].report, mention.span});
                if (entity.type == EntityType::person)
                    add_titled(entity, report, bearers_[i].report, mention);
            }
            if (!entity.place && !bearers_[i].place.empty())
                entity.place = place(bearers_[i].place);
        }
        std::sort(entity.mentions.begin(), entity.mentions.end());
        entity.name = fullest(wordings, entity.type == EntityType::place);
        if (entity.place && !has_lower_case(entity.name))
            entity.name = entity.place->name;
        return entity;
    }

    void add_titled(AccountEntity& entity, const AnnotatedReport& report, std::uint32_t number,
                    const Entity& mention) const {
        if (mention.first_token == 0)
            return;
        const Token& before = report.layers.tokens[mention.first_token - 1];
        const bool office =
            mention.first_token > 1 && words_.role_at(Tokens(report.layers.tokens).first(mention.first_token),
                                                      mention.first_token - 2) == 2;  // "First Lady"
        if (before.capitalised && !office && words_.is(before, courtesy_title))
            entity.mentions.push_back({number, {before.start, mention.span.end}});
    }

    static bool has_lower_case(std::string_view name) {
        return std::any_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    }

    AccountPlace place(const std::string& id) const {
        const PlaceIndex index = gazetteer_.by_id(id);
        if (index == no_place)
            return {};
        const Place found = gazetteer_.place(index);
        return {std::string(found.name), id, found.lat, found.lon};
    }

    /// The wording with most words; among those the most frequent one, no one in capitals, the first by its letters. A
    /// wording that is rare beside another of several words is a slip. Five letters in capitals may be an abbreviation,
    /// but for a place, which datelines write so.
    static std::string fullest(const std::map<std::string_view, std::size_t>& wordings, bool is_place) {
        constexpr std::size_t rare = 8;  // times less than the most frequent
        constexpr std::size_t longest_abbreviation = 5;
        const auto is_long = [](std::string_view wording) { return wording.find(' ') != std::string_view::npos; };
        std::size_t usual = 0;
        for (const auto& [wording, count] : wordings)
            if (is_long(wording))
                usual = std::max(usual, count);
        using Rank = std::tuple<bool, std::ptrdiff_t, std::size_t>;
        std::string_view best;
        Rank most;
        for (const auto& [wording, count] : wordings) {
            if (is_long(wording) && count * rare < usual)
                continue;
            const bool mixed = has_lower_case(wording);
            const auto blanks =
                std::count_if(wording.begin(), wording.end(), [](char c) { return c == ' ' || c == '\n'; });
            const Rank rank{mixed || (!is_place && wording.size() <= longest_abbreviation), blanks, count};
            if (best.empty() || rank > most) {
                most = rank;
                best = wording;
            }
        }
        std::string name(best);
        std::replace(name.begin(), name.end(), '\n', ' ');
        return name;
    }

    std::span<const AnnotatedReport> reports_;
    const NameWords& words_;
    const Gazetteer& gazetteer_;
    std::vector<Bearer> bearers_;
    std::map<std::uint32_t, std::set<std::string_view>> contexts_;  // by root
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
                                         const NameWords& words, const Gazetteer& gazetteer) {
    return Joiner(reports, story, words, gazetteer).join();
}

}  // namespace recount
