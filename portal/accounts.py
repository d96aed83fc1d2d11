"""Sign-in rules: people are invited, never let in because they knocked, and known by the address they were given."""

from typing import Any, NoReturn
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.contrib.sites.requests import RequestSite
from django.http import HttpRequest
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from portal.models import User


def has_identity_provider() -> bool:
    """Tell whether the settings name one."""
    return bool(settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"])


class InvitedOnly(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """Nobody can make an account by themselves, and letters go to, and point to, what the site itself knows."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Return the link in the letter: below SITE_URL, for who asks may write any Host header."""
        return below_site_url(super().get_reset_password_from_key_url(key))

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """Write to the person's own address alone, whatever else the package may hold about them."""
        if same_address(user.email, email):
            super().send_password_reset_mail(user, user.email, context)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Sign with the site's own name and address."""
        if settings.SITE_URL:
            context = context | {"current_site": Site(urlsplit(settings.SITE_URL).netloc)}
        super().send_mail(template_prefix, email, context)


class Site(RequestSite):
    """The site's name in letters, from the settings instead of from a request."""

    def __init__(self, domain: str) -> None:
        self.domain = self.name = domain


class KnownPeopleOnly(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The region's identity provider proves who someone is; that they belong here was decided before."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def list_apps(self, request: HttpRequest, provider: str | None = None, client_id: str | None = None) -> list[Any]:
        """Return what the settings name: nothing may be added in the database."""
        apps = super().list_apps(request, provider=provider, client_id=client_id)
        return [app for app in apps if app.pk is None]

    def authenticate_by_email(self, sociallogin: Any) -> tuple[User, str] | None:
        """Return the one active person whose own address the provider has verified, and that address."""
        person = known_person(sociallogin)
        return (person, person.email) if person else None

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Refuse what would let an identity into, or tie it to, an account with another address."""
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            refuse(request)
        if sociallogin.is_existing and known_person(sociallogin) != sociallogin.user:
            refuse(request)


class SecondStep(DefaultMFAAdapter):  # type: ignore[misc]
    """A second step is asked for only where its pages are: what was stored before MFA=false is kept, not asked for."""

    def is_mfa_enabled(self, user: Any, types: Any = None) -> bool:
        return bool(settings.MFA_SUPPORTED_TYPES) and bool(super().is_mfa_enabled(user, types=types))


def known_person(sociallogin: Any) -> User | None:
    """Return the one active person with an address that the identity provider has verified; None when not just one."""
    verified = {address.email.lower() for address in sociallogin.email_addresses if address.verified}
    found = {person for email in verified for person in User.objects.filter(email__iexact=email, is_active=True)}
    return found.pop() if len(found) == 1 else None


def refuse(request: HttpRequest) -> NoReturn:
    """End the sign-in with the page that tells how accounts are made."""
    raise ImmediateHttpResponse(never_cache(render)(request, "account/signup_closed.html"))


def same_address(one: str, other: str) -> bool:
    return one.strip().lower() == other.strip().lower()


def below_site_url(address: str) -> str:
    """Return the address moved to SITE_URL, when that is set."""
    if not settings.SITE_URL:
        return address
    return settings.SITE_URL + urlsplit(address)._replace(scheme="", netloc="").geturl()
