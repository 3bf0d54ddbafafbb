// An answer of a web server as it went over the wire (RFC 9112): the status, the header, the body with its chunks put
// together and its packing undone. Web archives hold such answers.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "read/input.h"

namespace recount {

/// The lines of a header: names in lower case, values without blanks around them; continued lines joined.
struct HeaderFields {
    std::vector<std::pair<std::string, std::string>> fields;

    /// The value of the first field of that name (in lower case); empty when there is none.
    std::string_view value(std::string_view name) const;
};

/// Takes lines up to the blank one that ends a header. Of a header that is too long (limits.h) what is beyond is passed
/// over, and false given; so too when the bytes end within it.
bool take_header(Input& input, HeaderFields& header);

/// "text/html" and "utf-8" of "text/HTML; charset=UTF-8", both in lower case; empty where they are not given.
std::string media_type(std::string_view content_type);
std::string charset(std::string_view content_type);

struct HttpAnswer {
    int status = 0;  // 0: the bytes are no answer of a web server
    HeaderFields header;
};

/// Takes status line and header off the input.
HttpAnswer take_http_answer(Input& input);

/// The body of an answer, behind its header. What the header says of chunks and packing is believed only as far as the
/// bytes bear it out: crawlers often undo them and keep the header.
class HttpBody {
public:
    /// Reads from where `input` stands behind the header; `input` must outlive it.
    HttpBody(Input& input, const HeaderFields& header);

    Input& bytes() { return *bytes_; }

    /// The packing that cannot be undone, as the header names it; empty when all can.
    const std::string& unknown_packing() const { return unknown_packing_; }

private:
    Input* bytes_;
    std::vector<std::unique_ptr<Input>> layers_;  // each reads from the one before
    std::string unknown_packing_;
};

}  // namespace recount
