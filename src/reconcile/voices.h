// Whose voice a statement is, over the whole story. A report names a speaker as it likes: by name, by an office ("the
// Polish president's chief of staff"), by what was given out ("the letter"). What the report does not resolve by itself
// another sentence of the story may, its own or another report's, that puts the same office in apposition to a name.
// Only where one bearer of the story holds the office is it taken for that one, and the words that say so are kept.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reconcile/statement_rules.h"
#include "reconcile/story_view.h"

namespace recount {

struct Voice {
    std::uint32_t entity = no_index;  // of the story; no_index where the speaker has no name
    std::string words;                // the speaker as the report has it; empty where nobody is named
    VoiceWay way = VoiceWay::nobody;
    std::vector<Evidence> evidence;  // the words that give the name, where the statement's own source does not
    std::vector<std::string> chain;  // who passes it on, nearest to the report first
};

/// Immutable once made; any number of threads may ask.
class VoiceFinder {
public:
    /// Reads where the story's sentences introduce its names. The view must outlive it.
    explicit VoiceFinder(const StoryView& view);

    /// Whose voice an attribution of a report is; its cost grows with how often the story has the last word of the
    /// source's words.
    Voice voice_of(std::uint32_t report, std::uint32_t attribution) const;

private:
    /// A name with the words that stand beside it as its bearer's office, as tokens of a report: half-open.
    struct Office {
        std::uint32_t report = 0, first = 0, end = 0, entity = 0;
        bool in_front = false;  // of the name, with no comma between
        Span words;             // with the name: the evidence
    };

    void read_offices(std::uint32_t report);
    std::uint32_t named(std::string_view name) const;
    bool name_within(Voice& voice) const;
    bool name_beside(std::uint32_t report, Span source, Voice& voice) const;
    bool author_of_document(std::uint32_t report, std::uint32_t attribution, Voice& voice) const;
    bool holder_of_office(std::uint32_t report, Voice& voice) const;
    bool body_called(std::uint32_t report, Span source, Voice& voice) const;
    bool holds(const Office& office, std::span<const std::string_view> asked) const;
    std::string_view word(std::uint32_t report, std::uint32_t token) const;
    bool is_word(std::uint32_t report, std::uint32_t token) const;

    const StoryView& view_;
    std::vector<Office> offices_;
    std::map<std::string_view, std::vector<std::uint32_t>> offices_with_;  // by each of their words
    std::map<std::string, std::uint32_t> by_name_;  // letters alone; no_index for a name of several
};

}  // namespace recount
