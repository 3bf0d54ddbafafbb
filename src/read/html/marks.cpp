#include "read/html/marks.h"

#include <utility>

namespace recount::html {

namespace {

constexpr std::uint8_t joint = 36, name_end = 37, no_letter = 255;

constexpr std::uint8_t letter_of(char c) {
    if (c >= 'a' && c <= 'z')
        return static_cast<std::uint8_t>(c - 'a');
    if (c >= 'A' && c <= 'Z')
        return static_cast<std::uint8_t>(c - 'A');
    if (c >= '0' && c <= '9')
        return static_cast<std::uint8_t>(26 + c - '0');
    return no_letter;
}

constexpr bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

constexpr bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}

}  // namespace

MarkWords::MarkWords(const CodebookNode& pages) : states_(1) {
    static constexpr std::pair<const char*, Mark> tables[] = {
        {"outside", mark_outside},       {"hidden", mark_hidden},     {"article", mark_article},
        {"caption", mark_caption},       {"embed", mark_embed},       {"image_credit", mark_image_credit},
        {"byline", mark_byline},         {"repeated", mark_repeated}, {"headline", mark_headline},
        {"standfirst", mark_standfirst}, {"comments", mark_comments}, {"nothing", mark_nothing}};
    for (const auto& [name, mark] : tables) {
        const CodebookNode table = pages.table(name);
        for (const std::string& word : table.texts("words"))
            add(word, mark, table);
    }
}

void MarkWords::add(std::string_view word, Marks marks, const CodebookNode& node) {
    const bool is_start = word.ends_with('*');
    if (is_start)
        word.remove_suffix(1);
    std::uint16_t state = 0;
    for (const char c : word) {
        const std::uint8_t letter = c == '-' ? joint : letter_of(c);
        if (letter == no_letter || is_upper(c))
            throw node.error("'" + std::string(word) + "' may have lower-case letters, digits and '-' alone");
        if (states_[state].next[letter] == 0) {
            states_[state].next[letter] = static_cast<std::uint16_t>(states_.size());
            states_.emplace_back();
        }
        state = states_[state].next[letter];
    }
    if (state == 0)
        throw node.error("'words' has an empty word");
    (is_start ? states_[state].start : states_[state].whole) |= marks;
}

Marks MarkWords::of(std::string_view value) const {
    // The letters as numbers, words parted by one joint, names by an end; and where words begin.
    constexpr std::size_t most = 256;
    std::array<std::uint8_t, most + 2> row;
    std::array<std::uint16_t, most> starts;
    std::size_t size = 0, words = 0;
    char before = ' ';
    for (const char c : value.substr(0, most / 2)) {
        const std::uint8_t letter = letter_of(c);
        const bool is_gap = letter == no_letter;
        if (is_gap && size > 0 && row[size - 1] < joint)
            row[size++] = joint;
        if (c == ' ' || c == '\t' || c == '\n')
            row[size == 0 || row[size - 1] < joint ? size++ : size - 1] = name_end;
        if (!is_gap) {
            if (is_upper(c) && is_lower(before))
                row[size++] = joint;
            if (size == 0 || row[size - 1] >= joint)
                starts[words++] = static_cast<std::uint16_t>(size);
            row[size++] = letter;
        }
        before = c;
    }
    if (size > 0 && row[size - 1] >= joint)
        --size;
    row[size] = name_end;

    Marks found = 0, before_joint = 0;
    for (std::size_t word = 0; word < words; ++word) {
        const bool begins_name = starts[word] == 0 || row[starts[word] - 1] == name_end;
        const bool says_nothing = !begins_name && (before_joint & mark_nothing) != 0;
        before_joint = 0;
        std::uint16_t state = 0;
        bool is_first_word = true;
        for (std::size_t at = starts[word];; ++at) {
            if (row[at] >= joint) {
                Marks whole = states_[state].whole;
                if (is_first_word)
                    before_joint = whole;
                is_first_word = false;
                if (!begins_name || row[at] != name_end)
                    whole &= static_cast<Marks>(~mark_hidden);  // "label-hidden" hides a label
                if (!says_nothing)
                    found |= whole;
            }
            if (row[at] == name_end || (state = states_[state].next[row[at]]) == 0)
                break;
            if (!says_nothing)
                found |= states_[state].start;
        }
    }
    return found & static_cast<Marks>(~mark_nothing);
}

}  // namespace recount::html
