#include "gather/weekdays.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

#include "report/time_value.h"

namespace recount {

namespace {

/// A particular that a report tells of a weekday.
struct Particular {
    std::uint8_t weekday = 0;
    TermId term = 0;
    std::uint32_t report = 0;
    double bits = 0;
    auto operator<=>(const Particular&) const = default;
};

using Weekdays = std::array<bool, 8>;  // by weekday

Weekdays past_weekdays(const Layers& layers, std::uint32_t sentence) {
    Weekdays told{};
    for (const Time& time : layers.times_of(sentence))
        if (is_past_weekday(time) && !time.quoted)
            told[time.weekday] = true;
    return told;
}

bool is_any(const Weekdays& weekdays) {
    return std::find(weekdays.begin(), weekdays.end(), true) != weekdays.end();
}

class Reader {
public:
    Reader(const Terms& terms, const WeekdaySettings& settings) : terms_(terms), settings_(settings) {}

    /// Adds what one report tells of each weekday.
    void read(std::uint32_t report, const AnnotatedReport& annotated, const ReportWords& words,
              std::vector<Particular>& found) const {
        Weekdays told{};
        std::uint32_t behind = 0;  // sentences since a weekday was named
        for (const GatherSentence& sentence : words.sentences) {
            if (sentence.kind != BlockKind::paragraph)
                continue;
            if (const Weekdays named = past_weekdays(annotated.layers, sentence.sentence); is_any(named)) {
                told = named;
                behind = 0;
            } else if (++behind > settings_.following) {
                continue;
            }
            for (std::uint32_t i = sentence.first; i < sentence.end; ++i)
                if (const double bits = bits_of(annotated, sentence.sentence, words.words[i]); bits > 0)
                    for (std::uint8_t weekday = 1; weekday <= 7; ++weekday)
                        if (told[weekday])
                            found.push_back({weekday, words.words[i].term, report, bits});
        }
    }

private:
    /// What it tells that two reports hold the word; 0 where it is no particular.
    double bits_of(const AnnotatedReport& annotated, std::uint32_t sentence, const GatherWord& word) const {
        const Token& token = annotated.layers.tokens[word.token];
        if (word.capitalised || word.begins || in_time(annotated.layers, sentence, word.token))
            return 0;
        if (word.number)
            return token.end - token.start >= settings_.digits ? settings_.number : 0;
        const double everyday = terms_.everyday(word.term);
        return everyday * settings_.rarer_than < 1 ? -std::log2(everyday) : 0;
    }

    static bool in_time(const Layers& layers, std::uint32_t sentence, std::uint32_t token) {
        return std::ranges::any_of(layers.times_of(sentence), [&](const Time& time) {
            return time.first_token <= token && token < time.end_token;
        });
    }

    const Terms& terms_;
    const WeekdaySettings& settings_;
};

}  // namespace

WeekdaySettings::WeekdaySettings(const Codebook& codebook) {
    const CodebookNode table = codebook.file("gather").table("weekdays");
    following = static_cast<std::uint32_t>(table.number("following"));
    digits = static_cast<std::uint32_t>(table.number("digits"));
    holders = static_cast<std::uint32_t>(table.number("holders"));
    rarer_than = table.number("rarer_than");
    number = table.number("number");
    least = table.number("least");
}

std::vector<WeekdayLikeness> compare_weekdays(std::span<const std::uint32_t> reports,
                                              std::span<const AnnotatedReport> annotated,
                                              std::span<const ReportWords> words, const Terms& terms,
                                              const WeekdaySettings& settings) {
    const auto is_open = [&](std::uint32_t report) { return !annotated[report].report.published; };
    std::vector<WeekdayLikeness> likenesses;
    if (std::none_of(reports.begin(), reports.end(), is_open))
        return likenesses;
    std::vector<Particular> particulars;
    const Reader reader(terms, settings);
    for (const std::uint32_t report : reports)
        reader.read(report, annotated[report], words[report], particulars);
    std::sort(particulars.begin(), particulars.end());
    particulars.erase(std::unique(particulars.begin(), particulars.end()), particulars.end());

    std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint8_t>, double> shared;
    for (std::size_t first = 0, end; first < particulars.size(); first = end) {
        const Particular& one = particulars[first];
        end = first;
        while (end < particulars.size() && particulars[end].weekday == one.weekday && particulars[end].term == one.term)
            ++end;
        if (end - first > settings.holders)
            continue;
        for (std::size_t a = first; a < end; ++a)
            for (std::size_t b = a + 1; b < end; ++b)
                if (is_open(particulars[a].report) || is_open(particulars[b].report))
                    shared[{particulars[a].report, particulars[b].report, one.weekday}] += one.bits;
    }
    for (const auto& [pair, bits] : shared)
        if (bits >= settings.least)
            likenesses.push_back({std::get<0>(pair), std::get<1>(pair), std::get<2>(pair), bits});
    return likenesses;
}

}  // namespace recount
