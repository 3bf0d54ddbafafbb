"""Recount reads many reports of the same happenings and writes one account of them: what happened, where and when; every
figure with who says it; every statement with who made it; which reports copy which; and where the sources agree, refine,
update or contradict one another.

    import recount

    account = recount.account("my-reports/")
    for story in account.stories:
        for figure in story.figures:
            print(figure.status, figure.quantity, [claim.text for claim in figure.claims])

These are the program's own functions, compiled; docs/python.md goes through them.
"""

from pathlib import Path as _Path

from recount import _core

_core.set_data_folder(str(_Path(__file__).parent / "data"))

from recount.accounts import Account, account, check, read, stories  # noqa: E402
from recount.annotating import annotate, annotate_tables  # noqa: E402
from recount.errors import InputError, InputWarning, RecountError  # noqa: E402
from recount.reports import AnnotatedReport, Report  # noqa: E402
from recount.tables import Table, Tables  # noqa: E402

__all__ = ["Account", "AnnotatedReport", "InputError", "InputWarning", "RecountError", "Report", "Table", "Tables",
           "account", "annotate", "annotate_tables", "check", "read", "stories"]
