// What the tools that print the inputs of claims share: the program's annotators up to attributions, as the reader of
// claims finds a report.
#pragma once

#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "annotate/attributions.h"
#include "annotate/claim_rules.h"
#include "annotate/names.h"
#include "annotate/sentence_tree.h"
#include "annotate/times.h"
#include "annotate/tokens.h"
#include "read/read.h"

namespace recount {

/// The shipped codebook, gazetteer and model, loaded once.
struct ClaimTexts {
    Codebook codebook = Codebook::load(RECOUNT_CODEBOOK_DIR);
    Gazetteer gazetteer = Gazetteer::open(std::string(RECOUNT_BUILD_DIR) + "/gazetteer.bin");
    LanguageModel model = LanguageModel::open(RECOUNT_MODEL_FILE);
    NameWords names{codebook};
    std::shared_ptr<const SentenceTrees> trees = std::make_shared<const SentenceTrees>(model);
    ClaimRules rules{codebook};

    /// Visits each report of the inputs with all layers that come before claims.
    void each_report(const std::vector<std::string>& inputs, const std::function<void(AnnotatedReport&)>& visit) {
        const ReadWording wording(codebook);
        AnnotatorChain chain;
        chain.add(make_token_annotator(codebook, model.sentences()));
        chain.add(make_name_annotator(names, gazetteer, model.names()));
        chain.add(make_time_annotator(codebook));
        chain.add(make_attribution_annotator(codebook, gazetteer, trees));
        for (Report& report : read(inputs, std::cin, wording).reports) {
            AnnotatedReport annotated = chain.annotate(std::move(report));
            visit(annotated);
        }
    }
};

}  // namespace recount
