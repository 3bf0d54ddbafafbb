// The steps behind annotating, as machines do them that each have a part of the reports (recount/spark.py): the search
// for stories by items alone, and the accounts of stories by themselves.
#include <nanobind/stl/optional.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>

#include <algorithm>
#include <cstring>
#include <deque>
#include <sstream>
#include <unordered_map>

#include "command/pool.h"
#include "command/storing.h"
#include "portable.h"
#include "reconcile/decided_account.h"
#include "show/json.h"
#include "store/fields.h"
#include "store/layers_codec.h"
#include "text/sha256.h"
#include "told.h"

namespace recount::python {

namespace {

/// What layers and accounts are made by: what was made by another does not go together with it.
std::string made_by(const Options& options) {
    const nb::gil_scoped_release others_may_run;
    Run run(options);
    const Producer by = producer_of(run);
    return by.program + " " +
           sha256_hex(by.codebook_sha256 + "\n" + by.model + "\n" + std::to_string(packed_layout)).substr(0, 16);
}

/// A number that stands for a report's id, the same everywhere.
using ReportKey = std::int64_t;

StoryItem item_of(const nb::bytes& bytes) {
    try {
        return unpacked({bytes.c_str(), bytes.size()});
    } catch (const std::runtime_error& problem) {
        throw StoreError(std::string("finding stories: ") + problem.what());
    }
}

/// What the search for stories goes by.
struct SearchRules {
    explicit SearchRules(const Options& options) : run(options), gather(run.codebook()), scorer(run.language()) {}

    Run run;
    const GatherRules gather;
    const StoryScorer scorer;
};

constexpr double likeness_steps = 1 << 16;  // a likeness is a number of such steps
constexpr std::size_t bytes_of_likeness = sizeof(ReportKey) + sizeof(std::uint32_t);

/// Compares reports on many machines, some with some others at a time.
class StoryLikenesses {
public:
    StoryLikenesses(const Options& options, std::uint32_t days) : rules_(options), days_(days) {}

    /// Of each report, likenesses_before() of others, as bytes for StorySearch.
    std::vector<nb::bytes> before(const std::vector<std::pair<ReportKey, nb::bytes>>& reports,
                                  const std::vector<std::pair<ReportKey, nb::bytes>>& others) {
        numbers_.clear();
        keys_.clear();
        const std::vector<NumberedItem> of = numbered(reports), with = numbered(others);
        std::vector<std::string> likenesses(of.size());
        {
            const nb::gil_scoped_release others_may_run;
            const auto known =
                likenesses_before(of, with, days_, rules_.scorer, rules_.gather.stories, rules_.gather.forms);
            for (std::size_t i = 0; i < known.size(); ++i)
                for (const KnownLikeness& one : known[i]) {
                    const auto steps = static_cast<std::uint32_t>(one.value * likeness_steps);
                    likenesses[i].append(reinterpret_cast<const char*>(&keys_[one.report]), sizeof(ReportKey));
                    likenesses[i].append(reinterpret_cast<const char*>(&steps), sizeof steps);
                }
        }
        std::vector<nb::bytes> given;
        for (const std::string& one : likenesses)
            given.push_back(bytes_of(one));
        return given;
    }

private:
    std::vector<NumberedItem> numbered(const std::vector<std::pair<ReportKey, nb::bytes>>& reports) {
        std::vector<NumberedItem> items;
        for (const auto& [key, item] : reports) {
            const auto [at, is_new] = numbers_.emplace(key, static_cast<std::uint32_t>(keys_.size()));
            if (is_new)
                keys_.push_back(key);
            items.push_back({at->second, item_of(item)});
            if (!items.back().item.day)
                throw StoreError("finding stories: a report without a day can be compared within the search alone");
        }
        return items;
    }

    SearchRules rules_;
    std::uint32_t days_;
    std::unordered_map<ReportKey, std::uint32_t> numbers_;
    std::vector<ReportKey> keys_;
};

/// Finds the stories of reports that come day by day, those without a day last, and those of a day in the order of
/// their ids; they are numbered as they come, from 0.
class StorySearch {
public:
    /// Reports come with their likenesses for so many days.
    StorySearch(const Options& options, std::uint32_t days)
        : rules_(options), finder_(rules_.scorer, rules_.gather.stories, rules_.gather.forms), days_(days) {
        finder_.expect_known(days);
    }

    /// All of one day: each its key, its item, and what StoryLikenesses gave of it, in any pieces.
    void add(const std::vector<std::tuple<ReportKey, nb::bytes, std::vector<nb::bytes>>>& reports) {
        std::vector<NumberedItem> day;
        for (const auto& [key, item, likenesses] : reports) {
            day.push_back({count_, item_of(item)});
            if (const std::optional<Day> when = day.back().item.day)
                remember(key, *when);
            ++count_;
        }
        for (std::size_t i = 0; i < reports.size(); ++i)
            day[i].known = known(std::get<2>(reports[i]));
        const nb::gil_scoped_release others_may_run;
        finder_.add(std::move(day));
    }

    Groups stories() const {
        const nb::gil_scoped_release others_may_run;
        return finder_.stories();
    }

private:
    /// Those that no later report is told the likeness to are forgotten.
    void remember(ReportKey key, Day day) {
        for (; !recent_.empty() && day - recent_.front().first > std::chrono::days(days_); recent_.pop_front())
            number_of_.erase(recent_.front().second);
        if (!number_of_.emplace(key, count_).second)
            throw StoreError("two reports have one id, or ids of one key: give one of them another");
        recent_.emplace_back(day, key);
    }

    std::vector<KnownLikeness> known(const std::vector<nb::bytes>& pieces) const {
        std::vector<KnownLikeness> all;
        for (const nb::bytes& piece : pieces)
            for (std::size_t at = 0; at + bytes_of_likeness <= piece.size(); at += bytes_of_likeness) {
                ReportKey key = 0;
                std::uint32_t steps = 0;
                std::memcpy(&key, piece.c_str() + at, sizeof key);
                std::memcpy(&steps, piece.c_str() + at + sizeof key, sizeof steps);
                if (const auto found = number_of_.find(key); found != number_of_.end())
                    all.push_back({found->second, static_cast<float>(steps / likeness_steps)});
            }
        std::ranges::sort(all, {}, &KnownLikeness::report);
        return all;
    }

    SearchRules rules_;
    StoryFinder finder_;
    std::uint32_t days_, count_ = 0;
    std::unordered_map<ReportKey, std::uint32_t> number_of_;  // of those of the last days
    std::deque<std::pair<Day, ReportKey>> recent_;
};

/// Makes accounts of stories by themselves.
class StoryAccounts {
public:
    StoryAccounts(const Options& options, nb::object listener)
        : told_(std::move(listener)),
          run_(options, &told_),
          wording_(run_.codebook()),
          rules_(run_.codebook()),
          scorers_(&run_.language()),
          knowledge_{rules_, run_.names(), run_.gazetteer(), scorers_},
          gathering_([this] { return std::make_unique<GatherRules>(run_.codebook()); }) {
        number_words(run_);
    }

    /// Of each story, given as its reports: its packed account, and, where `json` asks for it, the JSON of the account
    /// of these reports alone.
    std::vector<std::pair<nb::bytes, std::string>> make(const std::vector<std::vector<GivenPortable>>& given,
                                                        bool json) {
        std::vector<std::vector<PortableReport>> stories;
        for (const std::vector<GivenPortable>& story : given)
            stories.push_back(portables(story));
        std::vector<std::pair<std::string, std::string>> made(stories.size());
        {
            const nb::gil_scoped_release others_may_run;
            run_.in_parallel("reconciling story", stories.size(),
                             [&](std::size_t i) { made[i] = make_one(stories[i], json); });
        }
        std::vector<std::pair<nb::bytes, std::string>> accounts;
        for (auto& [packed, text] : made)
            accounts.emplace_back(bytes_of(packed), std::move(text));
        return accounts;
    }

private:
    std::pair<std::string, std::string> make_one(const std::vector<PortableReport>& story, bool json) {
        std::vector<AnnotatedReport> reports;
        std::vector<std::uint32_t> numbers;
        for (const PortableReport& one : story) {
            numbers.push_back(static_cast<std::uint32_t>(reports.size()));
            reports.push_back(annotated(one, run_, wording_));
        }
        std::ranges::sort(reports, {}, [](const AnnotatedReport& one) -> const std::string& { return one.report.id; });
        const Account account = reconcile_alone(std::move(reports), *gathering_.take(), knowledge_);
        std::ostringstream text;
        if (json)
            write_account(account, run_.provenance(), {}, text);
        return {pack_account(account.stories.front(), account.days, packed_reports(numbers, account.reports)),
                std::move(text).str()};
    }

    Told told_;
    Run run_;
    const ReadWording wording_;
    const ReconcileRules rules_;
    const ReconcileScorers scorers_;
    const ReconcileKnowledge knowledge_;
    Pool<GatherRules> gathering_;
};

}  // namespace

void bind_spread(nb::module_& module) {
    module.def("made_by", made_by, nb::arg("options"));
    nb::class_<StoryLikenesses>(module, "StoryLikenesses")
        .def(nb::init<const Options&, std::uint32_t>(), nb::arg("options"), nb::arg("days"))
        .def("before", &StoryLikenesses::before, nb::arg("reports"), nb::arg("others"));
    nb::class_<StorySearch>(module, "StorySearch")
        .def(nb::init<const Options&, std::uint32_t>(), nb::arg("options"), nb::arg("days"))
        .def("add", &StorySearch::add, nb::arg("reports"))
        .def("stories", &StorySearch::stories);
    nb::class_<StoryAccounts>(module, "StoryAccounts")
        .def(nb::init<const Options&, nb::object>(), nb::arg("options"), nb::arg("listener"))
        .def("make", &StoryAccounts::make, nb::arg("stories"), nb::arg("json"));
}

}  // namespace recount::python
