"""One indicator divided: women and men, town and country, occupations; as tables and as pairs of dots."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from indicators.charts.drawing import Chart, draw_pair
from indicators.charts.dumbbell import Pair, dumbbell
from indicators.charts.theme import DUMBBELL_NARROW, DUMBBELL_WIDE, Size
from indicators.models import BreakdownMember, IndicatorVersion, Series, Territory
from indicators.periods import PeriodKind
from indicators.series import TimeSeries, read
from indicators.standings import Standing, lenders
from indicators.views.public.figures import detail_of, tag_of, unit_words, value_words, when
from indicators.views.public.paths import trace_of
from indicators.wording import capital, number

TOTAL = "total"
#: The two members whose distance is the question: hollow dot, filled dot.
ENDS = {"kon": ("man", "kvinnor"), "bygd": ("landsbygd", "stad")}
#: So many of the newest periods have a pair of dots, and a column.
PERIODS = 4


@dataclass(frozen=True, slots=True)
class Part:
    """One member's row: its figures in the columns' periods, and those of women and men where they are divided on."""

    name: str
    cells: tuple[str, ...]
    tag: str


@dataclass(frozen=True, slots=True)
class Division:
    """An indicator divided along one axis. `sentence`: the newest distance between its two ends, in words."""

    axis: str
    heading: str
    territory: Territory
    place: str
    borrowed: bool
    columns: tuple[str, ...]
    parts: tuple[Part, ...]
    drawing: SafeString | None
    sentence: str


def heading_of(axis: str) -> str:
    """Return what an axis is called."""
    return {
        "kon": _("Kvinnor och män"),
        "bygd": _("Stad och land"),
        "alder": _("Ålder"),
        "yrke": _("Yrke"),
        "storlek": _("Företagens storlek"),
        "teknik": _("Teknik"),
    }.get(axis, capital(axis))


def divisions(standing: Standing, *, as_of: int | None, area: str) -> list[Division]:
    """Return how the indicator divides in the nearest place that has it divided. Three queries."""
    definition = standing.definition
    chain = [standing.territory, *lenders(standing.territory)]
    found = Series.objects.filter(indicator=definition.indicator_id, territory__in=chain).exclude(breakdown__key=TOTAL)
    keys: dict[int, set[str]] = {}
    for territory, key in found.values_list("territory_id", "breakdown__key"):
        keys.setdefault(territory, set()).add(key)
    place = next((place for place in chain if place.pk in keys), None)
    if place is None:
        return []
    kinds = {definition.indicator_id: PeriodKind(definition.period_kind)}
    wanted = [TOTAL, *sorted(keys[place.pk])]
    measured = read(kinds=kinds, territories=[place.pk], breakdowns=wanted, as_of=as_of)
    series = {key: one for (_indicator, _place, key), one in measured.items() if one.valued}
    divided = _Divided(definition, place, standing.territory, series, list(BreakdownMember.objects.all()), area)
    axes = sorted({key.split("=")[0] for key in series if key != TOTAL and ";" not in key})
    return [division for axis in axes if (division := divided.along(axis))]


@dataclass(frozen=True)
class _Divided:
    """An indicator's series in one place, by breakdown key, and the members that the keys name."""

    definition: IndicatorVersion
    place: Territory
    asked_place: Territory
    series: Mapping[str, TimeSeries]
    members: Sequence[BreakdownMember]
    area: str

    def along(self, axis: str) -> Division | None:
        members = [member for member in self.members if f"{axis}={member.code}" in self.series if member.axis == axis]
        if not members:
            return None
        own = {member.code: self.series[f"{axis}={member.code}"] for member in members}
        periods = sorted({one.observation.period for series in own.values() for one in series.valued})[-PERIODS:]
        decimals = detail_of(self.definition, [point for series in own.values() for point in series.points])
        labels = [self._label(own, period) for period in periods]
        return Division(
            axis=axis,
            heading=heading_of(axis),
            territory=self.place,
            place=self.place.short,
            borrowed=self.place != self.asked_place,
            columns=(*labels, *self._sexes(axis)),
            parts=tuple(self._part(axis, member, periods, decimals) for member in members),
            drawing=self._drawing(axis, own, periods),
            sentence=self._sentence(axis, own, members),
        )

    def _label(self, own: Mapping[str, TimeSeries], period: str) -> str:
        measured = (found for series in own.values() if (found := series.at(period)))
        return when(next(measured).point)

    def _sexes(self, axis: str) -> tuple[str, ...]:
        """The extra columns of an axis that is divided by sex as well."""
        has = any(key.startswith("kon=") and f";{axis}=" in key for key in self.series)
        return tuple(capital(member.label) for member in self.members if member.axis == "kon") if has else ()

    def _part(self, axis: str, member: BreakdownMember, periods: Sequence[str], decimals: int) -> Part:
        series = self.series[f"{axis}={member.code}"]
        cells = [_words(series, period, decimals) for period in periods]
        if self._sexes(axis):
            for sex in (one for one in self.members if one.axis == "kon"):
                crossed = self.series.get(f"kon={sex.code};{axis}={member.code}", TimeSeries())
                cells.append(_words(crossed, periods[-1], decimals))
        latest = series.latest
        return Part(capital(member.label), tuple(cells), tag_of(latest.point) if latest else "")

    def _drawing(self, axis: str, own: Mapping[str, TimeSeries], periods: Sequence[str]) -> SafeString | None:
        hollow, filled = ENDS.get(axis, ("", ""))
        if hollow not in own or filled not in own:
            return None
        total = self.series.get(TOTAL, TimeSeries())
        pairs = [
            Pair(self._label(own, one), _value(own[hollow], one), _value(own[filled], one), _value(total, one))
            for one in periods
        ]
        labels = {member.code: capital(member.label) for member in self.members if member.axis == axis}
        decimals = trace_of("", own[filled], self.definition).decimals

        def lay_out(size: Size, uid: str) -> Chart:
            return dumbbell(
                pairs,
                (labels[hollow], labels[filled]),
                uid=uid,
                subject=f"{self.definition.name}, {self.place.short}",
                area=self.area or "ink",
                size=size,
                unit=unit_words(self.definition),
                decimals=decimals,
            )

        return draw_pair(lay_out, uid=f"par-{axis}", wide=DUMBBELL_WIDE, narrow=DUMBBELL_NARROW)

    def _sentence(self, axis: str, own: Mapping[str, TimeSeries], members: Sequence[BreakdownMember]) -> str:
        """Return "2024: kvinnor 1,6 %, män 4,4 %." for an axis with two ends, else ""."""
        if axis not in ENDS or any(code not in own or not own[code].latest for code in ENDS[axis]):
            return ""
        latest = {code: found for code in ENDS[axis] if (found := own[code].latest)}
        if len({one.observation.period for one in latest.values()}) > 1:
            return ""
        unit, labels = unit_words(self.definition), {member.code: member.label for member in members}
        decimals = trace_of("", own[ENDS[axis][0]], self.definition).decimals
        told = [
            f"{labels[code]} {number(one.point.value, decimals)}{unit}"
            for code, one in reversed(latest.items())
            if one.point.value is not None
        ]
        return _("%(when)s i %(place)s: %(parts)s.") % {
            "when": capital(when(next(iter(latest.values())).point)),
            "place": self.place.short,
            "parts": ", ".join(told),
        }


def _value(series: TimeSeries, period: str) -> Decimal | None:
    measured = series.at(period)
    return measured.point.value if measured else None


def _words(series: TimeSeries, period: str, decimals: int) -> str:
    measured = series.at(period)
    return value_words(measured, decimals) if measured else ""
