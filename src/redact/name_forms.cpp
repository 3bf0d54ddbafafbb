#include "redact/name_forms.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "text/utf8.h"

namespace recount {

namespace {

constexpr std::size_t shortest_at_end = 4;  // letters of a part that counts at a longer word's beginning or end
constexpr std::size_t shortest_within = 5;  // and anywhere in one
constexpr std::size_t longest_gap = 3;      // bytes between two words of one name

/// Letters that no decomposition takes apart.
constexpr std::pair<char32_t, std::string_view> plain_letters[] = {{U'ł', "l"},  {U'ø', "o"},  {U'đ', "d"},
                                                                   {U'ð', "d"},  {U'þ', "th"}, {U'æ', "ae"},
                                                                   {U'œ', "oe"}, {U'ı', "i"},  {U'ħ', "h"}};

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_of_word(char32_t c) {
    const auto code = static_cast<UChar32>(c);
    return u_isalnum(code) || (U_GET_GC_MASK(code) & (U_GC_M_MASK | U_GC_CF_MASK)) != 0;
}

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

std::size_t letters_in(std::string_view key) {
    return static_cast<std::size_t>(
        std::ranges::count_if(key, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string_view gap_between(std::string_view text, Span before, Span behind) {
    return text.substr(before.end, behind.start - before.end);
}

/// Whether two words can be of one name: nothing but a blank, a hyphen, an apostrophe, a comma between them; a point
/// where the first is short ("St.", "V.").
bool is_close(std::string_view gap, std::string_view first_key) {
    constexpr std::size_t longest_abbreviated = 3;
    return gap.size() <= longest_gap && gap.find('\n') == gap.npos &&
           (gap.find('.') == gap.npos || letters_in(first_key) <= longest_abbreviated);
}

/// Whether a part of a name stands in a longer word so that it can be no chance.
bool is_in(std::string_view part, std::string_view word) {
    const std::size_t letters = letters_in(part);
    return (letters >= shortest_within && word.find(part) != word.npos) ||
           (letters >= shortest_at_end && (word.starts_with(part) || word.ends_with(part)));
}

/// "%C4%83" as the byte that it stands for.
std::string unescaped(std::string_view address) {
    const auto digit = [](char c) {
        return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
    };
    std::string out;
    for (std::size_t at = 0; at < address.size(); ++at) {
        const bool escape =
            address[at] == '%' && at + 2 < address.size() && digit(address[at + 1]) >= 0 && digit(address[at + 2]) >= 0;
        out += escape ? static_cast<char>(digit(address[at + 1]) * 16 + digit(address[at + 2])) : address[at];
        at += escape ? 2 : 0;
    }
    return valid_utf8(std::move(out));
}

/// Where a new word begins within "FreeVera" and "vera99".
std::vector<std::string_view> camel_pieces(std::string_view word) {
    std::vector<std::string_view> pieces;
    std::size_t start = 0;
    UChar32 before = 0;
    for (std::size_t at = 0; at < word.size();) {
        const std::size_t own = at;
        const auto c = static_cast<UChar32>(next_code_point(word, at));
        if (own > start && ((u_islower(before) && u_isupper(c)) || (u_isdigit(before) != u_isdigit(c)))) {
            pieces.push_back(word.substr(start, own - start));
            start = own;
        }
        before = c;
    }
    pieces.push_back(word.substr(start));
    return pieces;
}

/// Whether a run without blanks is no plain word: "@ana", "#FreeAna", "ana.example/x", "ana_2".
bool looks_like_address(std::string_view run) {
    if (run.find_first_of("@#_%/\\=") != run.npos)
        return true;
    const auto is_letter = [&](std::size_t at) { return (run[at] | 32) >= 'a' && (run[at] | 32) <= 'z'; };
    for (std::size_t at = run.find('.'); at != run.npos; at = run.find('.', at + 1))
        if (at > 1 && at + 2 < run.size() && is_letter(at + 1) && is_letter(at + 2) && run[at - 2] != '.')
            return true;
    return false;
}

/// "Person 3" as a part of an id.
std::string in_one_word(std::string_view pseudonym) {
    std::string out;
    for (const char c : pseudonym)
        out += is_blank(c) || c == '/' ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return out;
}

}  // namespace

std::string name_key(std::string_view word) {
    std::string key;
    if (is_ascii(word)) {
        for (const char c : word)
            if ((c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z'))
                key += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        return key;
    }
    const std::string folds = folded(word);
    for (std::size_t at = 0; at < folds.size();) {
        const char32_t c = next_code_point(folds, at);
        const auto plain = std::ranges::find(plain_letters, c, [](const auto& row) { return row.first; });
        plain == std::end(plain_letters) ? append_utf8(key, c) : void(key += plain->second);
    }
    return key;
}

std::vector<NameForms::Word> NameForms::words_of(std::string_view text) {
    std::vector<Word> words;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t start = at;
        const char32_t first = next_code_point(text, at);
        if (!u_isalnum(static_cast<UChar32>(first)))
            continue;
        std::size_t end = at;
        while (at < text.size() && is_of_word(next_code_point(text, at)))
            end = at;
        at = end;
        const Span span{static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end)};
        words.push_back({span, name_key(slice(text, span)), !u_islower(static_cast<UChar32>(first))});
    }
    return words;
}

// ---- what is looked for

void NameForms::add_part(const std::string& key, std::uint32_t bearer) {
    std::vector<std::uint32_t>& bearers = parts_[key].bearers;
    if (std::ranges::find(bearers, bearer) == bearers.end())
        bearers.push_back(bearer);
}

void NameForms::add_whole(std::string_view name, std::uint32_t bearer) {
    Sequence sequence{{}, bearer};
    for (Word& word : words_of(name))
        sequence.keys.push_back(std::move(word.key));
    std::erase(sequence.keys, "");
    if (sequence.keys.empty())
        return;
    if (sequence.keys.size() == 1)
        return add_part(sequence.keys.front(), bearer);
    std::string forward, backward;
    for (const std::string& key : sequence.keys) {
        forward += key;
        backward.insert(0, key);
    }
    for (const std::string& key : {forward, backward}) {
        std::vector<std::uint32_t>& bearers = joined_[key].bearers;
        if (letters_in(key) >= shortest_within && std::ranges::find(bearers, bearer) == bearers.end())
            bearers.push_back(bearer);
    }
    std::vector<Sequence>& known = sequences_[sequence.keys.front()];
    if (std::ranges::any_of(known, [&](const Sequence& one) { return one.keys == sequence.keys; }))
        return;
    known.push_back(std::move(sequence));
    std::ranges::stable_sort(known, [](const Sequence& a, const Sequence& b) { return a.keys.size() > b.keys.size(); });
}

void NameForms::add_parts(std::string_view name, std::uint32_t bearer) {
    for (const Word& word : words_of(name))
        if (letters_in(word.key) > 1 && !rules_->never_alone.contains(word.key))
            add_part(word.key, bearer);
}

bool NameForms::shares_part(std::string_view name) const {
    return std::ranges::any_of(words_of(name), [&](const Word& word) { return parts_.contains(word.key); });
}

bool NameForms::is_within(std::string_view word) const {
    const std::string own = name_key(word);
    const auto has = [&](const std::string& key) { return own == key || is_in(key, own); };
    return std::ranges::any_of(parts_, has, [](const auto& entry) -> const std::string& { return entry.first; }) ||
           std::ranges::any_of(sequences_, [&](const auto& entry) {
               return std::ranges::any_of(entry.second,
                                          [&](const Sequence& one) { return std::ranges::any_of(one.keys, has); });
           });
}

void NameForms::settle(std::vector<std::string>& pseudonyms, std::string_view somebody) {
    constexpr std::size_t most_named = 3;
    std::map<std::vector<std::uint32_t>, std::uint32_t> shared;
    std::erase_if(joined_, [](const auto& entry) { return entry.second.bearers.empty(); });
    for (auto* list : {&parts_, &joined_})
        for (auto& [key, part] : *list) {
            std::ranges::sort(part.bearers);
            part.bearer = part.bearers.front();
            if (part.bearers.size() == 1)
                continue;
            const auto [entry, is_new] = shared.emplace(part.bearers, static_cast<std::uint32_t>(pseudonyms.size()));
            part.bearer = entry->second;
            if (!is_new)
                continue;
            std::string words;
            for (const std::uint32_t bearer : part.bearers)
                words.append(words.empty() ? "" : " or ").append(pseudonyms[bearer]);
            pseudonyms.push_back(part.bearers.size() > most_named ? std::string(somebody) : std::move(words));
        }
}

// ---- finding

std::optional<std::uint32_t> NameForms::bearer_of_part(std::string_view key) const {
    for (const auto* list : {&parts_, &joined_})
        if (const auto found = list->find(key); found != list->end())
            return found->second.bearer;
    return std::nullopt;
}

/// Of a word of running text. A part of two letters needs its capital.
std::optional<std::uint32_t> NameForms::bearer_of(const Word& word) const {
    constexpr std::size_t needs_capital = 2, short_part = 3;
    if (letters_in(word.key) <= needs_capital && !word.capital)
        return std::nullopt;
    if (const auto bearer = bearer_of_part(word.key))
        return bearer;
    std::string_view key = word.key;
    if (const std::size_t last = key.find_last_not_of("0123456789"); last != key.npos && last + 1 < key.size())
        if (const auto bearer = bearer_of_part(key.substr(0, last + 1)))
            return bearer;
    for (const std::string& ending : rules_->endings) {
        if (!key.ends_with(ending))
            continue;
        const std::string_view stem = key.substr(0, key.size() - ending.size());
        const bool first_ending = &ending == rules_->endings.data();
        if (letters_in(stem) < short_part || (letters_in(stem) == short_part && !first_ending))
            continue;
        if (const auto bearer = bearer_of_part(stem))
            return bearer;
    }
    return std::nullopt;
}

std::optional<NameForms::Found> NameForms::sequence_at(std::string_view text, const std::vector<Word>& words,
                                                       std::size_t at) const {
    const auto found = sequences_.find(words[at].key);
    if (found == sequences_.end())
        return std::nullopt;
    for (const Sequence& sequence : found->second) {
        std::size_t count = 1;
        while (
            count < sequence.keys.size() && at + count < words.size() &&
            words[at + count].key == sequence.keys[count] &&
            is_close(gap_between(text, words[at + count - 1].span, words[at + count].span), words[at + count - 1].key))
            ++count;
        if (count == sequence.keys.size())
            return Found{at, at + count, sequence.bearer};
    }
    return std::nullopt;
}

std::vector<NameForms::Found> NameForms::names_among(std::string_view text, const std::vector<Word>& words) const {
    const auto is_initial = [&](std::size_t at) { return letters_in(words[at].key) == 1 && words[at].capital; };
    const auto gap = [&](std::size_t at) { return gap_between(text, words[at].span, words[at + 1].span); };
    // Behind an initial a point is no end of a sentence.
    const auto is_linked = [&](std::size_t at) {
        return is_close(gap(at), words[at].key) && gap(at).find_first_of(",!?:;()\"") == std::string_view::npos &&
               (gap(at).find('.') == std::string_view::npos || is_initial(at));
    };
    std::vector<Found> names;
    for (std::size_t at = 0; at < words.size();) {
        std::optional<Found> found = sequence_at(text, words, at);
        if (!found)
            if (const auto bearer = bearer_of(words[at]))
                found = Found{at, at + 1, *bearer};
        if (!found) {
            ++at;
            continue;
        }
        at = found->end;
        const std::size_t least = names.empty() ? 0 : names.back().end;
        while (found->first > least && is_initial(found->first - 1) && gap(found->first - 1).starts_with('.') &&
               is_linked(found->first - 1))
            --found->first;
        // "Ana M. Olaru", "Ana Maria Olaru": what stands between two words of one name is of the name.
        if (!names.empty() && names.back().bearer == found->bearer) {
            const std::size_t before = names.back().end - 1, between = found->first - before - 1;
            const bool joins = between == 0 || (between == 1 && words[before + 1].capital && is_linked(before + 1));
            if (joins && is_linked(before)) {
                names.back().end = found->end;
                continue;
            }
        }
        names.push_back(*found);
    }
    return names;
}

/// Of a word in which letters count wherever they stand.
std::optional<std::uint32_t> NameForms::bearer_within(std::string_view word) const {
    constexpr std::size_t shortest_piece = 3;
    for (const std::string_view piece : camel_pieces(word)) {
        const std::string key = name_key(piece);
        if (letters_in(key) >= shortest_piece || word.size() == piece.size())
            if (const auto bearer = bearer_of_part(key))
                return bearer;
    }
    const std::string key = name_key(word);
    for (const auto& [part, value] : parts_)
        if (is_in(part, key))
            return value.bearer;
    return std::nullopt;
}

std::optional<std::uint32_t> NameForms::bearer_in(std::string_view address) const {
    const std::string plain = unescaped(address);
    const std::string key = name_key(plain);
    for (const auto& [joined, value] : joined_)
        if (key.find(joined) != key.npos)
            return value.bearer;
    for (const Word& word : words_of(plain))
        if (const auto bearer = bearer_within(slice(plain, word.span)))
            return bearer;
    return std::nullopt;
}

/// Runs without blanks that are addresses and have a name in them.
std::vector<NamedSpan> NameForms::addresses_in(std::string_view text) const {
    constexpr std::string_view ends = " \t\r\n\"<>()[]{}", before_names = "@#_/";
    std::vector<NamedSpan> found;
    for (std::size_t start = text.find_first_not_of(ends); start != text.npos;
         start = text.find_first_not_of(ends, start)) {
        const std::size_t behind = std::min(text.find_first_of(ends, start), text.size());
        const std::string_view run = text.substr(start, behind - start);
        const std::vector<Word> words = looks_like_address(run) ? words_of(run) : std::vector<Word>();
        if (!words.empty()) {
            Span own{words.front().span.start, words.back().span.end};
            while (own.start > 0 && before_names.find(run[own.start - 1]) != before_names.npos)
                --own.start;
            const auto at = static_cast<std::uint32_t>(start);
            if (const auto bearer = bearer_in(slice(run, own)))
                found.push_back({{at + own.start, at + own.end}, *bearer});
        }
        start = behind;
    }
    return found;
}

std::vector<NamedSpan> NameForms::find(std::string_view text) const {
    std::vector<NamedSpan> found = addresses_in(text);
    const std::vector<Word> words = words_of(text);
    for (const Found& name : names_among(text, words))
        found.push_back({{words[name.first].span.start, words[name.end - 1].span.end}, name.bearer});
    return without_overlaps(std::move(found));
}

std::vector<NamedSpan> without_overlaps(std::vector<NamedSpan> names) {
    std::ranges::stable_sort(names, [](const NamedSpan& a, const NamedSpan& b) {
        return a.span.start != b.span.start ? a.span.start < b.span.start : a.span.end > b.span.end;
    });
    std::vector<NamedSpan> out;
    for (const NamedSpan& name : names)
        if (!out.empty() && out.back().span.overlaps(name.span))
            out.back().span = cover(out.back().span, name.span);
        else
            out.push_back(name);
    return out;
}

std::string NameForms::in_text(std::string_view text, const std::vector<std::string>& pseudonyms) const {
    std::string out;
    std::size_t done = 0;
    for (const NamedSpan& name : find(text)) {
        out.append(text.substr(done, name.span.start - done)).append(pseudonyms[name.bearer]);
        done = name.span.end;
    }
    return out.append(text.substr(done));
}

std::string NameForms::in_id(std::string_view id, const std::vector<std::string>& pseudonyms) const {
    const std::optional<std::uint32_t> whole = bearer_in(id);
    if (!whole)
        return std::string(id);
    const std::string plain = unescaped(id);
    std::string out;
    std::size_t done = 0;
    std::optional<std::uint32_t> before;
    for (const Word& word : words_of(plain)) {
        const auto bearer = bearer_within(slice(plain, word.span));
        if (bearer && !(before == bearer && word.span.start - done <= 1))
            out.append(plain, done, word.span.start - done).append(in_one_word(pseudonyms[*bearer]));
        if (bearer)
            done = word.span.end;
        before = bearer;
    }
    out.append(plain, done);
    return bearer_in(out) ? in_one_word(pseudonyms[*whole]) : out;
}

}  // namespace recount
