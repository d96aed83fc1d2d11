"""What a page is asked about, and the links that carry it on."""

from typing import Any

import pytest
from django.test import RequestFactory
from django.urls import reverse

from indicators.forms.queries import PlaceQuery
from indicators.models import LedgerEntry, Level
from indicators.views.public.asked import Absent, Asked, asked, place
from portal.freshness import read_head

pytestmark = pytest.mark.django_db


def ask(**sent: Any) -> Asked:
    request = RequestFactory().get("/")
    form = PlaceQuery(sent)
    assert form.is_valid(), form.errors
    request.query = form.cleaned_data  # type: ignore[attr-defined]
    request.data_version = read_head()  # type: ignore[attr-defined]
    return asked(request)


def test_defaults_are_the_home_region_and_the_default_strategy(settings: Any) -> None:
    made = ask()
    assert (made.region.code, made.strategy.slug, made.as_of) == (settings.HOME_REGION, settings.DEFAULT_STRATEGY, None)
    assert made.to("home") == "/"


def test_links_carry_what_the_other_page_can_hold_in_its_order() -> None:
    made = ask(strategi="digitala-decenniet-2030", region="dalarna", liggare="2")
    assert made.to("home") == "/?liggare=2&region=dalarna&strategi=digitala-decenniet-2030"
    assert made.to("kommun", "falun") == "/kommuner/falun/?liggare=2&strategi=digitala-decenniet-2030"
    assert made.to("indicator-csv", "x") == reverse("indicator-csv", args=["x"]) + "?liggare=2"
    assert made.newest == "/?region=dalarna&strategi=digitala-decenniet-2030"


def test_older_state_is_told_with_its_time() -> None:
    made = ask(liggare="1")
    assert made.state.is_older
    assert made.state.at == LedgerEntry.objects.get(number=1).at
    assert made.entries[0] == (made.state.latest, "aktuellt läge")


def look_up(name: str, value: str) -> tuple[str, str]:
    made = ask(**{name: value})
    return made.region.slug, made.strategy_slug


@pytest.mark.parametrize(("name", "value"), [("liggare", "99999"), ("region", "atlantis"), ("strategi", "ingen-alls")])
def test_what_does_not_exist_is_told_in_a_sentence(name: str, value: str) -> None:
    with pytest.raises(Absent) as caught:
        look_up(name, value)
    assert str(caught.value).endswith(".")


def test_place_is_loaded_with_all_that_is_around_it(django_assert_num_queries: Any) -> None:
    found = place(Level.KOMMUN, "gavle")
    with django_assert_num_queries(0):
        codes = []
        around = found.parent
        while around is not None:
            codes.append(around.code)
            around = around.parent
    assert codes == ["21", "SE31", "SE3", "SE", "EU"]
