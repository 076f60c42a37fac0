#!/usr/bin/env python3
"""R13: feeds that are made to hurt: gzip and zip bombs, entities that multiply, entities that name a file or an address, and
nesting without end, as files and over HTTP.

Each is refused within a second of processor time beyond what a sound feed takes (a zip of 20,000 documents, which is no bomb but
much work, within fifteen), with little memory; no file is read and nobody is asked
on their behalf, and nothing of them is shown.
"""
import gzip
import io
import os
import resource
import threading
import time
import zipfile

from support.checker import count_of, expect_equal
from support.feed_server import FeedServer, whole
from support.feeds import csv
from support.rig import main, memory_kb

SECRET = "kanarie-5e1f0c"


def zipped(names_and_bytes):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in names_and_bytes:
            archive.writestr(name, content)
    return out.getvalue()


def gzip_of(size, head=b""):
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=9) as packed:
        packed.write(head)
        zeros = b"a" * (1 << 20)
        for _ in range(size >> 20):
            packed.write(zeros)
    return out.getvalue()


def bombs(rig, canary):
    secret = rig.folder / "secret.txt"
    secret.write_text(SECRET)
    many = "".join(f'<!ENTITY l{n} "{"".join(f"&l{n - 1};" for _ in range(10))}">' for n in range(1, 12))
    xcri = 'catalog xmlns="http://xcri.org/profiles/1.2/catalog" xmlns:dc="http://purl.org/dc/elements/1.1/"'

    def entity(definition, use):
        return (f'<?xml version="1.0"?><!DOCTYPE catalog [{definition}]><{xcri}><provider><dc:identifier>x</dc:identifier><dc:title>'
                f"School</dc:title><course><dc:identifier>1</dc:identifier><dc:title>{use}</dc:title></course></provider></catalog>").encode()

    depth = 200_000 if rig.short else 1_000_000
    size = 1 << 30
    yield "gzip-bomb.csv.gz", gzip_of(size, b"sleutel;titel;aanbieder\nA;"), "csv"
    yield "gzip-bomb.json.gz", gzip_of(size, b'[{"@type": "Course", "name": "'), "schema-org"
    yield "zip-bomb.zip", zipped([("a.csv", b"sleutel;titel;aanbieder\nA;" + b"a" * (300 << 20))]), "csv"
    yield "zip-in-zip.zip", zipped([("b.zip", zipped([("a.csv", csv(range(5)))]))]), "csv"
    yield "zip-of-many.zip", zipped([(f"{n}.csv", b"x") for n in range(20000)]), "csv"
    yield "zip-climbs.zip", zipped([("../../../../tmp/leerwijzer-climbed.csv", csv(range(5)))]), "csv"
    yield "laughs.xml", entity('<!ENTITY l0 "ha">' + many, "&l11;"), "xcri-cap"
    yield "quadratic.xml", entity(f'<!ENTITY a "{"a" * 50000}">', "&a;" * 50000), "xcri-cap"
    yield "file.xml", entity(f'<!ENTITY f SYSTEM "file://{secret}">', "&f;"), "xcri-cap"
    yield "address.xml", entity(f'<!ENTITY f SYSTEM "{canary.url}/entity">', "&f;"), "xcri-cap"
    yield "parameter.xml", entity(f'<!ENTITY % p SYSTEM "{canary.url}/dtd"> %p;', "x"), "xcri-cap"
    yield "dtd.xml", f'<?xml version="1.0"?><!DOCTYPE catalog SYSTEM "{canary.url}/x.dtd"><{xcri}/>'.encode(), "xcri-cap"
    yield "deep.xml", b'<?xml version="1.0"?>' + f"<{xcri}>".encode() + b"<a>" * depth + b"</a>" * depth + b"</catalog>", "xcri-cap"
    yield "deep.json", b'{"@context":"https://schema.org","@graph":' + b"[" * depth + b"]" * depth + b"}", "schema-org"
    yield "deep-objects.json", b'{"a":' * depth + b"1" + b"}" * depth, "ooapi-v5"


def run(rig, words):
    process = rig.start_indexer(*words)
    peak = {"kb": 0}

    def look():
        while process.poll() is None:
            peak["kb"] = max(peak["kb"], memory_kb(process.pid, "VmHWM"))
            time.sleep(0.005)

    threading.Thread(target=look, daemon=True).start()
    began = time.monotonic()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        out, err = process.communicate(timeout=120)
    except Exception:
        process.kill()
        out, err = process.communicate()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    rig.say(f"{os.path.basename(str(words[1]))}: {time.monotonic() - began:.1f} s on the clock") if rig.options.keep else None
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return process.returncode, out + err, spent, peak["kb"]


def fault(rig):
    cluster = rig.load()
    canary = FeedServer(rig, lambda _, c: whole(c, b"<!ENTITY f 'x'>", "application/xml-dtd"))
    served = {}
    # A JSON format may look for the pages of a service below the address; there are none.
    server = FeedServer(rig, lambda path, c: whole(c, served[path[1:]], "application/octet-stream") if path[1:] in served
                        else whole(c, b"", status="404 Not Found"))
    good = rig.folder / "good.csv"
    good.write_text(csv(range(10)))
    _, _, usual, _ = run(rig, ["ingest", good, "--name", "good"])
    before = count_of(cluster)
    slowest = most = 0
    cases = 0
    for name, content, form in bombs(rig, canary):
        file = rig.folder / name
        file.write_bytes(content)
        served[name] = content
        source = name.split(".")[0]
        for place in (file, f"{server.url}/{name}") if not rig.short else (file,):
            status, text, seconds, kb = run(rig, ["ingest", place, "--name", source, "--format", form])
            over = seconds - usual
            if over > 0.5:
                rig.say(f"{name}: status {status}, {seconds:.2f} s, {kb // 1024} MB; {text.strip().splitlines()[-1][:110] if text.strip() else ''}")
            rig.check(status == 1, f"{name}: status {status}: {text.strip()[-160:]}")
            longest = 15.0 if name == "zip-of-many.zip" else 1.0
            rig.check(over < longest, f"{name}: refused only after {seconds:.1f} s of processor time")
            rig.check(kb < 256 * 1024, f"{name}: {kb // 1024} MB of memory")
            rig.check(SECRET not in text, f"{name}: the secret is told")
            slowest, most, cases = max(slowest, over if longest == 1.0 else 0), max(most, kb), cases + 1
        file.unlink()
    rig.check(canary.asked == [], f"somebody asked the canary: {canary.asked}")
    told = cluster.one(f"SELECT count(*) FROM raw_record WHERE position(convert_to('{SECRET}', 'UTF8') IN body) > 0")
    rig.check(told == "0", "the secret is in the database")
    rig.check(count_of(cluster) - before <= 2, f"{count_of(cluster) - before} offers came of them")
    expect_equal(rig, "at the end")
    rig.figure("cases", cases)
    rig.figure("slowest beyond a sound feed s", slowest)
    rig.figure("most memory MB", most // 1024)


main(fault, "refused in a second; no file or network access")
