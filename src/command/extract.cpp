// recount extract: reports as JSON lines, as the readers gave them. Each is written as soon as it is read: an archive
// of any size takes no more memory than its largest page.
#include "command/run.h"

namespace recount {

ExitStatus run_extract(Run& run) {
    run.write_output([&](std::ostream& out) {
        run.read_each("reading report", [&out](Report&& report) { write_extracted(report, out); });
    });
    return run.status();
}

}  // namespace recount
