// Times as pages write them: in ISO 8601 and its neighbours, in words ("Nov. 19, 2019, 8:41 AM ET"), in seconds since
// 1970. They come out in ISO 8601, as exact as they are written.
#pragma once

#include <string>
#include <string_view>

#include "read/html/wording.h"
#include "read/pattern.h"

namespace recount::html {

/// "2019-11-19", "2019-11-19T08:41:00", "2019-11-19T08:41:00+00:00"; no zone where none is written; empty for what
/// holds no whole day with its year. A day in figures alone ("11/19/2019") is taken where it can be read in one way
/// only. `language` (BCP 47, may be empty) tells in what other language than English months may be named.
std::string iso_time(std::string_view written, const PageWording& wording, const Lexicon& lexicon,
                     std::string_view language = {});

/// True where a time of day is written, whatever stands around it.
bool has_time_of_day(std::string_view written, const PageWording& wording);

}  // namespace recount::html
