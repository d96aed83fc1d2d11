"""The real site for the browser: its own database with the demo, the real server, Chromium, and what it may not do."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from portal.management.commands.serve import web_command
from tests.browser.scene import START
from tests.databases import own_database, own_environment

ROOT = Path(__file__).resolve().parent.parent.parent
PASSWORD = "ett-losenord-for-webblasaren"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
RULES = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
#: The long matrix: a phone and a desk, light and dark; and widths that need no more than to hold the page.
MATRIX = ((360, False), (360, True), (1280, False), (1280, True))
BETWEEN = (320, 768, 1920)
#: What htmx writes when a newer request takes the place of one under way.
OVERTAKEN = ("htmx:afterRequest,", "htmx:sendAbort,")
WATCH = """
window.violations = [];
document.addEventListener('securitypolicyviolation', event =>
  window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
"""


@dataclass(frozen=True, slots=True)
class Site:
    """Where the site answers, and where the scene's deliveries are."""

    address: str
    places: dict[str, str]


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Prepare and serve as script/server does, on a free port of this machine."""
    folder = tmp_path_factory.mktemp("site")
    with own_database(folder) as address:
        environment = own_environment(
            folder, address, DEMO_PASSWORD=PASSWORD, PYTHONWARNINGS="ignore", LOG_LEVEL="ERROR"
        )
        subprocess.run(
            [sys.executable, "manage.py", "prepare"], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL
        )
        said = subprocess.run(START, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
        with closing(socket.socket()) as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        with served(environment, port):
            yield Site(f"http://127.0.0.1:{port}", json.loads(said.stdout))


@contextmanager
def served(environment: dict[str, str], port: int) -> Iterator[None]:
    server = subprocess.Popen(web_command("127.0.0.1", port), cwd=ROOT, env=environment)
    try:
        for _attempt in range(200):
            assert server.poll() is None, "the server ended before it answered"
            try:
                urlopen(f"http://127.0.0.1:{port}/halsa/", timeout=5).close()
                break
            except (URLError, ConnectionError, TimeoutError):
                time.sleep(0.1)
        yield
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The system's own browser, without what it does on its own; ended with the package, event loop and all."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if (path := shutil.which(name))), None)
    assert found is not None, "Chromium is missing: script/setup --browser installs it"
    quiet = ("disable-gpu", "disable-quic", "no-first-run", "disable-background-networking")
    more = ("disable-component-update", "disable-sync", "force-color-profile=srgb")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found,
            chromium_sandbox=os.geteuid() != 0,
            args=[f"--{name}" for name in (*quiet, *more)],
        )
        yield browser
        browser.close()


@dataclass
class Tab:
    """A page and everything it did that it should not have: words in the console, other hosts, policy violations."""

    page: Page
    home: str
    wrong: list[str] = field(default_factory=list)

    def watch(self) -> "Tab":
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("request", lambda request: self._called(request.url))
        return self

    def _heard(self, said: ConsoleMessage) -> None:
        if said.type in ("error", "warning") and not said.text.startswith(OVERTAKEN):
            self.wrong.append(said.text)

    def _called(self, address: str) -> None:
        if urlsplit(address).scheme not in ("data", "blob") and not address.startswith(f"{self.home}/"):
            self.wrong.append(f"called {address}")

    def open(self, path: str, *, status: int = 200) -> Page:
        answer = self.page.goto(f"{self.home}{path}")
        assert answer is not None
        if status != 200:  # the browser itself writes a line for the page's own 404
            self.wrong.clear()
        assert answer.status == status, f"{path}: {answer.status}"
        return self.page

    def show(self, *, width: int, dark: bool) -> None:
        self.page.emulate_media(color_scheme="dark" if dark else "light", reduced_motion="reduce")
        self.page.set_viewport_size({"width": width, "height": 800})

    def violations(self) -> list[str]:
        """What axe finds, one line a place: the rule, the element, what to do."""
        if not self.page.evaluate("typeof window.axe === 'object'"):
            self.page.evaluate(axe())
        found = self.page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
        return [
            f"{one['id']}: {node['html'][:160]} – {node['failureSummary'][:200]}"
            for one in found
            for node in one["nodes"]
        ]

    def overflows(self) -> list[str]:
        """The elements that reach outside a narrow window and make the page scroll sideways."""
        return self.page.evaluate(OVERFLOW)  # type: ignore[no-any-return]

    def faults(self) -> list[str]:
        return [*self.wrong, *self.page.evaluate("window.violations")]


OVERFLOW = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const wide = [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > width + 1);
  const named = wide.slice(0, 5).map(e => e.outerHTML.slice(0, 160));
  return [`${document.documentElement.scrollWidth} > ${width}`, ...named];
}"""


def axe() -> str:
    package = find_spec("axe_playwright_python")
    assert package is not None
    assert package.origin is not None
    return (Path(package.origin).parent / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="package")
def seat(site: Site, chromium: Browser) -> Callable[[str], Any]:
    """Sign somebody of the demo in, once, and give their cookies to every tab that asks."""
    known: dict[str, Any] = {}

    def signed_in(local: str) -> Any:
        if local not in known:
            context = chromium.new_context()
            page = context.new_page()
            page.goto(f"{site.address}/konto/login/?next=/arbete/")
            page.get_by_label("E-postadress").fill(f"{local}@example.org")
            page.get_by_label("Lösenord").fill(PASSWORD)
            page.get_by_role("main").get_by_role("button", name="Logga in").click()
            page.wait_for_url("**/arbete/")
            known[local] = context.storage_state()
            context.close()
        return known[local]

    return signed_in


@pytest.fixture
def tab(site: Site, chromium: Browser, seat: Callable[[str], Any]) -> Iterator[Callable[..., Tab]]:
    """Open a tab of one's own: `tab()` for a reader, `tab("koordinator")` for one of the demo's people."""
    opened: list[BrowserContext] = []

    def make(local: str = "", *, javascript: bool = True, width: int = 1280) -> Tab:
        context = chromium.new_context(
            storage_state=seat(local) if local else None,
            java_script_enabled=javascript,
            viewport={"width": width, "height": 800},
            locale="sv-SE",
            reduced_motion="reduce",
        )
        opened.append(context)
        context.set_default_timeout(10_000)
        if javascript:
            context.add_init_script(WATCH)
        return Tab(context.new_page(), site.address).watch()

    yield make
    for context in opened:
        context.close()
