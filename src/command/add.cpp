// recount add: puts reports into a store and brings its stories and accounts up to date. Reports are stored some at a
// time, and it says so each time: what it has said is there, whatever happens then.
#include <iostream>

#include "annotate/chain.h"
#include "command/run.h"
#include "command/storing.h"
#include "store/layers_codec.h"
#include "store/stored_stories.h"

namespace recount {

namespace {

/// Takes reports as they are read; annotates and stores them when there are enough.
class Adder {
public:
    Adder(Run& run, Store& store, StoredNumber producer)
        : run_(run),
          store_(store),
          producer_(producer),
          chain_(make_chain(run.codebook(), run.names(), run.gazetteer(), &run.language())) {
        const ReadWording wording(run.codebook());  // what the readers ask for is read too
        run.say_unread_keys();
    }

    void take(const Report& report) {
        if (store_.has(report.sha256)) {
            ++known_;
            return;
        }
        reports_.push_back({report, {}, {}});
        if (reports_.size() >= run_.options().batch)
            put();
    }

    void put() {
        if (reports_.empty())
            return;
        run_.in_parallel("annotating report", reports_.size(), [&](std::size_t i) {
            reports_[i].annotated = chain_.annotate(reports_[i].report);
            reports_[i].layers = pack_layers(reports_[i].annotated);
        });
        added_ += store_.add(reports_, producer_);
        reports_.clear();
        std::cout << messages::stored_so_far(added_) << std::endl;
    }

    std::size_t added() const { return added_; }
    std::size_t known() const { return known_; }

private:
    Run& run_;
    Store& store_;
    StoredNumber producer_;
    AnnotatorChain chain_;
    std::vector<NewReport> reports_;
    std::size_t added_ = 0, known_ = 0;
};

}  // namespace

ExitStatus run_add(Run& run) {
    if (run.options().store.empty())
        throw Failure{messages::store_not_named("add")};
    const Producer own = producer_of(run);
    Store store = open_store_to_write(run);
    const StoredNumber producer = store.number_of(own);
    std::size_t added = 0, known = 0;
    if (!run.options().paths.empty()) {
        Adder adder(run, store, producer);
        run.read_each([&](const Report& report) { adder.take(report); });
        adder.put();
        added = adder.added();
        known = adder.known();
    }
    const std::size_t changed = bring_up_to_date(run, store, producer);
    std::cout << messages::store_summary(store.file(), added, known, store.report_count(), story_count(store), changed)
              << std::endl;
    if (!std::cout)
        throw Failure{messages::cannot_write("standard output", "it is closed")};
    return run.status();
}

}  // namespace recount
