#include "decide/decision.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <limits>
#include <rapidjson/document.h>
#include <rapidjson/error/en.h>
#include <sstream>

#include "text/sha256.h"
#include "text/utf8.h"

namespace recount {

namespace {

using Json = rapidjson::Value;

constexpr std::array<std::string_view, verb_count> verb_names{
    "quantity",  "scope",      "bounds",    "source",     "event",       "not_a_claim", "claim",
    "one_event", "two_events", "event_day", "event_type", "event_place", "one_figure",  "two_figures",
    "speaker",   "one_name",   "two_names", "day",        "outlet",      "copy",        "not_a_copy",
    "leave_out", "final",      "redact",    "right",      "undo"};

/// What is wrong with a line; thrown and caught within this file.
struct Wrong {
    std::string sentence;
};

std::string_view text_of(const Json& value) {
    return {value.GetString(), value.GetStringLength()};
}

const Json* member(const Json& object, const char* name) {
    const auto found = object.FindMember(name);
    return found == object.MemberEnd() || found->value.IsNull() ? nullptr : &found->value;
}

std::string text_member(const Json& object, const char* name) {
    const Json* value = member(object, name);
    if (!value)
        return {};
    if (!value->IsString())
        throw Wrong{"\"" + std::string(name) + "\" is no text"};
    return std::string(text_of(*value));
}

std::optional<double> number_member(const Json& object, const char* name) {
    const Json* value = member(object, name);
    if (!value)
        return {};
    if (!value->IsNumber() || !std::isfinite(value->GetDouble()))
        throw Wrong{"\"" + std::string(name) + "\" is no number"};
    return value->GetDouble();
}

std::uint32_t offset_member(const Json& object, const char* name) {
    const Json* value = member(object, name);
    if (!value || !value->IsUint())
        throw Wrong{"\"" + std::string(name) + "\" is no place in a text: a whole number from 0 on"};
    return value->GetUint();
}

DecisionTarget target_of(const Json& value) {
    if (!value.IsObject())
        throw Wrong{"\"on\" is no list of objects"};
    DecisionTarget target{.report = text_member(value, "report")};
    std::ranges::transform(target.report, target.report.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (target.report.empty())
        throw Wrong{"an object of \"on\" has no \"report\", the SHA-256 of the report's input"};
    target.whole = !member(value, "start") && !member(value, "quote");
    if (target.whole)
        return target;
    const std::string field = text_member(value, "field");
    if (field != "text" && field != "title" && !field.empty())
        throw Wrong{"\"field\" is \"" + field + "\", and not \"text\" or \"title\""};
    target.in_title = field == "title";
    target.start = offset_member(value, "start");
    target.end = offset_member(value, "end");
    target.quote = text_member(value, "quote");
    if (target.end <= target.start || target.quote.empty())
        throw Wrong{
            "an object of \"on\" holds no words: \"start\" must be before \"end\", and \"quote\" must say what stands "
            "there"};
    return target;
}

DecidedClaim claim_of(const Json& object) {
    const auto text = [&](const char* name) -> std::optional<std::string> {
        const auto found = object.FindMember(name);
        if (found == object.MemberEnd())
            return {};
        return text_member(object, name);
    };
    DecidedClaim claim{
        .quantity = text("quantity"), .scope = text("scope"), .source = text("source"), .modifier = text("modifier")};
    claim.bounded = object.HasMember("low") || object.HasMember("high");
    claim.low = number_member(object, "low");
    claim.high = number_member(object, "high");
    if (claim.bounded && !claim.low && !claim.high)
        throw Wrong{"\"low\" and \"high\" are both open: they bound nothing"};
    if (claim.low && claim.high && *claim.low > *claim.high)
        throw Wrong{"\"low\" is above \"high\""};
    return claim;
}

DecidedValue value_of(const Json& line, Verb verb) {
    const Json* value = member(line, "new");
    const bool takes_object = verb == Verb::bounds || verb == Verb::claim || verb == Verb::final_value;
    if (!value)
        return {};
    if (!takes_object) {
        if (!value->IsString())
            throw Wrong{"\"new\" is no text"};
        return std::string(text_of(*value));
    }
    if (!value->IsObject())
        throw Wrong{"\"new\" is no object"};
    if (verb != Verb::final_value)
        return claim_of(*value);
    const std::optional<double> number = number_member(*value, "value");
    if (!number)
        throw Wrong{"\"new\" has no \"value\", the number that is right"};
    return *number;
}

/// How many targets a verb takes at least, and whether each is a whole report.
struct Takes {
    std::size_t least = 1, most = 1;
    bool reports = false;
    bool value = false;  // it must have one
};

Takes takes(Verb verb) {
    constexpr std::size_t any = std::numeric_limits<std::size_t>::max();
    switch (verb) {
    case Verb::quantity:
    case Verb::scope:
    case Verb::bounds:
    case Verb::event_type:
    case Verb::speaker: return {1, 1, false, true};
    case Verb::claim: return {1, 2, false, true};
    case Verb::source: return {1, 2, false, false};
    case Verb::event: return {2, 2, false, false};
    case Verb::one_event:
    case Verb::two_events:
    case Verb::one_figure:
    case Verb::two_figures:
    case Verb::one_name:
    case Verb::two_names: return {2, any, false, false};
    case Verb::day:
    case Verb::outlet: return {1, 1, true, true};
    case Verb::copy:
    case Verb::not_a_copy: return {2, 2, true, false};
    case Verb::leave_out: return {1, 1, true, false};
    case Verb::final_value: return {1, any, false, true};
    case Verb::not_a_claim:
    case Verb::event_day:
    case Verb::event_place:
    case Verb::redact:
    case Verb::right: return {1, 1, false, false};
    case Verb::undo: return {0, 0, false, false};
    }
    return {};
}

/// Throws Wrong where the decision lacks what its verb needs.
void require_whole(const Decision& decision) {
    const Takes needed = takes(decision.verb);
    const std::string verb(name_of(decision.verb));
    if (decision.on.size() < needed.least || decision.on.size() > needed.most)
        throw Wrong{"\"" + verb + "\" takes " + std::to_string(needed.least) +
                    (needed.most > needed.least ? " or more" : "") + " in \"on\", and there are " +
                    std::to_string(decision.on.size())};
    for (const DecisionTarget& target : decision.on)
        if (target.whole != needed.reports)
            throw Wrong{
                "\"" + verb + "\" is decided of " +
                (needed.reports ? "reports, not of words" : "words: \"start\", \"end\" and \"quote\" are missing")};
    if (needed.value && std::holds_alternative<std::monostate>(decision.value))
        throw Wrong{"\"" + verb + "\" has no \"new\""};
    if (decision.verb == Verb::bounds && !std::get<DecidedClaim>(decision.value).bounded)
        throw Wrong{"\"new\" has neither \"low\" nor \"high\""};
    if (decision.verb == Verb::undo && decision.undoes.empty())
        throw Wrong{"\"undo\" has no \"of\", the id of what is undone"};
}

Decision decision_of(const Json& line) {
    if (!line.IsObject() || !member(line, "recount_decision"))
        throw Wrong{"it is no decision: an object with \"recount_decision\": 1"};
    if (const Json* layout = member(line, "recount_decision"); !layout->IsUint() || layout->GetUint() != 1)
        throw Wrong{"\"recount_decision\" is not 1: a newer Recount wrote it"};
    const std::string verb = text_member(line, "verb");
    const std::optional<Verb> known = verb_of(verb);
    if (!known)
        throw Wrong{"\"verb\" is \"" + verb + "\", which is none"};
    Decision decision{.id = text_member(line, "id"),
                      .at = text_member(line, "at"),
                      .by = text_member(line, "by"),
                      .version = text_member(line, "version"),
                      .round = text_member(line, "round"),
                      .verb = *known,
                      .undoes = text_member(line, "of"),
                      .old = text_member(line, "old"),
                      .value = value_of(line, *known),
                      .reason = text_member(line, "reason")};
    if (const Json* on = member(line, "on")) {
        if (!on->IsArray())
            throw Wrong{"\"on\" is no list"};
        for (const Json& target : on->GetArray())
            decision.on.push_back(target_of(target));
    }
    require_whole(decision);
    return decision;
}

void text_unless_empty(JsonStream& json, std::string_view name, std::string_view value) {
    if (!value.empty())
        json.key(name).text(value);
}

void write_claim(JsonStream& json, const DecidedClaim& claim) {
    const auto text = [&](std::string_view name, const std::optional<std::string>& value) {
        if (value)
            json.key(name).text(*value);
    };
    text("quantity", claim.quantity);
    text("scope", claim.scope);
    if (claim.bounded) {
        json.key("low").number_or_null(claim.low);
        json.key("high").number_or_null(claim.high);
    }
    text("modifier", claim.modifier);
    text("source", claim.source);
}

void write_target(JsonStream& json, const DecisionTarget& target) {
    json.key("report").text(target.report);
    if (target.whole)
        return;
    json.key("field").text(target.in_title ? "title" : "text");
    json.key("start").count(target.start);
    json.key("end").count(target.end);
    json.key("quote").text(target.quote);
}

std::string line_of(const Decision& decision) {
    std::ostringstream line;
    {
        JsonStream json(line);
        json.object([&] {
            json.key("recount_decision").count(1);
            text_unless_empty(json, "id", decision.id);
            json.key("at").text(decision.at);
            json.key("by").text(decision.by);
            text_unless_empty(json, "version", decision.version);
            text_unless_empty(json, "round", decision.round);
            json.key("verb").text(name_of(decision.verb));
            if (!decision.on.empty())
                json.key("on").array(decision.on, [&](const DecisionTarget& target) {
                    json.object([&] { write_target(json, target); });
                });
            text_unless_empty(json, "of", decision.undoes);
            text_unless_empty(json, "old", decision.old);
            write_decided_value(json, decision.value);
            text_unless_empty(json, "reason", decision.reason);
        });
    }
    return std::move(line).str();
}

}  // namespace

std::string_view name_of(Verb verb) {
    return verb_names[static_cast<std::size_t>(verb)];
}

std::optional<Verb> verb_of(std::string_view name) {
    const auto* found = std::ranges::find(verb_names, name);
    if (found == verb_names.end())
        return {};
    return static_cast<Verb>(found - verb_names.begin());
}

bool marks_claims(Verb verb) {
    switch (verb) {
    case Verb::quantity:
    case Verb::scope:
    case Verb::bounds:
    case Verb::source:
    case Verb::event:
    case Verb::claim:
    case Verb::one_figure:
    case Verb::two_figures:
    case Verb::right: return true;
    default: return false;
    }
}

std::string_view Decision::text() const {
    const auto* held = std::get_if<std::string>(&value);
    return held ? std::string_view(*held) : std::string_view();
}

std::variant<Decision, std::string> read_decision(std::string_view line) {
    if (line.size() > longest_decision)
        return "it is longer than a decision can be";
    if (const auto invalid = first_invalid_utf8(line))
        return "byte " + std::to_string(*invalid + 1) + " is not UTF-8";
    rapidjson::Document document;
    document.Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseFullPrecisionFlag>(line.data(), line.size());
    if (document.HasParseError())
        return "character " + std::to_string(document.GetErrorOffset() + 1) + ": " +
               rapidjson::GetParseError_En(document.GetParseError());
    try {
        return decision_of(document);
    } catch (const Wrong& wrong) {
        return wrong.sentence;
    }
}

void write_decided_value(JsonStream& json, const DecidedValue& value) {
    if (const auto* text = std::get_if<std::string>(&value))
        json.key("new").text(*text);
    else if (const auto* number = std::get_if<double>(&value))
        json.key("new").object([&] { json.key("value").number(*number); });
    else if (const auto* claim = std::get_if<DecidedClaim>(&value))
        json.key("new").object([&] { write_claim(json, *claim); });
}

std::string write_decision(Decision& decision) {
    constexpr std::size_t digits = 16;
    if (decision.id.empty())
        decision.id = "d" + sha256_hex(line_of(decision)).substr(0, digits);
    return line_of(decision);
}

}  // namespace recount
