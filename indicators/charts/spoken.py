"""Say a chart's figures in words: the title and the description that are read aloud, and the notes under it."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.charts.traces import Reading, Target, Trace
from indicators.wording import number


def listed(words: Sequence[str]) -> str:
    """Return "a", "a och b", "a, b och c"."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s och %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def figure(reading: Reading, decimals: int, unit: str = "") -> str:
    """Return "3,0 % 2024", with what makes it uncertain."""
    when = _("omkring %(year)s") % {"year": reading.when} if reading.inferred else reading.when
    comma = "," if any(letter.isalpha() for letter in unit) else ""  # "85,4 av 100, 2021"
    words = f"{number(reading.figure, decimals)}{unit}{comma} {when}"
    return _("%(figure)s (preliminärt)") % {"figure": words} if reading.preliminary else words


def ends(trace: Trace, unit: str = "") -> str:
    """Return "Gävleborg 2,5 % 2014 och 3,0 % 2024", or that there is nothing."""
    drawn = trace.drawn
    if not drawn:
        return _("%(place)s: ingen data") % {"place": trace.name}
    kept = drawn if len(drawn) == 1 else (drawn[0], drawn[-1])
    said = listed([figure(one, trace.decimals, unit) for one in kept])
    return f"{trace.name} {said}" if trace.name else said


def broken(breaks: Sequence[Decimal]) -> str:
    """Return "Seriebrott 2019 och 2020"."""
    return _("Seriebrott %(years)s") % {"years": listed([str(int(place)) for place in breaks])}


def aim(target: Target, unit: str = "") -> str:
    """Return "Mål 80 % 2030"."""
    words = {"value": f"{number(target.value, target.decimals)}{unit}", "year": int(target.at)}
    return _("Mål %(value)s %(year)s") % words


def title(
    subject: str,
    traces: Sequence[Trace],
    *,
    unit: str = "",
    breaks: Sequence[Decimal] = (),
    target: Target | None = None,
) -> str:
    """Return the title of a chart over time: subject, each place's first and last figure, target and breaks."""
    sentences = [f"{subject}: {'; '.join(ends(trace, unit) for trace in traces)}"]
    if target:
        sentences.append(aim(target, unit))
    if breaks:
        sentences.append(broken(breaks))
    return ". ".join(sentences) + "."


def description(traces: Iterable[Trace], unit: str = "") -> str:
    """Return every figure of every trace."""
    sentences = []
    for trace in traces:
        told = [
            figure(one, trace.decimals, unit) if one.is_drawn else _("%(year)s saknas") % {"year": one.when}
            for one in sorted(trace.readings, key=lambda one: one.at)
        ]
        named = f"{trace.name}: " if trace.name else ""
        sentences.append(f"{named}{', '.join(told) or _('ingen data')}.")
    return " ".join(sentences)


def axis_note(low: str) -> str:
    return _("Axeln börjar vid %(value)s") % {"value": low}


def marks_used(
    traces: Sequence[Trace], *, breaks: Sequence[Decimal], target: Target | None, gaps: bool, whiskers: bool
) -> tuple[str, ...]:
    """Return what the signs in this picture mean, only those it has, for the caption."""
    drawn = [reading for trace in traces for reading in trace.drawn]
    notes = []
    if any(reading.inferred for reading in drawn):
        notes.append(_("Ofylld ring: året är härlett"))
    if any(reading.preliminary for reading in drawn):
        notes.append(_("Ring med prick: preliminärt värde"))
    if gaps:
        notes.append(_("Streckad linje: år saknas eller är osäkert"))
    if whiskers:
        notes.append(_("Lodräta streck: osäkerhetsintervall"))
    if breaks:
        notes.append(ngettext("Lodrät prickad linje: seriebrott", "Lodräta prickade linjer: seriebrott", len(breaks)))
    if target:
        notes.append(_("Romb: målet") if target.path is None else _("Prickad linje till romb: vägen till målet"))
    return tuple(notes)
