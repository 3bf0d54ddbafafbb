// Reports: read from paths, or made from what Python has of one.
#include "reports.h"

#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>
#include <sstream>

#include "command/messages.h"
#include "command/run.h"
#include "read/read.h"
#include "show/json.h"
#include "told.h"

namespace recount::python {

namespace {

std::vector<HeldReport> read(const Options& options, const std::vector<std::string>& paths, nb::object listener) {
    Told told(std::move(listener));
    const nb::gil_scoped_release others_may_run;
    Options all = options;
    all.paths = paths;
    Run run(std::move(all), &told);
    std::vector<HeldReport> reports;
    for (Report& report : run.read_inputs())
        reports.push_back({std::move(report)});
    return reports;
}

std::string json_of(const HeldReport& held) {
    std::ostringstream out;
    write_extracted(held.report, out);
    return std::move(out).str();
}

}  // namespace

std::variant<Report, Problem> report_of(const std::string& json, const std::string& name, const ReadWording& wording) {
    std::istringstream in(json);
    std::vector<Report> reports;
    std::vector<Problem> problems =
        read_each({"-"}, in, wording, [&](Report report, double) { reports.push_back(std::move(report)); });
    if (reports.size() == 1) {
        Report& report = reports.front();
        report.input = name;
        if (report.place.stated_id.empty())
            report.id = name;
        return std::move(report);
    }
    std::erase_if(problems, [](const Problem& problem) { return !problem.is_error(); });
    Problem problem = problems.empty() ? Problem{ProblemKind::json_not_report, {}, 0, 0, "something else"}
                                       : std::move(problems.front());
    problem.input = name;
    problem.line = 0;
    return problem;
}

void bind_reports(nb::module_& module) {
    nb::class_<HeldReport>(module, "Report")
        .def_prop_ro("id", [](const HeldReport& held) { return held.report.id; })
        .def("json", json_of);
    module.def("read", read, nb::arg("options"), nb::arg("paths"), nb::arg("listener"));

    nb::class_<ReportReader>(module, "ReportReader")
        .def(nb::init<const Options&>(), nb::arg("options"))
        .def("read", &ReportReader::read, nb::arg("json"), nb::arg("name"), nb::arg("listener").none());
}

ReportReader::ReportReader(const Options& options) : run_(options), wording_(run_.codebook()) {}

nb::object ReportReader::read(const std::string& json, const std::string& name, const nb::object& listener) const {
    std::variant<Report, Problem> made = report_of(json, name, wording_);
    if (Report* report = std::get_if<Report>(&made))
        return nb::cast(HeldReport{std::move(*report)});
    const Problem& problem = std::get<Problem>(made);
    listener.attr("unread")(place(problem).c_str(), reason(problem).c_str());
    return nb::none();
}

}  // namespace recount::python
