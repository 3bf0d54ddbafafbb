// Which bearers of a story are one person. Full names join by how near they are (name_pairs.h), nearest first, and only
// where one person alone can be meant and all names on both sides agree; a surname alone goes to the one person who has
// it; another spelling of a surname goes to the person whom the words around it fit. Two people of one surname stay
// two.
#pragma once

#include "reconcile/story_names.h"

namespace recount {

void join_persons(StoryNames& names);

}  // namespace recount
