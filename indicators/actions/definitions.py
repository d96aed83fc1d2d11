"""Define indicators, place them in strategies and set targets: each a new version under a ledger entry."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.actions import ledger
from indicators.models import IndicatorVersion, LedgerEntry, Organisation, PlacementVersion, TargetVersion
from indicators.models.canonical import lines_of
from indicators.permissions import Act, require, writable_codes
from portal.models import User

Version = IndicatorVersion | PlacementVersion | TargetVersion
#: The organisation that answers for national definitions, placements and targets.
KEEPER = "framsteg"


def require_own(versions: Sequence[Version], organisation: Organisation) -> None:
    """Raise PermissionDenied unless every version is the organisation's to change.

    The keeper changes what is national. A region changes its own indicators, and sets targets within its territory.
    """
    codes = frozenset() if organisation.slug == KEEPER else writable_codes(organisation) or frozenset()
    for version in versions:
        if isinstance(version, TargetVersion):
            own = organisation.slug == KEEPER or version.target.territory.code in codes
        else:
            one = version.indicator if isinstance(version, IndicatorVersion) else version.placement.indicator
            owner = one.organisation_id
            own = owner == organisation.pk or (owner is None and organisation.slug == KEEPER)
        if not own:
            raise PermissionDenied(_("Det här hör till någon annan än %(name)s.") % {"name": organisation.name})


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
    require_own(versions, organisation)
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
