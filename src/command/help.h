// What the program tells of itself, all of it written from the table of commands and options (command/options.h): help
// in the terminal, the manual page recount(1), and what shells complete by. Build and packages run
// `recount --generate man|bash|zsh|fish` for the last two.
#pragma once

#include <string>
#include <string_view>

#include "command/options.h"

namespace recount {

/// Help with one command, or with all where it is null. Lines of 80 columns at most.
std::string help_text(const Command* command);

/// The manual page, in the macros of man(7).
std::string manual_page();

/// The completions of a shell: "bash", "zsh" or "fish". Throws Failure for another.
std::string completions(std::string_view shell);

}  // namespace recount
