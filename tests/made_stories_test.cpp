// Hundreds of stories whose claims, sources, updates, denials and copies are known because they were made up from a
// plan (support/made_stories.h): reports in, the verdict and the witnesses of each planned figure out.
#include <doctest/doctest.h>

#include <map>
#include <set>

#include "gather/gather.h"
#include "support/account.h"
#include "support/made_stories.h"

using namespace recount;
using test::MadeClaim;
using test::MadeFigure;
using test::MadeStory;

namespace {

Account account_of(const MadeStory& made) {
    std::vector<AnnotatedReport> reports;
    for (const Report& report : made.reports)
        reports.push_back(test::trained_language().chain.annotate(report));
    return test::account_of(std::move(reports));
}

/// How many of the planned claims a figure holds.
std::size_t held(const Account& account, const Figure& figure, const MadeFigure& made) {
    return static_cast<std::size_t>(std::ranges::count_if(made.claims, [&](const MadeClaim& planned) {
        return std::ranges::any_of(figure.claims, [&](const FigureClaim& claim) {
            return claim.report == planned.report &&
                   account.reports[claim.report].layers.claims[claim.claim].span.overlaps(planned.span);
        });
    }));
}

/// The figure that holds most of the planned claims; null where none holds any.
const Figure* figure_of(const Account& account, const MadeFigure& made) {
    const Figure* best = nullptr;
    std::size_t most = 0;
    for (const StoryAccount& story : account.stories)
        for (const Figure& figure : story.figures)
            if (const std::size_t holds = held(account, figure, made); holds > most) {
                most = holds;
                best = &figure;
            }
    return best;
}

/// Whether a figure holds the planned claims and nothing else; a headline's need not be there where the text repeats
/// it.
bool is_whole(const Account& account, const Figure* figure, const MadeFigure& made) {
    if (!figure)
        return false;
    const auto text = static_cast<std::size_t>(std::ranges::count(made.claims, false, &MadeClaim::headline));
    const std::size_t holds = held(account, *figure, made);
    return holds >= text && holds == figure->claims.size();
}

/// Planned and found, then the texts, so that one can read them.
std::string told(const MadeStory& made, const MadeFigure& planned, const Account& account, const Figure* found) {
    std::string out = "\n== " + made.plan + ", " + planned.quantity + ": planned " +
                      std::string(planned.status(made.days)) + " by " + std::to_string(planned.witnesses());
    for (const MadeClaim& claim : planned.claims)
        out += " \"" + std::string(slice(made.reports[claim.report].content, claim.span)) + "\"";
    out += found ? "; found " + std::string(name_of(found->status)) + " by " + std::to_string(found->witnesses) +
                       "; stories: " + std::to_string(account.stories.size())
                 : "; not found";
    for (const StoryAccount& story : account.stories)
        for (const Figure& figure : story.figures) {
            out += "\n   " + figure.quantity + "/" + figure.scope + (&figure == found ? " (this)" : "");
            for (const FigureClaim& claim : figure.claims) {
                const AnnotatedReport& report = account.reports[claim.report];
                const Claim& read = report.layers.claims[claim.claim];
                out += " [" + report.report.id + ": " + std::string(report.words(read.span)) + ", " +
                       std::string(name_of(read.standing)) + ", " +
                       (read.source ? std::string(report.words(read.source->span)) : "") + ", w" +
                       std::to_string(claim.witness) + "]";
            }
        }
    for (std::size_t r = 0; r < made.reports.size(); ++r)
        out += "\n-- " + made.reports[r].id + " " + iso_day(made.days[r]) + "\n" + made.reports[r].content;
    return out;
}

}  // namespace

TEST_CASE("made-up stories: the verdicts and the witnesses are those of the plan") {
    constexpr std::size_t stories = 500, shown = 12;
    constexpr std::uint32_t seed = 11;
    struct Score {
        std::size_t all = 0, statuses = 0, witnesses = 0;
    } score, whole;  // whole: where the claims were all read and put together
    std::string failed;
    std::map<std::string, std::size_t> failures;  // by plan and quantity
    for (const MadeStory& made : test::make_stories(stories, seed)) {
        const Account account = account_of(made);
        for (const MadeFigure& planned : made.figures) {
            const Figure* found = figure_of(account, planned);
            const std::string_view status = found ? name_of(found->status) : "none";
            const bool right = status == planned.status(made.days) ||
                               (planned.repeated_by_headlines_alone() && (status == "single" || status == "repeated"));
            const auto count = [&](Score& into) {
                ++into.all;
                into.statuses += right;
                into.witnesses += found && found->witnesses == planned.witnesses();
            };
            count(score);
            if (is_whole(account, found, planned))
                count(whole);
            if (!right && ++failures[made.plan + ", " + planned.quantity] == 1 && failures.size() <= shown)
                failed += told(made, planned, account, found);
        }
    }
    for (const auto& [plan, count] : failures)
        failed += "\n" + plan + ": " + std::to_string(count) + " wrong";
    INFO("of ", score.all, " figures: ", score.statuses, " statuses right, ", score.witnesses, " witnesses; of ",
         whole.all, " whole ones: ", whole.statuses, " and ", whole.witnesses, failed);
    CHECK(score.all > stories);
    CHECK(100 * score.statuses >= 88 * score.all);  // the rest: claims misread, or put apart
    CHECK(100 * score.witnesses >= 87 * score.all);
    CHECK(100 * whole.statuses >= 98 * whole.all);
    CHECK(100 * whole.witnesses >= 99 * whole.all);
}

TEST_CASE("made-up stories: told all at once, in the same sentences, they stay apart by their places") {
    std::vector<AnnotatedReport> reports;
    std::map<std::string, std::string> place_of;  // report id -> the place of its story
    std::set<std::string> places;
    for (const MadeStory& made : test::make_stories(120, 23)) {
        if (made.plan == "stock form" || !places.insert(made.place).second)
            continue;
        for (Report report : made.reports) {
            report.id = made.place + report.id;
            place_of[report.id] = made.place;
            reports.push_back(test::trained_language().chain.annotate(std::move(report)));
        }
    }
    REQUIRE(reports.size() > 30);
    const std::vector<Story> stories =
        gather(reports, test::trained_language().codebook, *test::trained_language().model);
    CHECK(stories.size() == places.size());
    for (const Story& story : stories)
        for (const std::uint32_t report : story.reports)
            CHECK(place_of[reports[report].report.id] == place_of[reports[story.reports.front()].report.id]);
}
