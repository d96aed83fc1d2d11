"""The sign-in package's pages that this site has; its others stay out, above all the one where people add addresses."""

from collections.abc import Iterable

from allauth.account import urls as account
from allauth.mfa import urls as mfa
from allauth.socialaccount import urls as social
from allauth.socialaccount.providers.openid_connect import urls as openid_connect
from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.views.decorators.cache import never_cache

from portal.accounts import has_identity_provider

Patterns = list[URLPattern | URLResolver]

#: An address is an identity here and the administrator's to vouch for: no account_email, no confirmation of one.
ACCOUNT = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",  # it says that sign-up is closed; letters and pages of the package point to it
    "account_reauthenticate",
    "account_change_password",
    "account_set_password",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
}
SOCIAL = {"socialaccount_login_cancelled", "socialaccount_login_error"}


def named(patterns: Iterable[URLPattern], names: set[str]) -> Patterns:
    """Return the patterns with these names."""
    return [pattern for pattern in patterns if pattern.name in names]


def never_kept(patterns: Iterable[URLPattern | URLResolver]) -> Patterns:
    """Return the same addresses with answers that no cache may keep, neither a proxy's nor the browser's."""
    return [
        URLResolver(one.pattern, never_kept(one.url_patterns), one.default_kwargs, one.app_name, one.namespace)
        if isinstance(one, URLResolver)
        else URLPattern(one.pattern, never_cache(one.callback), one.default_args, one.name)
        for one in patterns
    ]


def switched_on() -> Patterns:
    """Return the addresses that the settings ask for."""
    patterns = named(account.urlpatterns, ACCOUNT)
    if settings.MFA_SUPPORTED_TYPES:
        patterns.append(path("2fa/", include(mfa.urlpatterns)))
    if has_identity_provider():
        patterns.append(path("3rdparty/", include(named(social.urlpatterns, SOCIAL))))
        patterns += openid_connect.urlpatterns
    return never_kept(patterns)


urlpatterns = switched_on()
