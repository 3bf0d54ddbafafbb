#include "check/meant.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <set>

#include "reconcile/precision.h"

namespace recount {

namespace {

constexpr double not_at_all = -1e9;

/// A figure with those of its claims that are not about something else.
struct RankedFigure {
    struct Entry {
        std::uint32_t number = 0;  // into Figure::claims
        Relevance relevance;
    };
    std::uint32_t story = 0, figure = 0;
    std::vector<Entry> entries;
    Requirements found = 0;
    double score = not_at_all, covered = 0;
    double words = not_at_all;  // the score of its words alone
    bool part = false;
};

class MeantFinder {
public:
    MeantFinder(const Account& account, const AccountWords& words, const Asked& asked, CheckRules& rules,
                const ReconcileRules& reconcile, const Gazetteer& gazetteer)
        : account_(account),
          asked_(asked),
          rules_(rules),
          reconcile_(reconcile),
          judge_(account, words, asked, rules, reconcile, gazetteer) {}

    Meant find() {
        std::vector<RankedFigure> all = ranked_figures();
        if (all.empty())
            return {{}, CheckReason::no_quantity, {asked_.claim->span}};
        std::vector<RankedFigure> met;
        std::ranges::copy_if(all, std::back_inserter(met), [&](const RankedFigure& one) {
            return !one.entries.empty() && lacking(one) == 0 && one.covered >= rules_.weights().covered;
        });
        return met.empty() ? nothing(all) : Meant{claims_of(chosen(std::move(met))), {}, {}};
    }

private:
    const Figure& figure_of(const RankedFigure& ranked) const {
        return account_.stories[ranked.story].figures[ranked.figure];
    }
    const Claim& claim_of(const FigureClaim& entry) const { return recount::claim_of(account_, entry); }
    Requirements lacking(const RankedFigure& ranked) const { return judge_.all() & ~ranked.found; }

    std::vector<RankedFigure> ranked_figures() {
        std::vector<RankedFigure> all;
        for (std::uint32_t s = 0; s < account_.stories.size(); ++s)
            for (std::uint32_t f = 0; f < account_.stories[s].figures.size(); ++f) {
                const Figure& figure = account_.stories[s].figures[f];
                if (figure.quantity == asked_.claim->quantity && figure.unit == asked_.claim->unit)
                    all.push_back(ranked(s, f));
            }
        return all;
    }

    RankedFigure ranked(std::uint32_t story, std::uint32_t figure);
    void refuse_chance(RankedFigure& ranked, const std::vector<Relevance>& relevances) const;
    bool is_same_number(const Claim& claim) const {
        return claim.low == asked_.claim->low && claim.high == asked_.claim->high;
    }
    Meant nothing(const std::vector<RankedFigure>& all) const;
    bool of_one_happening(const RankedFigure& a, const RankedFigure& b, bool near) const;
    std::vector<RankedFigure> chosen(std::vector<RankedFigure> all) const;
    std::vector<MeantClaim> claims_of(const std::vector<RankedFigure>& meant) const;

    const Account& account_;
    const Asked& asked_;
    CheckRules& rules_;
    const ReconcileRules& reconcile_;
    RelevanceJudge judge_;
};

RankedFigure MeantFinder::ranked(std::uint32_t story, std::uint32_t number) {
    const Figure& figure = account_.stories[story].figures[number];
    RankedFigure ranked{story, number, {}, 0, not_at_all, 0, not_at_all, judge_.is_part(figure)};
    std::vector<Relevance> relevances;
    for (std::uint32_t e = 0; e < figure.claims.size(); ++e) {
        const bool planned = claim_of(figure.claims[e]).standing == Standing::planned;
        if (planned != (asked_.claim->standing == Standing::planned))
            continue;
        relevances.push_back(judge_.of(story, figure, figure.claims[e]));
        if (relevances.back().against == 0)
            ranked.entries.push_back({e, relevances.back()});
    }
    refuse_chance(ranked, relevances);
    std::set<std::uint32_t> reports;
    bool same = false;
    for (const RankedFigure::Entry& entry : ranked.entries) {
        ranked.words = std::max(ranked.words, entry.relevance.score);
        ranked.covered = std::max(ranked.covered, entry.relevance.covered);
        reports.insert(figure.claims[entry.number].report);
        same = same || is_same_number(claim_of(figure.claims[entry.number]));
    }
    ranked.score = ranked.words + rules_.weights().doubling * std::log2(1.0 + static_cast<double>(reports.size()));
    ranked.score -= RelevanceJudge::is_unnamed_part(figure) ? rules_.weights().part : 0;
    ranked.score += same ? rules_.weights().fits : 0;
    return ranked;
}

/// A figure has what the sentence asks for where claims of it say so, and not more say otherwise. A place that stands
/// near a few of its claims stands there by chance; those whose own sentences name it are another figure, put in here.
void MeantFinder::refuse_chance(RankedFigure& ranked, const std::vector<Relevance>& relevances) const {
    for (const RankedFigure::Entry& entry : ranked.entries)
        ranked.found |= entry.relevance.found;
    for (std::size_t bit = 0; bit < 64; ++bit) {
        const Requirements one = Requirements(1) << bit;
        const auto count = [&](Requirements Relevance::*bits) {
            return static_cast<double>(
                std::ranges::count_if(relevances, [&](const Relevance& each) { return (each.*bits & one) != 0; }));
        };
        const double found = count(&Relevance::found), against = count(&Relevance::against);
        const double least = rules_.weights().placed * static_cast<double>(ranked.entries.size());
        if ((ranked.found & one) == 0 || (found >= against && (!judge_.is_place(bit) || found >= least)))
            continue;
        std::erase_if(ranked.entries,
                      [&](const RankedFigure::Entry& entry) { return (entry.relevance.strong & one) == 0; });
        if (ranked.entries.empty())
            ranked.found &= ~one;
    }
}

/// What the figure lacks that has most of what is asked.
Meant MeantFinder::nothing(const std::vector<RankedFigure>& all) const {
    const auto rank = [&](const RankedFigure& one) { return std::pair(-std::popcount(lacking(one)), one.score); };
    const Requirements lacks = lacking(*std::ranges::max_element(all, {}, rank));
    return {
        {}, lacks == judge_.scope_bit() ? CheckReason::no_scope : CheckReason::no_happening, judge_.spans_of(lacks)};
}

bool MeantFinder::of_one_happening(const RankedFigure& a, const RankedFigure& b, bool near) const {
    const Figure &one = figure_of(a), &other = figure_of(b);
    if (a.story != b.story)
        return false;
    if (one.event == other.event)
        return true;
    if (one.event == no_index || other.event == no_index)
        return false;
    const Event &first = account_.stories[a.story].events[one.event],
                &second = account_.stories[b.story].events[other.event];
    const std::vector<std::string>& families = reconcile_.quantity(one.quantity).families;
    const auto can_have = [&](const Event& event) {
        return std::ranges::find(families, reconcile_.family(event.type)) != families.end();
    };
    const bool whole = reconcile_.quantity(one.quantity).whole;  // as a crowd, of which a day may have several
    if (first.type != second.type && (whole || !can_have(first) || !can_have(second)))
        return false;
    const bool once = rules_.happens_once(first.type) && rules_.happens_once(second.type);
    const auto days = days_of(first), others = days_of(second);
    const std::chrono::days apart(once ? rules_.weights().apart_days : 0);
    if (!near && !once)
        return false;
    constexpr std::chrono::days longest(31);  // a year holds too much
    if (!days || !others || days->last - days->first > longest || others->last - others->first > longest)
        return false;
    return DayInterval{days->first - apart, days->last + apart}.overlaps(*others);
}

/// The best figure, those of its event, and those of what is likely the same happening that are nearly as good.
std::vector<RankedFigure> MeantFinder::chosen(std::vector<RankedFigure> all) const {
    // The whole is asked for: parts of it stand in where nothing else is told.
    if (std::ranges::any_of(all, [](const RankedFigure& one) { return !one.part; }))
        std::erase_if(all, [](const RankedFigure& one) { return one.part; });
    // So do figures that the named source gives no number of.
    const auto by_source = [](const RankedFigure& one) {
        return std::ranges::any_of(one.entries,
                                   [](const RankedFigure::Entry& entry) { return entry.relevance.by_source; });
    };
    if (std::ranges::any_of(all, by_source))
        std::erase_if(all, [&](const RankedFigure& one) { return !by_source(one); });
    RankedFigure best = *std::ranges::max_element(all, {}, &RankedFigure::score);
    if (RelevanceJudge::is_unnamed_part(figure_of(best))) {
        std::erase_if(best.entries, [&](const RankedFigure::Entry& entry) {
            return entry.relevance.score <
                   best.words - rules_.weights().together;  // parts without a name are each another one
        });
        return {best};
    }
    const auto is_meant = [&](const RankedFigure& one) {
        if (RelevanceJudge::is_unnamed_part(figure_of(one)) || one.story != best.story)
            return false;
        const std::uint32_t event = figure_of(best).event;
        const bool one_event = event != no_index && figure_of(one).event == event;
        const bool near = one.words >= best.words - rules_.weights().together;
        return one.figure == best.figure || one_event || of_one_happening(best, one, near);
    };
    std::erase_if(all, [&](const RankedFigure& one) { return !is_meant(one); });
    return all;
}

/// Without what is recalled or of elsewhere, where something else is left, and without headlines, the report's own and
/// those within it, of reports that give a number in their text.
std::vector<MeantClaim> MeantFinder::claims_of(const std::vector<RankedFigure>& meant) const {
    const auto is_straight = [](const RankedFigure::Entry& entry) { return !entry.relevance.stray; };
    const auto has_day = [&](const RankedFigure::Entry& entry) {
        return (judge_.day_bits() & ~entry.relevance.found) == 0;
    };
    const auto in_title = [&](const FigureClaim& entry) {
        const AnnotatedReport& in = account_.reports[entry.report];
        const std::uint32_t block = in.layers.sentences[claim_of(entry).sentence].block;
        return in.report.in_title(claim_of(entry).span) || in.report.blocks[block].kind == BlockKind::heading;
    };
    bool some_straight = false, some_have_day = false;
    std::set<std::uint32_t> in_text;
    for (const RankedFigure& one : meant)
        for (const RankedFigure::Entry& entry : one.entries) {
            some_straight = some_straight || is_straight(entry);
            some_have_day = some_have_day || has_day(entry);
            const FigureClaim& told = figure_of(one).claims[entry.number];
            if (!in_title(told))
                in_text.insert(told.report);
        }
    std::vector<MeantClaim> claims;
    for (const RankedFigure& one : meant)
        for (const RankedFigure::Entry& entry : one.entries) {
            const FigureClaim& told = figure_of(one).claims[entry.number];
            if ((!some_straight || is_straight(entry)) && !(in_title(told) && in_text.contains(told.report)))
                claims.push_back({one.story, one.figure, entry.number, entry.relevance.by_source,
                                  some_have_day && !has_day(entry), one.part});
        }
    return claims;
}

}  // namespace

Bounds bounds_as_told(const Claim& claim) {
    if (claim.implicit)
        return {1, std::nullopt, Modifier::at_least};
    return {claim.low, claim.high, claim.modifier};
}

Meant find_meant(const Account& account, const AccountWords& words, const Asked& asked, CheckRules& rules,
                 const ReconcileRules& reconcile, const Gazetteer& gazetteer) {
    return MeantFinder(account, words, asked, rules, reconcile, gazetteer).find();
}

}  // namespace recount
