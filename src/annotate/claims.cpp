#include "annotate/claims.h"

#include "annotate/claim_reader.h"

namespace recount {

namespace {

class ClaimAnnotator : public Annotator {
public:
    ClaimAnnotator(Codebook& codebook, std::shared_ptr<const SentenceTrees> trees)
        : rules_(codebook), trees_(std::move(trees)) {
        if (!trees_ || !trees_->model().file().has("claims/"))
            return;
        scorer_.emplace(trees_->model(), "claims/first", rules_.cues.quantities());
        source_scorer_.emplace(trees_->model().file(), "claim_sources");
    }

    std::string_view name() const override { return "claims"; }
    std::vector<Layer> needs() const override {
        return {Layer::tokens, Layer::sentences, Layer::entities, Layer::times, Layer::attributions};
    }
    std::vector<Layer> adds() const override { return {Layer::claims}; }
    void annotate(AnnotatedReport& report) const override {
        if (!scorer_)
            return;
        thread_local ReaderScratch scratch;
        ClaimReader(rules_, *scorer_, *source_scorer_, *trees_, report, scratch).read();
        report.layers.contexts = {};
    }

private:
    ClaimRules rules_;
    std::shared_ptr<const SentenceTrees> trees_;
    std::optional<ClaimScorer> scorer_;
    std::optional<FeatureWeights> source_scorer_;
};

}  // namespace

std::unique_ptr<Annotator> make_claim_annotator(Codebook& codebook, std::shared_ptr<const SentenceTrees> trees) {
    return std::make_unique<ClaimAnnotator>(codebook, std::move(trees));
}

}  // namespace recount
