// recount annotate: each report with its layers, as JSON lines. Each is written as soon as those before it are, so that
// any number of reports goes through in flat memory. Tokens come with tags and trees where there is a language model.
#include <sstream>

#include "command/run.h"
#include "language/syntax.h"

namespace recount {

ExitStatus run_annotate(Run& run) {
    const bool tokens = run.options().tokens;
    const LanguageModel* language = tokens ? &run.language() : nullptr;
    std::optional<Syntax> syntax;
    if (language)
        syntax.emplace(*language);
    run.write_output([&](std::ostream& out) {
        run.annotate_each_then([&](AnnotatedReport&& report) -> Pipeline::Then {
            for (std::uint32_t sentence = 0; syntax && sentence < report.layers.sentences.size(); ++sentence)
                syntax->tree(report, sentence);
            std::ostringstream line;
            write_annotated(report, tokens, language, line);
            return [&out, line = std::move(line).str()] { out << line; };
        });
    });
    return run.status();
}

}  // namespace recount
