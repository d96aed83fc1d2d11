"""The table in docs/security.md is true: every address of the workspace, walked with every role."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.test import Client
from django.urls import reverse

from indicators.actions import deliveries
from indicators.models import Delivery, LedgerEntry, Observation, Role
from portal.models import User
from portal.urls import work
from reports import store
from reports.actions import regional_overview
from reports.models import Edition, RenderJob
from tests.factories import NOW, delivery, organisation, person, row

pytestmark = pytest.mark.django_db
TABLE = Path(__file__).resolve().parents[4] / "docs" / "security.md"
ROLES = ("anonymous", "reader", "coordinator", "approver", "administrator", "observer", "other region")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table."""

    name: str
    method: str
    state: str
    expected: tuple[str, ...]


def lines() -> list[Line]:
    found = []
    for text in TABLE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in text.strip("|").split("|")]
        if len(cells) == 3 + len(ROLES) and cells[0].startswith("`"):
            found.append(Line(cells[0].strip("`"), cells[1], cells[2], tuple(cells[3:])))
    return found


def people() -> dict[str, User | AnonymousUser]:
    return {
        "anonymous": AnonymousUser(),
        "reader": person(Role.READER),
        "coordinator": person(Role.COORDINATOR),
        "approver": person(Role.APPROVER),
        "administrator": person(Role.ADMINISTRATOR),
        "observer": person(Role.OBSERVER, at="tillvaxtverket"),
        "other region": person(Role.COORDINATOR, at="region-dalarna"),
    }


def in_state(state: str, by: Any, approver: Any) -> Delivery:
    made = delivery(row(), by=by)
    if state in ("submitted", "accepted"):
        made = deliveries.submit(by=by, delivery=made, at=NOW)
    if state == "accepted":
        deliveries.accept(by=approver, delivery=made, at=NOW)
    return made


def an_edition(by: Any) -> Edition:
    page = store.put(b"<p>sidan</p>").sha256
    edition = Edition.objects.create(
        report=regional_overview(organisation()),
        number=1,
        as_of=LedgerEntry.objects.count(),
        content_sha256=page,
        content_size=12,
        html_sha256=page,
        html_size=12,
        pdf_sha256=page,
        pdf_size=12,
        created_at=NOW,
        by=by,
    )
    RenderJob.objects.create(edition=edition)
    return edition


def address(line: Line, by: Any, approver: Any) -> tuple[str, dict[str, Any]]:
    """Return where to go and what to send."""
    if line.name in ("start", "seat", "deliveries", "reports", "report-freeze"):
        return reverse(f"work:{line.name}"), {}
    if line.name.startswith("report-"):
        return reverse(f"work:{line.name}", args=[an_edition(by).pk]), {}
    if line.name == "enter":
        data = {"delivery": str(in_state(line.state, by, approver).pk)} if line.state else {}
        return reverse("work:enter"), data
    made = in_state(line.state, by, approver)
    if line.name == "value":
        figure = Observation.objects.latest("id")
        return reverse("work:value", args=[figure.series_id, figure.period]), {}
    args = [made.pk, made.rows.get().pk] if line.name.startswith("row") else [made.pk]
    return reverse(f"work:{line.name}", args=args), {}


def outcome(response: Any) -> str:
    if response.status_code in (403, 404):
        return str(response.status_code)
    if response.status_code == 302 and response.headers["Location"].startswith(reverse("account_login")):
        return "login"
    return "yes" if response.status_code in (200, 302, 422) else f"unexpected {response.status_code}"


@pytest.mark.parametrize("line", lines(), ids=lambda line: f"{line.name} {line.method} {line.state}".strip())
def test_address_answers_each_role_as_the_table_says(line: Line) -> None:
    who = people()
    url, data = address(line, who["coordinator"], who["approver"])
    answers = []
    for role in ROLES:
        client = Client(raise_request_exception=True)
        user = who[role]
        if isinstance(user, User):
            client.force_login(user)
        with transaction.atomic():
            response = client.get(url, data) if line.method == "GET" else client.post(url, data)
            answers.append(outcome(response))
            transaction.set_rollback(True)
    assert dict(zip(ROLES, answers, strict=True)) == dict(zip(ROLES, line.expected, strict=True))


def test_every_address_stands_in_the_table() -> None:
    assert {pattern.name for pattern in work} == {line.name for line in lines()}


def test_table_has_a_line_for_each_method() -> None:
    """An address that both shows and changes has a line for both."""
    methods = {(line.name, line.method) for line in lines()}
    assert {("enter", "GET"), ("enter", "POST"), ("value", "GET"), ("value", "POST")} <= methods


@pytest.mark.parametrize(
    "name", ["seat", "delivery-submit", "delivery-decide", "delivery-discard", "row-take-away", "row-leave-out"]
)
def test_what_changes_something_is_never_done_by_get(name: str) -> None:
    who = person(Role.COORDINATOR)
    made = delivery(row(), by=who)
    args = [] if name == "seat" else [made.pk, made.rows.get().pk] if name.startswith("row") else [made.pk]
    client = Client()
    client.force_login(who)
    assert client.get(reverse(f"work:{name}", args=args)).status_code == 405


def test_every_form_needs_its_csrf_token() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(person(Role.COORDINATOR))
    assert client.post(reverse("work:enter"), {}).status_code == 403


def test_workspace_pages_are_not_cached_anywhere() -> None:
    client = Client()
    client.force_login(person(Role.COORDINATOR))
    assert "no-store" in client.get(reverse("work:start")).headers["Cache-Control"]


def test_person_without_a_seat_is_told_so() -> None:
    client = Client()
    client.force_login(person())
    response = client.get(reverse("work:start"))
    assert response.status_code == 403


def test_ended_membership_gives_no_seat() -> None:
    who = person(Role.COORDINATOR)
    who.memberships.update(valid_from=NOW.date().replace(year=2024), valid_to=NOW.date().replace(year=2025))
    client = Client()
    client.force_login(who)
    assert client.get(reverse("work:start")).status_code == 403


def test_ended_session_changes_nothing_on_an_htmx_page() -> None:
    response = Client().get(reverse("work:enter"), headers={"HX-Request": "true"})
    assert (response.status_code, response.content) == (401, b"")


def test_no_anchor_of_the_table_is_lost() -> None:
    assert len(lines()) == len(re.findall(r"^\| `", TABLE.read_text(encoding="utf-8"), flags=re.MULTILINE))
