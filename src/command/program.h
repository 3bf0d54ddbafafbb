// What the program does with a command line: reads it, calls one command, and turns what goes wrong into one line and
// an exit status.
#pragma once

#include <span>
#include <string>

#include "command/options.h"

namespace recount {

/// `arguments` are those behind the program's name. What cannot be done is said on standard error.
ExitStatus run_program(std::span<const std::string> arguments);

}  // namespace recount
