"""What is followed up: indicators with their versioned definitions, and their places in strategies."""

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from indicators.models.ledger import LedgerEntry
from indicators.models.organisation import Organisation
from indicators.models.strategy import FocusArea
from indicators.models.translated import translated
from indicators.periods import PeriodKind
from indicators.progress import Direction, Method


class Indicator(models.Model):
    """An indicator's identity. `organisation` is empty for a national one; what it means stands in its versions."""

    code = models.CharField(_("kod"), max_length=20, unique=True)
    slug = models.SlugField(_("adressnamn"), max_length=80, unique=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="indicators"
    )

    class Meta:
        verbose_name = _("indikator")
        verbose_name_plural = _("indikatorer")
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("indicator", args=[self.slug])


class VersionQuerySet(models.QuerySet[Any]):
    """Append-only versions: which one counts at an entry of the ledger."""

    def as_of(self, entry: int | None) -> "VersionQuerySet":
        """The newest version of each identity no later than `entry`; None asks for the newest there is."""
        name = self.model.IDENTITY
        later = self.model.objects.filter(**{name: models.OuterRef(name), "version__gt": models.OuterRef("version")})
        versions = self
        if entry is not None:
            later = later.filter(entry__lte=entry)
            versions = versions.filter(entry__lte=entry)
        return versions.filter(~models.Exists(later))


class IndicatorVersion(models.Model):
    """A definition as it stood from one ledger entry on."""

    IDENTITY = "indicator"

    class Priority(models.TextChoices):
        CORE = "core", _("kärna")
        EXTENDED = "extended", _("utökad")
        RESERVE = "reserve", _("reserv")

    class Kind(models.TextChoices):
        SHARE = "share", _("andel")
        COUNT = "count", _("antal")
        INDEX = "index", _("index")
        ORDINAL = "ordinal", _("ordningsskala")
        YES_NO = "yes-no", _("ja eller nej")

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="versions")
    version = models.PositiveIntegerField(_("version"))
    entry = models.ForeignKey(LedgerEntry, on_delete=models.PROTECT, related_name="definitions")
    priority = models.CharField(_("prioritet"), max_length=10, choices=Priority.choices)
    name_sv = models.CharField(_("namn"), max_length=150)
    name_en = models.CharField(_("namn på engelska"), max_length=150, blank=True)
    definition_sv = models.TextField(_("definition"))
    definition_en = models.TextField(_("definition på engelska"), blank=True)
    why_sv = models.TextField(_("varför det spelar roll"), blank=True)
    why_en = models.TextField(_("varför, på engelska"), blank=True)
    unit_sv = models.CharField(_("enhet"), max_length=30)
    unit_en = models.CharField(_("enhet på engelska"), max_length=30, blank=True)
    axis_sv = models.CharField(_("enhet utskriven"), max_length=100, blank=True)
    axis_en = models.CharField(_("enhet utskriven, på engelska"), max_length=100, blank=True)
    difference_sv = models.CharField(_("enhet för skillnader"), max_length=40, blank=True)
    difference_en = models.CharField(_("enhet för skillnader, på engelska"), max_length=40, blank=True)
    decimals = models.PositiveSmallIntegerField(_("decimaler"), default=1)
    kind = models.CharField(_("slag"), max_length=10, choices=Kind.choices)
    direction = models.CharField(_("riktning"), max_length=5, choices=[(d.value, d.value) for d in Direction])
    method = models.CharField(
        _("metod"), max_length=10, choices=[(m.value, m.value) for m in Method], default=Method.LINEAR.value
    )
    band_low = models.DecimalField(_("bandets nedre gräns"), max_digits=21, decimal_places=8, null=True, blank=True)
    band_high = models.DecimalField(_("bandets övre gräns"), max_digits=21, decimal_places=8, null=True, blank=True)
    plausible_min = models.DecimalField(_("rimligt minst"), max_digits=21, decimal_places=8, null=True, blank=True)
    plausible_max = models.DecimalField(_("rimligt mest"), max_digits=21, decimal_places=8, null=True, blank=True)
    period_kind = models.CharField(_("periodslag"), max_length=15, choices=[(k.value, k.value) for k in PeriodKind])
    frequency_sv = models.CharField(_("mäts"), max_length=100, blank=True)
    frequency_en = models.CharField(_("mäts, på engelska"), max_length=100, blank=True)
    levels = models.JSONField(_("nivåer"), default=list)
    source_name = models.CharField(_("källa"), max_length=200)
    source_id = models.CharField(_("källans beteckning"), max_length=200, blank=True)
    source_url = models.URLField(_("källans adress"), max_length=500, blank=True)
    licence_sv = models.CharField(_("licens"), max_length=200, blank=True)
    breaks = models.JSONField(_("seriebrott"), default=list, blank=True)
    method_note_sv = models.TextField(_("om metoden"), blank=True)
    method_note_en = models.TextField(_("om metoden, på engelska"), blank=True)
    verified_sv = models.TextField(_("hur säker uppgiften om källan är"), blank=True)
    absence_sv = models.TextField(_("varför värden saknas"), blank=True)
    absence_en = models.TextField(_("varför värden saknas, på engelska"), blank=True)
    ended = models.CharField(_("nedlagd efter"), max_length=12, blank=True)
    retired = models.BooleanField(_("utgången"), default=False)

    objects = VersionQuerySet.as_manager()

    LEDGER: ClassVar[tuple[str, ...]] = (
        "indicator__code",
        "version",
        "priority",
        "name_sv",
        "name_en",
        "definition_sv",
        "definition_en",
    )
    LEDGER += ("why_sv", "why_en", "unit_sv", "unit_en", "axis_sv", "axis_en", "difference_sv", "difference_en")
    LEDGER += ("decimals", "kind", "direction", "method", "band_low", "band_high", "plausible_min", "plausible_max")
    LEDGER += ("period_kind", "frequency_sv", "frequency_en", "levels", "source_name", "source_id", "source_url")
    LEDGER += ("licence_sv", "breaks", "method_note_sv", "method_note_en", "verified_sv", "absence_sv", "absence_en")
    LEDGER += ("ended", "retired")

    class Meta:
        verbose_name = _("definition")
        verbose_name_plural = _("definitioner")
        ordering = ("indicator", "version")
        constraints = (
            models.UniqueConstraint(fields=("indicator", "version"), name="indicatorversion_number_once"),
            models.CheckConstraint(
                condition=~models.Q(direction="band")
                | models.Q(band_low__isnull=False, band_high__isnull=False, band_low__lte=models.F("band_high")),
                name="indicatorversion_band_has_both_ends",
            ),
            models.CheckConstraint(
                condition=models.Q(plausible_min__isnull=True)
                | models.Q(plausible_max__isnull=True)
                | models.Q(plausible_min__lte=models.F("plausible_max")),
                name="indicatorversion_plausible_range_in_order",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return self.indicator.get_absolute_url()

    name = translated("name")
    definition = translated("definition")
    why = translated("why")
    unit = translated("unit")
    axis = translated("axis")
    difference = translated("difference")
    frequency = translated("frequency")
    method_note = translated("method_note")
    absence = translated("absence")


class Placement(models.Model):
    """That an indicator belongs to a focus area; how, and whether still, stands in its versions."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="placements")
    area = models.ForeignKey(FocusArea, on_delete=models.PROTECT, related_name="placements")

    class Meta:
        verbose_name = _("placering")
        verbose_name_plural = _("placeringar")
        constraints = (models.UniqueConstraint(fields=("indicator", "area"), name="placement_pair_once"),)

    def __str__(self) -> str:
        return f"{self.indicator} i {self.area}"


class PlacementVersion(models.Model):
    """A placement as it stood from one ledger entry on."""

    IDENTITY = "placement"

    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="versions")
    version = models.PositiveIntegerField(_("version"))
    entry = models.ForeignKey(LedgerEntry, on_delete=models.PROTECT, related_name="placements")
    headline = models.BooleanField(_("områdets ledande indikator"), default=False)
    order = models.PositiveSmallIntegerField(_("ordning"), default=0)
    active = models.BooleanField(_("gäller"), default=True)

    objects = VersionQuerySet.as_manager()

    LEDGER: ClassVar[tuple[str, ...]] = (
        "placement__indicator__code",
        "placement__area__strategy__slug",
        "placement__area__slug",
        "version",
    )
    LEDGER += ("headline", "order", "active")

    class Meta:
        verbose_name = _("placeringsversion")
        verbose_name_plural = _("placeringsversioner")
        constraints = (models.UniqueConstraint(fields=("placement", "version"), name="placementversion_number_once"),)

    def __str__(self) -> str:
        return f"{self.placement} v{self.version}"
