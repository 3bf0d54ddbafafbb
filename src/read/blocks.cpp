#include "read/blocks.h"

#include <algorithm>
#include <array>

#include "read/lines.h"
#include "read/posts.h"
#include "text/utf8.h"

namespace recount {

namespace {

/// How many of the first and last lines are looked at for what states day, outlet and agencies.
constexpr std::size_t head_lines = 5;
constexpr std::size_t tail_lines = 6;
constexpr std::size_t most_credit_words = 14;
constexpr std::uint32_t longest_tail = 120;  // bytes
constexpr std::size_t link_words = 16;       // that a headline among links has at most

/// A stretch of the text on its way to being a block.
struct Stretch {
    Line line;
    BlockKind kind = BlockKind::paragraph;
    bool decided = false;
    bool repeated = false;
    const Block* post = nullptr;
};

/// The last character that is no closing mark; '\0' where there is none.
char last_character(std::string_view words) {
    const std::size_t last = words.find_last_not_of("\"') ]");
    return last == std::string_view::npos ? '\0' : words[last];
}

bool ends_like_sentence(std::string_view words) {
    const char last = last_character(words);
    return std::string_view(".!?:;,").find(last) != std::string_view::npos ||
           words.find("\u2026", words.size() < 5 ? 0 : words.size() - 5) != std::string_view::npos;
}

bool has_letters(std::string_view words) {
    return std::any_of(words.begin(), words.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    });
}

/// "• item", "* item", "- item", "3. item": how long the mark is, 0 where there is none. "- item -" is a heading.
std::size_t list_mark(std::string_view words) {
    for (const std::string_view mark : {"\u2022 ", "\u00B7 ", "\u25AA ", "\u25CF ", "* "})
        if (words.starts_with(mark))
            return mark.size();
    if (words.starts_with("- ") && !words.ends_with(" -"))
        return 2;
    const std::size_t digits = std::min(words.find_first_not_of("0123456789"), words.size());
    const bool numbered = digits > 0 && digits < 3 && digits + 1 < words.size() &&
                          (words[digits] == '.' || words[digits] == ')') && words[digits + 1] == ' ';
    return numbered ? digits + 2 : 0;
}

class BlockFinder {
public:
    BlockFinder(std::string_view content, std::string_view lowered, std::string_view known_outlet,
                const ReadWording& wording, Stated& stated)
        : text_{content, lowered}, known_outlet_(known_outlet), wording_(wording), stated_(stated) {}

    std::vector<Block> find(Span text, const std::vector<Block>& marked) {
        std::vector<Line> lines = lines_around(text, marked);
        join_wrapped_lines(text_.text, text_.lowered, lines);
        const std::vector<Post> posts = find_posts(text_, lines, wording_);
        make_stretches(lines, posts);
        add_marked(marked);
        find_stated_day();
        for (Stretch& stretch : stretches_)
            if (!stretch.decided)
                decide_by_phrases(stretch);
        find_repeats();
        find_credits_at_end();
        find_captions();
        find_credits_at_head();
        find_masthead();
        find_lists();
        find_link_lists();
        find_galleries();
        find_unstopped(text);
        find_headings();
        return blocks();
    }

    std::vector<Block> refine(const std::vector<Block>& given) {
        posts_.reserve(given.size());
        for (const Block& block : given) {
            Stretch stretch;
            stretch.line.span = block.span;
            measure(text_.lowered, stretch.line);
            stretch.kind = block.kind;
            stretch.decided = block.kind == BlockKind::caption || block.kind == BlockKind::table ||
                              block.kind == BlockKind::link || block.kind == BlockKind::furniture;
            if (block.kind == BlockKind::embed) {
                posts_.push_back(block);
                sign_post(text_, posts_.back(), wording_);
                stretch.post = &posts_.back();
                stretch.decided = true;
            }
            stretches_.push_back(std::move(stretch));
        }
        find_stated_day();
        for (Stretch& stretch : stretches_)
            if (!stretch.decided)
                decide_by_phrases(stretch);
        find_repeats();
        find_credits_at_end();
        find_credits_at_head();
        return blocks();
    }

    /// True where the whole text is a line of that form that names an agency, which is credited.
    bool read_credit_line(const std::vector<Pattern>& forms) {
        Line line{trimmed(text_.text, {0, static_cast<std::uint32_t>(text_.text.size())}), 0, {}, 0};
        measure(text_.lowered, line);
        if (line.count == 0 || line.count > most_credit_words)
            return false;
        const auto filling = match_any(forms, line, true);
        if (!filling || filling->agencies.empty())
            return false;
        credit(*filling);
        return true;
    }

    void read_line_behind() {
        Line line{trimmed(text_.text, {0, static_cast<std::uint32_t>(text_.text.size())}), 0, {}, 0};
        measure(text_.lowered, line);
        if (line.count == 0)
            return;
        if (const auto source = match_any(wording_.caption_sources, line, true); source && !source->agencies.empty())
            return credit(*source);
        for (const Pattern& pattern : wording_.credits_within)
            if (pattern.possible(line))
                if (const auto filling = pattern.find(text_, line.span, wording_.lexicon);
                    filling && !filling->agencies.empty())
                    return credit(*filling);
        credit_earlier_outlet(line);
    }

private:
    /// The lines that stand before, between and behind the marked blocks; none of either side belong together.
    std::vector<Line> lines_around(Span text, const std::vector<Block>& marked) const {
        std::vector<Line> lines;
        std::uint32_t start = text.start, groups = 0;
        for (std::size_t i = 0; i <= marked.size(); ++i) {
            const std::uint32_t end = i < marked.size() ? marked[i].span.start : text.end;
            for (Line& line : split_lines(text_.lowered, {start, end})) {
                line.group += groups;
                lines.push_back(std::move(line));
            }
            groups = lines.empty() ? 0 : lines.back().group + 1;
            start = i < marked.size() ? marked[i].span.end : end;
        }
        return lines;
    }

    void add_marked(const std::vector<Block>& marked) {
        for (const Block& block : marked) {
            Stretch stretch;
            stretch.line.span = block.span;
            measure(text_.lowered, stretch.line);
            stretch.kind = block.kind;
            stretch.decided = true;
            stretch.post = block.kind == BlockKind::embed ? &block : nullptr;
            stretches_.push_back(std::move(stretch));
        }
        std::stable_sort(stretches_.begin(), stretches_.end(), [](const Stretch& one, const Stretch& other) {
            return one.line.span.start < other.line.span.start;
        });
    }

    void make_stretches(std::vector<Line>& lines, const std::vector<Post>& posts) {
        std::size_t next = 0;
        for (std::size_t at = 0; at < lines.size(); ++at) {
            Stretch stretch;
            if (next < posts.size() && posts[next].first_line == at) {
                stretch.post = &posts[next].block;
                stretch.kind = BlockKind::embed;
                stretch.decided = true;
                at = posts[next++].last_line;
            }
            stretch.line = std::move(lines[at]);
            if (stretch.post)
                stretch.line.span = stretch.post->span;
            stretches_.push_back(std::move(stretch));
        }
    }

    void decide(Stretch& stretch, BlockKind kind) {
        stretch.kind = kind;
        stretch.decided = true;
    }

    std::optional<Filling> match_any(const std::vector<Pattern>& patterns, const Line& line, bool to_end) const {
        for (const Pattern& pattern : patterns)
            if (pattern.possible(line))
                if (auto filling = pattern.match(text_, line.span, to_end, wording_.lexicon))
                    return filling;
        return std::nullopt;
    }

    // ---- the day that the text states at its head

    void find_stated_day() {
        for (std::size_t at = 0; at < stretches_.size() && at < head_lines; ++at) {
            Stretch& stretch = stretches_[at];
            if (stretch.decided)
                continue;
            if (const auto whole = match_any(wording_.date_lines, stretch.line, true)) {
                state_day(*whole);
                credit(*whole);
            } else if (const auto head = match_any(wording_.date_heads, stretch.line, false)) {
                state_day(*head);
                const Span rest = trimmed(text_.text, {head->whole.end, stretch.line.span.end});
                if (std::count(text_.text.begin() + rest.start, text_.text.begin() + rest.end, ' ') >
                    3)  // less is the time of day
                    cut(at, head->whole.end);
            } else if (const auto dateline = match_any(wording_.dated_heads, stretch.line, false)) {
                return state_day(*dateline);  // it opens a paragraph, which stays one
            } else {
                continue;
            }
            return decide(stretches_[at], BlockKind::furniture);
        }
    }

    void state_day(const Filling& filling) {
        if (!filling.date)
            return;
        stated_.published = WrittenDay{*filling.date, filling.date_span.end};
        stated_.published_start = filling.date_span.start;
    }

    /// Ends a stretch at `end`; what follows is a stretch of its own.
    void cut(std::size_t at, std::uint32_t end) {
        const Span rest = trimmed(text_.text, {end, stretches_[at].line.span.end});
        stretches_[at].line.span = trimmed(text_.text, {stretches_[at].line.span.start, end});
        measure(text_.lowered, stretches_[at].line);
        if (rest.empty())
            return;
        Stretch next;
        next.line.span = rest;
        next.line.group = stretches_[at].line.group;
        measure(text_.lowered, next.line);
        stretches_.insert(stretches_.begin() + static_cast<std::ptrdiff_t>(at) + 1, std::move(next));
    }

    // ---- lines that their phrases give away

    void decide_by_phrases(Stretch& stretch) {
        const Line& line = stretch.line;
        if (!has_letters(line.words) || wording_.furniture.match(line) ||
            match_any(wording_.furniture_patterns, line, true))
            return decide(stretch, BlockKind::furniture);
        if (wording_.links.match(line) ||
            (line.count <= wording_.heading_most_words * 2 && !ends_like_sentence(line.words) &&
             match_any(wording_.link_patterns, line, true)))
            return decide(stretch, BlockKind::link);
        if (wording_.captions.match(line) || match_any(wording_.caption_patterns, line, true) ||
            ends_with_photo_credit(line))
            decide(stretch, BlockKind::caption);
    }

    /// "... Photo: Anna Orlo/Reuters": a credit's words stand among the last ones.
    bool ends_with_photo_credit(const Line& line) const {
        if (line.count > wording_.captions.most_words)
            return false;
        std::size_t from = line.words.size(), blanks = 0;
        while (from > 0 && blanks <= wording_.caption_credit_words)
            blanks += line.words[--from] == ' ';
        const std::string_view tail = std::string_view(line.words).substr(from);
        return std::any_of(wording_.caption_credits.begin(), wording_.caption_credits.end(),
                           [&](const std::string& credit) {
                               return line.pairs.may_hold(credit) && tail.find(credit) != std::string_view::npos;
                           });
    }

    // ---- lines that stand there twice

    /// The words of a line for comparison, without the credit that may end it.
    std::string_view comparable(const Line& line) const {
        std::string_view words = line.words;
        const std::size_t open = words.ends_with(')')   ? words.rfind('(')
                                 : words.ends_with(']') ? words.rfind('[')
                                                        : std::string_view::npos;
        if (open != std::string_view::npos && open > 20)
            words = words.substr(0, open);
        while (!words.empty() && (words.back() == ' ' || words.back() == '.'))
            words.remove_suffix(1);
        return words;
    }

    /// A later line with the words of an earlier one repeats it. Where the two stand next to each other they are a
    /// picture's caption: no paragraph is printed twice in a row.
    void find_repeats() {
        std::vector<std::pair<std::string_view, std::size_t>> sorted;
        for (std::size_t at = 0; at < stretches_.size(); ++at)
            if (stretches_[at].line.count >= 4 && !stretches_[at].post && stretches_[at].kind != BlockKind::furniture &&
                stretches_[at].kind != BlockKind::link)
                sorted.emplace_back(comparable(stretches_[at].line), at);
        std::sort(sorted.begin(), sorted.end());
        for (std::size_t i = 1; i < sorted.size(); ++i) {
            if (sorted[i].first != sorted[i - 1].first)
                continue;
            Stretch& earlier = stretches_[sorted[i - 1].second];
            Stretch& later = stretches_[sorted[i].second];
            later.repeated = true;
            const bool is_caption = earlier.kind == BlockKind::caption || later.kind == BlockKind::caption ||
                                    sorted[i].second == sorted[i - 1].second + 1;
            if (is_caption && !earlier.decided)
                decide(earlier, BlockKind::caption);
            if (is_caption && !later.decided)
                decide(later, BlockKind::caption);
        }
    }

    // ---- credits

    void credit(const Filling& filling) {
        const std::string_view outlet = slice(text_.text, filling.outlet);
        if (stated_.outlet.empty() && !outlet.empty())
            stated_.outlet = outlet;
        for (const std::uint32_t agency : filling.agencies)
            if (std::find(stated_.agencies.begin(), stated_.agencies.end(), agency) == stated_.agencies.end())
                stated_.agencies.push_back(agency);
    }

    /// From the last line upwards, through credits and furniture, to the last paragraph and the credit at its end.
    void find_credits_at_end() {
        std::vector<Filling> found;  // upwards
        for (std::size_t at = stretches_.size(), looked = 0; at-- > 0 && looked < tail_lines; ++looked) {
            Stretch& stretch = stretches_[at];
            if (stretch.decided && stretch.kind == BlockKind::furniture) {
                for (const Pattern& pattern : wording_.credits_within)
                    if (pattern.possible(stretch.line))
                        if (auto filling = pattern.find(text_, stretch.line.span, wording_.lexicon)) {
                            found.push_back(std::move(*filling));
                            break;
                        }
            } else if (stretch.decided) {
                continue;
            } else if (auto whole = stretch.line.count <= most_credit_words && at > 0
                                        ? match_any(wording_.credit_lines, stretch.line, true)
                                        : std::nullopt) {
                found.push_back(std::move(*whole));
                decide(stretch, BlockKind::furniture);
            } else {
                if (auto tail = find_tail(stretch.line)) {
                    cut(at, tail->whole.start);
                    decide(stretches_[at + 1], BlockKind::furniture);
                    found.push_back(std::move(*tail));
                }
                break;
            }
        }
        for (auto filling = found.rbegin(); filling != found.rend(); ++filling)
            credit(*filling);
        find_earlier_outlet();
    }

    /// "This story was originally published by the Halm Courier.": a source of the text as an agency is, unless it is
    /// this very outlet. It stands in the first or the last lines.
    void find_earlier_outlet() {
        for (std::size_t at = 0; at < stretches_.size(); ++at) {
            if (at == head_lines && stretches_.size() > head_lines + tail_lines)
                at = stretches_.size() - tail_lines;
            if (credit_earlier_outlet(stretches_[at].line))
                return;
        }
    }

    bool credit_earlier_outlet(const Line& line) {
        const auto has = [&](const std::string& mark) { return line.has(mark); };
        if (std::none_of(wording_.republished_marks.begin(), wording_.republished_marks.end(), has))
            return false;
        const auto filling = earlier_outlet_in(line);
        if (filling)
            credit_wire(slice(text_.text, filling->outlet));
        return filling.has_value();
    }

    std::optional<Filling> earlier_outlet_in(const Line& line) const {
        const auto is_name = [&](const std::optional<Filling>& filling) {
            return filling && !begins_with_time(filling->outlet);
        };
        for (const Pattern& pattern : wording_.republished)
            if (pattern.possible(line))
                if (auto filling = pattern.find(text_, line.span, wording_.lexicon); is_name(filling))
                    return filling;
        for (const Pattern& pattern : wording_.republished_ends)
            if (pattern.possible(line))
                for (std::uint32_t at = line.span.start; at < line.span.end; ++at)
                    if (auto filling = pattern.match(text_, {at, line.span.end}, true, wording_.lexicon);
                        is_name(filling))
                        return filling;
        return std::nullopt;
    }

    /// "published on Monday", "published on May 3": no outlet.
    bool begins_with_time(Span words) const {
        const std::string_view lowered = slice(text_.lowered, words);
        const auto begins = [&](std::string_view name) {
            return lowered.starts_with(name) && (lowered.size() == name.size() || lowered[name.size()] == ' ' ||
                                                 lowered[name.size()] == '.' || lowered[name.size()] == ',');
        };
        return (!lowered.empty() && lowered.front() >= '0' && lowered.front() <= '9') ||
               std::any_of(wording_.lexicon.months.begin(), wording_.lexicon.months.end(),
                           [&](const auto& month) { return begins(month.first); }) ||
               std::any_of(wording_.lexicon.weekdays.begin(), wording_.lexicon.weekdays.end(), begins);
    }

    /// A service or an outlet that no list knows.
    void credit_wire(std::string_view name) {
        if (name.empty() || is_own_outlet(name) || is_call_sign(name))
            return;
        for (const Agency& agency : wording_.lexicon.agencies)
            if (std::find(agency.forms.begin(), agency.forms.end(), name) != agency.forms.end())
                name = agency.name;
        stated_.wires.emplace_back(name);
    }

    /// A broadcasting station of the United States by its official form, K or W and two or three letters: it stands in
    /// the dateline of what it reports itself, and is no service to others.
    static bool is_call_sign(std::string_view name) {
        return (name.size() == 3 || name.size() == 4) && (name[0] == 'K' || name[0] == 'W') &&
               std::all_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    }

    /// "... half an hour before. (AFP)": a credit behind the last sentence.
    std::optional<Filling> find_tail(const Line& line) const {
        const std::uint32_t from =
            std::max(line.span.start + 1, line.span.end > longest_tail ? line.span.end - longest_tail : 0);
        for (std::uint32_t at = from; at < line.span.end; ++at) {
            const char before = text_.text[at - 1];
            const std::string_view sentence = slice(text_.lowered, trimmed(text_.text, {line.span.start, at}));
            if ((before != ' ' && before != '\n') ||
                !ends_like_sentence(
                    canonical_line(sentence.substr(sentence.size() - std::min<std::size_t>(sentence.size(), 12)))))
                continue;
            for (const Pattern& pattern : wording_.credit_tails)
                if (auto filling = pattern.match(text_, {at, line.span.end}, true, wording_.lexicon)) {
                    filling->whole.start = at;
                    return filling;
                }
        }
        return std::nullopt;
    }

    void find_credits_at_head() {
        std::size_t looked = 0;
        for (Stretch& stretch : stretches_) {
            if (stretch.decided)
                continue;
            if (++looked > head_lines)
                return;
            const bool is_short = stretch.line.count <= most_credit_words && !ends_like_sentence(stretch.line.words);
            if (auto byline = is_short ? match_any(wording_.bylines, stretch.line, true) : std::nullopt) {
                credit(*byline);
                decide(stretch, BlockKind::furniture);
            } else if (auto dateline = match_any(wording_.datelines, stretch.line, false)) {
                return credit_dateline(*dateline);
            } else if (auto outlet = match_any(wording_.outlet_heads, stretch.line, false)) {
                return credit(*outlet);
            }
        }
    }

    /// A short first line above the date or the byline is the name of the outlet: a masthead.
    void find_masthead() {
        if (stretches_.size() < 3 || stretches_[0].decided || stretches_[1].kind != BlockKind::furniture)
            return;
        const Line& line = stretches_[0].line;
        const bool is_named =
            line.count <= 5 && !ends_like_sentence(line.words) && is_upper_first(slice(text_.text, line.span));
        if (!is_named || std::find(wording_.not_outlets.begin(), wording_.not_outlets.end(), line.words) !=
                             wording_.not_outlets.end())
            return;
        if (stated_.outlet.empty())
            stated_.outlet = slice(text_.text, line.span);
        decide(stretches_[0], BlockKind::furniture);
    }

    /// True when each word of three letters or more begins with a capital, as names of outlets do and headlines seldom.
    static bool is_upper_first(std::string_view words) {
        for (std::size_t at = 0; at < words.size();) {
            const std::size_t blank = std::min(words.find(' ', at), words.size());
            if (blank - at > 3 && words[at] >= 'a' && words[at] <= 'z')
                return false;
            at = blank + 1;
        }
        return true;
    }

    void credit_dateline(const Filling& dateline) {
        credit(dateline);
        credit_wire(slice(text_.text, dateline.wire));
    }

    /// "CNN" is edition.cnn.com's own name.
    bool is_own_outlet(std::string_view name) const {
        const std::string own = folded(known_outlet_.empty() ? std::string_view(stated_.outlet) : known_outlet_),
                          other = folded(name);
        return !own.empty() && (own.find(other) != std::string::npos || other.find(own) != std::string::npos);
    }

    // ---- captions, lists, headings: by their form and place

    void find_captions() {
        std::size_t first = 0;
        for (Stretch& stretch : stretches_) {
            if (stretch.decided)
                continue;
            const bool by_date = first++ < 2 && ends_with_day(stretch.line);
            const auto begins = [&](const std::string& start) { return stretch.line.words.starts_with(start + ' '); };
            const bool by_start = std::any_of(wording_.caption_unstopped_starts.begin(),
                                              wording_.caption_unstopped_starts.end(), begins) &&
                                  !ends_like_sentence(stretch.line.words);
            if (by_date || by_start || match_any(wording_.caption_sources, stretch.line, true) ||
                (stretch.line.count <= wording_.captions.most_words && ends_with_caption_credit(stretch.line)))
                decide(stretch, BlockKind::caption);
        }
    }

    bool ends_with_caption_credit(const Line& line) const {
        const std::size_t open = std::max(line.words.ends_with(')') ? slice(text_.text, line.span).rfind('(') : 0,
                                          line.words.ends_with(']') ? slice(text_.text, line.span).rfind('[') : 0);
        if (open == 0 || open == std::string_view::npos)
            return false;
        Line ending = line;
        ending.span.start += static_cast<std::uint32_t>(open);
        return match_any(wording_.caption_endings, ending, true).has_value();
    }

    /// One sentence that ends with a whole date: "Supporters gather in Karsk on May 3, 2021." News copy says "on
    /// Monday".
    bool ends_with_day(const Line& line) const {
        const std::string_view words = slice(text_.text, line.span);
        if (stretches_.size() < 3 || line.count < 6 || line.count > wording_.captions.most_words ||
            words.find(". ") != std::string_view::npos)
            return false;
        const std::uint32_t end = line.span.end - (words.ends_with('.') ? 1 : 0);
        for (std::uint32_t at = line.span.end > 30 ? std::max(line.span.start + 1, line.span.end - 30)
                                                   : line.span.start + 1;
             at < end; ++at) {
            const auto day = text_.text[at - 1] == ' ' ? written_day(text_, at, end, wording_.lexicon) : std::nullopt;
            if (day && day->end == end)
                return true;
        }
        return false;
    }

    /// The first `count` words of a line; empty where it has no more than those.
    static std::string_view beginning(const Line& line, std::size_t count) {
        std::size_t end = 0;
        for (; count > 0 && end != std::string::npos; --count)
            end = line.words.find(' ', end + 1);
        return end == std::string::npos ? std::string_view() : std::string_view(line.words).substr(0, end);
    }

    /// The pictures of a gallery: its title stands before each of them.
    void find_galleries() {
        for (std::size_t at = 0, end = 0; at < stretches_.size(); at = end) {
            const std::string_view title = beginning(stretches_[at].line, wording_.gallery_words);
            end = at + 1;
            if (stretches_[at].decided || title.empty())
                continue;
            while (end < stretches_.size() && !stretches_[end].decided &&
                   beginning(stretches_[end].line, wording_.gallery_words) == title)
                ++end;
            if (end - at >= wording_.gallery_lines)
                for (std::size_t i = at; i < end; ++i)
                    decide(stretches_[i], BlockKind::caption);
        }
    }

    bool is_unstopped(const Stretch& stretch) const {
        return !stretch.decided && stretch.line.count > wording_.heading_most_words &&
               !ends_like_sentence(without_end_mark(stretch.line.words));
    }

    /// "... she said. *": the sign that some outlets set behind a report's last word.
    static std::string_view without_end_mark(std::string_view words) {
        const std::size_t blank = words.rfind(' ');
        const std::string_view last = words.substr(blank == std::string_view::npos ? 0 : blank + 1);
        const bool is_sign = last.size() <= 3 && std::none_of(last.begin(), last.end(), [](char c) {
                                 return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
                             });
        return is_sign && blank != std::string_view::npos ? words.substr(0, blank) : words;
    }

    /// True when a line goes on what stands above it: "... calls on" / "the mayor to" / ", who stayed".
    bool goes_on(const Stretch& stretch) const {
        const char first = text_.text[stretch.line.span.start];
        return (first >= 'a' && first <= 'z') || std::string_view(".,;:)").find(first) != std::string_view::npos;
    }

    /// Where paragraphs end with a stop, a sentence without one is the caption of a picture, or words pulled out to be
    /// set large. The first line of a text without a title is its headline; the last line of a text may have lost its
    /// stop.
    void find_unstopped(Span text) {
        std::size_t stopped = 0, unstopped = 0;
        for (const Stretch& stretch : stretches_)
            if (!stretch.decided && stretch.line.count > wording_.heading_most_words)
                ++(is_unstopped(stretch) ? unstopped : stopped);
        if (stopped < wording_.caption_stopped_lines || stopped < unstopped)
            return;
        const bool is_alone = unstopped < wording_.caption_unstopped_lines;  // no habit of the outlet's
        const std::size_t most_words = is_alone ? wording_.caption_alone_words : wording_.caption_unstopped_words;
        const std::size_t behind_body = behind_last([](const Stretch& stretch) { return !stretch.decided; });
        for (std::size_t at = 0; at + 1 < behind_body; ++at) {
            Stretch& stretch = stretches_[at];
            if (!is_unstopped(stretch) || stretch.line.count > most_words || goes_on(stretch) ||
                (is_alone && std::string_view("\"'").find(stretch.line.words.front()) != std::string_view::npos))
                continue;  // alone, "\"We stay,\" he said" has lost its stop
            if (!goes_on(stretches_[at + 1]))
                decide(stretch, at == 0 && text.start == 0 ? BlockKind::heading : BlockKind::caption);
        }
    }

    /// Behind the last stretch that is so; 0 where none is.
    template <class Test>
    std::size_t behind_last(Test is_so) const {
        const auto last = std::find_if(stretches_.rbegin(), stretches_.rend(), is_so);
        return static_cast<std::size_t>(stretches_.rend() - last);
    }

    void find_lists() {
        for (std::size_t at = 0; at < stretches_.size();) {
            std::size_t end = at;
            while (end < stretches_.size() && !stretches_[end].decided && list_mark(stretches_[end].line.words) > 0)
                ++end;
            if (end - at >= 2)
                for (std::size_t i = at; i < end; ++i)
                    decide(stretches_[i], BlockKind::list);
            at = std::max(end, at + 1);
        }
    }

    /// "Read more:" and the headlines that stand under it.
    void find_link_lists() {
        for (std::size_t at = 0; at + 1 < stretches_.size(); ++at)
            if (stretches_[at].kind == BlockKind::link && stretches_[at].line.count <= 4)
                while (at + 1 < stretches_.size() && !stretches_[at + 1].decided &&
                       !ends_like_sentence(stretches_[at + 1].line.words) &&
                       stretches_[at + 1].line.count <= 2 * wording_.heading_most_words)
                    decide(stretches_[++at], BlockKind::link);
        take_last_links();
    }

    /// What stands under the last "Read more:" and one headline at least is a list of links to its end, as long as its
    /// lines are short: some headlines end with a stop.
    void take_last_links() {
        std::size_t first = stretches_.size();
        while (first > 0 && (stretches_[first - 1].decided ? stretches_[first - 1].kind == BlockKind::furniture
                                                           : stretches_[first - 1].line.count <= link_words))
            --first;
        if (first >= 2 && stretches_[first - 1].kind == BlockKind::link &&
            stretches_[first - 2].kind == BlockKind::link)
            for (; first < stretches_.size(); ++first)
                if (!stretches_[first].decided)
                    decide(stretches_[first], BlockKind::link);
    }

    bool is_heading_like(const Stretch& stretch) const {
        return !stretch.decided && stretch.line.count <= wording_.heading_most_words &&
               stretch.line.span.size() <= wording_.heading_most_bytes && !ends_like_sentence(stretch.line.words);
    }

    /// A short line without a final stop heads what follows; three or more in a row are a list.
    void find_headings() {
        const std::size_t behind_words = behind_last([](const Stretch& stretch) {
            return stretch.kind != BlockKind::furniture && stretch.kind != BlockKind::link;
        });
        for (std::size_t at = 0; at < stretches_.size();) {
            std::size_t end = at;
            while (end < stretches_.size() && is_heading_like(stretches_[end]))
                ++end;
            const bool heads_something = behind_words > end;
            for (std::size_t i = at; i < end; ++i)
                if (end - at >= 3)
                    decide(stretches_[i], BlockKind::list);
                else if (heads_something)
                    decide(stretches_[i], BlockKind::heading);
            at = std::max(end, at + 1);
        }
    }

    std::vector<Block> blocks() const {
        std::vector<Block> list;
        for (const Stretch& stretch : stretches_) {
            Block block = stretch.post ? *stretch.post : Block{};
            block.span = stretch.line.span;
            block.kind = stretch.kind;
            block.repeated = stretch.repeated;
            list.push_back(std::move(block));
        }
        return list;
    }

    PatternText text_;
    std::string_view known_outlet_;
    const ReadWording& wording_;
    Stated& stated_;
    std::vector<Stretch> stretches_;
    std::vector<Block> posts_;  // that the format marks
};

}  // namespace

std::vector<Block> find_blocks(std::string_view content, Span text, const std::vector<Block>& marked,
                               std::string_view known_outlet, const ReadWording& wording, Stated& stated) {
    const std::string lowered = lowered_in_place(content);
    return BlockFinder(content, lowered, known_outlet, wording, stated).find(text, marked);
}

std::vector<Block> refine_blocks(std::string_view content, const std::vector<Block>& given,
                                 std::string_view known_outlet, const ReadWording& wording, Stated& stated) {
    const std::string lowered = lowered_in_place(content);
    return BlockFinder(content, lowered, known_outlet, wording, stated).refine(given);
}

void read_credit_lines(const std::vector<std::string>& lines, const ReadWording& wording, Stated& stated) {
    for (const auto* forms : {&wording.bylines, &wording.credit_lines}) {
        bool found = false;
        for (const std::string& line : lines) {
            const std::string lowered = lowered_in_place(line);
            found |= BlockFinder(line, lowered, {}, wording, stated).read_credit_line(*forms);
        }
        if (found)
            return;
    }
}

void read_line_behind(std::string_view line, std::string_view outlet, const ReadWording& wording, Stated& stated) {
    const std::string lowered = lowered_in_place(line);
    BlockFinder(line, lowered, outlet, wording, stated).read_line_behind();
}

}  // namespace recount
