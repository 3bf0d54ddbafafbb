#include "annotate/names.h"

#include <algorithm>
#include <array>
#include <mutex>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "annotate/name_finder.h"
#include "annotate/name_repairs.h"
#include "gazetteer/resolve.h"

namespace recount {

namespace {

constexpr float enough = 1.0F;  // evidence from which a name has a type

/// Hash (64-bit FNV-1a) of the lower-case words of a stretch of tokens, whatever stands between them.
class WordsHash {
public:
    WordsHash(const Layers& layers) : layers_(layers) {}
    std::uint64_t operator()(std::uint32_t first, std::uint32_t end) const {
        std::uint64_t hash = 0xCBF29CE484222325ULL;
        for (std::uint32_t i = first; i < end; ++i) {
            for (const char c : slice(layers_.lowered, layers_.tokens[i].span()))
                hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
            hash = (hash ^ ' ') * 0x100000001B3ULL;
        }
        return hash;
    }

private:
    const Layers& layers_;
};

/// All mentions of one wording.
struct Wording {
    std::uint32_t first = 0, end = 0;  // tokens of its first mention
    NameEvidence evidence, hint, against;
    Candidates places;
    std::uint32_t known = no_index;
    std::uint32_t mentions = 0;
    std::array<std::uint32_t, 3> votes{};  // mentions that the network takes for a person, an organisation, a place
    float no_organisation = 0;  // how sure it is, over all mentions, that this is no organisation (logarithm of odds)
    bool voted = false;         // it takes a mention for a name
    std::uint32_t bearer = no_index;  // the wording that stands for the bearer: itself, or another
    EntityType type = EntityType::other;
    bool region = false, abbreviation = false, female = false, male = false, titled = false;
    bool held = false;  // a mention stands before the country or region that holds it: "Nice, France"
    std::string place;  // the gazetteer's id

    std::uint32_t length() const { return end - first; }
};

EntityType decide(const NameEvidence& evidence) {
    const float best = std::max({evidence.person, evidence.organisation, evidence.place});
    if (best < enough)
        return EntityType::other;
    if (evidence.place == best)
        return EntityType::place;
    return evidence.person == best ? EntityType::person : EntityType::organisation;
}

/// The names of one report: wordings gather their mentions' evidence, then find their bearers.
class NamesOfReport {
public:
    NamesOfReport(const NameWords& words, const Gazetteer& gazetteer, AnnotatedReport& report, NameFindings& findings)
        : words_(words),
          gazetteer_(gazetteer),
          report_(report),
          layers_(report.layers),
          findings_(findings),
          hash_(report.layers) {}

    void annotate(const NameFinder& finder) {
        find_places_of_dateline();
        gather(0);
        decide_types();
        know_full_names();
        join_persons();
        if (!findings_.headlines.empty()) {
            read_headlines(finder);
            join_persons();
        }
        join_organisations();
        resolve();
        give();
    }

private:
    // ---------------------------------------------------------------- the dateline
    /// "February 21, 2015 (ADDIS ABABA) -": before the dash that ends a dateline, what the gazetteer knows is a place,
    /// though its capitals and brackets look like an abbreviation's.
    void find_places_of_dateline() {
        constexpr float sure = 20;
        constexpr std::uint32_t longest = 24;  // tokens
        if (!report_.report.published_span)
            return;
        const std::uint32_t sentence = layers_.sentence_at(report_.report.published_span->start);
        if (sentence == no_index)
            return;
        const Sentence& head = layers_.sentences[sentence];
        std::uint32_t dash = head.first_token;
        const auto is_dash = [&](const Token& token) {
            const std::string_view word = report_.words(token.span());
            return token.start >= report_.report.published_span->end &&
                   (word == "-" || word == "--" || word == "\u2013" || word == "\u2014");
        };
        while (dash < head.end_token && !is_dash(layers_.tokens[dash]))
            ++dash;
        if (dash == head.end_token || dash - head.first_token > longest)
            return;
        for (NamePiece& piece : findings_.pieces)
            if (piece.first >= head.first_token && piece.end <= dash && !piece.places.empty() &&
                piece.known == no_index) {
                piece.around.place += sure;
                piece.abbreviation = piece.bracketed = false;
            }
    }

    // ---------------------------------------------------------------- wordings
    void gather(std::size_t from) {
        wording_of_.resize(findings_.pieces.size());
        for (std::size_t i = from; i < findings_.pieces.size(); ++i) {
            const NamePiece& piece = findings_.pieces[i];
            const auto [found, fresh] =
                by_words_.try_emplace(hash_(piece.first, piece.end), static_cast<std::uint32_t>(wordings_.size()));
            if (fresh) {
                Wording& made = wordings_.emplace_back();
                made.first = piece.first;
                made.end = piece.end;
                made.bearer = found->second;
            }
            wording_of_[i] = found->second;
            add(wordings_[found->second], piece);
        }
    }

    static void add(Wording& wording, const NamePiece& piece) {
        ++wording.mentions;
        if (piece.voted != EntityType::other)
            add_vote(wording, piece);
        const bool first = wording.mentions == 1;
        add(wording.evidence.person, wording.hint.person, wording.against.person, piece.inner.person,
            piece.around.person, first);
        add(wording.evidence.organisation, wording.hint.organisation, wording.against.organisation,
            piece.inner.organisation, piece.around.organisation, first);
        add(wording.evidence.place, wording.hint.place, wording.against.place, piece.inner.place, piece.around.place,
            first);
        if (!piece.places.empty())
            wording.places = piece.places;
        wording.region = wording.region || piece.region;
        wording.known = std::min(wording.known, piece.known);
        wording.abbreviation = wording.abbreviation || piece.abbreviation;
        wording.female = wording.female || piece.female;
        wording.male = wording.male || piece.male;
        wording.titled = wording.titled || piece.titled;
        wording.held = wording.held || piece.within != no_index;
    }

    static void add_vote(Wording& wording, const NamePiece& piece) {
        const auto [person, organisation, place] = piece.short_of;
        ++wording.votes[static_cast<std::size_t>(piece.voted)];
        wording.no_organisation += organisation - std::min(person, place);
        wording.voted = true;
    }

    /// What the name itself says counts once, what stands around each mention adds up; mere hints, and what speaks
    /// against it, do not.
    static void add(float& sum, float& hint, float& against, float inner, float around, bool first) {
        if (first)
            sum += inner;
        if (around < 0)
            against = std::min(against, around);
        else if (around < 1)
            hint = std::max(hint, around);
        else
            sum += around;
    }

    static NameEvidence all_evidence(const Wording& wording) {
        return {wording.evidence.person + wording.hint.person + wording.against.person,
                wording.evidence.organisation + wording.hint.organisation + wording.against.organisation,
                wording.evidence.place + wording.hint.place + wording.against.place};
    }

    /// What the network's votes and the evidence say together; a vote weighs as much as two sure signs. What the
    /// codebook has as an organisation is no person, and no place either unless it is one word that the network takes
    /// for none over all mentions.
    static EntityType type_of(const Wording& wording) {
        constexpr float vote = 8;
        const bool rather_person = wording.votes[0] > wording.votes[2];
        if (wording.known != no_index && (wording.length() > 1 || wording.no_organisation <= 0 || rather_person))
            return EntityType::organisation;
        NameEvidence evidence = all_evidence(wording);
        evidence.person += vote * static_cast<float>(wording.votes[0]);
        evidence.organisation += vote * static_cast<float>(wording.votes[1]);
        evidence.place += vote * static_cast<float>(wording.votes[2]);
        return decide(evidence);
    }

    void decide_types() {
        for (Wording& wording : wordings_)
            wording.type = type_of(wording);
        favour_countries();
        for (Wording& wording : wordings_)
            wording.type = type_of(wording);
    }

    /// A small town that alone bears its name is a place where the report speaks of its country.
    void favour_countries() {
        std::vector<PlaceIndex> countries;
        for (const PlaceIndex place : findings_.peoples)
            countries.push_back(gazetteer_.place(place).country);
        for (const Wording& wording : wordings_)
            if (wording.type == EntityType::place && !wording.places.empty() &&
                gazetteer_.place(wording.places[0].place).kind == PlaceKind::country)
                countries.push_back(wording.places[0].place);
        for (Wording& wording : wordings_) {
            if (wording.type == EntityType::place || wording.places.size() != 1 || wording.evidence.place <= 0)
                continue;
            const PlaceIndex country = gazetteer_.place(wording.places[0].place).country;
            if (country != no_place && std::find(countries.begin(), countries.end(), country) != countries.end())
                wording.evidence.place += 2;
        }
    }

    // ---------------------------------------------------------------- headlines
    /// In a headline every word is capitalised: names of the body are found there, then well-known ones.
    void read_headlines(const NameFinder& finder) {
        const std::size_t before = findings_.pieces.size();
        for (const std::uint32_t index : findings_.headlines) {
            const Sentence& sentence = layers_.sentences[index];
            const std::size_t start = findings_.pieces.size();
            find_body_names(sentence);
            const std::size_t own = findings_.pieces.size();
            finder.find_in_headline(report_, sentence, findings_);
            drop_overlapping(start, own);
        }
        const std::size_t wordings = wordings_.size();
        gather(before);
        for (std::size_t i = wordings; i < wordings_.size(); ++i)
            wordings_[i].type = type_of(wordings_[i]);
    }

    void find_body_names(const Sentence& sentence) {
        for (std::uint32_t i = sentence.first_token; i < sentence.end_token;) {
            std::uint32_t end = i;
            const std::uint32_t longest = std::min(sentence.end_token, i + 5);
            for (std::uint32_t stop = longest; stop > i && end == i && layers_.tokens[i].capitalised; --stop) {
                const auto found = by_words_.find(hash_(i, stop));
                if (found == by_words_.end() || wordings_[found->second].type == EntityType::other)
                    continue;
                NamePiece piece;
                piece.first = i;
                piece.end = end = stop;
                piece.places = wordings_[found->second].places;
                findings_.pieces.push_back(piece);
            }
            i = std::max(end, i + 1);
        }
    }

    /// Well-known names of a headline that overlap the body's own go.
    void drop_overlapping(std::size_t start, std::size_t own) {
        auto& pieces = findings_.pieces;
        const auto overlaps = [&](const NamePiece& piece) {
            return std::any_of(pieces.begin() + static_cast<std::ptrdiff_t>(start),
                               pieces.begin() + static_cast<std::ptrdiff_t>(own),
                               [&](const NamePiece& kept) { return piece.first < kept.end && kept.first < piece.end; });
        };
        std::vector<NamePiece> kept;
        for (std::size_t i = own; i < pieces.size(); ++i) {
            pieces[i].within = no_index;
            if (!overlaps(pieces[i]))
                kept.push_back(pieces[i]);
        }
        pieces.resize(own);
        pieces.insert(pieces.end(), kept.begin(), kept.end());
        std::sort(pieces.begin() + static_cast<std::ptrdiff_t>(start), pieces.end(),
                  [](const NamePiece& a, const NamePiece& b) { return a.first < b.first; });
    }

    // ---------------------------------------------------------------- persons
    std::uint64_t word_hash(std::uint32_t token) const { return hash_(token, token + 1); }

    /// The last word that is a name's own: not "Jr.".
    std::uint32_t surname(const Wording& wording) const {
        std::uint32_t last = wording.end - 1;
        while (last > wording.first && words_.is(layers_.tokens[last], name_suffix))
            --last;
        return last;
    }

    /// A full name is a person's where one of its words alone is, as often at least ("Uma Weiss", then "Weiss"): not
    /// where an everyday word stands beside that ("the Weiss Foundation").
    void know_full_names() {
        std::unordered_map<std::uint64_t, std::uint32_t> persons;  // mentions of single words, by their hash
        for (const Wording& wording : wordings_)
            if (wording.type == EntityType::person && wording.length() == 1)
                persons.emplace(word_hash(wording.first), wording.mentions);
        const auto is_everyday = [&](std::uint32_t token) {
            const WordUse use = gazetteer_.word(report_.words(layers_.tokens[token].span()));
            return (use.common && !use.first_name) || words_.is(layers_.tokens[token], organisation_word | place_word);
        };
        for (Wording& wording : wordings_) {
            constexpr std::uint32_t longest = 5;  // tokens: "Uma Weiss-Orlo" has four
            if (wording.length() < 2 || wording.length() > longest || wording.type == EntityType::person ||
                wording.known != no_index || is_everyday(wording.first) || is_everyday(surname(wording)))
                continue;
            for (const std::uint32_t word : {surname(wording), wording.first})
                if (const auto found = persons.find(word_hash(word));
                    found != persons.end() && found->second >= wording.mentions)
                    wording.type = EntityType::person;
        }
    }

    void join_persons() {
        std::vector<std::uint32_t> full;
        for (std::uint32_t i = 0; i < wordings_.size(); ++i)
            if (wordings_[i].type == EntityType::person && wordings_[i].length() > 1)
                full.push_back(i);
        std::stable_sort(full.begin(), full.end(), [this](std::uint32_t a, std::uint32_t b) {
            return wordings_[a].length() > wordings_[b].length();
        });
        LongerNames longer;
        for (const std::uint32_t name : full) {
            join_shorter(name, longer);
            if (wordings_[name].bearer == name)
                add_longer(name, longer);
        }
        BearersByWord by_surname, by_first;
        for (const std::uint32_t name : full) {
            by_surname[word_hash(surname(wordings_[name]))].push_back(name);
            by_first[word_hash(wordings_[name].first)].push_back(name);
        }
        for (std::uint32_t i = 0; i < wordings_.size(); ++i)
            if (wordings_[i].length() == 1)
                join_single(i, by_surname, by_first);
    }

    using BearersByWord = std::unordered_map<std::uint64_t, std::vector<std::uint32_t>>;

    /// Full names by what a shorter form has of them. Of more than two under one key, two are enough to tell that there
    /// are several.
    using LongerNames = std::unordered_map<std::uint64_t, std::array<std::uint32_t, 2>>;

    static std::uint64_t key(std::uint64_t words, std::uint64_t more, std::uint64_t length) {
        constexpr std::uint64_t prime = 0x100000001B3ULL;
        return ((words * prime ^ more) * prime ^ length) * prime;
    }

    /// "Amina Ali" joins "Amina Ali Nkeki", "Mary Bulama" joins "Mary Usman Bulama", where only one name can be meant.
    void join_shorter(std::uint32_t shorter, const LongerNames& names) {
        std::uint32_t match = no_index;
        const Wording& name = wordings_[shorter];
        const std::uint64_t words = hash_(name.first, name.end);
        for (std::uint32_t length = name.length() + 1; length <= name.length() + most_more; ++length)
            for (const std::uint64_t wanted :
                 {key(words, 0, length), key(word_hash(name.first), word_hash(surname(name)), length)})
                if (const auto found = names.find(wanted); found != names.end())
                    for (const std::uint32_t longer : found->second) {
                        if (longer == no_index || longer == match)
                            continue;
                        if (match != no_index)
                            return;
                        match = longer;
                    }
        if (match != no_index)
            wordings_[shorter].bearer = match;
    }

    static constexpr std::uint32_t most_more = 2;  // words; with more they are names in a row, not one name

    /// REQUIRES: the name stands for its bearer.
    void add_longer(std::uint32_t longer, LongerNames& names) const {
        const Wording& name = wordings_[longer];
        const auto add = [&](std::uint64_t under) {
            auto& two = names.try_emplace(under, std::array{no_index, no_index}).first->second;
            if (two[0] == no_index)
                two[0] = longer;
            else if (two[0] != longer && two[1] == no_index)
                two[1] = longer;
        };
        add(key(word_hash(name.first), word_hash(surname(name)), name.length()));
        for (std::uint32_t less = 1; less <= most_more && less < name.length(); ++less) {
            add(key(hash_(name.first, name.end - less), 0, name.length()));
            add(key(hash_(name.first + less, name.end), 0, name.length()));
        }
    }

    /// A surname or first name alone joins the one full name of the report that has it. Where several have it: the only
    /// one that was given before the first mention alone, else the one that is named twice as often as any other; else
    /// none.
    void join_single(std::uint32_t index, const BearersByWord& by_surname, const BearersByWord& by_first) {
        constexpr std::uint32_t shortest_shouted = 4;  // letters of "ORLO", which are the initials of nothing
        Wording& single = wordings_[index];
        if (single.known != no_index)
            return;
        std::vector<std::uint32_t> candidates = bearers_of(single, by_surname, true);
        const bool as_surname = !candidates.empty();
        if (!as_surname)
            candidates = bearers_of(single, by_first, false);
        const std::uint32_t best = likeliest(single, candidates);
        if (best == no_index || (single.abbreviation && span(single.first, single.end).size() < shortest_shouted))
            return;
        const NameEvidence evidence = all_evidence(single);
        const bool may_be =
            single.type == EntityType::person || single.type == EntityType::other ||
            evidence.person + (as_surname ? 6.0F : 3.0F) >= std::max(evidence.place, evidence.organisation);
        if (!may_be)
            return;
        if (best == index)
            return;
        single.type = EntityType::person;
        single.bearer = best;
    }

    /// Full names that a word alone can stand for, as their surname or as their first word.
    std::vector<std::uint32_t> bearers_of(const Wording& single, const BearersByWord& by_word, bool as_surname) const {
        const auto full = by_word.find(word_hash(single.first));
        if (full == by_word.end())
            return {};
        // A surname that is a first name too says nothing of its bearer's sex, unless a title does.
        const bool female = single.female && (single.titled || !as_surname);
        const bool male = single.male && (single.titled || !as_surname);
        std::vector<std::uint32_t> found;
        std::unordered_set<std::uint32_t> seen;
        for (const std::uint32_t candidate : full->second) {
            const Wording& person = wordings_[candidate];
            if (!(female && person.male) && !(male && person.female) && seen.insert(bearer(candidate)).second)
                found.push_back(bearer(candidate));
        }
        return found;
    }

    std::uint32_t likeliest(const Wording& single, const std::vector<std::uint32_t>& candidates) const {
        if (candidates.size() == 1)
            return candidates[0];
        std::uint32_t before = no_index, before_count = 0, best = no_index;
        for (const std::uint32_t candidate : candidates) {
            if (wordings_[candidate].first < single.first) {
                before = candidate;
                ++before_count;
            }
            if (best == no_index || wordings_[candidate].mentions > wordings_[best].mentions)
                best = candidate;
        }
        if (before_count == 1)
            return before;
        for (const std::uint32_t candidate : candidates)
            if (candidate != best && wordings_[candidate].mentions * 2 > wordings_[best].mentions)
                return no_index;
        return best;
    }

    // ---------------------------------------------------------------- organisations
    void join_organisations() {
        std::unordered_map<std::uint32_t, std::uint32_t> by_number;
        for (std::uint32_t i = 0; i < wordings_.size(); ++i)
            if (wordings_[i].known != no_index && wordings_[i].type == EntityType::organisation)
                wordings_[i].bearer = by_number.try_emplace(wordings_[i].known, i).first->second;
        for (std::size_t i = 1; i < findings_.pieces.size(); ++i)
            if (findings_.pieces[i].bracketed)
                join_bracketed(wording_of_[i - 1], wording_of_[i]);
        std::unordered_map<std::string, std::vector<std::uint32_t>> by_initials;
        for (std::uint32_t i = 0; i < wordings_.size(); ++i)
            if (wordings_[i].type == EntityType::organisation && wordings_[i].length() > 1) {
                const auto [all, capitals] = initials(wordings_[i]);
                by_initials[all].push_back(i);
                if (capitals != all)
                    by_initials[capitals].push_back(i);
            }
        for (std::uint32_t i = 0; i < wordings_.size(); ++i)
            if (wordings_[i].abbreviation && wordings_[i].bearer == i && wordings_[i].type == EntityType::organisation)
                if (const auto found = by_initials.find(letters(wordings_[i]));
                    found != by_initials.end() && found->first.size() > 1)
                    join_initials(i, found->second);
    }

    /// "X (ICRC)": the abbreviation is X's when it has X's initials.
    void join_bracketed(std::uint32_t full, std::uint32_t abbreviation) {
        Wording& shorter = wordings_[abbreviation];
        if (full == abbreviation || wordings_[full].length() < 2 || !has_initials(wordings_[full], shorter))
            return;
        if (wordings_[full].type == EntityType::other || wordings_[full].type == EntityType::person)
            wordings_[full].type = EntityType::organisation;
        shorter.type = wordings_[full].type;
        shorter.bearer = wordings_[full].bearer;
    }

    /// `full`: the organisations with these initials, in their order.
    void join_initials(std::uint32_t abbreviation, const std::vector<std::uint32_t>& full) {
        std::uint32_t match = no_index;
        for (const std::uint32_t i : full) {
            if (match != no_index && wordings_[match].bearer != wordings_[i].bearer)
                return;
            match = i;
        }
        wordings_[abbreviation].bearer = wordings_[match].bearer;
    }

    /// The letters of an abbreviation.
    std::string letters(const Wording& abbreviation) const {
        std::string letters;
        for (const char c : slice(layers_.lowered, layers_.tokens[abbreviation.first].span()))
            if (c != '.')
                letters += c;
        return letters;
    }

    /// The first letters of a name's words, with its small words and without them.
    std::pair<std::string, std::string> initials(const Wording& full) const {
        std::string all, capitals;
        for (std::uint32_t i = full.first; i < full.end; ++i) {
            if (layers_.tokens[i].kind != TokenKind::word)
                continue;
            const char c = layers_.lowered[layers_.tokens[i].start];
            all += c;
            if (layers_.tokens[i].capitalised)
                capitals += c;
        }
        return {all, capitals};
    }

    /// True when the letters of an abbreviation are the initials of a name.
    bool has_initials(const Wording& full, const Wording& abbreviation) const {
        const std::string wanted = letters(abbreviation);
        const auto [all, capitals] = initials(full);
        return wanted.size() >= 2 && (wanted == all || wanted == capitals);
    }

    // ---------------------------------------------------------------- places
    void resolve() {
        std::vector<NamedPlace> names;
        std::vector<std::uint32_t> index(wordings_.size(), NamedPlace::nothing), wordings;
        for (std::uint32_t i = 0; i < wordings_.size(); ++i) {
            if (wordings_[i].type != EntityType::place || wordings_[i].places.empty())
                continue;
            index[i] = static_cast<std::uint32_t>(names.size());
            names.push_back({wordings_[i].places, wordings_[i].mentions, wordings_[i].region, NamedPlace::nothing});
            wordings.push_back(i);
        }
        for (std::size_t i = 0; i < findings_.pieces.size(); ++i)
            if (const std::uint32_t within = findings_.pieces[i].within;
                within != no_index && index[wording_of_[i]] != NamedPlace::nothing)
                names[index[wording_of_[i]]].within = index[wording_of_[within]];
        const std::vector<PlaceIndex> places = resolve_places(gazetteer_, names, findings_.peoples);
        std::unordered_map<PlaceIndex, std::uint32_t> bearer;
        for (std::size_t i = 0; i < places.size(); ++i) {
            if (places[i] == no_place)
                continue;
            wordings_[wordings[i]].place = gazetteer_.place(places[i]).id;
            wordings_[wordings[i]].bearer = bearer.try_emplace(places[i], wordings[i]).first->second;
        }
    }

    // ---------------------------------------------------------------- what comes out
    Span span(std::uint32_t first, std::uint32_t end) const {
        return {layers_.tokens[first].start, layers_.tokens[end - 1].end};
    }

    std::uint32_t bearer(std::uint32_t wording) const {
        for (int steps = 0; steps < 4 && wordings_[wording].bearer != wording; ++steps)
            wording = wordings_[wording].bearer;
        return wording;
    }

    /// True when the network takes the wording for a name at another place, or for that of a person whose name it is
    /// part of, and for a place that stands before its country elsewhere.
    bool named_elsewhere(std::uint32_t wording) const {
        return wordings_[wording].voted || wordings_[wording].held ||
               (wordings_[wording].type == EntityType::person && wordings_[bearer(wording)].voted);
    }

    /// The fullest wording of each bearer: most words, then most letters, then the first.
    std::vector<std::uint32_t> fullest() const {
        std::vector<std::uint32_t> best(wordings_.size(), no_index);
        for (std::uint32_t i = 0; i < wordings_.size(); ++i) {
            std::uint32_t& so_far = best[bearer(i)];
            if (so_far == no_index || size(wordings_[i]) > size(wordings_[so_far]))
                so_far = i;
        }
        return best;
    }

    std::uint32_t size(const Wording& wording) const {
        return wording.length() * 1000 + span(wording.first, wording.end).size();
    }

    void give() {
        const std::vector<std::uint32_t> full = fullest();
        std::vector<std::uint32_t> number(wordings_.size(), no_index);
        std::vector<std::size_t> order(findings_.pieces.size());
        for (std::size_t i = 0; i < order.size(); ++i)
            order[i] = i;
        std::sort(order.begin(), order.end(), [this](std::size_t a, std::size_t b) {
            return findings_.pieces[a].first < findings_.pieces[b].first;
        });
        std::uint32_t bearers = 0;
        layers_.entities.reserve(order.size());
        for (const std::size_t i : order) {
            const NamePiece& piece = findings_.pieces[i];
            const Wording& wording = wordings_[wording_of_[i]];
            if (piece.doubtful && !named_elsewhere(wording_of_[i]))
                continue;
            if (wording.type == EntityType::other && wording.length() == 1 &&
                gazetteer_.word(report_.words(span(piece.first, piece.end))).common)
                continue;  // "Caption"
            const std::uint32_t whose = bearer(wording_of_[i]);
            if (number[whose] == no_index)
                number[whose] = bearers++;
            Entity entity;
            entity.span = span(piece.first, piece.end);
            entity.mention = span(std::min(piece.first, piece.mention), piece.end);
            entity.first_token = piece.first;
            entity.end_token = piece.end;
            entity.type = wording.type;
            entity.name = slice(report_.report.content, span(wordings_[full[whose]].first, wordings_[full[whose]].end));
            entity.bearer = number[whose];
            entity.place = wording.place;
            layers_.entities.push_back(std::move(entity));
        }
    }

    const NameWords& words_;
    const Gazetteer& gazetteer_;
    AnnotatedReport& report_;
    Layers& layers_;
    NameFindings& findings_;
    WordsHash hash_;
    std::vector<Wording> wordings_;
    std::vector<std::uint32_t> wording_of_;  // by piece
    std::unordered_map<std::uint64_t, std::uint32_t> by_words_;
};

/// Memory for the tagger, lent to one thread at a time.
class TaggerScratches {
public:
    std::unique_ptr<NameTagger::Scratch> take() {
        const std::lock_guard lock(mutex_);
        if (free_.empty())
            return std::make_unique<NameTagger::Scratch>();
        auto taken = std::move(free_.back());
        free_.pop_back();
        return taken;
    }
    void give_back(std::unique_ptr<NameTagger::Scratch> scratch) {
        const std::lock_guard lock(mutex_);
        free_.push_back(std::move(scratch));
    }

private:
    std::mutex mutex_;
    std::vector<std::unique_ptr<NameTagger::Scratch>> free_;
};

class NameAnnotator : public Annotator {
public:
    NameAnnotator(const NameWords& words, const Gazetteer& gazetteer, const NameTagger* tagger)
        : words_(words),
          gazetteer_(gazetteer),
          tagger_(tagger),
          finder_(words, gazetteer),
          repairs_(words, gazetteer) {}

    std::string_view name() const override { return "names"; }
    std::vector<Layer> needs() const override { return {Layer::tokens, Layer::sentences}; }
    std::vector<Layer> adds() const override { return {Layer::entities}; }

    void annotate(AnnotatedReport& report) const override {
        NameFindings findings;
        if (tagger_ != nullptr)
            tag(report, findings);
        finder_.find(report, findings);
        repairs_.mend(report, findings);
        NamesOfReport(words_, gazetteer_, report, findings).annotate(finder_);
    }

private:
    void tag(const AnnotatedReport& report, NameFindings& findings) const {
        std::unique_ptr<NameTagger::Scratch> scratch = scratches_.take();
        findings.network = true;
        std::vector<NameHint> hints;
        for (const Sentence& sentence : report.layers.sentences) {
            std::size_t at = findings.tagged.size();
            const Tokens words = report.layers.tokens_of(sentence);
            hints.resize(words.size());
            look_up_names(words_, gazetteer_, report.report.content, report.layers.lowered, words, hints);
            findings.outside.resize(sentence.first_token);
            tagger_->tag(report.report.content, words, hints, *scratch, findings.tagged, findings.outside);
            for (; at < findings.tagged.size(); ++at) {
                findings.tagged[at].first += sentence.first_token;
                findings.tagged[at].end += sentence.first_token;
            }
        }
        findings.outside.resize(report.layers.tokens.size());
        scratches_.give_back(std::move(scratch));
    }

    const NameWords& words_;
    const Gazetteer& gazetteer_;
    const NameTagger* tagger_;  // none while there is no language model
    NameFinder finder_;
    NameRepairs repairs_;
    mutable TaggerScratches scratches_;
};

}  // namespace

std::unique_ptr<Annotator> make_name_annotator(const NameWords& words, const Gazetteer& gazetteer,
                                               const NameTagger* tagger) {
    return std::make_unique<NameAnnotator>(words, gazetteer, tagger);
}

}  // namespace recount
