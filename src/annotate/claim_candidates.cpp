#include "annotate/claim_candidates.h"

#include <algorithm>

namespace recount {

namespace {

constexpr double oldest = 115;                         // years that a person lives to
constexpr double first_year = 1500, last_year = 2100;  // four digits alone between these name a year

const Number* number_at(const std::vector<Number>& numbers, std::uint32_t at) {
    for (const Number& number : numbers)
        if (number.first_token <= at && at < number.end_token)
            return &number;
    return nullptr;
}

}  // namespace

std::vector<Number> CandidateFinder::numbers(const ClaimSentence& sentence) const {
    std::vector<Number> numbers = rules_.numbers.find(sentence.report().report.content, sentence.tokens());
    add_zero_counts(sentence, numbers);
    std::erase_if(numbers, [&](const Number& number) { return is_no_count(sentence, number); });
    return numbers;
}

/// Whether an article stands before a noun for people in a sentence that tells what is done to people.
bool CandidateFinder::may_have_victims(const ClaimSentence& sentence) const {
    const bool done_to_people = std::ranges::any_of(sentence.cues(), [&](const QuantityCues::At& cue) {
        return rules_.cues.quantities()[cue.cue.quantity].animate;
    });
    if (!done_to_people)
        return false;
    for (std::uint32_t at = 0; at + 1 < sentence.size(); ++at)
        if (sentence.is(at, rules_.victim_before))
            for (std::uint32_t noun = at + 1; noun < std::min(at + rules_.longest_victim, sentence.size()); ++noun)
                if (rules_.people.longest(sentence.tokens(), noun))
                    return true;
    return false;
}

bool CandidateFinder::is_measured(const ClaimSentence& sentence, const Number& number) const {
    ClaimCandidate candidate;
    candidate.number = number;
    if (number.high != 0.0 && !number.ordinal && !number.share)
        read_unit(sentence, candidate);
    return candidate.kind == CandidateKind::measured;
}

bool CandidateFinder::needs_tags(const ClaimSentence& sentence, const std::vector<Number>& numbers) const {
    return std::ranges::any_of(numbers, [&](const Number& number) {
        const bool one =
            number.first_digit + 1 == number.end_digit && sentence.is_word(number.first_digit, rules_.words.one);
        return number.high != 0.0 && !number.ordinal && !one && !is_measured(sentence, number);
    });
}

bool CandidateFinder::may_count(const ClaimSentence& sentence, const Number& number) const {
    if (is_measured(sentence, number))
        return false;
    const auto near = [&](const auto& stands_at) {
        const std::uint32_t end = std::min(number.end_token + rules_.nearest_people, sentence.size());
        for (std::uint32_t at = number.end_token; at < end; ++at)
            if (stands_at(at))
                return true;
        return false;
    };
    const bool people = near([&](std::uint32_t at) { return rules_.people.longest(sentence.tokens(), at); });
    const bool near_cue = near([&](std::uint32_t at) {
        return std::ranges::any_of(sentence.cues(), [&](const auto& cue) { return cue.first == at; });
    });
    const bool zero_word = number.high == 0.0 && !number.zero_people;
    if (near_cue || zero_word)  // "no deaths", not "no doubt"
        return near_cue;
    const bool cue = std::ranges::any_of(sentence.cues(), [](const auto& one) { return !(one.cue.roles & cue_weak); });
    return people || (!number.ordinal && cue);
}

bool CandidateFinder::needs_tree(const ClaimSentence& sentence, const std::vector<Number>& numbers) const {
    if (sentence.size() > SentenceTrees::longest_sentence)
        return false;
    return may_have_victims(sentence) ||
           std::ranges::any_of(numbers, [&](const Number& number) { return may_count(sentence, number); });
}

/// "handed over 21 girls": the word before the number belongs to the verb and bounds nothing.
bool CandidateFinder::belongs_to_verb(const ClaimSentence& sentence, const Number& number) const {
    if (number.first_token + 1 == number.first_digit &&
        sentence.word(number.first_token).relation == Relation::particle)
        return true;
    return sentence.has_tree() && number.first_token < number.first_digit &&
           std::ranges::any_of(sentence.cues(), [&](const QuantityCues::At& cue) {
               return cue.end == number.first_digit && cue.first < number.first_token;
           });
}

std::vector<ClaimCandidate> CandidateFinder::find(const ClaimSentence& sentence,
                                                  const std::vector<Number>& numbers) const {
    std::vector<ClaimCandidate> candidates;
    for (const Number& number : numbers) {
        ClaimCandidate candidate;
        candidate.number = number;
        if (belongs_to_verb(sentence, number))
            candidate.number.drop_modifier();
        if (number.share)
            candidate.kind = CandidateKind::share;
        else if (number.high != 0.0 && !number.ordinal)
            read_unit(sentence, candidate);
        read_counted(sentence, candidate);
        if (!is_unpeopled_year(sentence, candidate))
            candidates.push_back(std::move(candidate));
    }
    if (sentence.has_tree() && may_have_victims(sentence))
        add_victims(sentence, candidates);
    return candidates;
}

/// "No deaths": a count of zero where "no" determines a noun.
void CandidateFinder::add_zero_counts(const ClaimSentence& sentence, std::vector<Number>& numbers) const {
    if (sentence.size() > SentenceTrees::longest_sentence)
        return;  // a table, whose words are not scored
    for (std::uint32_t at = 0; at + 1 < sentence.size(); ++at) {
        if (!sentence.is(at, rules_.zero_before) || number_at(numbers, at))
            continue;
        const auto behind = std::ranges::find_if(numbers, [&](const Number& other) { return other.first_token > at; });
        if (behind != numbers.end() && behind->first_token == at + 1)
            continue;
        Number number;
        number.first_token = number.first_digit = at;
        number.end_token = number.end_digit = at + 1;
        number.low = number.high = 0;
        numbers.insert(behind, number);
    }
}

/// "Killing a soldier": one person whom an article counts.
void CandidateFinder::add_victims(const ClaimSentence& sentence, std::vector<ClaimCandidate>& candidates) const {
    for (std::uint32_t at = 0; at + 1 < sentence.size(); ++at) {
        const std::uint32_t noun = sentence.word(at).head;
        if (!sentence.is(at, rules_.victim_before) || sentence.word(at).relation != Relation::determiner ||
            noun == no_index || noun <= at || noun - at > rules_.longest_noun_phrase ||
            sentence.word(noun).part != PartOfSpeech::noun)
            continue;
        const auto behind =
            std::ranges::find_if(candidates, [&](const ClaimCandidate& other) { return other.number.end_token > at; });
        if (behind != candidates.end() && behind->number.first_token <= noun)
            continue;
        ClaimCandidate candidate;
        candidate.kind = CandidateKind::victim;
        candidate.number.first_token = candidate.number.first_digit = at;
        candidate.number.end_token = candidate.number.end_digit = at + 1;
        candidate.number.low = candidate.number.high = candidate.number.value = 1;
        candidate.core = at;
        candidate.top = candidate.counted.head = noun;
        candidate.counted.first = at + 1;
        candidate.counted.end = noun + 1;
        describe(sentence, candidate.counted);
        if (candidate.counted.people)
            candidates.insert(behind, std::move(candidate));
    }
}

/// Digits beside other digits, or with a word glued on, are labels of a drawing or a table, not a count in words.
bool CandidateFinder::stands_in_a_sentence(const ClaimSentence& sentence, const Number& number) const {
    const auto digits_at = [&](std::uint32_t at) {
        return at < sentence.size() && sentence.token(at).kind == TokenKind::number;
    };
    if (number.modifier == Modifier::range)
        return true;
    if ((number.first_token > 0 && digits_at(number.first_token - 1)) || digits_at(number.end_token))
        return false;
    const bool glued = number.end_token < sentence.size() && sentence.token(number.end_token).kind == TokenKind::word &&
                       !sentence.token(number.end_token).space_before && sentence.token(number.end_token).capitalised;
    return !glued || rules_.units_after.longest(sentence.tokens(), number.end_token);
}

/// "A Channel 9 reporter": the number ends the name of the report's own outlet.
bool CandidateFinder::is_of_outlet(const ClaimSentence& sentence, const Number& number) const {
    constexpr std::uint32_t longest_name = 4;  // words before its number
    const AnnotatedReport& report = sentence.report();
    const Tokens tokens = sentence.tokens();
    const std::uint32_t end = tokens[number.end_digit - 1].end;
    const std::uint32_t farthest = number.first_digit - std::min(number.first_digit, longest_name);
    for (std::uint32_t first = number.first_digit; first > farthest && tokens[first - 1].capitalised;)
        if (outlet_key(report.words({tokens[--first].start, end})) == outlet_key(report.report.outlet))
            return true;
    return false;
}

bool CandidateFinder::is_no_count(const ClaimSentence& sentence, const Number& number) const {
    const Tokens tokens = sentence.tokens();
    if (number.first_token == number.first_digit && rules_.not_before.ending_at(tokens, number.first_token))
        return true;
    if (number.end_token < tokens.size() && rules_.not_after.longest(tokens, number.end_token))
        return true;
    const Time* time = sentence.time_over(number.first_digit);
    if (time && time->type != TimeType::duration)
        return true;
    const Token& digits = tokens[number.first_digit];
    if (digits.kind != TokenKind::number) {
        const bool name = digits.capitalised && number.first_digit > 0 && tokens[number.first_digit - 1].capitalised &&
                          tokens[number.first_digit - 1].kind == TokenKind::word;
        return name;  // "Volume One"
    }
    if (!stands_in_a_sentence(sentence, number) || is_of_outlet(sentence, number))
        return true;
    // "Boeing-737" is a name.
    const bool joined = number.first_digit > 0 && number.first_token == number.first_digit &&
                        sentence.is_word(number.first_digit - 1, rules_.words.hyphen) && !digits.space_before &&
                        !tokens[number.first_digit - 1].space_before;
    return joined;
}

/// Four digits alone are a year, and two such a span of years ("from 1983-2005"), unless they count people.
bool CandidateFinder::is_unpeopled_year(const ClaimSentence& sentence, const ClaimCandidate& candidate) const {
    const Number& number = candidate.number;
    const auto four_digits = [&](std::uint32_t at) {
        const Token& token = sentence.token(at);
        return token.kind == TokenKind::number && token.end - token.start == 4;
    };
    const bool one = number.modifier == Modifier::exact && number.end_digit == number.first_digit + 1 &&
                     number.value >= first_year && number.value < last_year;
    const bool span = number.modifier == Modifier::range && number.low >= first_year && number.high < last_year &&
                      four_digits(number.end_digit - 1);
    return (one || span) && four_digits(number.first_digit) &&
           (candidate.counted.omitted() || !candidate.counted.people);
}

/// Ages, lengths, sums and shares: numbers with a unit.
void CandidateFinder::read_unit(const ClaimSentence& sentence, ClaimCandidate& candidate) const {
    const Number& number = candidate.number;
    const Tokens tokens = sentence.tokens();
    const auto take = [&](std::uint32_t unit, std::uint32_t first, std::uint32_t end) {
        const UnitRule& row = rules_.units[unit];
        candidate.quantity = row.quantity;
        candidate.unit = row.unit;
        candidate.unit_first = first;
        candidate.unit_end = end;
        candidate.unit_stands_before = row.stands_before;
        if (candidate.unit.empty() && !row.is_age)
            for (std::uint32_t at = first; at < end; ++at)
                if (!sentence.is_word(at, rules_.words.hyphen))
                    candidate.unit.append(candidate.unit.empty() ? "" : " ").append(sentence.lowered(at));
        candidate.kind = row.is_share ? CandidateKind::share : CandidateKind::measured;
    };
    for (const std::uint32_t before : {number.first_digit, number.first_token})
        if (const auto found = rules_.units_before.ending_at(tokens, before))
            return take(found.value, before - found.length, before);
    if (number.end_token >= tokens.size())
        return;
    if (const auto found = rules_.units_after.longest(tokens, number.end_token))
        return take(found.value, number.end_token, number.end_token + found.length);
    // "Ana Orlo, 64, said"
    const bool beside_a_name = number.first_token > 1 && sentence.is_word(number.first_token - 1, rules_.words.comma) &&
                               sentence.is_word(number.end_token, rules_.words.comma) &&
                               tokens[number.first_token - 2].capitalised;
    if (beside_a_name && rules_.age_unit && number.modifier == Modifier::exact && number.value >= 1 &&
        number.value < oldest && tokens[number.first_digit].kind == TokenKind::number)
        take(*rules_.age_unit, number.end_token, number.end_token);
}

/// The word of [first, end) that hangs on none of the others.
static std::uint32_t top_of(const ClaimSentence& sentence, std::uint32_t first, std::uint32_t end) {
    std::uint32_t top = first;
    for (std::uint32_t steps = 0; steps < end - first; ++steps) {
        const std::uint32_t head = sentence.word(top).head;
        if (head == no_index || head < first || head >= end)
            break;
        top = head;
    }
    return top;
}

/// What the number counts: the noun that it hangs on, or the one that hangs on it by "of".
void CandidateFinder::read_counted(const ClaimSentence& sentence, ClaimCandidate& candidate) const {
    const Number& number = candidate.number;
    Counted& counted = candidate.counted;
    candidate.core = top_of(sentence, number.first_digit, number.end_digit);
    candidate.top = candidate.core;
    counted.first = counted.end = number.end_token;
    if (number.zero_people) {
        counted.people = counted.general = true;
        return;
    }
    if (!sentence.has_tree())
        return read_noun_behind(sentence, candidate);
    const ClaimWord& core = sentence.word(candidate.core);
    const bool noun_behind = core.head != no_index && core.head >= number.end_token &&
                             core.head - number.end_token < rules_.longest_noun_phrase &&
                             (core.relation == Relation::number || core.relation == Relation::determiner ||
                              core.relation == Relation::adjective || core.relation == Relation::compound ||
                              core.relation == Relation::adverb || core.relation == Relation::noun_modifier);
    if (noun_behind) {
        counted.head = core.head;
        candidate.top = core.head;
        counted.first = number.end_token;
    } else {
        std::uint32_t of_noun = no_index;
        sentence.each_child(candidate.core, [&](std::uint32_t child) {
            const std::uint32_t case_word = sentence.child(child, Relation::case_marking);
            if (of_noun == no_index && child >= number.end_token && case_word != no_index &&
                sentence.is_word(case_word, rules_.words.of))
                of_noun = child;
        });
        if (of_noun == no_index)
            return;
        counted.head = of_noun;
        counted.first = sentence.child(of_noun, Relation::case_marking) + 1;
        const bool determined =
            sentence.is(counted.first, rules_.words.determiners) || sentence.is(counted.first, rules_.words.pronouns);
        counted.partitive = determined || number.modifier != Modifier::vague;
        while (counted.first < counted.head && sentence.is(counted.first, rules_.words.determiners))
            ++counted.first;
    }
    counted.end = counted.head + 1;
    describe(sentence, counted);
}

/// The last noun of the row of nouns and their modifiers behind the number.
void CandidateFinder::read_noun_behind(const ClaimSentence& sentence, ClaimCandidate& candidate) const {
    Counted& counted = candidate.counted;
    for (std::uint32_t at = counted.first; at < sentence.size() && at - counted.first < rules_.longest_noun_phrase;
         ++at) {
        const PartOfSpeech part = sentence.word(at).part;
        const bool noun = part == PartOfSpeech::noun || part == PartOfSpeech::name;
        if (!noun && part != PartOfSpeech::adjective && !sentence.is_word(at, rules_.words.hyphen))
            break;
        if (noun) {
            counted.head = at;
            counted.end = at + 1;
        }
    }
    if (!counted.omitted())
        describe(sentence, counted);
}

/// Whether the counted noun is for people.
void CandidateFinder::describe(const ClaimSentence& sentence, Counted& counted) const {
    const Token& noun = sentence.token(counted.head);
    if (const auto found = rules_.people.ending_at(sentence.tokens(), counted.end, counted.first)) {
        counted.people = true;
        counted.general = found.value == 1 && found.length == counted.end - counted.first;
        return;
    }
    const std::string_view word = sentence.lowered(counted.head);
    const bool plural = word.ends_with('s') && !word.ends_with("ss");
    const bool demonym = noun.capitalised && !noun.all_capitals && plural;
    counted.people = demonym || std::ranges::any_of(rules_.suffixes,
                                                    [&](const std::string& ending) { return word.ends_with(ending); });
}

}  // namespace recount
