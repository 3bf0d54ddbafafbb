// What the tables of an account have in common: a header row, the cells that tell of a report, and those that lead to
// words in it. The tables themselves stand in csv.h, story_tables.h and event_tables.h.
#pragma once

#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reconcile/account.h"
#include "show/csv_rows.h"
#include "show/json_spans.h"

namespace recount {

/// Base of the writers of tables. The account and the stream must outlive it.
class TableWriter {
public:
    TableWriter(const Account& account, std::ostream& out);

protected:
    const Account& account() const { return account_; }
    const Report& report(std::uint32_t number) const { return account_.reports[number].report; }
    CsvRows& rows() { return rows_; }

    void header(std::span<const std::string_view> names);

    /// Four cells: outlet, days (an interval where the evidence does not fix one), address and headline.
    void report_cells(std::uint32_t number);

    /// Code points of the field that the span is in.
    Span points(std::uint32_t report, Span span) const { return spans_[report].points(span); }

    /// Three cells: "title" or "text", and the code points of that field where the span starts and ends.
    void span_cells(std::uint32_t report, Span span);

    /// The words of the spans, with " ... " where something between them is left out.
    std::string words(std::uint32_t report, std::span<const Span> spans) const;

private:
    const Account& account_;
    CsvRows rows_;
    std::vector<SpanWriter> spans_;  // one a report
};

/// "true" or "false".
std::string_view flag_word(bool value);

}  // namespace recount
