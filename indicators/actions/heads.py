"""Compare the heads that pages read with the observations they are derived from, and rebuild them."""

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from indicators.models import Current, Observation

BATCH = 5000


def newest() -> "QuerySet[Observation]":
    """The newest revision of each figure, read from the observations alone."""
    later = Observation.objects.filter(
        series=OuterRef("series"), period=OuterRef("period"), revision__gt=OuterRef("revision")
    )
    return Observation.objects.filter(~Exists(later)).order_by("series_id", "period")


def differences() -> tuple[int, int]:
    """Return how many heads are lacking or point to an older revision, and how many point to nothing that is newest."""
    true = newest()
    heads = Current.objects.all()
    return (
        true.filter(~Exists(heads.filter(observation=OuterRef("pk")))).count(),
        heads.filter(~Exists(true.filter(pk=OuterRef("observation_id")))).count(),
    )


@transaction.atomic
def rebuild() -> int:
    """Make the heads anew from the observations; return how many there are."""
    Current.objects.all().delete()
    made = 0
    batch: list[Current] = []
    for series, period, observation in newest().values_list("series_id", "period", "pk").iterator(BATCH):
        batch.append(Current(series_id=series, period=period, observation_id=observation))
        if len(batch) == BATCH:
            made += len(Current.objects.bulk_create(batch))
            batch = []
    return made + len(Current.objects.bulk_create(batch))
