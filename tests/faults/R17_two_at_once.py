#!/usr/bin/env python3
"""R17: two indexers for one index, two watches for one database, and two edits of one plan with one ETag.

The second indexer waits, then is told that another writes, and ends with 1, the index being sound; the second watch says so at
once; the loser of two edits gets 412. The edits need plans that are kept (PUT or PATCH /v1/plans).
"""
import fcntl
import json
import signal
import threading

from support.asking import ask, wait_until
from support.checker import expect_equal
from support.feeds import csv
from support.rig import main
from support.writes import Writes, referral_keys


def fault(rig):
    cluster = rig.load()
    feed = rig.folder / "feed.csv"
    feed.write_text(csv(range(50)))
    # Somebody writes: the lock of the folder is held, as a running indexer holds it.
    with open(rig.index / "lock", "r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for verb in (["rebuild"],) if rig.short else (["rebuild"], ["reconcile"], ["verify"]):
            done = rig.indexer(*verb, timeout=60)
            rig.check(done.status == 1 and "another indexer" in done.err, f"{verb[0]} beside another ends with {done.status}: {done.err.strip()[-200:]}")
        done = rig.indexer("ingest", feed, "--name", "second", timeout=60)
        rig.check(done.status in (0, 1) and done.err.strip() != "", f"ingest beside another ends with {done.status} and says {done.err.strip()!r}")
    expect_equal(rig, "after the feed that came beside another") if not rig.indexer("reconcile").status else None
    for turn in range(2 if rig.short else 10):
        feed.write_text(csv(range(50 + turn * 30), version=turn + 2))
        processes = [rig.start_indexer(*words) for words in (["rebuild"], ["ingest", feed, "--name", "second"], ["rebuild"], ["reconcile"])]
        ends = []
        for process in processes:
            out, err = process.communicate(timeout=120)
            ends.append(process.returncode)
            rig.check(process.returncode == 0 or (process.returncode == 1 and "another indexer" in err),
                      f"of four at once one ended with {process.returncode}: {err.strip()[-200:]}")
        rig.check(0 in ends, "of four at once none succeeded")
        rig.good("reconcile")
        expect_equal(rig, "after four at once")
    first = rig.start_indexer("watch")
    held = wait_until(lambda: cluster.one("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted") != "0", 20)
    rig.must(held is not None, "the first watch takes no lock")
    second = rig.indexer("watch", timeout=30)
    rig.check(second.status == 1 and second.err.strip() != "", f"a second watch ends with {second.status}: {second.err.strip()}")
    rig.check(rig.end(first, signal.SIGTERM, 60) == 0, "the first watch does not end well")
    expect_equal(rig, "after the watches")
    edit_twice(rig)


def edit_twice(rig):
    api = rig.api("--referral-keys", referral_keys(rig))
    contract = ask(api.url, "/v1/openapi.json").json()["paths"].get("/plans", {})
    method = next((name for name in ("put", "patch") if name in contract), None)
    writes = Writes(rig, api.url) if method else None
    if method is None or writes.path != "/v1/plans":
        rig.say("two edits of one plan: left out, the contract has no plans that are kept and changed yet")
        rig.figure("edits", "left out")
        return
    code = next(iter(writes.codes.values()))
    lost = 0
    for turn in range(5 if rig.short else 50):
        seen = ask(api.url, "/v1/plans", headers={"Leerwijzer-Code": code})
        rig.must(seen.status == 200 and seen.header("etag") != "", f"a plan is read with {seen.status} and no ETag")
        answers = []

        def edit():
            answers.append(ask(api.url, "/v1/plans", method.upper(), json.loads(writes.body),
                               {"Leerwijzer-Code": code, "If-Match": seen.header("etag")}))

        threads = [threading.Thread(target=edit) for _ in range(2)]
        [thread.start() for thread in threads]
        [thread.join() for thread in threads]
        statuses = sorted(answer.status for answer in answers)
        rig.check(statuses[0] // 100 == 2 and statuses[1] == 412, f"two edits with one ETag answered {statuses}")
        lost += statuses[1] == 412
    rig.figure("edits", f"{lost} losers told")


main(fault, "lock error and clean exit; 412 for the loser")
