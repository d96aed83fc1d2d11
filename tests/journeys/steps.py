"""A person at the site: opens pages, fills in the forms that stand on them, and reads what comes back."""

from typing import Any
from uuid import uuid4

from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import reverse

from indicators.models import Role
from portal.models import User
from tests.factories import PASSWORD, person
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
        *,
        button: tuple[str, str] | None = None,
        status: int = 200,
        form: Form | None = None,
        **typed: Any,
    ) -> Page:
        """Type into the form that posts to `action` on the page and press a button; follow to where it leads."""
        form = form or self.page.form(action, button=button)
        pressed = {button[0]: button[1]} if button else {}
        path = form.action or self.path
        return self._arrive(self.client.post(path, form.sent(**typed, **pressed), follow=True), path, status)

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

    def fill_in(self, *, do: str, status: int = 200, follow_up: bool = False, **typed: str) -> Page:
        """Open the form as the address suggests the cell, type the rest and press a button."""
        cell = {name: typed.pop(name) for name in ("indicator", "territory", "period") if name in typed}
        if not follow_up:
            query = "&".join(f"{name}={value}" for name, value in cell.items())
            self.open(f"{reverse('work:enter')}?{query}")
            cell = {}
        return self.press("/arbete/fyll-i/", button=("do", do), status=status, **cell, **typed)


def known(roles: tuple[Role, ...], at: str, email: str) -> User:
    """Somebody who signs in with an address and the tests' password."""
    user = person(*roles, at=at, email=email)
    user.password = make_password(PASSWORD)
    user.save(update_fields=["password"])
    return user
