// CoNLL-U: what went in comes out, with the words filled in; a row that is none is told and left out.
#include <doctest/doctest.h>

#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "command/conllu.h"

using namespace recount;

namespace {

using Told = std::vector<std::pair<std::size_t, ConlluProblem>>;

/// Reads all and writes it again, with each word's place in its sentence as lemma, the word before it as head.
std::string through(const std::string& input, Told* told = nullptr) {
    std::istringstream in(input);
    ConlluReader reader(in, [&](std::size_t line, ConlluProblem problem) {
        if (told)
            told->emplace_back(line, problem);
    });
    std::string out;
    ConlluSentence sentence;
    while (reader.next(sentence)) {
        std::vector<std::string> lemmas;
        for (const std::string_view form : sentence.forms())
            lemmas.push_back(std::string(form) + "*");
        std::vector<ConlluWord> words;
        for (std::size_t i = 0; i < lemmas.size(); ++i)
            words.push_back({lemmas[i], "X", "_", "dep", static_cast<std::uint32_t>(i)});
        sentence.write(words, out);
        out += "\n";
    }
    return out;
}

const std::string row_end = "\t_\t_\t_\t_\t_\t_\t_\t_\n";

}  // namespace

TEST_CASE("words are filled in, all else is kept") {
    const std::string in =
        "# text = Don't go\n"
        "1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
        "1\tDo\told\tAUX\tVBP\t_\t7\told\t3:old\tA=b\n"
        "2\tn't\t_\t_\tRB\t_\t_\t_\t_\t_\n"
        "2.1\tnothing\tnothing\tX\t_\t_\t_\t_\t2:dep\t_\n"
        "3\tgo\t_\t_\t_\t_\t_\t_\t_\t_\n"
        "\n";
    CHECK(through(in) ==
          "# text = Don't go\n"
          "1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
          "1\tDo\tDo*\tX\tVBP\t_\t0\tdep\t_\tA=b\n"
          "2\tn't\tn't*\tX\tRB\t_\t1\tdep\t_\t_\n"
          "2.1\tnothing\tnothing\tX\t_\t_\t_\t_\t2:dep\t_\n"
          "3\tgo\tgo*\tX\t_\t_\t2\tdep\t_\t_\n"
          "\n");
}

TEST_CASE("blank lines, comments by themselves and a missing last line end") {
    CHECK(through("").empty());
    CHECK(through("\n\n# newdoc\n\n") == "\n\n# newdoc\n\n");
    CHECK(through("1\tyes" + row_end.substr(0, row_end.size() - 1)) == "1\tyes\tyes*\tX\t_\t_\t0\tdep\t_\t_\n\n");
    CHECK(through("1\tyes\t_\t_\t_\t_\t_\t_\t_\t_\r\n\r\n") == "1\tyes\tyes*\tX\t_\t_\t0\tdep\t_\t_\n\n");
}

TEST_CASE("rows that are none are told with their line and left out; heads keep to the numbers of the rest") {
    Told told;
    const std::string out =
        through("1\ta" + row_end + "2\tb\tc\n" + "x\td" + row_end + "3\t" + row_end + "4\te" + row_end + "4\tf" +
                    row_end + "5-\tg" + row_end + "6\t\xff" + row_end + "-7\th" + row_end + "8\ti" + row_end,
                &told);
    CHECK(out ==
          "1\ta\ta*\tX\t_\t_\t0\tdep\t_\t_\n4\te\te*\tX\t_\t_\t1\tdep\t_\t_\n8\ti\ti*\tX\t_\t_\t4\tdep\t_\t_\n\n");
    using enum ConlluProblem;
    CHECK(told == Told{{2, not_ten_columns},
                       {3, not_an_id},
                       {4, no_form},
                       {6, id_out_of_order},
                       {7, not_an_id},
                       {8, not_utf8},
                       {9, not_an_id}});
}

TEST_CASE("a row or a sentence that does not end is told once and takes bounded memory") {
    Told told;
    const std::string endless(3 * ConlluReader::longest_row, 'x');
    CHECK(through("1\ta" + row_end + endless + "\n2\tb" + row_end, &told) ==
          "1\ta\ta*\tX\t_\t_\t0\tdep\t_\t_\n2\tb\tb*\tX\t_\t_\t1\tdep\t_\t_\n\n");
    CHECK(told == Told{{2, ConlluProblem::row_too_long}});

    told.clear();
    std::string rows;
    for (std::size_t i = 1; i <= ConlluReader::longest_sentence + 1000; ++i)
        rows += std::to_string(i) + "\ta" + row_end;
    const std::string out = through(rows + "\n1\tb" + row_end, &told);
    CHECK(told == Told{{ConlluReader::longest_sentence + 1, ConlluProblem::sentence_too_long}});
    CHECK(out.ends_with("\n\n1\tb\tb*\tX\t_\t_\t0\tdep\t_\t_\n\n"));
}

TEST_CASE("whatever the bytes, what comes out is read again without a problem") {
    std::mt19937 generator(5);
    const std::vector<std::string> pieces{"\t",
                                          "\t_",
                                          "\n",
                                          "\r\n",
                                          "1",
                                          "2",
                                          "10",
                                          "-",
                                          ".",
                                          "_",
                                          "#",
                                          "a",
                                          "\xc3",
                                          "é",
                                          "\n\n",
                                          "\t_\t_\t_\t_\t_\t_\t_\t_\n",
                                          "1\ta",
                                          "2\tb",
                                          "99999999999999999999",
                                          std::string(1, '\0')};
    for (int round = 0; round < 500; ++round) {
        std::string input;
        for (std::size_t left = generator() % 200; left > 0; --left)
            input += pieces[generator() % pieces.size()];
        const std::string out = through(input);
        Told told;
        CHECK(through(out, &told).size() >= out.size());
        CHECK(told.empty());
    }
}
