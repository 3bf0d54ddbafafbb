#!/usr/bin/env python3
"""How quickly recount serve answers: 100 readers at once, each asking ten times a second for what changed, the front or a story, while one decides
on a story of 50 reports; and how long the effect of a decision takes.

usage: serve.py BINARY [SECONDS]      SECONDS: how long (default 20)

All on loopback and on this machine, the readers in two processes of their own: what they take of the processor counts too. Reports are invented
(generate.py, growth.py).
"""
import asyncio
import json
import multiprocessing
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import growth

READERS, PROCESSES = 100, 2
PAUSE = 0.1  # seconds between two questions of a reader
STORY, OTHERS = 50, 100  # reports


async def ask(port, path, cookie, method="GET", body=b""):
    """Status and body of an answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 24)
    head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\nOrigin: http://127.0.0.1:{port}\r\n"
    head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n" if method == "POST" else "\r\n"
    writer.write(head.encode() + body)
    answer = await reader.read()
    writer.close()
    head, _, content = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]) if head else 0, head, content


async def one_reader(port, cookie, stories, end, times):
    chance = random.Random(id(times))
    await asyncio.sleep(chance.uniform(0, PAUSE))
    while time.time() < end:
        path = chance.choice(["/api/changes?since=1"] * 6 + ["/api/account"] + ["/api/stories/" + chance.choice(stories)] * 3)
        begin = time.perf_counter()
        status, _, _ = await ask(port, path, cookie)
        times.append((time.perf_counter() - begin, status == 200))
        await asyncio.sleep(PAUSE * chance.uniform(0.5, 1.5))


def readers(port, cookie, stories, end, count, results):
    times = []

    async def all_of_them():
        await asyncio.gather(*(one_reader(port, cookie, stories, end, times) for _ in range(count)))

    asyncio.run(all_of_them())
    results.put(times)


def decisions_on(piece):
    """A decision on each claim of the story."""
    reports = {report["id"]: report for report in piece["reports"]}
    for figure in piece["story"]["figures"]:
        for claim in figure["claims"]:
            report, field = reports[claim["report"]], claim.get("field", "text")
            yield {"recount_decision": 1, "verb": "quantity", "new": "injured", "on": [
                {"report": report["sha256"], "field": field, "start": claim["start"], "end": claim["end"],
                 "quote": report[field][claim["start"]:claim["end"]]}]}


def told(name, times):
    times = sorted(1000 * one for one in times)
    at = lambda share: times[min(len(times) - 1, int(share * len(times)))]
    print(f"  {name:34} {len(times):7,} answers   median {statistics.median(times):6.1f} ms   p99 {at(0.99):6.1f} ms   longest {times[-1]:6.1f} ms")


def main():
    binary, seconds = Path(sys.argv[1]).resolve(), float(sys.argv[2]) if len(sys.argv) > 2 else 20
    with tempfile.TemporaryDirectory() as folder:
        large, others = Path(folder) / "large.jsonl", Path(folder) / "others.jsonl"
        large.write_text("".join(json.dumps(report) + "\n" for report in growth.one_story(STORY)), encoding="utf8")
        others.write_text("".join(json.dumps({**report, "id": "o" + str(number)}) + "\n" for number, report in enumerate(growth.stream(OTHERS))),
                          encoding="utf8")
        server = subprocess.Popen([binary, "serve", "-q", "--port", "0", large, others, "--decisions", Path(folder) / "decisions.jsonl"],
                                  stdout=subprocess.PIPE, text=True)
        port, token = re.search(r":(\d+)/\?token=(\w+)", server.stdout.readline()).groups()
        port = int(port)
        _, head, _ = asyncio.run(ask(port, "/?token=" + token, ""))
        cookie = re.search(rb"Set-Cookie: ([^;]+)", head).group(1).decode()
        get = lambda path: json.loads(asyncio.run(ask(port, path, cookie))[2])
        stories = {story["id"]: len(story["reports"]) for story in get("/api/account")["stories"]}
        most = max(stories, key=stories.get)
        decisions = list(decisions_on(get("/api/stories/" + most)))
        time.sleep(3)  # whoever decides has read
        print(f"recount serve: {sum(stories.values())} reports in {len(stories)} stories, decisions on one of {stories[most]} reports")

        def decide(until):
            times = []
            while time.time() < until:
                body = json.dumps(random.choice(decisions)).encode()
                begin = time.perf_counter()
                status, _, content = asyncio.run(ask(port, "/api/decisions", cookie, "POST", body))
                times.append(time.perf_counter() - begin)
                if status != 200:
                    sys.exit(f"a decision was refused: {content}")
                time.sleep(2 * PAUSE)
            return times

        told("decisions, nobody else there", decide(time.time() + seconds / 4))
        end, results = time.time() + seconds, multiprocessing.Queue()
        processes = [multiprocessing.Process(target=readers, args=(port, cookie, list(stories), end, READERS // PROCESSES, results))
                     for _ in range(PROCESSES)]
        for process in processes:
            process.start()
        deciding = decide(end)
        answers = [answer for _ in processes for answer in results.get()]
        for process in processes:
            process.join()
        told(f"{READERS} readers, one decides", [took for took, _ in answers])
        told("decisions, 100 readers there", deciding)
        wrong = sum(1 for _, right in answers if not right)
        print(f"  answers that were none: {wrong}")
        server.terminate()
        server.wait()
        if wrong:
            sys.exit(1)


if __name__ == "__main__":
    main()
