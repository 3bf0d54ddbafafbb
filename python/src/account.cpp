// Stories and accounts: made by the functions that the program makes them with, and written by those that it writes
// them with.
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>
#include <sstream>

#include "command/run.h"
#include "gather/gather.h"
#include "portable.h"
#include "show/account_tables.h"
#include "tables.h"
#include "told.h"

namespace recount::python {

namespace {

Options with_paths(Options options, const std::vector<std::string>& paths) {
    options.paths = paths;
    return options;
}

void hand_in(Run& run, const std::vector<const HeldReport*>& reports) {
    if (reports.empty())
        return;
    std::vector<Report> given;
    for (const HeldReport* held : reports)
        given.push_back(held->report);
    run.take_reports(std::move(given));
}

/// An account with the run that made it, which writes it and holds sentences against it.
class HeldAccount {
public:
    HeldAccount(const Options& options, const std::vector<std::string>& paths,
                const std::vector<const HeldReport*>& reports, nb::object listener)
        : told_(std::move(listener)) {
        const nb::gil_scoped_release others_may_run;
        run_ = std::make_unique<Run>(with_paths(options, paths), &told_);
        hand_in(*run_, reports);
        account_ = make_account(*run_);
    }

    /// Of stories whose accounts were made elsewhere (spread.cpp).
    HeldAccount(const Options& options, const std::vector<GivenPortable>& reports,
                const std::vector<GivenStory>& stories, const std::vector<std::pair<std::string, std::string>>& unread,
                nb::object listener)
        : told_(std::move(listener)) {
        const std::vector<PortableReport> travelled = portables(reports);
        const std::vector<PortableStory> made = portables(stories);
        const nb::gil_scoped_release others_may_run;
        run_ = std::make_unique<Run>(options, &told_);
        std::vector<Unread> left;
        for (const auto& [input, reason] : unread)
            left.push_back({input, reason});
        run_->set_unread(std::move(left));
        account_ = assembled(*run_, travelled, made);
    }

    std::string json() {
        const nb::gil_scoped_release others_may_run;
        std::ostringstream out;
        write_account(account_, run_->provenance(), run_->unread(), out);
        return std::move(out).str();
    }

    std::vector<HeldTable> tables() const {
        const nb::gil_scoped_release others_may_run;
        return held(account_tables(account_));
    }

    /// Throws Failure.
    void write(const std::string& output, const std::string& format) {
        const nb::gil_scoped_release others_may_run;
        run_->set_output(output, format);
        run_->require_outputs(outputs_of_account(*run_));
        write_made_account(*run_, account_);
    }

    std::string check(const std::vector<std::string>& sentences) {
        const nb::gil_scoped_release others_may_run;
        for (const std::string& sentence : sentences)
            require_sentence(sentence, "\"" + sentence.substr(0, sentence.find(' ', 40)) + "\"");
        std::ostringstream out;
        write_checked_json(account_, check_sentences(*run_, account_, sentences), out);
        return std::move(out).str();
    }

private:
    Told told_;
    std::unique_ptr<Run> run_;
    Account account_;
};

std::string stories(const Options& options, const std::vector<std::string>& paths,
                    const std::vector<const HeldReport*>& reports, nb::object listener) {
    Told told(std::move(listener));
    const nb::gil_scoped_release others_may_run;
    Run run(with_paths(options, paths), &told);
    hand_in(run, reports);
    const std::vector<AnnotatedReport> annotated = run.annotate_inputs();
    std::ostringstream out;
    write_stories(gather(annotated, run.codebook(), run.language()), annotated, out);
    return std::move(out).str();
}

}  // namespace

void bind_account(nb::module_& module) {
    nb::class_<HeldAccount>(module, "Account")
        .def(nb::init<const Options&, const std::vector<std::string>&, const std::vector<const HeldReport*>&,
                      nb::object>(),
             nb::arg("options"), nb::arg("paths"), nb::arg("reports"), nb::arg("listener"))
        .def(nb::init<const Options&, const std::vector<GivenPortable>&, const std::vector<GivenStory>&,
                      const std::vector<std::pair<std::string, std::string>>&, nb::object>(),
             nb::arg("options"), nb::arg("reports"), nb::arg("stories"), nb::arg("unread"), nb::arg("listener"))
        .def("json", &HeldAccount::json)
        .def("tables", &HeldAccount::tables)
        .def("write", &HeldAccount::write, nb::arg("output"), nb::arg("format"))
        .def("check", &HeldAccount::check, nb::arg("sentences"));
    module.def("stories", stories, nb::arg("options"), nb::arg("paths"), nb::arg("reports"), nb::arg("listener"));
}

}  // namespace recount::python
