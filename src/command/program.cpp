#include "command/program.h"

#include <iostream>
#include <new>
#include <utility>

#include "command/help.h"
#include "command/messages.h"
#include "command/run.h"
#include "decide/decision_log.h"
#include "store/database.h"

namespace recount {

namespace {

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

ExitStatus fail(const std::string& message) {
    std::cerr << "recount: " << message << "\n";
    return nothing_done;
}

}  // namespace

ExitStatus run_program(std::span<const std::string> arguments) {
    try {
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

}  // namespace recount
