#include "read/html/lean.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <gumbo.h>

namespace recount::html {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t none = std::string_view::npos;

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

char lowered(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool same_word(std::string_view written, std::string_view lower) {
    return written.size() == lower.size() &&
           std::equal(written.begin(), written.end(), lower.begin(), [](char a, char b) { return lowered(a) == b; });
}

/// Attributes that the reader looks at. Each has a bit: of one that is given twice the first counts, as the standard
/// says.
constexpr std::array kept_attributes{
    "class"sv, "id"sv,     "role"sv,        "itemprop"sv, "itemtype"sv,       "itemscope"sv,
    "href"sv,  "rel"sv,    "datetime"sv,    "content"sv,  "property"sv,       "name"sv,
    "lang"sv,  "hidden"sv, "aria-hidden"sv, "style"sv,    "data-component"sv, "data-testid"sv};

/// What is done with an element, by its tag.
enum class Treatment : std::uint8_t {
    keep,       // its tags go on, its depth counts
    implied,    // the same, but its end may be left out, so that its depth does not count
    single,     // it has no end
    unseen,     // it has no end and no words: left out
    emphasis,   // its tags are left out, its words kept
    raw,        // it holds no tags; left out with what it holds
    title,      // it holds no tags; kept
    drawing,    // svg, math: left out with what it holds
    plaintext,  // everything behind it is words
};

Treatment treatment_of(GumboTag tag) {
    switch (tag) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_NOEMBED:
    case GUMBO_TAG_NOFRAMES:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_XMP: return Treatment::raw;
    case GUMBO_TAG_TITLE: return Treatment::title;
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_MATH: return Treatment::drawing;
    case GUMBO_TAG_PLAINTEXT: return Treatment::plaintext;
    case GUMBO_TAG_B:
    case GUMBO_TAG_BIG:
    case GUMBO_TAG_CODE:
    case GUMBO_TAG_EM:
    case GUMBO_TAG_FONT:
    case GUMBO_TAG_I:
    case GUMBO_TAG_NOBR:
    case GUMBO_TAG_S:
    case GUMBO_TAG_SMALL:
    case GUMBO_TAG_STRIKE:
    case GUMBO_TAG_STRONG:
    case GUMBO_TAG_TT:
    case GUMBO_TAG_U: return Treatment::emphasis;
    case GUMBO_TAG_BR:
    case GUMBO_TAG_HR:
    case GUMBO_TAG_LINK:
    case GUMBO_TAG_META: return Treatment::single;
    case GUMBO_TAG_AREA:
    case GUMBO_TAG_BASE:
    case GUMBO_TAG_COL:
    case GUMBO_TAG_EMBED:
    case GUMBO_TAG_IMG:
    case GUMBO_TAG_INPUT:
    case GUMBO_TAG_PARAM:
    case GUMBO_TAG_SOURCE:
    case GUMBO_TAG_TRACK:
    case GUMBO_TAG_WBR: return Treatment::unseen;
    case GUMBO_TAG_HTML:
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_BODY:
    case GUMBO_TAG_P:
    case GUMBO_TAG_LI:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_TBODY:
    case GUMBO_TAG_THEAD:
    case GUMBO_TAG_TFOOT:
    case GUMBO_TAG_TR:
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TH:
    case GUMBO_TAG_OPTION:
    case GUMBO_TAG_OPTGROUP: return Treatment::implied;
    default: return Treatment::keep;
    }
}

/// Tags that end a drawing in which they stand, as browsers have it.
bool ends_drawing(GumboTag tag) {
    switch (tag) {
    case GUMBO_TAG_BODY:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_BR:
    case GUMBO_TAG_CENTER:
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_HR:
    case GUMBO_TAG_IMG:
    case GUMBO_TAG_LI:
    case GUMBO_TAG_META:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_P:
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_SPAN:
    case GUMBO_TAG_TABLE:
    case GUMBO_TAG_UL: return true;
    default: return false;
    }
}

/// Words of fewer bytes are seen by the tree builder: a stand-in would save little.
constexpr std::size_t shortest_stood_for = 12;

/// What stands for itself in an attribute's value.
constexpr bool is_plain_value(char c) {
    return c != '&' && c != '\0' && c != '\r';
}

/// A character reference, or what looks like one: its bytes, and its character where it gives a number.
struct WrittenReference {
    std::size_t size = 1;
    unsigned character = 0;
};

/// `words` begins with '&'.
WrittenReference reference_at(std::string_view words) {
    WrittenReference written;
    const char* const end = words.data() + words.size();
    const char* at = words.data() + 1;
    if (words.substr(1).starts_with('#')) {
        const bool is_hexadecimal = words.size() > 2 && lowered(words[2]) == 'x';
        at += is_hexadecimal ? 2 : 1;
        at = std::from_chars(at, end, written.character, is_hexadecimal ? 16 : 10).ptr;
    } else {
        while (at < end && (is_letter(*at) || (*at >= '0' && *at <= '9')))
            ++at;
    }
    at += at < end && *at == ';';
    written.size = static_cast<std::size_t>(at - words.data());
    return written;
}

/// One start or end tag as it is written.
struct WrittenTag {
    GumboTag tag = GUMBO_TAG_UNKNOWN;
    std::string_view name;
    std::size_t end = 0;  // behind its '>'
};

class Leaner {
public:
    Leaner(std::string_view page, const Limits& limits, LeanPage& out) : page_(page), limits_(limits), out_(out) {
        out_.html.reserve(page.size() / 3 + 64);
    }

    void run() {
        while (at_ < page_.size()) {
            const std::size_t open = std::min(page_.find('<', at_), page_.size());
            put_words(page_.substr(at_, open - at_));
            at_ = open;
            if (at_ < page_.size())
                take_markup();
        }
    }

private:
    // ---- words

    bool in_drawing() const { return drawing_depth_ > 0; }

    void put_words(std::string_view words) {
        for (std::size_t at = 0; at < words.size() && !in_drawing();) {
            if (words[at] == '&') {
                at += put_reference(words.substr(at));
            } else if (words[at] == '\0') {
                out_.html += words[at++];
            } else {
                const std::size_t start = at;
                while (at < words.size() && words[at] != '&' && words[at] != '\0')
                    ++at;
                put_plain_words(words.substr(start, at - start));
            }
        }
    }

    /// Words without references. Blanks around them come as one.
    void put_plain_words(std::string_view words) {
        std::size_t start = 0, end = words.size();
        while (start < end && is_blank(words[start]))
            ++start;
        while (end > start && is_blank(words[end - 1]))
            --end;
        if (start > 0)
            out_.html += ' ';
        const std::string_view core = words.substr(start, end - start);
        if (core.size() >= shortest_stood_for || core.find(StandIn::mark) != none)
            put_stand_in(core);
        else
            out_.html += core;
        if (end < words.size() && end > start)
            out_.html += ' ';
    }

    void put_stand_in(std::string_view words) {
        StandIn::append(out_.html, out_.words.size());
        out_.words.push_back(words);
    }

    /// A character reference stays as it is written: the tree builder resolves it.
    std::size_t put_reference(std::string_view words) {
        static constexpr char mark[] = {StandIn::mark};
        const WrittenReference written = reference_at(words);
        if (written.character == StandIn::mark)
            put_stand_in({mark, 1});
        else
            out_.html += words.substr(0, written.size);
        return written.size;
    }

    // ---- what begins with '<'

    void take_markup() {
        const char next = at_ + 1 < page_.size() ? page_[at_ + 1] : '\0';
        if (is_letter(next))
            return take_start_tag();
        if (next == '/')
            return take_end_tag();
        if (next == '!')
            return take_declaration();
        if (next == '?')
            return pass_to(page_.find('>', at_), 1);
        put_words("&lt;");
        ++at_;
    }

    /// Goes on `behind` bytes after `found`, at the end where nothing was found.
    void pass_to(std::size_t found, std::size_t behind) {
        at_ = found == none ? page_.size() : std::min(found + behind, page_.size());
    }

    void take_declaration() {
        const std::string_view rest = page_.substr(at_);
        if (rest.starts_with("<!-->"))
            return pass_to(at_, 5);
        if (rest.starts_with("<!--->"))
            return pass_to(at_, 6);
        if (rest.starts_with("<!--")) {
            for (std::size_t dash = page_.find("--", at_ + 4); dash != none; dash = page_.find("--", dash + 1)) {
                if (page_.substr(dash + 2).starts_with(">"))
                    return pass_to(dash, 3);
                if (page_.substr(dash + 2).starts_with("!>"))
                    return pass_to(dash, 4);
            }
            return pass_to(none, 0);
        }
        const std::size_t end = page_.find('>', at_);
        if (rest.size() > 9 && same_word(rest.substr(2, 7), "doctype") && end != none && end - at_ < 512)
            out_.html += page_.substr(at_, end + 1 - at_);
        pass_to(end, 1);
    }

    // ---- tags

    /// Reads a tag's name; `at` stands on its first letter.
    WrittenTag tag_at(std::size_t at) const {
        std::size_t end = at;
        while (end < page_.size() && !is_blank(page_[end]) && page_[end] != '/' && page_[end] != '>')
            ++end;
        WrittenTag written;
        written.name = page_.substr(at, end - at);
        written.tag = written.name.size() < 16
                          ? gumbo_tagn_enum(written.name.data(), static_cast<unsigned>(written.name.size()))
                          : GUMBO_TAG_UNKNOWN;
        written.end = end;
        return written;
    }

    struct Attribute {
        std::string_view name, value;
        bool has_value = false;
    };

    /// The next attribute from `at` on, which moves behind it; false at the tag's end, with `at` behind its '>'. At the
    /// end of the page `at` is its size.
    bool next_attribute(std::size_t& at, Attribute& attribute) const {
        while (at < page_.size() && (is_blank(page_[at]) || page_[at] == '/'))
            ++at;
        if (at >= page_.size())
            return false;
        if (page_[at] == '>') {
            ++at;
            return false;
        }
        const std::size_t start = at++;  // an attribute may begin with '='
        while (at < page_.size() && !is_blank(page_[at]) && page_[at] != '/' && page_[at] != '>' && page_[at] != '=')
            ++at;
        attribute = {page_.substr(start, at - start), {}, false};
        std::size_t value = at;
        while (value < page_.size() && is_blank(page_[value]))
            ++value;
        if (value < page_.size() && page_[value] == '=') {
            at = value + 1;
            take_value(at, attribute);
        }
        return true;
    }

    void take_value(std::size_t& at, Attribute& attribute) const {
        while (at < page_.size() && is_blank(page_[at]))
            ++at;
        if (at >= page_.size() || page_[at] == '>')
            return;
        attribute.has_value = true;
        const char quote = page_[at];
        if (quote == '"' || quote == '\'') {
            const std::size_t end = std::min(page_.find(quote, at + 1), page_.size());
            attribute.value = page_.substr(at + 1, end - at - 1);
            at = std::min(end + 1, page_.size());
            return;
        }
        const std::size_t start = at;
        while (at < page_.size() && !is_blank(page_[at]) && page_[at] != '>')
            ++at;
        attribute.value = page_.substr(start, at - start);
    }

    /// Passes over the attributes; true when the tag ends before the page does.
    bool pass_attributes(std::size_t& at) const {
        Attribute attribute;
        while (next_attribute(at, attribute)) {
        }
        return at <= page_.size() && page_[at - 1] == '>';
    }

    void take_start_tag() {
        const WrittenTag written = tag_at(at_ + 1);
        const Treatment treatment = treatment_of(written.tag);
        if (in_drawing())
            return take_start_tag_in_drawing(written, treatment);
        switch (treatment) {
        case Treatment::raw: return pass_raw(written);
        case Treatment::title: return keep_title(written);
        case Treatment::drawing: return enter_drawing(written);
        case Treatment::plaintext:
            at_ = written.end;
            pass_attributes(at_);
            return put_rest_as_words();
        case Treatment::emphasis:
        case Treatment::unseen:
            at_ = written.end;
            pass_attributes(at_);
            return;
        case Treatment::keep:
        case Treatment::implied:
        case Treatment::single: return put_start_tag(written, treatment);
        }
    }

    void put_start_tag(const WrittenTag& written, Treatment treatment) {
        at_ = written.end;
        const bool too_deep = treatment == Treatment::keep && open_.size() >= limits_.depth;
        if (too_deep || tags_ >= limits_.tags) {
            if (too_deep)
                ++left_out_[written.tag];
            pass_attributes(at_);
            return;
        }
        ++tags_;
        if (treatment == Treatment::keep)
            open_.push_back(written.tag);
        const std::size_t start = out_.html.size();
        out_.html += '<';
        out_.html += written.name.substr(0, 64);
        // Attributes of a second <html> or <body> become the first one's, where the tree builder sees them.
        const bool is_merged = written.tag == GUMBO_TAG_HTML || written.tag == GUMBO_TAG_BODY;
        std::uint32_t seen = 0;
        Attribute attribute;
        while (next_attribute(at_, attribute))
            if (is_kept(attribute, seen))
                put_attribute(attribute, static_cast<std::uint32_t>(start), is_merged);
        if (page_[at_ - 1] == '>')
            out_.html += '>';
        else
            out_.html.resize(start);  // the page ends within the tag
    }

    /// True where the attribute is looked at by the reader and the tag's first of its name; its name is then a lasting
    /// one in lower case.
    static bool is_kept(Attribute& attribute, std::uint32_t& seen) {
        std::size_t which = 0;
        while (which < kept_attributes.size() && !same_word(attribute.name, kept_attributes[which]))
            ++which;
        if (which == kept_attributes.size() || (seen >> which & 1u) != 0)
            return false;
        seen |= 1u << which;
        attribute.name = kept_attributes[which];
        return attribute.name != "style" || attribute.value.find("none") != none ||
               attribute.value.find("hidden") != none;
    }

    void put_attribute(const Attribute& attribute, std::uint32_t tag, bool is_merged) {
        const std::string_view value = attribute.value.substr(0, whole_characters(attribute.value));
        if (!is_merged && std::all_of(value.begin(), value.end(), is_plain_value))
            return out_.attributes.push_back({tag, attribute.name, value});
        out_.html += ' ';
        out_.html += attribute.name;
        if (!attribute.has_value)
            return;
        const char quote = value.find('"') == none ? '"' : '\'';
        out_.html += '=';
        out_.html += quote;
        if (quote == '\'' && value.find('\'') != none) {  // unquoted with both
            for (const char c : value)
                if (c == '\'')
                    out_.html += "&#39;";
                else
                    out_.html += c;
        } else {
            out_.html += value;
        }
        out_.html += quote;
    }

    /// How many bytes of a value are kept: no character is cut.
    std::size_t whole_characters(std::string_view value) const {
        std::size_t size = value.size();
        if (size > limits_.attribute_bytes) {
            size = limits_.attribute_bytes;
            while (size > 0 && (static_cast<unsigned char>(value[size]) & 0xC0) == 0x80)
                --size;
        }
        return size;
    }

    void take_end_tag() {
        const char first = at_ + 2 < page_.size() ? page_[at_ + 2] : '\0';
        if (!is_letter(first)) {
            if (at_ + 2 >= page_.size()) {
                put_words("&lt;/");
                at_ = page_.size();
                return;
            }
            return pass_to(page_.find('>', at_ + 2), 1);
        }
        const WrittenTag written = tag_at(at_ + 2);
        at_ = written.end;
        if (!pass_attributes(at_))
            return;
        const Treatment treatment = treatment_of(written.tag);
        if (in_drawing()) {
            if (treatment == Treatment::drawing)
                --drawing_depth_;
            if (written.tag == GUMBO_TAG_FOREIGNOBJECT)
                in_foreign_object_ = false;
            return;
        }
        if (treatment != Treatment::keep && treatment != Treatment::implied && written.tag != GUMBO_TAG_BR)
            return;
        if (treatment == Treatment::keep && !close(written.tag))
            return;
        if (++tags_ > 2 * limits_.tags)
            return;
        out_.html += "</";
        out_.html += written.name.substr(0, 64);
        out_.html += '>';
    }

    /// Takes the element from the open ones; false when its start tag was left out.
    bool close(GumboTag tag) {
        if (left_out_[tag] > 0) {
            --left_out_[tag];
            return false;
        }
        const auto found = std::find(open_.rbegin(), open_.rend(), tag);
        if (found != open_.rend())
            open_.erase(found.base() - 1, open_.end());
        return true;
    }

    // ---- elements that hold no tags

    /// Where "</name" stands from `from` on, as an end tag; the page's size where nowhere.
    std::size_t find_end_tag(std::string_view name, std::size_t from) const {
        for (std::size_t at = page_.find('<', from); at != none; at = page_.find('<', at + 1)) {
            if (at + 1 >= page_.size() || page_[at + 1] != '/')
                continue;
            const std::size_t behind = at + 2 + name.size();
            if (behind > page_.size())
                break;
            const char next = behind < page_.size() ? page_[behind] : '>';
            if (same_word(page_.substr(at + 2, name.size()), name) && (is_blank(next) || next == '/' || next == '>'))
                return at;
        }
        return page_.size();
    }

    /// Where a script ends. Within an open "<!--" a "<script" of its own takes one "</script" along.
    std::size_t find_script_end(std::size_t from) const {
        const std::size_t end = find_end_tag("script", from);
        const std::string_view script = page_.substr(0, end);
        std::size_t comment = script.find("<!--", from);
        for (std::size_t closed; comment != none; comment = script.find("<!--", closed)) {
            closed = script.find("-->", comment + 2);
            if (closed == none)
                break;
        }
        if (comment == none || script.find("<script", comment) == none)
            return end;
        const std::size_t next = find_end_tag("script", std::min(end + 2, page_.size()));
        return next == page_.size() ? end : next;
    }

    void pass_raw(const WrittenTag& written) {
        std::size_t content = written.end;
        bool is_linked_data = false;
        Attribute attribute;
        while (next_attribute(content, attribute))
            if (written.tag == GUMBO_TAG_SCRIPT && same_word(attribute.name, "type"))
                is_linked_data =
                    attribute.value.size() >= 19 && same_word(attribute.value.substr(0, 19), "application/ld+json");
        std::string name(written.name);
        std::transform(name.begin(), name.end(), name.begin(), lowered);
        const std::size_t end =
            written.tag == GUMBO_TAG_SCRIPT ? find_script_end(content) : find_end_tag(name, content);
        if (is_linked_data && !in_drawing())
            out_.linked_data.push_back(page_.substr(content, end - content));
        pass_to(page_.find('>', end), 1);
    }

    void keep_title(const WrittenTag& written) {
        std::size_t content = written.end;
        pass_attributes(content);
        const std::size_t end = find_end_tag("title", content);
        if (++tags_ <= limits_.tags) {
            out_.html += "<title>";
            put_words(page_.substr(content, end - content));
            out_.html += "</title>";
        }
        pass_to(page_.find('>', end), 1);
    }

    void put_rest_as_words() {
        for (; at_ < page_.size(); ++at_)
            if (page_[at_] == '<')
                out_.html += "&lt;";
            else if (page_[at_] == '&')
                out_.html += "&amp;";
            else if (page_[at_] == StandIn::mark)
                put_stand_in(page_.substr(at_, 1));
            else
                out_.html += page_[at_];
    }

    // ---- drawings

    void enter_drawing(const WrittenTag& written) {
        at_ = written.end;
        pass_attributes(at_);
        if (!in_drawing())
            in_foreign_object_ = false;
        if (at_ < 2 || page_[at_ - 1] != '>' || page_[at_ - 2] != '/')
            ++drawing_depth_;
    }

    void take_start_tag_in_drawing(const WrittenTag& written, Treatment treatment) {
        if (written.tag == GUMBO_TAG_FOREIGNOBJECT)
            in_foreign_object_ = true;
        if (ends_drawing(written.tag) && !in_foreign_object_) {
            drawing_depth_ = 0;
            return take_start_tag();
        }
        if (treatment == Treatment::drawing)
            return enter_drawing(written);
        if (written.tag == GUMBO_TAG_SCRIPT || written.tag == GUMBO_TAG_STYLE)
            return pass_raw(written);
        at_ = written.end;
        pass_attributes(at_);
    }

    std::string_view page_;
    const Limits& limits_;
    LeanPage& out_;
    std::size_t at_ = 0;
    std::size_t tags_ = 0;
    std::size_t drawing_depth_ = 0;
    bool in_foreign_object_ = false;
    std::vector<GumboTag> open_;                                // elements whose depth counts
    std::array<std::uint32_t, GUMBO_TAG_LAST + 1> left_out_{};  // by tag: start tags that were left out
};

}  // namespace

void StandIn::append(std::string& html, std::size_t number) {
    html += mark;
    for (int shift = 18; shift >= 0; shift -= 6)
        html += static_cast<char>('>' + (number >> shift & 63u));
}

std::size_t StandIn::number_at(std::string_view html) {
    std::size_t number = 0;
    if (html.size() < size)
        return most;
    for (const char c : html.substr(1, size - 1)) {
        if (c < '>' || c >= '>' + 64)
            return most;
        number = number << 6 | static_cast<std::size_t>(c - '>');
    }
    return number;
}

LeanPage make_lean(std::string_view page, const Limits& limits) {
    LeanPage out;
    Leaner(page, limits, out).run();
    return out;
}

}  // namespace recount::html
