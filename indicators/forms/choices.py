"""The lists of the workspace's forms: indicators by focus area, places, breakdowns, reasons."""

from collections import defaultdict
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.intake.validate import RuleBook
from indicators.models import Breakdown, BreakdownMember, FocusArea, Level, Missing, PlacementVersion

Choices = list[tuple[str, Any]]
AXES = {
    "alder": gettext_lazy("Ålder"),
    "bygd": gettext_lazy("Stad och land"),
    "kon": gettext_lazy("Kön"),
    "storlek": gettext_lazy("Företagets storlek"),
    "teknik": gettext_lazy("Teknik"),
    "yrke": gettext_lazy("Yrke"),
}
#: Reasons that belong to a figure which has been public, not to one that is entered.
AFTERWARDS = (Missing.WITHDRAWN, Missing.NOT_RELIABLE)


class KeptSelect(forms.Select):
    """A list that also holds a value it does not know, so that what was sent stands beside what is said about it."""

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        known = {str(code) for _label, inner in _grouped(self.choices) for code, _text in inner}
        self.choices = [*self.choices, *((code, code) for code in value if code and code not in known)]
        return super().optgroups(name, value, attrs)


def _grouped(choices: Any) -> list[tuple[str, Any]]:
    return [
        (str(label), inner) if isinstance(inner, list | tuple) else ("", [(label, inner)]) for label, inner in choices
    ]


def indicator_choices(book: RuleBook) -> Choices:
    """Return what the organisation may enter, grouped by the areas of the leading strategy. Two queries."""
    open_to = {
        version.indicator_id: version
        for version in book.definitions.values()
        if not version.retired and version.indicator.organisation_id in (None, book.organisation.pk)
    }
    placed = PlacementVersion.objects.as_of(None).filter(
        active=True, placement__area__strategy__slug=settings.DEFAULT_STRATEGY
    )
    areas = dict(placed.values_list("placement__indicator", "placement__area"))
    groups: dict[int | None, list[tuple[str, str]]] = defaultdict(list)
    for version in sorted(open_to.values(), key=lambda one: str(one.name).lower()):
        groups[areas.get(version.indicator_id)].append(
            (version.indicator.code, f"{version.name} ({version.indicator.code})")
        )
    names = FocusArea.objects.filter(strategy__slug=settings.DEFAULT_STRATEGY).order_by("order")
    choices: Choices = [("", _("Välj indikator"))]
    choices += [(area.name, groups[area.pk]) for area in names if area.pk in groups]
    return choices + ([(_("Utanför fokusområdena"), groups[None])] if None in groups else [])


def territory_choices(book: RuleBook) -> Choices:
    """Return the places the organisation may write about, the largest first."""
    order = {level.value: number for number, level in enumerate(Level)}
    places = [place for place in book.territories.values() if book.writable is None or place.code in book.writable]
    places.sort(key=lambda place: (order[place.level], str(place.short)))
    large = [(place.code, place.name) for place in places if place.level != Level.KOMMUN]
    kommuner = [(place.code, place.short) for place in places if place.level == Level.KOMMUN]
    return [*large, *([(_("Kommuner"), kommuner)] if kommuner else [])]


def breakdown_choices() -> Choices:
    """Return the total, each member by its axis, and the combinations in use. Three queries."""
    members = list(BreakdownMember.objects.all())
    axes: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for member in members:
        axes[member.axis].append((f"{member.axis}={member.code}", str(member.label)))
    labels = {f"{member.axis}={member.code}": str(member.label) for member in members}
    combined = [
        (key, ", ".join(labels.get(part, part) for part in key.split(";")))
        for key in Breakdown.objects.filter(key__contains=";").values_list("key", flat=True)
    ]
    choices: Choices = [("total", _("Totalt, ingen indelning"))]
    choices += [(str(AXES.get(axis, axis)), found) for axis, found in axes.items()]
    return choices + ([(_("Kombinationer"), combined)] if combined else [])


def missing_choices() -> Choices:
    """Return why a figure that has not been public may be lacking."""
    reasons = [(one.value, str(one.label).capitalize()) for one in Missing if one not in AFTERWARDS]
    return [("", _("Det finns ett värde")), *reasons]
