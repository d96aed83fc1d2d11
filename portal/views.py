"""The site's own pages: about, method, accessibility, privacy, gallery, health, and what went wrong."""

from dataclasses import asdict, dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template import loader

from indicators.eurostat import CLEAR_TREND, MODERATE, ON_TRACK
from indicators.models import LedgerEntry, Organisation, Strategy
from indicators.progress import NEEDED
from indicators.standings import ENOUGH
from indicators.views.public.asked import Absent
from indicators.wording import number, plain
from portal.freshness import public_page


@public_page()
def about(request: HttpRequest) -> HttpResponse:
    region = Organisation.objects.filter(kind=Organisation.Kind.REGION, territory__code=settings.HOME_REGION).first()
    strategy = Strategy.objects.filter(slug=settings.DEFAULT_STRATEGY).first()
    return render(request, "portal/about.html", {"region": region, "strategy": strategy})


@public_page()
def method(request: HttpRequest) -> HttpResponse:
    context = {
        "needed": NEEDED,
        "enough": ENOUGH,
        "on_track": number(ON_TRACK, 2),
        "moderate": number(MODERATE, 2),
        "clear_trend": plain(CLEAR_TREND),
        "latest": LedgerEntry.objects.order_by("-number").first(),
    }
    return render(request, "portal/method.html", context)


@public_page()
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/accessibility.html")


@public_page()
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/privacy.html")


class Sample(forms.Form):
    """One field of each kind, for the gallery."""

    text = forms.CharField(label="Text", help_text="En hjälptext.")
    choice = forms.ChoiceField(label="Val", choices=[("a", "Ett"), ("b", "Två")], required=False)
    several = forms.ChoiceField(label="Ett av flera", choices=[("a", "Ett"), ("b", "Två")], widget=forms.RadioSelect)
    sure = forms.BooleanField(label="Ja, jag är säker", required=False)
    longer = forms.CharField(label="Längre text", widget=forms.Textarea(attrs={"rows": 3}), required=False)


@public_page()
def gallery(request: HttpRequest) -> HttpResponse:
    if settings.PRODUCTION:
        raise Http404
    context = {"form": Sample({"text": ""}), "page_obj": Paginator(range(100), 10).page(3)}
    return render(request, "gallery.html", context)


@dataclass(frozen=True, slots=True)
class Health:
    """What a monitor asks: does the process answer, the database, and are its tables those of this build?"""

    database: str = "ok"
    migrations: str = "ok"

    @property
    def is_well(self) -> bool:
        return self.database == self.migrations == "ok"


def examine() -> Health:
    """Ask the database, and compare its migrations with those of the code."""
    connection = connections[DEFAULT_DB_ALIAS]
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return Health(migrations="waiting")
    except DatabaseError:
        return Health(database="unreachable", migrations="unknown")
    return Health()


def health(request: HttpRequest) -> HttpResponse:
    found = examine()
    body = {"status": "ok" if found.is_well else "failing", "process": "ok", **asdict(found)}
    return JsonResponse(body, status=200 if found.is_well else 503, headers={"Cache-Control": "no-store"})


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Asks neither host nor database: what the request says of itself may be what is wrong with it."""
    return HttpResponse(loader.render_to_string("400.html"), status=400)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Tell what our own code said: every PermissionDenied here carries a sentence for the person."""
    return render(request, "403.html", {"sentence": str(exception or "")}, status=403)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Tell what our own code said about what was asked for; Django's words are for developers."""
    if isinstance(exception, Absent):
        return render(request, "portal/absent.html", {"sentence": str(exception)}, status=404)
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Touches neither database nor context: whatever broke may be broken still."""
    return HttpResponse(loader.render_to_string("500.html"), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "csrf_failure.html", status=403)
