// The decisions of an account as members of its JSON.
#pragma once

#include "show/json_spans.h"
#include "text/json_stream.h"

namespace recount {

/// One decision, with what became of it and the cells that it is on, as members of the object that is open.
void write_decision(JsonStream& json, const Account& account, const std::vector<SpanWriter>& spans,
                    const DecisionResult& decided);

}  // namespace recount
