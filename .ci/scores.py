#!/usr/bin/env python3
"""Holds the program against the golds and fails when a figure that was promised is not reached.

usage: scores.py BINARY SHARED      SHARED holds score/run.py and cases/
"""
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

# case ("five": over the first five cases, "all": over all), measure as score/run.py names it, at least ("max": at most), per cent unless a count or an error from 0 to 1
PROMISED = [
    ("all", "figures value+quantity", "min", 92),
    ("all", "figures source named", "min", 90),
    ("all", "figures grouped (pairs)", "min", 82),
    ("all", "status macro", "min", 68),
    ("all", "status right", "min", 68),
    ("all", "disagreements not there", "max", 3),
    ("all", "witnesses right", "min", 53),
    ("all", "events by day", "min", 64),
    ("all", "events by day and type", "min", 43),
    ("all", "report dates", "min", 74),
    ("all", "statements found", "min", 96),
    ("all", "statements with speaker", "min", 88),
    ("attribution:newswire-dev", "attribution found", "min", 80),
    ("attribution:newswire-dev", "attribution source", "min", 75),
    ("all", "names seen", "min", 93),
    ("all", "names joined (pairs)", "min", 90),
    ("five", "figures grouped (pairs)", "min", 85),
    ("minsk", "figures grouped (pairs)", "min", 88),
    ("minsk", "status right", "min", 100),
    ("claims:dev", "claims value+quantity", "min", 91),
    ("claims:dev", "source", "min", 88),
    ("minsk", "figures value+quantity", "min", 97),
    ("minsk", "figures source named", "min", 90),
    ("las-vegas", "figures value+quantity", "min", 90),
    ("chibok", "figures value+quantity", "min", 90),
    ("rhine-boat", "figures value+quantity", "min", 90),
    ("five", "figures source named", "min", 90),
    ("five", "statements with speaker", "min", 85),
    ("five", "status macro", "min", 75),
    ("five", "disagreements not there", "max", 1),
    ("minsk", "report dates", "min", 100),
    ("minsk", "lineage sentences", "min", 60),
    ("all", "lineage report pairs", "min", 88),
    ("all", "lineage sentences", "min", 85),
    ("stories", "stories B-cubed", "min", 95.5),
    ("like", "stories B-cubed", "min", 93),
    ("five", "events by day", "min", 68),
    ("times", "times strict", "min", 84),
    ("times", "times relaxed", "min", 92),
    ("times", "times value", "min", 80),
    ("parse:en_ewt-ud-dev", "UPOS", "min", 95.5),
    ("parse:en_ewt-ud-dev", "lemma", "min", 97.0),
    ("parse:en_ewt-ud-dev", "LAS", "min", 84.5),
    ("tokens:en_gum-dev-raw", "tokens", "min", 99.0),
    ("tokens:en_gum-dev-raw", "sentences", "min", 92.0),
    ("names:gmb-dev", "names all", "min", 79.9),
    ("names:wikigold-dev", "names all", "min", 78),
    ("names:uner-ewt-dev", "names all", "min", 68),
    ("extraction", "recount", "min", 97.2),
    ("metadata", "all fields", "min", 95),
    ("calibration", "error", "max", 0.05),
    ("check", "verdicts", "min", 88),
    ("check", "held though absent", "max", 0),
]


def scores(binary, shared):
    """{case: {measure: value}} as score/run.py gives it, and the corpora's figures as {part: {measure: value}}."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "scores.json"
        subprocess.run([sys.executable, shared / "score" / "run.py", binary, "--json", out], check=True)
        figures = json.loads(out.read_text(encoding="utf8"))
    return figures.pop("account") | figures | {"metadata": metadata(binary, shared), "calibration": calibration(binary, shared), "check": check(binary, shared)}


def printed_by(name, binary, shared):
    """What a program of bench/ prints; it is passed on."""
    program = Path(__file__).resolve().parent.parent / "bench" / name
    printed = subprocess.run([sys.executable, program, binary, shared], stdout=subprocess.PIPE, text=True, check=True).stdout
    print(printed, end="")
    return printed


def calibration(binary, shared):
    """{"error": value} of the claims' confidence."""
    return {"error": float(value) for value in re.findall(r"^calibration error +([\d.]+)", printed_by("calibration.py", binary, shared), re.MULTILINE)}


def check(binary, shared):
    """{measure: value} of the sentences that `recount check` judges."""
    return {measure: float(value) for measure, value in re.findall(r"^check (\w[\w ]*?) +([\d.]+)(?: %)?$", printed_by("check.py", binary, shared), re.MULTILINE)}


def metadata(binary, shared):
    """{field: value} of the pages that were read by hand."""
    printed = printed_by("metadata.py", binary, shared)
    return {field: float(value) for field, value in re.findall(r"^metadata (\w[\w ]*?) +([\d.]+) %$", printed, re.MULTILINE)}


def rallies(binary, shared):
    """What is wrong with minsk's two rallies of 16 August, as sentences; none when all is right."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "minsk.json"
        subprocess.run([binary, "account", shared / "cases" / "minsk" / "reports", "-o", out], check=True)
        account = json.loads(out.read_text(encoding="utf8"))
    wanted = {50000, 10000, 5000}
    for story in account["stories"]:
        days = {event["id"]: event["date"] for event in story["events"]}
        gatherings = [figure for figure in story["figures"] if figure["quantity"] == "attendance" and days.get(figure["event"]) == "2020-08-16"]
        disputed = [figure for figure in gatherings if {claim["low"] for claim in figure["claims"]} >= wanted]
        if not disputed:
            continue
        figure = disputed[0]
        wrong = []
        if figure["status"] != "conflict":
            wrong.append(f"the pro-government rally's attendance is {figure['status']}, not conflict")
        if {claim["low"] for claim in figure["claims"]} != wanted:
            wrong.append("the pro-government rally's attendance holds claims of the other rally")
        sources = {claim["low"]: (claim["source"] or {}).get("text", "") for claim in figure["claims"]}
        for number, words in ((50000, "press service"), (10000, "AFP reporter")):
            if words not in sources[number]:
                wrong.append(f"{number} is said by '{sources[number]}', not by '{words}'")
        if sources[5000]:
            wrong.append(f"5000 is said by '{sources[5000]}', not by the report itself")
        if len(gatherings) < 2:
            wrong.append("the march of 16 August is no event of its own")
        return wrong
    return ["no figure holds the 50,000, 10,000 and 5,000 of the pro-government rally of 16 August"]


def main():
    binary, shared = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    found = scores(binary, shared)
    failed = 0
    print("\npromised figures")
    for case, measure, kind, bound in PROMISED:
        value = found.get(case, {}).get(measure)
        reached = value is not None and (value >= bound if kind == "min" else value <= bound)
        failed += not reached
        shown = "none" if value is None else f"{value:.{3 if bound < 1 else 1}f}"
        print(f"{'reached ' if reached else 'MISSED  '} {case:<21} {measure:<24} {shown:>6}   {'at least' if kind == 'min' else 'at most'} {bound}")
    wrong = rallies(binary, shared)
    failed += bool(wrong)
    print(f"{'MISSED  ' if wrong else 'reached '} {'minsk':<21} the two rallies of 16 August" + "".join("\n         " + sentence for sentence in wrong))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
