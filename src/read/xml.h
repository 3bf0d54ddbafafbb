// XML as a row of events, read as it comes. Expat parses: it builds no tree, opens no file and no connection, calls
// nothing recursively, and bounds by itself what entities multiply. Here it is held shorter still: a document that
// declares entities is refused (no news format needs one, bombs and the reading of foreign files do), and so is one
// that is nested deeper than limits.h allows.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "read/input.h"
#include "read/problem.h"

namespace recount {

/// The attributes of an element, valid as long as its start is told.
class XmlAttributes {
public:
    explicit XmlAttributes(const char** row) : row_(row) {}

    /// The value; empty where there is none.
    std::string_view value(std::string_view name) const;

    template <class Take>
    void each(Take take) const {
        for (const char** at = row_; at && *at; at += 2)
            take(std::string_view(at[0]), std::string_view(at[1]));
    }

private:
    const char** row_;
};

/// Who is told what a document says. Names are as they stand, with their prefix; texts are valid UTF-8.
class XmlListener {
public:
    virtual ~XmlListener() = default;
    virtual void start(std::string_view name, const XmlAttributes& attributes) = 0;
    virtual void end(std::string_view name) = 0;
    virtual void text(std::string_view text) = 0;

    /// A reference to an entity that the document does not declare: "nbsp", as careless feeds have it.
    virtual void reference(std::string_view name) = 0;
};

/// The part of a name behind its prefix: "encoded" of "content:encoded".
std::string_view local_name(std::string_view name);

/// The name of the root element, and whether the bytes begin as XML does; for telling formats. `head` may be cut
/// anywhere.
struct XmlRoot {
    bool has_declaration = false;
    std::string_view name;  // empty where no element begins within the head
};
XmlRoot xml_root(std::string_view head);

class XmlDocument {
public:
    /// `input` and `listener` must outlive it.
    XmlDocument(Input& input, XmlListener& listener);
    ~XmlDocument();
    XmlDocument(const XmlDocument&) = delete;
    XmlDocument& operator=(const XmlDocument&) = delete;

    /// Reads to the end; the problem that kept it from getting there (kind, byte and detail alone are set).
    std::optional<Problem> read();

    /// From within start(): keeps the document's bytes from this element on, until kept() takes them.
    void keep();

    /// From within end(): the bytes of the element that keep() was called in, as they stand, and no longer kept; empty
    /// when they are longer than a report may be.
    std::string kept();

private:
    struct Callbacks;
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace recount
