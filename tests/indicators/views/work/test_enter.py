"""Entering a figure: what is shown beside it, what is refused and how, and that nothing is lost or stored twice."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.html import parse_html
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indicators.actions import deliveries
from indicators.models import (
    Delivery,
    DeliveryRow,
    Indicator,
    IndicatorVersion,
    LedgerEntry,
    Observation,
    Problem,
    Role,
)
from portal.models import User
from tests.factories import NOW, delivery, organisation, person, row, source_figures, years
from tests.indicators.views.work.conftest import signed_in

pytestmark = pytest.mark.django_db
Typed = Callable[..., dict[str, str]]


def text_of(response: Any) -> str:
    return unescape(response.content.decode()).replace("\N{NO-BREAK SPACE}", " ")


def publish(by: User, approver: User, **fields: Any) -> Observation:
    made = delivery(row(**fields), by=by)
    deliveries.submit(by=by, delivery=made, at=NOW)
    deliveries.accept(by=approver, delivery=made, at=NOW)
    return Observation.objects.latest("id")


def test_form_groups_indicators_by_focus_area(enters: Client) -> None:
    page = text_of(enters.get(reverse("work:enter")))
    assert '<optgroup label="Digital kompetens">' in page
    assert '<option value="KOM02">Anställda i IT-yrken (KOM02)</option>' in page
    assert '<option value="2180">Gävle</option>' in page
    assert "Stockholms län" not in page


def test_enter_in_a_field_previews(enters: Client) -> None:
    """Enter presses the first button of the form: that must be the one that stores nothing."""
    page = text_of(enters.get(reverse("work:enter")))
    assert re.findall(r'name="do" value="([a-z]+)"', page) == ["preview", "add", "submit", "show"]


def test_address_fills_the_form_and_the_panel(enters: Client) -> None:
    source_figures(years({2022: "2.8", 2023: "2.9", 2024: "3.0"}))
    page = text_of(enters.get(reverse("work:enter"), {"indicator": "KOM02", "period": "2024"}))
    assert "2,9 %" in page
    assert "källans värde" in page
    assert 'name="base" value="KOM02|21|total|2024|0"' in page


def test_panel_is_the_same_alone_as_in_its_page(enters: Client) -> None:
    source_figures(years({2023: "2.9", 2024: "3.0"}))
    asked = {"indicator": "KOM02", "territory": "21", "period": "2024"}
    page = enters.get(reverse("work:enter"), asked)
    panel = enters.get(reverse("work:enter"), asked, headers={"HX-Request": "true"})
    assert parse_html(page.content.decode()).count(parse_html(panel.content.decode())) == 1
    assert "HX-Request" in panel.headers["Vary"]


def test_preview_over_htmx_is_the_form_of_the_page(enters: Client, typed: Typed) -> None:
    source_figures(years({2021: "2.7", 2022: "2.8", 2023: "2.9"}))
    sent = typed(do="preview", value="3,4")
    page = enters.post(reverse("work:enter"), sent)
    part = enters.post(reverse("work:enter"), sent, headers={"HX-Request": "true"})
    title, form = part.content.decode().strip().split("\n", 1)
    assert page.content.decode().count(title) == 1
    whole, alone = (parse_html(_without_csrf(text)) for text in (page.content.decode(), form))
    assert whole.count(alone) == 1


def _without_csrf(page: str) -> str:
    return re.sub(r'<input type="hidden" name="csrfmiddlewaretoken"[^>]*>', "", page)


def test_preview_says_what_happens_to_the_status_and_stores_nothing(enters: Client, typed: Typed) -> None:
    source_figures(years({2022: "2.8", 2023: "2.9"}))
    page = text_of(enters.post(reverse("work:enter"), typed(do="preview", value="3,4")))
    assert "två mätpunkter" in page
    assert "Förbättras" in page
    assert "+0,5 procentenheter mot förra värdet" in page
    assert "År 2024 var andelen 3,4 procent i Gävleborg." in page
    assert not Delivery.objects.filter(origin="form").exists()


def test_preview_of_a_figure_beside_the_sources_leaves_the_status(enters: Client, typed: Typed) -> None:
    source_figures(years({2022: "2.8", 2023: "2.9", 2024: "3.0"}))
    page = text_of(enters.post(reverse("work:enter"), typed(do="preview", value="3,4")))
    assert "Läget ändras inte." in page
    assert "Källan har ett eget värde för perioden." in page


def test_preview_of_a_breakdown_leaves_the_status(enters: Client, typed: Typed) -> None:
    page = text_of(enters.post(reverse("work:enter"), typed(do="preview", breakdown="kon=kvinnor")))
    assert "Läget räknas på totalen." in page


FAULTS = [
    ({"period": "2024K1"}, "period", "”2024K1” är fel slags period för indikatorn. Skriv till exempel 2025."),
    ({"period": "2027"}, "period", "Perioden ”2027” är inte slut än. Skriv en period som har gått."),
    ({"period": ""}, "period", "”” går inte att läsa som en period. Skriv till exempel 2025."),
    ({"value": "ca 95"}, "value", "”ca 95” är inte ett tal. Skriv till exempel 98,4, eller välj varför värdet saknas."),
    ({"value": "1.234"}, "value", "Menar du tusental eller decimaler i ”1.234”? Skriv 1 234 eller 1,2340."),
    ({"value": "31"}, "value", "31,0 är mer än 30,0, som är det högsta rimliga för ”Anställda i IT-yrken”."),
    ({"value": "-1"}, "value", "−1,0 är mindre än 0,0, som är det lägsta rimliga"),
    ({"value": ""}, "value", "Skriv ett värde, eller välj varför det saknas."),
    ({"missing": "confidential"}, "value", "Skriv ett värde eller välj varför det saknas, inte båda."),
    ({"territory": "20"}, "territory", "Dalarnas län hör inte till Region Gävleborg."),
    ({"territory": "99"}, "territory", "Området ”99” finns inte."),
    ({"indicator": "XX01"}, "indicator", "Indikatorn ”XX01” finns inte. Välj en ur listan."),
    ({"breakdown": "kon=ingen"}, "breakdown", "Indelningen ”kon=ingen” finns inte."),
    ({"lower": "4", "upper": "2"}, "lower", "Undre gränsen är större än den övre. Byt plats på dem."),
]


@pytest.mark.parametrize("do", ["preview", "add"])
@pytest.mark.parametrize(("fields", "field", "sentence"), FAULTS, ids=[f"{f[1]} {i}" for i, f in enumerate(FAULTS)])
def test_bad_input_is_told_at_the_field_and_in_the_summary_and_kept(
    enters: Client, typed: Typed, do: str, fields: dict[str, str], field: str, sentence: str
) -> None:
    response = enters.post(reverse("work:enter"), typed(do=do, note="Mitt underlag", **fields))
    page = text_of(response)
    assert response.status_code == 422
    assert page.count(sentence) == 2
    assert f'href="#id_{field}"' in page
    assert 'role="alert" tabindex="-1" autofocus' in page
    assert "Mitt underlag" in page
    for text in fields.values():
        assert f'value="{text}"' in page or not text
    assert "<title>Fel:" in page
    assert not Delivery.objects.exists()


def test_indicator_of_another_region_is_refused(enters: Client, typed: Typed) -> None:
    foreign = Indicator.objects.create(code="DAL01", slug="dalarnas-egen", organisation=organisation("region-dalarna"))
    version = IndicatorVersion.objects.as_of(None).get(indicator__code="KOM02")
    version.pk, version.indicator, version.version, version.name_sv = None, foreign, 1, "Dalarnas egen"
    version.save(force_insert=True)
    response = enters.post(reverse("work:enter"), typed(indicator="DAL01"))
    assert response.status_code == 422
    assert "Indikatorn ”Dalarnas egen” hör till en annan organisation." in text_of(response)
    assert not Delivery.objects.exists()


def test_bad_input_over_htmx_is_the_form_with_422(enters: Client, typed: Typed) -> None:
    response = enters.post(reverse("work:enter"), typed(do="preview", value="x"), headers={"HX-Request": "true"})
    assert response.status_code == 422
    title, form = response.content.decode().strip().split("\n", 1)
    assert title == "<title>Fel: Fyll i ett värde – Arbete – Framsteg</title>"  # htmx gives it to the page
    assert form.startswith('<div id="figure">')


def test_rows_are_collected_in_one_draft_and_handed_in(enters: Client, typed: Typed) -> None:
    first = enters.post(reverse("work:enter"), typed(period="2022"))
    made = Delivery.objects.get()
    assert f"delivery={made.pk}" in first.headers["Location"]
    enters.post(reverse("work:enter"), typed(period="2023", delivery=str(made.pk)))
    enters.post(reverse("work:enter"), typed(period="2024", delivery=str(made.pk), do="submit"))
    made.refresh_from_db()
    assert [(one.line, one.period) for one in made.rows.all()] == [(1, "2022"), (2, "2023"), (3, "2024")]
    assert made.state == Delivery.State.SUBMITTED
    assert made.title == "Anställda i IT-yrken, Gävleborg, 2022, och 2 värden till"


def test_submit_with_an_empty_form_hands_in_the_draft_as_it_is(enters: Client, typed: Typed) -> None:
    enters.post(reverse("work:enter"), typed())
    made = Delivery.objects.get()
    enters.post(reverse("work:enter"), typed(value="", period="", delivery=str(made.pk), do="submit"))
    made.refresh_from_db()
    assert (made.state, made.rows.count()) == (Delivery.State.SUBMITTED, 1)


def test_double_submit_lands_on_the_same_delivery_and_says_so(enters: Client, typed: Typed) -> None:
    sent = typed(do="submit")
    first = enters.post(reverse("work:enter"), sent)
    second = enters.post(reverse("work:enter"), sent, follow=True)
    assert Delivery.objects.count() == 1
    assert DeliveryRow.objects.count() == 1
    assert second.redirect_chain[0][0] == first.headers["Location"]
    assert "Leveransen var redan inskickad." in text_of(second)
    assert Delivery.objects.get().events.filter(step="submitted").count() == 1


def test_double_click_on_add_is_one_row(enters: Client, typed: Typed) -> None:
    sent = typed()
    enters.post(reverse("work:enter"), sent)
    enters.post(reverse("work:enter"), sent)
    assert DeliveryRow.objects.count() == 1


def test_old_key_with_a_new_value_is_not_lost(enters: Client, typed: Typed) -> None:
    """Back in the browser, another period, the same key: the row is told to be late, the next try is a new draft."""
    sent = typed(do="submit")
    enters.post(reverse("work:enter"), sent)
    late = enters.post(reverse("work:enter"), {**sent, "period": "2023"})
    assert late.status_code == 422
    assert "Leveransen är redan inskickad." in text_of(late)
    assert 'value="2023"' in text_of(late)
    assert f'name="token" value="{sent["token"]}"' not in text_of(late)


def test_same_cell_twice_in_a_draft_points_to_the_row(enters: Client, typed: Typed) -> None:
    enters.post(reverse("work:enter"), typed())
    made = Delivery.objects.get()
    response = enters.post(reverse("work:enter"), typed(value="3,2", delivery=str(made.pk)))
    assert response.status_code == 422
    assert "Rad 1 i leveransen gäller redan samma värde." in text_of(response)
    assert str(made.rows.get().value) == "3.10000000"


def test_row_is_mended_in_its_place(enters: Client, typed: Typed) -> None:
    enters.post(reverse("work:enter"), typed())
    made = Delivery.objects.get()
    old = made.rows.get()
    page = text_of(enters.get(reverse("work:enter"), {"delivery": made.pk, "row": old.pk}))
    assert 'value="3,1"' in page
    response = enters.post(reverse("work:enter"), typed(value="3,3", delivery=str(made.pk), row=str(old.pk)))
    assert response.status_code == 302
    assert [(one.line, str(one.value)) for one in made.rows.all()] == [(1, "3.30000000")]


def test_row_mended_by_someone_else_meanwhile_is_not_overwritten(enters: Client, typed: Typed) -> None:
    enters.post(reverse("work:enter"), typed())
    made = Delivery.objects.get()
    old = str(made.rows.get().pk)
    other = signed_in(person(Role.COORDINATOR))
    other.post(reverse("work:enter"), typed(value="3,3", delivery=str(made.pk), row=old))
    mine = enters.post(reverse("work:enter"), typed(period="2023", value="3,4", delivery=str(made.pk), row=old))
    assert mine.status_code == 422
    assert "Raden har ändrats eller tagits bort av någon annan." in text_of(mine)
    assert [str(one.value) for one in made.rows.all()] == ["3.30000000"]


def test_refused_row_of_a_file_keeps_what_the_form_does_not_show(
    enters: Client, coordinator: User, typed: Typed
) -> None:
    made = delivery(
        row(value="tre", numerator="30", denominator="1000", source_flag="b"),
        by=coordinator,
        origin=Delivery.Origin.FILE,
    )
    bad = made.rows.get()
    enters.post(reverse("work:enter"), typed(value="3,0", delivery=str(made.pk), row=str(bad.pk)))
    mended = made.rows.get()
    assert (mended.kind, str(mended.numerator), mended.source_flag) == ("new", "30.00000000", "b")
    made.refresh_from_db()
    assert made.title == "Provleverans"


class TestStalePage:
    """Two coordinators on the same cell: nothing is overwritten silently."""

    def test_both_values_are_shown_and_nothing_is_stored(
        self, enters: Client, coordinator: User, approver: User, typed: Typed
    ) -> None:
        publish(person(Role.COORDINATOR), approver, value="3,0")
        opened = "KOM02|21|total|2024|1"
        publish(person(Role.COORDINATOR), approver, value="3,2")
        before = (Delivery.objects.count(), LedgerEntry.objects.count())
        response = enters.post(reverse("work:enter"), typed(base=opened, value="3,1", note="Min räkning"))
        page = text_of(response)
        assert response.status_code == 409
        assert "Två värden i samma ruta" in page
        assert ["3,1 %" in page, "3,2 %" in page, "3,0 %" in page] == [True, True, True]
        assert 'name="note" value="Min räkning"' in page
        assert (Delivery.objects.count(), LedgerEntry.objects.count()) == before

    def test_unseen_figure_counts_as_stale(self, enters: Client, approver: User, typed: Typed) -> None:
        publish(person(Role.COORDINATOR), approver, value="3,0")
        assert enters.post(reverse("work:enter"), typed(base="KOM02|21|total|2023|0")).status_code == 409

    def test_mine_is_put_against_what_is_published_with_the_reason(
        self, enters: Client, approver: User, typed: Typed
    ) -> None:
        publish(person(Role.COORDINATOR), approver, value="3,0")
        enters.post(reverse("work:enter"), typed(base="KOM02|21|total|2024|1", reason="Nyare underlag"))
        mine = DeliveryRow.objects.latest("id")
        assert (str(mine.value), mine.base_revision, mine.kind) == ("3.10000000", 1, "changed")
        assert Problem.objects.get(row=mine).sentence.endswith("Nyare underlag")

    def test_theirs_stays_and_mine_is_not_stored(self, enters: Client, approver: User, typed: Typed) -> None:
        theirs = publish(person(Role.COORDINATOR), approver, value="3,0")
        response = enters.post(reverse("work:enter"), typed(do="theirs"), follow=True)
        assert response.redirect_chain[0][0] == reverse("work:value", args=[theirs.series_id, "2024"])
        assert "Ditt värde sparades inte." in text_of(response)
        assert Delivery.objects.count() == 1

    def test_third_value_can_be_written(self, enters: Client, approver: User, typed: Typed) -> None:
        publish(person(Role.COORDINATOR), approver, value="3,0")
        page = text_of(enters.post(reverse("work:enter"), typed(do="show", base="KOM02|21|total|2024|1")))
        assert 'value="3,1"' in page
        assert 'name="base" value="KOM02|21|total|2024|1"' in page

    def test_preview_keeps_what_was_seen_and_says_that_it_changed(
        self, enters: Client, approver: User, typed: Typed
    ) -> None:
        publish(person(Role.COORDINATOR), approver, value="3,0")
        page = text_of(enters.post(reverse("work:enter"), typed(do="preview", base="KOM02|21|total|2024|0")))
        assert "Någon annan har ändrat värdet medan du skrev." in page
        assert 'name="base" value="KOM02|21|total|2024|0"' in page

    def test_row_in_anothers_delivery_is_told_beside_the_form(self, enters: Client, typed: Typed) -> None:
        other = delivery(row(value="3,3"))
        page = text_of(enters.get(reverse("work:enter"), {"indicator": "KOM02", "period": "2024"}))
        assert f"Leverans {other.pk} har redan 3,3 % för samma period." in page

    def test_spoiled_revision_does_no_harm(self, enters: Client, typed: Typed) -> None:
        assert enters.post(reverse("work:enter"), typed(base="KOM02|21|total|2024|7")).status_code == 409
        assert not Delivery.objects.exists()


@pytest.mark.parametrize("spoiled", [{"token": "x"}, {"delivery": "x"}, {"row": "1e9"}, {"base": "|"}, {"do": "x"}])
def test_spoiled_hidden_fields_do_no_harm(enters: Client, typed: Typed, spoiled: dict[str, str]) -> None:
    assert enters.post(reverse("work:enter"), typed(**spoiled)).status_code in (200, 302)


def test_draft_of_another_region_is_not_found(enters: Client, typed: Typed) -> None:
    foreign = delivery(row(territory="20"), at="region-dalarna")
    assert enters.get(reverse("work:enter"), {"delivery": foreign.pk}).status_code == 404
    assert enters.post(reverse("work:enter"), typed(delivery=str(foreign.pk))).status_code == 404


def test_page_costs_the_same_with_one_row_and_with_twenty(enters: Client, coordinator: User) -> None:
    small = delivery(row(), by=coordinator)
    large = delivery(*years(dict.fromkeys(range(2004, 2024), "3,0")), by=coordinator)
    counts = []
    for made in (small, large):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            enters.get(reverse("work:enter"), {"delivery": str(made.pk), "indicator": "KOM02", "period": "2024"})
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 32


def test_token_is_new_on_every_page(enters: Client) -> None:
    pages = {text_of(enters.get(reverse("work:enter"))).split('name="token" value="')[1][:36] for _ in range(2)}
    assert len(pages) == 2
