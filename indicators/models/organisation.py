"""Who enters figures and for which place, and who belongs to whom in which role."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from indicators.models.territory import Territory


class Organisation(models.Model):
    """A region, a kommun, a national observer or a national source. It writes only within its territory."""

    class Kind(models.TextChoices):
        REGION = "region", _("region")
        KOMMUN = "kommun", _("kommun")
        OBSERVER = "national-observer", _("nationell betraktare")
        SOURCE = "national-source", _("nationell källa")

    slug = models.SlugField(_("adressnamn"), unique=True)
    name = models.CharField(_("namn"), max_length=150)
    kind = models.CharField(_("slag"), max_length=20, choices=Kind.choices)
    territory = models.ForeignKey(
        Territory, on_delete=models.PROTECT, null=True, blank=True, related_name="organisations"
    )

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisationer")
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind__in=["national-observer", "national-source"])
                | models.Q(territory__isnull=False),
                name="organisation_local_has_territory",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What a member may do; see indicators/permissions.py."""

    READER = "reader", _("läsare")
    COORDINATOR = "coordinator", _("koordinator")
    APPROVER = "approver", _("godkännare")
    ADMINISTRATOR = "administrator", _("administratör")
    OBSERVER = "observer", _("observatör")


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Which memberships count."""

    def valid_on(self, day: date) -> "MembershipQuerySet":
        """Memberships in force that day, both ends included."""
        return self.filter(valid_from__lte=day).filter(models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=day))


class Membership(models.Model):
    """A person in an organisation in a role, for a time."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("roll"), max_length=15, choices=Role.choices)
    valid_from = models.DateField(_("från"))
    valid_to = models.DateField(_("till"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("medlemskap")
        verbose_name_plural = _("medlemskap")
        ordering = ("organisation", "role", "user")
        constraints = (
            models.UniqueConstraint(fields=("user", "organisation", "role"), name="membership_role_once"),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="membership_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.organisation}"
