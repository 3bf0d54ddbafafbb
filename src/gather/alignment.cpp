#include "gather/alignment.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace recount {

namespace {

bool is_compared(const GatherSentence& sentence) {
    return sentence.kind != BlockKind::title && sentence.kind != BlockKind::embed;
}

std::span<const GatherWord> words_in(const ReportWords& report, const GatherSentence& sentence) {
    return std::span(report.words).subspan(sentence.first, sentence.end - sentence.first);
}

/// How the words of one story weigh: a word that its sentences share anyway tells little of a common origin.
class StoryWeights {
public:
    StoryWeights(std::span<const std::uint32_t> reports, std::span<const ReportWords> words, const Terms& terms, const LineageSettings& settings)
        : terms_(terms), settings_(settings) {
        std::vector<std::pair<std::uint64_t, std::pair<std::uint32_t, std::uint32_t>>> sentences;  // wording, where
        for (const std::uint32_t r : reports)
            for (std::uint32_t s = 0; s < words[r].sentences.size(); ++s)
                if (is_compared(words[r].sentences[s]))
                    sentences.push_back({words[r].sentences[s].wording, {r, s}});
        std::sort(sentences.begin(), sentences.end());
        std::vector<std::pair<TermId, std::uint32_t>> seen;  // term, and the sentence that holds it
        std::vector<TermId> inside, capitalised;
        for (std::uint32_t i = 0; i < sentences.size(); ++i) {
            if (i > 0 && sentences[i].first == sentences[i - 1].first)
                continue;  // a copy: its words are no more common for it
            ++distinct_;
            const auto [r, s] = sentences[i].second;
            for (const GatherWord& word : words_in(words[r], words[r].sentences[s])) {
                seen.emplace_back(word.term, distinct_);
                if (!word.begins)
                    (word.capitalised ? capitalised : inside).push_back(word.term);
            }
        }
        std::sort(seen.begin(), seen.end());
        seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
        std::sort(inside.begin(), inside.end());
        std::sort(capitalised.begin(), capitalised.end());
        for (std::size_t i = 0, end; i < seen.size(); i = end) {
            const TermId term = seen[i].first;
            for (end = i; end < seen.size() && seen[end].first == term;)
                ++end;
            const bool name = count(capitalised, term) > count(inside, term);
            weights_.emplace_back(term, weight(term, static_cast<double>(end - i)) * (name ? settings.name : 1));
        }
    }

    /// In bits; 0 for a word that cannot link.
    double of(const GatherWord& word) const {
        if (terms_.everyday(word.term) * settings_.common_one_in > 1)
            return 0;
        const auto found = std::lower_bound(weights_.begin(), weights_.end(), word.term, [](const auto& entry, TermId term) { return entry.first < term; });
        return found->second * (word.number ? settings_.number : 1);
    }

private:
    static std::ptrdiff_t count(const std::vector<TermId>& sorted, TermId term) {
        const auto range = std::equal_range(sorted.begin(), sorted.end(), term);
        return range.second - range.first;
    }

    double weight(TermId term, double holders) const {
        return -std::log2((holders + settings_.prior_sentences * terms_.everyday(term)) / (distinct_ + settings_.prior_sentences));
    }

    const Terms& terms_;
    const LineageSettings& settings_;
    std::uint32_t distinct_ = 0;
    std::vector<std::pair<TermId, double>> weights_;  // sorted
};

/// What a link of two words weighs, when the second stands `apart` words behind the first.
double link_weight(const LinkWord& first, const LinkWord& second, std::size_t apart) {
    return (first.weight + second.weight) / static_cast<double>(1 + apart);
}

/// Takes as quoted what any report of the story quotes, three words in a row: one prints a speaker's words between marks,
/// another sets them as a post or splits them over paragraphs.
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
    std::uint64_t words;     // both terms
    std::uint32_t sentence;
    float weight;
    auto operator<=>(const Link&) const = default;
};

std::vector<Link> links_of(const LinkText& text, const LineageSettings& settings) {
    std::vector<Link> links;
    links.reserve(text.words.size() * settings.gap);
    for (std::uint32_t s = 0; s < text.sentences.size(); ++s) {
        const auto words = text.words_of(text.sentences[s]);
        for (std::size_t i = 0; i < words.size(); ++i)
            for (std::size_t j = i + 1; j < words.size() && j <= i + settings.gap; ++j)
                links.push_back({(std::uint64_t{words[i].term} << 32) | words[j].term, s, static_cast<float>(link_weight(words[i], words[j], 1))});
    }
    return links;
}

}  // namespace

LineageSettings::LineageSettings(const Codebook& codebook) {
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
    reports = table.number("reports");
    verbatim = table.number("verbatim");
    copy_share = table.number("copy_share");
    looked_up = static_cast<std::uint32_t>(table.number("looked_up"));
}

Furniture find_furniture(std::span<const std::vector<std::uint32_t>> stories, std::span<const ReportWords> words) {
    std::vector<std::pair<std::uint64_t, std::uint32_t>> seen;  // wording, story
    for (std::uint32_t story = 0; story < stories.size(); ++story)
        for (const std::uint32_t r : stories[story])
            for (const GatherSentence& sentence : words[r].sentences)
                if (is_compared(sentence))
                    seen.emplace_back(sentence.wording, story);
    std::sort(seen.begin(), seen.end());
    Furniture furniture;
    for (std::size_t i = 1; i < seen.size(); ++i)
        if (seen[i].first == seen[i - 1].first && seen[i].second != seen[i - 1].second && (furniture.empty() || furniture.back() != seen[i].first))
            furniture.push_back(seen[i].first);
    return furniture;
}

LinkText link_text(std::span<const std::uint32_t> reports, std::span<const ReportWords> words, const Terms& terms, const Furniture& furniture,
                   const LineageSettings& settings) {
    const StoryWeights weights(reports, words, terms, settings);
    LinkText text;
    for (const std::uint32_t r : reports)
        for (const GatherSentence& sentence : words[r].sentences) {
            if (!is_compared(sentence) || std::binary_search(furniture.begin(), furniture.end(), sentence.wording))
                continue;
            const auto first = static_cast<std::uint32_t>(text.words.size());
            for (const GatherWord& word : words_in(words[r], sentence))
                if (const double weight = weights.of(word); weight > 0)
                    text.words.push_back({word.term, static_cast<float>(weight), word.quoted});
            const auto end = static_cast<std::uint32_t>(text.words.size());
            double whole = 0;
            for (std::uint32_t w = first + 1; w < end; ++w)
                whole += link_weight(text.words[w - 1], text.words[w], 1);
            text.sentences.push_back({r, sentence.sentence, first, end, whole, sentence.wording});
        }
    spread_quotations(text);
    return text;
}

LinkEvidence compare(std::span<const LinkWord> a, std::span<const LinkWord> b, const LineageSettings& settings) {
    // The classical table twice: the best that ends with this very pair of words, and the best up to here.
    const std::size_t width = b.size() + 1;
    std::vector<LinkEvidence> reach((a.size() + 1) * width), ends((a.size() + 1) * width);
    for (std::size_t i = 1; i <= a.size(); ++i)
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t at = i * width + j;
            LinkEvidence& best = reach[at];
            best = reach[at - width].all >= reach[at - 1].all ? reach[at - width] : reach[at - 1];
            if (a[i - 1].term != b[j - 1].term)
                continue;
            LinkEvidence& here = ends[at];
            here = reach[at - width - 1];
            for (std::size_t di = 1; di <= settings.gap && di < i; ++di)
                for (std::size_t dj = 1; dj <= settings.gap && dj < j; ++dj) {
                    const std::size_t from = at - di * width - dj;
                    if (a[i - 1 - di].term != b[j - 1 - dj].term)
                        continue;
                    const double link = link_weight(a[i - 1 - di], a[i - 1], std::max(di, dj));
                    if (ends[from].all + link <= here.all)
                        continue;
                    const bool heard = a[i - 1].quoted || b[j - 1].quoted;
                    here = {ends[from].all + link, ends[from].narration + (heard ? settings.quoted * link : link)};
                }
            if (here.all > best.all)
                best = here;
        }
    return reach.back();
}

std::vector<AlignedPair> align(const LinkText& text, double least, const LineageSettings& settings) {
    std::vector<Link> links = links_of(text, settings);
    std::sort(links.begin(), links.end());
    std::vector<std::vector<std::uint32_t>> occurrences(text.sentences.size());  // of each sentence, into links
    for (std::uint32_t l = 0; l < links.size(); ++l)
        occurrences[links[l].sentence].push_back(l);
    std::vector<double> bound(text.sentences.size(), 0);
    std::vector<std::uint32_t> touched;
    std::vector<AlignedPair> pairs;
    for (std::uint32_t b = 0; b < text.sentences.size(); ++b) {
        for (const std::uint32_t l : occurrences[b]) {
            std::uint32_t looked_up = 0;
            for (std::uint32_t k = l; k-- > 0 && links[k].words == links[l].words && looked_up < settings.looked_up;) {
                const std::uint32_t a = links[k].sentence;
                if (text.sentences[a].report == text.sentences[b].report)
                    continue;
                ++looked_up;
                if (bound[a] == 0)
                    touched.push_back(a);
                bound[a] += links[l].weight;
            }
        }
        std::sort(touched.begin(), touched.end());
        for (const std::uint32_t a : touched)
            if (std::exchange(bound[a], 0.0) >= 0.999 * least) {  // the bound is summed in another order
                const LinkSentence &one = text.sentences[a], &other = text.sentences[b];
                const LinkEvidence evidence = compare(text.words_of(one), text.words_of(other), settings);
                if (evidence.all >= least)
                    pairs.push_back({a, b, evidence, evidence.all / std::max(1e-9, std::min(one.whole, other.whole))});
            }
        touched.clear();
    }
    std::sort(pairs.begin(), pairs.end());
    return pairs;
}

}  // namespace recount
