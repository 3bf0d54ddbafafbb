// From what a format states to a Report: its text in one string, its blocks, its day, its outlet, the agencies it
// credits.
#pragma once

#include "read/reader.h"
#include "read/wording.h"
#include "report/report.h"

namespace recount {

/// The report that an item holds; its id and input are left for the caller. `not_a_date` is set when the item has a
/// date_publish that is no date.
Report compose(Item item, const ReadWording& wording, bool& not_a_date);

/// The host that an address names, in lower case: "https://Africa.example.com.cn/x" gives "africa.example.com.cn".
std::string host_of(std::string_view address);

/// The outlet's domain from a site's address: "https://africa.example.com.cn/x" gives "example.com.cn"; empty for no
/// address.
std::string outlet_domain(std::string_view address, const std::vector<std::string>& second_levels);

}  // namespace recount
