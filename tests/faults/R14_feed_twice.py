#!/usr/bin/env python3
"""R14: the same feed again, two processes with the same feed at once, and keys that are twice in one feed.

The second time nothing changes, not even the change log; of two at once each ends well or is told that the other is at it; of
two records with one key the same one wins each time.
"""
from support.checker import count_of, digest, expect_equal, offers_of
from support.feeds import HEAD, csv, row
from support.rig import main


def changes(cluster):
    return int(cluster.one("SELECT coalesce(max(number), 0) FROM change_log"))


def fault(rig):
    cluster = rig.load()
    feed = rig.folder / "feed.csv"
    offers = 300 if rig.short else 2000
    feed.write_text(csv(range(offers)))
    rig.good("ingest", feed, "--name", "twice")
    at, was = changes(cluster), digest(cluster)
    for _ in range(2):
        again = rig.good("ingest", feed, "--name", "twice")
        rig.check(f"{offers} unchanged" in again.out, f"the same feed again: {again.out.splitlines()[0]}")
    rig.check(changes(cluster) == at, "the same feed again writes to the change log")
    rig.check(digest(cluster) == was, "the same feed again changes offers")

    turns, told = (2 if rig.short else 12), 0
    for turn in range(turns):
        feed.write_text(csv(range(offers), version=turn + 2))
        both = [rig.start_indexer("ingest", feed, "--name", "twice") for _ in range(2)]
        for process in both:
            out, err = process.communicate(timeout=120)
            told += process.returncode != 0
            rig.check(process.returncode in (0, 1), f"one of two at once ended with {process.returncode}")
            rig.check(process.returncode == 0 or err.strip() != "", "one of two at once failed without a word")
        rig.check(count_of(cluster, "twice") == offers, f"{count_of(cluster, 'twice')} offers after two at once")
        rig.good("ingest", feed, "--name", "twice")
        titles = {title.rsplit(" ", 1)[1] for title, _ in offers_of(cluster, "twice").values()}
        rig.check(titles == {str(turn + 2)}, f"editions {sorted(titles)} after two at once and one more")
        expect_equal(rig, "after two at once")

    winners = set()
    for turn in range(3):
        lines = [HEAD] + [row(n, version) for version in (71, 72, 73) for n in range(50)]
        feed.write_text("\n".join(lines) + "\n")
        rig.indexer("ingest", feed, "--name", "doubles")
        found = offers_of(cluster, "doubles")
        rig.check(len(found) == 50, f"{len(found)} offers of 50 keys that are there three times")
        winners.add(tuple(sorted({title.rsplit(" ", 1)[1] for title, _ in found.values()})))
    rig.check(len(winners) == 1 and len(next(iter(winners))) == 1, f"the winner of a double key is not always the same: {winners}")
    expect_equal(rig, "with double keys")
    rig.figure("at once", turns)
    rig.figure("told to wait", told)
    rig.figure("winner", {"71": "first", "73": "last"}.get(next(iter(winners))[0], "middle"))


main(fault, "idempotent; a defined winner")
