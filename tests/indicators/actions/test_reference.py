"""The shipped reference data: loaded once, differences published as new versions, provable."""

import json
import shutil
from pathlib import Path

import pytest

from indicators.actions import reference
from indicators.actions.verification import verify
from indicators.models import (
    FocusArea,
    IndicatorVersion,
    LedgerEntry,
    PlacementVersion,
    Strategy,
    TargetVersion,
    Territory,
)
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def test_reference_data_is_loaded_whole() -> None:
    assert Strategy.objects.count() == 4
    assert list(FocusArea.objects.filter(strategy__slug="strategi-2017").values_list("key", flat=True)) == [
        "led",
        "try",
        "kom",
        "inf",
        "inn",
    ]
    counts = {level: Territory.objects.filter(level=level).count() for level in ("nuts1", "nuts2", "region", "kommun")}
    assert counts == {"nuts1": 3, "nuts2": 8, "region": 21, "kommun": 290}
    assert IndicatorVersion.objects.as_of(None).filter(priority="core").count() == 24
    assert PlacementVersion.objects.filter(headline=True, placement__area__strategy__slug="strategi-2017").count() == 5
    assert list(verify()) == []


def test_second_load_changes_nothing() -> None:
    before = LedgerEntry.objects.count()
    assert reference.load(at=NOW) == []
    assert LedgerEntry.objects.count() == before


def test_changed_definition_becomes_a_new_version(tmp_path: Path) -> None:
    folder = tmp_path / "reference"
    shutil.copytree(reference.FOLDER, folder)
    rows = json.loads((folder / "indicators.json").read_text(encoding="utf-8"))
    changed = next(row for row in rows if row["code"] == "KOM02")
    changed["definition_sv"] += " Ändrad."
    (folder / "indicators.json").write_text(json.dumps(rows), encoding="utf-8")
    before = LedgerEntry.objects.latest("number").number
    (entry,) = reference.load(at=NOW, folder=folder)
    assert (entry.number, entry.rows, entry.kind) == (before + 1, 1, LedgerEntry.Kind.DEFINITION)
    versions = IndicatorVersion.objects.filter(indicator__code="KOM02")
    assert [version.version for version in versions.order_by("version")] == [1, 2]
    assert versions.as_of(None).get().definition_sv.endswith("Ändrad.")
    assert not versions.as_of(before).get().definition_sv.endswith("Ändrad.")
    assert list(verify()) == []


def test_targets_tell_which_is_in_force() -> None:
    inforce = TargetVersion.objects.as_of(None).filter(
        target__indicator__code="INF04", target__territory__code="21", active=True
    )
    assert [(str(version.goal), version.goal_period) for version in inforce] == [("95.00000000", "2020")]


def test_nobody_can_sign_in_as_the_loader() -> None:
    assert not reference.loader().has_usable_password()


def test_every_kommun_lies_in_its_lan_and_every_lan_in_its_riksomrade() -> None:
    for kommun in Territory.objects.filter(level="kommun").select_related("parent"):
        assert kommun.parent is not None
        assert kommun.parent.code == kommun.code[:2]
    for lan in Territory.objects.filter(level="region").select_related("parent"):
        assert lan.parent is not None
        assert lan.parent.level == "nuts2"
