"""What every fault stands on: a private PostgreSQL, the indexer and the API on loopback, in a folder of its own.

A fault is a file with `def fault(rig)` that ends with `main(fault, "what passes")`. The rig starts processes, keeps
their ids, and ends those and no others. `rig.check(true, text)` notes what holds; `rig.figure(name, value)` goes into
the table. The outcome is the last line of result.json in the folder of the fault.
"""
import argparse
import json
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
POSTGRES_BIN = Path(os.environ.get("LEERWIJZER_POSTGRES_BIN", "/usr/lib/postgresql/15/bin"))
AS_POSTGRES = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []


class Skip(Exception):
    """The fault cannot be made here; the text says why."""


class Failed(Exception):
    """The rest of the fault makes no sense any more."""


class Ended:
    """A program that ran to its end."""

    def __init__(self, status, out, err, seconds):
        self.status, self.out, self.err, self.seconds = status, out, err, seconds

    @property
    def text(self):
        return self.out + self.err


class Cluster:
    """One PostgreSQL in one folder, started by deploy/postgres-cluster, with durability on."""

    def __init__(self, rig, folder):
        self.rig, self.folder, self.data = rig, folder, folder / "pg"

    def start(self, fast=False):
        words = [str(ROOT / "deploy/postgres-cluster"), "start", str(self.folder)] + (["--fast"] if fast else [])
        done = subprocess.run(words, capture_output=True, text=True, timeout=90)
        if done.returncode != 0:
            raise Failed(f"PostgreSQL does not start: {done.stderr.strip()}")
        self.url = done.stdout.strip().splitlines()[-1]
        self.socket = re.search(r"host=(\S+)", self.url).group(1)
        return self

    def stop(self):
        self.go_on()
        subprocess.run([str(ROOT / "deploy/postgres-cluster"), "stop", str(self.folder)], capture_output=True, timeout=90)

    def restart(self, mode):
        """By pg_ctl, as an operator does; mode fast or immediate."""
        words = AS_POSTGRES + [str(POSTGRES_BIN / "pg_ctl"), "restart", "-D", str(self.data), "-m", mode, "-w", "-t", "60",
                               "-l", str(self.folder / "server.log")]
        done = subprocess.run(words, capture_output=True, text=True, timeout=90, cwd="/")
        if done.returncode != 0:
            raise Failed(f"PostgreSQL does not restart: {done.stderr}{done.stdout}")

    def pids(self):
        """The postmaster, and after it every process that it started."""
        try:
            postmaster = int((self.data / "postmaster.pid").read_text().split()[0])
        except (OSError, ValueError, IndexError):
            return []
        children = subprocess.run(["ps", "-o", "pid=", "--ppid", str(postmaster)], capture_output=True, text=True).stdout
        return [postmaster] + [int(pid) for pid in children.split()]

    def signal(self, what):
        for pid in self.pids():
            try:
                os.kill(pid, what)
            except ProcessLookupError:
                pass

    def hang(self):
        self.signal(signal.SIGSTOP)

    def go_on(self):
        self.signal(signal.SIGCONT)

    def sql(self, statement, url=None, timeout=60):
        """Rows as lists of text."""
        words = ["psql", url or self.url, "-XAtq", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-c", statement]
        done = subprocess.run(words, capture_output=True, text=True, timeout=timeout)
        if done.returncode != 0:
            raise Failed(f"psql: {done.stderr.strip()}")
        return [line.split("\t") for line in done.stdout.splitlines() if line]

    def one(self, statement, url=None):
        rows = self.sql(statement, url)
        return rows[0][0] if rows else ""


class Api:
    """A running leerwijzer-api."""

    def __init__(self, process, url, log):
        self.process, self.url, self.log = process, url, log
        self.port = int(url.rsplit(":", 1)[1])

    def memory_kb(self, field="VmRSS"):
        return memory_kb(self.process.pid, field)


def memory_kb(pid, field="VmRSS"):
    try:
        found = re.search(rf"{field}:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
        return int(found.group(1)) if found else 0
    except OSError:
        return 0


class Rig:
    def __init__(self, options):
        self.options, self.short = options, options.short
        self.bin = Path(options.bin).resolve()
        self.folder = Path(tempfile.mkdtemp(prefix="leerwijzer-fault.", dir=os.environ.get("TMPDIR", "/tmp")))
        self.folder.chmod(0o711)  # as root, PostgreSQL runs under another account that must pass
        self.random = random.Random(options.seed)
        self.figures, self.faults, self.checks = {}, [], 0
        self.clusters, self.processes, self.undo = [], [], []
        self.cluster = None
        self.index = self.folder / "index"
        self.acknowledged = open(self.folder / "acknowledged.log", "a", buffering=1)
        self.lock = threading.Lock()

    # What is noted

    def check(self, holds, text):
        self.checks += 1
        if not holds:
            self.faults.append(text)
            print(f"  WRONG: {text}", flush=True)
        return holds

    def must(self, holds, text):
        if not self.check(holds, text):
            raise Failed(text)

    def figure(self, name, value):
        self.figures[name] = round(value, 3) if isinstance(value, float) else value

    def say(self, text):
        print(f"  {text}", flush=True)

    def acknowledge(self, *words):
        """One line of what the other side said it has; it is written before anything else happens."""
        with self.lock:
            self.acknowledged.write("\t".join([f"{time.time():.3f}", *map(str, words)]) + "\n")

    # What runs

    def load(self, fast=True):
        """A cluster and an index that hold the sample; copied from what the runner made once."""
        template = Path(self.options.template) if self.options.template else self.make_template()
        subprocess.run(["cp", "-a", str(template / "pg"), str(self.folder / "pg")], check=True)
        subprocess.run(["cp", "-a", str(template / "index"), str(self.index)], check=True)
        self.cluster = Cluster(self, self.folder / "pg")
        self.clusters.append(self.cluster)
        self.cluster.start(fast=fast)
        return self.cluster

    def make_template(self):
        folder = self.folder / "template"
        make_template(folder, self.bin)
        return folder

    def environment(self, url=None, index=None, more=None):
        kept = {name: value for name, value in os.environ.items()
                if not name.startswith("LEERWIJZER_") and not name.lower().endswith("_proxy")}
        kept.update({"LEERWIJZER_DATABASE_URL": url or (self.cluster.url if self.cluster else ""),
                     "LEERWIJZER_INDEX": str(index or self.index), "USER": "faults"})
        kept.update(more or {})
        return kept

    def indexer(self, *words, url=None, index=None, env=None, timeout=180, limits=None, before=()):
        """Runs one verb to its end; what hangs is ended and reported with status -9."""
        process = self.start_indexer(*words, url=url, index=index, env=env, limits=limits, before=before)
        began = time.monotonic()
        try:
            out, err = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
            err += f"\n(ended after {timeout} s)"
        return Ended(process.returncode, out, err, time.monotonic() - began)

    def start_indexer(self, *words, url=None, index=None, env=None, limits=None, before=()):
        def limit():
            for what, most in (limits or {}).items():
                resource.setrlimit(what, (most, most))

        process = subprocess.Popen([*before, str(self.bin / "leerwijzer-indexer"), *map(str, words)], text=True, cwd=self.folder,
                                   env=self.environment(url, index, env), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   preexec_fn=limit if limits else None)
        self.processes.append(process)
        return process

    def good(self, *words, **more):
        """A verb that must succeed."""
        done = self.indexer(*words, **more)
        if done.status != 0:
            raise Failed(f"leerwijzer-indexer {' '.join(map(str, words))} ended with {done.status}: {done.err.strip()[-400:]}")
        return done

    def api(self, *words, port=0, url=None, index=None, env=None, before=(), wait=30):
        log = open(self.folder / f"api-{len(self.processes)}.log", "w")
        process = subprocess.Popen([*before, str(self.bin / "leerwijzer-api"), "serve", "--port", str(port), "--log-level", "warn",
                                    *map(str, words)], text=True, cwd=self.folder, env=self.environment(url, index, env),
                                   stdout=subprocess.PIPE, stderr=log)
        self.processes.append(process)
        until = time.monotonic() + wait
        line = ""
        reader = threading.Thread(target=lambda: setattr(process, "first_line", process.stdout.readline()), daemon=True)
        reader.start()
        reader.join(max(0.1, until - time.monotonic()))
        line = getattr(process, "first_line", "")
        if "listening on " not in line:
            raise Failed("the API does not start: " + Path(log.name).read_text().strip()[-400:])
        return Api(process, line.split("listening on ")[1].strip(), Path(log.name))

    def end(self, process, how=signal.SIGTERM, wait=30):
        """Ends a process of ours and gives its status."""
        if process.poll() is None:
            process.send_signal(how)
        try:
            return process.wait(wait)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(10)
            return None

    def finish(self):
        for undo in reversed(self.undo):
            try:
                undo()
            except Exception as error:  # the next must still be undone
                print(f"  while clearing away: {error}", flush=True)
        for process in self.processes:
            if process.poll() is None:
                process.kill()
                process.wait(10)
            for pipe in (process.stdout, process.stderr):
                if pipe:
                    pipe.close()
        for cluster in self.clusters:
            cluster.stop()
        self.acknowledged.close()
        if self.options.keep or (self.faults and self.options.keep_failed):
            print(f"  kept: {self.folder}", flush=True)
        else:
            shutil.rmtree(self.folder, ignore_errors=True)


def make_template(folder, programs):
    """A cluster with the sample and its index, stopped: faults begin with a copy of it."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o711)
    cluster = Cluster(None, folder / "pg").start(fast=True)
    try:
        environment = {**os.environ, "LEERWIJZER_DATABASE_URL": cluster.url, "LEERWIJZER_INDEX": str(folder / "index")}
        for verb in (["migrate"], ["import", "regions", "schema/regions"], ["import", "schemes", "schema/funding"],
                     ["import", "taxonomy", "schema/taxonomy"], ["import", "samples", "schema/samples"], ["rebuild"]):
            done = subprocess.run([str(programs / "leerwijzer-indexer"), *verb], cwd=ROOT, env=environment, capture_output=True,
                                  text=True, timeout=300)
            if done.returncode != 0:
                raise Failed(f"loading the sample: {' '.join(verb)}: {done.stderr[-400:]}")
    finally:
        cluster.stop()


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", default=str(ROOT / "build/dev/bin"))
    parser.add_argument("--template", default="")
    parser.add_argument("--result", default="")
    parser.add_argument("--seed", type=int, default=20261128)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--keep-failed", action="store_true")
    return parser.parse_args()


def main(fault, passes):
    """Runs one fault and exits: 0 it held, 1 it did not, 77 it cannot be made here."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is ended
    rig = Rig(arguments())
    began, verdict, why = time.monotonic(), "holds", ""
    try:
        fault(rig)
    except Skip as reason:
        verdict, why = "skipped", str(reason)
    except Failed as reason:
        if str(reason) not in rig.faults:
            rig.faults.append(str(reason))
            print(f"  WRONG: {reason}", flush=True)
    except Exception as error:
        traceback.print_exc()
        rig.faults.append(f"the fault itself broke: {type(error).__name__}: {error}")
    finally:
        rig.finish()
    if rig.faults:
        verdict, why = "FAILS", "; ".join(rig.faults)
    outcome = {"verdict": verdict, "why": why, "seconds": round(time.monotonic() - began, 1), "figures": rig.figures,
               "checks": rig.checks, "passes": passes}
    if rig.options.result:
        Path(rig.options.result).write_text(json.dumps(outcome))
    else:
        print(json.dumps(outcome, indent=1))
    sys.exit({"holds": 0, "FAILS": 1, "skipped": 77}[verdict])
