#include "language/word_features.h"

#include <unicode/uchar.h>

#include <bit>

#include "text/utf8.h"

namespace recount {

namespace {

constexpr std::size_t longest_shape = 10;

char32_t straight(char32_t c) {
    switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x201B: return U'\'';
    case 0x201C:
    case 0x201D:
    case 0x201F: return U'"';
    default: return c;
    }
}

/// Lower case of one code point by itself; I with a dot would become two and stays.
char32_t lower(char32_t c) {
    return c == 0x130 ? c : static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
}

char32_t shape_of(char32_t c) {
    const auto icu = static_cast<UChar32>(c);
    if (u_isUUppercase(icu))
        return U'X';
    if (u_isULowercase(icu))
        return U'x';
    if (c >= U'0' && c <= U'9')
        return U'd';
    return u_isalpha(icu) ? U'o' : c;
}

/// The shape as it grows: runs are cut to two, all is cut to ten.
class Shape {
public:
    explicit Shape(std::string& out) : out_(out) {}
    void add(char32_t c) {
        if (length_ == longest_shape || (length_ >= 2 && last_ == c && before_ == c))
            return;
        append_utf8(out_, c);
        before_ = last_;
        last_ = c;
        ++length_;
    }

private:
    std::string& out_;
    char32_t last_ = 0, before_ = 0;
    std::size_t length_ = 0;
};

bool continues(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

/// The first or last `count` code points, or all.
std::string_view prefix(std::string_view text, std::size_t count) {
    std::size_t at = 0;
    while (at < text.size() && count > 0) {
        ++at;
        while (at < text.size() && continues(text[at]))
            ++at;
        --count;
    }
    return text.substr(0, at);
}
std::string_view suffix(std::string_view text, std::size_t count) {
    std::size_t at = text.size();
    while (at > 0 && count > 0) {
        --at;
        while (at > 0 && continues(text[at]))
            --at;
        --count;
    }
    return text.substr(at);
}

}  // namespace

std::uint64_t feature_hash(char tag, std::string_view bytes) {
    std::uint64_t hash = (0xCBF29CE484222325ULL ^ static_cast<unsigned char>(tag)) * 0x100000001B3ULL;
    for (const char byte : bytes)
        hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3ULL;
    return hash;
}

std::uint32_t feature_row(char tag, std::string_view bytes, std::uint32_t rows) {
    const std::uint64_t hash = feature_hash(tag, bytes);
    return static_cast<std::uint32_t>(hash ^ (hash >> 32)) & (rows - 1);
}

void FoldedForm::assign(std::string_view form) {
    lower.clear();
    plain.clear();
    shape.clear();
    Shape shaped(shape);
    for (std::size_t at = 0; at < form.size();) {
        const char32_t c = straight(next_code_point(form, at));
        const char32_t low = recount::lower(c);
        append_utf8(lower, low);
        append_utf8(plain, low >= U'0' && low <= U'9' ? U'0' : low);
        shaped.add(shape_of(c));
    }
}

WordIndex::WordIndex(const ModelFile& model, const std::string& prefix, std::size_t vectors)
    : hashes_(model.array<std::uint32_t>(prefix + "/hashes")), rows_(model.array<std::uint32_t>(prefix + "/rows")) {
    std::size_t used = 0;
    for (const std::uint32_t row : rows_) {
        used += row != 0;
        if (row >= vectors)
            model.fail(prefix + "/rows points behind the word vectors");
    }
    if (hashes_.size() != rows_.size() || !std::has_single_bit(rows_.size()) || used == rows_.size())
        model.fail(prefix + " is no index of words");
}

std::uint32_t WordIndex::row(std::string_view lower) const {
    const std::uint64_t hash = feature_hash('w', lower);
    const auto check = static_cast<std::uint32_t>(hash >> 32);
    const std::size_t mask = rows_.size() - 1;
    for (std::size_t slot = static_cast<std::size_t>(hash ^ (hash >> 32)) & mask; rows_[slot] != 0;
         slot = (slot + 1) & mask)
        if (hashes_[slot] == check)
            return rows_[slot];
    return 0;
}

AffixRows affix_rows_of(const FoldedForm& form, std::uint32_t affix_table) {
    AffixRows out{};
    std::size_t at = 0;
    out[at++] = feature_row('s', form.shape, affix_table);
    for (const char length : {1, 2, 3})
        out[at++] = feature_row(static_cast<char>('0' + length), prefix(form.plain, static_cast<std::size_t>(length)),
                                affix_table);
    for (const char length : {1, 2, 3, 4})
        out[at++] = feature_row(static_cast<char>('a' + length), suffix(form.plain, static_cast<std::size_t>(length)),
                                affix_table);
    return out;
}

WordRows rows_of(const FoldedForm& form, const WordIndex& index, std::uint32_t form_table, std::uint32_t affix_table) {
    return {index.row(form.lower), feature_row('f', form.plain, form_table), affix_rows_of(form, affix_table)};
}

}  // namespace recount
