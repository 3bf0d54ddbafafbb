#include "check/asked.h"

#include <algorithm>
#include <cmath>

#include "report/time_value.h"
#include "text/utf8.h"

namespace recount {

namespace {

double weight_of(TermId term, CheckRules& rules) {
    const double bits = -std::log2(rules.terms().everyday(term));
    return bits < rules.weights().least || rules.is_small(term) ? 0 : std::min(bits, rules.weights().most);
}

/// Reads one sentence for one of its claims.
class Asker {
public:
    Asker(const AnnotatedReport& sentence, const Claim& claim, CheckRules& rules)
        : sentence_(sentence), layers_(sentence.layers), claim_(claim), rules_(rules), used_(layers_.tokens.size()) {}

    Asked ask() {
        asked_.claim = &claim_;
        take_claims();
        take_quantity();
        take_source();
        take_scope();
        take_days();
        take_happening();
        take_names();
        take_words();
        return std::move(asked_);
    }

private:
    void use(Span span) {
        for (std::uint32_t t = 0; t < layers_.tokens.size(); ++t)
            if (span.overlaps(layers_.tokens[t].span()))
                used_[t] = true;
    }
    bool is_used(Span span) const {
        for (std::uint32_t t = 0; t < layers_.tokens.size(); ++t)
            if (used_[t] && span.overlaps(layers_.tokens[t].span()))
                return true;
        return false;
    }

    /// Other numbers of the sentence, with what they count, say nothing about this one.
    void take_claims() {
        for (const Claim& claim : layers_.claims) {
            use(claim.span);
            if (&claim != &claim_ && claim.counted != claim_.counted)
                use(claim.counted);
        }
    }

    /// The words that say that people were killed.
    void take_quantity() {
        std::vector<QuantityCues::At> cues;
        for (const Sentence& sentence : layers_.sentences) {
            rules_.cues().find(layers_.tokens_of(sentence), cues);
            for (const QuantityCues::At& at : cues)
                if (rules_.cues().quantities()[at.cue.quantity].name == claim_.quantity &&
                    (at.cue.roles & ~cue_people) != 0)
                    for (std::uint32_t t = at.first; t < at.end; ++t)
                        quantity_words_.push_back(layers_.tokens[sentence.first_token + t].span());
        }
    }

    void take_source() {
        if (!claim_.source)
            return;
        asked_.source_span = claim_.source->span;
        asked_.source = terms_of(sentence_, asked_.source_span, rules_);
        use(asked_.source_span);
        for (const Attribution& attribution : layers_.attributions)
            for (const Span cue : attribution.cue)
                use(cue);
    }

    void take_scope() {
        if (claim_.scope != "total" && !claim_.counted.empty() &&
            sentence_.lowered(claim_.counted).find(claim_.scope) == std::string_view::npos)
            asked_.scope_label = claim_.scope;
        if (claim_.counted.empty() || claim_.general)
            return;
        std::vector<TermId> terms = terms_of(sentence_, claim_.counted, rules_);
        if (!terms.empty() && !rules_.is_general(terms.back()) && !is_taking_part(claim_.counted)) {
            asked_.scope = std::move(terms);
            asked_.scope_span = claim_.counted;
            for (const Token& token : layers_.tokens)
                if (token.capitalised && claim_.counted.contains(token.span()))
                    asked_.scope_names.push_back(rules_.terms().of(sentence_.lowered(token.span())));
        }
        use(claim_.counted);
    }

    /// "protesters" of a protest are no part of it.
    bool is_taking_part(Span counted) const {
        return std::ranges::any_of(layers_.mentions, [&](const Mention& mention) {
            return mention.people_only && counted.contains(mention.trigger) && mention.trigger.end == counted.end;
        });
    }

    void take_days() {
        for (const Time& time : layers_.times) {
            use(time.span);
            if (time.type == TimeType::duration || time.type == TimeType::set)
                continue;
            AskedDay day{time.span, time.year, time.month, time.day_of_month, time.weekday};
            if (time.form == TimeForm::weekday && time.weekday == 0)
                continue;
            if (time.form != TimeForm::weekday && time.form != TimeForm::calendar)
                continue;
            if (day.year != 0 || day.month != 0 || day.weekday != 0)
                asked_.days.push_back(day);
        }
    }

    void take_happening() {
        for (const Mention& mention : layers_.mentions) {
            if (std::ranges::any_of(quantity_words_, [&](Span word) { return word.overlaps(mention.trigger); }))
                continue;
            if (asked_.types.empty())
                asked_.happening = mention.trigger;
            asked_.types.push_back(mention.type);
        }
    }

    void take_names() {
        std::vector<Span> named;
        for (const Entity& entity : layers_.entities) {
            named.push_back(entity.span);
            if (is_used(entity.span))
                continue;
            add_name({entity.span,
                      {},
                      folded(sentence_.words(entity.span)),
                      entity.place,
                      entity.type == EntityType::place});
        }
        // What is written like a name and stands in no list is one as well.
        const auto is_name = [&](std::uint32_t t) {
            const Token& token = layers_.tokens[t];
            return token.capitalised && token.kind == TokenKind::word && !used_[t] &&
                   std::ranges::none_of(named, [&](Span span) { return span.overlaps(token.span()); });
        };
        for (const Sentence& sentence : layers_.sentences)
            for (std::uint32_t t = sentence.first_token + 1; t < sentence.end_token; ++t) {
                if (!is_name(t))
                    continue;
                Span span = layers_.tokens[t].span();
                while (t + 1 < sentence.end_token && is_name(t + 1))
                    span = cover(span, layers_.tokens[++t].span());
                add_name({span, {}, folded(sentence_.words(span)), {}, false});
            }
        join_names();
    }

    void add_name(AskedName name) {
        for (const Token& token : layers_.tokens)
            if (name.span.contains(token.span()) && token.kind == TokenKind::word && token.capitalised)
                name.terms.push_back(rules_.terms().of(sentence_.lowered(token.span())));
        if (!name.terms.empty())
            asked_.names.push_back(std::move(name));
    }

    /// Words of names that stand side by side are one name, where no list knows either.
    void join_names() {
        std::ranges::sort(asked_.names, {}, &AskedName::span);
        std::vector<AskedName> joined;
        for (AskedName& name : asked_.names) {
            const bool is_beside = !joined.empty() && joined.back().span.end + 1 == name.span.start &&
                                   sentence_.report.content[joined.back().span.end] == ' ' &&
                                   joined.back().place.empty() && name.place.empty();
            if (!is_beside) {
                joined.push_back(std::move(name));
                continue;
            }
            joined.back().span.end = name.span.end;
            joined.back().folded = folded(sentence_.words(joined.back().span));
            std::ranges::copy(name.terms, std::back_inserter(joined.back().terms));
        }
        asked_.names = std::move(joined);
    }

    void take_words() {
        for (std::uint32_t t = 0; t < layers_.tokens.size(); ++t) {
            const Token& token = layers_.tokens[t];
            if (token.kind != TokenKind::word)
                continue;
            const TermId term = rules_.terms().of(sentence_.lowered(token.span()));
            asked_.all.push_back(term);
            const bool is_quantity =
                std::ranges::any_of(quantity_words_, [&](Span word) { return word.overlaps(token.span()); });
            if (const double weight = weight_of(term, rules_); weight > 0 && !used_[t] && !is_quantity)
                asked_.words.push_back({term, weight});
        }
        std::ranges::sort(asked_.all);
    }

    const AnnotatedReport& sentence_;
    const Layers& layers_;
    const Claim& claim_;
    CheckRules& rules_;
    Asked asked_;
    std::vector<bool> used_;  // tokens that are accounted for
    std::vector<Span> quantity_words_;
};

}  // namespace

bool AskedDay::may_be_in(const DayInterval& days) const {
    const int longest = weekday != 0 || day_of_month != 0 ? 7 : 366;
    if ((days.last - days.first).count() > longest)
        return false;
    for (Day at = days.first; at <= days.last; at += std::chrono::days(1)) {
        const std::chrono::year_month_day date(at);
        if ((year == 0 || static_cast<int>(date.year()) == year) &&
            (month == 0 || static_cast<unsigned>(date.month()) == month) &&
            (day_of_month == 0 || static_cast<unsigned>(date.day()) == day_of_month) &&
            (weekday == 0 || weekday_of(at) == weekday))
            return true;
    }
    return false;
}

std::vector<TermId> terms_of(const AnnotatedReport& report, Span span, CheckRules& rules) {
    std::vector<TermId> terms;
    const std::vector<Token>& tokens = report.layers.tokens;
    for (auto token = std::ranges::lower_bound(tokens, span.start, {}, &Token::start);
         token != tokens.end() && token->start < span.end; ++token) {
        if (token->kind != TokenKind::word)
            continue;
        const TermId term = rules.terms().of(report.lowered(token->span()));
        constexpr double function_word = 1.0 / 24;
        if (rules.terms().everyday(term) < function_word)
            terms.push_back(term);
    }
    return terms;
}

Asked asked_of(const AnnotatedReport& sentence, const Claim& claim, CheckRules& rules) {
    return Asker(sentence, claim, rules).ask();
}

}  // namespace recount
