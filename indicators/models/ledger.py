"""The append-only list of everything that changed what the public can see, and its head: the site's data version."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from indicators.models.organisation import Organisation, Role


class LedgerEntry(models.Model):
    """One public change. Numbers run without gaps in commit order; `hash` chains each entry to the one before."""

    class Kind(models.TextChoices):
        REFERENCE = "reference", _("grunddata")
        DEFINITION = "definition", _("definition")
        PLACEMENT = "placement", _("placering")
        TARGET = "target", _("mål")
        FIGURES = "figures", _("värden")
        REPORT = "report", _("rapport")

    number = models.PositiveBigIntegerField(_("nummer"), primary_key=True)
    kind = models.CharField(_("slag"), max_length=20, choices=Kind.choices)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="entries")
    role = models.CharField(_("i rollen"), max_length=15, choices=Role.choices, blank=True)
    what = models.CharField(_("vad"), max_length=300)
    rows = models.PositiveIntegerField(_("antal rader"))
    at = models.DateTimeField(_("när"))
    reason_digest = models.CharField(max_length=64)
    digest = models.CharField(_("kontrollsumma för innehållet"), max_length=64)
    previous = models.CharField(max_length=64)
    hash = models.CharField(_("kontrollsumma"), max_length=64, unique=True)

    class Meta:
        verbose_name = _("liggarpost")
        verbose_name_plural = _("liggarposter")
        ordering = ("-number",)
        indexes = (models.Index(fields=("organisation", "number"), name="ledgerentry_by_organisation"),)

    def __str__(self) -> str:
        return f"{self.number}: {self.what}"

    def get_absolute_url(self) -> str:
        return reverse("ledger-entry", args=[self.number])


class Attribution(models.Model):
    """Who did it and why in their words: beside the chain, so that a person can be erased.

    The entry holds a digest of salt and reason; when the reason is erased the chain still holds.
    """

    entry = models.OneToOneField(LedgerEntry, on_delete=models.PROTECT, primary_key=True, related_name="attribution")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.TextField(_("skäl"), blank=True)
    salt = models.CharField(max_length=32)
    erased = models.BooleanField(_("skälet är raderat"), default=False)

    class Meta:
        verbose_name = _("upphov")
        verbose_name_plural = _("upphov")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(erased=False) | models.Q(reason="", salt=""), name="attribution_erased_is_blank"
            ),
        )

    def __str__(self) -> str:
        return str(self.entry_id)


class LedgerHead(models.Model):
    """The number and hash of the newest entry; one row, locked by every writer."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)
    at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="ledgerhead_is_one_row"),)

    def __str__(self) -> str:
        return str(self.number)


def head() -> LedgerHead:
    """Return the head; before the first entry an unsaved zero. One query."""
    return LedgerHead.objects.filter(pk=1).first() or LedgerHead()
