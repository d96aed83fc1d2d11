"""Run the web server and one background worker under one parent."""

import argparse
import os
import signal
import socket
import sys
from types import FrameType

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.shortcuts import resolve_url
from django.utils import timezone

from indicators.forms.queries import home_region
from indicators.models import Membership
from portal import demo
from portal.management.supervision import Child, supervise


def port(text: str) -> int:
    """Read a port number."""
    number = int(text)
    if not 1 <= number <= 65535:
        raise argparse.ArgumentTypeError(f"{number} is not a port: write 1 to 65535.")
    return number


class Command(BaseCommand):
    """The parent serves nothing itself: it starts, restarts, stops and waits."""

    help = __doc__
    stopping = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (0.0.0.0: all)")
        parser.add_argument("--port", default=8000, type=port)
        parser.add_argument("--prepare", action="store_true", help="run the prepare command first")
        parser.add_argument("--check-only", action="store_true", help="stop before serving")

    def handle(self, *args: object, host: str, port: int, prepare: bool, check_only: bool, **options: object) -> None:
        if not check_only:
            refuse_taken_port(host, port)
        if prepare:
            call_command("prepare")
        refuse_unfit_database()
        self.stdout.write(greeting(host, port))
        self.stdout.flush()  # it may go to a file, and nothing more is written for a long time
        if check_only:
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        web = Child("web server", web_command(host, port))
        worker = Child("worker", [sys.executable, "manage.py", "work"])
        if not supervise(web, worker, stopping=lambda: self.stopping, say=self.stderr.write):
            raise CommandError("The web server stopped by itself; the lines above say why.")

    def stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True


def web_command(host: str, port: int) -> list[str]:
    """Return granian's command: processes where one thread makes the pages, measured faster than several.

    An event loop beside it waits for the bodies (portal.asgi); the thread never does.
    """
    workers = min(2, os.cpu_count() or 1)
    return [
        sys.executable,
        *("-m", "granian", "--interface", "asginl", "--http", "1", "--no-ws", "--blocking-threads", "1"),
        *("--host", host, "--port", str(port), "--workers", str(workers), "--respawn-failed-workers"),
        *("--workers-kill-timeout", "20", "--log-level", "warning", "portal.asgi:application"),
    ]


def refuse_taken_port(host: str, port: int) -> None:
    """Raise CommandError with a sentence when nothing can listen there."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except PermissionError as error:
        raise CommandError(f"Port {port} is for root alone. Choose one above 1023 with --port.") from error
    except socket.gaierror as error:
        raise CommandError(f"{host} is not an address of this machine. Write 127.0.0.1, or 0.0.0.0 for all.") from error
    except OSError as error:
        raise CommandError(f"Cannot listen on {host}:{port} ({error.strerror}). Choose another with --port.") from error


def greeting(host: str, port: int) -> str:
    """Return the site's address and, in the demo, who can sign in with what: for its users, so in Swedish."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    address = settings.SITE_URL or f"http://{shown}:{port}"
    lines = ["", f"Framsteg: {address}/"]
    if not settings.PRODUCTION:
        lines += ["", f"Demokonton ({address}{resolve_url(settings.LOGIN_URL)}):", *demo_accounts()]
        lines += [f"  Lösenord för alla: {demo.password()}"]
    return "\n".join([*lines, ""])


def refuse_unfit_database() -> None:
    """Raise CommandError with a sentence for a database without the home region, or a demo's in production."""
    try:
        home_region()
        if settings.PRODUCTION:
            demo.refuse_accounts()
    except ImproperlyConfigured as error:
        raise CommandError(str(error)) from error


def demo_accounts() -> list[str]:
    """Return one line for each example account: its address, role and organisation."""
    memberships = (
        Membership.objects.valid_on(timezone.localdate())
        .filter(user__email__endswith="@example.org", user__is_active=True)
        .select_related("user", "organisation")
        .order_by("pk")
    )
    return [f"  {m.user.email:<34}{m.get_role_display()}, {m.organisation.name}" for m in memberships]
