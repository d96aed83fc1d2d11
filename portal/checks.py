"""Refuse to start with what would break quietly: fonts that reports need, a missing home region."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

FONTS = ("framsteg-sans-regular.woff2", "framsteg-sans-semibold.woff2")


@register()
def fonts(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Pages fall back to the reader's fonts, but a report without its own would lose characters."""
    folder = Path(settings.BASE_DIR) / "static" / "fonts"
    return [
        Error(f"The font {name} is missing from {folder}.", id="portal.E001")
        for name in FONTS
        if not (folder / name).exists()
    ]


@register(deploy=True)
def site_url(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Reports carry the address at which they can be checked."""
    if settings.SITE_URL.startswith("https://"):
        return []
    return [Warning("SITE_URL is not an https address: reports and canonical links need it.", id="portal.W001")]
