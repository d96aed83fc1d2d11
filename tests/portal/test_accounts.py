"""Signing in: by e-mail address to the workspace, by invitation only, on pages that look like the site's own."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, reverse

from indicators.models import Role
from portal import account_urls
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


@pytest.mark.usefixtures("kim")
@pytest.mark.parametrize(
    "path", ["email/", "confirm-email/", "2fa/", "3rdparty/", "3rdparty/signup/", "login/code/confirm/", "oidc/login/"]
)
def test_page_that_nobody_decided_to_have_is_not_there(client: Client, path: str) -> None:
    sign_in(client)
    assert client.get(f"/konto/{path}").status_code == 404
    own = {"action_add": "1", "email": "gun.godkannare@example.org"}
    assert client.post(f"/konto/{path}", own).status_code == 404
    assert not EmailAddress.objects.filter(email=own["email"]).exists()


def names(patterns: list[URLPattern | URLResolver]) -> set[str]:
    found: set[str] = set()
    for one in patterns:
        found |= names(one.url_patterns) if isinstance(one, URLResolver) else {one.name or ""}
    return found


def identity_provider(settings: Any) -> None:
    app = {"provider_id": "oidc", "name": "Regionen", "client_id": "c", "secret": "s"}
    app |= {"settings": {"server_url": "https://idp.example.se"}}  # type: ignore[dict-item]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


def test_pages_come_with_what_is_switched_on(settings: Any) -> None:
    settings.MFA_SUPPORTED_TYPES = []
    assert names(account_urls.switched_on()) == account_urls.ACCOUNT
    settings.MFA_SUPPORTED_TYPES = ["totp"]
    assert {"mfa_index", "mfa_authenticate", "mfa_reauthenticate"} <= names(account_urls.switched_on())
    settings.MFA_SUPPORTED_TYPES = []
    identity_provider(settings)
    more = {"openid_connect_login", "openid_connect_callback"} | account_urls.SOCIAL
    assert names(account_urls.switched_on()) == account_urls.ACCOUNT | more


@pytest.mark.usefixtures("kim")
@pytest.mark.parametrize("path", ["login/", "signup/", "inactive/", "password/reset/", "password/change/", "logout/"])
@pytest.mark.parametrize("inside", [False, True])
def test_no_cache_keeps_an_account_page(client: Client, path: str, inside: bool) -> None:
    if inside:
        sign_in(client)
    assert "no-store" in client.get(f"/konto/{path}").headers["Cache-Control"]


def arrival(settings: Any, email: str, *, verified: bool = True, process: str = "login") -> tuple[HttpRequest, Any]:
    """The identity provider has answered: someone with this address stands at the door."""
    identity_provider(settings)
    request = RequestFactory().get("/konto/oidc/login/callback/")
    request.session, request.user = SessionStore(), AnonymousUser()
    MessageMiddleware(lambda _: HttpResponse()).process_request(request)
    provider = KnownPeopleOnly().get_provider(request, "oidc")
    said = {"sub": f"s-{email}", "email": email, "email_verified": verified, "name": "N"}
    login = provider.sociallogin_from_response(request, {"userinfo": said, "id_token": {}})
    login.state = {"process": process}
    return request, login


def let_in(settings: Any, email: str, **more: Any) -> User | None:
    """Who the arrival is taken for; None when sign-up, which is closed, would be next."""
    request, login = arrival(settings, email, **more)
    login.lookup()
    KnownPeopleOnly(request).pre_social_login(request, login)
    return login.user if login.is_existing else None


@pytest.mark.parametrize("typed", [EMAIL, EMAIL.upper()])
def test_identity_with_a_persons_own_address_is_that_person(settings: Any, kim: User, typed: str) -> None:
    assert let_in(settings, typed) == kim


def test_identity_is_refused_when_its_address_is_unverified_inactive_or_unknown(settings: Any, kim: User) -> None:
    assert let_in(settings, EMAIL, verified=False) is None
    assert let_in(settings, "okand@example.net") is None
    kim.is_active = False
    kim.save()
    assert let_in(settings, EMAIL) is None


def test_address_that_someone_gave_themselves_opens_no_account(settings: Any, kim: User) -> None:
    gun = person(Role.APPROVER, email="gun.godkannare@example.org")
    for added in (gun.email, "utomstaende@annat.example"):
        EmailAddress.objects.create(user=kim, email=added, verified=True)
    assert let_in(settings, gun.email) == gun
    assert let_in(settings, "utomstaende@annat.example") is None


def test_tie_to_an_account_with_another_address_is_refused(settings: Any, kim: User) -> None:
    gun = person(Role.APPROVER, email="gun.godkannare@example.org")
    SocialAccount.objects.create(user=kim, provider="oidc", uid=f"s-{gun.email}")
    with pytest.raises(ImmediateHttpResponse) as refused:
        let_in(settings, gun.email)
    assert "Konton delas ut" in read(refused.value.response).text


@pytest.mark.usefixtures("kim")
def test_identity_cannot_be_tied_to_an_account(settings: Any) -> None:
    with pytest.raises(ImmediateHttpResponse):
        let_in(settings, EMAIL, process="connect")
    assert not SocialAccount.objects.exists()


def test_identity_provider_comes_from_the_settings_alone(client: Client) -> None:
    SocialApp.objects.create(provider="openid_connect", provider_id="annan", name="Annan", client_id="c")
    answer = client.get(LOGIN)
    assert answer.status_code == 200
    assert "Annan" not in read(answer).text


def test_second_step_is_asked_for_only_where_it_is_switched_on(client: Client, kim: User) -> None:
    Authenticator.objects.create(user=kim, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert sign_in(client).headers["Location"] == "/arbete/"


@pytest.mark.usefixtures("kim")
def test_letter_points_to_the_sites_own_address_whatever_host_was_asked(client: Client, settings: Any) -> None:
    settings.SITE_URL, settings.ALLOWED_HOSTS = "https://framsteg.example.se", ["*"]
    client.post("/konto/password/reset/", {"email": EMAIL}, headers={"host": "evil.example"})
    body = mail.outbox[0].body
    assert "https://framsteg.example.se/konto/password/reset/key/" in body
    assert "evil.example" not in body


def test_letter_goes_to_nobody_by_an_address_that_is_not_the_persons_own(client: Client, kim: User) -> None:
    EmailAddress.objects.create(user=kim, email="utomstaende@annat.example", verified=True)
    client.post("/konto/password/reset/", {"email": "utomstaende@annat.example"})
    assert not [letter for letter in mail.outbox if "/reset/key/" in letter.body]


@pytest.mark.usefixtures("kim")
def test_link_in_the_letter_leads_to_a_new_password(client: Client) -> None:
    client.post("/konto/password/reset/", {"email": EMAIL})
    link = next(word for word in str(mail.outbox[0].body).split() if "/reset/key/" in word)
    page = client.get(link.removeprefix("http://testserver"), follow=True)
    new = "ett-helt-nytt-losenord-7"
    done = client.post(page.redirect_chain[-1][0], {"password1": new, "password2": new}, follow=True)
    assert "Lösenordet är bytt" in read(done).text
    assert sign_in(client, password=new).headers["Location"] == "/arbete/"


def test_file_that_no_page_asked_for_is_not_written_to_the_disk(client: Client) -> None:
    big = SimpleUploadedFile("stor.bin", b"0" * (3 * 1024 * 1024))
    request = client.post(LOGIN, {"login": "", "f": big}).wsgi_request
    assert not request.FILES
