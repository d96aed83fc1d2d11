"""Run a WSGI application behind an event loop that waits for the bodies, so that a slow sender holds no thread."""

import asyncio
import contextlib
import io
import logging
import sys
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http import HTTPStatus
from queue import SimpleQueue
from typing import Any
from urllib.parse import unquote_to_bytes

from asgiref.typing import ASGIReceiveCallable, ASGISendCallable, HTTPScope

from portal.bodies import Bodies, Gone, Refused

_CGI = {b"content-type": "CONTENT_TYPE", b"content-length": "CONTENT_LENGTH"}

logger = logging.getLogger(__name__)
Environ = dict[str, Any]
Wsgi = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


@dataclass(slots=True)
class Answer:
    """What the application said: a status, headers, and the body whole (no page of ours is endless)."""

    status: int = 500
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""

    def start(self, status: str, headers: list[tuple[str, str]], exc_info: object = None) -> Callable[[bytes], object]:
        self.status = int(status[:3])
        self.headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        return self._write

    def _write(self, data: bytes) -> None:
        self.body += data


class Bridge:
    """An ASGI application that runs a WSGI one in a single thread of its own: one Python thread does the work."""

    def __init__(self, application: Wsgi, bodies: Bodies) -> None:
        self.application = application
        self.bodies = bodies
        self.jobs: SimpleQueue[tuple[asyncio.AbstractEventLoop, asyncio.Future[Answer], Environ]] = SimpleQueue()
        self.thread: threading.Thread | None = None

    async def __call__(self, scope: HTTPScope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        try:
            body = await self.bodies.collect(scope, receive)
            answer = await self._run(environ(scope, body))
        except Refused as refused:
            answer = refusal(refused.status)
        except Gone:
            return
        await send(
            {"type": "http.response.start", "status": answer.status, "headers": answer.headers, "trailers": False}
        )
        await send({"type": "http.response.body", "body": answer.body, "more_body": False})

    def _run(self, asked: Environ) -> "asyncio.Future[Answer]":
        if self.thread is None:
            self.thread = threading.Thread(target=self._work, name="site", daemon=True)
            self.thread.start()
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Answer] = loop.create_future()
        self.jobs.put((loop, future, asked))
        return future

    def _work(self) -> None:
        while True:
            loop, future, asked = self.jobs.get()
            try:
                answer = respond(self.application, asked)
            except Exception:  # Django answers its own; whatever else comes must not end the only thread
                logger.exception("The application failed on %s", asked["PATH_INFO"])
                answer = refusal(500)
            with contextlib.suppress(RuntimeError):  # the loop has ended: nobody waits any more
                loop.call_soon_threadsafe(_tell, future, answer)


def _tell(future: "asyncio.Future[Answer]", answer: Answer) -> None:
    if not future.done():
        future.set_result(answer)


def respond(application: Wsgi, asked: Environ) -> Answer:
    """Run the application to the end, closing what it opened."""
    answer = Answer()
    parts = application(asked, answer.start)
    try:
        answer.body += b"".join(parts)
    finally:
        close = getattr(parts, "close", None)
        if close is not None:
            close()
    return answer


def environ(scope: HTTPScope, body: bytes) -> Environ:
    """Return PEP 3333's description of a request. A header with an underscore is left out: it could pose as another."""
    server = scope["server"] or ("localhost", 80)
    asked: Environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1] or 0),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": scope["client"][0] if scope["client"] else "",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope["headers"]:
        if b"_" in name or name == b"transfer-encoding":
            continue
        key = _CGI.get(name) or "HTTP_" + name.decode("latin-1").upper().replace("-", "_")
        text = value.decode("latin-1")
        if key in asked:
            text = f"{asked[key]}{'; ' if key == 'HTTP_COOKIE' else ','}{text}"
        asked[key] = text
    asked["CONTENT_LENGTH"] = str(len(body)) if body else ""
    return asked


def refusal(status: int) -> Answer:
    """Return a bare answer in words everybody reads; the connection ends, for the rest of the body is still on it."""
    words = f"{status} {HTTPStatus(status).phrase}\n".encode()
    length = str(len(words)).encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", length), (b"connection", b"close")]
    return Answer(status, headers, words)
