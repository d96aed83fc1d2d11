"""The site by keyboard alone, and with scripts switched off."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Tab

pytestmark = pytest.mark.browser
MOST_TABS = 120


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the element has focus; it must be seen to have it."""
    for _press in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            break
    else:
        pytest.fail(f"{selector} is not reached in {MOST_TABS} presses")
    shown = page.evaluate(
        "() => { const s = getComputedStyle(document.activeElement);"
        " return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0 || s.boxShadow !== 'none'; }"
    )
    assert shown, f"nothing shows that {selector} has focus"


def choose(page: Page, selector: str, value: str) -> None:
    """Choose in a list with the arrow keys."""
    tab_to(page, selector)
    where = page.evaluate(
        "([s, v]) => { const e = document.querySelector(s);"
        " return [...e.options].filter(o => !o.disabled).findIndex(o => o.value === v) - e.selectedIndex; }",
        [selector, value],
    )
    for _press in range(abs(where)):
        page.keyboard.press("ArrowDown" if where > 0 else "ArrowUp")
    assert page.locator(selector).input_value() == value


@pytest.mark.parametrize("path", ["/", "/indikatorer/anstallda-i-it-yrken/", "/en/", "/konto/login/"])
def test_skip_link_is_first_and_leads_to_the_content(tab: Callable[..., Tab], path: str) -> None:
    page = tab().open(path)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#innehall"
    assert page.evaluate("document.activeElement.getBoundingClientRect().height") > 20
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "innehall"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize(
    ("path", "who", "to"), [("/", "", "/indikatorer/"), ("/arbete/", "koordinator", "/arbete/leveranser/")]
)
def test_menu_on_a_phone_opens_and_closes_by_key(tab: Callable[..., Tab], path: str, who: str, to: str) -> None:
    shown = tab(who, width=360)
    page = shown.open(path)
    link = page.locator("[popover]:popover-open a").first
    assert link.count() == 0
    tab_to(page, "button[popovertarget]")
    page.keyboard.press("Enter")
    expect(link).to_be_visible()
    assert shown.violations() == []
    tab_to(page, "[popover] a")
    page.keyboard.press("Escape")
    expect(link).to_have_count(0)
    assert page.evaluate("document.activeElement.matches('button[popovertarget]')"), "focus comes back to the button"
    page.keyboard.press("Enter")
    tab_to(page, f"[popover] a[href='{to}']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{to}")


def test_filters_answer_to_keys_and_the_address_follows(tab: Callable[..., Tab]) -> None:
    shown = tab()
    page = shown.open("/indikatorer/")
    every = page.locator("main a[href*='/indikatorer/']").count()
    tab_to(page, "input[name=q]")
    page.keyboard.type("bredband")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=bredband**")
    expect(page.locator("main")).to_contain_text("bredband", ignore_case=True)
    assert 0 < page.locator("main a[href*='/indikatorer/']").count() < every
    page.go_back()
    page.wait_for_url("**/indikatorer/")
    expect(page.locator("input[name=q]")).to_have_value("")
    assert shown.faults() == []


def test_filters_work_without_scripts(tab: Callable[..., Tab]) -> None:
    page = tab(javascript=False).open("/indikatorer/")
    page.locator("input[name=q]").fill("bredband")
    page.locator("select[name=varde]").select_option("lan")
    page.locator("input[name=q]").press("Enter")
    page.wait_for_url("**q=bredband**varde=lan**")
    assert page.locator("select[name=varde]").input_value() == "lan"
    assert "bredband" in page.locator("main").inner_text().lower()


def test_wide_table_scrolls_by_key(tab: Callable[..., Tab]) -> None:
    page = tab(width=360).open("/indikatorer/anstallda-i-it-yrken/")
    regions = page.locator("main .scroll[tabindex='0']")
    wide = [place for place in regions.all() if place.evaluate("e => e.scrollWidth > e.clientWidth")]
    assert wide, "no table is wider than a phone: this test shows nothing"
    for region in wide:
        region.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function("() => document.activeElement.scrollLeft > 0")


def test_figure_is_entered_by_keyboard_alone(site: Site, tab: Callable[..., Tab]) -> None:
    shown = tab("koordinator")
    page = shown.open("/arbete/fyll-i/")
    choose(page, "select[name=indicator]", "INF07")
    tab_to(page, "select[name=territory]")
    assert page.locator("select[name=territory]").input_value() == "21"
    tab_to(page, "input[name=period]")
    page.keyboard.type("2024")
    with page.expect_response(lambda answer: "/arbete/fyll-i/?" in answer.url):
        tab_to(page, "input[name=value]")
    page.keyboard.type("64,5")
    tab_to(page, "input[name=flags]")
    page.keyboard.press("Space")
    assert page.locator("input[name=flags]").first.is_checked()
    tab_to(page, "textarea[name=note]")
    page.keyboard.type("Inskrivet utan mus.")
    tab_to(page, "button[name=do][value=preview]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Så här blir det")).to_be_visible()
    assert page.locator("textarea[name=note]").input_value() == "Inskrivet utan mus."
    tab_to(page, "button[name=do][value=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/arbete/leveranser/*/")
    expect(page.locator("#meddelanden")).to_contain_text("Leveransen är inskickad.")
    assert "64,5" in page.locator("main").inner_text()
    assert shown.faults() == []


def test_figure_is_entered_and_accepted_without_scripts(site: Site, tab: Callable[..., Tab]) -> None:
    page = tab("koordinator", javascript=False).open("/arbete/fyll-i/")
    page.locator("select[name=indicator]").select_option("INF08")
    page.locator("input[name=period]").fill("2024")
    page.get_by_role("button", name="Visa förra värdet och mål").click()
    assert page.locator("#panel input[name=base]").count() == 1
    page.locator("input[name=value]").fill("fel")
    page.get_by_role("button", name="Förhandsgranska").click()
    assert "Det här behöver rättas" in page.locator("main").inner_text()
    assert page.locator("input[name=value]").input_value() == "fel"
    page.locator("input[name=value]").fill("91,2")
    page.get_by_role("button", name="Förhandsgranska").click()
    assert "Så här blir det" in page.locator("main").inner_text()
    page.get_by_role("button", name="Skicka in").click()
    page.wait_for_url("**/arbete/leveranser/*/")
    where = page.url.removeprefix(site.address)
    approver = tab("godkannare", javascript=False).open(where)
    approver.get_by_role("button", name="Ta emot").click()
    approver.wait_for_load_state()
    assert "Mottaget. Värdena är publicerade." in approver.locator("main").inner_text()
    reader = tab(javascript=False).open("/indikatorer/vhcn-tackning/")
    assert "91,2" in reader.locator("main").inner_text()
