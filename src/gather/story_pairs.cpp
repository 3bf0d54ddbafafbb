#include "gather/story_pairs.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

namespace recount {

namespace {

constexpr std::size_t kinds = ItemView::kinds;
using ByKind = std::array<double, kinds>;

/// What the words of two reports have in common.
struct Common {
    ByKind words{}, leads{};    // products of the weights of words that both have
    ByKind a_in_b{}, b_in_a{};  // the weight of what the one's lead has and the other somewhere
};

Common common_of(const StoryItem& a, const StoryItem& b) {
    Common common;
    const auto place = [](const StoryWord& word) { return std::tuple(word.key, word.kind); };
    for (auto x = a.words.begin(), y = b.words.begin(); x != a.words.end() && y != b.words.end();) {
        if (place(*x) < place(*y))
            ++x;
        else if (place(*y) < place(*x))
            ++y;
        else {
            const auto kind = static_cast<std::size_t>(x->kind);
            common.words[kind] += double{1} * x->weight * y->weight;
            common.leads[kind] += double{1} * x->lead * y->lead;
            common.a_in_b[kind] += x->lead;
            common.b_in_a[kind] += y->lead;
            ++x;
            ++y;
        }
    }
    return common;
}

double sum(const ByKind& values) {
    double all = 0;
    for (const double value : values)
        all += value;
    return all;
}

double cosine(double product, double squares_a, double squares_b) {
    return product / (std::sqrt(squares_a * squares_b) + 1e-9);
}

std::size_t shared(const std::vector<StoryKey>& a, const std::vector<StoryKey>& b) {
    std::size_t count = 0;
    for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();)
        if (*x == *y) {
            ++count;
            ++x;
            ++y;
        } else
            *x < *y ? ++x : ++y;
    return count;
}

/// The answers in the order in which they are given.
class AnswerWriter {
public:
    void add(double answer) { answers_[next_++] = static_cast<float>(answer); }

    /// How much of what each of two has is the other's: the lesser and the greater share; whether both have any, and
    /// whether nothing is.
    void add_shares(double a_in_b, double b_in_a, double a, double b) {
        const double one = a > 0 ? a_in_b / a : 0, other = b > 0 ? b_in_a / b : 0;
        add(std::min(one, other));
        add(std::max(one, other));
        add(a > 0 && b > 0);
        add(a > 0 && b > 0 && one == 0 && other == 0);
    }

    /// The share of what either has that both have; and whether both have any, but nothing in common.
    void add_overlap(const std::vector<StoryKey>& a, const std::vector<StoryKey>& b) {
        const auto both = static_cast<double>(shared(a, b));
        const auto either = static_cast<double>(a.size() + b.size()) - both;
        add(either > 0 ? both / either : 0);
        add(!a.empty() && !b.empty() && both == 0);
    }

    const StoryAnswers& done() const { return answers_; }

private:
    StoryAnswers answers_{};
    std::size_t next_ = 0;
};

void add_days(AnswerWriter& out, const std::optional<Day>& a, const std::optional<Day>& b) {
    constexpr double halves[] = {2, 10, 60};  // days in which half of the way is gone
    const double apart = a && b ? std::abs(static_cast<double>((*a - *b).count())) : 0;
    for (const double half : halves)
        out.add(1 - std::exp2(-apart / half));
    out.add(!a && !b);
    out.add(!a != !b);
}

}  // namespace

ItemView::ItemView(const StoryItem& given, const StockFormSettings& forms)
    : item(given), opening(lead_forms(given.opening, forms)) {
    for (const StoryWord& word : item.words) {
        const auto kind = static_cast<std::size_t>(word.kind);
        norm[kind] += double{1} * word.weight * word.weight;
        lead_norm[kind] += double{1} * word.lead * word.lead;
        lead_sum[kind] += word.lead;
    }
}

StoryAnswers compare(const ItemView& a, const ItemView& b) {
    const Common common = common_of(a.item, b.item);
    AnswerWriter out;
    out.add(cosine(sum(common.words), sum(a.norm), sum(b.norm)));
    out.add(cosine(sum(common.leads), sum(a.lead_norm), sum(b.lead_norm)));
    for (std::size_t kind = 0; kind < kinds; ++kind) {
        out.add(cosine(common.words[kind], a.norm[kind], b.norm[kind]));
        out.add(cosine(common.leads[kind], a.lead_norm[kind], b.lead_norm[kind]));
        out.add_shares(common.a_in_b[kind], common.b_in_a[kind], a.lead_sum[kind], b.lead_sum[kind]);
    }
    add_days(out, a.item.day, b.item.day);
    for (const auto& [one, other] : {std::pair(&a.item.persons, &b.item.persons), {&a.item.places, &b.item.places}})
        out.add_overlap(*one, *other);
    for (std::size_t i = 1; i < a.item.times.size(); ++i)
        out.add_overlap(a.item.times[i], b.item.times[i]);
    out.add(!a.item.times[0].empty() && shared(a.item.times[0], b.item.times[0]) > 0);
    const auto same = static_cast<double>(shared(a.item.wordings, b.item.wordings));
    const auto [less, more] = std::minmax({a.item.wordings.size(), b.item.wordings.size()});
    out.add(less > 0 ? same / static_cast<double>(more) : 0);
    out.add(less > 0 ? same / static_cast<double>(less) : 0);
    return out.done();
}

StoryScorer::StoryScorer(const LanguageModel& model)
    : hidden_(model.file().matrix<float>("stories/hidden")), output_(model.file().array<float>("stories/output")) {
    if (hidden_.columns != story_questions + 1 || output_.size() != hidden_.rows + 1)
        model.file().fail("stories/ does not fit this program");
}

double StoryScorer::likeness(const StoryAnswers& answers) const {
    float sum = output_.back();
    for (std::size_t unit = 0; unit < hidden_.rows; ++unit) {
        const std::span<const float> weights = hidden_.row(unit);
        float value = weights.back();
        for (std::size_t i = 0; i < answers.size(); ++i)
            value += answers[i] * weights[i];
        sum += std::max(value, 0.0f) * output_[unit];
    }
    constexpr double steps = 65536;
    return std::round(steps / (1 + std::exp(-double{sum}))) / steps;
}

double StoryScorer::likeness(const ItemView& a, const ItemView& b, const StockFormSettings& forms) const {
    if (a.item.hash == b.item.hash)
        return 1;
    const double value = likeness(compare(a, b));
    return value > 0 && tell_otherwise_in_one_form(a.opening, b.opening, forms) ? 0 : value;
}

}  // namespace recount
