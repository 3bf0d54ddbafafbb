#include "store/store.h"

#include <filesystem>
#include <utility>

#include "read/files.h"
#include "store/fields.h"
#include "store/layers_codec.h"
#include "store/report_columns.h"
#include "store/schema.h"
#include "store/store_name.h"

namespace recount {

namespace {

std::string no_store(const std::string& name) {
    return name + ": there is no such store; `recount add --store " + name + " PATH...` makes one";
}

constexpr int most_tries = 20;  // of a transaction that others' come in the way of

/// A file that is not there is not made to be read.
void require_file(const std::string& file) {
    std::error_code error;
    if (!std::filesystem::exists(file, error))
        throw StoreError(no_store(file));
}

/// Makes the tables of a database on a server, or brings them up to date, while no other program writes it.
void make_tables(Database& database, const std::function<void()>& waiting) {
    const StoreMark mark = database.engine().mark();
    if (mark.is_store ? mark.layout == store_layout() : !mark.is_empty)
        return;
    const TurnAlone turn(database, Turn::writing, waiting);
    migrate(database);
}

/// "?, ?, ?"
std::string places(std::size_t count) {
    std::string text = "?";
    for (std::size_t i = 1; i < count; ++i)
        text += ", ?";
    return text;
}

/// "reports.id, reports.sha256, ...".
const std::string& columns_of_reports() {
    static const std::string columns = [] {
        std::string text = "reports." + report_columns();
        for (std::size_t at = text.find(", "); at != std::string::npos; at = text.find(", ", at + 2))
            text.insert(at + 2, "reports.");
        return text;
    }();
    return columns;
}

}  // namespace

NewReport new_report(Report report, const AnnotatedReport& layers_of, GatherRules& rules) {
    NewReport added{std::move(report), layers_of.annotated, pack_layers(layers_of), layers_of.report.published, {}};
    if (layers_of.annotated) {
        rules.terms.forget_others();
        added.item = packed(story_item(layers_of, words_of(layers_of, rules.terms), rules.terms, rules.items));
    }
    return added;
}

Store::Store(const std::string& name, Access access, std::optional<WriterLock> lock)
    : access_(access), lock_(std::move(lock)), database_(name, access) {}

Store Store::open(const std::string& name) {
    if (!is_on_server(name))
        require_file(name);
    Store store(name, Access::read, {});
    if (is_on_server(name) && store.database_.engine().mark().is_empty)
        throw StoreError(no_store(store.file()));
    check_layout(store.database_);
    return store;
}

Store Store::open_to_write(const std::string& name, const std::function<void()>& waiting) {
    if (!is_on_server(name)) {
        Store store(name, Access::write, WriterLock(name, waiting));
        migrate(store.database_);
        return store;
    }
    Store store(name, Access::write, {});
    make_tables(store.database_, waiting);
    store.database_.engine().take(Turn::writing, Holder::one_of_many, true);
    check_layout(store.database_);
    return store;
}

bool Store::is_written(const std::string& name) {
    if (!is_on_server(name))
        return WriterLock::is_held(name);
    return Database(name, Access::read).engine().is_taken(Turn::writing);
}

StoredNumber Store::number_of(const Producer& producer) {
    const char* find =
        "SELECT number FROM producers WHERE program = ? AND codebook_sha256 = ? AND model = ? AND layout = ?";
    if (const auto found =
            database_.number(find, 0, producer.program, producer.codebook_sha256, producer.model, packed_layout);
        found != 0 || access_ == Access::read)
        return found;
    database_.run(
        "INSERT INTO producers (program, codebook, codebook_version, codebook_sha256, model, layout)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (program, codebook_sha256, model, layout) DO NOTHING",
        producer.program, producer.codebook, producer.codebook_version, producer.codebook_sha256, producer.model,
        packed_layout);
    return database_.number(find, 0, producer.program, producer.codebook_sha256, producer.model, packed_layout);
}

Producer Store::producer(StoredNumber number) {
    Rows rows = database_.query(
        "SELECT program, codebook, codebook_version, codebook_sha256, model FROM producers WHERE number = ?", number);
    if (!rows.next())
        throw StoreError(file() + ": it does not tell what made its accounts");
    const auto text = [&](int column) { return std::string(rows.text(column)); };
    return {text(0), text(1), text(2), text(3), text(4)};
}

bool Store::has(std::string_view sha256) {
    return database_.number("SELECT 1 FROM reports WHERE sha256 = ?", 0, sha256) != 0;
}

std::size_t Store::report_count() {
    return static_cast<std::size_t>(database_.number("SELECT count(*) FROM reports", 0));
}

/// The id that it has among those it was read with; where another in the store has that, its place with what it states.
std::string Store::free_id(const Report& report) {
    const ReportPlace& place = report.place;
    const auto is_free = [&](const std::string& id) {
        return database_.number("SELECT 1 FROM reports WHERE id = ?", 0, id) == 0;
    };
    if (is_free(report.id))
        return report.id;
    const std::string behind = place.numbers + (place.stated_id.empty() ? "" : ":" + place.stated_id);
    std::string last;
    for (std::size_t parts = 1;; ++parts) {
        std::string id = place.file == "-" ? std::string("stdin") + (place.numbers.empty() ? ":1" : "") + behind
                                           : last_parts(place.file, parts, !place.numbers.empty()) + behind;
        if (is_free(id))
            return id;
        if (id == last)
            return id + "#" + report.sha256;
        last = std::move(id);
    }
}

std::size_t Store::add(std::span<const NewReport> reports, StoredNumber producer) {
    for (int tries = 1;; ++tries)
        try {
            return add_once(reports, producer);
        } catch (const StoreConflict&) {  // another program added the same report, or one under the same id
            if (tries == most_tries)
                throw;
        }
}

std::size_t Store::add_once(std::span<const NewReport> reports, StoredNumber producer) {
    static const std::string insert = "INSERT INTO reports (" + report_columns() + ") VALUES (" +
                                      places(ReportValues(Report()).values().size()) + ")";
    Transaction transaction(database_, "storing reports", Use::add);
    std::size_t added = 0;
    for (const NewReport& one : reports) {
        if (has(one.report.sha256))
            continue;
        Report named = one.report;
        named.id = free_id(named);
        const StoredNumber number = database_.engine().insert(insert.c_str(), ReportValues(named).values());
        database_.engine().index_words(number, named.title(), named.text());
        database_.run("INSERT INTO layers VALUES (?, ?, ?, ?)", number, producer, one.annotated,
                      SqlValue::bytes_of(one.layers));
        put_item(number, one);
        ++added;
    }
    transaction.commit();
    return added;
}

std::vector<std::pair<StoredNumber, Report>> Store::stale(StoredNumber producer, std::size_t most) {
    static const std::string query =
        "SELECT number, " + columns_of_reports() +
        " FROM layers JOIN reports ON number = layers.report WHERE producer < ?1 OR producer > ?1 LIMIT ?2";
    std::vector<std::pair<StoredNumber, Report>> found;
    for (Rows rows = database_.query(query.c_str(), producer, most); rows.next();)
        found.emplace_back(rows.integer(0), report_at(rows, 1));
    return found;
}

std::size_t Store::stale_count(StoredNumber producer) {
    return static_cast<std::size_t>(
        database_.number("SELECT count(*) FROM layers WHERE producer < ?1 OR producer > ?1", 0, producer));
}

void Store::replace_layers(std::span<const std::pair<StoredNumber, NewReport>> reports, StoredNumber producer) {
    Transaction transaction(database_, "storing layers");
    for (const auto& [number, report] : reports) {
        database_.run("UPDATE layers SET producer = ?, annotated = ?, bytes = ? WHERE report = ?", producer,
                      report.annotated, SqlValue::bytes_of(report.layers), number);
        put_item(number, report);
    }
    transaction.commit();
}

void Store::put_item(StoredNumber number, const NewReport& report) {
    if (report.item.empty())
        database_.run("DELETE FROM story_items WHERE report = ?", number);
    else
        database_.run(
            "INSERT INTO story_items VALUES (?, ?, ?)"
            " ON CONFLICT (report) DO UPDATE SET day = excluded.day, bytes = excluded.bytes",
            number, report.day ? SqlValue(std::int64_t(report.day->time_since_epoch().count())) : SqlValue(),
            SqlValue::bytes_of(report.item));
}

Report Store::report_at(const Rows& row, int first) const {
    try {
        return report_of_row(row, first);
    } catch (const DamagedBytes& problem) {
        throw StoreError(file() + ": reading a report: " + problem.what());
    }
}

StoredReports Store::annotated(Rows rows, const Codebook& codebook) {
    StoredReports found;
    while (rows.next()) {
        found.numbers.push_back(rows.integer(0));
        AnnotatedReport annotated{report_at(rows, 2), {}};
        try {
            unpack_layers(rows.text(1), annotated, codebook);
        } catch (const DamagedBytes& problem) {
            throw StoreError(file() + ": reading the layers of report " + annotated.report.id + ": " + problem.what());
        }
        found.reports.push_back(std::move(annotated));
    }
    return found;
}

StoredReports Store::annotated(StoredNumber up_to, const Codebook& codebook) {
    static const std::string query =
        "SELECT number, layers.bytes, " + columns_of_reports() +
        " FROM reports JOIN layers ON layers.report = number WHERE number <= ? ORDER BY id";
    return annotated(database_.scan(query.c_str(), up_to), codebook);
}

StoredReports Store::annotated_of_story(StoredNumber story, const Codebook& codebook) {
    static const std::string query =
        "SELECT number, layers.bytes, " + columns_of_reports() +
        " FROM story_reports JOIN reports ON number = story_reports.report JOIN layers ON layers.report = number"
        " WHERE story_reports.story = ? ORDER BY id";
    return annotated(database_.query(query.c_str(), story), codebook);
}

StoredReports Store::annotated_of_none(StoredNumber up_to, const Codebook& codebook) {
    static const std::string query = "SELECT number, layers.bytes, " + columns_of_reports() +
                                     " FROM reports JOIN layers ON layers.report = number"
                                     " WHERE number <= ? AND number NOT IN (SELECT report FROM story_reports)"
                                     " ORDER BY id";
    return annotated(database_.query(query.c_str(), up_to), codebook);
}

void Store::for_each_report(const std::function<void(const Report&)>& take) {
    static const std::string query = "SELECT " + columns_of_reports() + " FROM reports ORDER BY id";
    for (Rows rows = database_.scan(query.c_str()); rows.next();)
        take(report_at(rows, 0));
}

}  // namespace recount
