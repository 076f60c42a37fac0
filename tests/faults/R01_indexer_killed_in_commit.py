#!/usr/bin/env python3
"""R1: the indexer is killed with SIGKILL in the middle of its work, 200 times (--short: 10).

Half of the times at random, half of them while the files of the index are being written. Acknowledged is what another
session of the database saw before the kill: it must be there after every kill, no title may go back to an earlier edition,
and the number that the index stands at may not fall. A last whole run must equal a clean run in another database.
"""
import shutil
import threading
import time

from support.checker import count_of, expect_equal, offers_of, verify
from support.feeds import csv, version_in
from support.rig import ROOT, main

OFFERS = 400


def stamp(folder):
    """Changes as soon as a file of the index does."""
    newest = 0
    for file in folder.glob("gen-*/*"):
        try:
            newest = max(newest, file.stat().st_mtime_ns)
        except OSError:
            pass
    return newest


class Witness:
    """Another session that notes the edition of every offer that it can see."""

    def __init__(self, cluster):
        self.cluster, self.seen, self.stopped = cluster, {}, threading.Event()
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self):
        while not self.stopped.is_set():
            self.seen = {key: version_in(title) for key, (title, _) in offers_of(self.cluster, "killed").items()}
            self.stopped.wait(0.03)

    def stop(self):
        self.stopped.set()
        self.thread.join()
        return self.seen


def kill_once(rig, cluster, feed, turn, usual):
    before = stamp(rig.index)
    witness = Witness(cluster)
    process = rig.start_indexer("ingest", feed, "--name", "killed", "--accept-collapse", "--by", "faults")
    in_commit = turn % 2 == 0
    until = time.monotonic() + usual * (3 if in_commit else rig.random.uniform(0.05, 1.0))
    while time.monotonic() < until and process.poll() is None:
        if in_commit and stamp(rig.index) != before:
            time.sleep(rig.random.uniform(0, 0.02))
            break
        time.sleep(0.0005)
    ended_by_itself = process.poll() is not None
    process.kill()
    process.wait(20)
    process.stdout.close(), process.stderr.close()
    rig.processes.remove(process)
    return witness.stop(), ended_by_itself, in_commit and stamp(rig.index) != before


def fault(rig):
    cluster = rig.load(fast=False)
    feed = rig.folder / "feed.csv"
    feed.write_text(csv(range(OFFERS)))
    began = time.monotonic()
    rig.good("ingest", feed, "--name", "killed")
    usual = time.monotonic() - began
    turns = 10 if rig.short else 200
    acknowledged, late, in_commit, at = {}, 0, 0, 0
    for turn in range(1, turns + 1):
        # Ever other offers, some gone and some back, each in a new edition.
        gone = set(rig.random.sample(range(OFFERS), 40))
        feed.write_text(csv([n for n in range(OFFERS) if n not in gone], version=turn + 1))
        seen, ended, committing = kill_once(rig, cluster, feed, turn, usual)
        late += ended
        in_commit += committing
        rig.acknowledge("seen", turn, len(seen), max(seen.values(), default=0))
        now = {key: version_in(title) for key, (title, _) in offers_of(cluster, "killed").items()}
        older = [key for key, version in seen.items() if now.get(key, turn + 1) < version]
        rig.must(not older, f"turn {turn}: {len(older)} offers went back to an earlier edition, {older[:3]}")
        older = [key for key, version in acknowledged.items() if key in now and now[key] < version]
        rig.must(not older, f"turn {turn}: {len(older)} offers are older than what was acknowledged before")
        acknowledged = now
        if turn % 10 == 0 or rig.short:
            done, numbers = verify(rig)
            rig.must(numbers is not None, f"turn {turn}: the index cannot be read after a kill: {done.text[-200:]}")
            rig.must(numbers[4] >= at, f"turn {turn}: the index fell back from change {at} to {numbers[4]}")
            at = numbers[4]
    feed.write_text(csv(range(OFFERS), version=turns + 2))
    rig.good("ingest", feed, "--name", "killed")
    expect_equal(rig, "after the last whole run")
    rig.check(count_of(cluster, "killed") == OFFERS, f"{count_of(cluster, 'killed')} offers instead of {OFFERS}")
    clean_run(rig, cluster, feed)
    rig.figure("kills", turns)
    rig.figure("while writing the index", in_commit)
    rig.figure("came too late", late)


def clean_run(rig, cluster, feed):
    """The same feed in a database that nobody was killed over."""
    cluster.sql("CREATE DATABASE clean")
    url = cluster.url.replace("dbname=leerwijzer", "dbname=clean")
    more = {"url": url, "index": rig.folder / "index-clean"}
    rig.good("migrate", **more)
    rig.good("import", "regions", ROOT / "schema/regions", **more)
    rig.good("import", "taxonomy", ROOT / "schema/taxonomy", **more)
    rig.good("ingest", feed, "--name", "killed", **more)
    own = cluster.one("SELECT md5(string_agg(o.key || o.content_hash, ',' ORDER BY o.key)) FROM offer o JOIN source s "
                      "ON s.id = o.source_id WHERE s.name = 'killed'")
    clean = cluster.one("SELECT md5(string_agg(o.key || o.content_hash, ',' ORDER BY o.key)) FROM offer o JOIN source s "
                        "ON s.id = o.source_id WHERE s.name = 'killed'", url)
    rig.check(own == clean, "the offers differ from those of a clean run")
    shutil.rmtree(rig.folder / "index-clean", ignore_errors=True)


main(fault, "all acknowledged is there; a rerun equals a clean run")
