"""Bring the database, its reference data and the static files up to this version of the code."""

import errno
import filecmp
import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db.utils import OperationalError


class Command(BaseCommand):
    """Each step does nothing when there is nothing to do, so that every start can run them all."""

    help = __doc__

    def handle(self, *args: object, **options: object) -> None:
        try:
            if settings.RUN_MIGRATIONS_ON_START:
                call_command("migrate", interactive=False, verbosity=0)
                call_command("createcachetable", verbosity=0)
                call_command("load_reference")
                if not settings.PRODUCTION:
                    call_command("load_demo")
            collect_static()
        except (OSError, OperationalError) as error:
            raise CommandError(sentence(error)) from error


def collect_static() -> None:
    """Run collectstatic, unless the last run saw the very same files: hashing and compressing them takes seconds."""
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    seen = static_digest()
    if stamp.is_file() and stamp.read_text(encoding="ascii") == seen:
        return
    for source, target in static_files():
        # collectstatic goes by time, and takes a file put back from an older release for an old one.
        if target.is_file() and not filecmp.cmp(source, target, shallow=False):
            target.unlink()
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(seen, encoding="ascii")


def static_digest() -> str:
    """Return a digest of the name, size and time of every static file, in the site and in the packages under it."""
    digest = hashlib.sha256()
    for source, _ in static_files():
        status = source.stat()
        digest.update(f"{source}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def static_files() -> Iterator[tuple[Path, Path]]:
    """Yield where each static file is, and where collectstatic puts it."""
    for finder in get_finders():
        for name, storage in finder.list([]):
            yield Path(storage.path(name)), Path(settings.STATIC_ROOT) / name


def sentence(error: Exception) -> str:
    """Say what a failing disk or database means for the person who started the site."""
    said = str(error)
    if "disk is full" in said or "No space left" in said or getattr(error, "errno", None) == errno.ENOSPC:
        return f"The disk is full ({said}). What was stored before stands; make room and start again."
    if isinstance(error, PermissionError) or "readonly database" in said or "unable to open database" in said:
        return f"The site may not write where it keeps its data ({said}). Mend the owner or the rights of that folder."
    if isinstance(error, OperationalError):
        return f"The database does not answer ({said.strip()}). Is DATABASE_URL right, and is the database running?"
    return said
