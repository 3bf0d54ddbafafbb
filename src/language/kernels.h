// The arithmetic of the networks: products of 8-bit integers, and what is done with each sum between two products.
//
// The answer must be the same on every processor. So products are exact (8 x 8 bits summed in 32), and what is float is
// plain IEEE addition, multiplication and division in a fixed order, without fused or reordered steps and without the
// library's functions. The same loops are compiled for several instruction sets; kernels() chooses the best one that
// this processor has, and the tests hold all of them against plain loops, to the bit.
//
// Rows of 8-bit numbers lie one after another; a product takes all words of a sentence at once, so that a weight that
// was read serves all of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <new>
#include <span>
#include <vector>

namespace recount {

/// Memory that begins at a line of the processor's cache; what resize() adds is zero.
template <class T>
struct LineAllocator {
    using value_type = T;
    LineAllocator() = default;
    template <class U>
    LineAllocator(const LineAllocator<U>&) {}
    T* allocate(std::size_t n) { return static_cast<T*>(::operator new (n * sizeof(T), std::align_val_t{64})); }
    void deallocate(T* p, std::size_t) { ::operator delete (p, std::align_val_t{64}); }
    bool operator==(const LineAllocator&) const { return true; }
};
template <class T>
using Lines = std::vector<T, LineAllocator<T>>;

/// A matrix of 8-bit weights [outputs][inputs], laid out for products: blocks of 16 outputs, in them the inputs by
/// fours, so that 64 bytes serve 16 outputs. Weights lie within [-127, 127]; inputs are a multiple of 4.
class PackedWeights {
public:
    static constexpr std::size_t block = 16;

    PackedWeights() = default;

    /// Lays out rows of weights; `stride` bytes from one row to the next. Memory is kept from one call to the next.
    void pack(const std::int8_t* rows, std::size_t outputs, std::size_t inputs, std::size_t stride);

    std::size_t inputs() const { return inputs_; }
    std::size_t outputs() const { return outputs_; }
    std::size_t blocks() const { return (outputs_ + block - 1) / block; }

    /// Distance from the sums of one row to those of the next: outputs, filled up to whole blocks.
    std::size_t stride() const { return blocks() * block; }

    const std::int8_t* weights() const { return weights_.data(); }
    /// -128 times the sum of each output's weights: what unsigned inputs (x + 128) add too much.
    const std::int32_t* offsets() const { return offsets_.data(); }

private:
    Lines<std::int8_t> weights_;
    Lines<std::int32_t> offsets_;
    std::size_t inputs_ = 0, outputs_ = 0;
};

/// How a sum of a product becomes a number: sum * scale + bias, one of each for every output (filled up to whole
/// blocks).
struct OutputScales {
    Lines<float> scale, bias;
};

/// How numbers become 8-bit steps: clip to [-clip, clip], times 127 / clip, rounded half to even.
struct Steps {
    float clip = 1, to_steps = 127, step = 1.0F / 127;

    Steps() = default;
    explicit Steps(float limit)
        : clip(limit), to_steps(static_cast<float>(127.0 / limit)), step(static_cast<float>(limit / 127.0)) {}
};

/// What a recurrent layer (Lei et al. 2018) takes between its product and its output.
struct RecurrentInput {
    std::size_t words;
    std::size_t size;          // outputs; the first half runs forwards, the second backwards
    std::size_t parts;         // 3, or 4 when the fourth part stands in for the input
    std::size_t stride;        // of the sums
    const std::int32_t* sums;  // [words][stride]: of the first segment of the inputs
    const std::int32_t* more;  // of the second segment; null when there is one only
    const OutputScales* scales;
    const float* more_scale;   // of the second segment
    const std::int8_t* input;  // [words][size], for parts == 3
    const float* input_step;   // [size]
    float* state;              // [size], scratch
};

/// One compiled form of all loops. All pointers are aligned to 64 bytes where they begin a buffer.
struct Kernels {
    const char* name;

    /// sums[r][o] = rows[r] . weights[o] for `count` rows, `stride` bytes apart (which may overlap, as those of a
    /// convolution do). Values of rows lie within [-127, 127]; sums are weights.stride() apart.
    void (*product)(const std::int8_t* rows, std::size_t count, std::size_t stride, const PackedWeights& weights,
                    std::int32_t* sums);

    /// out = steps(sum * scale + bias + form * form_scale + (sum of affixes) * affix_scale): a word by itself
    void (*embed)(const std::int32_t* sums, std::size_t size, const OutputScales& scales, const std::int8_t* form,
                  float form_scale, std::span<const std::int8_t* const> affixes, float affix_scale, const Steps& steps,
                  std::int8_t* out);

    /// out = steps(sum * scale + bias)
    void (*quantise)(const std::int32_t* sums, std::size_t words, std::size_t size, std::size_t stride,
                     const OutputScales& scales, const Steps& steps, std::int8_t* out);

    /// out = sum * scale + bias, `size` apart
    void (*scale)(const std::int32_t* sums, std::size_t words, std::size_t size, std::size_t stride,
                  const OutputScales& scales, float* out);

    /// out = steps(x * step + max(0, sum * scale + bias)): a convolution with what it adds to
    void (*convolve)(const std::int32_t* sums, std::size_t words, std::size_t size, std::size_t stride,
                     const OutputScales& scales, const std::int8_t* x, float step, const Steps& steps,
                     std::int8_t* out);

    /// c = keep * c + (1 - keep) * u;  out = steps(reset * c + (1 - reset) * through), with keep and reset squashed
    void (*recur)(const RecurrentInput& in, const Steps& steps, std::int8_t* out);

    /// out = steps(max(0, a + b))
    void (*join)(const float* a, const float* b, std::size_t size, const Steps& steps, std::int8_t* out);

    /// The first of the largest of sum * scale + bias over the outputs [first, last) but `except`; `except` where there
    /// is no other. `scratch` holds `last` numbers.
    std::size_t (*best)(const std::int32_t* sums, std::size_t first, std::size_t last, std::size_t except,
                        const OutputScales& scales, float* scratch);

    /// The first of the largest numbers; count > 0.
    std::size_t (*largest)(const std::int32_t* numbers, std::size_t count);
};

/// The best form for this processor.
const Kernels& kernels();

/// All forms that this processor can run, the plain one first.
std::span<const Kernels> usable_kernels();

}  // namespace recount
