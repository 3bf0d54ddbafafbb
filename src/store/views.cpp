#include "store/views.h"

namespace recount {

// The index is made again by a condition that both engines know.
const char views_of_the_page[] = R"(
DROP INDEX dirty_stories;
CREATE INDEX dirty_stories ON stories (number) WHERE dirty = 1;
CREATE VIEW story_overview AS
  SELECT number AS story, title, first_day, last_day, reports,
    (SELECT count(*) FROM events WHERE events.story = stories.number) AS events,
    (SELECT count(*) FROM figures WHERE figures.story = stories.number) AS figures,
    (SELECT count(*) FROM figures WHERE figures.story = stories.number AND status = 'conflict') AS conflicts,
    (SELECT count(*) FROM figures WHERE figures.story = stories.number AND status = 'evolving') AS moved,
    (SELECT count(DISTINCT id) FROM statements WHERE statements.story = stories.number) AS statements
  FROM stories;
CREATE VIEW timeline AS
  SELECT events.story, stories.title AS story_title, events.id AS event, events.date, events.date_end, events.type,
    events.title, events.place, events.place_id, events.latitude, events.longitude,
    (SELECT count(*) FROM figures WHERE figures.story = events.story AND figures.event = events.id) AS figures
  FROM events JOIN stories ON stories.number = events.story;
CREATE VIEW compared_figures AS
  SELECT figures.story, figures.id AS figure, figures.quantity, figures.scope, figures.unit, figures.status,
    figures.low, figures.best, figures.high, figures.witnesses,
    figures.event, events.title AS event_title, events.date AS event_date,
    (SELECT count(*) FROM claims WHERE claims.story = figures.story AND claims.figure = figures.id) AS claims,
    (SELECT count(DISTINCT report) FROM claims
      WHERE claims.story = figures.story AND claims.figure = figures.id) AS reports
  FROM figures LEFT JOIN events ON events.story = figures.story AND events.id = figures.event;
CREATE VIEW said_figures AS
  SELECT claims.story, claims.figure, figures.quantity, figures.scope, figures.unit, figures.status,
    claims.id AS claim, claims.words, claims.low, claims.high, claims.modifier, claims.standing, claims.source,
    reports.id AS report, reports.outlet, reports.published, reports.url
  FROM claims
    JOIN figures ON figures.story = claims.story AND figures.id = claims.figure
    JOIN reports ON reports.number = claims.report;
CREATE VIEW figures_by_day AS
  SELECT story, figure, quantity, scope, published, min(low) AS lowest, max(high) AS highest, count(*) AS claims,
    count(DISTINCT report) AS reports
  FROM said_figures
  GROUP BY story, figure, quantity, scope, published;
CREATE VIEW quotations AS
  SELECT statements.story, statements.id AS statement, statements.version, statements.speaker, statements.words,
    reports.id AS report, reports.outlet, reports.published, reports.url
  FROM statements JOIN reports ON reports.number = statements.report;
CREATE VIEW statement_versions AS
  SELECT story, statement, speaker, count(*) AS versions, count(DISTINCT words) AS wordings,
    count(DISTINCT report) AS reports, count(DISTINCT outlet) AS outlets
  FROM quotations
  GROUP BY story, statement, speaker;
CREATE VIEW copied_texts AS
  SELECT lineages.story, lineages.lineage, lineages.kind, lineages.agency,
    reports.id AS report, reports.outlet, reports.published, reports.url
  FROM lineages JOIN reports ON reports.number = lineages.report;
CREATE VIEW sources_of_figures AS
  SELECT source, count(*) AS claims, count(DISTINCT figure) AS figures, count(DISTINCT story) AS stories,
    count(DISTINCT CASE WHEN status = 'conflict' THEN figure END) AS conflicts
  FROM said_figures
  WHERE source IS NOT NULL
  GROUP BY source;
CREATE VIEW outlets AS
  SELECT reports.outlet, count(*) AS reports, count(DISTINCT story_reports.story) AS stories,
    count(DISTINCT copies.report) AS shared_texts,
    min(reports.published) AS first_day, max(reports.published) AS last_day
  FROM reports
    LEFT JOIN story_reports ON story_reports.report = reports.number
    LEFT JOIN (SELECT DISTINCT report FROM lineages) AS copies ON copies.report = reports.number
  WHERE reports.outlet IS NOT NULL
  GROUP BY reports.outlet;
CREATE VIEW places AS
  SELECT place, place_id, latitude, longitude, count(*) AS events, count(DISTINCT story) AS stories,
    min(date) AS first_day, max(date) AS last_day
  FROM events
  WHERE place IS NOT NULL
  GROUP BY place, place_id, latitude, longitude;
)";

}  // namespace recount
