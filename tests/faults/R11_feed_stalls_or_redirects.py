#!/usr/bin/env python3
"""R11: of five sources under `watch`, one stalls, one trickles, one resets, one redirects to an internal address, one is good.

The good one is read in time and again and again; the others end at the deadline of their source, are refused, and never reach
the canary that listens at the internal address.
"""
import signal
import time

from support.asking import wait_until
from support.checker import count_of, expect_equal
from support.feed_server import FeedServer, reset, whole
from support.feeds import csv
from support.rig import main


def fault(rig):
    cluster = rig.load()
    canary = FeedServer(rig, lambda _, c: whole(c, csv(range(500, 520)).encode()), "127.0.0.9")
    edition = {"now": 1}

    def answer(path, connection):
        if path == "/good":
            whole(connection, csv(range(30), version=edition["now"]).encode())
        elif path == "/stall":
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\nContent-Length: 100000\r\n\r\nsleutel;titel")
            time.sleep(120)
        elif path == "/trickle":
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\nContent-Length: 100000\r\n\r\n")
            for byte in csv(range(200)).encode():
                connection.sendall(bytes([byte]))
                time.sleep(0.05)
        elif path == "/reset":
            reset(connection)
        else:
            whole(connection, b"", status="302 Found", more=f"Location: {canary.url}/inside\r\n")

    server = FeedServer(rig, answer)
    for name in ("stall", "trickle", "reset", "redirect", "good"):
        rig.good("sources", "add", name, f"{server.url}/{name}", "--deadline", "4", "--format", "csv")
    watch = rig.start_indexer("watch", "--every", "5", "--workers", "8")
    first = wait_until(lambda: count_of(cluster, "good") == 30, 30)
    rig.must(first is not None, "the good source is not read while the others are in trouble")
    edition["now"] = 2
    again = wait_until(lambda: cluster.one("SELECT count(*) FROM offer_text t JOIN offer o ON o.id = t.offer_id JOIN source s ON s.id = "
                                           "o.source_id WHERE s.name = 'good' AND t.field = 'title' AND t.text LIKE '%uitgave 2'") == "30", 40)
    rig.check(again is not None, "the good source is not read a second time")
    told = wait_until(lambda: len(cluster.sql("SELECT 1 FROM source WHERE name IN ('stall', 'trickle', 'reset', 'redirect') AND "
                                              "failures > 0")) == 4, 60)
    rig.check(told is not None, "not every source in trouble is known to be: " + str(cluster.sql("SELECT name, failures, trouble FROM source WHERE NOT sample")))
    for name, trouble in cluster.sql("SELECT name, trouble FROM source WHERE NOT sample AND trouble <> ''"):
        rig.say(f"{name}: {trouble[:120]}")
    longest = float(cluster.one("SELECT coalesce(max(extract(epoch FROM ended_at - started_at)), 0) FROM \"fetch\" f JOIN source s ON s.id = f.source_id WHERE NOT s.sample"))
    rig.check(longest < 12, f"a fetch took {longest:.0f} s with a deadline of 4 s")
    rig.check(canary.asked == [], "the internal address was asked")
    rig.check(count_of(cluster, "redirect") == 0, "offers came from the internal address")
    rig.check(rig.end(watch, signal.SIGTERM, 60) == 0, "the watch does not end well")
    expect_equal(rig, "at the end")
    rig.figure("good after s", first)
    rig.figure("longest fetch s", longest)
    rig.figure("canary asked", len(canary.asked))


main(fault, "total deadline; other providers go on; refused")
