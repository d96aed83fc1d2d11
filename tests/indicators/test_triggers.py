"""The database itself refuses to change or remove what is public."""

import pytest
from django.apps import apps
from django.core.checks import Tags, run_checks
from django.db import DatabaseError, connection, migrations, models
from django.db.migrations.state import ProjectState

from indicators import triggers
from indicators.models import IndicatorVersion, LedgerEntry, Observation, Strategy
from tests.factories import source_figures, years

pytestmark = pytest.mark.django_db


@pytest.fixture
def figure() -> Observation:
    source_figures(years({2024: "3.004"}))
    return Observation.objects.get()


def test_update_refused_on_observation(figure: Observation) -> None:
    with pytest.raises(DatabaseError, match="append-only"):
        Observation.objects.filter(pk=figure.pk).update(value=4)


def test_delete_refused_on_observation(figure: Observation) -> None:
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM indicators_observation WHERE id = %s", [figure.pk])


@pytest.mark.parametrize("model", [LedgerEntry, IndicatorVersion, Strategy])
def test_update_refused_on_every_public_table(model: type[models.Model]) -> None:
    column = model._meta.pk.column
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute(f'UPDATE "{model._meta.db_table}" SET "{column}" = "{column}"')  # noqa: S608


def test_insert_or_replace_refused_on_sqlite(figure: Observation) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("INSERT OR REPLACE is SQLite's own")
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute("INSERT OR REPLACE INTO indicators_observation SELECT * FROM indicators_observation")


def test_truncate_refused_on_postgresql(figure: Observation) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("TRUNCATE is PostgreSQL's own")
    connection.check_constraints()  # PostgreSQL truncates no table that still has foreign keys to check
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute("TRUNCATE indicators_observation CASCADE")


def test_check_tells_when_triggers_are_lacking() -> None:
    assert run_checks(tags=[Tags.database], databases=["default"]) == []
    triggers.remove(connection)
    try:
        (error,) = run_checks(tags=[Tags.database], databases=["default"])
        assert error.id == "indicators.E001"
        assert "indicators_observation" in error.msg
    finally:
        triggers.install(connection)
    assert triggers.lacking(connection) == set()


@pytest.mark.django_db(transaction=True)
def test_triggers_come_back_after_a_migration_that_rebuilds_the_table() -> None:
    source_figures(years({2024: "3.004"}))
    before = list(Observation.objects.values())
    state = ProjectState.from_apps(apps)
    changed = state.clone()
    longer = models.CharField(max_length=1001, blank=True)
    operation = migrations.AlterField("observation", "note", longer)
    operation.state_forwards("indicators", changed)
    with connection.schema_editor() as editor:
        operation.database_forwards("indicators", editor, state, changed)
    if connection.vendor == "sqlite":
        assert triggers.lacking(connection), "SQLite drops a rebuilt table's triggers: that is what this test is for"
    triggers.install(connection)
    assert triggers.lacking(connection) == set()
    assert list(Observation.objects.values()) == before
    with pytest.raises(DatabaseError, match="append-only"):
        Observation.objects.update(value=4)
    with connection.schema_editor() as editor:
        migrations.AlterField("observation", "note", Observation._meta.get_field("note")).database_forwards(
            "indicators", editor, changed, state
        )
