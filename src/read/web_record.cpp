#include "read/web_record.h"

#include <algorithm>

#include "read/http.h"

namespace recount {

using namespace std::string_view_literals;

namespace {

/// The record's bytes: so many of the input from where it stands.
class RecordSource : public ByteSource {
public:
    RecordSource(Input& input, std::uint64_t length, BeginsRecord begins_record)
        : input_(input), left_(length), begins_record_(begins_record) {}

    std::size_t read(char* to, std::size_t size) override {
        if (failure_)
            return 0;
        if (left_ == 0) {
            if (!is_followed_by_end())
                failure_ = Problem{ProblemKind::record_cut, {}, 0, input_.at(), {}};
            else
                failure_ = input_.broken_checksum();  // a page is given only once it agrees
            return 0;
        }
        const std::string_view bytes = input_.next();
        const std::size_t count = std::min<std::uint64_t>({bytes.size(), left_, size});
        bytes.copy(to, count);
        input_.advance(count);
        left_ -= count;
        if (count == 0)
            failure_ = input_.failure() ? *input_.failure() : Problem{ProblemKind::record_cut, {}, 0, input_.at(), {}};
        return count;
    }

    std::optional<Problem> failure() const override { return failure_; }

    std::uint64_t left() const { return left_; }

private:
    /// Line ends stand behind a record, two of a WARC, one of an ARC; some writers leave them out.
    bool is_followed_by_end() {
        constexpr std::string_view end = "\r\n\r\n";
        constexpr std::size_t beginning = 16;  // bytes of the next record
        if (input_.next(end.size()).starts_with(end))
            return true;
        const std::string_view bytes = input_.next(end.size() + beginning);
        const std::string_view rest = bytes.substr(std::min(bytes.find_first_not_of("\r\n"), bytes.size()));
        return rest.empty() || begins_record_(rest);
    }

    Input& input_;
    std::uint64_t left_;
    BeginsRecord begins_record_;
    std::optional<Problem> failure_;
};

/// What a server calls a thing that holds no report: told without looking at it, since a crawl has thousands.
bool is_no_text(std::string_view media_type) {
    constexpr std::string_view kinds[] = {"image/"sv, "audio/"sv, "video/"sv, "font/"sv};
    constexpr std::string_view types[] = {"text/css"sv,
                                          "text/javascript"sv,
                                          "application/javascript"sv,
                                          "application/x-javascript"sv,
                                          "application/wasm"sv,
                                          "application/font-woff"sv,
                                          "application/x-shockwave-flash"sv,
                                          "text/dns"sv};
    return std::any_of(std::begin(kinds), std::end(kinds), [&](auto kind) { return media_type.starts_with(kind); }) ||
           std::find(std::begin(types), std::end(types), media_type) != std::end(types);
}

/// "/robots.txt", which sites have for crawlers alone.
bool is_for_crawlers(std::string_view address) {
    return address.ends_with("/robots.txt");
}

std::string label(std::uint64_t number, std::string_view address) {
    std::string label = "record " + std::to_string(number);
    if (!address.empty())
        label.append(" (").append(address.substr(0, 200)).append(")");
    return label;
}

/// Hands on what the record holds; false when that is nothing to read. `is_told` when its bytes broke off and the
/// sink has said so.
bool give(Input& payload, const WebRecord& record, ItemSink& sink, bool& is_told) {
    HeaderFields header;
    if (record.is_answer && payload.next(5).starts_with("HTTP/")) {
        HttpAnswer answer = take_http_answer(payload);
        if (payload.failure())
            return true;
        if (answer.status == 0) {
            sink.problem(
                at_record({ProblemKind::header_endless, {}, 0, max_header_bytes, {}}, record.number, record.address));
            return true;
        }
        if (answer.status < 200 || answer.status > 299 || is_no_text(media_type(answer.header.value("content-type"))))
            return false;
        header = std::move(answer.header);
    } else if (is_no_text(payload.fetched().media_type)) {
        return false;
    } else {
        header.fields.emplace_back("content-type", record.content_type);
    }
    if (payload.next().empty() && !payload.failure())
        return false;  // answers without a body are common
    HttpBody body(payload, header);
    Entry entry{{}, record.number, label(record.number, record.address), {}, false};
    if (!body.unknown_packing().empty()) {
        sink.problem({ProblemKind::packing_unknown, {}, 0, 0, body.unknown_packing(), entry.label});
        return true;
    }
    entry.stated.url = record.address;
    entry.stated.date_fetched = record.date;
    entry.stated.id = record.address.empty() ? record.id : record.address;
    sink.entry(body.bytes(), std::move(entry));
    is_told = body.bytes().failure().has_value();
    return true;
}

}  // namespace

Problem at_record(Problem problem, std::uint64_t number, std::string_view address) {
    problem.within = label(number, address);
    return problem;
}

bool read_web_record(Input& input, const WebRecord& record, BeginsRecord begins_record, ItemSink& sink,
                     std::uint64_t& passed_over) {
    auto source = std::make_unique<RecordSource>(input, record.length, begins_record);
    const RecordSource& bytes = *source;
    Input payload(input, std::move(source), {record.address, {}, media_type(record.content_type)});
    bool is_told = false;
    if (record.is_content && (is_for_crawlers(record.address) || !give(payload, record, sink, is_told)))
        ++passed_over;
    if (bytes.failure() || !input.pass(bytes.left())) {
        if (!is_told)
            sink.problem(at_record(bytes.failure()   ? *bytes.failure()
                                   : input.failure() ? *input.failure()
                                                     : Problem{ProblemKind::record_cut, {}, 0, input.at(), {}},
                                   record.number, record.address));
        return false;
    }
    return true;
}

}  // namespace recount
