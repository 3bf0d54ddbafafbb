// What the commands do with a store (store/store.h): bring it up to date, and give its account.
#pragma once

#include <vector>

#include "annotate/chain.h"
#include "command/pool.h"
#include "command/run.h"
#include "gather/gather.h"
#include "store/store.h"

namespace recount {

/// Puts the words of the codebook into the run's vocabulary, by which the words of stored reports are numbered. Call
/// before any is unpacked.
void number_words(Run& run);

/// What this run would make layers and accounts by. Throws CodebookError and Failure.
Producer producer_of(Run& run);

/// Throws Failure where the run's store is one of its inputs. (Reading the file by the side would take
/// SQLite's locks away.)
void require_store_apart(const Run& run);

/// Makes what is stored of reports; any number of threads may use one.
class ReportMaker {
public:
    explicit ReportMaker(Run& run);

    NewReport operator()(Report report);

private:
    const AnnotatorChain chain_;
    Pool<GatherRules> rules_;
};

/// Opens the run's store to write; says so where it has to wait for another program. Throws StoreError.
Store open_store_to_write(const Run& run);

/// Annotates what was annotated by another producer, finds stories again where reports were added, and makes the
/// accounts of those that changed; gives which these were. Programs that add to one store take turns at it. Throws
/// StoreError.
std::vector<StoredNumber> bring_up_to_date(Run& run, Store& store, StoredNumber producer);

/// The account of the run's store; first brings up to date what a run that was broken off has left, unless another
/// program is writing. Throws StoreError.
Account account_of_store(Run& run);

}  // namespace recount
