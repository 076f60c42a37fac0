#!/usr/bin/env python3
"""R8: a file of the index has a flipped byte, is cut short, or is gone.

`verify` must find every one; an API that is started on it must serve the previous generation and say so at /ready and in its
metrics; `rebuild` makes a sound one, which a running API takes without a restart.
"""
import os
import shutil

from support.asking import ask, search, wait_until
from support.checker import expect_equal, verify
from support.rig import main


def damage(rig, file, how):
    size = file.stat().st_size
    if how == "gone":
        file.unlink()
    elif how == "cut":
        os.truncate(file, size // 2)
    else:
        with open(file, "r+b") as opened:
            at = rig.random.randrange(size)
            opened.seek(at)
            was = opened.read(1)
            opened.seek(at)
            opened.write(bytes([was[0] ^ (1 << rig.random.randrange(8))]))


def fault(rig):
    rig.load()
    rig.good("rebuild")
    sound = rig.folder / "sound"
    shutil.copytree(rig.index, sound)
    current = (sound / "current").read_text().strip()
    files = sorted(file.name for file in (sound / current).iterdir()
                   if file.is_file() and file.stat().st_size > 0 and file.name not in ("flintlock", "manifest.json"))
    cases = [(name, how) for name in files for how in ("flipped", "cut", "gone")]
    if not rig.short:
        cases += [(name, "flipped") for name in files for _ in range(20)]
    elif len(cases) > 9:
        cases = rig.random.sample(cases, 9)
    found = served = 0
    for number, (name, how) in enumerate(cases):
        shutil.rmtree(rig.index)
        shutil.copytree(sound, rig.index)
        damage(rig, rig.index / current / name, how)
        done, _ = verify(rig)
        found += rig.check(done.status != 0, f"{name} {how}: verify does not see it")
        if number % (3 if rig.short else 12) == 0:
            served += serves_previous(rig, name, how)
    rig.figure("damaged", len(cases))
    rig.figure("found", found)
    rig.figure("previous served", served)


def serves_previous(rig, name, how):
    what = f"{name} {how}"
    api = rig.api()
    answer = ask(api.url, search("zorg"))
    good = rig.check(answer.status == 200 and answer.json()["total"] > 0,
                     f"{what}: the previous generation does not serve; searching answers {answer.status}")
    ready = ask(api.url, "/ready")
    rig.check(ready.status == 200 and b'"indexSound":false' in ready.body.replace(b" ", b""), f"{what}: /ready says nothing of it: {ready.body[:200]}")
    metrics = ask(api.url, "/metrics").body.decode()
    rig.check("leerwijzer_index_sound 0" in metrics, f"{what}: the metrics say nothing of it")
    rig.good("rebuild")
    healed = wait_until(lambda: ask(api.url, search("zorg")).status == 200 and
                        "leerwijzer_index_sound 1" in ask(api.url, "/metrics").body.decode(), 10)
    rig.check(healed is not None, f"{what}: a rebuilt index is not taken by the running API")
    expect_equal(rig, f"{what}, after the rebuild")
    rig.end(api.process)
    return good


main(fault, "manifest detects all; the previous generation serves; rebuild")
