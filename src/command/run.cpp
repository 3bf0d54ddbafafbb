#include "command/run.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <filesystem>
#include <iostream>
#include <map>
#include <mutex>
#include <thread>

#include "annotate/chain.h"
#include "check/rules.h"
#include "command/annotation_stream.h"
#include "command/data.h"
#include "command/kept_inputs.h"
#include "command/messages.h"
#include "command/output_file.h"
#include "command/progress.h"
#include "command/threads.h"
#include "gather/gather.h"
#include "reconcile/rules.h"
#include "redact/rules.h"
#include "report/language_tag.h"
#include "show/wording.h"
#include "store/store_name.h"

namespace recount {

namespace fs = std::filesystem;

namespace {

std::string codebook_folder(const Options& options) {
    if (!options.codebook.empty())
        return options.codebook;
    std::string folder = data_path("codebook");
    std::error_code error;
    if (!fs::exists(folder, error))
        throw Failure{messages::no_data("codebook", folder, "--codebook")};
    return folder;
}

}  // namespace

Run::Run(Options options, Listener* listener)
    : options_(std::move(options)),
      listener_(listener),
      codebook_(Codebook::load(codebook_folder(options_))),
      names_(codebook_) {}

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
        const std::string file = data_path("gazetteer.bin");
        std::error_code error;
        if (!fs::exists(file, error))
            throw Failure{messages::no_data("gazetteer", file, "")};
        try {
            gazetteer_ = Gazetteer::open(file);
        } catch (const std::runtime_error& problem) {
            throw Failure{problem.what()};
        }
    }
    return *gazetteer_;
}

std::string Run::model_file() const {
    if (!options_.model.empty())
        return options_.model;
    if (const char* named = std::getenv("RECOUNT_MODEL"); named && *named)
        return named;
    std::string file = data_path("english.model");
    std::error_code error;
    if (!fs::exists(file, error))
        throw Failure{messages::no_data("language model", file, "--model")};
    return file;
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
        if (!problem.is_error()) {
            note(message(problem));
            continue;
        }
        if (listener_)
            listener_->unread(problem);
        else
            say(message(problem));
        unread_.push_back({place(problem), reason(problem)});
    }
    if (reports == 0)
        throw Failure{messages::nothing_read()};
    if (!unread_.empty())
        note(messages::read_summary(reports, unread_.size()));
}

void Run::note(const std::string& message) const {
    if (!options_.quiet && !message.empty())
        say(message);
}

void Run::say(const std::string& message) const {
    if (kept_notes_) {
        kept_notes_->push_back(message);
        return;
    }
    const std::string said = reword_ ? reword_(message) : message;
    if (listener_)
        listener_->note(said);
    else
        std::cerr << "recount: " + said + "\n";
}

void Run::say_kept(const std::function<std::string(const std::string&)>& reword) {
    for (const std::string& message : std::exchange(kept_notes_, std::nullopt).value_or(std::vector<std::string>()))
        say(reword(message));
}

void Run::take_reports(std::vector<Report> reports) {
    std::sort(reports.begin(), reports.end(), [](const Report& a, const Report& b) { return a.id < b.id; });
    given_ = std::move(reports);
}

void Run::set_output(std::string output, std::string format) {
    options_.output = std::move(output);
    options_.format = std::move(format);
}

std::vector<Report> Run::read_inputs() {
    if (given_)
        return *given_;
    Progress progress("reading report", 0, options_.quiet, listener_);
    ReadResult result =
        read(options_.paths, std::cin, ReadWording(codebook_), [&progress](double share) { progress.advance(share); });
    progress.end();
    tell(result.problems, result.reports.size());
    return std::move(result.reports);
}

void Run::read_each(const std::string& step, const std::function<void(Report&&)>& take) {
    Progress progress(step, 0, options_.quiet, listener_);
    std::size_t reports = 0;
    const std::vector<Problem> problems =
        recount::read_each(options_.paths, std::cin, ReadWording(codebook_), [&](Report report, double share) {
            take(std::move(report));
            ++reports;
            progress.advance(share);
        });
    progress.end();
    tell(problems, reports);
}

std::vector<AnnotatedReport> Run::annotate_inputs() {
    std::vector<Report> reports = read_inputs();
    const AnnotatorChain chain = make_chain(codebook_, names(), gazetteer(), &language());
    say_unread_keys();
    std::vector<AnnotatedReport> annotated(reports.size());
    std::atomic<std::size_t> left_out = 0;
    in_parallel("annotating report", reports.size(), [&](std::size_t i) {
        annotated[i] = chain.annotate(std::move(reports[i]));
        left_out += leave_out_unsure(annotated[i].layers.claims, options_.confidence);
    });
    left_out_ = {options_.confidence, left_out};
    OtherLanguages others;
    for (const AnnotatedReport& report : annotated)
        others.add(report);
    note(others.told());
    return annotated;
}

void Run::annotate_each(const std::function<void(AnnotatedReport&&)>& take) {
    annotate_each_then([&take](AnnotatedReport&& report) -> Pipeline::Then {
        const auto kept = std::make_shared<AnnotatedReport>(std::move(report));
        return [&take, kept] { take(std::move(*kept)); };
    });
}

void Run::annotate_each_then(const std::function<Pipeline::Then(AnnotatedReport&&)>& finish) {
    AnnotationStream stream(*this, finish);
    read_each("annotating report", [&stream](Report&& report) { stream.add(std::move(report)); });
    left_out_ = {options_.confidence, stream.finish()};
}

void Run::read_codebook() {
    const ReconcileRules rules(codebook_);
    const GatherRules gathering(codebook_);
    const CheckRules check(codebook_);
    const RedactRules redaction(codebook_);
    const ReviewRules reviewing(codebook_);
}

void Run::say_unread_keys() {
    read_codebook();
    for (const std::string& message : codebook_.unread())
        note(message);
}

void Run::reword_unread(const std::function<std::string(const std::string&)>& reword) {
    for (Unread& one : unread_)
        one = {reword(one.input), reword(one.reason)};
}

Provenance Run::provenance() {
    if (stored_provenance_)
        return *stored_provenance_;
    return {"recount " RECOUNT_VERSION,
            codebook_.name(),
            codebook_.version(),
            codebook_.sha256(),
            "gazetteer " + gazetteer().sha256() + ", language " + language().file().sha256(),
            left_out_};
}

std::pair<std::string, bool> Run::versions() {
    std::string text = "recount " RECOUNT_VERSION "\n";
    bool all_there = true;
    const auto add = [&](const std::string& name, const std::function<std::string()>& tell) {
        std::string line;
        try {
            line = tell();
        } catch (const Failure& failure) {
            line = failure.message;
            all_there = false;
        } catch (const CodebookError& problem) {
            line = problem.what();
            all_there = false;
        }
        text += name + line + "\n";
    };
    std::optional<Run> run;
    add("codebook   ", [&] {
        run.emplace(Options());
        return run->codebook_.name() + " " + run->codebook_.version() + ", sha256 " + run->codebook_.sha256();
    });
    if (run) {
        add("model      ", [&] { return "sha256 " + run->language().file().sha256(); });
        add("gazetteer  ", [&] { return "sha256 " + run->gazetteer().sha256(); });
    }
    return {text, all_there};
}

void Run::in_parallel(const std::string& step, std::size_t count, const std::function<void(std::size_t)>& work) const {
    Progress progress(step, count, options_.quiet, listener_);
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
    std::vector<std::thread> threads =
        start_threads(std::min<std::size_t>(options_.threads, std::max<std::size_t>(count, 1)) - 1, take_turns);
    take_turns();
    for (std::thread& thread : threads)
        thread.join();
    if (failure)
        std::rethrow_exception(failure);
    progress.end();
}

std::vector<std::string> Run::read_besides() const {
    std::vector<std::string> paths{codebook_folder(options_), data_path("gazetteer.bin"), data_path("english.model")};
    const char* named = std::getenv("RECOUNT_MODEL");
    for (const std::string& path :
         {options_.model, std::string(named ? named : ""), options_.sentences, options_.decisions, options_.since,
          options_.redact, options_.redact_key, options_.account, options_.signature, options_.key})
        if (!path.empty() && path != "-")
            paths.push_back(path);
    if (options_.profile.ends_with(".toml"))
        paths.push_back(options_.profile);
    if (!options_.store.empty() && !is_on_server(options_.store))
        for (const char* behind : {"", "-wal", "-shm"})
            paths.push_back(options_.store + behind);
    return paths;
}

std::vector<std::string> output_file(const Run& run) {
    const fs::path file(run.options().output);
    if (file.empty())
        return {};
    std::error_code error;
    if (file.has_filename() && file.has_parent_path() && !fs::exists(file.parent_path(), error))
        throw Failure{messages::cannot_write(file.string(), std::strerror(ENOENT))};
    return {file.string()};
}

void Run::require_outputs(const std::vector<std::string>& outputs) const {
    for (const std::string& output : outputs)
        OutputFile::require_writable(output);
    const bool reads_store = options_.paths.empty() && !options_.store.empty();  // and not standard input
    require_no_input(outputs, reads_store ? std::vector{shown_store(options_.store)} : options_.paths, read_besides());
}

void Run::write_output(const std::function<void(std::ostream&)>& write) const {
    if (!options_.output.empty()) {
        OutputFile file(options_.output);
        write(file.stream());
        return OutputFile::put_in_place({&file, 1});
    }
    write(std::cout);
    std::cout.flush();
    if (!std::cout)
        throw Failure{messages::cannot_write("standard output", std::strerror(errno))};
}

}  // namespace recount
