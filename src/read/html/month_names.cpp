#include "read/html/month_names.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <memory>
#include <mutex>
#include <unicode/dtfmtsym.h>
#include <unicode/smpdtfmt.h>
#include <unicode/uchar.h>
#include <vector>

#include "text/utf8.h"

namespace recount::html {

namespace {

/// How one language writes days.
struct DateNames {
    std::map<std::string, unsigned, std::less<>> months;  // in lower case, a word each
    std::vector<std::string> links;                       // words between: "de" in "11 de octubre de 2018"
};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

/// The bytes of the apostrophe or other mark beyond ASCII that stands at `at`; 0 for a letter.
std::size_t mark_at(std::string_view text, std::size_t at) {
    std::size_t behind = at;
    const auto c = static_cast<UChar32>(next_code_point(text, behind));
    return u_isalpha(c) || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0 ? 0 : behind - at;
}

/// The words of a text: runs of letters.
template <class Take>
void each_word(std::string_view text, Take take) {
    for (std::size_t at = 0; at < text.size();) {
        if (!is_letter(text[at])) {
            ++at;
            continue;
        }
        std::size_t end = at;
        for (std::size_t mark = 0; end < text.size() && is_letter(text[end]);) {
            if (static_cast<unsigned char>(text[end]) >= 0x80 && (mark = mark_at(text, end)) != 0)
                break;
            next_code_point(text, end);
        }
        if (end == at)
            end += mark_at(text, at);
        else
            take(text.substr(at, end - at));
        at = end;
    }
}

std::string lowered_utf8(const icu::UnicodeString& text) {
    std::string utf8;
    text.toUTF8String(utf8);
    return lowered_in_place(utf8);
}

DateNames names_of(const std::string& language) {
    DateNames names;
    UErrorCode status = U_ZERO_ERROR;
    const icu::Locale locale((language + "@calendar=gregorian").c_str());
    const icu::DateFormatSymbols symbols(locale, status);
    if (U_FAILURE(status))
        return names;
    for (const auto context : {icu::DateFormatSymbols::FORMAT, icu::DateFormatSymbols::STANDALONE})
        for (const auto width : {icu::DateFormatSymbols::WIDE, icu::DateFormatSymbols::ABBREVIATED}) {
            std::int32_t count = 0;
            const icu::UnicodeString* months = symbols.getMonths(count, context, width);
            for (std::int32_t month = 0; month < std::min(count, 12); ++month) {
                std::string last;  // "d'abril" is April with a link before it
                const std::string name = lowered_utf8(months[month]);
                each_word(name, [&](std::string_view word) {
                    if (!last.empty())
                        names.links.push_back(std::move(last));
                    last = word;
                });
                if (!last.empty())
                    names.months.try_emplace(last, static_cast<unsigned>(month) + 1);
            }
        }
    const std::unique_ptr<icu::DateFormat> format(icu::DateFormat::createDateInstance(icu::DateFormat::kLong, locale));
    if (const auto* simple = dynamic_cast<const icu::SimpleDateFormat*>(format.get())) {
        icu::UnicodeString pattern;
        simple->toPattern(pattern);
        const std::string written = lowered_utf8(pattern);
        for (std::size_t open = written.find('\''); open != std::string::npos;) {
            const std::size_t close = written.find('\'', open + 1);
            if (close == std::string::npos)
                break;
            each_word(std::string_view(written).substr(open + 1, close - open - 1),
                      [&](std::string_view word) { names.links.emplace_back(word); });
            open = written.find('\'', close + 1);
        }
    }
    return names;
}

/// Kept for the life of the program: a few kilobytes a language.
const DateNames& date_names(std::string_view language) {
    static std::mutex mutex;
    static std::map<std::string, DateNames, std::less<>> known;
    std::string code;  // the language without script and country
    for (const char c : language.substr(0, language.find_first_of("-_")))
        code += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    if (code.size() < 2 || code.size() > 3)
        code = "en";
    const std::lock_guard lock(mutex);
    const auto found = known.find(code);
    return found != known.end() ? found->second : known.emplace(code, names_of(code)).first->second;
}

struct Token {
    std::size_t start = 0, end = 0;
    unsigned number = 0, month = 0;  // 0: none
};

/// Numbers, names of months and other words, in their order; links and what is glued to a number ("1er") are left out.
std::vector<Token> tokens_of(std::string_view lowered, const DateNames& names) {
    std::vector<Token> tokens;
    for (std::size_t at = 0; at < lowered.size();) {
        std::size_t end = at;
        if (is_digit(lowered[at])) {
            while (end < lowered.size() && is_digit(lowered[end]))
                ++end;
            unsigned number = 0;
            std::from_chars(lowered.data() + at, lowered.data() + std::min(end, at + 5), number);
            tokens.push_back({at, end, number, 0});
        } else if (is_letter(lowered[at]) && mark_at(lowered, at) == 0) {
            while (end < lowered.size() && is_letter(lowered[end]) && mark_at(lowered, end) == 0)
                next_code_point(lowered, end);
            const std::string_view word = lowered.substr(at, end - at);
            const auto month = names.months.find(word);
            const bool is_glued = at > 0 && is_digit(lowered[at - 1]) && word.size() <= 3;
            const bool is_link = std::find(names.links.begin(), names.links.end(), word) != names.links.end();
            if (month != names.months.end())
                tokens.push_back({at, end, 0, month->second});
            else if (!is_glued && !is_link)
                tokens.push_back({at, end, 0, 0});
        } else {
            next_code_point(lowered, end);
        }
        at = end;
    }
    return tokens;
}

bool is_day(const Token& token) {
    return token.number >= 1 && token.number <= 31 && token.end - token.start <= 2;
}

bool is_year(const Token& token) {
    return token.end - token.start == 4 && token.number >= 1900 && token.number < 2200;
}

std::optional<FoundDay> checked(const Token& year, const Token& month, const Token& day) {
    const auto date =
        std::chrono::year{static_cast<int>(year.number)} / month.month / static_cast<unsigned>(day.number);
    if (!date.ok())
        return std::nullopt;
    const auto [start, end] = std::minmax({year.start, month.start, day.start, year.end, month.end, day.end});
    return FoundDay{Day(date), start, end};
}

/// Where the year stands behind "20 15:23:00 UTC", or tokens.size().
std::size_t year_behind_clock(std::string_view text, const std::vector<Token>& tokens, std::size_t day) {
    std::size_t at = day + 1, parts = 0;
    while (at < tokens.size() && tokens[at].number < 60 && tokens[at].end - tokens[at].start == 2 && parts < 3 &&
           (parts == 0 || text[tokens[at].start - 1] == ':')) {
        ++at;
        ++parts;
    }
    if (parts < 2)
        return tokens.size();
    if (at < tokens.size() && tokens[at].number == 0)
        ++at;  // the zone
    return at < tokens.size() && is_year(tokens[at]) ? at : tokens.size();
}

std::optional<FoundDay> day_around(std::string_view text, const std::vector<Token>& tokens, std::size_t month) {
    const std::size_t size = tokens.size();
    std::size_t before = month, after = month + 1;
    if (before > 1 && tokens[before - 1].number == 0 &&
        text.substr(tokens[before - 1].end, tokens[before].start - tokens[before - 1].end).find('/') !=
            std::string_view::npos)
        --before;  // the month's name in two traditions: "24 Nisan / April 2020"
    if (after < size && tokens[after].month == tokens[month].month)
        ++after;
    if (before > 0 && is_day(tokens[before - 1]) && after < size && is_year(tokens[after]))
        return checked(tokens[after], tokens[month], tokens[before - 1]);
    if (after >= size || !is_day(tokens[after]))
        return std::nullopt;
    if (after + 1 < size && is_year(tokens[after + 1]))
        return checked(tokens[after + 1], tokens[month], tokens[after]);
    if (before > 0 && is_year(tokens[before - 1]))
        return checked(tokens[before - 1], tokens[month], tokens[after]);
    const std::size_t year = year_behind_clock(text, tokens, after);
    if (year == size)
        return std::nullopt;
    auto found = checked(tokens[year], tokens[month], tokens[after]);
    if (found)
        found->end = tokens[after].end;  // the clock follows
    return found;
}

}  // namespace

std::optional<FoundDay> day_with_named_month(std::string_view text, std::string_view language) {
    const std::string lowered = lowered_in_place(text);
    const std::vector<Token> tokens = tokens_of(lowered, date_names(language));
    for (std::size_t at = 0; at < tokens.size(); ++at)
        if (tokens[at].month != 0)
            if (const auto day = day_around(lowered, tokens, at))
                return day;
    return std::nullopt;
}

std::string with_ascii_digits(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t start = at;
        const auto c = static_cast<UChar32>(next_code_point(text, at));
        const int digit = c >= 0x80 ? u_charDigitValue(c) : -1;
        if (digit >= 0 && u_charType(c) == U_DECIMAL_DIGIT_NUMBER)
            out += static_cast<char>('0' + digit);
        else
            out += text.substr(start, at - start);
    }
    return out;
}

}  // namespace recount::html
