"""Sign-in rules: people are invited, never let in because they knocked."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest


class InvitedOnly(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """Nobody can make an account by themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class KnownPeopleOnly(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The region's identity provider proves who someone is; that they belong here was decided before."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False
