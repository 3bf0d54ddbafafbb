// recount stories: which reports tell one story, as JSON.
#include "command/run.h"
#include "gather/gather.h"

namespace recount {

ExitStatus run_stories(Run& run) {
    const std::vector<AnnotatedReport> reports = run.annotate_inputs();
    const std::vector<Story> stories = gather(reports, run.codebook(), run.language());
    run.write_output([&](std::ostream& out) { write_stories(stories, reports, out); });
    return run.status();
}

}  // namespace recount
