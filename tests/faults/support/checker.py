"""Are database and index equal? And is what is in the database what a clean run would have made?"""
import re


def verify(rig, **more):
    """The verb `verify`, which compares (id, content hash) of every offer; R9 and R8 hold it to finding what differs."""
    done = rig.indexer("verify", **more)
    found = re.search(r"(\d+) offers equal, (\d+) missing, (\d+) different, (\d+) surplus; at change (\d+) of (\d+)", done.out)
    numbers = [int(one) for one in found.groups()] if found else None
    return done, numbers


def expect_equal(rig, when, offers=None, **more):
    """Index and database hold the same offers with the same content, and as many as the database says by itself."""
    done, numbers = verify(rig, **more)
    if not rig.check(done.status == 0 and numbers is not None and numbers[1:4] == [0, 0, 0],
                     f"{when}: index and database differ: {done.text.strip()[-300:]}"):
        return 0
    if offers is not None:
        rig.check(numbers[0] == offers, f"{when}: {numbers[0]} offers are equal, but there should be {offers}")
    return numbers[0]


def offers_of(cluster, source, url=None):
    """key -> (title, content hash) of a source, as another session of the database sees them."""
    rows = cluster.sql("SELECT o.key, coalesce(t.text, ''), o.content_hash FROM offer o JOIN source s ON s.id = o.source_id "
                       "LEFT JOIN offer_text t ON t.offer_id = o.id AND t.field = 'title' AND t.language = 'nl' "
                       f"WHERE s.name = '{source}'", url)
    return {row[0]: (row[1], row[2]) for row in rows}


def count_of(cluster, source=None):
    where = f" JOIN source s ON s.id = o.source_id WHERE s.name = '{source}'" if source else ""
    return int(cluster.one(f"SELECT count(*) FROM offer o{where}"))


def digest(cluster, url=None):
    """Of every (source, key, content hash), so that two databases can be compared whose ids differ."""
    return cluster.one("SELECT md5(string_agg(s.name || ' ' || o.key || ' ' || o.content_hash, E'\\n' "
                       "ORDER BY s.name COLLATE \"C\", o.key COLLATE \"C\")) FROM offer o JOIN source s ON s.id = o.source_id", url)
