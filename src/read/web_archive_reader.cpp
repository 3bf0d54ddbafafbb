// Web archives (WARC, ISO 28500), as crawlers and CC-News write them: record after record, each with a header of its
// own. The records that hold what a server answered are read (web_record.h); requests and descriptions of the crawl are
// passed over.
#include <charconv>

#include "read/http.h"
#include "read/web_record.h"

namespace recount {

namespace {

class WebArchiveReader : public Reader {
public:
    bool reads_bytes() const override { return true; }

    bool recognises(std::string_view head) const override { return is_version(head); }

    void read(Input& input, const ReadWording&, ItemSink& sink) const override {
        std::uint64_t passed_over = 0;
        bool is_lost = false;  // and said so
        for (WebRecord record; !input.next().empty() || input.failure();) {
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
            record = {record.number + 1, {}, {}, {}, 0, true, true};
            is_lost = !take_record_header(input, record, sink) ||
                      !read_web_record(input, record, is_version, sink, passed_over);
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

    /// False, having said so, when there is no telling where the record ends.
    static bool take_record_header(Input& input, WebRecord& record, ItemSink& sink) {
        HeaderFields header;
        const bool is_whole = take_header(input, header);
        const std::string_view type = header.value("warc-type");
        record.is_answer = type == "response";
        record.is_content = record.is_answer || type == "resource" || type == "conversion";
        record.content_type = header.value("content-type");
        record.id = header.value("warc-record-id");
        record.date = header.value("warc-date");
        record.address = header.value("warc-target-uri");
        if (record.address.starts_with('<') && record.address.ends_with('>'))  // as WARC/1.0 had it
            record.address = record.address.substr(1, record.address.size() - 2);
        if (input.failure()) {
            sink.problem(at_record(*input.failure(), record.number, record.address));
            return false;
        }
        const std::string_view length = header.value("content-length");
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
};

}  // namespace

std::unique_ptr<Reader> make_web_archive_reader() {
    return std::make_unique<WebArchiveReader>();
}

}  // namespace recount
