#include "show/reasons.h"

#include <array>
#include <set>
#include <vector>

#include "show/wording.h"
#include "text/utf8.h"

namespace recount {

namespace {

constexpr std::size_t most_numbers = 6;  // of one figure, before the rest is only counted

/// Who gives the number: its source, else the report's outlet.
std::string voice_of(const Account& account, const StoryAccount& story, const FigureClaim& entry) {
    const AnnotatedReport& annotated = account.reports[entry.report];
    const Claim& claim = annotated.layers.claims[entry.claim];
    if (!entry.source_name.empty())
        return entry.source_name;
    if (claim.source && !claim.source->span.empty())
        return std::string(annotated.words(claim.source->span));
    return outlet_words(account, story, entry.report);
}

/// '"at least 12" (the mayor)'.
std::string said(const Account& account, const StoryAccount& story, const FigureClaim& entry) {
    const AnnotatedReport& report = account.reports[entry.report];
    const std::string number(report.words(report.layers.claims[entry.claim].span));
    return harmless("\"" + number + "\" (" + voice_of(account, story, entry) + ")");
}

std::string number_of(const Account& account, const FigureClaim& entry) {
    const AnnotatedReport& report = account.reports[entry.report];
    const Claim& claim = report.layers.claims[entry.claim];
    return told_as(claim) + (claim.implicit ? "one" : harmless(report.words(claim.span)));
}

std::string witnesses_of(const Figure& figure) {
    return grouped_number(figure.witnesses) + (figure.witnesses == 1 ? " witness" : " witnesses");
}

}  // namespace

std::string outlet_words(const Account& account, const StoryAccount& story, std::uint32_t report) {
    constexpr std::string_view web = "www.";
    const auto outlet = [&](std::uint32_t one) -> const std::string& { return account.reports[one].report.outlet; };
    if (const std::string& name = outlet(report); !name.empty())
        return name.substr(name.starts_with(web) ? web.size() : 0);
    std::size_t unnamed = 0, which = 0;
    for (const std::uint32_t one : story.reports) {
        unnamed += outlet(one).empty();
        if (one == report)
            which = unnamed;
    }
    return "outlet not named" + (unnamed > 1 ? " (" + std::to_string(which) + ")" : std::string());
}

std::string reason_sentence(const Account& account, const StoryAccount& story, const Figure& figure) {
    const auto claim = [&](std::size_t at) { return said(account, story, figure.claims[figure.reason.claims[at]]); };
    const std::string count = grouped_number(static_cast<double>(figure.claims.size()));
    switch (figure.reason.kind) {
    case ReasonKind::single: return "One mention only.";
    case ReasonKind::same_number:
        return "All " + count + " mentions give the same number, by " + witnesses_of(figure) + ".";
    case ReasonKind::one_witness: return "The same number " + count + " times, but by one witness.";
    case ReasonKind::fits_all: return "One number fits all " + count + " mentions, by " + witnesses_of(figure) + ".";
    case ReasonKind::moved: return "It moved with time: from " + claim(0) + " to " + claim(1) + ".";
    case ReasonKind::denied: return claim(0) + " is denied; " + claim(1) + " is not.";
    case ReasonKind::no_common_number: return "No number fits both " + claim(0) + " and " + claim(1) + ".";
    }
    return {};
}

std::string told_as(const Claim& claim) {
    const Standing standing = claim.denied ? Standing::denied : claim.standing;
    return standing == Standing::asserted ? "" : std::string(name_of(standing)) + ": ";
}

std::string numbers_said(const Account& account, const StoryAccount& story, const Figure& figure) {
    std::vector<std::uint32_t> order = figure.reason.claims;
    for (std::uint32_t at = 0; at < figure.claims.size(); ++at)
        order.push_back(at);
    std::string out;
    std::set<std::string> numbers;
    for (const std::uint32_t at : order) {
        const FigureClaim& entry = figure.claims[at];
        const std::string number = number_of(account, entry);
        if (!numbers.insert(folded(number)).second || numbers.size() > most_numbers)
            continue;
        out += (out.empty() ? "" : ", ") + number + " (" + harmless(voice_of(account, story, entry)) + ")";
    }
    if (numbers.size() > most_numbers)
        out += ", and " + std::to_string(numbers.size() - most_numbers) + " more";
    return out;
}

std::string_view words_of(SourceKind kind) {
    static constexpr std::array<std::string_view, source_kind_count> words{
        "official", "police", "party concerned", "medical", "press", "expert", "witness", "post", "document", "", ""};
    return words[static_cast<std::size_t>(kind)];
}

std::string left_out_sentence(const LeftOutReport& report) {
    switch (report.reason) {
    case LeaveOutReason::later: return "published on " + report.day;
    case LeaveOutReason::changed_later: return "changed on " + report.day + "; what it said before is not there";
    default: return report.day.empty() ? "its day is not known" : "its day is not known closely enough: " + report.day;
    }
}

}  // namespace recount
