"""What a public page may be asked through its address; a form's order is the address's one true spelling."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from indicators import wording
from indicators.models import LedgerEntry, Level, Territory
from indicators.progress import Status

#: Where the figure that is shown comes from, as the list of indicators can be asked for it.
OWN, BETWEEN, NATION, NOTHING = "lan", "riksomrade", "riket", "ingen"


@cache
def region_slug(code: str) -> str:
    """Return the address name of a län. One query a process. Raises ImproperlyConfigured for a code that is none."""
    slug = Territory.objects.filter(code=code, level=Level.REGION).values_list("slug", flat=True).first()
    if slug is None:
        raise ImproperlyConfigured(f"HOME_REGION={code} is no län that is loaded; manage.py load_reference loads them.")
    return str(slug)


def home_region() -> str:
    return region_slug(settings.HOME_REGION)


def default_strategy() -> str:
    return settings.DEFAULT_STRATEGY


class NameField(forms.SlugField):
    """An address name with a default that only the running site knows; the default is left out of addresses."""

    def __init__(self, *, default: Callable[[], str], **kwargs: Any) -> None:
        self.default = default
        super().__init__(required=False, max_length=50, **kwargs)

    @property
    def initial(self) -> str:
        return self.default()

    @initial.setter
    def initial(self, value: object) -> None:
        """Django sets what it was given; here the default decides."""

    def clean(self, value: Any) -> str:
        return str(super().clean(value)) or self.default()


class StateQuery(forms.Form):
    """Which state: `liggare` is the ledger entry after which the page stood so; without it, now."""

    liggare = forms.IntegerField(min_value=1, max_value=10**12, required=False)


class RegionQuery(StateQuery):
    """Which state, and which län is in focus. A name that is no län is answered 404 by the page."""

    region = NameField(default=home_region)


class StrategyQuery(StateQuery):
    """Which state, and by which strategy's areas."""

    strategi = NameField(default=default_strategy)


class PlaceQuery(RegionQuery):
    """Which state, which län, which strategy."""

    strategi = NameField(default=default_strategy)


class IndicatorsQuery(PlaceQuery):
    """The list of indicators and its filters."""

    q = forms.CharField(required=False, max_length=100, label=_("Sök i namn och definition"))
    omrade = forms.SlugField(required=False, max_length=50, label=_("Område"))
    varde = forms.ChoiceField(
        required=False,
        label=_("Värdet gäller"),
        choices=[
            ("", _("Alla")),
            (OWN, _("Länet")),
            (BETWEEN, _("Riksområdet eller landsdelen")),
            (NATION, _("Riket")),
            (NOTHING, _("Ingen data")),
        ],
    )
    lage = forms.ChoiceField(required=False, label=_("Läge"))
    urval = forms.ChoiceField(
        required=False, label=_("Urval"), choices=[("", _("Alla indikatorer")), ("karna", _("Bara kärnan"))]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = [(status.value, wording.status_word(status)) for status in Status]
        self.fields["lage"].choices = [("", _("Alla")), *words, ("no-data", _("Ingen data"))]  # type: ignore[attr-defined]


class LedgerQuery(forms.Form):
    """A page of the ledger, of one kind of entry or of all."""

    slag = forms.ChoiceField(required=False, label=_("Slag"), choices=[("", _("Alla")), *LedgerEntry.Kind.choices])
    sida = forms.IntegerField(required=False, min_value=1, max_value=10**9, initial=1, label=_("Sida"))
