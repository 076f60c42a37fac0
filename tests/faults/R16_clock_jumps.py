#!/usr/bin/env python3
"""R16: the clock of the machine jumps 400 days ahead, 400 back, and over the hours of daylight saving, under the API while it
runs and for each verb (libfaketime; only the wall clock, as on a machine).

No offer is deleted or changed by it, the index stays equal, and once the clock is right again searching finds what it found.
"""
import glob
import os

from support.asking import ask, search
from support.checker import count_of, digest, expect_equal
from support.feeds import csv
from support.rig import Skip, main

JUMPS = [("+400d", "400 days ahead"), ("-400d", "400 days back"), ("@2027-03-28 00:59:58", "into summer time"),
         ("@2026-10-25 00:59:58", "out of summer time"), ("@2028-02-29 12:00:00", "29 February")]


def library():
    for pattern in ("/usr/lib/*/faketime/libfaketime.so.1", "/usr/lib/faketime/libfaketime.so.1"):
        for found in glob.glob(pattern):
            return found
    raise Skip("libfaketime is not there (package faketime)")


def fault(rig):
    shim = library()
    cluster = rig.load()
    feed = rig.folder / "feed.csv"
    feed.write_text(csv(range(60)))
    rig.good("ingest", feed, "--name", "clock")
    clock = rig.folder / "clock"
    clock.write_text("+0")
    faked = {"LD_PRELOAD": shim, "FAKETIME_TIMESTAMP_FILE": str(clock), "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1",
             "DONT_FAKE_MONOTONIC": "1", "TZ": "UTC"}
    api = rig.api(env=faked)
    everything = lambda: ask(api.url, "/v1/offers?withPastOnly=true&pageSize=1").json()["total"]  # noqa: E731
    words = ["zorg", "lassen", "excel"]
    found = {word: ask(api.url, search(word, pageSize=1)).json()["total"] for word in words}
    offers, all_shown, was = count_of(cluster), everything(), digest(cluster)
    for jump, what in JUMPS:
        set_clock(clock, jump)
        for word in words:
            answer = ask(api.url, search(word))
            rig.check(answer.status == 200, f"{what}: searching answers {answer.status}")
            day = answer.json()["provenance"]["today"]
        rig.say(f"{what}: the API takes {day} for today, {everything()} offers with those of the past")
        rig.check(day != "" and (jump[0] != "+" or day > "2027"), f"{what}: the API does not see the jump, it says {day}")
        rig.check(everything() == all_shown, f"{what}: {everything()} of {all_shown} offers are found")
        rig.check(ask(api.url, "/ready").status == 200, f"{what}: not ready")
        for verb in (["ingest", feed, "--name", "clock"], ["reconcile"], ["verify"], ["sources"], ["prune"]):
            done = rig.indexer(*verb, env=faked, timeout=60)
            rig.check(done.status == 0, f"{what}: {verb[0]} ends with {done.status}: {done.err.strip()[-160:]}")
        rig.check(count_of(cluster) == offers, f"{what}: {count_of(cluster)} of {offers} offers are left")
        rig.check(digest(cluster) == was, f"{what}: offers were changed")
        expect_equal(rig, what)
    watch = rig.start_indexer("watch", "--every", "5", env=faked)
    for jump, what in JUMPS[:2]:
        set_clock(clock, jump)
        feed.touch()
        import time
        time.sleep(2)
        rig.check(watch.poll() is None, f"{what}: the watch ended")
    clock.write_text("+0")
    rig.check(rig.end(watch, wait=60) == 0, "the watch does not end well")
    rig.check(count_of(cluster) == offers, f"{count_of(cluster)} of {offers} offers are left at the end")
    after = {word: ask(api.url, search(word, pageSize=1)).json()["total"] for word in words}
    rig.check(after == found, f"with the clock right again searching finds {after}, before {found}")
    expect_equal(rig, "at the end")
    rig.figure("jumps", len(JUMPS))
    rig.figure("offers lost", offers - count_of(cluster))


def set_clock(file, jump):
    fresh = str(file) + ".new"
    with open(fresh, "w") as out:
        out.write(jump)
    os.replace(fresh, file)


main(fault, "no mass expiry")
