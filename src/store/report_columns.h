// A report as a row of the table `reports`: its title, its text and what is stated of it stand in columns that people
// can read, what is in its blocks in one piece of bytes. One list of columns serves both directions.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "report/report.h"
#include "store/database.h"

namespace recount {

/// The columns, parted by commas, in the order of the values.
std::string report_columns();

/// The values of a report, which must outlive them.
class ReportValues {
public:
    explicit ReportValues(const Report& report);

    const std::vector<SqlValue>& values() const { return values_; }

private:
    std::vector<SqlValue> values_;
    std::deque<std::string> made_;  // what values look at that the report does not hold
};

/// The report of a row whose columns from `first` on are report_columns(). Throws DamagedBytes.
Report report_of_row(const Rows& row, int first);

}  // namespace recount
