"""The form for one figure: it shapes text into a row; the rule book alone judges it."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy

from indicators.forms.choices import (
    KeptSelect,
    breakdown_choices,
    indicator_choices,
    missing_choices,
    territory_choices,
)
from indicators.intake.rows import RawRow
from indicators.intake.validate import Reading, RuleBook, validate
from indicators.models import Problem, YearBasis

MARKS = [
    ("p", gettext_lazy("Preliminärt")),
    ("e", gettext_lazy("Uppskattat")),
    ("b", gettext_lazy("Brott i serien: här börjar en ny")),
    ("u", gettext_lazy("Låg tillförlitlighet")),
]
#: What a person types about one figure; the names are those of RawRow, and of the rule book's faults.
CELL = ("indicator", "territory", "breakdown", "period")
TYPED = ("value", "missing", "lower", "upper", "note")


def number_input() -> forms.TextInput:
    return forms.TextInput(attrs={"class": "w12", "inputmode": "decimal", "autocomplete": "off"})


class FigureForm(forms.Form):
    """One figure: what it is about, the value or why there is none, and where it comes from."""

    indicator = forms.CharField(label=gettext_lazy("Indikator"), required=False, widget=KeptSelect)
    territory = forms.CharField(label=gettext_lazy("Område"), required=False, widget=KeptSelect)
    breakdown = forms.CharField(label=gettext_lazy("Indelning"), required=False, widget=KeptSelect)
    period = forms.CharField(
        label=gettext_lazy("Period"),
        required=False,
        widget=forms.TextInput(attrs={"class": "w12", "autocomplete": "off"}),
    )
    value = forms.CharField(label=gettext_lazy("Värde"), required=False, widget=number_input())
    missing = forms.CharField(label=gettext_lazy("Varför värdet saknas"), required=False, widget=KeptSelect)
    flags = forms.MultipleChoiceField(
        label=gettext_lazy("Märkning"), required=False, choices=MARKS, widget=forms.CheckboxSelectMultiple
    )
    year_basis = forms.CharField(
        label=gettext_lazy("Perioden är"), required=False, initial=YearBasis.STATED.value, widget=KeptSelect
    )
    lower = forms.CharField(label=gettext_lazy("Undre gräns"), required=False, widget=number_input())
    upper = forms.CharField(label=gettext_lazy("Övre gräns"), required=False, widget=number_input())
    source = forms.CharField(
        label=gettext_lazy("Källa"),
        required=False,
        help_text=gettext_lazy("Adress eller hänvisning, så att andra kan kontrollera värdet."),
    )
    note = forms.CharField(
        label=gettext_lazy("Anteckning"),
        required=False,
        help_text=gettext_lazy("Läses av alla när värdet är publicerat."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    token = forms.CharField(required=False, widget=forms.HiddenInput)
    base = forms.CharField(required=False, widget=forms.HiddenInput)
    delivery = forms.CharField(required=False, widget=forms.HiddenInput)
    row = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, book: RuleBook, before: RawRow | None = None, **kwargs: Any) -> None:
        """`before` is the row that is mended: what the form does not show of it is kept."""
        super().__init__(*args, **kwargs)
        self.book, self.before = book, before
        self.reading: Reading | None = None
        lists = {
            "indicator": indicator_choices(book),
            "territory": territory_choices(book),
            "breakdown": breakdown_choices(),
            "missing": missing_choices(),
            "year_basis": [(one.value, str(one.label).capitalize()) for one in YearBasis],
        }
        for name, choices in lists.items():
            widget = self.fields[name].widget
            if isinstance(widget, KeptSelect):
                widget.choices = choices

    def clean(self) -> dict[str, Any]:
        self.reading, faults = validate(self.raw(), self.book)
        for fault in faults:
            if fault.severity == Problem.Severity.ERROR:
                self.add_error(fault.field if fault.field in self.fields else None, fault.sentence)
        return self.cleaned_data

    def raw(self) -> RawRow:
        """Return what was typed as a row, as every other door makes it."""
        typed: dict[str, Any] = {name: str(self.cleaned_data.get(name) or "") for name in (*CELL, *TYPED, "source")}
        typed["flags"] = "".join(self.cleaned_data.get("flags") or [])
        typed["year_basis"] = str(self.cleaned_data.get("year_basis") or YearBasis.STATED.value)
        typed["breakdown"] = typed["breakdown"] or "total"
        start = self.before or RawRow(line=1, indicator="", territory="", period="")
        return replace(start, **typed)

    def text(self, name: str) -> str:
        """Return what stands in a field now, sent or suggested, without judging it."""
        return str(self[name].value() or "").strip()

    @property
    def blank(self) -> bool:
        """Whether nothing of a figure has been typed."""
        return not any(self.text(name) for name in TYPED)

    @property
    def unique(self) -> UUID:
        """Return the one-time key that was sent; a new one if it is lacking or spoiled."""
        try:
            return UUID(self.text("token"))
        except ValueError:
            return uuid4()

    @property
    def number_of_delivery(self) -> int | None:
        return whole(self.text("delivery"))

    @property
    def number_of_row(self) -> int | None:
        return whole(self.text("row"))


def whole(text: str) -> int | None:
    """Return the number that a hidden field carries; None for anything that cannot be one of ours."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None
