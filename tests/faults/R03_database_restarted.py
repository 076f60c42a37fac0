#!/usr/bin/env python3
"""R3: PostgreSQL is restarted, in turn fast and immediate, while people search and write.

Searching stays 200 the whole time. A write is 201, or 503 with Retry-After. Nothing that was acknowledged is lost or there
twice, durability being on.
"""
import time

from support.asking import Load, is_ready, search, share, wait_until
from support.rig import main
from support.writes import Writes, referral_keys

WORDS = ["lassen", "zorg", "excel", "nederlands leren", "heftruck"]


def fault(rig):
    cluster = rig.load(fast=False)
    api = rig.api("--referral-keys", referral_keys(rig))
    writes = Writes(rig, api.url)

    def act(number, turn):
        if number < 3:
            return "write", writes.write
        return "search", lambda client: client.get(search(WORDS[turn % len(WORDS)], page=1 + turn % 3))

    load = Load(api.url, 6, act, pause=0.02)
    back = []
    for turn in range(2 if rig.short else 10):
        time.sleep(0.6)
        cluster.restart("fast" if turn % 2 == 0 else "immediate")
        took = wait_until(lambda: is_ready(api.url), 20)
        rig.must(took is not None, "the API is not ready again within 20 s of the restart")
        back.append(took)
    time.sleep(0.5)
    load.stop()
    searches, written = load.of("search"), load.of("write")
    rig.check(all(answer.status == 200 for answer in searches),
              f"searches answered {sorted({answer.status for answer in searches})}")
    wrong = [answer for answer in written if answer.status != 201 and not (answer.status == 503 and answer.polite_refusal)]
    rig.check(not wrong, f"writes answered {sorted({(answer.status, answer.fault) for answer in wrong})[:4]}")
    writes.settle(api.url)
    writes.check_all(api.url)
    rig.figure("restarts", len(back))
    rig.figure("writes refused", sum(answer.status == 503 for answer in written))
    rig.figure("searches", len(searches))
    rig.figure("p99 of a search s", share([answer.seconds for answer in searches], 0.99))
    rig.figure("ready again s", max(back))


main(fault, "search stays 200; writes 503 with Retry-After; nothing lost or doubled")
