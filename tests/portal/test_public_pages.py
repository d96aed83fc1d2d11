"""Every public address, found in the URL configuration, is held to what a public page promises."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from django.utils import translation

from portal.freshness import PublicPage
from tests.demo import demo, demo_files  # noqa: F401
from tests.pages import Page, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

#: One address of each public pattern: url name → its arguments, all in the reference and demo data.
ADDRESSES: dict[str, dict[str, Any]] = {
    "home": {},
    "areas": {},
    "area": {"slug": "digital-kompetens"},
    "area-csv": {"slug": "digital-kompetens"},
    "indicators": {},
    "indicators-csv": {},
    "indicator": {"slug": "anstallda-i-it-yrken"},
    "indicator-csv": {"slug": "anstallda-i-it-yrken"},
    "regions": {},
    "regions-csv": {},
    "region": {"slug": "gavleborg"},
    "region-csv": {"slug": "gavleborg"},
    "kommuner": {},
    "kommuner-csv": {},
    "kommun": {"slug": "gavle"},
    "kommun-csv": {"slug": "gavle"},
    "ledger": {},
    "ledger-csv": {},
    "ledger-entry": {"number": 2},
    "ledger-entry-csv": {"number": 5},
    "about": {},
    "method": {},
    "privacy": {},
    "accessibility": {},
    "gallery": {},
    "reports": {},
    "report-edition": {"slug": "lagesbild-gavleborg", "number": 1},
    "report-pdf": {"slug": "lagesbild-gavleborg", "number": 1},
    "report-content": {"slug": "lagesbild-gavleborg", "number": 1},
}
#: Pages without figures, or of one state for ever.
TIMELESS = {"about", "accessibility", "gallery", "method", "privacy"} | {
    name for name in ADDRESSES if name.startswith(("ledger", "report"))
}
LANGUAGES = ("sv", "en")
BOUND = 20  # a section of a page is one or two queries, whatever is stored
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


@cache
def public_patterns() -> dict[str, PublicPage]:
    """Every pattern whose view is public, by url name."""
    return dict(_public(get_resolver()))


def _public(resolver: URLResolver) -> Iterator[tuple[str, PublicPage]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _public(pattern)
        elif (page := getattr(pattern.callback, "public_page", None)) is not None:
            yield pattern.name or str(pattern.pattern), page


def address(name: str, language: str = "sv") -> str:
    with translation.override(language):
        return reverse(name, kwargs=ADDRESSES[name])


def fields(name: str) -> set[str]:
    """The parameters that a page may be asked with."""
    with translation.override("sv"):
        return set(public_patterns()[name].query().fields)


each_page = pytest.mark.parametrize("name", ADDRESSES)
each_language = pytest.mark.parametrize("language", LANGUAGES)


def test_every_public_pattern_has_an_address_here() -> None:
    assert set(public_patterns()) == set(ADDRESSES)


@each_language
@each_page
def test_page_promises_what_every_public_page_does(
    client: Client, settings: Any, django_assert_num_queries: Any, name: str, language: str
) -> None:
    settings.DATA_VERSION_SECONDS = 60
    asked = address(name, language)
    page = client.get(asked)
    assert page.status_code == 200
    assert not page.cookies
    assert "set-cookie" not in page.headers
    assert "cookie" not in page.headers["Vary"].lower()
    assert page.headers["Content-Language"] == language
    sent = dict(part.strip().split(" ", 1) for part in page.headers["Content-Security-Policy"].split(";"))
    assert sent == POLICY
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert page.headers["X-Frame-Options"] == "DENY"
    assert page.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    etag = page.headers["ETag"]
    assert re.fullmatch(r'W/"[0-9a-f]{32}"', etag)
    with django_assert_num_queries(0):
        assert client.get(asked).content == page.content
        for form in (etag, etag.removeprefix("W/"), f'"other", {etag}'):
            again = client.get(asked, headers={"if-none-match": form})
            assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", etag)
        head = client.head(asked)
        assert (head.status_code, head.content, head.headers["ETag"]) == (200, b"", etag)
        assert client.head(asked, headers={"if-none-match": etag}).status_code == 304
    assert client.post(asked).status_code == 405


@each_language
@each_page
def test_page_is_whole_and_calls_on_nobody(client: Client, name: str, language: str) -> None:
    asked = address(name, language)
    answer = client.get(asked)
    if not answer.headers["Content-Type"].startswith("text/html"):
        assert name.endswith(("-csv", "-pdf", "-content")), answer.headers["Content-Type"]
        return
    page = read(answer)
    assert page.all("html")[0]["lang"] == language
    assert len(page.all("h1")) == 1
    assert page.title.strip()
    assert "Framsteg" in page.title
    if page.all("meta", name="robots", content="noindex"):
        assert name == "gallery", "a page that search engines may not show"
    else:
        assert page.link("canonical") == [f"http://testserver{asked}"]
        for other in LANGUAGES:
            assert page.link("alternate", hreflang=other) == [f"http://testserver{address(name, other)}"]
    assert page.inline.strip() == ""
    assert all(script.get("src") for script in page.all("script"))
    for tag, attributes in page.tags:
        wrong = [key for key in attributes if key == "style" or key.startswith("on") or key == "nonce"]
        assert not wrong, (tag, attributes)
        assert not attributes.get("href", "").lower().startswith("javascript:"), (tag, attributes)
    for place in resources(page):
        assert not urlsplit(place).netloc, f"{place} is somebody else's"
        assert urlsplit(place).scheme in ("", "data")


def resources(page: Page) -> Iterator[str]:
    """Every address that the browser would fetch by itself."""
    for tag, attributes in page.tags:
        if tag != "a":
            yield from (attributes[key] for key in ("src", "poster", "data", "xlink:href") if key in attributes)
            yield from (part.split()[0] for part in attributes.get("srcset", "").split(",") if part.strip())
        if tag == "use" or (tag == "link" and attributes.get("rel") not in ("canonical", "alternate")):
            yield attributes["href"]


@each_page
def test_other_spellings_lead_to_the_canonical_one(client: Client, name: str) -> None:
    asked = address(name)
    answer = client.get(f"{asked}?utm_source=brev&fbclid=1")
    assert (answer.status_code, answer.headers["Location"]) == (302, asked)
    if "liggare" not in fields(name):
        assert client.get(f"{asked}?liggare=1").headers["Location"] == asked
        return
    spelled = client.get(f"{asked}?liggare=007")
    assert (spelled.status_code, spelled.headers["Location"]) == (302, f"{asked}?liggare=7")
    assert client.get(f"{asked}?liggare=0").headers["Location"] == asked


@each_page
def test_page_stands_as_it_was_at_any_entry_and_at_none_to_come(client: Client, name: str) -> None:
    asked = address(name)
    now = client.get(asked)
    if "liggare" not in fields(name):
        assert name in TIMELESS, f"{name} shows figures and cannot be asked for an earlier state"
        return
    for number in (1, 4, 6):
        then = client.get(f"{asked}?liggare={number}")
        assert then.status_code in (200, 404)  # 404: it did not exist yet
        assert not then.cookies
        if then.status_code == 200:
            assert then.headers["ETag"] != now.headers["ETag"]
    assert client.get(f"{asked}?liggare=999999").status_code == 404


@pytest.mark.parametrize("path", ["/finns-inte/", "/en/finns-inte/", "/indikatorer/finns-inte/", "/regioner/atlantis/"])
def test_absent_page_says_so_without_a_cookie(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert not answer.cookies
    assert read(answer).all("html")[0]["lang"] == ("en" if path.startswith("/en/") else "sv")


def test_health_is_never_kept(client: Client) -> None:
    answer = client.get("/halsa/")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert not answer.cookies
