// From an input's bytes to UTF-8, through ICU's converters. Plain text and JSON are UTF-8, or another encoding where
// that is certain: by a byte order mark, or because every other byte is NUL as in UTF-16 that holds Latin letters. A
// web page, a feed and a mail are in the encoding that the HTML Standard finds: mark, container, declaration; but bytes
// that are UTF-8 beyond doubt are that, whatever is said of them. Where nothing tells it, the bytes are looked at, and
// what they look like is said to be uncertain.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "read/problem.h"

namespace recount {

/// How an encoding is known, surest first.
enum class EncodingBasis : std::uint8_t {
    mark,         // a byte order mark
    container,    // what carried the bytes says so: the charset of an HTTP header, of a part of a mail
    declaration,  // the bytes say so of themselves: <meta charset>, an XML declaration
    form,         // they are valid UTF-8 beyond ASCII, which nothing else is by chance; so whatever is said of them
    likeness,     // they look like it
    habit,        // nothing tells; windows-1252, as browsers take it
};

struct Encoding {
    std::string_view name;  // of the Encoding Standard: "UTF-8", "windows-1252"
    EncodingBasis basis = EncodingBasis::habit;

    bool is_certain() const { return basis <= EncodingBasis::form; }
};

/// The Encoding Standard's name for a label, whatever its case: "latin1" is "windows-1252". Empty for an unknown label.
std::string_view encoding_of_label(std::string_view label);

/// ICU's name of the converter for an encoding of the Encoding Standard; any other name is given back as it is.
std::string_view converter_of(std::string_view encoding);

/// The encoding that a page declares in its head, by the HTML Standard's prescan, then by an XML declaration; empty
/// where it declares none.
std::string_view declared_encoding(std::string_view page);

/// The encoding that an XML declaration at the very beginning names; empty where it names none.
std::string_view xml_encoding(std::string_view document);

/// True where bytes are UTF-8 beyond doubt, though they are said to be in the encoding `told`: valid UTF-8 in many
/// places beyond ASCII, or in a few that would be nonsense in windows-1252. A cut at the end is no fault.
bool is_utf8_all_the_same(std::string_view bytes, std::string_view told);

/// The encoding of a page's bytes. `container_charset` is the label that the page came with, or empty.
Encoding page_encoding(std::string_view bytes, std::string_view container_charset);

/// What is to be said of reading bytes as this encoding: that it is not certain, or that some of them meant nothing in
/// it.
std::optional<Problem> encoding_remark(const Encoding& encoding, bool damaged);

/// The bytes in UTF-8, without a byte order mark; nullopt where ICU has no such converter. What means nothing in the
/// encoding becomes U+FFFD, as in browsers; `damaged` says whether there was such a thing.
std::optional<std::string> decoded(std::string_view bytes, std::string_view encoding, bool& damaged);

/// ICU's name of the encoding that the first bytes tell for certain ("UTF-16LE" ...), or empty: UTF-8 is to be tried.
std::string_view told_encoding(std::string_view head);

/// Turns bytes into valid UTF-8 without a byte order mark, in place. Gives the problem (kind and byte alone are set)
/// when that cannot be; the bytes are then as they were.
std::optional<Problem> to_utf8(std::string& bytes);

/// A document or archive by its first bytes that is no text but could be made into some: the problem, which says how.
std::optional<Problem> told_document(std::string_view head);

/// What the first bytes say a file is when it is no text ("a picture (PNG)"), or empty.
std::string_view told_binary(std::string_view head);

}  // namespace recount
