#include "serve/settling_files.h"

namespace recount {

std::vector<std::string> SettlingFiles::whole(const std::map<std::string, Look>& found, Clock::time_point now) {
    std::vector<std::string> files;
    std::erase_if(known_, [&](const auto& known) { return !found.contains(known.first); });
    waiting_ = 0;
    for (const auto& [name, look] : found) {
        const auto [known, is_new] = known_.try_emplace(name, Known{look.stamp, now});
        Known& file = known->second;
        if (file.stamp != look.stamp)
            file = {look.stamp, now};
        if (file.told)
            continue;
        if (now - file.since >= (look.open ? unclosed_ : settle_)) {
            file.told = true;
            files.push_back(name);
        } else {
            ++waiting_;
        }
    }
    return files;
}

}  // namespace recount
