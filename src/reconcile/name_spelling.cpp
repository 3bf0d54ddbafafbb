#include "reconcile/name_spelling.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

namespace recount {

std::size_t letter_edits(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before, row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::vector<std::size_t> next(b.size() + 1);
        next[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            next[j + 1] = std::min({row[j] + (a[i] == b[j] ? 0 : 1), next[j] + 1, row[j + 1] + 1});
            if (i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j])
                next[j + 1] = std::min(next[j + 1], before[j - 1] + 1);
        }
        before = std::move(row);
        row = std::move(next);
    }
    return row.back();
}

double spelling_likeness(std::string_view a, std::string_view b) {
    const std::size_t longer = std::max(a.size(), b.size());
    return longer == 0 ? 1.0 : 1.0 - static_cast<double>(letter_edits(a, b)) / static_cast<double>(longer);
}

namespace {

constexpr std::size_t shortest = 4;    // letters; of shorter words too many are alike
constexpr std::size_t longest_by = 4;  // letters that one has more

bool are_comparable(std::string_view a, std::string_view b) {
    const std::size_t shorter = std::min(a.size(), b.size());
    return shorter >= shortest && std::max(a.size(), b.size()) <= shorter + longest_by;
}

/// How alike two words are spelled, however their vowels are written.
double likeness_of(const NameSpellings& spellings, std::string_view a, std::string_view b) {
    return std::max(spelling_likeness(a, b), spelling_likeness(spellings.plain_vowels(a), spellings.plain_vowels(b)));
}

/// True where one has all sounds of the other and a weak one more.
bool lacks_weak_sound(const NameSpellings& spellings, std::string_view a, std::string_view b) {
    const std::string_view shorter = a.size() < b.size() ? a : b, longer = a.size() < b.size() ? b : a;
    if (longer.size() != shorter.size() + 1)
        return false;
    std::size_t at = 0;
    while (at < shorter.size() && shorter[at] == longer[at])
        ++at;
    return spellings.is_weak(longer[at]) && shorter.substr(at) == longer.substr(at + 1);
}

}  // namespace

bool may_be_one_spelling(const NameSpellings& spellings, std::string_view a, std::string_view b) {
    if (a == b)
        return true;
    if (!are_comparable(a, b))
        return false;
    const double likeness = likeness_of(spellings, a, b);
    if (likeness < 0.5)
        return false;
    const std::string x = spellings.sounds(a), y = spellings.sounds(b);
    if (x == y)
        return x.size() >= 2 && likeness >= (x.size() >= 4 ? 0.5 : 0.6);
    if (x.starts_with(y) || y.starts_with(x))
        return false;  // "Martin" and "Martinez", "Peters" and "Peterson"
    return std::max(x.size(), y.size()) >= 5 && likeness >= 0.7 && lacks_weak_sound(spellings, x, y);
}

bool may_be_loose_spelling(const NameSpellings& spellings, std::string_view a, std::string_view b) {
    if (!are_comparable(a, b))
        return false;
    const double likeness = likeness_of(spellings, a, b);
    if (likeness < 0.45)
        return false;
    const std::size_t fewest = likeness >= 0.75  ? 1
                               : likeness >= 0.6 ? 2
                                                 : 4;  // sounds: of few, too many words are alike
    const std::vector<std::string> x = spellings.loose_sounds(a), y = spellings.loose_sounds(b);
    return std::ranges::any_of(
        x, [&](const std::string& sounds) { return sounds.size() >= fewest && std::ranges::binary_search(y, sounds); });
}

bool may_be_slip(std::string_view a, std::string_view b) {
    constexpr std::size_t long_enough = 8;
    return std::min(a.size(), b.size()) >= long_enough && a[0] == b[0] && letter_edits(a, b) == 1;
}

}  // namespace recount
