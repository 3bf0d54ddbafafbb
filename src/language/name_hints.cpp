#include "language/name_hints.h"

#include <algorithm>

namespace recount {

namespace {

constexpr std::size_t longest_name = 8;  // tokens of a place's name, those between its words included

enum PlaceClass : std::uint8_t { country, wide, region, large_city, middle_city, small_city, people };

/// The class of the likeliest bearer. Weights are ten for each tenfold of people: 50 is a city of 100,000.
PlaceClass class_of(const Gazetteer& gazetteer, Candidate candidate) {
    if (candidate.role == NameRole::demonym)
        return people;
    switch (gazetteer.place(candidate.place).kind) {
    case PlaceKind::country: return country;
    case PlaceKind::continent:
    case PlaceKind::area:
    case PlaceKind::water: return wide;
    case PlaceKind::region: return region;
    case PlaceKind::city:
    case PlaceKind::quarter: break;
    }
    return candidate.weight >= 50 ? large_city : candidate.weight >= 40 ? middle_city : small_city;
}

/// Where the capitals that begin at tokens[first] end, with short words between them ("Rio de Janeiro").
std::size_t capitals_end(Tokens tokens, std::size_t first) {
    std::size_t end = first + 1;
    const std::size_t last = std::min(tokens.size(), first + longest_name);
    for (std::size_t i = first + 1; i < last; ++i) {
        const Token& token = tokens[i];
        if (token.capitalised || token.kind == TokenKind::number)
            end = i + 1;
        else if (token.end - token.start > 4)
            break;
    }
    return end;
}

bool is_dotted(std::string_view text, const Token& token) {
    return token.abbreviation &&
           text.substr(token.start, token.end - token.start - 1).find('.') != std::string_view::npos;
}

/// Tokens of the place's name that begins at tokens[first], 0 when none does; its class.
std::size_t place_at(const Gazetteer& gazetteer, std::string_view text, Tokens tokens, std::size_t first,
                     PlaceClass& found) {
    const Token& token = tokens[first];
    const NameMatch match = gazetteer.longest(text, token.start, tokens[capitals_end(tokens, first) - 1].end);
    if (match.candidates.empty())
        return 0;
    // "us" is no country and "ABC" no town: what is an abbreviation stands in capitals, and capitals are one.
    if (match.words == 1 && match.end - token.start <= 4 &&
        match.use.capitals != (token.all_capitals || is_dotted(text, token)))
        return 0;
    std::size_t end = first + 1;
    while (end < tokens.size() && tokens[end].end <= match.end)
        ++end;
    found = class_of(gazetteer, match.candidates[0]);
    return tokens[end - 1].end + 1 >= match.end ? end - first : 0;
}

}  // namespace

void look_up_names(const Gazetteer& gazetteer, std::string_view text, Tokens tokens, std::span<NameHint> hints) {
    std::fill(hints.begin(), hints.end(), NameHint{});
    std::size_t behind = 0;  // the last place's name
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const Token& token = tokens[i];
        if (!token.capitalised || token.kind != TokenKind::word)
            continue;
        const WordUse use = gazetteer.word(slice(text, token.span()));
        hints[i].word = static_cast<std::uint8_t>(place_hints + 1 + use.common + 2 * use.first_name);
        PlaceClass found{};
        const std::size_t length = i < behind ? 0 : place_at(gazetteer, text, tokens, i, found);
        for (std::size_t at = i; at < i + length; ++at) {
            const int position = length == 1 ? 0 : at == i ? 1 : 2;
            hints[at].place = static_cast<std::uint8_t>(1 + 3 * found + position);
        }
        behind = std::max(behind, i + length);
    }
}

void mark_organisation(std::span<NameHint> name) {
    for (std::size_t i = 0; i < name.size(); ++i)
        name[i].word = static_cast<std::uint8_t>(place_hints + 5 + (name.size() == 1 ? 0 : i == 0 ? 1 : 2));
}

}  // namespace recount
