"""Trains the lemmatizer: how a form becomes its lemma, given its part of speech and features.

Everything is an edit script: cut so many characters from the form's end, put others there. A lexicon gives the script of a form that the
treebanks hold, for its tag where the tag makes a difference ("saw" is "see" or "saw"), else for whatever tag the tagger came up with; for
other forms the longest of the learned suffixes does ("-ies" of a plural noun: cut 3, put "y"). One hash table holds both; src/language/
lemmatizer.cpp reads it, with the same keys.

usage: lemmas.py [--out FILE] [--tagged GOLD.conllu TAGGED.conllu]...     --tagged: also measures with the tags of a tagger
"""
import argparse
import time
from collections import Counter, defaultdict
from functools import lru_cache
from pathlib import Path

import numpy as np

import data

ROOT = Path(__file__).resolve().parent.parent
MASK = (1 << 64) - 1
# The features that a lemma can hang on, and those that the ending of a form hangs on.
LEXICON_FEATURES = ("VerbForm", "Tense", "Number", "Degree", "Case", "Poss", "Abbr", "Typo")
ENDING_FEATURES = ("VerbForm", "Tense", "Number", "Degree")
LONGEST_SUFFIX = 7
PARTS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
ANY = "*"  # the class of a form whatever its tag
# What a form of another tag tells nothing about: a name, a sign or a number is its own lemma.
ALONE = {"PROPN", "NUM", "SYM", "PUNCT", "X"}


@lru_cache(maxsize=None)
def classes(upos, feats):
    """The classes of a tag, the narrowest first: for the lexicon, and last the one whose endings it shares."""
    given = dict(pair.split("=") for pair in feats.split("|")) if feats != "_" else {}

    def named(features):
        return "|".join([upos] + [f"{name}={given[name]}" for name in features if name in given])

    return named(LEXICON_FEATURES), upos, named(ENDING_FEATURES)


def straight(form):
    return form.lower().replace("\u2019", "'")


def script(form, lemma):
    """(characters to cut, what to put) that makes `lemma` of `form`, both lower-case."""
    same = 0
    while same < min(len(form), len(lemma)) and form[same] == lemma[same]:
        same += 1
    return len(form) - same, lemma[same:]


def edited(form, edit):
    return form[: max(0, len(form) - edit[0])] + edit[1]


class Lemmatizer:
    """{(class, form)} and {(class, suffix)} to edit scripts. `keeps`: by part of speech whether a lemma keeps the form's capitals, and the
    forms that do otherwise."""

    def __init__(self, sentences, certain=2):
        self.lexicon, self.endings = {}, {}
        self.keeps = {}
        counts, capitals = defaultdict(Counter), defaultdict(Counter)
        for sentence in sentences:
            for at, (form, lemma) in enumerate(zip(sentence.forms, sentence.lemmas)):
                if lemma == "_" or "goeswith" in sentence.relations[at]:
                    continue
                low, edit = straight(form), script(straight(form), straight(lemma))
                narrow, upos, ending = classes(sentence.upos[at], sentence.feats[at])
                for name in {narrow, upos, ANY, "-" + ending}:
                    counts[name, low][edit] += 1
                if form != low:
                    capitals[upos, low][lemma != lemma.lower()] += 1
                    capitals[upos, ANY][lemma != lemma.lower()] += 1
        self.learn_endings(counts)
        self.learn_lexicon(counts, certain)
        self.learn_capitals(capitals)

    def learn_endings(self, counts):
        """For each class, the suffixes whose forms, each counted once, mostly take another script than the next shorter suffix has."""
        suffixes = defaultdict(Counter)
        for (name, form), edits in counts.items():
            if name.startswith("-"):
                edit = best(edits)
                for length in range(min(LONGEST_SUFFIX, len(form)) + 1):
                    # A suffix has to hold all that is cut, and what stands before a doubled letter ("rubbed").
                    fits = edit if length >= edit[0] + (edit[0] > 2 and not edit[1]) else None
                    suffixes[name[1:], form[len(form) - length :]][fits] += 1
        for name, suffix in sorted(suffixes, key=lambda key: (len(key[1]), key)):
            edits = suffixes[name, suffix]
            del edits[None]
            if not edits:
                continue
            edit = best(edits)
            wider = self.by_ending(suffix, name)
            if wider != edit and (suffix == "" or edits[edit] >= 2) and edits[edit] > edits[wider]:
                self.endings[name, suffix] = edit

    def by_ending(self, form, name):
        for length in range(min(LONGEST_SUFFIX, len(form)), -1, -1):
            edit = self.endings.get((name, form[len(form) - length :]))
            if edit is not None:
                return edit
        return (0, "")

    def learn_lexicon(self, counts, certain):
        """Forms under the widest class that tells their lemma; a form counts for tags that it was not seen with when it was seen often enough with one lemma."""
        for width in (ANY, "upos", "narrow"):
            for (name, form), edits in sorted(counts.items()):
                if name.startswith("-") or width != (ANY if name == ANY else "narrow" if "|" in name else "upos"):
                    continue
                edit = best(edits)
                if width == ANY:
                    if edits[edit] >= certain and edits[edit] >= 0.95 * sum(edits.values()):
                        self.lexicon[name, form] = edit
                elif self.known(form, name) != edit:
                    self.lexicon[name, form] = edit

    def known(self, form, name):
        """What the lexicon has so far for a form in a class, by the wider ones; for forms that stand alone what their endings tell."""
        upos, *features = name.split("|")
        if (upos, form) in self.lexicon:
            return self.lexicon[upos, form]
        if upos in ALONE:
            return self.by_ending(form, "|".join([upos] + [f for f in features if f.split("=")[0] in ENDING_FEATURES]))
        return self.lexicon.get((ANY, form))

    def learn_capitals(self, capitals):
        for (upos, form), kept in sorted(capitals.items()):
            if kept[True] != kept[False]:
                self.keeps[upos, form] = kept[True] > kept[False]
        for upos, form in sorted(self.keeps):
            if form != ANY and self.keeps[upos, form] == self.keeps.get((upos, ANY), False):
                del self.keeps[upos, form]

    def lemma(self, form, upos, feats):
        """The lower-case lemma."""
        form = straight(form)
        narrow, upos, ending = classes(upos, feats)
        for name in (narrow, upos) if upos in ALONE else (narrow, upos, ANY):
            edit = self.lexicon.get((name, form))
            if edit is not None:
                return edited(form, edit)
        return edited(form, self.by_ending(form, ending))


def hashed(kind, text):
    """FNV-1a, 64 bits, of a class and a form or suffix in it."""
    value = 0xCBF29CE484222325
    for byte in f"{kind}\t{text}".encode("utf8"):
        value = ((value ^ byte) * 0x100000001B3) & MASK
    return value


LONGEST_CUT = 26


def sections(lemmatizer):
    """The arrays of the model. "lemmas/edits" lists the scripts, each a letter for how much to cut ("a" for nothing) and what to put. The
    hash table leads from (class, form), ("-" class, suffix) and ("^" part of speech, form) to a script's number, counted from 1; for "^" to 1 when capitals stay, else 2; for
    "+" part of speech, which a form's other tags tell something about, to 1."""
    named = {("-" + name, suffix): edit for (name, suffix), edit in lemmatizer.endings.items()}
    named |= lemmatizer.lexicon
    named = {key: chr(ord("a") + edit[0]) + edit[1] for key, edit in named.items() if edit[0] < LONGEST_CUT}
    edits = [edit for edit, _ in sorted(Counter(named.values()).items(), key=lambda item: (-item[1], item[0]))]
    number = {edit: index for index, edit in enumerate(edits, start=1)}
    values = {key: number[edit] for key, edit in named.items()}
    values |= {("+" + upos, ""): 1 for upos in PARTS if upos not in ALONE}
    values |= {("^" + upos, form): 1 if kept else 2 for (upos, form), kept in lemmatizer.keeps.items()}
    slots = 1 << (3 * len(values) // 2).bit_length()
    keys, scripts = np.zeros(slots, np.uint32), np.zeros(slots, np.uint32)
    for key in sorted(values):
        value = hashed(*key)
        slot, upper = (value ^ (value >> 32)) & (slots - 1), value >> 32
        while scripts[slot] != 0:
            if keys[slot] == upper:
                raise ValueError(f"the hash of {key} is that of another one")
            slot = (slot + 1) & (slots - 1)
        keys[slot], scripts[slot] = upper, values[key]
    text = "".join(edit + "\n" for edit in edits).encode("utf8")
    return {"lemmas/keys": keys, "lemmas/scripts": scripts, "lemmas/edits": np.frombuffer(text, np.uint8)}


def best(edits):
    """The commonest script; of equals the one that cuts least, then by its letters."""
    return min(edits, key=lambda edit: (-edits[edit], edit))


def accuracy(lemmatizer, sentences, tagged=None):
    right = all_words = 0
    missed = Counter()
    for sentence, other in zip(sentences, tagged or sentences):
        for at, (form, lemma) in enumerate(zip(sentence.forms, sentence.lemmas)):
            found = lemmatizer.lemma(form, other.upos[at], other.feats[at])
            all_words += 1
            if found == lemma.lower():
                right += 1
            else:
                missed[form, sentence.upos[at], other.upos[at], found, lemma] += 1
    return 100 * right / all_words, missed


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--out", type=Path, default=ROOT / "build" / "train" / "lemmas.npz")
    arguments.add_argument("--tagged", nargs=2, action="append", default=[])
    arguments.add_argument("--list", action="store_true")
    arguments = arguments.parse_args()
    began = time.time()
    trained = [sentence for part in data.treebank("train").values() for sentence in part]
    lemmatizer = Lemmatizer(trained)
    print(f"{len(lemmatizer.lexicon)} forms, {len(lemmatizer.endings)} endings, {len(lemmatizer.keeps)} capitals, {time.time() - began:.0f} s")
    for name, sentences in data.treebank("dev").items():
        figure, missed = accuracy(lemmatizer, sentences)
        print(f"{name:<24} lemma {figure:.2f} with the treebank's tags")
        if arguments.list:
            print(*missed.most_common(60), sep="\n")
    for gold, other in arguments.tagged:
        figure, missed = accuracy(lemmatizer, data.read_conllu(gold), data.read_conllu(other))
        print(f"{Path(gold).name:<24} lemma {figure:.2f} with the tags of {other}")
        if arguments.list:
            print(*missed.most_common(60), sep="\n")
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arrays = sections(lemmatizer)
    np.savez(arguments.out, **arrays)
    print(f"{arguments.out}: {sum(array.nbytes for array in arrays.values())} bytes, {time.time() - began:.0f} s")
    return lemmatizer


if __name__ == "__main__":
    main()
