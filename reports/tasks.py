"""Render an edition at once, in the caller's own process: what commands do instead of waiting for a worker."""

from reports.jobs import perform, reap, render_edition, ring
from reports.models import Edition

__all__ = ["perform", "reap", "render_edition", "ring", "run"]


def run(edition: Edition) -> bool:
    """Do the edition's job now; True if this call did it, False if it was done, held or did not succeed."""
    return perform(edition.job.pk)
