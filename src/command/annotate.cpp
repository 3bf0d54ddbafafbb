// recount annotate: each report with its layers, as JSON lines. Tokens come with tags and trees where there is a
// language model.
#include "command/run.h"
#include "language/syntax.h"

namespace recount {

ExitStatus run_annotate(Run& run) {
    std::vector<AnnotatedReport> reports = run.annotate_inputs();
    const LanguageModel* language = run.options().tokens ? &run.language() : nullptr;
    if (language) {
        const Syntax syntax(*language);
        run.in_parallel("parsing report", reports.size(), [&](std::size_t i) {
            for (std::uint32_t sentence = 0; sentence < reports[i].layers.sentences.size(); ++sentence)
                syntax.tree(reports[i], sentence);
        });
    }
    run.write_output([&](std::ostream& out) {
        for (const AnnotatedReport& report : reports)
            write_annotated(report, run.options().tokens, language, out);
    });
    return run.status();
}

}  // namespace recount
