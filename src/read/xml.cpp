#include "read/xml.h"

#include <expat.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <new>

#include "read/encoding.h"

namespace recount {

namespace {

constexpr std::string_view blanks = " \t\r\n";

bool ends_name(char c) {
    return blanks.find(c) != std::string_view::npos || c == '>' || c == '/';
}

// Some releases of Expat call these two deprecated, and offer nothing in their place: the place of an event in the
// bytes is asked for, not in a buffer. In those that do not, the pragma changes nothing.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
XML_Index byte_index(XML_Parser parser) {
    return XML_GetCurrentByteIndex(parser);
}

int byte_count(XML_Parser parser) {
    return XML_GetCurrentByteCount(parser);
}
#pragma GCC diagnostic pop

/// The encoding to read a document in, where that is not what Expat makes of its declaration; else null. Content
/// systems write a declaration once and change what stands behind it: what is UTF-8 beyond doubt is UTF-8. And
/// "ISO-8859-1" is windows-1252, as browsers take it: else its quotation marks would become control characters, without
/// a word.
const char* encoding_to_read(Input& input) {
    if (input.fetched().charset == "utf-8")  // it was converted
        return "UTF-8";
    const std::string_view declared = xml_encoding(input.head());
    if (declared.empty())
        return nullptr;
    if (declared == "UTF-8")  // or UTF-16 by name alone: then the declaration could not have been read
        return "UTF-8";
    if (is_utf8_all_the_same(input.next(max_report_bytes), declared))
        return "UTF-8";
    return declared == "windows-1252" ? "windows-1252" : nullptr;
}

}  // namespace

struct XmlDocument::State {
    Input& input;
    XmlListener& listener;
    XML_Parser parser = nullptr;
    std::size_t depth = 0;
    std::optional<Problem> problem;
    std::string bytes;  // of the document from `bytes_at` on, while something is kept
    std::uint64_t bytes_at = 0;
    std::optional<std::uint64_t> kept_from;

    std::uint64_t at() const { return static_cast<std::uint64_t>(std::max<XML_Index>(0, byte_index(parser))); }

    void stop(ProblemKind kind, std::uint64_t number) {
        if (!problem)
            problem = Problem{kind, {}, 0, number, {}};
        XML_StopParser(parser, XML_FALSE);
    }
};

struct XmlDocument::Callbacks {
    static State& of(void* data) { return *static_cast<State*>(data); }

    static void start(void* data, const char* name, const char** attributes) {
        State& state = of(data);
        if (++state.depth > max_xml_depth)
            return state.stop(ProblemKind::xml_too_deep, max_xml_depth);
        if (!state.problem)
            state.listener.start(name, XmlAttributes(attributes));
    }

    static void end(void* data, const char* name) {
        State& state = of(data);
        --state.depth;
        if (!state.problem)
            state.listener.end(name);
    }

    static void text(void* data, const char* text, int size) {
        if (!of(data).problem)
            of(data).listener.text(std::string_view(text, static_cast<std::size_t>(size)));
    }

    static void entity(void* data, const char*, int, const char*, int, const char*, const char*, const char*,
                       const char*) {
        of(data).stop(ProblemKind::xml_entities, of(data).at());
    }

    static void skipped(void* data, const char* name, int is_parameter) {
        if (!is_parameter && !of(data).problem)
            of(data).listener.reference(name);
    }

    /// Nothing outside the document is ever read: what is asked for is taken to be empty. Only once the type
    /// declaration was "read" does expat let undeclared entities pass.
    static int outside(XML_Parser parser, const char* context, const char*, const char*, const char*) {
        if (context)
            return XML_STATUS_OK;
        XML_Parser empty = XML_ExternalEntityParserCreate(parser, nullptr, nullptr);
        if (!empty)
            return XML_STATUS_ERROR;
        const XML_Status status = XML_Parse(empty, "", 0, 1);
        XML_ParserFree(empty);
        return status;
    }

    /// Encodings with a byte a character, by ICU; expat knows the Unicode ones itself.
    static int encoding(void*, const char* name, XML_Encoding* info) {
        UErrorCode status = U_ZERO_ERROR;
        UConverter* converter = ucnv_open(name, &status);
        if (U_FAILURE(status))
            return XML_STATUS_ERROR;
        const bool is_single = ucnv_getMaxCharSize(converter) == 1;
        for (int byte = 0; is_single && byte < 256; ++byte) {
            const char source = static_cast<char>(byte);
            const char* at = &source;
            status = U_ZERO_ERROR;
            const UChar32 c = ucnv_getNextUChar(converter, &at, &source + 1, &status);
            info->map[byte] = U_FAILURE(status) || c == 0xFFFD ? -1 : c;
        }
        ucnv_close(converter);
        info->data = nullptr;
        info->convert = nullptr;
        info->release = nullptr;
        return is_single ? XML_STATUS_OK : XML_STATUS_ERROR;
    }
};

std::string_view XmlAttributes::value(std::string_view name) const {
    for (const char** at = row_; at && *at; at += 2)
        if (name == at[0])
            return at[1];
    return {};
}

std::string_view local_name(std::string_view name) {
    return name.substr(name.find(':') + 1);
}

XmlRoot xml_root(std::string_view head) {
    XmlRoot root;
    for (std::size_t at = 0;;) {
        at = std::min(head.find_first_not_of(blanks, at), head.size());
        const std::string_view rest = head.substr(at);
        if (rest.size() < 2 || rest[0] != '<')
            return root;
        std::string_view end;
        if (rest[1] == '?') {
            root.has_declaration |= rest.starts_with("<?xml");
            end = "?>";
        } else if (rest.starts_with("<!--")) {
            end = "-->";
        } else if (rest[1] == '!') {
            const std::size_t open = rest.find_first_of("[>");
            end = open != std::string_view::npos && rest[open] == '[' ? "]>" : ">";
        } else {
            const auto stop = std::find_if(rest.begin() + 1, rest.end(), ends_name);
            if (stop != rest.end())
                root.name = rest.substr(1, static_cast<std::size_t>(stop - rest.begin()) - 1);
            return root;
        }
        const std::size_t found = head.find(end, at);
        if (found == std::string_view::npos)
            return root;
        at = found + end.size();
    }
}

XmlDocument::XmlDocument(Input& input, XmlListener& listener)
    : state_(std::make_unique<State>(State{input, listener, nullptr, 0, std::nullopt, {}, 0, std::nullopt})) {
    XML_Parser parser = XML_ParserCreate(encoding_to_read(input));
    if (!parser)
        throw std::bad_alloc();
    state_->parser = parser;
    XML_SetUserData(parser, state_.get());
    XML_SetElementHandler(parser, Callbacks::start, Callbacks::end);
    XML_SetCharacterDataHandler(parser, Callbacks::text);
    XML_SetEntityDeclHandler(parser, Callbacks::entity);
    XML_SetSkippedEntityHandler(parser, Callbacks::skipped);
    XML_SetExternalEntityRefHandler(parser, Callbacks::outside);
    XML_SetUnknownEncodingHandler(parser, Callbacks::encoding, nullptr);
    XML_SetParamEntityParsing(parser, XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE);
    XML_UseForeignDTD(parser, XML_TRUE);  // so that entities that nobody declares are skipped, not an error
}

XmlDocument::~XmlDocument() {
    XML_ParserFree(state_->parser);
}

std::optional<Problem> XmlDocument::read() {
    State& state = *state_;
    std::uint64_t given = 0;
    for (;;) {
        const std::string_view bytes = state.input.next();
        // A tag may have begun in bytes that were given before: the parser still stands at it.
        const std::uint64_t needed_from =
            std::max(state.bytes_at, state.kept_from.value_or(std::min(given, state.at())));
        state.bytes.erase(0, needed_from - state.bytes_at);
        state.bytes_at = needed_from;
        if (state.bytes.size() <= max_report_bytes)  // beyond it nothing that is kept will be asked for
            state.bytes.append(bytes);
        given += bytes.size();
        const bool is_last = bytes.empty();
        const XML_Status status = XML_Parse(state.parser, bytes.data(), static_cast<int>(bytes.size()), is_last);
        if (state.problem)
            return state.problem;
        if (status != XML_STATUS_OK) {
            const XML_Error error = XML_GetErrorCode(state.parser);
            if (error == XML_ERROR_NO_MEMORY)
                throw std::bad_alloc();
            return Problem{
                is_last ? ProblemKind::xml_cut : ProblemKind::xml_broken, {}, 0, state.at(), XML_ErrorString(error)};
        }
        if (is_last)
            return std::nullopt;
        state.input.advance(bytes.size());
    }
}

void XmlDocument::keep() {
    state_->kept_from = state_->at();
}

std::string XmlDocument::kept() {
    State& state = *state_;
    const std::uint64_t from = *state.kept_from,
                        until = state.at() + static_cast<std::uint64_t>(byte_count(state.parser));
    state.kept_from.reset();
    const bool is_there = from >= state.bytes_at && until >= from && until - state.bytes_at <= state.bytes.size();
    return is_there && until - from <= max_report_bytes ? state.bytes.substr(from - state.bytes_at, until - from)
                                                        : std::string();
}

}  // namespace recount
