// docs/formats.md goes through the files that a folder gets, each with an example out of the sample story: every
// example is what the program writes today, and every column is there.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#include <sstream>

#include "support/csv.h"
#include "support/program.h"

using namespace recount::test;

namespace {

namespace fs = std::filesystem;

struct Section {
    std::vector<std::pair<std::string, std::string>> cells;  // of a table "column, example, is"
    std::vector<std::string> examples;                       // blocks of JSON
};

/// "`conflict`" without its marks.
std::string plain(std::string cell) {
    const std::size_t first = cell.find('`'), last = cell.rfind('`');
    return first == std::string::npos ? "" : cell.substr(first + 1, last - first - 1);
}

/// The sections whose heading is a file's name.
std::map<std::string, Section> sections_of(const std::string& document) {
    std::map<std::string, Section> sections;
    Section* section = nullptr;
    bool in_example = false;
    std::istringstream in(document);
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("## ")) {
            section = line.starts_with("## `") ? &sections[plain(line)] : nullptr;
        } else if (section && line == "```json") {
            in_example = true;
            section->examples.emplace_back();
        } else if (line == "```") {
            in_example = false;
        } else if (in_example) {
            section->examples.back() += line + "\n";
        } else if (section && line.starts_with("| `")) {
            const std::size_t second = line.find(" | "), third = line.find("| ", second + 3);
            section->cells.emplace_back(plain(line.substr(0, second)), plain(line.substr(second, third - second)));
        }
    }
    return sections;
}

/// The files of the sample story's account.
const fs::path& account() {
    static const TemporaryFolder folder;
    static const fs::path out = [] {
        const fs::path reports = fs::path(RECOUNT_SOURCE_DIR) / "examples" / "market-hall" / "reports";
        const fs::path made = folder.path() / "account/";
        REQUIRE(run_recount({"account", "-o", made.string(), reports.string()}).status == 0);
        return made;
    }();
    return out;
}

const std::map<std::string, Section>& sections() {
    static const auto read = sections_of(read_bytes(fs::path(RECOUNT_SOURCE_DIR) / "docs" / "formats.md"));
    return read;
}

std::size_t same_cells(const Row& row, const Section& section) {
    return static_cast<std::size_t>(std::ranges::count_if(section.cells, [&](const auto& cell) {
        const auto found = row.find(cell.first);
        return found != row.end() && found->second == cell.second;
    }));
}

std::string written(const rapidjson::Value& value) {
    rapidjson::StringBuffer out;
    rapidjson::Writer<rapidjson::StringBuffer> writer(out);
    value.Accept(writer);
    return out.GetString();
}

}  // namespace

TEST_CASE("the manual's example of each table is a row that the program writes, and names all that is in it") {
    for (const std::string file : {"claims.csv", "statements.csv", "lineages.csv", "events.csv", "crosswalk.csv"}) {
        CAPTURE(file);
        const Section& section = sections().at(file);
        const std::vector<Row> rows = rows_of(read_bytes(account() / file));
        REQUIRE(!rows.empty());
        const Row& nearest =
            *std::ranges::max_element(rows, {}, [&](const Row& row) { return same_cells(row, section); });
        for (const auto& [column, example] : section.cells) {
            CAPTURE(column);
            REQUIRE(nearest.contains(column));
            CHECK(nearest.at(column) == example);
        }
        for (const auto& [column, cell] : nearest) {
            CAPTURE(column);
            const bool is_named =
                std::ranges::any_of(section.cells, [&](const auto& one) { return one.first == column; });
            CHECK((is_named || (file == "events.csv" && cell.empty())));
        }
    }
}

TEST_CASE("the manual's examples of linked data and annotations are what the program writes") {
    for (const auto& [file, list] : {std::pair{"claims.jsonld", "@graph"}, std::pair{"annotations.jsonld", "items"}}) {
        rapidjson::Document all;
        all.Parse(read_bytes(account() / file).c_str());
        REQUIRE(!all.HasParseError());
        const Section& section = sections().at(file);
        CHECK(section.examples.size() >= 2);
        for (const std::string& example : section.examples) {
            rapidjson::Document one;
            one.Parse(example.c_str());
            REQUIRE(!one.HasParseError());
            const char* id = one.HasMember("@id") ? "@id" : "id";
            const auto& values = all[list].GetArray();
            const auto same = std::ranges::find_if(
                values, [&](const rapidjson::Value& value) { return value.HasMember(id) && value[id] == one[id]; });
            CAPTURE(example);
            REQUIRE(same != values.end());
            CHECK(written(*same) == written(one));
        }
    }
}
