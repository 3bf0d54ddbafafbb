// Texts go in some at a time, and come out annotated in the same order, while the others are worked on by all threads
// (command/annotation_stream.h). Python makes a generator of it (recount/annotating.py).
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/variant.h>
#include <nanobind/stl/vector.h>

#include "command/annotation_stream.h"
#include "command/pool.h"
#include "portable.h"
#include "reports.h"
#include "show/layer_tables.h"
#include "tables.h"
#include "told.h"

namespace recount::python {

namespace {

/// A report, or the JSON of one and its name.
using Given = std::variant<const HeldReport*, std::pair<std::string, std::string>>;

/// What both kinds share: a run, and the stream of it; `finish` makes the stream's last step once the run is there.
class Annotator {
public:
    Annotator(const Options& options, nb::object listener,
              const std::function<std::function<Pipeline::Then(AnnotatedReport&&)>(Run&)>& finish)
        : told_(std::move(listener)),
          run_(options, &told_),
          wording_(run_.codebook()),
          finish_(finish(run_)),
          stream_(run_, finish_) {}

    void add(const std::vector<Given>& given) {
        for (const Given& one : given) {
            if (const auto* held = std::get_if<const HeldReport*>(&one)) {
                stream_.add(Report((*held)->report));
            } else {
                const auto& [json, name] = std::get<std::pair<std::string, std::string>>(one);
                std::variant<Report, Problem> made = report_of(json, name, wording_);
                if (Report* report = std::get_if<Report>(&made))
                    stream_.add(std::move(*report));
                else
                    told_.unread(std::get<Problem>(made));
            }
            told_.advanced("annotating report", ++added_, 0, 0);
        }
    }

    void finish() { stream_.finish(); }

private:
    Told told_;
    Run run_;
    const ReadWording wording_;
    const std::function<Pipeline::Then(AnnotatedReport&&)> finish_;
    std::size_t added_ = 0;
    AnnotationStream stream_;
};

/// Gives each report as the line that the program writes.
class LineAnnotator {
public:
    LineAnnotator(const Options& options, bool tokens, nb::object listener)
        : annotator_(options, std::move(listener), [this, tokens](Run& run) {
              lines_ = std::make_unique<const AnnotatedLines>(run, tokens);
              return [this](AnnotatedReport&& report) -> Pipeline::Then {
                  return [this, line = (*lines_)(std::move(report))] { done_.push_back(line); };
              };
          }) {}

    /// Gives the lines that are done; more may come later.
    std::vector<std::string> add(const std::vector<Given>& given) {
        const nb::gil_scoped_release others_may_run;
        annotator_.add(given);
        return std::exchange(done_, {});
    }

    std::vector<std::string> finish() {
        const nb::gil_scoped_release others_may_run;
        annotator_.finish();
        return std::exchange(done_, {});
    }

private:
    std::unique_ptr<const AnnotatedLines> lines_;
    std::vector<std::string> done_;
    Annotator annotator_;
};

/// Gathers all reports in tables.
class TableAnnotator {
public:
    TableAnnotator(const Options& options, nb::object listener)
        : annotator_(options, std::move(listener), [this](Run&) {
              return [this](AnnotatedReport&& report) -> Pipeline::Then {
                  const auto kept = std::make_shared<const AnnotatedReport>(std::move(report));
                  return [this, kept] { tables_.add(*kept); };
              };
          }) {}

    void add(const std::vector<Given>& given) {
        const nb::gil_scoped_release others_may_run;
        annotator_.add(given);
    }

    std::vector<HeldTable> finish() {
        const nb::gil_scoped_release others_may_run;
        annotator_.finish();
        return held(tables_.take());
    }

private:
    LayerTables tables_;
    Annotator annotator_;
};

/// Gives each report as it travels to other machines (portable.h).
class PortableAnnotator {
public:
    PortableAnnotator(const Options& options, nb::object listener)
        : annotator_(options, std::move(listener), [this](Run& run) {
              rules_ =
                  std::make_unique<Pool<GatherRules>>([&run] { return std::make_unique<GatherRules>(run.codebook()); });
              return [this](AnnotatedReport&& report) -> Pipeline::Then {
                  return [this, made = portable(report, *rules_->take())] { done_.push_back(made); };
              };
          }) {}

    /// Gives those that are done; more may come later.
    std::vector<PortableReport> add(const std::vector<Given>& given) {
        const nb::gil_scoped_release others_may_run;
        annotator_.add(given);
        return std::exchange(done_, {});
    }

    std::vector<PortableReport> finish() {
        const nb::gil_scoped_release others_may_run;
        annotator_.finish();
        return std::exchange(done_, {});
    }

private:
    std::unique_ptr<Pool<GatherRules>> rules_;
    std::vector<PortableReport> done_;
    Annotator annotator_;
};

}  // namespace

void bind_annotator(nb::module_& module) {
    nb::class_<LineAnnotator>(module, "LineAnnotator")
        .def(nb::init<const Options&, bool, nb::object>(), nb::arg("options"), nb::arg("tokens"), nb::arg("listener"))
        .def("add", &LineAnnotator::add, nb::arg("given"))
        .def("finish", &LineAnnotator::finish);
    nb::class_<TableAnnotator>(module, "TableAnnotator")
        .def(nb::init<const Options&, nb::object>(), nb::arg("options"), nb::arg("listener"))
        .def("add", &TableAnnotator::add, nb::arg("given"))
        .def("finish", &TableAnnotator::finish);
    nb::class_<PortableAnnotator>(module, "PortableAnnotator")
        .def(nb::init<const Options&, nb::object>(), nb::arg("options"), nb::arg("listener"))
        .def("add", &PortableAnnotator::add, nb::arg("given"))
        .def("finish", &PortableAnnotator::finish);
}

}  // namespace recount::python
