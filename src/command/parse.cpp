// recount parse: CoNLL-U on standard input, CoNLL-U out, with tags and trees filled in. Works through a part of the
// input at a time, so that memory stays the same however long it is.
#include <algorithm>
#include <iostream>
#include <memory>

#include "command/conllu.h"
#include "command/messages.h"
#include "command/run.h"
#include "language/language_model.h"

namespace recount {

namespace {

constexpr std::size_t words_per_thread = 20000;  // that are in memory together
constexpr unsigned most_parts = 64;              // however many threads were asked for
constexpr std::size_t most_told = 20;            // problems of rows, each by itself

/// One thread's part of what is in memory: its sentences, and what it writes of them.
struct Part {
    std::vector<ConlluSentence> sentences;
    std::size_t used = 0;  // of sentences, which keep their memory
    std::string out;
    LanguageScratch scratch;
};

class Problems {
public:
    void tell(std::size_t line, ConlluProblem problem) {
        if (++count_ <= most_told)
            std::cerr << "recount: " << messages::bad_row(line, problem) << "\n";
    }
    std::size_t count() const { return count_; }
    void sum_up() const {
        if (count_ > most_told)
            std::cerr << "recount: " << messages::more_bad_rows(count_ - most_told) << "\n";
    }

private:
    std::size_t count_ = 0;
};

void parse(const LanguageModel& model, const ConlluSentence& sentence, LanguageScratch& scratch, std::string& out) {
    const std::vector<std::string_view> forms = sentence.forms();
    std::vector<WordTag> tags(forms.size());
    std::vector<WordArc> arcs(forms.size());
    model.parse(forms, scratch, tags, arcs);
    std::vector<ConlluWord> words(forms.size());
    std::vector<std::string> lemmas(forms.size());
    for (std::size_t i = 0; i < forms.size(); ++i)
        words[i] = {model.lemma(forms[i], tags[i], lemmas[i]), model.tagger().upos()[tags[i].upos],
                    model.tagger().features(tags[i].features), model.parser().relations()[arcs[i].relation],
                    arcs[i].head};
    sentence.write(words, out);
}

/// Reads sentences for one thread; false when the input has no more.
bool fill(ConlluReader& reader, Part& part) {
    part.used = 0;
    for (std::size_t words = 0; words < words_per_thread; words += part.sentences[part.used++].words() + 1) {
        if (part.used == part.sentences.size())
            part.sentences.emplace_back();
        if (!reader.next(part.sentences[part.used]))
            return false;
    }
    return true;
}

}  // namespace

ExitStatus run_parse(Run& run) {
    const LanguageModel& model = run.language();
    Problems problems;
    ConlluReader reader(std::cin, [&](std::size_t line, ConlluProblem problem) { problems.tell(line, problem); });
    std::vector<Part> parts(std::min(run.options().threads, most_parts));
    std::size_t words = 0;
    run.write_output([&](std::ostream& out) {
        for (bool more = true; more && out;) {
            std::size_t filled = 0;
            while (more && filled < parts.size())
                more = fill(reader, parts[filled++]);
            run.in_parallel("", filled, [&](std::size_t i) {
                Part& part = parts[i];
                part.out.clear();
                for (std::size_t s = 0; s < part.used; ++s) {
                    parse(model, part.sentences[s], part.scratch, part.out);
                    part.out.push_back('\n');
                }
            });
            for (std::size_t i = 0; i < filled; ++i) {
                out << parts[i].out;
                for (std::size_t s = 0; s < parts[i].used; ++s)
                    words += parts[i].sentences[s].words();
            }
        }
    });
    problems.sum_up();
    if (problems.count() == 0)
        return all_read;
    return words == 0 ? nothing_done : some_unread;
}

}  // namespace recount
