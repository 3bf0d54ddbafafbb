#include "reconcile/kind_words.h"

#include <algorithm>

#include "text/utf8.h"

namespace recount {

namespace {

constexpr std::string_view comma = ",";

bool parts_words(char32_t c) {
    constexpr char32_t first_punctuation = 0x2000, end_punctuation = 0x2070;  // dashes, quotation marks
    const bool ascii_part = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    return c < 0x80 ? !ascii_part : c == 0xA0 || (c >= first_punctuation && c < end_punctuation);
}

/// The words folded, commas as words of their own: "ministry", "s", "office", ",".
std::vector<std::string> parts_of(std::string_view words) {
    std::vector<std::string> parts;
    std::size_t start = 0;
    const auto take = [&](std::size_t end) {
        if (std::string part = folded(words.substr(start, end - start)); !part.empty())
            parts.push_back(std::move(part));
    };
    for (std::size_t at = 0; at < words.size();) {
        std::size_t next = at;
        const char32_t c = next_code_point(words, next);
        if (parts_words(c)) {
            take(at);
            if (c == ',')
                parts.emplace_back(comma);
            start = next;
        }
        at = next;
    }
    take(words.size());
    return parts;
}

bool among(const std::vector<std::string>& sorted, std::string_view word) {
    return std::ranges::binary_search(sorted, word);
}

SourceKind kind_named(const CodebookNode& node) {
    const std::string name = node.text("kind", "unknown");
    for (std::size_t i = 0; i < source_kind_count; ++i)
        if (name == name_of(static_cast<SourceKind>(i)))
            return static_cast<SourceKind>(i);
    throw node.error("no kind of source is called '" + name + "'");
}

}  // namespace

SourceKinds::SourceKinds(const Codebook& codebook) {
    const CodebookNode file = codebook.file("sources");
    for (const std::string_view key : {"kind", "part"})
        for (const CodebookNode& node : file.tables(key)) {
            const Phrase phrase{kind_named(node), key == "kind", node.flag("stands")};
            for (const std::string& words : node.texts("words"))
                for (const std::string& form : codebook.noun_forms(words))
                    add(form, phrase);
        }
    for (const CodebookNode& agency : codebook.file("read").tables("agency"))
        for (const std::string& form : agency.texts("forms"))
            add(form, {SourceKind::press, true, false});
    const CodebookNode grammar = codebook.file("grammar"), parting = file.table("parting");
    determiners_ = grammar.texts("determiners");
    belonging_ = parting.texts("belonging");
    conjunctions_ = parting.texts("words");
    cuts_ = conjunctions_;
    verbs_ = parting.texts("ends");
    ends_ = verbs_;
    std::ranges::copy(grammar.texts("relatives"), std::back_inserter(cuts_));
    std::ranges::copy(belonging_, std::back_inserter(cuts_));
    cuts_.emplace_back(comma);
    for (std::vector<std::string>* list : {&determiners_, &belonging_, &conjunctions_, &cuts_, &verbs_})
        std::ranges::sort(*list);
    for (const std::string& preposition : grammar.texts("prepositions"))
        if (!among(belonging_, preposition))
            ends_.push_back(preposition);
    std::ranges::sort(ends_);
}

void SourceKinds::add(const std::string& words, const Phrase& phrase) {
    const Parts parts = parts_of(words);
    std::string key;
    for (const std::string& part : parts)
        key += (key.empty() ? "" : " ") + part;
    longest_ = std::max(longest_, parts.size());
    phrases_.try_emplace(key, phrase);
}

/// The phrases in the words, none within another: at each place the longest.
std::vector<SourceKinds::Found> SourceKinds::find(const Parts& parts) const {
    std::vector<Found> found;
    for (std::size_t at = 0; at < parts.size();) {
        std::size_t next = at + 1;
        std::string words;
        for (std::size_t end = at; end < std::min(parts.size(), at + longest_); ++end) {
            words += (words.empty() ? "" : " ") + parts[end];
            const auto phrase = phrases_.find(words);
            if (phrase == phrases_.end())
                continue;
            if (!found.empty() && found.back().start == at)
                found.pop_back();
            found.push_back({at, end + 1, &phrase->second});
            next = end + 1;
        }
        at = next;
    }
    return found;
}

KindWords SourceKinds::read(std::string_view words) const {
    return read(parts_of(words));
}

KindWords SourceKinds::read(const Parts& parts) const {
    const auto end = std::ranges::find_if(parts, [&](const std::string& part) { return among(ends_, part); });
    const Parts told_of(parts.begin(), end);
    KindWords told;
    std::size_t last_end = 0;
    for (const Found& one : find(told_of)) {
        const Phrase& phrase = *one.phrase;
        if (!phrase.body) {
            told.names_part = true;
            if (told.by_part == SourceKind::unknown) {
                told.by_part = phrase.kind;
                told.part_stands = phrase.stands;
            }
            continue;
        }
        const auto at = [&](std::size_t part) { return told_of.begin() + static_cast<std::ptrdiff_t>(part); };
        const bool new_part =
            std::any_of(at(last_end), at(one.start), [&](const auto& part) { return among(cuts_, part); });
        if (told.by_body != SourceKind::unknown && new_part)
            break;
        told.by_body = phrase.kind;
        last_end = one.end;
    }
    return told;
}

KindWords SourceKinds::read_title(std::string_view words) const {
    const Parts parts = parts_of(words);
    std::size_t start = parts.size();
    while (start > 0 && !among(cuts_, parts[start - 1]) && !among(ends_, parts[start - 1]) &&
           !among(determiners_, parts[start - 1]))
        --start;
    const Parts title(parts.begin() + static_cast<std::ptrdiff_t>(start), parts.end());
    const std::vector<Found> found = find(title);
    if (found.empty())
        return {};
    const bool owner = title.back() == "s" && found.back().end + 1 == title.size();
    return found.back().end == title.size() || owner ? read(title) : KindWords();
}

KindWords SourceKinds::read_apposition(std::string_view words) const {
    Parts parts = parts_of(words);
    if (parts.size() < 2)
        return {};
    if (among(belonging_, parts.front()))
        return read(parts);
    if (parts.front() != comma)
        return {};
    const auto is_number = [](const std::string& part) {
        return part.find_first_not_of("0123456789") == std::string::npos;
    };
    const bool has_age = parts.size() > 3 && is_number(parts[1]) && parts[2] == comma;
    parts.erase(parts.begin(), parts.begin() + (has_age ? 3 : 1));
    const auto first_cut =
        std::ranges::find_if(parts, [&](const std::string& part) { return among(cuts_, part) || among(ends_, part); });
    if (find(Parts(parts.begin(), first_cut)).empty())
        return {};
    // ", police said" and ", protesters and others".
    const bool has_article = among(determiners_, parts.front());
    if (first_cut != parts.end() && (among(verbs_, *first_cut) || (!has_article && among(conjunctions_, *first_cut))))
        return {};
    const auto next_comma = std::ranges::find(parts, comma);
    return read(Parts(parts.begin(), next_comma));
}

}  // namespace recount
