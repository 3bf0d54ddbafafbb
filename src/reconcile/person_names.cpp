#include "reconcile/person_names.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>
#include <tuple>

#include "reconcile/name_spelling.h"

namespace recount {

namespace {

/// All bearers that were joined so far, as one person.
struct Person {
    std::uint32_t root = 0;
    std::vector<const PersonName*> names;  // of its bearers, each once
    const PersonName* fullest = nullptr;
    std::set<std::string_view> surnames, first_names;  // of its full names
    std::size_t mentions = 0;
    std::set<std::uint32_t> reports;
    bool female = false, male = false;
};

bool sexes_differ(const Person& a, const Person& b) {
    return (a.female && b.male && !a.male && !b.female) || (a.male && b.female && !a.female && !b.male);
}

/// Whether one report names both: then it says itself whether they are one.
bool in_one_report(const Person& a, const Person& b) {
    return std::ranges::any_of(a.reports, [&](std::uint32_t report) { return b.reports.contains(report); });
}

/// Two persons, by how near their names are.
struct Nearness {
    double distance;
    std::uint32_t a, b;  // into the persons
    auto operator<=>(const Nearness&) const = default;
};

/// Persons with full names while they are joined, nearest first.
class Groups {
public:
    Groups(const std::vector<Person>& full, const std::vector<Nearness>& near)
        : full_(full), members_(full.size()), near_ones_(full.size()), group_(full.size()) {
        for (std::uint32_t i = 0; i < full.size(); ++i) {
            members_[i] = {i};
            group_[i] = i;
        }
        for (const Nearness& pair : near) {
            distances_[{pair.a, pair.b}] = pair.distance;
            near_ones_[pair.a].push_back(pair.b);
            near_ones_[pair.b].push_back(pair.a);
        }
    }

    bool are_one(const Nearness& pair) const { return group_[pair.a] == group_[pair.b]; }

    /// Whether nobody can tell who is meant by one of the two.
    bool is_unsure(const Nearness& pair) const {
        return pair.distance > 0 &&
               (is_unsure(pair.a, pair.b, pair.distance) || is_unsure(pair.b, pair.a, pair.distance));
    }

    /// Whether all names of the two groups can be one person's, and no report names both sides.
    bool all_agree(const Nearness& pair) const {
        const auto agree = [&](std::uint32_t one, std::uint32_t other) {
            return between(one, other) <= NamePairs::farthest &&
                   ((one == pair.a && other == pair.b) || !in_one_report(full_[one], full_[other]) ||
                    between(one, other) == 0);
        };
        return std::ranges::all_of(members_[group_[pair.a]], [&](std::uint32_t one) {
            return std::ranges::all_of(members_[group_[pair.b]],
                                       [&](std::uint32_t other) { return agree(one, other); });
        });
    }

    void join(const Nearness& pair) {
        const std::uint32_t kept = group_[pair.a], gone = group_[pair.b];
        for (const std::uint32_t moved : members_[gone]) {
            group_[moved] = kept;
            members_[kept].push_back(moved);
        }
        members_[gone].clear();
    }

private:
    double between(std::uint32_t a, std::uint32_t b) const {
        const auto found = distances_.find(std::minmax(a, b));
        return a == b ? 0 : found == distances_.end() ? NamePairs::apart : found->second;
    }

    /// A third person is as near to `one`, whose name is no longer, and cannot be `other`.
    bool is_unsure(std::uint32_t one, std::uint32_t other, double distance) const {
        constexpr double close = 0.25;  // tells no difference
        if (full_[one].fullest->words.size() > full_[other].fullest->words.size())
            return false;
        return std::ranges::any_of(near_ones_[one], [&](std::uint32_t third) {
            return third != other && between(one, third) <= distance + close &&
                   between(third, other) > NamePairs::farthest;
        });
    }

    const std::vector<Person>& full_;
    std::vector<std::vector<std::uint32_t>> members_, near_ones_;  // of each group, by its first; of each person
    std::vector<std::uint32_t> group_;                             // of each person
    std::map<std::pair<std::uint32_t, std::uint32_t>, double> distances_;
};

class PersonJoiner {
public:
    explicit PersonJoiner(StoryNames& names) : names_(names) {}

    void join() {
        join_full_names();
        join_single_names();
        join_by_context();
    }

private:
    // ---------------------------------------------------------------- persons so far
    /// Persons in the order of their first bearer, those with names of several words, or of one.
    std::vector<Person> persons(bool several_words) {
        std::map<std::uint32_t, Person> by_root;
        for (std::uint32_t i = 0; i < names_.bearers().size(); ++i)
            if (const Bearer& bearer = names_.bearers()[i];
                bearer.type == EntityType::person && !bearer.person.words.empty())
                add(by_root[names_.root(i)], names_.root(i), bearer);
        std::vector<Person> out;
        for (auto& [root, person] : by_root) {
            if ((person.fullest->words.size() > 1) != several_words)
                continue;
            if (several_words && !person.female && !person.male) {
                const WordUse use = names_.gazetteer().word(person.fullest->words.front());
                person.female = use.female;
                person.male = use.male;
            }
            out.push_back(std::move(person));
        }
        return out;
    }

    static void add(Person& person, std::uint32_t root, const Bearer& bearer) {
        person.root = root;
        if (std::ranges::none_of(person.names, [&](const PersonName* name) { return *name == bearer.person; }))
            person.names.push_back(&bearer.person);
        if (person.fullest == nullptr || bearer.person.words.size() > person.fullest->words.size())
            person.fullest = &bearer.person;
        if (bearer.person.words.size() > 1) {
            person.surnames.insert(bearer.person.words.back());
            person.first_names.insert(bearer.person.words.front());
        }
        person.mentions += bearer.mentions.size();
        person.reports.insert(bearer.report);
        person.female = person.female || bearer.female;
        person.male = person.male || bearer.male;
    }

    // ---------------------------------------------------------------- full names
    /// The persons that can be one, nearest first. Only those that share a word or a loose sound are compared.
    std::vector<Nearness> near_ones(const std::vector<Person>& full) const {
        std::map<std::string, std::vector<std::uint32_t>> sharing;
        const NameSpellings& spellings = names_.words().spellings();
        for (std::uint32_t i = 0; i < full.size(); ++i) {
            std::set<std::string> keys;
            for (const std::string& word : full[i].fullest->words) {
                keys.insert("=" + word);
                for (const std::string& sounds : spellings.loose_sounds(word))
                    keys.insert(sounds);
            }
            for (const std::string& key : keys)
                sharing[key].push_back(i);
        }
        std::set<std::pair<std::uint32_t, std::uint32_t>> compared;
        std::vector<Nearness> out;
        for (const auto& [key, list] : sharing)
            for (std::size_t i = 0; i < list.size(); ++i)
                for (std::size_t j = i + 1; j < list.size(); ++j)
                    if (compared.emplace(list[i], list[j]).second)
                        if (const double d = distance(full[list[i]], full[list[j]]); d <= NamePairs::farthest)
                            out.push_back({d, list[i], list[j]});
        std::ranges::sort(out);
        return out;
    }

    /// Between the two names of two persons that are farthest from each other.
    double distance(const Person& a, const Person& b) const {
        if (sexes_differ(a, b))
            return NamePairs::apart;
        double most = 0;
        for (const PersonName* one : a.names)
            for (const PersonName* other : b.names)
                if (one->words.size() > 1 && other->words.size() > 1)
                    most = std::max(most, names_.pairs().distance(*one, *other));
        return most;
    }

    void join_full_names() {
        const std::vector<Person> full = persons(true);
        const std::vector<Nearness> near = near_ones(full);
        Groups groups(full, near);
        for (const Nearness& pair : near) {
            const Person &a = full[pair.a], &b = full[pair.b];
            if (groups.are_one(pair) || (in_one_report(a, b) && !is_slip(a, b, pair)) || groups.is_unsure(pair) ||
                !groups.all_agree(pair))
                continue;
            names_.join(a.root, b.root);
            groups.join(pair);
        }
    }

    /// Within one report two spellings are a slip or a short form only where all but one word is the same, that one is
    /// close, and no sentence names both.
    bool is_slip(const Person& a, const Person& b, const Nearness& pair) {
        constexpr double one_step = 0.5;
        const auto &x = a.fullest->words, &y = b.fullest->words;
        if (pair.distance > one_step || x.size() != y.size() || in_one_sentence(a, b))
            return false;
        for (std::size_t i = 0; i < x.size(); ++i)
            if (x[i] != y[i] && spelling_likeness(x[i], y[i]) < 0.8 &&
                !names_.words().spellings().same_first_name(x[i], y[i]))
                return false;
        return true;
    }

    bool in_one_sentence(const Person& a, const Person& b) {
        const auto x = sentences_of(a), y = sentences_of(b);
        return std::ranges::any_of(x, [&](const auto& sentence) { return y.contains(sentence); });
    }

    std::set<std::pair<std::uint32_t, const Sentence*>> sentences_of(const Person& person) {
        std::set<std::pair<std::uint32_t, const Sentence*>> out;
        for (std::uint32_t i = 0; i < names_.bearers().size(); ++i)
            if (names_.root(i) == names_.root(person.root))
                for (const std::uint32_t mention : names_.bearers()[i].mentions)
                    out.emplace(names_.bearers()[i].report, names_.sentence_of(names_.bearers()[i].report, mention));
        return out;
    }

    // ---------------------------------------------------------------- surnames alone
    /// A surname alone joins the one person of the story who has it; alone in all reports, it is one person.
    void join_single_names() {
        std::map<std::string, std::uint32_t> first;
        for (std::uint32_t i = 0; i < names_.bearers().size(); ++i) {
            const Bearer& bearer = names_.bearers()[i];
            if (bearer.type != EntityType::person || bearer.person.words.size() != 1 || names_.root(i) != i)
                continue;
            const std::string key = bearer.person.words[0] + (bearer.female ? " f" : bearer.male ? " m" : "");
            names_.join(i, first.try_emplace(key, i).first->second);
        }
        const std::vector<Person> full = persons(true);
        for (const Person& single : persons(false)) {
            std::vector<const Person*> match = bearers_of(single, full, &Person::surnames);
            if (match.empty())
                match = bearers_of(single, full, &Person::first_names);
            if (const Person* best = dominant(match))
                names_.join(single.root, best->root);
        }
    }

    static std::vector<const Person*> bearers_of(const Person& single, const std::vector<Person>& full,
                                                 std::set<std::string_view> Person::*names) {
        std::vector<const Person*> match;
        for (const Person& person : full)
            if ((person.*names).contains(single.fullest->words.front()) && !sexes_differ(single, person))
                match.push_back(&person);
        return match;
    }

    /// The only one, or the one that is named three times as often as any other; null otherwise.
    static const Person* dominant(const std::vector<const Person*>& list) {
        if (list.empty())
            return nullptr;
        const Person* best =
            *std::ranges::max_element(list, [](const Person* a, const Person* b) { return a->mentions < b->mentions; });
        for (const Person* other : list)
            if (other != best && other->mentions * 3 > best->mentions)
                return nullptr;
        return best;
    }

    // ---------------------------------------------------------------- by context
    /// A surname that is another spelling of a person's joins him or her where the words around it fit no other person
    /// as well.
    void join_by_context() {
        constexpr std::size_t shortest = 5;  // letters
        const std::vector<Person> singles = persons(false), full = persons(true);
        std::vector<Person> everyone = full;
        everyone.insert(everyone.end(), singles.begin(), singles.end());
        for (const Person& single : singles) {
            const std::string& surname = single.fullest->words.front();
            std::vector<const Person*> spellings;
            for (const Person& person : everyone)
                if (names_.root(person.root) != names_.root(single.root) && !in_one_report(single, person) &&
                    !sexes_differ(single, person) && surname.size() >= shortest &&
                    may_be_one_spelling(names_.words().spellings(), surname, person.fullest->words.back()))
                    spellings.push_back(&person);
            if (spellings.size() == 1 && fits_best(single, *spellings[0], everyone))
                names_.join(single.root, spellings[0]->root);
        }
    }

    bool fits_best(const Person& single, const Person& candidate, const std::vector<Person>& everyone) {
        if (contexts_.empty())
            for (const Person& person : everyone)
                read_context(person.root);
        std::map<std::uint32_t, double> score;
        for (const std::string_view word : contexts_[single.root]) {
            std::vector<std::uint32_t> with;
            for (const auto& [person, context] : contexts_)
                if (person != single.root && context.contains(word))
                    with.push_back(person);
            for (const std::uint32_t person : with)
                score[person] += 1.0 / static_cast<double>(with.size());
        }
        if (score[candidate.root] < 1)
            return false;
        const auto fit = [&](std::uint32_t person) {
            return score[person] / std::sqrt(static_cast<double>(contexts_[person].size() + 1));
        };
        return std::ranges::all_of(score, [&](const auto& entry) {
            return entry.first == candidate.root || fit(entry.first) < fit(candidate.root);
        });
    }

    /// The longer words of the sentences that name a person.
    void read_context(std::uint32_t person) {
        std::set<std::string_view>& context = contexts_[person];
        for (std::uint32_t i = 0; i < names_.bearers().size(); ++i)
            if (names_.root(i) == person)
                for (const std::uint32_t mention : names_.bearers()[i].mentions)
                    read_context(names_.bearers()[i].report, mention, context);
    }

    void read_context(std::uint32_t number, std::uint32_t mention, std::set<std::string_view>& context) const {
        constexpr std::uint32_t shortest = 4;  // letters
        const AnnotatedReport& report = names_.reports()[number];
        const Layers& layers = report.layers;
        const Entity& entity = layers.entities[mention];
        const Sentence* sentence = names_.sentence_of(number, mention);
        if (sentence == nullptr)
            return;
        for (std::uint32_t t = sentence->first_token; t < sentence->end_token; ++t)
            if (layers.tokens[t].kind == TokenKind::word && layers.tokens[t].end - layers.tokens[t].start >= shortest &&
                (t < entity.first_token || t >= entity.end_token))
                context.insert(report.lowered(layers.tokens[t].span()));
    }

    StoryNames& names_;
    std::map<std::uint32_t, std::set<std::string_view>> contexts_;  // by root
};

}  // namespace

void join_persons(StoryNames& names) {
    PersonJoiner(names).join();
}

}  // namespace recount
