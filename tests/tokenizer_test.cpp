// Tokens and sentences: a short text in, the words that come out.
#include <doctest/doctest.h>

#include "codebook/codebook.h"
#include "text/utf8.h"

using namespace recount;

namespace {

const Codebook& codebook() {
    static const Codebook book = Codebook::load(RECOUNT_CODEBOOK_DIR);
    return book;
}

std::vector<Token> cut(const std::string& text) {
    std::vector<Token> tokens;
    codebook().tokenizer().tokenize(text, lowered_in_place(text), {0, static_cast<std::uint32_t>(text.size())},
                                    codebook().vocabulary(), tokens);
    return tokens;
}

std::string joined(const std::string& text) {
    std::string out;
    for (const Token& token : cut(text))
        out.append(out.empty() ? "" : " ").append(slice(text, token.span()));
    return out;
}

std::string sentences(const std::string& text) {
    const auto tokens = cut(text);
    std::vector<std::uint32_t> ends;
    codebook().tokenizer().split_sentences(text, tokens, 0, ends);
    std::string out;
    std::uint32_t begin = 0;
    for (const std::uint32_t end : ends) {
        out.append(out.empty() ? "" : " | ")
            .append(text, tokens[begin].start, tokens[end - 1].end - tokens[begin].start);
        begin = end;
    }
    return out;
}

}  // namespace

TEST_CASE("words are cut as Universal Dependencies cut English") {
    CHECK(joined("They don't know the mayor's plan.") == "They do n't know the mayor 's plan .");
    CHECK(joined("It’s the girls’ school; O’Hara can’t come.") == "It ’s the girls ’ school ; O’Hara ca n’t come .");
    CHECK(joined("a 34-year-old, 6,700 people, 2.3 million, 40m deep, the 32nd floor") ==
          "a 34 - year - old , 6,700 people , 2.3 million , 40 m deep , the 32nd floor");
    CHECK(joined("Mr. Orlo of the U.S. left at 5 p.m. on Dec. 22.") ==
          "Mr. Orlo of the U.S. left at 5 p.m. on Dec. 22 .");
    CHECK(joined("No. 10, c. 347, a Ph.D. from Orlo. He said no. Vitamin c. helps.") ==
          "No. 10 , c. 347 , a Ph.D. from Orlo . He said no . Vitamin c . helps .");
    CHECK(joined("See www.example.org/a?b=1, pic.twitter.com/Ab1 or @some_one #now!") ==
          "See www.example.org/a?b=1 , pic.twitter.com/Ab1 or @some_one #now !");
    CHECK(joined("wait... then -- stop") == "wait ... then -- stop");
    CHECK(joined("a non-profit's re-election; a two-year, pre-trial-like run by AT&T") ==
          "a non-profit 's re-election ; a two - year , pre - trial - like run by AT&T");
    CHECK(joined("batting .265 (.5 of it). Call 201-592-4699, 1 201 944-3737 or (201) 944-3737; 500-1000 came") ==
          "batting .265 ( .5 of it ) . Call 201-592-4699 , 1 201 944-3737 or ( 201 ) 944-3737 ; 500 - 1000 came");
}

TEST_CASE("a sentence ends at its mark, and takes its closing quotation mark with it") {
    CHECK(sentences("It rained. The square was full.") == "It rained. | The square was full.");
    CHECK(sentences("\"Go home!\" the crowd shouted. \"We stay.\" Then it left.") ==
          "\"Go home!\" the crowd shouted. | \"We stay.\" | Then it left.");
    CHECK(sentences("“We stay.” “For how long?” he asked.") == "“We stay.” | “For how long?” he asked.");
}

TEST_CASE("an abbreviation's full stop ends no sentence before a name") {
    CHECK(sentences("Mr. Orlo met Gen. Pask. They spoke.") == "Mr. Orlo met Gen. Pask. | They spoke.");
    CHECK(sentences("The U.S. Senate met at 5 p.m. It rose late.") == "The U.S. Senate met at 5 p.m. | It rose late.");
    CHECK(sentences("It met at 5 p.m. Monday. It rose at 6 p.m. GMT.") ==
          "It met at 5 p.m. Monday. | It rose at 6 p.m. GMT.");
    CHECK(sentences("John F. Kale came.") == "John F. Kale came.");
}

TEST_CASE("a text without any end costs linear time and gives one sentence") {
    const std::string word(100000, 'x');
    CHECK(cut(word).size() == 1);
    const std::string dots(100000, '.');
    CHECK(cut(dots).size() == 1);
    const std::string quotes(20000, '\'');
    CHECK(cut(quotes).size() == 20000);
}
