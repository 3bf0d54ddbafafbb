#include "decide/edits.h"

#include <algorithm>
#include <map>
#include <utility>

#include "report/calendar.h"
#include "text/plain_number.h"

namespace recount {

namespace {

constexpr std::string_view counts_something_else = "other:";

std::optional<Modifier> modifier_of(std::string_view name) {
    for (int i = 0; i <= static_cast<int>(Modifier::vague); ++i)
        if (name_of(static_cast<Modifier>(i)) == name)
            return static_cast<Modifier>(i);
    return {};
}

std::string shown(const std::optional<double>& number) {
    return number ? plain_number(*number) : "open";
}

/// Changes one report's claims in the order of the log: what one decision takes away or adds the next one finds so.
class ClaimEditor {
public:
    ClaimEditor(AnnotatedReport& report, const KnowsQuantity& knows_quantity)
        : report_(report), knows_quantity_(knows_quantity) {
        for (Claim& claim : report.layers.claims)
            claims_.push_back({std::move(claim)});
    }

    void follow(DecisionResult& result) {
        const Span words = result.on.front().span;
        if (result.decision.verb == Verb::claim)
            return add(result, words);
        const std::size_t at = edited_at(words);
        if (at == claims_.size())
            return result.does_not_fit("no number is read in these words");
        Edited changed = claims_[at];
        DecisionResult* const gone_by = std::exchange(changed.gone_by, nullptr);
        change(result, changed);
        if (!result.holds())
            return;
        if (gone_by && gone_by->decision.verb == Verb::not_a_claim)
            gone_by->give_way_to(result.decision);
        changed.claim.confidence = 1;
        claims_[at] = std::move(changed);
    }

    void finish() {
        std::vector<Claim>& claims = report_.layers.claims;
        claims.clear();
        for (Edited& one : claims_)
            if (!one.gone_by)
                claims.push_back(std::move(one.claim));
        std::ranges::stable_sort(claims, {}, [](const Claim& claim) { return std::pair(claim.sentence, claim.span); });
    }

private:
    struct Edited {
        Claim claim;
        DecisionResult* gone_by = nullptr;  // the decision by which it is none
    };

    /// As claim_at(), among those that are there now; one that is gone only where no other stands there.
    std::size_t edited_at(Span words) const {
        for (const bool gone : {false, true})
            if (const std::size_t found = edited_at(words, gone); found != claims_.size())
                return found;
        return claims_.size();
    }

    std::size_t edited_at(Span words, bool gone) const {
        std::size_t found = claims_.size();
        for (std::size_t c = 0; c < claims_.size(); ++c) {
            if ((claims_[c].gone_by != nullptr) != gone || !claims_[c].claim.span.overlaps(words))
                continue;
            if (claims_[c].claim.span == words)
                return c;
            if (found != claims_.size())
                return claims_.size();
            found = c;
        }
        return found;
    }

    void change(DecisionResult& result, Edited& one) const {
        Claim& claim = one.claim;
        const Decision& decision = result.decision;
        switch (decision.verb) {
        case Verb::quantity: set_quantity(result, claim, decision.text()); break;
        case Verb::scope:
            result.machine = claim.scope;
            claim.scope = decision.text();
            break;
        case Verb::bounds: set_bounds(result, claim, std::get<DecidedClaim>(decision.value)); break;
        case Verb::source: set_source(result, claim, decision.text()); break;
        case Verb::not_a_claim:
            result.machine = claim.quantity;
            one.gone_by = &result;
            break;
        default: break;  // right
        }
    }

    void set_quantity(DecisionResult& result, Claim& claim, std::string_view quantity) const {
        if (!is_quantity(quantity))
            return result.does_not_fit("the codebook names no quantity \"" + std::string(quantity) + "\"");
        result.machine = claim.quantity;
        claim.quantity = quantity;
    }

    bool is_quantity(std::string_view name) const {
        return knows_quantity_(name) ||
               (name.starts_with(counts_something_else) &&
                name.find_first_not_of(' ', counts_something_else.size()) != std::string_view::npos);
    }

    static void set_bounds(DecisionResult& result, Claim& claim, const DecidedClaim& decided) {
        const auto modifier = decided.modifier ? modifier_of(*decided.modifier) : std::optional(modifier_by(decided));
        if (!modifier)
            return result.does_not_fit("\"" + *decided.modifier + "\" is no modifier");
        result.machine = std::string(name_of(claim.modifier)) + ", " + shown(claim.low) + " to " + shown(claim.high);
        claim.low = decided.low;
        claim.high = decided.high;
        claim.modifier = *modifier;
        claim.implicit = false;
    }

    /// What bounds alone tell.
    static Modifier modifier_by(const DecidedClaim& decided) {
        if (!decided.low)
            return Modifier::at_most;
        if (!decided.high)
            return Modifier::at_least;
        return *decided.low == *decided.high ? Modifier::exact : Modifier::range;
    }

    /// The source's words are those that the decision marks, else those nearest to the claim that say it.
    void set_source(DecisionResult& result, Claim& claim, std::string_view source) const {
        const std::string machine = claim.source ? std::string(report_.words(claim.source->span)) : std::string();
        if (source.empty()) {
            claim.source.reset();
        } else {
            const Span words = result.on.size() > 1 ? result.on[1].span : nearest(source, claim.span);
            if (words.empty())
                return result.does_not_fit("the report does not have the words \"" + std::string(source) + "\"");
            claim.source = ClaimSource{words, name_at(words, source), {}};
        }
        result.machine = machine;
    }

    Span nearest(std::string_view words, Span to) const {
        const std::string_view all = report_.report.content;
        Span best;
        std::uint32_t least = UINT32_MAX;
        for (std::size_t at = all.find(words); at != std::string_view::npos; at = all.find(words, at + 1)) {
            const auto start = static_cast<std::uint32_t>(at);
            const std::uint32_t distance = start > to.start ? start - to.start : to.start - start;
            if (distance < least) {
                least = distance;
                best = {start, start + static_cast<std::uint32_t>(words.size())};
            }
        }
        return best;
    }

    /// The fullest form that the report has of a name within the source's words; else none, as for "officials".
    std::string name_at(Span words, std::string_view source) const {
        for (const Entity& entity : report_.layers.entities_in(words))
            if (words.contains(entity.span))
                return entity.name;
        return std::ranges::any_of(report_.layers.entities, [&](const Entity& entity) { return entity.name == source; })
                   ? std::string(source)
                   : std::string();
    }

    /// The new claim stands in the place of all that were read in its words.
    void add(DecisionResult& result, Span words) {
        const auto& decided = std::get<DecidedClaim>(result.decision.value);
        const std::uint32_t sentence = report_.layers.sentence_at(words.start);
        if (sentence == no_index)
            return result.does_not_fit("these words stand in no sentence");
        if (!decided.quantity || !is_quantity(*decided.quantity))
            return result.does_not_fit("the codebook names no quantity \"" + decided.quantity.value_or("") + "\"");
        if (!decided.bounded)
            return result.does_not_fit("\"new\" has neither \"low\" nor \"high\"");
        Edited one;
        one.claim.span = words;
        one.claim.sentence = sentence;
        one.claim.evidence = report_.layers.sentences[sentence].span;
        set_tokens(one.claim);
        set_quantity(result, one.claim, *decided.quantity);
        set_bounds(result, one.claim, decided);
        one.claim.scope = decided.scope.value_or(std::string(whole_scope));
        if (decided.source && result.holds())
            set_source(result, one.claim, *decided.source);
        result.machine.clear();
        if (!result.holds())
            return;
        for (Edited& other : claims_) {
            if (other.gone_by || !other.claim.span.overlaps(words))
                continue;
            result.machine += (result.machine.empty() ? "" : ", ") + other.claim.quantity;
            other.gone_by = &result;
        }
        claims_.push_back(std::move(one));
    }

    void set_tokens(Claim& claim) const {
        const auto& tokens = report_.layers.tokens;
        const auto first = std::ranges::upper_bound(tokens, claim.span.start, {}, &Token::end);
        const auto end = std::ranges::lower_bound(first, tokens.end(), claim.span.end, {}, &Token::start);
        claim.first_token = static_cast<std::uint32_t>(first - tokens.begin());
        claim.end_token = static_cast<std::uint32_t>(end - tokens.begin());
    }

    AnnotatedReport& report_;
    const KnowsQuantity& knows_quantity_;
    std::vector<Edited> claims_;
};

bool is_of_claim(Verb verb) {
    switch (verb) {
    case Verb::quantity:
    case Verb::scope:
    case Verb::bounds:
    case Verb::source:
    case Verb::not_a_claim:
    case Verb::claim:
    case Verb::right: return true;
    default: return false;
    }
}

void set_day(AnnotatedReport& annotated, DecisionResult& result) {
    const std::optional<Day> day = parse_iso_day(result.decision.text());
    if (!day || result.decision.text().starts_with("0000"))
        return result.does_not_fit("\"" + std::string(result.decision.text()) + "\" is no day such as 2020-08-17");
    Report& report = annotated.report;
    if (report.published)
        result.machine = iso_day(*report.published);
    report.published = day;
    report.published_minute.reset();
    report.published_span.reset();
    report.contradicted_day.reset();
}

void set_outlet(Report& report, DecisionResult& result) {
    const std::string_view outlet = result.decision.text();
    if (outlet.find_first_not_of(' ') == std::string_view::npos || outlet.find('\0') != std::string_view::npos)
        return result.does_not_fit("it names no outlet");
    result.machine = report.outlet;
    report.outlet = outlet;
}

void leave_out(const DecisionResult& result, std::vector<std::vector<std::uint32_t>>& groups) {
    for (auto& group : groups)
        std::erase(group, result.on.front().report);
    std::erase_if(groups, [](const auto& group) { return group.empty(); });
}

}  // namespace

std::uint32_t claim_at(const AnnotatedReport& report, Span words) {
    const auto& claims = report.layers.claims;
    std::uint32_t found = no_index;
    for (std::uint32_t c = 0; c < claims.size(); ++c) {
        if (claims[c].span == words)
            return c;
        if (claims[c].span.overlaps(words))
            found = found == no_index ? c : no_index - 1;
    }
    return found >= claims.size() ? no_index : found;
}

void edit_reports(std::span<AnnotatedReport> reports, std::vector<std::vector<std::uint32_t>>& groups,
                  std::span<DecisionResult> decisions, const KnowsQuantity& knows_quantity) {
    std::map<std::uint32_t, ClaimEditor> editors;
    for (DecisionResult& result : decisions) {
        if (!result.holds() || result.on.empty())
            continue;
        const std::uint32_t at = result.on.front().report;
        AnnotatedReport& report = reports[at];
        const Verb verb = result.decision.verb;
        if (is_of_claim(verb)) {
            editors.try_emplace(at, report, knows_quantity).first->second.follow(result);
        } else if (verb == Verb::day) {
            set_day(report, result);
        } else if (verb == Verb::outlet) {
            set_outlet(report.report, result);
        } else if (verb == Verb::leave_out) {
            leave_out(result, groups);
        }
    }
    for (auto& [report, editor] : editors)
        editor.finish();
}

}  // namespace recount
