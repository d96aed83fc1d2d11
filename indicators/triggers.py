"""Keep public tables append-only in the database itself, on SQLite and PostgreSQL alike."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from indicators.models import LedgerEntry, SourceRelease
from indicators.models.canonical import public_models

FUNCTION = "framsteg_append_only"


def tables() -> list[str]:
    """The tables that may only grow: the ledger's own, those of every row it answers for, and where they came from."""
    public: list[type[Model]] = [LedgerEntry, SourceRelease, *public_models()]
    return sorted(model._meta.db_table for model in public)


def _names(table: str, vendor: str) -> dict[str, str]:
    """Map a trigger's name to the SQL that makes it."""
    quoted = f'"{table}"'
    if vendor == "sqlite":
        refuse = f"BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
        return {
            f"append_only_{table}_{verb.lower()}": f"BEFORE {verb} ON {quoted} {refuse}"
            for verb in ("UPDATE", "DELETE")
        }
    return {
        f"append_only_{table}": f"BEFORE UPDATE OR DELETE OR TRUNCATE ON {quoted} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {FUNCTION}()"
    }


def installed(connection: BaseDatabaseWrapper) -> set[str]:
    """Return the names of our triggers that the database has now."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')")
        return {name for (name,) in cursor.fetchall() if name.startswith("append_only_")}


def lacking(connection: BaseDatabaseWrapper) -> set[str]:
    """Return the names of triggers that should be there and are not."""
    present = set(connection.introspection.table_names())
    wanted = {name for table in tables() if table in present for name in _names(table, connection.vendor)}
    return wanted - installed(connection)


def install(connection: BaseDatabaseWrapper) -> None:
    """Make every trigger that is lacking; run after each migration, since SQLite drops them with a rebuilt table."""
    absent = lacking(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and absent:
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME "
                "USING ERRCODE = 'integrity_constraint_violation'; END $$"
            )
        for table in tables():
            for name, body in _names(table, connection.vendor).items():
                if name in absent:
                    cursor.execute(f'CREATE TRIGGER "{name}" {body}')


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take every trigger away. Only tests do this, to clear the tables between them."""
    present = installed(connection)
    with connection.cursor() as cursor:
        for table in tables():
            for name in _names(table, connection.vendor):
                if name in present:
                    on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
                    cursor.execute(f'DROP TRIGGER "{name}"{on}')


@contextmanager
def removed(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Take the triggers away for a block and put them back."""
    remove(connection)
    try:
        yield
    finally:
        install(connection)
