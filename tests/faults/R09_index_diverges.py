#!/usr/bin/env python3
"""R9: index and database differ: offers that the index lacks, has with another content, or has too many.

Made behind the back of the change log. `verify` must count each, `reconcile` must repair them all, and a rebuilt index must be
equal too.
"""
import shutil

from support.checker import expect_equal, verify
from support.feeds import csv
from support.rig import main


def fault(rig):
    cluster = rig.load()
    feed = rig.folder / "feed.csv"
    for turn in range(1 if rig.short else 8):
        count = 5 + turn * 7
        # Missing: the index is put back to before a feed, and the log of that feed is gone.
        name = f"late-{turn}"
        before = rig.folder / f"before-{turn}"
        shutil.copytree(rig.index, before)
        feed.write_text(csv(range(1000 * (turn + 1), 1000 * (turn + 1) + count)))
        latest = int(cluster.one("SELECT coalesce(max(number), 0) FROM change_log"))
        rig.good("ingest", feed, "--name", name)
        shutil.rmtree(rig.index)
        shutil.move(before, rig.index)
        cluster.sql(f"DELETE FROM change_log WHERE number > {latest}")
        # Different and surplus, among the offers that no other feed tells of.
        alone = "SELECT id FROM offer WHERE source_id IN (SELECT id FROM source WHERE sample) AND id NOT IN (SELECT offer_id FROM same_member)"
        different = [row[0] for row in cluster.sql(f"{alone} ORDER BY md5(id::text || '{turn}') LIMIT {count}")]
        cluster.sql(f"UPDATE offer SET content_hash = 'other-{turn}-' || id WHERE id IN ({','.join(different)})")
        surplus = [row[0] for row in cluster.sql(f"{alone} AND id NOT IN ({','.join(different)}) ORDER BY id DESC LIMIT {count}")]
        cluster.sql(f"DELETE FROM offer WHERE id IN ({','.join(surplus)})")
        done, numbers = verify(rig)
        rig.check(done.status != 0, "verify does not see that they differ")
        rig.check(numbers is not None and numbers[1:4] == [count, len(different), len(surplus)],
                  f"verify counts {numbers[1:4] if numbers else done.text}, but {[count, len(different), len(surplus)]} were made")
        repaired = rig.indexer("reconcile")
        rig.check(repaired.status == 0 and f"repaired: {count} missing" in repaired.out, f"reconcile: {repaired.text.strip()[-200:]}")
        expect_equal(rig, "after reconcile")
        rig.good("rebuild")
        expect_equal(rig, "after rebuild")
        rig.figure("turns", turn + 1)
        rig.figure("differences each", f"{count} + {len(different)} + {len(surplus)}")


main(fault, "`reconcile` finds and repairs; rebuild equal")
