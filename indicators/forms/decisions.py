"""The forms of decisions: why something is accepted, returned, left out, corrected or taken back."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.forms.work import MARKS, number_input
from indicators.models import Missing


def reason_field(**kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Skäl"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        **kwargs,
    )


class ReasonForm(forms.Form):
    """Why. `needed` says whether one may leave it empty."""

    reason = reason_field()

    def __init__(self, *args: Any, needed: bool = True, hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needed = needed
        self.fields["reason"].help_text = hint

    def clean_reason(self) -> str:
        reason = str(self.cleaned_data["reason"]).strip()
        if self.needed and not reason:
            raise forms.ValidationError(_("Skriv varför, så att andra kan följa beslutet."))
        return reason


class ChangeForm(forms.Form):
    """What every change of a public figure owes: a reason, and the revision it was made against."""

    reason = reason_field(help_text=gettext_lazy("Läses av alla i ändringshistoriken."))
    token = forms.CharField(required=False, widget=forms.HiddenInput)
    base = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean_reason(self) -> str:
        reason = str(self.cleaned_data["reason"]).strip()
        if not reason:
            raise forms.ValidationError(_("Skriv varför värdet ändras. Den förra versionen finns kvar."))
        return reason


class CorrectionForm(ChangeForm):
    """A new value for a figure that is public."""

    value = forms.CharField(label=gettext_lazy("Nytt värde"), required=False, widget=number_input())
    flags = forms.MultipleChoiceField(
        label=gettext_lazy("Märkning"), required=False, choices=MARKS, widget=forms.CheckboxSelectMultiple
    )
    field_order = ("value", "flags", "reason")


class WithdrawalForm(ChangeForm):
    """Take a public figure back: why there is no value any more."""

    missing = forms.ChoiceField(
        label=gettext_lazy("Varför finns inget värde sedan?"),
        choices=[(one.value, one.label) for one in (Missing.NOT_RELIABLE, Missing.WITHDRAWN)],
    )
    field_order = ("missing", "reason")
