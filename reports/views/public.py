"""Published reports for everyone: the list, an edition as a page, its PDF and its frozen content."""

from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from portal.freshness import public_page
from reports import store
from reports.models import Edition, EditionQuerySet


def published() -> EditionQuerySet:
    """The editions that anyone may read, with what their pages show. One query."""
    editions = Edition.objects.published()
    return editions.select_related("report__organisation", "report__territory", "publication__entry")


def published_or_404(slug: str, number: int) -> Edition:
    edition = published().filter(report__slug=slug, publication__number=number).first()
    if edition is None:
        raise Http404
    return edition


def download(edition: Edition, sha256: str, kind: str, name: str) -> HttpResponse:
    """Return an edition's stored bytes under a name to save them by; their checksum is verified as they are read."""
    data = store.get(sha256)
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Length": str(len(data)),
        "ETag": f'"{sha256}"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(data, content_type=kind, headers=headers)


def content_name(edition: Edition) -> str:
    return f"{edition.report.slug}-{edition.number}.json"


@public_page()
def reports(request: HttpRequest) -> HttpResponse:
    """Every published edition, the newest of each report first."""
    editions = published().order_by("report__title_sv", "-number")
    return render(request, "reports/index.html", {"editions": list(editions)})


@public_page()
def edition(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One edition, shown with the very bytes that were published."""
    shown = published_or_404(slug, number)
    others = Edition.objects.published().filter(report=shown.report_id)
    context = {
        "edition": shown,
        "publication": shown.publication,
        "article": mark_safe(store.get(shown.publication.html_sha256).decode()),  # noqa: S308 - rendered by us, verified by its sum
        "newest": others.aggregate(newest=Max("number"))["newest"],
    }
    return render(request, "reports/edition.html", context)


@public_page()
def pdf(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    shown = published_or_404(slug, number)
    return download(shown, shown.publication.pdf_sha256, "application/pdf", shown.file_name)


@public_page()
def content(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    shown = published_or_404(slug, number)
    return download(shown, shown.publication.content_sha256, "application/json", content_name(shown))
