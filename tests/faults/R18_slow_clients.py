#!/usr/bin/env python3
"""R18: hundreds of clients that send their header a byte at a time, their body a byte at a time, or read their answer so.

By slowhttptest (-H, -B, -X) where it is installed, else by sockets of our own. Meanwhile the p99 of ten good clients stays under
a second, none of them is refused, and when the slow are gone their connections are too.
"""
import re
import shutil
import socket
import subprocess
import threading
import time

from support.asking import Load, ask, search, share, wait_until
from support.rig import main

WORDS = ["lassen", "zorg", "excel", "heftruck", "nederlands"]
KINDS = {"-H": "header", "-B": "body", "-X": "read"}


def by_program(api, kind, connections, seconds):
    words = ["slowhttptest", kind, "-c", str(connections), "-r", "200", "-i", "2", "-l", str(seconds), "-p", "3", "-x", "4",
             "-u", f"{api.url}{'/v1/matches' if kind == '-B' else '/v1/offers?q=zorg'}"]
    words += ["-t", "POST", "-s", "8192"] if kind == "-B" else []
    words += ["-w", "16", "-y", "32", "-n", "1", "-z", "4", "-k", "3"] if kind == "-X" else []
    return subprocess.run(words, capture_output=True, text=True, timeout=seconds + 60)


def by_sockets(api, kind, connections, seconds):
    """The same three by hand: what is opened is fed a byte a second."""
    opened = []
    head = {"-H": b"GET /v1/offers?q=zorg HTTP/1.1\r\nHost: a\r\nX-a: ",
            "-B": b"POST /v1/matches HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 8192\r\n\r\n{",
            "-X": b"GET /v1/openapi.json HTTP/1.1\r\nHost: a\r\n\r\n" * 3}[kind]
    until = time.monotonic() + seconds
    for _ in range(connections):
        one = socket.socket()
        if kind == "-X":
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
        try:
            one.settimeout(5)
            one.connect(("127.0.0.1", api.port))
            one.sendall(head)
            opened.append(one)
        except OSError:
            one.close()
    while time.monotonic() < until:
        for one in opened:
            try:
                one.recv(1) if kind == "-X" else one.sendall(b"a")
            except OSError:
                pass
        time.sleep(1)
    for one in opened:
        one.close()


def connections_of(api):
    return int(re.search(r"^leerwijzer_connections (\d+)", ask(api.url, "/metrics").body.decode(), re.M).group(1))


def fault(rig):
    rig.load()
    api = rig.api("--connections", "4096")
    slow = by_program if shutil.which("slowhttptest") else by_sockets
    rig.figure("by", "slowhttptest" if slow is by_program else "sockets")
    count, seconds = (300, 6) if rig.short else (1000, 40)
    before, memory = connections_of(api), api.memory_kb()
    worst = most = 0
    for kind, name in KINDS.items():
        attack = threading.Thread(target=slow, args=(api, kind, count, seconds))
        load = Load(api.url, 10, lambda n, turn: ("good", lambda c: c.get(search(WORDS[(n + turn) % 5], page=1 + turn % 4))), pause=0.05)
        attack.start()
        while attack.is_alive():  # the server ends them itself after a while, so the most is somewhere in between
            most = max(most, connections_of(api))
            attack.join(0.5)
        load.stop()
        good = load.of("good")
        p99 = share([answer.seconds for answer in good], 0.99)
        rig.check(len(good) > 50 and all(answer.status == 200 for answer in good),
                  f"slow {name}: good clients got {sorted({(a.status, a.fault) for a in good})[:4]}")
        rig.check(p99 < 1.0, f"slow {name}: p99 of good clients {p99:.2f} s")
        rig.say(f"slow {name}: {len(good)} good requests, p99 {p99 * 1000:.0f} ms")
        worst = max(worst, p99)
    rig.check(most > count // 2, f"the slow clients held only {most} connections: they were not there")
    gone = wait_until(lambda: connections_of(api) <= before + 2, 45, 0.5)
    rig.check(gone is not None, f"{connections_of(api)} connections are left")
    rig.figure("slow connections", most)
    rig.figure("p99 of good clients s", worst)
    rig.figure("memory grew MB", (api.memory_kb() - memory) // 1024)
    rig.check(rig.end(api.process) == 0, "the API does not end well")


main(fault, "p99 of ten good clients under 1 s")
