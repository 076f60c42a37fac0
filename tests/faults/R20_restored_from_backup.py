#!/usr/bin/env python3
"""R20: a backup is made while people write, the database and the index are wiped, and both are restored.

deploy/backup and deploy/restore, into a cluster of another life. The sets of (source, key, hash) are equal, index and
database are too, and every write that was acknowledged before the backup began can be read with its code.
"""
import os
import re
import shutil
import subprocess
import time

from support.asking import Load, ask
from support.checker import count_of, digest, expect_equal
from support.rig import POSTGRES_BIN, ROOT, Cluster, Skip, main
from support.writes import Writes, referral_keys


def deploy(rig, script, *words, url, **more):
    where = dict(re.findall(r"(\w+)=(\S+)", url))
    environment = rig.environment(url, rig.index, {
        "PATH": f"{os.environ['PATH']}:{POSTGRES_BIN}", "LEERWIJZER_INDEXER": str(rig.bin / "leerwijzer-indexer"),
        "LEERWIJZER_BACKUPS": str(rig.folder / "backups"), "PGHOST": where["host"], "PGPORT": "5432", "PGUSER": "leerwijzer"})
    done = subprocess.run([str(ROOT / "deploy" / script), *map(str, words)], env=environment, capture_output=True, text=True, timeout=300)
    rig.must(done.returncode == 0, f"deploy/{script} {words[0]}: {(done.stdout + done.stderr).strip()[-400:]}")
    return done.stdout




def fault(rig):
    if not shutil.which("jq"):
        raise Skip("jq is not installed")
    cluster = rig.load(fast=False)
    settings = rig.folder / "settings"
    settings.mkdir()
    shutil.copy(ROOT / "deploy/settings/api.env", settings)
    api = rig.api("--referral-keys", referral_keys(rig))
    writes = Writes(rig, api.url)
    load = Load(api.url, 2, lambda *_: ("write", writes.write), pause=0.02)
    time.sleep(1 if rig.short else 5)
    before = dict(writes.codes)
    began = time.monotonic()
    deploy(rig, "backup", "make", "--settings", settings, url=cluster.url)
    made = time.monotonic() - began
    backup = next((rig.folder / "backups").glob("2*Z"))
    load.stop()
    offers, was = count_of(cluster), digest(cluster)
    rig.end(api.process)
    # Wiped: cluster and index are gone.
    cluster.stop()
    shutil.rmtree(cluster.folder)
    shutil.rmtree(rig.index)
    fresh = Cluster(rig, rig.folder / "second")
    rig.clusters.append(fresh)
    fresh.start()
    rig.cluster = fresh
    deploy(rig, "database", "create", "restored", url=fresh.url)
    fresh.url = fresh.url.replace("dbname=leerwijzer", "dbname=restored")
    began = time.monotonic()
    told = deploy(rig, "restore", backup, "--yes", url=fresh.url)
    restored = time.monotonic() - began
    rig.say(told.strip().splitlines()[-1])
    rig.check(count_of(fresh) == offers, f"{count_of(fresh)} of {offers} offers are restored")
    rig.check(digest(fresh) == was, "the offers differ from those of before")
    expect_equal(rig, "after the restore", url=fresh.url)
    api = rig.api("--referral-keys", referral_keys(rig), url=fresh.url)
    lost = sum(ask(api.url, writes.path, headers={"Leerwijzer-Code": code}).status != 200 for code in before.values())
    rig.check(lost == 0, f"{lost} of {len(before)} writes from before the backup are lost")
    later = [code for key, code in writes.codes.items() if key not in before]
    kept = sum(ask(api.url, writes.path, headers={"Leerwijzer-Code": code}).status == 200 for code in later)
    rig.figure("backup s", made)
    rig.figure("restore s", restored)
    rig.figure("writes before", len(before))
    rig.figure("lost", lost)
    rig.figure("written later, kept", f"{kept} of {len(later)}")


main(fault, "equal")
