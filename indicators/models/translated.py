"""Read a text that is stored in two columns, `<name>_sv` and `<name>_en`, in the language of the page."""

from typing import Any

from django.utils.translation import get_language


def translated(name: str) -> Any:
    """Return a property: the English text on English pages when there is one, else the Swedish."""

    def text(self: object) -> str:
        if get_language() == "en" and (english := getattr(self, f"{name}_en")):
            return str(english)
        return str(getattr(self, f"{name}_sv"))

    return property(text)
