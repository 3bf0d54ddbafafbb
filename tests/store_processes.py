#!/usr/bin/env python3
"""A store against what happens to programs: killed at any moment, a disk that is full, two that write at once, a reader
beside a writer, reports in whatever order. Each time nothing that was acknowledged may be missing, the file must be
sound, and in the end the account must be the one that a single run gives of the same reports.

usage: store_processes.py RECOUNT [--kills 40] [--full 10] [--orders 4] [--seed 1]
"""
import argparse
import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

PLACES = ["Karsk", "Velmouth", "Odrana", "Pellin", "Tarsov", "Muren", "Holvik", "Sarnel"]
HAPPENINGS = [
    ("flood", "A flood hit {place} on {day}, after the river {name} rose above its banks.",
     "{n} people were killed in the flood, {who} said.", "Boats brought bread to the roofs of the lower town."),
    ("fire", "A fire tore through the {name} hotel in {place} on {day}.",
     "{n} people died in the fire, {who} said.", "Guests let themselves down from the windows with sheets."),
    ("march", "Thousands marched through {place} on {day} against the new {name} law.",
     "{n} people were arrested at the march, {who} said.", "The crowd sang in front of the town hall until midnight."),
]
NAMES = ["Alder", "Brant", "Corvin", "Dresk", "Elmar", "Fenwick", "Garrow", "Hobart"]
WHO = ["police", "the mayor", "the health ministry", "a hospital doctor"]
MORE = ["The market stayed closed for the day.", "Schools will open again on Monday, the mayor said.",
        "\"We have never seen anything like it,\" said {person}, a teacher.",
        "Trains between {place} and the coast did not run.", "The prime minister said she would visit the town."]


def made_reports(stories, seed):
    """Reports of stories that were made up, as JSON lines, in the order of their ids."""
    chance = random.Random(seed)
    lines = []
    for story in range(stories):
        _, lead, count, detail = HAPPENINGS[story % len(HAPPENINGS)]
        place, name = PLACES[story % len(PLACES)], NAMES[story * 3 % len(NAMES)]
        day, killed = 3 + story, chance.randint(3, 60)
        copied = chance.choice(MORE)
        for report in range(chance.randint(2, 6)):
            fill = {"place": place, "name": name, "day": "%d May" % day, "person": "Ana " + name,
                    "n": killed + chance.choice([0, 0, 0, 2]), "who": chance.choice(WHO)}
            body = [lead, count, detail, copied] if report % 2 else [lead, chance.choice(MORE), count]
            lines.append(json.dumps({
                "id": "%02d-%d" % (story, report), "title": "%s in %s" % (HAPPENINGS[story % 3][0].title(), place),
                "text": "\n\n".join(body).format(**fill), "date_publish": "2021-05-%02d" % (day + report // 3),
                "source_domain": "paper%d.example" % report}))
    return lines


class Test:
    def __init__(self, options):
        self.recount = os.path.abspath(options.recount)
        self.chance = random.Random(options.seed)
        self.folder = tempfile.mkdtemp(prefix="recount-store-")
        self.lines = made_reports(14, options.seed)
        self.expected = self.account([self.write("all.jsonl", self.lines)])

    def write(self, name, lines):
        path = os.path.join(self.folder, name)
        with open(path, "w") as out:
            out.write("".join(line + "\n" for line in lines))
        return path

    def run(self, arguments, may_fail=False, **more):
        done = subprocess.run([self.recount] + arguments, capture_output=True, text=True, **more)
        if done.returncode not in (0, 1) and not may_fail:
            raise SystemExit("recount %s: %s%s" % (" ".join(arguments), done.stderr, done.returncode))
        return done

    def account(self, what):
        """The account as JSON, whose stories are called by their place: their own names tell when they came."""
        account = json.loads(self.run(["account", "-q", "--format", "json"] + what).stdout)
        for number, story in enumerate(account["stories"]):
            story["id"] = number
        return account

    def store(self, name):
        return os.path.join(self.folder, name + ".store")

    def check_sound(self, store, acknowledged):
        """What SQLite says of the file, and whether what was acknowledged is there."""
        if not os.path.exists(store) or os.path.getsize(store) == 0:
            assert acknowledged == 0, "the store is gone"
            return
        with sqlite3.connect(store) as database:
            assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert database.execute("PRAGMA foreign_key_check").fetchall() == []
            if acknowledged:
                there = database.execute("SELECT count(*) FROM reports").fetchone()[0]
                assert there >= acknowledged, "%d were acknowledged, %d are there" % (acknowledged, there)
                database.execute("INSERT INTO words (words) VALUES ('integrity-check')")
                database.rollback()

    def check_account(self, store):
        found = self.account(["--store", store])
        assert found == self.expected, "the account of the store is another one than that of a single run"

    @staticmethod
    def acknowledged(said):
        stored = [line.split()[1] for line in said.splitlines() if line.startswith("stored ") and line.endswith(("report", "reports"))]
        return int(stored[-1].replace(",", "")) if stored else 0

    def orders(self, count):
        for number in range(count):
            store = self.store("order%d" % number)
            lines = list(self.lines)
            self.chance.shuffle(lines)
            claims, stories, gone = set(), set(), set()
            for part in range(7):
                self.run(["add", "-q", "--store", store, self.write("part.jsonl", lines[part::7])])
                claims_now, stories_now = self.names(store)
                assert claims <= claims_now, "claims lost their names: %s" % sorted(claims - claims_now)
                gone |= stories - stories_now
                assert not gone & stories_now, "the name of a story that became part of another was given again"
                claims, stories = claims_now, stories_now
            self.check_sound(store, len(lines))
            self.check_account(store)
            again = self.run(["add", "--store", store, self.write("part.jsonl", lines)]).stdout
            assert "0 new reports, %d that were there already" % len(lines) in again, again
            assert " 0 of them new or changed" in again, again
            exported = os.path.join(self.folder, "exported.jsonl")
            self.run(["export", "--store", store, "-o", exported])
            found = self.account([exported])
            assert found == self.expected, "the account of what was exported is another one"

    def names(self, store):
        """Those of claims and of stories."""
        with sqlite3.connect(store) as database:
            return tuple({row[0] for row in database.execute(query)}
                         for query in ("SELECT id FROM claims", "SELECT number FROM stories"))

    def kills(self, count):
        """Adds until a run is left to end, over and over; each time the store begins anew."""
        full = self.write("full.jsonl", self.lines)
        begin = time.time()
        self.run(["add", "-q", "--store", self.store("timed"), full])
        whole = time.time() - begin
        done, store, number, acknowledged = 0, None, 0, 0
        while done < count:
            if store is None:
                number += 1
                store, acknowledged = self.store("killed%d" % number), 0
            program = subprocess.Popen([self.recount, "add", "-q", "--batch", "8", "--store", store, full], stdout=subprocess.PIPE,
                                       stderr=subprocess.DEVNULL, text=True)
            try:
                said, _ = program.communicate(timeout=self.chance.uniform(0.02, 1.1) * whole)
                killed = False
            except subprocess.TimeoutExpired:
                program.send_signal(signal.SIGKILL)
                said, _ = program.communicate()
                killed = True
                done += 1
            acknowledged += self.acknowledged(said)
            self.check_sound(store, acknowledged)
            if not killed:
                self.check_account(store)
                store = None
            elif acknowledged and self.chance.random() < 0.3:  # an account ends what was left to do
                found = self.account(["--store", store])
                assert len(found["reports"]) >= acknowledged, "the account leaves out reports that were acknowledged"

    def full(self, count):
        """A disk that takes no more than so much."""
        all_lines = self.write("full.jsonl", self.lines)
        size = os.path.getsize(self.store("timed"))
        for number in range(count):
            store = self.store("full%d" % number)
            limit = self.chance.randint(8 << 10, size)

            def limited():
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

            failed = self.run(["add", "-q", "--batch", "8", "--store", store, all_lines], may_fail=True, preexec_fn=limited,
                              restore_signals=False)
            if failed.returncode:
                assert failed.returncode == 2 and store in failed.stderr, failed.stderr
            self.check_sound(store, self.acknowledged(failed.stdout))
            self.run(["add", "-q", "--store", store, all_lines])
            self.check_sound(store, len(self.lines))
            self.check_account(store)

    def two_at_once(self):
        store = self.store("two")
        parts = [self.write("half%d.jsonl" % half, self.lines[half::2]) for half in (0, 1)]
        programs = [subprocess.Popen([self.recount, "add", "--store", store, part], stdout=subprocess.PIPE,
                                     stderr=subprocess.PIPE, text=True) for part in parts]
        errors = ""
        for program in programs:
            while program.poll() is None:  # a reader beside them always finds a store that is whole
                if os.path.exists(store) and os.path.getsize(store):
                    found = self.run(["export", "--store", store], may_fail=True)
                    assert found.returncode == 0 or "no store of Recount" in found.stderr, found.stderr
            errors += program.communicate()[1]
            assert program.returncode == 0, errors
        assert "another program is writing it" in errors, errors
        self.check_sound(store, len(self.lines))
        self.check_account(store)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("recount")
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--full", type=int, default=10)
    parser.add_argument("--orders", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    test = Test(options)
    try:
        for name, run in (("orders", lambda: test.orders(options.orders)), ("two at once", test.two_at_once),
                          ("kills", lambda: test.kills(options.kills)), ("full", lambda: test.full(options.full))):
            begin = time.time()
            run()
            print("%s: %.1f s" % (name, time.time() - begin), flush=True)
    finally:
        shutil.rmtree(test.folder, ignore_errors=True)
    print("%d orders, %d kills, %d full disks, two writers: nothing lost, the same account" %
          (options.orders, options.kills, options.full))


if __name__ == "__main__":
    sys.exit(main())
