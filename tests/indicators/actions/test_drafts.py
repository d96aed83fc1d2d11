"""Single rows in a draft: put once, mended in place, never over what someone else wrote."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from indicators.actions import deliveries, drafts
from indicators.models import Delivery, DeliveryRow, LedgerEntry, Observation, Role
from portal.models import User
from tests.factories import NOW, delivery, organisation, person, row

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> User:
    return person(Role.COORDINATOR)


def put(by: User, *, token: UUID | None = None, base: int = 0, **fields: Any) -> DeliveryRow:
    where = {name: fields.pop(name) for name in ("delivery", "instead_of", "kept") if name in fields}
    return drafts.put(
        by=by, organisation=organisation(), raw=row(**fields), base=base, token=token or uuid4(), at=NOW, **where
    )


def publish(by: User, value: str) -> None:
    made = put(by, value=value, base=Observation.objects.count()).delivery
    deliveries.submit(by=by, delivery=made, at=NOW)
    deliveries.accept(by=person(Role.APPROVER), delivery=made, at=NOW)


def test_first_row_makes_the_draft_and_names_it(by: User) -> None:
    made = put(by)
    assert (made.line, made.kind, made.delivery.state) == (1, "new", Delivery.State.DRAFT)
    assert made.delivery.title == "Anställda i IT-yrken, Gävleborg, 2024"
    assert made.delivery.origin == Delivery.Origin.FORM


@pytest.mark.parametrize(("periods", "more"), [(["2023"], "och 1 värde till"), (["2023", "2022"], "och 2 värden till")])
def test_more_rows_are_counted_in_the_title(by: User, periods: list[str], more: str) -> None:
    first = put(by)
    for period in periods:
        put(by, delivery=first.delivery, period=period)
    first.delivery.refresh_from_db()
    assert first.delivery.title == f"Anställda i IT-yrken, Gävleborg, 2024, {more}"


def test_same_row_under_the_same_key_is_the_same_row(by: User) -> None:
    token = uuid4()
    assert put(by, token=token).pk == put(by, token=token).pk
    assert (Delivery.objects.count(), DeliveryRow.objects.count()) == (1, 1)


def test_same_row_is_the_same_also_when_handed_in(by: User) -> None:
    token = uuid4()
    first = put(by, token=token)
    deliveries.submit(by=by, delivery=first.delivery, at=NOW)
    assert put(by, token=token).pk == first.pk


def test_new_row_does_not_slip_into_what_is_handed_in(by: User) -> None:
    token = uuid4()
    deliveries.submit(by=by, delivery=put(by, token=token).delivery, at=NOW)
    with pytest.raises(deliveries.NotNow, match="redan inskickad"):
        put(by, token=token, period="2023")
    assert DeliveryRow.objects.count() == 1


def test_key_of_another_organisation_is_refused(by: User) -> None:
    foreign = delivery(row(territory="20"), at="region-dalarna")
    with pytest.raises(deliveries.NotNow, match="för gammal"):
        put(by, token=foreign.token)
    with pytest.raises(deliveries.NotNow, match="annan organisation"):
        put(by, delivery=foreign)


def test_refused_row_is_not_stored(by: User) -> None:
    with pytest.raises(drafts.RowRefused, match="inte ett tal"):
        put(by, value="x")
    assert not Delivery.objects.exists()


def test_other_value_for_the_same_cell_is_refused(by: User) -> None:
    first = put(by)
    with pytest.raises(drafts.CellTaken):
        put(by, delivery=first.delivery, value="3,2")


def test_row_left_outside_gives_way(by: User) -> None:
    first = put(by)
    deliveries.leave_out(by=by, row=first, at=NOW, reason="Fel")
    again = put(by, delivery=first.delivery, value="3,2")
    assert [one.pk for one in first.delivery.rows.all()] == [again.pk]


def test_stale_cell_carries_what_is_published_and_writes_nothing(by: User) -> None:
    publish(by, "3,0")
    before = (Delivery.objects.count(), DeliveryRow.objects.count())
    with pytest.raises(drafts.StaleCell) as stale:
        put(by, value="3,1", base=0)
    assert stale.value.published == Observation.objects.get()
    assert (Delivery.objects.count(), DeliveryRow.objects.count()) == before


def test_correction_and_withdrawal_say_so_in_the_title(by: User) -> None:
    publish(by, "3,0")
    assert put(by, value="3,1", base=1).delivery.title == "Rättat: Anställda i IT-yrken, Gävleborg, 2024"
    taken = put(by, value="", missing="withdrawn", base=1)
    assert taken.delivery.title == "Draget tillbaka: Anställda i IT-yrken, Gävleborg, 2024"


def test_row_is_mended_in_its_line_once(by: User) -> None:
    first = put(by)
    put(by, delivery=first.delivery, period="2023")
    mended = put(by, delivery=first.delivery, value="3,2", instead_of=first.pk)
    assert mended.line == 1
    with pytest.raises(drafts.RowGone):
        put(by, delivery=first.delivery, value="3,3", period="2022", instead_of=first.pk)


def test_settling_moves_the_row_to_what_is_published(by: User) -> None:
    mine = put(by, value="3,1")
    publish(by, "3,0")
    deliveries.settle(by=by, row=mine, at=NOW, reason="Nyare underlag", keep_row=True)
    mine.refresh_from_db()
    assert (mine.base_revision, mine.kind) == (1, "changed")
    assert mine.problems.get().severity == "warning"
    assert LedgerEntry.objects.filter(kind="figures").count() == 1


def test_settling_owes_a_reason(by: User) -> None:
    with pytest.raises(deliveries.ReasonNeeded):
        deliveries.settle(by=by, row=put(by), at=NOW, reason=" ", keep_row=False)


def test_draft_that_was_returned_is_neither_emptied_nor_thrown_away(by: User) -> None:
    made = put(by)
    deliveries.submit(by=by, delivery=made.delivery, at=NOW)
    deliveries.send_back(by=person(Role.APPROVER), delivery=made.delivery, at=NOW, reason="x")
    with pytest.raises(deliveries.NotNow):
        drafts.take_away(by=by, row=made, at=NOW)
    with pytest.raises(deliveries.NotNow):
        drafts.discard(by=by, delivery=made.delivery, at=NOW)
    assert DeliveryRow.objects.count() == 1


def test_draft_is_thrown_away_with_its_rows(by: User) -> None:
    made = put(by)
    drafts.take_away(by=by, row=made, at=NOW)
    drafts.discard(by=by, delivery=made.delivery, at=NOW)
    assert not Delivery.objects.exists()
