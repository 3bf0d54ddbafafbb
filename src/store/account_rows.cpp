#include "store/account_rows.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

namespace recount {

namespace {

/// Writes the rows of one story.
class RowWriter {
public:
    RowWriter(Database& database, const NewAccount& one)
        : database_(database), one_(one), story_(one.account.stories.front()) {}

    void write() {
        for (const char* statement : {"DELETE FROM events WHERE story = ?", "DELETE FROM figures WHERE story = ?",
                                      "DELETE FROM claims WHERE story = ?", "DELETE FROM statements WHERE story = ?",
                                      "DELETE FROM lineages WHERE story = ?"})
            database_.run(statement, one_.story);
        write_story();
        for (const Event& event : story_.events)
            write_event(event);
        for (const Figure& figure : story_.figures)
            write_figure(figure);
        for (const Statement& statement : story_.statements)
            write_statement(statement);
        for (std::size_t i = 0; i < story_.lineages.size(); ++i)
            for (const std::uint32_t report : story_.lineages[i].reports)
                database_.run("INSERT INTO lineages VALUES (?, ?, ?, ?, ?)", one_.story, i + 1, one_.reports[report],
                              SqlValue::or_null(story_.lineages[i].agency), name_of(story_.lineages[i].kind));
    }

private:
    void write_story() {
        std::optional<DayInterval> days;
        for (const ReportDay& day : one_.account.days)
            if (day.days)
                days = days ? DayInterval{std::min(days->first, day.days->first), std::max(days->last, day.days->last)}
                            : *day.days;
        const std::string first = days ? iso_day(days->first) : "", last = days ? iso_day(days->last) : "";
        database_.run("UPDATE stories SET title = ?, first_day = ?, last_day = ? WHERE number = ?",
                      SqlValue::or_null(story_.title), SqlValue::or_null(first), SqlValue::or_null(last), one_.story);
    }

    void write_event(const Event& event) {
        const AccountPlace none, &place = event.place ? *event.place : none;
        const bool known = !place.id.empty();
        database_.run("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", one_.story, event.id, event.type,
                      SqlValue::or_null(event.date), SqlValue::or_null(event.date_end), SqlValue::or_null(place.name),
                      SqlValue::or_null(place.id), known ? SqlValue(place.latitude) : SqlValue(),
                      known ? SqlValue(place.longitude) : SqlValue(), event.title);
    }

    void write_figure(const Figure& figure) {
        const std::string none, &event = figure.event == no_index ? none : story_.events[figure.event].id;
        database_.run("INSERT INTO figures VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", one_.story, figure.id,
                      SqlValue::or_null(event), figure.quantity, figure.scope, SqlValue::or_null(figure.unit),
                      name_of(figure.status), figure.low, figure.best, figure.high, figure.witnesses);
        for (const FigureClaim& place : figure.claims)
            write_claim(figure, place);
    }

    void write_claim(const Figure& figure, const FigureClaim& place) {
        const Claim& claim = claim_of(one_.account, place);
        std::string_view source = place.source_name;
        if (source.empty() && claim.source)
            source = claim.source->name.empty() ? words(place.report, claim.source->span) : claim.source->name;
        database_.run("INSERT INTO claims VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", one_.story, place.id, figure.id,
                      one_.reports[place.report], words(place.report, claim.span), claim.low, claim.high,
                      name_of(claim.modifier), name_of(claim.standing), SqlValue::or_null(source));
    }

    void write_statement(const Statement& statement) {
        for (std::size_t i = 0; i < statement.variants.size(); ++i) {
            const Variant& variant = statement.variants[i];
            std::string said;
            for (const Span span : variant.spans)
                said.append(said.empty() ? "" : " ... ").append(words(variant.report, span));
            database_.run("INSERT INTO statements VALUES (?, ?, ?, ?, ?, ?)", one_.story, statement.id, i + 1,
                          SqlValue::or_null(statement.speaker), one_.reports[variant.report], said);
        }
    }

    std::string_view words(std::uint32_t report, Span span) const { return one_.account.reports[report].words(span); }

    Database& database_;
    const NewAccount& one_;
    const StoryAccount& story_;
};

}  // namespace

void write_account_rows(Database& database, const NewAccount& account) {
    RowWriter(database, account).write();
}

}  // namespace recount
