// The loops around the products, once for each instruction set: kernels.cpp includes this file within a namespace and
// a target each, after it defined multiply(). Nothing else may include it, hence no guard.
//
// Each loop is written so that compilers turn it into vector code; every number is computed by the same steps in the
// same order whatever the width of the vectors.

/// One of 255 steps; the sum with 1.5 * 2^23 leaves the integer, rounded half to even, in the low bits of the float.
inline std::int8_t step_of(float x, const Steps steps) {
    x = x < -steps.clip ? -steps.clip : x;
    x = x > steps.clip ? steps.clip : x;
    return static_cast<std::int8_t>(std::bit_cast<std::int32_t>(x * steps.to_steps + 12582912.0F) - 0x4B400000);
}

/// A sigmoid without exp.
inline float squashed(float x) {
    return 0.5F + 0.5F * x / (1.0F + (x < 0 ? -x : x));
}

inline float scaled(std::int32_t sum, float scale, float bias) {
    return static_cast<float>(sum) * scale + bias;
}

void embed(const std::int32_t* __restrict sums, std::size_t size, const OutputScales& scales,
           const std::int8_t* __restrict form, float form_scale, std::span<const std::int8_t* const> affixes,
           float affix_scale, const Steps& steps, std::int8_t* __restrict out) {
    const float* __restrict scale = scales.scale.data();
    const float* __restrict bias = scales.bias.data();
    const Steps limits = steps;
    // So many outputs at a time that their sums stay in registers, of a count that the compiler knows but for the last.
    constexpr std::size_t width = 64;
    const auto embed_outputs = [&](std::size_t first, std::size_t count) __attribute__((always_inline)) {
        std::int32_t affix_sums[width] = {};
        for (const std::int8_t* affix : affixes)
            for (std::size_t i = 0; i < count; ++i)
                affix_sums[i] += affix[first + i];
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t o = first + i;
            const float y = scaled(sums[o], scale[o], bias[o]) + static_cast<float>(form[o]) * form_scale;
            out[o] = step_of(y + static_cast<float>(affix_sums[i]) * affix_scale, limits);
        }
    };
    std::size_t first = 0;
    for (; first + width <= size; first += width)
        embed_outputs(first, width);
    if (first < size)
        embed_outputs(first, size - first);
}

void quantise(const std::int32_t* __restrict sums, std::size_t words, std::size_t size, std::size_t stride,
              const OutputScales& scales, const Steps& steps, std::int8_t* __restrict out) {
    const float* __restrict scale = scales.scale.data();
    const float* __restrict bias = scales.bias.data();
    const Steps limits = steps;
    for (std::size_t w = 0; w < words; ++w, sums += stride, out += size)
        for (std::size_t o = 0; o < size; ++o)
            out[o] = step_of(scaled(sums[o], scale[o], bias[o]), limits);
}

void scale_sums(const std::int32_t* __restrict sums, std::size_t words, std::size_t size, std::size_t stride,
                const OutputScales& scales, float* __restrict out) {
    const float* __restrict scale = scales.scale.data();
    const float* __restrict bias = scales.bias.data();
    for (std::size_t w = 0; w < words; ++w, sums += stride, out += size)
        for (std::size_t o = 0; o < size; ++o)
            out[o] = scaled(sums[o], scale[o], bias[o]);
}

void convolve(const std::int32_t* __restrict sums, std::size_t words, std::size_t size, std::size_t stride,
              const OutputScales& scales, const std::int8_t* __restrict x, float step, const Steps& steps,
              std::int8_t* __restrict out) {
    const float* __restrict scale = scales.scale.data();
    const float* __restrict bias = scales.bias.data();
    const Steps limits = steps;
    for (std::size_t w = 0; w < words; ++w, sums += stride, x += size, out += size)
        for (std::size_t o = 0; o < size; ++o) {
            const float y = scaled(sums[o], scale[o], bias[o]);
            out[o] = step_of(static_cast<float>(x[o]) * step + (y > 0 ? y : 0.0F), limits);
        }
}

/// A word of a recurrent layer, some of its outputs. The pointers stand at the first of these: into the sums of the
/// first and second segment, the scales, the layer's input; `size` numbers further the next part begins.
template <bool two_segments, bool own_through>
inline void recur_outputs(std::size_t count, std::size_t size, const std::int32_t* __restrict sums,
                          const std::int32_t* __restrict more, const float* __restrict scale,
                          const float* __restrict more_scale, const float* __restrict bias,
                          const std::int8_t* __restrict input, const float* __restrict input_step,
                          float* __restrict state, const Steps limits, std::int8_t* __restrict out) {
    for (std::size_t o = 0; o < count; ++o) {
        const std::size_t k = o + size, r = k + size, t = r + size;
        float u = static_cast<float>(sums[o]) * scale[o];
        float keep = static_cast<float>(sums[k]) * scale[k];
        float reset = static_cast<float>(sums[r]) * scale[r];
        float through;
        if constexpr (own_through)
            through = static_cast<float>(sums[t]) * scale[t];
        else
            through = static_cast<float>(input[o]) * input_step[o];
        if constexpr (two_segments) {
            u = u + static_cast<float>(more[o]) * more_scale[o];
            keep = keep + static_cast<float>(more[k]) * more_scale[k];
            reset = reset + static_cast<float>(more[r]) * more_scale[r];
            if constexpr (own_through)
                through = through + static_cast<float>(more[t]) * more_scale[t];
        }
        u = u + bias[o];
        keep = squashed(keep + bias[k]);
        reset = squashed(reset + bias[r]);
        if constexpr (own_through)
            through = through + bias[t];
        const float c = keep * state[o] + (1.0F - keep) * u;
        state[o] = c;
        out[o] = step_of(reset * c + (1.0F - reset) * through, limits);
    }
}

template <bool two_segments, bool own_through>
inline void recur_words(const RecurrentInput& in, const Steps& steps, std::int8_t* out) {
    const std::size_t half = in.size / 2;
    for (std::size_t o = 0; o < in.size; ++o)
        in.state[o] = 0;
    const auto run = [&](std::size_t word, std::size_t first, std::size_t count) {
        recur_outputs<two_segments, own_through>(
            count, in.size, in.sums + word * in.stride + first,
            two_segments ? in.more + word * in.stride + first : in.sums, in.scales->scale.data() + first,
            two_segments ? in.more_scale + first : in.scales->scale.data(), in.scales->bias.data() + first,
            own_through ? out : in.input + word * in.size + first,
            own_through ? in.scales->bias.data() : in.input_step + first, in.state + first, steps,
            out + word * in.size + first);
    };
    for (std::size_t w = 0; w < in.words; ++w) {
        run(w, 0, half);
        run(in.words - 1 - w, half, in.size - half);
    }
}

void recur(const RecurrentInput& in, const Steps& steps, std::int8_t* out) {
    if (in.more)
        in.parts == 4 ? recur_words<true, true>(in, steps, out) : recur_words<true, false>(in, steps, out);
    else
        in.parts == 4 ? recur_words<false, true>(in, steps, out) : recur_words<false, false>(in, steps, out);
}

void join(const float* __restrict a, const float* __restrict b, std::size_t size, const Steps& steps,
          std::int8_t* __restrict out) {
    const Steps limits = steps;
    for (std::size_t o = 0; o < size; ++o) {
        const float y = a[o] + b[o];
        out[o] = step_of(y > 0 ? y : 0.0F, limits);
    }
}

std::size_t best(const std::int32_t* __restrict sums, std::size_t first, std::size_t last, std::size_t except,
                 const OutputScales& scales, float* __restrict scratch) {
    const float* __restrict scale = scales.scale.data();
    const float* __restrict bias = scales.bias.data();
    constexpr float none = -3.4e38F;
    for (std::size_t o = first; o < last; ++o)
        scratch[o] = scaled(sums[o], scale[o], bias[o]);
    if (except >= first && except < last)
        scratch[except] = none;
    float most = none;
    for (std::size_t o = first; o < last; ++o)
        most = scratch[o] > most ? scratch[o] : most;
    for (std::size_t o = first; o < last; ++o)
        if (scratch[o] == most && o != except)
            return o;
    return except;
}

std::size_t largest(const std::int32_t* numbers, std::size_t count) {
    std::int32_t most = numbers[0];
    for (std::size_t i = 1; i < count; ++i)
        most = numbers[i] > most ? numbers[i] : most;
    std::size_t i = 0;
    while (i + 1 < count && numbers[i] != most)
        ++i;
    return i;
}

/// Rows in tiles of as equal heights as can be, blocks of outputs outside: a block's weights stay near for all rows.
void product(const std::int8_t* rows, std::size_t count, std::size_t stride, const PackedWeights& weights,
             std::int32_t* sums) {
    const std::size_t blocks = weights.blocks();
    const std::size_t tiles = (count + most_rows - 1) / most_rows;
    for (std::size_t first = 0; first < blocks; first += most_blocks) {
        const std::size_t wide = std::min(most_blocks, blocks - first);
        for (std::size_t tile = 0, row = 0; tile < tiles; ++tile) {
            const std::size_t high = (count - row + (tiles - tile) - 1) / (tiles - tile);
            multiply(rows + row * stride, high, stride, weights, first, wide,
                     sums + row * weights.stride() + first * PackedWeights::block);
            row += high;
        }
    }
}

constexpr Kernels form(const char* name) {
    return {name, product, embed, quantise, scale_sums, convolve, recur, join, best, largest};
}
