#include "command/storing.h"

#include <filesystem>
#include <utility>

#include "read/files.h"
#include "reconcile/decided_account.h"
#include "store/store_name.h"
#include "store/stored_stories.h"

namespace recount {

namespace {

constexpr std::size_t reports_at_once = 256;  // in one transaction
constexpr std::size_t stories_at_once = 64, reports_of_stories_at_once = 2000;

void annotate_stale(Run& run, Store& store, StoredNumber producer) {
    const std::size_t count = store.stale_count(producer);
    if (count == 0)
        return;
    run.note(messages::annotated_by_another(count));
    ReportMaker made(run);
    for (auto reports = store.stale(producer, reports_at_once); !reports.empty();
         reports = store.stale(producer, reports_at_once)) {
        std::vector<std::pair<StoredNumber, NewReport>> again(reports.size());
        run.in_parallel("annotating report", reports.size(), [&](std::size_t i) {
            again[i] = {reports[i].first, made(std::move(reports[i].second))};
        });
        store.replace_layers(again, producer);
    }
}

/// Makes the accounts of marked stories, some at a time.
std::vector<StoredNumber> reconcile_dirty(Run& run, Store& store, StoredNumber producer) {
    const ReconcileRules rules(run.codebook());
    const ReconcileScorers scorers(&run.language());
    const ReconcileKnowledge knowledge{rules, run.names(), run.gazetteer(), scorers};
    Pool<GatherRules> gathering([&run] { return std::make_unique<GatherRules>(run.codebook()); });
    std::vector<StoredNumber> dirty = dirty_stories(store);
    for (std::size_t next = 0; next < dirty.size();) {
        std::vector<NewAccount> accounts;
        std::vector<StoredReports> stories;
        for (std::size_t reports = 0;
             next < dirty.size() && stories.size() < stories_at_once && reports < reports_of_stories_at_once; ++next) {
            StoredReports of_story = store.annotated_of_story(dirty[next], run.codebook());
            reports += of_story.reports.size();
            accounts.push_back({dirty[next], of_story.numbers, {}});
            stories.push_back(std::move(of_story));
        }
        run.in_parallel("reconciling story", stories.size(), [&](std::size_t i) {
            accounts[i].account = reconcile_alone(std::move(stories[i].reports), *gathering.take(), knowledge);
        });
        put_accounts(store, accounts, producer);
    }
    return dirty;
}

/// Does what an earlier run has left to do, unless another is at it.
void finish(Run& run, const Producer& own) {
    const std::string& name = run.options().store;
    const bool is_written = Store::is_written(name);
    {
        Store store = Store::open(name);
        const StoriesState state = stories_state(store);
        if (state.is_whole() && state.gathered == state.added)
            return;
        if (state.is_whole() && is_written)
            return run.note(messages::reports_not_yet_in(store.file()));
    }
    Store store = open_store_to_write(run);
    bring_up_to_date(run, store, store.number_of(own));
}

Provenance provenance_of(Producer producer) {
    return {std::move(producer.program),         std::move(producer.codebook), std::move(producer.codebook_version),
            std::move(producer.codebook_sha256), std::move(producer.model),    {}};
}

}  // namespace

ReportMaker::ReportMaker(Run& run)
    : chain_(make_chain(run.codebook(), run.names(), run.gazetteer(), &run.language())),
      rules_([&run] { return std::make_unique<GatherRules>(run.codebook()); }) {}

NewReport ReportMaker::operator()(Report report) {
    const AnnotatedReport annotated = chain_.annotate(report);
    return new_report(std::move(report), annotated, *rules_.take());
}

/// What reads the codebook puts its words there. All of it must, as in a run that annotates: words that have no number
/// are one to the stages behind.
void number_words(Run& run) {
    make_chain(run.codebook(), run.names(), run.gazetteer(), &run.language());
    run.read_codebook();
}

Producer producer_of(Run& run) {
    Provenance now = run.provenance();
    return {std::move(now.program), std::move(now.codebook), std::move(now.codebook_version),
            std::move(now.codebook_sha256), std::move(now.model)};
}

void require_store_apart(const Run& run) {
    namespace fs = std::filesystem;
    const std::string& file = run.options().store;
    if (is_on_server(file))
        return;
    std::error_code error;
    std::vector<Problem> ignored;
    for (const fs::path& input : find_files(run.options().paths, ignored))
        if (fs::equivalent(input, file, error))
            throw Failure{messages::store_among_inputs(file)};
}

Store open_store_to_write(const Run& run) {
    const std::string& name = run.options().store;
    return Store::open_to_write(name, [&] { run.note(messages::store_is_written(shown_store(name))); });
}

std::vector<StoredNumber> bring_up_to_date(Run& run, Store& store, StoredNumber producer) {
    number_words(run);
    const TurnAlone turn(store.database(), Turn::stories, [&] { run.note(messages::store_is_written(store.file())); });
    annotate_stale(run, store, producer);
    const StoriesState state = stories_state(store);
    if (state.gathered < state.added || state.behind > 0)
        find_stories_again(store, GatherRules(run.codebook()), run.language(), producer);
    return reconcile_dirty(run, store, producer);
}

Account account_of_store(Run& run) {
    require_store_apart(run);
    const Producer own = producer_of(run);
    number_words(run);
    for (;;) {
        finish(run, own);
        Store store = Store::open(run.options().store);
        const Transaction reading(store.database(), "reading it", Use::read);
        const StoriesState state = stories_state(store);
        if (!state.is_whole())
            continue;  // another program has begun to write
        if (state.gathered == 0)
            throw Failure{messages::store_is_empty(store.file())};
        if (!store.is_packed_as_now(state.producer))
            throw Failure{messages::packed_otherwise(store.file())};
        if (state.producer != store.number_of(own))
            run.note(messages::made_by_another(store.file()));
        run.set_provenance(provenance_of(store.producer(state.producer)));
        return stored_account(store, run.codebook(), ReconcileRules(run.codebook()));
    }
}

}  // namespace recount
