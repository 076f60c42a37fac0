"""A server of feeds with faults, on a free port of a loopback address: whole, cut, stalled, reset, redirected, endless."""
import socket
import struct
import threading


class FeedServer:
    """`answer(path, connection)` writes whatever it likes on the socket; then the connection is closed."""

    def __init__(self, rig, answer, address="127.0.0.1"):
        self.answer, self.asked = answer, []
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind((address, 0))
        self.socket.listen(64)
        self.address, self.port = self.socket.getsockname()
        self.url = f"http://{self.address}:{self.port}"
        rig.undo.append(self.socket.close)
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        try:
            connection.settimeout(120)
            head = b""
            while b"\r\n\r\n" not in head and len(head) < 65536:
                more = connection.recv(4096)
                if not more:
                    break
                head += more
            path = head.split(b" ")[1].decode() if head.count(b" ") > 1 else ""
            self.asked.append(path)
            if path:
                self.answer(path, connection)
        except OSError:
            pass
        finally:
            connection.close()


def whole(connection, body, kind="text/csv", status="200 OK", more=""):
    connection.sendall(f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{more}"
                       "Connection: close\r\n\r\n".encode() + body)


def cut(connection, body, at, how, kind="text/csv"):
    """The first `at` bytes: with a length that promises all, as a chunked body without its end, or with a reset."""
    if how == "chunked":
        connection.sendall(f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nTransfer-Encoding: chunked\r\n\r\n".encode())
        if at:
            connection.sendall(f"{at:x}\r\n".encode() + body[:at] + b"\r\n")
        return
    connection.sendall(f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body[:at])
    if how == "reset":
        reset(connection)


def reset(connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def chunks(connection, parts, kind="text/csv", more=""):
    connection.sendall(f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n{more}Transfer-Encoding: chunked\r\n\r\n".encode())
    for part in parts:
        connection.sendall(f"{len(part):x}\r\n".encode() + part + b"\r\n")
    connection.sendall(b"0\r\n\r\n")
