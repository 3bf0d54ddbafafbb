#include "reconcile/reasons.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

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
    return claim.source && !claim.source->span.empty() ? std::string(report.words(claim.source->span)) : report.report.id;
}

}  // namespace

std::string reason_of(const Figure& figure, std::span<const AnnotatedReport> reports, std::span<const Bounds> bounds) {
    const auto said = [&](std::size_t at) { return words_of(figure.claims[at], reports) + " (" + voice_of(figure.claims[at], reports) + ")"; };
    const std::string mentions = count_of(figure.claims.size(), "mention", "mentions");
    const std::string witnesses = count_of(figure.witnesses, "witness", "witnesses");
    switch (figure.status) {
    case Status::single: return "One mention only.";
    case Status::agree: return "All " + mentions + " give the same number, by " + witnesses + ".";
    case Status::repeated: return "The same number " + number_text(static_cast<double>(figure.claims.size())) + " times, but by one witness.";
    case Status::refines: return "One number fits all " + mentions + ", by " + witnesses + ".";
    case Status::evolving: {
        std::size_t first = 0, last = 0;
        for (std::size_t i = 0; i < bounds.size(); ++i) {
            if (!bounds[i].when)
                continue;
            if (!bounds[first].when || *bounds[i].when < *bounds[first].when)
                first = i;
            if (!bounds[last].when || *bounds[i].when >= *bounds[last].when)
                last = i;
        }
        return "It moved with time: from " + said(first) + " to " + said(last) + ".";
    }
    case Status::conflict: {
        for (std::size_t denial = 0; denial < bounds.size(); ++denial)
            for (std::size_t other = 0; bounds[denial].denied && other < bounds.size(); ++other)
                if (!bounds[other].denied)
                    return said(denial) + " is denied; " + said(other) + " is not.";
        // The pair that lies farthest apart.
        std::size_t low = 0, high = 0;
        const auto value = [&](std::size_t i) { return bounds[i].low ? *bounds[i].low : bounds[i].high.value_or(0); };
        for (std::size_t i = 0; i < bounds.size(); ++i) {
            if (value(i) < value(low))
                low = i;
            if (value(i) > value(high))
                high = i;
        }
        return "No number fits both " + said(low) + " and " + said(high) + ".";
    }
    }
    return {};
}

}  // namespace recount
