// The program: reads the command line, calls one command, turns what goes wrong into one line and an exit status.
#include <iostream>
#include <new>
#include <utility>

#include "command/heap.h"
#include "command/help.h"
#include "command/messages.h"
#include "command/options.h"
#include "command/output_file.h"
#include "command/run.h"
#include "decide/decision_log.h"
#include "store/database.h"

namespace {

using namespace recount;

ExitStatus answer(Request request) {
    switch (request.kind) {
    case Request::Kind::help: std::cout << help_text(request.command); return all_read;
    case Request::Kind::generate:
        std::cout << (request.generate == "man" ? manual_page() : completions(request.generate));
        return all_read;
    case Request::Kind::version: {
        const auto [text, all_there] = Run::versions();
        std::cout << text;
        return all_there ? all_read : nothing_done;
    }
    case Request::Kind::run: break;
    }
    const Command& command = *request.command;
    Run run(std::move(request.options));
    run.require_outputs(command.outputs(run));
    return command.run(run);
}

int fail(const std::string& message) {
    std::cerr << "recount: " << message << "\n";
    return nothing_done;
}

}  // namespace

int main(int argc, char** argv) {
    use_large_pages();
    OutputFile::clean_up_on_signals();
    std::ios::sync_with_stdio(false);
    try {
        const std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
        return answer(read_command_line(arguments));
    } catch (const Failure& failure) {
        return fail(failure.message);
    } catch (const CodebookError& problem) {
        return fail(problem.what());
    } catch (const DecisionLogError& problem) {
        return fail(problem.what());
    } catch (const StoreError& problem) {
        return fail(problem.what());
    } catch (const std::bad_alloc&) {
        return fail(messages::out_of_memory());
    }
}
