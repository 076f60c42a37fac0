"""Writes with an Idempotency-Key, what was acknowledged of them, and the checker: each acknowledged write is there once.

Which write: plans that are kept (POST /v1/plans) where the contract that the API serves has them with an example, else
referrals. Both answer 201 with a code, with which the written is read again (header Leerwijzer-Code).
"""
import json
import subprocess
import threading
import uuid

from .asking import ask

REFERRAL = {"desk": "midden-utrecht-werkcentrum", "goal": {"text": "lassen"}}


def referral_keys(rig):
    """A key pair for desks; the file that --referral-keys takes."""
    public = rig.folder / "referral-keys"
    if not public.exists():
        done = rig.good("referrals", "keygen", rig.folder / "referral.key")
        public.write_text(done.out)
    return public


def example_of(operation):
    """The first example of the body of an operation; None without one."""
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    if "example" in content:
        return content["example"]
    for one in content.get("examples", {}).values():
        if "value" in one:
            return one["value"]
    return None


class Writes:
    def __init__(self, rig, url):
        self.rig = rig
        self.lock = threading.Lock()
        self.codes = {}    # key -> code, of what was acknowledged
        self.open = set()  # keys of which nobody knows yet
        contract = ask(url, "/v1/openapi.json").json()
        plan = example_of(contract.get("paths", {}).get("/plans", {}).get("post", {}))
        if plan is not None and self.try_once(url, "/v1/plans", plan):
            return
        preview = ask(url, "/v1/referrals/previews", "POST", REFERRAL)
        rig.must(preview.status == 200, f"a preview of a referral answers {preview.status}: {preview.body[:200]}")
        shown = preview.json()
        approved = [{"section": part["section"], "approval": part["approval"]} for part in shown["sections"]
                    if part["section"] == "goal"]
        version = shown.get("consent", {}).get("version", "2026-11")
        body = {**REFERRAL, "consent": {"given": True, "version": version}, "approved": approved}
        rig.must(self.try_once(url, "/v1/referrals", body), "neither a plan nor a referral can be written")

    def try_once(self, url, path, body):
        self.path, self.body = path, json.dumps(body)
        before = self.tables()
        key = self.new_key()
        first = ask(url, path, "POST", self.body, self.headers(key))
        if first.status != 201 or self.code_of(first) is None:
            self.rig.say(f"POST {path} answers {first.status}: {first.body[:160]!r}")
            self.open.clear()
            return False
        self.note(key, first)
        grown = [name for name, rows in self.tables().items()
                 if rows == before.get(name, 0) + 1 and name not in ("retry", "audit_entry")]
        named = [name for name in grown if path.rsplit("/", 1)[1].rstrip("s") in name]
        self.table = (named or grown or [""])[0]
        self.rows_before = before.get(self.table, 0)
        return True

    def tables(self):
        names = [row[0] for row in self.rig.cluster.sql("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = "
                                                        "'public'::regnamespace AND relname ~ 'plan|referral|retry|audit'")]
        return {name: int(self.rig.cluster.one(f'SELECT count(*) FROM "{name}"')) for name in names}

    @staticmethod
    def headers(key):
        return {"Content-Type": "application/json", "Idempotency-Key": key}

    def new_key(self):
        key = str(uuid.UUID(int=self.rig.random.getrandbits(128)))
        with self.lock:
            self.open.add(key)
        return key

    @staticmethod
    def code_of(answer):
        try:
            body = answer.json()
        except ValueError:
            return answer.header("leerwijzer-code") or None
        return body.get("code") or body.get("plan", {}).get("code") or answer.header("leerwijzer-code") or None

    def note(self, key, answer):
        if answer.status != 201:
            return
        code = self.code_of(answer)
        with self.lock:
            known = self.codes.setdefault(key, code)
            self.open.discard(key)
        if known != code:
            self.rig.check(False, f"the same Idempotency-Key gave another code the second time ({self.path})")
        self.rig.acknowledge("written", self.path, key, code)

    def write(self, client, key=None):
        """One write; an acknowledged one is in the log before this returns."""
        key = key or self.new_key()
        answer = client.ask("POST", self.path, self.body, self.headers(key))
        self.note(key, answer)
        return answer

    def settle(self, url, tries=5):
        """Repeats what nobody knows the outcome of, with its own key, until it is acknowledged."""
        for _ in range(tries):
            for key in sorted(self.open):
                self.note(key, ask(url, self.path, "POST", self.body, self.headers(key)))
            if not self.open:
                return
        self.rig.check(False, f"{len(self.open)} writes are never acknowledged, however often repeated")

    def check_all(self, url, cluster=None, repeat=5):
        """Each acknowledged write is there, and once; a repetition makes nothing new."""
        for key in sorted(self.codes)[:repeat]:
            self.note(key, ask(url, self.path, "POST", self.body, self.headers(key)))
        lost = 0
        for code in self.codes.values():
            answer = ask(url, self.path, headers={"Leerwijzer-Code": code})
            lost += answer.status != 200
        self.rig.check(lost == 0, f"{lost} of {len(self.codes)} acknowledged writes are not there")
        rows = int((cluster or self.rig.cluster).one(f'SELECT count(*) FROM "{self.table}"')) - self.rows_before
        self.rig.check(rows == len(self.codes), f"{rows} rows for {len(self.codes)} acknowledged writes")
        self.rig.figure("writes", len(self.codes))
        self.rig.figure("lost", lost)
        self.rig.figure("doubled", max(0, rows - len(self.codes)))
