#include "reconcile/reasons.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <tuple>

namespace recount {

std::string number_text(double value) {
    char buffer[64];
    if (value != std::floor(value) || std::abs(value) >= 1e15) {
        std::snprintf(buffer, sizeof buffer, "%.10g", value);
        return buffer;
    }
    std::snprintf(buffer, sizeof buffer, "%.0f", value);
    std::string digits = buffer;
    for (int at = static_cast<int>(digits.size()) - 3; at > (digits[0] == '-' ? 1 : 0); at -= 3)
        digits.insert(static_cast<std::size_t>(at), ",");
    return digits;
}

namespace {

std::string count_of(std::size_t count, const char* one, const char* many) {
    return number_text(static_cast<double>(count)) + " " + (count == 1 ? one : many);
}

std::string words_of(const FigureClaim& entry, std::span<const AnnotatedReport> reports) {
    const AnnotatedReport& report = reports[entry.report];
    std::string words(report.words(report.layers.claims[entry.claim].span));
    std::replace(words.begin(), words.end(), '\n', ' ');
    return "\"" + words + "\"";
}

std::string voice_of(const FigureClaim& entry, std::span<const AnnotatedReport> reports) {
    const AnnotatedReport& report = reports[entry.report];
    const Claim& claim = report.layers.claims[entry.claim];
    if (!entry.source_name.empty())
        return entry.source_name;
    return claim.source && !claim.source->span.empty() ? std::string(report.words(claim.source->span))
                                                       : report.report.id;
}

double value_of(const Bounds& bounds) {
    return bounds.low ? *bounds.low : bounds.high.value_or(0);
}

/// Of the pairs that hold, the one whose numbers lie farthest apart; of equals the first.
template <class Holds>
std::pair<std::size_t, std::size_t> widest_pair(std::span<const Bounds> bounds, const Holds& holds) {
    std::pair<std::size_t, std::size_t> best{0, bounds.size() - 1};
    double widest = -1;
    const std::vector<std::size_t> ends = extremes(bounds);
    for (const std::size_t i : ends)
        for (const std::size_t j : ends) {
            const double apart = std::abs(std::log((value_of(bounds[j]) + 1) / (value_of(bounds[i]) + 1)));
            if (i != j && apart > widest && holds(bounds[i], bounds[j])) {
                widest = apart;
                best = {i, j};
            }
        }
    return best;
}

/// Of the claims that the one at `last` updates, the earliest that is no vague word, and of these the lowest; where
/// there is none, the widest update of all.
std::pair<std::size_t, std::size_t> first_and_last(std::span<const Bounds> bounds, std::size_t last) {
    const auto replaces = [](const Bounds& a, const Bounds& b) { return said_before(a, b) && updates(a, b); };
    const auto rank = [](const Bounds& bound) {
        return std::tuple(bound.modifier == Modifier::vague, *bound.when, value_of(bound));
    };
    std::size_t first = last;
    for (std::size_t i = 0; i < bounds.size(); ++i)
        if (replaces(bounds[i], bounds[last]) && (first == last || rank(bounds[i]) < rank(bounds[first])))
            first = i;
    return first != last ? std::pair(first, last) : widest_pair(bounds, replaces);
}

}  // namespace

std::string reason_of(const Figure& figure, std::span<const AnnotatedReport> reports, std::span<const Bounds> bounds,
                      std::size_t best) {
    const auto said = [&](std::size_t at) {
        return words_of(figure.claims[at], reports) + " (" + voice_of(figure.claims[at], reports) + ")";
    };
    const std::string mentions = count_of(figure.claims.size(), "mention", "mentions");
    const std::string witnesses = count_of(figure.witnesses, "witness", "witnesses");
    switch (figure.status) {
    case Status::single: return "One mention only.";
    case Status::agree: return "All " + mentions + " give the same number, by " + witnesses + ".";
    case Status::repeated:
        return "The same number " + number_text(static_cast<double>(figure.claims.size())) +
               " times, but by one witness.";
    case Status::refines: return "One number fits all " + mentions + ", by " + witnesses + ".";
    case Status::evolving: {
        const auto [first, last] = first_and_last(bounds, best);
        return "It moved with time: from " + said(first) + " to " + said(last) + ".";
    }
    case Status::conflict: {
        const auto first = [&](bool denied) {
            return static_cast<std::size_t>(std::ranges::find(bounds, denied, &Bounds::denied) - bounds.begin());
        };
        if (first(true) < bounds.size() && first(false) < bounds.size())
            return said(first(true)) + " is denied; " + said(first(false)) + " is not.";
        const auto [low, high] = widest_pair(bounds, [](const Bounds& a, const Bounds& b) {
            const std::array<Bounds, 2> both{a, b};
            return value_of(a) <= value_of(b) && !compatible(both);
        });
        return "No number fits both " + said(low) + " and " + said(high) + ".";
    }
    }
    return {};
}

}  // namespace recount
