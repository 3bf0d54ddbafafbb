#include "read/http.h"

#include <algorithm>
#include <charconv>

#include "read/unpack.h"
#include "text/ascii.h"

namespace recount {

namespace {

constexpr std::size_t longest_chunk_size = 64;  // with what may stand behind it

/// The number in hexadecimal digits that a chunk begins with; none where there is no such line.
std::optional<std::uint64_t> chunk_size(std::string_view line) {
    std::uint64_t size = 0;
    line = without_blanks(line.substr(0, line.find(';')));
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), size, 16);
    if (line.empty() || error != std::errc() || end != line.data() + line.size())
        return std::nullopt;
    return size;
}

/// A body in chunks, put together.
class ChunkSource : public ByteSource {
public:
    explicit ChunkSource(Input& chunks) : chunks_(chunks) {}

    std::size_t read(char* to, std::size_t size) override {
        if (left_ == 0 && !begin_chunk())
            return 0;
        const std::string_view bytes = chunks_.next();
        const std::size_t count = std::min<std::uint64_t>({bytes.size(), left_, size});
        if (count == 0)
            return fail();
        bytes.copy(to, count);
        chunks_.advance(count);
        left_ -= count;
        return count;
    }

    std::optional<Problem> failure() const override { return failure_; }

private:
    bool begin_chunk() {
        if (is_ended_ || failure_)
            return false;
        Input::Line state = chunks_.take_line(line_, max_header_line_bytes);
        if (has_begun_ && state == Input::Line::taken && line_.empty())  // the line's end behind a chunk
            state = chunks_.take_line(line_, max_header_line_bytes);
        has_begun_ = true;
        const auto size = chunk_size(line_);
        if (state != Input::Line::taken || !size)
            return fail() > 0;
        left_ = *size;
        is_ended_ = left_ == 0;
        return !is_ended_;
    }

    std::size_t fail() {
        failure_ = chunks_.failure();
        if (!failure_)
            failure_ = Problem{ProblemKind::chunks_broken, {}, 0, chunks_.at(), {}};
        return 0;
    }

    Input& chunks_;
    std::string line_;
    std::uint64_t left_ = 0;  // bytes of the chunk that are still to come
    bool has_begun_ = false, is_ended_ = false;
    std::optional<Problem> failure_;
};

/// The packing that the bytes at hand bear out, of what the header says.
Packing borne_out(std::string_view named, Input& body) {
    if (named == "br")
        return unpacks_as_brotli(body.head()) || has_control_bytes(body.head()) ? Packing::brotli : Packing::none;
    const std::string_view bytes = body.next(10);
    const Packing told = told_packing(bytes);
    if (named == "gzip" || named == "x-gzip" || named == "zstd")
        return told;
    if (named != "deflate" || bytes.size() < 2)
        return Packing::none;
    const unsigned first = static_cast<unsigned char>(bytes[0]), second = static_cast<unsigned char>(bytes[1]);
    if ((first & 0x0F) == 8 && (first * 256 + second) % 31 == 0)  // RFC 1950; some servers leave it out
        return Packing::zlib;
    return first == '<' || first == '{' || first == 0xEF ? Packing::none : Packing::deflate;
}

}  // namespace

std::string_view HeaderFields::value(std::string_view name) const {
    for (const auto& [known, value] : fields)
        if (known == name)
            return value;
    return {};
}

bool take_header(Input& input, HeaderFields& header) {
    std::string line;
    std::size_t bytes = 0;
    bool is_whole = true;
    for (;;) {
        const Input::Line state = input.take_line(line, max_header_line_bytes);
        if (state == Input::Line::none)
            return false;
        if (state == Input::Line::taken && line.empty())
            return is_whole;
        bytes += line.size();
        is_whole = is_whole && state == Input::Line::taken && bytes <= max_header_bytes;
        if (!is_whole)
            continue;
        const std::size_t colon = line.find(':');
        if ((line[0] == ' ' || line[0] == '\t') && !header.fields.empty())
            header.fields.back().second.append(" ").append(without_blanks(line));
        else if (colon != std::string::npos)
            header.fields.emplace_back(ascii_lowered(without_blanks(std::string_view(line).substr(0, colon))),
                                       without_blanks(std::string_view(line).substr(colon + 1)));
    }
}

std::string media_type(std::string_view content_type) {
    return ascii_lowered(without_blanks(content_type.substr(0, content_type.find_first_of(";,"))));
}

std::string charset(std::string_view content_type) {
    const std::string all = ascii_lowered(content_type);
    std::size_t at = all.find("charset=");
    if (at == std::string::npos)
        return {};
    at = all.find_first_not_of("\"' ", at + 8);
    return at == std::string::npos ? "" : all.substr(at, all.find_first_of("\"';, ", at) - at);
}

HttpAnswer take_http_answer(Input& input) {
    HttpAnswer answer;
    if (!input.next(5).starts_with("HTTP/"))
        return answer;
    std::string line;
    if (input.take_line(line, max_header_line_bytes) != Input::Line::taken)
        return answer;
    const std::size_t blank = std::min(line.find(' '), line.size());
    int status = 0;
    std::from_chars(line.data() + std::min(blank + 1, line.size()), line.data() + line.size(), status);
    if (take_header(input, answer.header))
        answer.status = status;
    return answer;
}

HttpBody::HttpBody(Input& input, const HeaderFields& header) : bytes_(&input) {
    const auto add_layer = [&](std::unique_ptr<ByteSource> source) {
        layers_.push_back(std::make_unique<Input>(*bytes_, std::move(source)));
        bytes_ = layers_.back().get();
    };
    if (ascii_lowered(header.value("transfer-encoding")).find("chunked") != std::string::npos) {
        const std::string_view bytes = bytes_->next(longest_chunk_size);
        if (const std::size_t end = bytes.find('\n'); end != std::string_view::npos && chunk_size(bytes.substr(0, end)))
            add_layer(std::make_unique<ChunkSource>(*bytes_));
    }
    const std::string named = ascii_lowered(header.value("content-encoding"));
    if (const Packing packing = borne_out(named, *bytes_); packing != Packing::none)
        add_layer(make_unpacked_source(*bytes_, packing));
    else if (named.find(',') != std::string::npos)
        unknown_packing_ = named;
    Fetched origin = input.fetched();
    origin.media_type = media_type(header.value("content-type"));
    origin.charset = charset(header.value("content-type"));
    bytes_->set_fetched(std::move(origin));
}

}  // namespace recount
