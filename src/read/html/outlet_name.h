// What a page calls its outlet. Pages name it in many places, and some of these hold something else: a slogan, the firm
// behind it, a section, the name of an app. The name that is like the site's address is the outlet's; else what the
// page's title has beside the headline tells.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "read/html/stated_times.h"
#include "read/html/wording.h"

namespace recount::html {

/// Where a page is from.
struct Site {
    std::string domain;  // "example.com.cn"; empty where unknown
    std::string host;    // "africa.example.com.cn"
};

/// True when a name and a site's domain say the same: "The Halm Courier" and "halmcourier.example".
bool is_like_site(std::string_view name, const Site& site);

/// What a page tells of its outlet.
struct OutletEvidence {
    std::vector<StatedValue> names;       // said to be the outlet's, the most trusted first
    std::vector<StatedValue> publishers;  // of an app, of a firm
    std::string_view title;               // the page's own, maybe with the outlet's name in it
    std::string_view headline;            // as the page shows it; empty where it shows none
};

/// The outlet's name without what follows a joint in it, which is a slogan; empty where nothing names it.
StatedValue outlet_name(const OutletEvidence& evidence, const Site& site, const std::vector<std::string>& joints);

/// Cuts the outlet's name off a title: "Bridge closed | Example Times". A part is the outlet's when it says the same as
/// its name or its address.
std::string without_outlet(std::string title, std::string_view outlet, const Site& site,
                           const std::vector<std::string>& joints);

/// The parts of a title between its joints, and it as a whole.
std::vector<std::string_view> title_parts(std::string_view title, const std::vector<std::string>& joints);

}  // namespace recount::html
