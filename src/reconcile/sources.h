// Whether two wordings mean one source ("the police chief" and "NYPD", "Nugroho" and "Sutopo Purwo Nugroho"). The words
// are those of codebook/sources.toml.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "codebook/codebook.h"

namespace recount {

/// What one wording of a source tells.
struct SourceIdentity {
    int institution = -1;  // of the codebook's tables of institutions: the body that it speaks for; -1 for none
    std::vector<std::string> core;  // its words without roles and articles, sorted
    std::string whole;              // all its words, folded
};

/// Immutable; any number of threads may use it.
class SourceRules {
public:
    /// Throws CodebookError.
    explicit SourceRules(const Codebook& codebook);

    SourceIdentity identify(std::string_view words) const;

    /// The body that a named person speaks for by the words around the name ("Ana Orlo, a spokeswoman for the
    /// ministry"); none where they make no spokesman or name no body.
    std::optional<SourceIdentity> body_spoken_for(std::string_view words, std::string_view name) const;

private:
    struct Table {
        std::vector<std::string> phrases;  // each between blanks
    };
    std::vector<Table> tables_;
    std::vector<std::string> roles_, spokesmen_, small_;  // small: words that join, and determiners
};

/// Whether two wordings mean one source: the same words; a body and whoever speaks for it, of no other place or name;
/// or names of which one is the shorter form of the other.
bool same_source(const SourceIdentity& a, const SourceIdentity& b);

}  // namespace recount
