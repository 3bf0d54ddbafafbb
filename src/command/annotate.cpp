// recount annotate: each report with its layers, as JSON lines.
#include "command/run.h"

namespace recount {

ExitStatus run_annotate(Run& run) {
    const std::vector<AnnotatedReport> reports = run.annotate_inputs();
    run.write_output([&](std::ostream& out) {
        for (const AnnotatedReport& report : reports)
            write_annotated(report, run.options().tokens, out);
    });
    return run.status();
}

}  // namespace recount
