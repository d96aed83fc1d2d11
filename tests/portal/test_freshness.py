"""Public pages: canonical queries, ETags, 304 without a query, cache until the ledger grows."""

from typing import Any

import pytest
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from portal import freshness
from portal.freshness import public_page
from portal.views import forbidden, not_found, server_error  # noqa: F401
from tests.factories import source_figures, years

pytestmark = pytest.mark.django_db
calls: list[str] = []


class PageQuery(freshness.NoQuery):
    """A number and a word."""

    from django import forms

    liggare = forms.IntegerField(required=False, min_value=1)
    q = forms.CharField(required=False, max_length=20)


@public_page(query=PageQuery)
def page(request: HttpRequest) -> HttpResponse:
    calls.append(request.get_full_path())
    return HttpResponse(f"<p>{request.query}</p>" * 40)  # type: ignore[attr-defined]


@public_page()
def session_lover(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(request.session))


urlpatterns = [path("sida/", page), path("session/", session_lover)]
handler404 = "portal.views.not_found"
handler500 = "portal.views.server_error"


@pytest.fixture(autouse=True)
def _urls(settings: Any) -> None:
    settings.ROOT_URLCONF = __name__
    calls.clear()


def test_page_is_rendered_once_until_the_ledger_grows(client: Client) -> None:
    client.get("/sida/")
    client.get("/sida/")
    assert len(calls) == 1
    source_figures(years({2024: "2.998"}))
    client.get("/sida/")
    assert len(calls) == 2


@pytest.mark.parametrize("form", ["{etag}", "W/{strong}", "{strong}", '"x", {etag}'])
def test_304_to_every_form_of_the_etag(client: Client, form: str) -> None:
    etag = client.get("/sida/").headers["ETag"]
    sent = form.format(etag=etag, strong=etag.removeprefix("W/"))
    answer = client.get("/sida/", headers={"if-none-match": sent})
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["ETag"] == etag


def test_304_and_hit_cost_no_query_but_the_head(client: Client, django_assert_num_queries: Any) -> None:
    etag = client.get("/sida/").headers["ETag"]
    with django_assert_num_queries(1):
        client.get("/sida/", headers={"if-none-match": etag})
    with django_assert_num_queries(1):
        client.get("/sida/")


def test_head_is_remembered(client: Client, settings: Any, django_assert_num_queries: Any) -> None:
    settings.DATA_VERSION_SECONDS = 60
    client.get("/sida/")
    with django_assert_num_queries(0):
        client.get("/sida/")


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("/sida/?x=1", "/sida/"),
        ("/sida/?q=b&liggare=2", "/sida/?liggare=2&q=b"),
        ("/sida/?liggare=02", "/sida/?liggare=2"),
        ("/sida/?q=", "/sida/"),
        ("/sida/?liggare=tre", "/sida/"),
        ("/sida/?q=%00", "/sida/"),
        ("/sida/?liggare=99999999999999999999999999999x", "/sida/"),
    ],
)
def test_any_other_spelling_is_led_to_the_canonical_one(client: Client, asked: str, canonical: str) -> None:
    answer = client.get(asked)
    assert (answer.status_code, answer.headers["Location"]) == (302, canonical)
    assert client.get(canonical).status_code == 200


def test_cache_key_tells_language_fragment_encoding_and_query_apart(client: Client) -> None:
    for headers in ({}, {"hx-request": "true"}, {"accept-encoding": "br"}):
        client.get("/sida/", headers=headers)
    client.get("/sida/?q=a")
    assert len(calls) == 4


def test_brotli_only_when_asked_for(client: Client) -> None:
    assert "Content-Encoding" not in client.get("/sida/").headers
    packed = client.get("/sida/", headers={"accept-encoding": "gzip, br"})
    assert packed.headers["Content-Encoding"] == "br"
    assert int(packed.headers["Content-Length"]) == len(packed.content)


@pytest.mark.parametrize(
    ("accepted", "packed"), [("br", True), ("gzip, br;q=0.5", True), ("br;q=0, gzip", False), ("brx", False)]
)
def test_brotli_only_where_it_is_wanted(client: Client, accepted: str, packed: bool) -> None:
    answer = client.get("/sida/", headers={"accept-encoding": accepted})
    assert ("Content-Encoding" in answer.headers) is packed


def test_older_states_do_not_fill_the_cache(client: Client) -> None:
    client.get("/sida/?liggare=1")
    client.get("/sida/?liggare=1")
    assert len(calls) == 2


def test_public_view_cannot_reach_a_session(client: Client) -> None:
    client.raise_request_exception = False
    assert client.get("/session/").status_code == 500


def test_public_page_is_only_read(client: Client) -> None:
    assert client.post("/sida/").status_code == 405
    assert client.head("/sida/").status_code == 200


def test_no_cookie_and_no_vary_on_cookie(client: Client) -> None:
    answer = client.get("/sida/")
    assert not answer.cookies
    assert "cookie" not in answer.headers["Vary"].lower()
    assert answer.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert caches["pages"]._cache  # type: ignore[attr-defined]
