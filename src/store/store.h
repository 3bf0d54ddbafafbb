// The store: reports with their layers, the stories that they make and the accounts of these, in one file that grows or
// in a database of a server. A report is known by its fingerprint and is stored once; what was stored stays as it is,
// and what it is called too. Everything is written in transactions: killed at any point, a store holds what was
// acknowledged, and knows what is still to be done with it. stored_stories.h has the stories. One thread at a time. Any
// number of programs read it at a time; one writes a file, while several add to a server's and take turns at its
// stories.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "codebook/codebook.h"
#include "gather/gather.h"
#include "report/layers.h"
#include "store/database.h"
#include "store/writer_lock.h"

namespace recount {

/// What layers and accounts are made by: two that are equal give the same.
struct Producer {
    std::string program, codebook, codebook_version, codebook_sha256;
    std::string model;  // of language model and gazetteer, as the account's provenance has it
};

/// A report as its reader gave it, its layers, and what stories are found by.
struct NewReport {
    Report report;
    bool annotated = true;  // AnnotatedReport's
    std::string layers;     // pack_layers() of it
    std::optional<Day> day;
    std::string item;  // packed(story_item()) of it; empty where it is in no story
};

/// What is stored of a report. `layers_of` are its layers; `rules` are for one thread at a time.
NewReport new_report(Report report, const AnnotatedReport& layers_of, GatherRules& rules);

/// A number that the store gives a report or a story, from 1; it stays.
using StoredNumber = std::int64_t;

/// Reports with their layers, by id.
struct StoredReports {
    std::vector<StoredNumber> numbers;
    std::vector<AnnotatedReport> reports;
};

class Store {
public:
    /// Opens a store to read: a file, or postgresql://USER@HOST/DATABASE. Throws StoreError, also where there is none.
    static Store open(const std::string& name);

    /// Opens a store to write, or makes one; a server must have the database. Calls `waiting` and waits where another
    /// program writes the file, or where tables cannot be made before it is done. Throws StoreError.
    static Store open_to_write(const std::string& name, const std::function<void()>& waiting);

    /// Whether a program writes the store now.
    static bool is_written(const std::string& name);

    /// The store's name, without a password.
    const std::string& file() const { return database_.file(); }
    Database& database() { return database_; }

    /// The number of a producer; given to it now, in a store that is written.
    StoredNumber number_of(const Producer& producer);
    /// REQUIRES: a number that the store has.
    Producer producer(StoredNumber number);

    bool has(std::string_view sha256);
    std::size_t report_count();

    /// Stores the reports that it does not have, all or none; gives how many these were. When it returns, they are
    /// there whatever happens.
    std::size_t add(std::span<const NewReport> reports, StoredNumber producer);

    /// Up to `most` reports whose layers are by others than the producer, as their reader gave them.
    std::vector<std::pair<StoredNumber, Report>> stale(StoredNumber producer, std::size_t most);
    std::size_t stale_count(StoredNumber producer);
    /// Replaces the layers of reports, all or none.
    void replace_layers(std::span<const std::pair<StoredNumber, NewReport>> reports, StoredNumber producer);

    /// All reports up to a number, or those of a story, with their layers. `codebook` numbers their words.
    StoredReports annotated(StoredNumber up_to, const Codebook& codebook);
    StoredReports annotated_of_story(StoredNumber story, const Codebook& codebook);
    /// Those up to a number that are in no story: their language is not understood.
    StoredReports annotated_of_none(StoredNumber up_to, const Codebook& codebook);

    /// Calls take with each report, as its reader gave it, in the order of their ids.
    void for_each_report(const std::function<void(const Report&)>& take);

private:
    Store(const std::string& name, Access access, std::optional<WriterLock> lock);

    std::size_t add_once(std::span<const NewReport> reports, StoredNumber producer);
    void put_item(StoredNumber number, const NewReport& report);
    std::string free_id(const Report& report);
    Report report_at(const Rows& row, int first) const;
    StoredReports annotated(Rows rows, const Codebook& codebook);

    Access access_;
    std::optional<WriterLock> lock_;  // of a file that is written
    Database database_;               // closed before the lock goes
};

}  // namespace recount
