// Finds the names that are to be taken out in any text: a whole name, each of its words, the words made from them, in
// any case, with accents or without, with initials around it; and, in what is an address, a handle, a tag or a file's
// name, wherever the letters stand. When in doubt it finds more.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "redact/rules.h"
#include "text/span.h"

namespace recount {

/// What two spellings of one word share: letters and digits, lower-cased, without marks; "Ł" is "l".
std::string name_key(std::string_view word);

/// A stretch of a text that names somebody, by the number of the pseudonym.
struct NamedSpan {
    Span span;
    std::uint32_t bearer = 0;
    bool operator==(const NamedSpan&) const = default;
};

/// In text order; what overlaps becomes one, named by the first, of several with one start by the longest.
std::vector<NamedSpan> without_overlaps(std::vector<NamedSpan> names);

/// Add all names, then settle(), then find. From then on any number of threads may use it.
class NameForms {
public:
    /// The rules must outlive it.
    explicit NameForms(const RedactRules& rules) : rules_(&rules) {}

    /// A form of a bearer's name that is taken out as it stands, and as one word.
    void add_whole(std::string_view name, std::uint32_t bearer);

    /// The words of a form, each of which is taken out by itself.
    void add_parts(std::string_view name, std::uint32_t bearer);

    /// Whether a word of the name is one that is taken out by itself.
    bool shares_part(std::string_view name) const;

    /// Whether a word that is to stand for names has one of them in it.
    bool is_within(std::string_view word) const;

    /// Gives words that several bearers have a pseudonym of their own, behind those that are there.
    void settle(std::vector<std::string>& pseudonyms, std::string_view somebody);

    /// In text order, not overlapping. No span holds a line end.
    std::vector<NamedSpan> find(std::string_view text) const;

    /// The text with a pseudonym for each name.
    std::string in_text(std::string_view text, const std::vector<std::string>& pseudonyms) const;

    /// The same for an id, a file's name, an address: letters within words count, and "person-3" stands for them.
    std::string in_id(std::string_view id, const std::vector<std::string>& pseudonyms) const;

    /// Whether an id or an address, its escapes undone, has a name in it.
    bool in_address(std::string_view address) const { return bearer_in(address).has_value(); }

private:
    struct Word {
        Span span;
        std::string key;
        bool capital = false;
    };
    struct Sequence {
        std::vector<std::string> keys;
        std::uint32_t bearer;
    };
    struct Part {
        std::vector<std::uint32_t> bearers;
        std::uint32_t bearer = 0;  // once settled
    };
    /// Words of a text that are a name: [first, end).
    struct Found {
        std::size_t first, end;
        std::uint32_t bearer;
    };

    static std::vector<Word> words_of(std::string_view text);
    std::vector<Found> names_among(std::string_view text, const std::vector<Word>& words) const;
    std::optional<Found> sequence_at(std::string_view text, const std::vector<Word>& words, std::size_t at) const;
    std::optional<std::uint32_t> bearer_of(const Word& word) const;
    std::optional<std::uint32_t> bearer_within(std::string_view word) const;
    std::optional<std::uint32_t> bearer_in(std::string_view address) const;
    std::optional<std::uint32_t> bearer_of_part(std::string_view key) const;
    std::vector<NamedSpan> addresses_in(std::string_view text) const;
    void add_part(const std::string& key, std::uint32_t bearer);

    const RedactRules* rules_;
    std::map<std::string, std::vector<Sequence>, std::less<>> sequences_;  // by the first word, longest first
    std::map<std::string, Part, std::less<>> parts_;                       // by the key
    std::map<std::string, Part, std::less<>> joined_;                      // whole names without blanks
};

}  // namespace recount
