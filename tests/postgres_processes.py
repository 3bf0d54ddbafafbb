#!/usr/bin/env python3
"""A store on a PostgreSQL server against what happens to programs and servers: several add at once while others read,
programs, connections and the whole server are killed at any moment, the server's disk is full. Each time nothing that
was acknowledged may be missing, and in the end the account must be the one that a single run gives.

usage: postgres_processes.py RECOUNT [--kills 12] [--full 3] [--at-once 3] [--seed 1]
"""
import argparse
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

sys.path[:0] = [os.path.dirname(os.path.abspath(__file__)), os.path.join(os.path.dirname(os.path.abspath(__file__)), "support")]
import store_processes  # noqa: E402
from serve_processes import Served, until  # noqa: E402
from postgres_server import PASSWORD, Server  # noqa: E402


class Test(store_processes.Test):
    def __init__(self, options):
        super().__init__(options)
        os.chmod(self.folder, 0o755)
        self.server = Server(os.path.join(self.folder, "server"))
        self.server.start()

    def store(self, name):
        self.server.make_database(name)
        return self.server.address(name)

    @staticmethod
    def database_of(store):
        return store.split("@/")[1].split("?")[0]

    def check_sound(self, store, acknowledged):
        """Whether what was acknowledged is there, once each, and whether each report has its layers and words."""
        database = self.database_of(store)
        if not acknowledged:
            return
        count = int(self.server.sql("SELECT count(*) FROM reports", database))
        assert count >= acknowledged, "%d were acknowledged, %d are there" % (acknowledged, count)
        whole = int(self.server.sql("SELECT count(*) FROM reports JOIN layers ON layers.report = reports.number"
                                    " JOIN words ON words.number = reports.number", database))
        assert whole == count, "%d reports, of which %d are whole" % (count, whole)

    def names(self, store):
        database = self.database_of(store)
        return tuple(set(self.server.sql(query, database).split()) for query in ("SELECT id FROM claims", "SELECT number FROM stories"))

    def adding(self, store, part, *more):
        return subprocess.Popen([self.recount, "add", "-q", "--store", store, *more, part], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                text=True)

    def at_once(self, count):
        """Some add what is partly the same, while one reads."""
        for number in range(count):
            store = self.store("atonce%d" % number)
            parts = []
            for program in range(4):
                lines = [line for line in self.lines if self.chance.random() < 0.6] if program else list(self.lines)[::2]
                self.chance.shuffle(lines)
                parts.append(lines)
            parts[1] += [line for line in self.lines if not any(line in part for part in parts)]
            programs = [self.adding(store, self.write("part%d.jsonl" % i, part), "--batch", "5") for i, part in enumerate(parts)]
            acknowledged = 0
            while any(program.poll() is None for program in programs):
                for command in ("export", "account"):
                    found = self.run([command, "-q", "--store", store], may_fail=True)
                    assert found.returncode == 0 or "no such store" in found.stderr or "no report in it" in found.stderr, found.stderr
            for program in programs:
                said, errors = program.communicate()
                assert program.returncode == 0, errors
                acknowledged += self.acknowledged(said)
            assert acknowledged == len(self.lines), "%d of %d were stored, each by one program" % (acknowledged, len(self.lines))
            self.check_sound(store, acknowledged)
            self.check_account(store)

    def killed(self, count, kill, may_say, name):
        """Adds until a run is left to end, over and over; something is killed in the middle of each."""
        full = self.write("full.jsonl", self.lines)
        store = self.store("timed")
        begin = time.time()
        self.run(["add", "-q", "--store", store, full])
        whole = time.time() - begin
        done, store, number, acknowledged = 0, None, 0, 0
        while done < count:
            if store is None:
                number += 1
                store, acknowledged = self.store("%s%d" % (name, number)), 0
            program = self.adding(store, full, "--batch", "8")
            try:
                said, errors = program.communicate(timeout=self.chance.uniform(0.1, 1.1) * whole)
            except subprocess.TimeoutExpired:
                kill(program)
                said, errors = program.communicate()
                done += 1
            acknowledged += self.acknowledged(said)
            if program.returncode:
                assert may_say(program.returncode, errors), (program.returncode, errors)
            self.server.start_again()
            self.check_sound(store, acknowledged)
            if program.returncode == 0:
                self.check_account(store)
                store = None
        if store:  # the same command goes on
            self.run(["add", "-q", "--store", store, full])
            self.check_sound(store, len(self.lines))
            self.check_account(store)

    def kill_backends(self, _):
        """The processes of the server that speak with a program: the server then throws out all others and recovers."""
        for process in self.server.sql("SELECT pid FROM pg_stat_activity WHERE application_name = 'recount'").split():
            try:
                os.kill(int(process), signal.SIGKILL)
            except ProcessLookupError:
                pass

    @staticmethod
    def says_lost(status, errors):
        # A server that recovers lets nobody in.
        return status == 2 and ("the connection to the server is lost" in errors or "opening it: " in errors) and PASSWORD not in errors

    def kills(self, count):
        self.killed(count, lambda program: program.kill(), lambda status, errors: status == -signal.SIGKILL, "client")
        self.killed(count, self.kill_backends, self.says_lost, "backend")
        self.killed(count, lambda _: self.server.kill(), self.says_lost, "server")

    def full(self, count):
        """A server whose files may not grow beyond a size."""
        lines = self.lines + [self.long_report(number) for number in range(10)]
        self.chance.shuffle(lines)
        all_lines = self.write("long.jsonl", lines)
        self.expected = self.account([all_lines])
        for number in range(count):
            store = self.store("full%d" % number)
            self.run(["add", "-q", "--store", store])
            self.server.stop()
            limit = self.chance.randint(1 << 20, (1 << 20) + (300 << 10))
            self.server.start(preexec_fn=lambda limit=limit: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
            failed = self.run(["add", "-q", "--batch", "8", "--store", store, all_lines], may_fail=True)
            assert failed.returncode == 2 and "recount: postgresql://" in failed.stderr, failed.stderr
            print("  full: " + failed.stderr.strip().splitlines()[-1].replace(self.folder, ""))
            self.server.stop("immediate")
            self.server.start_again()
            self.check_sound(store, self.acknowledged(failed.stdout))
            self.run(["add", "-q", "--store", store, all_lines])
            self.check_sound(store, len(lines))
            self.check_account(store)

    def long_report(self, number):
        """A report that takes much room, as it cannot be packed, and no time, as nobody annotates Chinese."""
        text = "".join(map(chr, self.chance.choices(range(0x4E00, 0x9FFF), k=80000)))
        return json.dumps({"id": "long%d" % number, "title": "", "text": text})

    def refused(self, store, *arguments, command="export", **environment):
        """What is said when a store cannot be used; never the password."""
        done = subprocess.run([self.recount, command, "--store", store, *arguments], capture_output=True, text=True,
                              env={**os.environ, **environment})
        assert done.returncode == 2, (done.returncode, done.stderr)
        assert PASSWORD not in done.stdout + done.stderr, "a password is told"
        return done.stderr

    def refusals(self):
        """What is said when something is not right, and what a password is kept out of."""
        def holds(said, part):
            assert part in said, "%r is not in: %s" % (part, said)

        server, store = self.server, self.store("refusing")
        server.sql("CREATE ROLE guarded LOGIN SUPERUSER PASSWORD '%s'" % PASSWORD)
        guarded = store.replace("postgres@", "guarded:%s@" % PASSWORD)
        one = self.write("one.jsonl", self.lines[:1])
        holds(self.refused(store), "there is no such store; `recount add --store postgresql://postgres@/refusing?host=")
        holds(self.refused(server.address("nowhere")), 'database "nowhere" does not exist')
        holds(self.refused(store.replace("server", "elsewhere")), "opening it: connection to server")
        holds(self.refused(store.replace("postgres@", "guarded@")), "it wants a password; PGPASSWORD or ~/.pgpass")
        holds(self.refused(store.replace("postgres@", "guarded:%sx@" % PASSWORD)), 'password authentication failed for user "guarded"')
        holds(self.refused("postgresql://guarded:%s/@host/news" % PASSWORD), "that is no address of a database")
        holds(self.refused("postgresql://guarded@/news?port=x&password=%s%%zz" % PASSWORD), "that is no address of a database")
        said = subprocess.run([self.recount, "account", guarded], capture_output=True, text=True)
        assert said.returncode == 2 and PASSWORD not in said.stderr and "--store takes it" in said.stderr, said.stderr
        for command in (["add", one], ["account", "--format", "json"], ["account"], ["export"]):
            done = self.run([command[0], "--store", guarded, *command[1:]])
            assert PASSWORD not in done.stdout + done.stderr, "a password is told"
        count = server.sql("SELECT sum(c) FROM (SELECT count(*) AS c FROM producers WHERE producers::text LIKE '%%%s%%' UNION ALL"
                           " SELECT count(*) FROM reports WHERE reports::text LIKE '%%%s%%') AS t" % (PASSWORD, PASSWORD), "refusing")
        assert count == "0", "a password is stored"
        two = self.write("two.jsonl", self.lines[:2])
        server.sql("CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS"
                   " $$ BEGIN RAISE 'no space' USING ERRCODE = 'disk_full'; END $$;"
                   "CREATE TRIGGER full_disk BEFORE INSERT ON words EXECUTE FUNCTION full_disk()", "refusing")
        holds(self.refused(store, two, command="add"), "storing reports: there is no room left for it on the server; what was")
        self.check_sound(store, 1)
        server.sql("DROP TRIGGER full_disk ON words", "refusing")
        server.sql("ALTER DATABASE refusing SET default_transaction_read_only = on")
        holds(self.refused(store, two, command="add"), "it may not be written")
        server.sql("ALTER DATABASE refusing RESET default_transaction_read_only")
        server.sql("UPDATE recount_store SET layout = 99", "refusing")
        holds(self.refused(store), "a newer Recount made it, in layout 99")
        holds(self.refused(store, two, command="add"), "a newer Recount made it, in layout 99")
        other = self.store("other")
        server.sql("CREATE TABLE t (x int)", "other")
        holds(self.refused(other), "it is no store of Recount")
        holds(self.refused(other, two, command="add"), "it is no store of Recount")
        server.sql("DROP DATABASE IF EXISTS latin")
        server.sql("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
        holds(self.refused(server.address("latin"), two, command="add"), "keeps texts in LATIN1; a store wants UTF8")

    def odd_texts(self):
        """What a server takes otherwise than a file: U+0000, ids and texts without end, words that cannot be packed."""
        letters = "".join(map(chr, range(0x1F300, 0x1F600)))
        long_texts = [" ".join("%sx" % self.chance.choice(letters) for _ in range(70000)), " ".join("%x" % number for number in range(60000)),
                      "\uD55C\uAE00 " * 70000, " ".join(map(chr, range(0x20000, 0x2A000))) * 4]
        lines = [json.dumps({"id": "a\0b", "title": "T\0", "text": "Nine\0 people died in Karsk, police said.\uFDD0"}),
                 json.dumps({"id": "".join(self.chance.choices(letters, k=4000)), "title": "", "text": "A flood hit Karsk."})]
        lines += [json.dumps({"id": str(number), "title": "", "text": text, "language": "fr"}) for number, text in enumerate(long_texts)]
        odd = self.write("odd.jsonl", lines)
        on_server, in_file = self.store("odd"), os.path.join(self.folder, "odd.store")
        for store in (on_server, in_file):
            self.run(["add", "-q", "--store", store, odd])
        exported = [self.run(["export", "--store", store]).stdout for store in (on_server, in_file)]
        assert exported[0] == exported[1] and exported[0].count("\n") == len(lines), "the server gives other reports back than the file"

    def served(self):
        """A page on the store shows what other programs add and decide, and goes on when the server was away."""
        store = self.store("served")
        half = len(self.lines) // 2
        self.run(["add", "-q", "--store", store, self.write("first.jsonl", self.lines[:half])])
        served = Served(self.recount, ["--store", store]).enter()
        try:
            ids = [json.loads(line)["id"] for line in self.lines]
            assert served.reports() == set(ids[:half])
            version = served.json("/api/changes?since=0")["version"]
            self.run(["add", "-q", "--store", store, "--batch", "7", self.write("second.jsonl", self.lines[half:-2])])
            until(lambda: served.reports() == set(ids[:-2]), "what another program added")
            assert served.json("/api/changes?since=%d" % version)["stories"]

            def decision(number):
                figures = [(story["id"], figure) for story in served.account()["stories"]
                           for figure in served.json("/api/stories/" + story["id"])["story"]["figures"]]
                story, figure = figures[number]
                piece, claim = served.json("/api/stories/" + story), figure["claims"][0]
                report = next(report for report in piece["reports"] if report["id"] == claim["report"])
                field = claim.get("field", "text")
                return {"recount_decision": 1, "id": "d%d" % number, "by": "bela", "verb": "quantity", "new": "missing", "on": [
                    {"report": report["sha256"], "field": field, "start": claim["start"], "end": claim["end"],
                     "quote": report[field][claim["start"]:claim["end"]]}]}

            self.run(["decide", "--store", store, self.write("others.jsonl", [json.dumps(decision(0))])])
            until(lambda: [one for one in served.account().get("decisions", []) if one["id"] == "d0" and one["outcome"] == "holds"],
                  "what another program decided")
            mine = decision(1)
            for kill in (lambda: self.kill_backends(None), self.server.kill):
                kill()
                self.server.start_again()
                status, answer = served.decide({**mine, "id": "after-%d" % self.chance.randrange(1 << 30)})
                assert status == 200 and answer["outcome"]["outcome"] == "holds", answer
            self.server.kill()
            until(lambda: [one for one in served.account()["unread"] if "is away" in one["reason"]], "a word on the server that is away")
            assert PASSWORD not in "".join(served.notes)
            assert served.decide({**mine, "id": "while-away"})[0] == 500
            self.server.start_again()
            until(lambda: not served.account()["unread"], "the server that is back")
            self.run(["add", "-q", "--store", store, self.write("third.jsonl", self.lines[-2:])])
            until(lambda: served.reports() == set(ids), "what was added after that")
            assert served.decide({**mine, "id": "at-last"})[0] == 200
            kept = {json.loads(line)["id"] for line in self.run(["decide", "--store", store]).stdout.splitlines()}
            assert "at-last" in kept and "while-away" not in kept and len(kept) == 4, kept
            self.kept_before_it_is_lost(served, store, {name: value for name, value in mine.items() if name != "id"})
            shown = {story["id"]: {report["id"] for report in story["reports"]} for story in served.account()["stories"]}
            found = json.loads(self.run(["account", "-q", "--store", store, "--format", "json"]).stdout)
            assert sorted(map(sorted, shown.values())) == sorted(sorted(story["reports"]) for story in found["stories"])
            assert served.stop() == 0
        finally:
            served.process.kill()

    def kept_before_it_is_lost(self, served, store, decision):
        """One without an id is kept once where the connection goes between its being on the disk and the server's word: here
        the server waits for a copy of itself that is not there."""
        def waits_for(copy):
            self.server.sql("ALTER SYSTEM SET synchronous_standby_names = '%s'" % copy)
            self.server.sql("SELECT pg_reload_conf()")

        answers = []
        waits_for("nobody")
        asking = threading.Thread(target=lambda: answers.append(served.decide({**decision, "reason": "kept once"})))
        asking.start()
        until(lambda: self.server.sql("SELECT pid FROM pg_stat_activity WHERE wait_event = 'SyncRep'").split(), "a decision on the disk")
        self.server.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'")
        waits_for("")
        asking.join()
        assert answers[0][0] == 200, answers
        reasons = [json.loads(line).get("reason") for line in self.run(["decide", "--store", store]).stdout.splitlines()]
        assert reasons.count("kept once") == 1, reasons

    def older_layout(self):
        """A store of the first layout is brought to the newest by the next program that writes."""
        store = self.store("older")
        self.run(["add", "-q", "--store", store, self.write("one.jsonl", self.lines[:6])])
        before = self.account(["--store", store])
        views = self.server.sql("SELECT viewname FROM pg_views WHERE schemaname = 'public' ORDER BY 1", "older").split()
        assert len(views) > 9
        self.server.sql("".join("DROP VIEW %s CASCADE; " % view for view in views if view not in ("figures_by_day", "sources_of_figures",
                        "statement_versions")) + "UPDATE recount_store SET layout = layout - 1", "older")
        assert "it is in the older layout" in self.refused(store)
        self.run(["add", "-q", "--store", store])
        assert self.account(["--store", store]) == before
        assert self.server.sql("SELECT viewname FROM pg_views WHERE schemaname = 'public' ORDER BY 1", "older").split() == views


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("recount")
    parser.add_argument("--kills", type=int, default=12)
    parser.add_argument("--full", type=int, default=3)
    parser.add_argument("--at-once", type=int, default=3)
    parser.add_argument("--orders", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    test = Test(options)
    try:
        for name, run in (("refusals", test.refusals), ("odd texts", test.odd_texts), ("an older layout", test.older_layout), ("served", test.served), ("orders", lambda: test.orders(options.orders)), ("at once", lambda: test.at_once(options.at_once)),
                          ("kills", lambda: test.kills(options.kills)), ("full", lambda: test.full(options.full))):
            begin = time.time()
            run()
            print("%s: %.1f s" % (name, time.time() - begin), flush=True)
    finally:
        test.server.end()
        shutil.rmtree(test.folder, ignore_errors=True)
    print("%d orders, %d times four at once, %d kills each of program, connection and server, %d full disks: nothing lost, the same account" %
          (options.orders, options.at_once, options.kills, options.full))


if __name__ == "__main__":
    sys.exit(main())
