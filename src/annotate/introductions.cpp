// Whom a report introduces, as one reads on from its beginning: each name with what explains it, and the subjects of
// sentences that have no name. What they stood as, and how far back, is what pronouns and descriptions go by.
#include <algorithm>

#include "annotate/speakers.h"

namespace recount {

namespace {

bool is_margin(BlockKind kind) {
    return kind == BlockKind::caption || kind == BlockKind::embed || kind == BlockKind::heading ||
           kind == BlockKind::title;
}

}  // namespace

bool Speakers::is_quoted(std::uint32_t token) const {
    const auto found = std::partition_point(quotations_.begin(), quotations_.end(),
                                            [&](const Quotation& q) { return q.behind <= token; });
    return found != quotations_.end() && found->open <= token;
}

/// By a title ("Mrs. Orlo"), which is sure, else by the first name.
void Speakers::take_gender(Referent& referent, const Entity& entity) const {
    const std::uint32_t from = entity.first_token == 0 ? 0 : entity.first_token - 1;  // the title before it
    for (std::uint32_t at = from; at < entity.end_token; ++at) {
        const std::uint32_t roles = words_.roles(tokens_[at].word);
        if (!(roles & (role_he | role_she)))
            continue;
        referent.gender = (roles & role_she) ? Gender::she : Gender::he;
        referent.titled = true;
        return;
    }
    if (referent.gender != Gender::unknown || entity.end_token - entity.first_token < 2)
        return;
    const WordUse use = gazetteer_.word(report_.words(tokens_[entity.first_token].span()));
    if (use.female == use.male)
        return;
    // "Lai Mohammed": where the other name is a first name of the other sex, neither is sure.
    const WordUse last = gazetteer_.word(report_.words(tokens_[entity.end_token - 1].span()));
    if (!last.first_name || last.female == last.male || last.female == use.female)
        referent.gender = use.female ? Gender::she : Gender::he;
}

/// Forgets those that were spoken of longest ago, where there are twice as many as the codebook has remembered: what
/// any word may point to stays few, however long a report is.
void Speakers::forget() {
    if (holds_one_ || referents_.size() < 2 * words_.remembered())
        return;
    std::vector<std::uint32_t> seen;
    for (const Referent& one : referents_)
        seen.push_back(one.seen.token);
    const auto least = seen.end() - static_cast<std::ptrdiff_t>(words_.remembered());
    std::nth_element(seen.begin(), least, seen.end());
    std::erase_if(referents_, [&](const Referent& one) { return one.seen.token < *least; });
    by_bearer_.clear();
    by_own_words_.clear();
    for (std::uint32_t i = 0; i < referents_.size(); ++i)
        if (referents_[i].bearer != no_index)
            by_bearer_.try_emplace(referents_[i].bearer, i);
        else
            by_own_words_.try_emplace(referents_[i].name, i);
}

Referent& Speakers::referent_of(const Entity& entity, std::uint32_t index) {
    if (entity.bearer != no_index) {
        const auto [known, is_new] =
            by_bearer_.try_emplace(entity.bearer, static_cast<std::uint32_t>(referents_.size()));
        if (!is_new)
            return referents_[known->second];
    }
    const Report& report = report_.report;
    Referent& fresh = referents_.emplace_back();
    fresh.name = entity.name;
    fresh.bearer = entity.bearer;
    fresh.entity = index;
    fresh.type = entity.type;
    fresh.outlet = entity.name == report.outlet ||
                   std::find(report.agencies.begin(), report.agencies.end(), entity.name) != report.agencies.end();
    return fresh;
}

/// The word before a noun that says what kind is meant ("defence" minister); empty where there is none.
std::string_view Speakers::word_before(std::uint32_t token) const {
    if (token == 0 || tokens_[token - 1].kind != TokenKind::word)
        return {};
    constexpr std::uint32_t outside = role_determiner | role_preposition | role_subordinating | role_joining |
                                      role_auxiliary | role_epithet | role_office;
    const std::string_view word = report_.lowered(tokens_[token - 1].span());
    return (words_.roles(tokens_[token - 1].word) & outside) || word == "'s" || word == "\u2019s" ? std::string_view()
                                                                                                  : word;
}

/// Keeps the nouns of a stretch of tokens that a source can be called by.
void Speakers::take_nouns(Referent& referent, std::uint32_t begin, std::uint32_t end) const {
    for (std::uint32_t at = begin; at < end; ++at) {
        if (!(words_.roles(tokens_[at].word) & (role_epithet | role_office | role_body | role_teller)))
            continue;
        constexpr std::size_t most = 64;  // nobody is introduced in more ways
        const Referent::Noun noun{report_.lowered(tokens_[at].span()), word_before(at)};
        if (referent.nouns.size() < most &&
            std::none_of(referent.nouns.begin(), referent.nouns.end(), [&](const Referent::Noun& known) {
                return known.word == noun.word && known.kind == noun.kind;
            }))
            referent.nouns.push_back(noun);
    }
}

/// "defence minister Anton Rusk", "Rusk, the defence minister", "his brother, Anton Rusk".
void Speakers::take_nouns_around(Referent& referent, const Entity& entity) const {
    constexpr std::uint32_t outside = role_preposition | role_determiner | role_subordinating | role_joining |
                                      role_contrasting | role_auxiliary | role_pronoun;
    constexpr std::uint32_t nouns = role_epithet | role_office | role_body | role_teller;
    const auto is_comma = [&](std::uint32_t at) { return report_.words(tokens_[at].span()) == ","; };
    const auto is_part = [&](std::uint32_t at) {
        return tokens_[at].kind == TokenKind::word && !(words_.roles(tokens_[at].word) & outside);
    };
    std::uint32_t from = entity.first_token;
    if (from > 1 && is_comma(from - 1))  // "the mayor of Gent, Ada Orlo"
        for (std::uint32_t back = from - 1; back-- > 0 && from - back < 8 && tokens_[back].kind == TokenKind::word;)
            if (words_.roles(tokens_[back].word) & nouns) {
                take_nouns(referent, back, back + 1);
                break;
            }
    while (from > 0 && entity.first_token - from < 4 && is_part(from - 1))
        --from;
    take_nouns(referent, from, entity.end_token);
    if (entity.end_token >= tokens_.size() || !is_comma(entity.end_token))
        return;
    for (std::uint32_t to = entity.end_token + 1;
         to < tokens_.size() && to < entity.end_token + 8 && tokens_[to].kind == TokenKind::word; ++to) {
        const std::uint32_t roles = words_.roles(tokens_[to].word);
        if ((roles & nouns) && (to + 1 >= tokens_.size() || !ends_subject(to + 1)))  // not "in Gent, police said"
            take_nouns(referent, to, to + 1);
        if (roles & (nouns | role_preposition | role_pronoun | role_auxiliary))
            break;
    }
}

/// "the 17-year-old", "aged 17"; 0 where no age is told.
std::uint32_t Speakers::age_in(std::uint32_t begin, std::uint32_t end) const {
    constexpr std::uint32_t farthest = 4, oldest = 120;
    const auto number_at = [&](std::uint32_t at) {
        std::uint32_t number = 0;
        for (const char c : report_.words(tokens_[at].span())) {
            if (c < '0' || c > '9')
                break;
            number = std::min(number * 10 + static_cast<std::uint32_t>(c - '0'), oldest + 1);
        }
        return number <= oldest ? number : 0;
    };
    for (std::uint32_t at = begin; at < end; ++at)
        if (words_.roles(tokens_[at].word) & role_aged)
            for (std::uint32_t back = at; back-- > begin && at - back <= farthest;)
                if (const std::uint32_t number = number_at(back))
                    return number;
    const bool in_commas = end + 2 < tokens_.size() && report_.words(tokens_[end].span()) == "," &&
                           report_.words(tokens_[end + 2].span()) == ",";
    return in_commas && tokens_[end + 1].kind == TokenKind::number ? number_at(end + 1) : 0;
}

const Sentence& Speakers::sentence_of(std::uint32_t token) const {
    return *std::partition_point(report_.layers.sentences.begin(), report_.layers.sentences.end(),
                                 [&](const Sentence& s) { return s.end_token <= token; });
}

Stand Speakers::stand_of(std::uint32_t token) const {
    const Sentence& sentence = sentence_of(token);
    return {token + 1, static_cast<std::uint32_t>(&sentence - report_.layers.sentences.data()), sentence.block};
}

bool Speakers::is_plural(std::uint32_t head) const {
    const std::uint32_t roles = words_.roles(tokens_[head].word);
    const std::string_view word = report_.lowered(tokens_[head].span());
    return (roles & role_plural) || (word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") &&
                                     !word.ends_with("is") && !(roles & (role_epithet | role_office)));
}

/// The token that heads a source: the last one before a preposition.
std::uint32_t Speakers::head_of(const SourceWords& source) const {
    for (std::uint32_t at = source.core_begin + 1; at < source.core_end; ++at)
        if (words_.roles(tokens_[at].word) & role_preposition)
            return at - 1;
    return source.core_end - 1;
}

/// The one without a name whom these words mean, new if need be.
Referent& Speakers::unnamed(const SourceWords& source) {
    const std::string words = own_words(source);
    const auto [known, is_new] = by_own_words_.try_emplace(words, static_cast<std::uint32_t>(referents_.size()));
    Referent& one = is_new ? referents_.emplace_back() : referents_[known->second];
    one.name = words;
    const std::uint32_t head = head_of(source);
    const std::uint32_t roles = words_.roles(tokens_[head].word);
    one.plural = source.several || is_plural(head);
    one.tells = (roles & (role_teller | role_body)) != 0;
    one.age = age_in(source.begin, source.end);
    if (roles & (role_epithet | role_office))
        one.type = EntityType::person;
    if (roles & role_he)
        one.gender = Gender::he;
    if (roles & role_she)
        one.gender = Gender::she;
    take_nouns(one, source.begin, source.end);
    if (!(roles & (role_epithet | role_office | role_body | role_teller)) && one.nouns.empty())
        one.nouns.push_back({report_.lowered(tokens_[head].span()), word_before(head)});
    return one;
}

/// Whether a verb begins here that what stands before it can be the subject of.
bool Speakers::ends_subject(std::uint32_t at) const {
    const std::uint32_t roles = words_.roles(tokens_[at].word);
    if (roles & role_auxiliary)
        return true;
    if (tokens_[at].capitalised || at == 0 || tokens_[at - 1].kind != TokenKind::word ||
        (words_.roles(tokens_[at - 1].word) & (role_determiner | role_preposition)))
        return false;
    const AttributionWords::Match cue = words_.cue_at(tokens_, at);
    if (cue.length > 0 && !(roles & (role_noun_too | role_preposition)) &&
        (cue.form == CueForm::past || cue.form == CueForm::third || cue.form == CueForm::base))
        return true;
    return words_.ends_like_past(report_.lowered(tokens_[at].span()));
}

/// The noun phrase without a name that a sentence has as its subject; empty where it begins otherwise.
SourceWords Speakers::subject_phrase(const Sentence& sentence) const {
    constexpr std::uint32_t outside =
                                role_subordinating | role_joining | role_contrasting | role_pronoun | role_relative,
                            nouns = role_office | role_epithet;
    constexpr std::uint32_t longest = 10;
    std::uint32_t at = sentence.first_token;
    if (words_.roles(tokens_[at].word) & (role_preposition | role_subordinating))
        for (std::uint32_t comma = at; comma < sentence.end_token && comma < at + 15; ++comma)
            if (report_.words(tokens_[comma].span()) == ",") {
                at = comma + 1;
                break;
            }
    const std::uint32_t end = std::min(sentence.end_token, at + longest);
    if (at >= end || is_quoted(at))
        return {};
    const bool determined = (words_.roles(tokens_[at].word) & role_determiner) != 0;
    for (std::uint32_t next = at; next < end; ++next) {
        const Token& token = tokens_[next];
        const std::uint32_t roles = words_.roles(token.word);
        const bool part =
            token.kind == TokenKind::word || token.kind == TokenKind::number || report_.words(token.span()) == "-";
        if (!part || ((roles & outside) && !(roles & role_determiner)))
            return {};
        if (next == at)
            continue;
        const bool behind_noun = determined && (words_.roles(tokens_[next - 1].word) & nouns) &&
                                 !tokens_[next - 1].capitalised && !token.capitalised && !(roles & nouns) &&
                                 token.kind == TokenKind::word && !is_possessive_mark(next);
        if ((behind_noun || ends_subject(next)) && tokens_[next - 1].kind == TokenKind::word)
            return {at, next, at, next};
    }
    return {};
}

/// A sentence whose subject has no name ("The country's defence minister went further") speaks of that one.
void Speakers::take_sentence(const Sentence& sentence) {
    if (is_margin(report_.report.blocks[sentence.block].kind) || sentence.first_token >= sentence.end_token)
        return;
    const SourceWords source = subject_phrase(sentence);
    if (source.core_end == 0 || source.begin < resolved_ || holder_of(source) != no_index)
        return;
    const std::uint32_t head = head_of(source);
    if (entity_in(source.begin, head + 1) != no_index || (tokens_[head].capitalised && head > source.begin) ||
        (words_.roles(tokens_[head].word) & (role_determiner | role_day)) || tokens_[head].kind != TokenKind::word)
        return;
    Referent* meant = is_description(source) ? meant_by(source, false) : nullptr;
    if (!meant)
        meant = &unnamed(source);
    meant->subject = meant->seen = stand_of(source.begin);
    meant->role = MentionRole::subject;
    meant->quoted = meant->in_margin = false;
    ++meant->times;
}

bool Speakers::is_possessive_mark(std::uint32_t token) const {
    const std::string_view word = report_.lowered(tokens_[token].span());
    return word.starts_with('\'') || word.starts_with("\u2019");
}

/// As what a name stands in its sentence, by the words beside it.
MentionRole Speakers::role_of(const Entity& entity, const Sentence& sentence) const {
    constexpr std::uint32_t before_name = role_determiner | role_office | role_epithet | role_he | role_she | role_body;
    if (entity.end_token < sentence.end_token && is_possessive_mark(entity.end_token))
        return MentionRole::possessor;
    std::uint32_t from = entity.first_token;
    while (from > sentence.first_token &&
           ((words_.roles(tokens_[from - 1].word) & before_name) || tokens_[from - 1].capitalised) &&
           tokens_[from - 1].kind == TokenKind::word && !(words_.roles(tokens_[from - 1].word) & role_preposition))
        --from;
    if (from > sentence.first_token) {
        const std::uint32_t roles = words_.roles(tokens_[from - 1].word);
        const AttributionWords::Match cue = words_.cue_at(tokens_, from - 1);
        if (cue.length == 1 && words_.cue(cue.cue).addressee)
            return MentionRole::hearer;
        if ((roles & role_preposition) || (cue.length == 1 && !words_.cue(cue.cue).parenthetical))
            return MentionRole::object;
    }
    if (from == sentence.first_token || (entity.end_token < sentence.end_token && ends_subject(entity.end_token)))
        return MentionRole::subject;
    if (entity.type != EntityType::person || entity.first_token >= sentence.first_token + 25)
        return MentionRole::other;
    const auto& entities = report_.layers.entities;
    for (auto before = static_cast<std::size_t>(&entity - entities.data());
         before-- > 0 && entities[before].first_token >= sentence.first_token;)
        if (entities[before].type == EntityType::person)
            return MentionRole::other;
    return MentionRole::subject;
}

void Speakers::take_mention(std::uint32_t index) {
    const Entity& entity = report_.layers.entities[index];
    const Sentence& sentence = sentence_of(entity.first_token);
    Referent& referent = referent_of(entity, index);
    referent.seen = stand_of(entity.first_token);
    referent.role = role_of(entity, sentence);
    referent.quoted = is_quoted(entity.first_token);
    referent.in_margin = is_margin(report_.report.blocks[sentence.block].kind);
    ++referent.times;
    if (referent.role == MentionRole::subject && !referent.quoted && !referent.in_margin)
        referent.subject = referent.seen;
    if (entity.type != EntityType::place)
        take_nouns_around(referent, entity);
    if (entity.type != EntityType::person)
        return;
    if (referent.gender == Gender::unknown || !referent.titled)
        take_gender(referent, entity);
    if (referent.age == 0)
        referent.age = age_in(std::max(sentence.first_token, entity.first_token - std::min(entity.first_token, 8U)),
                              entity.end_token);
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

}  // namespace recount
