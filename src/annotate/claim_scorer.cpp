#include "annotate/claim_scorer.h"

#include <algorithm>
#include <cstring>

namespace recount {

namespace {

/// e to the power of x by plain arithmetic, which is the same everywhere: x / 2^10 is small enough for the first terms
/// of the series, and is squared ten times.
float plain_exp(float x) {
    constexpr int squarings = 10;
    const double small = static_cast<double>(x) / (1 << squarings);
    double power = 1 + small * (1 + small * (0.5 + small / 6));
    for (int i = 0; i < squarings; ++i)
        power *= power;
    return static_cast<float>(power);
}

/// Scores as probabilities that add up to 1.
void normalise(std::span<float> scores, float temperature) {
    const float most = *std::ranges::max_element(scores);
    float sum = 0;
    for (float& score : scores)
        sum += score = plain_exp(std::max((score - most) / temperature, -40.0F));
    for (float& score : scores)
        score /= sum;
}

}  // namespace

std::size_t CandidateScores::best() const {
    return static_cast<std::size_t>(std::ranges::max_element(quantities) - quantities.begin());
}

ClaimScorer::Output::Output(const ModelFile& file, const std::string& prefix, std::size_t inputs)
    : weights(file.array<float>(prefix + "/weights")), bias(file.array<float>(prefix + "/bias")) {
    if (weights.size() != inputs * bias.size())
        file.fail(prefix + " does not fit its inputs");
}

void ClaimScorer::Output::run(std::span<const float> x, float* out) const {
    std::ranges::copy(bias, out);
    const float* column = weights.data();
    for (const float input : x) {
        for (std::size_t o = 0; o < bias.size(); ++o)
            out[o] += input * column[o];
        column += bias.size();
    }
}

ClaimScorer::ClaimScorer(const LanguageModel& model, const std::string& prefix, std::span<const Quantity> quantities)
    : keys_(model.file().array<std::uint32_t>(prefix + "/keys")),
      rows_(model.file().matrix<std::int8_t>(prefix + "/rows")),
      row_scale_(model.file().number<float>(prefix + "/rows/scale")),
      contexts_(model.file(), prefix + "/contexts", context_words * model.parser().size(),
                1.0F / 127),  // training sees rows within [-1, 1]
      context_size_(model.parser().size()),
      quantities_(model.file(), prefix + "/quantities", rows_.columns),
      standings_(model.file(), prefix + "/standings", rows_.columns),
      part_(model.file(), prefix + "/part", rows_.columns),
      cue_weights_(model.file().array<float>(prefix + "/cues")),
      unknown_(model.file().number<float>(prefix + "/unknown")),
      temperature_(model.file().number<float>(prefix + "/temperature")) {
    const ModelFile& file = model.file();
    const std::vector<std::string_view> names = file.strings("claims/quantities");
    if (keys_.size() != rows_.rows || contexts_.outputs() != rows_.columns || cue_weights_.size() != cue_sign_count ||
        quantities_.bias.size() != names.size() + 1 || standings_.bias.size() != standing_count ||
        part_.bias.size() != 1 || temperature_ <= 0)
        file.fail(prefix + " does not fit this program");
    for (const Quantity& quantity : quantities) {
        const auto found = std::ranges::find(names, quantity.name);
        output_of_.push_back(found == names.end() ? no_index : static_cast<std::uint32_t>(found - names.begin() + 1));
        at_least_.push_back(quantity.at_least);
        if (quantity.is_share)
            share_ = output_of_.size() - 1;
    }
}

/// What form and size allow: a share is of a vote, and nothing else is; an age counts nobody.
bool ClaimScorer::can_be(const ClaimCandidate& candidate, std::size_t quantity) const {
    const Number& number = candidate.number;
    const double most = number.high.value_or(number.low.value_or(0));
    return candidate.kind != CandidateKind::measured &&
           (candidate.kind == CandidateKind::share) == (quantity == share_) &&
           (most == 0 || most >= at_least_[quantity]);
}

void ClaimScorer::run_hidden(std::span<const std::uint32_t> features, const ContextRows& contexts,
                             ClaimScratch& scratch) const {
    const std::size_t size = rows_.columns;
    std::int32_t* sums = room(scratch.table_sums, size);
    std::fill_n(sums, size, 0);
    scratch.feature_rows.clear();
    for (const std::uint32_t feature : features)
        if (const std::size_t key = keys_.find(feature); key < keys_.size()) {
            scratch.feature_rows.push_back(rows_.row(key).data());
            fetch(scratch.feature_rows.back(), size);
        }
    for (const std::int8_t* row : scratch.feature_rows)
        for (std::size_t i = 0; i < size; ++i)
            sums[i] += row[i];
    std::int8_t* row = room(scratch.row, context_words * context_size_);
    for (std::size_t word = 0; word < context_words; ++word)
        if (contexts[word])
            std::memcpy(row + word * context_size_, contexts[word], context_size_);
        else
            std::memset(row + word * context_size_, 0, context_size_);
    const std::int32_t* products = contexts_.run(row, 1, context_words * context_size_, scratch.sums);
    float* hidden = room(scratch.hidden, size);
    for (std::size_t i = 0; i < size; ++i) {
        const float dense = static_cast<float>(products[i]) * contexts_.scales.scale[i] + contexts_.scales.bias[i];
        const float sparse = static_cast<float>(sums[i]) * row_scale_;
        hidden[i] = std::max(0.0F, dense + sparse);
    }
}

CandidateScores ClaimScorer::counts_none() const {
    CandidateScores scores;
    scores.quantities.assign(output_of_.size() + 1, 0);
    scores.quantities.back() = 1;
    scores.standings = {1};
    return scores;
}

void ClaimScorer::score(const SeenCandidate& seen, ClaimScratch& scratch, CandidateScores& out) const {
    if (!seen.sentence.has_tree()) {
        out = counts_none();
        return;
    }
    constexpr float never = -1e4F;
    run_hidden(seen.features.features, seen.contexts, scratch);
    const std::span<const float> hidden(scratch.hidden.data(), rows_.columns);
    float* logits = room(scratch.logits, quantities_.bias.size());
    quantities_.run(hidden, logits);
    out.quantities.assign(output_of_.size() + 1, never);
    for (std::size_t q = 0; q < output_of_.size(); ++q)
        if (can_be(seen.candidate, q))
            out.quantities[q] = output_of_[q] == no_index ? unknown_ : logits[output_of_[q]];
    out.quantities.back() = logits[0];
    for (const CueFeature& cue : seen.features.cues)
        if (out.quantities[cue.quantity] > never)
            out.quantities[cue.quantity] += cue_weights_[cue.sign];
    normalise(out.quantities, temperature_);
    standings_.run(hidden, out.standings.data());
    normalise(out.standings, 1);
    part_.run(hidden, &out.part);
    out.part = 1 / (1 + plain_exp(std::clamp(-out.part, -40.0F, 40.0F)));
}

}  // namespace recount
