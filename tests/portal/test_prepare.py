"""What every start does before it serves, and what it says when the disk or the database fails."""

import errno
import os
from pathlib import Path

import pytest
from django.db.utils import OperationalError
from pytest_django.fixtures import Settings

from portal.management.commands import prepare


@pytest.fixture
def site(tmp_path: Path, settings: Settings) -> Path:
    """A site with one style sheet of its own and none of any package."""
    source = tmp_path / "static"
    source.mkdir()
    (source / "a.css").write_text("p{margin:0}")
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = str(tmp_path / "collected")
    return tmp_path


def test_collect_static_runs_once_for_the_same_files(site: Path) -> None:
    prepare.collect_static()
    collected = site / "collected" / "a.css"
    assert collected.read_text() == "p{margin:0}"
    collected.unlink()
    prepare.collect_static()
    assert not collected.exists(), "it ran again though no file had changed"


def test_collect_static_runs_again_when_a_file_has_changed(site: Path) -> None:
    prepare.collect_static()
    (site / "static" / "a.css").write_text("p{margin:1px}")
    prepare.collect_static()
    assert (site / "collected" / "a.css").read_text() == "p{margin:1px}"


@pytest.mark.parametrize(
    ("error", "begins"),
    [
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), "The disk is full"),
        (OperationalError("database or disk is full"), "The disk is full"),
        (OperationalError("attempt to write a readonly database"), "The site may not write"),
        (OperationalError("unable to open database file"), "The site may not write"),
        (PermissionError(errno.EACCES, "Permission denied", "var/static"), "The site may not write"),
        (OperationalError("connection refused\n"), "The database does not answer (connection refused)."),
        (OSError(errno.EIO, "Input/output error"), "[Errno 5]"),
    ],
)
def test_sentence_says_what_to_mend(error: Exception, begins: str) -> None:
    assert prepare.sentence(error).startswith(begins)
