#include "annotate/chain.h"

#include "annotate/attributions.h"
#include "annotate/claims.h"
#include "annotate/happening_phrases.h"
#include "annotate/mentions.h"
#include "annotate/names.h"
#include "annotate/times.h"
#include "annotate/tokens.h"

namespace recount {

AnnotatorChain make_chain(Codebook& codebook, const NameWords& names, const Gazetteer& gazetteer,
                          const LanguageModel* language) {
    const auto trees = language ? std::make_shared<const SentenceTrees>(*language) : nullptr;
    AnnotatorChain chain(codebook.file("codebook").text("language", "en"));
    chain.add(make_token_annotator(codebook, language ? language->sentences() : nullptr));
    chain.add(make_name_annotator(names, gazetteer, language ? language->names() : nullptr));
    chain.add(make_time_annotator(codebook));
    chain.add(make_attribution_annotator(codebook, gazetteer, trees));
    chain.add(make_claim_annotator(codebook, trees));
    chain.add(make_mention_annotator(codebook, trees));
    chain.add(make_phrase_annotator(codebook, trees));
    return chain;
}

}  // namespace recount
