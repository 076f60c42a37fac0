#!/usr/bin/env python3
"""R2: the API is killed with SIGKILL while four clients write and two search, and started again on the same port.

Every write carries an Idempotency-Key. What was answered with 201 is in the log; what was cut off is repeated with its own
key afterwards. Each must then be there, once, and the process must be ready within two seconds of its start.
"""
import signal
import time

from support.asking import Load, free_port, is_ready, search, wait_until
from support.rig import main
from support.writes import Writes, referral_keys


def fault(rig):
    rig.load(fast=False)
    keys, port = referral_keys(rig), free_port()
    api = rig.api("--referral-keys", keys, port=port)
    writes = Writes(rig, api.url)
    ready, cut = [], 0
    for turn in range(3 if rig.short else 25):
        load = Load(api.url, 6, lambda n, _: ("write", writes.write) if n < 4 else ("search", lambda c: c.get(search("zorg"))))
        time.sleep(rig.random.uniform(0.2, 0.9))
        api.process.send_signal(signal.SIGKILL)
        api.process.wait(20)
        began = time.monotonic()
        api = rig.api("--referral-keys", keys, port=port)
        took = wait_until(lambda: is_ready(api.url), 20)
        ready.append(time.monotonic() - began)
        rig.must(took is not None, "the API is not ready again within 20 s")
        time.sleep(0.2)
        load.stop()
        cut += sum(answer.status == 0 for answer in load.of("write"))
        wrong = {answer.status for _, _, answer in load.seen if answer.status not in (0, 200, 201) and not answer.polite_refusal}
        rig.check(not wrong, f"turn {turn}: answers with status {sorted(wrong)}")
    rig.check(max(ready) < 2.0, f"ready again only after {max(ready):.1f} s")
    writes.settle(api.url)
    writes.check_all(api.url)
    rig.figure("kills", len(ready))
    rig.figure("cut off", cut)
    rig.figure("slowest start s", max(ready))


main(fault, "every 2xx write present once; ready again in 2 s")
