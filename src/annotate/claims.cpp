#include "annotate/claims.h"

#include <map>

#include "annotate/claim_reader.h"

namespace recount {

namespace {

/// "The 21 girls" are the 21 that were freed: a count of people that no word explains means what the same number means
/// elsewhere in the report. Small numbers meet by chance and stay unexplained.
void explain_repeats(std::vector<Claim>& claims, const std::vector<bool>& of_people) {
    constexpr double too_small = 10;
    using Number = std::pair<std::optional<double>, std::optional<double>>;
    std::map<Number, const std::string*> explained;  // the first claim's quantity
    const auto explains = [](const Claim& claim) {
        return claim.unit.empty() && !claim.quantity.starts_with("other:") && claim.quantity != "age";
    };
    for (const Claim& claim : claims)
        if (explains(claim))
            explained.try_emplace({claim.low, claim.high}, &claim.quantity);
    for (std::size_t i = 0; i < claims.size(); ++i) {
        Claim& claim = claims[i];
        if (!of_people[i] || !claim.quantity.starts_with("other:") || claim.low.value_or(0) < too_small ||
            claim.modifier == Modifier::vague)
            continue;
        if (const auto same = explained.find({claim.low, claim.high}); same != explained.end())
            claim.quantity = *same->second;
    }
}

class ClaimAnnotator : public Annotator {
public:
    ClaimAnnotator(Codebook& codebook, std::shared_ptr<const SentenceTrees> trees)
        : rules_(codebook), trees_(std::move(trees)) {}

    std::string_view name() const override { return "claims"; }
    std::vector<Layer> needs() const override {
        return {Layer::tokens, Layer::sentences, Layer::entities, Layer::times, Layer::attributions};
    }
    std::vector<Layer> adds() const override { return {Layer::claims}; }
    void annotate(AnnotatedReport& report) const override;

private:
    ClaimRules rules_;
    std::shared_ptr<const SentenceTrees> trees_;
};

void ClaimAnnotator::annotate(AnnotatedReport& report) const {
    std::vector<QuantityCues::At> cues;
    std::string last;
    std::vector<bool> of_people;
    std::uint32_t block = no_index;
    for (std::uint32_t sentence = 0; sentence < report.layers.sentences.size(); ++sentence) {
        if (report.layers.sentences[sentence].block != block)
            last.clear();
        block = report.layers.sentences[sentence].block;
        ClaimReader(rules_, trees_.get(), report, sentence).read(cues, last, of_people);
    }
    explain_repeats(report.layers.claims, of_people);
}

}  // namespace

std::unique_ptr<Annotator> make_claim_annotator(Codebook& codebook, std::shared_ptr<const SentenceTrees> trees) {
    return std::make_unique<ClaimAnnotator>(codebook, std::move(trees));
}

}  // namespace recount
