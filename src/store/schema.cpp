#include "store/schema.h"

#include <string>

#include "store/views.h"

namespace recount {

namespace {

constexpr const char* all_migrations[] = {
    // 1
    R"(
CREATE TABLE producers (
  number INTEGER PRIMARY KEY,
  program TEXT NOT NULL, codebook TEXT NOT NULL, codebook_version TEXT NOT NULL, codebook_sha256 TEXT NOT NULL,
  model TEXT NOT NULL, layout INTEGER NOT NULL,
  UNIQUE (program, codebook_sha256, model, layout)
);
CREATE TABLE reports (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  sha256 TEXT NOT NULL UNIQUE,
  input TEXT NOT NULL,
  title TEXT NOT NULL, text TEXT NOT NULL,
  outlet TEXT, source_domain TEXT, url TEXT, description TEXT,
  language TEXT, language_stated TEXT, language_reason TEXT,
  published TEXT, published_minute INTEGER, date_publish TEXT, date_modified TEXT,
  authors TEXT NOT NULL, agencies TEXT NOT NULL, image_credits TEXT NOT NULL,
  is_summary INTEGER NOT NULL,
  blocks BLOB NOT NULL
);
CREATE VIRTUAL TABLE words USING fts5(
  title, text, content = 'reports', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TABLE layers (
  report INTEGER PRIMARY KEY REFERENCES reports (number),
  producer INTEGER NOT NULL REFERENCES producers (number),
  annotated INTEGER NOT NULL,
  bytes BLOB NOT NULL
);
CREATE INDEX layers_by_producer ON layers (producer);
CREATE TABLE story_items (
  report INTEGER PRIMARY KEY REFERENCES reports (number),
  day INTEGER,
  bytes BLOB NOT NULL
);
CREATE INDEX story_items_by_day ON story_items (day, report);
CREATE TABLE story_states (
  day INTEGER PRIMARY KEY,
  bytes BLOB NOT NULL
);
CREATE TABLE stories (
  number INTEGER PRIMARY KEY,
  title TEXT,
  reports INTEGER NOT NULL,
  first_day TEXT, last_day TEXT,
  dirty INTEGER NOT NULL,
  producer INTEGER REFERENCES producers (number),
  account BLOB
);
CREATE INDEX dirty_stories ON stories (number) WHERE dirty;
CREATE INDEX stories_by_producer ON stories (producer);
CREATE TABLE story_reports (
  report INTEGER PRIMARY KEY REFERENCES reports (number),
  story INTEGER NOT NULL REFERENCES stories (number) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX story_reports_by_story ON story_reports (story);
CREATE TABLE events (
  story INTEGER NOT NULL REFERENCES stories (number) ON DELETE CASCADE,
  id TEXT NOT NULL, type TEXT NOT NULL, date TEXT, date_end TEXT,
  place TEXT, place_id TEXT, latitude REAL, longitude REAL, title TEXT NOT NULL,
  PRIMARY KEY (story, id)
) WITHOUT ROWID;
CREATE TABLE figures (
  story INTEGER NOT NULL REFERENCES stories (number) ON DELETE CASCADE,
  id TEXT NOT NULL, event TEXT, quantity TEXT NOT NULL, scope TEXT NOT NULL, unit TEXT,
  status TEXT NOT NULL, low REAL, best REAL, high REAL, witnesses INTEGER NOT NULL,
  PRIMARY KEY (story, id)
) WITHOUT ROWID;
CREATE TABLE claims (
  story INTEGER NOT NULL REFERENCES stories (number) ON DELETE CASCADE,
  id TEXT NOT NULL, figure TEXT NOT NULL,
  report INTEGER NOT NULL REFERENCES reports (number),
  words TEXT NOT NULL, low REAL, high REAL, modifier TEXT NOT NULL, standing TEXT NOT NULL, source TEXT,
  PRIMARY KEY (story, id)
) WITHOUT ROWID;
CREATE INDEX claims_by_report ON claims (report);
CREATE TABLE statements (
  story INTEGER NOT NULL REFERENCES stories (number) ON DELETE CASCADE,
  id TEXT NOT NULL, version INTEGER NOT NULL, speaker TEXT,
  report INTEGER NOT NULL REFERENCES reports (number),
  words TEXT NOT NULL,
  PRIMARY KEY (story, id, version)
) WITHOUT ROWID;
CREATE INDEX statements_by_report ON statements (report);
CREATE TABLE lineages (
  story INTEGER NOT NULL REFERENCES stories (number) ON DELETE CASCADE,
  lineage INTEGER NOT NULL,
  report INTEGER NOT NULL REFERENCES reports (number),
  agency TEXT, kind TEXT NOT NULL,
  PRIMARY KEY (story, lineage, report)
) WITHOUT ROWID;
CREATE INDEX lineages_by_report ON lineages (report);
CREATE TABLE progress (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO progress VALUES ('gathered_reports', 0), ('last_story', 0), ('gathered_by', 0);
)",
    // 2
    R"(
CREATE TABLE decisions (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  at TEXT, by TEXT, version TEXT, round TEXT, verb TEXT NOT NULL,
  line TEXT NOT NULL
);
)",
    // 3: when pages were fetched, which tells the versions of one address apart
    "ALTER TABLE reports ADD COLUMN date_fetched TEXT;",
    // 4
    views_of_the_page,
};

}  // namespace

std::span<const char* const> migrations() {
    return all_migrations;
}

void check_layout(Database& database) {
    const StoreMark mark = database.engine().mark();
    if (!mark.is_store)
        throw StoreError(database.file() + ": it is no store of Recount");
    if (mark.layout > store_layout())
        throw StoreError(database.file() + ": a newer Recount made it, in layout " + std::to_string(mark.layout) +
                         "; this one knows layouts up to " + std::to_string(store_layout()));
    if (mark.layout < store_layout())
        throw StoreError(database.file() + ": it is in the older layout " + std::to_string(mark.layout) +
                         "; `recount add --store " + database.file() + "` brings it up to date");
}

void migrate(Database& database, std::span<const char* const> steps) {
    const char* step = "making its tables";
    Transaction transaction(database, step);
    Engine& engine = database.engine();
    const StoreMark mark = engine.mark();
    const auto layout = static_cast<std::size_t>(mark.layout);
    if (layout >= steps.size() || (!mark.is_store && (layout != 0 || !mark.is_empty)))
        return check_layout(database);
    for (const char* statements : steps.subspan(layout))
        database.run_all(engine.tables(statements).c_str(), step);
    engine.set_layout(static_cast<std::int64_t>(steps.size()));
    transaction.commit();
}

}  // namespace recount
