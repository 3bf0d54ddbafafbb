#include "read/html/flow.h"

#include <algorithm>
#include <array>

namespace recount::html {

namespace {

/// What an element's tag says about what it holds.
enum TagTrait : std::uint8_t {
    block_level = 1,
    unread = 2,   // its words are no running text: controls, replaced content
    outside = 4,  // navigation and the like
    caption = 8,
};

constexpr std::array<std::uint8_t, GUMBO_TAG_LAST + 1> make_tag_traits() {
    std::array<std::uint8_t, GUMBO_TAG_LAST + 1> traits{};
    for (const GumboTag tag :
         {GUMBO_TAG_HTML,       GUMBO_TAG_BODY,    GUMBO_TAG_ADDRESS, GUMBO_TAG_ARTICLE,  GUMBO_TAG_ASIDE,
          GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_CENTER,  GUMBO_TAG_DD,      GUMBO_TAG_DETAILS,  GUMBO_TAG_DIR,
          GUMBO_TAG_DIV,        GUMBO_TAG_DL,      GUMBO_TAG_DT,      GUMBO_TAG_FIELDSET, GUMBO_TAG_FIGCAPTION,
          GUMBO_TAG_FIGURE,     GUMBO_TAG_FOOTER,  GUMBO_TAG_FORM,    GUMBO_TAG_H1,       GUMBO_TAG_H2,
          GUMBO_TAG_H3,         GUMBO_TAG_H4,      GUMBO_TAG_H5,      GUMBO_TAG_H6,       GUMBO_TAG_HEADER,
          GUMBO_TAG_HGROUP,     GUMBO_TAG_HR,      GUMBO_TAG_LI,      GUMBO_TAG_LISTING,  GUMBO_TAG_MAIN,
          GUMBO_TAG_MENU,       GUMBO_TAG_NAV,     GUMBO_TAG_OL,      GUMBO_TAG_P,        GUMBO_TAG_PRE,
          GUMBO_TAG_SECTION,    GUMBO_TAG_SUMMARY, GUMBO_TAG_TABLE,   GUMBO_TAG_TBODY,    GUMBO_TAG_TD,
          GUMBO_TAG_TFOOT,      GUMBO_TAG_TH,      GUMBO_TAG_THEAD,   GUMBO_TAG_TR,       GUMBO_TAG_UL,
          GUMBO_TAG_CAPTION,    GUMBO_TAG_LEGEND})
        traits[tag] |= block_level;
    for (const GumboTag tag :
         {GUMBO_TAG_HEAD,     GUMBO_TAG_SCRIPT,   GUMBO_TAG_STYLE,    GUMBO_TAG_TITLE,    GUMBO_TAG_TEMPLATE,
          GUMBO_TAG_SELECT,   GUMBO_TAG_BUTTON,   GUMBO_TAG_OBJECT,   GUMBO_TAG_AUDIO,    GUMBO_TAG_VIDEO,
          GUMBO_TAG_CANVAS,   GUMBO_TAG_DATALIST, GUMBO_TAG_METER,    GUMBO_TAG_PROGRESS, GUMBO_TAG_APPLET,
          GUMBO_TAG_TEXTAREA, GUMBO_TAG_IFRAME,   GUMBO_TAG_NOSCRIPT, GUMBO_TAG_OPTION,   GUMBO_TAG_RP,
          GUMBO_TAG_RT,       GUMBO_TAG_SVG,      GUMBO_TAG_MATH})
        traits[tag] |= unread;
    for (const GumboTag tag :
         {GUMBO_TAG_NAV, GUMBO_TAG_FOOTER, GUMBO_TAG_ASIDE, GUMBO_TAG_LABEL, GUMBO_TAG_LEGEND, GUMBO_TAG_MENU})
        traits[tag] |= outside;
    for (const GumboTag tag : {GUMBO_TAG_FIGURE, GUMBO_TAG_FIGCAPTION, GUMBO_TAG_CAPTION})
        traits[tag] |= caption;
    return traits;
}

constexpr auto tag_traits = make_tag_traits();

bool is_heading(GumboTag tag) {
    return tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6;
}

/// What a character outside ASCII is to running text: its length in bytes where it is a blank or has no width, else 0.
struct OddCharacter {
    std::uint8_t size = 0;
    bool is_blank = false;
};

OddCharacter odd_character(std::string_view words, std::size_t at) {
    const auto byte = [&](std::size_t i) {
        return at + i < words.size() ? static_cast<unsigned char>(words[at + i]) : 0u;
    };
    if (byte(0) == 0xC2)
        return byte(1) == 0xA0 ? OddCharacter{2, true} : byte(1) == 0xAD ? OddCharacter{2, false} : OddCharacter{};
    if (byte(0) == 0xE2 && byte(1) == 0x80)
        return byte(2) <= 0x8A || byte(2) == 0xA8 || byte(2) == 0xA9 || byte(2) == 0xAF ? OddCharacter{3, true}
               : byte(2) == 0x8B || byte(2) == 0x8E || byte(2) == 0x8F                  ? OddCharacter{3, false}
                                                                                        : OddCharacter{};
    if ((byte(0) == 0xE2 && byte(1) == 0x81 && byte(2) == 0xA0) ||
        (byte(0) == 0xEF && byte(1) == 0xBB && byte(2) == 0xBF))
        return {3, false};
    return {};
}

void put_blank(std::string& text, std::size_t start) {
    if (text.size() > start && text.back() != ' ' && text.back() != '\n')
        text += ' ';
}

/// append_words, where the running text begins at `start` of `text`.
void append_from(std::string& text, std::size_t start, std::string_view words) {
    for (std::size_t at = 0; at < words.size();) {
        const auto byte = static_cast<unsigned char>(words[at]);
        if (byte <= ' ' || byte == 0x7F) {
            put_blank(text, start);
            ++at;
            continue;
        }
        const OddCharacter odd =
            byte == 0xC2 || byte == 0xE2 || byte == 0xEF ? odd_character(words, at) : OddCharacter{};
        if (odd.size > 0) {
            if (odd.is_blank)
                put_blank(text, start);
            at += odd.size;
            continue;
        }
        std::size_t end = at + 1;
        while (end < words.size() && static_cast<unsigned char>(words[end]) > ' ' && words[end] != 0x7F &&
               words[end] != '\xC2' && words[end] != '\xE2' && words[end] != '\xEF')
            ++end;
        text += words.substr(at, end - at);
        at = end;
    }
}

std::uint32_t code_points(std::string_view words) {
    return static_cast<std::uint32_t>(std::count_if(
        words.begin(), words.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::size_t bytes_but_blanks(std::string_view words) {
    return static_cast<std::size_t>(
        std::count_if(words.begin(), words.end(), [](char c) { return static_cast<unsigned char>(c) > ' '; }));
}

/// "display:none", "visibility: hidden".
bool hides(std::string_view style) {
    const auto says = [&](std::string_view property, std::string_view value) {
        const std::size_t at = style.find(property);
        if (at == std::string_view::npos)
            return false;
        std::size_t behind = at + property.size();
        while (behind < style.size() && (style[behind] == ' ' || style[behind] == ':'))
            ++behind;
        return style.substr(behind).starts_with(value);
    };
    return says("display", "none") || says("visibility", "hidden");
}

/// Walks the tree once and cuts its words into passages.
class FlowMaker {
public:
    FlowMaker(const Tree& tree, const MarkWords& words, Flow& flow) : tree_(tree), words_(words), flow_(flow) {}

    void run() {
        flow_.first.resize(tree_.size() + 1);
        flow_.marks.resize(tree_.size());
        for (std::uint32_t at = 0; at < tree_.size();) {
            leave_before(at);
            if (tree_[at].is_text()) {
                flow_.first[at] = passage_count();
                put(at);
                ++at;
            } else {
                at = enter(at);
            }
        }
        leave_before(tree_.size());
        end_passage();
        flow_.first[tree_.size()] = passage_count();
    }

private:
    /// A block-level element that is open.
    struct Open {
        std::uint32_t node, end;
        BlockKind kind;
    };

    std::uint32_t passage_count() const { return static_cast<std::uint32_t>(flow_.passages.size()); }

    std::uint32_t enter(std::uint32_t at) {
        const Node& node = tree_[at];
        const std::uint8_t traits = tag_traits[node.tag];
        const Marks marks = flow_.marks[at] = marks_of(at, traits);
        if ((traits & unread) != 0 || (marks & mark_hidden) != 0) {
            std::fill(flow_.first.begin() + at, flow_.first.begin() + node.end, passage_count());
            return node.end;
        }
        if (node.tag == GUMBO_TAG_BR)
            ++breaks_;
        else if (at < table_end_)
            enter_within_table(node.tag);
        else if ((traits & block_level) != 0 || (marks != 0 && !is_in_running_text()))
            enter_block(at);
        if (node.tag == GUMBO_TAG_A && tree_.has_attribute(at, "href")) {
            link_end_ = std::max(link_end_, node.end);
            ++links_;
        }
        flow_.first[at] = passage_count();
        return at + 1;
    }

    void enter_block(std::uint32_t at) {
        end_passage();
        const Node& node = tree_[at];
        open_.push_back({at, node.end, kind_within(node.tag)});
        if (node.tag == GUMBO_TAG_TABLE && is_data_table(at)) {
            table_end_ = node.end;
            open_.back().kind = BlockKind::table;
        }
    }

    /// The cells of a row stand in a line of their own, parted by tabulators.
    void enter_within_table(GumboTag tag) {
        if (tag == GUMBO_TAG_TR)
            breaks_ = 1;
        else if ((tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH) && breaks_ == 0)
            is_next_cell_ = true;
        else if (is_block_level(tag))
            put_blank(flow_.text, start_);
    }

    /// A table that lays data out, not a page: rows of several short cells, without headings, paragraphs or tables
    /// within.
    bool is_data_table(std::uint32_t table) const {
        std::size_t rows = 0, cells = 0, bytes = 0;
        for (std::uint32_t at = table + 1; at < tree_[table].end; ++at) {
            const GumboTag tag = tree_[at].tag;
            if (tag == GUMBO_TAG_TABLE || is_heading(tag) || tag == GUMBO_TAG_FORM || tag == GUMBO_TAG_ARTICLE)
                return false;
            rows += tag == GUMBO_TAG_TR;
            cells += tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH;
            if (tree_[at].is_text())
                bytes += bytes_but_blanks(tree_.words(at));
        }
        constexpr std::size_t most_bytes_a_cell = 160;
        return rows >= 2 && cells >= 2 * rows && bytes <= most_bytes_a_cell * cells;
    }

    /// True where an inline element has words beside it, in a paragraph or the like: it does not cut them.
    bool is_in_running_text() const {
        const GumboTag around = open_.empty() ? GUMBO_TAG_BODY : tree_[open_.back().node].tag;
        return around == GUMBO_TAG_P || around == GUMBO_TAG_LI || around == GUMBO_TAG_TD || around == GUMBO_TAG_DD ||
               around == GUMBO_TAG_DT || is_heading(around) || flow_.text.size() > start_;
    }

    void leave_before(std::uint32_t at) {
        while (!open_.empty() && open_.back().end <= at) {
            end_passage();
            open_.pop_back();
        }
    }

    Marks marks_of(std::uint32_t at, std::uint8_t traits) const {
        if (tree_[at].tag == GUMBO_TAG_HTML || tree_[at].tag == GUMBO_TAG_BODY)
            return 0;
        Marks marks = 0;
        if ((traits & outside) != 0)
            marks |= mark_outside;
        if ((traits & caption) != 0)
            marks |= mark_caption;
        tree_.each_attribute(at, [&](std::string_view name, std::string_view value) {
            if (name == "class" || name == "id" || name == "role" || name == "data-component" || name == "data-testid")
                marks |= words_.of(value);
            else if (name == "itemprop")
                marks |= value == "articleBody" ? Marks{mark_article}
                         : value == "caption"   ? Marks{mark_caption}
                                                : Marks{0};
            else if (name == "hidden" || (name == "style" && hides(value)) ||
                     (name == "aria-hidden" && value == "true"))
                marks |= mark_hidden;
            return true;
        });
        return marks;
    }

    BlockKind kind_within(GumboTag tag) const {
        const BlockKind around = open_.empty() ? BlockKind::paragraph : open_.back().kind;
        if (is_heading(tag))
            return BlockKind::heading;
        switch (tag) {
        case GUMBO_TAG_LI:
        case GUMBO_TAG_DT:
        case GUMBO_TAG_DD: return BlockKind::list;
        case GUMBO_TAG_BLOCKQUOTE: return BlockKind::quotation;
        default: return around == BlockKind::heading ? BlockKind::paragraph : around;
        }
    }

    // ---- words

    void put(std::uint32_t at) {
        const std::string_view words = tree_.words(at);
        const bool has_words = tree_[at].built->type != GUMBO_NODE_WHITESPACE;
        if (!has_words)
            return put_blank(flow_.text, start_);
        if (breaks_ > 1 && at >= table_end_)
            end_passage();
        if (breaks_ > 0 || is_next_cell_)
            put_break(is_next_cell_ ? '\t' : '\n');
        const std::size_t before = flow_.text.size();
        append_from(flow_.text, start_, words);
        if (at < link_end_)
            link_characters_ += code_points(std::string_view(flow_.text).substr(before));
    }

    void put_break(char c) {
        while (flow_.text.size() > start_ && flow_.text.back() == ' ')
            flow_.text.pop_back();
        if (flow_.text.size() > start_)
            flow_.text += c;
        breaks_ = 0;
        is_next_cell_ = false;
    }

    void end_passage() {
        while (flow_.text.size() > start_ && static_cast<unsigned char>(flow_.text.back()) <= ' ')
            flow_.text.pop_back();
        if (flow_.text.size() > start_) {
            Passage passage;
            passage.span = {static_cast<std::uint32_t>(start_), static_cast<std::uint32_t>(flow_.text.size())};
            passage.characters = code_points(flow_.words(passage));
            passage.link_characters = std::min(link_characters_, passage.characters);
            passage.links = links_;
            if (!open_.empty()) {
                passage.node = open_.back().node;
                passage.kind = open_.back().kind;
            }
            flow_.passages.push_back(passage);
            flow_.text += '\n';
        }
        start_ = flow_.text.size();
        link_characters_ = links_ = 0;
        breaks_ = 0;
        is_next_cell_ = false;
    }

    const Tree& tree_;
    const MarkWords& words_;
    Flow& flow_;
    std::vector<Open> open_;
    std::size_t start_ = 0;        // of the passage at work, in Flow::text
    std::uint32_t link_end_ = 0;   // the node behind the link that is open
    std::uint32_t table_end_ = 0;  // the node behind the data table that is open
    std::uint32_t link_characters_ = 0, links_ = 0;
    std::uint32_t breaks_ = 0;  // line breaks since the last words
    bool is_next_cell_ = false;
};

}  // namespace

Flow make_flow(const Tree& tree, const MarkWords& words) {
    Flow flow;
    FlowMaker(tree, words, flow).run();
    return flow;
}

bool is_block_level(GumboTag tag) {
    return tag != GUMBO_TAG_LAST && (tag_traits[tag] & block_level) != 0;
}

void append_words(std::string& text, std::string_view words) {
    append_from(text, 0, words);
}

}  // namespace recount::html
