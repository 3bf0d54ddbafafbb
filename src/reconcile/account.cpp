#include "reconcile/account.h"

#include <array>

#include "gather/versions.h"

namespace recount {

std::string_view name_of(Status status) {
    static constexpr std::array<std::string_view, 6> names{"single",   "agree",   "repeated",
                                                           "evolving", "refines", "conflict"};
    return names[static_cast<std::size_t>(status)];
}

std::string_view name_of(SourceKind kind) {
    static constexpr std::array<std::string_view, source_kind_count> names{"official", "police", "party",   "medical",
                                                                           "press",    "expert", "witness", "post",
                                                                           "document", "report", "unknown"};
    return names[static_cast<std::size_t>(kind)];
}

std::string_view name_of(ReasonKind kind) {
    static constexpr std::array<std::string_view, 7> names{"single", "same_number", "one_witness",     "fits_all",
                                                           "moved",  "denied",      "no_common_number"};
    return names[static_cast<std::size_t>(kind)];
}

std::string_view name_of(EditKind kind) {
    static constexpr std::array<std::string_view, 11> names{"figure_changed", "figure_gone",     "quotation_changed",
                                                            "quotation_gone", "number_changed",  "headline_changed",
                                                            "figure_added",   "quotation_added", "sentence_changed",
                                                            "sentence_gone",  "sentence_added"};
    return names[static_cast<std::size_t>(kind)];
}

std::string_view name_of(LeaveOutReason reason) {
    static constexpr std::array<std::string_view, 3> names{"later", "changed_later", "day_unknown"};
    return names[static_cast<std::size_t>(reason)];
}

std::string_view name_of(DatePrecision precision) {
    static constexpr std::array<std::string_view, 4> names{"day", "week", "month", "year"};
    return names[static_cast<std::size_t>(precision)];
}

std::string_view name_of(PlacePrecision precision) {
    static constexpr std::array<std::string_view, 5> names{"exact", "near", "district", "region", "country"};
    return names[static_cast<std::size_t>(precision)];
}

std::string_view name_of(ChangeKind kind) {
    static constexpr std::array<std::string_view, 7> names{"cut",  "left_out", "added",   "form",
                                                           "word", "number",   "negation"};
    return names[static_cast<std::size_t>(kind)];
}

std::string_view name_of(SenseChange sense) {
    static constexpr std::array<std::string_view, 3> names{"same", "open", "changed"};
    return names[static_cast<std::size_t>(sense)];
}

std::string_view name_of(VoiceWay way) {
    static constexpr std::array<std::string_view, voice_ways> names{
        "named", "resolved", "beside", "office", "document", "relayed", "copied", "described", "nobody", "decided"};
    return names[static_cast<std::size_t>(way)];
}

std::string_view name_of(VariantRelation relation) {
    static constexpr std::array<std::string_view, 2> names{"quotation", "paraphrase"};
    return names[static_cast<std::size_t>(relation)];
}

std::vector<std::uint32_t> all_reports(const StoryAccount& story) {
    std::vector<PageVersions> versions;
    for (const EditedPage& page : story.pages)
        versions.push_back(page.versions);
    return with_older(story.reports, versions);
}

}  // namespace recount
