#include "command/screen.h"

#include <algorithm>
#include <sys/ioctl.h>
#include <unistd.h>

namespace recount {

Screen screen_of(const Options& options) {
    constexpr std::size_t widest = 140;
    Screen screen;
    winsize size{};
    if (options.output.empty() && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
        screen.width = std::min<std::size_t>(size.ws_col, widest);
        screen.height = size.ws_row;
    }
    return screen;
}

}  // namespace recount
