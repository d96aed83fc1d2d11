"""The web server's door: bodies are waited for beside the thread, within limits; the rest is as WSGI has it."""

import asyncio
import contextlib
import http.client
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from asgiref.typing import ASGIReceiveEvent, ASGISendEvent, HTTPScope

from portal.bodies import Bodies
from portal.bridge import Bridge, environ, respond
from portal.management.commands.serve import web_command
from tests.databases import own_database, own_environment

ROOT = Path(__file__).resolve().parent.parent.parent
Headers = list[tuple[bytes, bytes]]
Parts = list[bytes | None]


def scope(method: str = "POST", path: bytes = b"/", headers: Iterable[tuple[bytes, bytes]] = (), **more: Any) -> Any:
    return {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "raw_path": path,
        "query_string": b"",
        "headers": [(b"host", b"framsteg.example.se"), *headers],
        "client": ("192.0.2.7", 40000),
        "server": ("127.0.0.1", 8000),
    } | more


def ask(bridge: Bridge, asked: HTTPScope, parts: Parts) -> tuple[int, Headers, bytes] | None:
    """Send parts, None meaning that the client closes; after the last, a client that promised more says nothing."""
    coming: list[Any] = [
        {"type": "http.disconnect"}
        if part is None
        else {"type": "http.request", "body": part, "more_body": part is not parts[-1] or b"..." in part}
        for part in parts
    ]
    sent: list[Any] = []

    async def receive() -> ASGIReceiveEvent:
        if not coming:
            await asyncio.sleep(60)
        return cast(ASGIReceiveEvent, coming.pop(0))

    async def send(event: ASGISendEvent) -> None:
        sent.append(event)

    asyncio.run(bridge(asked, receive, send))
    return (sent[0]["status"], sent[0]["headers"], sent[1]["body"]) if sent else None


def echo(asked: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
    """Answer with the body, and in headers with the length told and the thread at work."""
    body = asked["wsgi.input"].read()
    start("200 OK", [("X-Length", asked["CONTENT_LENGTH"]), ("X-Thread", str(threading.get_ident()))])
    return [body[:2], body[2:]]


def bridge(**limits: Any) -> Bridge:
    return Bridge(echo, Bodies(**{"largest": 10, "seconds": 0.1} | limits))


def test_body_arrives_whole_whatever_its_parts() -> None:
    answer = ask(bridge(), scope(headers=[(b"transfer-encoding", b"chunked")]), [b"a=1", b"&b", b"=2"])
    assert answer is not None
    status, headers, body = answer
    assert (status, dict(headers)[b"x-length"], body) == (200, b"7", b"a=1&b=2")


@pytest.mark.parametrize(
    ("headers", "parts", "status"),
    [
        ([(b"content-length", b"100")], [b"never read"], 413),
        ([(b"transfer-encoding", b"chunked")], [b"123456", b"78901"], 413),
        ([(b"content-length", b"10")], [b"a=1..."], 408),
        ([(b"content-length", b"1" * 5000)], [b""], 400),
        ([(b"content-length", b"-1")], [b""], 400),
    ],
)
def test_body_outside_the_limits_is_refused_and_the_connection_ends(
    headers: Headers, parts: Parts, status: int
) -> None:
    at = bridge()
    answer = ask(at, scope(headers=headers), parts)
    assert answer is not None
    assert (answer[0], dict(answer[1])[b"connection"]) == (status, b"close")
    assert at.thread is None, "the application was not asked"
    assert at.bodies.held == 0


def test_bodies_together_fill_no_more_than_their_share() -> None:
    at = bridge(together=5)
    answer = ask(at, scope(headers=[(b"content-length", b"6")]), [b"123456"])
    assert answer is not None
    assert answer[0] == 503
    answer = ask(at, scope(headers=[(b"content-length", b"5")]), [b"12345"])
    assert answer is not None
    assert (answer[0], at.bodies.held) == (200, 0), "what was refused is no longer counted"


def test_client_that_leaves_gets_no_answer_and_the_application_is_not_asked() -> None:
    at = bridge()
    assert ask(at, scope(headers=[(b"content-length", b"9")]), [b"a=1...", None]) is None
    assert at.thread is None


def test_request_without_a_body_waits_for_nothing() -> None:
    answer = ask(bridge(), scope("GET"), [])
    assert answer is not None
    assert (answer[0], answer[2]) == (200, b"")


def test_one_thread_makes_every_page_and_it_is_not_the_loops() -> None:
    at = bridge()
    answers = [ask(at, scope("GET"), []) for _ in range(3)]
    threads = {dict(answer[1])[b"x-thread"] for answer in answers if answer is not None}
    assert len(threads) == 1
    assert threads != {str(threading.get_ident()).encode()}


def test_application_that_fails_answers_500_and_the_next_is_served() -> None:
    def fails_on_post(asked: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        if asked["REQUEST_METHOD"] == "POST":
            raise LookupError("the application's own")
        return echo(asked, start)

    at = Bridge(fails_on_post, Bodies(10))
    statuses = [answer[0] for method in ("POST", "GET") if (answer := ask(at, scope(method), []))]
    assert statuses == [500, 200]


def test_respond_closes_what_the_application_opened() -> None:
    class Closing(list[bytes]):
        closed = False

        def close(self) -> None:
            self.closed = True

    parts = Closing([b"a", b"b"])

    def says(asked: dict[str, Any], start: Callable[..., Any]) -> Closing:
        start("304 Not Modified", [("ETag", 'W/"1"')])
        return parts

    answer = respond(says, {})
    assert (answer.status, answer.headers, answer.body, parts.closed) == (304, [(b"etag", b'W/"1"')], b"ab", True)


def test_environ_has_the_path_in_bytes_the_client_and_no_header_posing_as_another() -> None:
    headers = [
        (b"cookie", b"a=1"),
        (b"cookie", b"b=2"),
        (b"accept", b"text/html"),
        (b"accept", b"*/*"),
        (b"x_forwarded_for", b"203.0.113.9"),
        (b"content-type", b"text/plain"),
    ]
    found = environ(scope(path=b"/l%C3%A4n%2F%ff", headers=headers, query_string=b"q=%C3%A4"), b"123")
    assert found["PATH_INFO"] == "/län/".encode().decode("latin-1") + "\xff"
    assert (found["QUERY_STRING"], found["REMOTE_ADDR"]) == ("q=%C3%A4", "192.0.2.7")
    assert (found["HTTP_COOKIE"], found["HTTP_ACCEPT"]) == ("a=1; b=2", "text/html,*/*")
    assert (found["CONTENT_TYPE"], found["CONTENT_LENGTH"]) == ("text/plain", "3")
    assert "HTTP_X_FORWARDED_FOR" not in found


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The real server over an empty database: what is asked here needs none."""
    folder = tmp_path_factory.mktemp("asgi")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free: int = probe.getsockname()[1]
    with own_database(folder, like="") as address:
        environment = own_environment(folder, address, PYTHONWARNINGS="ignore", LOG_LEVEL="CRITICAL")
        (folder / "static").mkdir()
        migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        subprocess.run(migrate, cwd=ROOT, env=environment, check=True)
        server = subprocess.Popen(web_command("127.0.0.1", free), cwd=ROOT, env=environment)
        try:
            _wait(server, free)
            yield free
        finally:
            server.terminate()
            assert server.wait(30) == 0


def _wait(server: "subprocess.Popen[bytes]", port: int) -> None:
    deadline = time.monotonic() + 30
    while True:
        assert server.poll() is None, "the server ended before it answered"
        with contextlib.suppress(OSError):
            get(port, "/halsa/")
            return
        assert time.monotonic() < deadline, "the server did not answer"
        time.sleep(0.1)


def get(port: int, path: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        return answer
    finally:
        connection.close()


def test_half_sent_forms_do_not_keep_a_page_from_its_reader(port: int) -> None:
    half = (
        b"POST /konto/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: csrftoken=" + b"a" * 32 + b"\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\na=1"
    )
    with contextlib.ExitStack() as open_ones:
        for _ in range(4):
            sender = open_ones.enter_context(socket.create_connection(("127.0.0.1", port), timeout=5))
            sender.sendall(half)
        time.sleep(0.5)
        for _ in range(4):
            assert get(port, "/halsa/").status == 200


def test_head_has_the_headers_and_no_body(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=5) as sender:
        sender.sendall(b"HEAD /halsa/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        answer = sender.makefile("rb").read()
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert b"\r\nx-content-type-options: nosniff\r\n" in answer
    assert answer.endswith(b"\r\n\r\n")


def test_body_larger_than_any_form_is_refused_unread(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=5) as sender:
        sender.sendall(b"POST /konto/login/ HTTP/1.1\r\nHost: x\r\nContent-Length: 209715200\r\n\r\na=1")
        assert sender.makefile("rb").readline().startswith(b"HTTP/1.1 413 ")
