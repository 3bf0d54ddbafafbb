#include "gather/alignment.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>
#include <utility>

namespace recount {

namespace {

bool is_compared(const GatherSentence& sentence) {
    return sentence.kind != BlockKind::title && sentence.kind != BlockKind::embed;
}

std::span<const GatherWord> words_in(const ReportWords& report, const GatherSentence& sentence) {
    return std::span(report.words).subspan(sentence.first, sentence.end - sentence.first);
}

/// A word of the story, on the way to its weight.
struct Occurrence {
    TermId term;
    std::uint32_t word;      // into LinkText::words
    std::uint32_t sentence;  // into LinkText::sentences
    bool number, inside, capitalised;
};

/// Weighs each word by what its story and everyday English lead one to expect: what all sentences hold tells little. A
/// sentence that repeats an earlier one is not counted, or copying would make its own evidence look common.
void weigh(LinkText& text, std::vector<Occurrence> occurrences, const std::vector<bool>& repeats, const Terms& terms,
           const LineageSettings& settings) {
    std::sort(occurrences.begin(), occurrences.end(),
              [](const auto& a, const auto& b) { return std::tie(a.term, a.word) < std::tie(b.term, b.word); });
    const auto distinct = static_cast<double>(std::count(repeats.begin(), repeats.end(), false));
    for (std::size_t i = 0, end; i < occurrences.size(); i = end) {
        const TermId term = occurrences[i].term;
        std::uint32_t holders = 0, last = no_index;
        std::int64_t capitals = 0;
        for (end = i; end < occurrences.size() && occurrences[end].term == term; ++end) {
            const Occurrence& at = occurrences[end];
            if (repeats[at.sentence])
                continue;
            holders += std::exchange(last, at.sentence) != at.sentence;
            capitals += at.inside ? (at.capitalised ? 1 : -1) : 0;
        }
        const double share =
            (holders + settings.prior_sentences * terms.everyday(term)) / (distinct + settings.prior_sentences);
        const double weight = -std::log2(share) * (capitals > 0 ? settings.name : 1);
        for (std::size_t k = i; k < end; ++k) {
            text.words[occurrences[k].word].weight =
                static_cast<float>(weight * (occurrences[k].number ? settings.number : 1));
            if (holders <= 1)
                text.sentences[occurrences[k].sentence].own += text.words[occurrences[k].word].weight;
        }
    }
    for (LinkSentence& sentence : text.sentences) {
        double all = 0;
        for (const LinkWord& word : text.words_of(sentence))
            all += word.weight;
        sentence.own = all > 0 ? sentence.own / all : 0;
    }
}

/// What a link of two words weighs, when the second stands `apart` words behind the first.
double link_weight(const LinkWord& first, const LinkWord& second, std::size_t apart) {
    return (first.weight + second.weight) / static_cast<double>(1 + apart);
}

/// Takes as quoted what any report of the story quotes, three words in a row: one prints a speaker's words between
/// marks, another sets them as a post or splits them over paragraphs.
void spread_quotations(LinkText& text) {
    using Three = std::tuple<TermId, TermId, TermId>;
    const auto each_three = [&](const auto& visit) {
        for (const LinkSentence& sentence : text.sentences)
            for (std::uint32_t w = sentence.first; w + 2 < sentence.end; ++w)
                visit(Three{text.words[w].term, text.words[w + 1].term, text.words[w + 2].term}, &text.words[w]);
    };
    std::vector<Three> quoted;
    each_three([&](const Three& three, const LinkWord* words) {
        if (words[0].quoted && words[1].quoted && words[2].quoted)
            quoted.push_back(three);
    });
    std::sort(quoted.begin(), quoted.end());
    each_three([&](const Three& three, LinkWord* words) {
        if (std::binary_search(quoted.begin(), quoted.end(), three))
            words[0].quoted = words[1].quoted = words[2].quoted = true;
    });
}

/// A link: two words close together, in their order.
struct Link {
    std::uint64_t words;  // both terms
    std::uint32_t sentence;
    float weight;
    bool operator<(const Link& other) const {
        if (words != other.words)
            return words < other.words;
        return sentence != other.sentence ? sentence < other.sentence : weight < other.weight;
    }
};

std::vector<Link> links_of(const LinkText& text, const LineageSettings& settings) {
    std::vector<Link> links;
    links.reserve(text.words.size() * settings.gap);
    for (std::uint32_t s = 0; s < text.sentences.size(); ++s) {
        const auto words = text.words_of(text.sentences[s]);
        for (std::size_t i = 0; i < words.size(); ++i)
            for (std::size_t j = i + 1; j < words.size() && j <= i + settings.gap; ++j)
                links.push_back({(std::uint64_t{words[i].term} << 32) | words[j].term, s,
                                 static_cast<float>(link_weight(words[i], words[j], 1))});
    }
    return links;
}

}  // namespace

LineageSettings::LineageSettings(const Codebook& codebook) : weights(codebook), copies(codebook) {
    const CodebookNode table = codebook.file("gather").table("lineages");
    common_one_in = table.number("common_one_in");
    name = table.number("name");
    number = table.number("number");
    quoted = table.number("quoted");
    prior_sentences = table.number("prior_sentences");
    gap = static_cast<std::uint32_t>(table.number("gap"));
    sentence = table.number("sentence");
    sentence_share = table.number("sentence_share");
    beside = table.number("beside");
    beside_share = table.number("beside_share");
    chance = table.number("chance");
    reports = table.number("reports");
    short_report = static_cast<std::uint32_t>(table.number("short_report"));
    verbatim = table.number("verbatim");
    copy_share = table.number("copy_share");
    cut = table.number("cut");
    joined_share = table.number("joined_share");
    longest = static_cast<std::uint32_t>(table.number("longest"));
    looked_up = static_cast<std::uint32_t>(table.number("looked_up"));
}

const GatherSentence& gathered(const LinkSentence& sentence, std::span<const ReportWords> words) {
    return *std::ranges::lower_bound(words[sentence.report].sentences, sentence.sentence, {},
                                     &GatherSentence::sentence);
}

LinkText link_text(std::span<const std::uint32_t> reports, std::span<const ReportWords> words, const Terms& terms,
                   const LineageSettings& settings) {
    LinkText text;
    std::vector<Occurrence> occurrences;
    std::vector<bool> repeats;  // of each sentence: whether an earlier one has its wording
    std::unordered_set<std::uint64_t> wordings;
    for (const std::uint32_t r : reports)
        for (const GatherSentence& sentence : words[r].sentences) {
            if (!is_compared(sentence))
                continue;
            const auto number = static_cast<std::uint32_t>(text.sentences.size());
            const auto first = static_cast<std::uint32_t>(text.words.size());
            for (const GatherWord& word : words_in(words[r], sentence)) {
                if (terms.everyday(word.term) * settings.common_one_in > 1)
                    continue;
                if (text.words.size() == first + settings.longest)
                    break;
                occurrences.push_back({word.term, static_cast<std::uint32_t>(text.words.size()), number, word.number,
                                       !word.begins, word.capitalised});
                text.words.push_back({word.term, 0, word.quoted});
            }
            text.sentences.push_back(
                {r, sentence.sentence, first, static_cast<std::uint32_t>(text.words.size()), 0, 0});
            repeats.push_back(!wordings.insert(sentence.wording).second);
        }
    weigh(text, std::move(occurrences), repeats, terms, settings);
    for (LinkSentence& sentence : text.sentences)
        for (std::uint32_t w = sentence.first + 1; w < sentence.end; ++w)
            sentence.whole += link_weight(text.words[w - 1], text.words[w], 1);
    spread_quotations(text);
    return text;
}

LinkEvidence SentenceComparer::best_ending_at(std::span<const LinkWord> a, std::span<const LinkWord> b, std::size_t i,
                                              std::size_t j) const {
    const std::size_t width = b.size() + 1, at = i * width + j;
    LinkEvidence best = reach_[at - width - 1];
    for (std::size_t di = 1; di <= settings_.gap && di < i; ++di)
        for (std::size_t dj = 1; dj <= settings_.gap && dj < j; ++dj) {
            if (a[i - 1 - di].term != b[j - 1 - dj].term)
                continue;
            const LinkEvidence& before = ends_[at - di * width - dj];
            const double link = link_weight(a[i - 1 - di], a[i - 1], std::max(di, dj));
            if (before.all + link <= best.all)
                continue;
            const bool heard = a[i - 1].quoted || b[j - 1].quoted;
            best = {before.all + link, before.narration + (heard ? settings_.quoted * link : link)};
        }
    return best;
}

LinkEvidence SentenceComparer::compare_same(std::span<const LinkWord> a, std::span<const LinkWord> b) const {
    LinkEvidence evidence;
    for (std::size_t i = 1; i < a.size(); ++i) {
        const double link = link_weight(a[i - 1], a[i], 1);
        evidence.all += link;
        evidence.narration += a[i].quoted || b[i].quoted ? settings_.quoted * link : link;
    }
    return evidence;
}

LinkEvidence SentenceComparer::compare(std::span<const LinkWord> a, std::span<const LinkWord> b) {
    if (std::ranges::equal(a, b, {}, &LinkWord::term, &LinkWord::term))
        return compare_same(a, b);
    // The classical table, a row and a column of nothing first. ends_ is read only where the words are the same, which
    // is where it has been written.
    const std::size_t width = b.size() + 1;
    ends_.resize(std::max(ends_.size(), (a.size() + 1) * width));
    reach_.assign((a.size() + 1) * width, {});
    for (std::size_t i = 1; i <= a.size(); ++i)
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t at = i * width + j;
            reach_[at] = reach_[at - width].all >= reach_[at - 1].all ? reach_[at - width] : reach_[at - 1];
            if (a[i - 1].term != b[j - 1].term)
                continue;
            ends_[at] = best_ending_at(a, b, i, j);
            if (ends_[at].all > reach_[at].all)
                reach_[at] = ends_[at];
        }
    return reach_.back();
}

std::vector<AlignedPair> align(const LinkText& text, double least, const LineageSettings& settings,
                               const ReportPairs* within) {
    std::vector<Link> links = links_of(text, settings);
    std::sort(links.begin(), links.end());
    std::vector<std::vector<std::uint32_t>> occurrences(text.sentences.size());  // of each sentence, into links
    for (std::uint32_t l = 0; l < links.size(); ++l)
        occurrences[links[l].sentence].push_back(l);
    SentenceComparer comparer(settings);
    std::vector<double> bound(text.sentences.size(), 0);  // no pair has more evidence than all links that it shares
    std::vector<std::uint32_t> touched;
    std::vector<AlignedPair> pairs;
    for (std::uint32_t b = 0; b < text.sentences.size(); ++b) {
        for (const std::uint32_t l : occurrences[b]) {
            std::uint32_t looked_up = 0;
            for (std::uint32_t k = l; k-- > 0 && links[k].words == links[l].words;) {
                if (looked_up++ == settings.looked_up)
                    break;
                const std::uint32_t a = links[k].sentence;
                if (text.sentences[a].report == text.sentences[b].report)
                    continue;
                if (bound[a] == 0)
                    touched.push_back(a);
                bound[a] += links[l].weight;
            }
        }
        std::sort(touched.begin(), touched.end());
        for (const std::uint32_t a : touched)
            if (std::exchange(bound[a], 0.0) >= 0.999 * least) {  // the bound is summed in another order
                const LinkSentence &one = text.sentences[a], &other = text.sentences[b];
                if (within && !within->contains(report_pair(one.report, other.report)))
                    continue;
                const LinkEvidence evidence = comparer.compare(text.words_of(one), text.words_of(other));
                if (evidence.all >= least)
                    pairs.push_back({a, b, evidence, evidence.all / std::max(1e-9, std::min(one.whole, other.whole))});
            }
        touched.clear();
    }
    std::sort(pairs.begin(), pairs.end());
    return pairs;
}

bool speaks_for_one_origin(const AlignedPair& pair, const LineageSettings& settings) {
    return pair.evidence.all >= settings.sentence && pair.share >= settings.sentence_share;
}

std::vector<AlignedPair> align_likely(const LinkText& text, const LineageSettings& settings) {
    ReportPairs likely;
    for (const AlignedPair& pair : align(text, settings.sentence, settings))
        if (speaks_for_one_origin(pair, settings))
            likely.insert(report_pair(text.sentences[pair.a].report, text.sentences[pair.b].report));
    return likely.empty() ? std::vector<AlignedPair>{} : align(text, settings.beside, settings, &likely);
}

}  // namespace recount
