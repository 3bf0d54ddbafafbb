// What words tell of the kind of a source, by codebook/sources.toml: of its parts, as prepositions and commas cut them,
// the first that names a body or a trade tells it; a part that somebody plays in a body ("spokesman") tells it where
// nothing else does.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "codebook/codebook.h"
#include "reconcile/account.h"

namespace recount {

/// What some words tell; `unknown` where they tell nothing.
struct KindWords {
    SourceKind by_body = SourceKind::unknown;  // "hospital", "minister"
    SourceKind by_part = SourceKind::unknown;  // "spokesman", "official", where no body is named
    bool part_stands = false;                  // whatever else introduces the name: "President"
    bool names_part = false;                   // a part that tells no kind too: "leader"
};

/// Immutable; any number of threads may use it.
class SourceKinds {
public:
    /// Throws CodebookError.
    explicit SourceKinds(const Codebook& codebook);

    /// Of a source's words: "a lawyer for the police" is a lawyer's.
    KindWords read(std::string_view words) const;

    /// Of what stands before a name, where its last words are a title: "said Interior Minister", "NPR's".
    KindWords read_title(std::string_view words) const;

    /// Of what stands right behind a name, where it is about its bearer: ", a spokesman for the rescue service, said",
    /// " of the rescue service"; not of the next item of a list, nor of who else speaks (", police said").
    KindWords read_apposition(std::string_view words) const;

private:
    struct Phrase {
        SourceKind kind;
        bool body, stands;
    };
    struct Found {
        std::size_t start, end;
        const Phrase* phrase;
    };
    using Parts = std::vector<std::string>;

    KindWords read(const Parts& parts) const;
    void add(const std::string& words, const Phrase& phrase);
    std::vector<Found> find(const Parts& parts) const;

    std::map<std::string, Phrase, std::less<>> phrases_;  // by their words with one blank between
    std::size_t longest_ = 1;                             // words of a phrase
    std::vector<std::string> determiners_, belonging_, conjunctions_, cuts_, verbs_, ends_;  // sorted
};

}  // namespace recount
