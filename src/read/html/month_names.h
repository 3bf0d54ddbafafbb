// Days written out in any language that ICU knows (CLDR): "21. Januar 2022", "11 de octubre de 2018", "5 maja 2021",
// "2020. augusztus 18.". English is read.toml's and times.toml's matter; these names serve pages in other languages.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "report/calendar.h"

namespace recount::html {

/// A day, and where in the text it is written.
struct FoundDay {
    Day day;
    std::size_t start = 0, end = 0;
};

/// The first whole day, with its year, that is written with a name of its month in that language (BCP 47, any case;
/// what ICU does not know is read as English); also "Nov 20 15:23:00 UTC 2019". Any thread may call it; a language's
/// names are asked for once.
std::optional<FoundDay> day_with_named_month(std::string_view text, std::string_view language);

/// The text with every script's digits as ASCII's: "٢٤" gives "24".
std::string with_ascii_digits(std::string_view text);

}  // namespace recount::html
