"""What every template may know: addresses in both languages, the data version, and nothing about the reader."""

from typing import Any

import pytest
from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import path
from django.utils import translation

from portal.context_processors import site
from tests.factories import source_figures, years


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = i18n_patterns(path("sida/<slug:slug>/", page, name="page"), prefix_default_language=False)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _urls(settings: Any) -> None:
    settings.ROOT_URLCONF = __name__
    settings.SITE_URL = ""


def asked(address: str, *, query: dict[str, Any] | None = None, **extra: Any) -> dict[str, Any]:
    request = RequestFactory().get(address, **extra)
    if query is not None:
        request.query = query  # type: ignore[attr-defined]
    with translation.override("en" if address.startswith("/en/") else "sv"):  # as portal.language does
        return site(request)


def test_addresses_stand_in_both_languages_from_either() -> None:
    for address in ("/sida/led/", "/en/sida/led/"):
        told = asked(address)["page"]
        assert told["path"] == address
        assert told["canonical"] == f"http://testserver{address}"
        assert told["alternate_sv"] == "http://testserver/sida/led/"
        assert told["alternate_en"] == "http://testserver/en/sida/led/"


def test_address_of_the_site_is_that_of_the_settings(settings: Any) -> None:
    settings.SITE_URL = "https://framsteg.example.se"
    told = asked("/sida/led/", secure=True)["page"]
    assert told["base"] == "https://framsteg.example.se"
    assert told["canonical"] == "https://framsteg.example.se/sida/led/"


def test_query_belongs_to_the_address_of_a_public_page_alone() -> None:
    public = asked("/sida/led/?liggare=3", query={"liggare": 3})["page"]
    assert public["canonical"] == "http://testserver/sida/led/?liggare=3"
    assert public["alternate_en"] == "http://testserver/en/sida/led/?liggare=3"
    assert public["as_of"] == 3
    private = asked("/sida/led/?liggare=3&next=//ond.example")["page"]
    assert private["canonical"] == "http://testserver/sida/led/"
    assert private["as_of"] is None


def test_data_version_is_the_ledgers_head() -> None:
    entry = source_figures(years({2024: "2.998"}))
    assert asked("/sida/led/")["data_version"].number == entry.number


def test_data_version_is_the_one_the_page_was_asked_for() -> None:
    request = RequestFactory().get("/sida/led/")
    request.data_version = "den som gällde"  # type: ignore[attr-defined]
    assert site(request)["data_version"] == "den som gällde"


def test_reader_is_not_asked_about(django_assert_num_queries: Any) -> None:
    request = RequestFactory().get("/sida/led/")
    assert not hasattr(request, "session")
    assert not hasattr(request, "user")
    with django_assert_num_queries(1):  # the head
        told = site(request)
    assert set(told) == {"mode", "page", "data_version"}
