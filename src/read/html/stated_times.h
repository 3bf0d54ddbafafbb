// When a report was published and changed, from all that its page says of it. Metadata are more exact than what a
// reader sees; but where the two cannot both be true, the reader's line is: content systems overwrite the day of
// publication with that of a change, and write local times as if they were UTC.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "read/html/wording.h"
#include "read/pattern.h"
#include "report/report.h"

namespace recount::html {

/// What is stated, and where it was read.
struct StatedValue {
    std::string value;  // empty where the page states none
    Origin origin = Origin::none;
};

/// Takes what a page states, the most trusted first, and settles it. Times come out in ISO 8601, as exact as stated.
class StatedTimes {
public:
    /// `language` of the page (BCP 47), or empty.
    StatedTimes(const PageWording& wording, const Lexicon& lexicon, std::string_view language);

    /// Metadata; what is no time is passed over.
    void state_published(std::string_view written, Origin origin);
    void state_modified(std::string_view written, Origin origin);

    /// A line that a reader sees, in the order of the page: "Published 8:41 a.m. | Updated 9 a.m. May 4, 2021".
    /// `at_head`: at the headline or between it and the text, where a day without a word is the report's.
    void show(std::string_view line, bool at_head);

    /// A line behind the text: only what says so is the report's time.
    void show_behind(std::string_view line);

    StatedValue published() const;
    StatedValue modified() const;

    /// True where these words say that what follows them is the time of a change, and not of publication.
    bool tells_change(std::string_view words) const;

private:
    enum class Role : std::uint8_t { unsaid, published, modified };
    struct Shown {
        std::string time, words;
        Role role = Role::unsaid;
        bool at_head = false;
    };

    void show_part(std::string_view words, Role role, bool at_head);
    const Shown* witness() const;
    StatedValue by_metadata() const;
    StatedValue by_lines_alone() const;
    bool is_change(const std::string& time) const;

    const PageWording& wording_;
    const Lexicon& lexicon_;
    std::string language_;
    std::vector<StatedValue> published_, modified_;
    std::vector<Shown> shown_;
    Role announced_ = Role::unsaid;  // by a line that holds no time itself: "Published:"
};

}  // namespace recount::html
