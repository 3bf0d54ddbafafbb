#include "reconcile/name_pairs.h"

#include <algorithm>
#include <optional>

#include "reconcile/name_spelling.h"
#include "text/utf8.h"

namespace recount {

namespace {

// What a step away from the same name costs. Two steps that tell little may still be one name.
constexpr double other_spelling = 0.5, short_form = 0.5, initial = 1, loose_spelling = 1, slip = 1.5, tied = 0.25;
constexpr double left_out_in_the_middle = 0.5, left_out_at_the_end = 1, left_out_in_front = 1.5;

/// The words of a name, cut at blanks, hyphens and full stops.
std::vector<std::string> cut(const NameSpellings& spellings, std::string_view name) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < name.size();) {
        const std::size_t end = std::min(name.find_first_of(" \n\t-.,/()\"", at), name.size());
        if (const std::string word = folded(name.substr(at, end - at)); !word.empty())
            out.push_back(spellings.plain(word));
        at = end + 1;
    }
    return out;
}

}  // namespace

PersonName person_name(const NameSpellings& spellings, std::string_view name) {
    PersonName out;
    std::vector<std::string> words = cut(spellings, name);
    if (words.size() > 1 && spellings.is_suffix(words.back())) {
        out.suffix = words.back();
        words.pop_back();
    }
    bool tie = false;  // the word goes with the one before
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool is_last = i + 1 == words.size();
        if (spellings.is_article(words[i]) && !is_last)
            continue;
        const std::string_view rest = spellings.behind_first_half(words[i]);
        if (tie)
            out.words.back() += words[i];
        else
            out.words.push_back(rest.empty() ? words[i] : "abd" + std::string(rest));
        tie = !tie && !is_last && spellings.is_first_half(words[i]);
        if (tie)
            out.words.back() = "abd";
    }
    return out;
}

std::vector<std::string> organisation_words(const NameSpellings& spellings, std::string_view name) {
    constexpr std::size_t shortest_plural = 5;
    std::vector<std::string> words;
    for (std::size_t at = 0; at < name.size();) {
        const std::size_t end = std::min(name.find_first_of(" \n\t-/,()\"&", at), name.size());
        std::string_view piece = name.substr(at, end - at);
        for (const std::string_view possessive : {"'s", "’s"})
            if (piece.ends_with(possessive))
                piece.remove_suffix(possessive.size());
        if (std::string word = folded(piece); !word.empty())
            words.push_back(std::move(word));
        if (end < name.size() && name[end] == '&')
            words.emplace_back("and");
        at = end + 1;
    }
    if (words.size() > 2 && name.find('-') < name.find(' ') && spellings.is_compound_ending(words[1]))
        words.erase(words.begin(), words.begin() + 2);  // "London-based"
    std::vector<std::string> out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string both = i + 1 < words.size() ? words[i] + " " + words[i + 1] : "";
        if (const std::string_view usual = spellings.usual(both); !both.empty() && usual != both) {
            out.emplace_back(usual);
            ++i;
            continue;
        }
        const bool ending = !out.empty() && spellings.is_company_ending(words[i]);
        if (spellings.is_small(words[i]) || ending)
            continue;
        std::string word(spellings.usual(words[i]));
        if (word.size() >= shortest_plural && word.back() == 's' && word[word.size() - 2] != 's')
            word.pop_back();
        out.push_back(std::move(word));
    }
    while (!out.empty() && out.back() == "and")
        out.pop_back();  // of "& Co."
    if (out.empty())
        out = words;
    return out;
}

OrganisationName organisation_name(const NameSpellings& spellings, std::string_view name) {
    std::string all, telling;
    for (const std::string& word : cut(spellings, name)) {
        if (!all.empty() && spellings.is_company_ending(word))
            continue;
        all += word[0];
        if (!spellings.is_small(word) && word != "and")
            telling += word[0];
    }
    return {organisation_words(spellings, name), {telling, all}};
}

bool NamePairs::sexes_differ(std::string_view a, std::string_view b) const {
    const WordUse x = gazetteer_.word(a), y = gazetteer_.word(b);
    return (x.female && y.male) || (x.male && y.female);
}

/// Two names that people are given, and that are not as good as the same.
bool NamePairs::are_two_first_names(std::string_view a, std::string_view b) const {
    const double likeness = spelling_likeness(spellings_.plain_vowels(a), spellings_.plain_vowels(b));
    return gazetteer_.word(a).first_name && gazetteer_.word(b).first_name && likeness < 0.75;
}

/// What keeps two words of persons' names apart, `apart` where they are two.
double NamePairs::word_distance(std::string_view a, std::string_view b, bool first, bool last) const {
    if (a == b)
        return 0;
    if (a.size() == 1 || b.size() == 1)
        return a[0] == b[0] && !last ? initial : apart;
    if ((!last && spellings_.same_first_name(a, b)) || spellings_.same_surname(a, b))
        return short_form;
    const std::string_view shorter = a.size() < b.size() ? a : b, longer = a.size() < b.size() ? b : a;
    const bool woman = longer.size() == shorter.size() + 1 && longer.back() == 'a' && longer.starts_with(shorter);
    if (are_two_first_names(a, b) || (first && (sexes_differ(a, b) || woman)))
        return apart;  // "Marine" and "Marion", "Carl" and "Carla"
    if (last && spellings_.sex_of_surname(a) != 0 && spellings_.sex_of_surname(b) != 0 &&
        spellings_.sex_of_surname(a) != spellings_.sex_of_surname(b))
        return apart;
    constexpr std::size_t shortest_word = 3;  // "Lee" and "Li" are two
    if (may_be_one_spelling(spellings_, a, b) || (shorter.size() >= shortest_word && spellings_.same_vowels(a, b)))
        return other_spelling;
    if (const std::string_view bare = spellings_.behind_article(longer);
        !bare.empty() && may_be_one_spelling(spellings_, bare, shorter))
        return other_spelling;
    if (may_be_loose_spelling(spellings_, a, b))
        return loose_spelling;
    constexpr std::size_t shortest_possessive = 5;  // letters
    if (last && shorter.size() >= shortest_possessive && longer == std::string(shorter) + "s")
        return slip;  // a possessive that lost its apostrophe
    return may_be_slip(a, b) ? slip : apart;
}

/// The cheapest way through two names word by word. Where two words are taken for one, none is left out.
struct NamePairs::Walk {
    const NamePairs& pairs;
    const std::vector<std::string>&shorter, &longer;
    bool has_initial = std::ranges::any_of(shorter, [](const auto& word) { return word.size() == 1; });

    double from(std::size_t i, std::size_t j, bool may_leave_out, bool may_tie) const {
        const std::size_t rest = longer.size() - j;
        if (i == shorter.size())
            return rest == 0 || may_leave_out ? static_cast<double>(rest) * left_out_at_the_end : apart;
        if (rest == 0)
            return apart;
        double best = step(i, i + 1, j, j + 1, may_leave_out, may_tie);
        if (may_tie)
            best = std::min({best, step(i, i + 2, j, j + 1, false, true), step(i, i + 1, j, j + 2, false, true)});
        const bool is_other_initial = longer[j].size() == 1 && has_initial;  // "George W.", "George H.W."
        if (may_leave_out && rest > shorter.size() - i && !is_other_initial)
            best = std::min(best, (j == 0 ? left_out_in_front : left_out_in_the_middle) + from(i, j + 1, true, false));
        return best;
    }

    /// The words [i, i_end) taken for [j, j_end), and the rest.
    double step(std::size_t i, std::size_t i_end, std::size_t j, std::size_t j_end, bool may_leave_out,
                bool may_tie) const {
        if (i_end > shorter.size() || j_end > longer.size())
            return apart;
        const auto has_letter = [](const std::vector<std::string>& words, std::size_t first, std::size_t end) {
            return end > first + 1 && (words[first].size() == 1 || words[first + 1].size() == 1);
        };
        if (has_letter(shorter, i, i_end) || has_letter(longer, j, j_end))
            return apart;  // an initial is no part of a word
        const bool is_tied = i_end - i != j_end - j, is_last = i_end == shorter.size() || j_end == longer.size();
        const double cost =
            pairs.word_distance(joined(shorter, i, i_end), joined(longer, j, j_end), i == 0 && j == 0, is_last) +
            (is_tied ? tied : 0);
        return cost > farthest ? apart : cost + from(i_end, j_end, may_leave_out, may_tie);
    }

    static std::string joined(const std::vector<std::string>& words, std::size_t first, std::size_t end) {
        std::string out;
        for (; first < end; ++first)
            out += words[first];
        return out;
    }
};

double NamePairs::distance(const PersonName& a, const PersonName& b) const {
    constexpr std::size_t most_words = 8;
    if (a.words.size() < 2 || b.words.size() < 2 || a.words.size() > most_words || b.words.size() > most_words)
        return apart;
    if (!a.suffix.empty() && !b.suffix.empty() && a.suffix != b.suffix)
        return apart;
    if (std::ranges::is_permutation(a.words, b.words))
        return 0;  // "Orban Viktor"
    const bool turned = a.words.size() > b.words.size();
    return Walk{*this, turned ? b.words : a.words, turned ? a.words : b.words}.from(0, 0, true, true);
}

bool NamePairs::may_be_one_organisation(const OrganisationName& a, const OrganisationName& b) const {
    if (a.words == b.words)
        return true;
    if (a.words.size() == 1 || b.words.size() == 1) {
        constexpr std::size_t shortest = 2;  // letters
        const OrganisationName &acronym = a.words.size() == 1 ? a : b, &full = a.words.size() == 1 ? b : a;
        return full.words.size() > 1 && acronym.words.front().size() >= shortest &&
               std::ranges::count(full.initials, acronym.words.front()) > 0;
    }
    const bool turned = std::ranges::is_permutation(a.words, b.words) &&
                        std::ranges::any_of(a.words, [this](const auto& word) { return spellings_.is_turned(word); });
    return turned || is_slip_of_organisation(a.words, b.words);
}

/// All words but one are the same, and that one is misspelled: two words that both mean something are two names.
bool NamePairs::is_slip_of_organisation(const std::vector<std::string>& a, const std::vector<std::string>& b) const {
    constexpr std::size_t shortest_name = 8;  // letters
    if (a.size() != b.size())
        return false;
    std::optional<std::size_t> other;
    std::size_t letters = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        letters += a[i].size();
        if (a[i] == b[i])
            continue;
        if (other)
            return false;
        other = i;
    }
    const std::string &x = a[*other], &y = b[*other];
    const auto means_something = [this](const std::string& word) {
        const WordUse use = gazetteer_.word(word);
        return use.common || use.first_name || !gazetteer_.find(word).empty();
    };
    const bool has_digit = x.find_first_of("0123456789") != std::string::npos;
    return letters >= shortest_name && !has_digit && letter_edits(x, y) == 1 &&
           !(means_something(x) && means_something(y));
}

}  // namespace recount
