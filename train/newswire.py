"""Newswire sentences to learn from without annotated trees: those of the names corpus gmb-train, cut into words as the treebanks cut.

The corpus joins its words by blanks and leaves hyphenated words whole; the treebanks part most of them ("Texas - based") and keep some
("co-founder"). Which is which is counted in the treebanks: by the word, else by what stands before its first hyphen.
"""
import collections
import re

import data

HYPHENATED = re.compile(r"^[^\W_]+(?:-[^\W_]+)+$")


class Hyphens:
    """How the treebanks part hyphenated words."""

    def __init__(self, sentences):
        self.whole, self.first_whole, self.first_parted = set(), collections.Counter(), collections.Counter()
        for s in sentences:
            for i, form in enumerate(s.forms):
                if HYPHENATED.match(form):
                    self.whole.add(form.lower())
                    self.first_whole[form.lower().split("-")[0]] += 1
                elif form == "-" and 0 < i < len(s.forms) - 1 and "SpaceAfter=No" in s.misc[i] and "SpaceAfter=No" in s.misc[i - 1]:
                    self.first_parted[s.forms[i - 1].lower()] += 1

    def part(self, form):
        if not HYPHENATED.match(form) or form.lower() in self.whole:
            return [form]
        first = form.lower().split("-")[0]
        if self.first_whole[first] > self.first_parted[first]:
            return [form]
        return re.split("(-)", form)


def newswire(sentences):
    """The words of each newswire sentence of 4 to 60 words; `sentences` are the treebanks' for their way with hyphens."""
    hyphens = Hyphens(sentences)
    out = []
    for words, _ in data.read_names("gmb-train"):
        forms = [part for word in words if word for part in hyphens.part(word)]
        if 4 <= len(forms) <= 60:
            out.append(forms)
    return out
