"""Time one load of the demo's files and the database's own bulk insert of the same rows, in a process of its own."""

import json
import sys
import time
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from indicators.actions import reference
from indicators.models import Observation
from portal.management.commands.load_demo import FOLDER, Command

#: What to run, since Django must be set up before this module's models are imported.
START = (sys.executable, "-c", "import django; django.setup(); from bench.loading import main; main()")


def main() -> None:
    """Print a JSON object: how many rows, and the seconds that each way took."""
    call_command("migrate", interactive=False, verbosity=0)
    reference.load(at=timezone.now())
    manifest = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))
    command = Command()
    began = time.perf_counter()
    accepted = [command.deliver(item) for item in manifest]
    loading = time.perf_counter() - began
    rows = sum(delivery.rows.count() for delivery in accepted if delivery)
    figures = list(Observation.objects.values_list())
    json.dump({"rows": rows, "figures": len(figures), "loading": loading, "peer": peer(figures)}, sys.stdout)


def peer(figures: list[tuple[Any, ...]]) -> float:
    """Insert the same figures into a bare table of the same columns, the fastest way the database has; seconds."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE bare AS SELECT * FROM {Observation._meta.db_table} WHERE 1 = 0")  # noqa: S608
    began = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.cursor.copy("COPY bare FROM STDIN") as copy:
                for figure in figures:
                    copy.write_row(figure)
        else:
            marks = ", ".join(["?"] * len(figures[0]))
            cursor.cursor.connection.executemany(f"INSERT INTO bare VALUES ({marks})", figures)  # noqa: S608
    return time.perf_counter() - began
