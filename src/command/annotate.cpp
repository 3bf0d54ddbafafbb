// recount annotate: each report with its layers, as JSON lines. Each is written as soon as those before it are, so that
// any number of reports goes through in flat memory. Tokens come with tags and trees where there is a language model.
#include "command/annotation_stream.h"
#include "command/run.h"

namespace recount {

ExitStatus run_annotate(Run& run) {
    const AnnotatedLines lines(run, run.options().tokens);
    run.write_output([&](std::ostream& out) {
        run.annotate_each_then([&](AnnotatedReport&& report) -> Pipeline::Then {
            return [&out, line = lines(std::move(report))] { out << line; };
        });
    });
    return run.status();
}

}  // namespace recount
