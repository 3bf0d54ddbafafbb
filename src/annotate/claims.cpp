#include "annotate/claims.h"

#include <algorithm>
#include <array>

#include "annotate/attributions.h"
#include "annotate/numbers.h"
#include "annotate/quantity_cues.h"

namespace recount {

namespace {

/// The people or things that a number counts, as tokens of its sentence.
struct Counted {
    std::uint32_t first = 0, end = 0;  // behind the number; first == end when nothing is named ("the 21 were freed")
    std::uint32_t head = 0;            // the noun, when something is named
    bool people = false;               // the noun is for people, or one that can be
    bool general = false;              // "people", "others": says nothing of a part
    bool partitive = false;            // "21 of the girls"
    bool omitted() const { return first == end; }
};

/// The scope of a count that is said to be of a part, without a name for it.
constexpr const char* part_of_a_whole = "part";

/// What a number was found to count.
struct Reading {
    std::string quantity;
    std::string unit;
    std::uint32_t cue_first = 0, cue_end = 0;  // the words that told it, first == end when the noun alone did
    bool finite = true;                        // said by the clause's verb, not by a participle in passing
    bool named() const { return !quantity.empty(); }
};

/// Words of the codebook that the rules ask for one by one.
struct Words {
    explicit Words(Codebook& codebook) {
        const CodebookNode grammar = codebook.file("grammar");
        const auto set = [&](std::string_view key) { return codebook.words(grammar.texts(key)); };
        auxiliaries = set("auxiliaries");
        be = set("be");
        be_of_several = set("be_of_several");
        adverbs = set("adverbs");
        prepositions = set("prepositions");
        conjunctions = set("conjunctions");
        relatives = set("relatives");
        determiners = set("determiners");
        pronouns = set("pronouns");
        earlier = set("earlier");
        of = codebook.word("of");
        one = codebook.word("one");
        to = codebook.word("to");
        and_ = codebook.word("and");
        comma = codebook.word(",");
        hyphen = codebook.word("-");
        possessive = codebook.word("'s");
    }
    WordSet auxiliaries, be, be_of_several, adverbs, prepositions, conjunctions, relatives, determiners, pronouns, earlier;
    WordId of, one, to, and_, comma, hyphen, possessive;
};

/// The phrases of a codebook's list, each with the value 0 unless told otherwise.
PhraseTable phrases(Codebook& codebook, const std::vector<std::string>& list, std::uint32_t value = 0) {
    PhraseTable table;
    for (const std::string& phrase : list)
        codebook.add_phrase(table, phrase, value);
    return table;
}

class ClaimAnnotator : public Annotator {
public:
    explicit ClaimAnnotator(Codebook& codebook) : numbers_(codebook), cues_(codebook), words_(codebook) {
        const CodebookNode file = codebook.file("quantities");
        load_people(codebook, file.table("people"));
        load_units(codebook, file);
        load_scopes(codebook, file);
        load_vote(codebook, file.table("vote"));
        const CodebookNode not_a_count = file.table("not_a_count");
        not_before_ = phrases(codebook, not_a_count.texts("before"));
        not_after_ = phrases(codebook, not_a_count.texts("after"));
        not_one_ = codebook.words(not_a_count.texts("one"));
        const CodebookNode totals = file.table("total_words");
        total_links_ = codebook.words(totals.texts("links"));
        total_again_ = codebook.words(totals.texts("again"));
        moved_from_ = phrases(codebook, totals.texts("moved_from"));
        for (const std::string& verb : file.table("tellers").texts("estimates"))
            for (const std::string& form : codebook.verb_forms(verb))
                codebook.add_phrase(estimates_, form, 0);
        for (const std::string& verb : file.table("tellers").texts("saying"))
            for (const std::string& form : codebook.verb_forms(verb))
                saying_.add(codebook.word(form));
        for (const std::string& verb : file.table("tellers").texts("denials"))
            for (const std::string& form : codebook.verb_forms(verb))
                denials_.add(codebook.word(form));
        zero_before_ = codebook.words(codebook.file("numbers").table("zero").texts("before"));
        for (std::uint32_t quantity = 0; quantity < cues_.quantities().size(); ++quantity) {
            for (const std::string& unit : cues_.quantities()[quantity].units)
                for (const std::string& form : codebook.noun_forms(unit))
                    codebook.add_phrase(group_units_, form, quantity);
            for (const std::string& word : cues_.quantities()[quantity].units_of)
                for (const std::string& form : codebook.noun_forms(word))
                    group_members_.add(codebook.word(form));
        }
        for (const CodebookNode& node : file.tables("quantity"))
            for (const std::string& place : node.texts("beside_places"))
                for (const std::string& form : codebook.noun_forms(place)) {
                    codebook.add_phrase(gathering_places_, form, 0);
                    gathering_quantity_ = node.text("name");
                }
    }

    std::string_view name() const override { return "claims"; }
    std::vector<Layer> needs() const override { return {Layer::tokens, Layer::sentences, Layer::entities, Layer::times, Layer::attributions}; }
    std::vector<Layer> adds() const override { return {Layer::claims}; }
    void annotate(AnnotatedReport& report) const override;

private:
    class SentenceReader;
    friend class SentenceReader;

    void load_people(Codebook& codebook, const CodebookNode& node) {
        for (const bool general : {true, false})
            for (const std::string& noun : node.texts(general ? "general" : "nouns"))
                for (const std::string& form : codebook.noun_forms(noun))
                    codebook.add_phrase(people_, form, general ? 1 : 0);
        suffixes_ = node.texts("suffixes");
    }

    void load_units(Codebook& codebook, const CodebookNode& file) {
        for (const CodebookNode& node : file.tables("unit")) {
            const auto value = static_cast<std::uint32_t>(units_.size());
            units_.push_back({node.text("quantity"), node.text("unit", "")});
            for (const std::string& phrase : node.texts("after"))
                codebook.add_phrase(units_after_, phrase, value);
            for (const std::string& phrase : node.texts("before"))
                codebook.add_phrase(units_before_, phrase, value);
        }
    }

    void load_scopes(Codebook& codebook, const CodebookNode& file) {
        for (const CodebookNode& node : file.tables("scope")) {
            for (const std::string& phrase : node.texts("phrases"))
                codebook.add_phrase(scopes_, phrase, static_cast<std::uint32_t>(scope_labels_.size()));
            scope_labels_.push_back(node.text("label"));
        }
        others_ = codebook.words(file.table("scope_words").texts("others"));
        including_ = phrases(codebook, file.table("scope_words").texts("including"));
        list_joins_ = phrases(codebook, file.table("scope_words").texts("joins"));
    }

    void load_vote(Codebook& codebook, const CodebookNode& vote) {
        vote_words_ = codebook.words(vote.texts("words"));
        not_share_ = phrases(codebook, vote.texts("not_share"));
        for (const std::string& verb : vote.texts("won"))
            for (const std::string& form : codebook.verb_forms(verb))
                vote_verbs_.add(codebook.word(form));
    }

    struct Unit {
        std::string quantity, unit;
    };

    NumberFinder numbers_;
    QuantityCues cues_;
    Words words_;
    PhraseTable people_, units_after_, units_before_, scopes_, including_, moved_from_, list_joins_, not_before_, not_after_, not_share_, estimates_, group_units_, gathering_places_;
    std::vector<Unit> units_;
    std::vector<std::string> scope_labels_, suffixes_;
    WordSet others_, saying_, denials_, not_one_, total_links_, total_again_, zero_before_, vote_words_, vote_verbs_, group_members_;
    std::string gathering_quantity_;
};

/// Reads the numbers of one sentence.
class ClaimAnnotator::SentenceReader {
public:
    SentenceReader(const ClaimAnnotator& rules, AnnotatedReport& report, std::uint32_t sentence)
        : rules_(rules), words_(rules.words_), report_(report), index_(sentence), sentence_(report.layers.sentences[sentence]), tokens_(report.layers.tokens_of(sentence_)) {}

    /// Adds the sentence's claims, and for each to `of_people` whether people are counted; `last` is the quantity of the
    /// claim before, for "put the number closer to 10,000".
    void read(std::vector<QuantityCues::At>& cue_buffer, std::string& last, std::vector<bool>& of_people) {
        numbers_ = rules_.numbers_.find(report_.report.content, tokens_);
        add_zero_counts();
        if (numbers_.empty())
            return;
        rules_.cues_.find(tokens_, cue_buffer);
        cues_ = cue_buffer;
        give_back_particles();
        for (std::size_t n = 0; n < numbers_.size(); ++n)
            read_number(n, last, of_people);
    }

private:
    std::string_view lowered(std::uint32_t token) const { return report_.lowered(tokens_[token].span()); }
    bool is(std::uint32_t token, const WordSet& set) const { return token < tokens_.size() && set.contains(tokens_[token].word); }
    bool is_word(std::uint32_t token, WordId word) const { return token < tokens_.size() && tokens_[token].word == word; }
    bool is_mark(std::uint32_t token) const {
        return tokens_[token].kind == TokenKind::punctuation || tokens_[token].kind == TokenKind::quote || tokens_[token].kind == TokenKind::symbol;
    }
    Span span_of(std::uint32_t first, std::uint32_t end) const { return {tokens_[first].start, tokens_[end - 1].end}; }

    const QuantityCues::At* cue_at(std::uint32_t token) const {
        const auto found = std::lower_bound(cues_.begin(), cues_.end(), token, [](const auto& cue, std::uint32_t at) { return cue.first < at; });
        return found != cues_.end() && found->first == token ? &*found : nullptr;
    }
    const QuantityCues::At* cue_ending_at(std::uint32_t token) const {
        for (const auto& cue : cues_)
            if (cue.end == token)
                return &cue;
        return nullptr;
    }
    const Number* number_at(std::uint32_t token) const {
        for (const Number& number : numbers_)
            if (number.first_token <= token && token < number.end_token)
                return &number;
        return nullptr;
    }
    const std::string& quantity_of(const QuantityCues::At& cue) const { return rules_.cues_.quantities()[cue.cue.quantity].name; }
    Reading reading(const QuantityCues::At& cue) const { return {quantity_of(cue), "", cue.first, cue.end}; }

    const Time* time_over(std::uint32_t token) const {
        for (const Time& time : report_.layers.times)
            if (time.sentence == index_ && time.span.start <= tokens_[token].start && tokens_[token].end <= time.span.end)
                return &time;
        return nullptr;
    }

    void add_zero_counts();
    void read_number(std::size_t n, std::string& last, std::vector<bool>& of_people);
    bool is_no_count(const Number& number) const;
    bool stands_in_a_sentence(const Number& number) const;
    void give_back_particles();
    Counted counted_after(const Number& number) const;
    void take_noun(Counted& counted, std::uint32_t at) const;
    bool qualifies(std::uint32_t next) const;
    Reading with_unit(const Number& number) const;
    Reading people_reading(const Number& number, const Counted& counted, const std::string& last) const;
    Reading counting_noun(const Counted& counted) const;
    Reading inside_noun(const Counted& counted) const;
    Reading verb_before(const Number& number, const Counted& counted) const;
    Reading verb_behind(const Number& number, const Counted& counted, bool participles_alone) const;
    bool is_whole_of_a_part(const Number& number) const;
    std::uint32_t main_verb_behind(const Number& number, std::uint32_t relative_clause) const;
    Reading total_before(const Number& number) const;
    Reading parallel(std::size_t n, const Counted& counted) const;
    Reading place_behind(const Counted& counted) const;
    Reading noun_alone(const Counted& counted) const;
    bool takes_people(const QuantityCues::At& cue, const Counted& counted) const;
    std::string scope_of(std::size_t n, const Counted& counted, const Reading& reading) const;
    bool too_few(const Number& number, const Reading& reading) const;
    bool follows(const Number& number, const PhraseTable& phrases) const;
    void inherit_in_list(std::size_t n, const Counted& counted, Reading& reading, std::string& scope);
    std::uint32_t time_of_saying(const Attribution& attribution) const;
    void set_source(Claim& claim, std::uint32_t first, std::uint32_t end) const;
    bool give_estimator(Claim& claim) const;
    void give_relative_source(Claim& claim) const;
    void give_source(Claim& claim, const Reading& reading) const;

    struct Earlier {
        Counted counted;
        Reading reading;
        std::uint32_t claim = 0, end = 0;
        std::size_t number = 0;
    };

    const ClaimAnnotator& rules_;
    const Words& words_;
    AnnotatedReport& report_;
    std::uint32_t index_;
    const Sentence& sentence_;
    Tokens tokens_;
    std::vector<Number> numbers_;
    std::span<const QuantityCues::At> cues_;
    std::optional<Earlier> earlier_;
    std::size_t age_before_ = SIZE_MAX;  // the number before that was an age
};

/// "handed over 21 girls": the word before the number belongs to the verb and bounds nothing.
void ClaimAnnotator::SentenceReader::give_back_particles() {
    for (Number& number : numbers_)
        for (const auto& cue : cues_)
            if (cue.end == number.first_digit && cue.first < number.first_token && number.first_token < number.first_digit)
                number.drop_modifier();
}

/// "No deaths", "no one": a count of zero stands where the codebook's own words say what there was none of.
void ClaimAnnotator::SentenceReader::add_zero_counts() {
    for (std::uint32_t at = 0; at + 1 < tokens_.size(); ++at) {
        if (!rules_.zero_before_.contains(tokens_[at].word) || number_at(at))
            continue;
        Number number;
        number.first_token = number.first_digit = at;
        number.end_token = number.end_digit = at + 1;
        number.low = number.high = 0;
        const auto behind = std::find_if(numbers_.begin(), numbers_.end(), [&](const Number& other) { return other.first_token > at; });
        if (behind != numbers_.end() && behind->first_token == at + 1)
            continue;
        numbers_.insert(behind, number);
    }
}

/// Digits beside other digits, or with a word glued on, are labels of a drawing or a table, not a count in words.
bool ClaimAnnotator::SentenceReader::stands_in_a_sentence(const Number& number) const {
    const auto digits_at = [&](std::uint32_t token) { return token < tokens_.size() && tokens_[token].kind == TokenKind::number; };
    if (number.modifier == Modifier::range)
        return true;
    if ((number.first_token > 0 && digits_at(number.first_token - 1)) || digits_at(number.end_token))
        return false;
    const bool glued = number.end_token < tokens_.size() && tokens_[number.end_token].kind == TokenKind::word && !tokens_[number.end_token].space_before && tokens_[number.end_token].capitalised;
    return !glued || rules_.units_after_.longest(tokens_, number.end_token);
}

bool ClaimAnnotator::SentenceReader::is_no_count(const Number& number) const {
    for (std::uint32_t length = 1; number.first_token == number.first_digit && length <= 3 && length <= number.first_token; ++length) {
        const auto found = rules_.not_before_.longest(tokens_, number.first_token - length);
        if (found && found.length == length)
            return true;
    }
    if (number.end_token < tokens_.size() && rules_.not_after_.longest(tokens_, number.end_token))
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
    const bool year_like = digits.kind == TokenKind::number && digits.end - digits.start == 4 && number.value >= 1500 && number.value < 2100 && number.end_digit == number.first_digit + 1;
    if (year_like && number.modifier == Modifier::exact) {
        const Counted counted = counted_after(number);
        return counted.omitted() || !counted.people;
    }
    return false;
}

/// Whether a plural noun that is not for people stands at `next`, so that the general word before it ("more", "other") counts
/// nothing by itself.
bool ClaimAnnotator::SentenceReader::qualifies(std::uint32_t next) const {
    if (next >= tokens_.size() || tokens_[next].kind != TokenKind::word || !lowered(next).ends_with('s') || lowered(next).ends_with("ss"))
        return false;
    if (is(next, words_.auxiliaries) || is(next, words_.prepositions) || is(next, words_.conjunctions) || is(next, words_.adverbs) || is(next, words_.determiners) || is(next, words_.pronouns))
        return false;
    const auto* cue = cue_at(next);
    return !time_over(next) && (!cue || (cue->cue.roles & cue_count));
}

/// The noun phrase that starts at `at`: up to the first noun for people, else up to the last word before the phrase ends.
void ClaimAnnotator::SentenceReader::take_noun(Counted& counted, std::uint32_t at) const {
    counted.first = counted.end = at;
    for (std::uint32_t i = at; i < tokens_.size() && i < at + 8; ++i) {
        if (const auto noun = rules_.people_.longest(tokens_, i)) {
            std::uint32_t end = i + noun.length;
            std::uint32_t general = noun.value;
            // "police officers", "crew members", "women protesters"; "more people"
            while (end < tokens_.size()) {
                const auto next = rules_.people_.longest(tokens_, end);
                if (!next)
                    break;
                end += next.length;
                general = next.value;
            }
            // "captive Harar Front fighters": a noun for people may stand before a name and the noun that is meant.
            std::uint32_t name_end = end;
            while (name_end < tokens_.size() && name_end < end + 4 && tokens_[name_end].capitalised && !rules_.people_.longest(tokens_, name_end))
                ++name_end;
            if (name_end > end && name_end < tokens_.size())
                if (const auto noun_behind = rules_.people_.longest(tokens_, name_end)) {
                    end = name_end + noun_behind.length;
                    general = noun_behind.value;
                }
            if (is_word(end, words_.possessive))
                continue;  // "50 people's homes"
            if (general == 1 && qualifies(end))
                continue;  // "four more bodies", "two other vessels": the noun is still to come
            if (is_word(end, words_.and_) && end + 1 < tokens_.size())  // "women and girls"
                if (const auto second = rules_.people_.longest(tokens_, end + 1))
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
        if (is(i, words_.prepositions) || is(i, words_.conjunctions) || is(i, words_.relatives) || is(i, words_.auxiliaries) || is(i, words_.pronouns) || is(i, words_.determiners) || number_at(i) || time_over(i))
            return;
        if (words_.adverbs.contains(token.word) && i == at)
            return;
        const auto* cue = cue_at(i);
        const bool participle = cue && (cue->cue.roles & (cue_done_to_past | cue_state)) && !(cue->cue.roles & cue_count);
        if (cue && !participle && (cue->cue.roles & (cue_done_by | cue_done_to | cue_beside)))
            return;
        if (participle) {
            // "21 freed girls" goes on to its noun; "two dead" ends here.
            const bool goes_on = cue->end < tokens_.size() && tokens_[cue->end].kind == TokenKind::word && !is(cue->end, words_.prepositions) && !is(cue->end, words_.conjunctions) && !is(cue->end, words_.adverbs) &&
                                 !is(cue->end, words_.determiners) && !is(cue->end, words_.relatives) && !time_over(cue->end) && !is(cue->end, words_.auxiliaries) && !is(cue->end, words_.pronouns) && (i == at || rules_.people_.longest(tokens_, cue->end));
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
        const bool demonym = token.capitalised && plural;
        const bool suffix = std::any_of(rules_.suffixes_.begin(), rules_.suffixes_.end(), [&](const std::string& ending) { return word.ends_with(ending); });
        counted.people = demonym || suffix;
    }
}

Counted ClaimAnnotator::SentenceReader::counted_after(const Number& number) const {
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

/// Numbers with a unit: ages, lengths, sums, percentages.
Reading ClaimAnnotator::SentenceReader::with_unit(const Number& number) const {
    const auto made = [&](std::uint32_t unit, std::uint32_t first, std::uint32_t end) {
        const Unit& row = rules_.units_[unit];
        Reading reading{row.quantity, row.unit, first, end};
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
                    if (const auto found = rules_.units_before_.longest(tokens_, before - length); found && found.length == length)
                        return made(found.value, before - length, before);
    }
    if (number.end_token >= tokens_.size())
        return {};
    const auto found = rules_.units_after_.longest(tokens_, number.end_token);
    if (!found) {
        // "Ana Orlo, 64, said"
        const bool between_commas = number.first_token > 1 && is_word(number.first_token - 1, words_.comma) && is_word(number.end_token, words_.comma) && tokens_[number.first_token - 2].capitalised;
        if (between_commas && number.modifier == Modifier::exact && number.value >= 1 && number.value < 115 && tokens_[number.first_digit].kind == TokenKind::number)
            return {"age", "", number.end_token, number.end_token};
        return {};
    }
    Reading reading = made(found.value, number.end_token, number.end_token + found.length);
    if (reading.unit != "%")
        return reading;
    // A share of the vote: the sentence must speak of a vote, and not of a turnout or of votes counted.
    bool vote = reading.quantity == "vote_share";
    bool verb = vote;
    for (std::uint32_t i = 0; i < tokens_.size(); ++i) {
        vote = vote || is(i, rules_.vote_words_);
        verb = verb || is(i, rules_.vote_verbs_);
    }
    for (std::uint32_t i = number.end_token; i < tokens_.size() && i < reading.cue_end + 3; ++i)
        if (rules_.not_share_.longest(tokens_, i))
            verb = false;
    for (std::uint32_t i = number.first_token; i-- > 0 && i + 4 >= number.first_token;)
        if (rules_.not_share_.longest(tokens_, i))
            verb = false;
    // "leads by 49 percent to 44 percent" has two shares, and nothing near them tells whose each is.
    const auto is_joined = [&](std::uint32_t token) { return is_word(token, words_.to) || (token < tokens_.size() && lowered(token) == "versus"); };
    const bool of_two = (is_joined(reading.cue_end) && number_at(std::min<std::uint32_t>(reading.cue_end + 1, static_cast<std::uint32_t>(tokens_.size() - 1)))) || (number.first_token > 0 && is_joined(number.first_token - 1));
    reading.quantity = vote && verb && !of_two ? "vote_share" : "other:percent";
    return reading;
}

bool ClaimAnnotator::SentenceReader::takes_people(const QuantityCues::At& cue, const Counted& counted) const {
    if (counted.people || counted.omitted())
        return true;
    return rules_.cues_.quantities()[cue.cue.quantity].animate;
}

/// "12 deaths".
Reading ClaimAnnotator::SentenceReader::counting_noun(const Counted& counted) const {
    if (!counted.omitted())
        if (const auto* cue = cue_ending_at(counted.head + 1); cue && cue->first >= counted.first && (cue->cue.roles & cue_count))
            return reading(*cue);
    return {};
}

/// "21 freed girls".
Reading ClaimAnnotator::SentenceReader::inside_noun(const Counted& counted) const {
    for (std::uint32_t i = counted.first; i < counted.end; ++i)
        if (const auto* cue = cue_at(i); cue && (cue->cue.roles & (cue_state | cue_done_to_past)) && cue->end < counted.end && takes_people(*cue, counted))
            return reading(*cue);
    return {};
}

/// "killed 50 people", "the deaths of 50", "release of 21 girls": what stands right before the number.
Reading ClaimAnnotator::SentenceReader::verb_before(const Number& number, const Counted& counted) const {
    std::uint32_t at = number.first_token;
    for (int skipped = 0; at > 0 && skipped < 3; ++skipped) {
        if (const auto* cue = cue_ending_at(at)) {
            const auto roles = cue->cue.roles;
            const bool passive = cue->first > 0 && is(cue->first - 1, words_.be);
            Reading found = reading(*cue);
            found.finite = cue->first == 0 || !is_word(cue->first - 1, words_.to);  // "committed to freeing 20": not yet done
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
/// something else. It takes no comma, no further clause in between, and a verb that cannot be that of the noun before it.
std::uint32_t ClaimAnnotator::SentenceReader::main_verb_behind(const Number& number, std::uint32_t relative_clause) const {
    if (number.high == 1.0)
        return no_index;
    for (std::uint32_t i = relative_clause + 1; i < tokens_.size() && i < relative_clause + 14; ++i) {
        if (is_mark(i) || is(i, words_.relatives) || is(i, words_.conjunctions))
            return no_index;
        const bool noun_before = tokens_[i - 1].kind == TokenKind::word && !lowered(i - 1).ends_with('s') && !is(i - 1, words_.auxiliaries) && !is(i - 1, words_.adverbs) && !is(i - 1, words_.pronouns);
        if (is(i, words_.be_of_several) && noun_before)
            return i;
    }
    return no_index;
}

/// "50 people were killed", "200 remain missing", "hundreds wounded", "thousands have taken to the streets", "129 people on board".
Reading ClaimAnnotator::SentenceReader::verb_behind(const Number& number, const Counted& counted, bool participles_alone) const {
    bool be = false, auxiliary = false, direct = true, plain = true;
    Reading weak;  // a participle right behind the noun ("girls abducted in 2014"): a finite verb later in the clause wins
    const std::uint32_t start = std::max(counted.end, number.end_token);
    for (std::uint32_t i = start; i < tokens_.size() && i < start + 20;) {
        const auto* cue = cue_at(i);
        if (cue && takes_people(*cue, counted)) {
            const auto roles = cue->cue.roles;
            const bool patient = (roles & (cue_done_to_past | cue_state)) != 0;
            if (participles_alone && !(patient && direct))
                return weak;
            const bool object_follows = cue->end < tokens_.size() && (is(cue->end, words_.determiners) || is(cue->end, words_.pronouns) || number_at(cue->end));
            if (patient && be)
                return reading(*cue);
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
                return reading(*cue);
            const bool of_participle = weak.named() && !be;  // "11 people detained at the march": that is where it was done
            if ((roles & cue_beside) && (plain || be) && i < start + 6 && !of_participle)
                return reading(*cue);
            if ((roles & cue_done_to) && !patient && direct)
                return weak;  // they did it to others
            if (patient && direct && object_follows)
                return weak;
        }
        if (is(i, words_.be))
            be = true;
        if (is(i, words_.auxiliaries)) {
            auxiliary = true;
        } else if (is(i, words_.relatives)) {
            if (!direct && i > start + 1) {  // of somebody named in between
                const std::uint32_t main = main_verb_behind(number, i + 1);
                if (main == no_index)
                    break;
                i = main;
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
            const bool aside = (i > start && is(i - 1, words_.prepositions)) || time_over(other->first_digit) || with_unit(*other).named();
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
Reading ClaimAnnotator::SentenceReader::total_before(const Number& number) const {
    if (number.first_token == 0)
        return {};
    std::uint32_t at = number.first_token - 1;
    while (at > 0 && is(at, words_.adverbs) && !is(at, rules_.total_links_))
        --at;
    if (is_word(at, words_.comma)) {  // "a sea of people, more than 5,000 by one count"
        const auto* cue = cue_ending_at(at);
        return cue && (cue->cue.roles & cue_total) && number.modifier != Modifier::exact ? reading(*cue) : Reading{};
    }
    if (!is(at, rules_.total_links_) && !is(at, words_.prepositions))
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

/// "put the march at 3,500 people and the rally at about 2,500": the second count, which names nothing, is of what the first is of
/// when the same small word stands before both.
Reading ClaimAnnotator::SentenceReader::parallel(std::size_t n, const Counted& counted) const {
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
    return joined ? earlier_->reading : Reading{};
}

/// "250,000 already at the Independence Square".
Reading ClaimAnnotator::SentenceReader::place_behind(const Counted& counted) const {
    std::uint32_t i = counted.end;
    while (i < tokens_.size() && is(i, words_.adverbs))
        ++i;
    if (!(counted.omitted() || counted.general) || !is(i, words_.prepositions) || is_word(i, words_.of))
        return {};
    for (std::uint32_t k = i + 1; k < tokens_.size() && k < i + 6; ++k) {
        if (const auto place = rules_.gathering_places_.longest(tokens_, k))
            return {rules_.gathering_quantity_, "", i, k + place.length};
        if ((is(k, words_.prepositions) && !is_word(k, words_.of)) || is_mark(k))  // "in front of the town hall"
            break;
    }
    return {};
}

/// "5,000 protesters", "103 passengers", "several lines of riot police": the noun tells.
Reading ClaimAnnotator::SentenceReader::noun_alone(const Counted& counted) const {
    if (counted.omitted())
        return {};
    if (const auto unit = rules_.group_units_.longest(tokens_, counted.head)) {
        const std::uint32_t end = counted.head + unit.length;
        bool members = false;
        for (std::uint32_t i = counted.first; i < tokens_.size() && i < end + (is_word(end, words_.of) ? 4 : 0); ++i)
            members = members || is(i, rules_.group_members_);
        if (members)
            return {rules_.cues_.quantities()[unit.value].name, "", counted.head, end};
    }
    for (std::uint32_t i = counted.first; i < counted.end; ++i) {
        const auto* cue = cue_at(i);
        if (!cue || !(cue->cue.roles & cue_people) || cue->end != counted.head + 1)
            continue;
        return reading(*cue);
    }
    return {};
}

/// "The first of 276 girls captured in April to be freed": the clause tells of the part, only a participle of the whole.
bool ClaimAnnotator::SentenceReader::is_whole_of_a_part(const Number& number) const {
    std::uint32_t at = number.first_token;
    while (at > 0 && is(at - 1, words_.determiners))
        --at;
    return at > 1 && is_word(at - 1, words_.of) && !cue_ending_at(at);
}

/// The readings in the order of how surely they tell: a noun that is the count, the verb that governs the number, the
/// clause's own verb, then participles in passing, places and nouns.
Reading ClaimAnnotator::SentenceReader::people_reading(const Number& number, const Counted& counted, const std::string& last) const {
    if (const Reading found = counting_noun(counted); found.named())
        return found;
    const Reading before = verb_before(number, counted);
    if (before.named() && before.finite)
        return before;
    const bool can_be_people = counted.people || counted.omitted();
    if (can_be_people)
        if (const Reading found = total_before(number); found.named())
            return found;
    const Reading behind = verb_behind(number, counted, is_whole_of_a_part(number));
    if (behind.named() && behind.finite)
        return behind;
    const bool one_of = counted.partitive && is_word(number.first_digit, words_.one);
    if (!one_of)
        if (const Reading found = inside_noun(counted); found.named())
            return found;
    if (behind.named())
        return behind;
    if (before.named())
        return before;
    if (can_be_people)
        if (const Reading found = place_behind(counted); found.named())
            return found;
    if (!one_of)
        if (const Reading found = noun_alone(counted); found.named())
            return found;
    if (counted.omitted() && !last.empty() && follows(number, rules_.moved_from_))
        return {last, "", number.first_token, number.first_token};
    if (counted.omitted() && !last.empty())
        for (std::uint32_t i = number.first_token, steps = 0; i-- > 0 && steps < 4; ++steps)
            if (is(i, rules_.total_again_))
                return {last, "", i, i + 1};
    return {};
}

/// Whether one of the phrases stands right before the number or its article: ", including four children", "up from the two".
bool ClaimAnnotator::SentenceReader::follows(const Number& number, const PhraseTable& phrases) const {
    std::uint32_t end = number.first_token;
    if (end > 0 && is(end - 1, words_.determiners))
        --end;
    for (std::uint32_t length = 1; length <= 3 && length <= end; ++length)
        if (const auto found = phrases.longest(tokens_, end - length); found && found.length == length)
            return true;
    return false;
}

/// "Two protesters" are no attendance.
bool ClaimAnnotator::SentenceReader::too_few(const Number& number, const Reading& reading) const {
    const double most = number.high.value_or(number.low.value_or(0));
    for (const Quantity& quantity : rules_.cues_.quantities())
        if (quantity.name == reading.quantity)
            return most < quantity.at_least;
    return false;
}

/// In "27 students and five teachers" the second count is of what the first one is of, and each is a part.
void ClaimAnnotator::SentenceReader::inherit_in_list(std::size_t n, const Counted& counted, Reading& reading, std::string& scope) {
    if (!earlier_ || n == 0 || earlier_->claim >= report_.layers.claims.size())
        return;
    const Number& number = numbers_[n];
    const std::string label = counted.omitted() ? std::string(part_of_a_whole) : std::string(report_.lowered(span_of(counted.first, counted.end)));
    if (follows(number, rules_.including_)) {
        if (!reading.named() && (counted.people || counted.omitted()))
            reading = earlier_->reading;
        scope = label;
        return;
    }
    std::uint32_t start = earlier_->end;
    if (start > number.first_token)
        return;  // it stands within what the earlier one counts: "15 of the 200"
    // "the 103 passengers, most of them Dutch, and 26 crew members"
    if (is_word(start, words_.comma))
        for (std::uint32_t aside = start + 1; aside < number.first_token && aside < start + 8 && tokens_[aside].kind == TokenKind::word; ++aside)
            if (is_word(aside + 1, words_.comma) && aside + 2 < number.first_token)
                start = aside + 1;
    for (std::uint32_t at = start; at < number.first_token;) {
        const auto join = rules_.list_joins_.longest(tokens_, at);
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

std::string ClaimAnnotator::SentenceReader::scope_of(std::size_t n, const Counted& counted, const Reading& reading) const {
    const Number& number = numbers_[n];
    // The words that go with this count: from its number to the next one, or its verb if that stands before.
    std::uint32_t first = std::min(number.first_token, reading.cue_first), end = std::max({counted.end, reading.cue_end, number.end_token});
    const std::uint32_t limit = n + 1 < numbers_.size() ? numbers_[n + 1].first_token : static_cast<std::uint32_t>(tokens_.size());
    if (n > 0)
        first = std::max(first, numbers_[n - 1].end_token);
    end = std::min(std::max(end, std::min(end + 8, limit)), limit);
    for (std::uint32_t i = first; i < end; ++i)
        if (const auto found = rules_.scopes_.longest(tokens_, i))
            return rules_.scope_labels_[found.value];
    return "";
}

/// When the claim was said, where the words tell: "said in September that ...".
std::uint32_t ClaimAnnotator::SentenceReader::time_of_saying(const Attribution& attribution) const {
    for (std::uint32_t t = 0; t < report_.layers.times.size(); ++t) {
        const Time& time = report_.layers.times[t];
        if (time.sentence == index_ && time.type != TimeType::duration && tells_when_said(report_, attribution, time))
            return t;
    }
    return no_index;
}

/// The source that stands at tokens_[first, end), named by the person or body that its words hold.
void ClaimAnnotator::SentenceReader::set_source(Claim& claim, std::uint32_t first, std::uint32_t end) const {
    ClaimSource source;
    source.span = span_of(first, end);
    for (const Entity& entity : report_.layers.entities)
        if (source.name.empty() && source.span.contains(entity.span) && (entity.type == EntityType::person || entity.type == EntityType::organisation))
            source.name = entity.name;
    claim.source = source;
}

/// "The police put the march at 3,500", "the organisers gave a figure of 12,000": the subject of a verb that gives estimates.
bool ClaimAnnotator::SentenceReader::give_estimator(Claim& claim) const {
    constexpr std::uint32_t farthest_verb = 12, longest_subject = 14;
    const std::uint32_t number = claim.first_token - sentence_.first_token;
    for (std::uint32_t verb = number; verb-- > 1 && number - verb <= farthest_verb;) {
        const auto found = rules_.estimates_.longest(tokens_, verb);
        if (!found || verb + found.length > number)
            continue;
        std::uint32_t first = verb;
        while (first > 0 && !is(first - 1, words_.conjunctions) && tokens_[first - 1].kind != TokenKind::quote && lowered(first - 1) != ";")
            --first;
        std::uint32_t end = verb;
        while (end > first && (is(end - 1, words_.adverbs) || is(end - 1, words_.auxiliaries) || is_mark(end - 1)))
            --end;
        if (end <= first || end - first > longest_subject || is(first, words_.pronouns) || is(end - 1, words_.relatives))
            return false;
        set_source(claim, first, end);
        return true;
    }
    return false;
}

/// "She dismissed posts on social media that said two children had died": what stands before "that said" says it, and the verb
/// before that may deny it.
void ClaimAnnotator::SentenceReader::give_relative_source(Claim& claim) const {
    const std::uint32_t number = claim.first_token - sentence_.first_token;
    for (std::uint32_t verb = number; verb-- > 2 && number - verb <= 4;) {
        if (!is(verb, rules_.saying_) || !is(verb - 1, words_.relatives))
            continue;
        const std::uint32_t end = verb - 1;
        std::uint32_t first = end;
        while (first > 0 && tokens_[first - 1].kind == TokenKind::word && !is(first - 1, words_.pronouns) && !is(first - 1, words_.conjunctions) && !is(first - 1, words_.auxiliaries) && !lowered(first - 1).ends_with("ed") &&
               !is(first - 1, rules_.denials_))
            --first;
        if (first == end)
            return;
        set_source(claim, first, end);
        claim.denied = first > 0 && is(first - 1, rules_.denials_);
        return;
    }
}

/// The attribution that tells the claim.
void ClaimAnnotator::SentenceReader::give_source(Claim& claim, const Reading& reading) const {
    const Attribution* best = attribution_of(report_.layers, claim.span);
    // "The war has claimed 20,000 lives" tells nothing: its verb is the count's own.
    const auto own_verb = [&](Span cue) { return reading.cue_first < reading.cue_end && cue.overlaps(span_of(reading.cue_first, reading.cue_end)); };
    if (best && std::any_of(best->cue.begin(), best->cue.end(), own_verb))
        best = nullptr;
    if (!best) {
        if (!give_estimator(claim))
            give_relative_source(claim);
        return;
    }
    claim.denied = best->negated;
    if (best->source.empty() && best->speaker.empty())
        return;
    claim.said_time = time_of_saying(*best);
    ClaimSource source;
    source.span = best->source.empty() ? Span{} : best->source.front();
    source.name = best->speaker;
    for (const Span relay : best->relays)
        source.chain.emplace_back(report_.words(relay));
    claim.source = source;
}

void ClaimAnnotator::SentenceReader::read_number(std::size_t n, std::string& last, std::vector<bool>& of_people) {
    const Number& number = numbers_[n];
    if (is_no_count(number))
        return;
    const bool zero_word = number.end_token == number.first_token + 1 && number.low == 0.0 && tokens_[number.first_token].kind == TokenKind::word;
    if (is_word(number.first_digit, words_.one) && number.first_digit + 1 == number.end_digit && number.end_digit < tokens_.size() && is(number.end_digit, rules_.not_one_) && !is_word(number.end_digit, words_.of))
        return;
    const Token& digit = tokens_[number.first_digit];
    if (digit.kind == TokenKind::word && digit.capitalised && number.first_digit > 0 && tokens_[number.first_digit - 1].capitalised && tokens_[number.first_digit - 1].kind == TokenKind::word)
        return;  // "Volume One" is a name
    if (number.zero_people && number.end_token < tokens_.size() && is_word(number.end_token, words_.of))
        return;  // "none of the attacks"
    const Counted counted = counted_after(number);
    Reading reading = zero_word ? Reading{} : with_unit(number);
    std::string scope;
    if (!reading.named() && counted.omitted() && n > 0 && age_before_ == n - 1 && number.first_token == numbers_[n - 1].end_token + 1)
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
        const bool counts_nothing = zero_word || counted.omitted() || number.zero_people || (is_word(number.first_digit, words_.one) && number.end_digit == number.first_digit + 1);
        if (counts_nothing)
            return;
        reading.quantity = "other:" + std::string(lowered(counted.head));
        reading.cue_first = reading.cue_end = number.first_token;
    }
    if (scope.empty())
        scope = scope_of(n, counted, reading);
    if (scope.empty() && !counted.omitted() && !counted.general && is(counted.first, rules_.others_))
        scope = report_.lowered(span_of(counted.first, counted.end));  // "other girls" are not those counted before

    Claim claim;
    // A unit belongs to the number: "80 percent", "34-year-old", "$5 million".
    const bool unit_behind = !reading.unit.empty() || reading.quantity == "age";
    const std::uint32_t unit_end = !unit_behind || reading.cue_end <= number.end_token ? number.end_token : reading.unit == "%" ? reading.cue_first + 1 : reading.cue_end;
    claim.span = span_of(unit_behind && reading.cue_first < number.first_token && reading.quantity == "money" ? reading.cue_first : number.first_token, unit_end);
    claim.evidence = sentence_.span;
    claim.sentence = index_;
    claim.first_token = sentence_.first_token + number.first_token;
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
        claim.earlier = claim.earlier || (is(i, words_.earlier) && i + 6 > number.first_token && i < number.first_token + 12);
    claim.earlier = claim.earlier || follows(number, rules_.moved_from_);
    give_source(claim, reading);
    // "He denied that the 21 were exchanged" denies the exchange, not that there are 21.
    const bool presupposed = counted.partitive || (number.first_token > 0 && is(number.first_token - 1, words_.determiners));
    claim.denied = claim.denied && !presupposed;
    // "15 of the more than 200 girls abducted": where part and whole are counted as the same, the part says so.
    if (earlier_ && earlier_->counted.partitive && earlier_->reading.quantity == reading.quantity && is_whole_of_a_part(number) && earlier_->claim < report_.layers.claims.size() && earlier_->number + 1 == n)
        report_.layers.claims[earlier_->claim].scope = part_of_a_whole;
    const bool is_people = reading.unit.empty() && reading.quantity != "age" && !reading.quantity.starts_with("other:");
    if (is_people) {
        last = reading.quantity;
        earlier_ = Earlier{counted, reading, static_cast<std::uint32_t>(report_.layers.claims.size()), std::max({counted.end, number.end_token, reading.cue_first > number.first_token && reading.cue_first == counted.end ? reading.cue_end : 0U}), n};
    }
    of_people.push_back(counted.people);
    report_.layers.claims.push_back(std::move(claim));
}

/// "The 21 girls" are the 21 that were freed: a count of people that no word explains means what the same number means
/// elsewhere in the report. Small numbers meet by chance and stay unexplained.
void explain_repeats(std::vector<Claim>& claims, const std::vector<bool>& of_people) {
    constexpr double too_small = 10;
    for (std::size_t i = 0; i < claims.size(); ++i) {
        Claim& claim = claims[i];
        if (!of_people[i] || !claim.quantity.starts_with("other:") || claim.low.value_or(0) < too_small || claim.modifier == Modifier::vague)
            continue;
        const auto same = std::find_if(claims.begin(), claims.end(), [&](const Claim& other) {
            return other.unit.empty() && !other.quantity.starts_with("other:") && other.low == claim.low && other.high == claim.high && other.quantity != "age";
        });
        if (same != claims.end())
            claim.quantity = same->quantity;
    }
}

void ClaimAnnotator::annotate(AnnotatedReport& report) const {
    std::vector<QuantityCues::At> cues;
    std::string last;
    std::vector<bool> of_people;
    std::uint32_t block = no_index;
    for (std::uint32_t sentence = 0; sentence < report.layers.sentences.size(); ++sentence) {
        if (report.layers.sentences[sentence].block != block)
            last.clear();
        block = report.layers.sentences[sentence].block;
        SentenceReader(*this, report, sentence).read(cues, last, of_people);
    }
    explain_repeats(report.layers.claims, of_people);
}

}  // namespace

std::unique_ptr<Annotator> make_claim_annotator(Codebook& codebook) {
    return std::make_unique<ClaimAnnotator>(codebook);
}

}  // namespace recount
