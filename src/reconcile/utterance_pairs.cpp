#include "reconcile/utterance_pairs.h"

#include <algorithm>

namespace recount {

namespace {

constexpr std::size_t largest_table = 1 << 16;  // pairs of words that are compared

double& answer(PairOfUtterances& answers, UtteranceQuestion question) {
    return answers[static_cast<std::size_t>(question)];
}

/// Whether two sorted lists have a number in common.
bool shares(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
    return std::ranges::any_of(a, [&](std::uint32_t number) { return std::ranges::binary_search(b, number); });
}

}  // namespace

SpeakerTie speaker_tie(const Voice& a, const Voice& b) {
    if (a.entity != no_index && b.entity != no_index)
        return a.entity == b.entity ? SpeakerTie::same : SpeakerTie::different;
    if (a.entity == no_index && b.entity == no_index && !a.words.empty() && a.words == b.words)
        return SpeakerTie::same;
    return SpeakerTie::open;
}

PairOfUtterances UtteranceComparer::compare(const Utterance& a, const Utterance& b) {
    const bool a_is_shorter = a.weight <= b.weight;
    const Utterance &shorter = a_is_shorter ? a : b, &longer = a_is_shorter ? b : a;
    const double weight = std::max(shorter.weight, 1e-9);
    PairOfUtterances answers{};
    answer(answers, UtteranceQuestion::shared) = shared_weight(a, b, false) / weight;
    answer(answers, UtteranceQuestion::evidence) = std::min(rules_.most_evidence(), shared_weight(a, b, true));
    answer(answers, UtteranceQuestion::run) = run_weight(a, b) / weight;
    const bool small = a.words.size() * b.words.size() <= largest_table;
    answer(answers, UtteranceQuestion::like) =
        small ? soft_share(shorter.words, longer.words) : answer(answers, UtteranceQuestion::shared);
    answer(answers, UtteranceQuestion::like_piece) =
        small ? best_piece(shorter, longer) : answer(answers, UtteranceQuestion::shared);
    answer(answers, UtteranceQuestion::brief) = 1.0 / static_cast<double>(std::min(a.words.size(), b.words.size()));
    answer(answers, UtteranceQuestion::open_speaker) = speaker_tie(a.voice, b.voice) == SpeakerTie::same ? 0 : 1;
    answer(answers, UtteranceQuestion::same_words) =
        std::ranges::equal(a.words, b.words, {}, &UtteranceWord::number, &UtteranceWord::number) ? 1 : 0;
    answer(answers, UtteranceQuestion::same_report) = a.variant.report == b.variant.report ? 1 : 0;
    answer(answers, UtteranceQuestion::one_passage) = shares(a.passages, b.passages) ? 1 : 0;
    return answers;
}

/// What both have, word by word, as a weight or as rarity.
double UtteranceComparer::shared_weight(const Utterance& a, const Utterance& b, bool by_rarity) {
    counts_.resize(words_.size());
    for (const UtteranceWord& word : a.words)
        ++counts_[word.number];
    double both = 0;
    for (const UtteranceWord& word : b.words)
        if (counts_[word.number] > 0) {
            --counts_[word.number];
            both += by_rarity ? words_.rarity(word.number) : words_.weight(word.number);
        }
    for (const UtteranceWord& word : a.words)
        counts_[word.number] = 0;
    return both;
}

/// How much of one's words the other has, each by the word that is most like it.
double UtteranceComparer::soft_share(Words from, Words in) const {
    double sum = 0, all = 0;
    for (const UtteranceWord& word : from) {
        double best = std::ranges::find(in, word.number, &UtteranceWord::number) != in.end() ? 1 : 0;
        for (auto other = in.begin(); best < 1 && other != in.end(); ++other)
            best = std::max(best, words_.likeness(word.number, other->number));
        sum += best * words_.weight(word.number);
        all += words_.weight(word.number);
    }
    return sum / std::max(all, 1e-9);
}

/// How alike the shorter one and a sentence of the longer one are, both ways; of the sentences the one most alike.
double UtteranceComparer::best_piece(const Utterance& shorter, const Utterance& longer) const {
    double best = 0;
    const Words all(longer.words);
    for (std::size_t first = 0, end = 0; first < all.size(); first = end) {
        while (end < all.size() && all[end].sentence == all[first].sentence)
            ++end;
        const Words piece = all.subspan(first, end - first);
        best = std::max(best, std::min(soft_share(piece, shorter.words), soft_share(shorter.words, piece)));
    }
    return best;
}

/// The heaviest sequence of words that stands in both in one order.
double UtteranceComparer::run_weight(const Utterance& a, const Utterance& b) {
    if (a.words.size() * b.words.size() > largest_table)
        return shared_weight(a, b, false);
    row_.assign(b.words.size() + 1, 0);
    for (const UtteranceWord& word : a.words) {
        double diagonal = 0;
        for (std::size_t j = 0; j < b.words.size(); ++j) {
            const double above = row_[j + 1];
            const double met = word.number == b.words[j].number ? diagonal + words_.weight(word.number) : 0;
            row_[j + 1] = std::max({above, row_[j], met});
            diagonal = above;
        }
    }
    return row_.back();
}

}  // namespace recount
