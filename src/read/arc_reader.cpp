// Web archives as the Internet Archive wrote them before WARC (ARC 1 and 2): a line that describes the file, then
// record after record, each behind one line with its address, the crawler's day, its type and its length.
#include <algorithm>
#include <charconv>
#include <vector>

#include "read/web_record.h"
#include "report/calendar.h"
#include "text/ascii.h"
#include "text/parts.h"

namespace recount {

namespace {

constexpr std::string_view file_mark = "filedesc:";

/// A line's parts between blanks.
std::vector<std::string_view> parts_of(std::string_view line) {
    std::vector<std::string_view> parts;
    each_part(line, " ", [&](std::string_view part) { parts.push_back(part); });
    return parts;
}

/// "http:", "dns:" ...: how an address begins.
bool begins_record(std::string_view bytes) {
    const std::size_t end = bytes.find(':');
    return end != std::string_view::npos && end >= 2 &&
           std::ranges::all_of(bytes.substr(0, end), [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; });
}

/// Address, host's address, day, type and length; ARC 2 has five more in front of the length. False where the line is
/// no such thing.
bool take_record_line(std::string_view line, WebRecord& record) {
    const std::vector<std::string_view> parts = parts_of(line);
    if ((parts.size() != 5 && parts.size() != 10) || !begins_record(line))
        return false;
    const std::string_view day = parts[2], length = parts.back();
    if (day.size() < 8 || day.find_first_not_of("0123456789") != std::string_view::npos)
        return false;
    const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), record.length);
    record.address = parts[0];
    record.date = iso_of_digits(day);
    record.content_type = parts[3];
    record.is_content = !line.starts_with(file_mark);
    return error == std::errc() && end == length.data() + length.size();
}

class ArcReader : public Reader {
public:
    bool reads_bytes() const override { return true; }

    bool recognises(std::string_view head) const override {
        WebRecord record;
        const std::string_view line = head.substr(0, head.find('\n'));
        return head.starts_with(file_mark) && take_record_line(without_blanks(line), record);
    }

    void read(Input& input, const ReadWording&, ItemSink& sink) const override {
        std::uint64_t passed_over = 0, number = 0;
        bool is_lost = false;  // and said so
        const auto lose = [&](Problem problem) {
            if (!is_lost)
                sink.problem(at_record(std::move(problem), number + 1, {}));
            is_lost = true;
        };
        std::string line;
        while (!input.next().empty() || input.failure()) {
            if (input.failure()) {
                lose(*input.failure());
                if (!input.resume())
                    return;
                continue;
            }
            const Input::Line state = input.take_line(line, max_header_line_bytes);
            if (state == Input::Line::none || (state == Input::Line::taken && line.empty()))
                continue;
            WebRecord record;
            if (state != Input::Line::taken || !take_record_line(line, record)) {
                lose({ProblemKind::record_lost, {}, 0, input.at(), {}});
                continue;
            }
            record.number = ++number;
            is_lost = !read_web_record(input, record, begins_record, sink, passed_over);
        }
        if (passed_over > 0)
            sink.problem({ProblemKind::records_passed_over, {}, 0, passed_over, {}});
    }
};

}  // namespace

std::unique_ptr<Reader> make_arc_reader() {
    return std::make_unique<ArcReader>();
}

}  // namespace recount
