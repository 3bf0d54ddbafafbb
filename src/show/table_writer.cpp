#include "show/table_writer.h"

#include "show/wording.h"

namespace recount {

TableWriter::TableWriter(const Account& account, std::ostream& out)
    : account_(account), rows_(out), spans_(spans_of(account)) {}

void TableWriter::header(std::span<const std::string_view> names) {
    for (const std::string_view name : names)
        rows_ << name;
    rows_.end();
}

void TableWriter::report_cells(std::uint32_t number) {
    const Report& one = report(number);
    const auto& days = account_.days[number].days;
    rows_ << one.outlet << (days ? iso_days(*days) : std::string()) << one.url << in_one_line(one.title());
}

void TableWriter::span_cells(std::uint32_t number, Span span) {
    const Span at = points(number, span);
    rows_ << (report(number).in_title(span) ? "title" : "text") << at.start << at.end;
}

std::string TableWriter::words(std::uint32_t number, std::span<const Span> spans) const {
    std::string out;
    for (const Span span : spans)
        out.append(out.empty() ? "" : " ... ").append(slice(report(number).content, span));
    return out;
}

std::string_view flag_word(bool value) {
    return value ? "true" : "false";
}

}  // namespace recount
