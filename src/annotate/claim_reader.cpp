// What is a count at all, which words it counts, and which part of a whole it is of.
#include "annotate/claim_reader.h"

#include "annotate/attributions.h"

namespace recount {

/// "handed over 21 girls": the word before the number belongs to the verb and bounds nothing.
void ClaimReader::give_back_particles() {
    for (Number& number : numbers_)
        for (const auto& cue : cues_)
            if (cue.end == number.first_digit && cue.first < number.first_token &&
                number.first_token < number.first_digit)
                number.drop_modifier();
}

/// "No deaths", "no one": a count of zero stands where the codebook's own words say what there was none of.
void ClaimReader::add_zero_counts() {
    for (std::uint32_t at = 0; at + 1 < tokens_.size(); ++at) {
        if (!rules_.zero_before.contains(tokens_[at].word) || number_at(at))
            continue;
        Number number;
        number.first_token = number.first_digit = at;
        number.end_token = number.end_digit = at + 1;
        number.low = number.high = 0;
        const auto behind =
            std::find_if(numbers_.begin(), numbers_.end(), [&](const Number& other) { return other.first_token > at; });
        if (behind != numbers_.end() && behind->first_token == at + 1)
            continue;
        numbers_.insert(behind, number);
    }
}

/// Digits beside other digits, or with a word glued on, are labels of a drawing or a table, not a count in words.
bool ClaimReader::stands_in_a_sentence(const Number& number) const {
    const auto digits_at = [&](std::uint32_t token) {
        return token < tokens_.size() && tokens_[token].kind == TokenKind::number;
    };
    if (number.modifier == Modifier::range)
        return true;
    if ((number.first_token > 0 && digits_at(number.first_token - 1)) || digits_at(number.end_token))
        return false;
    const bool glued = number.end_token < tokens_.size() && tokens_[number.end_token].kind == TokenKind::word &&
                       !tokens_[number.end_token].space_before && tokens_[number.end_token].capitalised;
    return !glued || rules_.units_after.longest(tokens_, number.end_token);
}

bool ClaimReader::is_no_count(const Number& number) const {
    if (number.first_token == number.first_digit && rules_.not_before.ending_at(tokens_, number.first_token))
        return true;
    if (number.end_token < tokens_.size() && rules_.not_after.longest(tokens_, number.end_token))
        return true;
    const Time* time = time_over(number.first_digit);
    if (time && time->type != TimeType::duration)
        return true;
    const Token& digits = tokens_[number.first_digit];
    if (digits.kind == TokenKind::number && !stands_in_a_sentence(number))
        return true;
    // "Sector 7" and "Boeing-737" are names; a year is no count.
    if (digits.kind == TokenKind::number && number.first_digit > 0 && number.first_token == number.first_digit) {
        const Token& before = tokens_[number.first_digit - 1];
        if (before.word == words_.hyphen && !before.space_before && !digits.space_before)
            return true;
    }
    const bool year_like = digits.kind == TokenKind::number && digits.end - digits.start == 4 && number.value >= 1500 &&
                           number.value < 2100 && number.end_digit == number.first_digit + 1;
    if (year_like && number.modifier == Modifier::exact) {
        const Counted counted = counted_after(number);
        return counted.omitted() || !counted.people;
    }
    return false;
}

/// Whether a plural noun that is not for people stands at `next`, so that the general word before it ("more", "other")
/// counts nothing by itself.
bool ClaimReader::qualifies(std::uint32_t next) const {
    if (next >= tokens_.size() || tokens_[next].kind != TokenKind::word || !lowered(next).ends_with('s') ||
        lowered(next).ends_with("ss"))
        return false;
    if (is(next, words_.auxiliaries) || is(next, words_.prepositions) || is(next, words_.conjunctions) ||
        is(next, words_.adverbs) || is(next, words_.determiners) || is(next, words_.pronouns))
        return false;
    const auto* cue = cue_at(next);
    return !time_over(next) && (!cue || (cue->cue.roles & cue_count));
}

/// The noun phrase that starts at `at`: up to the first noun for people, else up to the last word before the phrase
/// ends.
void ClaimReader::take_noun(Counted& counted, std::uint32_t at) const {
    counted.first = counted.end = at;
    for (std::uint32_t i = at; i < tokens_.size() && i < at + 8; ++i) {
        if (const auto noun = rules_.people.longest(tokens_, i)) {
            std::uint32_t end = i + noun.length;
            std::uint32_t general = noun.value;
            // "police officers", "crew members", "women protesters"; "more people"
            while (end < tokens_.size()) {
                const auto next = rules_.people.longest(tokens_, end);
                if (!next)
                    break;
                end += next.length;
                general = next.value;
            }
            // "captive Harar Front fighters": a noun for people may stand before a name and the noun that is meant.
            std::uint32_t name_end = end;
            while (name_end < tokens_.size() && name_end < end + 4 && tokens_[name_end].capitalised &&
                   !rules_.people.longest(tokens_, name_end))
                ++name_end;
            if (name_end > end && name_end < tokens_.size())
                if (const auto noun_behind = rules_.people.longest(tokens_, name_end)) {
                    end = name_end + noun_behind.length;
                    general = noun_behind.value;
                }
            if (is_word(end, words_.possessive))
                continue;  // "50 people's homes"
            if (general == 1 && qualifies(end))
                continue;  // "four more bodies", "two other vessels": the noun is still to come
            if (is_word(end, words_.and_) && end + 1 < tokens_.size())  // "women and girls"
                if (const auto second = rules_.people.longest(tokens_, end + 1))
                    end += 1 + second.length;
            counted.end = end;
            counted.head = end - 1;
            counted.people = true;
            counted.general = general == 1;
            return;
        }
        const Token& token = tokens_[i];
        const bool joins = token.word == words_.hyphen && !token.space_before;
        if (!joins && token.kind != TokenKind::word && token.kind != TokenKind::address)
            return;
        if (is(i, words_.prepositions) || is(i, words_.conjunctions) || is(i, words_.relatives) ||
            is(i, words_.auxiliaries) || is(i, words_.pronouns) || is(i, words_.determiners) || number_at(i) ||
            time_over(i))
            return;
        if (words_.adverbs.contains(token.word) && i == at)
            return;
        const auto* cue = cue_at(i);
        const bool participle =
            cue && (cue->cue.roles & (cue_done_to_past | cue_state)) && !(cue->cue.roles & cue_count);
        if (cue && !participle && (cue->cue.roles & (cue_done_by | cue_done_to | cue_beside)))
            return;
        if (participle) {
            // "21 freed girls" goes on to its noun; "two dead" ends here.
            const bool goes_on = cue->end < tokens_.size() && tokens_[cue->end].kind == TokenKind::word &&
                                 !is(cue->end, words_.prepositions) && !is(cue->end, words_.conjunctions) &&
                                 !is(cue->end, words_.adverbs) && !is(cue->end, words_.determiners) &&
                                 !is(cue->end, words_.relatives) && !time_over(cue->end) &&
                                 !is(cue->end, words_.auxiliaries) && !is(cue->end, words_.pronouns) &&
                                 (i == at || rules_.people.longest(tokens_, cue->end));
            if (!goes_on)
                return;
            i = cue->end - 1;
            continue;
        }
        if (joins)
            continue;
        if (counted.omitted() && lowered(i).ends_with("ed") && !token.capitalised)
            return;  // "the two announced on Thursday"
        // Of a phrase without a noun for people, the plural is the noun: "60 excavators work".
        const std::string_view word = lowered(i);
        const bool plural = word.ends_with('s') && !word.ends_with("ss");
        const bool had_plural = !counted.omitted() && lowered(counted.head).ends_with('s');
        if (had_plural && !plural)
            return;
        counted.end = i + 1;
        counted.head = i;
        const bool demonym =
            token.capitalised && plural && report_.words(token.span()).substr(1) == word.substr(1);  // no "FIREWORKS"
        const bool suffix = std::any_of(rules_.suffixes.begin(), rules_.suffixes.end(),
                                        [&](const std::string& ending) { return word.ends_with(ending); });
        counted.people = demonym || suffix;
    }
}

Counted ClaimReader::counted_after(const Number& number) const {
    Counted counted;
    std::uint32_t at = number.end_token;
    if (number.zero_people) {
        counted.first = counted.end = at;
        counted.people = counted.general = true;
        return counted;
    }
    if (is_word(at, words_.of)) {
        ++at;
        const bool vague = number.modifier == Modifier::vague;
        counted.partitive = !vague || is(at, words_.determiners) || is(at, words_.pronouns);
        while (is(at, words_.determiners) || is(at, words_.adverbs))
            ++at;
        if (at < tokens_.size())
            if (const Number* inner = number_at(at))
                at = inner->end_token;
    }
    const bool partitive = counted.partitive;
    take_noun(counted, at);
    counted.partitive = partitive;
    return counted;
}

/// Whether one of the phrases stands right before the number or its article: ", including four children", "up from the
/// two".
bool ClaimReader::follows(const Number& number, const PhraseTable& phrases) const {
    std::uint32_t end = number.first_token;
    if (end > 0 && is(end - 1, words_.determiners))
        --end;
    return static_cast<bool>(phrases.ending_at(tokens_, end));
}

/// "Two protesters" are no attendance.
bool ClaimReader::too_few(const Number& number, const QuantityReading& reading) const {
    const double most = number.high.value_or(number.low.value_or(0));
    for (const Quantity& quantity : rules_.cues.quantities())
        if (quantity.name == reading.quantity)
            return most < quantity.at_least;
    return false;
}

/// In "27 students and five teachers" the second count is of what the first one is of, and each is a part.
void ClaimReader::inherit_in_list(std::size_t n, const Counted& counted, QuantityReading& reading, std::string& scope) {
    if (!earlier_ || n == 0 || earlier_->claim >= report_.layers.claims.size())
        return;
    const Number& number = numbers_[n];
    const std::string label = counted.omitted() ? std::string(part_of_a_whole)
                                                : std::string(report_.lowered(span_of(counted.first, counted.end)));
    if (follows(number, rules_.including)) {
        const bool by_noun = reading.cue_first >= counted.first && reading.cue_end <= counted.end;  // "three soldiers"
        if ((!reading.named() || by_noun) && (counted.people || counted.omitted()))
            reading = earlier_->reading;
        scope = label;
        return;
    }
    std::uint32_t start = earlier_->end;
    if (start > number.first_token)
        return;  // it stands within what the earlier one counts: "15 of the 200"
    // "the 103 passengers, most of them Dutch, and 26 crew members"
    if (is_word(start, words_.comma))
        for (std::uint32_t aside = start + 1;
             aside < number.first_token && aside < start + 8 && tokens_[aside].kind == TokenKind::word; ++aside)
            if (is_word(aside + 1, words_.comma) && aside + 2 < number.first_token)
                start = aside + 1;
    for (std::uint32_t at = start; at < number.first_token;) {
        const auto join = rules_.list_joins.longest(tokens_, at);
        if (!join || at + join.length > number.first_token)
            return;
        at += join.length;
    }
    if (reading.named() && reading.quantity != earlier_->reading.quantity)
        return;
    if (!counted.people || counted.omitted() || counted.general)
        return;
    if (!reading.named())
        reading = earlier_->reading;
    Claim& first = report_.layers.claims[earlier_->claim];
    scope = label;
    if (first.scope == "total" && !earlier_->counted.general && !earlier_->counted.omitted())
        first.scope = report_.lowered(span_of(earlier_->counted.first, earlier_->counted.end));
}

std::string ClaimReader::scope_of(std::size_t n, const Counted& counted, const QuantityReading& reading) const {
    const Number& number = numbers_[n];
    // The words that go with this count: from its number to the next one, or its verb if that stands before.
    std::uint32_t first = std::min(number.first_token, reading.cue_first),
                  end = std::max({counted.end, reading.cue_end, number.end_token});
    const std::uint32_t limit =
        n + 1 < numbers_.size() ? numbers_[n + 1].first_token : static_cast<std::uint32_t>(tokens_.size());
    if (n > 0)
        first = std::max(first, numbers_[n - 1].end_token);
    end = std::min(std::max(end, std::min(end + 8, limit)), limit);
    for (std::uint32_t i = first; i < end; ++i)
        if (const auto found = rules_.scopes.longest(tokens_, i))
            return rules_.scope_labels[found.value];
    return "";
}

void ClaimReader::read_number(std::size_t n, std::string& last, std::vector<bool>& of_people) {
    const Number& number = numbers_[n];
    if (is_no_count(number))
        return;
    const bool zero_word = number.end_token == number.first_token + 1 && number.low == 0.0 &&
                           tokens_[number.first_token].kind == TokenKind::word;
    if (is_word(number.first_digit, words_.one) && number.first_digit + 1 == number.end_digit &&
        number.end_digit < tokens_.size() && is(number.end_digit, rules_.not_one) &&
        !is_word(number.end_digit, words_.of))
        return;
    const Token& digit = tokens_[number.first_digit];
    if (digit.kind == TokenKind::word && digit.capitalised && number.first_digit > 0 &&
        tokens_[number.first_digit - 1].capitalised && tokens_[number.first_digit - 1].kind == TokenKind::word)
        return;  // "Volume One" is a name
    if (number.zero_people && number.end_token < tokens_.size() && is_word(number.end_token, words_.of))
        return;  // "none of the attacks"
    const Counted counted = counted_after(number);
    QuantityReading reading = zero_word ? QuantityReading{} : with_unit(number);
    std::string scope;
    if (!reading.named() && counted.omitted() && n > 0 && age_before_ == n - 1 &&
        number.first_token == numbers_[n - 1].end_token + 1)
        reading.quantity = "age";  // "ages 6 and 7"
    if (reading.quantity == "age") {
        age_before_ = n;
        if (earlier_ && number.first_token <= earlier_->end + 2)
            earlier_->end = std::max(number.end_token, reading.cue_end);
    }
    if (!reading.named()) {
        reading = people_reading(number, counted, last);
        if (!reading.named())
            reading = parallel(n, counted);
        if (too_few(number, reading))
            reading = {};
        inherit_in_list(n, counted, reading, scope);
    }
    if (!reading.named()) {
        const bool counts_nothing =
            zero_word || counted.omitted() || number.zero_people ||
            (is_word(number.first_digit, words_.one) && number.end_digit == number.first_digit + 1);
        if (counts_nothing)
            return;
        reading.quantity = "other:" + std::string(lowered(counted.head));
        reading.cue_first = reading.cue_end = number.first_token;
    }
    if (scope.empty())
        scope = scope_of(n, counted, reading);
    if (scope.empty() && counted.partitive && !reading.finite)
        scope = part_of_a_whole;  // "50 of the girls abducted in April": these are all abducted, not the 50 alone
    if (scope.empty() && !counted.omitted() && !counted.general && is(counted.first, rules_.others))
        scope = report_.lowered(span_of(counted.first, counted.end));  // "other girls" are not those counted before

    Claim claim;
    // A unit belongs to the number: "80 percent", "34-year-old", "$5 million".
    const bool unit_behind = !reading.unit.empty() || reading.quantity == "age";
    const std::uint32_t unit_end = !unit_behind || reading.cue_end <= number.end_token ? number.end_token
                                   : reading.unit == "%"                               ? reading.cue_first + 1
                                                                                       : reading.cue_end;
    claim.span = span_of(unit_behind && reading.cue_first < number.first_token && reading.quantity == "money"
                             ? reading.cue_first
                             : number.first_bound(),
                         unit_end);
    claim.evidence = sentence_.span;
    claim.sentence = index_;
    claim.first_token = sentence_.first_token + number.first_bound();
    claim.end_token = sentence_.first_token + number.end_token;
    claim.low = number.low;
    claim.high = number.high;
    claim.modifier = number.modifier;
    claim.quantity = reading.quantity;
    claim.unit = reading.unit;
    claim.scope = scope.empty() ? "total" : scope;
    claim.general = counted.omitted() || counted.general;
    if (!counted.omitted())
        claim.counted = span_of(counted.first, counted.end);
    for (std::uint32_t i = 0; i < tokens_.size(); ++i)
        claim.earlier =
            claim.earlier || (is(i, words_.earlier) && i + 6 > number.first_token && i < number.first_token + 12);
    claim.earlier = claim.earlier || follows(number, rules_.moved_from);
    give_source(claim, reading);
    // "He denied that the 21 were exchanged" denies the exchange, not that there are 21.
    const bool presupposed =
        counted.partitive || (number.first_token > 0 && is(number.first_token - 1, words_.determiners));
    claim.denied = claim.denied && !presupposed;
    // "15 of the more than 200 girls abducted": where part and whole are counted as the same, the part says so.
    if (earlier_ && earlier_->counted.partitive && earlier_->reading.quantity == reading.quantity &&
        is_whole_of_a_part(number) && earlier_->claim < report_.layers.claims.size() && earlier_->number + 1 == n)
        report_.layers.claims[earlier_->claim].scope = part_of_a_whole;
    const bool is_people = reading.unit.empty() && reading.quantity != "age" && !reading.quantity.starts_with("other:");
    if (is_people) {
        last = reading.quantity;
        earlier_ = Earlier{
            counted, reading, static_cast<std::uint32_t>(report_.layers.claims.size()),
            std::max(
                {counted.end, number.end_token,
                 reading.cue_first > number.first_token && reading.cue_first == counted.end ? reading.cue_end : 0U}),
            n};
    }
    of_people.push_back(counted.people);
    report_.layers.claims.push_back(std::move(claim));
}

}  // namespace recount
