#include "language/tagger.h"

#include <algorithm>
#include <cstring>

namespace recount {

Tagger::Tagger(const ModelFile& model, const std::string& prefix)
    : words_(model, prefix + "/words"),
      upos_names_(model.strings(prefix + "/upos/names")),
      features_names_(model.strings(prefix + "/feats/names")) {
    const Steps* inputs = &words_.steps();
    for (std::string layer = prefix + "/convolution0"; model.has(layer + "/weights");
         layer = prefix + "/convolution" + std::to_string(convolutions_.size())) {
        convolutions_.emplace_back(model, layer, size(), *inputs);
        inputs = &convolutions_.back().steps();
    }
    if (convolutions_.empty())
        model.fail(prefix + " has no convolution");
    upos_ = Linear(model, prefix + "/upos", size(), inputs->step);
    features_ = Linear(model, prefix + "/feats", size(), inputs->step);
    if (upos_.outputs() != upos_names_.size() || upos_names_.size() > UINT8_MAX ||
        features_.outputs() != features_names_.size() || features_names_.size() >= WordTag::no_features)
        model.fail(prefix + " has other names than outputs");

    // A name of features is "UPOS<tab>FEATS"; those of one part of speech stand together.
    for (const std::string_view upos : upos_names_) {
        const auto of_upos = [&](std::string_view name) { return name.substr(0, name.find('\t')) == upos; };
        const auto first = std::ranges::find_if(features_names_, of_upos);
        const auto last = std::find_if_not(first, features_names_.end(), of_upos);
        if (std::any_of(last, features_names_.end(), of_upos))
            model.fail(prefix + "/feats/names is not in order");
        features_of_.emplace_back(first - features_names_.begin(), last - features_names_.begin());
    }
}

void Tagger::encode(std::span<const std::string_view> forms, TaggerScratch& scratch) const {
    const std::size_t words = forms.size();
    // Rows of zeros stand around the sentence, where the last one may have been longer.
    const auto bounded = [&](Lines<std::int8_t>& rows) {
        std::int8_t* first = room(rows, (words + 2) * size());
        std::memset(first, 0, size());
        std::memset(first + (words + 1) * size(), 0, size());
        return first + size();
    };
    std::int8_t* x = bounded(scratch.word_rows);
    for (std::size_t w = 0; w < words; ++w)
        words_.run(forms[w], scratch.words, x + w * size());
    scratch.hidden.resize(convolutions_.size());
    for (std::size_t i = 0; i < convolutions_.size(); ++i) {
        std::int8_t* y = bounded(scratch.hidden[i]);
        convolutions_[i].run(x, words, scratch.layers, y);
        x = y;
    }
}

void Tagger::tag(TaggerScratch& scratch, std::span<WordTag> out) const {
    const std::size_t words = out.size();
    float* numbers = room(scratch.numbers, std::max(upos_.outputs(), features_.outputs()));
    const std::int32_t* upos = upos_.run(hidden_rows(scratch), words, size(), scratch.layers.sums);
    const std::int32_t* features = features_.run(hidden_rows(scratch), words, size(), scratch.layers.more);
    for (std::size_t w = 0; w < words; ++w) {
        const std::size_t best =
            kernels().best(upos + w * upos_.weights.stride(), 0, upos_.outputs(), SIZE_MAX, upos_.scales, numbers);
        out[w].upos = static_cast<std::uint8_t>(best);
        const auto [first, last] = features_of_[best];
        out[w].features = WordTag::no_features;
        if (first < last)
            out[w].features = static_cast<std::uint16_t>(kernels().best(
                features + w * features_.weights.stride(), first, last, SIZE_MAX, features_.scales, numbers));
    }
}

std::string_view Tagger::features(std::uint16_t id) const {
    if (id == WordTag::no_features)
        return "_";
    const std::string_view name = features_names_[id];
    return name.substr(std::min(name.find('\t') + 1, name.size()));
}

}  // namespace recount
