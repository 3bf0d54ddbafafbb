// Which bearers of a story are one organisation: the same name in another wording, spelling or order, an acronym and
// its long form, and a short form ("the Brotherhood") where one organisation of the story alone can be meant.
#pragma once

#include "reconcile/story_names.h"

namespace recount {

void join_organisations(StoryNames& names);

}  // namespace recount
