#include "read/catalogue.h"

#include <functional>
#include <utility>

#include "read/files.h"

namespace recount {

namespace {

/// The bytes that hexadecimal digits stand for.
std::array<std::uint64_t, 4> packed(std::string_view digits) {
    std::array<std::uint64_t, 4> words{};
    constexpr std::size_t digits_a_word = 16;
    for (std::size_t i = 0; i < digits.size() && i < words.size() * digits_a_word; ++i) {
        const char c = digits[i];
        std::uint64_t& word = words[i / digits_a_word];
        word = word << 4 | static_cast<std::uint64_t>(c <= '9' ? c - '0' : c - 'a' + 10);
    }
    return words;
}

}  // namespace

Catalogue::Catalogue(std::vector<std::string> files) : given_(files.size()) {
    for (std::string& path : files)
        files_.push_back({std::move(path), {}});
}

std::size_t Catalogue::add_file(std::string path) {
    files_.push_back({std::move(path), {}});
    return files_.size() - 1;
}

Catalogue::Added Catalogue::add(std::string_view sha256, const std::optional<std::string>& id, std::size_t file,
                                const std::string& numbers, std::string_view words) {
    const Kept kept{words_.size(), static_cast<std::uint32_t>(words.size())};
    const auto [entry, is_new] = by_fingerprint_.try_emplace(packed(sha256), kept);
    if (!is_new) {
        const auto start = words_.begin() + static_cast<std::ptrdiff_t>(entry->second.start);
        return {{}, std::string(start, start + entry->second.size), false};
    }
    words_.insert(words_.end(), words.begin(), words.end());
    if (id && !id->empty() && take(*id))
        return {*id, {}, true};
    const std::string free = place(file, numbers) + (id && !id->empty() ? ":" + *id : "");
    std::string unique = free;
    for (int number = 2; !take(unique); ++number)  // an id may look like another report's place
        unique = free + "#" + std::to_string(number);
    return {std::move(unique), {}, true};
}

bool Catalogue::take(const std::string& id) {
    return ids_.insert(std::hash<std::string>()(id)).second;
}

std::string Catalogue::place(std::size_t file, const std::string& numbers) {
    if (files_[file].path == "-")
        return "stdin" + (numbers.empty() ? ":1" : numbers);
    return numbers.empty() ? name(file, false) : name(file, true) + numbers;
}

const std::string& Catalogue::name(std::size_t file, bool with_ending) {
    std::unordered_set<std::string>& taken = names_taken_[with_ending];
    if (taken.empty() && given_ > 0) {
        std::vector<std::string> paths;
        for (std::size_t i = 0; i < given_; ++i)
            paths.push_back(files_[i].path);
        std::vector<std::string> names = unique_names(paths, with_ending);
        for (std::size_t i = 0; i < given_; ++i) {
            taken.insert(names[i]);
            files_[i].names[with_ending] = std::move(names[i]);
        }
    }
    std::string& name = files_[file].names[with_ending];
    if (name.empty()) {
        name = free_name(files_[file].path, with_ending, taken);
        taken.insert(name);
    }
    return name;
}

}  // namespace recount
