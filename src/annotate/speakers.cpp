#include "annotate/speakers.h"

#include <algorithm>

namespace recount {

namespace {

/// How far back a pronoun or a description reaches, in tokens: a few paragraphs.
constexpr std::uint32_t reach = 250;

}  // namespace

Speakers::Speakers(const AttributionWords& words, const Gazetteer& gazetteer, const AnnotatedReport& report,
                   const std::vector<Quotation>& quotations)
    : words_(words), gazetteer_(gazetteer), report_(report), quotations_(quotations), tokens_(report.layers.tokens) {}

bool Speakers::is_quoted(std::uint32_t token) const {
    const auto found = std::partition_point(quotations_.begin(), quotations_.end(),
                                            [&](const Quotation& q) { return q.behind <= token; });
    return found != quotations_.end() && found->open <= token;
}

/// Whether the token is the "'s" behind an owner.
bool Speakers::is_possessive(std::uint32_t token) const {
    const std::string_view words = report_.words(tokens_[token].span());
    return words == "'s" || words == "\u2019s";
}

Speakers::Gender Speakers::gender_of(const Entity& entity) const {
    const std::uint32_t from = entity.first_token == 0 ? 0 : entity.first_token - 1;  // the title before it
    for (std::uint32_t at = from; at < entity.end_token; ++at) {
        const std::uint32_t roles = words_.roles(tokens_[at].word);
        if (roles & role_she)
            return Gender::she;
        if (roles & role_he)
            return Gender::he;
    }
    const WordUse use = gazetteer_.word(report_.words(tokens_[entity.first_token].span()));
    if (entity.end_token - entity.first_token < 2 || use.female == use.male)
        return Gender::unknown;
    // "Lai Mohammed": where the other name is a first name of the other sex, neither is sure.
    const WordUse last = gazetteer_.word(report_.words(tokens_[entity.end_token - 1].span()));
    if (last.first_name && last.female != last.male && last.female != use.female)
        return Gender::unknown;
    return use.female ? Gender::she : Gender::he;
}

Speakers::Referent& Speakers::referent_of(const Entity& entity, std::uint32_t index) {
    for (Referent& known : referents_)
        if (known.bearer == entity.bearer && known.bearer != no_index)
            return known;
    Referent& fresh = referents_.emplace_back();
    fresh.name = entity.name;
    fresh.bearer = entity.bearer;
    fresh.entity = index;
    fresh.type = entity.type;
    return fresh;
}

/// The word before a noun that says what kind is meant ("defence" minister); empty where there is none.
std::string_view Speakers::word_before(std::uint32_t token) const {
    if (token == 0 || tokens_[token - 1].kind != TokenKind::word)
        return {};
    constexpr std::uint32_t outside = role_determiner | role_preposition | role_subordinating | role_joining |
                                      role_auxiliary | role_epithet | role_office;
    const bool is_outside = (words_.roles(tokens_[token - 1].word) & outside) || is_possessive(token - 1);
    return is_outside ? std::string_view() : report_.lowered(tokens_[token - 1].span());
}

/// Whether the referent was introduced with the noun at `head`: "the defence minister" is not the foreign minister.
bool Speakers::fits(const Referent& referent, std::uint32_t begin, std::uint32_t head) const {
    const bool kind_counts =
        head > begin + 1 && (words_.roles(tokens_[head].word) & role_office) && !tokens_[head - 1].capitalised;
    const std::string_view kind = kind_counts ? word_before(head) : std::string_view();
    return std::any_of(referent.nouns.begin(), referent.nouns.end(), [&](const Referent::Noun& noun) {
        return noun.word == tokens_[head].word && (kind.empty() || noun.kind == kind);
    });
}

/// Keeps the nouns for persons in a stretch of tokens.
void Speakers::take_nouns(Referent& referent, std::uint32_t begin, std::uint32_t end) const {
    for (std::uint32_t at = begin; at < end; ++at) {
        const WordId word = tokens_[at].word;
        if (!(words_.roles(word) & (role_epithet | role_office)))
            continue;
        const std::string_view kind = word_before(at);
        if (std::none_of(referent.nouns.begin(), referent.nouns.end(),
                         [&](const Referent::Noun& known) { return known.word == word && known.kind == kind; }))
            referent.nouns.push_back({word, kind});
    }
}

/// "defence minister Anton Rusk", "Rusk, the defence minister", "his brother, Anton Rusk".
void Speakers::take_nouns_around(Referent& referent, const Entity& entity) const {
    constexpr std::uint32_t outside = role_preposition | role_determiner | role_subordinating | role_joining |
                                      role_contrasting | role_auxiliary | role_pronoun;
    const auto is_comma = [&](std::uint32_t at) { return report_.words(tokens_[at].span()) == ","; };
    const auto is_part = [&](std::uint32_t at) {
        return tokens_[at].kind == TokenKind::word && !(words_.roles(tokens_[at].word) & outside);
    };
    std::uint32_t from = entity.first_token;
    if (from > 1 && is_comma(from - 1) && (words_.roles(tokens_[from - 2].word) & (role_epithet | role_office)))
        take_nouns(referent, from - 2, from - 1);
    while (from > 0 && entity.first_token - from < 4 && is_part(from - 1))
        --from;
    take_nouns(referent, from, entity.end_token);
    if (entity.end_token >= tokens_.size() || !is_comma(entity.end_token))
        return;
    for (std::uint32_t to = entity.end_token + 1;
         to < tokens_.size() && to < entity.end_token + 8 && tokens_[to].kind == TokenKind::word; ++to) {
        const std::uint32_t roles = words_.roles(tokens_[to].word);
        if (roles & (role_epithet | role_office))
            take_nouns(referent, to, to + 1);
        if (roles & (role_epithet | role_office | role_preposition | role_pronoun | role_auxiliary))
            break;
    }
}

/// A sentence that begins with a noun for a person ("The country's defence minister went further") speaks of that
/// person.
void Speakers::take_sentence(const Sentence& sentence) {
    const BlockKind kind = report_.report.blocks[sentence.block].kind;
    if (kind == BlockKind::caption || kind == BlockKind::embed || kind == BlockKind::heading ||
        kind == BlockKind::title)
        return;
    std::uint32_t at = sentence.first_token;
    if (at < sentence.end_token && (words_.roles(tokens_[at].word) & (role_preposition | role_subordinating)))
        for (std::uint32_t comma = at; comma < sentence.end_token && comma < at + 15; ++comma)
            if (report_.words(tokens_[comma].span()) == ",") {
                at = comma + 1;
                break;
            }
    if (at >= sentence.end_token || !(words_.roles(tokens_[at].word) & role_determiner) || is_quoted(at))
        return;
    constexpr std::uint32_t outside =
        role_preposition | role_subordinating | role_joining | role_contrasting | role_auxiliary | role_pronoun;
    for (std::uint32_t head = at + 1;
         head < sentence.end_token && head < at + 7 && !(words_.roles(tokens_[head].word) & outside); ++head) {
        if (tokens_[head].kind == TokenKind::quote ||
            (tokens_[head].kind == TokenKind::punctuation && report_.words(tokens_[head].span()) != "-"))
            return;
        if (!(words_.roles(tokens_[head].word) & (role_office | role_epithet)) || tokens_[head].capitalised)
            continue;
        const std::uint32_t next = head + 1;
        if (next >= sentence.end_token || tokens_[next].kind != TokenKind::word || tokens_[next].capitalised ||
            report_.lowered(tokens_[next].span()).starts_with('\'') ||
            report_.lowered(tokens_[next].span()).starts_with("\u2019") ||
            (words_.roles(tokens_[next].word) & (role_office | role_epithet)))
            continue;
        const SourceWords source{at, next, at, next};
        Referent* meant = described(source);
        if (!meant)
            meant = &unnamed(source);
        meant->last_subject = meant->last_token = at + 1;
        return;
    }
}

BlockKind Speakers::block_kind(std::uint32_t token) const {
    const auto& sentences = report_.layers.sentences;
    const auto sentence = std::partition_point(sentences.begin(), sentences.end(),
                                               [&](const Sentence& s) { return s.end_token <= token; });
    return report_.report.blocks[sentence->block].kind;
}

void Speakers::take_mention(std::uint32_t index) {
    const Entity& entity = report_.layers.entities[index];
    Referent& referent = referent_of(entity, index);
    referent.last_token = entity.first_token;
    ++referent.times;
    if (entity.type != EntityType::person)
        return;
    if (referent.gender == Gender::unknown)
        referent.gender = gender_of(entity);
    take_nouns_around(referent, entity);
    const BlockKind kind = block_kind(entity.first_token);
    if (is_quoted(entity.first_token) || kind == BlockKind::caption || kind == BlockKind::embed ||
        kind == BlockKind::heading || kind == BlockKind::title)
        return;
    const auto sentence = std::partition_point(report_.layers.sentences.begin(), report_.layers.sentences.end(),
                                               [&](const Sentence& s) { return s.end_token <= entity.first_token; });
    bool first_person = true;
    for (std::uint32_t before = index;
         before-- > 0 && report_.layers.entities[before].first_token >= sentence->first_token;)
        first_person = first_person && report_.layers.entities[before].type != EntityType::person;
    const bool is_owner = entity.end_token < tokens_.size() && is_possessive(entity.end_token);
    if (first_person && !is_owner && entity.first_token < sentence->first_token + 25)
        referent.last_subject = entity.first_token + 1;
}

/// Takes in what stands before `token`: names, and sentences that begin before it.
void Speakers::advance(std::uint32_t token) {
    const auto& entities = report_.layers.entities;
    const auto& sentences = report_.layers.sentences;
    while (true) {
        const std::uint32_t entity = next_entity_ < entities.size() ? entities[next_entity_].first_token : no_index;
        const std::uint32_t sentence =
            next_sentence_ < sentences.size() ? sentences[next_sentence_].first_token : no_index;
        if (std::min(entity, sentence) >= token)
            return;
        if (sentence <= entity)
            take_sentence(sentences[next_sentence_++]);
        else
            take_mention(next_entity_++);
    }
}

/// The last entity that ends where the token range ends, or no_index.
std::uint32_t Speakers::entity_in(std::uint32_t begin, std::uint32_t end) const {
    const auto& entities = report_.layers.entities;
    auto found =
        std::partition_point(entities.begin(), entities.end(), [&](const Entity& e) { return e.first_token < begin; });
    std::uint32_t best = no_index;
    for (; found != entities.end() && found->first_token < end; ++found)
        if (found->end_token == end)
            best = static_cast<std::uint32_t>(found - entities.begin());
    return best;
}

/// The entity that names the source: the head of its noun phrase, else one in apposition; no_index where it has none.
std::uint32_t Speakers::naming_entity(const SourceWords& source) const {
    const auto& entities = report_.layers.entities;
    const std::uint32_t head = entity_in(source.core_begin, source.core_end);
    if (head != no_index) {
        // "the brother of Ali Orlo" is not Ali Orlo: a preposition before the name makes it another's, unless the name
        // has it.
        for (std::uint32_t at = source.core_begin; at < entities[head].first_token; ++at)
            if (words_.roles(tokens_[at].word) & role_preposition) {
                const auto first = std::partition_point(entities.begin(), entities.end(),
                                                        [&](const Entity& e) { return e.end_token < at; });
                if (first != entities.end() && first->end_token == at && first->first_token >= source.core_begin &&
                    first->type == EntityType::person)
                    return static_cast<std::uint32_t>(first - entities.begin());
                return source.end > source.core_end ? entity_in(source.core_end + 1, source.end) : no_index;
            }
        return head;
    }
    for (auto found = std::partition_point(entities.begin(), entities.end(),
                                           [&](const Entity& e) { return e.first_token < source.core_end; });
         found != entities.end() && found->first_token < source.end; ++found)
        if (found->type == EntityType::person &&
            (found->first_token == source.core_end + 1 || found->end_token == source.end))
            return static_cast<std::uint32_t>(found - entities.begin());
    return no_index;
}

Speakers::Referent* Speakers::pronoun(WordId word, std::uint32_t token) {
    const bool person = word == words_.he() || word == words_.she();
    const Gender wanted = word == words_.he() ? Gender::he : word == words_.she() ? Gender::she : Gender::unknown;
    Referent* best = nullptr;
    std::uint64_t most = 0;
    for (Referent& one : referents_) {
        const std::uint32_t seen = std::max(one.last_token, one.last_subject);
        if (seen + reach < token || seen > token)
            continue;
        const bool is_person =
            one.type == EntityType::person || (one.type == EntityType::other && one.spoke && one.bearer != no_index);
        if (person && (!is_person || one.plural || (one.gender != Gender::unknown && one.gender != wanted)))
            continue;
        if (word == words_.they() && !one.plural && one.type != EntityType::organisation)
            continue;
        if (word == words_.it() &&
            (one.type == EntityType::person || one.plural || (one.bearer == no_index && one.gender != Gender::unknown)))
            continue;
        if (!person && one.last_subject == 0)
            continue;
        // Whoever stood last where a subject stands comes first; a mention elsewhere counts for less.
        const std::uint64_t rank = (std::uint64_t{one.last_subject} << 20) + one.last_token;
        if (!best || rank > most) {
            best = &one;
            most = rank;
        }
    }
    return best;
}

/// "the group": the organisation that was spoken of last.
Speakers::Referent* Speakers::last_body() {
    Referent* last = nullptr;
    for (Referent& one : referents_)
        if (one.type == EntityType::organisation &&
            (!last || std::max(one.last_subject, one.last_token) > std::max(last->last_subject, last->last_token)))
            last = &one;
    return last;
}

/// "the minister", "the 65-year-old leader": whom the report has introduced so. "The city's heating company" is told by
/// whose it is, and none that was spoken of before.
Speakers::Referent* Speakers::described(const SourceWords& source) {
    const std::uint32_t first = words_.roles(tokens_[source.core_begin].word);
    const std::string_view opening = report_.lowered(tokens_[source.core_begin].span());
    if (!(first & role_determiner) || (opening != "the" && opening != "this" && opening != "that"))
        return nullptr;
    const std::uint32_t head = head_of(source);
    const std::uint32_t roles = words_.roles(tokens_[head].word);
    if (roles & role_body) {
        for (std::uint32_t at = source.core_begin + 1; at < head; ++at)
            if (is_possessive(at))
                return nullptr;
        return last_body();
    }
    Referent* introduced = nullptr;
    Referent* about = nullptr;
    for (Referent& one : referents_) {
        if (one.plural || (one.bearer != no_index && one.type != EntityType::person && !one.spoke))
            continue;
        if (((roles & role_he) && one.gender == Gender::she) || ((roles & role_she) && one.gender == Gender::he))
            continue;
        const bool knows = fits(one, source.core_begin, head);
        if (knows && (!introduced || (one.spoke && !introduced->spoke) ||
                      (one.spoke == introduced->spoke && one.last_subject > introduced->last_subject)))
            introduced = &one;
        if (one.bearer != no_index && one.last_subject > 0 && one.last_token + reach > source.begin &&
            (!about || one.last_subject > about->last_subject))
            about = &one;
    }
    return introduced || !(roles & role_epithet) ? introduced : about;
}

std::string Speakers::own_words(const SourceWords& source) const {
    return std::string(report_.words({tokens_[source.core_begin].start, tokens_[source.core_end - 1].end}));
}

/// Notes that the referent spoke here; gives its name.
std::string Speakers::speaks(Referent& referent, const SourceWords& source) {
    referent.last_subject = referent.last_token = source.end;
    referent.spoke = true;
    last_entity_ = referent.entity;
    take_nouns(referent, source.begin, source.end);
    return referent.name;
}

/// The token that heads a source: the last one before a preposition.
std::uint32_t Speakers::head_of(const SourceWords& source) const {
    for (std::uint32_t at = source.core_begin + 1; at < source.core_end; ++at)
        if (words_.roles(tokens_[at].word) & role_preposition)
            return at - 1;
    return source.core_end - 1;
}

/// The one without a name whom these words mean, new if need be.
Speakers::Referent& Speakers::unnamed(const SourceWords& source) {
    const std::string words = own_words(source);
    const auto known = std::find_if(referents_.begin(), referents_.end(),
                                    [&](const Referent& one) { return one.bearer == no_index && one.name == words; });
    Referent& one = known != referents_.end() ? *known : referents_.emplace_back();
    one.name = words;
    const Token& head = tokens_[head_of(source)];
    const std::uint32_t roles = words_.roles(head.word);
    one.plural = report_.lowered(head.span()).ends_with('s') && !(roles & (role_epithet | role_office));
    if (roles & (role_epithet | role_office))
        one.type = EntityType::person;
    if (roles & role_he)
        one.gender = Gender::he;
    if (roles & role_she)
        one.gender = Gender::she;
    take_nouns(one, source.begin, source.end);
    return one;
}

/// Each one who is named among several spoke, for the pronouns that follow.
void Speakers::take_each(const SourceWords& source) {
    const auto& entities = report_.layers.entities;
    const auto first = std::partition_point(entities.begin(), entities.end(),
                                            [&](const Entity& e) { return e.first_token < source.core_begin; });
    for (auto at = first; at != entities.end() && at->end_token <= source.core_end; ++at) {
        Referent& one = referent_of(*at, static_cast<std::uint32_t>(at - entities.begin()));
        one.last_subject = one.last_token = source.end;
        one.spoke = true;
    }
}

std::string Speakers::resolve(const SourceWords& source) {
    advance(source.begin);
    last_entity_ = no_index;
    const Token& first = tokens_[source.core_begin];
    if (source.core_end - source.core_begin == 1 && (words_.roles(first.word) & role_pronoun)) {
        Referent* meant = pronoun(first.word, source.begin);
        const bool points = first.word == words_.he() || first.word == words_.she() || first.word == words_.it() ||
                            first.word == words_.they();
        if (!points || !meant)
            return {};
        if (meant->gender == Gender::unknown && meant->type == EntityType::person)
            meant->gender = first.word == words_.he()    ? Gender::he
                            : first.word == words_.she() ? Gender::she
                                                         : Gender::unknown;
        return speaks(*meant, source);
    }
    const std::uint32_t named = source.several ? no_index : naming_entity(source);
    advance(source.end);
    if (named != no_index)
        return speaks(referent_of(report_.layers.entities[named], named), source);
    if (source.several)
        take_each(source);
    else if (Referent* meant = described(source))
        return speaks(*meant, source);
    return speaks(unnamed(source), source);
}

}  // namespace recount
