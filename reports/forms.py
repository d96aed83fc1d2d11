"""What a person writes when an edition is published."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class PublishForm(forms.Form):
    """The reason is owed by whoever publishes an edition they made themselves."""

    reason = forms.CharField(
        label=_("Skäl"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Syns i liggaren för dem som arbetar här, inte för allmänheten."),
    )

    def __init__(self, *args: Any, alone: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if alone:
            reason = self.fields["reason"]
            reason.required = True
            reason.label = _("Varför granskar ingen annan utgåvan?")
            reason.error_messages["required"] = _(
                "Du publicerar din egen utgåva. Skriv varför ingen annan granskar den."
            )
