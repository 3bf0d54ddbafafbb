#include "show/edits.h"

#include <algorithm>
#include <array>

#include "show/columns.h"
#include "show/wording.h"

namespace recount {

namespace {

constexpr std::size_t most_columns = 160;  // of words that are quoted

std::string quoted(const AnnotatedReport& report, Span span) {
    return "\"" + cut_to(harmless(in_one_line(report.words(span))), most_columns) + "\"";
}

}  // namespace

std::string edit_sentence(const Account& account, const PageEdit& edit) {
    const auto before = [&] { return quoted(account.reports[edit.from], edit.before); };
    const auto after = [&] { return quoted(account.reports[edit.to], edit.after); };
    const auto became = [&] { return before() + " became " + after(); };
    const std::string quantity = harmless(edit.quantity);
    switch (edit.kind) {
    case EditKind::figure_changed: return quantity + ": " + became();
    case EditKind::figure_gone: return "withdrawn: " + quantity + " " + before();
    case EditKind::figure_added: return "added: " + quantity + " " + after();
    case EditKind::quotation_changed: return "quotation: " + became();
    case EditKind::quotation_gone: return "quotation withdrawn: " + before();
    case EditKind::quotation_added: return "quotation added: " + after();
    case EditKind::number_changed: return "number: " + became();
    case EditKind::headline_changed: return "headline: " + became();
    case EditKind::sentence_changed: return became();
    case EditKind::sentence_gone: return "gone: " + before();
    default: return "added: " + after();
    }
}

std::string_view words_of(VersionOrder order) {
    static constexpr std::array<std::string_view, 4> words{
        "by when they were fetched", "by when they say that they were changed",
        "by when they say that they were published", "their order is not told; by their names"};
    return words[static_cast<std::size_t>(order)];
}

Span sentence_around(const AnnotatedReport& report, Span place) {
    const std::uint32_t at = report.layers.sentence_at(place.start);
    return at == no_index ? place : report.layers.sentences[at].span;
}

std::string edits_counted(const Account& account) {
    std::size_t edits = 0, pages = 0, silent = 0;
    for (const StoryAccount& story : account.stories)
        for (const EditedPage& page : story.pages) {
            edits += page.edits.size();
            pages += page.edits.empty() ? 0 : 1;
            silent += static_cast<std::size_t>(
                std::ranges::count_if(page.edits, [](const PageEdit& edit) { return edit.noted.empty(); }));
        }
    if (edits == 0)
        return {};
    return counted(edits, "edit") + " of " + counted(pages, "page") + ", " + std::to_string(silent) + " of them silent";
}

}  // namespace recount
