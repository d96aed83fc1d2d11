"""The demo accounts: who they are and the password they share. None of them can exist in production."""

import secrets
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from indicators.models import Membership, Organisation, Role
from portal.models import User

#: name before @example.org → (name shown, organisation, role, may open /admin/)
ACCOUNTS = {
    "koordinator": ("Kim Koordinator", "region-gavleborg", Role.COORDINATOR, False),
    "godkannare": ("Gun Godkännare", "region-gavleborg", Role.APPROVER, False),
    "admin": ("Ada Administratör", "region-gavleborg", Role.ADMINISTRATOR, True),
    "observator": ("Olle Observatör", "tillvaxtverket", Role.OBSERVER, False),
    "koordinator.dalarna": ("Dag Dalakoordinator", "region-dalarna", Role.COORDINATOR, False),
}


def password(file: Path | None = None) -> str:
    """Return the demo password: DEMO_PASSWORD, or one made at first start and kept where only the owner reads it."""
    if settings.DEMO_PASSWORD:
        return str(settings.DEMO_PASSWORD)
    file = file or settings.VAR_DIR / "demo-password"
    if not file.exists():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(12), encoding="ascii")
    return file.read_text(encoding="ascii").strip()


def refuse_accounts() -> None:
    """Raise ImproperlyConfigured when this database has a demo account that can log in: it was a demo's."""
    emails = [f"{local}@example.org" for local in ACCOUNTS]
    found = User.objects.filter(email__in=emails, is_active=True).order_by("pk").values_list("email", flat=True)
    if found:
        raise ImproperlyConfigured(
            f"This database was a demo's and holds its accounts ({', '.join(found)}), whose password others may know. "
            "MODE=production needs a database of its own: give an empty one in DATABASE_URL."
        )


@transaction.atomic
def make_accounts(*, since: date, secret: str) -> None:
    """Make the accounts that are lacking and give all of them the password."""
    if settings.PRODUCTION:
        raise ImproperlyConfigured("Demo accounts cannot exist with MODE=production.")
    for local, (name, slug, role, staff) in ACCOUNTS.items():
        email = f"{local}@example.org"
        user = User.objects.filter(email=email).first() or User(email=email, name=name)
        user.is_staff = user.is_superuser = staff
        if not user.check_password(secret):
            user.set_password(secret)
        user.save()
        organisation = Organisation.objects.get(slug=slug)
        Membership.objects.get_or_create(
            user=user, organisation=organisation, role=role, defaults={"valid_from": since}
        )
