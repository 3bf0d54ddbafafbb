#include "show/event_tables.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unicode/uregion.h>

#include "reconcile/precision.h"
#include "show/csv_rows.h"
#include "show/reasons.h"
#include "show/summary.h"
#include "show/table_writer.h"
#include "show/wording.h"
#include "text/utf8.h"

namespace recount {

namespace {

/// What stands in a cell: words, or a number, or nothing.
struct Cell {
    std::string words = {};
    std::optional<double> number = std::nullopt;

    bool empty() const { return words.empty() && !number; }
    std::string text() const { return number ? plain_number(*number) : words; }
};

/// Items without repeats, in the order of their first.
void add_new(std::vector<std::string>& list, std::string_view item) {
    if (!item.empty() && std::find(list.begin(), list.end(), item) == list.end())
        list.emplace_back(item);
}

/// The same for those who give numbers: "The organizers" and "organizers" are one.
void add_new_source(std::vector<std::string>& list, std::string_view item) {
    const auto key = [](std::string_view name) {
        const std::string folds = folded(name.substr(0, name.find_first_of(' ')));
        return folds == "the" ? folded(name.substr(name.find_first_of(' ') + 1)) : folded(name);
    };
    if (std::ranges::none_of(list, [&](const std::string& known) { return key(known) == key(item); }))
        add_new(list, item);
}

/// The number that ISO 3166-1 gives a country.
std::optional<double> country_number(const std::string& code) {
    UErrorCode status = U_ZERO_ERROR;
    const URegion* region = code.empty() ? nullptr : uregion_getRegionFromCode(code.c_str(), &status);
    if (!region || U_FAILURE(status) || uregion_getType(region) != URGN_TERRITORY)
        return std::nullopt;
    return uregion_getNumericCode(region);
}

/// The cell of the PRIO-GRID: half a degree wide, counted from 1 at the south-western corner, eastward row after row
/// (Tollefsen, Strand and Buhaug 2012).
double grid_cell(const AccountPlace& place) {
    constexpr double cells_a_row = 720, rows = 360;
    const double row = std::clamp(std::floor((place.latitude + 90) * 2), 0.0, rows - 1),
                 column = std::clamp(std::floor((place.longitude + 180) * 2), 0.0, cells_a_row - 1);
    return row * cells_a_row + column + 1;
}

/// One event with all that the tables tell of it.
class EventReader {
public:
    /// `figures`: the event's.
    EventReader(const Account& account, const StoryAccount& story, const Event& event,
                const std::vector<const Figure*>& figures, const EventProfile& profile)
        : account_(account),
          story_(story),
          event_(event),
          figures_(figures),
          profile_(profile),
          days_(days_of(event)) {}

    bool is_taken() const {
        const std::string& country = event_.within.country_id;
        const auto& date = event_.precision.date;
        return (profile_.types.empty() || profile_.types.contains(event_.type)) &&
               (profile_.dates.empty() || (date && profile_.dates.contains(name_of(*date)))) &&
               (profile_.countries.empty() || country.empty() || profile_.countries.contains(country)) &&
               (profile_.counted.empty() || std::ranges::any_of(profile_.counted, [&](const std::string& quantity) {
                    return numbers_of(quantity).high.value_or(0) >= 1;
                }));
    }

    Cell cell(const ProfileColumn& column) const {
        Cell cell = column.field ? coded(column) : Cell{column.value};
        if (cell.empty())
            return {column.otherwise};
        if (!column.before.empty())
            cell = {column.before + cell.text()};
        return cell;
    }

private:
    struct Numbers {
        std::optional<double> low, best, high;
    };

    const Report& report(std::uint32_t number) const { return account_.reports[number].report; }

    // ---- codes

    Cell coded(const ProfileColumn& column) const {
        Cell cell = raw(column);
        if (!column.steps.empty() && cell.number)
            cell.number = static_cast<double>(
                std::ranges::count_if(column.steps, [&](double step) { return *cell.number >= step; }));
        if (column.codes.empty())
            return cell;
        const auto code = column.codes.find(cell.text());
        return {code == column.codes.end() ? std::string() : code->second};
    }

    Cell raw(const ProfileColumn& column) const {
        const EventField field = *column.field;
        if (field >= EventField::low)
            return counted(field, column);
        if (const auto items = list(field)) {
            if (column.nth > 0)
                return {column.nth <= items->size() ? (*items)[column.nth - 1] : std::string()};
            return {joined(*items, column.joint)};
        }
        return field >= EventField::place && field <= EventField::country_number ? where(field) : what_and_when(field);
    }

    // ---- fields of one value

    Cell what_and_when(EventField field) const {
        switch (field) {
        case EventField::event: return {event_.id};
        case EventField::story: return {story_.id};
        case EventField::story_title: return {in_one_line(story_.title)};
        case EventField::title: return {in_one_line(event_.title)};
        case EventField::type: return {event_.type};
        case EventField::date: return {event_.date};
        case EventField::date_end: return {event_.date_end};
        case EventField::date_precision:
            return {std::string(event_.precision.date ? name_of(*event_.precision.date) : "")};
        case EventField::date_stated: return {event_.date.empty() ? "" : event_.date_stated ? "true" : "false"};
        case EventField::report_count: return {{}, static_cast<double>(event_.reports.size())};
        case EventField::witnesses: return {{}, static_cast<double>(count_texts(story_, event_.reports))};
        default: break;
        }
        if (!days_)
            return {};
        const auto count = (days_->last - days_->first).count();
        switch (field) {
        case EventField::first_day: return {iso_day(days_->first)};
        case EventField::last_day: return {iso_day(days_->last)};
        case EventField::middle_day: return {iso_day(days_->first + std::chrono::days(count / 2))};
        case EventField::year: return {iso_day(days_->first).substr(0, 4)};
        case EventField::days: return {{}, static_cast<double>(count + 1)};
        default: return {};
        }
    }

    Cell where(EventField field) const {
        if (!event_.place)
            return {};
        const AccountPlace& place = *event_.place;
        const PlaceWithin& within = event_.within;
        const bool on_map = !place.id.empty();
        switch (field) {
        case EventField::place: return {place.name};
        case EventField::place_id: return {place.id};
        case EventField::locality:
            return {event_.precision.place && *event_.precision.place <= PlacePrecision::district ? place.name : ""};
        case EventField::latitude: return on_map ? Cell{{}, place.latitude} : Cell{};
        case EventField::longitude: return on_map ? Cell{{}, place.longitude} : Cell{};
        case EventField::point:
            return {on_map ? "POINT (" + plain_number(place.longitude) + " " + plain_number(place.latitude) + ")" : ""};
        case EventField::grid_cell: return on_map ? Cell{{}, grid_cell(place)} : Cell{};
        case EventField::place_precision:
            return {std::string(event_.precision.place ? name_of(*event_.precision.place) : "")};
        case EventField::place_extent:
            if (event_.precision.place == PlacePrecision::region && within.region_id.empty())
                return {"area"};
            return {std::string(event_.precision.place ? name_of(*event_.precision.place) : "")};
        case EventField::region: return {within.region};
        case EventField::region_code: return {within.region_id.substr(within.region_id.find('.') + 1)};
        case EventField::country: return {within.country};
        case EventField::country_code: return {within.country_id};
        case EventField::country_number: return {{}, country_number(within.country_id)};
        default: return {};
        }
    }

    // ---- fields that are lists

    std::optional<std::vector<std::string>> list(EventField field) const {
        std::vector<std::string> items;
        const auto of_reports = [&](const auto& item) {
            for (const std::uint32_t number : event_.reports)
                add_new(items, item(number));
            return items;
        };
        const auto published = [&](std::uint32_t number) {
            const auto& days = account_.days[number].days;
            return days ? iso_days(*days) : std::string();
        };
        const auto headline = [&](std::uint32_t number) { return in_one_line(report(number).title()); };
        switch (field) {
        case EventField::actors:
            for (const std::uint32_t actor : event_.actors)
                add_new(items, story_.entities[actor].name);
            return items;
        case EventField::reports: return of_reports([&](std::uint32_t number) { return report(number).id; });
        case EventField::outlets: return of_reports([&](std::uint32_t number) { return report(number).outlet; });
        case EventField::published: return of_reports(published);
        case EventField::headlines: return of_reports(headline);
        case EventField::urls: return of_reports([&](std::uint32_t number) { return report(number).url; });
        case EventField::citations:
            return of_reports([&](std::uint32_t number) {
                std::vector<std::string> parts;
                for (const std::string& part :
                     {outlet_words(account_, story_, number), published(number), headline(number)})
                    if (!part.empty())
                        parts.push_back(part);
                return joined(parts, ", ");
            });
        case EventField::words:
            for (const Evidence& told : event_.evidence)
                add_new(items, in_one_line(sentence_of(told)));
            return items;
        case EventField::place_words:
            for (const Evidence& told : event_.evidence)
                if (event_.place && sentence_of(told).find(event_.place->name) != std::string_view::npos)
                    add_new(items, in_one_line(sentence_of(told)));
            return items;
        case EventField::sources:
            for_claims([&](const FigureClaim& entry, const Claim& claim) {
                if (claim.source)
                    add_new_source(items, !entry.source_name.empty() ? entry.source_name
                                          : !claim.source->name.empty()
                                              ? claim.source->name
                                              : in_one_line(slice(report(entry.report).content, claim.source->span)));
            });
            return items;
        default: return std::nullopt;
        }
    }

    std::string_view sentence_of(const Evidence& told) const {
        const AnnotatedReport& annotated = account_.reports[told.report];
        const std::uint32_t sentence = annotated.layers.sentence_at(told.span.start);
        return annotated.words(sentence == no_index ? told.span : annotated.layers.sentences[sentence].span);
    }

    template <class Take>
    void for_claims(const Take& take) const {
        for (const Figure* figure : figures_)
            for (const FigureClaim& entry : figure->claims)
                take(entry, claim_of(account_, entry));
    }

    // ---- fields of one quantity

    /// How many claims say that it was so: of the happening told, and of one before it. Nothing that is denied, planned
    /// or generally so is a number of the event.
    std::pair<std::size_t, std::size_t> told_claims(const Figure& figure) const {
        std::pair<std::size_t, std::size_t> told;
        for (const FigureClaim& entry : figure.claims) {
            const Claim& claim = claim_of(account_, entry);
            told.first += claim.standing == Standing::asserted && !claim.denied;
            told.second += claim.standing == Standing::earlier && !claim.denied;
        }
        return told;
    }

    /// The event's figure of all that are counted so; of several, the one that most claims tell.
    const Figure* figure_of(std::string_view quantity) const {
        const Figure* found = nullptr;
        std::pair<std::size_t, std::size_t> most;
        for (const Figure* figure : figures_)
            if (figure->quantity == quantity && figure->scope == "total")
                if (const auto told = told_claims(*figure); told > most) {
                    most = told;
                    found = figure;
                }
        return found;
    }

    /// The words of a claim's number.
    std::string words_of(const FigureClaim& entry, const Claim& claim) const {
        return in_one_line(account_.reports[entry.report].words(claim.span));
    }

    /// A number of a figure as the profile has it: where vague words alone give it, what those count as.
    std::optional<double> as_profile(const Figure& figure, const std::optional<double>& value) const {
        if (!value || profile_.vague.empty())
            return value;
        std::optional<double> code;
        for (const FigureClaim& entry : figure.claims) {
            const AnnotatedReport& annotated = account_.reports[entry.report];
            const Claim& claim = annotated.layers.claims[entry.claim];
            if (claim.modifier != Modifier::vague) {
                if (claim.low == value || claim.high == value)
                    return value;
            } else if (const auto found = profile_.vague.find(in_one_line(annotated.lowered(claim.span)));
                       claim.low == value && found != profile_.vague.end()) {
                code = found->second;
            }
        }
        return code ? code : value;
    }

    Numbers numbers_of(std::string_view quantity) const {
        const Figure* figure = figure_of(quantity);
        if (!figure)
            return {};
        Numbers numbers{as_profile(*figure, figure->low), as_profile(*figure, figure->best),
                        as_profile(*figure, figure->high)};
        if (profile_.vague.empty() || !numbers.low || !numbers.high)
            return numbers;
        // A word may count as less, or more, than the numbers beside it.
        const double best = numbers.best.value_or(*numbers.low);
        return {std::min({*numbers.low, *numbers.high, best}), numbers.best,
                std::max({*numbers.low, *numbers.high, best})};
    }

    Cell counted(EventField field, const ProfileColumn& column) const {
        const Figure* figure = figure_of(column.quantity);
        if (!figure)
            return {};
        const Numbers numbers = numbers_of(column.quantity);
        switch (field) {
        case EventField::low: return {{}, numbers.low};
        case EventField::best: return {{}, numbers.best};
        case EventField::high: return {{}, numbers.high};
        case EventField::mean:
            return {{}, numbers.low && numbers.high ? std::optional((*numbers.low + *numbers.high) / 2) : std::nullopt};
        case EventField::any: return {numbers.high ? *numbers.high >= 1 ? "true" : "false" : ""};
        case EventField::status: return {std::string(name_of(figure->status))};
        default: break;
        }
        std::vector<std::string> items;
        bool all_vague = true;
        for (const FigureClaim& entry : figure->claims) {
            const Claim& claim = claim_of(account_, entry);
            all_vague = all_vague && claim.modifier == Modifier::vague;
            if (!claim.implicit)
                add_new(items, words_of(entry, claim));
        }
        return {field == EventField::vague_words && !all_vague ? std::string() : joined(items, column.joint)};
    }

    const Account& account_;
    const StoryAccount& story_;
    const Event& event_;
    const std::vector<const Figure*>& figures_;
    const EventProfile& profile_;
    std::optional<DayInterval> days_;
};

/// The figures of each event of a story.
std::vector<std::vector<const Figure*>> figures_by_event(const StoryAccount& story) {
    std::vector<std::vector<const Figure*>> figures(story.events.size());
    for (const Figure& figure : story.figures)
        if (figure.event != no_index)
            figures[figure.event].push_back(&figure);
    return figures;
}

// ---- the crosswalk

constexpr std::array<std::string_view, 13> crosswalk_header{"event",     "story", "report",   "sha256",   "outlet",
                                                            "published", "url",   "headline", "mentions", "field",
                                                            "start",     "end",   "words"};

class CrosswalkWriter : TableWriter {
public:
    using TableWriter::TableWriter;

    void write() {
        header(crosswalk_header);
        for (const StoryAccount& story : account().stories) {
            const auto figures = figures_by_event(story);
            for (std::size_t i = 0; i < story.events.size(); ++i)
                for (const std::uint32_t number : story.events[i].reports)
                    write_row(story, story.events[i], figures[i], number);
        }
    }

private:
    /// Where the report tells of the event: its mentions, and the numbers that belong to it.
    std::vector<Span> places_of(const Event& event, const std::vector<const Figure*>& figures,
                                std::uint32_t number) const {
        std::vector<Span> places;
        for (const Evidence& told : event.evidence)
            if (told.report == number)
                places.push_back(told.span);
        if (!places.empty())
            return places;
        for (const Figure* figure : figures)
            for (const FigureClaim& entry : figure->claims)
                if (entry.report == number)
                    places.push_back(account().reports[number].layers.claims[entry.claim].span);
        std::sort(places.begin(), places.end());
        return places;
    }

    void write_row(const StoryAccount& story, const Event& event, const std::vector<const Figure*>& figures,
                   std::uint32_t number) {
        const AnnotatedReport& annotated = account().reports[number];
        const std::vector<Span> places = places_of(event, figures, number);
        rows() << event.id << story.id << annotated.report.id << annotated.report.sha256;
        report_cells(number);
        rows() << static_cast<std::uint32_t>(places.size());
        if (places.empty()) {
            for (int cell = 0; cell < 4; ++cell)
                rows() << "";
        } else {
            const std::uint32_t sentence = annotated.layers.sentence_at(places.front().start);
            const Span words = sentence == no_index ? places.front() : annotated.layers.sentences[sentence].span;
            span_cells(number, words);
            rows() << slice(annotated.report.content, words);
        }
        rows().end();
    }
};

}  // namespace

void write_events(const Account& account, const EventProfile& profile, std::ostream& out) {
    CsvRows rows(out);
    for (const ProfileColumn& column : profile.columns)
        rows << column.name;
    rows.end();
    for (const StoryAccount& story : account.stories) {
        const auto figures = figures_by_event(story);
        for (std::size_t i = 0; i < story.events.size(); ++i) {
            const EventReader reader(account, story, story.events[i], figures[i], profile);
            if (!reader.is_taken())
                continue;
            for (const ProfileColumn& column : profile.columns) {
                const Cell cell = reader.cell(column);
                cell.number ? rows.number(*cell.number) : rows << cell.words;
            }
            rows.end();
        }
    }
}

void write_crosswalk(const Account& account, std::ostream& out) {
    CrosswalkWriter(account, out).write();
}

}  // namespace recount
