#!/usr/bin/env python3
"""R6: the disk of the index fills while `watch` follows a feed that grew, and is then freed.

The disk is a tmpfs of its own where mounting is allowed; else files may not grow (RLIMIT_FSIZE), and then the watch is
started anew without that limit instead of being left alone. The old index serves meanwhile, the error says what is the
matter, and after room was made all is equal without anybody doing anything.
"""
import resource
import signal
import subprocess
import time

from support.asking import ask, search, wait_until
from support.checker import count_of, expect_equal
from support.feeds import csv
from support.rig import main


def fault(rig):
    cluster = rig.load()
    disk = rig.folder / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "leerwijzer-fault", str(disk)], capture_output=True).returncode == 0
    if mounted:
        rig.undo.append(lambda: subprocess.run(["umount", "-l", str(disk)], capture_output=True))
    subprocess.run(["cp", "-a", f"{rig.index}/.", str(disk)], check=True)
    rig.index = disk
    feed = rig.folder / "feed.csv"
    offers = 3000 if rig.short else 12000
    feed.write_text(csv(range(100)))
    rig.good("ingest", feed, "--name", "grows")
    rig.good("sources", "set", "grows", "--reason", "a fault")
    api = rig.api()
    before = ask(api.url, "/v1/offers?pageSize=1").json()["total"]
    limits = None
    if mounted:
        used = int(subprocess.run(["du", "-sk", str(disk)], capture_output=True, text=True).stdout.split()[0])
        subprocess.run(["mount", "-o", f"remount,size={used + 1500}k", str(disk)], check=True)
        rig.figure("disk", "tmpfs")
    else:
        largest = max(file.stat().st_size for file in disk.glob("gen-*/*"))
        limits = {resource.RLIMIT_FSIZE: largest + 256 * 1024}
        rig.figure("disk", "limit of a file")
    errors = open(rig.folder / "watch.log", "w")
    watch = rig.start_indexer("watch", "--every", "5", limits=limits)
    drain(watch, errors)
    feed.write_text(csv(range(offers), version=2))
    full = wait_until(lambda: "space" in read(errors) or "too large" in read(errors) or watch.poll() is not None, 90)
    text = read(errors)
    rig.check(full is not None and ("No space left" in text or "File too large" in text or "full" in text),
              f"nothing says that the disk is full: {text[-300:]}")
    rig.say(next((line for line in text.splitlines() if "space" in line or "too large" in line), "")[:160])
    for words in ("lassen", "zorg", "excel"):
        answer = ask(api.url, search(words))
        rig.check(answer.status == 200 and answer.json()["total"] > 0, f"searching {words} on the full disk answers {answer.status}")
    answer = ask(api.url, "/v1/offers?pageSize=1")
    rig.check(answer.status == 200 and answer.json()["total"] >= before, "the old index does not serve")
    rig.check(watch.poll() is None or not mounted, "the watch ended instead of trying again")
    if mounted:
        subprocess.run(["mount", "-o", "remount,size=1g", str(disk)], check=True)
    else:
        rig.end(watch)
        drain(rig.start_indexer("watch", "--every", "5"), errors)
    freed = time.monotonic()
    stored = wait_until(lambda: count_of(cluster, "grows") == offers, 120, 0.5)
    rig.must(stored is not None, f"{count_of(cluster, 'grows')} of {offers} offers are stored two minutes after room was made")
    everything = count_of(cluster)
    equal = wait_until(lambda: ask(api.url, "/v1/offers?pageSize=1&withPastOnly=true").json()["total"] >= everything * 0.95, 120, 0.5)
    rig.must(equal is not None, "the index does not catch up within two minutes after room was made")
    rig.figure("caught up after s", time.monotonic() - freed)
    for process in rig.processes:
        if process.args[1:2] == ["watch"] and process.poll() is None:
            rig.check(rig.end(process, signal.SIGTERM, 60) == 0, "the watch does not end well")
    expect_equal(rig, "after room was made")
    rig.figure("offers", offers)


def drain(process, into):
    import threading
    for pipe in (process.stdout, process.stderr):
        threading.Thread(target=lambda pipe=pipe: [print(line, end="", file=into, flush=True) for line in pipe], daemon=True).start()


def read(log):
    return open(log.name).read()


main(fault, "old index serves; a clear error; recovers by itself")
