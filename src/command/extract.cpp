// recount extract: reports as JSON lines, as the readers gave them. Each is written as soon as it is read, to a spool,
// and comes out with its id when all have been read: an archive of any size takes no more memory than its largest page.
#include <sstream>

#include "command/run.h"
#include "command/spool.h"

namespace recount {

ExitStatus run_extract(Run& run) {
    Spool spool;
    const std::vector<Listed> reports = run.read_each([&](const Report& report) {
        std::ostringstream line;
        write_extracted(report, line);
        spool.add(line.view());
    });
    run.write_output([&](std::ostream& out) {
        for (const Listed& report : reports)
            write_extracted_with_id(spool.line(report.number), report.id, out);
    });
    return run.status();
}

}  // namespace recount
