"""What a page is asked about: the state of the ledger, the län in focus, the strategy; and links that keep them."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from indicators.forms import queries
from indicators.models import LedgerEntry, Level, Strategy, Territory

#: What each page's address can carry on, in its form's order.
KEPT = {
    "home": queries.PlaceQuery,
    "areas": queries.PlaceQuery,
    "area": queries.PlaceQuery,
    "area-csv": queries.PlaceQuery,
    "indicators": queries.PlaceQuery,
    "indicators-csv": queries.PlaceQuery,
    "indicator": queries.PlaceQuery,
    "indicator-csv": queries.StateQuery,
    "regions": queries.PlaceQuery,
    "regions-csv": queries.StateQuery,
    "kommuner-csv": queries.StateQuery,
    "region": queries.StrategyQuery,
    "region-csv": queries.StrategyQuery,
    "kommuner": queries.RegionQuery,
    "kommun": queries.StrategyQuery,
    "kommun-csv": queries.StrategyQuery,
}
RECENT = 25


class Absent(Http404):
    """What was asked for does not exist; its words are a sentence for the reader."""


@dataclass(frozen=True, slots=True)
class State:
    """The ledger entry that is shown, and the newest there is."""

    number: int
    at: datetime | None
    latest: int

    @property
    def is_older(self) -> bool:
        return self.number != self.latest


@dataclass(frozen=True)
class Asked:
    """What the page is asked about. `query`: its address's parameters; `about`: the same and what its path adds."""

    path: str
    query: dict[str, Any]
    about: dict[str, Any]
    state: State

    @property
    def as_of(self) -> int | None:
        """None for now, else the entry whose state is read."""
        number: int | None = self.query.get("liggare")
        return number

    @cached_property
    def region(self) -> Territory:
        """The län in focus, with the larger places it lies in."""
        return place(Level.REGION, self.about.get("region") or queries.home_region())

    @cached_property
    def strategy(self) -> Strategy:
        slug = self.about.get("strategi") or queries.default_strategy()
        found = Strategy.objects.filter(slug=slug).first()
        if found is None:
            raise Absent(_("Det finns ingen strategi med det namnet."))
        return found

    @property
    def strategy_slug(self) -> str:
        """The strategy's address name; only one that is not the default is looked up, for it may not exist."""
        slug: str = self.about.get("strategi") or queries.default_strategy()
        return slug if slug == queries.default_strategy() else self.strategy.slug

    @cached_property
    def recent(self) -> list[LedgerEntry]:
        """The newest entries up to the state that is shown."""
        found = LedgerEntry.objects.select_related("organisation").order_by("-number")
        return list((found if self.as_of is None else found.filter(number__lte=self.as_of))[:RECENT])

    @property
    def entries(self) -> list[tuple[int, str]]:
        """States to choose from, with words; those are Swedish, so English pages ask for the number instead."""
        if get_language() != "sv":
            return []
        newest = [(self.state.latest, _("aktuellt läge"))] if self.state.is_older else []
        return newest + [(entry.number, entry.what) for entry in self.recent]

    @cached_property
    def kept(self) -> list[tuple[str, str]]:
        """The address's other parameters, for a form that changes the state."""
        return [(name, str(value)) for name, value in _changed(self.query) if name != "liggare"]

    @property
    def newest(self) -> str:
        """This page as it stands now."""
        return f"{self.path}?{urlencode(self.kept)}" if self.kept else self.path

    def to(self, name: str, *args: object) -> str:
        """Return the address of another page in the same state, län and strategy, as far as it has them."""
        known = KEPT[name].base_fields
        pairs = [(key, value) for key, value in _changed(self.about) if key in known]
        address = reverse(name, args=args)
        return f"{address}?{urlencode(pairs)}" if pairs else address

    def within(self, strategy: str) -> "Asked":
        """Return the same asked by another strategy."""
        return replace(self, about=self.about | {"strategi": strategy})


def _changed(query: dict[str, Any]) -> list[tuple[str, Any]]:
    """Return what is not as it is by itself, in the order that addresses are written."""
    defaults = {"liggare": None, "region": queries.home_region(), "strategi": queries.default_strategy()}
    return [(name, query[name]) for name, usual in defaults.items() if query.get(name) not in (None, "", usual)]


def asked(request: HttpRequest, **about: str) -> Asked:
    """Return what the page is asked about; `about`: the län or strategy that its path names.

    Raises Absent with a sentence for an entry that does not exist yet.
    """
    query: dict[str, Any] = getattr(request, "query", {})
    head = getattr(request, "data_version")  # noqa: B009
    number = query.get("liggare")
    if number is None or number == head.number:
        state = State(head.number, head.at, head.number)
    elif number > head.number:
        words = {"number": number, "latest": head.number}
        raise Absent(_("Liggarpost %(number)s finns inte ännu. Den senaste är %(latest)s.") % words)
    else:
        at = LedgerEntry.objects.values_list("at", flat=True).get(number=number)
        state = State(number, at, head.number)
    return Asked(path=request.path, query=query, about=query | about, state=state)


def place(level: Level, slug: str) -> Territory:
    """Return a place with the larger ones around it, in one query. Raises Absent with a sentence."""
    around = Territory.objects.select_related("parent__parent__parent__parent__parent")
    found = around.filter(level=level, slug=slug).first()
    if found is None:
        raise Absent(_("Det finns ingen plats med det namnet."))
    return found
