// The sentences that outputs give with a verdict, and the words for who counts. All of them stand here.
#pragma once

#include <string>
#include <string_view>

#include "reconcile/account.h"

namespace recount {

/// Why the figure has its status, as one sentence: 'No number fits both "12" (the mayor) and "at least 15" (Karsk
/// Post).'
std::string reason_sentence(const Account& account, const StoryAccount& story, const Figure& figure);

/// Why a report is not in an account as of a day: "published on 2020-08-19".
std::string left_out_sentence(const LeftOutReport& report);

/// How a report of the story is called: by its outlet. A report's id is no outlet: "outlet not named", with a number
/// where several of the story name none: "outlet not named (2)".
std::string outlet_words(const Account& account, const StoryAccount& story, std::uint32_t report);

/// How the claim is told where it is not plainly asserted: "planned: ". Stands first, so that no cut takes it away.
std::string told_as(const Claim& claim);

/// The figure's different numbers as worded, each with who gives it; first those that the verdict rests on:
/// '12,000 (the organisers), about 6,000 (Karsk Post)'. Six at most, then how many more.
std::string numbers_said(const Account& account, const StoryAccount& story, const Figure& figure);

/// The kind of a source as people read it: "party concerned"; empty for what needs no word or is not known.
std::string_view words_of(SourceKind kind);

}  // namespace recount
