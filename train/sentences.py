"""Trains the sentence splitter: a linear classifier that looks at each place where a sentence may end.

Text is put together again from the treebanks as it once ran (blanks, paragraphs), and from newswire whose tokens are given parted by
blanks; it is cut into the tokens that src/text/tokenizer.cpp would give; and every gap between two tokens that src/language/
sentences.cpp would ask about becomes an example. Both sides compute the same features: what is written here in Python, function by
function, stands there in C++. Logistic regression by AdaGrad over hashed features, weights rounded to 16 bits.

usage: sentences.py [--out FILE] [--tried]     --tried: also trains without each part of the data, and prints what that gives
"""
import argparse
import random
import re
import sys
import time
import tomllib
import unicodedata
from functools import lru_cache
from pathlib import Path

import numpy as np

import data

ROOT = Path(__file__).resolve().parent.parent
MASK = (1 << 64) - 1
TABLE_BITS = 15
WORD_BITS = 14  # slots of the table that tells which words are mostly written lower-case

# What a token is to the splitter. The numbers stand in src/language/sentences.cpp too.
KINDS = (
    "outside lower capitalised capitals initial number stop question exclamation ellipsis colon semicolon comma dash "
    "open close opening_quote closing_quote quote symbol address abbreviation lower_abbreviation title letter reference other"
).split()
KIND = {name: number for number, name in enumerate(KINDS)}


class Token:
    """A token as the tokenizer gives it, with what stands before it."""

    __slots__ = ("text", "space", "ends", "kind", "form")

    def __init__(self, text, space):
        self.text = text
        self.space = space  # a blank or a line's end stands before it
        self.ends = False  # a sentence ends behind it
        self.kind = 0
        self.form = 0


# ---- the tokenizer's view of a treebank's words


with open(ROOT / "codebook" / "tokens.toml", "rb") as tokens_file:
    LISTS = tomllib.load(tokens_file)
TITLES = set(LISTS["abbreviations_before_names"]) | set(LISTS["abbreviations_before_numbers"])
ABBREVIATIONS = TITLES | set(LISTS["abbreviations"])
LAST_WORDS = sorted(set(LISTS["abbreviations"]) | {"u.s.", "u.k.", "u.n.", "e.u.", "d.c.", "f.b.i."})  # what a sentence may end with
CONTINUATIONS = set(LISTS["continuations"])
LETTERS_WITH_STOPS = re.compile(r"([^\W\d_]\.){2,}")


def is_abbreviation(text):
    """As Tokenizer::Cutter::abbreviation_end has it."""
    if not text.endswith(".") or len(text) < 2 or not text[0].isalpha():
        return False
    return bool(LETTERS_WITH_STOPS.fullmatch(text)) or text.lower() in ABBREVIATIONS or (len(text) == 2 and text[0].isupper() and text[0] != "I")


def is_address(text):
    return "://" in text or text.startswith("www.") or (len(text) > 1 and text[0] in "@#" and text[1].isalnum()) or bool(re.fullmatch(r"[\w.+-]+@[\w.-]+", text))


def is_number(text):
    return text[0].isdigit() or (len(text) > 1 and text[0] == "." and text[1].isdigit())


def cut(text):
    """The pieces that the tokenizer makes of one word of a treebank. Words are left whole, marks and unknown abbreviations are not."""
    if is_address(text) or is_abbreviation(text):
        return [text]
    if text[0].isalpha() or is_number(text):
        return [text[:-1], "."] if text.endswith(".") else [text]
    if len(text) > 1 and text[0] in "'\u2019" and text[1].isalpha():
        return [text]
    return re.findall(r"\.+|-+|[\w]+|[^\w.-]", text) or [text]


# ---- features


@lru_cache(maxsize=None)
def hashed(text):
    """FNV-1a, 64 bits."""
    value = 0xCBF29CE484222325
    for byte in text.encode("utf8"):
        value = ((value ^ byte) * 0x100000001B3) & MASK
    return value


QUOTES = set("\"`\u2018\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a\u300c\u300d'\u2019")
OPENING = set("\u2018\u201a\u201c\u201e\u00ab\u2039\u300c")
CLOSING = set("\u201d\u00bb\u203a\u300d")
MARKS = {
    "?": "question", "!": "exclamation", "\u2026": "ellipsis", ":": "colon", ";": "semicolon", ",": "comma", "\u2013": "dash", "\u2014": "dash",
    "(": "open", "[": "open", "{": "open", ")": "close", "]": "close", "}": "close",
}


@lru_cache(maxsize=None)
def plain_kind(text):
    """The kind that the text alone gives; quotation marks come out as "quote"."""
    first = text[0]
    if is_address(text):
        return KIND["address"]
    if first.isalpha() or unicodedata.category(first)[0] == "M" or (len(text) > 1 and first in "'\u2019" and text[1].isalpha()):
        if is_abbreviation(text):
            return KIND["letter" if len(text) == 2 else "title" if text.lower() in TITLES else "abbreviation" if first.isupper() else "lower_abbreviation"]
        letters = [c for c in text if c.isalpha()]
        upper = [c for c in letters if c.isupper() or c.istitle()]
        if len(letters) >= 2 and len(upper) == len(letters):
            return KIND["capitals"]
        if letters and letters[0] in upper:
            return KIND["initial" if len(text) == 1 else "capitalised"]
        return KIND["lower"]
    if is_number(text):
        return KIND["number"]
    if first in QUOTES:
        return KIND["quote"]
    if first == ".":
        return KIND["stop" if len(text) == 1 else "ellipsis"]
    if first == "-":
        return KIND["dash"]
    if first in MARKS:
        return KIND[MARKS[first]]
    return KIND["symbol" if first in "%&+=" or unicodedata.category(first) == "Sc" else "other"]


def prepare(tokens):
    """Sets kind and form of all tokens of a block."""
    for at, token in enumerate(tokens):
        token.kind = plain_kind(token.text)
        if token.kind == KIND["quote"]:
            after = at + 1 == len(tokens) or tokens[at + 1].space
            if token.text in OPENING or (token.text not in CLOSING and token.space and not after):
                token.kind = KIND["opening_quote"]
            elif token.text in CLOSING or (not token.space and after):
                token.kind = KIND["closing_quote"]
        token.form = hashed("0" if token.kind == KIND["number"] else token.text.lower())
    for at in range(1, len(tokens) - 1):  # "[12]": the mark of a note, which belongs to what it stands behind
        if tokens[at].kind == KIND["number"] and tokens[at - 1].text == "[" and tokens[at + 1].text == "]":
            tokens[at - 1].kind = tokens[at].kind = tokens[at + 1].kind = KIND["reference"]


MARK = {KIND[k] for k in "stop question exclamation ellipsis abbreviation lower_abbreviation title letter".split()}
SHORT = {KIND[k] for k in "abbreviation lower_abbreviation title letter".split()}
CLOSER = {KIND[k] for k in "close closing_quote quote reference".split()}
TIGHT = {KIND[k] for k in "stop question exclamation close closing_quote quote".split()}
NAMED = {KIND[k] for k in "capitalised capitals abbreviation title letter".split()}
CAPITAL = {KIND[k] for k in "capitalised capitals".split()}


def bucket(number):
    return number if number < 4 else 4 if number < 7 else 5 if number < 15 else 6 if number < 40 else 7


OUTSIDE = Token("", True)


class State:
    """What the splitter knows of the sentence that it is in."""

    def __init__(self):
        self.start()

    def start(self):
        self.first = self.length = self.brackets = self.quotes = 0
        self.mark = None

    def take(self, tokens, at):
        token = tokens[at]
        if token.kind in MARK:
            self.mark = at
        elif token.kind not in CLOSER:
            self.mark = None
        if self.length == 0:
            self.first = token.kind
        self.length += 1
        if token.kind == KIND["open"]:
            self.brackets = 1
        elif token.kind == KIND["close"]:
            self.brackets = 0
        elif token.kind == KIND["opening_quote"]:
            self.quotes = 1
        elif token.kind == KIND["closing_quote"]:
            self.quotes = 0
        elif token.kind == KIND["quote"]:
            self.quotes ^= 1


    def asks(self, tokens, at, words):
        """Whether to ask about the gap behind tokens[at], which was taken last. In no other does a sentence end."""
        if self.mark is None:
            return False
        left, right = tokens[at], tokens[at + 1]
        if not right.space:
            return left.kind in TIGHT and right.kind in CAPITAL
        if right.kind == KIND["lower"]:  # as careless writers begin, but not behind "p.m." or "Go!"
            return left.kind in (KIND["stop"], KIND["ellipsis"])
        if right.kind in (KIND["dash"], KIND["ellipsis"]):  # behind an abbreviation: the dash of a dateline
            return left.kind not in SHORT and not (at + 2 < len(tokens) and tokens[at + 2].kind == KIND["lower"])
        if left.kind not in SHORT:
            return True
        if left.text[1] == "." and right.kind in NAMED and words.get(right.form, 0) != 1:
            return False  # "O. J. Simpson", "U.S. Senate"
        return right.text.lower() not in CONTINUATIONS


def mixed(template, *parts):
    value = template + 1
    for part in parts:
        value = ((value ^ part) * 0x9E3779B97F4A7C15) & MASK
        value ^= value >> 29
    return (value * 0xBF58476D1CE4E5B9 & MASK) >> (64 - TABLE_BITS)


def features(tokens, at, state, words):
    """The rows of the weight table that vote on the gap behind tokens[at]."""
    def token(index):
        return tokens[index] if 0 <= index < len(tokens) else OUTSIDE

    l2, l1, r1, r2 = (token(at + step) for step in (-1, 0, 1, 2))
    mark, word = tokens[state.mark], token(state.mark - 1)
    tight = 0 if r1.space else 1
    habit = words.get(r1.form, 0)
    left_habit = words.get(word.form, 0)
    ahead = bucket(len(tokens) - 1 - at)
    length = bucket(state.length)
    inside = state.brackets * 2 + state.quotes
    closers = min(at - state.mark, 3)
    word_length = min(len(word.text.encode()), 5)
    L, R = l1.kind, r1.kind
    return [
        mixed(0, L, R),
        mixed(1, l1.form),
        mixed(2, l2.form),
        mixed(3, r1.form),
        mixed(4, r2.form),
        mixed(5, l2.kind, L, R),
        mixed(6, L, R, r2.kind),
        mixed(7, l1.form, R),
        mixed(8, l2.form, L, R),
        mixed(9, L, r1.form),
        mixed(10, L, R, habit),
        mixed(11, mark.kind, closers, R, habit, tight),
        mixed(12, tight, L, R),
        mixed(13, mark.form, closers, R),
        mixed(14, length, L, R),
        mixed(15, inside, L, R),
        mixed(16, inside, mark.kind, R, habit),
        mixed(17, ahead, L, R),
        mixed(18, word_length, word.kind, mark.kind, R),
        mixed(19, left_habit, word.kind, mark.kind, R, habit),
        mixed(20, state.first, length, mark.kind),
        mixed(21, word.form, mark.kind, closers),
        mixed(22, word.kind, mark.kind, closers, R, r2.kind, habit),
    ]



# ---- text put together again


def spaces(sentence):
    """For each word, whether a blank follows: by the sentence's text, which also tells what parts of one written word ("don't") are."""
    text = next(comment for comment in sentence.comments if comment.startswith("# text = "))[len("# text = ") :]
    found, at = [], 0
    for form in sentence.forms:
        at = text.index(form, at) + len(form)
        found.append(at < len(text) and text[at] == " ")
    found[-1] = "SpaceAfter=No" not in sentence.misc[-1]
    return found


def paragraphs(path):
    """The paragraphs of a treebank, each a list of sentences, each a list of (word, blank behind it)."""
    found = []
    for sentence in data.read_conllu(path):
        if not found or any(c.startswith(("# newdoc", "# newpar")) for c in sentence.comments):
            found.append([])
        found[-1].append(list(zip(sentence.forms, spaces(sentence))))
    return found


TO_THE_LEFT = set(", . ; : ! ? ) % 's 're 've 'll 'd 'm n't \u2019s".split())


def rejoined(words):
    """(word, blank behind it) for words that were given parted by blanks: the blanks of English typesetting."""
    spaces, quoted = [True] * len(words), False
    for at, word in enumerate(words):
        if word in TO_THE_LEFT and at > 0:
            spaces[at - 1] = False
        elif word in ("(", "$") or (word == '"' and not quoted and at + 1 < len(words)):
            spaces[at] = False
            quoted |= word == '"'
        elif word == '"' and at > 0:
            spaces[at - 1] = quoted = False
    return list(zip(words, spaces))


def newswire(name, chance):
    """Sentences of a names corpus, which follow one another as in the reports that they are from, as paragraphs of one to four."""
    found, left = [], 0
    for words, _ in data.read_names(name):
        if left == 0:
            left = chance.choice((1, 2, 2, 3, 4))
            found.append([])
        found[-1].append(rejoined(words))
        left -= 1
    return found


def block(paragraph, chance, changed):
    """The tokens of a paragraph. With `changed`, some come as other texts have them: a blank lost between two sentences, curly marks,
    an abbreviation for the last word; words that were never seen."""
    curled = changed and chance.random() < 0.3
    tokens, blank = [], True
    for sentence in paragraph:
        if tokens and changed and tokens[-1].text in (".", "!", "?", '"') and chance.random() < 0.02:
            blank = False
        for text, space in sentence:
            if curled and text in ('"', "'"):
                opens = blank and not space
                text = ("\u201c" if opens else "\u201d") if text == '"' else ("\u2018" if opens else "\u2019")
            for piece in cut(text):
                tokens.append(Token(piece, blank))
                blank = False
            blank = space
        if changed and len(tokens) > 2 and tokens[-1].text == "." and tokens[-2].text.isalpha() and chance.random() < 0.02:
            tokens.pop()
            last = chance.choice(LAST_WORDS)
            tokens[-1].text = last if last in ("a.m.", "p.m.", "etc.", "al.") else last.upper() if last.count(".") > 1 else last.capitalize()
        tokens[-1].ends = True
    prepare(tokens)
    if changed:
        for token in tokens:
            if token.kind < KIND["number"] or token.kind in SHORT:
                if chance.random() < (0.3 if token.kind in SHORT else 0.1):
                    token.form = chance.getrandbits(64)
    return tokens


# ---- training


def habits(blocks):
    """Which words are written lower-case (1) and which with a capital (2) inside sentences, most of the time; by hashed form."""
    counts = {}
    for tokens in blocks:
        for left, token in zip(tokens, tokens[1:]):
            if token.kind in (KIND["lower"], KIND["capitalised"]) and not left.ends and left.kind in (KIND["lower"], KIND["comma"], KIND["number"]):
                low, high = counts.get(token.form, (0, 0))
                counts[token.form] = (low + 1, high) if token.kind == KIND["lower"] else (low, high + 1)
    table, best = {}, {}
    for form, (low, high) in sorted(counts.items(), key=lambda item: (-sum(item[1]), item[0])):
        slot = form >> (64 - WORD_BITS)
        if low + high >= 2 and slot not in best and (low >= 4 * high or high >= 4 * low):
            best[slot] = form
            table[form] = 1 if low > high else 2
    return table


def examples(blocks, words):
    """(feature rows, whether a sentence ends there) of every gap that is asked about."""
    rows, ends = [], []
    for tokens in blocks:
        state = State()
        for at in range(len(tokens) - 1):
            state.take(tokens, at)
            if state.asks(tokens, at, words):
                rows.append(features(tokens, at, state, words))
                ends.append(tokens[at].ends)
            if tokens[at].ends:
                state.start()
    return np.array(rows, np.int32), np.array(ends, np.float64)


def train(rows, ends, importance, epochs=12, rate=0.25, decay=1e-4, batch=256, seed=1):
    """Weights of the table. AdaGrad on the logistic loss, in small batches, the mean of the last epochs."""
    chance = np.random.default_rng(seed)
    size = 1 << TABLE_BITS
    weights, squares, mean = np.zeros(size), np.full(size, 1e-3), np.zeros(size)
    for epoch in range(epochs):
        order = chance.permutation(len(rows))
        for start in range(0, len(order), batch):
            chosen = order[start : start + batch]
            score = weights[rows[chosen]].sum(axis=1)
            error = importance[chosen] * (1 / (1 + np.exp(-score)) - ends[chosen])
            gradient = np.bincount(rows[chosen].ravel(), np.repeat(error, rows.shape[1]), size)
            touched = np.flatnonzero(gradient)
            step = gradient[touched] + decay * batch * weights[touched]
            squares[touched] += step * step
            weights[touched] -= rate * step / np.sqrt(squares[touched])
        if epoch >= epochs // 2:
            mean += weights
    return mean / (epochs - epochs // 2)


def quantised(weights):
    """The weights as 16-bit numbers. Only the sign of their sums is asked for, so their scale is free."""
    return np.rint(weights * (32767 / np.abs(weights).max())).astype(np.int16)


def habit_table(words):
    """The table that src/language/sentences.cpp looks a form's habit up in."""
    table = np.zeros(1 << WORD_BITS, np.uint32)
    for form, habit in words.items():
        table[form >> (64 - WORD_BITS)] = (form & 0x3FFFFFFF) << 2 | habit
    return table


def split(tokens, weights, words, threshold=0.0):
    """The indices of the tokens with which sentences end, as the program finds them."""
    found, state = [], State()
    for at in range(len(tokens) - 1):
        state.take(tokens, at)
        if state.asks(tokens, at, words) and weights[features(tokens, at, state, words)].sum(dtype=np.float64) > threshold:
            found.append(at)
            state.start()
    return found + [len(tokens) - 1]


def f1(blocks, weights, words, threshold=0.0):
    """F1 of whole sentences, per cent."""
    right = given = gold = 0
    for tokens in blocks:
        a = split(tokens, weights, words, threshold)
        b = [at for at, token in enumerate(tokens) if token.ends]
        first, second = set(zip([-1] + a, a)), set(zip([-1] + b, b))
        right, given, gold = right + len(first & second), given + len(first), gold + len(second)
    return 200 * right / (given + gold)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--out", type=Path, default=ROOT / "build" / "train" / "sentences.npz")
    arguments.add_argument("--tried", action="store_true")
    arguments = arguments.parse_args()
    began = time.time()
    chance = random.Random(1)
    folder = data.CORPORA / "treebank"
    gum, ewt = paragraphs(folder / "en_gum-train.conllu.gz"), paragraphs(folder / "en_ewt-ud-train.conllu.gz")
    wire = newswire("gmb-train", chance)
    parts = {"gum": (gum, 3.0), "ewt": (ewt, 0.7), "newswire": (wire, 0.3)}  # paragraphs, and how much one gap of theirs weighs
    blocks = {name: [block(paragraph, chance, True) for paragraph in texts] for name, (texts, _) in parts.items()}
    words = habits([tokens for found in blocks.values() for tokens in found])
    made = {name: examples(found, words) for name, found in blocks.items()}
    for name, (rows, ends) in made.items():
        print(f"{name:<12} {len(blocks[name]):6} blocks {len(rows):6} gaps {int(ends.sum()):6} ends")
    held = {name: [block(p, chance, False) for p in paragraphs(folder / file)] for name, file in (("GUM dev", "en_gum-dev.conllu"), ("EWT dev", "en_ewt-ud-dev.conllu"))}
    held["gmb dev"] = [block(p, chance, False) for p in newswire("gmb-dev", chance)]

    def measure(label, names):
        rows = np.concatenate([made[name][0] for name in names])
        ends = np.concatenate([made[name][1] for name in names])
        importance = np.concatenate([np.full(len(made[name][1]), parts[name][1]) for name in names])
        weights = train(rows, ends, importance)
        print(f"{label:<30}" + "".join(f"  {name} {f1(found, weights, words):.2f}" for name, found in held.items()) + f"   {time.time() - began:.0f} s", flush=True)
        return weights

    weights = quantised(measure("all", list(parts)))
    if arguments.tried:
        for name in parts:
            measure("without " + name, [other for other in parts if other != name])
    print("rounded to 16 bits" + "".join(f"  {name} {f1(found, weights, words):.2f}" for name, found in held.items()))
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    np.savez(arguments.out, **{"sentences/weights": weights, "sentences/habits": habit_table(words)})
    print(f"{arguments.out}: {time.time() - began:.0f} s")
    return weights, words, held


if __name__ == "__main__":
    main()
