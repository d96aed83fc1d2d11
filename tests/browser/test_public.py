"""Every public page in a real browser: nothing axe objects to, nothing that reaches outside, no complaint."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import BETWEEN, MATRIX, Tab
from tests.portal.test_public_pages import ADDRESSES, LANGUAGES, address

pytestmark = pytest.mark.browser
PAGES = {name: name for name in ADDRESSES if not name.endswith(("-csv", "-pdf", "-content"))}
#: The same pages in other states: nothing to show, an earlier state, filtered to nothing, of another strategy.
STATES = {
    "empty region": "/regioner/gotland/",
    "indicator without figures": "/indikatorer/oppna-datamangder/",
    "indicator with a borrowed figure": "/indikatorer/hushall-internet-hemma/",
    "indicator with a band": "/indikatorer/kvinnor-i-it-yrken/",
    "earlier state": "/?liggare=9",
    "before any figure": "/omraden/digital-kompetens/?liggare=4",
    "filtered to nothing": "/indikatorer/?q=finnsinte",
    "another strategy": "/omraden/?strategi=digitala-decenniet-2030",
    "another region": "/?region=dalarna",
    "entry of figures": "/andringar/13/",
    "sign-in": "/konto/login/",
    "forgotten password": "/konto/password/reset/",
    "closed for sign-up": "/konto/signup/",
}
ABSENT = {
    "absent page": "/finns-inte/",
    "absent page in English": "/en/finns-inte/",
    "entry to come": "/andringar/999/",
}
each_page = pytest.mark.parametrize("name", [*PAGES, *STATES, *ABSENT])


def path_of(name: str, language: str = "sv") -> str:
    if name in PAGES:
        return address(name, language)
    return f"{'/en' if language == 'en' else ''}{(STATES | ABSENT)[name]}".replace("/en/en/", "/en/")


def opened(tab: Tab, name: str, language: str = "sv") -> Tab:
    tab.open(path_of(name, language), status=404 if name in ABSENT else 200)
    return tab


@each_page
def test_page_is_clean_wide_and_light_then_narrow_and_dark(tab: Callable[..., Tab], name: str) -> None:
    shown = opened(tab(), name)
    for width, dark in ((1280, False), (360, True)):
        shown.show(width=width, dark=dark)
        assert shown.violations() == []
    shown.show(width=320, dark=False)
    assert shown.overflows() == []
    assert shown.faults() == []


@pytest.mark.full
@pytest.mark.parametrize("language", LANGUAGES)
@each_page
def test_page_is_clean_in_every_width_colour_and_language(tab: Callable[..., Tab], name: str, language: str) -> None:
    for width, dark in MATRIX:
        shown = tab(width=width)
        shown.show(width=width, dark=dark)
        opened(shown, name, language)
        assert shown.violations() == [], (width, dark)
        for other in (width, *BETWEEN):
            shown.show(width=other, dark=dark)
            assert shown.overflows() == [], other
        assert shown.faults() == []
        shown.page.close()


@pytest.mark.parametrize("name", ["home", "indicator", "regions"])
def test_page_does_not_scroll_sideways_with_letters_twice_as_large(tab: Callable[..., Tab], name: str) -> None:
    shown = opened(tab(), name)
    shown.page.set_viewport_size({"width": 640, "height": 800})
    shown.page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert shown.overflows() == []


@pytest.mark.parametrize("name", ["home", "indicators", "indicator"])
def test_page_reads_the_same_without_scripts(tab: Callable[..., Tab], name: str) -> None:
    with_scripts, without = opened(tab(), name), opened(tab(javascript=False), name)
    words = "main"
    assert without.page.locator(words).inner_text() == with_scripts.page.locator(words).inner_text()
    assert without.wrong == []


def test_watch_itself_sees_what_is_wrong(tab: Callable[..., Tab]) -> None:
    """A check that cannot fail says nothing: each is shown one fault."""
    shown = opened(tab(width=320), "about")
    shown.page.evaluate(
        """() => {
          const main = document.querySelector('main');
          main.insertAdjacentHTML('beforeend', '<img src="data:,"><p id="wide">x</p>');
          document.getElementById('wide').style.width = '900px';
          main.insertAdjacentHTML('beforeend', '<p style="color:red">x</p>');
          const picture = new Image(); picture.src = 'http://127.0.0.2:9/x.png';
          console.error('something broke');
        }"""
    )
    shown.page.wait_for_function("window.violations.length > 1")
    assert any(line.startswith("image-alt: <img") for line in shown.violations())
    assert any("900px" in line or "wide" in line for line in shown.overflows())
    faults = "\n".join(shown.faults())
    for words in ("something broke", "style-src", "img-src", "127.0.0.2"):
        assert words in faults
