"""Reports: read from files, with what they state; what cannot be read is named."""

import warnings

import recount
from sample import REPORTS, InFolder


class Reading(InFolder):
    def test_the_reports_of_a_folder_come_by_id_with_what_they_state(self):
        reports = recount.read(REPORTS)
        self.assertEqual(len(reports), 10)
        self.assertEqual([report.id for report in reports], sorted(report.id for report in reports))
        by_id = {report.id: report for report in reports}
        self.assertEqual(by_id["courier-1"].agencies, ["Pontic Press Agency"])
        self.assertIn("Meridian 28", by_id["meridian-3"].outlet + by_id["meridian-3"].text)
        self.assertEqual(by_id["ledger-1"].blocks[0].words(by_id["ledger-1"])[:5], by_id["ledger-1"].text[:5])

    def test_an_input_that_cannot_be_read_is_an_exception_with_its_name(self):
        self.file("good.txt", "Police said two people were hurt in Orhei.\n")
        empty = self.file("empty.txt", "")
        with self.assertRaises(recount.InputError) as raised:
            recount.read(self.folder)
        self.assertTrue(raised.exception.input.endswith("empty.txt"), raised.exception.input)
        self.assertIn("empty", raised.exception.reason)
        with self.assertRaises(recount.InputError):
            recount.account(empty)

    def test_or_a_warning_and_the_others_are_read(self):
        self.file("good.txt", "Police said two people were hurt in Orhei.\n")
        self.file("empty.txt", "")
        with self.assertWarns(recount.InputWarning) as warned:
            reports = recount.read(self.folder, errors="warn")
        self.assertIn("empty.txt", str(warned.warning))
        self.assertEqual([report.id for report in reports], ["good"])
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            account = recount.account(self.folder, errors="ignore")
        self.assertEqual([one.input.endswith("empty.txt") for one in account.unread], [True])

    def test_nothing_to_read_is_an_error_that_says_so(self):
        with self.assertRaises(recount.RecountError):
            recount.read([self.folder / "nowhere"], errors="ignore")
        with self.assertRaisesRegex(recount.RecountError, "codebook"):
            recount.read(REPORTS, codebook=self.folder / "nowhere")

    def test_a_wrong_word_for_errors_is_told(self):
        with self.assertRaisesRegex(ValueError, "raise"):
            recount.read(REPORTS, errors="loud")
