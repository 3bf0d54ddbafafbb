#!/usr/bin/env python3
"""What `recount extract` says of a page's title, day, outlet and agencies, held against 40 pages that were read by hand.

usage: metadata.py BINARY [SHARED] [--list] [--gold FILE]      SHARED holds corpora/extraction/html; --list names what is wrong

FILE is another gold of the same form, for tuning on other pages.

metadata_gold.json has for each page the headline as the page shows it, when it was published (with its zone where the page
tells it, the day alone where it tells no more), the names by which the page calls its outlet, and the agencies that it credits
for its text; where a careful reader may answer in several ways, all of them. The gold is for measuring, never for tuning.

A field is right when it is one of these answers, alike but for the kind of quotation marks, dashes and blanks:
  title      to the letter; a headline with the outlet behind it (" - Example Times") is wrong
  published  the same minute; any zone may tell it where the page states one, and none where it does not; a day alone is
             right only where the page tells no more
  outlet     without regard to case, full stops, blanks and a leading "The"; a slogan behind the name is wrong
  agencies   all of them and no other, in any order; [] where the page credits none
"""
import argparse
import gzip
import json
import re
import subprocess
import tempfile
import unicodedata
from datetime import datetime, timezone
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FIELDS = ("title", "published", "outlet", "agencies")
SAME = {**dict.fromkeys("‘’‚‛`´", "'"), **dict.fromkeys("“”„‟", '"'), **dict.fromkeys("‐‑‒–—―−", "-")}


def plain(text):
    """The text with one kind of each mark and single blanks."""
    text = "".join(SAME.get(c, c) for c in unicodedata.normalize("NFC", text or ""))
    return re.sub(r"\s+", " ", text.replace("...", "…")).strip()


def name(text):
    return re.sub(r"[ .\-]", "", re.sub(r"^the ", "", plain(text).casefold()))


def minute(text):
    """(has a zone, the minute in UTC or as it stands) of an ISO time; the day as text; None when it is neither."""
    text = (text or "").strip()
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return text
    match = re.fullmatch(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d(?:[.,]\d+)?)? ?(Z|[+-]\d\d:?\d\d)?", text)
    if not match:
        return None
    day, clock, zone = match.groups()
    zone = {"Z": "+0000", None: ""}.get(zone, (zone or "").replace(":", ""))
    moment = datetime.strptime(f"{day} {clock}{zone}", "%Y-%m-%d %H:%M" + ("%z" if zone else ""))
    return bool(zone), (moment.astimezone(timezone.utc) if zone else moment).strftime("%Y-%m-%d %H:%M")


def agencies(names):
    return {name(one) for one in names or []}


def right(field, said, gold):
    if field == "title":
        return plain(said["title"]) == plain(gold["title"])
    if field == "published":
        return minute(said["date_publish"]) == minute(gold["published"])
    if field == "outlet":
        return name(said["outlet"]) in map(name, gold["outlet"])
    return agencies(said["agencies"]) in map(agencies, gold["agencies"])


def extract(binary, pages, html):
    """{page: what the program says}; a page that it does not read is missing."""
    with tempfile.TemporaryDirectory() as folder:
        for page in pages:
            (Path(folder) / f"{page}.html").write_bytes(gzip.decompress((html / f"{page}.html.gz").read_bytes()))
        lines = subprocess.run([binary, "extract", folder], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False).stdout
    return {report["id"]: report for report in map(json.loads, lines.decode("utf8").splitlines())}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("binary", type=Path)
    parser.add_argument("shared", type=Path, nargs="?", default=ROOT.parent / "shared")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--gold", type=Path, default=Path(__file__).parent / "metadata_gold.json")
    options = parser.parse_args()
    html = options.shared / "corpora" / "extraction" / "html"
    if not html.is_dir():
        print(f"There is no {html}: nothing to hold the program against.")
        return
    gold = json.loads(options.gold.read_text(encoding="utf8"))
    said = extract(options.binary.resolve(), [page["page"] for page in gold], html)
    reached = dict.fromkeys(FIELDS, 0)
    for page in gold:
        found = said.get(page["page"])
        for field in FIELDS:
            if found and right(field, found, page):
                reached[field] += 1
            elif options.list:
                given = found and found["date_publish" if field == "published" else field]
                print(f"{page['page'][:12]} {field:<9} {given!r}, not {page[field]!r}")
    for field in FIELDS:
        print(f"metadata {field:<10} {100 * reached[field] / len(gold):6.1f} %")
    print(f"metadata {'all fields':<10} {100 * sum(reached.values()) / len(gold) / len(FIELDS):6.1f} %")


if __name__ == "__main__":
    main()
