// The model file: what was written comes out again, and a file that is no whole model is told from one.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <string>

#include "language/model_file.h"
#include "support/model_writer.h"
#include "support/program.h"

using namespace recount;
using namespace recount::test;

namespace {

std::string small_model() {
    ModelWriter writer;
    writer.matrix<std::int8_t>("tagger/weights", 2, 3, {1, -2, 3, -4, 5, -128});
    writer.array<float>("tagger/scales", {0.5F, -1.25F});
    writer.array<std::uint32_t>("words/index", {7});
    writer.strings("tagger/labels", {"NOUN", "", "β"});
    return writer.file();
}

/// What opening a file of these bytes says, without the path.
std::string complaint(const std::string& bytes) {
    const TemporaryFolder folder;
    const std::string path = folder.write("some.model", bytes).string();
    try {
        ModelFile::open(path);
    } catch (const ModelError& error) {
        const std::string message = error.what();
        const std::string start = "cannot use the language model " + path + ": ";
        CHECK(message.starts_with(start));
        return message.substr(std::min(start.size(), message.size()));
    }
    return "";
}

void check_small_model(const ModelFile& model) {
    const Matrix<std::int8_t> weights = model.matrix<std::int8_t>("tagger/weights");
    REQUIRE(weights.rows == 2);
    REQUIRE(weights.columns == 3);
    CHECK(weights.row(0)[1] == -2);
    CHECK(weights.row(1)[2] == -128);
    CHECK(reinterpret_cast<std::uintptr_t>(weights.data) % 64 == 0);
    CHECK(model.array<float>("tagger/scales")[1] == -1.25F);
    CHECK(model.number<std::uint32_t>("words/index") == 7);
    CHECK(model.strings("tagger/labels") == std::vector<std::string_view>{"NOUN", "", "β"});
    CHECK(model.has("tagger/"));
    CHECK(model.has("tagger/scales"));
    CHECK(!model.has("tagger/scale"));
    CHECK(!model.has("parser/"));
}

}  // namespace

TEST_CASE("a model file gives the arrays that were written") {
    const TemporaryFolder folder;
    check_small_model(ModelFile::open(folder.write("some.model", small_model()).string()));
}

TEST_CASE("the training's writer and reader hold the same layout") {
    const TemporaryFolder folder;
    const std::string path = (folder.path() / "python.model").string();
    const std::string script =
        "import sys, array; sys.path.insert(0, '" RECOUNT_SOURCE_DIR
        "/train'); sys.dont_write_bytecode = True\n"
        "import model_file as m\n"
        "m.write(sys.argv[1], {'words/index': array.array('I', [7]), 'tagger/labels': ['NOUN', '', '\\u03b2'],\n"
        "    'tagger/weights': memoryview(array.array('b', [1, -2, 3, -4, 5, -128]).tobytes()).cast('b', (2, 3)),\n"
        "    'tagger/scales': array.array('f', [0.5, -1.25])})\n"
        "back = m.read(sys.argv[1])\n"
        "assert m.strings(back['tagger/labels']) == ['NOUN', '', '\\u03b2']\n"
        "assert back['tagger/weights'].tolist() == [[1, -2, 3], [-4, 5, -128]]\n";
    const std::string file = folder.write("write.py", script).string();
    REQUIRE(std::system(("python3 " + file + " " + path).c_str()) == 0);
    CHECK(read_bytes(path) == small_model());
    check_small_model(ModelFile::open(path));
}

TEST_CASE("a model file that is cut, foreign, damaged or of another version is told") {
    const std::string whole = small_model();
    CHECK(complaint(whole).empty());
    CHECK(complaint("").starts_with("it is no language model (too short)"));
    CHECK(complaint(std::string(5000, 'x')) ==
          "it is no language model: name the one that came with Recount (--model)");
    for (const std::size_t cut : {std::size_t{64}, std::size_t{300}, whole.size() - 1})
        CHECK(complaint(whole.substr(0, cut)).starts_with("it is cut short or damaged"));
    CHECK(complaint(whole + "x").starts_with("it is cut short or damaged"));
    std::string newer = whole;
    newer[8] = 2;
    CHECK(complaint(newer).starts_with("it has format 2 where this program reads 1"));
    CHECK_THROWS_AS(ModelFile::open("/nowhere/english.model"), ModelError);
    CHECK_THROWS_AS(ModelFile::open("/"), ModelError);
}

TEST_CASE("a flipped bit anywhere in a model file is told") {
    const std::string whole = small_model();
    for (std::size_t byte = 0; byte < whole.size(); ++byte) {
        std::string flipped = whole;
        flipped[byte] = static_cast<char>(flipped[byte] ^ (1 << (byte % 8)));
        CAPTURE(byte);
        CHECK(!complaint(flipped).empty());
    }
}

TEST_CASE("a section that reaches out of the file is told, whatever the checksum says") {
    const std::string whole = small_model();
    constexpr std::size_t first_row = 64;
    for (const std::size_t field : {64, 68, 72, 80, 88, 96}) {  // type, rank, dimensions, offset
        std::string wrong = whole;
        wrong[first_row + field + 3] = '\x7f';
        CAPTURE(field);
        CHECK(complaint(with_right_checksum(wrong)).starts_with("section 0 of it is wrong"));
    }
    std::string many = whole;
    many[56] = '\x7f';
    CHECK(complaint(with_right_checksum(many)).starts_with("it is cut short or damaged"));
}

TEST_CASE("a section that is not there or of another kind is told by its name") {
    const TemporaryFolder folder;
    const ModelFile model = ModelFile::open(folder.write("some.model", small_model()).string());
    const auto says = [](const std::string& part, const auto& ask) {
        try {
            ask();
        } catch (const ModelError& error) {
            CAPTURE(error.what());
            CHECK(std::string(error.what()).find(part) != std::string::npos);
            return;
        }
        FAIL("nothing was said of ", part);
    };
    says("no section tagger/bias", [&] { model.array<float>("tagger/bias"); });
    says("tagger/weights is i8 of rank 2 where f32 of rank 1", [&] { model.array<float>("tagger/weights"); });
    says("tagger/scales holds 2 numbers", [&] { model.number<float>("tagger/scales"); });
    says("tagger/weights is i8 of rank 2 where u8", [&] { model.strings("tagger/weights"); });
}
