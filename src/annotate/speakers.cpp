#include "annotate/speakers.h"

#include <algorithm>

namespace recount {

namespace {

/// How far back a pronoun or a description reaches, in tokens: a few paragraphs.
constexpr std::uint32_t reach = 250;

}  // namespace

Speakers::Speakers(const AttributionWords& words, const Gazetteer& gazetteer, const AnnotatedReport& report)
    : words_(words), gazetteer_(gazetteer), report_(report), tokens_(report.layers.tokens) {}

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

/// Keeps the nouns for persons in a stretch of tokens.
void Speakers::take_nouns(Referent& referent, std::uint32_t begin, std::uint32_t end) const {
    for (std::uint32_t at = begin; at < end; ++at) {
        const WordId word = tokens_[at].word;
        if ((words_.roles(word) & (role_epithet | role_office)) && std::find(referent.nouns.begin(), referent.nouns.end(), word) == referent.nouns.end())
            referent.nouns.push_back(word);
    }
}

BlockKind Speakers::block_kind(std::uint32_t token) const {
    const auto& sentences = report_.layers.sentences;
    const auto sentence = std::partition_point(sentences.begin(), sentences.end(), [&](const Sentence& s) { return s.end_token <= token; });
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
    // "Belarusian President Alexander Lukashenko", "Lukashenko, the president of ..."
    std::uint32_t from = entity.first_token;
    while (from > 0 && entity.first_token - from < 4 && tokens_[from - 1].kind == TokenKind::word && !(words_.roles(tokens_[from - 1].word) & (role_preposition | role_determiner)))
        --from;
    take_nouns(referent, from, entity.end_token);
    std::uint32_t to = entity.end_token;
    if (to < tokens_.size() && report_.words(tokens_[to].span()) == ",")
        for (++to; to < tokens_.size() && to < entity.end_token + 8 && tokens_[to].kind == TokenKind::word; ++to) {
            if (words_.roles(tokens_[to].word) & (role_epithet | role_office))
                take_nouns(referent, to, to + 1);
            if (words_.roles(tokens_[to].word) & (role_epithet | role_office | role_preposition | role_pronoun | role_auxiliary))
                break;
        }
    const BlockKind kind = block_kind(entity.first_token);
    if (kind == BlockKind::caption || kind == BlockKind::embed || kind == BlockKind::heading || kind == BlockKind::title)
        return;
    const auto sentence = std::partition_point(report_.layers.sentences.begin(), report_.layers.sentences.end(), [&](const Sentence& s) { return s.end_token <= entity.first_token; });
    bool first_person = true;
    for (std::uint32_t before = index; before-- > 0 && report_.layers.entities[before].first_token >= sentence->first_token;)
        first_person = first_person && report_.layers.entities[before].type != EntityType::person;
    const bool possessive = entity.end_token < tokens_.size() && (report_.words(tokens_[entity.end_token].span()) == "'s" || report_.words(tokens_[entity.end_token].span()) == "\u2019s");
    if (first_person && !possessive && entity.first_token < sentence->first_token + 25)
        referent.last_subject = entity.first_token + 1;
}

void Speakers::advance(std::uint32_t token) {
    const auto& entities = report_.layers.entities;
    while (next_entity_ < entities.size() && entities[next_entity_].first_token < token) {
        take_mention(next_entity_);
        ++next_entity_;
    }
}

/// The last entity that ends where the token range ends, or no_index.
std::uint32_t Speakers::entity_in(std::uint32_t begin, std::uint32_t end) const {
    const auto& entities = report_.layers.entities;
    auto found = std::partition_point(entities.begin(), entities.end(), [&](const Entity& e) { return e.first_token < begin; });
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
        // "the brother of Ali Orlo" is not Ali Orlo: a preposition before the name makes it another's, unless the name has it.
        for (std::uint32_t at = source.core_begin; at < entities[head].first_token; ++at)
            if (words_.roles(tokens_[at].word) & role_preposition) {
                const auto first = std::partition_point(entities.begin(), entities.end(), [&](const Entity& e) { return e.end_token < at; });
                if (first != entities.end() && first->end_token == at && first->first_token >= source.core_begin && first->type == EntityType::person)
                    return static_cast<std::uint32_t>(first - entities.begin());
                return source.end > source.core_end ? entity_in(source.core_end + 1, source.end) : no_index;
            }
        return head;
    }
    for (auto found = std::partition_point(entities.begin(), entities.end(), [&](const Entity& e) { return e.first_token < source.core_end; });
         found != entities.end() && found->first_token < source.end; ++found)
        if (found->type == EntityType::person && (found->first_token == source.core_end + 1 || found->end_token == source.end))
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
        const bool is_person = one.type == EntityType::person || (one.type == EntityType::other && one.spoke && one.bearer != no_index);
        if (person && (!is_person || one.plural || (one.gender != Gender::unknown && one.gender != wanted)))
            continue;
        if (word == words_.they() && !one.plural && one.type != EntityType::organisation)
            continue;
        if (word == words_.it() && (one.type == EntityType::person || one.plural || (one.bearer == no_index && one.gender != Gender::unknown)))
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
        if (one.type == EntityType::organisation && (!last || std::max(one.last_subject, one.last_token) > std::max(last->last_subject, last->last_token)))
            last = &one;
    return last;
}

/// "the minister", "the 65-year-old leader": whom the report has introduced so.
Speakers::Referent* Speakers::described(const SourceWords& source) {
    const std::uint32_t first = words_.roles(tokens_[source.core_begin].word);
    const std::string_view opening = report_.lowered(tokens_[source.core_begin].span());
    if (!(first & role_determiner) || (opening != "the" && opening != "this" && opening != "that"))
        return nullptr;
    if (words_.roles(tokens_[source.core_end - 1].word) & role_body)
        return last_body();
    const WordId head = tokens_[source.core_end - 1].word;
    const std::uint32_t roles = words_.roles(head);
    const bool bare = source.core_end - source.core_begin == 2;
    Referent* introduced = nullptr;
    Referent* about = nullptr;
    for (Referent& one : referents_) {
        if (one.plural || (one.bearer != no_index && one.type != EntityType::person && !one.spoke))
            continue;
        if (((roles & role_he) && one.gender == Gender::she) || ((roles & role_she) && one.gender == Gender::he))
            continue;
        const bool knows = std::find(one.nouns.begin(), one.nouns.end(), head) != one.nouns.end();
        if (knows && (!introduced || (one.spoke && !introduced->spoke) || (one.spoke == introduced->spoke && one.last_subject > introduced->last_subject)))
            introduced = &one;
        if (one.bearer != no_index && one.last_subject > 0 && one.last_token + reach > source.begin && (!about || one.last_subject > about->last_subject))
            about = &one;
    }
    if (introduced && (bare || (roles & role_epithet) || introduced->bearer == no_index))
        return introduced;
    return (roles & role_epithet) ? about : introduced;
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

std::string Speakers::resolve(const SourceWords& source) {
    advance(source.begin);
    last_entity_ = no_index;
    const Token& first = tokens_[source.core_begin];
    if (source.core_end - source.core_begin == 1 && (words_.roles(first.word) & role_pronoun)) {
        Referent* meant = pronoun(first.word, source.begin);
        const bool points = first.word == words_.he() || first.word == words_.she() || first.word == words_.it() || first.word == words_.they();
        if (!points || !meant)
            return {};
        if (meant->gender == Gender::unknown && meant->type == EntityType::person)
            meant->gender = first.word == words_.he() ? Gender::he : first.word == words_.she() ? Gender::she : Gender::unknown;
        return speaks(*meant, source);
    }
    const std::uint32_t named = naming_entity(source);
    advance(source.end);
    if (named != no_index)
        return speaks(referent_of(report_.layers.entities[named], named), source);
    if (Referent* meant = described(source))
        return speaks(*meant, source);
    const std::string words = own_words(source);
    const auto known = std::find_if(referents_.begin(), referents_.end(), [&](const Referent& one) { return one.bearer == no_index && one.name == words; });
    Referent& one = known != referents_.end() ? *known : referents_.emplace_back();
    one.name = words;
    const std::uint32_t roles = words_.roles(tokens_[source.core_end - 1].word);
    const std::string_view head = report_.lowered(tokens_[source.core_end - 1].span());
    one.plural = head.ends_with('s') && !(roles & (role_epithet | role_office));
    if (roles & (role_epithet | role_office))
        one.type = EntityType::person;
    if (roles & role_he)
        one.gender = Gender::he;
    if (roles & role_she)
        one.gender = Gender::she;
    return speaks(one, source);
}

}  // namespace recount
