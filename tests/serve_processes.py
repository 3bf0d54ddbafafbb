#!/usr/bin/env python3
"""recount serve as its callers meet it: who is let in and who is not, the account in pieces, decisions that are kept whatever
happens, new files of a folder, and feeds that are followed politely. All servers are on this machine.

usage: serve_processes.py RECOUNT [--kills 10] [--seed 1]
"""
import argparse
import hashlib
import http.client
import http.server
import json
import os
import random
import re
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import threading
import time

from store_processes import made_reports

PATIENCE = 60  # seconds for what is to come at last


def until(holds, what):
    end = time.time() + PATIENCE
    while not holds():
        assert time.time() < end, "this did not come: " + what
        time.sleep(0.05)


class Served:
    """One run of recount serve."""

    def __init__(self, recount, arguments, **more):
        self.process = subprocess.Popen([recount, "serve", "--port", "0", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                        text=True, **more)
        self.said = []
        line = self.process.stdout.readline()
        assert line.startswith("open http"), line + self.process.stderr.read()
        self.token = line.strip().split("?token=")[1]
        self.port = self.port_of(self.process.pid)
        self.notes = []
        threading.Thread(target=lambda: self.notes.extend(self.process.stderr), daemon=True).start()
        threading.Thread(target=lambda: self.said.extend(self.process.stdout), daemon=True).start()
        self.host = "127.0.0.1:" + self.port
        self.cookie = None

    @staticmethod
    def port_of(process):
        """Where it listens, by the system's word: behind a proxy the address does not tell."""
        sockets = {os.readlink("/proc/%d/fd/%s" % (process, name)) for name in os.listdir("/proc/%d/fd" % process)}
        with open("/proc/net/tcp") as table:
            for row in list(table)[1:]:
                _, local, _, state, *_, inode = row.split()[:10]
                if state == "0A" and "socket:[%s]" % inode in sockets:
                    assert local.startswith("0100007F:"), "it listens beyond loopback"
                    return str(int(local.split(":")[1], 16))
        raise AssertionError("it listens nowhere")

    def ask(self, path, method="GET", body=None, **headers):
        """Status, headers and body of an answer; a header that is None is left out."""
        connection = http.client.HTTPConnection("127.0.0.1", int(self.port), timeout=PATIENCE)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        given = {"Host": self.host, "Cookie": self.cookie, **{name.replace("_", "-"): value for name, value in headers.items()}}
        if body is not None:
            given.setdefault("Content-Length", str(len(body)))
        for name, value in given.items():
            if value is not None:
                connection.putheader(name, value)
        connection.endheaders()
        if body is not None:
            try:
                connection.send(body)
            except (BrokenPipeError, ConnectionResetError):
                pass  # it was refused unread
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()

    def enter(self):
        status, headers, _ = self.ask("/?token=" + self.token)
        assert status == 303 and headers["Location"] == "/"
        assert "HttpOnly" in headers["Set-Cookie"] and "SameSite=Strict" in headers["Set-Cookie"]
        self.cookie = headers["Set-Cookie"].split(";")[0]
        return self

    def json(self, path):
        status, _, body = self.ask(path)
        assert status == 200, (path, status, body)
        return json.loads(body)

    def account(self):
        return self.json("/api/account")

    def reports(self):
        """The ids of all reports that the account has."""
        account = self.account()
        return {report["id"] for story in account["stories"] for report in story["reports"]} | {report["id"] for report in account["reports"]}

    def decide(self, decision, **headers):
        given = {"Origin": "http://" + self.host, "Content_Type": "application/json", **headers}
        body = decision if isinstance(decision, bytes) else json.dumps(decision).encode()
        status, _, body = self.ask("/api/decisions", "POST", body, **given)
        return status, json.loads(body)

    def stop(self, how=signal.SIGINT):
        self.process.send_signal(how)
        return self.process.wait(PATIENCE)


class FeedServer:
    """A server of feeds on this machine, which keeps what it was asked."""

    def __init__(self, certificate=None):
        owner = self
        self.asked = []
        self.answers = {}  # by path: called with the headers of the question; gives status, headers and body

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                owner.asked.append((time.time(), self.path, dict(self.headers)))
                status, headers, body = owner.answers[self.path](self.headers)
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                try:
                    self.wfile.write(body)
                except (BrokenPipeError, ConnectionResetError):
                    pass

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.place = "http://127.0.0.1:%d" % self.server.server_port
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
            self.place = "https://localhost:%d" % self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def url(self, path):
        return self.place + path

    def times(self, path):
        return [when for when, asked, _ in self.asked if asked == path]

    def headers(self, path):
        return [headers for _, asked, headers in self.asked if asked == path]


def rss(items):
    body = "".join("<item><guid>%s</guid><title>%s</title><description>%s</description><pubDate>Mon, 03 May 2021 10:00:00 GMT</pubDate></item>"
                   % item for item in items)
    return ('<?xml version="1.0"?><rss version="2.0"><channel><title>Karsk Post</title>%s</channel></rss>' % body).encode()


def atom(items):
    body = "".join('<entry><id>%s</id><title>%s</title><content type="text">%s</content><updated>2021-05-03T10:00:00Z</updated></entry>' % item
                   for item in items)
    return ('<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Odrana Times</title>%s</feed>' % body).encode()


FIRST = ("k1", "Flood in Karsk", "A flood hit Karsk on 3 May, after the river Alder rose above its banks. 12 people were killed in the flood, police said.")
SECOND = ("k2", "Twelve dead in Karsk", "A flood hit Karsk on 3 May, after the river Alder rose. 14 people were killed in the flood in Karsk, the mayor said.")


class Test:
    def __init__(self, options):
        self.recount = os.path.abspath(options.recount)
        self.chance = random.Random(options.seed)
        self.folder = tempfile.mkdtemp(prefix="recount-serving-")
        self.running = []
        os.makedirs(self.path("temporary"))
        self.lines = made_reports(6, options.seed)
        self.all = self.write("all.jsonl", "".join(line + "\n" for line in self.lines))

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        with open(self.path(name), "w") as out:
            out.write(text)
        return self.path(name)

    def serve(self, *arguments, **environment):
        self.running.append(Served(self.recount, list(arguments), env={**os.environ, "TMPDIR": self.path("temporary"), **environment}))
        return self.running[-1]

    def end(self):
        for served in self.running:
            served.process.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def a_claim(self, served):
        """A decision on some claim: its quantity is another one."""
        story = self.chance.choice(served.account()["stories"])["id"]
        piece = served.json("/api/stories/" + story)
        reports = {report["id"]: report for report in piece["reports"]}
        claim = self.chance.choice([claim for figure in piece["story"]["figures"] for claim in figure["claims"]])
        report = reports[claim["report"]]
        field = claim.get("field", "text")
        return story, {"recount_decision": 1, "by": "ana", "verb": "quantity", "new": "injured", "old": "killed", "on": [
            {"report": report["sha256"], "field": field, "start": claim["start"], "end": claim["end"],
             "quote": report[field][claim["start"]:claim["end"]]}]}

    def who_is_let_in(self):
        served = self.serve(self.all, "--decisions", self.path("door.jsonl"))
        for path in ("/", "/api/account", "/api/stories/s1", "/api/changes?since=0", "/api/decisions"):
            status, headers, body = served.ask(path)
            assert status == 403 and "Set-Cookie" not in headers and b"story" not in body.lower(), (path, status)
        assert served.ask("/?token=" + "0" * 64)[0] == 403
        assert served.ask("/?token=" + served.token[:-1])[0] == 403
        assert served.ask("/api/account?token=" + served.token)[0] == 403, "a token opens the page alone"
        assert served.ask("/?token=" + served.token, Host="evil.example")[0] == 403
        served.enter()
        assert Served.ask(served, "/?token=" + served.token, Cookie=None)[0] == 403, "a token is good once"
        until(lambda: served.said, "another address")
        another = re.search(r"token=(\w+)", served.said[0]).group(1)
        assert another != served.token
        name, value = served.cookie.split("=")
        assert served.ask("/", Cookie=name + "=" + "0" * len(value))[0] == 403
        assert served.ask("/", Cookie="other=1; %s; more=2" % served.cookie)[0] == 200
        for host in ("evil.example", "evil.example:" + served.port, "127.0.0.1", "127.0.0.1:1", "127.0.0.1:%s.evil.example" % served.port, ""):
            assert served.ask("/api/account", Host=host)[0] in (400, 403), host
        assert served.ask("/api/account", Host="LOCALHOST:" + served.port)[0] == 200
        for site, status in (("cross-site", 403), ("same-site", 403), ("same-origin", 200), ("none", 200)):
            assert served.ask("/api/account", Sec_Fetch_Site=site)[0] == status, site
        assert served.ask("/api/account", "HEAD")[0] == 200
        status, headers, page = served.ask("/")
        assert status == 200 and b"connect-src 'self'" in page and b"Karsk" not in page
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff" and headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cache-Control"] == "no-store" and not any(name.startswith("Access-Control") for name in headers)
        self.refusals(served)
        assert served.stop() == 0

    def refusals(self, served):
        """What asks for too much, or for what is not there."""
        _, decision = self.a_claim(served)
        own = "http://" + served.host
        for headers in ({"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": None}, {"Origin": own, "Sec_Fetch_Site": "cross-site"},
                        {"Origin": "https://" + served.host}, {"Cookie": None}, {"Host": "evil.example", "Origin": "http://evil.example"}):
            assert served.decide(decision, **headers)[0] == 403, headers
        for kind in ("text/plain", "application/x-www-form-urlencoded", None):
            assert served.decide(decision, Content_Type=kind)[0] == 415, kind
        assert served.decide(b"x" * 200_000)[0] == 413
        for bad in (b"", b"{}", b"\xff\xfe", b"[" * 60_000, json.dumps({**decision, "verb": "delete"}).encode(), json.dumps({**decision, "on": []}).encode()):
            status, answer = served.decide(bad)
            assert status == 422 and answer["error"].startswith("This is no decision: "), (bad[:50], answer)
            assert answer["error"].count("no decision") == 1 and not answer["error"].endswith(".."), answer
        assert served.ask("/api/decisions")[2] == b"" and not os.path.exists(self.path("door.jsonl"))
        for path in ("/etc/passwd", "/../etc/passwd", "/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/api/stories/../../etc/passwd",
                     "/api/stories/%00", "/api/stories/s0", "/api/stories/s01", "/api/stories/s1/", "/api/stories/s99999999999999999999", "/api",
                     "/api/account/", "/index.html", "/api/stories/s1%2f..", "/" + "a" * 5000):
            status, _, body = served.ask(path)
            assert status == 404 and b"root:" not in body, (path, status)
        for method in ("PUT", "DELETE", "PATCH", "OPTIONS"):
            assert served.ask("/api/decisions", method, Origin=own)[0] in (400, 405), method
        assert served.ask("/api/account", "POST", b"{}", Origin=own, Content_Type="application/json")[0] == 405
        assert served.ask("/api/changes?since=-1")[0] == 400
        for raw in (b"GET / HTTP/1.1\r\n" + b"X: " + b"a" * 100_000 + b"\r\n\r\n", b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n\r\n", b"\0" * 1000, b"GET\r\n\r\n",
                    b"GET / HTTP/1.1\r\nHost: %b\r\nHost: evil.example\r\n\r\n" % served.host.encode()):
            with socket.create_connection(("127.0.0.1", int(served.port)), timeout=PATIENCE) as connection:
                try:
                    connection.sendall(raw)
                    connection.shutdown(socket.SHUT_WR)
                    answer = connection.recv(65536)
                except ConnectionResetError:
                    answer = b""
                assert not answer or answer.split()[1] in (b"400", b"403", b"414", b"431"), answer[:100]
        assert served.ask("/api/account")[0] == 200

    def pieces(self):
        """The pieces are those of the page that is written into a file. (Of stories that tell of things that are alike a file
        numbers the later one, which a piece does not: these are none.)"""
        page, some = self.path("account.html"), self.write("some.jsonl", "".join(line + "\n" for line in self.lines if line[8:10] in ("00", "01", "02")))
        subprocess.run([self.recount, "account", "-q", some, "-o", page], check=True)
        with open(page) as file:
            scripts = re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', file.read(), re.S)
        front, stories = json.loads(scripts[0]), [json.loads(story) for story in scripts[1:]]
        store = self.path("pieces.store")
        subprocess.run([self.recount, "add", "-q", "--store", store, some], check=True, stdout=subprocess.DEVNULL)
        for arguments in ([some], ["--store", store]):
            served = self.serve("-q", *arguments).enter()
            self.same_front(served.account(), front)
            assert len(stories) >= 3
            assert [served.json("/api/stories/" + story["story"]["id"]) for story in stories] == stories
            assert served.stop() == 0
            assert not os.listdir(self.path("temporary")), "the store of its own is left behind"

    def effects(self):
        """What is served under decisions is what a run of the same log gives, and what a server shows that begins with the log."""
        some = self.write("some.jsonl", "".join(line + "\n" for line in self.lines if line[8:10] in ("00", "01", "02")))
        log = self.path("effects.jsonl")
        served = self.serve("-q", some, "--decisions", log).enter()
        story, quantity = self.a_claim(served)
        status, answer = served.decide(quantity)
        assert status == 200 and answer["outcome"]["outcome"] == "holds", answer
        changed = [figure["quantity"] for figure in answer["stories"][0]["piece"]["story"]["figures"]
                   if any(claim["id"] in [cell.get("claim") for cell in answer["outcome"]["cells"]] for claim in figure["claims"])]
        assert changed == ["injured"], changed
        ids = [answer["decision"]["id"]]
        shas = [report["sha256"] for report in served.json("/api/stories/s1")["reports"]]
        others = [report["sha256"] for report in served.json("/api/stories/s2")["reports"]]
        self.compare(served, some, log)
        for decision, outcome in (
                ({"verb": "not_a_claim", "on": self.a_claim(served)[1]["on"]}, "holds"),
                ({"verb": "leave_out", "on": [{"report": shas[0]}]}, "holds"),
                ({"verb": "day", "on": [{"report": shas[1]}], "new": "2021-06-01"}, "holds"),
                ({"verb": "copy", "on": [{"report": others[0]}, {"report": others[1]}]}, "holds"),
                ({"verb": "copy", "on": [{"report": others[0]}, {"report": shas[1]}]}, "misfit"),
                ({"verb": "outlet", "on": [{"report": "0" * 64}], "new": "Karsk Post"}, "absent"),
                ({**quantity, "on": [{**quantity["on"][0], "quote": "no such words"}]}, "misfit"),
                ({"verb": "undo", "of": ids[0]}, None)):
            status, answer = served.decide({"recount_decision": 1, "by": "ana", **decision})
            found = answer["outcome"] and answer["outcome"]["outcome"]
            assert status == 200 and found in (outcome, "replaced" if outcome == "holds" else outcome), (decision, answer["outcome"])
            self.compare(served, some, log)
        served.stop()
        again = self.serve("-q", some, "--decisions", log).enter()
        self.compare(again, some, log)
        again.stop()

    def same_front(self, served, of_file):
        """What is served and what is written are one front, but for who keeps decisions."""
        ours, theirs = {**served, "deciding": {**served["deciding"]}}, {**of_file, "deciding": {**of_file["deciding"]}}
        theirs["deciding"].pop("reports")  # by which a browser knows its own decisions again
        assert not theirs["deciding"].pop("kept"), "nobody keeps decisions of a file"
        ours["deciding"].pop("kept")
        ours["deciding"].pop("reports", None)
        assert ours == theirs, "what is served begins with another front than a file"

    def on(self, served, report, words):
        """Where words stand in a report of a story."""
        for story in served.account()["stories"]:
            for one in served.json("/api/stories/" + story["id"])["reports"]:
                if one["id"] == report:
                    start = one["text"].index(words)
                    return {"report": one["sha256"], "field": "text", "start": start, "end": start + len(words), "quote": words}
        raise AssertionError("no report " + report)

    def redact(self, served, report, name):
        return served.decide({"recount_decision": 1, "by": "ana", "verb": "redact", "on": [self.on(served, report, name)], "old": name})

    def names(self):
        """A name that somebody took out is in nothing that is served, whichever story tells it, and stays in the log; what
        is decided behind a pseudonym is kept with the report's own words; taken back, the name is there again."""
        reports = {"one": "A flood hit Karsk on 3 May 2021, after the river Alder rose. Ilva Brandt, the mayor, said that 12 people were killed in the "
                          "flood. Later that day 31 people were injured in the flood, police said.",
                   "two": "A strike closed the port of Odrana on 9 June 2021. About 400 dockers marched on 9 June, a union leader said. The "
                          "minister, Ilva Brandt, called the strike unlawful."}
        some = self.write("names.jsonl", "".join(
            json.dumps({"id": name, "title": "Of " + name, "text": text, "date_publish": day}) + "\n"
            for (name, text), day in zip(reports.items(), ("2021-05-04", "2021-06-10"))))
        log, store = self.path("names.log.jsonl"), self.path("names.store")
        subprocess.run([self.recount, "add", "-q", "--store", store, some], check=True, stdout=subprocess.DEVNULL)

        def all_served(served):
            paths = ["/api/account", "/api/decisions"] + ["/api/stories/" + story["id"] for story in served.account()["stories"]]
            return b"".join(served.ask(path)[2] for path in paths).decode()

        served = self.serve("-q", "--store", store, "--decisions", log, "--round", "for-ilva-brandt").enter()
        assert len(served.account()["stories"]) == 2 and "Brandt" in all_served(served)
        before = served.json("/api/changes?since=0")["version"]
        status, answer = self.redact(served, "one", "Ilva Brandt")
        assert status == 200 and answer["outcome"]["outcome"] == "holds", answer
        redaction = answer["decision"]["id"]
        assert "Brandt" not in json.dumps(answer) and "Ilva" not in json.dumps(answer), answer
        for one in (served, self.serve("-q", "--store", self.path("names.copy.store"), some, "--decisions", log, "--round", "for-ilva-brandt").enter()):
            shown = all_served(one)
            assert "Brandt" not in shown and "Ilva" not in shown and "Person 1" in shown
        assert len(served.json("/api/changes?since=%d" % before)["stories"]) == 2, "the name stood in both"
        with open(log) as lines:
            assert "Ilva Brandt" in lines.read()

        behind, seen = self.on(served, "one", "31"), reports["one"].index("31")
        assert behind["start"] != seen
        status, answer = served.decide({"recount_decision": 1, "by": "ana", "verb": "quantity", "on": [behind], "new": "killed"})
        assert status == 200 and answer["outcome"]["outcome"] == "holds", answer
        status, answer = served.decide({"recount_decision": 1, "by": "ana", "verb": "source", "on": [behind], "new": "Person 1"})
        assert status == 200 and answer["outcome"]["outcome"] == "holds", answer
        with open(log) as lines:
            kept = [json.loads(line) for line in lines]
        assert [(line["on"][0]["start"], line["on"][0]["quote"]) for line in kept[1:]] == [(seen, "31")] * 2, kept
        assert kept[2]["new"] == "Ilva Brandt" and "Brandt" not in all_served(served)
        # Who has not seen the pseudonyms yet points at the report's words.
        status, answer = served.decide({"recount_decision": 1, "by": "bela", "verb": "right", "on": [{**behind, "start": seen, "end": seen + 2}]})
        assert status == 200 and answer["outcome"]["outcome"] == "holds", answer
        assert "Brandt" not in all_served(served)
        served.decide({"recount_decision": 1, "by": "ana", "verb": "undo", "of": redaction})
        shown = all_served(served)
        assert shown.count("Ilva Brandt") > 2 and "Person 1" not in shown.replace('"old":"Person 1"', "")
        served.stop()

    def names_elsewhere(self):
        """While a name is taken out, decisions on no story or on several are kept and told, and the server starts with them again."""
        reports = {"one": ("A flood hit Karsk on 3 May 2021. Ilva Brandt, the mayor, said that 12 people were killed in the flood.", "2021-05-04"),
                   "two": ("A strike closed the port of Odrana on 9 June 2021. About 400 dockers marched, a union leader said.", "2021-06-10"),
                   "three": ("Вчера в городе Карск прошло заседание совета. Совет решил построить новую школу у реки.", "2021-06-11")}
        some = self.write("elsewhere.jsonl", "".join(
            json.dumps({"id": name, "title": "Of " + name, "text": text, "date_publish": day}) + "\n" for name, (text, day) in reports.items()))
        log = self.path("elsewhere.log.jsonl")
        arguments = ("-q", some, "--decisions", log)
        served = self.serve(*arguments).enter()
        alone = [one for one in served.account()["reports"] if one["id"] == "three"]
        assert len(alone) == 1, "it is of no story"
        assert self.redact(served, "one", "Ilva Brandt")[0] == 200
        flood, strike = self.on(served, "one", "flood"), self.on(served, "two", "strike")
        wanted = []
        for decision, outcome, why in (
                ({"verb": "one_event", "on": [flood, strike]}, "misfit", "what it is on does not stand in reports of one story"),
                ({"verb": "outlet", "on": [{"report": alone[0]["sha256"]}], "new": "The Paper"}, "misfit", "its report stands in no story"),
                ({"verb": "outlet", "on": [{"report": "1" * 64}], "new": "The Paper"}, "absent", None)):
            status, answer = served.decide({"recount_decision": 1, "by": "ana", **decision})
            assert status == 200 and answer["outcome"]["outcome"] == outcome, answer
            assert why is None or why in json.dumps(answer["outcome"]), answer
            wanted.append(answer["decision"]["id"])
        told = served.account()["decisions"]
        assert served.stop() == 0
        watched = self.path("elsewhere.in")
        os.mkdir(watched)
        served = self.serve(*arguments, self.write("ilva_brandt.txt", ""), "--watch", watched).enter()
        self.write("elsewhere.in/of-brandt.txt", "")
        until(lambda: len(served.account()["unread"]) == 2, "two files that say nothing")
        assert served.account()["decisions"] == told and [one["id"] for one in told][1:] == wanted, told
        served.stop()
        until(lambda: "".join(served.notes).count("person-1") == 2, "both named without the name")
        assert "brandt" not in "".join(served.notes).lower(), served.notes

    def compare(self, served, reports, log):
        page = self.path("decided.html")
        subprocess.run([self.recount, "account", "-q", reports, "--decisions", log, "-o", page], check=True)
        with open(page) as file:
            scripts = re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', file.read(), re.S)
        front, stories = json.loads(scripts[0]), [json.loads(story) for story in scripts[1:]]
        found = served.account()
        found["reports"] = front["reports"]  # a file has reports there that were left out
        self.same_front(found, front)
        assert [served.json("/api/stories/" + story["story"]["id"]) for story in stories] == stories, "a story under decisions is another one"

    def decisions(self, kills):
        """What was acknowledged is there, whenever the server is killed, in a log as in a store; undoings too."""
        log, store = self.path("decisions.jsonl"), self.path("killed.store")
        places = ["--decisions", log], ["--store", store]
        acknowledged = [], []
        for kill in range(kills):
            place, known = places[kill % 2], acknowledged[kill % 2]
            served = self.serve("-q", self.all, *place).enter()
            kept = served.ask("/api/decisions")[2].decode().splitlines()
            assert [line for line in known if line not in kept] == []
            chosen = [self.a_claim(served) for _ in range(4)]
            killer = threading.Timer(self.chance.uniform(0.0, 0.3), served.process.kill)
            killer.start()
            try:
                for number in range(200):
                    story, decision = self.chance.choice(chosen)
                    if known and self.chance.random() < 0.25:
                        decision = {"recount_decision": 1, "verb": "undo", "on": [], "of": json.loads(known[-1])["id"]}
                    status, answer = served.decide({**decision, "reason": "number %d" % number})
                    assert status == 200, answer
                    if decision["verb"] != "undo":
                        assert [one["id"] for one in answer["stories"]] == [story] and answer["stories"][0]["piece"]["story"]["id"] == story
                    assert answer["decision"]["at"] and answer["decision"]["version"].startswith("recount ")
                    known.append(json.dumps(answer["decision"], separators=(",", ":"), ensure_ascii=False))
            except (OSError, http.client.HTTPException):
                pass
            killer.join()
            served.process.wait()
        for place, known in zip(places, acknowledged):
            served = self.serve("-q", self.all, *place).enter()
            lines = served.ask("/api/decisions")[2].decode().splitlines()
            assert len(known) > kills // 2 and [line for line in known if line not in lines] == []
            served.stop()
        served = self.serve("-q", self.all).enter()
        status, answer = served.decide(chosen[0][1])
        assert status == 422 and "--decisions" in answer["error"], "without a log none is taken"
        served.stop()
        store = self.path("decided.store")
        served = self.serve("-q", "--store", store, self.all).enter()
        status, answer = served.decide(self.a_claim(served)[1])
        assert status == 200
        served.process.kill()
        served.process.wait()
        account = json.loads(subprocess.run([self.recount, "account", "-q", "--store", store, "--format", "json"], check=True, capture_output=True).stdout)
        assert [one["id"] for one in account["decisions"]] == [answer["decision"]["id"]], "a store keeps what was decided on it"

    def ids(self):
        """No decision is lost to one that has its id, and none that is sent again is kept twice."""
        for arguments in (("--decisions", self.path("ids.jsonl"), self.all), ("--store", self.path("ids.store"), self.all)):
            served = self.serve("-q", *arguments).enter()
            _, decision = self.a_claim(served)
            kept = lambda: [json.loads(line)["id"] for line in served.ask("/api/decisions")[2].splitlines()]
            status, first = served.decide({**decision, "id": "mine"})
            assert status == 200 and first["decision"]["id"] == "mine"
            status, again = served.decide({**decision, "id": "mine"})
            assert status == 200 and again["decision"] == first["decision"] and again["outcome"] == first["outcome"]
            status, other = served.decide({**decision, "id": "mine", "reason": "another one"})
            assert status == 422 and "mine" in other["error"]
            assert kept() == ["mine"]
            timed = {**decision, "at": "2021-05-03T10:00:00Z"}
            undone = served.decide(timed)[1]["decision"]["id"]
            served.decide({"recount_decision": 1, "verb": "undo", "of": undone})
            status, anew = served.decide(timed)
            assert status == 200 and anew["decision"]["id"] == undone + "-2" and anew["outcome"]["outcome"] != "undone", anew["outcome"]
            assert kept()[-1] == undone + "-2" and len(kept()) == 4
            before = kept()
            assert served.stop() == 0
            served = self.serve("-q", *arguments).enter()
            assert kept() == before
            served.stop()

    def unread(self):
        """What of an input is not understood is told once, and no longer when it was mended."""
        folder = self.path("mended")
        os.mkdir(folder)
        served = self.serve("--watch", folder).enter()
        name = os.path.join(folder, "a.jsonl")
        told = lambda: [one["input"] for one in served.account()["unread"]]
        for text in ("{broken\n", "{broken\n{broken too\n"):  # after a line that is right
            with open(name, "w") as file:
                file.write(self.lines[0] + "\n" + text)
            until(lambda: len(told()) == text.count("\n"), "what is wrong: %s" % told())
        with open(name, "w") as file:
            file.write(self.lines[0] + "\n")
        until(lambda: told() == [], "nothing that is wrong")
        served.stop()

    def changes(self):
        """Who asks learns which stories changed."""
        served = self.serve("-q", self.all, "--decisions", self.path("changes.jsonl")).enter()
        version = served.json("/api/changes?since=0")["version"]
        assert served.json("/api/changes?since=%d" % version) == {"version": version, "all": False, "stories": []}
        story, decision = self.a_claim(served)
        served.decide(decision)
        changes = served.json("/api/changes?since=%d" % version)
        assert changes["stories"] == [story] and changes["version"] > version
        assert served.json("/api/changes?since=%d" % (changes["version"] + 1000))["all"], "a page of an earlier run"
        served.stop(signal.SIGTERM)

    def watch(self):
        """Files join the account once they are whole, each once."""
        folder = self.path("incoming")
        os.makedirs(folder)
        with open(os.path.join(folder, "first.jsonl"), "w") as out:
            out.write("".join(line + "\n" for line in self.lines[:2]))
        store = self.path("watched.store")
        served = self.serve("--store", store, "--watch", folder).enter()
        ids = [json.loads(line)["id"] for line in self.lines]
        until(lambda: served.reports() == set(ids[:2]), "the file that stood there")
        version = served.json("/api/changes?since=0")["version"]
        with open(os.path.join(folder, "slow.jsonl"), "w") as slow:  # written for longer than files are waited for
            for line in self.lines[2:4]:
                slow.write(line[:100])
                slow.flush()
                time.sleep(1.2)
                assert served.reports() == set(ids[:2]), "a file was read before it was whole"
                slow.write(line[100:] + "\n")
        until(lambda: served.reports() == set(ids[:4]), "the file that took its time")
        assert served.json("/api/changes?since=%d" % version)["stories"]
        os.makedirs(os.path.join(folder, "deeper", "still"))
        with open(self.path("moved.jsonl"), "w") as out:
            out.write("".join(line + "\n" for line in self.lines[3:6]))  # one that is there already
        os.rename(self.path("moved.jsonl"), os.path.join(folder, "deeper", "still", "moved.jsonl"))
        until(lambda: served.reports() == set(ids[:6]), "the file in a folder of a folder")
        shutil.copy(os.path.join(folder, "first.jsonl"), os.path.join(folder, "again.jsonl"))
        with open(os.path.join(folder, "broken.html"), "wb") as out:
            out.write(b"\x00\x01\x02\x03" * 100)
        until(lambda: [unread for unread in served.account()["unread"] if "broken.html" in unread["input"]], "the file that cannot be read")
        assert served.reports() == set(ids[:6])
        is_told = lambda: [unread for unread in served.account()["unread"] if "is not there any more" in unread["reason"]]
        os.rename(folder, folder + "-away")
        until(is_told, "a word on the folder that went")
        until(lambda: any("incoming: is not there any more" in note for note in served.notes), "the same on standard error")
        os.rename(folder + "-away", folder)
        until(lambda: not is_told(), "the folder that is back")
        assert served.stop() == 0
        found = json.loads(subprocess.run([self.recount, "account", "-q", "--store", store, "--format", "json"], check=True, capture_output=True).stdout)
        single = self.write("single.jsonl", "".join(line + "\n" for line in self.lines[:6]))
        expected = json.loads(subprocess.run([self.recount, "account", "-q", single, "--format", "json"], check=True, capture_output=True).stdout)
        for account in (found, expected):  # stories of a store are named by when they came
            for number, story in enumerate(account["stories"]):
                story["id"] = number
        assert found == expected, "the account of what came piece by piece is another one"

    def feeds(self):
        """Feeds are asked for what changed, and left in peace where they ask for it."""
        feeds, items = FeedServer(), [FIRST]

        def changing(headers):
            tag = '"%d"' % len(items)
            if headers.get("If-None-Match") == tag:
                return 304, {"ETag": tag}, b""
            return 200, {"ETag": tag, "Last-Modified": "Mon, 03 May 2021 10:00:00 GMT", "Content-Type": "application/rss+xml"}, rss(items)

        feeds.answers = {
            "/changing": changing,
            "/atom": lambda headers: (200, {"Cache-Control": "max-age=3600"}, atom([("o1", "March in Odrana", "About 300 people marched in Odrana on Monday, police said.")])),
            "/busy": lambda headers: (503, {"Retry-After": "3600"}, b"busy"),
            "/moved": lambda headers: (301, {"Location": "/moved/here"}, b""),
            "/moved/here": lambda headers: (200, {}, rss([("m1", "Fire in Pellin", "A fire killed 3 people in Pellin on Monday, police said.")])),
            "/circle": lambda headers: (302, {"Location": "/circle"}, b""),
            "/elsewhere": lambda headers: (302, {"Location": "file:///etc/passwd"}, b""),
            "/gone": lambda headers: (410, {}, b""),
            "/failing": lambda headers: (500, {}, b""),
            "/endless": lambda headers: (200, {}, b"<rss><!--" + b"x" * (20 << 20)),
        }
        arguments = [argument for path in feeds.answers if path != "/moved/here" for argument in ("--feed", feeds.url(path))]
        served = self.serve(*arguments, "--every", "1").enter()
        until(lambda: len(served.reports()) == 3, "the items of the feeds")
        until(lambda: len(feeds.times("/changing")) >= 3, "more questions")
        version = served.json("/api/changes?since=0")["version"]
        assert len(served.reports()) == 3, "an item is taken once"
        items.append(SECOND)
        until(lambda: len(served.reports()) == 4, "the new item")
        assert served.json("/api/changes?since=%d" % version)["stories"]
        stories = [{report["id"] for report in story["reports"]} for story in served.account()["stories"]]
        assert [story for story in stories if story >= {"k1", "k2"}], "the new report did not join its story"
        until(lambda: len(feeds.times("/moved/here")) >= 3 and len(feeds.times("/failing")) >= 3, "more questions")
        time.sleep(2)
        asked = feeds.headers("/changing")
        assert asked[0]["User-Agent"].startswith("recount/") and "If-None-Match" not in asked[0]
        assert asked[1]["If-None-Match"] == '"1"' and asked[1]["If-Modified-Since"] == "Mon, 03 May 2021 10:00:00 GMT"
        assert asked[-1]["If-None-Match"] == '"2"'
        gaps = [b - a for a, b in zip(feeds.times("/changing"), feeds.times("/changing")[1:])]
        assert min(gaps) > 0.9, "asked more often than was said: %s" % gaps
        assert len(feeds.times("/atom")) == 1, "an answer that is good for an hour was asked for again"
        assert len(feeds.times("/busy")) == 1, "a server that is busy for an hour was asked again"
        assert len(feeds.times("/moved")) == 1, "a feed that moved for good is asked for where it is"
        assert len(feeds.times("/gone")) == 1, "a feed that is gone is not asked for again"
        assert len(feeds.times("/circle")) % 6 == 0, "redirections are followed five times"
        failing = feeds.times("/failing")
        assert failing[2] - failing[1] > 1.9 * (failing[1] - failing[0]) * 0.8, "a server in trouble is asked less and less often"
        notes = "".join(served.notes)
        for words in ("redirected without end", "to where no feed is followed", "larger than 16 MB", "answers 503"):
            assert words in notes, words
        assert served.stop() == 0

    def protected_feeds(self):
        """Over TLS, whose certificate must be one that the system trusts."""
        key, certificate = self.path("key.pem"), self.path("certificate.pem")
        made = subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
                               "-days", "2", "-keyout", key, "-out", certificate], capture_output=True) if shutil.which("openssl") else None
        if not made or made.returncode != 0:
            print("left out: there is no openssl to make a certificate with")
            return
        feeds = FeedServer((certificate, key))
        feeds.answers = {"/feed": lambda headers: (200, {}, rss([FIRST]))}
        stranger = self.serve("--feed", feeds.url("/feed"), "--every", "1").enter()
        until(lambda: any("SSL" in note for note in stranger.notes), "what is wrong with the certificate")
        assert stranger.reports() == set() and feeds.asked == []
        trusted = self.serve("--feed", feeds.url("/feed"), SSL_CERT_FILE=certificate).enter()
        until(lambda: trusted.reports() == {"k1"}, "the item of the feed")
        for served in (stranger, trusted):
            assert served.stop() == 0

    def wrong_use(self):
        for arguments, words in ((["--listen", "0.0.0.0", self.all], "--origin"), ([], "wants reports"), (["--feed", "ftp://x.example/"], "--feed wants"),
                                 (["--feed", "https://a:b@x.example/"], "--feed wants"), (["--origin", "http://news.example", self.all], "--origin wants"),
                                 (["--port", "70000", self.all], "70000"), (["--watch", self.path("nowhere"), "--port", "0"], "no folder"),
                                 (["--decisions", self.path("nowhere/x.jsonl"), "--port", "0", self.all], "cannot be written"),
                                 (["--store", "host=127.0.0.1 password=s3cret", "--port", "0"], "no address of a database")):
            done = subprocess.run([self.recount, "serve", *arguments], capture_output=True, text=True, timeout=PATIENCE)
            assert done.returncode == 2 and words in done.stderr and "s3cret" not in done.stderr, (arguments, done)
        mistyped = self.serve("--store", self.path("mistyped.store"))
        until(lambda: any("there was no such store" in note for note in mistyped.notes), "a word on the new store")
        mistyped.stop()
        first = self.serve(self.all)
        done = subprocess.run([self.recount, "serve", "--port", first.port, self.all], capture_output=True, text=True, timeout=PATIENCE)
        assert done.returncode == 2 and "another program may have it" in done.stderr, done
        first.stop()

    def behind_a_proxy(self):
        """A proxy on this machine has accounts and TLS: the server goes by its name, and by who it says decides."""
        served = self.serve("-q", self.all, "--decisions", self.path("proxied.jsonl"), "--origin", "https://news.example")
        assert served.ask("/", Host="other.example")[0] == 403
        status, headers, _ = served.ask("/?token=" + served.token, Host="news.example")
        assert status == 303 and "Secure" in headers["Set-Cookie"] and headers["Set-Cookie"].startswith("__Host-")
        served.cookie = headers["Set-Cookie"].split(";")[0]
        _, decision = self.a_claim(served)
        assert served.decide(decision, Host="news.example", Origin="http://news.example")[0] == 403
        assert served.decide(decision, Host="news.example", Origin="https://news.example", X_Remote_User=b"\xff")[0] == 422
        status, answer = served.decide(decision, Host="news.example", Origin="https://news.example", X_Remote_User="bela")
        assert status == 200 and answer["decision"]["by"] == "bela"
        served.stop()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("recount")
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    test = Test(options)
    try:
        for name, part in (("who is let in", test.who_is_let_in), ("pieces", test.pieces), ("changes", test.changes), ("what decisions do", test.effects), ("names that are taken out", test.names), ("names, and decisions elsewhere", test.names_elsewhere),
                           ("decisions", lambda: test.decisions(options.kills)), ("ids of decisions", test.ids), ("a folder that is watched", test.watch), ("what was unread", test.unread), ("feeds", test.feeds), ("feeds over TLS", test.protected_feeds),
                           ("wrong use", test.wrong_use), ("behind a proxy", test.behind_a_proxy)):
            begin = time.time()
            part()
            print("%s: right, in %.1f s" % (name, time.time() - begin), flush=True)
    finally:
        test.end()


if __name__ == "__main__":
    main()
