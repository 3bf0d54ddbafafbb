#!/usr/bin/env python3
"""Speed and memory of `recount extract` over a web archive.

usage: web_archive.py BINARY [MEGABYTES]

Writes a WARC.gz of that size (100 MB if not said) out of the pages in ../shared/corpora/extraction/html, or of invented
ones where they are missing: over and over, each time under another address and with a comment of its own at its end, so
that every record is another page. Then reads it on one thread, prints records a second (by the clock, and by the
processor's time, which other work on the machine disturbs less) and the peak of memory, and holds the first round of pages
against the same pages read as files: all but the id must be the same, the address where the page states none, and the outlet,
which is judged by the address.
"""
import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT.parent / "shared" / "corpora" / "extraction" / "html"
AIM_MEGABYTES = 300


def pages():
    """The pages' bytes, in the order of their names."""
    if PAGES.is_dir():
        return [gzip.decompress(file.read_bytes()) for file in sorted(PAGES.glob("*.html.gz"))]
    with tempfile.NamedTemporaryFile() as reports:
        subprocess.run([sys.executable, ROOT / "bench" / "generate.py", reports.name, "80"], check=True)
        lines = [json.loads(line) for line in Path(reports.name).read_text(encoding="utf8").splitlines()]
    frame = "<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article></body></html>"
    return [frame.format(title=one["title"], body="".join(f"<p>{p}</p>" for p in one["text"].split("\n\n"))).encode() for one in lines]


def comment(copy):
    return f"<!-- copy {copy} -->".encode()


class Page:
    """A page that is packed once: each record is a short new beginning, these packed bytes, a short new end. That makes
    records as crawlers write them, a gzip member each, as fast as a disk takes them."""

    def __init__(self, number, body):
        self.number, self.body = number, body
        packer = zlib.compressobj(6, zlib.DEFLATED, -15)
        self.packed = packer.compress(body) + packer.flush(zlib.Z_FULL_FLUSH)

    def record(self, copy):
        end = comment(copy)
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
        head = (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2024-02-09T11:00:00Z\r\nWARC-Target-URI: https://copy{copy}.example/{self.number}\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer) + len(self.body) + len(end)}\r\n\r\n").encode() + answer
        end += b"\r\n\r\n"
        first, last = zlib.compressobj(6, zlib.DEFLATED, -15), zlib.compressobj(6, zlib.DEFLATED, -15)
        packed = first.compress(head) + first.flush(zlib.Z_FULL_FLUSH) + self.packed + last.compress(end) + last.flush()
        checksum = zlib.crc32(end, zlib.crc32(self.body, zlib.crc32(head)))
        size = len(head) + len(self.body) + len(end)
        return b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + packed + checksum.to_bytes(4, "little") + size.to_bytes(4, "little")


def write_archive(path, every, megabytes):
    """How many records the archive of at least one round and so many megabytes has."""
    records = 0
    with open(path, "wb") as out:
        for copy in range(1, 1 << 30):
            for page in every:
                out.write(page.record(copy))
                records += 1
            if out.tell() >= megabytes * 1_000_000:
                return records


def extract(binary, inputs, out):
    """Seconds by the clock, seconds of the processor, peak memory in megabytes."""
    start = time.perf_counter()
    with open(out, "wb") as file:
        process = subprocess.Popen([binary, "extract", inputs], stdout=file, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{binary} failed with status {os.waitstatus_to_exitcode(status)}")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def reports(path, kept=lambda report: True):
    """{sha256: report without what the record alone tells}: the id, the address of a page that states none, and the outlet."""
    found = {}
    with open(path, encoding="utf8") as lines:
        for line in lines:
            report = json.loads(line)
            if kept(report):
                origins = report.get("origins", {})
                origins.pop("outlet", None)
                if origins.get("url") == "address":
                    del origins["url"]
                found[report["sha256"]] = {key: value for key, value in report.items() if key not in ("id", "url", "outlet")}
    return found


def main():
    binary = Path(sys.argv[1]).resolve()
    megabytes = float(sys.argv[2]) if len(sys.argv) > 2 and sys.argv[2] else 100
    every = [Page(number, body) for number, body in enumerate(pages())]
    with tempfile.TemporaryDirectory() as folder:
        archive, out = Path(folder) / "pages.warc.gz", Path(folder) / "out.jsonl"
        records = write_archive(archive, every, megabytes)
        size = archive.stat().st_size / 1e6
        seconds, busy, memory = extract(binary, archive, out)
        print(f"{records} records, a WARC.gz of {size:.0f} MB, one thread")
        print(f"  records           {records / seconds:8.0f} records/s   {seconds:.1f} s, {size / seconds:.0f} MB/s packed")
        print(f"  processor's time  {records / busy:8.0f} records/s   {busy:.1f} s, {size / busy:.0f} MB/s packed")
        print(f"  peak memory       {memory:8.0f} MB                     aim {AIM_MEGABYTES}: {'reached' if memory <= AIM_MEGABYTES else 'MISSED'}")
        from_archive = reports(out, lambda report: report["id"].startswith("https://copy1.example/"))
        for page in every:
            (Path(folder) / "pages").mkdir(exist_ok=True)
            (Path(folder) / "pages" / f"{page.number}.html").write_bytes(page.body + comment(1))
        extract(binary, Path(folder) / "pages", out)
        from_files = reports(out)
        same = sum(from_archive.get(key) == report for key, report in from_files.items())
        print(f"  page by page      {same:8} of {len(from_files)} reports the same {'' if from_archive == from_files else 'MISSED'}")


if __name__ == "__main__":
    main()
