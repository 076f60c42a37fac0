#!/usr/bin/env python3
"""R5: the primary dies (SIGKILL of the postmaster and its processes) under writes, and the standby is promoted.

The standby is made with pg_basebackup and follows synchronously: what was acknowledged is on both. The API has both hosts
in its connection string and target_session_attrs=read-write, and is not restarted.
"""
import os
import re
import signal
import subprocess
import time

from support.asking import Load, is_ready, search, wait_until
from support.rig import AS_POSTGRES, POSTGRES_BIN, Cluster, main
from support.writes import Writes, referral_keys


def make_standby(rig, primary):
    standby = Cluster(rig, rig.folder / "standby")
    standby.folder.mkdir()
    standby.folder.chmod(0o711)
    sockets = standby.folder / "pg-socket"
    sockets.mkdir()
    if AS_POSTGRES:
        subprocess.run(["chown", "postgres", str(standby.folder), str(sockets)], check=True)
    done = subprocess.run(AS_POSTGRES + [str(POSTGRES_BIN / "pg_basebackup"), "-D", str(standby.data), "-R", "-X", "stream", "-c", "fast",
                                         "-d", primary.url.replace("dbname=leerwijzer", "application_name=second")],
                          capture_output=True, text=True, timeout=120, cwd="/")
    rig.must(done.returncode == 0, f"pg_basebackup: {done.stderr[-300:]}")
    settings = standby.data / "leerwijzer.conf"
    settings.write_text(settings.read_text().replace(primary.socket, str(sockets)))
    rig.clusters.append(standby)
    standby.socket = str(sockets)
    standby.url = primary.url.replace(primary.socket, str(sockets))
    done = subprocess.run(AS_POSTGRES + [str(POSTGRES_BIN / "pg_ctl"), "start", "-D", str(standby.data), "-w", "-t", "60", "-l",
                                         str(standby.folder / "server.log")], capture_output=True, text=True, timeout=90, cwd="/")
    rig.must(done.returncode == 0, f"the standby does not start: {done.stdout}{done.stderr}")
    return standby


def fault(rig):
    primary = rig.load(fast=False)
    standby = make_standby(rig, primary)
    primary.sql("ALTER SYSTEM SET synchronous_standby_names = '*'")
    primary.sql("SELECT pg_reload_conf()")
    rig.must(wait_until(lambda: primary.one("SELECT sync_state FROM pg_stat_replication") == "sync", 20) is not None,
             "the standby does not follow synchronously")
    both = re.sub(r"host=\S+ port=\d+", f"host={primary.socket},{standby.socket} port=5432,5432", primary.url)
    api = rig.api("--referral-keys", referral_keys(rig), url=both + " target_session_attrs=read-write")
    writes = Writes(rig, api.url)
    load = Load(api.url, 5, lambda n, _: ("write", writes.write) if n < 4 else ("search", lambda c: c.get(search("zorg"))), pause=0.01)
    time.sleep(2 if rig.short else 10)
    before = len(writes.codes)
    died = time.monotonic()
    for pid in primary.pids():
        os.kill(pid, signal.SIGKILL)
    time.sleep(0.3)
    rig.must(standby.one("SELECT pg_promote(true, 30)") == "t", "the standby is not promoted")
    back = wait_until(lambda: is_ready(api.url), 30)
    rig.must(back is not None, "the API does not find the promoted standby within 30 s")
    seconds = time.monotonic() - died
    time.sleep(2 if rig.short else 5)
    load.stop()
    rig.check(len(writes.codes) > before, "nothing was written after the failover")
    wrong = [a for a in load.of("write") if a.status != 201 and not a.polite_refusal]
    rig.check(not wrong, f"writes answered {sorted({(a.status, a.fault) for a in wrong})[:3]}")
    rig.check(all(a.status == 200 for a in load.of("search")), "searching was not 200 all the time")
    rig.cluster = standby
    writes.settle(api.url)
    writes.check_all(api.url, standby)
    rig.figure("before", before)
    rig.figure("writing again after s", seconds)


main(fault, "no acknowledged write lost")
