#include "annotate/time_grammar.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <map>
#include <optional>

namespace recount {

namespace {

/// Names of the classes that carry a value, in the order of TimePart. Some parts go by several names.
struct PartName {
    std::string_view name;
    TimePart part;
};
constexpr std::array part_names{
    PartName{"MONTH", TimePart::month},      PartName{"WEEKDAY", TimePart::weekday},
    PartName{"WEEKDAYS", TimePart::weekday}, PartName{"UNIT", TimePart::unit},
    PartName{"PLURAL", TimePart::plural},    PartName{"FORTNIGHT", TimePart::unit},
    PartName{"PERIOD", TimePart::unit},      PartName{"SEASON", TimePart::season},
    PartName{"HOLIDAY", TimePart::holiday},  PartName{"FEAST", TimePart::holiday},
    PartName{"PART", TimePart::part},        PartName{"PARTS", TimePart::part},
    PartName{"NOON", TimePart::noon},        PartName{"MERIDIEM", TimePart::meridiem},
    PartName{"SHIFT", TimePart::shift},      PartName{"DEICTIC", TimePart::deictic},
    PartName{"AROUND", TimePart::around},    PartName{"FORTH", TimePart::forth},
    PartName{"SPAN", TimePart::span},        PartName{"OFTEN", TimePart::often},
    PartName{"NUMBER", TimePart::number},    PartName{"ORDINAL", TimePart::ordinal},
    PartName{"DAY", TimePart::day},          PartName{"YEAR", TimePart::year},
    PartName{"DECADE", TimePart::decade},    PartName{"TENS", TimePart::decade},
    PartName{"ISO", TimePart::iso},          PartName{"CLOCK", TimePart::clock},
    PartName{"HOUR", TimePart::hour},        PartName{"EDGE", TimePart::edge},
    PartName{"EACH", TimePart::each},        PartName{"ABOUT", TimePart::about},
};

/// Classes that are read from the shape of the text: always the first ones, so that their numbers are known here.
enum Shape : std::uint16_t {
    shape_number,
    shape_ordinal,
    shape_day,
    shape_year,
    shape_decade,
    shape_iso,
    shape_clock,
    shape_hour,
    shape_count,
    shape_nth,
    shape_times
};
constexpr std::array<std::string_view, 11> shape_names{"NUMBER", "ORDINAL", "DAY",   "YEAR", "DECADE", "ISO",
                                                       "CLOCK",  "HOUR",    "COUNT", "NTH",  "TIMES"};

std::optional<int> whole_number(std::string_view digits) {
    int value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return !digits.empty() && error == std::errc{} && end == digits.data() + digits.size() ? std::optional(value)
                                                                                           : std::nullopt;
}

bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c); });
}

}  // namespace

std::int32_t pack_letters(std::string_view letters) {
    std::int32_t packed = 0;
    for (const char letter : letters.substr(0, 4))
        packed = packed << 7 | letter;
    return packed;
}

std::string unpack_letters(std::int32_t packed) {
    std::string letters;
    for (; packed > 0; packed >>= 7)
        letters.insert(letters.begin(), static_cast<char>(packed & 127));
    return letters;
}

// ---- reading the codebook ----

std::uint16_t TimeGrammar::class_of(std::string_view name) {
    const auto found = std::find(class_names_.begin(), class_names_.end(), name);
    if (found != class_names_.end())
        return static_cast<std::uint16_t>(found - class_names_.begin());
    class_names_.emplace_back(name);
    const auto part =
        std::find_if(part_names.begin(), part_names.end(), [&](const PartName& known) { return known.name == name; });
    part_of_class_.push_back(part == part_names.end() ? std::int8_t{-1} : static_cast<std::int8_t>(part->part));
    return static_cast<std::uint16_t>(class_names_.size() - 1);
}

void TimeGrammar::add_entry(Codebook& codebook, std::string_view phrase, Entry entry) {
    const bool clitic = phrase.starts_with('\'');  // "'s": a token by itself behind its word only
    const std::string cut = clitic ? std::string(phrase) : codebook.tokenizer().phrase_words(phrase);
    if (cut.find(' ') == std::string::npos) {
        const WordId word = codebook.word(cut);
        if (word >= words_.size())
            words_.resize(word + 1);
        words_[word].push_back(entry);
        return;
    }
    phrase_heads_.add(codebook.word(cut.substr(0, cut.find(' '))));
    // A phrase in several classes has one value in the table: the list of its entries.
    std::vector<Token> tokens;
    const auto fresh = static_cast<std::uint32_t>(phrase_entries_.size());
    codebook.add_phrase(phrases_, phrase, fresh);
    for (std::size_t at = 0; at < cut.size();) {
        const std::size_t blank = std::min(cut.find(' ', at), cut.size());
        tokens.emplace_back().word = codebook.word(cut.substr(at, blank - at));
        at = blank + 1;
    }
    const std::uint32_t value = phrases_.longest(Tokens(tokens), 0).value;
    if (value == fresh)
        phrase_entries_.emplace_back();
    phrase_entries_[value].push_back(entry);
}

/// What a key of [words.NAME] stands for: a holiday's rule, a number, letters.
std::int32_t TimeGrammar::value_of(const CodebookNode& table, std::string_view name, std::string_view key) {
    if (name == "HOLIDAY" || name == "FEAST") {
        const auto rule = YearlyDay::parse(key);
        if (!rule)
            throw table.error("'" + std::string(key) + "' names no day of the year as the head of the file tells it");
        holidays_.push_back(*rule);
        return static_cast<std::int32_t>(holidays_.size() - 1);
    }
    const auto number = whole_number(key);
    return number ? *number : pack_letters(key);
}

void TimeGrammar::read_words(Codebook& codebook, const CodebookNode& words) {
    for (const std::string& name : words.keys()) {
        const std::uint16_t word_class = class_of(name);
        const CodebookNode table = words.table(name);
        for (const std::string& key : table.keys()) {
            const std::int32_t value = value_of(table, name, key);
            for (const std::string& phrase : table.texts(key))
                add_entry(codebook, phrase, {word_class, value});
        }
    }
}

namespace {

/// The elements of a pattern, spelled out: every way to take or leave what may be missing, every alternative.
using Elements = std::vector<std::string>;

class PatternText {
public:
    explicit PatternText(std::string_view text) {
        std::string piece;
        for (const char c : text) {
            if (c == '[' || c == ']' || c == ' ') {
                flush(piece);
                if (c != ' ')
                    pieces_.emplace_back(1, c);
            } else {
                piece += c;
            }
        }
        flush(piece);
    }

    std::vector<Elements> spelled_out() {
        std::size_t at = 0;
        auto all = sequence(at);
        if (at != pieces_.size())
            all.clear();
        return all;
    }

private:
    void flush(std::string& piece) {
        if (!piece.empty())
            pieces_.push_back(std::move(piece));
        piece.clear();
    }

    std::vector<Elements> sequence(std::size_t& at) {
        std::vector<Elements> all{{}};
        while (at < pieces_.size() && pieces_[at] != "]") {
            std::vector<Elements> step;
            if (pieces_[at] == "[") {
                step = sequence(++at);
                step.push_back({});
                if (at == pieces_.size())
                    return {};
                ++at;
            } else {
                step = alternatives(pieces_[at++]);
            }
            all = product(all, step);
        }
        return all;
    }

    static std::vector<Elements> alternatives(const std::string& piece) {
        std::vector<Elements> all;
        for (std::size_t at = 0; at <= piece.size();) {
            const std::size_t bar = std::min(piece.find('|', at), piece.size());
            all.push_back({piece.substr(at, bar - at)});
            at = bar + 1;
        }
        return all;
    }

    static std::vector<Elements> product(const std::vector<Elements>& heads, const std::vector<Elements>& tails) {
        std::vector<Elements> all;
        for (const Elements& head : heads)
            for (const Elements& tail : tails) {
                all.push_back(head);
                all.back().insert(all.back().end(), tail.begin(), tail.end());
            }
        return all;
    }

    std::vector<std::string> pieces_;
};

template <class Value>
Value named(const CodebookNode& node, std::string_view key, const std::map<std::string, Value, std::less<>>& values) {
    const std::string word = node.text(key);
    const auto found = values.find(word);
    if (found == values.end())
        throw node.error("'" + std::string(key) + "' is '" + word +
                         "', which is not one of those that the head of the file lists");
    return found->second;
}

TimePattern pattern_head(Codebook& codebook, const CodebookNode& node) {
    using Means = TimePattern::Means;
    static const std::map<std::string, Means, std::less<>> meanings{
        {"date", Means::date},          {"unit", Means::unit},     {"distance", Means::distance},
        {"told", Means::told},          {"length", Means::length}, {"recurring", Means::recurring},
        {"reference", Means::reference}};
    static const std::map<std::string, TimeType, std::less<>> types{
        {"DATE", TimeType::date}, {"TIME", TimeType::time}, {"DURATION", TimeType::duration}, {"SET", TimeType::set}};
    TimePattern pattern;
    pattern.nothing = node.text("type") == "NONE";
    if (!pattern.nothing) {
        pattern.type = named(node, "type", types);
        pattern.means = named(node, "means", meanings);
    }
    pattern.value = node.text("value", "");
    pattern.part = node.text("part", "");
    pattern.unit = node.text("unit", " ")[0] == ' ' ? '\0' : node.text("unit")[0];
    pattern.has_direction = node.has("direction");
    pattern.direction = static_cast<int>(node.number("direction", 0));
    pattern.has_day = node.has("day");
    pattern.day = static_cast<int>(node.number("day", 0));
    pattern.half = node.flag("half");
    pattern.of_quarter = node.flag("of_quarter");
    pattern.after_count = node.flag("after_count");
    pattern.has_after = node.has("after");
    pattern.has_before = node.has("before");
    pattern.after = codebook.words(node.texts("after"));
    pattern.before = codebook.words(node.texts("before"));
    pattern.not_after = codebook.words(node.texts("not_after"));
    pattern.not_before = codebook.words(node.texts("not_before"));
    return pattern;
}

bool is_class_name(std::string_view element) {
    return std::isupper(static_cast<unsigned char>(element[0])) != 0;
}

}  // namespace

void TimeGrammar::read_pattern(Codebook& codebook, const CodebookNode& node) {
    const auto index = static_cast<std::uint32_t>(patterns_.size());
    patterns_.push_back(pattern_head(codebook, node));
    const auto ways = PatternText(node.text("words")).spelled_out();
    if (ways.empty())
        throw node.error("the brackets of 'words' do not match");
    for (const Elements& way : ways) {
        std::vector<std::uint16_t> classes;
        for (const std::string& element : way) {
            const std::size_t known = class_names_.size();
            classes.push_back(class_of(element));
            if (class_names_.size() == known)
                continue;
            if (is_class_name(element))
                throw node.error("'words' names the class " + element + ", which [words." + element +
                                 "] does not define");
            add_entry(codebook, element, {classes.back(), 0});
        }
        if (!classes.empty())
            add_sequence(classes, index);
    }
}

void TimeGrammar::add_sequence(const std::vector<std::uint16_t>& classes, std::uint32_t pattern) {
    std::uint32_t node = 0;
    for (const std::uint16_t word_class : classes) {
        auto& next = nodes_[node].next;
        const auto place =
            std::lower_bound(next.begin(), next.end(), std::pair<std::uint16_t, std::uint32_t>{word_class, 0});
        if (place != next.end() && place->first == word_class) {
            node = place->second;
        } else {
            const auto fresh = static_cast<std::uint32_t>(nodes_.size());
            next.insert(place, {word_class, fresh});
            nodes_.emplace_back();
            node = fresh;
        }
    }
    nodes_[node].patterns.push_back(pattern);
}

TimeGrammar::TimeGrammar(Codebook& codebook) {
    for (const std::string_view name : shape_names)
        class_of(name);
    const CodebookNode file = codebook.file("times");
    read_words(codebook, file.table("words"));
    for (const CodebookNode& node : file.tables("pattern"))
        read_pattern(codebook, node);
    const CodebookNode alone = file.table("alone");
    ambiguous_ = codebook.words(alone.texts("ambiguous"));
    introducers_ = codebook.words(alone.texts("introducers"));
    weekdays_ = codebook.words(alone.texts("weekdays"));
    weekday_introducers_ = codebook.words(alone.texts("weekday_introducers"));
}

// ---- matching ----

/// What each token of a sentence can be: readings of words and phrases, and of the shapes of numbers.
class TimeGrammar::Chart {
public:
    Chart(const TimeGrammar& grammar, std::string_view content, Tokens tokens)
        : grammar_(grammar), content_(content), tokens_(tokens) {
        starts_.reserve(tokens.size() + 1);
        for (std::size_t at = 0; at < tokens.size(); ++at) {
            starts_.push_back(static_cast<std::uint32_t>(readings_.size()));
            read(at);
        }
        starts_.push_back(static_cast<std::uint32_t>(readings_.size()));
    }

    std::span<const Reading> at(std::size_t token) const {
        return std::span(readings_).subspan(starts_[token], starts_[token + 1] - starts_[token]);
    }
    bool empty() const { return readings_.empty(); }

    /// Whether a number stands so many tokens before `token`.
    bool counts(std::size_t token, std::size_t before) const {
        return token >= before && std::ranges::any_of(at(token - before), [](const Reading& reading) {
                   return reading.word_class == shape_number || reading.word_class == shape_times;
               });
    }

private:
    void read(std::size_t at) {
        const Token& token = tokens_[at];
        if (token.kind == TokenKind::number) {
            read_digits(at);
            return;
        }
        if (token.word == unknown_word) {
            if (token.kind == TokenKind::quote)
                read_short_year(at);
            return;
        }
        if (grammar_.phrase_heads_.contains(token.word))
            if (const auto phrase = grammar_.phrases_.longest(tokens_, at))
                for (const Entry& entry : grammar_.phrase_entries_[phrase.value])
                    add(entry.word_class, phrase.length, entry.value);
        if (token.word < grammar_.words_.size() && !grammar_.words_[token.word].empty()) {
            for (const Entry& entry : grammar_.words_[token.word])
                add(entry.word_class, 1, entry.value);
        }
        if (token.kind == TokenKind::quote)
            read_short_year(at);
        if (token.kind == TokenKind::word && readings_.size() > starts_.back())
            read_number_words(at);
    }

    void add(std::uint16_t word_class, std::size_t length, std::int32_t value) {
        readings_.push_back({word_class, static_cast<std::uint16_t>(length), value});
    }

    std::string_view words(std::size_t at) const {
        return at < tokens_.size() ? slice(content_, tokens_[at].span()) : std::string_view();
    }
    bool joined(std::size_t at) const { return at < tokens_.size() && !tokens_[at].space_before; }

    // "16", "16th", "1995", "1990s", "2 1/2", "6,700", "7:15", "2020-08-24", "10/03/2017"
    void read_digits(std::size_t at) {
        const std::string_view text = words(at);
        if (read_date(at) || read_clock(at))
            return;
        std::size_t digits = 0;
        while (digits < text.size() && std::isdigit(static_cast<unsigned char>(text[digits])))
            ++digits;
        const std::string_view ending = text.substr(digits);
        const auto number = whole_number(text.substr(0, digits));
        if (!number)
            return;
        if (ending == "s" && (digits == 4 || digits == 2) && *number % 10 == 0)
            return add(shape_decade, 1, digits == 4 ? *number / 10 : 190 + *number / 10);
        if (ending == "st" || ending == "nd" || ending == "rd" || ending == "th") {
            add(shape_ordinal, 1, *number);
            if (*number >= 1 && *number <= 31)
                add(shape_day, 1, *number);
            return;
        }
        if (ending.empty())
            read_whole(at, *number, digits);
        else
            read_parted(text);
    }

    void read_whole(std::size_t at, int number, std::size_t digits) {
        if (digits == 4 && number >= 1000 && number <= 2199)
            add(shape_year, 1, number);
        if (digits <= 2 && number >= 1 && number <= 31)
            add(shape_day, 1, number);
        if (digits <= 2 && number >= 1 && number <= 24)
            add(shape_hour, 1, number * 60);
        if (digits > 6)
            return;
        if (words(at + 2) == "/" && words(at + 1) == "1" && words(at + 3) == "2")
            add(shape_number, 4, number * 2 + 1);
        else if (words(at + 1) == "½")
            add(shape_number, 2, number * 2 + 1);
        else if (const std::int32_t times = multiplier(at + 1); times > 1 && number < 1000)
            add(shape_number, 2, number * 2 * times);
        else
            add(shape_number, 1, number * 2);
    }

    // "6,700", "2.5"; "9.30" before a.m. is a clock time
    void read_parted(std::string_view text) {
        const std::size_t point = text.find('.');
        if (point != std::string_view::npos && text.size() == point + 3) {
            const auto hour = whole_number(text.substr(0, point)), minute = whole_number(text.substr(point + 1));
            if (hour && minute && *hour < 24 && *minute < 60)
                add(shape_hour, 1, *hour * 60 + *minute);
        }
        std::int32_t value = 0;
        std::size_t i = 0;
        for (; i < text.size() && (std::isdigit(static_cast<unsigned char>(text[i])) || text[i] == ',') &&
               value < 1000000;
             ++i)
            if (text[i] != ',')
                value = value * 10 + (text[i] - '0');
        if (i == text.size())
            add(shape_number, 1, value * 2);
        else if (text.substr(i) == ".5")
            add(shape_number, 1, value * 2 + 1);
    }

    bool read_date(std::size_t at) {
        const std::string_view mark = words(at + 1);
        if ((mark != "-" && mark != "/" && mark != ".") || words(at + 3) != mark || !joined(at + 1) ||
            !joined(at + 2) || !joined(at + 3) || !joined(at + 4))
            return false;
        const std::string_view a = words(at), b = words(at + 2), c = words(at + 4);
        if (!all_digits(a) || !all_digits(b) || !all_digits(c) || b.size() > 2)
            return false;
        int year = 0, month = 0, day = 0;
        if (a.size() == 4 && c.size() <= 2) {
            year = *whole_number(a), month = *whole_number(b), day = *whole_number(c);
        } else if (c.size() == 4 && a.size() <= 2) {
            year = *whole_number(c), month = *whole_number(a), day = *whole_number(b);
            if (month > 12)
                std::swap(month, day);
        }
        if (year < 1000 || month < 1 || month > 12 || day < 1 || day > 31)
            return false;
        add(shape_iso, 5, year * 10000 + month * 100 + day);
        return true;
    }

    bool read_clock(std::size_t at) {
        if (words(at + 1) != ":" || !joined(at + 1) || !joined(at + 2) || words(at).size() > 2 ||
            words(at + 2).size() != 2)
            return false;
        const auto hour = whole_number(words(at)), minute = whole_number(words(at + 2));
        if (!hour || !minute || *hour > 24 || *minute > 59)
            return false;
        const bool seconds = words(at + 3) == ":" && joined(at + 3) && joined(at + 4) && all_digits(words(at + 4));
        add(shape_clock, seconds ? 5 : 3, *hour * 60 + *minute);
        return true;
    }

    // '98, '80s
    void read_short_year(std::size_t at) {
        if (!joined(at + 1) || tokens_[at + 1].kind != TokenKind::number)
            return;
        const std::string_view text = words(at + 1);
        if (text.size() < 2 || !all_digits(text.substr(0, 2)))
            return;
        const int number = *whole_number(text.substr(0, 2));
        if (text.size() == 2)
            add(shape_year, 2, number > 30 ? 1900 + number : 2000 + number);
        else if (text.substr(2) == "s" && number % 10 == 0)
            add(shape_decade, 2, 190 + number / 10);
    }

    /// The value of a word in one class, or -1 (which vague numbers have too).
    std::int32_t value_in(std::size_t at, std::uint16_t word_class) const {
        if (at >= tokens_.size() || tokens_[at].word == unknown_word || tokens_[at].word >= grammar_.words_.size())
            return -1;
        for (const Entry& entry : grammar_.words_[tokens_[at].word])
            if (entry.word_class == word_class)
                return entry.value;
        return -1;
    }
    std::int32_t multiplier(std::size_t at) const { return std::max(value_in(at, shape_times), 1); }

    struct Words {
        std::int32_t value = -1;
        std::size_t length = 0;
    };

    // "five", "twenty", "twenty-four", "twenty four"
    Words below_hundred(std::size_t at) const {
        const std::int32_t value = value_in(at, shape_count);
        if (value < 20 || value % 10 != 0)
            return {value, 1};
        const std::size_t next = words(at + 1) == "-" ? at + 2 : at + 1;
        const std::int32_t unit = value_in(next, shape_count);
        return unit >= 1 && unit <= 9 && words(next) != "a" && words(next) != "an" ? Words{value + unit, next - at + 1}
                                                                                   : Words{value, 1};
    }

    void read_number_words(std::size_t at) {
        // Phrases of the class COUNT ("a couple of") are numbers as they stand.
        for (std::size_t i = starts_.back(), end = readings_.size(); i < end; ++i) {
            const Reading reading = readings_[i];
            if (reading.word_class == shape_count)
                add(shape_number, reading.length, reading.value * 2);
            if (reading.word_class == shape_nth) {
                add(shape_ordinal, reading.length, reading.value);
                add(shape_day, reading.length, reading.value);
            }
        }
        read_ordinal_words(at);
        const Words first = below_hundred(at);
        if (first.value < 1)
            return;
        if (first.length > 1)
            add(shape_number, first.length, first.value * 2);
        add(shape_hour, first.length, first.value * 60);
        const std::int32_t times = multiplier(at + first.length);
        if (times > 1)
            return read_hundreds(at, first, times);
        // "nineteen ninety-six"
        if (first.value >= 11 && first.value <= 20) {
            const Words second = below_hundred(at + first.length);
            if (second.value >= 10)
                add(shape_year, first.length + second.length, first.value * 100 + second.value);
        }
    }

    void read_hundreds(std::size_t at, Words first, std::int32_t times) {
        Words all{first.value * times, first.length + 1};
        const std::size_t next = words(at + all.length) == "and" ? at + all.length + 1 : at + all.length;
        const Words rest = below_hundred(next);
        if (rest.value > 0 && words(next) != "a" && words(next) != "an")
            all = {all.value + rest.value, next - at + rest.length};
        add(shape_number, all.length, all.value * 2);
        if (all.value >= 1900 && all.value < 2200)
            add(shape_year, all.length, all.value);
    }

    // "twenty-first"
    void read_ordinal_words(std::size_t at) {
        const std::int32_t tens = value_in(at, shape_count);
        const std::int32_t unit = words(at + 1) == "-" ? value_in(at + 2, shape_nth) : -1;
        if (tens < 20 || tens % 10 != 0 || unit < 1 || unit > 9)
            return;
        add(shape_ordinal, 3, tens + unit);
        if (tens + unit <= 31)
            add(shape_day, 3, tens + unit);
    }

    const TimeGrammar& grammar_;
    std::string_view content_;
    Tokens tokens_;
    std::vector<Reading> readings_;
    std::vector<std::uint32_t> starts_;
};

bool TimeGrammar::stands_alone(Tokens tokens, std::size_t first, std::size_t end) const {
    const bool weekday = weekdays_.contains(tokens[first].word);
    if (end != first + 1 || !(weekday || ambiguous_.contains(tokens[first].word)))
        return true;
    return tokens[first].capitalised && first > 0 &&
           (weekday ? weekday_introducers_ : introducers_).contains(tokens[first - 1].word);
}

bool TimeGrammar::fits(const TimePattern& pattern, const Chart& chart, Tokens tokens, std::size_t first,
                       std::size_t end) const {
    if (pattern.after_count && !chart.counts(first, 1) && !chart.counts(first, 2))
        return false;
    const auto before = [&](const WordSet& set) { return first > 0 && set.contains(tokens[first - 1].word); };
    const auto behind = [&](const WordSet& set) { return end < tokens.size() && set.contains(tokens[end].word); };
    return (!pattern.has_after || before(pattern.after)) && !before(pattern.not_after) &&
           (!pattern.has_before || behind(pattern.before)) && !behind(pattern.not_before) &&
           stands_alone(tokens, first, end);
}

void TimeGrammar::match(std::string_view content, Tokens tokens, std::vector<TimeMatch>& matches) const {
    const Chart chart(*this, content, tokens);
    if (chart.empty())
        return;
    struct Step {
        std::uint32_t token;
        Reading reading;
    };
    std::vector<Step> path;
    struct Best {
        std::uint32_t pattern = UINT32_MAX;
        std::size_t end = 0;
        std::vector<Step> path;
    } best;
    const auto walk = [&](auto&& self, std::uint32_t node, std::size_t at, std::size_t first) -> void {
        for (const std::uint32_t pattern : nodes_[node].patterns)
            if ((at > best.end || (at == best.end && pattern < best.pattern)) &&
                fits(patterns_[pattern], chart, tokens, first, at)) {
                best = {pattern, at, path};
                break;
            }
        if (at >= tokens.size())
            return;
        for (const Reading& reading : chart.at(at)) {
            const auto& next = nodes_[node].next;
            const auto place = std::lower_bound(next.begin(), next.end(),
                                                std::pair<std::uint16_t, std::uint32_t>{reading.word_class, 0});
            if (place == next.end() || place->first != reading.word_class)
                continue;
            path.push_back({static_cast<std::uint32_t>(at), reading});
            self(self, place->second, at + reading.length, first);
            path.pop_back();
        }
    };
    for (std::size_t first = 0; first < tokens.size();) {
        best.pattern = UINT32_MAX;
        best.end = 0;
        if (!chart.at(first).empty())
            walk(walk, 0, first, first);
        if (best.pattern == UINT32_MAX) {
            ++first;
            continue;
        }
        const TimePattern& pattern = patterns_[best.pattern];
        if (!pattern.nothing) {
            TimeMatch match;
            match.pattern = &pattern;
            match.first_token = static_cast<std::uint32_t>(first);
            match.end_token = static_cast<std::uint32_t>(best.end);
            const auto carry = [&](const Reading& reading) {
                const std::int8_t part = part_of_class_[reading.word_class];
                if (part >= 0 && !match.has(static_cast<TimePart>(part)))
                    match.set(static_cast<TimePart>(part), reading.value);
            };
            for (const Step& step : best.path)
                carry(step.reading);
            // A word that the pattern names itself ("the past week") still stands for what it stands for.
            for (const Step& step : best.path)
                if (part_of_class_[step.reading.word_class] < 0)
                    for (const Reading& reading : chart.at(step.token))
                        if (reading.length == step.reading.length)
                            carry(reading);
            matches.push_back(match);
        }
        first = best.end;
    }
}

}  // namespace recount
