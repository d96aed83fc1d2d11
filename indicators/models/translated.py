"""Read a text that is stored in two columns, `<name>_sv` and `<name>_en`, in the language of the page."""

from django.utils.translation import get_language


class translated:  # used like `property`, and named like it
    """The English text on English pages when there is one, else the Swedish."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, row: object, model: type | None = None) -> str:
        if get_language() == "en" and (english := getattr(row, f"{self.name}_en")):
            return str(english)
        return str(getattr(row, f"{self.name}_sv"))
