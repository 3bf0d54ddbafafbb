// From a place in a report to the bearer of the name that stands there, over the whole story.
#pragma once

#include <algorithm>
#include <map>
#include <string_view>

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

    /// The same of the words at this place, which may begin with an article ("the Nigerian government"): a word of up
    /// to three letters.
    std::uint32_t named_by(Evidence place, std::string_view words) const {
        constexpr std::size_t longest_article = 3;
        const std::size_t blank = words.find(' ');
        const std::uint32_t whole = at(place);
        if (whole != no_index || blank == std::string_view::npos || blank > longest_article)
            return whole;
        place.span.start += static_cast<std::uint32_t>(blank) + 1;
        return at(place);
    }

    /// The first entity of this name, or no_index.
    std::uint32_t called(std::string_view name) const {
        const auto found = std::ranges::find(entities_, name, &AccountEntity::name);
        return found == entities_.end() ? no_index : static_cast<std::uint32_t>(found - entities_.begin());
    }

    std::size_t size() const { return entities_.size(); }
    const AccountEntity& operator[](std::uint32_t index) const { return entities_[index]; }

private:
    const std::vector<AccountEntity>& entities_;
    std::map<Evidence, std::uint32_t> bearers_;
};

}  // namespace recount
