"""Say places in a ranking and how many of how many, in words."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.wording import number


def place_in_ranking(low: int, high: int, total: int, things: str) -> str:
    """Return "plats 11 av 21 län", as a range "plats 9–13 av 21 län" where intervals overlap. `things` in plural."""
    place = str(low) if low == high else f"{low}–{high}"
    return _("plats %(place)s av %(total)s %(things)s") % {"place": place, "total": total, "things": things}


def ranking_sentence(place: str, low: int, high: int, total: int, things: str) -> str:
    """Return "Gävleborg ligger på plats 11 av 21 län."; a range says why it is one."""
    words = {"place": place, "rank": place_in_ranking(low, high, total, things)}
    if low == high:
        return _("%(place)s ligger på %(rank)s.") % words
    return _("%(place)s ligger på %(rank)s; osäkerheten är större än skillnaderna däremellan.") % words


def n_of_m(n: int, m: int, things: str) -> str:
    """Return "3 av 10 kommuner". `things` in plural."""
    return _("%(n)s av %(m)s %(things)s") % {"n": _whole(n), "m": _whole(m), "things": things}


def known_sentence(n: int, m: int, place: str) -> str:
    """Return "5 av 46 indikatorer har ett värde för Gävleborg."."""
    words = {"n": _whole(n), "m": _whole(m), "place": place}
    if n == 0:
        return (
            ngettext(
                "Indikatorn har inget värde för %(place)s.",
                "Ingen av %(m)s indikatorer har ett värde för %(place)s.",
                m,
            )
            % words
        )
    return (
        ngettext(
            "%(n)s av %(m)s indikator har ett värde för %(place)s.",
            "%(n)s av %(m)s indikatorer har ett värde för %(place)s.",
            m,
        )
        % words
    )


def assessed_sentence(n: int, m: int) -> str:
    """Return "3 av 5 indikatorer går att bedöma."."""
    words = {"n": _whole(n), "m": _whole(m)}
    if n == 0:
        return ngettext("Indikatorn går inte att bedöma.", "Ingen av %(m)s indikatorer går att bedöma.", m) % words
    return ngettext("%(n)s av %(m)s indikator går att bedöma.", "%(n)s av %(m)s indikatorer går att bedöma.", m) % words


def _whole(count: int) -> str:
    return number(Decimal(count), 0)
