"""The main job from end to end: a figure is entered, decided, seen, corrected, and printed in a sealed report."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from indicators.actions import deliveries, heads, verification
from indicators.models import Delivery, LedgerEntry, LedgerHead, Observation, Role
from reports import tasks
from reports.models import Edition
from tests.factories import NOW, delivery, person, years
from tests.journeys.steps import Member, Visitor
from tests.pages import plain
from tests.test_demo import tool

pytestmark = pytest.mark.django_db
SLUG = "tillgang-1-gbit"
CELL = {"indicator": "INF01", "territory": "21", "period": "2024"}


def head() -> int:
    return LedgerHead.objects.get().number


def sound() -> None:
    """The ledger holds and the heads are what the observations say."""
    assert list(verification.verify()) == []
    assert heads.differences() == (0, 0)


@pytest.fixture
def earlier(db: None) -> int:
    """Two years that the region has published before; the ledger's number then."""
    made = delivery(*years({2022: "80,0", 2023: "84,0"}, indicator="INF01"), by=person(Role.COORDINATOR))
    deliveries.submit(by=made.events.get().by, delivery=made, at=NOW)  # type: ignore[arg-type]
    return deliveries.accept(by=person(Role.APPROVER), delivery=made, at=NOW).number


def entered(coordinator: Member, *, period: str = "2024", value: str = "88,0") -> Delivery:
    """Fill in, look at what it does, and hand in."""
    page = coordinator.fill_in({**CELL, "period": period, "value": value}, do="preview")
    assert "Så här blir det" in page.text
    assert Delivery.objects.filter(state="draft").count() == 0
    coordinator.press("/arbete/fyll-i/", button=("do", "submit"))
    assert "Leveransen är inskickad. Den publiceras när den har tagits emot." in coordinator.page.text
    return Delivery.objects.latest("pk")


def accepted(approver: Member, made: Delivery, *, reason: str = "") -> None:
    approver.open(reverse("work:delivery", args=[made.pk]))
    approver.press("/besluta/", {"reason": reason}, button=("d", "accept"))
    assert "Mottaget. Värdena är publicerade." in approver.page.text


def test_figure_goes_from_the_form_to_the_dashboard(earlier: int) -> None:
    coordinator, approver, reader = Member(Role.COORDINATOR), Member(Role.APPROVER), Visitor()
    before = reader.open("/")
    assert "84,0" in before.text
    page = coordinator.fill_in({**CELL, "value": "88,0"}, do="preview")
    for words in ("Så här blir det", "88,0", "Läget nu", "två mätpunkter", "Läget sedan", "För långsamt"):
        assert words in page.text
    made = entered(coordinator)
    assert "88,0" not in reader.open("/").text
    assert head() == earlier
    assert made.title in approver.open(reverse("work:start")).text
    assert "Väntar på ditt beslut" in approver.page.text
    accepted(approver, made)
    after = reader.open("/")
    assert "88,0" in after.text
    assert "För långsamt" in after.text
    assert "88,0" in reader.open(f"/indikatorer/{SLUG}/").text
    assert f"Liggarpost {head()}" in reader.page.text
    sound()


def test_earlier_state_can_still_be_asked_for(earlier: int) -> None:
    reader = Visitor()
    accepted(Member(Role.APPROVER), entered(Member(Role.COORDINATOR)))
    for path in ("/", f"/indikatorer/{SLUG}/", "/regioner/gavleborg/"):
        assert "88,0" in reader.open(path).text
        then = reader.open(f"{path}?liggare={earlier}")
        assert "84,0" in then.text
        assert "88,0" not in then.text
        assert "88,0" in reader.open(f"{path}?liggare={earlier + 1}").text


def test_correction_keeps_both_revisions_in_sight(earlier: int) -> None:
    coordinator, approver, reader = Member(Role.COORDINATOR), Member(Role.APPROVER), Visitor()
    accepted(approver, entered(coordinator))
    figure = Observation.objects.latest("pk")
    where = reverse("work:value", args=[figure.series_id, "2024"])
    coordinator.open(where)
    why = "Operatören räknade fel."
    coordinator.press("", {"value": "87,5", "reason": why}, button=("do", "correct"))
    assert "Ändringen är inskickad. Den publiceras när den har tagits emot." in coordinator.page.text
    accepted(approver, Delivery.objects.latest("pk"))
    page = coordinator.open(where)
    for words in ("87,5", "88,0", why, f"nr {head()}", f"nr {head() - 1}"):
        assert words in page.text
    public = reader.open(f"/indikatorer/{SLUG}/").text
    assert "Rättade värden" in public
    corrected = public.split("Rättade värden", 1)[1]
    assert "88,0" in corrected
    assert "87,5" in corrected
    entry = reader.open(f"/andringar/{head()}/").text
    assert "88,0" in entry
    assert "87,5" in entry
    sound()


def printed(path: Path) -> str:
    """The words of a PDF, on one line."""
    said = subprocess.run([tool("pdftotext"), "-layout", path, "-"], capture_output=True, text=True, check=True)
    return plain(said.stdout)


def test_report_is_frozen_rendered_read_and_published(earlier: int, tmp_path: Path) -> None:
    coordinator, approver, reader = Member(Role.COORDINATOR), Member(Role.APPROVER), Visitor()
    accepted(approver, entered(coordinator))
    coordinator.open(reverse("work:reports"))
    coordinator.press("/arbete/rapporter/frys/")
    edition = Edition.objects.get()
    assert edition.as_of == earlier + 1
    assert "Inga rapporter" not in coordinator.page.text
    pdf = reverse("report-pdf", args=[edition.report.slug, 1])
    assert reader.client.get(pdf).status_code == 404
    tasks.run(edition)
    edition.refresh_from_db()
    assert edition.state == Edition.State.RENDERED
    assert reader.client.get(pdf).status_code == 404, "what nobody has published nobody may read"
    approver.open(reverse("work:report-edition", args=[edition.pk]))
    approver.press("/publicera/")
    sound()
    assert LedgerEntry.objects.latest("number").kind == LedgerEntry.Kind.REPORT
    assert "Regional lägesbild" in reader.open("/rapporter/").text
    assert "88,0" in reader.open(reverse("report-edition", args=[edition.report.slug, 1])).text
    answer = reader.client.get(pdf)
    assert answer.headers["Content-Type"] == "application/pdf"
    path = tmp_path / "rapport.pdf"
    path.write_bytes(answer.content)
    words = printed(path)
    assert "88,0" in words
    assert f"iggarpost {edition.as_of}" in words
    subprocess.run([tool("qpdf"), "--check", path], check=True, capture_output=True)


def test_figure_changed_after_the_freeze_leaves_the_edition_alone(earlier: int) -> None:
    coordinator, approver, reader = Member(Role.COORDINATOR), Member(Role.APPROVER), Visitor()
    coordinator.open(reverse("work:reports"))
    coordinator.press("/arbete/rapporter/frys/")
    edition = Edition.objects.get()
    accepted(approver, entered(coordinator))
    tasks.run(edition)
    approver.open(reverse("work:report-edition", args=[edition.pk]))
    approver.press("/publicera/")
    page = reader.open(reverse("report-edition", args=[edition.report.slug, 1])).text
    assert "84,0" in page
    assert "88,0" not in page
    sound()


def test_lone_coordinator_accepts_own_work_with_a_reason(db: None) -> None:
    alone = Member(Role.COORDINATOR, at="region-dalarna")
    alone.fill_in({**CELL, "territory": "20", "value": "77,0"}, do="submit")
    made = Delivery.objects.get()
    alone.open(reverse("work:delivery", args=[made.pk]))
    page = alone.press("/besluta/", button=("d", "accept"), status=422)
    assert "Skriv varför, så att andra kan följa beslutet." in page.text
    assert Observation.objects.count() == 0
    accepted(alone, made, reason="Jag är ensam i Dalarna.")
    assert "77,0" in Visitor().open("/regioner/dalarna/").text
    assert LedgerEntry.objects.latest("number").attribution.reason == "Jag är ensam i Dalarna."
    sound()


def test_coordinator_with_an_approver_cannot_decide_alone(earlier: int) -> None:
    coordinator = Member(Role.COORDINATOR)
    made = entered(coordinator)
    page = coordinator.open(reverse("work:delivery", args=[made.pk]))
    assert "Leveransen väntar på en godkännare." in page.text
    answer: Any = coordinator.client.post(reverse("work:delivery-decide", args=[made.pk]), {"d": "accept"})
    assert answer.status_code == 403
    assert head() == earlier
