"""A person at the site: opens pages, fills in the forms that stand on them, and reads what comes back."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from indicators.models import Role
from portal.models import User
from tests.factories import person
from tests.pages import Form, Page, read


class Visitor:
    """Somebody with a browser of their own. `status` is that of the page they look at."""

    def __init__(self) -> None:
        self.client = Client()
        self.page = Page("")
        self.path = ""
        self.status = 0

    def open(self, path: str, *, status: int = 200) -> Page:
        return self._arrive(self.client.get(path, follow=True), path, status)

    def press(
        self,
        action: str,
        typed: Mapping[str, str] = MappingProxyType({}),
        *,
        button: tuple[str, str] | None = None,
        status: int = 200,
        form: Form | None = None,
    ) -> Page:
        """Type into the form that posts to `action` on the page and press a button; follow to where it leads."""
        form = form or self.page.form(action, button=button)
        sent = form.sent(**typed, **(dict([button]) if button else {}))
        path = form.action or self.path
        return self._arrive(self.client.post(path, sent, follow=True), path, status)

    def _arrive(self, answer: Any, path: str, status: int) -> Page:
        self.path = answer.redirect_chain[-1][0] if answer.redirect_chain else path
        self.status = answer.status_code
        self.page = read(answer)
        assert self.status == status, f"{self.path}: {self.status}\n{self.page.text[:2000]}"
        return self.page


class Member(Visitor):
    """Somebody who has signed in."""

    def __init__(self, *roles: Role, at: str = "region-gavleborg", user: User | None = None) -> None:
        super().__init__()
        self.user = user or person(*roles, at=at, email=f"{uuid4().hex[:8]}@example.org")
        self.client.force_login(self.user)

    def fill_in(self, typed: Mapping[str, str], *, do: str, status: int = 200) -> Page:
        """Open the form for the cell as a link would suggest it, type the rest and press a button."""
        cell = {name: typed[name] for name in ("indicator", "territory", "period")}
        self.open(f"{reverse('work:enter')}?{urlencode(cell)}")
        rest = {name: text for name, text in typed.items() if name not in cell}
        return self.press("/arbete/fyll-i/", rest, button=("do", do), status=status)
