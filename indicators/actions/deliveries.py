"""Take a delivery from draft to decision; acceptance writes all of its rows under one ledger entry, or nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.actions import ledger, observations
from indicators.actions.staging import heads_of, is_foreign, kind_against, stage
from indicators.intake.numbers import Convention
from indicators.intake.rows import RawRow
from indicators.intake.validate import RuleBook
from indicators.models import (
    Delivery,
    DeliveryEvent,
    DeliveryRow,
    LedgerEntry,
    LedgerHead,
    Observation,
    Organisation,
    Problem,
    SourceRelease,
)
from indicators.models.canonical import lines_of
from indicators.permissions import Act, Seat, decides_alone, may_decide, require, seats
from portal.models import User

State = Delivery.State
Step = DeliveryEvent.Step


class NotNow(Exception):
    """The delivery is in a state where this cannot be done; the message is a sentence for the person."""


class RefusedRows(NotNow):
    """Some rows are refused and neither mended nor left out."""


class ReasonNeeded(NotNow):
    """A decision on one's own work, a return or a rejection owes a reason."""


class NothingToAccept(NotNow):
    """No row would change anything."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row made against a figure that somebody has changed meanwhile."""

    row: DeliveryRow
    published: Observation


class StaleRows(NotNow):
    """Somebody else changed figures after the rows were made; both are shown, nothing is written."""

    def __init__(self, conflicts: list[Conflict]) -> None:
        super().__init__(
            _("Någon annan har ändrat samma värde sedan du började. Se båda och bestäm vilket som gäller.")
        )
        self.conflicts = conflicts


@transaction.atomic
def create(
    *,
    by: User,
    organisation: Organisation,
    origin: Delivery.Origin,
    title: str,
    rows: Iterable[RawRow],
    token: UUID,
    at: datetime,
    release: SourceRelease | None = None,
    convention: Convention = Convention.EITHER,
) -> Delivery:
    """Make a draft with its rows staged. The same token again gives back the same delivery: a double click is one."""
    today = timezone.localdate(at)
    require(by, Act.ENTER, organisation, today)
    known = Delivery.objects.filter(token=token, organisation=organisation).first()
    if known is not None:
        return known
    delivery = Delivery(organisation=organisation, origin=origin, title=title[:200], token=token, release=release)
    delivery.full_clean()
    delivery.save()
    _note(delivery, Step.CREATED, by, at)
    stage(delivery, rows, RuleBook.of(organisation, today=today, convention=convention))
    return delivery


def _locked(delivery: Delivery, *states: str) -> Delivery:
    locked = Delivery.objects.select_for_update(of=("self",)).select_related("organisation__territory")
    fresh = locked.filter(pk=delivery.pk).first()
    if fresh is None:
        raise NotNow(_("Leveransen finns inte längre. Någon har tagit bort utkastet."))
    if fresh.state not in states:
        sentence = _("Leveransen är redan %(state)s. Ladda om sidan för att se vad som gäller.")
        raise NotNow(sentence % {"state": fresh.get_state_display()})
    return fresh


def _note(delivery: Delivery, step: DeliveryEvent.Step, by: User, at: datetime, reason: str = "") -> None:
    DeliveryEvent.objects.create(delivery=delivery, step=step, by=by, at=at, reason=reason)


def author(delivery: Delivery) -> int | None:
    """Return the id of the person who last submitted the delivery, or made it."""
    events = delivery.events.filter(step__in=[Step.SUBMITTED, Step.CREATED]).order_by("-id")
    return events.values_list("by_id", flat=True).first()


def _decider(delivery: Delivery, by: User, at: datetime) -> Seat:
    today = timezone.localdate(at)
    for seat in seats(by, today):
        if seat.organisation == delivery.organisation and may_decide(seat, by, author(delivery), today):
            return seat
    raise PermissionDenied(_("En annan person än den som skickade in ska granska. Du kan inte besluta om den här."))


@transaction.atomic
def submit(*, by: User, delivery: Delivery, at: datetime) -> Delivery:
    """Hand a draft in for a decision."""
    delivery = _locked(delivery, State.DRAFT, State.RETURNED)
    require(by, Act.ENTER, delivery.organisation, timezone.localdate(at))
    if delivery.rows.filter(kind=DeliveryRow.Kind.REFUSED, left_out=False).exists():
        raise RefusedRows(_("Rätta de nekade raderna, eller lämna dem utanför, innan du skickar in."))
    if not delivery.rows.exclude(kind=DeliveryRow.Kind.REFUSED).filter(left_out=False).exists():
        raise NothingToAccept(_("Leveransen har inga rader att ta emot."))
    delivery.state = State.SUBMITTED
    delivery.save(update_fields=["state"])
    _note(delivery, Step.SUBMITTED, by, at)
    return delivery


@transaction.atomic
def leave_out(*, by: User, row: DeliveryRow, at: datetime, reason: str) -> None:
    """Leave a row outside; the decision is recorded with its reason."""
    delivery = _locked(row.delivery, State.DRAFT, State.RETURNED)
    require(by, Act.ENTER, delivery.organisation, timezone.localdate(at))
    row.left_out = True
    row.save(update_fields=["left_out"])
    _note(delivery, Step.LEFT_OUT, by, at, _("Rad %(line)d: %(reason)s") % {"line": row.line, "reason": reason.strip()})


@transaction.atomic
def send_back(*, by: User, delivery: Delivery, at: datetime, reason: str) -> Delivery:
    """Return a delivery to whoever sent it, with what to mend."""
    return _close(by, delivery, at, reason, State.RETURNED, Step.RETURNED)


@transaction.atomic
def reject(*, by: User, delivery: Delivery, at: datetime, reason: str) -> Delivery:
    """Turn a delivery down for good."""
    return _close(by, delivery, at, reason, State.REJECTED, Step.REJECTED)


def _close(by: User, delivery: Delivery, at: datetime, reason: str, state: State, step: Step) -> Delivery:
    delivery = _locked(delivery, State.SUBMITTED)
    _decider(delivery, by, at)
    if not reason.strip():
        raise ReasonNeeded(_("Skriv varför, så att den som skickade in vet vad som ska ändras."))
    delivery.state = state
    delivery.save(update_fields=["state"])
    _note(delivery, step, by, at, reason.strip())
    return delivery


@transaction.atomic
def accept(*, by: User, delivery: Delivery, at: datetime, reason: str = "") -> LedgerEntry:
    """Make the delivery's figures public: one ledger entry with every row that changes something, or nothing at all.

    Raises NotNow (with a sentence) when it is not submitted, has refused rows, changes nothing or lacks an owed
    reason; StaleRows when somebody changed a figure after the row was made; PermissionDenied.
    """
    delivery = _locked(delivery, State.SUBMITTED)
    seat = _decider(delivery, by, at)
    if decides_alone(by, author(delivery)) and not reason.strip():
        raise ReasonNeeded(_("Du tar emot din egen leverans. Skriv varför ingen annan granskar den."))
    rows = delivery.rows.filter(left_out=False)
    if rows.filter(kind=DeliveryRow.Kind.REFUSED).exists():
        raise RefusedRows(_("Nekade rader måste rättas eller lämnas utanför först."))
    LedgerHead.objects.get_or_create(pk=1)
    LedgerHead.objects.select_for_update().get(pk=1)  # from here on no one else can move a figure
    changing = list(
        rows.filter(kind__in=[DeliveryRow.Kind.NEW, DeliveryRow.Kind.CHANGED])
        .select_related("series__indicator", "series__territory", "series__breakdown")
        .order_by("series_id", "period")
    )
    if not changing:
        raise NothingToAccept(_("Alla rader är lika med det som redan är publicerat. Avvisa leveransen i stället."))
    _refuse_stale(changing, delivery.organisation)
    made = observations.from_rows(changing)
    try:
        entry = ledger.append(
            kind=LedgerEntry.Kind.FIGURES,
            organisation=delivery.organisation,
            what=delivery.title,
            lines=lines_of(made),
            by=by,
            role=seat.role,
            reason=reason.strip(),
            at=at,
        )
        observations.record(made, entry=entry)
    except IntegrityError as error:
        raise NotNow(_("Något av värdena hann ändras. Ladda om sidan och försök igen.")) from error
    delivery.state, delivery.entry = State.ACCEPTED, entry
    delivery.save(update_fields=["state", "entry"])
    _note(delivery, Step.ACCEPTED, by, at, reason.strip())
    return entry


def _refuse_stale(rows: list[DeliveryRow], organisation: Organisation) -> None:
    heads = heads_of({row.series for row in rows if row.series}, {row.period for row in rows})
    standing = [(row, head) for row in rows if (head := heads.get((row.series_id or 0, row.period)))]
    if any(is_foreign(head, organisation) for _row, head in standing):
        raise NotNow(_("Ett av värdena kommer från en annan källa. Bara den som lämnade det kan ändra det."))
    conflicts = [
        Conflict(row, head.observation) for row, head in standing if head.observation.revision != row.base_revision
    ]
    if conflicts:
        raise StaleRows(conflicts)


def opened(delivery: Delivery) -> Delivery:
    """Lock a delivery whose rows may still be changed, and return it. Raises NotNow when it is handed in or decided."""
    return _locked(delivery, State.DRAFT, State.RETURNED)


@transaction.atomic
def settle(*, by: User, row: DeliveryRow, at: datetime, reason: str, keep_row: bool) -> None:
    """Decide which value counts where a figure changed after the row was made.

    `keep_row` lets the row stand, now made against what is published, with a remark that says so; otherwise the row
    is left outside. In a submitted delivery the decision belongs to who may accept it, in an open one to who may enter.
    """
    if not reason.strip():
        raise ReasonNeeded(_("Skriv varför det ena värdet gäller och inte det andra."))
    delivery = _locked(row.delivery, State.DRAFT, State.RETURNED, State.SUBMITTED)
    if delivery.state == State.SUBMITTED:
        _decider(delivery, by, at)
    else:
        require(by, Act.ENTER, delivery.organisation, timezone.localdate(at))
    row = DeliveryRow.objects.select_related("series").get(pk=row.pk)
    if row.series is None:
        raise RefusedRows(_("Raden är nekad. Rätta den i stället."))
    head = heads_of([row.series], {row.period}).get((row.series.pk, row.period))
    if not keep_row:
        row.left_out = True
        row.save(update_fields=["left_out"])
        words = {"line": row.line, "reason": reason.strip()}
        _note(delivery, Step.LEFT_OUT, by, at, _("Rad %(line)d: %(reason)s") % words)
        return
    row.base_revision, row.kind = head.observation.revision if head else 0, kind_against(row, head)
    row.save(update_fields=["base_revision", "kind"])
    remark(row, "settled", _("Någon annan hade ändrat värdet. Raden gäller ändå: %s") % reason.strip())


def remark(row: DeliveryRow, code: str, sentence: str) -> None:
    """Keep a remark with a row, for those who read the delivery."""
    Problem.objects.create(
        row=row, severity=Problem.Severity.WARNING, field="value", code=code, sentence=sentence[:500]
    )
