// What a word looks like: the program and the training see the same.
#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "language/word_features.h"
#include "support/program.h"

using namespace recount;
using namespace recount::test;

namespace {

FoldedForm folded(const std::string& form) {
    FoldedForm out;
    out.assign(form);
    return out;
}

}  // namespace

TEST_CASE("a form is folded and has a shape") {
    const FoldedForm minsk = folded("MINSK’s");
    CHECK(minsk.lower == "minsk's");
    CHECK(minsk.shape == "XX'x");
    CHECK(folded("6,700th").lower == "6,700th");
    CHECK(folded("6,700th").plain == "0,000th");
    CHECK(folded("6,700th").shape == "d,ddxx");
    CHECK(folded("“Élan”").lower == "\"élan\"");
    CHECK(folded("İX").lower == "İx");
    CHECK(folded("東京-ku").shape == "oo-xx");
    CHECK(folded("a-b-c-d-e-f-g").shape == "x-x-x-x-x-");
    CHECK(folded("").lower.empty());
}

TEST_CASE("the training and the program select the same rows") {
    const std::vector<std::string> forms{
        "Minsk", "MINSK’s", "6,700th", "“",  "don‘t", "x",        "ab",     "Straße",       "ΣΑΣ",        "Крым",
        "東京",  "İzmir",   "ǅ",       "ªº", "½",     "U.S.",     "😀",      "e\u0301",      "#Tag_1",     "a-b",
        "ﬁnal",  "Ⅳ",       "٣",       "ẞ",  "ʼn",    "a\u200bb", "......", "aaaaAAAA1111", "co-founder", "``"};
    const TemporaryFolder folder;
    std::string input;
    for (const std::string& form : forms)
        input += form + "\n";
    folder.write("forms.txt", input);
    const std::string script =
        "import sys; sys.path.insert(0, '" RECOUNT_SOURCE_DIR
        "/train'); sys.dont_write_bytecode = True\n"
        "import features as f\n"
        "with open(sys.argv[1] + '/rows.txt', 'w') as out:\n"
        "    for form in open(sys.argv[1] + '/forms.txt', encoding='utf8').read().split('\\n')[:-1]:\n"
        "        vector, row, affixes = f.rows_of(form, {}, 4096, 1 << 20)\n"
        "        print(row, *affixes, f.fnv1a(ord('w'), f.folded(form)), file=out)\n";
    const std::string command = "python3 " + folder.write("rows.py", script).string() + " " + folder.path().string();
    REQUIRE(std::system(command.c_str()) == 0);
    std::istringstream rows(read_bytes(folder.path() / "rows.txt"));
    for (const std::string& form : forms) {
        CAPTURE(form);
        const FoldedForm our = folded(form);
        std::ostringstream expected;
        expected << feature_row('f', our.plain, 4096);
        for (const std::uint32_t row : affix_rows_of(our, 1 << 20))
            expected << ' ' << row;
        expected << ' ' << feature_hash('w', our.lower);
        std::string line;
        REQUIRE(std::getline(rows, line));
        CHECK(line == expected.str());
    }
}
