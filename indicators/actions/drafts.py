"""Put single rows into a draft, mend them and take them away; nothing that someone else wrote is overwritten."""

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.actions import deliveries
from indicators.actions.deliveries import NotNow, opened, remark
from indicators.actions.staging import stage
from indicators.intake.rows import RawRow
from indicators.intake.validate import Reading, RuleBook, validate
from indicators.models import Delivery, DeliveryRow, IndicatorVersion, Observation, Organisation, Problem
from indicators.periods import PeriodKind, parse
from indicators.permissions import Act, require
from indicators.wording import period_label
from portal.models import User

OPEN = (Delivery.State.DRAFT, Delivery.State.RETURNED)


class RowRefused(NotNow):
    """The rule book refuses the row."""


class CellTaken(NotNow):
    """The draft already has another value for the same figure."""


class RowGone(NotNow):
    """The row that was to be changed has been mended or taken away by someone else."""

    def __init__(self) -> None:
        super().__init__(
            _("Raden har ändrats eller tagits bort av någon annan. Öppna leveransen för att se vad som gäller.")
        )


class StaleCell(NotNow):
    """The figure was changed after the person had seen it; nothing is written."""

    def __init__(self, published: Observation | None) -> None:
        super().__init__(
            _("Någon annan har ändrat samma värde sedan du började. Se båda och bestäm vilket som gäller.")
        )
        self.published = published


@transaction.atomic
def put(
    *,
    by: User,
    organisation: Organisation,
    raw: RawRow,
    base: int,
    token: UUID,
    at: datetime,
    delivery: Delivery | None = None,
    instead_of: int | None = None,
    kept: str = "",
) -> DeliveryRow:
    """Put one row into a draft and return it; the same row again is the same row.

    `base` is the revision of the figure that the person saw, 0 if none. Without `delivery` a draft is made under
    `token`, or found by it. `instead_of` is the row that this one mends. `kept` is why the row stands although someone
    changed the figure meanwhile. Raises RowRefused, CellTaken, RowGone, StaleCell, NotNow and PermissionDenied; in
    each case nothing has been written.
    """
    today = timezone.localdate(at)
    require(by, Act.ENTER, organisation, today)
    book = RuleBook.of(organisation, today=today)
    reading, faults = validate(raw, book)
    if reading is None:
        raise RowRefused(faults[0].sentence)
    delivery = delivery or _draft(by, organisation, token, at)
    if delivery.organisation_id != organisation.pk:
        raise NotNow(_("Leveransen hör till en annan organisation."))
    same = _same(delivery, reading, instead_of)
    if same is not None and same.raw == asdict(replace(raw, line=same.line)):
        return same
    delivery = opened(delivery)
    same = _same(delivery, reading, instead_of)  # again: from here on nobody else can write in it
    if same is not None and not same.left_out:
        raise CellTaken(_("Rad %d i leveransen gäller redan samma värde. Ändra den raden i stället.") % same.line)
    if same is not None:
        same.delete()
    raw = replace(raw, line=_line(delivery, instead_of))
    stage(delivery, [raw], book)
    row = delivery.rows.get(line=raw.line)
    if row.base_revision != base:
        raise StaleCell(_published(row))
    if kept.strip():
        remark(row, "settled", _("Någon annan hade ändrat värdet. Raden gäller ändå: %s") % kept.strip())
    _retitle(delivery)
    return row


def _draft(by: User, organisation: Organisation, token: UUID, at: datetime) -> Delivery:
    try:
        return deliveries.create(
            by=by,
            organisation=organisation,
            origin=Delivery.Origin.FORM,
            title=_("Nytt utkast"),
            rows=[],
            token=token,
            at=at,
        )
    except (IntegrityError, ValidationError) as error:
        known = Delivery.objects.filter(token=token, organisation=organisation).first()
        if known is None:
            raise NotNow(_("Sidan är för gammal. Ladda om den och försök igen.")) from error
        return known


def _same(delivery: Delivery, reading: Reading, instead_of: int | None) -> DeliveryRow | None:
    rows = delivery.rows.exclude(kind=DeliveryRow.Kind.REFUSED).exclude(pk=instead_of or 0)
    return rows.filter(
        series__indicator=reading.indicator,
        series__territory=reading.territory,
        series__breakdown__key=reading.breakdown,
        series__voice=reading.voice,
        period=reading.figure["period"],
    ).first()


def _line(delivery: Delivery, instead_of: int | None) -> int:
    if instead_of is None:
        last: int | None = delivery.rows.aggregate(last=Max("line"))["last"]
        return (last or 0) + 1
    old = delivery.rows.filter(pk=instead_of).first()
    if old is None:
        raise RowGone
    old.delete()
    return old.line


def _published(row: DeliveryRow) -> Observation | None:
    known = Observation.objects.filter(series=row.series, period=row.period, revision=row.base_revision)
    return known.select_related("entry__organisation", "entry__attribution", "series").first()


def _retitle(delivery: Delivery) -> None:
    """Name a draft made in the form after its first row; files keep the name they came with."""
    if delivery.origin != Delivery.Origin.FORM:
        return
    rows = delivery.rows.exclude(kind=DeliveryRow.Kind.REFUSED).select_related("series__territory")
    first = rows.order_by("line", "id").first()
    if first is None or first.series is None:
        return
    definition = IndicatorVersion.objects.as_of(None).get(indicator=first.series.indicator_id)
    with translation.override("sv"):
        period = period_label(parse(first.period, PeriodKind(definition.period_kind)))
        title = f"{definition.name_sv}, {first.series.territory.short_sv}, {period}"
        more = rows.count() - 1
        if not more and first.kind == DeliveryRow.Kind.CHANGED:
            verb = _("Draget tillbaka: %s") if first.value is None else _("Rättat: %s")
            title = verb % title
        elif more:
            words = {"title": title, "more": more}
            title = ngettext("%(title)s, och %(more)d värde till", "%(title)s, och %(more)d värden till", more) % words
    delivery.title = title[:200]
    delivery.save(update_fields=["title"])


@transaction.atomic
def take_away(*, by: User, row: DeliveryRow, at: datetime) -> Delivery:
    """Take a row out of a draft that nobody has seen; in a returned delivery rows are left outside with a reason."""
    delivery = opened(row.delivery)
    require(by, Act.ENTER, delivery.organisation, timezone.localdate(at))
    if delivery.state != Delivery.State.DRAFT:
        raise NotNow(_("Leveransen har granskats. Lämna raden utanför, med skäl, i stället för att ta bort den."))
    _still(row).delete()
    _retitle(delivery)
    return delivery


@transaction.atomic
def with_row(row: DeliveryRow, act: Callable[[DeliveryRow], None]) -> None:
    """Do something with a row as it stands now, while nobody else can change it. Raises RowGone if it is gone."""
    if Delivery.objects.select_for_update().filter(pk=row.delivery_id).first() is None:
        raise NotNow(_("Leveransen finns inte längre. Någon har tagit bort utkastet."))
    act(_still(row))


def _still(row: DeliveryRow) -> DeliveryRow:
    """Return the row as it stands under its delivery's lock."""
    fresh = DeliveryRow.objects.filter(pk=row.pk).select_related("delivery", "series").first()
    if fresh is None:
        raise RowGone
    return fresh


@transaction.atomic
def discard(*, by: User, delivery: Delivery, at: datetime) -> None:
    """Throw away a draft that has never been handed in."""
    delivery = opened(delivery)
    require(by, Act.ENTER, delivery.organisation, timezone.localdate(at))
    if delivery.state != Delivery.State.DRAFT:
        raise NotNow(_("Leveransen har granskats och finns kvar i historiken."))
    Problem.objects.filter(row__delivery=delivery).delete()
    delivery.delete()
