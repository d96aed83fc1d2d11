"""Ask one address of this machine again and again over a few kept connections, and count the answers."""

import selectors
import socket
import time
from contextlib import ExitStack

HOST = "127.0.0.1"


class Caller:
    """One kept connection that asks its next question when the answer to the last is whole."""

    def __init__(self, port: int, question: bytes, expected: int) -> None:
        self.socket = socket.create_connection((HOST, port), timeout=10)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.question = question
        self.expected = f"HTTP/1.1 {expected} ".encode()
        self.heard = bytearray()

    def ask(self) -> None:
        self.heard.clear()
        self.socket.sendall(self.question)

    def listen(self) -> bool:
        """Take in what has come; True when the answer is whole. Raises RuntimeError for any other status."""
        part = self.socket.recv(262144)
        if not part:
            raise RuntimeError("the server closed the connection")
        self.heard += part
        end = self.heard.find(b"\r\n\r\n")
        if end < 0:
            return False
        head = bytes(self.heard[:end])
        if not head.startswith(self.expected):
            raise RuntimeError(f"unexpected answer: {head.splitlines()[0]!r}")
        return len(self.heard) >= end + 4 + _length(head)


def _length(head: bytes) -> int:
    lowered = head.lower()
    at = lowered.find(b"\r\ncontent-length:")
    if at < 0:
        return 0
    return int(lowered[at + 17 :].split(b"\r\n", 1)[0])


def question(path: str, **headers: str) -> bytes:
    lines = [f"GET {path} HTTP/1.1", f"Host: {HOST}", "Accept-Encoding: br"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def rate(port: int, asked: bytes, *, expected: int = 200, seconds: float = 2.0, connections: int = 4) -> float:
    """Return answers a second."""
    answers = 0
    with ExitStack() as closing, selectors.DefaultSelector() as ready:
        callers = [Caller(port, asked, expected) for _ in range(connections)]
        for caller in callers:
            closing.callback(caller.socket.close)
            ready.register(caller.socket, selectors.EVENT_READ, caller)
            caller.ask()
        began = time.perf_counter()
        until = began + seconds
        while (now := time.perf_counter()) < until:
            for key, _events in ready.select(timeout=until - now):
                if key.data.listen():
                    answers += 1
                    key.data.ask()
        return answers / (time.perf_counter() - began)


def header(port: int, path: str, name: str) -> str:
    """Return one header of the answer to a single question."""
    caller = Caller(port, question(path), 200)
    try:
        caller.ask()
        while not caller.listen():
            pass
        head = bytes(caller.heard).split(b"\r\n\r\n", 1)[0].decode("latin-1")
    finally:
        caller.socket.close()
    found = {line.split(":", 1)[0].lower(): line.split(":", 1)[1].strip() for line in head.splitlines()[1:]}
    return found[name.lower()]
