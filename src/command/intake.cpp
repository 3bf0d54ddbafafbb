#include "command/intake.h"

#include <map>
#include <memory>
#include <sstream>

#include "read/problem.h"
#include "read/read.h"

namespace recount {

std::size_t Intake::take_files(const std::vector<std::string>& files) {
    std::istringstream nothing;
    return take(files, nothing, "");
}

std::size_t Intake::take_bytes(const std::string& name, std::string bytes) {
    std::istringstream in(std::move(bytes));
    return take({"-"}, in, name);
}

std::size_t Intake::take(const std::vector<std::string>& paths, std::istream& standard_input, const std::string& name) {
    const std::lock_guard lock(mutex_);
    std::vector<NewReport> reports;
    std::size_t added = 0;
    const auto put = [&] { added += account_.add(std::exchange(reports, {})); };
    Pipeline pipeline(run_.options().threads, [&](Report&& report) -> Pipeline::Then {
        const auto made = std::make_shared<NewReport>(maker_(std::move(report)));
        return [&, made] {
            reports.push_back(std::move(*made));
            if (reports.size() >= run_.options().batch)
                put();
        };
    });
    const auto take_new = [&](Report report, double) {
        if (!account_.knows(report.sha256))
            pipeline.add(std::move(report));
    };
    std::vector<Problem> problems = read_each(paths, standard_input, wording_, take_new);
    pipeline.finish();
    if (!reports.empty())
        put();
    std::map<std::string, std::vector<Unread>> unread;  // by input, in words
    const auto in_words = [](std::string input) {
        return place({.kind = ProblemKind::missing, .input = std::move(input), .detail = {}});
    };
    for (const std::string& path : paths)
        unread[in_words(name.empty() ? path : name)];
    for (Problem& problem : problems) {
        if (!name.empty())
            problem.input = name;
        if (!problem.is_error()) {
            run_.note(message(problem));
            continue;
        }
        run_.say(message(problem));
        unread[in_words(problem.input)].push_back({place(problem), reason(problem)});
    }
    for (auto& [input, reasons] : unread)
        account_.tell_unread(input, std::move(reasons));
    return added;
}

}  // namespace recount
