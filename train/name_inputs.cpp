// What the name tagger sees of texts, for its training (train/names.py): reads reports as the program does and prints
// each as one JSON line, {"id", "sentences": [[[start, end, place hint, word hint] for each token]]}; starts and ends
// are bytes of the UTF-8 text.
//
// usage: recount_name_inputs REPORTS.jsonl > INPUTS.jsonl
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

#include "annotate/name_finder.h"
#include "annotate/tokens.h"
#include "read/read.h"
#include "text/utf8.h"

using namespace recount;

int main(int count, char** arguments) {
    Codebook codebook = Codebook::load(RECOUNT_CODEBOOK_DIR);
    const Gazetteer gazetteer = Gazetteer::open(std::string(RECOUNT_BUILD_DIR) + "/gazetteer.bin");
    const ReadWording wording(codebook);
    const NameWords name_words(codebook);
    const auto tokens = make_token_annotator(codebook);
    std::vector<NameHint> hints;
    for (Report& report : read(std::vector<std::string>(arguments + 1, arguments + count), std::cin, wording).reports) {
        AnnotatedReport annotated{std::move(report), {}};
        Layers& layers = annotated.layers;
        layers.lowered = lowered_in_place(annotated.report.content);
        tokens->annotate(annotated);
        std::printf("{\"id\": \"%s\", \"sentences\": [", annotated.report.id.c_str());
        for (std::size_t s = 0; s < layers.sentences.size(); ++s) {
            const Tokens words = layers.tokens_of(layers.sentences[s]);
            hints.resize(words.size());
            look_up_names(name_words, gazetteer, annotated.report.content, layers.lowered, words, hints);
            std::printf("%s[", s == 0 ? "" : ", ");
            for (std::size_t i = 0; i < words.size(); ++i)
                std::printf("%s[%u,%u,%d,%d]", i == 0 ? "" : ",", words[i].start - annotated.report.text_start,
                            words[i].end - annotated.report.text_start, hints[i].place, hints[i].word);
            std::printf("]");
        }
        std::printf("]}\n");
    }
    return 0;
}
