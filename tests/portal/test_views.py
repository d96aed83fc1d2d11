"""The site's own pages, its health, and what it says when something is wrong."""

from typing import Any

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client, RequestFactory

from portal import views
from tests.pages import read

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/om/", "Region Gävleborg"),
        ("/om/metod/", "minst 0,95"),
        ("/om/metod/", "minst 3 mätpunkter"),
        ("/tillganglighet/", "Digg"),
        ("/tillganglighet/", "Kontaktuppgift saknas."),
        ("/om/personuppgifter/", "Inga kakor sätts på de publika sidorna."),
    ],
)
def test_page_says_what_it_must(client: Client, address: str, said: str) -> None:
    assert said in read(client.get(address)).text


@pytest.mark.parametrize("address", ["/om/", "/tillganglighet/", "/om/personuppgifter/"])
def test_no_address_to_write_to_is_invented(client: Client, address: str) -> None:
    assert "@" not in client.get(address).content.decode()
    assert "mailto:" not in client.get(address).content.decode()


def test_gallery_is_for_the_demo_only(client: Client, settings: Any) -> None:
    assert client.get("/galleri/").status_code == 200
    settings.PRODUCTION = True
    settings.BUILD = "another"
    assert client.get("/galleri/").status_code == 404


def test_health_is_well(client: Client) -> None:
    answer = client.get("/halsa/")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "process": "ok", "database": "ok", "migrations": "ok"}


def test_health_fails_when_a_migration_waits(client: Client) -> None:
    MigrationRecorder(connection).record_unapplied("indicators", "0001_initial")
    answer = client.get("/halsa/")
    assert answer.status_code == 503
    assert answer.json()["migrations"] == "waiting"
    assert answer.headers["Cache-Control"] == "no-store"


def test_absence_is_told_in_our_sentence_and_other_404s_in_the_sites(client: Client) -> None:
    assert "Liggarpost 99999 finns inte ännu." in read(client.get("/?liggare=99999")).text
    assert "Ingen data på den här adressen" in read(client.get("/finns-inte/")).text


def test_error_page_needs_neither_database_nor_context(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        answer = views.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "Något gick fel hos oss" in answer.content.decode()


ERRORS = [(views.bad_request, 400), (views.forbidden, 403), (views.csrf_failure, 403)]


@pytest.mark.parametrize(("view", "status"), ERRORS)
def test_other_errors_answer_with_their_page(view: Any, status: int) -> None:
    answer = view(RequestFactory().get("/"))
    assert answer.status_code == status
    assert "<h1>" in answer.content.decode()
