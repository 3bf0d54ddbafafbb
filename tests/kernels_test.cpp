// The arithmetic of the networks: every form that this processor can run gives the very numbers of plain loops.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "language/kernels.h"

using namespace recount;

namespace {

constexpr std::uint32_t seed = 20160816;

class Numbers {
public:
    std::int8_t byte() { return static_cast<std::int8_t>(static_cast<int>(generator_() % 255) - 127); }
    float number(float limit) { return limit * (static_cast<float>(generator_() % 20001) / 10000.0F - 1.0F); }
    std::size_t below(std::size_t limit) { return generator_() % limit; }

    Lines<std::int8_t> bytes(std::size_t count) {
        Lines<std::int8_t> out(count);
        for (std::int8_t& value : out)
            value = byte();
        return out;
    }
    Lines<std::int32_t> sums(std::size_t count) {
        Lines<std::int32_t> out(count);
        for (std::int32_t& value : out)
            value = static_cast<std::int32_t>(generator_() % 4000001) - 2000000;
        return out;
    }
    OutputScales scales(std::size_t count) {
        OutputScales out;
        for (std::size_t i = 0; i < count; ++i) {
            out.scale.push_back(number(1e-5F));
            out.bias.push_back(number(2));
        }
        return out;
    }

private:
    std::mt19937 generator_{seed};
};

/// As the layers define it: clip, scale, round half to even.
std::int8_t step(float x, const Steps& steps) {
    return static_cast<std::int8_t>(std::nearbyint(std::fmax(-steps.clip, std::fmin(steps.clip, x)) * steps.to_steps));
}

float squash(float x) {
    return 0.5F + 0.5F * x / (1.0F + std::fabs(x));
}

}  // namespace

TEST_CASE("there is a plain form, and one for this processor") {
    REQUIRE(!usable_kernels().empty());
    CHECK(usable_kernels()[0].name == std::string("plain"));
    const std::string chosen = kernels().name;
    CHECK(chosen == usable_kernels().back().name);
    MESSAGE("this processor runs ", chosen);
}

TEST_CASE("products of 8-bit numbers are exact in every form") {
    Numbers numbers;
    for (int round = 0; round < 60; ++round) {
        const std::size_t inputs = 4 * (1 + numbers.below(40)), outputs = 1 + numbers.below(140);
        const std::size_t count = 1 + numbers.below(23);
        const std::size_t stride = round % 3 == 0 ? inputs / 4 : inputs + numbers.below(9);  // rows may overlap
        Lines<std::int8_t> rows = numbers.bytes(count * stride + inputs);
        Lines<std::int8_t> weights = numbers.bytes(outputs * inputs);
        if (round == 0) {  // the largest sums there can be
            std::fill(rows.begin(), rows.end(), std::int8_t{-127});
            std::fill(weights.begin(), weights.end(), std::int8_t{127});
        }
        PackedWeights packed;
        packed.pack(weights.data(), outputs, inputs, inputs);
        for (const Kernels& form : usable_kernels()) {
            Lines<std::int32_t> sums(count * packed.stride());
            form.product(rows.data(), count, stride, packed, sums.data());
            std::size_t wrong = 0;
            for (std::size_t r = 0; r < count; ++r)
                for (std::size_t o = 0; o < outputs; ++o) {
                    std::int32_t expected = 0;
                    for (std::size_t i = 0; i < inputs; ++i)
                        expected += rows[r * stride + i] * weights[o * inputs + i];
                    wrong += sums[r * packed.stride() + o] != expected;
                }
            CAPTURE(form.name);
            CAPTURE(inputs);
            CAPTURE(outputs);
            CAPTURE(count);
            CHECK(wrong == 0);
        }
    }
}

TEST_CASE("a packing that is used again forgets what it held") {
    Numbers numbers;
    const Lines<std::int8_t> large = numbers.bytes(40 * 64), small = numbers.bytes(5 * 8);
    PackedWeights again, fresh;
    again.pack(large.data(), 40, 64, 64);
    again.pack(small.data(), 5, 8, 8);
    fresh.pack(small.data(), 5, 8, 8);
    REQUIRE(again.stride() == fresh.stride());
    CHECK(std::equal(fresh.weights(), fresh.weights() + 16 * 8, again.weights()));
    CHECK(std::equal(fresh.offsets(), fresh.offsets() + 16, again.offsets()));
}

TEST_CASE("what stands between two products gives the same numbers in every form") {
    Numbers numbers;
    for (int round = 0; round < 20; ++round) {
        const std::size_t words = 1 + numbers.below(9), size = 1 + numbers.below(70);
        const std::size_t stride = (size + 15) / 16 * 16;
        const Lines<std::int32_t> sums = numbers.sums(words * stride);
        const OutputScales scales = numbers.scales(stride);
        const Lines<std::int8_t> x = numbers.bytes(words * size);
        const Steps steps(1 + numbers.number(0.9F)), before(3);
        std::vector<std::int8_t> quantised, convolved;
        std::vector<float> scaled;
        for (std::size_t w = 0; w < words; ++w)
            for (std::size_t o = 0; o < size; ++o) {
                const float y = static_cast<float>(sums[w * stride + o]) * scales.scale[o] + scales.bias[o];
                scaled.push_back(y);
                quantised.push_back(step(y, steps));
                convolved.push_back(
                    step(static_cast<float>(x[w * size + o]) * before.step + (y > 0 ? y : 0.0F), steps));
            }
        const std::size_t first = numbers.below(size), last = first + 1 + numbers.below(size - first);
        std::vector<std::int8_t> embedded;
        const Lines<std::int8_t> affix_rows = numbers.bytes(3 * size);
        const std::vector<const std::int8_t*> affixes{&affix_rows[0], &affix_rows[size], &affix_rows[2 * size]};
        for (std::size_t o = 0; o < size; ++o) {
            const float affix = static_cast<float>(affixes[0][o] + affixes[1][o] + affixes[2][o]) * 0.011F;
            const float form = static_cast<float>(x[o]) * 0.007F;
            const float with_form = scaled[o] + form;
            embedded.push_back(step(with_form + affix, steps));
        }
        std::size_t best = first;
        for (std::size_t o = first; o < last; ++o)
            if (scaled[o] > scaled[best])
                best = o;
        for (const Kernels& form : usable_kernels()) {
            CAPTURE(form.name);
            Lines<std::int8_t> out(words * size);
            Lines<float> floats(words * size);
            form.embed(sums.data(), size, scales, x.data(), 0.007F, affixes, 0.011F, steps, out.data());
            CHECK(std::equal(embedded.begin(), embedded.end(), out.begin()));
            form.quantise(sums.data(), words, size, stride, scales, steps, out.data());
            CHECK(std::equal(out.begin(), out.end(), quantised.begin()));
            form.convolve(sums.data(), words, size, stride, scales, x.data(), before.step, steps, out.data());
            CHECK(std::equal(out.begin(), out.end(), convolved.begin()));
            form.scale(sums.data(), words, size, stride, scales, floats.data());
            CHECK(std::equal(floats.begin(), floats.end(), scaled.begin()));
            std::vector<float> scratch(size);
            CHECK(form.best(sums.data(), first, last, SIZE_MAX, scales, scratch.data()) == best);
            const std::size_t second = form.best(sums.data(), first, last, best, scales, scratch.data());
            CHECK((second == best) == (last - first == 1));
            for (std::size_t o = first; o < last; ++o)
                CHECK((o == best || scaled[o] <= scaled[second]));
            std::vector<std::int8_t> joined;
            for (std::size_t o = 0; o < size; ++o)
                joined.push_back(step(std::fmax(0.0F, scaled[o] + scaled[(words - 1) * size + o]), steps));
            form.join(scaled.data(), scaled.data() + (words - 1) * size, size, steps, out.data());
            CHECK(std::equal(joined.begin(), joined.end(), out.begin()));
            const auto largest = std::max_element(sums.begin(), sums.begin() + static_cast<std::ptrdiff_t>(size));
            CHECK(form.largest(sums.data(), size) == static_cast<std::size_t>(largest - sums.begin()));
        }
    }
}

TEST_CASE("steps are rounded half to even and clipped") {
    const OutputScales scales{{1, 1, 1, 1, 1, 1}, {0.5F, 1.5F, -0.5F, -2.5F, 500, -500}};
    const Lines<std::int32_t> sums(6);
    for (const Kernels& form : usable_kernels()) {
        CAPTURE(form.name);
        Lines<std::int8_t> out(6);
        form.quantise(sums.data(), 1, 6, 6, scales, Steps(127), out.data());
        CHECK(std::vector<int>(out.begin(), out.end()) == std::vector<int>{0, 2, 0, -2, 127, -127});
    }
}

TEST_CASE("a recurrent layer runs half forwards and half backwards, the same in every form") {
    Numbers numbers;
    for (int round = 0; round < 24; ++round) {
        const std::size_t words = 1 + numbers.below(12), size = 2 * (1 + numbers.below(40));
        const std::size_t parts = 3 + numbers.below(2), stride = (parts * size + 15) / 16 * 16;
        const bool two_segments = numbers.below(2) == 1;
        const Lines<std::int32_t> sums = numbers.sums(words * stride), more = numbers.sums(words * stride);
        const OutputScales scales = numbers.scales(stride), more_scales = numbers.scales(stride);
        const Lines<std::int8_t> input = numbers.bytes(words * size);
        std::vector<float> input_step;
        for (std::size_t o = 0; o < size; ++o)
            input_step.push_back(numbers.number(0.1F));
        const Steps steps(2);

        std::vector<std::int8_t> expected(words * size);
        for (std::size_t o = 0; o < size; ++o) {
            float state = 0;
            for (std::size_t i = 0; i < words; ++i) {
                const std::size_t w = o < size / 2 ? i : words - 1 - i;
                const auto part = [&](std::size_t p) {
                    const std::size_t at = p * size + o;
                    float y = static_cast<float>(sums[w * stride + at]) * scales.scale[at];
                    if (two_segments)
                        y = y + static_cast<float>(more[w * stride + at]) * more_scales.scale[at];
                    return y + scales.bias[at];
                };
                const float keep = squash(part(1)), reset = squash(part(2));
                const float through = parts == 4 ? part(3) : static_cast<float>(input[w * size + o]) * input_step[o];
                const float kept = keep * state, taken = (1 - keep) * part(0);
                state = kept + taken;
                const float read = reset * state, passed = (1 - reset) * through;
                expected[w * size + o] = step(read + passed, steps);
            }
        }
        for (const Kernels& form : usable_kernels()) {
            CAPTURE(form.name);
            Lines<float> state(size);
            Lines<std::int8_t> out(words * size);
            form.recur({words, size, parts, stride, sums.data(), two_segments ? more.data() : nullptr, &scales,
                        more_scales.scale.data(), input.data(), input_step.data(), state.data()},
                       steps, out.data());
            CHECK(std::equal(out.begin(), out.end(), expected.begin()));
        }
    }
}
