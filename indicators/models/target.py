"""What should be reached: targets with their versioned values and decisions."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from indicators.models.indicator import Indicator, VersionQuerySet
from indicators.models.ledger import LedgerEntry
from indicators.models.observation import Breakdown
from indicators.models.territory import Territory
from indicators.models.translated import translated


class Target(models.Model):
    """A target's identity: for which indicator, place and breakdown, and of which kind."""

    class Kind(models.TextChoices):
        FINAL = "final", _("slutmål")
        MILESTONE = "milestone", _("etappmål")
        DIRECTION = "direction", _("bara riktning")

    slug = models.SlugField(_("adressnamn"), max_length=120, unique=True)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="targets")
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="targets")
    breakdown = models.ForeignKey(Breakdown, on_delete=models.PROTECT, related_name="targets")
    kind = models.CharField(_("slag"), max_length=10, choices=Kind.choices, default=Kind.FINAL)

    class Meta:
        verbose_name = _("mål")
        verbose_name_plural = _("mål")
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.slug


class TargetVersion(models.Model):
    """A target as it stood from one ledger entry on; revised by adding."""

    IDENTITY = "target"

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="versions")
    version = models.PositiveIntegerField(_("version"))
    entry = models.ForeignKey(LedgerEntry, on_delete=models.PROTECT, related_name="targets")
    baseline_period = models.CharField(_("basperiod"), max_length=12, blank=True)
    baseline = models.DecimalField(_("basvärde"), max_digits=21, decimal_places=8, null=True, blank=True)
    goal_period = models.CharField(_("målperiod"), max_length=12, blank=True)
    goal = models.DecimalField(_("målvärde"), max_digits=21, decimal_places=8, null=True, blank=True)
    goal_upper = models.DecimalField(_("målvärdets övre gräns"), max_digits=21, decimal_places=8, null=True, blank=True)
    programme_sv = models.CharField(_("program"), max_length=200, blank=True)
    programme_en = models.CharField(_("program på engelska"), max_length=200, blank=True)
    decision = models.CharField(_("beslut"), max_length=200, blank=True)
    source_url = models.URLField(_("källa"), max_length=500, blank=True)
    note_sv = models.CharField(_("anmärkning"), max_length=500, blank=True)
    note_en = models.CharField(_("anmärkning på engelska"), max_length=500, blank=True)
    active = models.BooleanField(_("gäller"), default=True)

    objects = VersionQuerySet.as_manager()

    LEDGER: ClassVar[tuple[str, ...]] = (
        "target__slug",
        "target__indicator__code",
        "target__territory__code",
        "target__breakdown__key",
    )
    LEDGER += ("target__kind", "version", "baseline_period", "baseline", "goal_period", "goal", "goal_upper")
    LEDGER += ("programme_sv", "programme_en", "decision", "source_url", "note_sv", "note_en", "active")

    class Meta:
        verbose_name = _("målversion")
        verbose_name_plural = _("målversioner")
        constraints = (
            models.UniqueConstraint(fields=("target", "version"), name="targetversion_number_once"),
            models.CheckConstraint(
                condition=models.Q(goal__isnull=True, goal_period="")
                | (models.Q(goal__isnull=False) & ~models.Q(goal_period="")),
                name="targetversion_goal_with_its_period",
            ),
            models.CheckConstraint(
                condition=models.Q(baseline__isnull=True, baseline_period="")
                | (models.Q(baseline__isnull=False) & ~models.Q(baseline_period="")),
                name="targetversion_baseline_with_its_period",
            ),
        )

    def __str__(self) -> str:
        return f"{self.target} v{self.version}"

    programme = translated("programme")
    note = translated("note")
