"""Signing in: by e-mail address to the workspace, by invitation only, on pages that look like the site's own."""

from typing import Any

import pytest
from allauth.socialaccount.models import SocialLogin
from django.core import mail
from django.test import Client, RequestFactory
from django.urls import reverse

from indicators.models import Role
from portal.accounts import InvitedOnly, KnownPeopleOnly
from portal.models import User
from tests.factories import PASSWORD, person
from tests.pages import read

pytestmark = pytest.mark.django_db
LOGIN = "/konto/login/"
EMAIL = "kim.koordinator@example.org"


@pytest.fixture
def kim(db: None) -> User:
    return person(Role.COORDINATOR, email=EMAIL)


def sign_in(client: Client, email: str = EMAIL, password: str = PASSWORD, **more: str) -> Any:
    page = read(client.get(LOGIN))
    form = page.form("login/") if any(form.action.endswith("login/") for form in page.forms) else page.form("")
    return client.post(LOGIN, form.sent(login=email, password=password) | more)


@pytest.mark.usefixtures("kim")
@pytest.mark.parametrize("typed", [EMAIL, EMAIL.upper(), f" {EMAIL} "])
def test_address_and_password_lead_to_the_workspace(client: Client, typed: str) -> None:
    answer = sign_in(client, typed)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/arbete/")
    page = read(client.get("/arbete/"))
    assert "Att göra" in page.title
    assert "Region Gävleborg" in page.text


@pytest.mark.usefixtures("kim")
def test_session_ends_with_the_browser_and_its_cookie_is_hidden_from_scripts(client: Client) -> None:
    sign_in(client)
    cookie = client.cookies["sessionid"]
    assert cookie["max-age"] == ""
    assert cookie["httponly"] is True
    assert cookie["samesite"] == "Lax"


@pytest.mark.usefixtures("kim")
@pytest.mark.parametrize(
    ("email", "password"), [(EMAIL, "fel-losenord-helt-och-hallet"), ("nagon.annan@example.org", PASSWORD), ("", "")]
)
def test_wrong_answer_says_the_same_whoever_is_asked_for(client: Client, email: str, password: str) -> None:
    answer = sign_in(client, email, password)
    assert answer.status_code in (200, 422)
    assert "_auth_user_id" not in client.session
    words = read(answer).text
    assert "Det här behöver rättas" in words
    assert ("Epost-adressen och/eller lösenordet är felaktigt." if email else "Detta fält måste fyllas i.") in words


def test_inactive_person_is_not_let_in(client: Client, kim: User) -> None:
    kim.is_active = False
    kim.save()
    sign_in(client)
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("kim")
def test_visitor_comes_back_to_the_page_asked_for(client: Client) -> None:
    asked = reverse("work:enter")
    assert client.get(asked).headers["Location"] == f"{LOGIN}?next={asked}"
    assert sign_in(client, next=asked).headers["Location"] == asked


@pytest.mark.usefixtures("kim")
@pytest.mark.parametrize("place", ["https://ond.example/", "//ond.example/", "javascript:alert(1)"])
def test_nobody_is_led_away_after_signing_in(client: Client, place: str) -> None:
    assert sign_in(client, next=place).headers["Location"] == "/arbete/"


@pytest.mark.usefixtures("kim")
def test_signing_out_takes_a_button_press(client: Client) -> None:
    sign_in(client)
    assert client.get("/konto/logout/").status_code == 200
    assert "_auth_user_id" in client.session
    answer = client.post("/konto/logout/")
    assert answer.headers["Location"] == "/"
    assert "_auth_user_id" not in client.session


def test_nobody_makes_an_account_by_themselves(client: Client) -> None:
    page = read(client.get("/konto/signup/"))
    assert not [form for form in page.forms if "password1" in form.fields]
    new = "ny.person@example.org"
    client.post("/konto/signup/", {"email": new, "password1": PASSWORD, "password2": PASSWORD})
    assert not User.objects.filter(email=new).exists()
    assert InvitedOnly().is_open_for_signup(RequestFactory().get("/")) is False
    assert KnownPeopleOnly().is_open_for_signup(RequestFactory().get("/"), SocialLogin()) is False


@pytest.mark.usefixtures("kim")
def test_forgotten_password_tells_a_stranger_nothing(client: Client) -> None:
    said = [
        client.post("/konto/password/reset/", {"email": email}).headers["Location"]
        for email in (EMAIL, "x@example.org")
    ]
    assert said[0] == said[1]
    known = [letter for letter in mail.outbox if letter.to == [EMAIL]]
    assert len(known) == 1
    assert known[0].subject.startswith("Framsteg: ")
    assert "/konto/password/reset/key/" in known[0].body


@pytest.mark.parametrize(
    "path", [LOGIN, "/konto/signup/", "/konto/password/reset/", "/konto/password/reset/done/", "/en/konto/login/"]
)
def test_pages_of_the_package_look_like_ours(client: Client, path: str) -> None:
    answer = client.get(path)
    page = read(answer)
    assert answer.status_code == 200
    assert page.all("html")[0]["lang"] == ("en" if path.startswith("/en/") else "sv")
    assert len(page.all("h1")) == 1
    assert page.all("a", href="#innehall"), "the skip link"
    styles = [link["href"] for link in page.all("link") if link.get("rel") == "stylesheet"]
    assert any("base" in place or "site" in place for place in styles)
    assert page.inline.strip() == ""
    assert not [tag for tag, attributes in page.tags if "style" in attributes]
    assert answer.headers["Content-Security-Policy"]


@pytest.mark.usefixtures("kim")
def test_many_wrong_tries_are_stopped(client: Client) -> None:
    answers = [sign_in(client, password=f"fel-{number}-losenord") for number in range(8)]
    last = answers[-1]
    assert last.status_code == 429 or "För många" in read(last).text
    assert sign_in(client).status_code != 302, "the right password is not tried either while it lasts"
