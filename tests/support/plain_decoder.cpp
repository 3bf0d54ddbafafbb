#include "support/plain_decoder.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <stdexcept>

#include "language/word_features.h"

namespace recount::test {

namespace {

using Row = std::vector<int>;  // steps of 8 bits
using Numbers = std::vector<float>;

/// A number as one of 255 steps.
int stepped(float x, float clip) {
    const float clipped = std::fmax(-clip, std::fmin(clip, x));
    const auto to_steps = static_cast<float>(127.0 / clip);
    return static_cast<int>(std::nearbyint(clipped * to_steps));
}

float worth(float clip) {
    return static_cast<float>(clip / 127.0);
}

float squashed(float x) {
    return 0.5F + 0.5F * x / (1.0F + std::fabs(x));
}

/// Part of a layer's inputs, with what a step of it is worth.
struct Part {
    Row row;
    float step;
};

Numbers linear(const ModelFile& model, const std::string& name, const std::vector<Part>& parts) {
    const Matrix<std::int8_t> weights = model.matrix<std::int8_t>(name + "/weights");
    const auto scales = model.array<float>(name + "/scales"), bias = model.array<float>(name + "/bias");
    Numbers out;
    for (std::size_t o = 0; o < weights.rows; ++o) {
        float y = 0;
        std::size_t at = 0;
        for (std::size_t p = 0; p < parts.size(); ++p) {
            int sum = 0;
            for (const int x : parts[p].row)
                sum += x * weights.row(o)[at++];
            const float scale = scales[o] * parts[p].step;
            const float part = static_cast<float>(sum) * scale;
            y = p == 0 ? part : y + part;
        }
        if (at != weights.columns)
            throw std::logic_error(name + " does not fit");
        out.push_back(y + bias[o]);
    }
    return out;
}

Row word_row(const ModelFile& model, const std::string& name, const std::string& form) {
    const auto forms = model.matrix<std::int8_t>(name + "/forms");
    const auto affixes = model.matrix<std::int8_t>(name + "/affixes");
    const auto vectors = model.matrix<std::int8_t>("words/vectors");
    FoldedForm folded;
    folded.assign(form);
    const WordRows rows = rows_of(folded, WordIndex(model, "words", vectors.rows),
                                  static_cast<std::uint32_t>(forms.rows), static_cast<std::uint32_t>(affixes.rows));
    const auto vector = vectors.row(rows.vector);
    const Numbers projected =
        linear(model, name + "/projection", {{Row(vector.begin(), vector.end()), model.number<float>("words/scale")}});
    Row out;
    for (std::size_t i = 0; i < projected.size(); ++i) {
        const float of_form = static_cast<float>(forms.row(rows.form)[i]) * model.number<float>(name + "/forms/scale");
        int affix = 0;
        for (const std::uint32_t row : rows.affixes)
            affix += affixes.row(row)[i];
        const float of_affixes = static_cast<float>(affix) * model.number<float>(name + "/affixes/scale");
        const float with_form = projected[i] + of_form;
        out.push_back(stepped(with_form + of_affixes, model.number<float>(name + "/clip")));
    }
    return out;
}

std::vector<Row> convolve(const ModelFile& model, const std::string& name, const std::vector<Row>& x, float clip) {
    const float new_clip = model.number<float>(name + "/clip");
    std::vector<Row> out;
    for (std::size_t t = 0; t < x.size(); ++t) {
        Row three(3 * x[0].size(), 0);
        for (std::size_t i = 0; i < three.size(); ++i) {
            const std::size_t neighbour = t + i / x[0].size();  // one more than the word's place
            if (neighbour >= 1 && neighbour <= x.size())
                three[i] = x[neighbour - 1][i % x[0].size()];
        }
        const Numbers y = linear(model, name, {{three, worth(clip)}});
        Row row;
        for (std::size_t i = 0; i < y.size(); ++i) {
            const float own = static_cast<float>(x[t][i]) * worth(clip);
            row.push_back(stepped(own + std::fmax(0.0F, y[i]), new_clip));
        }
        out.push_back(row);
    }
    return out;
}

std::vector<Row> recur(const ModelFile& model, const std::string& name, const std::vector<std::vector<Part>>& x,
                       std::size_t size) {
    std::vector<Numbers> sums;
    for (const std::vector<Part>& parts : x)
        sums.push_back(linear(model, name, parts));
    std::size_t inputs = 0;
    for (const Part& part : x[0])
        inputs += part.row.size();
    const bool own_through = size != inputs;
    const float clip = model.number<float>(name + "/clip");
    std::vector<Row> out(x.size(), Row(size));
    for (std::size_t o = 0; o < size; ++o) {
        float state = 0;
        for (std::size_t i = 0; i < x.size(); ++i) {
            const std::size_t t = o < size / 2 ? i : x.size() - 1 - i;
            const float keep = squashed(sums[t][size + o]), reset = squashed(sums[t][2 * size + o]);
            float through = own_through ? sums[t][3 * size + o] : 0;
            std::size_t at = o;
            for (const Part& part : x[t]) {
                if (!own_through && at < part.row.size()) {
                    through = static_cast<float>(part.row[at]) * part.step;
                    break;
                }
                at -= part.row.size();
            }
            const float kept = keep * state, taken = (1.0F - keep) * sums[t][o];
            state = kept + taken;
            const float read = reset * state, passed = (1.0F - reset) * through;
            out[t][o] = stepped(read + passed, clip);
        }
    }
    return out;
}

std::size_t best_of(const Numbers& numbers, const std::function<bool(std::size_t)>& allowed) {
    std::size_t best = numbers.size();
    for (std::size_t i = 0; i < numbers.size(); ++i)
        if (allowed(i) && (best == numbers.size() || numbers[i] > numbers[best]))
            best = i;
    return best;
}

ArcScores arc_scores(const ModelFile& model, const std::vector<Part>& x, const std::vector<std::size_t>& tags) {
    const float clip = model.number<float>("parser/arc_clip");
    const auto stepped_row = [&](const Numbers& numbers) {
        Row row;
        for (const float number : numbers)
            row.push_back(stepped(number, clip));
        return row;
    };
    const auto root = model.array<std::int8_t>("parser/root");
    std::vector<Row> heads{Row(root.begin(), root.end())};
    for (const Part& word : x)
        heads.push_back(stepped_row(linear(model, "parser/head", {word})));
    const auto distances = model.matrix<std::int32_t>("parser/distances");
    const int reach = static_cast<int>(distances.columns / 2);
    ArcScores scores;
    for (std::size_t d = 0; d < x.size(); ++d) {
        const Row dependent = stepped_row(linear(model, "parser/dependent", {x[d]}));
        scores.emplace_back();
        for (std::size_t h = 0; h < heads.size(); ++h) {
            std::int64_t sum = 0;
            for (std::size_t i = 0; i < dependent.size(); ++i)
                sum += heads[h][i] * dependent[i];
            const int away = static_cast<int>(h) - 1 - static_cast<int>(d);
            if (h > 0)
                sum += distances.row(tags[d])[static_cast<std::size_t>(std::clamp(away, -reach, reach) + reach)];
            scores.back().push_back(sum);
        }
    }
    return scores;
}

std::string relation(const ModelFile& model, const std::vector<Part>& x, std::size_t word, std::size_t head) {
    const auto names = model.strings("parser/labels/names");
    const auto root = static_cast<std::size_t>(std::ranges::find(names, "root") - names.begin());
    if (head == 0)
        return "root";
    const Numbers a = linear(model, "parser/label_dependent", {x[word]});
    const Numbers b = linear(model, "parser/label_head", {x[head - 1]});
    const float clip = model.number<float>("parser/label_clip");
    Row hidden;
    for (std::size_t i = 0; i < a.size(); ++i)
        hidden.push_back(stepped(std::fmax(0.0F, a[i] + b[i]), clip));
    const Numbers scores = linear(model, "parser/labels", {{hidden, worth(clip)}});
    return std::string(names[best_of(scores, [&](std::size_t i) { return i != root; })]);
}

/// Maximum spanning arborescence of nodes 0..n, as Chu and Liu and Edmonds give it. score[d][h], where there is an arc.
using Graph = std::map<std::size_t, std::map<std::size_t, std::int64_t>>;

std::map<std::size_t, std::size_t> arborescence(const Graph& graph, std::size_t next) {
    std::map<std::size_t, std::size_t> heads;
    for (const auto& [d, arcs] : graph) {
        auto best = arcs.begin();
        for (auto arc = arcs.begin(); arc != arcs.end(); ++arc)
            if (arc->second > best->second)
                best = arc;
        heads[d] = best->first;
    }
    std::set<std::size_t> cycle;
    for (const auto& [start, head] : heads) {
        std::set<std::size_t> seen;
        std::size_t at = start;
        while (heads.count(at) && seen.insert(at).second)
            at = heads[at];
        if (heads.count(at)) {
            do {
                cycle.insert(at);
                at = heads[at];
            } while (!cycle.count(at));
            break;
        }
    }
    if (cycle.empty())
        return heads;

    // The cycle becomes the node `next`; which of its words an arc enters or leaves is kept beside.
    Graph smaller;
    std::map<std::size_t, std::size_t> entered, left;
    for (const auto& [d, arcs] : graph)
        for (const auto& [h, score] : arcs) {
            const bool from = cycle.count(h), to = cycle.count(d);
            if (from && to)
                continue;
            if (to) {
                const std::int64_t gain = score - graph.at(d).at(heads[d]);
                auto [arc, added] = smaller[next].try_emplace(h, gain);
                if (added || gain > arc->second) {
                    arc->second = gain;
                    entered[h] = d;
                }
            } else if (from) {
                auto [arc, added] = smaller[d].try_emplace(next, score);
                if (added || score > arc->second) {
                    arc->second = score;
                    left[d] = h;
                }
            } else {
                smaller[d][h] = score;
            }
        }
    std::map<std::size_t, std::size_t> out;
    for (const std::size_t d : cycle)
        out[d] = heads[d];
    for (const auto& [d, h] : arborescence(smaller, next + 1)) {
        if (d == next)
            out[entered[h]] = h;
        else
            out[d] = h == next ? left[d] : h;
    }
    return out;
}

}  // namespace

std::vector<std::size_t> plain_tree(const ArcScores& scores) {
    const std::size_t words = scores.size();
    std::vector<std::size_t> best;
    std::int64_t most = std::numeric_limits<std::int64_t>::min();
    for (std::size_t root = 1; root <= words; ++root) {
        Graph graph;
        for (std::size_t d = 1; d <= words; ++d)
            for (std::size_t h = 0; h <= words; ++h)
                if (h != d && (h == 0) == (d == root))
                    graph[d][h] = scores[d - 1][h];
        std::vector<std::size_t> heads(words);
        for (const auto& [d, h] : arborescence(graph, words + 1))
            heads[d - 1] = h;
        const std::int64_t sum = sum_of_tree(scores, heads);
        if (sum > most) {
            most = sum;
            best = heads;
        }
    }
    return best;
}

bool is_tree(const std::vector<std::size_t>& heads) {
    for (std::size_t at = 0; at < heads.size(); ++at) {
        std::size_t steps = 0;
        for (std::size_t word = at + 1; word != 0; word = heads[word - 1])
            if (++steps > heads.size())
                return false;
    }
    return std::ranges::count(heads, 0) == 1;
}

std::int64_t sum_of_tree(const ArcScores& scores, const std::vector<std::size_t>& heads) {
    if (!is_tree(heads))
        throw std::logic_error("no tree with one word on the root");
    std::int64_t sum = 0;
    for (std::size_t d = 0; d < heads.size(); ++d)
        sum += scores[d][heads[d]];
    return sum;
}

std::int64_t best_sum_of_all_trees(const ArcScores& scores) {
    std::vector<std::size_t> heads(scores.size(), 0);
    std::int64_t best = std::numeric_limits<std::int64_t>::min();
    for (;;) {
        if (is_tree(heads))
            best = std::max(best, sum_of_tree(scores, heads));
        std::size_t d = 0;
        while (d < heads.size() && ++heads[d] > scores.size())
            heads[d++] = 0;
        if (d == heads.size())
            return best;
    }
}

std::vector<PlainWord> plain_parse(const ModelFile& model, const std::vector<std::string>& forms) {
    const float word_clip = model.number<float>("tagger/words/clip");
    std::vector<Row> words;
    for (const std::string& form : forms)
        words.push_back(word_row(model, "tagger/words", form));
    std::vector<Row> hidden = words;
    float clip = word_clip;
    for (std::size_t i = 0; model.has("tagger/convolution" + std::to_string(i) + "/"); ++i) {
        const std::string name = "tagger/convolution" + std::to_string(i);
        hidden = convolve(model, name, hidden, clip);
        clip = model.number<float>(name + "/clip");
    }
    const std::size_t size = model.matrix<std::int8_t>("parser/dependent/weights").columns;
    std::vector<std::vector<Part>> x;
    for (std::size_t t = 0; t < forms.size(); ++t)
        x.push_back({{words[t], worth(word_clip)}, {hidden[t], worth(clip)}});
    for (std::size_t i = 0; model.has("parser/recurrent" + std::to_string(i) + "/"); ++i) {
        const std::string name = "parser/recurrent" + std::to_string(i);
        const std::vector<Row> rows = recur(model, name, x, size);
        for (std::size_t t = 0; t < forms.size(); ++t)
            x[t] = {{rows[t], worth(model.number<float>(name + "/clip"))}};
    }
    std::vector<Part> encoded;
    for (const std::vector<Part>& parts : x)
        encoded.push_back(parts[0]);

    std::vector<std::size_t> tags;
    for (const Row& row : hidden)
        tags.push_back(best_of(linear(model, "tagger/upos", {{row, worth(clip)}}), [](std::size_t) { return true; }));
    const std::vector<std::size_t> heads = plain_tree(arc_scores(model, encoded, tags));

    const auto upos_names = model.strings("tagger/upos/names"), features_names = model.strings("tagger/feats/names");
    std::vector<PlainWord> out;
    for (std::size_t t = 0; t < forms.size(); ++t) {
        PlainWord word;
        word.upos = upos_names[tags[t]];
        const std::size_t features =
            best_of(linear(model, "tagger/feats", {{hidden[t], worth(clip)}}),
                    [&](std::size_t i) { return features_names[i].starts_with(word.upos + "\t"); });
        word.features = features < features_names.size() ? features_names[features].substr(word.upos.size() + 1) : "_";
        word.head = heads[t];
        word.relation = relation(model, encoded, t, heads[t]);
        out.push_back(word);
    }
    return out;
}

std::vector<float> plain_name_scores(const ModelFile& model, const std::vector<std::string>& forms,
                                     const std::vector<std::size_t>& hints) {
    const Matrix<std::int8_t> table = model.matrix<std::int8_t>("names/hints");
    std::vector<Row> x;
    for (std::size_t t = 0; t < forms.size(); ++t) {
        x.push_back(word_row(model, "names/words", forms[t]));
        for (std::size_t i = 0; i < x[t].size(); ++i)
            x[t][i] = std::max(-127, std::min(127, x[t][i] + table.row(hints[t])[i]));
    }
    const float word_clip = model.number<float>("names/words/clip");
    x = convolve(model, "names/convolution0", x, word_clip);
    const float clip = model.number<float>("names/convolution0/clip");
    std::vector<std::vector<Part>> parts;
    for (const Row& row : x)
        parts.push_back({{row, worth(clip)}});
    const std::size_t size = model.matrix<std::int8_t>("names/tags/weights").columns;
    std::vector<float> out;
    for (const Row& row : recur(model, "names/recurrent1", parts, size)) {
        const Numbers scores =
            linear(model, "names/tags", {{row, worth(model.number<float>("names/recurrent1/clip"))}});
        out.insert(out.end(), scores.begin(), scores.end());
    }
    return out;
}

}  // namespace recount::test
