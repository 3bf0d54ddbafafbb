"""What a word looks like, apart from its neighbours: the rows of the embedding tables that its form selects.

The program computes the same rows (src/language/word_features); both must agree to the bit.

  form rows     the row of the lower-cased form in the table of word vectors, and of its hash in the table of forms
  affix rows    prefixes of 1 to 3 and suffixes of 1 to 4 code points, and the shape, each hashed into the table of affixes

A form is first folded: quotation marks made straight, each code point lower-cased by its simple mapping, digits made 0 (not for
the word vectors). The hash is FNV-1a of 64 bits over a tag byte and the UTF-8 of the feature.
"""

AFFIX_FEATURES = 8
NO_WORD_VECTOR = 0
QUOTES = {"\u2018": "'", "\u2019": "'", "\u201b": "'", "\u201c": '"', "\u201d": '"', "\u201f": '"', "``": '"'}


def fnv1a(tag, text):
    value = 0xCBF29CE484222325
    for byte in bytes([tag]) + text.encode("utf8", "surrogatepass"):
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value


def row_of(tag, text, rows):
    """A row of a table with a power of two of rows; the hash's halves are mixed, as its low bits alone are weak."""
    value = fnv1a(tag, text)
    return (value ^ (value >> 32)) & (rows - 1)


def lower(form):
    """Lower-cased by simple mappings: a code point stays one code point (U+0130 stays as it is)."""
    return "".join(low if len(low := c.lower()) == 1 else c for c in form)


def folded(form):
    return lower("".join(QUOTES.get(c, c) for c in form))


def digits_zeroed(form):
    return "".join("0" if "0" <= c <= "9" else c for c in form)


def shape(form):
    """Upper-case letters X, lower-case ones x, digits d, other letters o, the rest as it is; runs cut to 2, all cut to 10."""
    out = []
    for c in form:
        c = QUOTES.get(c, c)
        if c.isupper():
            c = "X"
        elif c.islower():
            c = "x"
        elif "0" <= c <= "9":
            c = "d"
        elif c.isalpha():
            c = "o"
        if len(out) >= 2 and out[-1] == c and out[-2] == c:
            continue
        out.append(c)
        if len(out) == 10:
            break
    return "".join(out)


def rows_of(form, word_rows, form_table, affix_table):
    """(row of the word vector, row of the form, rows of the affixes) of a form; the tables' sizes are powers of two."""
    low = folded(form)
    plain = digits_zeroed(low)
    affixes = [row_of(ord("s"), shape(form), affix_table)]
    for length in (1, 2, 3):
        affixes.append(row_of(ord("0") + length, plain[:length], affix_table))
    for length in (1, 2, 3, 4):
        affixes.append(row_of(ord("a") + length, plain[-length:], affix_table))
    return word_rows.get(low, NO_WORD_VECTOR), row_of(ord("f"), plain, form_table), affixes
