// Who gives a number, as far as its words tell: of which kind the source is, and whether two wordings mean one source
// ("the police chief" and "NYPD", "Nugroho" and "Sutopo Purwo Nugroho"). The words are those of codebook/sources.toml.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "codebook/codebook.h"

namespace recount {

/// What one wording of a source tells.
struct SourceIdentity {
    std::string_view kind;          // "police", "official" ...; empty where no word tells; lives as long as the rules
    int institution = -1;           // of the codebook's tables: the body that it speaks for; -1 for none
    std::vector<std::string> core;  // its words without roles and articles, sorted
    std::string whole;              // all its words, folded
};

/// Immutable; any number of threads may use it.
class SourceRules {
public:
    /// Throws CodebookError.
    explicit SourceRules(const Codebook& codebook);

    SourceIdentity identify(std::string_view words) const;

private:
    struct Table {
        std::string kind;
        bool institution;
        std::vector<std::string> phrases;  // each between blanks
    };
    std::vector<Table> tables_;
    std::vector<std::string> roles_, articles_;
};

/// Whether two wordings mean one source: the same words; a body and whoever speaks for it, of no other place or name;
/// or names of which one is the shorter form of the other.
bool same_source(const SourceIdentity& a, const SourceIdentity& b);

}  // namespace recount
