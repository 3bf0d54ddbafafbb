// The edits of a page: what its newer version says otherwise, or no longer. Sentences that both versions have say the
// same, wherever they stand; the others are paired by the words that they share. Of a pair, the figures and quotations
// are held against each other first, and a sentence is named as such only where these do not tell all of its change. A
// figure or quotation that the other version has in another place is neither gone nor new.
#pragma once

#include <span>
#include <vector>

#include "reconcile/account.h"
#include "reconcile/edit_settings.h"

namespace recount {

/// What `to` changes in `from`, both into `reports`. A pure function of the two.
std::vector<PageEdit> page_edits(std::span<const AnnotatedReport> reports, std::uint32_t from, std::uint32_t to,
                                 const EditSettings& settings);

/// The edits of each page of a story, version after version.
std::vector<EditedPage> edited_pages(std::span<const AnnotatedReport> reports,
                                     const std::vector<PageVersions>& versions, const EditSettings& settings);

}  // namespace recount
