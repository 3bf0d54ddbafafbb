"""The model file: named arrays in one little-endian file that the program maps into memory (src/language/model_file.h reads it).

Header of 64 bytes: magic "RECOUNTL", u32 format version, u32 zero, SHA-256 of all that follows it, u64 size of the file, u64 number of
sections. Then the table, 104 bytes a section: name (64 bytes, zero-filled), u32 element type, u32 rank, three u64 dimensions (1 beyond
the rank), u64 offset. Then the sections, each at an offset that 64 divides, zeros between. Sections stand in the order of their names,
so that the same arrays give the same bytes.

`write` takes whatever has the buffer protocol (numpy arrays, array.array, bytes) and lists of strings, which it keeps as bytes, a line
feed behind each; `read` gives memoryviews, which numpy.asarray takes as they are, and `strings` makes a list of one again. Needs nothing
but Python's own library.

usage: model_file.py FILE      lists the sections
"""
import hashlib
import struct
import sys
from pathlib import Path

MAGIC, VERSION = b"RECOUNTL", 1
HEADER, ROW, ALIGNMENT = struct.Struct("<8sII32sQQ"), struct.Struct("<64sII4Q"), 64
TYPES = ["b", "B", "h", "i", "I", "f"]  # i8, u8, i16, i32, u32, f32: the number of a type is its place here


def padded(size):
    return -(-size // ALIGNMENT) * ALIGNMENT


def lines(texts):
    """A list of strings as bytes, a line feed behind each."""
    if any("\n" in text for text in texts):
        raise ValueError("a string of a list may not hold a line feed")
    return "".join(text + "\n" for text in texts).encode("utf8")


def section(name, value):
    """(type, dimensions, bytes) of a value; ValueError when it has no place in a model file."""
    view = memoryview(lines(value) if isinstance(value, (list, tuple)) else value)
    if view.format not in TYPES or not 1 <= view.ndim <= 3 or not view.c_contiguous:
        raise ValueError(f"{name}: elements of type {view.format}, rank {view.ndim}: give contiguous int8, uint8, int16, int32, uint32 or float32 of rank 1 to 3")
    return TYPES.index(view.format), list(view.shape), view.tobytes()


def write(path, sections):
    """Writes {name: value} and gives the size in bytes."""
    rows, bodies = [], []
    at = padded(HEADER.size + ROW.size * len(sections))
    for name in sorted(sections):
        kind, shape, body = section(name, sections[name])
        if not 0 < len(name.encode("utf8")) < 64:
            raise ValueError(f"{name}: a name has 1 to 63 bytes")
        rows.append(ROW.pack(name.encode("utf8"), kind, len(shape), *(shape + [1, 1])[:3], at))
        bodies.append(body.ljust(padded(len(body)), b"\0"))
        at += len(bodies[-1])
    table = b"".join(rows).ljust(padded(HEADER.size + ROW.size * len(rows)) - HEADER.size, b"\0")
    rest = struct.pack("<QQ", at, len(rows)) + table + b"".join(bodies)
    Path(path).write_bytes(struct.pack("<8sII", MAGIC, VERSION, 0) + hashlib.sha256(rest).digest() + rest)
    return at


def read(path):
    """{name: memoryview} with the types and dimensions that were written. Raises ValueError when the file is no whole model file."""
    data = Path(path).read_bytes()
    magic, version, zero, digest, size, count = HEADER.unpack_from(data) if len(data) >= HEADER.size else (None,) * 6
    if magic != MAGIC or (version, zero) != (VERSION, 0):
        raise ValueError(f"{path}: is no model file of format {VERSION}")
    if size != len(data) or hashlib.sha256(data[48:]).digest() != digest:
        raise ValueError(f"{path}: is cut short or damaged")
    sections = {}
    for i in range(count):
        name, kind, rank, *shape, at = ROW.unpack_from(data, HEADER.size + ROW.size * i)
        width = struct.calcsize(TYPES[kind])
        view = memoryview(data)[at : at + width * shape[0] * shape[1] * shape[2]]
        sections[name.rstrip(b"\0").decode("utf8")] = view.cast(TYPES[kind], shape[:rank])
    return sections


def strings(view):
    """The list that was written."""
    return bytes(view).decode("utf8").split("\n")[:-1]


def main():
    for name, view in read(sys.argv[1]).items():
        print(f"{view.nbytes:10} {view.format} {'x'.join(map(str, view.shape)):14} {name}")


if __name__ == "__main__":
    main()
