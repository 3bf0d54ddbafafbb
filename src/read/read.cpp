#include "read/read.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <map>
#include <sstream>
#include <tuple>

#include "read/compose.h"
#include "read/encoding.h"
#include "read/files.h"
#include "read/reader.h"
#include "text/sha256.h"
#include "text/utf8.h"

namespace recount {

namespace {

/// A report that was read, before it has its id.
struct Found {
    Report report;
    std::optional<std::string> id;  // that its input states
    std::size_t file = 0;           // into the files; standard input stands behind them
    std::uint64_t number = 0;
};

class Collector : public ItemSink {
public:
    Collector(const ReadWording& wording, std::vector<Found>& found, std::vector<Problem>& problems)
        : wording_(wording), found_(found), problems_(problems) {}

    /// Reads one input, whatever it is.
    void collect(Input input, std::size_t file) {
        name_ = input.name();
        file_ = file;
        converted_sha256_.clear();
        const std::string_view head = input.head();
        if (head.empty())
            return problem({ProblemKind::empty, {}, 0, 0, {}});
        if (const std::string_view binary = told_binary(head); !binary.empty())
            return problem({ProblemKind::binary, {}, 0, 0, std::string(binary)});
        if (const std::string_view encoding = told_encoding(head); !encoding.empty())
            return collect_converted(input, encoding);
        if (const std::size_t nul = head.find('\0'); nul != std::string_view::npos)
            return problem({ProblemKind::nul_byte, {}, 0, nul, {}});
        read_as_told(input);
    }

    void item(Item item) override {
        if (!has_word(item.text))
            return problem({item.number == 0 && item.title.empty() ? ProblemKind::blank : ProblemKind::json_blank_text,
                            {},
                            item.number,
                            0,
                            {}});
        if (!converted_sha256_.empty() && item.number == 0)
            item.sha256 = converted_sha256_;
        Found found;
        found.id = std::move(item.id);
        found.file = file_;
        found.number = item.number;
        const std::string date = item.date_publish;
        bool not_a_date = false;
        found.report = compose(std::move(item), wording_, not_a_date);
        found.report.input = name_ + (found.number == 0 ? "" : ", line " + std::to_string(found.number));
        if (not_a_date)
            problem({ProblemKind::not_a_date, {}, found.number, 0, date});
        found_.push_back(std::move(found));
    }

    void problem(Problem problem) override {
        problem.input = name_;
        problems_.push_back(std::move(problem));
    }

private:
    static bool has_word(std::string_view text) {
        for (std::size_t at = 0; at < text.size();) {
            const char32_t c = next_code_point(text, at);
            if (c > 0x20 && c != 0xA0 && c != 0xFEFF && c != 0x200B)
                return true;
        }
        return false;
    }

    void read_as_told(Input& input) {
        std::string_view head = input.head();
        if (head.starts_with("\xEF\xBB\xBF"))
            head.remove_prefix(3);
        for (const auto& reader : readers())
            if (reader->recognises(head))
                return reader->read(input, wording_, *this);
    }

    /// Another encoding: the whole is converted first, but the fingerprint stays that of the bytes that were given.
    void collect_converted(Input& input, std::string_view encoding) {
        std::string bytes;
        if (!input.take_all(bytes, 4 * max_report_bytes))
            return problem({ProblemKind::too_large, {}, 0, 4 * max_report_bytes, {}});
        converted_sha256_ = sha256_hex(bytes);
        if (auto bad = to_utf8(bytes))
            return problem(std::move(*bad));
        problem({ProblemKind::other_encoding, {}, 0, 0, std::string(encoding)});
        Input converted(name_, std::make_unique<std::istringstream>(std::move(bytes)));
        if (converted.head().empty())
            return problem({ProblemKind::empty, {}, 0, 0, {}});
        read_as_told(converted);
    }

    const ReadWording& wording_;
    std::vector<Found>& found_;
    std::vector<Problem>& problems_;
    std::string name_, converted_sha256_;
    std::size_t file_ = 0;
};

/// Of reports with the same bytes the first stays: by file, then by place in it.
void drop_repeats(std::vector<Found>& found, std::vector<Problem>& problems) {
    std::map<std::string_view, const Found*> first;
    std::vector<bool> dropped(found.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        const auto [entry, is_new] = first.try_emplace(found[i].report.sha256, &found[i]);
        if (is_new)
            continue;
        dropped[i] = true;
        problems.push_back({ProblemKind::same_report, found[i].report.input, 0, 0, entry->second->report.input});
    }
    std::vector<Found> kept;
    for (std::size_t i = 0; i < found.size(); ++i)
        if (!dropped[i])
            kept.push_back(std::move(found[i]));
    found = std::move(kept);
}

/// The id by the contract's rule. A stated id that two reports bear gets its file's name in front.
void give_ids(std::vector<Found>& found, const std::vector<std::filesystem::path>& files) {
    const std::vector<std::string> names = unique_names(files, false), names_with_ending = unique_names(files, true);
    std::map<std::string, int> bearers;
    for (const Found& one : found)
        if (one.id)
            ++bearers[*one.id];
    const auto place = [&](const Found& one) {
        const bool from_standard_input = one.file == files.size();
        if (from_standard_input)
            return "stdin:" + std::to_string(std::max<std::uint64_t>(one.number, 1));
        return one.number == 0 ? names[one.file] : names_with_ending[one.file] + ":" + std::to_string(one.number);
    };
    std::map<std::string, int> taken;
    for (Found& one : found) {
        std::string id = !one.id || one.id->empty() ? place(one)
                         : bearers[*one.id] == 1    ? *one.id
                                                    : place(one) + ":" + *one.id;
        if (const int before = taken[id]++; before > 0)  // an id may look like another report's place
            id += "#" + std::to_string(before + 1);
        one.report.id = std::move(id);
    }
}

/// A file's name for people: from the folder they are in, where it is below that.
std::string shown(const std::filesystem::path& file) {
    std::error_code error;
    const auto here = std::filesystem::current_path(error);
    const auto near = file.lexically_relative(here);
    return error || near.empty() || *near.begin() == ".." ? file.string() : near.string();
}

}  // namespace

ReadResult read(const std::vector<std::string>& paths, std::istream& standard_input, const ReadWording& wording) {
    ReadResult result;
    std::vector<Found> found;
    const std::vector<std::filesystem::path> files = find_files(paths, result.problems);
    Collector collector(wording, found, result.problems);
    for (std::size_t i = 0; i < files.size(); ++i) {
        auto stream = std::make_unique<std::ifstream>(files[i], std::ios::binary);
        if (*stream)
            collector.collect(Input(shown(files[i]), std::move(stream)), i);
        else
            result.problems.push_back({ProblemKind::unreadable, shown(files[i]), 0, 0, std::strerror(errno)});
    }
    if (std::find(paths.begin(), paths.end(), "-") != paths.end())
        collector.collect(Input("standard input", std::make_unique<std::istream>(standard_input.rdbuf())),
                          files.size());

    drop_repeats(found, result.problems);
    give_ids(found, files);
    std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.report.id < b.report.id; });
    for (Found& one : found)
        result.reports.push_back(std::move(one.report));
    std::stable_sort(result.problems.begin(), result.problems.end(), [](const Problem& a, const Problem& b) {
        return std::tie(a.input, a.line) < std::tie(b.input, b.line);
    });
    return result;
}

}  // namespace recount
