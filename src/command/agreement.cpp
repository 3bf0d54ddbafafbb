// recount agreement: how far two coders agree, from their logs of decisions.
#include <algorithm>
#include <array>
#include <set>

#include "agree/agreement.h"
#include "command/messages.h"
#include "command/run.h"
#include "show/agreement.h"
#include "show/wording.h"

namespace recount {

namespace {

/// One coder's decisions, and how the coder is called.
struct Coder {
    std::string name;
    std::vector<Decision> decisions;
};

/// Throws Failure.
void require_decisions(const std::string& file, const std::vector<Decision>& log) {
    if (log.empty())
        throw Failure{file + ": has no decision; there is nothing to compare"};
}

/// Throws Failure and DecisionLogError.
std::vector<Decision> read_log(const Run& run, const std::string& file) {
    DecisionLog log = read_decision_log(file);
    for (const BadLine& line : log.bad)
        run.note(messages::no_decision(file, line.line, line.why));
    require_decisions(file, log.decisions);
    return std::move(log.decisions);
}

using Names = std::set<std::string>;

/// "3 rounds (a, b, c)".
std::string counted_names(const Names& names, std::string_view one) {
    return counted(names.size(), one) +
           (names.empty() ? "" : " (" + joined(std::vector<std::string>(names.begin(), names.end()), ", ") + ")");
}

/// Throws Failure.
[[noreturn]] void refuse(const std::string& file, const Names& rounds, const Names& coders) {
    if (rounds.size() < 2 && coders.size() < 2)
        throw Failure{messages::no_two_coders(file)};
    throw Failure{file + ": has " + counted_names(rounds, "round") + " and " + counted_names(coders, "coder") +
                  ", and two are compared; put the decisions of each of two into a log of its own and give both logs"};
}

/// The two rounds of one log, else its two coders. What is of no round is adjudicated where there are rounds.
std::array<Coder, 2> two_in(const std::string& file, const std::vector<Decision>& log) {
    std::vector<Names> found;
    for (std::string Decision::*field : {&Decision::round, &Decision::by}) {
        Names& names = found.emplace_back();
        for (const Decision& decision : log)
            if (!(decision.*field).empty())
                names.insert(decision.*field);
        if (names.size() != 2)
            continue;
        std::array<Coder, 2> coders{Coder{*names.begin(), {}}, Coder{*names.rbegin(), {}}};
        for (const Decision& decision : log)
            for (Coder& coder : coders)
                if (decision.*field == coder.name)
                    coder.decisions.push_back(decision);
        return coders;
    }
    refuse(file, found[0], found[1]);
}

std::array<Coder, 2> coders_of(const Run& run) {
    const std::vector<std::string>& files = run.options().paths;
    if (files.size() == 1)
        return two_in(files.front(), read_log(run, files.front()));
    if (files.size() != 2)
        throw Failure{messages::logs_missing()};
    return {Coder{files[0], read_log(run, files[0])}, Coder{files[1], read_log(run, files[1])}};
}

}  // namespace

ExitStatus run_agreement(Run& run) {
    const std::string& format = run.options().format;
    if (!format.empty() && format != "json" && format != "text")
        throw Failure{messages::gives_no("agreement", format)};
    const std::array<Coder, 2> coders = coders_of(run);
    const Agreement agreement = agreement_of(coding_of(coders[0].decisions), coding_of(coders[1].decisions));
    run.write_output([&](std::ostream& out) {
        (format == "json" ? write_agreement_json : write_agreement)(agreement, coders[0].name, coders[1].name, out);
    });
    return all_read;
}

}  // namespace recount
