#include "read/html/stated_times.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "read/html/written_time.h"
#include "report/calendar.h"
#include "text/utf8.h"

namespace recount::html {

namespace {

/// A stated time as minutes; without a time of day only the day counts.
struct Moment {
    std::int64_t day = 0;     // since 1970, as it is written
    std::int64_t clock = -1;  // minutes since 1970 as they are written; -1: a day alone
    std::int64_t utc = 0;     // the same in UTC; as written where no zone is
    bool has_zone = false;

    bool has_clock() const { return clock >= 0; }
};

std::optional<Moment> moment_of(std::string_view iso) {
    const auto day = parse_iso_day(iso);
    if (!day)
        return std::nullopt;
    Moment moment;
    moment.day = day->time_since_epoch().count();
    const auto utc = parse_iso_minute(iso), written = parse_iso_minute(iso.substr(0, 19));
    if (!utc || !written)
        return moment;
    moment.clock = moment.day * 1440 + *written;
    moment.utc = moment.day * 1440 + *utc;
    moment.has_zone = iso.find_first_of("+-Z", 11) != std::string_view::npos;
    return moment;
}

/// How exact a time is: 0 a day, 1 a time of day, 2 one with its zone; -1 for none.
int exactness(std::string_view time) {
    const auto moment = moment_of(time);
    return !moment ? -1 : !moment->has_clock() ? 0 : moment->has_zone ? 2 : 1;
}

/// "+02:00", or empty.
std::string zone_of(std::string_view time) {
    const std::size_t at = time.find_first_of("+-Z", std::min<std::size_t>(11, time.size()));
    return at == std::string_view::npos ? std::string() : std::string(time.substr(at));
}

/// What a second time is to a first one.
enum class Relation {
    agrees,
    nearly,                // a minute off: one of the two is rounded, or another one
    same_clock_elsewhere,  // alike as written, in another zone
    earlier,
    later,
    unclear,
};

/// Local times differ from UTC by whole quarters of an hour, 12 hours behind and 14 ahead at most.
constexpr std::int64_t furthest_behind = 12 * 60, furthest_ahead = 14 * 60, zone_step = 15;

Relation by_clock(const Moment& first, const Moment& second) {
    if (first.has_zone && second.has_zone) {
        if (std::abs(second.utc - first.utc) <= 1)
            return first.utc == second.utc ? Relation::agrees : Relation::nearly;
        if (first.clock == second.clock)
            return Relation::same_clock_elsewhere;
        return second.utc < first.utc ? Relation::earlier : Relation::later;
    }
    if (first.clock == second.clock)
        return Relation::agrees;
    // One is a place's own time, of a zone that is not told: how far is it ahead of UTC?
    const std::int64_t ahead = second.has_zone ? first.clock - second.utc : second.clock - first.utc;
    if (ahead < -furthest_behind || ahead > furthest_ahead)
        return second.has_zone == (ahead > 0) ? Relation::earlier : Relation::later;
    const std::int64_t off = std::abs(ahead) % zone_step;
    return off == 0 ? Relation::agrees : off == 1 || off == zone_step - 1 ? Relation::nearly : Relation::unclear;
}

Relation relation(const Moment& first, const Moment& second) {
    if (first.has_clock() && second.has_clock())
        return by_clock(first, second);
    if (std::abs(second.day - first.day) <= 1)
        return Relation::agrees;
    return second.day < first.day ? Relation::earlier : Relation::later;
}

Relation relation(std::string_view first, std::string_view second) {
    const auto one = moment_of(first), other = moment_of(second);
    return one && other ? relation(*one, *other) : Relation::unclear;
}

/// The first, made more exact by those that agree with it.
StatedValue most_exact(const std::vector<StatedValue>& times, StatedValue best) {
    for (const StatedValue& other : times)
        if (exactness(other.value) > exactness(best.value) && relation(best.value, other.value) == Relation::agrees)
            best = other;
    return best;
}

bool is_word_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

/// False for words in which no digit can be; of words beyond ASCII, whose digits are many, nothing is known.
bool may_have_digits(std::string_view words) {
    return std::any_of(words.begin(), words.end(),
                       [](char c) { return (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80; });
}

/// A word that tells a role, where it stands; size 0 where there is none.
struct FoundWord {
    std::size_t at = std::string_view::npos, size = 0;
    bool tells_change = false;
};

/// The first such word in `text` (lower case) from `from` on, at the start of a word.
FoundWord next_word(std::string_view text, std::size_t from, const PageWording& wording) {
    for (std::size_t at = from; at < text.size(); ++at) {
        if (at > 0 && is_word_byte(text[at - 1]))
            continue;
        for (const PageWording::TimeWord& known : wording.time_words[static_cast<unsigned char>(text[at])])
            if (text.substr(at).starts_with(known.word))
                return {at, known.word.size(), known.tells_change};
    }
    return {};
}

constexpr std::size_t longest_shown = 300;    // bytes of a line that may tell times
constexpr std::size_t most_blanks = 9;        // of a line in which a day without a word may be the report's
constexpr std::size_t longest_clock = 40;     // bytes of a line that goes on one with a day
constexpr std::size_t most_bytes_ahead = 12;  // of the word in a line behind the text: "First published"
constexpr std::size_t most_shown_parts = 48;  // of a page

}  // namespace

StatedTimes::StatedTimes(const PageWording& wording, const Lexicon& lexicon, std::string_view language)
    : wording_(wording), lexicon_(lexicon), language_(language) {}

void StatedTimes::state_published(std::string_view written, Origin origin) {
    if (std::string time = iso_time(written, wording_, lexicon_, language_); !time.empty())
        published_.push_back({std::move(time), origin});
}

void StatedTimes::state_modified(std::string_view written, Origin origin) {
    if (std::string time = iso_time(written, wording_, lexicon_, language_); !time.empty())
        modified_.push_back({std::move(time), origin});
}

bool StatedTimes::tells_change(std::string_view words) const {
    const std::string lower = lowered_in_place(words);
    bool found = false;
    for (FoundWord word = next_word(lower, 0, wording_); word.size != 0;
         word = next_word(lower, word.at + word.size, wording_)) {
        if (!word.tells_change)
            return false;
        found = true;
    }
    return found;
}

/// The line is cut before each word that tells a role; what stands before the first such word has none.
void StatedTimes::show(std::string_view line, bool at_head) {
    if (line.size() > (may_have_digits(line) ? longest_shown : longest_clock))
        return;
    const std::string lower = lowered_in_place(line);
    const auto begins = [&](const std::string& words) { return lower.starts_with(words); };
    if (std::any_of(wording_.clock_words.begin(), wording_.clock_words.end(), begins))
        return;
    Role role = announced_;
    announced_ = Role::unsaid;
    for (std::size_t at = 0, from = 0;;) {
        const FoundWord next = next_word(lower, at, wording_);
        const std::size_t end = std::min(next.at, line.size());
        show_part(line.substr(from, end - from), role, at_head);
        if (next.size == 0)
            break;
        role = next.tells_change ? Role::modified : Role::published;
        from = end;
        at = end + next.size;
        const bool ends_here = !may_have_digits(std::string_view(lower).substr(at));
        announced_ = ends_here && line.size() <= longest_clock ? role : Role::unsaid;
    }
}

void StatedTimes::show_behind(std::string_view line) {
    if (line.size() > longest_shown)
        return;
    const FoundWord word = next_word(lowered_in_place(line), 0, wording_);
    if (announced_ != Role::unsaid || (word.size != 0 && !word.tells_change && word.at <= most_bytes_ahead))
        show(line, false);
}

void StatedTimes::show_part(std::string_view words, Role role, bool at_head) {
    if (!may_have_digits(words) || shown_.size() >= most_shown_parts)
        return;
    std::string time = iso_time(words, wording_, lexicon_, language_);
    if (time.empty() && words.size() <= longest_clock && !shown_.empty() && exactness(shown_.back().time) == 0 &&
        has_time_of_day(words, wording_)) {  // the time of day stands in a line of its own
        time = iso_time(shown_.back().words + " " + std::string(words), wording_, lexicon_, language_);
        if (exactness(time) > 0)
            shown_.back().time = std::move(time);
        return;
    }
    if (!time.empty())
        shown_.push_back({std::move(time), std::string(words), role, at_head});
}

/// The line that tells best when the report was published: one that says so, else the first time of day at the head.
const StatedTimes::Shown* StatedTimes::witness() const {
    const Shown* best = nullptr;
    for (const Shown& shown : shown_)
        if (shown.role == Role::published && (!best || exactness(best->time) < exactness(shown.time)))
            best = &shown;
    if (best)
        return best;
    for (const Shown& shown : shown_)
        if (shown.role == Role::unsaid && shown.at_head && exactness(shown.time) > 0)
            return &shown;
    return nullptr;
}

/// Without metadata: a line that says so, else the first time of day, else the first day in a line of few words.
StatedValue StatedTimes::by_lines_alone() const {
    const Shown* best = witness();
    for (const Shown& shown : shown_)
        if (!best && shown.role == Role::unsaid && exactness(shown.time) > 0)
            best = &shown;
    for (const Shown& shown : shown_)
        if (!best && shown.role == Role::unsaid &&
            std::count(shown.words.begin(), shown.words.end(), ' ') <= static_cast<std::ptrdiff_t>(most_blanks))
            best = &shown;
    if (!best)
        return {};
    StatedValue found{best->time, Origin::page};
    for (const Shown& shown : shown_)
        if (shown.role == best->role && exactness(shown.time) > exactness(found.value) &&
            relation(found.value, shown.time) == Relation::agrees)
            found.value = shown.time;
    return found;
}

/// True for the time of a change that came after publication.
bool StatedTimes::is_change(const std::string& time) const {
    return std::any_of(modified_.begin(), modified_.end(), [&](const StatedValue& modified) {
        return relation(modified.value, time) == Relation::agrees && !published_.empty() &&
               relation(modified.value, published_.front().value) == Relation::earlier;
    });
}

/// The first that the metadata state; but one that only repeats the time of the last change gives way to an earlier
/// one.
StatedValue StatedTimes::by_metadata() const {
    const StatedValue first = most_exact(published_, published_.front());
    const auto repeats = [&](const StatedValue& modified) {
        return exactness(modified.value) > 0 && modified.value == first.value;
    };
    if (std::any_of(modified_.begin(), modified_.end(), repeats))
        for (const StatedValue& other : published_)
            if (other.origin != Origin::time_element && exactness(other.value) == exactness(first.value) &&
                relation(first.value, other.value) == Relation::earlier)
                return other;
    return first;
}

StatedValue StatedTimes::published() const {
    if (published_.empty())
        return by_lines_alone();
    const StatedValue best = by_metadata();
    const Shown* seen = witness();
    if (!seen)
        return best;
    StatedValue shown{seen->time, Origin::page};
    const Relation said = relation(best.value, shown.value);
    if (said == Relation::agrees)
        return exactness(shown.value) > exactness(best.value) ? shown : best;
    if (said == Relation::same_clock_elsewhere)
        return shown;
    if (said == Relation::later || is_change(shown.value))
        return best;
    for (const StatedValue& other : published_)
        if (exactness(other.value) > 0 && relation(other.value, shown.value) == Relation::agrees)
            return other;
    if (said == Relation::nearly || (said == Relation::unclear && seen->role != Role::published))
        return best;
    if (exactness(shown.value) == 1)  // the metadata tell which zone is the page's own, unless it is UTC
        if (const std::string zone = zone_of(best.value); !zone.empty() && zone != "+00:00")
            shown.value += zone;
    return shown;
}

StatedValue StatedTimes::modified() const {
    if (!modified_.empty())
        return most_exact(modified_, modified_.front());
    for (const Shown& shown : shown_)
        if (shown.role == Role::modified)
            return {shown.time, Origin::page};
    return {};
}

}  // namespace recount::html
