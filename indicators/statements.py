"""Turn a standing into the facts that sentences are made from."""

from dataclasses import replace

from indicators.facts import Facts, Noun
from indicators.models import IndicatorVersion
from indicators.progress import Direction, Point
from indicators.standings import Standing
from indicators.wording import Unit


def unit_of(definition: IndicatorVersion) -> Unit:
    """Return what the indicator's figures count. A code in brackets is no unit to write after a figure."""
    coded = definition.unit_sv.startswith("(") or definition.unit_sv == "index"
    symbol = "" if coded else definition.unit_sv
    return Unit(
        symbol_sv=symbol,
        symbol_en=symbol and (definition.unit_en or symbol),
        word_sv="procent" if symbol == "%" else symbol,
        word_en="per cent" if symbol == "%" else symbol and (definition.unit_en or symbol),
        difference_sv=definition.difference_sv or symbol,
        difference_en=definition.difference_en or definition.unit_en or symbol,
    )


def noun_of(definition: IndicatorVersion) -> Noun:
    """Return what the figure is called in a sentence."""
    kinds = IndicatorVersion.Kind
    if definition.unit_sv == "procentenheter":
        return Noun.GAP
    if definition.kind == kinds.SHARE:
        return Noun.SHARE
    if definition.kind in (kinds.COUNT, kinds.YES_NO):
        return Noun.COUNT
    if definition.kind == kinds.INDEX and definition.unit_sv in ("index", "poäng"):
        return Noun.INDEX if definition.unit_sv == "index" else Noun.SCORE
    return Noun.VALUE


def decimals_of(definition: IndicatorVersion, point: Point) -> int:
    """Return the decimals to show: the definition's, or as many as were reported if those are fewer."""
    return min(definition.decimals, point.decimals)


def facts_of(standing: Standing) -> Facts | None:
    """Return what the sentences are made from; None where there is no figure."""
    definition, progress, latest = standing.definition, standing.progress, standing.latest
    if progress is None or latest is None:
        return None

    def shown(point: Point) -> Point:
        return replace(point, decimals=decimals_of(definition, point))

    low, high = definition.band_low, definition.band_high
    return Facts(
        progress=replace(progress, last=progress.last and shown(progress.last)),
        latest=shown(latest.point),
        unit=unit_of(definition),
        noun=noun_of(definition),
        place=standing.place.short,
        direction=Direction(definition.direction),
        goal=standing.goal,
        band=None if low is None or high is None else (low, high),
    )
