// What the words of one report say of its own day: the full dates of captions, posts and datelines, and the weekday
// that it tells its news by. Nothing here knows of other reports.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "report/layers.h"

namespace recount {

/// A full date that a caption, an embedded post or a dateline carries.
struct StatedDate {
    Day day;
    Span span;
    bool of_post;  // an embedded post's: posts are not taken from archives
};

/// The dates that a report carries, earliest first; of embedded posts those that are no repetitions.
std::vector<StatedDate> stated_dates(const AnnotatedReport& report);

/// The month and day of its dateline ("MINSK, Aug. 16 (Agency) -"); null where it has none.
const Time* dateline_of(const AnnotatedReport& report);

/// The first body expression that tells of `day` by its weekday, in a report of that day.
const Time* agreeing_time(const AnnotatedReport& report, Day day);

/// The text names the weekday after `day` as past: it was written then, or that is six days ago.
bool may_be_of_next_day(const AnnotatedReport& report, Day day);

/// The text knows of a time well after `day`: a picture of that day is an old one.
bool knows_of_later(const AnnotatedReport& report, Day day);

/// The weekday that a report tells its news by, as past ("on Sunday").
struct NewsDay {
    const Time* time = nullptr;
    int slack = 0;      // days after it that the report may be of: 0 where nothing in its words speaks for a later one
    bool lead = false;  // it stands in the first sentence of the body
};

/// The newest weekday of the body's first sentence, clauses of what went before aside; or the first one named, within
/// the first four sentences, if it is named three times or more. Reports tell what is new by its weekday, so they are
/// of that day, unless it happened late on it, or they name the next weekday or "yesterday" too.
std::optional<NewsDay> news_day(const AnnotatedReport& report);

/// Said by the report itself: not between quotation marks, nor in an embedded post.
bool is_own_voice(const AnnotatedReport& report, const Time& time);

/// Said by the report itself, and not below a picture.
bool is_body(const AnnotatedReport& report, const Time& time);

/// "Sunday" or "yesterday": moves with the report's day, and is exact.
bool moves_with_report(const Time& time);

/// The words from a time to its happening, either way round.
Span with_event(const Time& time);

/// The expression that says on which day of the report something happened "two weeks after the vote" (`index`, into
/// Layers::times): the nearest one just before it in the sentence; null where there is none.
const Time* told_with(const Layers& layers, std::size_t index);

}  // namespace recount
