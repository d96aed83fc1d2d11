"""Choose what an area shows: which series as charts, which comparisons, and what is said to be lacking."""

import math
from dataclasses import dataclass

from reports.content import Area, Indicator, Ranking

_HALVES, _STRIPS = 2, 2
#: A line is drawn of two points with no break between, a large one of three.
_RUN, _LONG_RUN = 2, 3
#: How many grid lines a printed page holds, and what stands on an area's second page takes of them.
_PAGE, _RANKING_LINES, _STRIP_LINES, _EXPLAINED_LINES = 54, 25, 9, 8


@dataclass(frozen=True, slots=True)
class Layout:
    """An area's figures in order. `ranking` is bars and map of the regions; `strips` are the countries of the Union,
    `opening` those that stand on the first page because there is no series to show there. `explained` are measures
    whose definition fills what the second page has left."""

    main: Indicator | None
    opening: tuple[Ranking, ...]
    halves: tuple[Indicator, ...]
    ranking: Ranking | None
    strips: tuple[Ranking, ...]
    known: tuple[Indicator, ...]
    lacking: tuple[Indicator, ...]
    explained: tuple[Indicator, ...]


def lay_out(area: Area) -> Layout:
    """Return the choice for an area, the same for page and paper.

    The indicator that speaks comes first if it has a series, then own series, then borrowed, each in the strategy's
    order. Where there are too few series, what is lacking takes their places, drawn as lacking.
    """
    known = tuple(one for one in area.indicators if one.series)
    lacking = tuple(one for one in area.indicators if not one.series)
    drawable = [one for one in known if run(one) >= _RUN or (one.origin == "own" and one.points >= _RUN)]
    drawable.sort(key=lambda one: (one.code != area.lead, one.origin != "own", not one.core))
    main = next((one for one in drawable if run(one) >= _LONG_RUN), None)
    halves = [one for one in drawable if one is not main][:_HALVES]
    halves += [one for one in lacking if one.core][: _HALVES - len(halves)]
    countries = [one for one in area.rankings if one.among == "countries"]
    ranking = next((one for one in area.rankings if one.among == "regions"), None)
    opening = tuple(countries[:_STRIPS]) if main is None else ()
    rest = [one for one in countries if one not in opening]
    room = _PAGE - _lines(known, lacking) - (_RANKING_LINES if ranking else 0)
    strips = tuple(rest[: max(0, min(_STRIPS, room // _STRIP_LINES))])
    room -= _STRIP_LINES * len(strips)
    important = sorted(area.indicators, key=lambda one: (not one.core, one.code != area.lead))
    return Layout(
        main=main,
        opening=opening,
        halves=tuple(halves),
        ranking=ranking,
        strips=strips,
        known=known,
        lacking=lacking,
        explained=tuple(important[: 2 * max(0, (room - 3) // _EXPLAINED_LINES)]),
    )


def run(indicator: Indicator) -> int:
    """Return how many figures the longest stretch without a break has."""
    longest = length = 0
    last = None
    for one in indicator.series.valued if indicator.series else ():
        broken = one.series_break or (
            last is not None and any(last < place <= one.position for place in indicator.breaks)
        )
        length = 1 if broken else length + 1
        longest, last = max(longest, length), one.position
    return longest


def _lines(known: tuple[Indicator, ...], lacking: tuple[Indicator, ...]) -> int:
    """Return about how many grid lines the table and the list of what is lacking take."""
    table = 5 + math.ceil(2.3 * len(known)) if known else 0
    return table + (3 + 5 * math.ceil(len(lacking) / 3) if lacking else 0)
