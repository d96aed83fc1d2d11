"""What was measured: series, their append-only revisions, and the heads that pages read."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from indicators.models.indicator import Indicator
from indicators.models.ledger import LedgerEntry
from indicators.models.territory import Territory
from indicators.models.translated import translated

#: SQLite keeps numbers as binary floats that are exact to fifteen significant digits; more is refused at the door.
SIGNIFICANT_DIGITS = 15


class Missing(models.TextChoices):
    """Why there is no value."""

    NOT_PUBLISHED = "not-published", _("inte publicerat än")
    TOO_FEW = "too-few-answers", _("för få svar")
    CONFIDENTIAL = "confidential", _("sekretess")
    ABSENT = "did-not-take-part", _("deltog inte")
    NOT_APPLICABLE = "not-applicable", _("gäller inte här")
    NOT_RELIABLE = "not-reliable", _("inte tillförlitligt")
    WITHDRAWN = "withdrawn", _("draget tillbaka")


class YearBasis(models.TextChoices):
    """How we know which period a figure is about."""

    STATED = "stated", _("angivet i källan")
    INFERRED = "inferred", _("härlett")


class Voice(models.TextChoices):
    """Whose figure it is: the source's, or the region's own."""

    SOURCE = "source", _("källan")
    REGION = "region", _("regionen")


class BreakdownMember(models.Model):
    """One member of an axis: kvinnor on kön, 16–24 on ålder."""

    axis = models.CharField(_("axel"), max_length=20)
    code = models.CharField(_("kod"), max_length=40)
    label_sv = models.CharField(_("namn"), max_length=100)
    label_en = models.CharField(_("namn på engelska"), max_length=100, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("indelningsvärde")
        verbose_name_plural = _("indelningsvärden")
        ordering = ("axis", "order", "code")
        constraints = (models.UniqueConstraint(fields=("axis", "code"), name="breakdownmember_once_on_axis"),)

    def __str__(self) -> str:
        return self.label

    label = translated("label")


class Breakdown(models.Model):
    """A set of members under one canonical key: "total", or "alder=16-24;kon=kvinnor" with the axes in order."""

    key = models.CharField(_("nyckel"), max_length=200, unique=True)
    members = models.ManyToManyField(BreakdownMember, related_name="+")

    class Meta:
        verbose_name = _("indelning")
        verbose_name_plural = _("indelningar")
        ordering = ("key",)

    def __str__(self) -> str:
        return self.key


class Series(models.Model):
    """What a row of figures is about: indicator × territory × breakdown × voice."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="series")
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="series")
    breakdown = models.ForeignKey(Breakdown, on_delete=models.PROTECT, related_name="series")
    voice = models.CharField(_("röst"), max_length=10, choices=Voice.choices, default=Voice.SOURCE)

    class Meta:
        verbose_name = _("serie")
        verbose_name_plural = _("serier")
        constraints = (
            models.UniqueConstraint(fields=("indicator", "territory", "breakdown", "voice"), name="series_key_once"),
        )
        indexes = (models.Index(fields=("territory", "breakdown", "indicator"), name="series_by_territory"),)

    def __str__(self) -> str:
        return f"{self.indicator} {self.territory.code} {self.breakdown.key} {self.voice}"


class Figure(models.Model):
    """The columns of one figure, shared by what is proposed (a delivery's row) and what is public (an observation)."""

    period = models.CharField(_("period"), max_length=12)
    value = models.DecimalField(_("värde"), max_digits=21, decimal_places=8, null=True, blank=True)
    missing = models.CharField(_("varför värdet saknas"), max_length=20, choices=Missing.choices, blank=True)
    decimals = models.PositiveSmallIntegerField(_("decimaler"), default=0)
    numerator = models.DecimalField(_("täljare"), max_digits=21, decimal_places=8, null=True, blank=True)
    denominator = models.DecimalField(_("nämnare"), max_digits=21, decimal_places=8, null=True, blank=True)
    lower = models.DecimalField(_("undre gräns"), max_digits=21, decimal_places=8, null=True, blank=True)
    upper = models.DecimalField(_("övre gräns"), max_digits=21, decimal_places=8, null=True, blank=True)
    sample = models.PositiveIntegerField(_("antal svar"), null=True, blank=True)
    year_basis = models.CharField(_("perioden är"), max_length=10, choices=YearBasis.choices, default=YearBasis.STATED)
    preliminary = models.BooleanField(_("preliminärt"), default=False)
    estimated = models.BooleanField(_("uppskattat"), default=False)
    series_break = models.BooleanField(_("brott i serien"), default=False)
    low_reliability = models.BooleanField(_("låg tillförlitlighet"), default=False)
    source_flag = models.CharField(_("källans märkning"), max_length=20, blank=True)
    source = models.CharField(_("källa"), max_length=500, blank=True)
    note = models.CharField(_("anteckning"), max_length=1000, blank=True)

    class Meta:
        abstract = True


#: The columns above, in the order the ledger's digest reads them.
FIGURE_FIELDS = tuple(field.attname for field in Figure._meta.local_fields)


class ObservationQuerySet(models.QuerySet["Observation"]):
    """Which observations."""

    def as_of(self, entry: int | None) -> Self:
        """Every revision no later than `entry`; the reader keeps the newest of each key."""
        return self if entry is None else self.filter(entry__lte=entry)


class Observation(Figure):
    """One revision of one figure: a value or a reason why there is none. Inserted, never changed."""

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="observations")
    revision = models.PositiveIntegerField(_("revision"))
    entry = models.ForeignKey(LedgerEntry, on_delete=models.PROTECT, related_name="observations")
    row = models.OneToOneField("indicators.DeliveryRow", on_delete=models.PROTECT, related_name="observation")

    objects = ObservationQuerySet.as_manager()

    LEDGER: ClassVar[tuple[str, ...]] = (
        "series__indicator__code",
        "series__territory__code",
        "series__breakdown__key",
        "series__voice",
    )
    LEDGER += ("revision", *FIGURE_FIELDS)

    class Meta:
        verbose_name = _("värde")
        verbose_name_plural = _("värden")
        ordering = ("series", "period", "revision")
        constraints = (
            models.UniqueConstraint(fields=("series", "period", "revision"), name="observation_revision_once"),
            models.CheckConstraint(
                condition=models.Q(value__isnull=False, missing="")
                | (models.Q(value__isnull=True) & ~models.Q(missing="")),
                name="observation_value_or_absence",
            ),
            models.CheckConstraint(condition=models.Q(revision__gte=1), name="observation_revision_from_one"),
            models.CheckConstraint(
                condition=models.Q(lower__isnull=True)
                | models.Q(upper__isnull=True)
                | models.Q(lower__lte=models.F("upper")),
                name="observation_interval_in_order",
            ),
        )

    def __str__(self) -> str:
        return f"{self.series_id} {self.period} r{self.revision}"


class Current(models.Model):
    """The newest revision of each figure. Derived: `manage.py check_heads` compares it and can rebuild it."""

    pk = models.CompositePrimaryKey("series", "period")
    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="heads")
    period = models.CharField(max_length=12)
    observation = models.OneToOneField(Observation, on_delete=models.CASCADE, related_name="+")

    class Meta:
        db_table = "cur"

    def __str__(self) -> str:
        return f"{self.series_id} {self.period}"
