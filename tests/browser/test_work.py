"""Every page of the workspace in a real browser, in the states a coordinator meets it."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import BETWEEN, MATRIX, Site, Tab

pytestmark = pytest.mark.browser
FIXED = {
    "att göra": "/arbete/",
    "alla dags": "/arbete/?alla=1",
    "fyll i": "/arbete/fyll-i/",
    "fyll i en ruta": "/arbete/fyll-i/?indicator=INF06&territory=21&period=2024",
    "leveranser": "/arbete/leveranser/",
    "leveranser i ett läge": "/arbete/leveranser/?state=rejected",
    "rapporter": "/arbete/rapporter/",
    "byt lösenord": "/konto/password/change/",
    "logga ut": "/konto/logout/",
}
SCENE = (
    "leverans accepted",
    "leverans draft",
    "leverans submitted",
    "leverans returned",
    "leverans rejected",
    "leverans refused",
    "alla nekade",
    "utkastet",
    "eget värde",
    "källans värde",
    "utgåva",
)
#: What only somebody else sees: place → who.
OTHERS = {
    "leverans submitted": "godkannare",
    "jämkning": "godkannare",
    "att göra": "observator",
    "leveranser": "observator",
}
CASES = [(name, "koordinator") for name in (*FIXED, *SCENE)] + list(OTHERS.items())


def place(site: Site, name: str) -> str:
    return FIXED.get(name) or site.places[name]


@pytest.mark.parametrize(("name", "who"), CASES)
def test_page_is_clean_wide_and_light_then_narrow_and_dark(
    site: Site, tab: Callable[..., Tab], name: str, who: str
) -> None:
    shown = tab(who)
    shown.open(place(site, name))
    for width, dark in ((1280, False), (360, True)):
        shown.show(width=width, dark=dark)
        assert shown.violations() == []
    shown.show(width=320, dark=False)
    assert shown.overflows() == []
    assert shown.faults() == []


@pytest.mark.full
@pytest.mark.parametrize(("name", "who"), CASES)
def test_page_is_clean_in_every_width_and_colour(site: Site, tab: Callable[..., Tab], name: str, who: str) -> None:
    for width, dark in MATRIX:
        shown = tab(who, width=width)
        shown.show(width=width, dark=dark)
        shown.open(place(site, name))
        assert shown.violations() == [], (width, dark)
        for other in (width, *BETWEEN):
            shown.show(width=other, dark=dark)
            assert shown.overflows() == [], other
        assert shown.faults() == []
        shown.page.close()


def test_form_with_faults_is_clean_and_takes_focus(site: Site, tab: Callable[..., Tab]) -> None:
    shown = tab("koordinator")
    page = shown.open("/arbete/fyll-i/?indicator=INF06&territory=21&period=2031")
    page.get_by_label("Värde", exact=True).fill("mycket")
    page.get_by_role("button", name="Skicka in").click()
    page.get_by_role("heading", name="Det här behöver rättas").wait_for()
    assert page.evaluate("document.activeElement.id") == "fel"
    assert page.title().startswith("Fel: ")
    shown.wrong.clear()  # the browser writes a line for the 422 itself
    for width, dark in ((1280, True), (360, False)):
        shown.show(width=width, dark=dark)
        assert shown.violations() == []
    page.locator("#fel a").first.click()
    assert page.evaluate("document.activeElement.name") == "period"
    assert shown.faults() == []


def test_preview_takes_focus_and_is_clean(site: Site, tab: Callable[..., Tab]) -> None:
    shown = tab("koordinator")
    page = shown.open("/arbete/fyll-i/?indicator=INF06&territory=21&period=2025")
    page.get_by_label("Värde", exact=True).fill("88,0")
    page.get_by_role("button", name="Förhandsgranska").click()
    page.get_by_role("heading", name="Så här blir det").wait_for()
    assert page.get_by_label("Värde", exact=True).input_value() == "88,0"
    assert shown.violations() == []
    assert shown.faults() == []


def test_panel_follows_what_is_chosen(site: Site, tab: Callable[..., Tab]) -> None:
    shown = tab("koordinator")
    page = shown.open("/arbete/fyll-i/")
    page.get_by_label("Indikator").select_option("INF06")
    page.get_by_label("Period", exact=True).fill("2023")
    page.get_by_label("Period", exact=True).press("Tab")
    page.locator("#panel").get_by_text("75,0").first.wait_for()
    assert shown.violations() == []
    assert shown.faults() == []
