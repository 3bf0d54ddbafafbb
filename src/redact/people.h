// Who of an account's people are victims and witnesses, for those who want their names taken out. A victim is counted
// as one, or has it done to them; or is named in a sentence that tells of victims, speaks not in it and holds no
// office. A witness speaks and holds no office. When in doubt somebody is one.
#pragma once

#include <cstdint>
#include <vector>

#include "reconcile/account.h"
#include "reconcile/rules.h"
#include "redact/rules.h"

namespace recount {

struct PeopleGroups {
    bool victims = false, witnesses = false;
};

/// An entity of a story.
struct AccountPerson {
    std::uint32_t story = 0, entity = 0;
    auto operator<=>(const AccountPerson&) const = default;
};

/// Persons of these groups, by their first mention.
std::vector<AccountPerson> people_of(const Account& account, PeopleGroups groups, const RedactRules& rules,
                                     const ReconcileRules& reconcile);

}  // namespace recount
