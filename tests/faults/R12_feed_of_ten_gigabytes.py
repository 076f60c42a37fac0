#!/usr/bin/env python3
"""R12: a feed of 10 GB, made while it is sent: announced, chunked without an end, and packed with gzip.

It is streamed or refused at the limit of its source (2 GiB where nothing was set; --short sets 64 MB); the indexer never takes
512 MB of memory, and what it spooled to disk is gone afterwards.
"""
import tempfile
import threading
import time
import zlib
from pathlib import Path

from support.checker import count_of, expect_equal
from support.feed_server import FeedServer, whole
from support.feeds import HEAD, csv, row
from support.rig import main, memory_kb

SIZE = 10 * 10**9


def block_of_rows():
    return "".join(row(n, 1, 400) + "\n" for n in range(200)).encode()


def fault(rig):
    cluster = rig.load()
    block = block_of_rows()

    def endless(connection, announce):
        sent = len(HEAD) + 1
        if announce:
            connection.sendall(f"HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\nContent-Length: {SIZE}\r\n\r\n{HEAD}\n".encode())
        else:
            connection.sendall(f"HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\nTransfer-Encoding: chunked\r\n\r\n{sent:x}\r\n{HEAD}\n\r\n".encode())
        while sent < SIZE:
            connection.sendall(block if announce else f"{len(block):x}\r\n".encode() + block + b"\r\n")
            sent += len(block)

    def packed(connection):
        packer = zlib.compressobj(9, zlib.DEFLATED, 31)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n")
        connection.sendall(packer.compress((HEAD + "\n").encode()))
        sent = 0
        while sent < SIZE:
            connection.sendall(packer.compress(block))
            sent += len(block)
        connection.sendall(packer.flush())

    def answer(path, connection):
        if path == "/small":
            whole(connection, csv(range(40)).encode())
        elif path == "/packed":
            packed(connection)
        else:
            endless(connection, path == "/announced")

    server = FeedServer(rig, answer)
    spool = rig.folder / "spool"
    spool.mkdir()
    most = 0
    for kind in ("announced", "chunked", "packed"):
        rig.good("ingest", f"{server.url}/small", "--name", kind, "--format", "csv")
        limit = 64 * 10**6 if rig.short or kind == "packed" else 2**31
        rig.good("sources", "set", kind, "--packed-bytes", str(limit), "--unpacked-bytes", str(limit), "--reason", "a fault")
        process = rig.start_indexer("ingest", f"{server.url}/{kind}", "--name", kind, "--format", "csv", env={"TMPDIR": str(spool)})
        peak = watch_memory(process)
        began = time.monotonic()
        try:
            out, err = process.communicate(timeout=600)
        except Exception:
            process.kill()
            out, err = process.communicate()
            rig.check(False, f"{kind}: it does not end")
        most = max(most, peak["kb"])
        rig.say(f"{kind}: status {process.returncode} after {time.monotonic() - began:.1f} s, at most {peak['kb'] // 1024} MB; {err.strip().splitlines()[-1][:140] if err.strip() else ''}")
        rig.check(process.returncode == 1, f"{kind}: status {process.returncode}")
        rig.check("large" in err or "more than" in err or "bytes" in err, f"{kind}: nothing says that it is too large: {err[-200:]}")
        rig.check(peak["kb"] < 512 * 1024, f"{kind}: {peak['kb'] // 1024} MB of memory")
        rig.check(count_of(cluster, kind) >= 40, f"{kind}: offers were deleted")
    left = [file for file in list(spool.iterdir()) + list(Path(tempfile.gettempdir()).glob("leerwijzer-spool*")) if file.is_file()]
    rig.check(not left, f"{len(left)} spooled files are left")
    expect_equal(rig, "at the end")
    rig.figure("most memory MB", most // 1024)


def watch_memory(process):
    peak = {"kb": 0}

    def run():
        while process.poll() is None:
            peak["kb"] = max(peak["kb"], memory_kb(process.pid, "VmHWM"))
            time.sleep(0.02)

    threading.Thread(target=run, daemon=True).start()
    return peak


main(fault, "streamed or capped; under 512 MB of memory")
