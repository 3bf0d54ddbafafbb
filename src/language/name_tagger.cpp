#include "language/name_tagger.h"

#include <algorithm>
#include <array>

#include "language/kernels.h"

namespace recount {

namespace {

/// A longer sentence is no sentence: it is read in windows, so that memory stays small.
constexpr std::size_t longest_window = 512;

/// Where a tag stands in a name.
enum Part : std::uint8_t { begin, inside, end, single };
constexpr std::size_t tag_of(std::size_t type, Part part) {
    return 1 + 4 * type + part;
}

std::uint8_t larger(const std::array<float, NameTagger::tag_count>& best, std::uint8_t a, std::uint8_t b) {
    return best[b] > best[a] ? b : a;
}

/// The best tag after which no name is open.
std::uint8_t best_closed(const std::array<float, NameTagger::tag_count>& best) {
    std::uint8_t found = 0;
    for (std::size_t type = 0; type < NameTagger::type_count; ++type)
        for (const Part part : {end, single})
            found = larger(best, found, static_cast<std::uint8_t>(tag_of(type, part)));
    return found;
}

/// The name at words [begun, behind) of a window that begins at token `first`, with how far other types fall short.
TaggedName name_of_tags(const float* scores, const std::vector<std::uint8_t>& tags, std::uint32_t begun,
                        std::uint32_t behind, std::uint32_t first) {
    const std::size_t type = (tags[begun] - 1U) / 4;
    TaggedName name{first + begun, first + behind, static_cast<EntityType>(type), {}};
    for (std::uint32_t i = begun; i < behind; ++i) {
        const float* word = scores + i * NameTagger::tag_count;
        const auto part = static_cast<Part>((tags[i] - 1U) % 4);
        for (std::size_t other = 0; other < NameTagger::type_count; ++other)
            name.short_of[other] += word[tags[i]] - word[tag_of(other, part)];
    }
    return name;
}

}  // namespace

void best_name_tags(const float* scores, std::size_t words, std::vector<std::uint8_t>& back,
                    std::vector<std::uint8_t>& tags) {
    constexpr std::size_t count = NameTagger::tag_count;
    constexpr float impossible = -1e30F;
    back.resize(words * count);
    tags.resize(words);
    std::array<float, count> best;
    best.fill(impossible);
    best[0] = 0;  // before the sentence, outside
    for (std::size_t word = 0; word < words; ++word, scores += count) {
        std::uint8_t* from = back.data() + word * count;
        std::array<float, count> now;
        const std::uint8_t closed = best_closed(best);
        from[0] = closed;
        now[0] = best[closed] + scores[0];
        for (std::size_t type = 0; type < NameTagger::type_count; ++type) {
            const std::uint8_t open = larger(best, static_cast<std::uint8_t>(tag_of(type, begin)),
                                             static_cast<std::uint8_t>(tag_of(type, inside)));
            for (const Part part : {begin, inside, end, single}) {
                const std::size_t tag = tag_of(type, part);
                from[tag] = part == begin || part == single ? closed : open;
                now[tag] = best[from[tag]] + scores[tag];
            }
        }
        best = now;
    }
    std::uint8_t tag = best_closed(best);
    for (std::size_t word = words; word-- > 0; tag = back[word * count + tag])
        tags[word] = tag;
}

NameTagger::NameTagger(const ModelFile& model)
    : words_(model, "names/words"),
      hints_(model.matrix<std::int8_t>("names/hints")),
      convolution_(model, "names/convolution0", words_.size(), words_.steps()),
      recurrent_(model, "names/recurrent1", {{words_.size(), convolution_.steps()}},
                 model.matrix<std::int8_t>("names/tags/weights").columns),
      tags_(model, "names/tags", recurrent_.outputs(), recurrent_.steps().step) {
    if (hints_.columns != words_.size() || hints_.rows != std::size_t{place_hints} * word_hints)
        model.fail("names/hints does not fit its words");
    if (tags_.outputs() != tag_count)
        model.fail("names/tags has other tags than this program");
}

void NameTagger::look_up_words(std::string_view text, Tokens sentence, Scratch& scratch, std::int8_t* out) const {
    const std::size_t size = words_.size();
    for (std::size_t i = 0; i < sentence.size(); ++i, out += size) {
        words_.run(slice(text, sentence[i].span()), scratch.words, out);
        const NameHint hint = scratch.hints[i];
        const std::span<const std::int8_t> row =
            hints_.row(std::size_t{hint.place} * word_hints + (hint.word - place_hints));
        for (std::size_t o = 0; o < size; ++o)
            out[o] = static_cast<std::int8_t>(std::clamp(out[o] + row[o], -127, 127));
    }
}

const float* NameTagger::score(std::string_view text, Tokens sentence, Scratch& scratch) const {
    const std::size_t words = sentence.size(), size = words_.size();
    // The convolution wants a row of zeros before the first and behind the last word.
    std::int8_t* rows = room(scratch.word_rows, (words + 2) * size) + size;
    std::fill(rows - size, rows, std::int8_t{0});
    std::fill(rows + words * size, rows + (words + 1) * size, std::int8_t{0});
    look_up_words(text, sentence, scratch, rows);
    std::int8_t* near = room(scratch.near_rows, words * size);
    convolution_.run(rows, words, scratch.layers, near);
    std::int8_t* encoded = room(scratch.sentence_rows, words * recurrent_.outputs());
    recurrent_.run(near, words, scratch.layers, encoded);
    const std::int32_t* sums = tags_.run(encoded, words, recurrent_.outputs(), scratch.layers.sums);
    float* scores = room(scratch.scores, words * tag_count);
    kernels().scale(sums, words, tag_count, tags_.weights.stride(), tags_.scales, scores);
    return scores;
}

void NameTagger::tag_window(std::string_view text, Tokens window, std::uint32_t first, Scratch& scratch,
                            std::vector<TaggedName>& names, std::vector<float>& outside) const {
    const float* scores = score(text, window, scratch);
    best_name_tags(scores, window.size(), scratch.back, scratch.tags);
    std::uint32_t begun = 0;
    for (std::uint32_t i = 0; i < window.size(); ++i) {
        const float* word = scores + i * tag_count;
        outside.push_back(word[0] - *std::max_element(word + 1, word + tag_count));
        if (scratch.tags[i] == 0)
            continue;
        const auto part = static_cast<Part>((scratch.tags[i] - 1U) % 4);
        if (part == begin || part == single)
            begun = i;
        if (part == end || part == single)
            names.push_back(name_of_tags(scores, scratch.tags, begun, i + 1, first));
    }
}

void NameTagger::tag(std::string_view text, Tokens sentence, std::span<const NameHint> hints, Scratch& scratch,
                     std::vector<TaggedName>& names, std::vector<float>& outside) const {
    for (std::size_t first = 0; first < sentence.size(); first += longest_window) {
        const std::size_t words = std::min(longest_window, sentence.size() - first);
        const auto window = hints.subspan(first, words);
        scratch.hints.assign(window.begin(), window.end());
        tag_window(text, sentence.subspan(first, words), static_cast<std::uint32_t>(first), scratch, names, outside);
    }
}

}  // namespace recount
