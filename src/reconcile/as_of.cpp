#include "reconcile/as_of.h"

#include <optional>
#include <utility>

namespace recount {

namespace {

/// The day on which a crawler or an archive fetched the page, where either tells.
std::optional<Day> fetched_day(const Report& report, const AddressSettings& addresses) {
    if (const auto day = parse_iso_day(report.date_fetched))
        return day;
    return parse_iso_day(page_address(report.url, addresses).fetched);
}

/// Why the report is out; none where it is in.
std::optional<LeftOutReport> left_out(const Report& report, const ReportDay& its, Day day,
                                      const AddressSettings& addresses) {
    LeftOutReport out{report.id, std::string(report.title()), report.outlet, {}, LeaveOutReason::day_unknown};
    if (const auto fetched = fetched_day(report, addresses); fetched && *fetched <= day)
        return std::nullopt;
    if (!its.days)
        return out;
    out.day = iso_days(*its.days);
    if (its.days->first > day) {
        out.reason = LeaveOutReason::later;
        return out;
    }
    if (its.days->last > day)
        return out;
    if (const auto changed = parse_iso_day(report.date_modified); changed && *changed > day) {
        out.day = iso_day(*changed);
        out.reason = LeaveOutReason::changed_later;
        return out;
    }
    return std::nullopt;
}

}  // namespace

AsOf leave_out_later(std::vector<AnnotatedReport>& reports, const std::vector<ReportDay>& days, Day day,
                     const AddressSettings& addresses) {
    AsOf as_of{day, {}};
    std::vector<AnnotatedReport> kept;
    for (std::size_t i = 0; i < reports.size(); ++i)
        if (auto out = left_out(reports[i].report, days[i], day, addresses))
            as_of.left_out.push_back(*std::move(out));
        else
            kept.push_back(std::move(reports[i]));
    reports = std::move(kept);
    return as_of;
}

}  // namespace recount
