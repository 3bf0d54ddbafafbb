#include "read/pattern.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <unicode/uchar.h>

#include "text/utf8.h"

namespace recount {

namespace {

struct GapName {
    std::string_view name;
    Gap gap;
};

constexpr std::array<GapName, 17> gap_names{{
    {"any", Gap::any},
    {"outlet", Gap::outlet},
    {"wire", Gap::wire},
    {"place", Gap::place},
    {"capitals", Gap::capitals},
    {"town", Gap::town},
    {"agencies", Gap::agencies},
    {"name", Gap::name},
    {"person", Gap::person},
    {"people", Gap::people},
    {"author", Gap::author},
    {"handle", Gap::handle},
    {"date", Gap::date},
    {"number", Gap::number},
    {"clock", Gap::clock},
    {"initials", Gap::initials},
    {"domain", Gap::domain},
}};

constexpr std::uint32_t longest_gap = 120;  // bytes; a name or a dateline is never longer

struct Variant {
    std::string_view bytes;
    char stands_for;
};

constexpr std::array<Variant, 13> variants{{
    {"\u2010", '-'},
    {"\u2011", '-'},
    {"\u2012", '-'},
    {"\u2013", '-'},
    {"\u2014", '-'},
    {"\u2015", '-'},
    {"\u2212", '-'},
    {"\u2018", '\''},
    {"\u2019", '\''},
    {"\u201C", '"'},
    {"\u201D", '"'},
    {"\u00A0", ' '},
    {"\u202F", ' '},
}};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_word_byte(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool starts_capital(std::string_view text, std::uint32_t at) {
    std::size_t behind = at;
    const auto c = static_cast<UChar32>(next_code_point(text, behind));
    return u_isupper(c) || u_istitle(c) || u_isdigit(c);
}

/// A sentence's end within a name ("Smith. He") rules it out; a full stop within "U.S." does not show up as one, nor
/// does that of an initial ("Ana P. Orlo").
bool has_sentence_end(std::string_view name) {
    for (std::size_t i = 0; i + 1 < name.size(); ++i) {
        const bool is_initial =
            name[i] == '.' && i > 0 && name[i - 1] >= 'A' && name[i - 1] <= 'Z' && (i == 1 || is_blank(name[i - 2]));
        if (!is_initial && (name[i] == '.' || name[i] == '!' || name[i] == '?' || name[i] == ';') &&
            is_blank(name[i + 1]))
            return true;
    }
    return false;
}

bool is_person(std::string_view words) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool starts_word = i == 0 || is_blank(words[i - 1]);
        if (!is_blank(words[i]) && starts_word && !starts_capital(words, static_cast<std::uint32_t>(i)))
            return false;
        if (is_digit(words[i]) || std::string_view("()/,:;!?\"").find(words[i]) != std::string_view::npos)
            return false;
    }
    return true;
}

/// "Rio de Janeiro", "GENEVA/NAIROBI", "Port-au-Prince, Haiti", "WASHINGTON, D.C."
bool is_town(std::string_view words) {
    constexpr std::size_t most_joint = 3;  // letters of a small word within a name
    for (std::size_t at = 0; at < words.size();) {
        const std::size_t end = std::min(words.find(' ', at), words.size());
        const std::string_view word = words.substr(at, end - at);
        if (word.find_first_of("0123456789():;!?\"") != std::string_view::npos || word.empty() ||
            (word.size() > most_joint && !starts_capital(words, static_cast<std::uint32_t>(at))))
            return false;
        at = end + 1;
    }
    return !words.ends_with(' ');
}

std::size_t word_count(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i)
        count += !is_blank(text[i]) && (i == 0 || is_blank(text[i - 1]));
    return count;
}

bool has_word_in_capitals(std::string_view text) {
    std::size_t run = 0;
    for (std::size_t at = 0; at < text.size();) {
        run = u_isupper(static_cast<UChar32>(next_code_point(text, at))) ? run + 1 : 0;
        if (run >= 2)
            return true;
    }
    return false;
}

}  // namespace

Canonical canonical_at(std::string_view text, std::size_t at) {
    const char first = text[at];
    if (first == '\t' || first == '\n' || first == '\r')
        return {' ', 1};
    if (static_cast<unsigned char>(first) < 0x80)
        return {first, 1};
    for (const Variant& variant : variants)
        if (text.substr(at).starts_with(variant.bytes))
            return {variant.stands_for, static_cast<std::uint8_t>(variant.bytes.size())};
    return {first, 1};
}

namespace {

/// Where the words `letters` (canonical, lower-case) end when they stand at `at`; nullopt when they do not.
std::optional<std::uint32_t> letters_at(std::string_view lowered, std::uint32_t at, std::uint32_t limit,
                                        std::string_view letters) {
    for (std::size_t i = 0; i < letters.size(); ++i) {
        if (at >= limit)
            return std::nullopt;
        const Canonical here = canonical_at(lowered, at);
        if (here.character != letters[i])
            return std::nullopt;
        at += here.size;
        // A blank takes the whole run of blanks, a dash its double ("--").
        if (letters[i] == ' ' || letters[i] == '-')
            while (at < limit && canonical_at(lowered, at).character == letters[i])
                at += canonical_at(lowered, at).size;
    }
    return at;
}

std::uint32_t skip_blanks(std::string_view text, std::uint32_t at, std::uint32_t limit) {
    while (at < limit && canonical_at(text, at).character == ' ')
        at += canonical_at(text, at).size;
    return at;
}

/// A run of digits at `at`, at most four; nullopt when there is none or a longer one.
std::optional<unsigned> digits_at(std::string_view text, std::uint32_t& at, std::uint32_t limit) {
    unsigned value = 0;
    std::uint32_t end = at;
    for (; end < limit && end - at < 5 && is_digit(text[end]); ++end)
        value = value * 10 + static_cast<unsigned>(text[end] - '0');
    if (end == at || end - at > 4)
        return std::nullopt;
    at = end;
    return value;
}

std::optional<unsigned> month_at(const PatternText& text, std::uint32_t& at, std::uint32_t limit,
                                 const Lexicon& lexicon) {
    for (const auto& [name, number] : lexicon.months) {
        const auto end = letters_at(text.lowered, at, limit, name);
        if (!end || (*end < limit && is_word_byte(text.text[*end])))
            continue;
        at = *end < limit && text.text[*end] == '.' ? *end + 1 : *end;
        return number;
    }
    return std::nullopt;
}

std::optional<WrittenDay> checked_day(unsigned year, unsigned month, unsigned day, std::uint32_t end,
                                      std::string_view text, std::uint32_t limit) {
    if (year < 1000 || (end < limit && is_digit(text[end])))
        return std::nullopt;
    const auto date = std::chrono::year{static_cast<int>(year)} / month / day;
    return date.ok() ? std::optional<WrittenDay>({Day(date), end}) : std::nullopt;
}

void skip_ordinal(std::string_view lowered, std::uint32_t& at, std::uint32_t limit) {
    for (const std::string_view ending : {"st", "nd", "rd", "th"})
        if (at + 2 <= limit && lowered.substr(at, 2) == ending && (at + 2 == limit || !is_word_byte(lowered[at + 2]))) {
            at += 2;
            return;
        }
}

}  // namespace

std::optional<WrittenDay> written_day(const PatternText& text, std::uint32_t at, std::uint32_t limit,
                                      const Lexicon& lexicon) {
    if (at >= limit || !is_word_byte(text.text[at]))
        return std::nullopt;
    for (const std::string& weekday : lexicon.weekdays)
        if (const auto end = letters_at(text.lowered, at, limit, weekday);
            end && *end < limit && !is_word_byte(text.text[*end])) {
            at = *end;
            while (at < limit && (text.text[at] == '.' || text.text[at] == ','))
                ++at;
            at = skip_blanks(text.text, at, limit);
            break;
        }
    const auto day_text = text.text.substr(at, std::min<std::size_t>(10, limit - at));
    if (const auto day = parse_iso_day(day_text); day && (at + 10 == limit || !is_digit(text.text[at + 10])))
        return WrittenDay{*day, at + 10};
    const auto comma_or_blank = [&] {
        if (at < limit && text.text[at] == ',')
            ++at;
        at = skip_blanks(text.text, at, limit);
    };
    if (const auto month = month_at(text, at, limit, lexicon)) {
        at = skip_blanks(text.text, at, limit);
        const auto day = digits_at(text.text, at, limit);
        if (!day)
            return std::nullopt;
        skip_ordinal(text.lowered, at, limit);
        comma_or_blank();
        const auto year = digits_at(text.text, at, limit);
        return year ? checked_day(*year, *month, *day, at, text.text, limit) : std::nullopt;
    }
    if (const auto day = digits_at(text.text, at, limit)) {
        skip_ordinal(text.lowered, at, limit);
        at = skip_blanks(text.text, at, limit);
        const auto month = month_at(text, at, limit, lexicon);
        if (!month)
            return std::nullopt;
        comma_or_blank();
        const auto year = digits_at(text.text, at, limit);
        return year ? checked_day(*year, *month, *day, at, text.text, limit) : std::nullopt;
    }
    return std::nullopt;
}

std::optional<NamedAgency> named_agency(const PatternText& text, std::uint32_t at, std::uint32_t limit,
                                        const Lexicon& lexicon) {
    std::optional<NamedAgency> best;
    for (std::uint32_t number = 0; number < lexicon.agencies.size(); ++number)
        for (const std::string& form : lexicon.agencies[number].forms) {
            const auto end = static_cast<std::uint32_t>(at + form.size());
            if (end > limit || text.text.substr(at, form.size()) != form ||
                (end < limit && is_word_byte(text.text[end])))
                continue;
            if (!best || end > best->end)
                best = NamedAgency{number, end};
        }
    return best;
}

Pattern::Pattern(std::string_view written) {
    while (!written.empty()) {
        if (written.front() == '{') {
            const std::size_t close = written.find('}');
            const std::string_view name = written.substr(1, close == std::string_view::npos ? close : close - 1);
            const auto known =
                std::find_if(gap_names.begin(), gap_names.end(), [&](const GapName& gap) { return gap.name == name; });
            if (close == std::string_view::npos || known == gap_names.end())
                throw std::invalid_argument("unknown gap {" + std::string(name) + "} in a pattern");
            parts_.push_back({known->gap, {}});
            written.remove_prefix(close + 1);
            continue;
        }
        const std::string lowered = lowered_in_place(written.substr(0, written.find('{')));
        Part part;
        for (std::size_t at = 0; at < lowered.size();) {
            const Canonical here = canonical_at(lowered, at);
            if (!(here.character == ' ' && part.letters.ends_with(' ')))
                part.letters += here.character;
            at += here.size;
        }
        parts_.push_back(std::move(part));
        written.remove_prefix(lowered.size());
    }
}

/// One attempt at one place: goes through the parts, taking the shortest filling of each gap that lets the rest match.
struct Pattern::Walk {
    const std::vector<Part>& parts;
    const PatternText& text;
    std::uint32_t limit;
    bool to_end;
    const Lexicon& lexicon;
    Filling filling;
    std::uint32_t steps = 0;

    bool from(std::size_t part, std::uint32_t at) {
        if (++steps > 2000)  // several open gaps in a row could try too many divisions of a long line
            return false;
        if (part == parts.size()) {
            filling.whole.end = at;
            return !to_end || at == limit;
        }
        const Part& here = parts[part];
        switch (here.gap) {
        case Gap::none: {
            const auto end = letters_at(text.lowered, at, limit, here.letters);
            return end && from(part + 1, *end);
        }
        case Gap::date: {
            const auto day = written_day(text, at, limit, lexicon);
            if (!day)
                return false;
            filling.date = day->day;
            filling.date_span = {at, day->end};
            return from(part + 1, day->end);
        }
        case Gap::agencies: return agencies(part, at);
        case Gap::handle: return at < limit && text.text[at] == '@' && run(part, at, 1, is_word_byte);
        case Gap::number: return run(part, at, 0, is_digit);
        case Gap::clock: return clock(part, at);
        case Gap::initials:
            return run(part, at, 0, [](char c) { return (c >= 'a' && c <= 'z') || c == '/' || c == ','; });
        case Gap::domain: return domain(part, at);
        default: return open_gap(part, at);
        }
    }

    /// A gap that takes the whole run of bytes that `fits`, after `skip` others.
    template <class Belongs>
    bool run(std::size_t part, std::uint32_t at, std::uint32_t skip, Belongs belongs) {
        std::uint32_t end = at + skip;
        while (end < limit && belongs(text.text[end]))
            ++end;
        return end > at + skip && from(part + 1, end);
    }

    bool clock(std::size_t part, std::uint32_t at) {
        std::uint32_t end = at, colon = 0;
        for (; end < limit && (is_digit(text.text[end]) || text.text[end] == ':' || text.text[end] == '.'); ++end)
            if (!is_digit(text.text[end])) {
                if (end + 1 >= limit || !is_digit(text.text[end + 1]))
                    break;
                colon = end;
            }
        if (colon <= at || colon + 3 != end)
            return false;
        const std::uint32_t half_at = end + (end < limit && text.text[end] == ' ' ? 1 : 0);
        const std::string_view half = text.lowered.substr(std::min<std::size_t>(half_at, text.lowered.size()), 2);
        if (half_at + 2 <= limit && (half == "am" || half == "pm"))
            end = half_at + 2;
        std::uint32_t zone = end + 1;
        while (zone < limit && text.text[zone] >= 'A' && text.text[zone] <= 'Z')
            ++zone;
        if (end < limit && text.text[end] == ' ' && zone - end - 1 >= 3 && zone - end - 1 <= 4)
            end = zone;
        return from(part + 1, end);
    }

    bool agencies(std::size_t part, std::uint32_t at) {
        std::vector<std::uint32_t> named;
        for (;;) {
            const auto agency = named_agency(text, at, limit, lexicon);
            if (!agency)
                return false;
            named.push_back(agency->agency);
            at = agency->end;
            std::optional<std::uint32_t> next;
            for (const std::string& joint : lexicon.list_joints)
                if (const auto end = letters_at(text.lowered, at, limit, joint);
                    !next && end && named_agency(text, *end, limit, lexicon))
                    next = end;
            if (!next)
                break;
            at = *next;
        }
        filling.agencies = std::move(named);
        return from(part + 1, at);
    }

    bool domain(std::size_t part, std::uint32_t at) {
        std::uint32_t end = at, last_dot = 0;
        for (; end < limit && (is_word_byte(text.text[end]) || text.text[end] == '.' || text.text[end] == '-'); ++end)
            if (text.text[end] == '.')
                last_dot = end;
        const std::uint32_t ending = last_dot == 0 ? 0 : end - last_dot - 1;
        const bool letters_alone = std::all_of(text.text.begin() + last_dot + (last_dot != 0), text.text.begin() + end,
                                               [](char c) { return !is_digit(c) && c != '-'; });
        if (last_dot <= at + 1 || ending < 2 || ending > 6 || !letters_alone)
            return false;
        filling.outlet = {at, end};
        return from(part + 1, end);
    }

    bool fits(Gap gap, std::string_view words) const {
        switch (gap) {
        case Gap::outlet: return word_count(words) <= lexicon.name_words && !has_sentence_end(words);
        case Gap::name:
        case Gap::wire:
            return word_count(words) <= 4 && !has_sentence_end(words) &&
                   words.find_first_of("()") == std::string_view::npos;
        case Gap::person: return word_count(words) >= 2 && word_count(words) <= 4 && is_person(words);
        case Gap::people: return !has_sentence_end(words);
        case Gap::capitals: return has_word_in_capitals(words) && words.find('(') == std::string_view::npos;
        case Gap::town: return word_count(words) <= 5 && is_town(words);
        case Gap::place: return word_count(words) <= 8 && words.find('(') == std::string_view::npos;
        case Gap::author: return word_count(words) <= 10;
        default: return true;
        }
    }

    bool open_gap(std::size_t part, std::uint32_t at) {
        const Gap gap = parts[part].gap;
        const bool named = gap == Gap::outlet || gap == Gap::name || gap == Gap::person || gap == Gap::people ||
                           gap == Gap::wire || gap == Gap::place || gap == Gap::town || gap == Gap::capitals;
        const bool is_long = gap == Gap::any || gap == Gap::people;
        if (at >= limit ? gap != Gap::any : named && !starts_capital(text.text, at))
            return false;
        const std::uint32_t furthest = is_long ? limit : std::min(limit, at + longest_gap);
        // The letters behind the gap tell where it may end.
        const char next =
            part + 1 < parts.size() && parts[part + 1].gap == Gap::none ? parts[part + 1].letters.front() : '\0';
        for (std::uint32_t end = at + (gap == Gap::any ? 0 : 1); end <= furthest; ++end) {
            if (end < limit && (static_cast<unsigned char>(text.text[end]) & 0xC0) == 0x80)
                continue;
            if (end < limit ? next != '\0' && canonical_at(text.lowered, end).character != next : next != '\0')
                continue;
            if (part + 1 == parts.size() && to_end && end < limit)
                continue;
            const Span words{at, end};
            if (!fits(gap, slice(text.text, words)))
                continue;
            Filling before = filling;
            if (gap == Gap::outlet)
                filling.outlet = words;
            else if (gap == Gap::wire)
                filling.wire = words;
            else if (gap == Gap::author)
                filling.author = words;
            if (from(part + 1, end))
                return true;
            filling = std::move(before);
        }
        return false;
    }
};

std::optional<Filling> Pattern::match(const PatternText& text, Span line, bool to_end, const Lexicon& lexicon) const {
    Walk walk{parts_, text, line.end, to_end, lexicon, {}, 0};
    walk.filling.whole = line;
    if (!walk.from(0, line.start))
        return std::nullopt;
    return std::move(walk.filling);
}

bool Pattern::possible(const Line& line) const {
    return std::all_of(parts_.begin(), parts_.end(), [&](const Part& part) {
        return part.gap == Gap::none ? line.has(part.letters) : part.gap != Gap::handle || line.has("@");
    });
}

std::optional<Filling> Pattern::find(const PatternText& text, Span line, const Lexicon& lexicon) const {
    const char first = parts_.front().gap == Gap::none ? parts_.front().letters.front() : '\0';
    for (std::uint32_t at = line.start; at < line.end; ++at) {
        if ((static_cast<unsigned char>(text.text[at]) & 0xC0) == 0x80 ||
            (first != '\0' && canonical_at(text.lowered, at).character != first))
            continue;
        if (auto filling = match(text, {at, line.end}, false, lexicon)) {
            filling->whole.start = at;
            return filling;
        }
    }
    return std::nullopt;
}

}  // namespace recount
