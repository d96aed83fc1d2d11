"""What the state, the Union and the region want: strategies, areas and goals, and how they map onto each other."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from indicators.models.ledger import LedgerEntry
from indicators.models.translated import translated


class Strategy(models.Model):
    """A programme with focus areas. A new strategy is a new row; the old one stays, with its dates."""

    slug = models.SlugField(_("adressnamn"), unique=True)
    name_sv = models.CharField(_("namn"), max_length=200)
    name_en = models.CharField(_("namn på engelska"), max_length=200)
    short_sv = models.CharField(_("kort namn"), max_length=60)
    short_en = models.CharField(_("kort namn på engelska"), max_length=60)
    decided_on = models.DateField(_("beslutad"), null=True, blank=True)
    valid_from = models.DateField(_("gäller från"), null=True, blank=True)
    valid_to = models.DateField(_("gäller till"), null=True, blank=True)
    reference = models.CharField(_("diarienummer"), max_length=100, blank=True)
    source_url = models.URLField(_("källa"), max_length=500, blank=True)
    note_sv = models.TextField(_("anmärkning"), blank=True)
    note_en = models.TextField(_("anmärkning på engelska"), blank=True)
    entry = models.ForeignKey(LedgerEntry, on_delete=models.PROTECT, related_name="strategies")

    LEDGER: ClassVar[tuple[str, ...]] = (
        "slug",
        "name_sv",
        "name_en",
        "short_sv",
        "short_en",
        "decided_on",
        "valid_from",
        "valid_to",
    )
    LEDGER += ("reference", "source_url", "note_sv", "note_en")

    class Meta:
        verbose_name = _("strategi")
        verbose_name_plural = _("strategier")
        ordering = ("valid_from", "slug")

    def __str__(self) -> str:
        return self.name

    name = translated("name")
    short = translated("short")
    note = translated("note")


class FocusArea(models.Model):
    """One of a strategy's areas. `key` gives an area of the default strategy its colour and glyph."""

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="areas")
    slug = models.SlugField(_("adressnamn"))
    code = models.CharField(_("kod"), max_length=30)
    key = models.CharField(_("färgnyckel"), max_length=3, blank=True)
    name_sv = models.CharField(_("namn"), max_length=100)
    name_en = models.CharField(_("namn på engelska"), max_length=100)
    alias_sv = models.CharField(_("kallas också"), max_length=100, blank=True)
    alias_en = models.CharField(_("kallas också, på engelska"), max_length=100, blank=True)
    horizontal = models.BooleanField(_("löper genom de andra områdena"), default=False)
    order = models.PositiveSmallIntegerField(_("ordning"), default=0)

    LEDGER_ENTRY = "strategy__entry"
    LEDGER: ClassVar[tuple[str, ...]] = (
        "strategy__slug",
        "slug",
        "code",
        "key",
        "name_sv",
        "name_en",
        "alias_sv",
        "alias_en",
        "horizontal",
        "order",
    )

    class Meta:
        verbose_name = _("fokusområde")
        verbose_name_plural = _("fokusområden")
        ordering = ("strategy", "order", "id")
        constraints = (
            models.UniqueConstraint(fields=("strategy", "slug"), name="focusarea_slug_once_in_strategy"),
            models.UniqueConstraint(fields=("strategy", "code"), name="focusarea_code_once_in_strategy"),
        )

    def __str__(self) -> str:
        return self.name

    name = translated("name")
    alias = translated("alias")


class Goal(models.Model):
    """A goal as the strategy words it, verbatim, or one of its sub-areas."""

    class Kind(models.TextChoices):
        GOAL = "goal", pgettext_lazy("strategi", "mål")
        SUB_AREA = "sub-area", _("delområde")

    area = models.ForeignKey(FocusArea, on_delete=models.PROTECT, related_name="goals")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.GOAL)
    text_sv = models.TextField(_("lydelse"))
    text_en = models.TextField(_("lydelse på engelska"), blank=True)
    source = models.CharField(_("källa"), max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(_("ordning"), default=0)

    LEDGER_ENTRY = "area__strategy__entry"
    LEDGER: ClassVar[tuple[str, ...]] = (
        "area__strategy__slug",
        "area__slug",
        "kind",
        "text_sv",
        "text_en",
        "source",
        "order",
    )

    class Meta:
        verbose_name = _("delmål")
        verbose_name_plural = _("delmål")
        ordering = ("area", "order", "id")

    def __str__(self) -> str:
        return self.text

    text = translated("text")


class Crosswalk(models.Model):
    """How an area of one strategy corresponds to an area of another."""

    class Relation(models.TextChoices):
        EXACT = "exact", _("samma")
        BROADER = "broader", _("vidare")
        NARROWER = "narrower", _("snävare")
        PARTIAL = "partial", _("delvis")

    from_area = models.ForeignKey(FocusArea, on_delete=models.PROTECT, related_name="crosswalks")
    to_area = models.ForeignKey(FocusArea, on_delete=models.PROTECT, related_name="+")
    relation = models.CharField(_("förhållande"), max_length=10, choices=Relation.choices)
    note_sv = models.CharField(_("anmärkning"), max_length=300, blank=True)
    note_en = models.CharField(_("anmärkning på engelska"), max_length=300, blank=True)
    entry = models.ForeignKey(LedgerEntry, on_delete=models.PROTECT, related_name="crosswalks")

    LEDGER: ClassVar[tuple[str, ...]] = (
        "from_area__strategy__slug",
        "from_area__slug",
        "to_area__strategy__slug",
        "to_area__slug",
    )
    LEDGER += ("relation", "note_sv", "note_en")

    class Meta:
        verbose_name = _("motsvarighet")
        verbose_name_plural = _("motsvarigheter")
        constraints = (models.UniqueConstraint(fields=("from_area", "to_area"), name="crosswalk_pair_once"),)

    def __str__(self) -> str:
        return f"{self.from_area} → {self.to_area}"

    note = translated("note")
