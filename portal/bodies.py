"""Collect a request's body in the event loop, within limits of size and time, before a thread is taken for it."""

import asyncio
from dataclasses import dataclass

from asgiref.typing import ASGIReceiveCallable, HTTPScope

#: A browser that has begun to send a form is done well within this; who is not, waits for nothing.
BODY_SECONDS = 10.0
#: What all bodies under way in one process may hold together, so that many senders cannot fill the memory.
HELD_BYTES = 64 * 1024 * 1024


class Refused(Exception):
    """The body is not taken; `status` is what to answer."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Gone(Exception):
    """The client closed before it had sent its body: nobody is left to answer."""


@dataclass(slots=True)
class Bodies:
    """What one process holds of bodies, in bytes. `largest` is the most that one body may have."""

    largest: int
    seconds: float = BODY_SECONDS
    together: int = HELD_BYTES
    held: int = 0

    async def collect(self, scope: HTTPScope, receive: ASGIReceiveCallable) -> bytes:
        """Return the whole body. Raises Refused (400, 408, 413 or 503) or Gone."""
        length = declared(scope)
        if length == 0:
            return b""
        if length is not None and length > self.largest:
            raise Refused(413)
        parts: list[bytes] = []
        try:
            async with asyncio.timeout(self.seconds):
                await self._read(receive, parts)
        except TimeoutError:
            raise Refused(408) from None
        finally:
            self.held -= sum(map(len, parts))
        return b"".join(parts)

    async def _read(self, receive: ASGIReceiveCallable, parts: list[bytes]) -> None:
        size = 0
        more = True
        while more:
            message = await receive()
            if message["type"] != "http.request":
                raise Gone
            part = message.get("body", b"")
            parts.append(part)
            size += len(part)
            self.held += len(part)
            if size > self.largest:
                raise Refused(413)
            if self.held > self.together:
                raise Refused(503)
            more = message.get("more_body", False)


def declared(scope: HTTPScope) -> int | None:
    """Return the body's declared length in bytes, 0 when HTTP/1 announces none, None when only its end will tell.

    Raises Refused (400) for a length that is no number.
    """
    length: int | None = 0 if scope["http_version"].startswith("1") else None
    for name, value in scope["headers"]:
        if name == b"transfer-encoding":
            return None
        if name == b"content-length":
            if not value.isdigit() or len(value) > 15:
                raise Refused(400)
            length = int(value)
    return length
