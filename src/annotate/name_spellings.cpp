#include "annotate/name_spellings.h"

#include <algorithm>
#include <sstream>

#include "text/utf8.h"

namespace recount {

namespace {

std::vector<std::string> parts_of(const std::string& line) {
    std::istringstream in(line);
    std::vector<std::string> out;
    for (std::string part; in >> part;)
        out.push_back(part);
    return out;
}

std::unordered_set<std::string> folded_words(const CodebookNode& file, std::string_view list) {
    std::unordered_set<std::string> out;
    for (const std::string& word : file.texts(list))
        out.insert(folded(word));
    return out;
}

std::vector<std::string> longest_first(std::vector<std::string> words) {
    std::ranges::stable_sort(words, [](const auto& a, const auto& b) { return a.size() > b.size(); });
    return words;
}

}  // namespace

std::vector<NameSpellings::Letters> NameSpellings::letters_of(const CodebookNode& file, std::string_view list) {
    std::vector<Letters> out;
    for (const std::string& entry : file.texts(list)) {
        const std::vector<std::string> parts = parts_of(entry);
        if (parts.empty())
            throw file.error("an entry of '" + std::string(list) + "' is \"from to\", parted by a blank");
        Letters letters{parts[0], {parts.begin() + 1, parts.end()}};
        if (letters.to.empty())
            letters.to.emplace_back();
        for (std::string& to : letters.to)
            if (to == "-")
                to.clear();
        out.push_back(std::move(letters));
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const Letters& a, const Letters& b) { return a.from.size() > b.from.size(); });
    return out;
}

NameSpellings::NameSpellings(const CodebookNode& file)
    : same_sounds_(letters_of(file, "same_sounds")),
      loose_sounds_(letters_of(file, "loose_sounds")),
      plain_letters_(letters_of(file, "plain_letters")),
      same_vowels_(letters_of(file, "same_vowels")),
      like_vowels_(letters_of(file, "like_vowels")),
      first_names_(lines_of(file, "first_names")),
      surnames_(lines_of(file, "surnames")),
      tied_articles_(longest_first(file.texts("tied_articles"))),
      first_halves_(longest_first(file.texts("first_halves"))),
      articles_(folded_words(file, "name_articles")),
      suffixes_(folded_words(file, "name_suffixes")),
      company_endings_(folded_words(file, "company_endings")),
      turned_heads_(folded_words(file, "turned_heads")),
      whole_names_(folded_words(file, "whole_names")),
      kinds_(folded_words(file, "left_out_kinds")),
      compound_endings_(folded_words(file, "compound_endings")) {
    for (const std::string& letter : file.texts("silent_letters"))
        silent_letters_ += letter;
    for (const std::string& sound : file.texts("weak_sounds"))
        weak_sounds_ += sound;
    for (const auto* list : {"links", "articles"})
        small_words_.merge(folded_words(file, list));
    small_words_.merge(folded_words(file, "small_words"));
    for (const std::string& words : file.texts("same_words")) {
        const std::vector<std::string> parts = parts_of(words);
        for (std::string part : parts) {
            std::ranges::replace(part, '_', ' ');
            usual_.emplace(part, parts.front());
        }
    }
    for (const std::string& ending : file.texts("female_surname_endings"))
        surname_endings_.emplace_back(ending, 'f');
    for (const std::string& ending : file.texts("male_surname_endings"))
        surname_endings_.emplace_back(ending, 'm');
    std::stable_sort(surname_endings_.begin(), surname_endings_.end(),
                     [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
}

const NameSpellings::Letters* NameSpellings::longest(const std::vector<Letters>& rules, std::string_view rest) {
    const auto rule =
        std::find_if(rules.begin(), rules.end(), [&](const Letters& entry) { return rest.starts_with(entry.from); });
    return rule == rules.end() ? nullptr : &*rule;
}

std::string NameSpellings::sounds(std::string_view word) const {
    std::string out;
    bool after_vowel = false;
    for (std::size_t at = 0; at < word.size();) {
        const bool breath = at > 0 && at + 1 == word.size() && word[at] == 'h' && is_silent(word[at - 1]);  // "Salah"
        if (breath || is_silent(word[at])) {
            if (at == 0)
                out += 'a';
            ++at;
            after_vowel = true;
            continue;
        }
        const Letters* rule = longest(same_sounds_, word.substr(at));
        const std::string_view sound = rule != nullptr ? std::string_view(rule->to.front()) : word.substr(at, 1);
        for (const char c : sound)
            if (out.empty() || out.back() != c || after_vowel)
                out += c;  // a doubled letter is one sound
        after_vowel = false;
        at += rule != nullptr ? rule->from.size() : 1;
    }
    return out;
}

std::vector<std::string> NameSpellings::loose_sounds(std::string_view word) const {
    constexpr std::size_t most = 32;
    std::vector<std::string> out{""};
    for (std::size_t at = 0; at < word.size();) {
        const Letters* rule = longest(loose_sounds_, word.substr(at));
        const bool breath = at > 0 && at + 1 == word.size() && word[at] == 'h';
        if (breath || (rule == nullptr && is_silent(word[at]))) {
            ++at;
            continue;
        }
        const std::vector<std::string> own{std::string(word.substr(at, 1))};
        std::vector<std::string> longer;
        for (const std::string& to : rule != nullptr ? rule->to : own)
            for (const std::string& begun : out)
                if (longer.size() < most)
                    longer.push_back(begun.ends_with(to) ? begun : begun + to);
        out = std::move(longer);
        at += rule != nullptr ? rule->from.size() : 1;
    }
    std::ranges::sort(out);
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

NameSpellings::Lines NameSpellings::lines_of(const CodebookNode& file, std::string_view list) {
    Lines out;
    for (std::uint32_t line = 0; const std::string& names : file.texts(list)) {
        for (const std::string& name : parts_of(names))
            out[folded(name)].push_back(line);
        ++line;
    }
    return out;
}

bool NameSpellings::share_line(const Lines& lines, std::string_view a, std::string_view b) {
    const auto x = lines.find(std::string(a)), y = lines.find(std::string(b));
    return x != lines.end() && y != lines.end() && std::ranges::any_of(x->second, [&](std::uint32_t line) {
               return std::ranges::find(y->second, line) != y->second.end();
           });
}

std::string_view NameSpellings::behind(const std::vector<std::string>& starts, std::string_view word) {
    constexpr std::size_t shortest = 3;  // letters behind it
    for (const std::string& start : starts)
        if (word.size() >= start.size() + shortest && word.starts_with(start))
            return word.substr(start.size());
    return {};
}

std::string NameSpellings::replaced(const std::vector<Letters>& rules, std::string_view word) {
    std::string out;
    for (std::size_t at = 0; at < word.size();) {
        const Letters* rule = longest(rules, word.substr(at));
        out += rule != nullptr ? std::string_view(rule->to.front()) : word.substr(at, 1);
        at += rule != nullptr ? rule->from.size() : 1;
    }
    return out;
}

char NameSpellings::sex_of_surname(std::string_view word) const {
    for (const auto& [ending, sex] : surname_endings_)
        if (word.size() > ending.size() + 1 && word.ends_with(ending))
            return sex;
    return 0;
}

std::string_view NameSpellings::usual(std::string_view word) const {
    const auto found = usual_.find(std::string(word));
    return found == usual_.end() ? word : std::string_view(found->second);
}

}  // namespace recount
