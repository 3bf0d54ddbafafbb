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

    /// Whether the block ends within a quotation. `open_before` tells that the block before it did.
    bool run(bool open_before) {
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
        if (open_before && first_found_ != no_index && found_[first_found_].open == begin_)
            found_[first_found_].continues = true;
        return is_open_;
    }

private:
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

    /// A double mark opens where it has a blank before it and none behind, and closes the other way round; its shape
    /// decides when blanks do not.
    bool opens(const Mark& mark) const {
        if (mark.behind == end_)
            return false;
        if (is_open_) {
            // “… scenes, “she said: behind a comma or stop, with words that do not begin a sentence, it closes what is
            // open.
            if (mark.shape == Shape::opening && mark.blank_before && !mark.blank_behind)
                return !(is_stop(mark.token - 1) && !tokens_[mark.behind].capitalised);
            return false;
        }
        if (mark.blank_before != mark.blank_behind)
            return mark.blank_before;
        return mark.shape == Shape::opening || (mark.shape == Shape::straight && mark.token > begin_ &&
                                                tokens_[mark.token - 1].kind == TokenKind::punctuation);
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
            return open(mark);
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

}  // namespace

std::vector<Quotation> find_quotations(const AnnotatedReport& report) {
    std::vector<Quotation> found;
    const auto& sentences = report.layers.sentences;
    bool open = false;
    for (std::size_t first = 0; first < sentences.size();) {
        std::size_t last = first;
        while (last + 1 < sentences.size() && sentences[last + 1].block == sentences[first].block)
            ++last;
        const std::size_t before = found.size();
        const bool was_open = open;
        open = BlockQuotations(report, sentences[first].first_token, sentences[last].end_token, sentences[first].block,
                               found)
                   .run(open);
        if (was_open && (found.size() == before || !found[before].continues))
            end_with_sentence(report, found[before - 1]);
        first = last + 1;
    }
    if (open)
        end_with_sentence(report, found.back());
    return found;
}

}  // namespace recount
