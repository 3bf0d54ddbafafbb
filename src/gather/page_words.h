// The sentences of a page as two versions of it are held against each other: their words in lower case and without
// marks, their numbers as they are written. Marks and blanks between words are no difference. Links, furniture, what
// the page repeats and lines that state its own day ("Updated: Aug. 16, 2020") are left out: they change by themselves.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "report/layers.h"

namespace recount {

struct PageSentence {
    std::uint32_t sentence = 0;      // into Layers::sentences
    bool is_title = false;           // of the headline
    std::vector<std::string> words;  // one at least
    std::string key;                 // the words with blanks between them: two that are equal say the same
};

/// In text order. Needs tokens, sentences and times.
std::vector<PageSentence> page_sentences(const AnnotatedReport& report);

/// The words of some spans of a report, as above.
std::vector<std::string> page_words(const AnnotatedReport& report, const std::vector<Span>& spans);

/// How much the same words two lists have, whatever their order: 0 to 1 (Dice). REQUIRES: both are sorted.
double shared_words(const std::vector<std::string>& a, const std::vector<std::string>& b);

}  // namespace recount
