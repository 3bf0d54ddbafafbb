#include "language/lemmatizer.h"

#include <algorithm>
#include <array>
#include <bit>

#include "text/utf8.h"

namespace recount {

namespace {

constexpr std::uint64_t start = 0xCBF29CE484222325U;
constexpr std::size_t longest_suffix = 7;  // characters
constexpr std::size_t longest_form = 100;  // bytes; what is longer is its own lemma
constexpr std::uint32_t stay = 1;          // a script's number under a key of capitals
constexpr std::string_view any = "*";

constexpr std::uint64_t hashed(std::string_view text, std::uint64_t value = start) {  // FNV-1a
    for (const char byte : text)
        value = (value ^ static_cast<unsigned char>(byte)) * 0x100000001B3U;
    return value;
}

/// The value of a feature in "Number=Sing|Person=3", empty where it has none.
std::string_view feature(std::string_view features, std::string_view name) {
    for (std::size_t at = 0; at < features.size();) {
        const std::size_t end = std::min(features.find('|', at), features.size());
        const std::string_view pair = features.substr(at, end - at);
        if (pair.starts_with(name) && pair.size() > name.size() && pair[name.size()] == '=')
            return pair.substr(name.size() + 1);
        at = end + 1;
    }
    return {};
}

/// The class of a tag by the features that count.
template <class Names>
std::string class_of(std::string_view upos, std::string_view features, const Names& names) {
    std::string out(upos);
    for (const std::string_view name : names)
        if (const std::string_view value = feature(features, name); !value.empty())
            out.append("|").append(name).append("=").append(value);
    return out;
}

bool begins_character(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
}

/// Where the last `count` characters begin, 0 when there are fewer.
std::size_t last_characters(std::string_view text, std::size_t count) {
    std::size_t at = text.size();
    while (at > 0 && count > 0)
        count -= begins_character(text[--at]);
    return at;
}

/// Lower case, with straight apostrophes.
void append_straight(std::string_view form, std::string& out) {
    for (std::size_t at = 0; at < form.size();) {
        const std::size_t before = at;
        const char32_t c = next_code_point(form, at);
        if (c == U'\u2019')
            out += '\'';
        else if (c < 0x80)
            out += static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
        else
            out += lowered_in_place(form.substr(before, at - before));
    }
}

bool all_capitals(std::string_view form) {
    const auto is = [](char low, char high) { return [low, high](char c) { return c >= low && c <= high; }; };
    return std::count_if(form.begin(), form.end(), is('A', 'Z')) > 1 &&
           std::none_of(form.begin(), form.end(), is('a', 'z'));
}

}  // namespace

Lemmatizer::Lemmatizer(ModelFile model)
    : model_(std::move(model)),
      keys_(model_.array<std::uint32_t>("lemmas/keys")),
      scripts_(model_.array<std::uint32_t>("lemmas/scripts")),
      edits_(model_.strings("lemmas/edits")) {
    const bool sizes_fit = keys_.size() == scripts_.size() && std::has_single_bit(keys_.size());
    const bool has_free_slot = std::find(scripts_.begin(), scripts_.end(), 0U) != scripts_.end();
    const bool in_list = std::all_of(scripts_.begin(), scripts_.end(), [&](std::uint32_t script) {
        return script <= std::max<std::size_t>(edits_.size(), 2);
    });
    const bool well_formed = std::all_of(edits_.begin(), edits_.end(), [](std::string_view edit) {
        return !edit.empty() && edit[0] >= 'a' && edit[0] <= 'z';
    });
    if (!sizes_fit || !has_free_slot || !in_list || !well_formed)
        model_.fail("the table of lemmas does not fit together");
}

Lemmatizer::Tag Lemmatizer::tag(std::string_view upos, std::string_view features) const {
    constexpr std::array<std::string_view, 8> of_lexicon{"VerbForm", "Tense", "Number", "Degree",
                                                         "Case",     "Poss",  "Abbr",   "Typo"};
    constexpr std::array<std::string_view, 4> of_ending{"VerbForm", "Tense", "Number", "Degree"};
    Tag out;
    out.narrow = hashed(class_of(upos, features, of_lexicon) + "\t");
    out.upos = hashed(std::string(upos) + "\t");
    out.ending = hashed("-" + class_of(upos, features, of_ending) + "\t");
    out.capitals = hashed("^" + std::string(upos) + "\t");
    out.keeps_capitals = find(hashed(any, out.capitals)) == stay;
    out.falls_back = find(hashed("+" + std::string(upos) + "\t")) == stay;
    return out;
}

std::uint32_t Lemmatizer::find(std::uint64_t key) const {
    const std::size_t mask = keys_.size() - 1;
    const auto upper = static_cast<std::uint32_t>(key >> 32);
    for (std::size_t slot = (key ^ (key >> 32)) & mask; scripts_[slot] != 0; slot = (slot + 1) & mask)
        if (keys_[slot] == upper)
            return scripts_[slot];
    return 0;
}

std::string_view Lemmatizer::lemma(std::string_view form, const Tag& tag, std::string& buffer) const {
    buffer.clear();
    if (form.size() > longest_form)
        return buffer.append(form);
    append_straight(form, buffer);
    const std::string_view low = buffer;
    std::uint32_t script = find(hashed(low, tag.narrow));
    if (script == 0)
        script = find(hashed(low, tag.upos));
    static constexpr std::uint64_t whatever = hashed("*\t");
    if (script == 0 && tag.falls_back)
        script = find(hashed(low, whatever));
    for (std::size_t at = last_characters(low, longest_suffix); script == 0; ++at) {
        if (at == low.size() || begins_character(low[at]))
            script = find(hashed(low.substr(at), tag.ending));
        if (at == low.size())
            break;
    }
    bool keeps = tag.keeps_capitals;
    if (const std::uint32_t told = find(hashed(low, tag.capitals)))
        keeps = told == stay;
    const std::string_view edit = script == 0 || script > edits_.size() ? "a" : edits_[script - 1];
    const auto cut = static_cast<std::size_t>(edit[0] - 'a');
    const std::size_t kept = last_characters(low, cut);
    buffer.resize(kept);
    if (keeps && low.size() == form.size())  // else it holds a curly apostrophe: no bytes to keep
        buffer.assign(form.substr(0, kept));
    buffer.append(edit.substr(1));
    if (keeps && edit.size() > 1 && all_capitals(form))
        std::transform(buffer.begin() + static_cast<std::ptrdiff_t>(kept), buffer.end(),
                       buffer.begin() + static_cast<std::ptrdiff_t>(kept),
                       [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c; });
    return buffer;
}

}  // namespace recount
