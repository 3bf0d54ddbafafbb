#include "reconcile/day_words.h"

#include <algorithm>
#include <array>

#include "report/time_value.h"

namespace recount {

using std::chrono::days;

namespace {

constexpr std::size_t near_tokens = 8;
constexpr std::size_t credit_bytes = 40;    // a caption so short is the picture's credit: the caption stands behind it
constexpr std::size_t byline_bytes = 60;    // a first sentence so short is a byline or the like
constexpr std::size_t first_sentences = 4;  // of the body: where its news stands
constexpr std::size_t often = 3;

/// The date closes its sentence, as below a picture: named with its weekday, or right behind a comma or a place ("in
/// Oslo, Norway, May 4, 2021."). Running text has "on May 4, 2021".
bool closes_as_caption(const AnnotatedReport& annotated, const Time& time) {
    const Layers& layers = annotated.layers;
    const Sentence& sentence = layers.sentences[time.sentence];
    const auto is_mark = [](const Token& token) {
        return token.kind != TokenKind::word && token.kind != TokenKind::number;
    };
    if (time.first_token == sentence.first_token ||
        !std::all_of(layers.tokens.begin() + time.end_token, layers.tokens.begin() + sentence.end_token, is_mark))
        return false;
    if (time.weekday != 0)
        return true;
    const std::uint32_t before = time.first_token - 1;
    return annotated.words(layers.tokens[before].span()) == "," ||
           std::any_of(layers.entities.begin(), layers.entities.end(), [&](const Entity& entity) {
               return entity.end_token == time.first_token && !entity.place.empty();
           });
}

/// Whether a full date is that of a picture: in a caption, behind a picture's credit, or worded as captions are.
bool is_caption_date(const AnnotatedReport& annotated, const Time& time) {
    const std::uint32_t index = annotated.layers.sentences[time.sentence].block;
    const std::vector<Block>& blocks = annotated.report.blocks;
    if (blocks[index].kind == BlockKind::caption)
        return true;
    if (blocks[index].kind != BlockKind::paragraph)
        return false;
    const bool behind_credit =
        index > 0 && blocks[index - 1].kind == BlockKind::caption && blocks[index - 1].span.size() < credit_bytes;
    return behind_credit || closes_as_caption(annotated, time);
}

}  // namespace

Span with_event(const Time& time) {
    return time.event_words.empty() ? time.span : cover(time.span, time.event_words);
}

bool is_own_voice(const AnnotatedReport& report, const Time& time) {
    const Block& block = report.report.blocks[report.layers.sentences[time.sentence].block];
    return !time.quoted && block.kind != BlockKind::embed;
}

bool is_body(const AnnotatedReport& report, const Time& time) {
    const BlockKind kind = report.report.blocks[report.layers.sentences[time.sentence].block].kind;
    return is_own_voice(report, time) && kind != BlockKind::caption;
}

bool moves_with_report(const Time& time) {
    const bool day_period =
        time.form == TimeForm::period && time.unit == 'D' && time.minute < 0;  // a clock time alone names no day
    return time.anchor == TimeAnchor::report && time.moved == 0 && (time.form == TimeForm::weekday || day_period);
}

const Time* told_with(const Layers& layers, std::size_t index) {
    const Time& length = layers.times[index];
    for (std::size_t i = index; i-- > 0;) {
        const Time& other = layers.times[i];
        if (other.sentence != length.sentence || length.first_token - other.end_token > near_tokens)
            return nullptr;
        if (moves_with_report(other) || other.anchor == TimeAnchor::absolute)
            return &other;
    }
    return nullptr;
}

std::vector<StatedDate> stated_dates(const AnnotatedReport& annotated) {
    std::vector<StatedDate> dates;
    for (const Block& block : annotated.report.blocks)
        if (block.kind == BlockKind::embed && block.date && !block.repeated)
            dates.push_back({*block.date, block.date_span.empty() ? block.span : block.date_span, true});
    for (const Time& time : annotated.layers.times) {
        if (time.anchor != TimeAnchor::absolute || !time.days || !time.days->is_one_day())
            continue;
        if (time.states_report_day || is_caption_date(annotated, time))
            dates.push_back({time.days->first, time.span, false});
    }
    std::stable_sort(dates.begin(), dates.end(),
                     [](const StatedDate& a, const StatedDate& b) { return a.day < b.day; });
    return dates;
}

const Time* agreeing_time(const AnnotatedReport& annotated, Day day) {
    for (const Time& time : annotated.layers.times)
        if (is_body(annotated, time) && time.form == TimeForm::weekday && time.moved == 0 && time.direction <= 0 &&
            resolve(time, day) == DayInterval{day, day})
            return &time;
    return nullptr;
}

bool may_be_of_next_day(const AnnotatedReport& annotated, Day day) {
    return std::any_of(annotated.layers.times.begin(), annotated.layers.times.end(), [&](const Time& time) {
        return is_body(annotated, time) && time.form == TimeForm::weekday && !time.direction_said &&
               time.direction <= 0 && time.weekday == weekday_of(day + days{1});
    });
}

bool knows_of_later(const AnnotatedReport& annotated, Day day) {
    return std::any_of(annotated.layers.times.begin(), annotated.layers.times.end(), [&](const Time& time) {
        return time.anchor == TimeAnchor::absolute && time.days && time.days->first > day + days{7} &&
               time.direction <= 0 && is_body(annotated, time);
    });
}

const Time* dateline_of(const AnnotatedReport& annotated) {
    const std::vector<Time>& times = annotated.layers.times;
    const auto found = std::find_if(times.begin(), times.end(), [](const Time& time) { return time.dateline; });
    return found == times.end() ? nullptr : &*found;
}

namespace {

/// How often the report itself names each weekday as past.
std::array<std::size_t, 8> past_weekdays(const AnnotatedReport& annotated) {
    std::array<std::size_t, 8> named{};
    for (const Time& time : annotated.layers.times)
        if (is_past_weekday(time) && is_own_voice(annotated, time))
            ++named[time.weekday];
    return named;
}

unsigned days_on(unsigned weekday, int days) {
    return (weekday - 1 + static_cast<unsigned>(days)) % 7 + 1;
}

/// The newest of the weekdays that a sentence tells as past: none of the three days after it is named there too.
const Time* newest_weekday(const AnnotatedReport& annotated, std::uint32_t sentence) {
    std::array<const Time*, 8> named{};
    for (const Time& time : annotated.layers.times_of(sentence))
        if (is_past_weekday(time) && time.direction < 0 && !time.background && is_body(annotated, time) &&
            !named[time.weekday])
            named[time.weekday] = &time;
    for (const Time* time : named)
        if (time && !named[days_on(time->weekday, 1)] && !named[days_on(time->weekday, 2)] &&
            !named[days_on(time->weekday, 3)])
            return time;
    return nullptr;
}

bool tells_yesterday(const AnnotatedReport& annotated) {
    return std::any_of(annotated.layers.times.begin(), annotated.layers.times.end(), [&](const Time& time) {
        return time.form == TimeForm::period && time.anchor == TimeAnchor::report && time.unit == 'D' &&
               time.offset == -1 && time.minute < 0 && time.moved == 0 && is_body(annotated, time);
    });
}

/// Days after the weekday of its news that a report may be of.
int news_slack(const AnnotatedReport& annotated, const Time& news, const std::array<std::size_t, 8>& named) {
    int slack = news.late || tells_yesterday(annotated) ? 1 : 0;
    for (int later = 1; later <= 3 && named[days_on(news.weekday, later)] > 0; ++later)
        slack = later + 1;
    return slack;
}

}  // namespace

std::optional<NewsDay> news_day(const AnnotatedReport& annotated) {
    const Layers& layers = annotated.layers;
    const auto named = past_weekdays(annotated);
    std::size_t read = 0;
    for (std::uint32_t i = 0; i < layers.sentences.size() && read < first_sentences; ++i) {
        const Sentence& sentence = layers.sentences[i];
        if (annotated.report.blocks[sentence.block].kind != BlockKind::paragraph)
            continue;
        const Time* newest = newest_weekday(annotated, i);
        if (!newest && sentence.span.size() < byline_bytes)
            continue;
        if (newest && (read == 0 || named[newest->weekday] >= often))
            return NewsDay{newest, news_slack(annotated, *newest, named), read == 0};
        if (newest)
            return std::nullopt;
        ++read;
    }
    return std::nullopt;
}

}  // namespace recount
