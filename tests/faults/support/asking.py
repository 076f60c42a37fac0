"""Asking the API, and loads of it: every request ends within its time and is written down."""
import http.client
import json
import math
import socket
import threading
import time
from urllib.parse import quote, urlsplit


class Answer:
    def __init__(self, status, headers, body, seconds, fault=""):
        self.status, self.headers, self.body, self.seconds, self.fault = status, headers, body, seconds, fault

    def json(self):
        return json.loads(self.body)

    def header(self, name):
        return self.headers.get(name.lower(), "")

    @property
    def polite_refusal(self):
        return self.status in (429, 503) and self.header("retry-after").isdigit()


class Client:
    """One connection that is kept, and opened again where it ended. A fault of the network is an Answer with status 0."""

    def __init__(self, url, timeout=20):
        parts = urlsplit(url)
        self.host, self.port, self.timeout, self.connection = parts.hostname, parts.port, timeout, None

    def ask(self, method, target, body=None, headers=None):
        began = time.monotonic()
        sent = {"Host": f"{self.host}:{self.port}", **(headers or {})}
        if body is not None and not isinstance(body, (bytes, str)):
            body = json.dumps(body)
            sent.setdefault("Content-Type", "application/json")
        try:
            if self.connection is None:
                self.connection = http.client.HTTPConnection(self.host, self.port, timeout=self.timeout)
            self.connection.request(method, target, body, sent)
            response = self.connection.getresponse()
            content = response.read()
            fields = {name.lower(): value for name, value in response.getheaders()}
            if fields.get("connection", "").lower() == "close":
                self.close()
            return Answer(response.status, fields, content, time.monotonic() - began)
        except (OSError, http.client.HTTPException) as error:
            self.close()
            return Answer(0, {}, b"", time.monotonic() - began, f"{type(error).__name__}: {error}")

    def get(self, target):
        return self.ask("GET", target)

    def close(self):
        if self.connection is not None:
            self.connection.close()
            self.connection = None


def ask(url, target, method="GET", body=None, headers=None, timeout=20):
    client = Client(url, timeout)
    try:
        return client.ask(method, target, body, headers)
    finally:
        client.close()


def search(words, **more):
    return "/v1/offers?q=" + quote(words) + "".join(f"&{name}={quote(str(value))}" for name, value in more.items())


def share(values, part):
    """The value below which `part` of them lie; 0 for none."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(part * len(ordered)) - 1)] if ordered else 0.0


class Load:
    """Threads that ask again and again until stopped. `make` gives (kind, function of a client that gives an Answer)."""

    def __init__(self, url, threads, make, pause=0.0, timeout=20):
        self.url, self.make, self.pause, self.timeout = url, make, pause, timeout
        self.seen, self.lock, self.stopped = [], threading.Lock(), threading.Event()
        self.threads = [threading.Thread(target=self.run, args=(n,), daemon=True) for n in range(threads)]
        for thread in self.threads:
            thread.start()

    def run(self, number):
        client = Client(self.url, self.timeout)
        turn = 0
        while not self.stopped.is_set():
            kind, act = self.make(number, turn)
            at = time.monotonic()
            answer = act(client)
            with self.lock:
                self.seen.append((at, kind, answer))
            turn += 1
            if self.pause or answer.status == 0:
                self.stopped.wait(self.pause or 0.02)
        client.close()

    def stop(self):
        self.stopped.set()
        for thread in self.threads:
            thread.join(self.timeout + 5)
        return self.seen

    def of(self, kind, since=0.0, until=math.inf):
        with self.lock:
            return [answer for at, one, answer in self.seen if one == kind and since <= at <= until]


def wait_until(holds, seconds, pause=0.05):
    """Seconds until it held; None when it did not within the time."""
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        if holds():
            return time.monotonic() - began
        time.sleep(pause)
    return None


def is_ready(url):
    return ask(url, "/ready", timeout=5).status == 200


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]
