#include "support/tiny_model.h"

#include <random>
#include <vector>

#include "language/word_features.h"
#include "support/model_writer.h"

namespace recount::test {

namespace {

class Builder {
public:
    explicit Builder(std::uint32_t seed) : generator_(seed) {}

    void table(const std::string& name, std::size_t rows, std::size_t columns) {
        writer.matrix(name, rows, columns, bytes(rows * columns));
    }
    void number(const std::string& name, float value) { writer.array<float>(name, {value}); }
    void numbers(const std::string& name, std::size_t count, float low, float high) {
        std::vector<float> out;
        for (std::size_t i = 0; i < count; ++i)
            out.push_back(low + (high - low) * static_cast<float>(generator_() % 4096) / 4096);
        writer.array(name, out);
    }
    void distances(const std::string& name, std::size_t rows, std::size_t columns) {
        std::vector<std::int32_t> out;
        for (std::size_t i = 0; i < rows * columns; ++i)
            out.push_back(static_cast<std::int32_t>(generator_() % 60001) - 30000);
        writer.matrix(name, rows, columns, out);
    }
    void linear(const std::string& name, std::size_t inputs, std::size_t outputs) {
        table(name + "/weights", outputs, inputs);
        numbers(name + "/scales", outputs, 0.001F, 0.004F);
        numbers(name + "/bias", outputs, -0.5F, 0.5F);
    }
    void words(const std::string& name, std::size_t width) {
        linear(name + "/projection", 20, width);
        table(name + "/forms", 64, width);
        table(name + "/affixes", 128, width);
        number(name + "/forms/scale", 0.004F);
        number(name + "/affixes/scale", 0.005F);
        number(name + "/clip", 2);
    }
    std::vector<std::int8_t> bytes(std::size_t count) {
        std::vector<std::int8_t> out;
        for (std::size_t i = 0; i < count; ++i)
            out.push_back(static_cast<std::int8_t>(static_cast<int>(generator_() % 255) - 127));
        return out;
    }

    ModelWriter writer;

private:
    std::mt19937 generator_;
};

/// An index of the words that have vectors, as train/pack.py makes it.
void add_words(Builder& builder, const std::vector<std::string>& words) {
    constexpr std::size_t slots = 16;
    std::vector<std::uint32_t> hashes(slots), rows(slots);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::uint64_t hash = feature_hash('w', words[i]);
        std::size_t slot = (hash ^ (hash >> 32)) % slots;
        while (rows[slot] != 0)
            slot = (slot + 1) % slots;
        hashes[slot] = static_cast<std::uint32_t>(hash >> 32);
        rows[slot] = static_cast<std::uint32_t>(i + 1);
    }
    builder.writer.array("words/hashes", hashes);
    builder.writer.array("words/rows", rows);
    builder.table("words/vectors", words.size() + 1, 20);
    builder.number("words/scale", 0.02F);
}

}  // namespace

std::string tiny_model(std::uint32_t seed, const TinySizes& sizes) {
    Builder builder(seed);
    add_words(builder, {"the", "police", "said", "in", "people", "marched", ",", "."});
    builder.words("tagger/words", sizes.width);
    for (std::size_t i = 0; i < sizes.convolutions; ++i) {
        const std::string name = "tagger/convolution" + std::to_string(i);
        builder.linear(name, 3 * sizes.width, sizes.width);
        builder.number(name + "/clip", 3 + static_cast<float>(i));
    }
    builder.linear("tagger/upos", sizes.width, 4);
    builder.linear("tagger/feats", sizes.width, 5);
    builder.writer.strings("tagger/upos/names", {"NOUN", "PUNCT", "VERB", "X"});
    builder.writer.strings("tagger/feats/names", {"NOUN\tNumber=Plur", "NOUN\tNumber=Sing", "PUNCT\t_",
                                                  "VERB\tTense=Past", "VERB\tVerbForm=Inf"});
    for (std::size_t i = 0; i < sizes.layers; ++i) {
        const std::string name = "parser/recurrent" + std::to_string(i);
        const std::size_t inputs = i == 0 ? 2 * sizes.width : sizes.size;
        builder.linear(name, inputs, (inputs == sizes.size ? 3 : 4) * sizes.size);
        builder.number(name + "/clip", 4);
    }
    builder.linear("parser/dependent", sizes.size, sizes.arcs);
    builder.linear("parser/head", sizes.size, sizes.arcs);
    builder.linear("parser/label_dependent", sizes.size, sizes.labels_hidden);
    builder.linear("parser/label_head", sizes.size, sizes.labels_hidden);
    builder.linear("parser/labels", sizes.labels_hidden, 6);
    builder.number("parser/arc_clip", 4);
    builder.number("parser/label_clip", 4);
    builder.writer.array("parser/root", builder.bytes(sizes.arcs));
    builder.distances("parser/distances", 4, 2 * sizes.reach + 1);
    builder.numbers("parser/label_root", sizes.labels_hidden, -1, 1);
    builder.writer.strings("parser/labels/names", {"det", "nsubj", "obj", "parataxis", "punct", "root"});
    if (sizes.names) {
        builder.words("names/words", sizes.width);
        builder.table("names/hints", 24 * 8, sizes.width);
        builder.linear("names/convolution0", 3 * sizes.width, sizes.width);
        builder.number("names/convolution0/clip", 3);
        builder.linear("names/recurrent1", sizes.width, 4 * sizes.size);
        builder.number("names/recurrent1/clip", 4);
        builder.linear("names/tags", sizes.size, 13);
    }
    return builder.writer.file();
}

}  // namespace recount::test
