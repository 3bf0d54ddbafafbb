// Mends where names were cut wrongly, by what no cut of a name can have: a quotation mark inside ("Al Jazeera “Orlo"),
// an office before its bearer ("Minsk Mayor Uma Orlo"), two well-known names in one ("Reuters and NATO"), a second
// initial or a surname left outside ("Uma | D. Orlo", "Senator Uma | Banks").
#pragma once

#include "annotate/name_finder.h"

namespace recount {

/// Both must outlive it. Immutable; any number of threads may use one, each on findings of its own.
class NameRepairs {
public:
    NameRepairs(const NameWords& words, const Gazetteer& gazetteer) : words_(words), gazetteer_(gazetteer) {}

    /// Replaces the pieces of `findings` by mended ones, in text order still. REQUIRES: the report's tokens and
    /// sentences.
    void mend(const AnnotatedReport& report, NameFindings& findings) const;

private:
    class Pass;
    const NameWords& words_;
    const Gazetteer& gazetteer_;
};

}  // namespace recount
