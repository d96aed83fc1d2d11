"""Bad input: a sentence at the field, what was typed kept, nothing stored."""

import pytest
from django.urls import reverse

from indicators.models import Delivery, DeliveryRow, Indicator, IndicatorVersion, LedgerHead, Observation, Role, Series
from tests.factories import organisation
from tests.journeys.steps import Member
from tests.journeys.test_main_job import accepted, earlier, entered  # noqa: F401
from tests.pages import Page

pytestmark = pytest.mark.django_db
GOOD = {"indicator": "INF01", "territory": "21", "period": "2024", "value": "88,0"}
KEPT = {"source": "Egen räkning, blad 3", "note": "Räknad en gång till."}


def stored() -> tuple[int, ...]:
    """Everything that a refused form could have left behind."""
    counts = [model.objects.count() for model in (Delivery, DeliveryRow, Series, Observation)]
    return (*counts, LedgerHead.objects.get().number)


def sentence_at(page: Page, field: str) -> str:
    """The words that the field's own error holds, and that the summary links to the field."""
    described = [tag for _name, tag in page.tags if tag.get("name") == field and tag.get("aria-invalid") == "true"]
    assert described, f"{field} is not marked as wrong"
    assert f"id_{field}_error" in described[0]["aria-describedby"].split()
    assert page.all("a", href=f"#id_{field}"), "the summary does not link to the field"
    return page.text


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("period", {"period": "förra året"}, "förra året"),
        ("period", {"period": "2024-03"}, "2024"),
        ("period", {"period": ""}, "Skriv"),
        ("period", {"period": "2031"}, "2031"),
        ("value", {"value": "ungefär hälften"}, "ungefär hälften"),
        ("value", {"value": "1.234"}, "1.234"),
        ("value", {"value": "NaN"}, "NaN"),
        ("value", {"value": "101"}, "100"),
        ("value", {"value": "-1"}, "0"),
        ("value", {"value": ""}, "värde"),
        ("territory", {"territory": "20"}, "hör inte till Region Gävleborg. Välj ett område som gör det."),
        ("territory", {"territory": "9999"}, "Området ”9999” finns inte."),
        ("indicator", {"indicator": "XXX99"}, "Indikatorn ”XXX99” finns inte. Välj en ur listan."),
    ],
)
@pytest.mark.parametrize("do", ["preview", "add", "submit"])
def test_bad_field_is_told_and_nothing_is_stored(do: str, field: str, typed: dict[str, str], sentence: str) -> None:
    coordinator = Member(Role.COORDINATOR)
    coordinator.open(reverse("work:enter"))
    before = stored()
    page = coordinator.press("/arbete/fyll-i/", {**GOOD, **KEPT, **typed}, button=("do", do), status=422)
    assert sentence in sentence_at(page, field)
    assert "Det här behöver rättas" in page.text
    assert page.title.startswith("Fel: ")
    again = page.form("/arbete/fyll-i/").fields
    for name, text in {**GOOD, **KEPT, **typed}.items():
        assert again[name] == [text], f"{name} was not kept"
    assert stored() == before


def test_value_and_reason_for_none_exclude_each_other() -> None:
    coordinator = Member(Role.COORDINATOR)
    coordinator.open(reverse("work:enter"))
    before = stored()
    page = coordinator.press(
        "/arbete/fyll-i/", {**GOOD, "missing": "too-few-answers"}, button=("do", "submit"), status=422
    )
    assert "Det här behöver rättas" in page.text
    assert page.form("/arbete/fyll-i/").fields["missing"] == ["too-few-answers"]
    assert stored() == before


def test_mended_form_is_taken() -> None:
    coordinator = Member(Role.COORDINATOR)
    coordinator.open(reverse("work:enter"))
    coordinator.press("/arbete/fyll-i/", {**GOOD, "value": "mycket"}, button=("do", "submit"), status=422)
    coordinator.press("/arbete/fyll-i/", {"value": "88,0"}, button=("do", "submit"))
    assert "Leveransen är inskickad." in coordinator.page.text
    assert Delivery.objects.get().rows.get().value == 88


def test_indicator_of_another_region_is_refused_and_not_offered() -> None:
    dalarna = organisation("region-dalarna")
    base = IndicatorVersion.objects.as_of(None).get(indicator__code="INF01")
    theirs = Indicator.objects.create(code="DAL01", slug="dalarnas-egen", organisation=dalarna)
    base.pk, base.indicator, base.version, base.name_sv = None, theirs, 1, "Dalarnas egen"
    base.save(force_insert=True)
    coordinator = Member(Role.COORDINATOR)
    page = coordinator.open(reverse("work:enter"))
    assert "Dalarnas egen" not in page.text
    before = stored()
    page = coordinator.press("/arbete/fyll-i/", {**GOOD, "indicator": "DAL01"}, button=("do", "submit"), status=422)
    assert "Indikatorn ”Dalarnas egen” hör till en annan organisation." in sentence_at(page, "indicator")
    assert stored() == before


def test_stale_page_shows_both_and_overwrites_nothing(earlier: int) -> None:  # noqa: F811
    slow, quick, approver = Member(Role.COORDINATOR), Member(Role.COORDINATOR), Member(Role.APPROVER)
    slow.open(f"{reverse('work:enter')}?indicator=INF01&territory=21&period=2024")
    accepted(approver, entered(quick, value="86,0"))
    before = stored()
    page = slow.press("/arbete/fyll-i/", {"value": "88,0", **KEPT}, button=("do", "submit"), status=409)
    for words in ("Två värden i samma ruta", "Inget är överskrivet.", "88,0", "86,0", "Publicerat nu"):
        assert words in page.text
    assert stored() == before
    kept = page.form("/arbete/fyll-i/").fields
    assert {name: kept[name] for name in KEPT} == {name: [text] for name, text in KEPT.items()}
    slow.press("/arbete/fyll-i/", {"reason": "Räknad senare än den andra."}, button=("do", "submit"))
    accepted(approver, Delivery.objects.latest("pk"))
    assert [str(value) for value in Observation.objects.filter(period="2024").values_list("value", flat=True)] == [
        "86.00000000",
        "88.00000000",
    ]


def test_stale_page_can_give_way(earlier: int) -> None:  # noqa: F811
    slow, quick, approver = Member(Role.COORDINATOR), Member(Role.COORDINATOR), Member(Role.APPROVER)
    slow.open(f"{reverse('work:enter')}?indicator=INF01&territory=21&period=2024")
    accepted(approver, entered(quick, value="86,0"))
    slow.press("/arbete/fyll-i/", {"value": "88,0"}, button=("do", "submit"), status=409)
    before = stored()
    page = slow.press("/arbete/fyll-i/", button=("do", "theirs"))
    assert "Det publicerade värdet gäller. Ditt värde sparades inte." in page.text
    assert stored() == before


def test_double_submit_is_one_delivery() -> None:
    coordinator = Member(Role.COORDINATOR)
    coordinator.open(reverse("work:enter"))
    form = coordinator.page.form("/arbete/fyll-i/")
    for sentence in ("Leveransen är inskickad.", "Leveransen var redan inskickad. Den skickades inte in igen."):
        coordinator.press("/arbete/fyll-i/", GOOD, button=("do", "submit"), form=form)
        assert sentence in coordinator.page.text
    made = Delivery.objects.get()
    assert made.rows.count() == 1
    assert [event.step for event in made.events.all()] == ["created", "submitted"]


def test_decision_taken_twice_is_told_and_made_once(earlier: int) -> None:  # noqa: F811
    approver = Member(Role.APPROVER)
    made = entered(Member(Role.COORDINATOR))
    approver.open(reverse("work:delivery", args=[made.pk]))
    form = approver.page.form("/besluta/")
    approver.press("/besluta/", button=("d", "accept"), form=form)
    page = approver.press("/besluta/", button=("d", "accept"), form=form, status=422)
    assert "Leveransen är redan mottagen. Ladda om sidan för att se vad som gäller." in page.text
    assert Observation.objects.filter(period="2024").count() == 1


def test_form_from_elsewhere_is_refused() -> None:
    coordinator = Member(Role.COORDINATOR)
    coordinator.client.handler.enforce_csrf_checks = True
    before = stored()
    answer = coordinator.client.post(reverse("work:enter"), {**GOOD, "do": "submit"})
    assert answer.status_code == 403
    assert stored() == before
