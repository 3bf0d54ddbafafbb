#include "serve/folder_watch.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <poll.h>
#include <stdexcept>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "read/files.h"

namespace recount {

namespace fs = std::filesystem;

namespace {

constexpr std::uint32_t told_of =
    IN_CREATE | IN_MODIFY | IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_ONLYDIR;

}  // namespace

FolderWatch::FolderWatch(const std::string& folder, Settings settings)
    : folder_(fs::absolute(folder).lexically_normal().string()),
      settings_(settings),
      notifier_(inotify_init1(IN_NONBLOCK | IN_CLOEXEC)),
      settling_(settings.settle, settings.unclosed) {
    std::error_code error;
    if (!fs::is_directory(folder_, error))
        throw std::runtime_error(folder + ": is no folder that could be watched");
    follow_identity();
}

FolderWatch::~FolderWatch() {
    if (notifier_ >= 0)
        close(notifier_);
}

void FolderWatch::forget_folders() {
    for (const auto& [number, folder] : folders_)
        inotify_rm_watch(notifier_, number);
    folders_.clear();
    open_.clear();
}

/// Looks whether the folder is the one that is watched: the system goes on telling of one that was moved away.
void FolderWatch::follow_identity() {
    struct stat found {};
    const bool is_folder = stat(folder_.c_str(), &found) == 0 && S_ISDIR(found.st_mode);
    const std::optional<Identity> now =
        is_folder ? std::optional<Identity>({found.st_dev, found.st_ino}) : std::nullopt;
    if (now == identity_)
        return;
    forget_folders();
    identity_ = now;
    is_told_ = true;
    if (identity_)
        watch_below(folder_);
}

/// Where the system watches no more folders, looking now and then must do.
void FolderWatch::watch_below(const std::string& folder) {
    if (notifier_ < 0)
        return;
    const int number = inotify_add_watch(notifier_, folder.c_str(), told_of);
    if (number < 0)
        return;
    folders_[number] = folder;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error))
        if (entry.is_directory(error) && !entry.is_symlink(error))
            watch_below(entry.path().string());
}

/// Whether something happened in the time.
bool FolderWatch::take_events(std::chrono::milliseconds longest) {
    pollfd ready{notifier_, POLLIN, 0};
    if (poll(&ready, notifier_ >= 0 ? 1 : 0, static_cast<int>(longest.count())) <= 0)
        return false;
    alignas(inotify_event) std::array<char, 64 * 1024> bytes;
    for (ssize_t size = read(notifier_, bytes.data(), bytes.size()); size > 0;
         size = read(notifier_, bytes.data(), bytes.size())) {
        for (ssize_t at = 0; at < size;) {
            const auto* event = reinterpret_cast<const inotify_event*>(bytes.data() + at);
            at += static_cast<ssize_t>(sizeof(inotify_event) + event->len);
            const auto found = folders_.find(event->wd);
            if (found == folders_.end() || event->len == 0)
                continue;
            const std::string path = (fs::path(found->second) / event->name).string();
            if (event->mask & IN_ISDIR) {
                if (event->mask & (IN_CREATE | IN_MOVED_TO))
                    watch_below(path);
            } else if (event->mask & (IN_CREATE | IN_MODIFY)) {
                open_.insert(path);
            } else {
                open_.erase(path);
            }
        }
    }
    return true;
}

std::map<std::string, SettlingFiles::Look> FolderWatch::look() const {
    std::map<std::string, SettlingFiles::Look> found;
    std::vector<Problem> ignored;
    for (const fs::path& file : find_files({folder_}, ignored)) {
        std::error_code error;
        const auto size = fs::file_size(file, error);
        const auto changed = fs::last_write_time(file, error);
        if (!error)
            found[file.string()] = {{size, changed.time_since_epoch().count()}, open_.contains(file.string())};
    }
    return found;
}

std::vector<std::string> FolderWatch::wait(std::chrono::milliseconds longest) {
    const Clock::time_point end = Clock::now() + longest;
    for (;;) {
        const auto now = Clock::now();
        follow_identity();
        if (is_told_ || settling_.is_waiting() || now - looked_ >= settings_.look) {
            is_told_ = false;
            looked_ = now;
            std::vector<std::string> files = settling_.whole(look(), now);
            if (!files.empty())
                return files;
        }
        if (now >= end)
            return {};
        auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - now);
        left = std::min(left, settling_.is_waiting() ? settings_.settle / 2 : settings_.look);
        is_told_ |= take_events(std::max(left, std::chrono::milliseconds(1)));
        // Files that are being written tell of every piece: one look in a while is enough.
        if (is_told_)
            poll(nullptr, 0, 50);
    }
}

}  // namespace recount
