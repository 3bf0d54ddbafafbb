#include "portable.h"

#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <algorithm>
#include <sstream>
#include <unordered_map>

#include "command/storing.h"
#include "reports.h"
#include "show/json.h"
#include "store/account_assembler.h"
#include "store/layers_codec.h"

namespace recount::python {

namespace {

constexpr const char* where = "what other machines made";

}  // namespace

PortableReport portable(const AnnotatedReport& report, GatherRules& rules) {
    rules.terms.forget_others();
    const StoryItem item = story_item(report, words_of(report, rules.terms), rules.terms, rules.items);
    std::ostringstream line;
    write_exported(report.report, line);
    std::string text = std::move(line).str();
    text.pop_back();  // the end of the line
    PortableReport made{report.report.id, std::nullopt,        report.annotated,
                        std::move(text),  pack_layers(report), packed(item)};
    if (item.day)
        made.day = static_cast<std::int32_t>(item.day->time_since_epoch().count());
    return made;
}

AnnotatedReport annotated(const PortableReport& report, Run& run, const ReadWording& wording) {
    std::variant<Report, Problem> made = report_of(report.line, report.id, wording);
    if (const auto* problem = std::get_if<Problem>(&made))
        throw StoreError(std::string(where) + ": report " + report.id + ": " + reason(*problem));
    AnnotatedReport annotated{std::move(std::get<Report>(made)), {}};
    try {
        unpack_layers(report.layers, annotated, run.codebook());
    } catch (const DamagedBytes& problem) {
        throw StoreError(std::string(where) + ": the layers of report " + report.id + ": " + problem.what());
    }
    return annotated;
}

Account assembled(Run& run, const std::vector<PortableReport>& reports, const std::vector<PortableStory>& stories) {
    number_words(run);
    const ReadWording wording(run.codebook());
    StoredReports all;
    all.reports.resize(reports.size());
    run.in_parallel("reading report", reports.size(),
                    [&](std::size_t i) { all.reports[i] = annotated(reports[i], run, wording); });
    std::ranges::sort(all.reports, {}, [](const AnnotatedReport& one) -> const std::string& { return one.report.id; });
    std::unordered_map<std::string, StoredNumber> number_of;
    for (const AnnotatedReport& one : all.reports)
        number_of[one.report.id] = all.numbers.emplace_back(static_cast<StoredNumber>(number_of.size()) + 1);
    std::vector<const PortableStory*> ordered;
    for (const PortableStory& story : stories)
        ordered.push_back(&story);
    std::ranges::sort(
        ordered, {}, [](const PortableStory* story) -> const auto& { return story->reports; });
    AccountAssembler assembler(where, std::move(all));
    for (std::size_t i = 0; i < ordered.size(); ++i) {
        std::vector<StoredNumber> members;
        for (const std::string& id : ordered[i]->reports)
            members.push_back(number_of[id]);  // 0, which is no report's, where it is missing
        assembler.add(static_cast<StoredNumber>(i) + 1, members, ordered[i]->account);
    }
    return assembler.finish(ReconcileRules(run.codebook()));
}

nb::bytes bytes_of(const std::string& bytes) {
    return nb::bytes(bytes.data(), bytes.size());
}

std::string string_of(const nb::bytes& bytes) {
    return {bytes.c_str(), bytes.size()};
}

std::vector<PortableReport> portables(const std::vector<GivenPortable>& given) {
    std::vector<PortableReport> reports;
    for (const auto& [id, line, layers] : given)
        reports.push_back({.id = id, .line = line, .layers = string_of(layers)});
    return reports;
}

std::vector<PortableStory> portables(const std::vector<GivenStory>& given) {
    std::vector<PortableStory> stories;
    for (const auto& [ids, account] : given)
        stories.push_back({ids, string_of(account)});
    return stories;
}

void bind_portable(nb::module_& module) {
    nb::class_<PortableReport>(module, "PortableReport")
        .def_prop_ro("id", [](const PortableReport& held) { return held.id; })
        .def_prop_ro("day", [](const PortableReport& held) { return held.day; })
        .def_prop_ro("annotated", [](const PortableReport& held) { return held.annotated; })
        .def_prop_ro("line", [](const PortableReport& held) { return held.line; })
        .def_prop_ro("layers", [](const PortableReport& held) { return bytes_of(held.layers); })
        .def_prop_ro("item", [](const PortableReport& held) { return bytes_of(held.item); });
}

}  // namespace recount::python
