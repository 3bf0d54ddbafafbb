#include "read/catalogue.h"

#include <algorithm>
#include <map>
#include <utility>

#include "read/files.h"

namespace recount {

namespace {

/// The bytes that hexadecimal digits stand for.
std::string packed(std::string_view digits) {
    std::string bytes;
    const auto value = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2)
        bytes += static_cast<char>(value(digits[i]) * 16 + value(digits[i + 1]));
    return bytes;
}

}  // namespace

std::size_t Catalogue::add_file(std::string path) {
    files_.push_back(std::move(path));
    return files_.size() - 1;
}

std::optional<std::string> Catalogue::add(std::string_view sha256, std::optional<std::string> id, std::size_t file,
                                          std::string numbers, std::string words) {
    const auto [entry, is_new] = by_fingerprint_.try_emplace(packed(sha256), found_.size());
    if (!is_new)
        return found_[entry->second].words;
    found_.push_back({std::move(id), file, std::move(numbers), std::move(words)});
    return std::nullopt;
}

std::vector<Listed> Catalogue::listed() const {
    const std::vector<std::string> names = unique_names(files_, false), names_with_ending = unique_names(files_, true);
    std::map<std::string_view, int> bearers;
    for (const Found& one : found_)
        if (one.id)
            ++bearers[*one.id];
    const auto place = [&](const Found& one) {
        if (files_[one.file] == "-")
            return "stdin" + (one.numbers.empty() ? ":1" : one.numbers);
        return one.numbers.empty() ? names[one.file] : names_with_ending[one.file] + one.numbers;
    };
    std::map<std::string, int> taken;
    std::vector<Listed> reports;
    for (std::size_t i = 0; i < found_.size(); ++i) {
        const Found& one = found_[i];
        std::string id = !one.id || one.id->empty() ? place(one)
                         : bearers[*one.id] == 1    ? *one.id
                                                    : place(one) + ":" + *one.id;
        if (const int before = taken[id]++; before > 0)  // an id may look like another report's place
            id += "#" + std::to_string(before + 1);
        reports.push_back({std::move(id), i});
    }
    std::sort(reports.begin(), reports.end(), [](const Listed& a, const Listed& b) { return a.id < b.id; });
    return reports;
}

}  // namespace recount
