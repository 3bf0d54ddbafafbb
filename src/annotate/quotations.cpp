#include "annotate/quotations.h"

#include <algorithm>

namespace recount {

namespace {

enum class Shape : std::uint8_t { none, straight, opening, closing };

/// One mark: a quote token, or two single ones that stand together and make a double one.
struct Mark {
    std::uint32_t token = 0, behind = 0;
    Shape shape = Shape::none;
    bool single = false;
    bool blank_before = false, blank_behind = false;
};

/// Finds the quotations of one block: tokens [begin, end).
class BlockQuotations {
public:
    BlockQuotations(const AnnotatedReport& report, std::uint32_t begin, std::uint32_t end, std::uint32_t block,
                    std::vector<Quotation>& found)
        : report_(report), tokens_(report.layers.tokens), begin_(begin), end_(end), block_(block), found_(found) {}

    /// How the text goes into the block: out of quotations; with one that the block before left open, which an opening
    /// mark takes up; within one that this block goes on with, mark or no mark.
    enum class Before : std::uint8_t { nothing, open, within };

    /// Whether the block ends within a quotation.
    bool run(Before before) {
        if (before == Before::within)
            go_on();
        for (std::uint32_t at = begin_; at < end_;) {
            if (tokens_[at].kind != TokenKind::quote) {
                ++at;
                continue;
            }
            const Mark mark = mark_at(at);
            at = mark.single ? single(mark) : double_(mark);
        }
        if (is_open_)
            close(end_, end_);
        if (before != Before::nothing && first_found_ != no_index && found_[first_found_].open == begin_)
            found_[first_found_].continues = true;
        return is_open_;
    }

    std::uint32_t block() const { return block_; }

    /// What the block's first double mark does: 1 opens, -1 closes, 0 where there is none or it cannot be told.
    int first_mark() const {
        for (std::uint32_t at = begin_; at < end_;) {
            if (tokens_[at].kind != TokenKind::quote) {
                ++at;
                continue;
            }
            const Mark mark = mark_at(at);
            if (!mark.single)
                return mark.blank_before == mark.blank_behind ? 0 : mark.blank_before ? 1 : -1;
            at = mark.behind;
        }
        return 0;
    }

private:
    void go_on() {
        is_open_ = true;
        current_ = {};
        current_.open = current_.first = begin_;
        current_.block = block_;
    }

    Shape shape_of(std::uint32_t token, bool& single) const {
        const std::string_view mark = report_.words(tokens_[token].span());
        single = mark == "'" || mark == "\u2018" || mark == "\u2019" || mark == "\u201A" || mark == "\u201B" ||
                 mark == "`" || mark == "\u2039" || mark == "\u203A";
        if (mark == "\u201C" || mark == "\u2018" || mark == "\u201E" || mark == "\u201A" || mark == "\u00AB" ||
            mark == "\u2039" || mark == "`")
            return Shape::opening;
        if (mark == "\u201D" || mark == "\u2019" || mark == "\u00BB" || mark == "\u203A")
            return Shape::closing;
        return mark == "'" || mark == "\"" ? Shape::straight : Shape::none;
    }

    Mark mark_at(std::uint32_t at) const {
        Mark mark;
        mark.token = at;
        mark.shape = shape_of(at, mark.single);
        mark.behind = at + 1;
        if (mark.single && mark.behind < end_ && tokens_[mark.behind].kind == TokenKind::quote &&
            !tokens_[mark.behind].space_before) {
            bool other_single = false;
            if (shape_of(mark.behind, other_single) == mark.shape && other_single) {
                mark.single = false;
                ++mark.behind;
            }
        }
        mark.blank_before = at == begin_ || tokens_[at].space_before || opens_bracket(at - 1);
        mark.blank_behind = mark.behind == end_ || tokens_[mark.behind].space_before;
        return mark;
    }

    bool opens_bracket(std::uint32_t token) const {
        const std::string_view mark = report_.words(tokens_[token].span());
        return mark == "(" || mark == "[" || mark == "-" || mark == "\u2013" || mark == "\u2014" || mark == "--" ||
               mark == "/";
    }

    bool is_stop(std::uint32_t token) const {
        const std::string_view mark = report_.words(tokens_[token].span());
        return mark == "." || mark == "," || mark == "!" || mark == "?" || mark == "\u2026" || mark == "..." ||
               mark == ";" || mark == ":" || mark == "\u2014";
    }

    bool ends_sentence(std::uint32_t token) const {
        const std::string_view mark = report_.words(tokens_[token].span());
        return mark == "." || mark == "!" || mark == "?" || mark == "\u2026" || mark == "...";
    }

    /// A double mark opens where it has a blank before it and none behind, and closes the other way round; its shape
    /// decides when blanks do not.
    bool opens(const Mark& mark) const {
        if (mark.behind == end_)
            return false;
        if (is_open_) {
            // “… scenes, “she said: behind a comma or stop, with words that do not begin a sentence, it closes what is
            // open.
            if (!mark.blank_before || mark.blank_behind || mark.shape == Shape::closing)
                return false;
            const bool capitalised = tokens_[mark.behind].capitalised;
            return mark.shape == Shape::opening ? capitalised || !is_stop(mark.token - 1)
                                                : capitalised && ends_sentence(mark.token - 1);
        }
        if (mark.blank_before != mark.blank_behind)
            return mark.blank_before;
        if (mark.shape == Shape::straight && mark.blank_before && next_closes(mark.behind))
            return true;
        return mark.shape == Shape::opening || (mark.shape == Shape::straight && mark.token > begin_ &&
                                                tokens_[mark.token - 1].kind == TokenKind::punctuation);
    }

    /// Whether the next double mark from `at` on stands right behind a word and before a blank.
    bool next_closes(std::uint32_t at) const {
        while (at < end_) {
            if (tokens_[at].kind != TokenKind::quote) {
                ++at;
                continue;
            }
            const Mark next = mark_at(at);
            if (!next.single)
                return !next.blank_before && next.blank_behind;
            at = next.behind;
        }
        return false;
    }

    std::uint32_t double_(const Mark& mark) {
        const bool opening = opens(mark);
        if (!is_open_ && opening)
            return open(mark);
        if (is_open_ && !opening) {
            if (!mark.single || !single_) {
                close(mark.token, mark.behind);
                is_open_ = false;
            }
            return mark.behind;
        }
        if (is_open_ && opening && !single_) {  // opened again though never closed: what was open ended before
            close(mark.token, mark.token);
            const std::uint32_t inside = open(mark);
            // "... was avoidable. "Thus": paragraphs that were joined to one, each with its mark
            current_.continues = ends_sentence(mark.token - 1) && tokens_[inside].capitalised;
            return inside;
        }
        return mark.behind;
    }

    /// Single marks quote only outside of double ones, and only where a closing one follows in the block.
    std::uint32_t single(const Mark& mark) {
        if (is_open_ || !mark.blank_before || mark.blank_behind || mark.behind >= end_ || mark.shape == Shape::closing)
            return mark.behind;
        const std::uint32_t closing = closing_single(mark.behind, mark.shape);
        if (closing == end_)
            return mark.behind;
        open(mark);
        close(closing, closing + 1);
        is_open_ = false;
        return closing + 1;
    }

    /// The mark that closes a single quotation: behind a stop or before one at best, else the last that stands behind a
    /// word before the next one opens ("the girls' school" closes nothing as long as a better one follows). end_ when
    /// there is none.
    std::uint32_t closing_single(std::uint32_t from, Shape opening) {
        if (no_closing_from_ != no_index && from >= no_closing_from_)
            return end_;
        std::uint32_t best = end_;
        for (std::uint32_t at = from; at < end_; ++at) {
            if (tokens_[at].kind != TokenKind::quote)
                continue;
            const Mark mark = mark_at(at);
            if (!mark.single)
                continue;
            const bool closes =
                (!mark.blank_before || (at > from && is_stop(at - 1))) &&
                (mark.blank_behind || is_stop(mark.behind) || tokens_[mark.behind].kind != TokenKind::word);
            if (mark.shape == Shape::closing && opening == Shape::straight)
                continue;
            if (!closes) {
                if (mark.blank_before && mark.shape != Shape::closing && best != end_)
                    return best;
                continue;
            }
            if (is_stop(at - 1) || (mark.behind < end_ && is_stop(mark.behind)) || mark.behind == end_)
                return at;
            const std::string_view before = report_.lowered(tokens_[at - 1].span());
            if (best == end_ || !before.ends_with('s'))
                best = at;
            if (!before.ends_with('s'))
                return best;
        }
        if (best == end_)
            no_closing_from_ = from;
        return best;
    }

    std::uint32_t open(const Mark& mark) {
        is_open_ = true;
        single_ = mark.single;
        current_ = {};
        current_.open = mark.token;
        current_.first = mark.behind;
        current_.block = block_;
        return mark.behind;
    }

    void close(std::uint32_t end, std::uint32_t behind) {
        current_.end = end;
        current_.behind = behind;
        if (current_.end > current_.first) {
            if (first_found_ == no_index)
                first_found_ = static_cast<std::uint32_t>(found_.size());
            found_.push_back(current_);
        }
    }

    const AnnotatedReport& report_;
    Tokens tokens_;
    std::uint32_t begin_, end_, block_;
    std::vector<Quotation>& found_;
    Quotation current_;
    std::uint32_t first_found_ = no_index;
    std::uint32_t no_closing_from_ = no_index;  // no single mark from here on closes anything
    bool is_open_ = false, single_ = false;
};

/// A mark within a sentence that nothing closes quotes to the end of that sentence; one that begins a block, the whole
/// block.
void end_with_sentence(const AnnotatedReport& report, Quotation& quotation) {
    const auto& sentences = report.layers.sentences;
    const auto sentence = std::partition_point(sentences.begin(), sentences.end(),
                                               [&](const Sentence& s) { return s.end_token <= quotation.first; });
    const bool begins_block = quotation.open == sentence->first_token &&
                              (sentence == sentences.begin() || (sentence - 1)->block != sentence->block);
    if (!begins_block)
        quotation.end = quotation.behind = std::min(quotation.end, sentence->end_token);
}

/// Where each line of a report stands for itself, a quotation goes on over lines without marks: to the block that
/// closes what `open` left open, by its first mark. `open` where none near it does.
std::size_t closing_block(const AnnotatedReport& report, const std::vector<BlockQuotations>& blocks, std::size_t open) {
    constexpr std::size_t longest = 12;  // blocks
    const auto kind = [&](std::size_t i) { return report.report.blocks[blocks[i].block()].kind; };
    for (std::size_t i = open + 1; i < blocks.size() && i <= open + longest && kind(i) == kind(open); ++i)
        if (const int mark = blocks[i].first_mark())
            return mark < 0 ? i : open;
    return open;
}

}  // namespace

std::vector<Quotation> find_quotations(const AnnotatedReport& report) {
    std::vector<Quotation> found;
    std::vector<BlockQuotations> blocks;
    const auto& sentences = report.layers.sentences;
    for (std::size_t first = 0; first < sentences.size();) {
        std::size_t last = first;
        while (last + 1 < sentences.size() && sentences[last + 1].block == sentences[first].block)
            ++last;
        blocks.emplace_back(report, sentences[first].first_token, sentences[last].end_token, sentences[first].block,
                            found);
        first = last + 1;
    }
    bool open = false;
    std::size_t closing = 0;  // up to this block a quotation goes on
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const std::size_t before = found.size();
        const bool was_open = open;
        const bool within = i > 0 && i <= closing;
        using Before = BlockQuotations::Before;
        open = blocks[i].run(within ? Before::within : was_open ? Before::open : Before::nothing);
        const bool goes_on = was_open && found.size() > before && found[before].continues;
        if (was_open && !goes_on && !within) {
            end_with_sentence(report, found[before - 1]);
        } else if (within && goes_on) {
            found[before - 1].end = found[before].end;
            found[before - 1].behind = found[before].behind;
            found.erase(found.begin() + static_cast<std::ptrdiff_t>(before));
        }
        if (open && i >= closing)
            closing = closing_block(report, blocks, i);
    }
    if (open)
        end_with_sentence(report, found.back());
    return found;
}

}  // namespace recount
