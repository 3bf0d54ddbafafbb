// The tree is the architecture: a stage includes only what stands before it, and nothing includes the command line.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

const std::vector<std::string> order{"text",   "report", "codebook", "gazetteer", "language", "read",  "annotate",
                                     "decide", "agree",  "gather",   "reconcile", "redact",   "check", "compare",
                                     "store",  "show",   "serve",    "custody",   "command"};

std::size_t rank(const std::string& folder) {
    return static_cast<std::size_t>(std::find(order.begin(), order.end(), folder) - order.begin());
}

/// The folder that a line includes from, empty when it includes nothing of the project.
std::string included_folder(const std::string& line) {
    const std::string start = "#include \"";
    const std::size_t slash = line.find('/');
    return line.starts_with(start) && slash != std::string::npos ? line.substr(start.size(), slash - start.size())
                                                                 : std::string();
}

}  // namespace

TEST_CASE("a stage includes only what stands before it") {
    std::size_t files = 0;
    const fs::path sources = std::string(RECOUNT_SOURCE_DIR) + "/src";
    for (const auto& entry : fs::recursive_directory_iterator(sources)) {
        if (!entry.is_regular_file())
            continue;
        ++files;
        const fs::path within = fs::relative(entry.path(), sources);
        const std::string folder = within.begin()->string();
        CAPTURE(entry.path().string());
        REQUIRE(rank(folder) < order.size());
        std::ifstream in(entry.path());
        for (std::string line; std::getline(in, line);)
            if (const std::string from = included_folder(line); !from.empty()) {
                CAPTURE(line);
                CHECK(rank(from) <= rank(folder));
            }
    }
    CHECK(files > 50);
}
