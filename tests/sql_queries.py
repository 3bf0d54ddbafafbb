#!/usr/bin/env python3
"""The queries of docs/sql.md, on a store in a file and, where a server's programs are found, on one of PostgreSQL: from
the same rows both must give the same answers, and these answers.

usage: sql_queries.py RECOUNT docs/sql.md REPORTS [--file-alone]
"""
import csv
import io
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "support"))
import postgres_server  # noqa: E402

# Two stories, made by hand: four reports of a flood, of which two are one text, and one of a vote.
ROWS = """
INSERT INTO reports (number, id, sha256, input, title, text, outlet, published, authors, agencies, image_credits, is_summary, blocks)
VALUES (1, 'a', 'a', '-', 'Flood', 'Three died.', 'The Gull', '2024-05-01', '[]', '[]', '[]', 0, ''),
       (2, 'b', 'b', '-', 'Flood', 'Three died.', 'The Ember', '2024-05-01', '[]', '[]', '[]', 0, ''),
       (3, 'c', 'c', '-', 'Flood', 'Five died.', 'The Gull', '2024-05-02', '[]', '[]', '[]', 0, ''),
       (4, 'd', 'd', '-', 'Flood', 'Nobody counted.', NULL, NULL, '[]', '[]', '[]', 0, ''),
       (5, 'e', 'e', '-', 'Vote', 'A vote.', 'The Gull', '2024-06-01', '[]', '[]', '[]', 0, '');
INSERT INTO stories (number, title, reports, first_day, last_day, dirty, producer)
VALUES (1, 'Flood in Velmouth', 4, '2024-05-01', '2024-05-02', 0, 1), (2, 'Vote in Karsk', 1, '2024-06-01', '2024-06-01', 0, 1);
INSERT INTO story_reports VALUES (1, 1), (2, 1), (3, 1), (4, 1), (5, 2);
INSERT INTO events VALUES (1, 'v1', 'disaster', '2024-04-30', NULL, 'Velmouth', '77', 51.5, -0.25, 'Flood, Velmouth'),
                          (1, 'v2', 'protest', NULL, NULL, NULL, NULL, NULL, NULL, 'March'),
                          (2, 'v3', 'election', '2024-06-01', '2024-06-02', 'Karsk', NULL, NULL, NULL, 'Vote');
INSERT INTO figures VALUES (1, 'f1', 'v1', 'killed', 'total', NULL, 'evolving', 5, 5, 5, 2),
                           (1, 'f2', 'v1', 'attendance', 'total', NULL, 'conflict', NULL, NULL, NULL, 2),
                           (1, 'f3', NULL, 'duration', 'total', 'days', 'single', 2, 2, 2, 1),
                           (2, 'f4', 'v3', 'vote_share', 'total', 'percent', 'agree', 53.5, 53.5, 53.5, 2);
INSERT INTO claims VALUES (1, 'c1', 'f1', 1, 'Three', 3, 3, 'exact', 'asserted', 'police'),
                          (1, 'c2', 'f1', 2, 'Three', 3, 3, 'exact', 'asserted', 'police'),
                          (1, 'c3', 'f1', 3, 'Five', 5, 5, 'exact', 'asserted', 'the mayor'),
                          (1, 'c4', 'f2', 3, '200', 200, 200, 'exact', 'asserted', 'police'),
                          (1, 'c5', 'f2', 4, 'thousands', 2000, NULL, 'at_least', 'asserted', NULL),
                          (2, 'c6', 'f4', 5, '53.5 percent', 53.5, 53.5, 'exact', 'asserted', 'the mayor');
INSERT INTO statements VALUES (1, 'q1', 1, 'Ana Corvin', 1, 'We saw it come.'), (1, 'q1', 2, 'Ana Corvin', 3, 'We saw it coming.'),
                              (1, 'q2', 1, NULL, 4, 'It was cold.'), (2, 'q3', 1, 'Bo Dresk', 5, 'I won.');
INSERT INTO lineages VALUES (1, 1, 1, 'Sea Agency', 'copy'), (1, 1, 2, 'Sea Agency', 'copy');
"""

ANSWERS = [
    ["1|Flood in Velmouth|2024-05-01|2024-05-02|4|2|3|1|1", "2|Vote in Karsk|2024-06-01|2024-06-01|1|1|1|0|0"],
    ["2024-04-30||disaster|Flood, Velmouth|Velmouth|51.5|-0.25|2", "||protest|March||||0"],
    ["Flood, Velmouth|attendance|total||conflict||||2|2", "Flood, Velmouth|killed|total||evolving|5|5|5|2|3"],
    ["attendance|total|200|200|200|exact|police|The Gull|2024-05-02|c|c4", "attendance|total|thousands|2000||at_least||||d|c5"],
    ["2024-05-01|3|3|2|2", "2024-05-02|5|5|1|1"],
    ["Ana Corvin|We saw it come.|The Gull|2024-05-01|a", "Ana Corvin|We saw it coming.|The Gull|2024-05-02|c"],
    ["Ana Corvin|q1|2|2|1"],
    ["1|copy|Sea Agency|The Gull|2024-05-01|a", "1|copy|Sea Agency|The Ember|2024-05-01|b"],
    ["police|3|2|1|1", "the mayor|2|2|2|0"],
    ["The Gull|3|2|1|2024-05-01|2024-06-01", "The Ember|1|1|1|2024-05-01|2024-05-01"],
]
PLACES = ["Karsk|||1|1", "Velmouth|51.5|-0.25|1|1"]
PLACES_QUERY = "SELECT place, latitude, longitude, events, stories FROM places ORDER BY place"


def plain(value):
    """A value as text: 5.0 and 5 are one number."""
    return "" if value is None else "%.15g" % value if isinstance(value, float) else str(value)


class File:
    def __init__(self, folder, name):
        self.name = os.path.join(folder, name + ".store")

    def write(self, statements):
        with sqlite3.connect(self.name) as database:
            database.executescript(statements)

    def ask(self, query):
        with sqlite3.connect(self.name) as database:
            return ["|".join(map(plain, row)) for row in database.execute(query)]


class OnServer:
    def __init__(self, server, database):
        self.server, self.database, self.name = server, database, server.address(database)
        server.make_database(database)

    def write(self, statements):
        self.server.sql(statements, self.database)

    def ask(self, query):
        return ["|".join(row) for row in csv.reader(io.StringIO(self.server.sql(query, self.database), newline=""))]


def check(recount, queries, reports, made):
    """All queries on both kinds of rows; `made` makes a store, empty so far. Gives what the sample story answers."""
    by_hand = made("byhand")
    subprocess.run([recount, "add", "-q", "--store", by_hand.name], check=True, stdout=subprocess.DEVNULL)
    by_hand.write(ROWS)
    for number, (query, answer) in enumerate(zip(queries, ANSWERS), 1):
        assert by_hand.ask(query) == answer, "query %d: %s" % (number, by_hand.ask(query))
    assert by_hand.ask(PLACES_QUERY) == PLACES, by_hand.ask(PLACES_QUERY)
    sample = made("sample")
    subprocess.run([recount, "add", "-q", "--store", sample.name, reports], check=True, stdout=subprocess.DEVNULL)
    answers = [sample.ask(query) for query in queries]
    for number, answer in enumerate(answers, 1):
        assert answer, "query %d has no answer in the sample story" % number
    return answers


def main():
    recount, manual, reports = map(os.path.abspath, sys.argv[1:4])
    asks_server = "--file-alone" not in sys.argv[4:] and postgres_server.programs()
    with open(manual, encoding="utf-8") as file:
        queries = re.findall(r"^```sql\n(.*?)^```$", file.read(), re.M | re.S)
    assert len(queries) == len(ANSWERS), "the manual has %d queries, %d answers are known" % (len(queries), len(ANSWERS))
    folder = tempfile.mkdtemp(prefix="recount-sql-")
    try:
        in_file = check(recount, queries, reports, lambda name: File(folder, name))
        print("%d queries answered by a file" % len(queries))
        if not asks_server:
            print("without libpq or PostgreSQL's programs no server is asked")
            return 0
        server = postgres_server.Server(os.path.join(folder, "server"))
        os.chmod(folder, 0o755)
        server.start()
        try:
            on_server = check(recount, queries, reports, lambda name: OnServer(server, name))
        finally:
            server.stop("immediate")
        for number, (one, other) in enumerate(zip(in_file, on_server), 1):
            assert one == other, "query %d: only one of them says %s" % (number, set(one) ^ set(other))
        print("%d queries answered the same by a server" % len(queries))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
