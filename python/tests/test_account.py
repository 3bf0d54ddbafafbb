"""Stories, accounts and checks: the program's own, byte for byte."""

import datetime
import json
import os
import threading
import unittest
from pathlib import Path

import recount
from recount.values import Piece
from sample import REPORTS, InFolder, account, program

CLUSTERS = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "clusters" / "reports.jsonl"


class Accounts(InFolder):
    def test_the_json_is_the_program_s_byte_for_byte(self):
        self.assertEqual(account().to_json().encode(), program("account", str(REPORTS), "--format", "json"))
        sure = recount.account(REPORTS, confidence=0.9, threads=2).to_json().encode()
        self.assertEqual(sure, program("account", str(REPORTS), "--format", "json", "--confidence", "0.9"))

    @unittest.skipUnless(CLUSTERS.exists(), "the stories to measure with are not here")
    def test_that_of_many_stories_too(self):
        self.assertEqual(recount.account(CLUSTERS).to_json().encode(),
                         program("account", str(CLUSTERS), "--format", "json", "-q"))

    def test_paths_and_the_reports_that_they_hold_give_the_same(self):
        reports = recount.read(REPORTS)
        self.assertEqual(recount.account(reversed(reports)).to_json(), account().to_json())
        fields = [{"id": report.id, "title": report.title, "text": report.text, "url": report.url,
                   "date_publish": report.date_publish} for report in reports]
        told = recount.account(fields).stories[0].figures
        self.assertIn("conflict", {figure.status for figure in told})

    def test_the_rival_counts_of_the_march(self):
        (story,) = account().stories
        march = next(figure for figure in story.figures if figure.quantity == "attendance"
                     and figure.status == "conflict")
        self.assertEqual({claim.text: claim.source.name if claim.source else None for claim in march.claims}["12,000"],
                         "Doina Prisăcaru")
        self.assertTrue(march.reason.text.startswith("No number fits both"))
        reports = {report.id: report for report in account().reports}
        for claim in march.claims:
            self.assertEqual(claim.words(reports[claim.report]), claim.text)
        event = next(event for event in story.events if event.id == march.event)
        self.assertEqual((event.date, event.place.name, event.place.id), ("2024-02-11", "Bălți", "618605"))
        self.assertEqual(story.lineages[0].relations[0].from_, "courier-1")
        self.assertEqual(account().unread, [])
        self.assertTrue(account().provenance.program.startswith("recount "))

    def test_people_s_decisions_are_followed(self):
        (story,) = account().stories
        claim = next(figure for figure in story.figures if figure.quantity == "attendance").claims[0]
        report = next(report for report in account().reports if report.id == claim.report)
        on = {"report": report.sha256, "field": claim.field, "start": claim.start, "end": claim.end, "quote": claim.text}
        log = self.file("decisions.jsonl", json.dumps({"recount_decision": 1, "id": "d1", "by": "ana", "verb": "quantity",
                                                       "on": [on], "new": "injured"}) + "\n")
        decided = recount.account(REPORTS, decisions=log)
        (decision,) = decided.decisions
        self.assertEqual((decision.outcome, decision.machine, decision.on[0].quote), ("holds", "attendance", claim.text))
        injured = [figure for figure in decided.stories[0].figures if figure.quantity == "injured"]
        self.assertIn(claim.text, [one.text for figure in injured for one in figure.claims])
        self.assertEqual(decided.to_json().encode(),
                         program("account", str(REPORTS), "--format", "json", "--decisions", str(log)))
        self.assertEqual(account().decisions, [])

    def test_an_account_as_of_a_day(self):
        day = datetime.date(2024, 2, 9)
        self.assertEqual(recount.account(REPORTS, as_of=day).to_json().encode(),
                         program("account", str(REPORTS), "--format", "json", "--as-of", "2024-02-09"))

    def test_every_member_of_the_json_has_a_field(self):
        def named(value, data, where):
            if isinstance(data, list) and not isinstance(value, Piece):
                for one, more in zip(value, data):
                    named(one, more, where)
            elif isinstance(data, dict):
                for key, more in data.items():
                    name = {"from": "from_", "class": "class_"}.get(key, key)
                    self.assertTrue(hasattr(value, name), f"{where}.{key}")
                    named(getattr(value, name), more, f"{where}.{key}")

        data = json.loads(account().to_json())
        named(account().stories, data["stories"], "story")
        named(account().reports, data["reports"], "report")
        for report in recount.annotate(recount.read(REPORTS), tokens=True):
            layers = json.loads(report.to_json())
            for key in ("entities", "times", "events", "attributions", "claims", "blocks", "tokens"):
                named(getattr(report, key), layers[key], key)

    def test_stories_are_the_program_s(self):
        told = json.loads(program("stories", str(REPORTS)))["stories"]
        self.assertEqual([{"id": story.id, "reports": story.reports} for story in recount.stories(REPORTS)], told)

    def test_sentences_are_checked(self):
        findings = account().check(["Police said 3,500 people marched in Bălți.", "Nine people were killed in Bălți."])
        self.assertEqual([finding.verdict for finding in findings], ["supported", "supported"])
        self.assertEqual(findings[0].claim.quantity, "attendance")
        asked = "About 400 people were killed in Bălți."
        (finding,) = recount.check(asked, REPORTS)
        self.assertEqual(finding.verdict, "contradicted")
        self.assertEqual(finding.evidence[0].report, json.loads(
            program("check", asked, str(REPORTS), "--json", status=3))["evidence"][0]["report"])
        with self.assertRaisesRegex(recount.RecountError, "4000|4,000"):
            account().check("word " * 1000)

    def test_files_are_the_program_s(self):
        for name in ("account.html", "account.csv", "account.json"):
            account().write(self.folder / name)
            program("account", str(REPORTS), "-o", str(self.folder / f"program-{name}"))
            self.assertEqual((self.folder / name).read_bytes(), (self.folder / f"program-{name}").read_bytes())
        account().write(f"{self.folder}/all/")
        self.assertIn("events.csv", os.listdir(self.folder / "all"))
        with self.assertRaisesRegex(recount.RecountError, "nowhere"):
            account().write(self.folder / "nowhere" / "a.json")

    def test_a_store_that_the_program_filled(self):
        store = self.folder / "news.store"
        program("add", "--store", str(store), str(REPORTS), "-q")
        self.assertEqual(recount.account(store=store).to_json(), account().to_json())
        for beside in ({"inputs": REPORTS}, {"confidence": 0.5}):
            with self.assertRaisesRegex(ValueError, "store"):
                recount.account(store=store, **beside)

    def test_reports_must_have_ids_of_their_own_and_no_paths_among_them(self):
        with self.assertRaisesRegex(ValueError, "'a'"):
            recount.account([{"id": "a", "text": "One was hurt."}, {"id": "a", "text": "Two were hurt."}])
        with self.assertRaises(TypeError):
            recount.account([REPORTS, {"text": "Two were hurt."}])

    def test_progress_is_told_step_by_step(self):
        told = []
        recount.account(REPORTS, progress=lambda step, done, all: told.append((step, done, all)))
        self.assertIn(("annotating report", 10, 10), told)
        self.assertIn(("reconciling story", 1, 1), told)

    def test_what_progress_raises_ends_the_run(self):
        def stop(step, done, all):
            raise KeyboardInterrupt

        with self.assertRaises(KeyboardInterrupt):
            recount.account(REPORTS, progress=stop)

    def test_accounts_may_be_made_side_by_side(self):
        made = [None, None]

        def make(place):
            made[place] = recount.account(REPORTS, threads=1).to_json()

        threads = [threading.Thread(target=make, args=(place,)) for place in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(made, [account().to_json()] * 2)
