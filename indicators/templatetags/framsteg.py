"""The few tags and filters that the templates in templates/components/ need."""

from decimal import Decimal

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from indicators import wording
from indicators.progress import Status

register = template.Library()


@register.simple_tag
def number(value: Decimal | int | str, decimals: int, *, sign: bool = False) -> str:
    """Write a number as the active language does: `{% number value 1 %}` gives 1 234,5."""
    return wording.number(Decimal(value), decimals, sign=sign)


@register.filter
def status_word(status: str) -> str:
    """The word of a status key; no-data is not a status of progress but stands in the same places.

    Raises ValueError for a key that does not exist.
    """
    return _("Ingen data") if status == "no-data" else wording.status_word(Status(status))


@register.filter
def behind(unit: str) -> str:
    """A unit as it stands after a number: a hard space before it, but none before % in English."""
    return wording.behind(unit)


@register.filter
def times(count: int) -> range:
    """Something to loop over `count` times."""
    return range(count)


@register.filter
def nbsp(text: str) -> str:
    """Keep words on one line: every space becomes a hard one."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


@register.simple_block_tag
def trimmed(content: str) -> str:
    """Catch what a block renders: `{% trimmed as nav %}{% block nav %}{% endblock %}{% endtrimmed %}`."""
    return content.strip()


@register.simple_block_tag
def section(
    content: str, anchor: str, heading: str, *, note: str = "", area: str = "", wide: bool = False
) -> SafeString:
    """A section of a page: `{% section "utv" _("Utveckling") note=_("…") %}…{% endsection %}`.

    `area` colours it; `wide` lets the content take the whole width, for lists and wide tables.
    """
    context = {"content": content, "anchor": anchor, "heading": heading, "note": note, "area": area, "wide": wide}
    return render_to_string("components/section.html", context)
