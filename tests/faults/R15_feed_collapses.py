#!/usr/bin/env python3
"""R15: a feed of 200 offers comes back with 20, with none, with no byte at all, and as an error page with status 200.

Nothing is deleted and an entry waits for a person (no byte at all is a fetch that failed, and is told as one); releasing the first deletes and is audited with who and why; dropping the
others keeps the offers; a whole feed heals.
"""
import re

from support.checker import count_of, expect_equal
from support.feed_server import FeedServer, whole
from support.feeds import HEAD, csv
from support.rig import main

PAGE = "<!DOCTYPE html><html><head><title>Storing</title></head><body><h1>Even geduld</h1><p>Er is onderhoud.</p></body></html>"


def fault(rig):
    cluster = rig.load()
    full = csv(range(200))
    now = {"body": full, "kind": "text/csv"}
    server = FeedServer(rig, lambda _, c: whole(c, now["body"].encode(), now["kind"]))
    words = ["ingest", f"{server.url}/aanbod", "--name", "school"]
    rig.good(*words)
    cases = [("a tenth", csv(range(20)), "text/csv"), ("nothing", HEAD + "\n", "text/csv"), ("an empty body", "", "text/csv"),
             ("an error page", PAGE, "text/html")]
    for what, body, kind in cases:
        now.update(body=body, kind=kind)
        done = rig.indexer(*words)
        rig.check(done.status == 1, f"{what}: status {done.status}")
        rig.check(count_of(cluster, "school") == 200, f"{what}: {count_of(cluster, 'school')} of 200 offers are left")
        listed = rig.good("quarantine", "list").out
        waits = "school" in listed or (body == "" and "The file is empty" in done.err)
        rig.check(waits, f"{what}: nothing waits for a person: {listed.strip()} {done.text.strip()[-200:]}")
        expect_equal(rig, what)
        now.update(body=full, kind="text/csv")
        rig.good(*words)
        rig.check("Nothing" in rig.good("quarantine", "list").out, f"{what}: a whole feed does not heal it")
    # A person decides: drop keeps, release deletes.
    now.update(body=csv(range(20)))
    rig.indexer(*words)
    entry = re.search(r"^\s*(\d+)", rig.good("quarantine", "list").out).group(1)
    rig.check(rig.indexer("quarantine", "release", entry, "--by", "A. Jansen").status != 0, "a release without a reason is taken")
    rig.good("quarantine", "release", entry, "--by", "A. Jansen", "--reason", "de avondcursussen zijn gestopt")
    rig.check(count_of(cluster, "school") == 20, f"{count_of(cluster, 'school')} offers after the release, not 20")
    audit = cluster.sql("SELECT actor, action, subject FROM audit_entry WHERE action LIKE '%quarantine%' ORDER BY id")
    rig.check(any(row[0] == "A. Jansen" and "release" in row[1] for row in audit), f"the release is not audited: {audit}")
    expect_equal(rig, "after the release")
    rig.figure("cases", len(cases))
    rig.figure("audited", len(audit))


main(fault, "quarantined; a person releases; audited")
