#include "language/kernels.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <utility>

#if defined(__x86_64__) && defined(__GNUC__)
#define RECOUNT_X86 1
#include <immintrin.h>
#endif

namespace recount {

void PackedWeights::pack(const std::int8_t* rows, std::size_t outputs, std::size_t inputs, std::size_t stride) {
    inputs_ = inputs;
    outputs_ = outputs;
    const std::size_t block_bytes = inputs * block;
    weights_.resize(blocks() * block_bytes);
    offsets_.resize(blocks() * block);
    std::fill(weights_.end() - static_cast<std::ptrdiff_t>(block_bytes), weights_.end(), std::int8_t{0});
    std::fill(offsets_.end() - static_cast<std::ptrdiff_t>(block), offsets_.end(), 0);
    for (std::size_t o = 0; o < outputs; ++o) {
        const std::int8_t* row = rows + o * stride;
        std::int8_t* to = weights_.data() + o / block * block_bytes + o % block * 4;
        std::int32_t sum = 0;
        for (std::size_t i = 0; i < inputs; ++i)
            sum += row[i];
        for (std::size_t i = 0; i < inputs; i += 4)
            std::memcpy(to + i * block, row + i, 4);
        offsets_[o] = -128 * sum;
    }
}

namespace {

// Of every form: multiply() computes the sums of a tile of at most most_rows rows and most_blocks blocks of outputs.

namespace plain {

constexpr std::size_t most_rows = 1, most_blocks = 1;

void multiply(const std::int8_t* row, std::size_t, std::size_t, const PackedWeights& weights, std::size_t first,
              std::size_t, std::int32_t* sums) {
    constexpr std::size_t block = PackedWeights::block;
    const std::int8_t* w = weights.weights() + first * weights.inputs() * block;
    std::int32_t sum[block] = {};
    for (std::size_t i = 0; i < weights.inputs(); i += 4, w += 4 * block)
        for (std::size_t o = 0; o < block; ++o)
            for (std::size_t k = 0; k < 4; ++k)
                sum[o] += row[i + k] * w[o * 4 + k];
    std::memcpy(sums, sum, sizeof sum);
}

#include "language/kernel_loops.h"

}  // namespace plain

#if RECOUNT_X86

/// Calls tile<R, V> for the rows and vectors at hand.
#define RECOUNT_DISPATCH_TILES(ROWS, VECTORS)                                                                          \
    using Tile = void (*)(const std::int8_t*, std::size_t, const PackedWeights&, std::size_t, std::int32_t*);          \
    template <std::size_t... I>                                                                                        \
    constexpr std::array<Tile, sizeof...(I)> tiles_of(std::index_sequence<I...>) {                                     \
        return {tile<I / (VECTORS) + 1, I % (VECTORS) + 1>...};                                                        \
    }                                                                                                                  \
    constexpr auto all_tiles = tiles_of(std::make_index_sequence<(ROWS) * (VECTORS)>());                               \
    inline void multiply(const std::int8_t* rows, std::size_t count, std::size_t stride, const PackedWeights& weights, \
                         std::size_t first, std::size_t blocks, std::int32_t* sums) {                                  \
        all_tiles[(count - 1) * (VECTORS) + blocks - 1](rows, stride, weights, first, sums);                           \
    }

#pragma GCC push_options
#pragma GCC target("avx2")
namespace avx2 {

// Each block of 16 outputs is two vectors. The product of bytes wants one side unsigned: |x| takes that place and the
// weight gets the sign of x; two products then sum to at most 2 * 127 * 127, which 16 bits hold.
constexpr std::size_t most_rows = 2, most_blocks = 2;

template <std::size_t R, std::size_t B>
void tile(const std::int8_t* rows, std::size_t stride, const PackedWeights& weights, std::size_t first,
          std::int32_t* sums) {
    const std::size_t inputs = weights.inputs(), sums_apart = weights.stride();
    const std::size_t block_bytes = inputs * PackedWeights::block;
    const std::int8_t* w = weights.weights() + first * block_bytes;
    const __m256i ones = _mm256_set1_epi16(1);
    __m256i sum[R][2 * B];
#pragma GCC unroll 8
    for (std::size_t r = 0; r < R; ++r)
#pragma GCC unroll 8
        for (std::size_t v = 0; v < 2 * B; ++v)
            sum[r][v] = _mm256_setzero_si256();
    for (std::size_t i = 0; i < inputs; i += 4, w += 64) {
        __m256i x[R], positive[R];
#pragma GCC unroll 8
        for (std::size_t r = 0; r < R; ++r) {
            std::int32_t four;
            std::memcpy(&four, rows + r * stride + i, 4);
            x[r] = _mm256_set1_epi32(four);
            positive[r] = _mm256_abs_epi8(x[r]);
        }
#pragma GCC unroll 8
        for (std::size_t v = 0; v < 2 * B; ++v) {
            const __m256i weight =
                _mm256_load_si256(reinterpret_cast<const __m256i*>(w + v / 2 * block_bytes + v % 2 * 32));
#pragma GCC unroll 8
            for (std::size_t r = 0; r < R; ++r) {
                const __m256i pairs = _mm256_maddubs_epi16(positive[r], _mm256_sign_epi8(weight, x[r]));
                sum[r][v] = _mm256_add_epi32(sum[r][v], _mm256_madd_epi16(pairs, ones));
            }
        }
    }
#pragma GCC unroll 8
    for (std::size_t r = 0; r < R; ++r)
#pragma GCC unroll 8
        for (std::size_t v = 0; v < 2 * B; ++v)
            _mm256_storeu_si256(reinterpret_cast<__m256i*>(sums + r * sums_apart + v * 8), sum[r][v]);
}

RECOUNT_DISPATCH_TILES(most_rows, most_blocks)
#include "language/kernel_loops.h"

}  // namespace avx2
#pragma GCC pop_options

#pragma GCC push_options
#pragma GCC target("avx2,avxvnni")
namespace avx_vnni {

// One instruction multiplies unsigned by signed bytes and sums by fours: x + 128 takes the unsigned place, and the
// sums begin at -128 times the sum of the weights.
constexpr std::size_t most_rows = 3, most_blocks = 2;

/// sum += products of bytes, by fours. Written as the instruction itself: for the intrinsic, GCC 12 copies each sum
/// forth and back.
inline void add_products(__m256i& sum, __m256i unsigned_bytes, __m256i bytes) {
    __asm__("%{vex%} vpdpbusd %2, %1, %0" : "+x"(sum) : "x"(unsigned_bytes), "x"(bytes));
}

template <std::size_t R, std::size_t B>
void tile(const std::int8_t* rows, std::size_t stride, const PackedWeights& weights, std::size_t first,
          std::int32_t* sums) {
    const std::size_t inputs = weights.inputs(), sums_apart = weights.stride();
    const std::size_t block_bytes = inputs * PackedWeights::block;
    const std::int8_t* w = weights.weights() + first * block_bytes;
    const std::int32_t* offsets = weights.offsets() + first * PackedWeights::block;
    const __m256i sign = _mm256_set1_epi8(-128);
    __m256i sum[R][2 * B];
#pragma GCC unroll 8
    for (std::size_t r = 0; r < R; ++r)
#pragma GCC unroll 8
        for (std::size_t v = 0; v < 2 * B; ++v)
            sum[r][v] = _mm256_load_si256(reinterpret_cast<const __m256i*>(offsets + v * 8));
    for (std::size_t i = 0; i < inputs; i += 4, w += 64) {
        __m256i weight[2 * B];
#pragma GCC unroll 8
        for (std::size_t v = 0; v < 2 * B; ++v)
            weight[v] = _mm256_load_si256(reinterpret_cast<const __m256i*>(w + v / 2 * block_bytes + v % 2 * 32));
#pragma GCC unroll 8
        for (std::size_t r = 0; r < R; ++r) {
            std::int32_t four;
            std::memcpy(&four, rows + r * stride + i, 4);
            const __m256i x = _mm256_xor_si256(_mm256_set1_epi32(four), sign);
#pragma GCC unroll 8
            for (std::size_t v = 0; v < 2 * B; ++v)
                add_products(sum[r][v], x, weight[v]);
        }
    }
#pragma GCC unroll 8
    for (std::size_t r = 0; r < R; ++r)
#pragma GCC unroll 8
        for (std::size_t v = 0; v < 2 * B; ++v)
            _mm256_storeu_si256(reinterpret_cast<__m256i*>(sums + r * sums_apart + v * 8), sum[r][v]);
}

RECOUNT_DISPATCH_TILES(most_rows, most_blocks)
#include "language/kernel_loops.h"

}  // namespace avx_vnni
#pragma GCC pop_options

#pragma GCC push_options
#pragma GCC target("avx2,avx512f,avx512bw,avx512dq,avx512vl,avx512vnni,prefer-vector-width=512")
namespace avx512_vnni {

// As avx_vnni, with vectors of twice the width: a block of 16 outputs is one.
constexpr std::size_t most_rows = 6, most_blocks = 4;

/// sum += products of bytes, by fours. Written as the instruction itself: for the intrinsic, GCC 12 copies each sum
/// forth and back.
inline void add_products(__m512i& sum, __m512i unsigned_bytes, __m512i bytes) {
    __asm__("vpdpbusd %2, %1, %0" : "+v"(sum) : "v"(unsigned_bytes), "v"(bytes));
}

template <std::size_t R, std::size_t B>
void tile(const std::int8_t* rows, std::size_t stride, const PackedWeights& weights, std::size_t first,
          std::int32_t* sums) {
    const std::size_t inputs = weights.inputs(), sums_apart = weights.stride();
    const std::size_t block_bytes = inputs * PackedWeights::block;
    const std::int8_t* w = weights.weights() + first * block_bytes;
    const std::int32_t* offsets = weights.offsets() + first * PackedWeights::block;
    const __m512i sign = _mm512_set1_epi8(-128);
    __m512i sum[R][B];
#pragma GCC unroll 8
    for (std::size_t r = 0; r < R; ++r)
#pragma GCC unroll 8
        for (std::size_t v = 0; v < B; ++v)
            sum[r][v] = _mm512_load_si512(offsets + v * 16);
    for (std::size_t i = 0; i < inputs; i += 4, w += 64) {
        __m512i weight[B];
#pragma GCC unroll 8
        for (std::size_t v = 0; v < B; ++v)
            weight[v] = _mm512_load_si512(w + v * block_bytes);
#pragma GCC unroll 8
        for (std::size_t r = 0; r < R; ++r) {
            std::int32_t four;
            std::memcpy(&four, rows + r * stride + i, 4);
            const __m512i x = _mm512_xor_si512(_mm512_set1_epi32(four), sign);
#pragma GCC unroll 8
            for (std::size_t v = 0; v < B; ++v)
                add_products(sum[r][v], x, weight[v]);
        }
    }
#pragma GCC unroll 8
    for (std::size_t r = 0; r < R; ++r)
#pragma GCC unroll 8
        for (std::size_t v = 0; v < B; ++v)
            _mm512_storeu_si512(sums + r * sums_apart + v * 16, sum[r][v]);
}

RECOUNT_DISPATCH_TILES(most_rows, most_blocks)
#include "language/kernel_loops.h"

}  // namespace avx512_vnni
#pragma GCC pop_options

#endif

std::vector<Kernels> forms_of_this_processor() {
    std::vector<Kernels> forms{plain::form("plain")};
#if RECOUNT_X86
    __builtin_cpu_init();
    const bool avx2 = __builtin_cpu_supports("avx2");
    if (avx2)
        forms.push_back(avx2::form("AVX2"));
    if (avx2 && __builtin_cpu_supports("avxvnni"))
        forms.push_back(avx_vnni::form("AVX-VNNI"));
    if (avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
        __builtin_cpu_supports("avx512vnni"))
        forms.push_back(avx512_vnni::form("AVX-512 VNNI"));
#endif
    return forms;
}

}  // namespace

std::span<const Kernels> usable_kernels() {
    static const std::vector<Kernels> forms = forms_of_this_processor();
    return forms;
}

const Kernels& kernels() {
    static const Kernels& chosen = usable_kernels().back();
    return chosen;
}

}  // namespace recount
