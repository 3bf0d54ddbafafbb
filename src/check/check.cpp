#include "check/check.h"

#include <algorithm>
#include <array>
#include <map>

#include "check/meant.h"
#include "check/verdict.h"
#include "reconcile/claim_bounds.h"
#include "reconcile/precision.h"
#include "text/disjoint_sets.h"
#include "text/utf8.h"

namespace recount {

std::string_view name_of(Verdict verdict) {
    constexpr std::array<std::string_view, 5> names{"supported", "refined", "outdated", "contradicted", "absent"};
    return names[static_cast<std::size_t>(verdict)];
}

std::string_view name_of(Side side) {
    constexpr std::array<std::string_view, 4> names{"agrees", "opposes", "earlier", "undecided"};
    return names[static_cast<std::size_t>(side)];
}

bool holds(const std::vector<Finding>& findings) {
    return std::ranges::all_of(findings, [](const Finding& finding) {
        return finding.verdict == Verdict::supported || finding.verdict == Verdict::refined;
    });
}

struct Checker::State {
    const Account& account;
    CheckRules& rules;
    const ReconcileRules& reconcile;
    const Gazetteer& gazetteer;
    AccountWords words;

    Finding check(const AnnotatedReport& sentence, const Claim& claim);
    Bounds bounds_of(const MeantClaim& meant) const;
    std::vector<std::uint32_t> witnesses_of(const std::vector<MeantClaim>& claims) const;
    Movement movement_of(const Claim& asked, const std::vector<MeantClaim>& claims) const;
    const Figure& figure_of(const MeantClaim& claim) const {
        return account.stories[claim.story].figures[claim.figure];
    }
    const FigureClaim& entry_of(const MeantClaim& claim) const { return figure_of(claim).claims[claim.entry]; }
    const Claim& claim_of(const FigureClaim& entry) const { return recount::claim_of(account, entry); }
};

Checker::Checker(const Account& account, CheckRules& rules, const ReconcileRules& reconcile, const Gazetteer& gazetteer)
    : state_(new State{account, rules, reconcile, gazetteer, AccountWords(account, rules)}) {}
Checker::~Checker() = default;
Checker::Checker(Checker&&) noexcept = default;

std::vector<Finding> Checker::check(const AnnotatedReport& sentence) {
    std::vector<Finding> findings;
    for (std::uint32_t c = 0; c < sentence.layers.claims.size(); ++c) {
        findings.push_back(state_->check(sentence, sentence.layers.claims[c]));
        findings.back().claim = c;
    }
    if (findings.empty())
        findings.emplace_back();
    return findings;
}

/// How it bounds, and when it was said.
Bounds Checker::State::bounds_of(const MeantClaim& meant) const {
    const Figure& figure = figure_of(meant);
    const FigureClaim& entry = entry_of(meant);
    const Claim& claim = claim_of(entry);
    const AnnotatedReport& report = account.reports[entry.report];
    Bounds bounds = recount::bounds_of(report, account.days[entry.report], claim);
    const auto said = days_said(report, account.days[entry.report], claim.sentence);
    constexpr std::chrono::days settles(3);
    const auto happened =
        figure.event == no_index ? std::nullopt : days_of(account.stories[meant.story].events[figure.event]);
    bounds.long_settled =
        !reconcile.goes_on(figure.scope) && said && happened && said->first - happened->last > settles;
    return bounds;
}

/// Independent witnesses over all figures, numbered: those of one figure as it has them, and what one report says in
/// its own voice or one source says, in whatever figure.
std::vector<std::uint32_t> Checker::State::witnesses_of(const std::vector<MeantClaim>& claims) const {
    DisjointSets sets(claims.size());
    std::map<std::string, std::uint32_t> first;
    for (std::uint32_t i = 0; i < claims.size(); ++i) {
        const FigureClaim& entry = entry_of(claims[i]);
        const Claim& claim = claim_of(entry);
        const auto join = [&](const std::string& sign) { sets.join(first.try_emplace(sign, i).first->second, i); };
        join("figure " + std::to_string(claims[i].story) + " " + std::to_string(claims[i].figure) + " " +
             std::to_string(entry.witness));
        if (!claim.source)
            join("report " + std::to_string(entry.report));
        else
            join("source " + std::to_string(claims[i].story) + " " +
                 folded(entry.source_name.empty() ? account.reports[entry.report].words(claim.source->span)
                                                  : std::string_view(entry.source_name)));
    }
    return sets.numbers();
}

Movement Checker::State::movement_of(const Claim& asked, const std::vector<MeantClaim>& claims) const {
    if (!reconcile.quantity(asked.quantity).moves)
        return Movement::stands;
    const bool moved = std::ranges::any_of(
        claims, [&](const MeantClaim& claim) { return figure_of(claim).status == Status::evolving; });
    return moved ? Movement::moved : Movement::may_move;
}

Finding Checker::State::check(const AnnotatedReport& sentence, const Claim& claim) {
    Finding finding;
    if (claim.denied && !(claim.low == 0.0 && claim.high == 0.0)) {
        finding.reason = CheckReason::denial;
        return finding;
    }
    const Asked asked = asked_of(sentence, claim, rules);
    Meant meant = find_meant(account, words, asked, rules, reconcile, gazetteer);
    finding.reason = meant.reason;
    finding.missing = std::move(meant.missing);
    if (meant.claims.empty())
        return finding;
    const Movement movement = movement_of(claim, meant.claims);
    std::erase_if(meant.claims, [](const MeantClaim& one) { return !one.by_source; });
    if (meant.claims.empty()) {
        finding.reason = CheckReason::no_source;
        finding.missing = {asked.source_span};
        return finding;
    }
    const std::vector<std::uint32_t> witnesses = witnesses_of(meant.claims);
    std::vector<Told> told;
    for (std::size_t i = 0; i < meant.claims.size(); ++i) {
        const FigureClaim& entry = entry_of(meant.claims[i]);
        const Claim& claimed = claim_of(entry);
        const bool sourced = claimed.source && asked.source.empty();  // else all are of one source
        told.push_back(
            {bounds_of(meant.claims[i]), claimed.implicit, sourced, meant.claims[i].open_day, meant.claims[i].part});
        told.back().bounds.witness = witnesses[i];
    }
    const Judgement judgement = judge(bounds_as_told(claim), told, movement, rules.weights().lone);
    finding.verdict = judgement.verdict;
    finding.reason = judgement.reason;
    finding.witnesses = judgement.witnesses;
    for (std::size_t i = 0; i < meant.claims.size(); ++i) {
        const MeantClaim& one = meant.claims[i];
        finding.evidence.push_back({one.story, one.figure, one.entry, judgement.sides[i], witnesses[i]});
    }
    const Side deciding = finding.verdict == Verdict::supported || finding.verdict == Verdict::refined ? Side::agrees
                          : finding.verdict == Verdict::absent                                         ? Side::undecided
                                                                                                       : Side::opposes;
    std::ranges::stable_sort(finding.evidence, {}, [&](const CheckEvidence& one) {
        return one.side == deciding ? -1 : static_cast<int>(one.side);
    });
    return finding;
}

}  // namespace recount
