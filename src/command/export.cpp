// recount export: the reports of a store, as JSON lines.
#include "command/run.h"
#include "store/store.h"

namespace recount {

ExitStatus run_export(Run& run) {
    if (run.options().store.empty())
        throw Failure{messages::store_not_named("export")};
    Store store = Store::open(run.options().store);
    const Transaction reading(store.database(), "reading it", Use::read);
    run.write_output(
        [&](std::ostream& out) { store.for_each_report([&](const Report& report) { write_exported(report, out); }); });
    return all_read;
}

}  // namespace recount
