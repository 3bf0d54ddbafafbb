#include "language/network.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <memory>

namespace recount {

namespace {

/// Far beyond what training gives, near enough that no sum of them is infinite.
constexpr float largest_number = 1e6F;

void check_numbers(const ModelFile& model, const std::string& name, std::span<const float> numbers) {
    for (const float number : numbers)
        if (!(number >= -largest_number && number <= largest_number))
            model.fail(name + " holds a number that no training gives");
}

/// An embedding table whose rows are found by hashing.
Matrix<std::int8_t> hashed_table(const ModelFile& model, const std::string& name, std::size_t size) {
    const Matrix<std::int8_t> table = model.matrix<std::int8_t>(name);
    if (!std::has_single_bit(table.rows) || table.rows > UINT32_MAX || table.columns != size)
        model.fail(name + " does not fit its layer");
    return table;
}

float read_scale(const ModelFile& model, const std::string& name) {
    const float scale = model.number<float>(name);
    check_numbers(model, name, {&scale, 1});
    return scale;
}

}  // namespace

Steps read_steps(const ModelFile& model, const std::string& name) {
    const float clip = model.number<float>(name);
    if (!(clip >= 1e-3F && clip <= 1e3F))
        model.fail(name + " is no limit of numbers");
    return Steps(clip);
}

Linear::Linear(const ModelFile& model, const std::string& prefix, std::size_t inputs, float step)
    : Linear(model, prefix, inputs, 0, inputs, step) {}

Linear::Linear(const ModelFile& model, const std::string& prefix, std::size_t all, std::size_t first,
               std::size_t inputs, float step) {
    const Matrix<std::int8_t> matrix = model.matrix<std::int8_t>(prefix + "/weights");
    const std::span<const float> scale = model.array<float>(prefix + "/scales");
    const std::span<const float> bias = model.array<float>(prefix + "/bias");
    if (matrix.rows == 0 || matrix.columns != all || inputs % 4 != 0 || inputs == 0 || scale.size() != matrix.rows ||
        bias.size() != matrix.rows)
        model.fail(prefix + "/weights does not fit its layer");
    const std::span<const std::int8_t> numbers(matrix.data, matrix.rows * matrix.columns);
    if (std::find(numbers.begin(), numbers.end(), std::int8_t{-128}) != numbers.end())
        model.fail(prefix + "/weights holds -128, which products do not take");
    check_numbers(model, prefix + "/scales", scale);
    check_numbers(model, prefix + "/bias", bias);
    weights.pack(matrix.data + first, matrix.rows, inputs, all);
    scales.scale.resize(weights.stride());
    scales.bias.resize(weights.stride());
    for (std::size_t o = 0; o < matrix.rows; ++o) {
        scales.scale[o] = scale[o] * step;
        scales.bias[o] = bias[o];
    }
}

const std::int32_t* Linear::run(const std::int8_t* rows, std::size_t words, std::size_t stride,
                                Lines<std::int32_t>& sums) const {
    std::int32_t* out = room(sums, words * weights.stride());
    kernels().product(rows, words, stride, weights, out);
    return out;
}

std::pair<std::int8_t*, bool> WordCache::find(std::string_view form, std::size_t size) {
    if (forms_.empty())
        forms_.resize(slots);
    Slot& slot = forms_[feature_row('c', form, slots)];
    const bool known = slot.length == form.size() && std::memcmp(slot.form, form.data(), form.size()) == 0;
    if (!known) {
        if (slot.length == 0) {
            slot.row = static_cast<std::uint32_t>(rows_.size() / size);
            rows_.resize(rows_.size() + size);
        }
        slot.length = static_cast<std::uint8_t>(form.size());
        std::memcpy(slot.form, form.data(), form.size());
    }
    return {rows_.data() + slot.row * size, known};
}

WordLayer::WordLayer(const ModelFile& model, const std::string& prefix) : steps_(read_steps(model, prefix + "/clip")) {
    vectors_ = model.matrix<std::int8_t>("words/vectors");
    projection_ = Linear(model, prefix + "/projection", vectors_.columns, read_scale(model, "words/scale"));
    index_ = WordIndex(model, "words", vectors_.rows);
    forms_ = hashed_table(model, prefix + "/forms", size());
    affixes_ = hashed_table(model, prefix + "/affixes", size());
    form_scale_ = read_scale(model, prefix + "/forms/scale");
    affix_scale_ = read_scale(model, prefix + "/affixes/scale");
}

void WordLayer::run(std::string_view form, WordScratch& scratch, std::int8_t* out) const {
    if (form.empty() || form.size() > WordCache::longest)
        return compute(form, scratch, out);
    const auto [row, known] = scratch.cache.find(form, size());
    if (!known)
        compute(form, scratch, row);
    std::memcpy(out, row, size());
}

void WordLayer::compute(std::string_view form, WordScratch& scratch, std::int8_t* out) const {
    scratch.folded.assign(form);
    const WordRows rows = rows_of(scratch.folded, index_, static_cast<std::uint32_t>(forms_.rows),
                                  static_cast<std::uint32_t>(affixes_.rows));
    std::array<const std::int8_t*, affix_count> affixes;
    for (std::size_t i = 0; i < affixes.size(); ++i)
        fetch(affixes[i] = affixes_.row(rows.affixes[i]).data(), size());
    fetch(forms_.row(rows.form).data(), size());
    const std::int32_t* sums = projection_.run(vectors_.row(rows.vector).data(), 1, vectors_.columns, scratch.sums);
    kernels().embed(sums, size(), projection_.scales, forms_.row(rows.form).data(), form_scale_, affixes, affix_scale_,
                    steps_, out);
}

Convolution::Convolution(const ModelFile& model, const std::string& prefix, std::size_t size, const Steps& inputs)
    : linear_(model, prefix, 3 * size, inputs.step),
      size_(size),
      input_step_(inputs.step),
      steps_(read_steps(model, prefix + "/clip")) {
    if (linear_.outputs() != size)
        model.fail(prefix + "/weights does not fit its layer");
}

void Convolution::run(const std::int8_t* x, std::size_t words, LayerScratch& scratch, std::int8_t* out) const {
    const std::int32_t* sums = linear_.run(x - size_, words, size_, scratch.sums);  // three rows in one, overlapping
    kernels().convolve(sums, words, size_, linear_.weights.stride(), linear_.scales, x, input_step_, steps_, out);
}

RecurrentLayer::RecurrentLayer(const ModelFile& model, const std::string& prefix,
                               const std::vector<InputSegment>& inputs, std::size_t outputs)
    : outputs_(outputs), steps_(read_steps(model, prefix + "/clip")) {
    for (const InputSegment& segment : inputs) {
        inputs_ += segment.size;
        input_steps_.insert(input_steps_.end(), segment.size, segment.steps.step);
    }
    std::size_t first = 0;
    for (const InputSegment& segment : inputs) {
        segments_.emplace_back(model, prefix, inputs_, first, segment.size, segment.steps.step);
        first += segment.size;
    }
    parts_ = inputs_ == outputs_ ? 3 : 4;
    if (segments_.empty() || segments_.size() > 2 || segments_[0].outputs() != parts_ * outputs_ || outputs_ % 2 != 0)
        model.fail(prefix + "/weights does not fit its layer");
}

void RecurrentLayer::run(const std::int8_t* x, std::size_t words, LayerScratch& scratch, std::int8_t* out) const {
    const bool two = segments_.size() == 2;
    RecurrentInput in{};
    in.words = words;
    in.size = outputs_;
    in.parts = parts_;
    in.stride = segments_[0].weights.stride();
    in.sums = segments_[0].run(x, words, inputs_, scratch.sums);
    in.more = two ? segments_[1].run(x + segments_[0].weights.inputs(), words, inputs_, scratch.more) : nullptr;
    in.scales = &segments_[0].scales;
    in.more_scale = two ? segments_[1].scales.scale.data() : nullptr;
    in.input = x;
    in.input_step = input_steps_.data();
    in.state = room(scratch.state, outputs_);
    kernels().recur(in, steps_, out);
}

}  // namespace recount
