// Which encoding a page's bytes are in. The order is the HTML Standard's
// (https://html.spec.whatwg.org/#determining-the-character-encoding): mark, container, declaration, likeness. One
// thing is put before what is said of the bytes: where they are UTF-8 beyond doubt they are that whatever a server or
// the page says, because who saves a page anew, or moves it to another server, rarely mends what is said of it.
#include <algorithm>
#include <memory>
#include <unicode/ucsdet.h>
#include <utility>

#include "read/encoding.h"
#include "text/utf8.h"

namespace recount {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t declared_within =
    16384;                                // bytes; the standard asks for 1,024, and browsers go on while they parse
constexpr std::size_t looked_at = 65536;  // bytes that a likeness is told from
constexpr std::size_t telling_characters = 4;  // beyond ASCII, that make valid UTF-8 no chance
constexpr std::ptrdiff_t likeness_bytes = 8;   // beyond ASCII, that a likeness needs; fewer are like anything
constexpr std::int32_t least_confidence = 15;  // per cent, as ICU's detector counts

/// True where valid UTF-8 beyond ASCII, read as windows-1252, would be what nobody writes ("Ã©", "â€™"): letters of
/// Latin alphabets and the signs of printed text. Of others two letters might meet by chance ("É»").
bool is_western(std::string_view utf8) {
    for (std::size_t at = 0; at < utf8.size();) {
        const char32_t c = next_code_point(utf8, at);
        const bool is_sign = c >= 0x2010 && c <= 0x2122;
        if (c >= 0x180 && !is_sign)
            return false;
    }
    return true;
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

/// The HTML Standard's prescan of a byte stream: meta elements alone are read, as far as charset and content go.
class Prescan {
public:
    explicit Prescan(std::string_view page) : page_(page.substr(0, declared_within)) {}

    std::string_view encoding() {
        for (; at_ < page_.size(); ++at_) {
            if (page_[at_] != '<')
                continue;
            if (starts("<!--")) {
                const std::size_t end = page_.find("-->", at_ + 2);
                if (end == std::string_view::npos)
                    return {};
                at_ = end + 2;
            } else if (starts("<meta") && at_ + 5 < page_.size() &&
                       (is_blank(page_[at_ + 5]) || page_[at_ + 5] == '/')) {
                at_ += 5;
                if (const std::string_view encoding = of_meta(); !encoding.empty())
                    return encoding;
            } else if (starts_tag()) {
                while (at_ < page_.size() && !is_blank(page_[at_]) && page_[at_] != '>')
                    ++at_;
                for (Attribute attribute; next_attribute(attribute);) {
                }
            } else if (at_ + 1 < page_.size() &&
                       (page_[at_ + 1] == '!' || page_[at_ + 1] == '/' || page_[at_ + 1] == '?')) {
                at_ = std::min(page_.find('>', at_), page_.size());
            }
        }
        return {};
    }

private:
    struct Attribute {
        std::string name, value;  // lower-case
    };

    bool starts(std::string_view what) const {
        if (page_.size() - at_ < what.size())
            return false;
        for (std::size_t i = 0; i < what.size(); ++i)
            if (lower(page_[at_ + i]) != what[i])
                return false;
        return true;
    }

    bool starts_tag() const {
        const std::size_t letter = at_ + (at_ + 1 < page_.size() && page_[at_ + 1] == '/' ? 2 : 1);
        return letter < page_.size() && lower(page_[letter]) >= 'a' && lower(page_[letter]) <= 'z';
    }

    std::string_view of_meta() {
        bool is_pragma = false, needs_pragma = false;
        std::string_view charset;
        bool has_charset = false, has_content = false, has_pragma = false;
        for (Attribute attribute; next_attribute(attribute);) {
            if (attribute.name == "http-equiv" && !std::exchange(has_pragma, true)) {
                is_pragma = attribute.value == "content-type";
            } else if (attribute.name == "charset" && !std::exchange(has_charset, true)) {
                charset = encoding_of_label(attribute.value);
                needs_pragma = false;
            } else if (attribute.name == "content" && charset.empty() && !std::exchange(has_content, true)) {
                charset = encoding_of_label(charset_of_content(attribute.value));
                needs_pragma = !charset.empty();
            }
        }
        if (needs_pragma && !is_pragma)
            return {};
        if (charset.starts_with("UTF-16"))  // what is read byte by byte is no UTF-16
            return "UTF-8";
        return charset == "x-user-defined" ? "windows-1252"sv : charset;
    }

    /// "text/html; charset=latin1": the label.
    static std::string_view charset_of_content(std::string_view content) {
        for (std::size_t at = content.find("charset"); at != std::string_view::npos;
             at = content.find("charset", at + 1)) {
            std::size_t next = skip_blanks(content, at + 7);
            if (next >= content.size() || content[next] != '=')
                continue;
            next = skip_blanks(content, next + 1);
            if (next >= content.size())
                return {};
            if (content[next] == '"' || content[next] == '\'') {
                const std::size_t close = content.find(content[next], next + 1);
                return close == std::string_view::npos ? std::string_view()
                                                       : content.substr(next + 1, close - next - 1);
            }
            return content.substr(next, content.find_first_of(" \t\n\f\r;", next) - next);
        }
        return {};
    }

    static std::size_t skip_blanks(std::string_view text, std::size_t at) {
        while (at < text.size() && is_blank(text[at]))
            ++at;
        return at;
    }

    /// The tag's next attribute; false, and at the tag's end, when there is none.
    bool next_attribute(Attribute& attribute) {
        attribute = {};
        while (at_ < page_.size() && (is_blank(page_[at_]) || page_[at_] == '/'))
            ++at_;
        if (at_ >= page_.size() || page_[at_] == '>')
            return false;
        while (at_ < page_.size() && !is_blank(page_[at_]) && page_[at_] != '/' && page_[at_] != '>' &&
               (page_[at_] != '=' || attribute.name.empty()))
            attribute.name += lower(page_[at_++]);
        const std::size_t equals = skip_blanks(page_, at_);
        if (equals >= page_.size() || page_[equals] != '=')
            return true;
        at_ = skip_blanks(page_, equals + 1);
        if (at_ >= page_.size())
            return false;
        const char quote = page_[at_];
        const bool quoted = quote == '"' || quote == '\'';
        for (at_ += quoted; at_ < page_.size(); ++at_) {
            if (quoted ? page_[at_] == quote : is_blank(page_[at_]) || page_[at_] == '>')
                break;
            attribute.value += lower(page_[at_]);
        }
        at_ += quoted && at_ < page_.size();
        return true;
    }

    std::string_view page_;
    std::size_t at_ = 0;
};

/// The encoding of `<?xml version="1.0" encoding="..."?>`, which must stand at the very beginning.
std::string_view declared_in_xml(std::string_view page) {
    if (!page.starts_with("<?xml"))
        return {};
    const std::string_view declaration = page.substr(0, page.find('>'));
    std::size_t at = declaration.find("encoding");
    at = at == std::string_view::npos ? at : declaration.find_first_of("\"'", at);
    if (at == std::string_view::npos)
        return {};
    const std::size_t close = declaration.find(declaration[at], at + 1);
    if (close == std::string_view::npos)
        return {};
    const std::string_view encoding = encoding_of_label(declaration.substr(at + 1, close - at - 1));
    return encoding.starts_with("UTF-16") ? "UTF-8"sv : encoding;
}

std::string_view of_mark(std::string_view bytes) {
    return bytes.starts_with("\xEF\xBB\xBF") ? "UTF-8"sv
           : bytes.starts_with("\xFE\xFF"sv) ? "UTF-16BE"sv
           : bytes.starts_with("\xFF\xFE"sv) ? "UTF-16LE"sv
                                             : std::string_view();
}

/// What ICU's detector finds likeliest, markup left aside; empty where it finds nothing that it would stand for.
std::string_view likely_encoding(std::string_view bytes) {
    bytes = bytes.substr(0, looked_at);
    const bool has_escape = bytes.find('\x1B') != std::string_view::npos;  // ISO-2022 is all ASCII
    const auto is_beyond = [](char c) { return (c & 0x80) != 0; };
    if (!has_escape && std::count_if(bytes.begin(), bytes.end(), is_beyond) < likeness_bytes)
        return {};
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status), &ucsdet_close);
    ucsdet_enableInputFilter(detector.get(), true);
    ucsdet_setText(detector.get(), bytes.data(), static_cast<std::int32_t>(bytes.size()), &status);
    const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
    if (U_FAILURE(status) || !match || ucsdet_getConfidence(match, &status) < least_confidence)
        return {};
    const char* name = ucsdet_getName(match, &status);
    return U_FAILURE(status) ? std::string_view() : encoding_of_label(name);
}

}  // namespace

std::string_view declared_encoding(std::string_view page) {
    const std::string_view declared = Prescan(page).encoding();
    return declared.empty() ? declared_in_xml(page) : declared;
}

std::string_view xml_encoding(std::string_view document) {
    return declared_in_xml(document);
}

bool is_utf8_all_the_same(std::string_view bytes, std::string_view told) {
    constexpr std::size_t longest_character = 4;
    const Utf8Look look = look_at_utf8(bytes);
    if (look.beyond_ascii == 0 || (look.first_invalid && *look.first_invalid + longest_character <= bytes.size()))
        return false;
    bytes = bytes.substr(0, look.first_invalid.value_or(bytes.size()));
    return look.beyond_ascii >= telling_characters || (told == "windows-1252" && is_western(bytes));
}

Encoding page_encoding(std::string_view bytes, std::string_view container_charset) {
    if (const std::string_view mark = of_mark(bytes); !mark.empty())
        return {mark, EncodingBasis::mark};
    const std::string_view carried = encoding_of_label(container_charset);
    if (!carried.empty() && is_utf8_all_the_same(bytes, carried))
        return {"UTF-8", carried == "UTF-8" ? EncodingBasis::container : EncodingBasis::form};
    if (!carried.empty())
        return {carried, EncodingBasis::container};
    if (const std::string_view wide = told_encoding(bytes.substr(0, looked_at)); !wide.empty())
        return {wide, EncodingBasis::form};
    const std::string_view declared = declared_encoding(bytes);
    if (is_utf8_all_the_same(bytes, declared))
        return {"UTF-8", EncodingBasis::form};
    if (!declared.empty())
        return {declared, EncodingBasis::declaration};
    if (!first_invalid_utf8(bytes) &&
        bytes.find('\x1B') == std::string_view::npos)  // an escape may open ISO-2022-JP, which is all ASCII
        return {"UTF-8", EncodingBasis::form};
    if (const std::string_view likely = likely_encoding(bytes); !likely.empty())
        return {likely, EncodingBasis::likeness};
    return {"windows-1252", EncodingBasis::habit};
}

std::optional<Problem> encoding_remark(const Encoding& encoding, bool damaged) {
    if (encoding.is_certain() && !damaged)
        return std::nullopt;
    return Problem{encoding.is_certain() ? ProblemKind::damaged_encoding : ProblemKind::likely_encoding,
                   {},
                   0,
                   0,
                   std::string(encoding.name)};
}

}  // namespace recount
