// recount add: puts reports into a store and brings its stories and accounts up to date. Reports go through as a
// stream, in flat memory; they are stored some at a time, and it says so each time: what it has said is there, whatever
// happens then.
#include <iostream>
#include <map>

#include "command/run.h"
#include "command/storing.h"
#include "report/language_tag.h"
#include "show/wording.h"
#include "store/stored_stories.h"

namespace recount {

namespace {

/// Stores annotated reports when there are enough.
class Adder {
public:
    Adder(const Run& run, Store& store, StoredNumber producer) : run_(run), store_(store), producer_(producer) {}

    /// Whether the store has the report; then it is counted.
    bool knows(const Report& report) {
        const bool known = store_.has(report.sha256);
        known_ += known ? 1 : 0;
        return known;
    }

    void take(NewReport&& report) {
        if (!report.annotated)
            ++other_languages_[language_name(report.report.language)];
        reports_.push_back(std::move(report));
        if (reports_.size() >= run_.options().batch)
            put();
    }

    void put() {
        if (reports_.empty())
            return;
        added_ += store_.add(reports_, producer_);
        reports_.clear();
        std::cout << messages::stored_so_far(added_) << std::endl;
    }

    void tell_other_languages() const {
        std::size_t count = 0;
        std::vector<std::string> languages;
        for (const auto& [language, number] : other_languages_) {
            languages.push_back(language + ": " + std::to_string(number));
            count += number;
        }
        if (count > 0)
            run_.note(messages::not_annotated(count, joined(languages, ", ")));
    }

    std::size_t added() const { return added_; }
    std::size_t known() const { return known_; }

private:
    const Run& run_;
    Store& store_;
    StoredNumber producer_;
    std::vector<NewReport> reports_;
    std::map<std::string, std::size_t> other_languages_;
    std::size_t added_ = 0, known_ = 0;
};

/// Reads, annotates and stores all inputs; what the store has is not annotated.
void add_inputs(Run& run, Adder& adder) {
    ReportMaker maker(run);
    const ReadWording wording(run.codebook());  // what the readers ask for is read too
    run.say_unread_keys();
    Pipeline pipeline(run.options().threads, [&](Report&& report) -> Pipeline::Then {
        const auto added = std::make_shared<NewReport>(maker(std::move(report)));
        return [&adder, added] { adder.take(std::move(*added)); };
    });
    run.read_each("adding report", [&](Report&& report) {
        if (!adder.knows(report))
            pipeline.add(std::move(report));
    });
    pipeline.finish();
    adder.put();
    adder.tell_other_languages();
}

}  // namespace

ExitStatus run_add(Run& run) {
    if (run.options().store.empty())
        throw Failure{messages::store_not_named("add")};
    require_store_apart(run);
    const Producer own = producer_of(run);
    Store store = open_store_to_write(run);
    const StoredNumber producer = store.number_of(own);
    Adder adder(run, store, producer);
    if (!run.options().paths.empty())
        add_inputs(run, adder);
    const std::size_t changed = bring_up_to_date(run, store, producer).size();
    std::cout << messages::store_summary(store.file(), adder.added(), adder.known(), store.report_count(),
                                         story_count(store), changed)
              << std::endl;
    if (!std::cout)
        throw Failure{messages::cannot_write("standard output", "it is closed")};
    return run.status();
}

}  // namespace recount
