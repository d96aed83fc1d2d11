"""Make what tests need, with defaults: people, deliveries, figures. Made-up figures live only here and in load data."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from uuid import uuid4

from indicators.actions import deliveries, reference
from indicators.intake.numbers import Convention
from indicators.intake.rows import RawRow
from indicators.models import Delivery, LedgerEntry, Membership, Organisation, Role
from portal.models import User

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
PASSWORD = "ett-langt-losenord-for-prov"
_number = count(1)


def organisation(slug: str = "region-gavleborg") -> Organisation:
    return Organisation.objects.select_related("territory").get(slug=slug)


def person(*roles: Role, at: str = "region-gavleborg", email: str = "", **fields: Any) -> User:
    """A person with roles in an organisation."""
    user = User.objects.create_user(email or f"person{next(_number)}@example.org", PASSWORD, **fields)
    for role in roles:
        Membership.objects.create(user=user, organisation=organisation(at), role=role, valid_from=date(2026, 1, 1))
    return user


def row(line: int = 2, **fields: Any) -> RawRow:
    """A row that may be accepted as it is: IT occupations in Gävleborg."""
    return RawRow(**{"line": line, "indicator": "KOM02", "territory": "21", "period": "2024", "value": "3,0", **fields})


def delivery(
    *rows: RawRow,
    by: User | None = None,
    at: str = "region-gavleborg",
    origin: Delivery.Origin = Delivery.Origin.FORM,
    title: str = "Provleverans",
) -> Delivery:
    """A draft delivery."""
    return deliveries.create(
        by=by or person(Role.COORDINATOR, at=at),
        organisation=organisation(at),
        origin=origin,
        title=title,
        rows=rows or [row()],
        token=uuid4(),
        at=NOW,
    )


def source_figures(rows: Iterable[RawRow], *, source: str = "scb", title: str = "Källans värden") -> LedgerEntry:
    """Figures in the source's own voice, accepted by the account that loads shipped data."""
    owner = organisation(source)
    reference.seat_loader(owner, [Role.COORDINATOR, Role.APPROVER], date(2026, 1, 1))
    by = reference.loader()
    made = deliveries.create(
        by=by,
        organisation=owner,
        origin=Delivery.Origin.FILE,
        title=title,
        rows=rows,
        token=uuid4(),
        at=NOW,
        convention=Convention.POINT,
    )
    deliveries.submit(by=by, delivery=made, at=NOW)
    return deliveries.accept(by=by, delivery=made, at=NOW, reason="Inläsning i prov")


def years(values: dict[int, str], *, indicator: str = "KOM02", territory: str = "21", **fields: Any) -> list[RawRow]:
    """One row a year."""
    return [
        row(line, indicator=indicator, territory=territory, period=str(year), value=value, **fields)
        for line, (year, value) in enumerate(values.items(), 2)
    ]
