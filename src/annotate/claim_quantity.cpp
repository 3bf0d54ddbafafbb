// What a number counts: by its unit, by the noun, by the verb before or behind it, by the place.
#include "annotate/claim_reader.h"

namespace recount {

/// Numbers with a unit: ages, lengths, sums, percentages.
QuantityReading ClaimReader::with_unit(const Number& number) const {
    const auto made = [&](std::uint32_t unit, std::uint32_t first, std::uint32_t end) {
        const UnitRule& row = rules_.units[unit];
        QuantityReading reading{row.quantity, row.unit, first, end};
        if (reading.unit.empty())
            for (std::uint32_t i = first; i < end; ++i)
                if (tokens_[i].word != words_.hyphen)
                    reading.unit.append(reading.unit.empty() ? "" : " ").append(lowered(i));
        if (row.quantity == "age")
            reading.unit.clear();
        return reading;
    };
    if (number.first_digit > 0) {
        for (const std::uint32_t before : {number.first_digit, number.first_token})
            if (before > 0)
                for (std::uint32_t length = 1; length <= 2 && length <= before; ++length)
                    if (const auto found = rules_.units_before.longest(tokens_, before - length);
                        found && found.length == length)
                        return made(found.value, before - length, before);
    }
    if (number.end_token >= tokens_.size())
        return {};
    const auto found = rules_.units_after.longest(tokens_, number.end_token);
    if (!found) {
        // "Ana Orlo, 64, said"
        const bool between_commas = number.first_token > 1 && is_word(number.first_token - 1, words_.comma) &&
                                    is_word(number.end_token, words_.comma) &&
                                    tokens_[number.first_token - 2].capitalised;
        if (between_commas && number.modifier == Modifier::exact && number.value >= 1 && number.value < 115 &&
            tokens_[number.first_digit].kind == TokenKind::number)
            return {"age", "", number.end_token, number.end_token};
        return {};
    }
    QuantityReading reading = made(found.value, number.end_token, number.end_token + found.length);
    if (reading.unit != "%")
        return reading;
    // A share of the vote: the sentence must speak of a vote, and not of a turnout or of votes counted.
    bool vote = reading.quantity == "vote_share";
    bool verb = vote;
    for (std::uint32_t i = 0; i < tokens_.size(); ++i) {
        vote = vote || is(i, rules_.vote_words);
        verb = verb || is(i, rules_.vote_verbs);
    }
    for (std::uint32_t i = number.end_token; i < tokens_.size() && i < reading.cue_end + 3; ++i)
        if (rules_.not_share.longest(tokens_, i))
            verb = false;
    for (std::uint32_t i = number.first_token; i-- > 0 && i + 4 >= number.first_token;)
        if (rules_.not_share.longest(tokens_, i))
            verb = false;
    // "leads by 49 percent to 44 percent" has two shares, and nothing near them tells whose each is.
    const auto is_joined = [&](std::uint32_t token) {
        return is_word(token, words_.to) || (token < tokens_.size() && lowered(token) == "versus");
    };
    const bool of_two =
        (is_joined(reading.cue_end) &&
         number_at(std::min<std::uint32_t>(reading.cue_end + 1, static_cast<std::uint32_t>(tokens_.size() - 1)))) ||
        (number.first_token > 0 && is_joined(number.first_token - 1));
    reading.quantity = vote && verb && !of_two ? "vote_share" : "other:percent";
    return reading;
}

bool ClaimReader::takes_people(const QuantityCues::At& cue, const Counted& counted) const {
    if (counted.people || counted.omitted())
        return true;
    return rules_.cues.quantities()[cue.cue.quantity].animate;
}

/// "12 deaths".
QuantityReading ClaimReader::counting_noun(const Counted& counted) const {
    if (!counted.omitted())
        if (const auto* cue = cue_ending_at(counted.head + 1);
            cue && cue->first >= counted.first && (cue->cue.roles & cue_count))
            return reading(*cue);
    return {};
}

/// "21 freed girls".
QuantityReading ClaimReader::inside_noun(const Counted& counted) const {
    for (std::uint32_t i = counted.first; i < counted.end; ++i)
        if (const auto* cue = cue_at(i); cue && (cue->cue.roles & (cue_state | cue_done_to_past)) &&
                                         cue->end < counted.end && takes_people(*cue, counted))
            return reading(*cue);
    return {};
}

/// "killed 50 people", "the deaths of 50", "release of 21 girls": what stands right before the number.
QuantityReading ClaimReader::verb_before(const Number& number, const Counted& counted) const {
    std::uint32_t at = number.first_token;
    for (int skipped = 0; at > 0 && skipped < 3; ++skipped) {
        if (const auto* cue = cue_ending_at(at)) {
            const auto roles = cue->cue.roles;
            const bool passive = cue->first > 0 && is(cue->first - 1, words_.be);
            QuantityReading found = reading(*cue);
            found.finite =
                cue->first == 0 || !is_word(cue->first - 1, words_.to);  // "committed to freeing 20": not yet done
            if ((roles & cue_of) && takes_people(*cue, counted))
                return found;
            if ((roles & cue_done_to) && !passive && takes_people(*cue, counted))
                return found;
            if ((roles & cue_claimed) && !counted.omitted())
                if (const auto* noun = cue_ending_at(counted.head + 1); noun && (noun->cue.roles & cue_claimed_people))
                    return reading(*cue);
        }
        if (!(is(at - 1, words_.determiners) || is(at - 1, words_.adverbs)) || is(at - 1, words_.auxiliaries))
            break;
        --at;
    }
    return {};
}

/// "120 residents of two blocks that lean against the hall were evacuated": the verb of several behind a clause about
/// something else. It takes no comma, no further clause in between, and a verb that cannot be that of the noun before
/// it.
std::uint32_t ClaimReader::main_verb_behind(const Number& number, std::uint32_t relative_clause) const {
    if (number.high == 1.0)
        return no_index;
    for (std::uint32_t i = relative_clause + 1; i < tokens_.size() && i < relative_clause + 14; ++i) {
        if (is_mark(i) || is(i, words_.relatives) || is(i, words_.conjunctions))
            return no_index;
        const bool noun_before = tokens_[i - 1].kind == TokenKind::word && !lowered(i - 1).ends_with('s') &&
                                 !is(i - 1, words_.auxiliaries) && !is(i - 1, words_.adverbs) &&
                                 !is(i - 1, words_.pronouns);
        if (is(i, words_.be_of_several) && noun_before)
            return i;
    }
    return no_index;
}

/// "50 people were killed", "200 remain missing", "hundreds wounded", "thousands have taken to the streets", "129
/// people on board".
QuantityReading ClaimReader::verb_behind(const Number& number, const Counted& counted, bool participles_alone) const {
    bool be = false, auxiliary = false, direct = true, plain = true, relative = false;
    // A participle right behind the noun ("girls abducted in 2014"): a finite verb later in the clause wins.
    QuantityReading weak;
    const std::uint32_t start = std::max(counted.end, number.end_token);
    for (std::uint32_t i = start; i < tokens_.size() && i < start + 20;) {
        const auto* cue = cue_at(i);
        if (cue && takes_people(*cue, counted)) {
            const auto roles = cue->cue.roles;
            const bool patient = (roles & (cue_done_to_past | cue_state)) != 0;
            if (participles_alone && (be || !(patient && direct)))
                return weak;
            const bool object_follows =
                cue->end < tokens_.size() &&
                (is(cue->end, words_.determiners) || is(cue->end, words_.pronouns) || number_at(cue->end));
            QuantityReading found = reading(*cue);
            found.finite = !relative;  // "the boys who had been trapped were rescued"
            if (patient && be)
                return found;
            if (patient && direct && ((roles & cue_state) || !object_follows)) {
                if (!weak.named()) {
                    weak = reading(*cue);
                    weak.finite = false;
                }
                direct = false;
                i = cue->end;
                continue;
            }
            const bool noun = i > 0 && is(i - 1, words_.determiners);  // "detained at the march"
            if ((roles & cue_done_by) && !noun && (direct || auxiliary || (plain && !weak.named())))
                return found;
            const bool of_participle =
                weak.named() && !be;  // "11 people detained at the march": that is where it was done
            if ((roles & cue_beside) && (plain || be) && i < start + 6 && !of_participle)
                return found;
            if ((roles & cue_done_to) && !patient && direct)
                return weak;  // they did it to others
            if (patient && direct && object_follows)
                return weak;
        }
        if (is(i, words_.negations))
            return weak;  // "have not been evacuated"
        if (is(i, words_.be))
            be = true;
        if (is(i, words_.auxiliaries)) {
            auxiliary = true;
        } else if (is(i, words_.relatives)) {
            relative = true;
            if (!direct && i > start + 1) {  // of somebody named in between
                const std::uint32_t main = main_verb_behind(number, i + 1);
                if (main == no_index)
                    break;
                i = main;
                relative = false;
                continue;
            }
            plain = true;
        } else if (is_word(i, words_.comma)) {
            direct = plain = be = auxiliary = false;
        } else if (is_word(i, words_.and_) && be) {
            // "were beaten and arrested"
        } else if (is(i, words_.conjunctions)) {
            break;
        } else if (const Number* other = number_at(i)) {
            const bool aside = (i > start && is(i - 1, words_.prepositions)) || time_over(other->first_digit) ||
                               with_unit(*other).named();
            if (!aside)
                break;
            i = other->end_token;
            direct = false;
            continue;
        } else if (is_mark(i)) {
            if (tokens_[i].word != words_.hyphen || tokens_[i].space_before)
                break;
        } else if (!is(i, words_.adverbs)) {
            direct = false;
        }
        ++i;
    }
    return weak;
}

/// "the death toll rose to 73", "a crowd of 10,000", "put the turnout at 5,000".
QuantityReading ClaimReader::total_before(const Number& number) const {
    if (number.first_token == 0)
        return {};
    std::uint32_t at = number.first_token - 1;
    while (at > 0 && is(at, words_.adverbs) && !is(at, rules_.total_links))
        --at;
    if (is_word(at, words_.comma)) {  // "a sea of people, more than 5,000 by one count"
        const auto* cue = cue_ending_at(at);
        return cue && (cue->cue.roles & cue_total) && number.modifier != Modifier::exact ? reading(*cue)
                                                                                         : QuantityReading{};
    }
    if (!is(at, rules_.total_links) && !is(at, words_.prepositions))
        if (const auto* cue = cue_ending_at(number.first_token); !cue || !(cue->cue.roles & cue_total))
            return {};
    for (std::uint32_t steps = 0; steps < 12 && at < tokens_.size(); ++steps, --at) {
        if (const auto* cue = cue_at(at); cue && (cue->cue.roles & cue_total) && cue->end <= number.first_token)
            return reading(*cue);
        if (at == 0 || number_at(at) || tokens_[at].kind == TokenKind::quote)
            break;
    }
    return {};
}

/// "put the march at 3,500 people and the rally at about 2,500": the second count, which names nothing, is of what the
/// first is of when the same small word stands before both.
QuantityReading ClaimReader::parallel(std::size_t n, const Counted& counted) const {
    if (n == 0 || !earlier_ || !counted.omitted())
        return {};
    const std::uint32_t before = numbers_[n - 1].first_token, at = numbers_[n].first_token;
    if (before == 0 || at == 0 || tokens_[at - 1].word != tokens_[before - 1].word || !is(at - 1, words_.prepositions))
        return {};
    bool joined = false;
    for (std::uint32_t i = numbers_[n - 1].end_token; i < at; ++i) {
        joined = joined || is_word(i, words_.and_);
        if (const auto* cue = cue_at(i); cue && quantity_of(*cue) != earlier_->reading.quantity)
            return {};
    }
    return joined ? earlier_->reading : QuantityReading{};
}

/// "250,000 already at the Independence Square".
QuantityReading ClaimReader::place_behind(const Counted& counted) const {
    std::uint32_t i = counted.end;
    while (i < tokens_.size() && is(i, words_.adverbs))
        ++i;
    if (!(counted.omitted() || counted.general) || !is(i, words_.prepositions) || is_word(i, words_.of))
        return {};
    for (std::uint32_t k = i + 1; k < tokens_.size() && k < i + 6; ++k) {
        if (const auto place = rules_.gathering_places.longest(tokens_, k))
            return {rules_.gathering_quantity, "", i, k + place.length};
        if ((is(k, words_.prepositions) && !is_word(k, words_.of)) || is_mark(k))  // "in front of the town hall"
            break;
    }
    return {};
}

/// "5,000 protesters", "103 passengers", "several lines of riot police": the noun tells.
QuantityReading ClaimReader::noun_alone(const Counted& counted) const {
    if (counted.omitted())
        return {};
    if (const auto unit = rules_.group_units.longest(tokens_, counted.head)) {
        const std::uint32_t end = counted.head + unit.length;
        bool members = false;
        for (std::uint32_t i = counted.first; i < tokens_.size() && i < end + (is_word(end, words_.of) ? 4 : 0); ++i)
            members = members || is(i, rules_.group_members);
        if (members)
            return {rules_.cues.quantities()[unit.value].name, "", counted.head, end};
    }
    for (std::uint32_t i = counted.first; i < counted.end; ++i) {
        const auto* cue = cue_at(i);
        if (!cue || !(cue->cue.roles & cue_people) || cue->end != counted.head + 1)
            continue;
        return reading(*cue);
    }
    return {};
}

/// "The first of 276 girls captured in April to be freed": the clause tells of the part, only a participle of the
/// whole.
bool ClaimReader::is_whole_of_a_part(const Number& number) const {
    std::uint32_t at = number.first_token;
    while (at > 0 && is(at - 1, words_.determiners))
        --at;
    return at > 1 && is_word(at - 1, words_.of) && !cue_ending_at(at);
}

/// The readings in the order of how surely they tell: a noun that is the count, the verb that governs the number, the
/// clause's own verb, then participles in passing, places and nouns.
QuantityReading ClaimReader::people_reading(const Number& number, const Counted& counted,
                                            const std::string& last) const {
    if (const QuantityReading found = counting_noun(counted); found.named())
        return found;
    const QuantityReading before = verb_before(number, counted);
    if (before.named() && before.finite)
        return before;
    const bool can_be_people = counted.people || counted.omitted();
    if (can_be_people)
        if (const QuantityReading found = total_before(number); found.named())
            return found;
    const QuantityReading behind = verb_behind(number, counted, is_whole_of_a_part(number));
    if (behind.named() && behind.finite)
        return behind;
    if (behind.named() && counted.omitted())
        return behind;  // "6,700 arrested, hundreds wounded"
    const QuantityReading structure = by_tree(number, counted);
    if (structure.named() && structure.finite)
        return structure;
    const bool one_of = counted.partitive && is_word(number.first_digit, words_.one);
    if (!one_of)
        if (const QuantityReading found = inside_noun(counted); found.named())
            return found;
    if (behind.named())
        return behind;
    if (before.named())
        return before;
    if (can_be_people)
        if (const QuantityReading found = place_behind(counted); found.named())
            return found;
    if (!one_of)
        if (const QuantityReading found = noun_alone(counted); found.named())
            return found;
    if (structure.named())
        return structure;
    if (counted.omitted() && !last.empty() && follows(number, rules_.moved_from))
        return {last, "", number.first_token, number.first_token};
    if (counted.omitted() && !last.empty())
        for (std::uint32_t i = number.first_token, steps = 0; i-- > 0 && steps < 4; ++steps)
            if (is(i, rules_.total_again))
                return {last, "", i, i + 1};
    return {};
}

}  // namespace recount
