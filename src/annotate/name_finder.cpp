#include "annotate/name_finder.h"

#include <algorithm>
#include <numeric>

namespace recount {

namespace {

constexpr std::uint32_t longest_name = 7;  // tokens of a name without "of" or "for"

// How sure the network must be of itself before the lists and rules are silent: logarithms of odds. It has seen what
// the gazetteer and the codebook say of a word (name_hints.h), but not what a name is in every report.
constexpr float sure_of_organisation = 0.5F;  // where the gazetteer has a country
constexpr float surer_of_organisation = 3;    // where it has a large place by a name of several words
constexpr float sure_of_no_place = 1;         // where the gazetteer has a large place
constexpr float sure_of_no_organisation = 3;  // where the codebook has an organisation
constexpr float sure_of_no_person = 2;        // where all that stands around the name speaks for a person

/// Hash of a token's lower-case letters (FNV-1a).
std::uint32_t letters_hash(std::string_view lowered) {
    std::uint32_t hash = 2166136261U;
    for (const char c : lowered)
        hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    return hash == 0 ? 1 : hash;
}

/// A set of word hashes by open addressing; it never grows, so `most` must be as many as are ever added.
class HashSet {
public:
    explicit HashSet(std::size_t most) {
        std::size_t size = 64;
        while (size < most * 2)
            size *= 2;
        slots_.assign(size, 0);
    }
    void add(std::uint32_t hash) {
        std::size_t at = hash & (slots_.size() - 1);
        while (slots_[at] != 0 && slots_[at] != hash)
            at = (at + 1) & (slots_.size() - 1);
        slots_[at] = hash;
    }
    bool contains(std::uint32_t hash) const {
        for (std::size_t at = hash & (slots_.size() - 1); slots_[at] != 0; at = (at + 1) & (slots_.size() - 1))
            if (slots_[at] == hash)
                return true;
        return false;
    }

private:
    std::vector<std::uint32_t> slots_;
};

/// The network's word for one type, where a rule speaks for it.
std::array<float, 3> only(EntityType type) {
    std::array<float, 3> short_of{TaggedName::never, TaggedName::never, TaggedName::never};
    short_of[static_cast<std::size_t>(type)] = 0;
    return short_of;
}

bool begins_quotation(std::string_view text, const Token& token) {
    return token.kind == TokenKind::quote || text[token.start] == ':' || text[token.start] == '(' ||
           text[token.start] == '[' || text[token.start] == '*';
}

}  // namespace

bool is_headline(const AnnotatedReport& report, const Sentence& sentence) {
    const BlockKind kind = report.report.blocks[sentence.block].kind;
    const bool short_line =
        kind == BlockKind::title || kind == BlockKind::heading || sentence.end_token - sentence.first_token <= 14;
    std::uint32_t longer = 0, capitals = 0, all = 0;
    for (const Token& token : report.layers.tokens_of(sentence)) {
        if (token.kind != TokenKind::word || token.end - token.start < 4)
            continue;
        ++longer;
        capitals += token.capitalised;
        all += token.all_capitals;
    }
    if (longer >= 4 && all * 10 >= longer * 8)
        return true;  // capitals throughout, in any block
    return (kind == BlockKind::title || kind == BlockKind::heading) && short_line && longer >= 3 &&
           capitals * 10 >= longer * 8;
}

float place_evidence(const Gazetteer& gazetteer, Candidates candidates, const WordUse& use, bool one_word) {
    float best = 0;
    for (const Candidate candidate : candidates) {
        if (candidate.role == NameRole::demonym)
            continue;
        const Place place = gazetteer.place(candidate.place);
        float evidence = 0.5F;
        switch (place.kind) {
        case PlaceKind::country:
        case PlaceKind::continent:
        case PlaceKind::area:
        case PlaceKind::water: evidence = 4; break;
        case PlaceKind::region: evidence = use.common && one_word ? 0 : 3; break;
        case PlaceKind::city:
        case PlaceKind::quarter:
            evidence = candidate.weight >= 60   ? 4
                       : candidate.weight >= 50 ? 3
                       : candidate.weight >= 45 ? 2
                       : candidate.weight >= 37 ? 1
                                                : 0.5F;
            if (one_word && use.common)
                evidence -= 4;
            else if (one_word && use.first_name && !place.capital)
                evidence -= 1;
            break;
        }
        if (!one_word)
            evidence += 1;
        best = std::max(best, evidence);
        break;  // candidates come likeliest first
    }
    return best;
}

/// One report being looked through.
class NameFinder::Pass {
public:
    Pass(const NameFinder& finder, const AnnotatedReport& report, NameFindings& findings)
        : words_(finder.words_),
          gazetteer_(finder.gazetteer_),
          report_(report),
          text_(report.report.content),
          lowered_(report.layers.lowered),
          tokens_(report.layers.tokens),
          findings_(findings),
          lower_seen_(report.layers.tokens.size()),
          capital_seen_(report.layers.tokens.size()) {}

    /// Notes which words stand in lower case, and which are capitalised within a sentence.
    void survey() {
        for (const Sentence& sentence : report_.layers.sentences) {
            for (std::uint32_t i = sentence.first_token; i < sentence.end_token; ++i) {
                if (tokens_[i].kind != TokenKind::word)
                    continue;
                if (!tokens_[i].capitalised)
                    lower_seen_.add(hash(i));
                else if (!begins(sentence, i))
                    capital_seen_.add(hash(i));
            }
        }
    }

    void sentence(const Sentence& sentence) {
        enter(sentence);
        for (std::uint32_t i = sentence.first_token; i < sentence.end_token;) {
            if (!may_start(i)) {
                i = skip_people(i);
                continue;
            }
            const std::uint32_t end = run_end(i);
            if (end > i + 1 || tokens_[i].end - tokens_[i].start > 1)
                cut(i, end, false);
            i = std::max(end, i + 1);
        }
    }

    /// The names of the network, and those of the rules that stand apart from them.
    void tagged_sentence(const Sentence& given) {
        const std::size_t start = findings_.pieces.size();
        sentence(given);
        const std::vector<NamePiece> ruled(findings_.pieces.begin() + static_cast<std::ptrdiff_t>(start),
                                           findings_.pieces.end());
        findings_.pieces.resize(start);
        auto next = ruled.begin();
        for (const TaggedName& tagged : tagged_in(given)) {
            const TaggedName name = without_title(tagged);
            for (; next != ruled.end() && next->end <= name.first; ++next)
                give_untagged(*next);
            const bool within_known = next != ruled.end() && holds_more(*next, name);
            if (name.first == name.end || within_known || begins_before(name.first))
                continue;  // a title alone, or part of a longer name that the codebook has
            give_tagged(name, tagged.first);
            while (next != ruled.end() && next->first < name.end)
                ++next;
        }
        for (; next != ruled.end(); ++next)
            give_untagged(*next);
    }

    void headline(const Sentence& sentence) {
        enter(sentence);
        for (const TaggedName& tagged : tagged_in(sentence))
            if (const TaggedName name = without_title(tagged); name.first < name.end)
                give_tagged(name, tagged.first);
        for (std::uint32_t i = sentence.first_token; i < sentence.end_token;) {
            const std::uint32_t end = capitalised(i) ? well_known(i) : i;
            i = std::max(end, i + 1);
        }
    }

private:
    // ---------------------------------------------------------------- the network's names
    std::span<const TaggedName> tagged_in(const Sentence& sentence) const {
        const auto begins_before = [](const TaggedName& name, std::uint32_t token) { return name.first < token; };
        const auto& all = findings_.tagged;
        const auto first = std::lower_bound(all.begin(), all.end(), sentence.first_token, begins_before);
        return {first, std::lower_bound(first, all.end(), sentence.end_token, begins_before)};
    }

    /// The name without the titles before it; empty when it is a title alone, a people, a creed or a day.
    TaggedName without_title(TaggedName name) const {
        if (name.type != EntityType::person && begins_with_courtesy(name)) {
            name.type = EntityType::person;
            name.short_of = only(EntityType::person);
        }
        if (name.type == EntityType::person)
            name.first = std::min(name.end, name.first + titles_at(name.first, name.end));
        name.first = std::min(name.end, behind_role_around(name.first));
        while (name.first < name.end && is_mark(name.end - 1))
            --name.end;
        while (name.first < name.end && is_mark(name.first))
            ++name.first;
        if (name.type == EntityType::person)
            trim_person(name);
        else if (name.first < name.end && words_.role_at(tokens_.first(name.end), name.first) == name.end - name.first)
            name.first = name.end;  // "Senate Majority Leader"
        if (name.first == name.end)
            return name;
        if (tokens_[name.end - 1].kind == TokenKind::address)
            name.first = name.end;  // "#Minsk"
        else if (name.first + 1 == name.end && name.type != EntityType::person && capitalised(name.end) &&
                 is(name.end, not_name | event_word) && !is_surely_place(name.first))
            name.first = name.end;  // "Bastille Day", not "London Games"
        if (name.first + 1 == name.end && (is(name.first, adjective_word | courtesy_title) || blocked(name.first)) &&
            !organisation_at(name.first))
            name.first = name.end;
        else if (name.first < name.end)
            if (const PlaceName& place = place_at(name.first); place && place.people && place.end >= name.end)
                name.first = name.end;
        return name;
    }

    bool is_surely_place(std::uint32_t i) const {
        constexpr float sure = 3;
        const PlaceName& place = place_at(i);
        return place && place.end == i + 1 && place_evidence(gazetteer_, place.candidates, place.use, true) >= sure;
    }

    /// Quotation marks, and lone strokes: "Boko Haram - ".
    bool is_mark(std::uint32_t i) const {
        constexpr char stroke = '-', long_stroke = '\xE2';
        return tokens_[i].kind == TokenKind::quote ||
               (tokens_[i].kind == TokenKind::punctuation && (first_char(i) == stroke || first_char(i) == long_stroke));
    }

    /// What is glued to a person's name: a word in lower case behind it ("made Weiss rich"), a credit in capitals
    /// before it ("GETTY Max Weiss"), the name once more ("Max Weiss Max Weiss" of a caption).
    void trim_person(TaggedName& name) const {
        while (name.first + 1 < name.end && is_plain_word(name.end - 1) && capitalised(name.first))
            --name.end;
        constexpr std::uint32_t shortest_credit = 4;  // letters; shorter ones are initials ("TJ Weiss")
        const Token& first = tokens_[name.first];
        if (name.end - name.first > 2 && first.all_capitals && first.end - first.start >= shortest_credit &&
            !tokens_[name.first + 1].all_capitals && !use(name.first).first_name)
            ++name.first;
        const std::uint32_t half = (name.end - name.first) / 2;
        const auto same = [&](std::uint32_t i) { return hash(name.first + i) == hash(name.first + half + i); };
        if (half > 1 && half * 2 == name.end - name.first) {
            std::uint32_t i = 0;
            while (i < half && same(i))
                ++i;
            if (i == half)
                name.end = name.first + half;
        }
    }

    /// A word in lower case that stands by itself and is no part of names ("van", "Jr").
    bool is_plain_word(std::uint32_t i) const {
        return tokens_[i].kind == TokenKind::word && tokens_[i].space_before && !capitalised(i) &&
               !is(i, particle | name_suffix);
    }

    /// True for "Ms Kush" and "Dr. Kush", which are persons whatever the network takes them for; not for "Dr Kush Ltd".
    bool begins_with_courtesy(const TaggedName& name) const {
        return capitalised(name.first) && is(name.first, courtesy_title) && name.first + 1 < name.end &&
               !organisation_at(name.first) && !is(name.end - 1, organisation_word | place_word);
    }

    /// Behind the role that token i is within: "Secretary of | State Anna Pell"; else i.
    std::uint32_t behind_role_around(std::uint32_t i) const {
        constexpr std::uint32_t longest_role = 4;
        const std::uint32_t from = std::max(sentence_->first_token, i - std::min(i, longest_role));
        for (std::uint32_t first = from; first < i; ++first)
            if (const std::uint32_t behind = first + words_.role_at(tokens_.first(sentence_->end_token), first);
                behind > i)
                return behind;
        return i;
    }

    /// True for a name that the network has only part of, where the codebook has it or its words surely run on:
    /// "International Committee | for the | Red Cross".
    bool holds_more(const NamePiece& ruled, const TaggedName& name) const {
        constexpr float sure = 4;
        if (ruled.first > name.first || name.end > ruled.end || ruled.end - ruled.first == name.end - name.first)
            return false;
        return ruled.known != no_index ||
               (name.type == EntityType::organisation && ruled.first == name.first && is(name.end, link_word) &&
                is(name.end - 1, organisation_head) && ruled.inner.organisation >= sure);
    }

    /// True when the piece before reaches behind token i.
    bool begins_before(std::uint32_t i) const { return !findings_.pieces.empty() && findings_.pieces.back().end > i; }

    /// A name of the network; `mention` is its first token with the title. Persons in a row without commas are parted.
    void give_tagged(const TaggedName& name, std::uint32_t mention) {
        constexpr std::uint32_t longest_person = 5;
        const bool titled = mention < name.first || title_ends_at(name.first);
        const std::size_t start = findings_.pieces.size();
        if (name.type == EntityType::person && name.end - name.first > longest_person &&
            all_capitalised(name.first, name.end))
            cut_list(name.first, name.end);
        else
            give(name.first, name.end, titled);
        for (std::size_t i = start; i < findings_.pieces.size(); ++i) {
            NamePiece& piece = findings_.pieces[i];
            if (const auto known = organisation_at(piece.first); known && piece.first + known.length == piece.end)
                piece.known = known.value;
            piece.mention = i == start ? mention : piece.first;
            piece.voted = name.type;
            piece.short_of = name.short_of;
            if (name.type != EntityType::organisation)
                continue;
            const float short_of_place = name.short_of[static_cast<std::size_t>(EntityType::place)];
            if ((is_country(piece) && short_of_place < sure_of_organisation) ||
                (is_long_place_name(piece) && short_of_place < surer_of_organisation))
                vote(piece, EntityType::place);
            else if (mention < piece.first && !is(piece.end - 1, organisation_word))
                vote(piece, EntityType::person);
        }
    }

    static void vote(NamePiece& piece, EntityType type) {
        piece.voted = type;
        piece.short_of = only(type);
    }

    /// A country that does something is a place still, where the network is in doubt.
    bool is_country(const NamePiece& piece) const {
        return !piece.places.empty() && piece.places[0].role != NameRole::demonym &&
               gazetteer_.place(piece.places[0].place).kind == PlaceKind::country && piece.known == no_index;
    }

    /// A name of several words that the gazetteer has as one of a large place ("West Bank", "Abu Dhabi").
    bool is_long_place_name(const NamePiece& piece) const {
        constexpr int large = 60;  // of a candidate's weight
        return piece.end - piece.first > 1 && !piece.places.empty() && piece.known == no_index &&
               piece.places[0].role != NameRole::demonym && piece.places[0].weight >= large;
    }

    /// True when an office or a courtesy title stands right before token i.
    bool title_ends_at(std::uint32_t i) const {
        constexpr std::uint32_t longest_title = 5;
        for (std::uint32_t first = i; first > sentence_->first_token && i - first < longest_title; --first)
            if (first < i && capitalised(first) && titles_at(first, i) == i - first)
                return true;
        return false;
    }

    /// What the network left out is doubtful, unless the codebook, a title, the gazetteer or all that stands around it
    /// is sure of it and the network is not too sure of itself. Of a compound ("Moscow-based") the network knows best.
    void give_untagged(const NamePiece& piece) {
        constexpr float sure = 4, none = 0.5F;
        NamePiece kept = piece;
        const float person = piece.inner.person + piece.around.person;
        const float other =
            piece.inner.organisation + piece.around.organisation + piece.inner.place + piece.around.place;
        const float no_name = sure_of_no_name(piece);
        const bool place = !piece.places.empty() && piece.inner.place >= sure && !hyphen(piece.end);
        kept.doubtful = !(piece.known != no_index && no_name < sure_of_no_organisation) &&
                        !(place && no_name < sure_of_no_place) &&
                        !(person >= sure && (piece.titled || other <= none) && no_name < sure_of_no_person);
        kept.within = no_index;
        kept.bracketed = false;
        link_to_previous(kept);
        findings_.pieces.push_back(kept);
    }

    /// How sure the network is that none of the words of a piece stands in a name.
    float sure_of_no_name(const NamePiece& piece) const {
        if (findings_.outside.empty())
            return 0;
        const auto first = findings_.outside.begin() + piece.first;
        return std::accumulate(first, first + (piece.end - piece.first), 0.0F);
    }

    // ---------------------------------------------------------------- looking at tokens
    void enter(const Sentence& sentence) {
        sentence_ = &sentence;
        known_.assign(sentence.end_token - sentence.first_token, {});
    }

    std::uint32_t hash(std::uint32_t i) const { return letters_hash(slice(lowered_, tokens_[i].span())); }
    std::uint32_t flags(std::uint32_t i) const { return words_.flags(tokens_[i]); }
    bool is(std::uint32_t i, std::uint32_t any_of) const {
        return i < sentence_->end_token && (flags(i) & any_of) != 0;
    }
    bool capitalised(std::uint32_t i) const {
        return i < sentence_->end_token && tokens_[i].capitalised && tokens_[i].kind == TokenKind::word;
    }
    char first_char(std::uint32_t i) const { return i < sentence_->end_token ? text_[tokens_[i].start] : '\0'; }

    /// What the gazetteer knows of a word. In capitals it is no everyday word.
    WordUse use(std::uint32_t i) const {
        Known& known = known_[i - sentence_->first_token];
        if (!known.has_use) {
            known.use = gazetteer_.word(slice(text_, tokens_[i].span()));
            known.use.common = known.use.common && !(tokens_[i].abbreviation && tokens_[i].all_capitals);
            known.has_use = true;
        }
        return known.use;
    }

    /// The hyphen within a word: no blank on either side.
    bool hyphen(std::uint32_t i) const {
        return first_char(i) == '-' && tokens_[i].end - tokens_[i].start == 1 && !tokens_[i].space_before &&
               i + 1 < sentence_->end_token && !tokens_[i + 1].space_before && i > sentence_->first_token;
    }

    /// True at the first word of a sentence, a quotation, or what follows a colon.
    bool begins(const Sentence& sentence, std::uint32_t i) const {
        if (i == sentence.first_token)
            return true;
        const Token& before = tokens_[i - 1];
        if (begins_quotation(text_, before))
            return true;
        return i == sentence.first_token + 1 && before.kind != TokenKind::word;
    }

    /// A gazetteer's name that begins with token i, by tokens.
    struct PlaceName {
        std::uint32_t end = 0;
        Candidates candidates;
        WordUse use;
        bool people = false;  // a demonym alone
        explicit operator bool() const { return !candidates.empty(); }
    };

    const PlaceName& place_at(std::uint32_t i) const {
        Known& known = known_[i - sentence_->first_token];
        if (!known.has_place) {
            known.place = look_up(i);
            known.has_place = true;
        }
        return known.place;
    }

    PlaceName look_up(std::uint32_t i) const {
        const NameMatch match = gazetteer_.longest(text_, tokens_[i].start, capitals_end(i));
        const bool dotted =
            tokens_[i].abbreviation &&
            text_.substr(tokens_[i].start, tokens_[i].end - tokens_[i].start - 1).find('.') != std::string_view::npos;
        if (match.words == 1 && !match.use.capitals &&
            ((tokens_[i].all_capitals && match.use.common) || dotted || is(i, direction_word)))
            return {};  // a word in capitals, an abbreviation, a direction
        if (match.candidates.empty() ||
            (match.end - tokens_[i].start <= 3 && tokens_[i].all_capitals && !match.use.capitals))
            return {};
        std::uint32_t end = i;
        bool upper = true;
        while (end < sentence_->end_token && tokens_[end].end <= match.end) {
            if (tokens_[end].kind == TokenKind::word)
                upper = upper && (tokens_[end].all_capitals || tokens_[end].end - tokens_[end].start == 1 ||
                                  text_[tokens_[end].end - 1] == '.');
            if (tokens_[end].kind == TokenKind::word && !tokens_[end].capitalised && !lower_inside(end, i))
                return {};
            ++end;
        }
        if (end == i || (tokens_[end - 1].end != match.end &&
                         text_.substr(tokens_[end - 1].end, match.end - tokens_[end - 1].end) != "."))
            return {};
        if (match.use.capitals && !upper && only_as_abbreviation(i, end))
            return {};
        const bool people = match.candidates[0].role == NameRole::demonym &&
                            (match.candidates.size() == 1 || match.candidates[0].weight >= 50);
        return {end, match.candidates, match.use, people};
    }

    /// Where the capitals that begin at i end: a name goes no further.
    std::uint32_t capitals_end(std::uint32_t i) const {
        std::uint32_t end = i + 1;
        const std::uint32_t last = std::min(sentence_->end_token, i + 9);
        for (std::uint32_t t = i + 1; t < last; ++t) {
            if (tokens_[t].capitalised)
                end = t + 1;
            else if (!lower_inside(t, i) && tokens_[t].kind == TokenKind::word)
                break;
        }
        const bool stop = end < sentence_->end_token && first_char(end) == '.' &&
                          !tokens_[end].space_before;  // may be an abbreviation's
        return tokens_[stop ? end : end - 1].end;
    }

    /// "us" and "Us" are no country: what is known as an abbreviation must stand in capitals, unless it is long.
    bool only_as_abbreviation(std::uint32_t first, std::uint32_t end) const {
        return end - first == 1 && tokens_[first].end - tokens_[first].start <= 4;
    }

    /// Lower-case words within the name of a place: "Trinidad and Tobago", "Rio de Janeiro".
    bool lower_inside(std::uint32_t i, std::uint32_t first) const {
        return i > first && is(i, particle | link_word | article_word | conjunction_word);
    }

    // ---------------------------------------------------------------- where a run of capitals begins and ends
    bool may_start(std::uint32_t i) const {
        if (!capitalised(i))
            return starts_with_particle(i) || (is(i, lower_case_name) && organisation_at(i));
        if (organisation_at(i) || words_.role_at(tokens_.first(sentence_->end_token), i) > 0)
            return true;
        if (blocked(i) || is(i, adjective_word)) {
            if (const PlaceName& place = place_at(i); place && !place.people && place.end > i + 1)
                return true;  // "The Hague"
            return is(i, adjective_word) && heads_organisation(i);
        }
        if (const PlaceName& place = place_at(i)) {
            if (place.people)
                return heads_organisation(i);
            if (place.end > i + 1)
                return true;
        }
        if (!begins(*sentence_, i))
            return true;
        return !is(i, label_word) && is_name_at_start(i);
    }

    /// A word that is no name, unless it stands in capitals and is one ("US").
    bool blocked(std::uint32_t i) const {
        return is(i, not_name) && !(tokens_[i].all_capitals && tokens_[i].end - tokens_[i].start <= 4 && place_at(i));
    }

    /// A letter between capitals: "Herbert A Scheele".
    bool is_initial(std::uint32_t i) const {
        return tokens_[i].end - tokens_[i].start == 1 && capitalised(i + 1) && !is(i + 1, not_name) &&
               i > sentence_->first_token && capitalised(i - 1);
    }

    /// "al-Shabab", "bin Laden": a lower-case particle and a hyphen or blank before a capital.
    bool starts_with_particle(std::uint32_t i) const {
        if (i + 2 >= sentence_->end_token || !is(i, particle))
            return false;
        if (organisation_at(i))
            return true;
        return hyphen(i + 1) && capitalised(i + 2);
    }

    /// An adjective that an organisation's name begins with: "British Airways", "Islamic Movement".
    bool heads_organisation(std::uint32_t i) const {
        if (organisation_at(i))
            return true;
        const std::uint32_t next = i + 1;
        if (!capitalised(next) || words_.role_at(tokens_.first(sentence_->end_token), next) > 0)
            return false;
        const std::uint32_t end = run_end(i);
        return end == i + 2 ? is(next, organisation_word) && !organisation_at(next)
                            : is(i, adjective_word) && is(end - 1, organisation_word) && !organisation_at(next);
    }

    /// Whether the capital at the beginning of a sentence is a name's.
    bool is_name_at_start(std::uint32_t i) const {
        const bool follows_capital = capitalised(i + 1) && !is(i + 1, not_name);
        if (is(i, courtesy_title | place_start))
            return follows_capital;
        if (tokens_[i].all_capitals && place_at(i))
            return true;
        const WordUse word = use(i);
        if (word.common && capital_seen_.contains(hash(i)) && !lower_seen_.contains(hash(i)) &&
            i + 1 < sentence_->end_token && speaks_or_owns(i + 1))
            return true;  // "Price said"
        if (!word.common && !lower_seen_.contains(hash(i)))
            return true;
        if (word.first_name && follows_capital && !use(i + 1).common)
            return true;
        if (!follows_capital)
            return false;
        return is(run_end(i) - 1, organisation_word | place_word) && !is(i, direction_word);
    }

    bool possessive(std::uint32_t i) const {
        return i < sentence_->end_token && !tokens_[i].space_before &&
               (first_char(i) == '\'' || slice(text_, tokens_[i].span()).starts_with("\u2019"));
    }

    bool speaks_or_owns(std::uint32_t i) const {
        return possessive(i) || (is(i, person_verb) && !tokens_[i].capitalised);
    }

    std::uint32_t skip_people(std::uint32_t i) {
        if (!capitalised(i))
            return i + 1;
        const PlaceName& place = place_at(i);
        if (!place || !place.people)
            return i + 1;
        findings_.peoples.push_back(place.candidates[0].place);
        return place.end;
    }

    /// Behind the last token of the run that begins at i.
    std::uint32_t run_end(std::uint32_t i) const {
        std::uint32_t end = i + 1;
        if (is(i, lower_case_name) && !capitalised(i))
            return end;
        if (!capitalised(i))
            end = i + 3;  // a particle with its hyphen
        if (const PlaceName& place = place_at(i); place && !place.people)
            end = std::max(end, place.end);
        if (const auto known = organisation_at(i))
            end = std::max(end, i + known.length);
        end = std::max(end, i + words_.role_at(tokens_.first(sentence_->end_token), i));
        bool linked = false;
        while (end < sentence_->end_token) {
            const std::uint32_t more = one_more(i, end, linked);
            if (more == end)
                break;
            end = more;
        }
        return end;
    }

    /// Behind what the run [first, end) goes on with, or end.
    std::uint32_t one_more(std::uint32_t first, std::uint32_t end, bool& linked) const {
        const std::uint32_t last = sentence_->end_token;
        if (capitalised(end)) {
            if (is_initial(end))
                return end + 1;
            if (is(end, surname_month) && end == first + 1 && use(first).first_name && !use(first).common &&
                !(end + 1 < last && tokens_[end + 1].kind == TokenKind::number))
                return end + 1;
            if (blocked(end) && !organisation_at(end) && !is(end, organisation_word | place_word))
                return end;
            if (const std::uint32_t role = words_.role_at(tokens_.first(last), end); role > 1)
                return end + role;
            if (const auto known = organisation_at(end))
                return end + known.length;
            return end + 1;
        }
        if (hyphen(end)) {
            if (capitalised(end + 1))
                return end + 2;
            const bool long_enough = end >= first + 2;  // "Ban Ki-moon"
            return long_enough && tokens_[end + 1].kind == TokenKind::word && !is(end + 1, compound_ending) ? end + 2
                                                                                                            : end;
        }
        if (is(end, particle) && !is(end, article_word)) {
            std::uint32_t next = end + 1;
            while (next < last && (is(next, particle) || hyphen(next)))
                ++next;
            return next < last && capitalised(next) && !is(next, not_name) ? next + 1 : end;
        }
        if (is(end, link_word) && is(end - 1, organisation_head | place_head)) {
            std::uint32_t next = end + 1;
            if (is(next, article_word))
                ++next;
            if (capitalised(next) && !is(next, not_name)) {
                linked = true;
                return next + 1;
            }
            return end;
        }
        if ((linked && is(end, conjunction_word)) || first_char(end) == '&')
            return capitalised(end + 1) && !is(end + 1, not_name) && !use(end + 1).first_name && !place_at(end + 1)
                       ? end + 2
                       : end;
        if (end + 1 < last && is(end - 1, possessive_start) &&
            (first_char(end) == '\'' || slice(text_, tokens_[end].span()).starts_with("\u2019")) &&
            capitalised(end + 1))
            return end + 2;
        return end;
    }

    PhraseTable::Match organisation_at(std::uint32_t i) const {
        return words_.organisation_at(text_, lowered_, tokens_.first(sentence_->end_token), i);
    }

    // ---------------------------------------------------------------- cutting a run into names
    /// Gives the pieces of [first, end). `person` is true when an office or title stands right before it.
    void cut(std::uint32_t first, std::uint32_t end, bool person) {
        while (first < end && (blocked(first) || !is_wordlike(first)) && !organisation_at(first) &&
               !holds_place(first, end))
            ++first;
        if (first >= end)
            return;
        if (const auto known = organisation_at(first))
            return cut_known(first, end, known);
        if (holds_place(first, end) && place_at(first).end == end)
            return void(give(first, end, person));  // "Isle of Man"
        if (end - first > 2 && tokens_[first].end - tokens_[first].start == 1 && first_char(first + 1) == '-')
            return cut(first + 2, end, false);  // "D-Calif."
        if (const std::uint32_t titles = titles_at(first, end); titles > 0)
            return cut_titled(first, first + titles, end);
        const std::uint32_t middle = person ? end : title_within(first, end);
        if (middle < end && !ends_as_organisation(first, end)) {
            cut(first, middle, false);
            return cut(middle, end, false);
        }
        if (const PlaceName& place = place_at(first); place && place.end <= end)
            return cut_place(first, end, place, person);
        if (end - first > longest_name && !contains_link(first, end) && !use(first).first_name)
            return;  // a sign or a diagram in capitals
        if (end - first >= 5 && use(first).first_name && all_capitalised(first, end))
            return cut_list(first, end);
        if (const std::uint32_t known = known_within(first, end); known < end) {
            cut(first, known, person);
            return cut(known, end, false);
        }
        give(first, end, person);
    }

    bool all_capitalised(std::uint32_t first, std::uint32_t end) const {
        for (std::uint32_t i = first; i < end; ++i)
            if (!capitalised(i))
                return false;
        return true;
    }

    /// Names of persons in a row without commas: each is a first name and what follows it up to the next one.
    void cut_list(std::uint32_t first, std::uint32_t end) {
        while (first < end) {
            std::uint32_t stop = std::min(first + 2, end);
            while (stop < end && (!use(stop).first_name || stop + 1 == end || !tokens_[stop].capitalised))
                ++stop;
            give(first, stop, false);
            first = stop;
        }
    }

    /// Where a well-known organisation begins behind everyday words: "Suspected | Taliban"; end when none does.
    std::uint32_t known_within(std::uint32_t first, std::uint32_t end) const {
        for (std::uint32_t i = first; i < end && capitalised(i) && use(i).common && !use(i).first_name; ++i)
            if (const auto known = i + 1 < end ? organisation_at(i + 1) : PhraseTable::Match{};
                known && i + 1 + known.length == end)
                return i + 1;
        return end;
    }

    bool is_wordlike(std::uint32_t i) const { return tokens_[i].kind == TokenKind::word; }

    bool holds_place(std::uint32_t first, std::uint32_t end) const {
        const PlaceName& place = place_at(first);
        return place && !place.people && place.end > first + 1 && place.end <= end;
    }

    bool ends_as_organisation(std::uint32_t first, std::uint32_t end) const {
        return end - first > 1 && is(end - 1, organisation_word) && !titles_at(end - 1, end);
    }

    void cut_known(std::uint32_t first, std::uint32_t end, PhraseTable::Match known) {
        std::uint32_t behind = first + known.length;
        if (is(first, article_word) && known.length > 1)
            ++first;  // "The Daily Telegraph"
        if (behind < end && ends_as_organisation(behind - 1, end) && title_within(behind, end) == end) {
            NamePiece& piece = give(first, end, false);
            piece.inner.organisation += 3;
            return;
        }
        behind = std::min(behind, end);
        NamePiece& piece = give(first, behind, false);
        piece.known = known.value;
        piece.inner.organisation = std::max(piece.inner.organisation, 7.0F);
        cut(behind, end, false);
    }

    /// How many tokens from i on are offices and courtesy titles, each with what joins them.
    std::uint32_t titles_at(std::uint32_t i, std::uint32_t end) const {
        std::uint32_t at = i;
        while (at < end) {
            const std::uint32_t role = words_.role_at(tokens_.first(end), at);
            if (role > 0)
                at += role;
            else if (is(at, courtesy_title) && at + 1 < end)
                ++at;
            else if (at > i && (is(at, article_word) || first_char(at) == '-'))
                ++at;
            else
                break;
        }
        return at - i;
    }

    void cut_titled(std::uint32_t first, std::uint32_t name, std::uint32_t end) {
        if (name >= end)
            return;
        if (ends_as_organisation(first, end) && !use(name).first_name && !is(first, courtesy_title))
            return void(give(first, end, false));  // "Attorney General Office"
        cut(name, end, true);
    }

    /// Where an office begins within a run: "Treasury | Undersecretary John Taylor"; end when none does.
    std::uint32_t title_within(std::uint32_t first, std::uint32_t end) const {
        for (std::uint32_t i = first + 1; i < end; ++i)
            if (tokens_[i - 1].capitalised && (words_.role_at(tokens_.first(end), i) > 0 || is(i, courtesy_title)))
                if (i + 1 < end || words_.role_at(tokens_.first(end), i) > 0)
                    return i;
        return end;
    }

    void cut_place(std::uint32_t first, std::uint32_t end, const PlaceName& place, bool person) {
        const bool whole = place.end == end;
        if (place.people) {
            if (whole || !(is(end - 1, organisation_word) && end == first + 2)) {
                findings_.peoples.push_back(place.candidates[0].place);
                return cut(place.end, end, person);
            }
            return void(give(first, end, false));
        }
        if (whole || person || ends_as_organisation(first, end) || is(end - 1, place_word) || contains_link(first, end))
            return void(give(first, end, person));
        const bool abbreviated = place.use.capitals;
        const bool one_word = place.end == first + 1;
        if (one_word && use(first).first_name && !abbreviated)
            return void(give(first, end, person));
        const PlaceKind kind = gazetteer_.place(place.candidates[0].place).kind;
        const bool large = kind != PlaceKind::city && kind != PlaceKind::quarter;
        if (abbreviated || (large && place_evidence(gazetteer_, place.candidates, place.use, one_word) >= 3)) {
            give(first, place.end, false);
            return cut(place.end, end, false);
        }
        NamePiece& piece = give(first, end, person);
        if (!person)
            piece.inner.organisation += 1;  // "Boston Bruins"
    }

    bool contains_link(std::uint32_t first, std::uint32_t end) const {
        for (std::uint32_t i = first + 1; i + 1 < end; ++i)
            if (is(i, link_word) && !tokens_[i].capitalised)
                return true;
        return false;
    }

    // ---------------------------------------------------------------- evidence
    NamePiece& give(std::uint32_t first, std::uint32_t end, bool person) {
        NamePiece piece;
        piece.first = first;
        piece.end = end;
        if (person) {
            piece.around.person += 4;
            piece.titled = true;
        }
        look_inside(piece);
        look_before(piece);
        look_behind(piece);
        link_to_previous(piece);
        findings_.pieces.push_back(piece);
        return findings_.pieces.back();
    }

    void look_inside(NamePiece& piece) const {
        const std::uint32_t first = piece.first, end = piece.end, last = end - 1;
        const bool one_word = end - first == 1;
        piece.abbreviation = one_word && tokens_[first].all_capitals && tokens_[first].end - tokens_[first].start >= 2;
        if (const PlaceName& place = place_at(first); place && place.end == end && !place.people) {
            piece.places = place.candidates;
            piece.inner.place += place_evidence(gazetteer_, place.candidates, place.use, one_word);
        } else if (place && place.end == last && is(last, region_word)) {
            piece.places = place.candidates;  // "Hebei Province"
            piece.region = true;
        }
        if (!one_word && is(first, direction_word) && piece.places.empty() && place_at(first + 1) &&
            !place_at(first + 1).people && place_at(first + 1).end == end)
            piece.inner.place += 4;  // "Southern California": a part of it, not the place itself
        if (!one_word && is(last, organisation_word))
            piece.inner.organisation += 4;
        else if (one_word && is(last, organisation_word))
            piece.inner.organisation += 1;
        if (!one_word && (is(last, place_word) || is(first, place_start)))
            piece.inner.place += is(last, organisation_word) ? 1.0F : 3.0F;
        for (std::uint32_t i = first; i + 1 < end; ++i)
            if (is(i + 1, link_word) && !tokens_[i + 1].capitalised)
                (is(i, organisation_head) ? piece.inner.organisation : piece.inner.place) += 4;
        const WordUse use_first = use(first);
        if (use_first.first_name && !(one_word && use_first.common)) {
            piece.inner.person += one_word ? 1.0F : 3.0F;
            piece.female = use_first.female;
            piece.male = use_first.male;
        }
        if (one_word) {
            const bool numeral = is(first, name_suffix);
            if (piece.abbreviation && tokens_[first].end - tokens_[first].start <= 6 && !numeral && !use_first.common)
                piece.inner.organisation += 1.5F;
            return;
        }
        std::uint32_t words = 0, common = 0;
        bool initial = false;
        for (std::uint32_t i = first; i < end; ++i) {
            if (!tokens_[i].capitalised)
                continue;
            ++words;
            common += i == first ? use_first.common : use(i).common;
            initial = initial || (i > first && tokens_[i].abbreviation && tokens_[i].end - tokens_[i].start == 2);
            if (tokens_[i].all_capitals && tokens_[i].end - tokens_[i].start > 2)
                initial = false;
        }
        if (initial)
            piece.inner.person += 2;
        if (words >= 2 && words <= 4 && common == 0)
            piece.inner.person += 1;
        else if (words >= 2 && common == words)
            piece.inner.organisation += 0.5F;
    }

    void look_before(NamePiece& piece) const {
        std::uint32_t i = piece.first;
        const std::uint32_t begin = sentence_->first_token;
        while (i > begin && (tokens_[i - 1].kind == TokenKind::quote || (capitalised(i - 1) && place_at(i - 1).people)))
            --i;  // "the Swiss X"
        if (i == begin)
            return;
        const std::uint32_t before = i - 1;
        const std::uint32_t f = flags(before);
        if ((f & courtesy_title) != 0 && tokens_[before].capitalised) {
            piece.around.person += 5;
            piece.titled = true;
        }
        if ((f & female_title) != 0)
            piece.female = true, piece.male = false;
        if ((f & male_title) != 0)
            piece.male = true, piece.female = false;
        if ((f & role_word) != 0 && !tokens_[before].capitalised)
            piece.around.person += 3;
        if ((f & event_word) != 0)
            piece.around = {piece.around.person - 5, piece.around.organisation - 5,
                            piece.around.place - 5};  // "Hurricane Katrina"
        const bool everyday = piece.places.empty() && use(piece.first).common;
        if ((f & place_preposition) != 0 && !possessive(piece.end))
            piece.around.place += !piece.places.empty() ? 2.0F : everyday ? 0.25F : 1.0F;
        else if ((f & (place_preposition | weak_place_preposition)) != 0)
            piece.around.place += piece.places.empty() ? 0.25F : 0.75F;
        if (!tokens_[before].capitalised) {
            if ((f & place_noun) != 0)
                piece.around.place += 2.5F;
            if ((f & organisation_noun) != 0 && (f & role_word) == 0)
                piece.around.organisation += 3;
            if ((f & article_word) != 0)
                piece.around.person -= 3, piece.around.organisation += 0.5F;
        }
        if (before > begin && first_char(before) == ',' && is(before - 1, role_word) &&
            !tokens_[before - 1].capitalised)
            piece.around.person += 3;  // "its candidate, X"
        if (before > begin && (is(before, link_word) || first_char(before) == ',') && is(before - 1, place_noun) &&
            !tokens_[before - 1].capitalised)
            piece.around.place += first_char(before) == ',' ? 2.0F : 4.0F;
    }

    void look_behind(NamePiece& piece) const {
        std::uint32_t i = piece.end;
        const std::uint32_t last = sentence_->end_token;
        const bool owns = possessive(i);
        if (i < last && (first_char(i) == '\'' || slice(text_, tokens_[i].span()).starts_with("\u2019")) &&
            tokens_[i].kind == TokenKind::word)
            ++i;
        if (i >= last)
            return;
        const std::uint32_t f = flags(i);
        const bool lower = !tokens_[i].capitalised;
        if (!owns && lower && (f & person_verb) != 0)
            piece.around.person += 1.5F;
        if ((f & person_pronoun) != 0 && piece.inner.place < 3)
            piece.around.person += 3;
        if (lower && (f & organisation_noun) != 0)
            piece.around.organisation += (f & role_word) != 0 ? 1.0F : 2.0F;
        if (lower && (f & place_noun) != 0)
            piece.around.place += 2.5F;
        piece.region = piece.region || (lower && (f & region_word) != 0);
        if (first_char(i) == ',')
            look_behind_comma(piece, i + 1);
    }

    /// What stands in apposition: ", 34,", ", who", ", spokesman for", ", a lawyer of", ", a group of".
    void look_behind_comma(NamePiece& piece, std::uint32_t i) const {
        const std::uint32_t last = sentence_->end_token;
        if (i >= last)
            return;
        if (is(i, person_pronoun)) {
            piece.around.person += 3;
            return;
        }
        if (tokens_[i].kind == TokenKind::number && tokens_[i].end - tokens_[i].start <= 3) {
            if (i + 1 < last && (first_char(i + 1) == ',' || first_char(i + 1) == '.'))
                piece.around.person += piece.places.empty() ? 4.0F : 2.0F;
            return;
        }
        if (is(i, not_name) && !is(i, article_word) && words_.role_at(tokens_.first(last), i) == 0)
            return;  // ", which", ", and"
        for (std::uint32_t at = i; at < std::min(last, i + 6) && first_char(at) != ','; ++at) {
            if (tokens_[at].capitalised && at > i + 1)
                continue;
            if (at > i && !tokens_[at].capitalised && is(at, organisation_noun | place_noun) && !is(at, role_word) &&
                !hyphen(at + 1)) {
                (is(at, organisation_noun) ? piece.around.organisation : piece.around.place) +=
                    3;  // ", a group of lawyers", ", a town in"
                return;
            }
            if (words_.role_at(tokens_.first(last), at) > 0 && !tokens_[at].capitalised) {
                piece.around.person += piece.inner.place >= 3 || piece.inner.organisation >= 4 ? 0.0F : 3.0F;
                return;
            }
        }
    }

    /// "Chibok, Nigeria", and "(ICRC)" behind a name.
    void link_to_previous(NamePiece& piece) {
        if (findings_.pieces.empty() || piece.first < sentence_->first_token + 2)
            return;
        NamePiece& previous = findings_.pieces.back();
        if (previous.end + 1 != piece.first || previous.first < sentence_->first_token)
            return;
        const char mark = first_char(piece.first - 1);
        if (mark == '(' && piece.end < sentence_->end_token && first_char(piece.end) == ')' && piece.abbreviation)
            piece.bracketed = true;
        if (mark != ',' || piece.places.empty() || previous.places.empty())
            return;
        for (const Candidate inner : previous.places) {
            const Place place = gazetteer_.place(inner.place);
            for (const Candidate outer : piece.places) {
                if (outer.role != NameRole::demonym && (place.country == outer.place || place.region == outer.place) &&
                    inner.place != outer.place) {
                    previous.within = static_cast<std::uint32_t>(findings_.pieces.size());
                    previous.around.place += 4;
                    previous.doubtful = false;  // "Nice, France"
                    piece.around.place += 2;
                    return;
                }
            }
        }
    }

    // ---------------------------------------------------------------- headlines
    /// Gives the well-known name at token i of a headline; returns what lies behind it, or i.
    std::uint32_t well_known(std::uint32_t i) {
        if (const auto known = organisation_at(i)) {
            NamePiece& piece = give(i, i + known.length, false);
            piece.known = known.value;
            piece.inner.organisation += 5;
            return i + known.length;
        }
        const PlaceName& place = place_at(i);
        if (place && place.people) {
            findings_.peoples.push_back(place.candidates[0].place);
            return place.end;
        }
        if (place && !is(i, not_name) &&
            place_evidence(gazetteer_, place.candidates, place.use, place.end == i + 1) >= 3) {
            give(i, place.end, false);
            return place.end;
        }
        const WordUse first = use(i);
        if (first.first_name && !first.common && capitalised(i + 1) && !is(i + 1, not_name) && !use(i + 1).common &&
            !tokens_[i + 1].all_capitals) {
            give(i, i + 2, false);
            return i + 2;
        }
        return i;
    }

    const NameWords& words_;
    const Gazetteer& gazetteer_;
    const AnnotatedReport& report_;
    std::string_view text_, lowered_;
    Tokens tokens_;
    NameFindings& findings_;
    HashSet lower_seen_, capital_seen_;

    /// What was looked up of a token; looked up once.
    struct Known {
        PlaceName place;
        WordUse use;
        bool has_place = false, has_use = false;
    };
    mutable std::vector<Known> known_;  // by token of the sentence
    const Sentence* sentence_ = nullptr;
};

void look_up_names(const NameWords& words, const Gazetteer& gazetteer, std::string_view text, std::string_view lowered,
                   Tokens tokens, std::span<NameHint> hints) {
    look_up_names(gazetteer, text, tokens, hints);
    for (std::size_t i = 0; i < tokens.size();) {
        const auto known = words.organisation_at(text, lowered, tokens, i);
        if (known)
            mark_organisation(hints.subspan(i, known.length));
        i += std::max<std::size_t>(1, known.length);
    }
}

void NameFinder::find(const AnnotatedReport& report, NameFindings& findings) const {
    findings.pieces.clear();
    findings.peoples.clear();
    findings.headlines.clear();
    Pass pass(*this, report, findings);
    pass.survey();
    for (std::uint32_t i = 0; i < report.layers.sentences.size(); ++i) {
        if (is_headline(report, report.layers.sentences[i]))
            findings.headlines.push_back(i);
        else if (findings.network)
            pass.tagged_sentence(report.layers.sentences[i]);
        else
            pass.sentence(report.layers.sentences[i]);
    }
}

void NameFinder::find_in_headline(const AnnotatedReport& report, const Sentence& sentence,
                                  NameFindings& findings) const {
    Pass(*this, report, findings).headline(sentence);
}

}  // namespace recount
