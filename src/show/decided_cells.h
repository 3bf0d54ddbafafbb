// Which cells of an account a decision is on: those that its words stand in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reconcile/account.h"

namespace recount {

/// One cell of a story; empty names are those of cells that it is not on.
struct DecidedCell {
    std::string_view story = {}, event = {}, figure = {}, claim = {}, statement = {}, entity = {};
};

/// The cells of decisions that hold, in the order of the account; none of those on whole reports. The views live as
/// long as the account.
std::vector<DecidedCell> cells_of(const Account& account, const DecisionResult& decided);

/// "12 decisions hold; 1 does not fit, 2 wait for their reports.": empty where nobody decided anything.
std::string decisions_sentence(const Account& account);

}  // namespace recount
