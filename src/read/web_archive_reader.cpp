// Web archives (WARC, ISO 28500), as crawlers and CC-News write them: record after record, each with a header of its
// own. The records that hold what a server answered are read, each as if its page had been given as a file; requests,
// descriptions of the crawl and answers that are no text (pictures, scripts, "not found") are passed over and counted.
//
// What a page states of itself stands: the record's address is the report's `url` only where the page names none. It
// is always the report's id. The record's date is the crawler's, not the report's, and is not taken for it.
#include <algorithm>
#include <charconv>

#include "read/http.h"
#include "read/reader.h"

namespace recount {

using namespace std::string_view_literals;

namespace {

/// The record's bytes: so many of the input from where it stands.
class RecordSource : public ByteSource {
public:
    RecordSource(Input& input, std::uint64_t length) : input_(input), left_(length) {}

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
    /// Two line ends stand behind a record; some writers leave them out.
    bool is_followed_by_end() {
        constexpr std::string_view end = "\r\n\r\n", next_record = "WARC/";
        if (input_.next(end.size()).starts_with(end))
            return true;
        const std::string_view bytes = input_.next(end.size() + next_record.size());
        const std::string_view rest = bytes.substr(std::min(bytes.find_first_not_of("\r\n"), bytes.size()));
        return rest.empty() || rest.starts_with(next_record);
    }

    Input& input_;
    std::uint64_t left_;
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

struct Record {
    std::uint64_t number = 0;
    HeaderFields header;
    std::string address;  // "" where the header has none
    std::uint64_t length = 0;
};

class WebArchiveReader : public Reader {
public:
    bool reads_bytes() const override { return true; }

    bool recognises(std::string_view head) const override { return is_version(head); }

    void read(Input& input, const ReadWording&, ItemSink& sink) const override {
        std::uint64_t passed_over = 0;
        bool is_lost = false;  // and said so
        for (Record record; !input.next().empty() || input.failure();) {
            if (input.failure()) {
                if (!is_lost)
                    sink.problem(at_record(*input.failure(), record.number + 1, {}));
                is_lost = true;
                if (!input.resume())
                    return;
                continue;
            }
            std::string line;
            const Input::Line state = input.take_line(line, max_header_line_bytes);
            if (state == Input::Line::none || (state == Input::Line::taken && line.empty()))
                continue;
            if (state != Input::Line::taken || !is_version(line)) {
                if (!is_lost)
                    sink.problem(at_record({ProblemKind::record_lost, {}, 0, input.at(), {}}, record.number + 1, {}));
                is_lost = true;
                continue;
            }
            record = {record.number + 1, {}, {}, 0};
            is_lost = !take_record_header(input, record, sink) || !read_record(input, record, sink, passed_over);
        }
        if (passed_over > 0)
            sink.problem({ProblemKind::records_passed_over, {}, 0, passed_over, {}});
    }

private:
    /// "WARC/1.1", at the start of a record.
    static bool is_version(std::string_view line) {
        constexpr std::string_view mark = "WARC/";
        return line.starts_with(mark) && line.size() > mark.size() && line[mark.size()] >= '0' &&
               line[mark.size()] <= '9';
    }

    static std::string label(std::uint64_t number, std::string_view address) {
        std::string label = "record " + std::to_string(number);
        if (!address.empty())
            label.append(" (").append(address.substr(0, 200)).append(")");
        return label;
    }

    static Problem at_record(Problem problem, std::uint64_t number, std::string_view address) {
        problem.within = label(number, address);
        return problem;
    }

    /// False, having said so, when there is no telling where the record ends.
    static bool take_record_header(Input& input, Record& record, ItemSink& sink) {
        const bool is_whole = take_header(input, record.header);
        record.address = record.header.value("warc-target-uri");
        if (record.address.starts_with('<') && record.address.ends_with('>'))  // as WARC/1.0 had it
            record.address = record.address.substr(1, record.address.size() - 2);
        if (input.failure()) {
            sink.problem(at_record(*input.failure(), record.number, record.address));
            return false;
        }
        const std::string_view length = record.header.value("content-length");
        const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), record.length);
        if (is_whole && error == std::errc() && end == length.data() + length.size())
            return true;
        sink.problem(at_record({is_whole ? ProblemKind::record_lost : ProblemKind::header_endless,
                                {},
                                0,
                                is_whole ? input.at() : max_header_bytes,
                                {}},
                               record.number, record.address));
        return false;
    }

    /// False when its bytes broke off, which then has been said.
    static bool read_record(Input& input, const Record& record, ItemSink& sink, std::uint64_t& passed_over) {
        auto source = std::make_unique<RecordSource>(input, record.length);
        const RecordSource& bytes = *source;
        Input payload(input, std::move(source), {record.address, {}, media_type(record.header.value("content-type"))});
        const std::string_view type = record.header.value("warc-type");
        const bool is_answer = type == "response", is_content = is_answer || type == "resource" || type == "conversion";
        bool is_told = false;
        if (is_content && (is_for_crawlers(record.address) || !give(payload, record, is_answer, sink, is_told)))
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

    /// Hands on what the record holds; false when that is nothing to read. `is_told` when its bytes broke off and the
    /// sink has said so.
    static bool give(Input& payload, const Record& record, bool is_answer, ItemSink& sink, bool& is_told) {
        HeaderFields header;
        if (is_answer && payload.next(5).starts_with("HTTP/")) {
            HttpAnswer answer = take_http_answer(payload);
            if (payload.failure())
                return true;
            if (answer.status == 0) {
                sink.problem(at_record({ProblemKind::header_endless, {}, 0, max_header_bytes, {}}, record.number,
                                       record.address));
                return true;
            }
            if (answer.status < 200 || answer.status > 299 ||
                is_no_text(media_type(answer.header.value("content-type"))))
                return false;
            header = std::move(answer.header);
        } else if (is_no_text(payload.fetched().media_type)) {
            return false;
        } else {
            header.fields.emplace_back("content-type", record.header.value("content-type"));
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
        entry.stated.id = record.address.empty() ? std::string(record.header.value("warc-record-id")) : record.address;
        sink.entry(body.bytes(), std::move(entry));
        is_told = body.bytes().failure().has_value();
        return true;
    }
};

}  // namespace

std::unique_ptr<Reader> make_web_archive_reader() {
    return std::make_unique<WebArchiveReader>();
}

}  // namespace recount
