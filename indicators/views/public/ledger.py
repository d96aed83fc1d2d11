"""The ledger for readers: every public change in pages, and one of them with its rows."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from indicators.forms.queries import LedgerQuery
from indicators.models import IndicatorVersion
from indicators.periods import PeriodKind
from indicators.views.public.changelog import contents, entry_of, page_of
from portal.freshness import public_page


@public_page(query=LedgerQuery)
def ledger(request: HttpRequest) -> HttpResponse:
    query = getattr(request, "query", {})
    context = {
        "entries": page_of(query["slag"], query["sida"] or 1),
        "form": LedgerQuery(initial={"slag": query["slag"]}),
        "csv": reverse("ledger-csv"),
    }
    return render(request, "indicators/ledger.html", context)


@public_page()
def ledger_entry(request: HttpRequest, number: int) -> HttpResponse:
    entry = entry_of(number)
    versions = IndicatorVersion.objects.as_of(None).select_related("indicator")
    names = {one.indicator_id: (one.name, one.indicator.slug, PeriodKind(one.period_kind)) for one in versions}
    context = {
        "entry": entry,
        "contents": contents(entry, names),
        "release": entry.delivery.release if hasattr(entry, "delivery") else None,
        "previous": number - 1 if number > 1 else None,
        "stood": f"{reverse('home')}?liggare={number}",
    }
    return render(request, "indicators/ledger_entry.html", context)
