#!/usr/bin/env python3
"""R10: a feed over HTTP ends too early, at any point: with a length that promised more, without the last chunk, or with a
reset; in CSV, schema.org and XCRI-CAP.

What came may be stored, but nothing is deleted, the verb ends with 1 and says that not all could be read; the whole feed
afterwards makes all equal.
"""
from support.checker import count_of, expect_equal
from support.feed_server import FeedServer, cut, whole
from support.feeds import csv, schema_org, xcri
from support.rig import main

OFFERS = 150
FORMS = {"csv": (csv, "text/csv"), "schema-org": (schema_org, "application/ld+json"), "xcri-cap": (xcri, "application/xml")}


def fault(rig):
    cluster = rig.load()
    plan = {"body": b"", "at": None, "how": "", "kind": ""}

    def answer(_, connection):
        if plan["at"] is None:
            whole(connection, plan["body"], plan["kind"])
        else:
            cut(connection, plan["body"], plan["at"], plan["how"], plan["kind"])

    server = FeedServer(rig, answer)
    cuts = 0
    for name, (make, kind) in FORMS.items():
        words = ["ingest", f"{server.url}/{name}", "--name", name, "--format", name]
        plan.update(body=make(range(OFFERS)).encode(), at=None, kind=kind)
        rig.good(*words)
        rig.must(count_of(cluster, name) == OFFERS, f"{name}: {count_of(cluster, name)} offers from a whole feed of {OFFERS}")
        body = make(range(OFFERS), version=2).encode()
        turns = 3 if rig.short else 24
        for turn in range(turns):
            at = 0 if turn == 0 else len(body) - 1 if turn == 1 else rig.random.randrange(1, len(body))
            how = ("length", "chunked", "reset")[turn % 3]
            plan.update(body=body, at=at, how=how)
            # One attempt: a fetcher that tries three times, with pauses, is timed in the tests of fetching.
            done = rig.indexer(*words, timeout=60)
            where = f"{name} cut at {at} of {len(body)} ({how})"
            rig.check(done.status == 1, f"{where}: status {done.status}")
            rig.check(done.err.strip() != "", f"{where}: nothing is said")
            rig.check(count_of(cluster, name) == OFFERS, f"{where}: {count_of(cluster, name)} of {OFFERS} offers are left")
            cuts += 1
        plan.update(at=None)
        rig.good(*words)
        rig.check(count_of(cluster, name) == OFFERS, f"{name}: not all is there after the whole feed")
    expect_equal(rig, "after the whole feeds")
    rig.figure("cuts", cuts)
    rig.figure("deleted", 0 if not rig.faults else "some")


main(fault, "batch refused; nothing deleted")
