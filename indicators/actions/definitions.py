"""Define indicators, place them in strategies and set targets: each a new version under a ledger entry."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from indicators.actions import ledger
from indicators.models import IndicatorVersion, LedgerEntry, Organisation, PlacementVersion, TargetVersion
from indicators.models.canonical import lines_of
from indicators.permissions import Act, require
from portal.models import User

Version = IndicatorVersion | PlacementVersion | TargetVersion


@transaction.atomic
def publish(
    versions: Sequence[Version],
    *,
    kind: LedgerEntry.Kind,
    what: str,
    by: User,
    organisation: Organisation,
    at: datetime,
    reason: str = "",
) -> LedgerEntry:
    """Make new versions public under one entry. Each takes the number after its identity's newest version.

    Raises PermissionDenied unless the person administers the organisation; ValidationError for a version that
    breaks a rule of its own.
    """
    seat = require(by, Act.ADMINISTER, organisation, timezone.localdate(at))
    for version in versions:
        identity = getattr(version, version.IDENTITY)
        version.version = type(version)._default_manager.filter(**{version.IDENTITY: identity}).count() + 1
        version.full_clean(exclude=["entry"])
    entry = ledger.append(
        kind=kind,
        organisation=organisation,
        what=what,
        lines=lines_of(versions),
        by=by,
        role=seat.role,
        reason=reason,
        at=at,
    )
    for version in versions:
        version.entry = entry
        version.save(force_insert=True)
    return entry
