#!/usr/bin/env python3
"""R7: one call that writes, flushes or renames a file of the index fails with EIO: the first, the second, and so on.

failing_io.c is compiled and loaded with LD_PRELOAD. A verb that met the error must end with another status than 0 (or the
index must be equal all the same), never lose what was acknowledged, and leave an index that is read and that the next run
makes equal.
"""
import shutil
import subprocess

from support.checker import count_of, expect_equal, verify
from support.feeds import csv
from support.rig import Skip, main


def fault(rig):
    compiler = shutil.which("cc") or shutil.which("gcc")
    if not compiler:
        raise Skip("there is no C compiler")
    shim = rig.folder / "failing_io.so"
    source = __file__.rsplit("/", 1)[0] + "/failing_io.c"
    done = subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", str(shim), source, "-ldl"], capture_output=True, text=True)
    rig.must(done.returncode == 0, f"the shim is not compiled: {done.stderr}")
    cluster = rig.load()
    feed, log = rig.folder / "feed.csv", rig.folder / "io.log"
    feed.write_text(csv(range(120)))
    rig.good("ingest", feed, "--name", "broken-disk")
    base = {"LD_PRELOAD": str(shim), "FAILING_IO_UNDER": str(rig.index), "FAILING_IO_LOG": str(log)}
    fired, refused, verbs = 0, 0, 0
    for verb in ("ingest", "rebuild", "reconcile"):
        words = ["ingest", feed, "--name", "broken-disk"] if verb == "ingest" else [verb]
        edition = 1 + verbs * 1000
        feed.write_text(csv(range(120), version=edition + 999))
        log.unlink(missing_ok=True)
        rig.good(*words, env=base)
        calls = int(log.read_text().split("calls ")[1].split()[0]) if log.exists() and "calls " in log.read_text() else 0
        rig.must(calls > 3, f"{verb}: the shim saw {calls} calls only")
        most = 6 if rig.short else 60
        turns = sorted(set([1, 2, 3, calls] + [1 + i * (calls - 1) // (most - 1) for i in range(most)]))
        for at in turns:
            edition += 1
            feed.write_text(csv(range(120), version=edition))
            log.unlink(missing_ok=True)
            acknowledged = count_of(cluster)
            done = rig.indexer(*words, env={**base, "FAILING_IO_AT": str(at)})
            met = log.exists()
            fired += met
            if met and done.status == 0:
                expect_equal(rig, f"{verb} met an error at call {at}, ended with 0")
            if met and done.status != 0:
                refused += 1
                rig.check(done.status == 1 and done.err.strip() != "",
                          f"{verb}, call {at} ({log.read_text().strip()}): status {done.status}, says {done.err.strip()[-160:]!r}")
            rig.check(count_of(cluster) >= acknowledged, f"{verb}, call {at}: offers are lost from the database")
            _, numbers = verify(rig)
            if numbers is None:
                rig.good("rebuild")  # what the message of `verify` says to run
            else:
                rig.good(*words)
                rig.good("reconcile") if verify(rig)[0].status != 0 and verb == "rebuild" else None
            expect_equal(rig, f"after {verb} with an error at call {at} and a clean run")
        verbs += 1
    rig.figure("errors met", fired)
    rig.figure("ended with an error", refused)
    rig.check(fired >= 3 * 3, f"only {fired} errors were met")


main(fault, "no acknowledged loss; non-zero exit")
