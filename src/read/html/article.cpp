#include "read/html/article.h"

#include <algorithm>
#include <functional>
#include <array>
#include <cstdlib>

#include "text/utf8.h"

namespace recount::html {

namespace {

constexpr Marks never_article =
    mark_outside | mark_hidden | mark_comments | mark_byline | mark_repeated | mark_standfirst;
constexpr Marks beside_article = never_article | mark_caption | mark_embed;

bool ends_like_sentence(std::string_view words) {
    for (const std::string_view closing : {"\"", "'", ")", "]", "\u201D", "\u2019", "\u00BB"})
        while (words.ends_with(closing))
            words.remove_suffix(closing.size());
    for (const std::string_view stop : {".", "!", "?", ":", "\u2026", "\u3002", "\uFF01", "\uFF1F", "\u0964", "\u061F"})
        if (words.ends_with(stop))
            return true;
    return false;
}

bool has_letters(std::string_view words) {
    return std::any_of(words.begin(), words.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               static_cast<unsigned char>(c) >= 0xC3;
    });
}

/// The runs of four words that a text has, as numbers: for telling whether another text's words are taken from it.
class WordRuns {
public:
    explicit WordRuns(std::string_view text) {
        constexpr std::size_t least_bytes = 300;  // less is a summary
        if (text.size() < least_bytes)
            return;
        walk(text, [&](std::uint64_t run) {
            runs_.push_back(run);
            return true;
        });
        std::sort(runs_.begin(), runs_.end());
    }

    bool empty() const { return runs_.empty(); }

    /// True when more than half of the first runs of the words are not there.
    bool lacks(std::string_view words) const {
        constexpr int looked_at = 8;
        int seen = 0, found = 0;
        walk(words, [&](std::uint64_t run) {
            found += std::binary_search(runs_.begin(), runs_.end(), run);
            return ++seen < looked_at;
        });
        return seen > 0 && found * 2 < seen;
    }

private:
    /// Calls `take` with the number of each run of four words until it says no. Letters and digits alone count.
    template <class Take>
    static void walk(std::string_view text, Take take) {
        std::array<std::uint64_t, 4> words{};
        std::size_t count = 0;
        std::uint64_t word = 0;
        for (std::size_t at = 0; at <= text.size(); ++at) {
            const char c = at < text.size() ? text[at] : ' ';
            const bool is_letter = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                                   static_cast<unsigned char>(c) >= 0xC3;
            if (is_letter) {
                const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
                word = (word ^ static_cast<unsigned char>(lower)) * 1099511628211u + 1;
            } else if (word != 0 && static_cast<unsigned char>(c) < 0x80) {
                words[count++ % 4] = word;
                word = 0;
                if (count >= 4 && !take(words[count % 4] * 31 + words[(count + 1) % 4] * 37 +
                                        words[(count + 2) % 4] * 41 + words[(count + 3) % 4] * 43))
                    return;
            }
        }
    }

    std::vector<std::uint64_t> runs_;  // sorted
};

class ArticleFinder {
public:
    ArticleFinder(const Tree& tree, const Flow& flow, const ArticleHints& hints)
        : tree_(tree), flow_(flow), hints_(hints), passages_(flow.passages) {}

    /// What the worth of the passages is told from, as training needs it.
    void look_at_passages() {
        find_linked_paragraphs();
        find_headline();
        weigh_text();
        settle_marks();
        page_.headline = headline_;
        page_.container = find_container();
        find_heaviest_run();
        gather_facts();
    }

    PassageDescriber describer() const { return {tree_, flow_, facts_, page_}; }

    Article find(const PassageWeights& weights) {
        Article article;
        if (passages_.empty())
            return article;
        look_at_passages();
        article.node = page_.container;
        choose(weights);
        write(article);
        look_around(article);
        return article;
    }

private:
    static constexpr std::uint32_t none = PageFacts::none;

    std::uint32_t first(std::uint32_t node) const { return flow_.first[node]; }
    std::uint32_t last(std::uint32_t node) const { return flow_.first[tree_[node].end]; }

    // ---- paragraphs within links

    /// A sentence that is one link as a whole, set as the running text beside it is set, is a paragraph of it: some
    /// outlets link each paragraph of a summary to the report it sums up. Its link counts for nothing. Behind the last
    /// running text such a sentence has to be a long one: short ones lead on to other pages there.
    void find_linked_paragraphs() {
        constexpr std::uint32_t least_characters = 40, least_characters_behind = 120, reach = 6;
        linked_.reserve(passages_.size());
        for (const Passage& passage : passages_)
            linked_.push_back(passage.link_characters);
        const auto is_plain_text = [&](std::uint32_t at) {
            const Passage& passage = passages_[at];
            return passage.kind == BlockKind::paragraph && passage.characters >= 80 &&
                   passage.link_characters * 2 < passage.characters;
        };
        const auto has_text = [&](std::uint32_t from, std::uint32_t end, std::uint32_t like) {
            for (std::uint32_t at = from; at < end; ++at)
                if (is_plain_text(at) && is_set_alike(passages_[at].node, passages_[like].node))
                    return true;
            return false;
        };
        for (std::uint32_t at = 0; at < passages_.size(); ++at) {
            const Passage& passage = passages_[at];
            if (passage.kind != BlockKind::paragraph || passage.link_characters * 2 < passage.characters ||
                passage.characters < least_characters || !ends_like_sentence(flow_.words(passage)))
                continue;
            const auto behind = std::min(static_cast<std::uint32_t>(passages_.size()), at + 1 + reach);
            if (has_text(at + 1, behind, at) ||
                (passage.characters >= least_characters_behind && has_text(at > reach ? at - reach : 0, at, at)))
                linked_[at] = 0;
        }
    }

    /// True for two elements of one kind that stand in one element, or each in one of its own of the same kind and
    /// class.
    bool is_set_alike(std::uint32_t one, std::uint32_t other) const {
        if (tree_[one].tag != tree_[other].tag)
            return false;
        const std::uint32_t above = tree_[one].parent, other_above = tree_[other].parent;
        return above == other_above ||
               (tree_[above].tag == tree_[other_above].tag && tree_[above].parent == tree_[other_above].parent &&
                tree_.attribute(above, "class") == tree_.attribute(other_above, "class"));
    }

    std::size_t number_of(const Passage& passage) const {
        return static_cast<std::size_t>(&passage - passages_.data());
    }

    std::uint32_t linked(const Passage& passage) const { return linked_[number_of(passage)]; }

    // ---- the headline

    /// The heading that says best what one of the titles says, those of first rank before others; else a line that is
    /// a title, or a part of one, to the letter; else the first h1.
    void find_headline() {
        constexpr double enough = 0.5, first_rank = 0.3;  // of two lines with the same words the likeness is 1
        std::vector<Words> titles;
        for (const std::string_view title : hints_.titles)
            titles.push_back(words_of(title));
        std::uint32_t first_h1 = none;
        double best = enough;
        for (std::uint32_t at = 0; at < passages_.size(); ++at) {
            const Passage& passage = passages_[at];
            if (passage.kind != BlockKind::heading && (flow_.marks[passage.node] & mark_headline) == 0)
                continue;
            const bool is_h1 = tree_[passage.node].tag == GUMBO_TAG_H1;
            if (is_h1 && first_h1 == none)
                first_h1 = at;
            const double found = likeness(words_of(flow_.words(passage)), titles);
            if (found > enough && found + first_rank * is_h1 > best) {
                best = found + first_rank * is_h1;
                headline_ = at;
            }
        }
        if (headline_ == none)
            headline_ = line_like_title();
        headline_is_titled_ = headline_ != none;
        if (headline_ == none)
            headline_ = first_h1;
    }

    using Words = std::vector<std::size_t>;  // a number each, the same for the same word

    static double likeness(const Words& words, const std::vector<Words>& titles) {
        double best = 0;
        for (const Words& title : titles) {
            const auto shared = std::count_if(words.begin(), words.end(), [&](std::size_t word) {
                return std::find(title.begin(), title.end(), word) != title.end();
            });
            best = std::max(best, 2.0 * static_cast<double>(shared) / static_cast<double>(words.size() + title.size()));
        }
        return best;
    }

    /// A line that is no heading by its element, and yet the same as a title of some length. A menu's does not count.
    std::uint32_t line_like_title() const {
        constexpr std::size_t least_bytes = 20, most_bytes = 400;
        std::vector<std::string> wanted;
        for (const std::string_view title : hints_.titles)
            if (title.size() >= least_bytes && title.size() <= most_bytes)
                wanted.push_back(folded(title));
        if (wanted.empty())
            return none;
        for (std::uint32_t at = 0; at < passages_.size(); ++at) {
            const Passage& passage = passages_[at];
            const std::string_view words = flow_.words(passage);
            if (words.size() >= least_bytes && words.size() <= most_bytes && linked(passage) * 2 < passage.characters &&
                (flow_.marks[passage.node] & (mark_outside | mark_hidden | mark_comments)) == 0 &&
                std::find(wanted.begin(), wanted.end(), folded(words)) != wanted.end())
                return at;
        }
        return none;
    }

    /// The words of a line, folded; of a long one the first ones.
    static Words words_of(std::string_view line) {
        constexpr std::size_t most_words = 40;
        Words words;
        for (std::size_t at = 0; at < line.size() && words.size() < most_words;) {
            const std::size_t end = std::min(line.find_first_of(" \n\t", at), line.size());
            if (const std::string word = folded(line.substr(at, end - at)); !word.empty())
                words.push_back(std::hash<std::string>()(word));
            at = end + 1;
        }
        return words;
    }

    // ---- how much is running text, whatever its elements are called

    bool is_running_text(const Passage& passage) const {
        return linked(passage) * 2 < passage.characters && passage.kind != BlockKind::heading &&
               (passage.characters >= 80 || (passage.characters >= 25 && ends_like_sentence(flow_.words(passage))));
    }

    void weigh_text() {
        text_before_.assign(1, 0);
        for (const Passage& passage : passages_)
            text_before_.push_back(text_before_.back() +
                                   (is_running_text(passage) ? passage.characters - linked(passage) : 0));
    }

    std::int64_t text_within(std::uint32_t node) const { return text_before_[last(node)] - text_before_[first(node)]; }

    // ---- marks

    /// What holds for each node by itself and what it stands in. An element that has most of the page's text, or its
    /// headline, is no menu, whatever it is called.
    void settle_marks() {
        settled_.assign(tree_.size(), 0);
        const std::int64_t all = text_before_.back();
        for (std::uint32_t at = 0; at < tree_.size(); ++at) {
            if (tree_[at].is_text())
                continue;
            Marks own = flow_.marks[at];
            if (own != 0) {
                const bool has_headline = headline_ != none && first(at) <= headline_ && headline_ < last(at);
                if (has_headline || text_within(at) * 2 > all)
                    own &= static_cast<Marks>(~(beside_article & ~mark_comments));
                if (has_headline)
                    own &= static_cast<Marks>(~mark_comments);
            }
            settled_[at] = own | (at > 0 ? settled_[tree_[at].parent] : Marks{0});
        }
    }

    Marks marks_of(const Passage& passage) const { return settled_[passage.node]; }

    // ---- the element that holds the report

    std::int64_t weight(const Passage& passage) const {
        const Marks marks = marks_of(passage);
        if ((marks & beside_article) != 0)
            return 0;
        const auto characters = static_cast<std::int64_t>(passage.characters);
        if (linked(passage) * 2 >= passage.characters)
            return -std::min<std::int64_t>(characters, 60);
        if (passage.kind == BlockKind::heading)
            return 0;
        const std::int64_t own = characters - static_cast<std::int64_t>(linked(passage));
        if (is_running_text(passage))
            return passage.kind == BlockKind::list || passage.kind == BlockKind::table ? own / 2 : own;
        return -5;
    }

    /// The innermost <article> that has the headline and a good part of the page's running text; else the whole page.
    std::uint32_t find_scope() const {
        std::uint32_t scope = 0;
        if (headline_ == none)
            return scope;
        for (std::uint32_t at = passages_[headline_].node; at != 0; at = tree_[at].parent)
            if (tree_[at].tag == GUMBO_TAG_ARTICLE && text_within(at) >= 400 && text_within(at) * 5 >= text_within(0))
                return at;
        return scope;
    }

    std::uint32_t find_container() {
        std::vector<std::int64_t> before(1, 0);
        for (const Passage& passage : passages_)
            before.push_back(before.back() + weight(passage));
        const std::uint32_t scope = find_scope();
        std::uint32_t best = scope;
        std::int64_t most = INT64_MIN;
        for (std::uint32_t at = scope; at < tree_[scope].end; ++at) {
            if (!is_block_level(tree_[at].tag))
                continue;
            const std::int64_t sum = before[last(at)] - before[first(at)];
            if (sum >= most) {  // of equal ones the innermost
                most = sum;
                best = at;
            }
        }
        return narrowed(best, before);
    }

    /// The innermost element within `container` that its makers call the report and that has nearly all of its weight.
    std::uint32_t narrowed(std::uint32_t container, const std::vector<std::int64_t>& before) const {
        const std::int64_t all = before[last(container)] - before[first(container)];
        std::uint32_t core = container;
        for (std::uint32_t at = container + 1; at < tree_[container].end; ++at)
            if (is_block_level(tree_[at].tag) && (flow_.marks[at] & mark_article) != 0 &&
                (before[last(at)] - before[first(at)]) * 10 >= all * 8)
                core = at;
        return core;
    }

    /// Of the element's passages, the run that weighs most together: single sentences beyond a stretch of links and
    /// labels are another story's.
    void find_heaviest_run() {
        std::int64_t sum = 0, most = 0;
        std::uint32_t start = first(page_.container);
        page_.run_begin = page_.run_end = start;
        for (std::uint32_t at = start; at < last(page_.container); ++at) {
            sum += weight(passages_[at]);
            if (sum <= 0) {
                sum = 0;
                start = at + 1;
            } else if (sum > most) {
                most = sum;
                page_.run_begin = start;
                page_.run_end = at + 1;
            }
        }
    }

    // ---- what belongs

    void gather_facts() {
        const WordRuns body(hints_.body);
        facts_.resize(passages_.size());
        for (std::size_t at = 0; at < passages_.size(); ++at) {
            const std::string_view words = flow_.words(passages_[at]);
            facts_[at] = {linked_[at], ends_like_sentence(words), is_running_text(passages_[at]),
                          !body.empty() && body.lacks(words), marks_of(passages_[at])};
        }
    }

    /// The report is what has worth; where nothing has, the running text that has nearly most. Captions, posts and
    /// links stay beside it, as what they are.
    void choose(const PassageWeights& weights) {
        const std::vector<std::int64_t> worth = worth_of_passages(weights);
        const std::int64_t least = least_worth(worth);
        choices_.assign(passages_.size(), Choice{});
        for (std::uint32_t at = 0; at < passages_.size(); ++at)
            if (worth[at] >= least && has_letters(flow_.words(passages_[at])))
                choices_[at] = {true, role_of(passages_[at])};
        std::uint32_t begin = 0, end = static_cast<std::uint32_t>(passages_.size());
        while (begin < end && !is_running_body(begin))
            ++begin;
        while (end > begin && !is_running_body(end - 1))
            --end;
        trim_head(begin);
        take_last_line(end);
        for (std::uint32_t at = first(page_.container); at < last(page_.container); ++at)
            if (!choices_[at].taken)
                choices_[at] = choice_beside(passages_[at], begin <= at && at < end);
    }

    /// By passage. Items of one list have the same, their mean.
    std::vector<std::int64_t> worth_of_passages(const PassageWeights& weights) const {
        const PassageDescriber description = describer();
        std::vector<std::int64_t> worth(passages_.size());
        for (std::uint32_t at = 0; at < passages_.size(); ++at)
            worth[at] = weights.worth(description.answers(at));
        for (std::uint32_t begin = 0, end = 0; begin < passages_.size(); begin = end) {
            std::int64_t sum = 0;
            for (end = begin; end < passages_.size() && (end == begin || is_same_list(begin, end)); ++end)
                sum += worth[end];
            std::fill(worth.begin() + begin, worth.begin() + end, sum / static_cast<std::int64_t>(end - begin));
        }
        return worth;
    }

    bool is_same_list(std::uint32_t one, std::uint32_t other) const {
        return passages_[one].kind == BlockKind::list && passages_[other].kind == BlockKind::list &&
               tree_[passages_[one].node].parent == tree_[passages_[other].node].parent;
    }

    std::int64_t least_worth(const std::vector<std::int64_t>& worth) const {
        constexpr std::int64_t near_most = 1'000'000;  // millionths, as worth is
        std::int64_t most = INT64_MIN;
        for (std::size_t at = 0; at < worth.size(); ++at)
            if (facts_[at].is_running_text)
                most = std::max(most, worth[at]);
        return most == INT64_MIN ? 0 : std::min<std::int64_t>(0, most - near_most);
    }

    bool is_running_body(std::uint32_t at) const { return is_body(at) && facts_[at].is_running_text; }

    /// Scraps above the first running text are none of the report: the day, counters, labels.
    void trim_head(std::uint32_t begin) {
        constexpr std::uint32_t scrap_characters = 25;
        for (std::uint32_t at = 0; at < begin; ++at)
            if (passages_[at].characters < scrap_characters && passages_[at].kind != BlockKind::heading)
                choices_[at].taken = false;
    }

    /// The line right behind the last running text belongs to it where it stands side by side with it and leads
    /// nowhere: an agency's credit, the last words of a conversation.
    void take_last_line(std::uint32_t end) {
        if (end == 0 || end >= passages_.size())
            return;
        const Passage& passage = passages_[end];
        if (passage.kind == BlockKind::paragraph && passage.links == 0 &&
            tree_[passage.node].parent == tree_[passages_[end - 1].node].parent &&
            (marks_of(passage) & beside_article) == 0 && has_letters(flow_.words(passage)))
            choices_[end].taken = true;
    }

    /// What a passage of the report is within it.
    BlockKind role_of(const Passage& passage) const {
        const Marks marks = marks_of(passage);
        return (marks & mark_embed) != 0     ? BlockKind::embed
               : (marks & mark_caption) != 0 ? BlockKind::caption
                                             : passage.kind;
    }

    bool is_body(std::uint32_t at) const {
        const BlockKind kind = choices_[at].kind;
        return choices_[at].taken && (kind == BlockKind::paragraph || kind == BlockKind::quotation ||
                                      kind == BlockKind::list || kind == BlockKind::table);
    }

    struct Choice {
        bool taken = false;
        BlockKind kind = BlockKind::paragraph;
    };

    /// What stands in the report's element and is none of its words.
    Choice choice_beside(const Passage& passage, bool is_within) const {
        const Marks marks = marks_of(passage);
        if ((marks & never_article) != 0 || !has_letters(flow_.words(passage)))
            return {};
        if ((marks & (mark_embed | mark_caption)) != 0)
            return {true, role_of(passage)};
        const bool is_link = linked(passage) * 5 > passage.characters * 4 && passage.kind != BlockKind::list;
        return {is_within && is_link, BlockKind::link};
    }

    void write(Article& article) const {
        for (std::size_t at = 0; at < passages_.size(); ++at) {
            if (!choices_[at].taken)
                continue;
            if (continues_post(at)) {
                article.text += '\n';
                article.text += flow_.words(passages_[at]);
                article.blocks.back().span.end = static_cast<std::uint32_t>(article.text.size());
                continue;
            }
            if (!article.text.empty())
                article.text += "\n\n";
            Block block;
            block.kind = choices_[at].kind;
            block.span.start = static_cast<std::uint32_t>(article.text.size());
            article.text += flow_.words(passages_[at]);
            block.span.end = static_cast<std::uint32_t>(article.text.size());
            article.blocks.push_back(std::move(block));
        }
    }

    // ---- what stands around it

    void look_around(Article& article) {
        if (headline_ != none) {
            article.headline = flow_.words(passages_[headline_]);
            article.headline_is_titled = headline_is_titled_;
        }
        const std::uint32_t first_taken = first_taken_passage();
        find_other_stories(first_taken);
        const std::uint32_t begin = headline_ == none || headline_ > first_taken ? first(article.node) : headline_;
        // Bylines may stand a little above the headline, and at the end of the text.
        for (std::uint32_t at = begin > lines_above_headline ? begin - lines_above_headline : 0;
             at < last(article.node); ++at) {
            look_at_line(at, begin, first_taken, article);
            if (at <= first_taken + lines_below_standfirst)
                article.lines_at_head = article.head_lines.size();
        }
        look_for_days(begin, first_taken, article);
        look_behind(article);
        article.headline_heads_text = headline_ != none && tree_[passages_[headline_].node].tag == GUMBO_TAG_H1 &&
                                      headline_ < first_taken && first_taken - headline_ <= lines_below_headline;
        const std::uint32_t from = headline_ == none ? article.node : std::min(passages_[begin].node, article.node);
        for (std::uint32_t node = from; node < tree_[article.node].end && article.time_nodes.size() < most_times;
             ++node)
            if (tree_[node].tag == GUMBO_TAG_TIME &&
                (settled_[node] & (mark_outside | mark_comments | mark_embed)) == 0 && !other_story_[node])
                article.time_nodes.push_back(node);
    }

    std::uint32_t first_taken_passage() const {
        std::uint32_t at = 0;
        while (at < choices_.size() && !is_body(at))
            ++at;
        return at;
    }

    void look_at_line(std::uint32_t at, std::uint32_t begin, std::uint32_t first_taken, Article& article) const {
        const Passage& passage = passages_[at];
        const Marks marks = marks_of(passage);
        if (passage.span.size() > longest_line || (marks & mark_comments) != 0)
            return;
        if ((marks & mark_image_credit) != 0)
            article.image_credits.push_back(flow_.words(passage));
        else if ((marks & (mark_caption | mark_byline)) == mark_caption)
            return;  // what it credits is a picture
        else if ((marks & mark_standfirst) != 0 && article.standfirst.empty())
            article.standfirst = flow_.words(passage);
        else if (!choices_[at].taken && at != headline_ && article.head_lines.size() < most_lines &&
                 ((marks & mark_byline) != 0 || (at >= begin && at < first_taken && (marks & mark_outside) == 0)))
            article.head_lines.push_back(flow_.words(passage));
    }

    /// Lines that may tell when the report was published, and no more: some pages set them as a heading or a paragraph,
    /// or, between headline and text, in what they call a sidebar. What else stands beside the report has days of its
    /// own (a related story's, the reader's), and so has a page's head.
    void look_for_days(std::uint32_t begin, std::uint32_t first_taken, Article& article) const {
        const auto end = std::min(last(article.node), first_taken + lines_below_standfirst);
        for (std::uint32_t at = first_above(begin); at < end; ++at) {
            const std::string_view words = flow_.words(passages_[at]);
            Marks unfit = mark_embed;
            if (at < begin || at >= first_taken || is_beside_report(passages_[at].node))
                unfit |= mark_outside;
            if (at < begin ||
                at >= first_taken)  // between headline and text stand no comments, whatever they are called
                unfit |= mark_comments;
            if (other_story_[passages_[at].node] || is_page_head(passages_[at].node))
                continue;
            if (at != headline_ && words.size() <= (at < begin ? longest_line_above : longest_dated_line) &&
                (marks_of(passages_[at]) & unfit) == 0 && words.find_first_of("0123456789") != std::string_view::npos)
                article.dated_lines.push_back(words);
        }
    }

    /// Marks what stands within an <article> that holds neither the headline nor the first of the text: another story.
    void find_other_stories(std::uint32_t first_taken) {
        other_story_.assign(tree_.size(), false);
        for (std::uint32_t at = 1; at < tree_.size(); ++at)
            other_story_[at] = other_story_[tree_[at].parent] ||
                               (tree_[at].tag == GUMBO_TAG_ARTICLE && !holds(at, headline_) && !holds(at, first_taken));
    }

    /// True within an <aside> or the like, and within an element that is called so and leads to other pages.
    bool is_beside_report(std::uint32_t node) const {
        std::uint32_t outermost = node;
        for (; node != 0 && (settled_[node] & mark_outside) != 0; node = tree_[node].parent) {
            const GumboTag tag = tree_[node].tag;
            if (tag == GUMBO_TAG_ASIDE || tag == GUMBO_TAG_NAV || tag == GUMBO_TAG_FOOTER)
                return true;
            outermost = node;
        }
        return std::any_of(passages_.begin() + first(outermost), passages_.begin() + last(outermost),
                           [](const Passage& passage) { return passage.links > 0; });
    }

    bool is_in_aside(std::uint32_t node) const {
        while (node != 0 && tree_[node].tag != GUMBO_TAG_ASIDE)
            node = tree_[node].parent;
        return node != 0;
    }

    /// True within a <header> above the headline that does not hold it.
    bool is_page_head(std::uint32_t node) const {
        for (; node != 0; node = tree_[node].parent)
            if (tree_[node].tag == GUMBO_TAG_HEADER && headline_ != none && last(node) <= headline_)
                return true;
        return false;
    }

    bool holds(std::uint32_t node, std::uint32_t passage) const {
        return passage != none && first(node) <= passage && passage < last(node);
    }

    /// The first line to be looked at above the headline: a few, or more where one element, an article or its header,
    /// holds them with the headline.
    std::uint32_t first_above(std::uint32_t begin) const {
        const std::uint32_t nearest = begin > lines_above_headline ? begin - lines_above_headline : 0;
        if (headline_ == none)
            return nearest;
        std::uint32_t node = passages_[headline_].node;
        while (node != 0 && tree_[node].tag != GUMBO_TAG_ARTICLE && tree_[node].tag != GUMBO_TAG_HEADER)
            node = tree_[node].parent;
        if (node == 0)
            return nearest;
        const std::uint32_t furthest = begin > lines_in_header ? begin - lines_in_header : 0;
        return std::min(nearest, std::max(furthest, first(node)));
    }

    /// Where some pages tell when the report was published first; not what stands beside it or in another story.
    void look_behind(Article& article) const {
        std::uint32_t at = static_cast<std::uint32_t>(choices_.size());
        while (at > 0 && !is_body(at - 1))
            --at;
        const auto end = std::min(static_cast<std::uint32_t>(choices_.size()), at + lines_behind_text);
        for (; at < end; ++at)
            if (passages_[at].span.size() <= longest_line_behind && (marks_of(passages_[at]) & mark_comments) == 0 &&
                !other_story_[passages_[at].node] && !is_in_aside(passages_[at].node))
                article.tail_lines.push_back(flow_.words(passages_[at]));
    }

    static constexpr std::uint32_t lines_above_headline = 6, lines_below_headline = 12, lines_behind_text = 12,
                                   lines_in_header = 16, lines_below_standfirst = 4;
    static constexpr std::size_t longest_line_above = 60, longest_dated_line = 90, longest_line_behind = 300;
    static constexpr std::size_t longest_line = 600, most_lines = 24, most_times = 8;

    /// The outermost element that makes a passage part of a post.
    std::uint32_t post_of(std::size_t at) const {
        std::uint32_t node = passages_[at].node;
        while (node != 0 && (settled_[tree_[node].parent] & mark_embed) != 0)
            node = tree_[node].parent;
        return node;
    }

    /// True when the passage belongs to the post that the one before it belongs to.
    bool continues_post(std::size_t at) const {
        return at > 0 && choices_[at].kind == BlockKind::embed && choices_[at - 1].taken &&
               choices_[at - 1].kind == BlockKind::embed && post_of(at) == post_of(at - 1);
    }

    const Tree& tree_;
    const Flow& flow_;
    const ArticleHints& hints_;
    const std::vector<Passage>& passages_;
    std::uint32_t headline_ = none;
    bool headline_is_titled_ = false;
    std::vector<std::uint32_t> linked_;      // by passage: its code points within links that lead away
    std::vector<std::int64_t> text_before_;  // running text before each passage, in code points
    std::vector<Marks> settled_;             // by node
    PageFacts page_;
    std::vector<PassageFacts> facts_;  // by passage
    std::vector<Choice> choices_;      // by passage
    std::vector<bool> other_story_;    // by node
};

}  // namespace

Article find_article(const Tree& tree, const Flow& flow, const ArticleHints& hints, const PassageWeights& weights) {
    return ArticleFinder(tree, flow, hints).find(weights);
}

std::vector<PassageAnswers> describe_passages(const Tree& tree, const Flow& flow, const ArticleHints& hints) {
    ArticleFinder finder(tree, flow, hints);
    finder.look_at_passages();
    const PassageDescriber describer = finder.describer();
    std::vector<PassageAnswers> answers;
    for (std::uint32_t at = 0; at < flow.passages.size(); ++at)
        answers.push_back(describer.answers(at));
    return answers;
}

}  // namespace recount::html
