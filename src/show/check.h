// What the check of sentences found, as JSON for programs and as text for people.
#pragma once

#include <ostream>
#include <span>
#include <string>

#include "check/check.h"

namespace recount {

/// A sentence with what was found of its numbers.
struct CheckedSentence {
    AnnotatedReport sentence;
    std::vector<Finding> findings;
};

/// One line of JSON a number that counts something (docs/check.md); one for a sentence without any.
void write_checked_json(const Account& account, std::span<const CheckedSentence> sentences, std::ostream& out);

/// The same to read: the sentence, the verdict with its reason, and the words of the reports.
void write_checked(const Account& account, std::span<const CheckedSentence> sentences, std::ostream& out);

/// Why the verdict is as it is, in a sentence.
std::string reason_of(const Finding& finding, const AnnotatedReport& sentence);

}  // namespace recount
