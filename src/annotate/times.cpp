#include "annotate/times.h"

#include <algorithm>
#include <cstdlib>

#include "annotate/time_grammar.h"

namespace recount {

namespace {

constexpr int widest_offset = 100000;  // units; more is no time that a report dates anything by

/// "on Monday": past or to come? The words of codebook/times.toml around the expression tell. What ties the expression
/// to its verb weighs in: news tells what is past, but who says that something lasts until Monday, or was put off to
/// Monday, looks ahead, whatever the tense of the verb.
class Tense {
public:
    explicit Tense(Codebook& codebook) {
        const CodebookNode tense = codebook.file("times").table("tense");
        for (const auto& [key, cue] : {std::pair{"future", Cue::future},
                                       {"past", Cue::past},
                                       {"present", Cue::present},
                                       {"present_plural", Cue::present_plural}})
            for (const std::string& phrase : tense.texts(key))
                codebook.add_phrase(cues_, phrase, static_cast<std::uint32_t>(cue));
        for (const std::string& phrase : tense.texts("past_before"))
            codebook.add_phrase(past_before_, phrase, 0);
        for (const std::string& phrase : tense.texts("moved"))
            codebook.add_phrase(moved_, phrase, 0);
        for (const std::string& phrase : tense.texts("lasting"))
            codebook.add_phrase(lasting_, phrase, 0);
        for (const auto& [key, tie] : {std::pair{"ties_until", Tie::until}, {"ties_moved", Tie::moved}})
            for (const std::string& phrase : tense.texts(key))
                codebook.add_phrase(ties_, phrase, static_cast<std::uint32_t>(tie));
        past_endings_ = tense.texts("past_endings");
        within_ = codebook.words(tense.texts("within"));
        behind_tie_ = codebook.words(tense.texts("behind_tie"));
        for (const std::string& phrase : tense.texts("standing"))
            codebook.add_phrase(standing_, phrase, 0);
        saying_ = codebook.words(tense.texts("saying"));
        bare_before_ = codebook.words(tense.texts("bare_before"));
        parts_ = codebook.words(tense.texts("parts"));
        clauses_ = codebook.words(codebook.file("times").table("anchors").texts("clauses"));
    }

    /// -1 past, +1 to come, 0 nothing near tells. The nearest word before the expression decides, else the nearest
    /// after it. `caption`: a picture's words tell in the present what is past.
    int at(std::string_view lowered, Tokens sentence, std::size_t first, std::size_t end, bool caption) const {
        Place place{lowered, sentence, Tie::none, caption, false};
        place.tie = tie_before(sentence, first);
        if (place.tie == Tie::until)  // "was closed until Thursday, when flights resumed"
            if (const int told = of_clause(place, end))
                return told;
        for (std::size_t i = first; i-- > 0 && first - i <= reach_;) {
            if (const int told = cue(place, i))
                return told;
            place.parted |= parts_.contains(sentence[i].word);
        }
        place.parted = false;
        for (std::size_t i = end; i < sentence.size() && i < end + reach_; ++i) {
            if (const int told = cue(place, i))
                return told;
            place.parted |= parts_.contains(sentence[i].word);
        }
        return place.tie == Tie::until ? 1 : 0;
    }

private:
    enum class Cue : std::uint32_t { past, future, present, present_plural };
    enum class Tie : std::uint32_t { none, until, moved };

    struct Place {
        std::string_view lowered;
        Tokens sentence;
        Tie tie;
        bool caption;
        bool parted;  // another clause began between the expression and the word that is looked at
    };

    /// What stands right before the expression: "until | at least Monday", "to | Monday".
    Tie tie_before(Tokens sentence, std::size_t first) const {
        for (std::size_t left = 4; first > 0 && left > 0; --first, --left) {
            if (const auto tie = ties_.ending_at(sentence, first))
                return static_cast<Tie>(tie.value);
            if (!behind_tie_.contains(sentence[first - 1].word))
                break;
        }
        return Tie::none;
    }

    /// What a clause about that very day tells: ", when it was lifted".
    int of_clause(const Place& place, std::size_t end) const {
        const Tokens sentence = place.sentence;
        if (end < sentence.size() && slice(place.lowered, sentence[end].span()) == ",")
            ++end;
        if (end >= sentence.size() || !clauses_.contains(sentence[end].word))
            return 0;
        Place clause = place;
        clause.tie = Tie::none;
        for (std::size_t i = end + 1; i < sentence.size() && i < end + reach_; ++i)
            if (const int told = cue(clause, i))
                return told;
        return 0;
    }

    int cue(const Place& place, std::size_t at) const {
        const Tokens sentence = place.sentence;
        if (sentence[at].kind != TokenKind::word)
            return 0;
        if (place.tie == Tie::until && saying_.contains(sentence[at].word))
            return 0;  // "said that the search goes on until Sunday": nobody says until Sunday
        if (place.tie != Tie::none && moved_.longest(sentence, at))
            return past_before_.ending_at(sentence, at) ? -1 : 1;
        if (place.tie == Tie::until && lasting_.longest(sentence, at) && !is_bare(sentence, at))
            return 1;
        if (const auto found = cues_.longest(sentence, at))
            return of_cue(place, at, static_cast<Cue>(found.value));
        if (sentence[at].capitalised && at > 0)
            return 0;
        return has_past_ending(slice(place.lowered, sentence[at].span())) ? of_past(place, at) : 0;
    }

    int of_cue(const Place& place, std::size_t at, Cue cue) const {
        switch (cue) {
        case Cue::future:  // "had been due on Friday" looks back on a plan
            return past_before_.ending_at(place.sentence, at) ? -1 : 1;
        case Cue::past: return of_past(place, at);
        case Cue::present:
        case Cue::present_plural: return of_present(place, at, cue == Cue::present_plural);
        }
        return 0;
    }

    /// "The trial resumes on Monday." The plural's form is also that of "failed to resume", "did not resume": there an
    /// earlier word decides.
    int of_present(const Place& place, std::size_t at, bool plural) const {
        if (place.caption || place.parted)
            return 0;
        return plural && is_bare(place.sentence, at) ? 0 : 1;
    }

    bool is_bare(Tokens sentence, std::size_t at) const {
        return at > 0 && bare_before_.contains(sentence[at - 1].word);
    }

    int of_past(const Place& place, std::size_t at) const {
        const int told = of_participle(place.sentence, at);
        return told < 0 && place.tie == Tie::until && is_state(place.sentence, at) ? 1 : told;
    }

    /// "stays closed", "has been detained": how things stand now.
    bool is_state(Tokens sentence, std::size_t at) const {
        for (std::size_t left = reach_; at > 0 && left > 0 && within_.contains(sentence[at - 1].word); --left)
            --at;
        return static_cast<bool>(standing_.ending_at(sentence, at));
    }

    bool has_past_ending(std::string_view word) const {
        return word.size() > 3 && std::any_of(past_endings_.begin(), past_endings_.end(),
                                              [&](const std::string& ending) { return word.ends_with(ending); });
    }

    /// What looks like the past is to come where a verb that looks ahead leads it: "will be held", "to be sold".
    int of_participle(Tokens sentence, std::size_t at) const {
        for (std::size_t left = reach_;; --at, --left) {
            if (const auto leading = cues_.ending_at(sentence, at))
                return static_cast<Cue>(leading.value) == Cue::future &&
                               !past_before_.ending_at(sentence, at - leading.length)
                           ? 1
                           : -1;
            if (at == 0 || left == 0 || !within_.contains(sentence[at - 1].word))
                return -1;
        }
    }

    static constexpr std::size_t reach_ = 60;  // tokens; longer sentences are lists, or no language
    PhraseTable cues_, moved_, lasting_, past_before_, ties_, standing_;
    std::vector<std::string> past_endings_;
    WordSet within_, behind_tie_, saying_, bare_before_, parts_, clauses_;
};

/// The happenings that times count from or date.
class Anchors {
public:
    enum class Relation : std::uint32_t { after, before, since, anniversary };

    struct Happening {
        std::size_t first = 0, end = 0;  // tokens of its word
        std::uint32_t type = UINT32_MAX;
        Relation relation = Relation::after;
        bool told_by_clause = false;  // "on January 28, when the city voted"
        explicit operator bool() const { return type != UINT32_MAX; }
    };

    explicit Anchors(Codebook& codebook) {
        const CodebookNode anchors = codebook.file("times").table("anchors");
        const CodebookNode happenings = anchors.table("happenings");
        for (const std::string& type : happenings.keys()) {
            for (const std::string& word : happenings.texts(type))
                codebook.add_phrase(words_, word, static_cast<std::uint32_t>(types_.size()));
            types_.push_back(type);
        }
        for (const auto& [key, relation] : {std::pair{"after", Relation::after},
                                            {"before", Relation::before},
                                            {"since", Relation::since},
                                            {"anniversary", Relation::anniversary}})
            for (const std::string& phrase : anchors.texts(key))
                codebook.add_phrase(relations_, phrase, static_cast<std::uint32_t>(relation));
        boundaries_ = codebook.words(anchors.texts("boundaries"));
        between_ = codebook.words(anchors.texts("between"));
        clauses_ = codebook.words(anchors.texts("clauses"));
        determiners_ = codebook.words(anchors.texts("determiners"));
        possessives_ = codebook.words(anchors.texts("possessives"));
        single_ = anchors.texts("single");
        for (const std::string& word : anchors.texts("repeatable"))
            codebook.add_phrase(repeatable_, word, 0);
    }

    const std::string& type(const Happening& happening) const { return types_[happening.type]; }
    /// A clause that a date opens tells of one happening, whatever its word: "on January 28, when the city voted".
    bool is_single(Tokens sentence, const Happening& happening, bool calendar_day) const {
        const bool one = (happening.told_by_clause && calendar_day) || !repeatable_.longest(sentence, happening.first);
        return one && std::find(single_.begin(), single_.end(), type(happening)) != single_.end();
    }

    /// "the Paris attack": the capitalised words right before the happening's, but for a time expression that ends at
    /// `time_end`.
    static Span name(Tokens sentence, const Happening& happening, std::size_t time_first, std::size_t time_end) {
        constexpr std::size_t longest = 24;  // tokens
        const std::size_t least =
            std::max(happening.first >= time_end ? time_end : 0, happening.first - std::min(happening.first, longest));
        std::size_t first = happening.first;
        while (first > least && first > 1 && sentence[first - 1].capitalised &&
               sentence[first - 1].kind == TokenKind::word && first - 1 != time_first)
            --first;
        return first == happening.first ? Span{} : Span{sentence[first].start, sentence[happening.first - 1].end};
    }

    /// What a length counts from: "two weeks | after the vote", "the one-week | anniversary of the vote", "a week | of
    /// protests since the vote".
    Happening counted_from(Tokens sentence, std::size_t end) const {
        for (std::size_t at = end; at < sentence.size() && at < end + 5; ++at) {
            const auto relation = relations_.longest(sentence, at);
            if (!relation)
                continue;
            if (at > end && static_cast<Relation>(relation.value) != Relation::since)
                return {};
            Happening found = next(sentence, at + relation.length, reach_);
            found.relation = static_cast<Relation>(relation.value);
            return found;
        }
        return {};
    }

    /// "the August 9 ballot", "Sunday's march": the expression is an attribute.
    bool is_attribute(Tokens sentence, std::size_t first, std::size_t end) const {
        return (end < sentence.size() && possessives_.contains(sentence[end].word)) ||
               (first > 0 && determiners_.contains(sentence[first - 1].word));
    }

    /// What an expression dates: the happening that it is an attribute of, else the nearest one before it ("the vote in
    /// Belarus on August 9").
    Happening dated(std::string_view lowered, Tokens sentence, std::size_t first, std::size_t end) const {
        if (is_attribute(sentence, first, end))
            if (const Happening behind = next(sentence, end, 4))
                return behind;
        const std::size_t clause = end + (end < sentence.size() && slice(lowered, sentence[end].span()) == "," ? 1 : 0);
        if (clause < sentence.size() && clauses_.contains(sentence[clause].word))
            if (Happening behind = next(sentence, clause + 1, reach_)) {
                behind.told_by_clause = true;
                return behind;
            }
        for (std::size_t i = first; i-- > 0 && first - i <= 8;) {
            for (std::size_t start = i + 1; start-- > 0 && i - start < 3;)
                if (const auto found = words_.longest(sentence, start); found && start + found.length == i + 1)
                    return {start, start + found.length, found.value, Relation::after};
            const bool name = sentence[i].capitalised || slice(lowered, sentence[i].span()) == ",";
            if (!name && !between_.contains(sentence[i].word))
                break;
        }
        return {};
    }

private:
    Happening next(Tokens sentence, std::size_t from, std::size_t reach) const {
        for (std::size_t i = from; i < sentence.size() && i < from + reach; ++i) {
            if (boundaries_.contains(sentence[i].word))
                break;
            if (const auto found = words_.longest(sentence, i))
                return {i, i + found.length, found.value, Relation::after};
        }
        return {};
    }

    static constexpr std::size_t reach_ = 10;
    PhraseTable words_, relations_, repeatable_;
    std::vector<std::string> types_, single_;
    WordSet boundaries_, between_, clauses_, determiners_, possessives_;
};

/// Tells the report's own day from other dates: "Updated: August 16, 2020", "MINSK, Aug. 16, 2020 (Agency) -".
class Stamps {
public:
    explicit Stamps(Codebook& codebook) {
        const CodebookNode stamps = codebook.file("times").table("stamps");
        for (const std::string& phrase : stamps.texts("words"))
            codebook.add_phrase(words_, phrase, 0);
        dashes_ = codebook.words(stamps.texts("dashes"));
    }

    static constexpr std::uint32_t head_blocks = 6;  // further down a date is a heading's, or a picture's

    /// REQUIRES: the expression names a day with its year and stands in the first sentence of one of the first blocks.
    bool states_report_day(Tokens sentence, std::size_t first, std::size_t end) const {
        return stands_alone(sentence, first, end) || is_stamped(sentence, first, end) ||
               is_dateline(sentence, first, end);
    }

    /// All capitals or names before it, a dash soon behind it.
    bool is_dateline(Tokens sentence, std::size_t first, std::size_t end) const {
        if (first == 0 || first > 8 || !sentence[0].all_capitals)
            return false;
        for (std::size_t i = end; i < sentence.size() && i < end + 6; ++i)
            if (dashes_.contains(sentence[i].word))
                return true;
        return false;
    }

private:
    static bool stands_alone(Tokens sentence, std::size_t first, std::size_t end) {
        const auto is_mark = [](const Token& token) {
            return token.kind != TokenKind::word && token.kind != TokenKind::number;
        };
        return std::all_of(sentence.begin(), sentence.begin() + static_cast<std::ptrdiff_t>(first), is_mark) &&
               std::all_of(sentence.begin() + static_cast<std::ptrdiff_t>(end), sentence.end(), is_mark);
    }

    /// The block opens with the stamp's words, then at most a colon, then the date.
    bool is_stamped(Tokens sentence, std::size_t first, std::size_t end) const {
        const auto stamp = first > 0 ? words_.longest(sentence, 0) : PhraseTable::Match{};
        const bool sentence_goes_on =
            end < sentence.size() && sentence[end].kind == TokenKind::punctuation && end + 8 < sentence.size();
        return stamp && !sentence_goes_on && first <= stamp.length + 1 &&
               (first == stamp.length || sentence[stamp.length].kind == TokenKind::punctuation);
    }

    PhraseTable words_;
    WordSet dashes_;
};

std::array<char, 3> letters_of(std::int32_t packed) {
    const std::string letters = unpack_letters(packed);
    std::array<char, 3> code{};
    std::copy_n(letters.begin(), std::min<std::size_t>(letters.size(), 2), code.begin());
    return code;
}

/// From the words of a match to a meaning.
class Composer {
public:
    Composer(const TimeGrammar& grammar, const TimeMatch& match, const Time* told, const Time* quarter)
        : grammar_(grammar), match_(match), told_(told), quarter_(quarter) {}

    /// False when the words make no sense together (a 31st of February).
    bool compose(Time& time) {
        using Means = TimePattern::Means;
        time.type = match_.pattern->type;
        switch (match_.pattern->means) {
        case Means::date: return date(time);
        case Means::unit: return unit(time);
        case Means::distance: return distance(time);
        case Means::told: return told(time);
        case Means::length: return length(time);
        case Means::recurring: return recurring(time);
        case Means::reference:
            time.value = match_.pattern->value;
            time.form = value_is_length(time.value) ? TimeForm::length : TimeForm::reference;
            time.anchor = TimeAnchor::none;
            return true;
        }
        return false;
    }

private:
    static bool value_is_length(const std::string& value) {
        return value.size() > 1 && value[0] == 'P' && value != "PRESENT_REF" && value != "PAST_REF";
    }
    bool has(TimePart part) const { return match_.has(part); }
    std::int32_t get(TimePart part) const { return match_[part]; }
    char unit_letter() const {
        return match_.pattern->unit ? match_.pattern->unit
                                    : unpack_letters(get(has(TimePart::unit) ? TimePart::unit : TimePart::plural))[0];
    }
    bool has_unit() const { return match_.pattern->unit || has(TimePart::unit) || has(TimePart::plural); }

    void refine_day(Time& time) const {
        if (has(TimePart::part))
            time.part = letters_of(get(TimePart::part));
        if (!match_.pattern->part.empty())
            time.part = letters_of(pack_letters(match_.pattern->part));
        if (has(TimePart::noon))
            time.minute = static_cast<std::int16_t>(get(TimePart::noon));
        if (has(TimePart::clock) || has(TimePart::hour)) {
            int minute = get(has(TimePart::clock) ? TimePart::clock : TimePart::hour);
            if (has(TimePart::meridiem) && minute <= 12 * 60 + 59)
                minute = minute % (12 * 60) + get(TimePart::meridiem) * 60;
            time.minute = static_cast<std::int16_t>(minute);
        }
    }

    bool date(Time& time) {
        refine_day(time);
        if (has(TimePart::iso)) {
            const int packed = get(TimePart::iso);
            return named(time, packed / 10000, packed / 100 % 100, packed % 100);
        }
        if (has(TimePart::month) || has(TimePart::holiday))
            return month(time);
        if (has(TimePart::ordinal))
            return ordinal(time);
        if (has(TimePart::season) || has(TimePart::decade) || has(TimePart::year) || year_in_words())
            return years(time);
        if (has(TimePart::weekday))
            return weekday(time);
        return day(time);
    }

    /// "the year two thousand"
    bool year_in_words() const {
        return has(TimePart::number) && has_unit() && unit_letter() == 'Y' && get(TimePart::number) >= 2000 &&
               get(TimePart::number) < 4400;
    }

    bool named(Time& time, int year, int month, int day) {
        time.form = TimeForm::calendar;
        time.year = static_cast<std::int16_t>(year);
        time.month = static_cast<std::uint8_t>(month);
        time.day_of_month = static_cast<std::uint8_t>(day);
        if (day) {
            const auto date =
                std::chrono::year{year ? year : 2000} / static_cast<unsigned>(month) / static_cast<unsigned>(day);
            if (!date.ok())
                return false;
        }
        return settle(time);
    }

    /// A calendar time with its year needs no report day.
    static bool settle(Time& time) {
        if (time.year || time.decade || time.century) {
            time.anchor = TimeAnchor::absolute;
            Time open = time;
            open.anchor = TimeAnchor::report;
            time.days = resolve(open, std::nullopt);
        }
        return true;
    }

    bool month(Time& time) {
        YearlyDay holiday;
        if (has(TimePart::holiday))
            holiday = grammar_.holiday(get(TimePart::holiday));
        const bool fixed = holiday.rule == YearlyDay::Rule::fixed;
        if (!fixed)
            time.holiday = holiday;
        time.is_feast = has(TimePart::holiday);
        if (has(TimePart::weekday))
            time.weekday = static_cast<std::uint8_t>(get(TimePart::weekday));
        shift_year(time);
        return named(time, has(TimePart::year) ? get(TimePart::year) : 0,
                     fixed                  ? holiday.month
                     : has(TimePart::month) ? get(TimePart::month)
                                            : 0,
                     fixed                ? holiday.day
                     : has(TimePart::day) ? get(TimePart::day)
                                          : 0);
    }

    /// "June last year"; "last June".
    void shift_year(Time& time) const {
        if (!has(TimePart::shift))
            return;
        if (has_unit() && unit_letter() == 'Y') {
            time.unit = 'Y';
            time.offset = get(TimePart::shift);
            time.direction = 0;
            time.direction_said = true;
            return;
        }
        time.direction = static_cast<std::int8_t>(get(TimePart::shift));
        time.direction_said = time.direction != 0;
    }

    bool ordinal(Time& time) {
        time.form = TimeForm::calendar;
        const int number = get(TimePart::ordinal);
        if (has_unit() && unit_letter() == 'Q') {
            if (number > 4)
                return false;
            time.quarter = static_cast<std::uint8_t>(number);
            time.year = static_cast<std::int16_t>(has(TimePart::year) ? get(TimePart::year) : 0);
            if (has(TimePart::shift)) {
                time.unit = 'Y';
                time.offset = get(TimePart::shift);
            }
            return settle(time);
        }
        if (!has_unit() || unit_letter() != 'C' || number > 30)
            return false;
        time.century = static_cast<std::uint8_t>(number);
        return settle(time);
    }

    bool years(Time& time) {
        time.form = TimeForm::calendar;
        if (has(TimePart::season))
            time.season = letters_of(get(TimePart::season));
        if (has(TimePart::decade))
            time.decade = static_cast<std::int16_t>(get(TimePart::decade));
        if (has(TimePart::year))
            time.year = static_cast<std::int16_t>(get(TimePart::year));
        else if (year_in_words())
            time.year = static_cast<std::int16_t>(get(TimePart::number) / 2);
        if (has(TimePart::season))
            shift_year(time);
        if (match_.pattern->of_quarter && quarter_)  // "the 1988 period": of the quarter that is told of
            time.quarter = quarter_->quarter;
        return settle(time);
    }

    bool weekday(Time& time) {
        time.form = TimeForm::weekday;
        time.weekday = static_cast<std::uint8_t>(get(TimePart::weekday));
        if (!has(TimePart::shift))
            return true;
        if (has_unit()) {
            time.unit = 'W';
            time.offset = get(TimePart::shift);
            return true;
        }
        time.direction = static_cast<std::int8_t>(get(TimePart::shift));
        time.direction_said = time.direction != 0;
        return true;
    }

    bool day(Time& time) {
        time.form = TimeForm::period;
        time.unit = 'D';
        if (match_.pattern->has_day)
            time.offset = match_.pattern->day;
        else if (has(TimePart::deictic))
            time.offset = get(TimePart::deictic);
        else if (has(TimePart::shift) && has(TimePart::part))
            time.offset = get(TimePart::shift);
        else if (told_ && (time.minute >= 0))
            return follow(time, *told_, 0, 'D');
        return true;
    }

    /// "a year ago", "the year-earlier period", where a quarter was told: that quarter of the year before.
    bool is_quarter_before(int years) const { return quarter_ && years == -1 && unit_letter() == 'Y'; }

    bool unit(Time& time) {
        if (!has_unit())
            return false;
        if (match_.pattern->has_direction && is_quarter_before(match_.pattern->direction))
            return follow(time, *quarter_, -4, 'Q');
        time.form = TimeForm::period;
        time.unit = unit_letter();
        time.offset = match_.pattern->has_direction ? match_.pattern->direction
                      : has(TimePart::shift)        ? get(TimePart::shift)
                                                    : 0;
        time.direction_said = match_.pattern->has_direction || has(TimePart::shift);
        return true;
    }

    bool distance(Time& time) {
        if (!has_unit())
            return false;
        const int halves = has(TimePart::number) ? get(TimePart::number) : 2;
        time.unit = unit_letter();
        if (halves == vague_number) {  // "several years ago"
            time.form = TimeForm::reference;
            time.anchor = TimeAnchor::none;
            time.value = match_.pattern->direction < 0 ? "PAST_REF" : "FUTURE_REF";
            return true;
        }
        if (halves == 2 && is_quarter_before(match_.pattern->direction))
            return follow(time, *quarter_, -4, 'Q');
        time.form = TimeForm::distance;
        time.offset = match_.pattern->direction * count_units(time, halves / 2);
        return std::abs(time.offset) <= widest_offset;
    }

    /// A fortnight is two weeks, a quarter of a century 25 years.
    int count_units(Time& time, int count) const {
        if (time.unit == 'F') {
            time.unit = 'W';
            return count * 2;
        }
        if (time.unit == 'V') {
            time.unit = 'Y';
            return count * 25;
        }
        return count;
    }

    bool told(Time& time) {
        const int direction = match_.pattern->has_direction ? match_.pattern->direction
                              : has(TimePart::forth)        ? get(TimePart::forth)
                              : has(TimePart::around)       ? get(TimePart::around)
                                                            : 0;
        if (has(TimePart::weekday)) {
            time.direction = static_cast<std::int8_t>(direction);
            time.direction_said = direction != 0;
            time.form = TimeForm::weekday;
            time.weekday = static_cast<std::uint8_t>(get(TimePart::weekday));
            return true;
        }
        const char unit = has_unit() ? unit_letter() : 'D';
        const int halves = has(TimePart::number) ? get(TimePart::number) : 2;
        if (halves == vague_number) {
            time.form = TimeForm::reference;
            time.anchor = TimeAnchor::none;
            time.value = direction < 0 ? "PAST_REF" : "FUTURE_REF";
            return true;
        }
        const int offset = direction * (halves / 2);
        if (std::abs(offset) > widest_offset)
            return false;
        if (!told_) {
            time.form = TimeForm::period;
            time.unit = unit;
            time.offset = offset;
            if (has(TimePart::part))
                time.part = letters_of(get(TimePart::part));
            return true;
        }
        if (is_quarter_before(offset) && halves == 2)
            return follow(time, *quarter_, -4, 'Q');
        return follow(time, *told_, offset, unit);
    }

    /// Counts on from a time told before.
    bool follow(Time& time, const Time& told, int offset, char unit) const {
        const Time found = time;
        time = told;
        time.span = found.span, time.first_token = found.first_token, time.end_token = found.end_token,
        time.sentence = found.sentence;
        time.type = found.type, time.quoted = found.quoted, time.part = found.part, time.minute = found.minute;
        time.event_words = time.event_name = {}, time.event_type.clear();
        time.event_single = time.states_report_day = false;
        if (time.moved != 0 && time.moved_unit == unit)
            time.moved += offset;
        else
            time.moved = offset;
        time.moved_unit = unit;
        if (has(TimePart::part))
            time.part = letters_of(get(TimePart::part));
        return true;
    }

    bool length(Time& time) {
        if (!has_unit())
            return false;
        time.form = TimeForm::length;
        time.anchor = TimeAnchor::none;
        time.unit = unit_letter();
        const bool vague = has(TimePart::number) ? get(TimePart::number) == vague_number : has(TimePart::plural);
        const int whole = has(TimePart::number) ? get(TimePart::number) : 2;
        const int halves = vague ? vague_number : whole + (match_.pattern->half ? 1 : 0);
        time.offset = halves == vague_number ? -1 : count_units(time, halves / 2);
        time.value = length_value(time.unit, halves == vague_number ? halves
                                                                    : halves * (unit_letter() == 'F'   ? 2
                                                                                : unit_letter() == 'V' ? 25
                                                                                                       : 1));
        return halves <= widest_offset * 2;
    }

    static std::string length_value(char unit, int halves) {
        const bool clock = unit == 'H' || unit == 'N' || unit == 'S';
        const std::string letter(1, unit == 'N' ? 'M' : unit);
        const std::string head = clock ? "PT" : "P";
        if (halves == vague_number)
            return head + "X" + letter;
        if (unit == 'K')
            return "P" + std::to_string(halves) + "D";
        if (halves % 2 == 0)
            return head + std::to_string(halves / 2) + letter;
        static constexpr std::string_view halved = "Y6M,H30M,N30S,D12H";
        const std::size_t at = halved.find(std::string(1, unit));
        const std::string whole = halves > 2 ? std::to_string(halves / 2) + letter : "";
        if (at == std::string_view::npos)
            return head + std::to_string(halves / 2) + ".5" + letter;
        return head + whole + (unit == 'D' ? "T" : "") + std::string(halved.substr(at + 1, unit == 'Y' ? 2 : 3));
    }

    bool recurring(Time& time) {
        time.form = TimeForm::recurring;
        time.anchor = TimeAnchor::none;
        const std::string part = has(TimePart::part) ? "T" + unpack_letters(get(TimePart::part)) : "";
        if (has(TimePart::weekday))
            time.value = "XXXX-WXX-" + std::to_string(get(TimePart::weekday)) + part;
        else if (has(TimePart::month))
            time.value =
                std::string("XXXX-") + (get(TimePart::month) < 10 ? "0" : "") + std::to_string(get(TimePart::month));
        else if (has(TimePart::season))
            time.value = "XXXX-" + unpack_letters(get(TimePart::season));
        else if (has(TimePart::often))
            time.value = often(unpack_letters(get(TimePart::often))[0]);
        else if (has_unit())
            time.value = length_value(unit_letter(), has(TimePart::number) ? get(TimePart::number) : 2);
        else
            time.value = "XXXX-XX-XX" + part;
        return true;
    }

    static std::string often(char unit) {
        return unit == 'D'   ? "XXXX-XX-XX"
               : unit == 'W' ? "XXXX-WXX"
               : unit == 'M' ? "XXXX-XX"
               : unit == 'Y' ? "XXXX"
                             : length_value(unit, 2);
    }

    const TimeGrammar& grammar_;
    const TimeMatch& match_;
    const Time* told_;     // the day or period told last
    const Time* quarter_;  // the same, where that is a quarter of a year
};

class TimeAnnotator : public Annotator {
public:
    explicit TimeAnnotator(Codebook& codebook)
        : grammar_(codebook),
          tense_(codebook),
          anchors_(codebook),
          stamps_(codebook),
          mornings_(codebook.words(codebook.file("times").table("tense").texts("mornings"))),
          evenings_(codebook.words(codebook.file("times").table("tense").texts("evenings"))),
          backgrounds_(codebook.words(codebook.file("times").table("tense").texts("backgrounds"))) {}

    std::string_view name() const override { return "times"; }
    std::vector<Layer> needs() const override { return {Layer::tokens, Layer::sentences}; }
    std::vector<Layer> adds() const override { return {Layer::times}; }

    void annotate(AnnotatedReport& annotated) const override {
        Layers& layers = annotated.layers;
        std::vector<TimeMatch> matches;
        std::vector<std::uint32_t> attributes;
        Quotes quotes;
        for (std::uint32_t i = 0; i < layers.sentences.size(); ++i) {
            matches.clear();
            grammar_.match(annotated.report.content, layers.tokens_of(layers.sentences[i]), matches);
            Background background;
            for (const TimeMatch& match : matches)
                if (add(annotated, i, match, background))
                    attributes.push_back(static_cast<std::uint32_t>(layers.times.size() - 1));
            quotes.mark(annotated, i);
        }
        settle_attributes(layers.times, attributes);
        settle_report_day(annotated);
        settle_day_after(annotated);
        for (Time& time : layers.times)
            time.value = timex_value(time, annotated.report.published);
    }

private:
    /// Tells which times stand between quotation marks; an unclosed quotation ends with its block.
    struct Quotes {
        std::uint32_t block = no_index;
        bool open = false;
        std::size_t marked = 0;

        void mark(AnnotatedReport& annotated, std::uint32_t sentence) {
            const Sentence& here = annotated.layers.sentences[sentence];
            if (here.block != block) {
                block = here.block;
                open = false;
            }
            auto& times = annotated.layers.times;
            const bool embed = annotated.report.blocks[block].kind == BlockKind::embed;
            for (std::uint32_t i = here.first_token; i < here.end_token; ++i) {
                const Token& token = annotated.layers.tokens[i];
                if (token.kind == TokenKind::quote) {
                    const std::string_view mark_text = annotated.words(token.span());
                    if (mark_text == "\"")
                        open = !open;
                    else if (mark_text == "“" || mark_text == "«" || mark_text == "„")
                        open = true;
                    else if (mark_text == "”" || mark_text == "»")
                        open = false;
                }
                for (; marked < times.size() && times[marked].span.start <= token.start; ++marked)
                    times[marked].quoted = open || embed;
            }
        }
    };

    /// What is_background() knows of a sentence up to the token that it has read.
    struct Background {
        std::size_t read = 0;
        bool is_open = false;
    };

    static constexpr std::uint32_t lead_sentences = 3;  // the headline's among them
    static constexpr std::size_t looked_at = 16;        // times told before: a list of dates costs linear time too

    /// Adds what a match means, if it means something. True when that is a weekday as an attribute, whose tense is
    /// open.
    bool add(AnnotatedReport& annotated, std::uint32_t sentence, const TimeMatch& match, Background& background) const {
        Layers& layers = annotated.layers;
        const Sentence& here = layers.sentences[sentence];
        const Tokens tokens = layers.tokens_of(here);
        if (is_name(annotated.report.blocks[here.block].kind, tokens, match))
            return false;
        Time time;
        time.sentence = sentence;
        time.first_token = here.first_token + match.first_token;
        time.end_token = here.first_token + match.end_token;
        time.span = {tokens[match.first_token].start, tokens[match.end_token - 1].end};
        if (!Composer(grammar_, match, told_before(layers, sentence), quarter_before(layers, sentence)).compose(time))
            return false;
        const bool attribute = has_tense(time) && (time.form == TimeForm::weekday || time.day_of_month) &&
                               anchors_.is_attribute(tokens, match.first_token, match.end_token);
        if (has_tense(time) && !attribute)
            time.direction =
                static_cast<std::int8_t>(tense_.at(layers.lowered, tokens, match.first_token, match.end_token,
                                                   annotated.report.blocks[here.block].kind == BlockKind::caption));
        time.day_is_stamp = time.form == TimeForm::weekday && !time.direction_said && annotated.report.published &&
                            !annotated.report.published_span;
        tie(layers, tokens, match, time);
        const bool opens_block = sentence == 0 || layers.sentences[sentence - 1].block != here.block;
        time.states_report_day = time.anchor == TimeAnchor::absolute && time.days && time.days->is_one_day() &&
                                 opens_block && here.block < Stamps::head_blocks &&
                                 stamps_.states_report_day(tokens, match.first_token, match.end_token);
        time.dateline = time.form == TimeForm::calendar && time.anchor == TimeAnchor::report && time.month != 0 &&
                        time.day_of_month != 0 && opens_block && here.block < Stamps::head_blocks &&
                        stamps_.is_dateline(tokens, match.first_token, match.end_token);
        const bool weekday = time.form == TimeForm::weekday;
        time.background = weekday && is_background(annotated, tokens, match.first_token, background);
        time.early = weekday && holds_any(layers, time, mornings_);
        time.late = weekday && holds_any(layers, time, evenings_);
        layers.times.push_back(std::move(time));
        return attribute && weekday;
    }

    /// "USA Today", "This Week" between quotation marks: names of papers and programmes.
    static bool is_name(BlockKind block, Tokens tokens, const TimeMatch& match) {
        const bool counted = match.has(TimePart::deictic) || match.has(TimePart::shift);
        if (!counted || match.has(TimePart::weekday) || match.has(TimePart::month) || match.first_token == 0 ||
            block == BlockKind::title || block == BlockKind::heading)
            return false;
        for (std::uint32_t i = match.first_token; i < match.end_token; ++i)
            if (!tokens[i].capitalised)
                return false;
        const Token& before = tokens[match.first_token - 1];
        return (before.kind == TokenKind::word && before.capitalised) ||
               (before.kind == TokenKind::quote && match.end_token - match.first_token > 1);
    }

    /// Whether the words around the expression may tell if it is past.
    static bool has_tense(const Time& time) {
        const bool open_year = time.form == TimeForm::calendar && time.anchor == TimeAnchor::report && time.unit != 'Y';
        const bool weekend = time.form == TimeForm::period && time.unit == 'K';
        return !time.direction_said && (time.form == TimeForm::weekday || open_year || weekend) && time.moved == 0;
    }

    /// A report whose metadata give no day, or one that its own dateline contradicts, is of the day that this states:
    /// of several the first, as "Published" comes before "Updated". Its reader may have found it already.
    static void settle_report_day(AnnotatedReport& annotated) {
        constexpr int zone_days = 1;  // metadata are in other time zones than the text
        Report& report = annotated.report;
        const Time* stated = nullptr;
        for (const Time& time : annotated.layers.times)
            if (time.states_report_day && (!stated || time.days->first < stated->days->first))
                stated = &time;
        if (!stated || report.published_span)
            return;
        const Day day = stated->days->first;
        if (report.published && std::chrono::abs(day - *report.published) <= std::chrono::days{zone_days})
            return;
        report.contradicted_day = report.published;
        report.published = day;
        report.published_span = stated->span;
        for (Time& time : annotated.layers.times)
            time.day_is_stamp = false;
    }

    /// "Sunday's march" has no tense of its own: it is the Sunday that the report names otherwise, where that is one.
    static void settle_attributes(std::vector<Time>& times, const std::vector<std::uint32_t>& attributes) {
        std::array<bool, 8> past{}, to_come{};  // by weekday
        for (const Time& time : times)
            if (time.form == TimeForm::weekday && !time.direction_said && !time.quoted) {
                past[time.weekday] = past[time.weekday] || time.direction < 0;
                to_come[time.weekday] = to_come[time.weekday] || time.direction > 0;
            }
        for (const std::uint32_t index : attributes) {
            Time& time = times[index];
            if (past[time.weekday] != to_come[time.weekday])
                time.direction = past[time.weekday] ? -1 : 1;
        }
    }

    /// Tomorrow's weekday told as past: a report that was written, or went on being written, the day after its stamp
    /// says so twice or more: names that weekday, or that date, or tells it early in its lead as news do ("early
    /// Saturday"). Else it is the weekday six days ago.
    void settle_day_after(AnnotatedReport& annotated) const {
        if (!annotated.report.published || annotated.report.published_span)
            return;
        const Day after = *annotated.report.published + std::chrono::days(1);
        const auto is_past = [](const Time& time) {
            return !time.direction_said && time.direction <= 0 && time.moved == 0 && !time.quoted;
        };
        const auto is_weekday = [&](const Time& time) {
            return time.form == TimeForm::weekday && time.unit != 'W' && time.weekday == weekday_of(after);
        };
        int told = 0;
        for (const Time& time : annotated.layers.times) {
            if (!is_past(time))
                continue;
            if (is_weekday(time))
                told += 1 + (time.sentence < lead_sentences && time.early);
            else if (time.form == TimeForm::calendar && time.type == TimeType::date)
                told += resolve(time, annotated.report.published) == DayInterval{after, after};
        }
        for (Time& time : annotated.layers.times)
            time.after_stamp = told > 1 && is_weekday(time) && time.day_is_stamp;
    }

    /// Whether a word that opens a clause of what went before stands ahead of the expression, with no comma between.
    bool is_background(const AnnotatedReport& annotated, Tokens sentence, std::size_t first, Background& told) const {
        for (; told.read < first; ++told.read)
            told.is_open = backgrounds_.contains(sentence[told.read].word) ||
                           (told.is_open && annotated.words(sentence[told.read].span()) != ",");
        return told.is_open;
    }

    static bool holds_any(const Layers& layers, const Time& time, const WordSet& words) {
        return std::any_of(layers.tokens.begin() + time.first_token, layers.tokens.begin() + time.end_token,
                           [&](const Token& token) { return words.contains(token.word); });
    }

    /// The last day or period told in this sentence or the one before it.
    static const Time* told_before(const Layers& layers, std::uint32_t sentence) {
        for (std::size_t i = layers.times.size(); i-- > 0 && layers.times.size() - i <= looked_at;) {
            const Time& time = layers.times[i];
            if (time.sentence + 1 < sentence)
                break;
            if (time.anchor == TimeAnchor::absolute || time.anchor == TimeAnchor::report)
                return &time;
        }
        return nullptr;
    }

    /// The quarter that these sentences tell of: told within the last few, and no year since.
    static const Time* quarter_before(const Layers& layers, std::uint32_t sentence) {
        for (std::size_t i = layers.times.size();
             i-- > 0 && layers.times[i].sentence + 4 > sentence && layers.times.size() - i <= looked_at;) {
            const Time& time = layers.times[i];
            const bool year = (time.form == TimeForm::calendar && !time.month && !time.quarter && time.year) ||
                              (time.form == TimeForm::period && time.unit == 'Y');
            if (year && time.moved == 0)
                return nullptr;
            if (time.moved == 0 && (time.quarter || (time.form == TimeForm::period && time.unit == 'Q')))
                return &time;
        }
        return nullptr;
    }

    /// Notes the happening that a length counts from, or that a day or period dates.
    void tie(const Layers& layers, Tokens tokens, const TimeMatch& match, Time& time) const {
        using Relation = Anchors::Relation;
        Anchors::Happening happening;
        if (time.form == TimeForm::length && time.offset >= 0) {
            happening = anchors_.counted_from(tokens, match.end_token);
            if (!happening)
                return;
            time.anchor = TimeAnchor::event;
            time.form = TimeForm::distance;
            time.offset *= happening.relation == Relation::before ? -1 : 1;
            time.reaches_report = happening.relation == Relation::since;
            time.anniversary = happening.relation == Relation::anniversary;
        } else if (time.anchor == TimeAnchor::absolute || time.anchor == TimeAnchor::report) {
            happening = anchors_.dated(layers.lowered, tokens, match.first_token, match.end_token);
        }
        if (!happening)
            return;
        time.event_words = {tokens[happening.first].start, tokens[happening.end - 1].end};
        time.event_type = anchors_.type(happening);
        time.event_single = anchors_.is_single(tokens, happening,
                                               time.anchor == TimeAnchor::absolute || time.form == TimeForm::calendar);
        time.event_name = Anchors::name(tokens, happening, match.first_token, match.end_token);
    }

    TimeGrammar grammar_;
    Tense tense_;
    Anchors anchors_;
    Stamps stamps_;
    WordSet mornings_, evenings_, backgrounds_;
};

}  // namespace

std::unique_ptr<Annotator> make_time_annotator(Codebook& codebook) {
    return std::make_unique<TimeAnnotator>(codebook);
}

}  // namespace recount
