#include "show/differences.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "show/columns.h"
#include "show/wording.h"

namespace recount {

namespace {

constexpr std::size_t most_columns = 140;  // of words that are quoted
constexpr std::size_t most_lines = 40;     // of one kind within one story, in the terminal

std::string quoted(std::string_view words) {
    return "\"" + cut_to(harmless(in_one_line(words)), most_columns) + "\"";
}

std::string number_or_open(const std::optional<double>& number) {
    return number ? grouped_number(*number) : "open";
}

std::string text_or_open(const std::string& text) {
    return text.empty() ? "open" : harmless(text);
}

std::string_view words_of(ChangeCause cause) {
    static constexpr std::array<std::string_view, 5> words{"in a new report", "its report is gone",
                                                           "its page has other words now", "in another figure now",
                                                           "its report is told otherwise"};
    return words[static_cast<std::size_t>(cause)];
}

/// Words for a cause that something came by.
std::string_view words_of_gain(ChangeCause cause) {
    switch (cause) {
    case ChangeCause::newer_version: return "in a newer version of its page";
    case ChangeCause::another_figure: return "in another figure before";
    default: return words_of(cause);
    }
}

/// Finds what a difference is about in the two accounts.
class Lookup {
public:
    explicit Lookup(const Comparison& comparison) : before(comparison.before), after(comparison.after) {}

    const FiledStory& story(const Counterparts& story) const {
        return story.is_gone() ? before.stories[story.before] : after.stories[story.after];
    }

    template <class Difference, class List>
    auto* was(const Difference& difference, const Counterparts& thing, List FiledStory::*list) const {
        return thing.is_added() ? nullptr : &(before.stories[difference.story.before].*list)[thing.before];
    }
    template <class Difference, class List>
    auto* is(const Difference& difference, const Counterparts& thing, List FiledStory::*list) const {
        return thing.is_gone() ? nullptr : &(after.stories[difference.story.after].*list)[thing.after];
    }

    const FiledAccount &before, &after;
};

std::string_view change_of(const Counterparts& thing) {
    return thing.is_added() ? "added" : thing.is_gone() ? "gone" : "changed";
}

// ---- sentences

std::string name_of_figure(const Lookup& lookup, const FigureDifference& difference, const FiledFigure& figure) {
    const FiledStory& story = lookup.story(difference.story);
    std::string name =
        figure.quantity + (figure.scope.empty() || figure.scope == "total" ? "" : " (" + figure.scope + ")");
    if (figure.event < story.events.size()) {
        const FiledEvent& event = story.events[figure.event];
        name += ", " + event.type + (event.place.empty() ? "" : ", " + event.place) +
                (event.date.empty() ? "" : ", " + event.date);
    }
    return harmless(name);
}

void add_number(std::vector<std::string>& parts, const char* name, const std::optional<double>& was,
                const std::optional<double>& is) {
    if (was != is)
        parts.push_back(std::string(name) + " " + number_or_open(is) + ", was " + number_or_open(was));
}

std::string claims_words(const FiledFigure& figure, const std::vector<ClaimDifference>& claims, bool got) {
    std::vector<std::string> words;
    for (const ClaimDifference& one : claims) {
        const FiledClaim& claim = figure.claims[one.claim];
        words.push_back(quoted(claim.words) + (claim.source.empty() ? "" : " (" + harmless(claim.source) + ")") + ", " +
                        std::string(got ? words_of_gain(one.cause) : words_of(one.cause)));
    }
    return joined(words, "; ");
}

std::string sentence_of(const Lookup& lookup, const FigureDifference& one) {
    const FiledFigure* was = lookup.was(one, one.figure, &FiledStory::figures);
    const FiledFigure* is = lookup.is(one, one.figure, &FiledStory::figures);
    const FiledFigure& figure = is ? *is : *was;
    std::vector<std::string> parts;
    if (!was || !is) {
        parts.push_back(std::string(was ? "gone" : "new") + ", " + harmless(figure.status) +
                        (figure.best ? ", best " + grouped_number(*figure.best) : ""));
    } else {
        if (one.renamed)
            parts.push_back("was " + harmless(was->quantity + (was->scope == "total" ? "" : " (" + was->scope + ")")));
        add_number(parts, "low", was->low, is->low);
        add_number(parts, "best", was->best, is->best);
        add_number(parts, "high", was->high, is->high);
        if (one.turned)
            parts.push_back(text_or_open(is->status) + ", was " + text_or_open(was->status));
    }
    if (is && !one.got.empty())
        parts.push_back("added " + claims_words(*is, one.got, true));
    if (was && !one.lost.empty())
        parts.push_back("withdrawn " + claims_words(*was, one.lost, false));
    return name_of_figure(lookup, one, figure) + ": " + joined(parts, "; ");
}

std::string sentence_of(const Lookup& lookup, const EventDifference& one) {
    const FiledEvent* was = lookup.was(one, one.event, &FiledStory::events);
    const FiledEvent* is = lookup.is(one, one.event, &FiledStory::events);
    const FiledEvent& event = is ? *is : *was;
    std::vector<std::string> parts;
    if (!was || !is)
        parts.push_back(was ? "gone" : "new");
    if (one.day)
        parts.push_back("day " + text_or_open(is->date) + ", was " + text_or_open(was->date));
    if (one.place)
        parts.push_back("place " + text_or_open(is->place) + ", was " + text_or_open(was->place));
    if (one.type)
        parts.push_back(text_or_open(is->type) + ", was " + text_or_open(was->type));
    return harmless(event.type) + ", " + quoted(event.title) + ": " + joined(parts, "; ");
}

std::string sentence_of(const Lookup& lookup, const StatementDifference& one) {
    const FiledStatement* was = lookup.was(one, one.statement, &FiledStory::statements);
    const FiledStatement* is = lookup.is(one, one.statement, &FiledStory::statements);
    const FiledStatement& statement = is ? *is : *was;
    const std::string who = statement.speaker.empty() ? "nobody named" : harmless(statement.speaker);
    std::vector<std::string> parts;
    if (!is)
        parts.push_back("withdrawn, " + std::string(words_of(one.cause)));
    else if (!was)
        parts.push_back("new, " + std::string(words_of_gain(one.cause)));
    if (one.speaker)
        parts.push_back("was given to " + (was->speaker.empty() ? "nobody" : harmless(was->speaker)));
    if (one.got > 0)
        parts.push_back(counted(one.got, "version") + " more");
    if (one.lost > 0)
        parts.push_back(counted(one.lost, "version") + " less");
    return who + ", " + quoted(statement.words) + ": " + joined(parts, "; ");
}

std::string sentence_of(const FiledReport& report) {
    return harmless(report.id) + (report.outlet.empty() ? "" : " (" + harmless(report.outlet) + ")") +
           (report.published.empty() ? "" : ", " + harmless(report.published));
}

/// The differences of one story, which stand side by side.
template <class List>
auto of_story(const List& list, const Counterparts& story) {
    std::vector<const typename List::value_type*> out;
    for (const auto& one : list) {
        const bool told_here = one.story.is_gone() ? one.story.before == story.before : one.story.after == story.after;
        if (told_here)
            out.push_back(&one);
    }
    return out;
}

/// Members of the provenance that differ: name, before, after.
std::vector<std::array<std::string, 3>> other_provenance(const Comparison& comparison) {
    std::vector<std::array<std::string, 3>> out;
    const auto value = [](const FiledAccount& account, const std::string& name) {
        const auto found = std::ranges::find(account.provenance, name, [](const auto& one) { return one.first; });
        return found == account.provenance.end() ? std::string() : found->second;
    };
    for (const char* name : {"program", "codebook", "codebook_sha256", "model"})
        if (std::string was = value(comparison.before, name), is = value(comparison.after, name); was != is)
            out.push_back({name, std::move(was), std::move(is)});
    return out;
}

// ---- JSON

class JsonWriter {
public:
    JsonWriter(JsonStream& json, const Comparison& comparison)
        : json_(json), comparison_(comparison), lookup_(comparison), told_(comparison.differences) {}

    void write() {
        json_.key("old").object([&] { json_.key("file").text(comparison_.before.name); });
        json_.key("new").object([&] { json_.key("file").text(comparison_.after.name); });
        json_.key("provenance").array(other_provenance(comparison_), [&](const auto& one) {
            json_.object([&] {
                json_.key("name").text(one[0]);
                pair("old", "new", one[1], one[2]);
            });
        });
        json_.key("reports").object([&] { write_reports(); });
        json_.key("stories").array(told_.stories,
                                   [&](const Counterparts& story) { json_.object([&] { write_story(story); }); });
    }

private:
    void pair(const char* first, const char* second, const std::string& was, const std::string& is) {
        json_.key(first).text_or_null(was);
        json_.key(second).text_or_null(is);
    }

    void write_report(const FiledReport& report) {
        json_.key("id").text(report.id);
        json_.key("outlet").text_or_null(report.outlet);
        json_.key("published").text_or_null(report.published);
        json_.key("title").text_or_null(report.title);
        json_.key("text").text(sentence_of(report));
    }

    void write_reports() {
        json_.key("added").array(told_.reports_added, [&](std::uint32_t report) {
            json_.object([&] { write_report(lookup_.after.reports[report]); });
        });
        json_.key("gone").array(told_.reports_gone, [&](std::uint32_t report) {
            json_.object([&] { write_report(lookup_.before.reports[report]); });
        });
        json_.key("replaced").array(told_.reports_replaced, [&](const Counterparts& one) {
            json_.object([&] {
                write_report(lookup_.before.reports[one.before]);
                json_.key("by").text(lookup_.after.reports[one.after].id);
            });
        });
    }

    void write_ids(const Counterparts& thing, const std::string* was, const std::string* is) {
        json_.key("change").text(change_of(thing));
        json_.key("id").text_or_null(is ? *is : "");
        json_.key("was").text_or_null(was ? *was : "");
    }

    void write_story(const Counterparts& story) {
        const bool both = !story.is_added() && !story.is_gone();
        const auto figures = of_story(told_.figures, story);
        const auto events = of_story(told_.events, story);
        const auto statements = of_story(told_.statements, story);
        const bool same = both && figures.empty() && events.empty() && statements.empty();
        json_.key("change").text(same ? "none" : change_of(story));
        json_.key("id").text_or_null(story.is_gone() ? "" : lookup_.after.stories[story.after].id);
        json_.key("was").text_or_null(story.is_added() ? "" : lookup_.before.stories[story.before].id);
        json_.key("title").text_or_null(lookup_.story(story).title);
        json_.key("figures").array(figures, [&](const auto* one) { json_.object([&] { write_figure(*one); }); });
        json_.key("events").array(events, [&](const auto* one) { json_.object([&] { write_event(*one); }); });
        json_.key("statements").array(statements, [&](const auto* one) {
            json_.object([&] { write_statement(*one); });
        });
    }

    void write_number(const char* name, const std::optional<double>& was, const std::optional<double>& is) {
        json_.key(name).object([&] {
            json_.key("old").number_or_null(was);
            json_.key("new").number_or_null(is);
        });
    }

    void write_text(const char* name, const std::string& was, const std::string& is) {
        json_.key(name).object([&] { pair("old", "new", was, is); });
    }

    void write_figure(const FigureDifference& one) {
        static const FiledFigure none;
        const FiledFigure* was = lookup_.was(one, one.figure, &FiledStory::figures);
        const FiledFigure* is = lookup_.is(one, one.figure, &FiledStory::figures);
        const FiledFigure &old_one = was ? *was : none, &new_one = is ? *is : none, &any = is ? *is : *was;
        write_ids(one.figure, was ? &was->id : nullptr, is ? &is->id : nullptr);
        json_.key("text").text(sentence_of(lookup_, one));
        json_.key("quantity").text(any.quantity);
        json_.key("scope").text_or_null(any.scope);
        if (one.renamed) {
            write_text("quantities", old_one.quantity, new_one.quantity);
            write_text("scopes", old_one.scope, new_one.scope);
        }
        write_number("low", old_one.low, new_one.low);
        write_number("best", old_one.best, new_one.best);
        write_number("high", old_one.high, new_one.high);
        write_text("status", old_one.status, new_one.status);
        json_.key("claims_added").array(one.got, [&](const ClaimDifference& claim) {
            write_claim(lookup_.after, new_one.claims[claim.claim], claim.cause);
        });
        json_.key("claims_gone").array(one.lost, [&](const ClaimDifference& claim) {
            write_claim(lookup_.before, old_one.claims[claim.claim], claim.cause);
        });
    }

    void write_place(const FiledAccount& account, const FiledPlace& place) {
        json_.key("report").text(account.reports[place.report].id);
        json_.key("start").count(place.start);
        json_.key("end").count(place.end);
        if (place.in_title)
            json_.key("field").text("title");
    }

    void write_claim(const FiledAccount& account, const FiledClaim& claim, ChangeCause cause) {
        json_.object([&] {
            write_place(account, claim.place);
            json_.key("text").text(claim.words);
            json_.key("low").number_or_null(claim.low);
            json_.key("high").number_or_null(claim.high);
            json_.key("source").text_or_null(claim.source);
            json_.key("why").text(name_of(cause));
        });
    }

    void write_event(const EventDifference& one) {
        static const FiledEvent none;
        const FiledEvent* was = lookup_.was(one, one.event, &FiledStory::events);
        const FiledEvent* is = lookup_.is(one, one.event, &FiledStory::events);
        const FiledEvent &old_one = was ? *was : none, &new_one = is ? *is : none;
        write_ids(one.event, was ? &was->id : nullptr, is ? &is->id : nullptr);
        json_.key("text").text(sentence_of(lookup_, one));
        json_.key("title").text_or_null(is ? is->title : was->title);
        write_text("type", old_one.type, new_one.type);
        write_text("date", old_one.date, new_one.date);
        write_text("date_end", old_one.date_end, new_one.date_end);
        write_text("place", old_one.place, new_one.place);
    }

    void write_statement(const StatementDifference& one) {
        const FiledStatement* was = lookup_.was(one, one.statement, &FiledStory::statements);
        const FiledStatement* is = lookup_.is(one, one.statement, &FiledStory::statements);
        const FiledStatement& any = is ? *is : *was;
        write_ids(one.statement, was ? &was->id : nullptr, is ? &is->id : nullptr);
        json_.key("text").text(sentence_of(lookup_, one));
        write_text("speaker", was ? was->speaker : "", is ? is->speaker : "");
        json_.key("words").text(any.words);
        if (!was || !is)
            json_.key("why").text(name_of(one.cause));
        json_.key("versions_added").count(one.got);
        json_.key("versions_gone").count(one.lost);
        if (!any.versions.empty())
            json_.key("evidence").object([&] {
                write_place(is ? lookup_.after : lookup_.before, any.versions.front());
            });
    }

    JsonStream& json_;
    const Comparison& comparison_;
    Lookup lookup_;
    const Differences& told_;
};

// ---- text

class TextWriter {
public:
    TextWriter(const Comparison& comparison, std::size_t width, std::ostream& out)
        : comparison_(comparison),
          lookup_(comparison),
          told_(comparison.differences),
          width_(std::max<std::size_t>(width, 40)),
          out_(out) {}

    void write() {
        put("From " + harmless(comparison_.before.name) + " to " + harmless(comparison_.after.name) + ":", 0);
        write_provenance();
        if (told_.is_empty())
            return put("Nothing is told otherwise.", 0);
        write_reports("reports added", told_.reports_added, lookup_.after);
        write_reports("reports gone", told_.reports_gone, lookup_.before);
        for (const Counterparts& one : told_.reports_replaced)
            put("replaced  " + sentence_of(lookup_.before.reports[one.before]) + ", by " +
                    harmless(lookup_.after.reports[one.after].id),
                2);
        for (const Counterparts& story : told_.stories)
            write_story(story);
    }

private:
    void put(const std::string& text, std::size_t indent) {
        for (const std::string& line : wrapped(std::string(indent, ' ') + text, width_, indent + 2))
            out_ << line << "\n";
    }

    void write_provenance() {
        for (const auto& [name, was, is] : other_provenance(comparison_))
            if (name != "codebook_sha256")
                put("Made by another " + name + " (" + text_or_open(is) + ", was " + text_or_open(was) +
                        "): some of what follows may come from that.",
                    0);
            else
                put("Made by another codebook: some of what follows may come from that.", 0);
    }

    void write_reports(const std::string& what, const std::vector<std::uint32_t>& reports,
                       const FiledAccount& account) {
        if (reports.empty())
            return;
        put(what + ": " + std::to_string(reports.size()), 2);
        for (std::size_t i = 0; i < reports.size() && i < most_lines; ++i)
            put(sentence_of(account.reports[reports[i]]), 4);
        write_more(reports.size());
    }

    void write_more(std::size_t count) {
        if (count > most_lines)
            put("... and " + std::to_string(count - most_lines) + " more", 4);
    }

    void write_story(const Counterparts& story) {
        const auto figures = of_story(told_.figures, story);
        const auto events = of_story(told_.events, story);
        const auto statements = of_story(told_.statements, story);
        const bool both = !story.is_added() && !story.is_gone();
        if (both && figures.empty() && events.empty() && statements.empty())
            return;
        const FiledStory& now = lookup_.story(story);
        out_ << "\n";
        put(harmless(now.id) + "  " + harmless(now.title) +
                (story.is_added()  ? ": a new story"
                 : story.is_gone() ? ": this story is gone"
                                   : ""),
            0);
        if (!both)
            return put(counted(now.figures.size(), "figure") + ", " + counted(now.events.size(), "event") + ", " +
                           counted(now.statements.size(), "statement"),
                       4);
        write_list("figures", figures);
        write_list("statements", statements);
        write_list("events", events);
    }

    template <class List>
    void write_list(const std::string& name, const List& list) {
        if (list.empty())
            return;
        put(name, 2);
        for (std::size_t i = 0; i < list.size() && i < most_lines; ++i)
            put(sentence_of(lookup_, *list[i]), 4);
        write_more(list.size());
    }

    const Comparison& comparison_;
    Lookup lookup_;
    const Differences& told_;
    std::size_t width_;
    std::ostream& out_;
};

}  // namespace

void write_differences_members(JsonStream& json, const Comparison& comparison) {
    JsonWriter(json, comparison).write();
}

void write_differences_json(const Comparison& comparison, std::ostream& out) {
    JsonStream json(out);
    json.object([&] { write_differences_members(json, comparison); });
    json.end_line();
}

void write_differences(const Comparison& comparison, std::size_t width, std::ostream& out) {
    TextWriter(comparison, width, out).write();
}

}  // namespace recount
