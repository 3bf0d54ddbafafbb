// What the codebook says of a page's edits.
#pragma once

#include <string>
#include <vector>

#include "codebook/codebook.h"

namespace recount {

/// The table [versions] of the codebook's gather.toml, where each is explained.
struct EditSettings {
    double reworded;
    std::vector<std::string> noted_first, noted;  // in words parted by blanks

    explicit EditSettings(const Codebook& codebook);
};

}  // namespace recount
