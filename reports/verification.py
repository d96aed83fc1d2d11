"""Hold published editions against what their ledger entries sealed, down to the bytes in the storage."""

from collections.abc import Iterator

from indicators.actions.verification import Fault
from reports import store
from reports.models import Edition, Publication

SEALED = ("number", "as_of", "content_sha256", "html_sha256", "pdf_sha256")


def verify_editions() -> Iterator[Fault]:
    """Walk the publications; one edition's files are in memory at a time."""
    for publication in Publication.objects.select_related("edition").order_by("entry").iterator(50):
        edition = publication.edition
        if edition.state != Edition.State.PUBLISHED:
            yield Fault(publication.entry_id, f"the edition it published is marked {edition.state}")
        for name in SEALED:
            if getattr(edition, name) != getattr(publication, name):
                yield Fault(publication.entry_id, f"the edition's {name} is not what it sealed")
        for sha256 in (publication.content_sha256, publication.html_sha256, publication.pdf_sha256):
            try:
                store.get(sha256)
            except store.Damaged:
                yield Fault(publication.entry_id, f"the file {sha256[:12]} of its edition is lacking or damaged")
