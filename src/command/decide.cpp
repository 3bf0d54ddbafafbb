// recount decide: puts logs of decisions into a store, by which its account goes from then on, and gives them back.
#include <iostream>

#include "command/run.h"
#include "command/storing.h"
#include "decide/decision_log.h"
#include "store/stored_decisions.h"

namespace recount {

ExitStatus run_decide(Run& run) {
    if (run.options().store.empty())
        throw Failure{messages::store_not_named("decide")};
    const bool only_reads = run.options().paths.empty();
    Store store = only_reads ? Store::open(run.options().store) : open_store_to_write(run);
    std::size_t bad = 0;
    for (const std::string& file : run.options().paths) {
        DecisionLog log = read_decision_log(file);
        for (const BadLine& line : log.bad)
            std::cerr << "recount: " << messages::no_decision(file, line.line, line.why) << "\n";
        bad += log.bad.size();
        const std::size_t added = add_decisions(store, log.decisions);
        run.note(messages::decisions_added(file, added, log.decisions.size() - added));
    }
    if (run.options().paths.empty() || !run.options().output.empty())
        run.write_output([&](std::ostream& out) {
            for (Decision& decision : stored_decisions(store))
                out << write_decision(decision) << "\n";
        });
    return bad > 0 ? some_unread : all_read;
}

}  // namespace recount
