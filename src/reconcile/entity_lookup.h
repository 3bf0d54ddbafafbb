// From a place in a report to the bearer of the name that stands there, over the whole story.
#pragma once

#include <map>

#include "reconcile/account.h"

namespace recount {

/// Points into the entities it was made from; they must outlive it unchanged.
class EntityLookup {
public:
    explicit EntityLookup(const std::vector<AccountEntity>& entities) : entities_(entities) {
        for (std::uint32_t index = 0; index < entities.size(); ++index)
            for (const Evidence& mention : entities[index].mentions)
                bearers_.emplace(mention, index);
    }

    /// The index of the entity whose name stands exactly at this place, or no_index.
    std::uint32_t at(Evidence place) const {
        const auto found = bearers_.find(place);
        return found == bearers_.end() ? no_index : found->second;
    }

    const AccountEntity& operator[](std::uint32_t index) const { return entities_[index]; }

private:
    const std::vector<AccountEntity>& entities_;
    std::map<Evidence, std::uint32_t> bearers_;
};

}  // namespace recount
