"""What every template may know: the site's name and region, the page's addresses, and the data version."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.functional import SimpleLazyObject

from indicators.models import Organisation
from portal.freshness import memo


def home_organisation() -> str:
    """Return the name of the organisation that this site is the home of; "" before the reference data is loaded."""
    homes = Organisation.objects.filter(kind=Organisation.Kind.REGION, territory__code=settings.HOME_REGION)
    return homes.values_list("name", flat=True).first() or ""


def site(request: HttpRequest) -> dict[str, Any]:
    """Touches neither session nor user: public pages have none."""
    base = settings.SITE_URL or f"{request.scheme}://{request.get_host()}"
    asked = request.get_full_path() if hasattr(request, "query") else request.path
    version = getattr(request, "data_version", None) or memo.get()
    return {
        "mode": settings.MODE,
        "page": {
            "path": request.path,
            "region": SimpleLazyObject(home_organisation),
            "base": base,
            "canonical": base + asked,
            "alternate_sv": base + translate_url(asked, "sv"),
            "alternate_en": base + translate_url(asked, "en"),
            "as_of": getattr(request, "query", {}).get("liggare"),
        },
        "data_version": version,
    }
