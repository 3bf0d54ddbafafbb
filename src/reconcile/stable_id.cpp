#include "reconcile/stable_id.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "text/sha256.h"
#include "text/utf8.h"

namespace recount {

namespace {

constexpr std::size_t digits_of_id = 10;

/// Where something is told first: days since 1970 of its report (the end of time where that is not known), the report's
/// id, the place in it.
using FirstMention = std::tuple<std::int64_t, std::string_view, std::uint32_t>;

/// One thing that wants a name.
struct Unnamed {
    std::string key;  // what it is
    FirstMention first;
    std::string* id;
};

/// Parts of a key, which may hold anything.
std::string joined_key(std::initializer_list<std::string_view> parts) {
    std::string key;
    for (const std::string_view part : parts)
        key.append(part).push_back('\n');
    return key;
}

/// The first of those that are alike gets the bare name, the others "-2", "-3" ... behind it.
void give_names(char kind, std::vector<Unnamed> things) {
    std::stable_sort(things.begin(), things.end(),
                     [](const Unnamed& a, const Unnamed& b) { return a.first < b.first; });
    std::map<std::string, std::size_t> used;
    for (const Unnamed& thing : things) {
        *thing.id = kind + sha256_hex(thing.key).substr(0, digits_of_id);
        if (const std::size_t number = ++used[*thing.id]; number > 1)
            thing.id->append("-").append(std::to_string(number));
    }
}

class Namer {
public:
    Namer(Account& account, const ReconcileRules& rules) : account_(account), rules_(rules) {}

    void name() {
        std::vector<Unnamed> events, figures, claims, statements;
        for (StoryAccount& story : account_.stories)
            for (Event& event : story.events)
                events.push_back({key_of(story, event), first_of(event.evidence), &event.id});
        give_names('v', std::move(events));
        std::vector<std::string> texts(account_.reports.size());
        for (StoryAccount& story : account_.stories)
            for (Figure& figure : story.figures) {
                figures.push_back({key_of(story, figure), first_of(places_of(figure)), &figure.id});
                for (FigureClaim& claim : figure.claims)
                    claims.push_back({key_of(claim, texts[claim.report]), first_of({place_of(claim)}), &claim.id});
            }
        for (StoryAccount& story : account_.stories)
            for (Statement& statement : story.statements)
                statements.push_back({key_of(statement), first_of(places_of(statement)), &statement.id});
        give_names('q', std::move(statements));
        give_names('f', std::move(figures));
        give_names('c', std::move(claims));
    }

private:
    FirstMention mention_at(const Evidence& place) const {
        const auto& days = account_.days[place.report].days;
        return {days ? days->first.time_since_epoch().count() : INT64_MAX, account_.reports[place.report].report.id,
                place.span.start};
    }

    FirstMention first_of(const std::vector<Evidence>& places) const {
        FirstMention first{INT64_MAX, {}, UINT32_MAX};
        for (const Evidence& place : places)
            first = &place == places.data() ? mention_at(place) : std::min(first, mention_at(place));
        return first;
    }

    std::string key_of(const StoryAccount& story, const Event& event) const {
        std::string place, speaker, words;
        if (event.place)
            place = event.place->id.empty() ? folded(event.place->name) : event.place->id;
        if (event.type == "statement" && !event.actors.empty()) {
            const std::string& name = story.entities[event.actors.front()].name;
            speaker = folded(name.substr(name.find_last_of(' ') + 1));  // the surname: a fuller name keeps it
        }
        if (event.date.empty() && !event.evidence.empty()) {
            const Evidence& first =
                *std::min_element(event.evidence.begin(), event.evidence.end(),
                                  [&](const Evidence& a, const Evidence& b) { return mention_at(a) < mention_at(b); });
            words = folded(account_.reports[first.report].words(first.span));
        }
        return joined_key({rules_.family(event.type), event.date, event.date_end, place, speaker, words});
    }

    std::string key_of(const StoryAccount& story, const Figure& figure) const {
        const FigureClaim& claim = figure.claims.front();
        const Standing told = claim_of(account_, claim).standing;
        return joined_key({figure.event == no_index ? std::string_view() : story.events[figure.event].id,
                           figure.quantity, figure.scope, figure.unit,
                           name_of(told == Standing::denied ? Standing::asserted : told)});
    }

    /// `text`: the fingerprint of the report's words, made when it is first asked for.
    std::string key_of(const FigureClaim& claim, std::string& text) const {
        if (text.empty())
            text = sha256_hex(account_.reports[claim.report].report.content);
        const Span span = place_of(claim).span;
        return joined_key({text, std::to_string(span.start), std::to_string(span.end)});
    }

    /// What is said where it is told first, letters alone: whoever adds a version or names the speaker changes nothing.
    std::string key_of(const Statement& statement) const {
        const auto earliest = std::ranges::min_element(
            statement.variants, {}, [&](const Variant& variant) { return mention_at(place_of(variant)); });
        std::string words;
        for (const Span span : earliest->spans)
            words += folded(account_.reports[earliest->report].words(span));
        return joined_key({words});
    }

    static Evidence place_of(const Variant& variant) { return {variant.report, variant.spans.front()}; }

    static std::vector<Evidence> places_of(const Statement& statement) {
        std::vector<Evidence> places;
        for (const Variant& variant : statement.variants)
            places.push_back(place_of(variant));
        return places;
    }

    Evidence place_of(const FigureClaim& claim) const { return {claim.report, claim_of(account_, claim).span}; }

    std::vector<Evidence> places_of(const Figure& figure) const {
        std::vector<Evidence> places;
        for (const FigureClaim& claim : figure.claims)
            places.push_back(place_of(claim));
        return places;
    }

    Account& account_;
    const ReconcileRules& rules_;
};

}  // namespace

void name_stably(Account& account, const ReconcileRules& rules) {
    Namer(account, rules).name();
}

}  // namespace recount
