// recount extract: reports as JSON lines, as the readers gave them.
#include "command/run.h"

namespace recount {

ExitStatus run_extract(Run& run) {
    const std::vector<Report> reports = run.read_inputs();
    run.write_output([&](std::ostream& out) {
        for (const Report& report : reports)
            write_extracted(report, out);
    });
    return run.status();
}

}  // namespace recount
