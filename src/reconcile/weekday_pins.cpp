#include "reconcile/weekday_pins.h"

#include <algorithm>

namespace recount {

namespace {

// Bits of particulars that two reports must share of a weekday to mean one day. Reports of one story that are of two
// weeks share 20 to 35, seldom more, though those of a strike that goes on may.
constexpr double alike_bits = 40;
constexpr double kindred_bits = 20;    // that is enough where both tell a happening of one kind too
constexpr double likest_share = 0.75;  // of what the likest report shares: who shares less may be of another week
constexpr double rival_times = 2;      // so much more must be shared than with a report that means another day

}  // namespace

WeekdayPins::WeekdayPins(const std::vector<WeekdayLikeness>& alike) {
    for (const auto& [a, b, weekday, bits] : alike) {
        alike_[{a, weekday}].push_back({b, bits});
        alike_[{b, weekday}].push_back({a, bits});
    }
}

const WeekdayPin* WeekdayPins::of(std::uint32_t report, unsigned weekday) const {
    const auto found = pins_.find({report, weekday});
    return found == pins_.end() ? nullptr : &found->second;
}

const WeekdayPin* WeekdayPins::any_of(std::uint32_t report) const {
    const auto found = pins_.lower_bound({report, 0});
    return found == pins_.end() || found->first.first != report ? nullptr : &found->second;
}

void WeekdayPins::add(std::uint32_t report, unsigned weekday, WeekdayPin pin) {
    pins_.emplace(Key(report, weekday), std::move(pin));
}

std::optional<std::uint32_t> WeekdayPins::likest(std::uint32_t report, unsigned weekday, bool several_weeks) const {
    const auto alike = alike_.find({report, weekday});
    if (alike == alike_.end())
        return std::nullopt;
    double most = 0;
    const Alike *best = nullptr, *rival = nullptr;
    for (const Alike& other : alike->second) {
        most = std::max(most, other.bits);
        if (of(other.report, weekday) && (!best || other.bits > best->bits))
            best = &other;
    }
    if (!best || best->bits < std::max(several_weeks ? 2 * alike_bits : alike_bits, likest_share * most))
        return std::nullopt;
    for (const Alike& other : alike->second)
        if (const WeekdayPin* pin = of(other.report, weekday))
            if (pin->day != of(best->report, weekday)->day && (!rival || other.bits > rival->bits))
                rival = &other;
    return rival && best->bits < rival_times * rival->bits ? std::nullopt : std::optional(best->report);
}

bool WeekdayPins::are_kindred(std::uint32_t report, std::uint32_t other, unsigned weekday) const {
    const auto alike = alike_.find({report, weekday});
    return alike != alike_.end() && std::ranges::any_of(alike->second, [&](const Alike& one) {
               return one.report == other && one.bits >= kindred_bits;
           });
}

}  // namespace recount
