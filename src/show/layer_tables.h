// Annotated reports as tables: what `annotate` tells of each, a mention a row. Reports are added one after another, so
// that any number of them can go through.
#pragma once

#include <vector>

#include "report/layers.h"
#include "show/table.h"

namespace recount {

/// One thread uses it at a time.
class LayerTables {
public:
    LayerTables();

    /// One more report, behind those before it.
    void add(const AnnotatedReport& report);

    /// The tables of all that were added since they were last taken: reports, sentences, entities, times, events,
    /// attributions and claims, always the same ones in this order. Spans are those of the JSON.
    std::vector<Table> take();

private:
    std::vector<Table> tables_;
};

}  // namespace recount
