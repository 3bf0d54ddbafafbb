// From the words that an event points at to the mention that stands there.
#pragma once

#include <algorithm>

#include "reconcile/account.h"

namespace recount {

/// The mention whose trigger is that span of the report; null where there is none, as at the verb of a statement.
inline const Mention* mention_at(const AnnotatedReport& report, Span trigger) {
    const auto& mentions = report.layers.mentions;
    const auto found = std::ranges::lower_bound(mentions, trigger.start, {},
                                                [](const Mention& mention) { return mention.trigger.start; });
    return found != mentions.end() && found->trigger == trigger ? &*found : nullptr;
}

}  // namespace recount
