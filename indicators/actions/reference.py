"""Load the reference data that ships with the site: places, organisations, strategies, indicators, targets."""

import csv
import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from indicators.actions import ledger
from indicators.actions.definitions import KEEPER, publish
from indicators.models import (
    Breakdown,
    BreakdownMember,
    Crosswalk,
    FocusArea,
    Goal,
    Indicator,
    IndicatorVersion,
    LedgerEntry,
    Membership,
    Organisation,
    Placement,
    PlacementVersion,
    Role,
    Strategy,
    Target,
    TargetVersion,
    Territory,
    TerritoryCode,
)
from indicators.models.canonical import lines_of
from portal.models import User

FOLDER = settings.BASE_DIR / "fixtures" / "reference"
#: The account that loads what ships with the site.
LOADER = "inlasning@framsteg.invalid"


def loader() -> User:
    """Return the account that loads shipped data; nobody can sign in with it."""
    return User.objects.filter(email=LOADER).first() or User.objects.create_user(LOADER, name="Framsteg, inläsning")


def seat_loader(organisation: Organisation, roles: Iterable[Role], since: date) -> None:
    """Give the loading account its roles in an organisation."""
    for role in roles:
        Membership.objects.get_or_create(
            user=loader(), organisation=organisation, role=role, defaults={"valid_from": since}
        )


@transaction.atomic
def load(*, at: datetime, folder: Path = FOLDER) -> list[LedgerEntry]:
    """Bring the database up to the shipped reference data; what already stands is left alone. Returns new entries."""
    territories(folder)
    organisations(folder)
    keeper, _made = Organisation.objects.get_or_create(
        slug=KEEPER, defaults={"name": "Framsteg, grunddata", "kind": Organisation.Kind.SOURCE}
    )
    seat_loader(keeper, [Role.ADMINISTRATOR], timezone.localdate(at))
    breakdowns(folder)
    entries = [
        strategies(folder, keeper, at),
        definitions(folder, keeper, at),
        placements(folder, keeper, at),
        targets(folder, keeper, at),
    ]
    return [entry for entry in entries if entry is not None]


def _json(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_text(encoding="utf-8"))


def territories(folder: Path) -> None:
    """Make the places that are lacking, parents first, with their codes in each source's scheme."""
    known = dict(Territory.objects.values_list("code", "pk"))
    codes = []
    with (folder / "territories.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["code"] not in known]
    for row in rows:
        pairs = [pair.split("=", 1) for pair in row.pop("codes").split(";") if pair]
        parent = row.pop("parent")
        place = Territory(**{name: text or None for name, text in row.items()}, parent_id=known.get(parent))
        place.full_clean(exclude=["parent"], validate_unique=False, validate_constraints=False)
        place.save()
        known[place.code] = place.pk
        codes += [TerritoryCode(territory=place, scheme=scheme, code=code) for scheme, code in pairs]
    TerritoryCode.objects.bulk_create(codes)


def organisations(folder: Path) -> None:
    """Make the organisations that are lacking."""
    places = dict(Territory.objects.values_list("code", "pk"))
    known = set(Organisation.objects.values_list("slug", flat=True))
    Organisation.objects.bulk_create(
        Organisation(
            slug=row["slug"], name=row["name"], kind=row["kind"], territory_id=places.get(row.get("territory") or "")
        )
        for row in _json(folder, "organisations.json")
        if row["slug"] not in known
    )


def breakdowns(folder: Path) -> None:
    """Make the members of each axis that are lacking, and the total."""
    Breakdown.objects.get_or_create(key="total")
    known = set(BreakdownMember.objects.values_list("axis", "code"))
    BreakdownMember.objects.bulk_create(
        BreakdownMember(**row) for row in _json(folder, "breakdowns.json") if (row["axis"], row["code"]) not in known
    )


def strategies(folder: Path, keeper: Organisation, at: datetime) -> LedgerEntry | None:
    """Introduce the strategies that are lacking, with areas, goals and crosswalks, under one entry."""
    known = set(Strategy.objects.values_list("slug", flat=True))
    rows = [row for row in _json(folder, "strategies.json") if row["slug"] not in known]
    if not rows:
        return None
    made: list[Any] = []
    areas: dict[tuple[str, str], FocusArea] = {}
    for row in rows:
        names = {name: row.get(name) or "" for name in ("slug", "name_sv", "name_en", "short_sv", "short_en")}
        names |= {name: row.get(name) or "" for name in ("reference", "source_url", "note_sv", "note_en")}
        dates = {name: _day(row.get(name)) for name in ("decided_on", "valid_from", "valid_to")}
        strategy = Strategy(**names, **dates)
        made.append(strategy)
        for area_row in row["areas"]:
            area, goals = _area(strategy, area_row)
            areas[row["slug"], area.slug] = area
            made += [area, *goals]
    made += [
        Crosswalk(
            from_area=areas[tuple(row["from"])],
            to_area=areas[tuple(row["to"])],
            relation=row["relation"],
            note_sv=row.get("note_sv") or "",
            note_en=row.get("note_en") or "",
        )
        for row in _json(folder, "crosswalk.json")
        if tuple(row["from"]) in areas and tuple(row["to"]) in areas
    ]
    what = "Strategier, fokusområden och delmål införda"
    entry = ledger.append(
        kind=LedgerEntry.Kind.REFERENCE,
        organisation=keeper,
        what=what,
        lines=lines_of(made),
        by=loader(),
        role=Role.ADMINISTRATOR,
        reason="",
        at=at,
    )
    for item in made:
        if isinstance(item, Strategy | Crosswalk):
            item.entry = entry
        for field in ("strategy", "area", "from_area", "to_area"):  # they were unsaved when the line was made
            if hasattr(item, field):
                setattr(item, field, getattr(item, field))
        item.save()
    return entry


def _area(strategy: Strategy, row: dict[str, Any]) -> tuple[FocusArea, list[Goal]]:
    texts = {
        name: row.get(name) or "" for name in ("slug", "code", "key", "name_sv", "name_en", "alias_sv", "alias_en")
    }
    area = FocusArea(strategy=strategy, **texts, horizontal=bool(row.get("horizontal")), order=row["order"])
    wordings = [(Goal.Kind.GOAL, goal) for goal in row.get("goals", [])]
    wordings += [(Goal.Kind.SUB_AREA, part) for part in row.get("sub_areas", [])]
    goals = [
        Goal(
            area=area,
            kind=kind,
            text_sv=goal["text_sv"],
            text_en=goal.get("text_en") or "",
            source=goal.get("source") or "",
            order=order,
        )
        for order, (kind, goal) in enumerate(wordings, 1)
    ]
    return area, goals


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _decimal(value: Any) -> Decimal | None:
    return None if value is None or value == "" else Decimal(str(value))


_OWN = ("code", "slug", "placements", "prio", "unit", "release_month")
_NUMBERS = ("band_low", "band_high", "plausible_min", "plausible_max")


def definitions(folder: Path, keeper: Organisation, at: datetime) -> LedgerEntry | None:
    """Publish every definition that is new or differs from the one that stands."""
    current = {
        version.indicator.code: version for version in IndicatorVersion.objects.as_of(None).select_related("indicator")
    }
    changed: list[IndicatorVersion] = []
    for row in _json(folder, "indicators.json"):
        columns = {name: value for name, value in row.items() if name not in _OWN}
        columns |= {name: _decimal(columns.get(name)) for name in _NUMBERS}
        columns |= {"priority": row["prio"], "ended": row.get("ended") or "", "source_url": row.get("source_url") or ""}
        before = current.get(row["code"])
        if before and all(getattr(before, name) == value for name, value in columns.items()):
            continue
        indicator = before.indicator if before else Indicator.objects.create(code=row["code"], slug=row["slug"])
        changed.append(IndicatorVersion(indicator=indicator, **columns))
    return _published(changed, LedgerEntry.Kind.DEFINITION, "Definitioner av indikatorer", keeper, at)


def placements(folder: Path, keeper: Organisation, at: datetime) -> LedgerEntry | None:
    """Publish every placement of an indicator in a focus area that is new or differs."""
    areas = {(area.strategy.slug, area.slug): area for area in FocusArea.objects.select_related("strategy")}
    indicators = {indicator.code: indicator for indicator in Indicator.objects.all()}
    rows = PlacementVersion.objects.as_of(None).select_related("placement__indicator", "placement__area__strategy")
    current = {(row.placement.indicator_id, row.placement.area_id): row for row in rows}
    changed: list[PlacementVersion] = []
    for row in _json(folder, "indicators.json"):
        for place in row["placements"]:
            indicator, area = indicators[row["code"]], areas[place["strategy"], place["area"]]
            before = current.get((indicator.pk, area.pk))
            if before and (before.headline, before.order) == (place["headline"], place["order"]):
                continue
            placement = before.placement if before else Placement.objects.create(indicator=indicator, area=area)
            version = PlacementVersion(placement=placement, headline=place["headline"], order=place["order"])
            changed.append(version)
    return _published(changed, LedgerEntry.Kind.PLACEMENT, "Indikatorernas platser i strategierna", keeper, at)


def targets(folder: Path, keeper: Organisation, at: datetime) -> LedgerEntry | None:
    """Publish every target that is new."""
    indicators = {indicator.code: indicator for indicator in Indicator.objects.all()}
    places = {place.code: place for place in Territory.objects.all()}
    total = Breakdown.objects.get(key="total")
    known = set(Target.objects.values_list("slug", flat=True))
    changed: list[TargetVersion] = []
    for row in _json(folder, "targets.json"):
        slug = "-".join((row["indicator"], row["territory"], row["kind"], row["goal_period"] or "")).lower()
        if slug in known:
            continue
        target = Target.objects.create(
            slug=slug,
            indicator=indicators[row["indicator"]],
            territory=places[row["territory"]],
            breakdown=total,
            kind=row["kind"],
        )
        texts = ("programme_sv", "programme_en", "decision", "source_url", "note_sv", "note_en")
        changed.append(
            TargetVersion(
                target=target,
                baseline_period=row.get("baseline_period") or "",
                baseline=_decimal(row.get("baseline")),
                goal_period=row.get("goal_period") or "",
                goal=_decimal(row.get("goal")),
                goal_upper=_decimal(row.get("goal_upper")),
                active=row["current"],
                **{name: row.get(name) or "" for name in texts},
            )
        )
    return _published(changed, LedgerEntry.Kind.TARGET, "Mål för EU, Sverige och Gävleborg", keeper, at)


def _published(
    versions: Sequence[Any], kind: LedgerEntry.Kind, what: str, keeper: Organisation, at: datetime
) -> LedgerEntry | None:
    if not versions:
        return None
    return publish(versions, kind=kind, what=what, by=loader(), organisation=keeper, at=at)
