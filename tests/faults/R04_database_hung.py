#!/usr/bin/env python3
"""R4: every process of PostgreSQL is stopped for 20 s (SIGSTOP): it accepts connections and says nothing.

Nobody waits without an end: each answer comes within its bound, /health within a second all the time, searching goes on
while the database is silent, and after it all works again without a restart.
"""
import time

from support.asking import Load, ask, is_ready, search, share, wait_until
from support.rig import main
from support.writes import Writes, referral_keys

LONGEST = 9.0  # of anything: a statement may take five seconds, a server that is silent one more, and connecting two


def fault(rig):
    cluster = rig.load(fast=False)
    api = rig.api("--referral-keys", referral_keys(rig), "--cache-megabytes", "0")
    writes = Writes(rig, api.url)
    offer = ask(api.url, search("zorg")).json()["items"][0]["id"]

    def act(number, turn):
        if number < 3:
            return "write", writes.write
        if number == 3:
            return "offer", lambda client: client.get(f"/v1/offers/{offer}")
        if number == 4:
            return "health", lambda client: client.get("/health")
        if number == 5:
            return "ready", lambda client: client.get("/ready")
        return "search", lambda client: client.get(search("excel", page=1 + turn % 5))

    load = Load(api.url, 8, act, pause=0.1, timeout=30)
    time.sleep(1)
    hung = 8 if rig.short else 20
    began = time.monotonic()
    cluster.hang()
    rig.undo.append(cluster.go_on)
    time.sleep(hung)
    cluster.go_on()
    ended = time.monotonic()
    back = wait_until(lambda: is_ready(api.url), 30)
    rig.must(back is not None, "the API is not ready again within 30 s after the database went on")
    time.sleep(1)
    load.stop()
    everything = [answer for _, _, answer in load.seen]
    slowest = max(answer.seconds for answer in everything)
    rig.check(slowest < LONGEST, f"an answer took {slowest:.1f} s")
    rig.check(not any(answer.status == 0 for answer in everything), "a request was never answered")
    health = load.of("health", began)
    rig.check(all(answer.status == 200 for answer in health), "/health was not 200 all the time")
    rig.check(max(answer.seconds for answer in health) < 1.0, "/health took over a second")
    wrong = [a for a in load.of("write") + load.of("offer") if a.status not in (200, 201) and not a.polite_refusal]
    rig.check(not wrong, f"what needs the database answered {sorted({a.status for a in wrong})}")
    during = load.of("search", began, ended)
    rig.check(len(during) > hung and all(answer.status == 200 for answer in during),
              f"while the database was silent {len(during)} searches were answered, with {sorted({a.status for a in during})}")
    p99 = share([answer.seconds for answer in during], 0.99)
    rig.check(p99 < 1.0, f"searching took {p99:.1f} s (p99) while the database was silent")
    writes.settle(api.url)
    writes.check_all(api.url)
    rig.figure("silent s", hung)
    rig.figure("slowest answer s", slowest)
    rig.figure("searches meanwhile", len(during))
    rig.figure("their p99 s", p99)
    rig.figure("ready again s", back)


main(fault, "bounded latency; liveness stays 200")
