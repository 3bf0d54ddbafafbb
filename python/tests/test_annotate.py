"""Texts in, layers out: in order, as a stream, as the program writes them."""

import itertools
import json
import pickle
import threading
import unittest

import recount
from sample import REPORTS, program

TEXT = "Police said about 3,500 people marched in Bălți on Sunday. “We are tired,” Olesea Nanii said."


class Annotating(unittest.TestCase):
    def test_a_text_gets_its_layers(self):
        (report,) = recount.annotate(TEXT)
        (claim,) = report.claims
        self.assertEqual((claim.low, claim.modifier, claim.quantity), (3500, "approx", "attendance"))
        self.assertEqual(claim.words(report), "about 3,500")
        self.assertEqual(claim.source.text, "Police")
        self.assertIn("Bălți", [entity.words(report) for entity in report.entities])
        self.assertIn("Olesea Nanii", [attribution.speaker for attribution in report.attributions])
        self.assertEqual([time.words(report) for time in report.times], ["Sunday"])
        self.assertEqual(report.events[0].type, "protest")
        self.assertEqual(len(report.sentences), 2)
        self.assertEqual(report.tokens, [])

    def test_tokens_come_with_trees_when_they_are_asked_for(self):
        (report,) = recount.annotate(TEXT, tokens=True)
        token = report.tokens[0]
        self.assertEqual((token.words(report), token.upos, token.deprel), ("Police", "NOUN", "nsubj"))

    def test_what_a_dict_knows_of_a_report_counts(self):
        (report,) = recount.annotate({"id": "p7", "title": "March in Bălți", "text": TEXT,
                                      "date_publish": "2024-02-12"})
        self.assertEqual((report.id, report.title, report.published), ("p7", "March in Bălți", "2024-02-12"))
        self.assertEqual([time.value for time in report.times], ["2024-02-11"])

    def test_read_reports_give_what_the_program_writes(self):
        written = program("annotate", str(REPORTS), "--tokens").decode().splitlines(keepends=True)
        made = [report.to_json() for report in recount.annotate(recount.read(REPORTS), tokens=True)]
        self.assertEqual(sorted(made), sorted(written))

    def test_any_number_of_texts_comes_in_order_as_they_are_needed(self):
        drawn = itertools.count()

        def texts():
            for number in itertools.count(1):
                next(drawn)
                yield f"Police said {number} people were hurt in Orhei."

        some = list(itertools.islice(recount.annotate(texts(), threads=2), 3000))
        self.assertEqual([report.id for report in some], [str(number) for number in range(1, 3001)])
        self.assertEqual([report.claims[0].low for report in some[::500]], [float(n) for n in range(1, 3001, 500)])
        self.assertLess(next(drawn), 3000 + 1024 + 64 + 1)

    def test_threads_change_nothing(self):
        texts = [TEXT, "", "Deux personnes ont été tuées dimanche à Lyon, selon la police.", TEXT.upper()] * 20
        one, two = ([report.to_json() for report in recount.annotate(texts, threads=n, errors="ignore")] for n in (1, 2))
        self.assertEqual(one, two)
        self.assertEqual(len(one), 60)
        self.assertFalse(list(recount.annotate(texts[2]))[0].annotated)

    def test_a_text_that_is_none_is_named_by_its_number(self):
        with self.assertRaises(recount.InputError) as raised:
            list(recount.annotate([TEXT, "  \n"]))
        self.assertEqual(raised.exception.input, "2")
        with self.assertRaises(recount.InputError) as raised:
            list(recount.annotate([{"id": "p7", "title": "No text"}]))
        self.assertEqual(raised.exception.input, "p7")
        with self.assertRaisesRegex(TypeError, "int"):
            list(recount.annotate([7]))
        again = pickle.loads(pickle.dumps(raised.exception))
        self.assertEqual((again.input, again.reason), (raised.exception.input, raised.exception.reason))

    def test_confidence_leaves_claims_out(self):
        (report,) = recount.annotate(TEXT, confidence=1)
        self.assertEqual([claim for claim in report.claims if claim.confidence < 1], [])

    def test_an_annotated_report_can_be_sent_to_another_process(self):
        (report,) = recount.annotate(TEXT)
        again = pickle.loads(pickle.dumps(report))
        self.assertEqual(again, report)
        self.assertEqual(again.claims, report.claims)
        self.assertEqual(json.loads(again.to_json())["text"], TEXT)

    def test_others_may_run_meanwhile(self):
        ticks, over = 0, threading.Event()

        def tick():
            nonlocal ticks
            while not over.wait(0.001):
                ticks += 1

        beside = threading.Thread(target=tick)
        beside.start()
        list(recount.annotate([TEXT] * 2000, threads=1))
        over.set()
        beside.join()
        self.assertGreater(ticks, 20)
