// Puts the accounts of stories, each made by itself and packed (layers_codec.h), into the account of all: the very same
// that a single run over all reports gives. Stores and clusters of machines make accounts so.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "reconcile/account.h"
#include "reconcile/rules.h"
#include "store/store.h"

namespace recount {

/// One thread at a time.
class AccountAssembler {
public:
    /// `where` is what messages name as the place that all comes from.
    AccountAssembler(std::string where, StoredReports reports);

    /// A story with the numbers of its reports, older versions of pages too, and its packed account. Throws StoreError
    /// where these do not go together, or where a report of it is of one that was added before.
    void add(StoredNumber story, const std::vector<StoredNumber>& members, std::string_view account);

    /// Stories in the order of their first reports, "s" and their numbers; everything else is named anew. Reports that
    /// no story has are there with the day that they state. Call once, at the end.
    Account finish(const ReconcileRules& rules);

private:
    void day_of_one_alone(std::uint32_t report);

    std::string where_;
    Account account_;
    std::unordered_map<StoredNumber, std::uint32_t> index_of_;
    std::map<std::string, std::uint32_t> firsts_;  // the first report of each story, older versions too
    std::vector<bool> told_;
};

}  // namespace recount
