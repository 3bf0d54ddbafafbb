// Which page an address names: what stands in it for readers, for counting them or for a place within the page is left
// out (after RFC 3986, 6.2; what is left out beyond that is in the codebook). Two addresses that come out the same name
// one page; two that name one page may come out differently.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "codebook/codebook.h"

namespace recount {

/// The lists of [versions] of the codebook's gather.toml, where each is explained.
struct AddressSettings {
    std::vector<std::string> tracking, hosts, archives;

    explicit AddressSettings(const Codebook& codebook);
};

struct PageAddress {
    std::string page;     // "karskpost.example/2020/08/march"; empty where it names no page of a site
    std::string fetched;  // when an archive fetched it, ISO 8601; else empty
};

/// Of an address as it stands in a report.
PageAddress page_address(std::string_view url, const AddressSettings& settings);

}  // namespace recount
