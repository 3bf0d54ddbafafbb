#include "check/relevance.h"

#include <algorithm>

#include "annotate/attributions.h"
#include "reconcile/precision.h"
#include "report/layers.h"
#include "report/time_value.h"
#include "text/utf8.h"

namespace recount {

Requirements RelevanceJudge::all() const {
    Requirements bits = 0;
    for (std::size_t i = 0; i < name_count(); ++i)
        bits |= Requirements(1) << i;
    if (!asked_.types.empty())
        bits |= happening_bit();
    const bool too_many = asked_.names.size() > most_names || asked_.days.size() > most_days;
    return bits | day_bits() | scope_bit() | (too_many ? never_found : 0);
}

Requirements RelevanceJudge::day_bits() const {
    Requirements bits = 0;
    for (std::size_t i = 0; i < day_count(); ++i)
        bits |= Requirements(1) << (most_names + i);
    return bits;
}

std::vector<Span> RelevanceJudge::spans_of(Requirements bits) const {
    std::vector<Span> spans;
    for (std::size_t i = 0; i < name_count(); ++i)
        if (bits & (Requirements(1) << i))
            spans.push_back(asked_.names[i].span);
    for (std::size_t i = 0; i < day_count(); ++i)
        if (bits & (Requirements(1) << (most_names + i)))
            spans.push_back(asked_.days[i].span);
    if (bits & happening_bit())
        spans.push_back(asked_.happening);
    if ((bits & scope_bit()) && !asked_.scope_span.empty())
        spans.push_back(asked_.scope_span);
    std::ranges::sort(spans);
    return spans;
}

/// Whether a sentence passes the test: that of the claim, one not far before it, or one behind it in its paragraph.
template <class Test>
bool RelevanceJudge::nearby(const At& at, const Test& test) const {
    const std::vector<Sentence>& sentences = at.annotated.layers.sentences;
    const std::uint32_t reach = rules_.weights().near_sentences;
    for (std::uint32_t s = at.sentence - std::min(at.sentence, reach); s < sentences.size() && s <= at.sentence + reach;
         ++s)
        if ((s <= at.sentence || sentences[s].block == sentences[at.sentence].block) && test(s))
            return true;
    return false;
}

Relevance RelevanceJudge::of(std::uint32_t story, const Figure& figure, const FigureClaim& entry) {
    const AnnotatedReport& report = account_.reports[entry.report];
    const Claim& claim = report.layers.claims[entry.claim];
    const Event* event = figure.event == no_index ? nullptr : &account_.stories[story].events[figure.event];
    const At at{story, entry.report, claim.sentence, event, report, claim};
    Relevance relevance;
    const auto put = [&](Requirements bit, Answer answer) {
        (answer == Answer::yes ? relevance.found : relevance.against) |= answer == Answer::open ? 0 : bit;
    };
    bool elsewhere = false;
    for (std::size_t i = 0; i < name_count(); ++i) {
        put(Requirements(1) << i, name(asked_.names[i], at));
        if (is_place(i) && is_there(asked_.names[i], at))
            relevance.strong |= Requirements(1) << i;
        elsewhere = elsewhere || (is_place(i) && !asked_.names[i].place.empty() && is_elsewhere(asked_.names[i], at));
    }
    for (std::size_t i = 0; i < day_count(); ++i)
        put(Requirements(1) << (most_names + i), day(asked_.days[i], at));
    if (!asked_.types.empty())
        put(happening_bit(), happening(at));
    put(scope_bit(), scope(figure, at));
    double weight = 0, near = 0;
    for (const AskedWord& word : asked_.words) {
        const double found = level(word.term, at);
        relevance.score += word.weight * found;
        weight += word.weight;
        near += found >= rules_.weights().report ? word.weight : 0;
    }
    relevance.covered = weight > 0 ? near / weight : 1;
    if (event && std::ranges::find(asked_.types, event->type) != asked_.types.end())
        relevance.score += rules_.weights().type;
    relevance.stray = (is_recalled(at) && asked_.days.empty()) || elsewhere;
    if (relevance.stray)
        relevance.score -= rules_.weights().recalled;
    relevance.by_source = asked_.source.empty() || names_source(entry, at);
    return relevance;
}

double RelevanceJudge::level(TermId term, const At& at) const {
    const CheckWeights& weights = rules_.weights();
    if (words_.in_sentence(at.report, at.sentence, term))
        return weights.sentence;
    if (nearby(at, [&](std::uint32_t s) { return words_.in_sentence(at.report, s, term); }))
        return weights.near;
    if (words_.at_top(at.report, term))
        return weights.report;
    return words_.share(at.story, term) > 0 ? weights.story : 0;
}

// ---- names and places

RelevanceJudge::Answer RelevanceJudge::name(const AskedName& name, const At& at) const {
    if ((name.is_place && !name.place.empty()) || !words_.places(name.folded).empty())
        return place(name, at);
    const auto holds_all = [&](const auto& holds) { return std::ranges::all_of(name.terms, holds); };
    if (name.is_place && is_of_other_happening(name, at) &&
        !holds_all([&](TermId term) { return words_.in_sentence(at.report, at.sentence, term); }))
        return Answer::open;
    if (holds_all([&](TermId term) {
            return nearby(at, [&](std::uint32_t s) { return words_.in_sentence(at.report, s, term); });
        }))
        return Answer::yes;
    if (holds_all([&](TermId term) { return words_.at_top(at.report, term); }))
        return Answer::yes;
    if (!name.is_place &&
        holds_all([&](TermId term) { return words_.share(at.story, term) >= rules_.weights().common; }))
        return Answer::yes;
    return Answer::open;
}

/// Whether another happening of the story is in the place of that name, which no gazetteer knows, and the claim's own
/// one in another.
bool RelevanceJudge::is_of_other_happening(const AskedName& name, const At& at) const {
    const auto is_in = [&](const Event& event) { return event.place && folded(event.place->name) == name.folded; };
    return at.event && at.event->place && !is_in(*at.event) &&
           std::ranges::any_of(account_.stories[at.story].events, is_in);
}

/// Whether a place of the reports is, or lies in, one that bears the name there; where they name none, the one that the
/// gazetteer thinks likeliest.
bool RelevanceJudge::lies_in(std::string_view place, const AskedName& name) const {
    const std::set<std::string>& named = words_.places(name.folded);
    return named.empty()
               ? places_.is_within(place, name.place)
               : std::ranges::any_of(named, [&](const std::string& id) { return places_.is_within(place, id); });
}

bool RelevanceJudge::holds(std::string_view place, const AskedName& name) const {
    const std::set<std::string>& named = words_.places(name.folded);
    const auto lies_there = [&](const std::string& id) {
        return places_.is_within(id, place) || places_.is_beside(id, place);
    };
    return named.empty() ? lies_there(name.place) : std::ranges::any_of(named, lies_there);
}

/// Whether a sentence names the place, or one that lies in it.
bool RelevanceJudge::says_place(const AskedName& name, const At& at, std::uint32_t s) const {
    if (std::ranges::all_of(name.terms, [&](TermId term) { return words_.in_sentence(at.report, s, term); }))
        return true;
    const Sentence& sentence = at.annotated.layers.sentences[s];
    return std::ranges::any_of(at.annotated.layers.entities_in(sentence.span), [&](const Entity& entity) {
        return !entity.place.empty() && lies_in(entity.place, name);
    });
}

/// Whether the claim's sentence names other places, and not this one.
bool RelevanceJudge::is_elsewhere(const AskedName& name, const At& at) const {
    if (says_place(name, at, at.sentence))
        return false;
    const Span source = at.claim.source ? at.claim.source->span : Span{};
    const Sentence& own = at.annotated.layers.sentences[at.sentence];
    return std::ranges::any_of(at.annotated.layers.entities_in(own.span), [&](const Entity& entity) {
        return entity.type == EntityType::place && !entity.place.empty() && !source.contains(entity.span) &&
               !holds(entity.place, name);
    });
}

/// Whether the claim's own sentence says that it is of this place: names it, and not the one of its happening as well
/// ("five were killed in Dallas, at a march for a man shot in Baton Rouge").
bool RelevanceJudge::is_there(const AskedName& name, const At& at) const {
    if (!says_place(name, at, at.sentence))
        return false;
    if (!at.event || !at.event->place || !places_.is_narrow(at.event->place->id) ||
        lies_in(at.event->place->id, name) || holds(at.event->place->id, name))
        return true;
    const Sentence& own = at.annotated.layers.sentences[at.sentence];
    return std::ranges::none_of(at.annotated.layers.entities_in(own.span),
                                [&](const Entity& entity) { return entity.place == at.event->place->id; });
}

RelevanceJudge::Answer RelevanceJudge::place(const AskedName& name, const At& at) const {
    const auto said_in = [&](std::uint32_t s) { return says_place(name, at, s); };
    if (is_there(name, at))
        return Answer::yes;
    const bool elsewhere = is_elsewhere(name, at);
    const std::string* event = at.event && at.event->place ? &at.event->place->id : nullptr;
    if (event && !event->empty() && lies_in(*event, name))
        return elsewhere ? Answer::open : Answer::yes;
    if (elsewhere)
        return Answer::no;
    if (event && !event->empty() && !holds(*event, name) && places_.is_narrow(*event))
        return Answer::no;
    if (nearby(at, said_in))
        return Answer::yes;
    return std::ranges::any_of(words_.top(at.report), said_in) ? Answer::yes : Answer::open;
}

// ---- days

std::optional<DayInterval> RelevanceJudge::days_of(const Time& time, const At& at) const {
    if (time.type == TimeType::duration || time.type == TimeType::set)
        return std::nullopt;
    if (time.days)
        return time.days;
    const std::optional<DayInterval>& report = account_.days[at.report].days;
    return resolve(time, report ? std::optional(report->first) : std::nullopt);
}

RelevanceJudge::Answer RelevanceJudge::day(const AskedDay& day, const At& at) const {
    bool otherwise = false;  // the claim's sentence tells other days
    const auto tells = [&](std::uint32_t s) {
        return std::ranges::any_of(at.annotated.layers.times_of(s), [&](const Time& time) {
            if (tells_when_said(at.annotated, time))
                return false;
            const auto days = days_of(time, at);
            otherwise = otherwise || (s == at.sentence && days);
            return days ? day.may_be_in(*days) : day.weekday != 0 && time.weekday == day.weekday;
        });
    };
    if (tells(at.sentence) || (!otherwise && at.sentence > 0 && tells(at.sentence - 1)))
        return Answer::yes;
    if (at.event) {
        if (const auto days = recount::days_of(*at.event))
            return !day.may_be_in(*days) ? Answer::no : otherwise ? Answer::open : Answer::yes;
    }
    if (otherwise)
        return Answer::no;
    // A number of a happening that nobody dates is news of the days right before its report.
    constexpr std::chrono::days fresh(2);
    const std::optional<DayInterval>& report = account_.days[at.report].days;
    if (report && report->is_one_day() && at.claim.standing == Standing::asserted)
        return day.may_be_in({report->first - fresh, report->last}) ? Answer::yes : Answer::no;
    return Answer::open;
}

/// Whether a time is one that something is held against: "the deadliest day since the 2011 uprising".
bool RelevanceJudge::is_compared(const Time& time, const At& at) const {
    constexpr std::uint32_t reach = 3;  // words before it
    const std::uint32_t first = at.annotated.layers.sentences[at.sentence].first_token;
    for (std::uint32_t t = time.first_token; t > first && t + reach > time.first_token;)
        if (rules_.compares(at.annotated.layers.tokens[--t].word))
            return true;
    return false;
}

/// Whether the claim is of another time than its report's news, or counted over a long one ("this year"), as its words
/// and its happening's date tell.
bool RelevanceJudge::is_recalled(const At& at) const {
    const std::optional<DayInterval>& report = account_.days[at.report].days;
    const int far = rules_.weights().recalled_days;
    const auto is_long_before = [&](const std::optional<DayInterval>& days) {
        return report && days && (report->first - days->last).count() > far;
    };
    const auto is_long = [&](const std::optional<DayInterval>& days) {
        return days && (days->last - days->first).count() > far;
    };
    const auto is_of_another_year = [&](const Time& time) {
        return report && time.year != 0 &&
               time.year < static_cast<int>(std::chrono::year_month_day(report->first).year());
    };
    if (std::ranges::any_of(at.annotated.layers.times_of(at.sentence), [&](const Time& time) {
            if (is_compared(time, at))
                return false;
            const auto days = days_of(time, at);
            return is_long(days) || is_long_before(days) || is_of_another_year(time);
        }))
        return true;
    if (const auto days = at.event ? recount::days_of(*at.event) : std::nullopt; days && report)
        return is_long_before(days);
    return at.claim.standing == Standing::earlier || at.claim.standing == Standing::general;
}

// ---- the happening

RelevanceJudge::Answer RelevanceJudge::happening(const At& at) const {
    const auto is_asked = [&](std::string_view type) {
        return std::ranges::find(asked_.types, type) != asked_.types.end();
    };
    if (at.event && is_asked(at.event->type))
        return Answer::yes;
    const auto tells = [&](std::uint32_t s) {
        return std::ranges::any_of(at.annotated.layers.mentions_of(s),
                                   [&](const Mention& mention) { return is_asked(mention.type); });
    };
    if (tells(at.sentence))
        return Answer::yes;
    if (happens_elsewhere(at))
        return Answer::open;
    if (nearby(at, tells) || std::ranges::any_of(words_.top(at.report), tells))
        return Answer::yes;
    return Answer::open;
}

/// Whether all happenings of the kinds that are asked for are in other places than the claim's own: the dead of a bus
/// accident in one town are not those of a march in another, though the report tells of both.
bool RelevanceJudge::happens_elsewhere(const At& at) const {
    const auto place_of = [](const Event& event) {
        return event.place ? std::string_view(event.place->id) : std::string_view();
    };
    const std::string_view own = at.event ? place_of(*at.event) : std::string_view();
    if (own.empty())
        return false;
    bool elsewhere = false;
    for (const Event& event : account_.stories[at.story].events) {
        if (std::ranges::find(asked_.types, event.type) == asked_.types.end())
            continue;
        const std::string_view other = place_of(event);
        if (other.empty() || places_.is_within(own, other) || places_.is_within(other, own) ||
            places_.is_beside(own, other))
            return false;
        elsewhere = true;
    }
    return elsewhere;
}

// ---- who is counted

bool RelevanceJudge::is_part(const Figure& figure) {
    if (figure.scope == whole_scope || is_unnamed_part(figure) || !asked_.scope_label.empty())
        return false;
    const std::vector<TermId> words = terms_of(figure.scope);
    if (words.size() == 1 && rules_.is_general(words.front()))
        return false;  // "no casualties" is of nobody at all
    // "still held" is a part of the girls; "freed girls" are those asked for, or may be.
    return asked_.scope.empty() ||
           !std::ranges::any_of(words, [&](TermId word) { return rules_.alike(word, asked_.scope.back()); });
}

/// The stems of words that blanks part.
std::vector<TermId> RelevanceJudge::terms_of(std::string_view words) {
    std::vector<TermId> terms;
    for (std::size_t at = 0; at < words.size();) {
        const std::size_t end = std::min(words.find(' ', at), words.size());
        terms.push_back(rules_.terms().of(lowered_in_place(words.substr(at, end - at))));
        at = end + 1;
    }
    return terms;
}

bool RelevanceJudge::is_unnamed_part(const Figure& figure) {
    return figure.scope == part_of_a_whole;
}

/// Whether the people told of are those asked for: their noun is the same or means the same, and what stands before it
/// in the sentence is told too. A name there may stand near the claim, or in most reports of the story.
bool RelevanceJudge::same_people(std::span<const TermId> told, const At& at) const {
    if (told.empty())
        return false;
    const auto is_told = [&](TermId term) {
        return std::ranges::any_of(told, [&](TermId other) { return rules_.alike(term, other); });
    };
    const auto is_named = [&](TermId term) {
        return std::ranges::find(asked_.scope_names, term) != asked_.scope_names.end() &&
               (nearby(at, [&](std::uint32_t s) { return words_.in_sentence(at.report, s, term); }) ||
                words_.share(at.story, term) >= rules_.weights().common);
    };
    return is_told(asked_.scope.back()) && std::ranges::all_of(asked_.scope, [&](TermId term) {
               return is_told(term) || is_named(term) || words_.in_sentence(at.report, at.sentence, term);
           });
}

RelevanceJudge::Answer RelevanceJudge::scope(const Figure& figure, const At& at) {
    const bool whole = figure.scope == whole_scope;
    // Ages and shares are of the person whose name the figure has as its scope.
    if ((figure.quantity == "age" || figure.quantity == "vote_share") && !whole) {
        const std::size_t blank = figure.scope.find_last_of(' ');
        const std::string last = lowered_in_place(figure.scope.substr(blank == std::string::npos ? 0 : blank + 1));
        return std::ranges::binary_search(asked_.all, rules_.terms().of(last)) ? Answer::yes : Answer::no;
    }
    if (!asked_.scope_label.empty())
        return figure.scope == asked_.scope_label ? Answer::yes : Answer::no;
    if (asked_.scope.empty())
        return Answer::yes;  // a part is told apart by is_part()
    std::vector<TermId> told;
    if (!at.claim.general)
        told = recount::terms_of(at.annotated, at.claim.counted, rules_);
    const bool general = told.empty() || rules_.is_general(told.back());
    if (!whole)
        std::ranges::copy(terms_of(figure.scope), std::back_inserter(told));
    if (same_people(told, at))
        return Answer::yes;
    if (whole && reconcile_.quantity(figure.quantity).whole)  // a crowd is told without its kind; some report tells it
        return words_.share(at.story, asked_.scope.back()) > 0 ? Answer::yes : Answer::open;
    return whole && general ? Answer::open : Answer::no;
}

// ---- the source

bool RelevanceJudge::names_source(const FigureClaim& entry, const At& at) {
    std::vector<TermId> told = terms_of(entry.source_name);
    if (at.claim.source)
        std::ranges::copy(recount::terms_of(at.annotated, at.claim.source->span, rules_), std::back_inserter(told));
    // Whoever is said to say the sentence says its numbers as well, where these have no source of their own.
    if (!at.claim.source)
        for (const std::uint32_t a : at.annotated.layers.attributions_of(at.sentence))
            for (const Span source : at.annotated.layers.attributions[a].source)
                std::ranges::copy(recount::terms_of(at.annotated, source, rules_), std::back_inserter(told));
    const auto is_told = [&](TermId term) { return std::ranges::find(told, term) != told.end(); };
    const auto found = static_cast<std::size_t>(std::ranges::count_if(asked_.source, is_told));
    return found * 2 >= asked_.source.size() && found > 0;
}

}  // namespace recount
