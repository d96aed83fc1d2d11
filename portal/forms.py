"""The sign-in form: allauth's, without placeholders that repeat the labels."""

from typing import Any

from allauth.account.forms import LoginForm


class SignIn(LoginForm):  # type: ignore[misc]  # allauth carries no types
    """A label stands above each field and stays there while one types."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
