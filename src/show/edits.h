// What a page changed, as outputs word it. All of these sentences stand here.
#pragma once

#include <string>
#include <string_view>

#include "reconcile/account.h"

namespace recount {

/// 'killed: "12" became "at least 9"', 'withdrawn: attendance "12,000"'. Words of reports are made harmless and cut.
std::string edit_sentence(const Account& account, const PageEdit& edit);

/// "by when they were fetched": what the order of versions rests on.
std::string_view words_of(VersionOrder order);

/// The sentence that a place stands in; the place itself where none holds it.
Span sentence_around(const AnnotatedReport& report, Span place);

/// "2 edits of 1 page, 1 of them silent"; empty where no page has any.
std::string edits_counted(const Account& account);

}  // namespace recount
