// Which language a report is in. Its words are asked (CLD2, n-grams of letters), and what its metadata states; where
// the two differ, the words are believed, if they tell enough, as soon as it matters: when one of the two is the
// language that is annotated. A site states the language of its frame, and often forgets to say it of the article.
#pragma once

#include <string>
#include <string_view>

#include "report/report.h"

namespace recount {

/// What the words of a text are.
struct DetectedLanguage {
    std::string code;      // BCP 47 ("fr", "zh-Hant"); empty where nothing tells
    bool is_sure = false;  // they are enough, and alike
};

/// The language of valid UTF-8, looking at its first kilobyte or so. Any thread may call it.
DetectedLanguage detect_language(std::string_view text);

/// Settles the report's language, with the reason, from its words and from what it states. `annotated` is the language
/// that it is taken for when nothing tells. REQUIRES: blocks are there.
void settle_language(Report& report, std::string_view stated, std::string_view annotated);

}  // namespace recount
