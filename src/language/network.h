// The layers that the networks are made of, as train/network.py trains them: each is read from the model file under a
// prefix, and maps the 8-bit rows of a sentence's words to new rows.
//
// Layers are immutable once made: any number of threads may use one, each with a LayerScratch of its own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "language/kernels.h"
#include "language/model_file.h"
#include "language/word_features.h"

namespace recount {

/// Memory of one thread that layers work in; it grows to what the longest window needs and stays.
struct LayerScratch {
    Lines<std::int32_t> sums, more;
    Lines<float> state;
};

/// Makes room for at least `count` numbers; what was there is worth nothing afterwards.
template <class T>
T* room(Lines<T>& lines, std::size_t count) {
    if (lines.size() < count)
        lines.resize(count);
    return lines.data();
}

/// Has the processor fetch a row of a table that will be read soon: such rows lie far apart, and each would be waited
/// for.
inline void fetch(const std::int8_t* row, std::size_t size) {
    constexpr std::size_t line = 64;
    for (std::size_t at = 0; at < size; at += line)
        __builtin_prefetch(row + at);
}

/// Weights of 8 bits with a scale and a bias an output: PREFIX/weights, /scales, /bias.
struct Linear {
    PackedWeights weights;
    OutputScales scales;

    Linear() = default;

    /// `step` is what one step of the inputs is worth. Throws ModelError, also when the inputs are not `inputs`.
    Linear(const ModelFile& model, const std::string& prefix, std::size_t inputs, float step);

    /// The columns [first, first + inputs) of the weights alone, of `all`.
    Linear(const ModelFile& model, const std::string& prefix, std::size_t all, std::size_t first, std::size_t inputs,
           float step);

    std::size_t outputs() const { return weights.outputs(); }

    /// The sums for `words` rows, weights.stride() apart; they live in scratch until its next use.
    const std::int32_t* run(const std::int8_t* rows, std::size_t words, std::size_t stride,
                            Lines<std::int32_t>& sums) const;
};

/// Words by themselves, remembered by a thread: their forms and rows. A slot holds the last form that fell into it.
class WordCache {
public:
    static constexpr std::size_t slots = 32768, longest = 24;  // bytes of a form

    struct Slot {
        std::uint32_t row = 0;    // into rows_
        std::uint8_t length = 0;  // 0: empty
        char form[longest];
    };

    /// The row of a form, good until the next call, and whether it was there already; rows have `size` bytes each.
    /// REQUIRES: 0 < form.size() <= longest.
    std::pair<std::int8_t*, bool> find(std::string_view form, std::size_t size);

private:
    std::vector<Slot> forms_;
    Lines<std::int8_t> rows_;  // in the order that forms came: those of frequent words lie together
};

/// Scratch memory of one thread for one WordLayer.
struct WordScratch {
    WordCache cache;
    FoldedForm folded;
    Lines<std::int32_t> sums;
};

/// A word by itself: its word vector, projected, and the sum of the embeddings of form and affixes. PREFIX/projection,
/// /forms, /affixes, /clip; word vectors from words/.
class WordLayer {
public:
    WordLayer() = default;
    WordLayer(const ModelFile& model, const std::string& prefix);

    std::size_t size() const { return projection_.outputs(); }
    const Steps& steps() const { return steps_; }

    /// The row of one form, size() bytes. REQUIRES: valid UTF-8; one scratch serves one layer.
    void run(std::string_view form, WordScratch& scratch, std::int8_t* out) const;

private:
    void compute(std::string_view form, WordScratch& scratch, std::int8_t* out) const;

    WordIndex index_;
    Matrix<std::int8_t> vectors_, forms_, affixes_;
    float form_scale_ = 0, affix_scale_ = 0;
    Linear projection_;
    Steps steps_;
};

/// y_t = x_t + max(0, W [x_{t-1}; x_t; x_{t+1}] + b), zero beyond the sentence. PREFIX as Linear's, and /clip.
class Convolution {
public:
    Convolution(const ModelFile& model, const std::string& prefix, std::size_t size, const Steps& inputs);

    const Steps& steps() const { return steps_; }

    /// Rows of `words` words. REQUIRES: a row of zeros stands before x and behind its last row.
    void run(const std::int8_t* x, std::size_t words, LayerScratch& scratch, std::int8_t* out) const;

private:
    Linear linear_;
    std::size_t size_;
    float input_step_;
    Steps steps_;
};

/// Some of a layer's inputs that share one step.
struct InputSegment {
    std::size_t size;
    Steps steps;
};

/// Simple recurrent units in both directions (Lei et al. 2018, "Simple recurrent units for highly parallelizable
/// recurrence"): [u, keep, reset] = W x + b, or with a fourth part that stands in for x where sizes differ. PREFIX as
/// Linear's, and /clip.
class RecurrentLayer {
public:
    /// Inputs of one segment or two. Throws ModelError, also when the layer's outputs are not `outputs`, an even
    /// number.
    RecurrentLayer(const ModelFile& model, const std::string& prefix, const std::vector<InputSegment>& inputs,
                   std::size_t outputs);

    std::size_t inputs() const { return inputs_; }
    std::size_t outputs() const { return outputs_; }
    const Steps& steps() const { return steps_; }

    /// Rows of inputs() bytes in, rows of outputs() bytes out.
    void run(const std::int8_t* x, std::size_t words, LayerScratch& scratch, std::int8_t* out) const;

private:
    std::vector<Linear> segments_;
    std::size_t inputs_ = 0, outputs_ = 0, parts_ = 0;
    std::vector<float> input_steps_;  // of each input
    Steps steps_;
};

/// A limit of numbers as steps. Throws ModelError.
Steps read_steps(const ModelFile& model, const std::string& name);

}  // namespace recount
