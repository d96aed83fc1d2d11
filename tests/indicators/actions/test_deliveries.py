"""A delivery's way: made, handed in, decided; all of its rows become public, or none."""

from collections.abc import Callable
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from indicators.actions import deliveries, heads
from indicators.models import (
    Current,
    Delivery,
    DeliveryRow,
    LedgerEntry,
    Observation,
    Problem,
    Role,
    Series,
)
from portal.models import User
from tests.factories import NOW, delivery, organisation, person, row, source_figures, years

pytestmark = pytest.mark.django_db


def accepted(made: Delivery, *, reason: str = "") -> LedgerEntry:
    deliveries.submit(by=_author(made), delivery=made, at=NOW)
    return deliveries.accept(by=person(Role.APPROVER), delivery=made, at=NOW, reason=reason)


def _author(made: Delivery) -> User:
    event = made.events.first()
    assert event is not None
    assert event.by is not None
    return event.by


def test_accepted_row_is_public_and_sealed() -> None:
    made = delivery(row(period="2024", value="3,0", note="Egen räkning"))
    entry = accepted(made)
    figure = Observation.objects.get()
    assert (str(figure.value), figure.decimals, figure.revision) == ("3.00000000", 1, 1)
    assert (figure.entry, figure.series.voice, figure.note) == (entry, "region", "Egen räkning")
    assert Current.objects.get().observation == figure
    made.refresh_from_db()
    assert (made.state, made.entry) == (Delivery.State.ACCEPTED, entry)
    assert [event.step for event in made.events.all()] == ["created", "submitted", "accepted"]


def test_correction_keeps_the_old_revision() -> None:
    accepted(delivery(row(value="3,0")))
    first = LedgerEntry.objects.latest("number").number
    accepted(delivery(row(value="3,1")))
    assert list(Observation.objects.order_by("revision").values_list("revision", "value")) == [
        (1, Decimal(3)),
        (2, Decimal("3.1")),
    ]
    assert Current.objects.get().observation.revision == 2
    assert [made.revision for made in Observation.objects.as_of(first)] == [1]
    assert heads.differences() == (0, 0)


def test_heads_are_rebuilt_to_the_same() -> None:
    source_figures(years({2022: "2.757", 2023: "2.842", 2024: "2.998"}))
    accepted(delivery(row(value="3,0")))
    before = set(Current.objects.values_list("series_id", "period", "observation_id"))
    Current.objects.all().delete()
    assert heads.differences() == (4, 0)
    assert heads.rebuild() == 4
    assert set(Current.objects.values_list("series_id", "period", "observation_id")) == before


def test_row_is_compared_with_what_stands() -> None:
    accepted(delivery(row(period="2023", value="2,8"), row(3, period="2024", value="3,0")))
    again = delivery(
        row(period="2023", value="2,8"), row(3, period="2024", value="3,1"), row(4, period="2022", value="2,7")
    )
    assert [item.kind for item in again.rows.all()] == ["unchanged", "changed", "new"]
    entry = accepted(again)
    assert entry.rows == 2
    assert Observation.objects.filter(entry=entry).count() == 2


def test_same_row_twice_in_a_delivery_is_refused() -> None:
    made = delivery(row(2), row(3))
    kinds = [item.kind for item in made.rows.all()]
    assert kinds == ["new", "refused"]
    assert Problem.objects.get(row__delivery=made).code == "duplicate"


def test_refused_row_stops_the_delivery_until_left_out_with_a_reason() -> None:
    by = person(Role.COORDINATOR)
    made = delivery(row(2), row(3, period="2023", value="ca 95"), by=by)
    with pytest.raises(deliveries.RefusedRows):
        deliveries.submit(by=by, delivery=made, at=NOW)
    deliveries.leave_out(by=by, row=made.rows.get(line=3), at=NOW, reason="Oläslig i underlaget")
    deliveries.submit(by=by, delivery=made, at=NOW)
    entry = deliveries.accept(by=person(Role.APPROVER), delivery=made, at=NOW)
    assert entry.rows == 1
    assert "Rad 3: Oläslig i underlaget" in [event.reason for event in made.events.all()]


def test_stale_row_shows_both_and_writes_nothing() -> None:
    accepted(delivery(row(value="3,0")))
    mine = delivery(row(value="3,1"))
    theirs = delivery(row(value="3,2"))
    accepted(theirs)
    before = (Observation.objects.count(), LedgerEntry.objects.count())
    with pytest.raises(deliveries.StaleRows) as stale:
        accepted(mine)
    (conflict,) = stale.value.conflicts
    assert (str(conflict.row.value), str(conflict.published.value)) == ("3.10000000", "3.20000000")
    assert (Observation.objects.count(), LedgerEntry.objects.count()) == before
    mine.refresh_from_db()
    assert mine.state == Delivery.State.SUBMITTED


def test_second_acceptance_is_refused() -> None:
    made = delivery()
    accepted(made)
    with pytest.raises(deliveries.NotNow, match="mottagen"):
        deliveries.accept(by=person(Role.APPROVER), delivery=made, at=NOW)


def test_same_token_gives_the_same_delivery() -> None:
    by, token = person(Role.COORDINATOR), uuid4()

    def send() -> Delivery:
        return deliveries.create(
            by=by,
            organisation=organisation(),
            origin=Delivery.Origin.FORM,
            title="x",
            rows=[row()],
            token=token,
            at=NOW,
        )

    assert send() == send()
    assert DeliveryRow.objects.count() == 1


def test_author_cannot_accept_where_someone_else_can() -> None:
    both = person(Role.COORDINATOR, Role.APPROVER)
    person(Role.APPROVER)
    made = delivery(by=both)
    deliveries.submit(by=both, delivery=made, at=NOW)
    with pytest.raises(PermissionDenied):
        deliveries.accept(by=both, delivery=made, at=NOW, reason="brådska")


def test_alone_in_the_region_owes_a_reason() -> None:
    alone = person(Role.COORDINATOR, at="region-dalarna")
    made = delivery(row(territory="20"), by=alone, at="region-dalarna")
    deliveries.submit(by=alone, delivery=made, at=NOW)
    with pytest.raises(deliveries.ReasonNeeded):
        deliveries.accept(by=alone, delivery=made, at=NOW)
    entry = deliveries.accept(by=alone, delivery=made, at=NOW, reason="Ensam i funktionen")
    assert entry.attribution.reason == "Ensam i funktionen"
    assert entry.role == Role.COORDINATOR


@pytest.mark.parametrize("act", [deliveries.send_back, deliveries.reject])
def test_return_and_rejection_owe_a_reason(act: Callable[..., Delivery]) -> None:
    made = delivery()
    deliveries.submit(by=_author(made), delivery=made, at=NOW)
    with pytest.raises(deliveries.ReasonNeeded):
        act(by=person(Role.APPROVER), delivery=made, at=NOW, reason=" ")
    act(by=person(Role.APPROVER), delivery=made, at=NOW, reason="Ange källa för Gävle")
    made.refresh_from_db()
    assert made.state in {Delivery.State.RETURNED, Delivery.State.REJECTED}
    assert not Observation.objects.exists()


@pytest.mark.parametrize(
    ("roles", "at"),
    [
        ((Role.READER,), "region-gavleborg"),
        ((Role.OBSERVER,), "tillvaxtverket"),
        ((), "region-gavleborg"),
        ((Role.COORDINATOR, Role.APPROVER), "region-dalarna"),
    ],
)
def test_action_refuses_who_may_not(roles: tuple[Role, ...], at: str) -> None:
    outsider = person(*roles, at=at)
    made = delivery()
    with pytest.raises(PermissionDenied):
        deliveries.create(
            by=outsider,
            organisation=organisation(),
            origin=Delivery.Origin.FORM,
            title="x",
            rows=[row()],
            token=uuid4(),
            at=NOW,
        )
    with pytest.raises(PermissionDenied):
        deliveries.submit(by=outsider, delivery=made, at=NOW)
    deliveries.submit(by=_author(made), delivery=made, at=NOW)
    for act in (deliveries.accept, deliveries.reject, deliveries.send_back):
        with pytest.raises(PermissionDenied):
            act(by=outsider, delivery=made, at=NOW, reason="x")


def test_unchanged_delivery_is_not_accepted() -> None:
    accepted(delivery())
    again = delivery()
    with pytest.raises(deliveries.NothingToAccept):
        accepted(again)


def test_region_and_source_hold_different_series() -> None:
    source_figures(years({2024: "2.998"}))
    accepted(delivery(row(value="3,2")))
    assert set(Series.objects.values_list("voice", flat=True)) == {"source", "region"}
    assert Observation.objects.count() == 2


def test_source_cannot_change_the_figure_of_another_source() -> None:
    source_figures(years({2024: "2.998"}), source="eurostat")
    made = delivery(row(value="3,5"), by=person(Role.COORDINATOR, at="scb"), at="scb")
    assert made.rows.get().kind == DeliveryRow.Kind.REFUSED
    assert Problem.objects.get(row__delivery=made).code == "foreign-figure"


def test_another_sources_figure_beside_ones_own_is_no_obstacle() -> None:
    source_figures(years({2023: "2.842"}), source="eurostat")
    source_figures(years({2024: "2.998"}) + years({2023: "2.5"}, territory="20"), source="scb")
    assert Observation.objects.count() == 3


def test_acceptance_asks_again_whose_figure_it_is() -> None:
    by = person(Role.COORDINATOR, at="scb")
    made = delivery(row(value="3,5"), by=by, at="scb")
    source_figures(years({2024: "2.998"}), source="eurostat")
    deliveries.submit(by=by, delivery=made, at=NOW)
    with pytest.raises(deliveries.NotNow, match="annan källa"):
        deliveries.accept(by=person(Role.APPROVER, at="scb"), delivery=made, at=NOW)


def test_discarded_delivery_is_told_gone() -> None:
    made = delivery()
    by = _author(made)
    Delivery.objects.filter(pk=made.pk).delete()
    with pytest.raises(deliveries.NotNow, match="finns inte längre"):
        deliveries.submit(by=by, delivery=made, at=NOW)


def test_breakdown_has_its_members() -> None:
    made = delivery(row(breakdown="kon=kvinnor"))
    series = made.rows.get().series
    assert series is not None
    assert [member.code for member in series.breakdown.members.all()] == ["kvinnor"]
