#!/usr/bin/env python3
"""R19: SIGTERM while twenty clients ask, some over kept connections, some over new ones, and while plans are composed.

What was sent before the socket closed is answered in full, /ready turns 503 where it is still asked, and the process ends
with 0 within its drain time.
"""
import socket
import threading
import time

from support.asking import ask, search
from support.rig import main

MATCH = b'{"learner": {"postcode": "3511", "occupations": [{"text": "verkoper"}]}, "goal": {"occupation": {"text": "verzorgende"}}}'


def request(number, turn, keep):
    close = b"" if keep else b"Connection: close\r\n"
    if number % 4 == 0:
        return (b"POST /v1/matches HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n" + close +
                b"Content-Length: %d\r\n\r\n" % len(MATCH) + MATCH)
    return b"GET " + search("zorg", page=1 + (number + turn) % 9).encode() + b" HTTP/1.1\r\nHost: a\r\n" + close + b"\r\n"


def read_answer(connection):
    """(whole, closes): the answer by its Content-Length; nothing at all is (None, True)."""
    got = b""
    while b"\r\n\r\n" not in got:
        more = connection.recv(65536)
        if not more:
            return (None if got == b"" else False), True
        got += more
    head, body = got.split(b"\r\n\r\n", 1)
    lines = head.lower().split(b"\r\n")
    length = next(int(line.split(b":")[1]) for line in lines if line.startswith(b"content-length:"))
    while len(body) < length:
        more = connection.recv(65536)
        if not more:
            return False, True
        body += more
    return True, b"connection: close" in lines


class Clients:
    def __init__(self, port, count):
        self.port, self.stopped = port, threading.Event()
        self.whole = self.cut = self.refused = self.unanswered = 0
        self.lock = threading.Lock()
        self.threads = [threading.Thread(target=self.run, args=(n,), daemon=True) for n in range(count)]
        for thread in self.threads:
            thread.start()

    def note(self, what):
        with self.lock:
            setattr(self, what, getattr(self, what) + 1)

    def run(self, number):
        turn, keep = 0, number % 2 == 0
        while not self.stopped.is_set():
            try:
                connection = socket.create_connection(("127.0.0.1", self.port), 20)
            except OSError:
                self.note("refused")  # it stopped listening: nothing was sent
                return
            with connection:
                try:
                    closes = False
                    while not closes and not self.stopped.is_set():
                        sent_on_used = turn > 0 and keep
                        connection.sendall(request(number, turn, keep))
                        whole, closes = read_answer(connection)
                        turn += 1
                        self.note("whole" if whole else "cut" if whole is False else "unanswered")
                        closes = closes or not keep
                except OSError:
                    # A kept connection may be closed while it is idle, at the very moment of the next request.
                    self.note("unanswered" if sent_on_used else "cut")


def fault(rig):
    rig.load()
    totals = {"whole": 0, "cut": 0, "unanswered": 0}
    slowest = 0
    for turn in range(2 if rig.short else 15):
        api = rig.api("--drain-seconds", "10")
        rig.must(ask(api.url, "/ready").status == 200, "not ready")
        clients = Clients(api.port, 20)
        time.sleep(rig.random.uniform(0.5, 1.2))
        began = time.monotonic()
        status = rig.end(api.process, wait=20)
        took = time.monotonic() - began
        slowest = max(slowest, took)
        clients.stopped.set()
        for thread in clients.threads:
            thread.join(25)
        rig.check(status == 0, f"turn {turn}: status {status}")
        rig.check(took < 10.5, f"turn {turn}: it took {took:.1f} s")
        rig.check(clients.cut == 0, f"turn {turn}: {clients.cut} answers were cut off")
        rig.check(clients.unanswered == 0, f"turn {turn}: {clients.unanswered} requests got no answer")
        for name in totals:
            totals[name] += getattr(clients, name)
    rig.check(totals["whole"] > 100, f"only {totals['whole']} requests were answered")
    for name, value in totals.items():
        rig.figure(name, value)
    rig.figure("slowest end s", slowest)


main(fault, "no request in flight aborted; exit 0")
