#include "read/files.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <system_error>

namespace recount {

namespace fs = std::filesystem;

namespace {

/// Goes through folders; remembers which ones it is in, so that a link that leads back is not followed.
class FolderSearch {
public:
    FolderSearch(std::vector<fs::path>& files, std::vector<Problem>& problems) : files_(files), problems_(problems) {}

    /// Adds what the path stands for; `given` when the user named it.
    void add(const fs::path& path, bool given) {
        std::error_code error;
        const fs::file_status status = fs::status(path, error);
        if (status.type() == fs::file_type::not_found)
            return report(ProblemKind::missing, path, {});
        if (error)
            return report(ProblemKind::unreadable, path, error.message());
        if (fs::is_directory(status))
            return search(path, given);
        if (fs::is_regular_file(status) || (given && (fs::is_fifo(status) || fs::is_character_file(status))))
            files_.push_back(fs::absolute(path, error).lexically_normal());
        else
            report(ProblemKind::not_a_file, path, {});
    }

private:
    void search(const fs::path& folder, bool given) {
        std::error_code error;
        const fs::path real = fs::canonical(folder, error);
        if (std::find(open_.begin(), open_.end(), real) != open_.end())
            return report(ProblemKind::folder_loop, folder, {});
        std::vector<fs::path> entries;
        fs::directory_iterator entry(folder, error);
        for (; !error && entry != fs::directory_iterator(); entry.increment(error))
            if (!entry->path().filename().string().starts_with('.'))
                entries.push_back(entry->path());
        if (error)
            return report(ProblemKind::unreadable, folder, error.message());
        std::sort(entries.begin(), entries.end());
        const std::size_t files_before = files_.size(), problems_before = problems_.size();
        open_.push_back(real);
        for (const fs::path& path : entries)
            add(path, false);
        open_.pop_back();
        if (given && files_.size() == files_before && problems_.size() == problems_before)
            report(ProblemKind::folder_empty, folder, {});
    }

    void report(ProblemKind kind, const fs::path& path, std::string detail) {
        problems_.push_back({kind, path.string(), 0, 0, std::move(detail)});
    }

    std::vector<fs::path>& files_;
    std::vector<Problem>& problems_;
    std::vector<fs::path> open_;
};

/// The name without its ending: what stands behind the last dot, unless the name begins with it.
std::string_view without_ending(std::string_view name) {
    const std::size_t dot = name.rfind('.');
    return dot == std::string_view::npos || dot == 0 ? name : name.substr(0, dot);
}

bool is_packed_name(std::string_view name) {
    constexpr std::string_view endings[] = {".gz", ".zst", ".bz2", ".xz"};
    return std::any_of(std::begin(endings), std::end(endings), [&](auto ending) { return name.ends_with(ending); });
}

}  // namespace

std::string last_parts(std::string_view path, std::size_t parts, bool with_ending) {
    std::size_t start = path.size();
    for (std::size_t i = 0; i < parts && start > 0 && start != std::string_view::npos; ++i)
        start = path.rfind('/', start - 1);
    path.remove_prefix(start == std::string_view::npos || start == path.size() ? 0 : start + 1);
    if (with_ending)
        return std::string(path);
    const std::size_t name_at = path.rfind('/') + 1;
    std::string_view name = path.substr(name_at);
    name = without_ending(is_packed_name(name) ? without_ending(name) : name);
    return std::string(path.substr(0, name_at)).append(name);
}

std::vector<fs::path> find_files(const std::vector<std::string>& paths, std::vector<Problem>& problems) {
    std::vector<fs::path> files;
    FolderSearch search(files, problems);
    for (const std::string& path : paths)
        if (path != "-")
            search.add(path, true);
    std::sort(files.begin(), files.end());
    for (std::size_t i = 1; i < files.size(); ++i)
        if (files[i] == files[i - 1] && (i == 1 || files[i] != files[i - 2]))
            problems.push_back({ProblemKind::same_path, files[i].string(), 0, 0, {}});
    files.erase(std::unique(files.begin(), files.end()), files.end());
    return files;
}

std::string free_name(const std::string& file, bool with_ending, const std::unordered_set<std::string>& taken) {
    const auto deepest = 1 + static_cast<std::size_t>(std::count(file.begin(), file.end(), '/'));
    std::string name;
    for (std::size_t count = 1; count <= deepest; ++count)
        if (name = last_parts(file, count, with_ending); !taken.contains(name))
            break;
    return name;
}

std::vector<std::string> unique_names(const std::vector<std::string>& files, bool with_ending) {
    std::vector<std::string> names(files.size());
    std::vector<std::size_t> open(files.size());
    for (std::size_t i = 0; i < open.size(); ++i)
        open[i] = i;
    std::size_t deepest = 1;
    for (const std::string& file : files)
        deepest = std::max(deepest, 1 + static_cast<std::size_t>(std::count(file.begin(), file.end(), '/')));
    // Where every folder in front has not parted two files, their endings do.
    for (std::size_t count = 1; !open.empty() && count <= deepest + 1; ++count) {
        std::map<std::string, std::vector<std::size_t>> bearers;
        for (const std::size_t i : open)
            bearers[count <= deepest ? last_parts(files[i], count, with_ending) : last_parts(files[i], 1, true)]
                .push_back(i);
        open.clear();
        for (const auto& [name, files_of_name] : bearers)
            for (const std::size_t i : files_of_name) {
                names[i] = name;
                if (files_of_name.size() > 1)
                    open.push_back(i);
            }
    }
    return names;
}

}  // namespace recount
