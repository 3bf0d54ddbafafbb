#include "command/run.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <mutex>
#include <thread>
#include <unistd.h>

#include "annotate/chain.h"
#include "check/rules.h"
#include "command/messages.h"
#include "gather/gather.h"
#include "reconcile/rules.h"
#include "report/language_tag.h"
#include "show/wording.h"

namespace recount {

namespace fs = std::filesystem;

namespace {

fs::path executable_folder() {
    std::error_code error;
    const fs::path executable = fs::read_symlink("/proc/self/exe", error);
    return error ? fs::path() : executable.parent_path();
}

/// The first of the places where installed and built data stand that exists, else the last one.
std::string find_data(const std::vector<fs::path>& places) {
    std::error_code error;
    for (const fs::path& place : places)
        if (fs::exists(place, error))
            return place.string();
    return places.back().string();
}

std::string codebook_folder(const Options& options) {
    const fs::path here = executable_folder();
    return !options.codebook.empty()
               ? options.codebook
               : find_data({here / "../share/recount/codebook", here / "codebook", RECOUNT_CODEBOOK_DIR});
}

/// Says on a terminal how far a step is, in a line that is written over; elsewhere it is silent.
class Progress {
public:
    /// `all`: of how many; 0 where nobody knows yet.
    explicit Progress(std::string step, std::size_t all = 0)
        : step_(std::move(step)), all_(all), shown_(isatty(STDERR_FILENO) == 1 && (all == 0 || all > 20)) {}
    ~Progress() { end(); }

    /// Takes the line away, so that others may be written.
    void end() {
        if (shown_)
            std::cerr << "\r\033[K" << std::flush;
        shown_ = false;
    }

    void advance() {
        const std::size_t done = ++done_;
        if (shown_ && (done % 16 == 0 || done == all_)) {
            const std::lock_guard lock(mutex_);
            std::cerr << "\r" << messages::progress(step_, done, all_) << std::flush;
        }
    }

private:
    std::string step_;
    std::size_t all_;
    bool shown_;
    std::atomic<std::size_t> done_ = 0;
    std::mutex mutex_;
};

/// Says once how many reports are in which other language.
void say_not_annotated(const std::vector<AnnotatedReport>& reports) {
    std::map<std::string, std::size_t> by_language;
    std::size_t count = 0;
    for (const AnnotatedReport& report : reports)
        if (!report.annotated) {
            ++by_language[language_name(report.report.language)];
            ++count;
        }
    std::vector<std::string> languages;
    for (const auto& [language, number] : by_language)
        languages.push_back(language + ": " + std::to_string(number));
    if (count > 0)
        std::cerr << "recount: " << messages::not_annotated(count, joined(languages, ", ")) << "\n";
}

/// Takes away the claims whose confidence, as it is written, is less; gives how many.
std::size_t leave_out_unsure(std::vector<Claim>& claims, double least) {
    return std::erase_if(claims, [&](const Claim& claim) { return to_three_decimals(claim.confidence) < least; });
}

}  // namespace

Run::Run(Options options)
    : options_(std::move(options)), codebook_(Codebook::load(codebook_folder(options_))), names_(codebook_) {}

EventProfile Run::profile(const std::string& name) const {
    if (name.ends_with(".toml"))
        return EventProfile::load(name);
    std::error_code error;
    std::vector<std::string> names;
    for (const std::string& folder : {codebook_folder(options_), codebook_folder({})}) {
        for (const auto& entry : fs::directory_iterator(fs::path(folder) / "profiles", error))
            if (entry.path().extension() == ".toml")
                names.push_back(entry.path().stem().string());
        if (std::find(names.begin(), names.end(), name) != names.end())
            return EventProfile::load(fs::path(folder) / "profiles" / (name + ".toml"));
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    throw Failure{messages::no_profile(name, joined(names, ", "))};
}

const Gazetteer& Run::gazetteer() {
    if (!gazetteer_) {
        const fs::path here = executable_folder();
        try {
            gazetteer_ = Gazetteer::open(find_data({here / "../share/recount/gazetteer.bin", here / "gazetteer.bin",
                                                    fs::path(RECOUNT_BUILD_DIR) / "gazetteer.bin"}));
        } catch (const std::runtime_error& problem) {
            throw Failure{messages::no_gazetteer(problem.what())};
        }
    }
    return *gazetteer_;
}

std::string Run::model_file() const {
    if (!options_.model.empty())
        return options_.model;
    if (const char* named = std::getenv("RECOUNT_MODEL"); named && *named)
        return named;
    const fs::path here = executable_folder();
    return find_data({here / "../share/recount/english.model", here / "english.model",
                      fs::path(RECOUNT_CODEBOOK_DIR).parent_path() / "models/english.model"});
}

const LanguageModel* Run::find_language() {
    const bool named = !options_.model.empty() || std::getenv("RECOUNT_MODEL");
    std::error_code error;
    return named || fs::exists(model_file(), error) ? &language() : nullptr;
}

const LanguageModel& Run::language() {
    if (!language_) {
        try {
            language_ = LanguageModel::open(model_file());
        } catch (const ModelError& problem) {
            throw Failure{problem.what()};
        }
    }
    return *language_;
}

void Run::tell(const std::vector<Problem>& problems, std::size_t reports) {
    for (const Problem& problem : problems) {
        std::cerr << "recount: " << message(problem) << "\n";
        if (problem.is_error())
            unread_.push_back({place(problem), reason(problem)});
    }
    if (reports == 0)
        throw Failure{messages::nothing_read()};
    if (!unread_.empty())
        std::cerr << "recount: " << messages::read_summary(reports, unread_.size()) << "\n";
}

std::vector<Report> Run::read_inputs() {
    Progress progress("reading report");
    ReadResult result = read(options_.paths, std::cin, ReadWording(codebook_), [&progress] { progress.advance(); });
    progress.end();
    tell(result.problems, result.reports.size());
    return std::move(result.reports);
}

std::vector<Listed> Run::read_each(const std::function<void(const Report&)>& take) {
    Progress progress("reading report");
    Listing listing = recount::read_each(options_.paths, std::cin, ReadWording(codebook_), [&](const Report& report) {
        take(report);
        progress.advance();
    });
    progress.end();
    tell(listing.problems, listing.reports.size());
    return std::move(listing.reports);
}

std::vector<AnnotatedReport> Run::annotate_inputs() {
    std::vector<Report> reports = read_inputs();
    const AnnotatorChain chain = make_chain(codebook_, names(), gazetteer(), find_language());
    say_unread_keys();
    std::vector<AnnotatedReport> annotated(reports.size());
    std::atomic<std::size_t> left_out = 0;
    in_parallel("annotating report", reports.size(), [&](std::size_t i) {
        annotated[i] = chain.annotate(std::move(reports[i]));
        left_out += leave_out_unsure(annotated[i].layers.claims, options_.confidence);
    });
    left_out_ = {options_.confidence, left_out};
    say_not_annotated(annotated);
    return annotated;
}

void Run::say_unread_keys() {
    const ReconcileRules rules(codebook_);  // what later stages read is read too
    gather({}, codebook_);
    const CheckRules check(codebook_);
    for (const std::string& message : codebook_.unread())
        std::cerr << "recount: " << message << "\n";
}

Provenance Run::provenance() {
    const LanguageModel* language = find_language();
    return {"recount " RECOUNT_VERSION,
            codebook_.name(),
            codebook_.version(),
            codebook_.sha256(),
            "gazetteer " + gazetteer().sha256() + (language ? ", language " + language->file().sha256() : ""),
            left_out_};
}

void Run::in_parallel(const std::string& step, std::size_t count, const std::function<void(std::size_t)>& work) const {
    Progress progress(step, count);
    std::atomic<std::size_t> next = 0;
    std::exception_ptr failure;
    std::mutex failure_mutex;
    const auto take_turns = [&] {
        try {
            for (std::size_t i = next++; i < count; i = next++) {
                work(i);
                progress.advance();
            }
        } catch (...) {
            const std::lock_guard lock(failure_mutex);
            failure = std::current_exception();
            next = count;
        }
    };
    std::vector<std::thread> threads;
    for (std::size_t i = 1; i < std::min<std::size_t>(options_.threads, count); ++i)
        threads.emplace_back(take_turns);
    take_turns();
    for (std::thread& thread : threads)
        thread.join();
    if (failure)
        std::rethrow_exception(failure);
}

void Run::write_output(const std::function<void(std::ostream&)>& write) const {
    if (!options_.output.empty())
        return write_file(options_.output, write);
    write(std::cout);
    std::cout.flush();
    if (!std::cout)
        throw Failure{messages::cannot_write("standard output", std::strerror(errno))};
}

void Run::write_file(const std::string& file, const std::function<void(std::ostream&)>& write) const {
    std::error_code error;
    for (const std::string& path : options_.paths)
        if (path != "-" && fs::equivalent(path, file, error))
            throw Failure{messages::output_is_input(file)};
    std::ofstream out(file, std::ios::binary);
    if (out)
        write(out);
    out.close();
    if (!out)
        throw Failure{messages::cannot_write(file, std::strerror(errno))};
}

}  // namespace recount
