#include "language/parser.h"

#include <algorithm>
#include <cstring>

namespace recount {

namespace {

constexpr std::int32_t largest_distance = 1'000'000'000;  // with any product still within 32 bits

std::uint8_t relation_of(const ModelFile& model, const std::vector<std::string_view>& names, std::string_view name) {
    const auto found = std::ranges::find(names, name);
    if (found == names.end() || names.size() > UINT8_MAX)
        model.fail("its relations lack " + std::string(name));
    return static_cast<std::uint8_t>(found - names.begin());
}

}  // namespace

Parser::Parser(const ModelFile& model, const std::string& prefix, const Tagger& tagger)
    : root_(model.array<std::int8_t>(prefix + "/root")),
      label_root_(model.array<float>(prefix + "/label_root")),
      distances_(model.matrix<std::int32_t>(prefix + "/distances")),
      reach_(distances_.columns / 2),
      arc_steps_(read_steps(model, prefix + "/arc_clip")),
      label_steps_(read_steps(model, prefix + "/label_clip")),
      relation_names_(model.strings(prefix + "/labels/names")) {
    std::vector<InputSegment> inputs{{tagger.size(), tagger.word_steps()}, {tagger.size(), tagger.hidden_steps()}};
    const std::size_t size = model.matrix<std::int8_t>(prefix + "/dependent/weights").columns;  // of all layers
    for (std::string layer = prefix + "/recurrent0"; model.has(layer + "/weights");
         layer = prefix + "/recurrent" + std::to_string(layers_.size())) {
        layers_.emplace_back(model, layer, inputs, size);
        inputs = {{size, layers_.back().steps()}};
    }
    if (layers_.empty())
        model.fail(prefix + " has no recurrent layer");
    const Steps& steps = layers_.back().steps();
    dependent_ = Linear(model, prefix + "/dependent", size, steps.step);
    head_ = Linear(model, prefix + "/head", size, steps.step);
    label_dependent_ = Linear(model, prefix + "/label_dependent", size, steps.step);
    label_head_ = Linear(model, prefix + "/label_head", size, steps.step);
    labels_ = Linear(model, prefix + "/labels", label_dependent_.outputs(), label_steps_.step);
    if (dependent_.outputs() != head_.outputs() || dependent_.outputs() % 4 != 0 || root_.size() != head_.outputs() ||
        std::ranges::count(root_, std::int8_t{-128}) > 0)
        model.fail(prefix + "/root does not fit its arcs");
    if (label_dependent_.outputs() != label_head_.outputs() || label_root_.size() != label_head_.outputs() ||
        labels_.outputs() != relation_names_.size())
        model.fail(prefix + "/labels does not fit its relations");
    const std::span<const std::int32_t> distances(distances_.data, distances_.rows * distances_.columns);
    if (distances_.rows != tagger.upos().size() || distances_.columns != 2 * reach_ + 1 ||
        std::ranges::any_of(distances, [](std::int32_t x) { return x < -largest_distance || x > largest_distance; }))
        model.fail(prefix + "/distances does not fit its arcs");
    root_relation_ = relation_of(model, relation_names_, "root");
    loose_relation_ = relation_of(model, relation_names_, "parataxis");
}

void Parser::parse(const Tagger& tagger, const TaggerScratch& tagged, std::span<const WordTag> tags,
                   ParserScratch& scratch, std::span<WordArc> out) const {
    const std::size_t words = out.size(), size = tagger.size();
    std::int8_t* x = room(scratch.input, words * 2 * size);
    for (std::size_t w = 0; w < words; ++w) {
        std::memcpy(x + w * 2 * size, tagger.word_rows(tagged) + w * size, size);
        std::memcpy(x + (w * 2 + 1) * size, tagger.hidden_rows(tagged) + w * size, size);
    }
    for (const RecurrentLayer& layer : layers_) {
        layer.run(scratch.input.data(), words, scratch.layers, room(scratch.output, words * layer.outputs()));
        std::swap(scratch.input, scratch.output);
    }
    find_heads(scratch.input.data(), tags, scratch);
    label(scratch.input.data(), scratch, out);
}

/// Fills scratch.tree: the heads' rows take the place of weights, so that one product gives all scores of arcs.
void Parser::find_heads(const std::int8_t* rows, std::span<const WordTag> tags, ParserScratch& scratch) const {
    const std::size_t words = tags.size();
    const std::size_t arcs = dependent_.outputs(), size = layers_.back().outputs();
    const auto project = [&](const Linear& linear, std::int8_t* out) {
        const std::int32_t* sums = linear.run(rows, words, size, scratch.layers.sums);
        kernels().quantise(sums, words, arcs, linear.weights.stride(), linear.scales, arc_steps_, out);
    };
    std::int8_t* dependents = room(scratch.dependents, words * arcs);
    std::int8_t* heads = room(scratch.heads, (words + 1) * arcs);
    project(dependent_, dependents);
    std::ranges::copy(root_, heads);
    project(head_, heads + arcs);
    scratch.packed_heads.pack(heads, words + 1, arcs, arcs);
    const std::size_t stride = scratch.packed_heads.stride();
    std::int32_t* scores = room(scratch.scores, words * stride);
    kernels().product(dependents, words, arcs, scratch.packed_heads, scores);
    add_distances(tags, stride, scores);
    scratch.tree.resize(words);
    scratch.solver.solve(scores, words, stride, scratch.tree);
}

void Parser::add_distances(std::span<const WordTag> tags, std::size_t stride, std::int32_t* scores) const {
    const std::size_t words = tags.size();
    for (std::size_t d = 0; d < words; ++d) {
        const std::int32_t* by_distance = distances_.row(tags[d].upos).data();
        std::int32_t* of_words = scores + d * stride + 1;
        const std::size_t near = d > reach_ ? d - reach_ : 0, far = std::min(words, d + reach_ + 1);
        for (std::size_t h = 0; h < near; ++h)
            of_words[h] += by_distance[0];
        for (std::size_t h = near; h < far; ++h)
            of_words[h] += by_distance[h + reach_ - d];
        for (std::size_t h = far; h < words; ++h)
            of_words[h] += by_distance[2 * reach_];
    }
}

/// Only the root's word has the root's relation.
void Parser::label(const std::int8_t* rows, ParserScratch& scratch, std::span<WordArc> out) const {
    const std::size_t words = out.size(), hidden = label_head_.outputs(), size = layers_.back().outputs();
    float* dependents = room(scratch.dependent_labels, words * hidden);
    float* heads = room(scratch.head_labels, words * hidden);
    const auto project = [&](const Linear& linear, float* to) {
        const std::int32_t* sums = linear.run(rows, words, size, scratch.layers.sums);
        kernels().scale(sums, words, hidden, linear.weights.stride(), linear.scales, to);
    };
    project(label_dependent_, dependents);
    project(label_head_, heads);
    std::int8_t* arcs = room(scratch.arcs, words * hidden);
    for (std::size_t w = 0; w < words; ++w) {
        const std::uint32_t head = scratch.tree[w];
        kernels().join(dependents + w * hidden, head == 0 ? label_root_.data() : heads + (head - 1) * hidden, hidden,
                       label_steps_, arcs + w * hidden);
    }
    const std::int32_t* sums = labels_.run(arcs, words, hidden, scratch.layers.sums);
    float* numbers = room(scratch.numbers, labels_.outputs());
    for (std::size_t w = 0; w < words; ++w) {
        out[w].head = scratch.tree[w];
        out[w].relation = root_relation_;
        if (out[w].head != 0)
            out[w].relation = static_cast<std::uint8_t>(kernels().best(
                sums + w * labels_.weights.stride(), 0, labels_.outputs(), root_relation_, labels_.scales, numbers));
    }
}

}  // namespace recount
