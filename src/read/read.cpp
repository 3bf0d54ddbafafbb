#include "read/read.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <deque>
#include <fstream>
#include <set>
#include <sstream>
#include <utility>

#include "read/catalogue.h"
#include "read/compose.h"
#include "read/encoding.h"
#include "read/files.h"
#include "read/own_output.h"
#include "read/reader.h"
#include "text/sha256.h"
#include "text/utf8.h"

namespace recount {

namespace {

/// An input that is being read, maybe within another.
struct Layer {
    Input* input;
    std::string path;     // of the file that holds it, in the catalogue's terms
    std::string numbers;  // the place in that file, in the same terms
    std::string within;   // the place in the given file, for messages
    Item stated;          // by its container
    bool stated_outranks = false;
    std::optional<std::size_t> file;  // the path's number in the catalogue, once a report of it is there
    std::optional<Problem> told;      // the failure of its bytes that was said
    std::string converted_sha256;     // of its bytes before they were converted to UTF-8; else empty
};

bool same_failure(const std::optional<Problem>& a, const std::optional<Problem>& b) {
    return a && b && a->kind == b->kind && a->at == b->at;
}

void join(std::string& text, std::string_view more) {
    if (!more.empty())
        text.append(text.empty() ? "" : ", ").append(more);
}

/// Fills in what the container states, where the report is silent, or where the container outranks it.
void add_stated(Item& item, const Item& stated, bool outranks) {
    constexpr std::string Item::*texts[] = {&Item::title,       &Item::date_publish, &Item::source_domain, &Item::url,
                                            &Item::description, &Item::language,     &Item::date_fetched};
    for (const auto text : texts)
        if (!(stated.*text).empty() && (outranks || (item.*text).empty()))
            item.*text = stated.*text;
    if (!stated.authors.empty() && (outranks || item.authors.empty()))
        item.authors = stated.authors;
    if (stated.id && (outranks || !item.id))
        item.id = stated.id;
}

/// Readers promise valid UTF-8, but addresses, names and labels come as the world has them: here they are made it. A
/// text that a reader took apart is the reader's word.
void make_valid(Item& item) {
    constexpr std::string Item::*texts[] = {&Item::title,  &Item::date_publish,  &Item::source_domain,
                                            &Item::url,    &Item::description,   &Item::language,
                                            &Item::outlet, &Item::date_modified, &Item::date_fetched};
    constexpr std::vector<std::string> Item::*lists[] = {&Item::authors, &Item::image_credits, &Item::head_lines,
                                                         &Item::tail_lines};
    const auto mend = [](std::string& text) { text = valid_utf8(std::move(text)); };
    for (const auto text : texts)
        mend(item.*text);
    for (const auto list : lists)
        for (std::string& text : item.*list)
            mend(text);
    if (item.id)
        mend(*item.id);
    if (!item.blocks && item.marked.empty())
        mend(item.text);
}

class Collector : public ItemSink {
public:
    /// `bytes`: of all inputs together; 0 where that is not known.
    Collector(const ReadWording& wording, Catalogue& catalogue, const std::function<void(Report, double)>& take,
              std::vector<Problem>& problems, std::uint64_t bytes)
        : wording_(wording), catalogue_(catalogue), take_(take), problems_(problems), bytes_(bytes) {}

    /// Reads one input that was given or found, whatever it is; `file` is its number in the catalogue.
    void collect(Input input, std::size_t file, bool given) {
        name_ = input.name();
        given_ = given;
        problems_named_ = problems_more_ = 0;
        is_silent_ = true;
        read_layer({&input, catalogue_.path(file), {}, {}, {}, false, file, {}, {}});
        bytes_before_ += input.at();
        if (is_silent_)  // folders alone, records of what is no report: an input is never passed over without a word
            problems_.push_back({ProblemKind::nothing_within, name_, 0, 0, {}});
        if (problems_more_ > 0)
            problems_.push_back({ProblemKind::more_problems, name_, 0, problems_more_, {}});
    }

    /// Says once that outputs of this program were passed over. Call when all inputs were read.
    void tell_own_outputs() {
        if (!own_output_)
            return;
        if (own_output_->at > 0)
            own_output_->kind = ProblemKind::own_outputs;
        problems_.push_back(*std::exchange(own_output_, std::nullopt));
    }

    void item(Item item) override {
        Layer& here = layers_.back();
        if (here.input->failure())
            return;  // it is not whole; why is said when all that came before has been read
        const std::uint64_t number = item.number, line = item.label.empty() ? number : 0;
        const std::string label = std::move(item.label);
        const auto tell = [&](ProblemKind kind, std::string detail) {
            problem({kind, {}, line, 0, std::move(detail), label});
        };
        if (!has_word(item.text))
            return tell(number == 0 && item.title.empty() ? ProblemKind::blank : ProblemKind::json_blank_text, {});
        if (number == 0) {
            add_stated(item, here.stated, here.stated_outranks);
            if (!here.converted_sha256.empty())
                item.sha256 = here.converted_sha256;
        }
        make_valid(item);
        if (!here.file)
            here.file = catalogue_.add_file(here.path);
        std::string within = here.within;
        join(within, label);
        const std::string words = place({ProblemKind::missing, name_, line, 0, {}, within});
        ReportPlace stands{item.id.value_or(""), here.path,
                           here.numbers + (number == 0 ? "" : ":" + std::to_string(number))};
        Catalogue::Added added = catalogue_.add(item.sha256, item.id, *here.file, stands.numbers, words);
        if (!added.is_new)
            return tell(ProblemKind::same_report, added.first);
        const std::string date = item.date_publish;
        bool not_a_date = false;
        Report report = item.exported ? std::move(*item.exported) : compose(std::move(item), wording_, not_a_date);
        report.id = std::move(added.id);
        report.input = words;
        report.place = std::move(stands);
        if (not_a_date)
            tell(ProblemKind::not_a_date, date);
        is_silent_ = false;
        take_(std::move(report), share());
    }

    void entry(Input& input, Entry entry) override {
        Layer& outer = layers_.back();
        Layer inner{&input, outer.path, outer.numbers, outer.within, {}, false, outer.file, {}, {}};
        join(inner.within, entry.label);
        if (layers_.size() > max_layers)
            return problem({ProblemKind::too_deep, {}, 0, max_layers, {}, entry.label});
        const bool is_all_of_it = entry.path.empty() && entry.number == 0;
        if (!entry.path.empty()) {
            inner.path += inner.numbers + "/" + valid_utf8(entry.path);
            inner.numbers.clear();
            inner.file.reset();
        } else if (entry.number != 0) {
            inner.numbers += ":" + std::to_string(entry.number);
        }
        inner.stated = is_all_of_it ? outer.stated : std::move(entry.stated);
        inner.stated_outranks = is_all_of_it ? outer.stated_outranks : entry.stated_outranks;
        read_layer(std::move(inner));
        if (same_failure(input.failure(), outer.input->failure()))
            outer.told = outer.input->failure();
    }

    void problem(Problem problem) override {
        Layer& here = layers_.back();
        if (const auto failure = here.input->failure(); failure && problem.is_error()) {
            if (!same_failure(problem, failure))
                return;  // it comes of the bytes that broke off, which is said instead
            here.told = failure;
        }
        is_silent_ = false;
        if (++problems_named_ > max_problems_named) {
            problems_more_ += problem.is_error() ? 1 : 0;
            return;
        }
        problem.input = name_;
        std::string within = here.within;
        join(within, problem.within);
        problem.within = std::move(within);
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

    /// How much of all inputs is read.
    double share() const {
        const std::uint64_t read = bytes_before_ + layers_.front().input->at();
        return bytes_ == 0 ? 0 : std::min(1.0, static_cast<double>(read) / static_cast<double>(bytes_));
    }

    void read_layer(Layer layer) {
        layers_.push_back(std::move(layer));
        Layer& here = layers_.back();
        read_bytes(*here.input);
        if (const auto failure = here.input->failure(); failure && !same_failure(here.told, failure))
            problem(*failure);
        layers_.pop_back();
    }

    void read_bytes(Input& input) {
        const std::string_view head = input.head();
        if (head.empty())
            return problem({ProblemKind::empty, {}, 0, 0, {}});
        if (is_own_output(head))
            return pass_over_own();
        for (const auto& reader : readers())
            if (reader->reads_bytes() && reader->recognises(head))
                return reader->read(input, wording_, *this);
        if (const auto document = told_document(head))
            return problem(*document);
        if (const std::string_view binary = told_binary(head); !binary.empty())
            return problem({ProblemKind::binary, {}, 0, 0, std::string(binary)});
        if (const std::string_view encoding = told_encoding(head); !encoding.empty())
            return read_converted(input, encoding);
        if (const std::size_t nul = head.find('\0'); nul != std::string_view::npos)
            return problem({ProblemKind::nul_byte, {}, 0, nul, {}});
        read_text(input);
    }

    void pass_over_own() {
        if (given_ && layers_.size() == 1)
            return problem({ProblemKind::own_output_given, {}, 0, 0, {}});
        is_silent_ = false;
        if (own_output_)
            ++own_output_->at;
        else
            own_output_ = Problem{ProblemKind::own_output, name_, 0, 0, {}, layers_.back().within};
    }

    void read_text(Input& input) {
        std::string_view head = input.head();
        if (head.starts_with("\xEF\xBB\xBF"))
            head.remove_prefix(3);
        for (const auto& reader : readers())
            if (!reader->reads_bytes() && reader->recognises(head))
                return reader->read(input, wording_, *this);
    }

    /// Another encoding: the whole is converted first, but the fingerprint stays that of the bytes that were given.
    void read_converted(Input& input, std::string_view encoding) {
        std::string bytes;
        if (!input.take_all(bytes, 4 * max_report_bytes))
            return problem({ProblemKind::too_large, {}, 0, 4 * max_report_bytes, {}});
        layers_.back().converted_sha256 = sha256_hex(bytes);
        if (auto bad = to_utf8(bytes))
            return problem(std::move(*bad));
        problem({ProblemKind::other_encoding, {}, 0, 0, std::string(encoding)});
        Fetched origin = input.fetched();
        origin.charset = "utf-8";
        Input converted(input, make_stream_source(std::make_unique<std::istringstream>(std::move(bytes))), origin);
        if (converted.head().empty())
            return problem({ProblemKind::empty, {}, 0, 0, {}});
        read_text(converted);
    }

    const ReadWording& wording_;
    Catalogue& catalogue_;
    const std::function<void(Report, double)>& take_;
    std::vector<Problem>& problems_;
    const std::uint64_t bytes_;
    std::uint64_t bytes_before_ = 0;  // of the inputs that were read before this one
    std::string name_;
    bool given_ = false;                 // the input, and not found in a folder
    std::optional<Problem> own_output_;  // the first one that was found; at: how many more
    std::deque<Layer> layers_;           // the given file's first, the innermost last; never moved
    std::uint64_t problems_named_ = 0, problems_more_ = 0;
    bool is_silent_ = true;  // neither a report nor a problem came of the input so far
};

std::unique_ptr<ByteSource> open_file(const std::filesystem::path& file) {
    std::error_code error;
    if (std::filesystem::is_fifo(file, error))
        return make_pipe_source(file);
    auto stream = std::make_unique<std::ifstream>(file, std::ios::binary);
    return *stream ? make_stream_source(std::move(stream)) : nullptr;
}

/// A file's name for people: from the folder they are in, where it is below that.
std::string shown(const std::filesystem::path& file) {
    std::error_code error;
    const auto here = std::filesystem::current_path(error);
    const auto near = file.lexically_relative(here);
    return error || near.empty() || *near.begin() == ".." ? file.string() : near.string();
}

/// How many bytes the files have together; 0 where one of them, as a pipe, does not tell.
std::uint64_t size_of(const std::vector<std::filesystem::path>& files) {
    std::uint64_t all = 0;
    for (const std::filesystem::path& file : files) {
        std::error_code error;
        if (!std::filesystem::is_regular_file(file, error))
            return 0;
        const std::uint64_t size = std::filesystem::file_size(file, error);
        all += error ? 0 : size;
    }
    return all;
}

/// The paths as find_files() gives those that are files.
std::set<std::filesystem::path> given_files(const std::vector<std::string>& paths) {
    std::error_code error;
    std::set<std::filesystem::path> files;
    for (const std::string& path : paths)
        files.insert(std::filesystem::absolute(path, error).lexically_normal());
    return files;
}

}  // namespace

std::vector<Problem> read_each(const std::vector<std::string>& paths, std::istream& standard_input,
                               const ReadWording& wording, const std::function<void(Report, double)>& take) {
    std::vector<Problem> problems;
    const std::vector<std::filesystem::path> files = find_files(paths, problems);
    const bool from_standard_input = std::find(paths.begin(), paths.end(), "-") != paths.end();
    std::vector<std::string> names;
    for (const std::filesystem::path& file : files)
        names.push_back(valid_utf8(file.string()));
    Catalogue catalogue(std::move(names));
    const std::set<std::filesystem::path> given = given_files(paths);
    Collector collector(wording, catalogue, take, problems, from_standard_input ? 0 : size_of(files));
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (auto source = open_file(files[i]))
            collector.collect(Input(shown(files[i]), std::move(source)), i, given.contains(files[i]));
        else
            problems.push_back({ProblemKind::unreadable, shown(files[i]), 0, 0, std::strerror(errno)});
    }
    if (from_standard_input)
        collector.collect(Input("standard input", std::make_unique<std::istream>(standard_input.rdbuf())),
                          catalogue.add_file("-"), true);
    collector.tell_own_outputs();
    std::stable_sort(problems.begin(), problems.end(),
                     [](const Problem& a, const Problem& b) { return a.input < b.input; });
    return problems;
}

ReadResult read(const std::vector<std::string>& paths, std::istream& standard_input, const ReadWording& wording,
                const std::function<void(double)>& each) {
    ReadResult result;
    result.problems = read_each(paths, standard_input, wording, [&](Report report, double share) {
        result.reports.push_back(std::move(report));
        if (each)
            each(share);
    });
    std::sort(result.reports.begin(), result.reports.end(),
              [](const Report& a, const Report& b) { return a.id < b.id; });
    return result;
}

}  // namespace recount
