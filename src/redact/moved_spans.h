// Takes words out of a report and keeps every span true: what pointed at the words that stay points at them still, and
// what pointed at words that are replaced, or at a part of them, points at the whole of what stands in their place.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reconcile/account.h"
#include "redact/name_forms.h"

namespace recount {

/// Where the bytes of one text went.
class MovedSpans {
public:
    /// `names`: in text order, not overlapping; each is replaced by its pseudonym.
    MovedSpans(const std::vector<NamedSpan>& names, const std::vector<std::string>& pseudonyms);

    std::string text(std::string_view old) const;
    std::uint32_t start(std::uint32_t at) const;
    Span operator()(Span span) const;

    /// From a span of the new text to the old one's; what points at a part of a pseudonym points at the whole name.
    Span back(Span span) const;

    /// What stands for names, in the new text.
    std::vector<Span> replaced() const;

private:
    struct Piece {
        Span before, now;
        std::string_view words;
    };
    const Piece* last_from(std::uint32_t at) const;

    std::vector<Piece> pieces_;
};

/// Moves all spans of all reports and stories. `moved`: one a report; they point into the old texts still.
void move_spans(Account& account, const std::vector<MovedSpans>& moved);

}  // namespace recount
