#include "reconcile/voices.h"

#include <algorithm>
#include <ranges>
#include <set>

#include "text/utf8.h"

namespace recount {

namespace {

constexpr std::uint32_t longest_office = 14;   // words that are looked at on either side of a name
constexpr std::uint32_t longest_rest = 5;      // words between an office and its bearer's name that say of what it is
constexpr std::size_t longest_possessive = 4;  // bytes of "'s", however its apostrophe is drawn

bool is_mark(const Token& token) {
    return token.kind == TokenKind::punctuation || token.kind == TokenKind::quote;
}

/// Tokens of a span: half-open.
std::pair<std::uint32_t, std::uint32_t> tokens_in(const AnnotatedReport& report, Span span) {
    const auto& tokens = report.layers.tokens;
    const auto first = std::ranges::lower_bound(tokens, span.start, {}, &Token::start);
    const auto end = std::ranges::lower_bound(first, tokens.end(), span.end, {}, &Token::start);
    return {static_cast<std::uint32_t>(first - tokens.begin()), static_cast<std::uint32_t>(end - tokens.begin())};
}

/// The words of a phrase as running text would be cut: clitics by themselves.
std::vector<std::string_view> words_of(std::string_view phrase) {
    std::vector<std::string_view> words;
    while (!phrase.empty()) {
        const std::size_t blank = std::min(phrase.find_first_of(" \n"), phrase.size());
        std::string_view word = phrase.substr(0, blank);
        phrase.remove_prefix(std::min(blank + 1, phrase.size()));
        std::string_view clitic;
        for (const std::string_view ending : {"'s", "\u2019s"})
            if (word.size() > ending.size() && word.ends_with(ending)) {
                clitic = word.substr(word.size() - ending.size());
                word.remove_suffix(ending.size());
            }
        if (!word.empty())
            words.push_back(word);
        if (!clitic.empty())
            words.push_back(clitic);
    }
    return words;
}

}  // namespace

std::string_view VoiceFinder::word(std::uint32_t report, std::uint32_t token) const {
    return view_.reports[report].lowered(view_.reports[report].layers.tokens[token].span());
}

bool VoiceFinder::is_word(std::uint32_t report, std::uint32_t token) const {
    const auto& tokens = view_.reports[report].layers.tokens;
    return token < tokens.size() && !is_mark(tokens[token]);
}

VoiceFinder::VoiceFinder(const StoryView& view) : view_(view) {
    const auto add = [&](std::string_view name, std::uint32_t number) {
        const auto [place, is_new] = by_name_.emplace(folded(name), number);
        if (!is_new && place->second != number)
            place->second = no_index;
    };
    for (std::uint32_t number = 0; number < view.entities.size(); ++number) {
        add(view.entities[number].name, number);
        for (const Evidence& mention : view.entities[number].mentions)
            add(view.reports[mention.report].words(mention.span), number);
    }
    for (const std::uint32_t report : view.story.reports)
        read_offices(report);
    for (std::uint32_t i = 0; i < offices_.size(); ++i)
        for (std::uint32_t at = offices_[i].first; at < offices_[i].end; ++at) {
            auto& others = offices_with_[word(offices_[i].report, at)];
            if (others.empty() || others.back() != i)
                others.push_back(i);
        }
}

/// What stands before a name back to a mark, and between commas before and behind it.
void VoiceFinder::read_offices(std::uint32_t report) {
    const AnnotatedReport& annotated = view_.reports[report];
    const auto& tokens = annotated.layers.tokens;
    const StatementRules& rules = view_.rules.statements();
    for (const Entity& name : annotated.layers.entities) {
        const std::uint32_t entity = view_.entities.at({report, name.span});
        if (entity == no_index || view_.entities[entity].type == EntityType::place)
            continue;
        const std::uint32_t sentence = annotated.layers.sentence_at(name.span.start);
        if (sentence == no_index)
            continue;
        const Sentence& within = annotated.layers.sentences[sentence];
        const bool is_person = view_.entities[entity].type == EntityType::person;
        const auto back_from = [&](std::uint32_t end) {
            std::uint32_t first = end;
            while (first > within.first_token && end - first < longest_office && is_word(report, first - 1))
                --first;
            return first;
        };
        const auto text = [&](std::uint32_t first, std::uint32_t end) {
            return Span{std::min(tokens[first].start, name.span.start), std::max(tokens[end - 1].end, name.span.end)};
        };
        const std::uint32_t before = name.first_token;
        if (before > within.first_token && is_word(report, before - 1)) {
            const std::uint32_t first = back_from(before);
            offices_.push_back({report, first, before, entity, true, text(first, before)});
        } else if (before > within.first_token + 1 && word(report, before - 1) == ",") {
            std::uint32_t first = before - 1;
            const std::uint32_t back = back_from(before - 1);
            while (first > back && !rules.begins_phrase(word(report, first)))
                --first;
            const bool has_office = std::ranges::any_of(std::views::iota(first, before - 1), [&](std::uint32_t at) {
                return rules.is_office(word(report, at));
            });
            if (first < before - 1 && (is_person || has_office) && rules.begins_phrase(word(report, first)))
                offices_.push_back({report, first, before - 1, entity, false, text(first, before - 1)});
        }
        if (name.end_token + 1 < within.end_token && word(report, name.end_token) == ",") {
            std::uint32_t end = name.end_token + 1;
            while (end < within.end_token && end - name.end_token <= longest_office && is_word(report, end))
                ++end;
            const auto others = annotated.layers.entities_in({tokens[name.end_token].end, tokens[end - 1].end});
            const bool names_another =
                std::ranges::any_of(others, [](const Entity& other) { return other.type == EntityType::person; });
            if (end > name.end_token + 1 && is_person && !names_another)
                offices_.push_back({report, name.end_token + 1, end, entity, false, text(name.end_token + 1, end)});
        }
    }
}

std::uint32_t VoiceFinder::named(std::string_view name) const {
    const auto found = by_name_.find(folded(name));
    return found == by_name_.end() ? no_index : found->second;
}

Voice VoiceFinder::voice_of(std::uint32_t report, std::uint32_t number) const {
    const AnnotatedReport& annotated = view_.reports[report];
    const Attribution& attribution = annotated.layers.attributions[number];
    Voice voice;
    voice.words = attribution.speaker;
    for (const Span relay : attribution.relays)
        voice.chain.emplace_back(annotated.words(relay));
    const Span source = attribution.source.empty() ? Span{} : attribution.source.front();
    if (attribution.speaker_entity != no_index) {
        const Entity& name = annotated.layers.entities[attribution.speaker_entity];
        voice.entity = view_.entities.at({report, name.span});
        const bool within = !source.empty() && name.span.start >= source.start && name.span.end <= source.end;
        voice.way = within ? VoiceWay::named : VoiceWay::resolved;
        if (voice.entity != no_index && !within)
            voice.evidence.push_back({report, name.span});
    }
    if (voice.entity == no_index && !source.empty()) {
        voice.entity = view_.entities.named_by({report, source}, annotated.words(source));
        voice.way = VoiceWay::named;
    }
    if (voice.entity == no_index && attribution.in_embed && !attribution.speaker.empty())
        voice.entity = named(attribution.speaker);
    if (voice.entity != no_index)
        return voice;
    voice.way = voice.words.empty() ? VoiceWay::nobody : VoiceWay::described;
    if (source.empty() || attribution.in_embed)
        return voice;
    name_within(voice) || name_beside(report, source, voice) || author_of_document(report, number, voice) ||
        holder_of_office(report, voice) || body_called(report, source, voice);
    return voice;
}

/// "U.S. Senator Ana Orlo": the longest name of a person at the end of the words, of nobody else's ("a friend of"). "A
/// student surnamed Orlo" is not she.
bool VoiceFinder::name_within(Voice& voice) const {
    const StatementRules& rules = view_.rules.statements();
    const std::string lower = lowered_in_place(voice.words);
    const std::vector<std::string_view> parts = words_of(lower);
    if (std::ranges::any_of(parts, [&](std::string_view word) { return rules.is_link(word); }))
        return false;
    const bool indefinite = !parts.empty() && rules.is_indefinite(parts.front());
    std::string_view words = voice.words;
    for (std::size_t blank = words.find(' '); blank != std::string_view::npos; blank = words.find(' ')) {
        words.remove_prefix(blank + 1);
        const std::uint32_t entity = named(words);
        const bool surname_alone = words.find(' ') == std::string_view::npos;
        if (entity == no_index || view_.entities[entity].type != EntityType::person || (indefinite && surname_alone))
            continue;
        voice.entity = entity;
        voice.way = VoiceWay::resolved;
        return true;
    }
    return false;
}

/// "parent | Will White": the reader took the office and left the name.
bool VoiceFinder::name_beside(std::uint32_t report, Span source, Voice& voice) const {
    const AnnotatedReport& annotated = view_.reports[report];
    const auto [first, end] = tokens_in(annotated, source);
    for (const Entity& name : annotated.layers.entities_in({source.end, source.end + 2})) {
        const std::uint32_t entity = view_.entities.at({report, name.span});
        if (first == end || name.first_token != end || entity == no_index ||
            view_.entities[entity].type != EntityType::person)
            continue;
        voice.entity = entity;
        voice.way = VoiceWay::beside;
        voice.evidence.push_back({report, name.span});
        return true;
    }
    return false;
}

/// "the statement": who gave one out, as the words before it in the report tell ("Sand said in a statement", "Sand's
/// letter", "a letter from Sand").
bool VoiceFinder::author_of_document(std::uint32_t report, std::uint32_t number, Voice& voice) const {
    const AnnotatedReport& annotated = view_.reports[report];
    const auto& attributions = annotated.layers.attributions;
    const Span source = attributions[number].source.front();
    const auto [first, end] = tokens_in(annotated, source);
    std::string_view document;
    for (std::uint32_t at = first; at < end && document.empty(); ++at)
        if (view_.rules.statements().is_document(word(report, at)))
            document = word(report, at);
    if (document.empty() || lowered_in_place(voice.words).find(document) == std::string::npos)
        return false;  // "the mayor, in a statement": no document speaks
    for (const Entity& name : annotated.layers.entities_in(source)) {
        voice.entity = view_.entities.at({report, name.span});
        const bool is_owner = name.end_token < end && annotated.layers.tokens[name.end_token].kind == TokenKind::word &&
                              annotated.words(annotated.layers.tokens[name.end_token].span()).ends_with('s') &&
                              word(report, name.end_token).size() <= longest_possessive &&
                              word(report, name.end_token) != "is";
        if (voice.entity == no_index || view_.entities[voice.entity].type == EntityType::place || !is_owner)
            continue;
        voice.way = VoiceWay::document;
        voice.evidence.push_back({report, name.span});
        return true;
    }
    voice.entity = no_index;
    for (std::uint32_t other = number; other-- > 0;) {
        const Attribution& before = attributions[other];
        if (before.speaker_entity == no_index || before.sentence > attributions[number].sentence)
            continue;
        const Sentence& sentence = annotated.layers.sentences[before.sentence];
        Span words;  // the last ones that name such a document
        for (std::uint32_t at = sentence.first_token; at < sentence.end_token; ++at)
            if (word(report, at) == document)
                words = annotated.layers.tokens[at].span();
        const std::uint32_t entity = view_.entities.at({report, annotated.layers.entities[before.speaker_entity].span});
        if (words.empty() || entity == no_index)
            continue;
        voice.entity = entity;
        voice.way = VoiceWay::document;
        voice.evidence.push_back({report, annotated.layers.entities[before.speaker_entity].span});
        voice.evidence.push_back({report, words});
        return true;
    }
    return false;
}

/// Whether an office is the one that is asked for: right before a name its last words are those asked for; in
/// apposition they stand in it in one row, with nothing but words that qualify them before, and a preposition behind.
bool VoiceFinder::holds(const Office& office, std::span<const std::string_view> asked) const {
    const StatementRules& rules = view_.rules.statements();
    const auto size = static_cast<std::uint32_t>(asked.size());
    if (office.end - office.first < size)
        return false;
    const auto stand_at = [&](std::uint32_t at) {
        for (std::uint32_t i = 0; i < size; ++i)
            if (word(office.report, at + i) != asked[i])
                return false;
        return true;
    };
    if (office.in_front) {
        if (stand_at(office.end - size))
            return true;
        for (std::uint32_t at = office.first + 1; size > 1 && at + size < office.end; ++at)
            if (stand_at(at) && rules.begins_phrase(word(office.report, at - 1)))
                return rules.is_link(word(office.report, at + size)) && office.end - at - size <= longest_rest &&
                       !rules.is_link(word(office.report, office.end - 1));
        return false;
    }
    for (std::uint32_t at = office.first; at + size <= office.end; ++at) {
        if (stand_at(at))
            return at + size == office.end || rules.is_link(word(office.report, at + size));
        if (rules.is_link(word(office.report, at)))
            return false;
    }
    return false;
}

/// "the Egyptian ambassador": the one bearer of the report of whom its words say that, else the one of the story.
bool VoiceFinder::holder_of_office(std::uint32_t report, Voice& voice) const {
    const StatementRules& rules = view_.rules.statements();
    const std::string words = lowered_in_place(voice.words);
    std::vector<std::string_view> asked = words_of(words);  // without its article: what tells whom it is about
    const bool is_capital = !voice.words.empty() && voice.words[0] >= 'A' && voice.words[0] <= 'Z';
    if (!asked.empty() && rules.begins_phrase(asked.front()))
        asked.erase(asked.begin());
    else if (!is_capital)
        return false;
    if (asked.empty() || rules.is_indefinite(asked.front()) || !rules.is_one(asked.back()) ||
        (asked.size() == 1 && !rules.is_office(asked.front())))
        return false;
    const auto with = offices_with_.find(asked.back());
    if (with == offices_with_.end())
        return false;
    std::set<std::uint32_t> here, everywhere;
    const Office *in_report = nullptr, *in_story = nullptr;
    for (const std::uint32_t i : with->second) {
        const Office& office = offices_[i];
        if (!holds(office, asked))
            continue;
        everywhere.insert(office.entity);
        in_story = in_story ? in_story : &office;
        if (office.report == report) {
            here.insert(office.entity);
            in_report = in_report ? in_report : &office;
        }
    }
    const Office* found = here.size() == 1 ? in_report : here.empty() && everywhere.size() == 1 ? in_story : nullptr;
    if (!found)
        return false;
    voice.entity = found->entity;
    voice.way = VoiceWay::office;
    voice.evidence.push_back({found->report, found->words});
    return true;
}

/// "the union": the one body of the report whose name ends so.
bool VoiceFinder::body_called(std::uint32_t report, Span source, Voice& voice) const {
    const AnnotatedReport& annotated = view_.reports[report];
    const auto [first, end] = tokens_in(annotated, source);
    if (end != first + 2 || !view_.rules.statements().begins_phrase(word(report, first)))
        return false;
    const std::string_view wanted = word(report, first + 1);
    std::set<std::uint32_t> bodies;
    Evidence evidence;
    for (const Entity& name : annotated.layers.entities) {
        const std::uint32_t entity = view_.entities.at({report, name.span});
        if (entity == no_index || name.type != EntityType::organisation || name.end_token - name.first_token < 2 ||
            word(report, name.end_token - 1) != wanted)
            continue;
        if (bodies.insert(entity).second)
            evidence = {report, name.span};
    }
    if (bodies.size() != 1)
        return false;
    voice.entity = *bodies.begin();
    voice.way = VoiceWay::office;
    voice.evidence.push_back(evidence);
    return true;
}

}  // namespace recount
