"""Places that figures are about, from the Union down to the kommun, with the codes each source uses for them."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from indicators.models.translated import translated


class Level(models.TextChoices):
    """How large a place is; the order is from large to small."""

    UNION = "union", _("EU")
    COUNTRY = "country", _("land")
    NUTS1 = "nuts1", _("landsdel")
    NUTS2 = "nuts2", _("riksområde")
    REGION = "region", _("län")
    KOMMUN = "kommun", _("kommun")


class Territory(models.Model):
    """A place. `code` is ours: EU, SE, SE31, 21, 2180."""

    code = models.CharField(_("kod"), max_length=10, unique=True)
    level = models.CharField(_("nivå"), max_length=10, choices=Level.choices)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    name_sv = models.CharField(_("namn"), max_length=100)
    short_sv = models.CharField(_("kort namn"), max_length=60)
    name_en = models.CharField(_("namn på engelska"), max_length=100)
    short_en = models.CharField(_("kort namn på engelska"), max_length=60)
    slug = models.SlugField(_("adressnamn"))
    population = models.PositiveIntegerField(_("invånare"), null=True, blank=True)
    population_on = models.DateField(_("invånare den"), null=True, blank=True)
    degurba = models.PositiveSmallIntegerField(_("stadsgrad (Eurostat)"), null=True, blank=True)
    area_km2 = models.DecimalField(_("yta, km²"), max_digits=9, decimal_places=1, null=True, blank=True)

    class Meta:
        verbose_name = _("territorium")
        verbose_name_plural = _("territorier")
        ordering = ("code",)
        constraints = (
            models.UniqueConstraint(fields=("level", "slug"), name="territory_slug_once_on_level"),
            models.CheckConstraint(
                condition=models.Q(population__isnull=True, population_on__isnull=True)
                | models.Q(population__isnull=False, population_on__isnull=False),
                name="territory_population_with_its_date",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        names = {Level.REGION: "region", Level.KOMMUN: "kommun"}
        return reverse(names[Level(self.level)], args=[self.slug]) if self.level in names else ""

    name = translated("name")
    short = translated("short")


class TerritoryCode(models.Model):
    """The code a source uses for a place: Kolada 0021, SCB 21, NUTS SE313."""

    territory = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="codes")
    scheme = models.CharField(_("kodverk"), max_length=20)
    code = models.CharField(_("kod"), max_length=20)

    class Meta:
        verbose_name = _("kod")
        verbose_name_plural = _("koder")
        constraints = (models.UniqueConstraint(fields=("scheme", "code"), name="territorycode_once_in_scheme"),)

    def __str__(self) -> str:
        return f"{self.scheme}:{self.code}"
