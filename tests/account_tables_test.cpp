// The tables that join: each id leads to a row, each span to its words; as CSV, and as Arrow takes them over.
#include <doctest/doctest.h>

#include <set>
#include <sstream>

#include "show/account_tables.h"
#include "show/arrow.h"
#include "show/table_csv.h"
#include "support/csv.h"
#include "support/program.h"
#include "text/utf8.h"

using namespace recount;
using namespace recount::test;

namespace {

namespace fs = std::filesystem;

/// The tables of the sample story as the program writes them, by name, and the codebook of their columns.
const std::map<std::string, std::vector<Row>>& sample() {
    static const std::map<std::string, std::vector<Row>> tables = [] {
        const TemporaryFolder folder;
        const fs::path reports = fs::path(RECOUNT_SOURCE_DIR) / "examples" / "market-hall" / "reports";
        const fs::path out = folder.path() / "tables/";
        REQUIRE(run_recount({"account", "--format", "tables", "-o", out.string(), reports.string()}).status == 0);
        std::map<std::string, std::vector<Row>> read;
        for (const auto& entry : fs::directory_iterator(out))
            read[entry.path().stem().string()] = rows_of(read_bytes(entry.path()));
        return read;
    }();
    return tables;
}

const Row& row_with(const std::string& table, const std::string& column, const std::string& cell) {
    const auto& rows = sample().at(table);
    const auto found = std::ranges::find_if(rows, [&](const Row& row) { return row.at(column) == cell; });
    REQUIRE(found != rows.end());
    return *found;
}

struct Fruit {
    std::string name;
    std::optional<double> weight;
    std::uint32_t seeds;
    bool ripe;
    std::optional<Day> picked;
};

using enum ColumnType;

constexpr ColumnRule<Fruit> fruit_columns[] = {
    {"fruit", words, "its name", [](const Fruit& row, Column& column) { column.put(row.name); }},
    {"weight", number, "in grams", [](const Fruit& row, Column& column) { column.put(row.weight); }},
    {"seeds", count, "how many", [](const Fruit& row, Column& column) { column.put(row.seeds); }},
    {"ripe", flag, "whether it is", [](const Fruit& row, Column& column) { column.put(row.ripe); }, "colours"},
    {"picked", day, "when", [](const Fruit& row, Column& column) { column.put(row.picked); }},
};

Table fruits() {
    Table table = empty_table("fruits", "A fruit a row.", fruit_columns);
    for (const Fruit& fruit : {Fruit{"apple", 151.5, 5, true, parse_iso_day("2024-09-01")},
                               Fruit{"=pear, \"big\"", std::nullopt, 0, false, std::nullopt},
                               Fruit{"", -2, 4000000000, true, parse_iso_day("1969-12-31")}})
        add_row(table, fruit_columns, fruit);
    return table;
}

bool bit(const void* bits, std::size_t row) {
    return (static_cast<const std::uint8_t*>(bits)[row / 8] >> (row % 8) & 1) != 0;
}

}  // namespace

TEST_CASE("a table is written as CSV: what is not known is empty, words are guarded, numbers are not") {
    std::ostringstream out;
    write_table(fruits(), out);
    CHECK(out.str() ==
          "\xEF\xBB\xBF"
          "fruit,weight,seeds,ripe,picked\r\n"
          "apple,151.5,5,true,2024-09-01\r\n"
          "\"'=pear, \"\"big\"\"\",,0,false,\r\n"
          ",-2,4000000000,true,1969-12-31\r\n");
}

TEST_CASE("the codebook of columns says of each what it holds and where its ids lead") {
    std::ostringstream out;
    const std::vector<Table> tables{fruits()};
    write_columns(tables, out);
    const std::vector<Row> rows = rows_of(out.str());
    REQUIRE(rows.size() == 5);
    CHECK(rows[3] == Row{{"table", "fruits"},
                         {"column", "ripe"},
                         {"type", "flag"},
                         {"leads_to", "colours"},
                         {"holds", "whether it is"}});
}

TEST_CASE("Arrow takes a table over as it stands, and lets it go") {
    auto table = std::make_shared<const Table>(fruits());
    ArrowArrayStream stream{};
    export_stream(table, stream);
    CHECK(table.use_count() == 2);
    ArrowSchema schema{};
    REQUIRE(stream.get_schema(&stream, &schema) == 0);
    CHECK(std::string(schema.format) == "+s");
    REQUIRE(schema.n_children == 5);
    std::string formats;
    for (std::int64_t i = 0; i < 5; ++i)
        formats.append(schema.children[i]->name).append(":").append(schema.children[i]->format).append(" ");
    CHECK(formats == "fruit:U weight:g seeds:I ripe:b picked:tdD ");
    CHECK(std::string_view(schema.children[3]->metadata, 4) == std::string_view("\x02\0\0\0", 4));
    schema.release(&schema);
    CHECK((schema.release == nullptr));

    ArrowArray rows{};
    REQUIRE(stream.get_next(&stream, &rows) == 0);
    ArrowArray none{};
    REQUIRE(stream.get_next(&stream, &none) == 0);
    CHECK((none.release == nullptr));
    stream.release(&stream);
    REQUIRE(rows.length == 3);
    REQUIRE(rows.n_children == 5);
    const ArrowArray &names = *rows.children[0], &weights = *rows.children[1], &days = *rows.children[4];
    CHECK(names.null_count == 1);
    CHECK_FALSE(bit(names.buffers[0], 2));
    const auto* ends = static_cast<const std::int64_t*>(names.buffers[1]);
    CHECK(ends[3] == 17);
    CHECK(std::string_view(static_cast<const char*>(names.buffers[2]) + ends[0], 5) == "apple");
    CHECK(bit(weights.buffers[0], 0));
    CHECK_FALSE(bit(weights.buffers[0], 1));
    CHECK(static_cast<const double*>(weights.buffers[1])[2] == -2);
    CHECK(static_cast<const std::uint32_t*>(rows.children[2]->buffers[1])[2] == 4000000000);
    CHECK(bit(rows.children[3]->buffers[1], 0));
    CHECK_FALSE(bit(rows.children[3]->buffers[1], 1));
    CHECK(static_cast<const std::int32_t*>(days.buffers[1])[2] == -1);
    CHECK(table->columns[0].values() == names.buffers[2]);

    // A receiver may take one column out and let the others go.
    ArrowArray moved = *rows.children[2];
    rows.children[2]->release = nullptr;
    rows.release(&rows);
    CHECK(table.use_count() == 2);
    moved.release(&moved);
    CHECK(table.use_count() == 1);
}

TEST_CASE("in the sample story's tables every id leads to a row of the table that the codebook names") {
    std::size_t led = 0;
    for (const Row& column : sample().at("columns")) {
        CAPTURE(column.at("table"));
        CAPTURE(column.at("column"));
        CHECK(!column.at("holds").empty());
        REQUIRE(sample().contains(column.at("table")));
        if (column.at("leads_to").empty())
            continue;
        const auto& target = sample().at("columns");
        const auto first =
            std::ranges::find_if(target, [&](const Row& row) { return row.at("table") == column.at("leads_to"); });
        REQUIRE(first != target.end());
        std::set<std::string> ids;
        for (const Row& row : sample().at(column.at("leads_to")))
            CHECK(ids.insert(row.at(first->at("column"))).second);
        for (const Row& row : sample().at(column.at("table")))
            if (const std::string& id = row.at(column.at("column")); !id.empty()) {
                CAPTURE(id);
                CHECK(ids.contains(id));
                ++led;
            }
    }
    CHECK(led > 200);
}

TEST_CASE("the rival counts of the march join to their figure, event, report and words") {
    const Row& claim = row_with("claims", "text", "12,000");
    CHECK(claim.at("source_name") == "Doina Prisăcaru");
    const Row& figure = row_with("figures", "figure", claim.at("figure"));
    CHECK(figure.at("status") == "conflict");
    CHECK(figure.at("quantity") == "attendance");
    const Row& event = row_with("events", "event", figure.at("event"));
    CHECK(event.at("date") == "2024-02-11");
    CHECK(event.at("place") == "Bălți");
    const Row& report = row_with("reports", "report", claim.at("report"));
    CHECK(report.at("story") == "s1");
    CHECK(row_with("evidence", "id", claim.at("claim")).at("words") == "12,000");
}

TEST_CASE("the words of evidence are those of the report from start to end") {
    std::size_t spans = 0;
    for (const Row& row : sample().at("evidence")) {
        const Row& report = row_with("reports", "report", row.at("report"));
        const std::string& whole = report.at(row.at("field"));
        const auto bytes = [&](const std::string& point) {
            std::size_t at = 0;
            for (unsigned long i = std::stoul(point); i > 0; --i)
                next_code_point(whole, at);
            return at;
        };
        const std::size_t start = bytes(row.at("start"));
        const std::string words = whole.substr(start, bytes(row.at("end")) - start);
        CAPTURE(words);
        CHECK((row.at("words") == words || row.at("words") == "'" + words));
        CHECK(sample().contains(row.at("table")));
        ++spans;
    }
    CHECK(spans > 300);
}

TEST_CASE("the manual names every table") {
    const std::string manual = read_bytes(fs::path(RECOUNT_SOURCE_DIR) / "docs" / "tables.md");
    for (const std::string& name : account_table_names()) {
        CAPTURE(name);
        CHECK(manual.find("\n| `" + name + "` |") != std::string::npos);
    }
}

TEST_CASE("reversed inputs and two threads give the same tables that join") {
    const TemporaryFolder folder;
    const fs::path reports = fs::path(RECOUNT_SOURCE_DIR) / "examples" / "market-hall" / "reports";
    std::vector<std::string> files;
    for (const auto& file : fs::directory_iterator(reports))
        files.push_back(file.path().string());
    std::ranges::sort(files);
    const auto write = [&](const std::string& name, const std::string& threads) {
        std::vector<std::string> arguments{"account",   "--format", "tables", "-o", (folder.path() / name).string(),
                                           "--threads", threads};
        arguments.insert(arguments.end(), files.begin(), files.end());
        REQUIRE(run_recount(arguments).status == 0);
    };
    write("one/", "1");
    std::ranges::reverse(files);
    write("two/", "2");
    for (const std::string& name : account_table_names()) {
        CAPTURE(name);
        CHECK(read_bytes(folder.path() / "one" / (name + ".csv")) ==
              read_bytes(folder.path() / "two" / (name + ".csv")));
    }
}

TEST_CASE("Parquet is the module's: the program says how it is written") {
    const Outcome outcome = run_recount({"account", "-", "-o", "x.parquet"}, "Police said two people were hurt.");
    CHECK(outcome.status == 2);
    CHECK(!outcome.message_with("python -m recount account").empty());
    CHECK(run_recount({"account", "-", "--format", "tables"}, "Two people were hurt.")
              .message_with("--format tables wants the folder's name: -o FOLDER/") != "");
}
