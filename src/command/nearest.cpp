#include "command/nearest.h"

#include <algorithm>
#include <vector>

namespace recount {

namespace {

std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before, last(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        before = last;
        last = row;
    }
    return last[b.size()];
}

}  // namespace

std::string_view nearest(std::string_view given, std::span<const std::string_view> words) {
    constexpr std::size_t letters_a_change = 3, shortest_beginning = 2;
    std::string_view best;
    std::size_t least = std::max<std::size_t>(1, given.size() / letters_a_change) + 1;
    for (const std::string_view word : words) {
        const bool begins = given.size() >= shortest_beginning && word.starts_with(given);
        const std::size_t changes = begins ? 1 : distance(given, word);
        if (changes < least) {
            least = changes;
            best = word;
        }
    }
    return best;
}

}  // namespace recount
