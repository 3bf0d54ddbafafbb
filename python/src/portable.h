// What travels between machines when an account is made on many of them (recount/spark.py): a report with its layers,
// and the account of a story, each in the compact form of the store. A report's words go as the line that `recount
// export` writes, from which the very same report is read again.
#pragma once

#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "command/run.h"
#include "gather/gather.h"
#include "module.h"

namespace recount::python {

struct PortableReport {
    std::string id = {};
    std::optional<std::int32_t> day = {};  // since 1970-01-01: the one that the search for stories goes by
    bool annotated = true;                 // false: its language is not understood
    std::string line = {};                 // write_exported() of it
    std::string layers = {};               // pack_layers() of it
    std::string item = {};                 // packed(story_item()) of it
};

/// `rules` are for one thread at a time.
PortableReport portable(const AnnotatedReport& report, GatherRules& rules);

/// The report again, of which id, line and layers are given. REQUIRES: number_words(run). Throws StoreError.
AnnotatedReport annotated(const PortableReport& report, Run& run, const ReadWording& wording);

/// A story's account by itself.
struct PortableStory {
    std::vector<std::string> reports = {};  // ids, sorted; older versions of pages too
    std::string account = {};               // pack_account() of it
};

/// What the account of all is made of by hand of the stories': that of a single run over all reports. Throws
/// StoreError.
Account assembled(Run& run, const std::vector<PortableReport>& reports, const std::vector<PortableStory>& stories);

/// As Python hands them in: id, line and layers of a report; ids and account of a story. The interpreter's lock is
/// needed.
using GivenPortable = std::tuple<std::string, std::string, nb::bytes>;
using GivenStory = std::tuple<std::vector<std::string>, nb::bytes>;
std::vector<PortableReport> portables(const std::vector<GivenPortable>& given);
std::vector<PortableStory> portables(const std::vector<GivenStory>& given);

nb::bytes bytes_of(const std::string& bytes);
std::string string_of(const nb::bytes& bytes);

}  // namespace recount::python
