#include "read/posts.h"

#include <algorithm>
#include <cctype>

namespace recount {

namespace {

struct PostEnd {
    Filling filling;
    std::size_t line = 0;
    bool silent = false;  // the post may have no words
};

/// The end of a post in a line; of dashes that could begin it, the last one ("up – and away — Name (@name) ...").
std::optional<Filling> find_end(const PatternText& text, const Line& line, const std::vector<Pattern>& patterns,
                                const Lexicon& lexicon) {
    for (const Pattern& pattern : patterns) {
        if (!pattern.possible(line))
            continue;
        auto found = pattern.find(text, line.span, lexicon);
        if (!found)
            continue;
        while (auto later = pattern.find(text, {found->whole.start + 1, found->whole.end}, lexicon))
            found = std::move(later);
        return found;
    }
    return std::nullopt;
}

/// Ends a line behind `end`; what follows becomes the next line.
void cut_line(const PatternText& text, std::vector<Line>& lines, std::size_t at, std::uint32_t end) {
    const Span rest = trimmed(text.text, {end, lines[at].span.end});
    lines[at].span.end = end;
    measure(text.lowered, lines[at]);
    if (rest.size() < 2)
        return;
    Line next{rest, lines[at].group, {}, 0};
    measure(text.lowered, next);
    lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at) + 1, std::move(next));
}

bool is_word_byte(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80;
}

bool has_word(std::string_view line, std::string_view word) {
    for (std::size_t at = line.find(word); at != std::string_view::npos; at = line.find(word, at + 1))
        if ((at == 0 || !is_word_byte(line[at - 1])) &&
            (at + word.size() == line.size() || !is_word_byte(line[at + word.size()])))
            return true;
    return false;
}

bool has_any_word(std::string_view line, const std::vector<std::string>& words) {
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) { return has_word(line, word); });
}

bool has_mark(std::string_view line, const std::vector<std::string>& marks) {
    return std::any_of(marks.begin(), marks.end(),
                       [&](const std::string& mark) { return line.find(mark) != std::string_view::npos; });
}

/// Characters of a line as a post counts them: addresses of pictures and pages do not count.
std::size_t post_characters(std::string_view line) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < line.size();) {
        const std::size_t blank = std::min(line.find(' ', at), line.size());
        const std::string_view word = line.substr(at, blank - at);
        if (word.find("://") == std::string_view::npos && word.find(".com/") == std::string_view::npos &&
            word.find(".co/") == std::string_view::npos)
            count += 1 + static_cast<std::size_t>(std::count_if(word.begin(), word.end(), [](char c) {
                         return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
                     }));
        at = blank + 1;
    }
    return count;
}

bool ends_sentence(std::string_view line) {
    while (!line.empty() && (line.back() == '"' || line.back() == '\'' || line.back() == ')'))
        line.remove_suffix(1);
    return line.empty() || line.back() == '.' || line.back() == '!' || line.back() == '?' || line.ends_with("\u2026");
}

/// Walks up from the line with a post's end and says how far the post reaches.
class PostTop {
public:
    PostTop(const PatternText& text, const std::vector<Line>& lines, const ReadWording& wording)
        : text_(text), lines_(lines), wording_(wording) {}

    /// The first line of the post that ends with `end`; lines before `free` belong to something else.
    std::size_t find(const PostEnd& end, std::size_t free) const {
        for (std::size_t above = end.line; above-- > free && end.line - above <= wording_.post_most_lines;)
            if (has_mark(lines_[above].words, wording_.post_opens))
                return above;
        const std::string own = canonical_line(
            slice(text_.lowered, trimmed(text_.text, {lines_[end.line].span.start, end.filling.whole.start})));
        const std::size_t limit = end.filling.date < wording_.post_earlier_until ? wording_.post_earlier_characters
                                                                                 : wording_.post_most_characters;
        std::size_t used = post_characters(own), top = end.line;
        std::string_view below = own;
        while (top > free) {
            const Line& above = lines_[top - 1];
            used += post_characters(above.words);
            const bool must =
                below.empty() && !end.silent;  // the author's line stands by itself: the post's words stand above it
            if (above.words.ends_with(':') ||
                (!must && (used > limit || !continues(above, below, lines_[top].span.start, end.silent))))
                break;
            --top;
            below = above.words;
        }
        return top;
    }

private:
    /// True when the post whose words so far are `below`, from below_start on, goes on upwards into `above`.
    bool continues(const Line& above, std::string_view below, std::uint32_t below_start, bool silent) const {
        if (has_any_word(above.words, wording_.post_tells) || wording_.captions.match(above) ||
            wording_.links.match(above) || wording_.furniture.match(above))
            return false;
        const bool below_is_tail = post_characters(below) < wording_.post_tail_characters ||
                                   std::islower(static_cast<unsigned char>(text_.text[below_start]));
        if (has_mark(above.words, wording_.post_marks) ||
            (below_is_tail && !silent && post_characters(above.words) <= wording_.post_line_characters))
            return true;
        return !silent && !ends_sentence(above.words) &&
               above.count > wording_.heading_most_words;  // a short one is a heading
    }

    const PatternText& text_;
    const std::vector<Line>& lines_;
    const ReadWording& wording_;
};

Block post_block(const PatternText& text, const Filling& end, std::uint32_t start) {
    Block block{{start, end.whole.end},
                BlockKind::embed,
                false,
                std::string(slice(text.text, end.author)),
                end.author,
                end.date,
                end.date_span};
    return block;
}

}  // namespace

void sign_post(const PatternText& text, Block& post, const ReadWording& wording) {
    Line line{post.span, 0, {}, 0};
    measure(text.lowered, line);
    for (const auto* ends : {&wording.post_ends, &wording.post_silent_ends})
        if (const auto end = find_end(text, line, *ends, wording.lexicon)) {
            const Span span = post.span;
            post = post_block(text, *end, span.start);
            post.span = span;
            return;
        }
}

std::vector<Post> find_posts(const PatternText& text, std::vector<Line>& lines, const ReadWording& wording) {
    std::vector<Post> posts;
    std::size_t free = 0;
    for (std::size_t at = 0; at < lines.size(); ++at) {
        PostEnd end{{}, at, false};
        if (auto found = find_end(text, lines[at], wording.post_ends, wording.lexicon))
            end.filling = std::move(*found);
        else if (auto silent = find_end(text, lines[at], wording.post_silent_ends, wording.lexicon))
            end = {std::move(*silent), at, true};
        else
            continue;
        cut_line(text, lines, at, end.filling.whole.end);
        const std::size_t top = PostTop(text, lines, wording).find(end, free);
        posts.push_back({post_block(text, end.filling, lines[top].span.start), top, at});
        free = at + 1;
    }
    return posts;
}

}  // namespace recount
