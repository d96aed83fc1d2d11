"""A batch of rows on its way in: what was sent, what is wrong with it, and every step to its acceptance."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from indicators.models.ledger import LedgerEntry
from indicators.models.observation import Figure, Series
from indicators.models.organisation import Organisation
from indicators.models.translated import translated


class SourceRelease(models.Model):
    """One publication by a source: what it is called, where it is, under which licence, and the bytes' checksum."""

    publisher = models.CharField(_("utgivare"), max_length=150)
    title_sv = models.CharField(_("titel"), max_length=200)
    title_en = models.CharField(_("titel på engelska"), max_length=200, blank=True)
    url = models.CharField(_("adress"), max_length=500, blank=True)
    licence = models.CharField(_("licens"), max_length=200, blank=True)
    released_on = models.DateField(_("publicerad"), null=True, blank=True)
    retrieved_on = models.CharField(_("hämtad"), max_length=10, blank=True)
    attribution_sv = models.CharField(_("så anges källan"), max_length=300, blank=True)
    reliability_sv = models.TextField(_("tillförlitlighet"), blank=True)
    file_name = models.CharField(_("fil"), max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("källutgåva")
        verbose_name_plural = _("källutgåvor")

    def __str__(self) -> str:
        return f"{self.publisher}: {self.title}"

    title = translated("title")


class Delivery(models.Model):
    """One batch with its origin and its state. Figures that are not accepted live only here."""

    class Origin(models.TextChoices):
        FORM = "form", _("formulär")
        FILE = "file", _("fil")
        API = "api", _("API")

    class State(models.TextChoices):
        DRAFT = "draft", _("utkast")
        SUBMITTED = "submitted", _("inskickad")
        RETURNED = "returned", _("tillbakaskickad")
        ACCEPTED = "accepted", _("mottagen")
        REJECTED = "rejected", _("avvisad")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="deliveries")
    origin = models.CharField(_("väg in"), max_length=10, choices=Origin.choices)
    title = models.CharField(_("rubrik"), max_length=200)
    release = models.ForeignKey(
        SourceRelease, on_delete=models.PROTECT, null=True, blank=True, related_name="deliveries"
    )
    state = models.CharField(_("läge"), max_length=10, choices=State.choices, default=State.DRAFT)
    token = models.UUIDField(_("engångsnyckel mot dubbla inskick"), unique=True)
    entry = models.OneToOneField(LedgerEntry, on_delete=models.PROTECT, null=True, blank=True, related_name="delivery")
    created_at = models.DateTimeField(_("skapad"), auto_now_add=True)

    class Meta:
        verbose_name = _("leverans")
        verbose_name_plural = _("leveranser")
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state="accepted", entry__isnull=False)
                | (~models.Q(state="accepted") & models.Q(entry__isnull=True)),
                name="delivery_accepted_has_its_entry",
            ),
        )
        indexes = (models.Index(fields=("organisation", "state"), name="delivery_by_state"),)

    def __str__(self) -> str:
        return f"{self.pk}: {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("work:delivery", args=[self.pk])


class DeliveryRow(Figure):
    """One row: the text as sent and, if it could be read, the figure it proposes, and against which revision."""

    class Kind(models.TextChoices):
        NEW = "new", pgettext_lazy("rader", "nya")
        CHANGED = "changed", pgettext_lazy("rader", "ändrade")
        UNCHANGED = "unchanged", pgettext_lazy("rader", "oförändrade")
        REFUSED = "refused", pgettext_lazy("rader", "nekade")

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField(_("rad"))
    raw = models.JSONField(_("som den skickades"))
    kind = models.CharField(_("utfall"), max_length=10, choices=Kind.choices)
    series = models.ForeignKey(Series, on_delete=models.PROTECT, null=True, related_name="rows")
    base_revision = models.PositiveIntegerField(_("gjord mot revision"), default=0)
    left_out = models.BooleanField(_("lämnas utanför"), default=False)

    class Meta:
        verbose_name = _("rad")
        verbose_name_plural = _("rader")
        ordering = ("delivery", "line", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind="refused") | models.Q(series__isnull=False),
                name="deliveryrow_readable_has_series",
            ),
            models.UniqueConstraint(
                fields=("delivery", "series", "period"),
                condition=~models.Q(kind="refused"),
                name="deliveryrow_figure_once_in_delivery",
            ),
        )
        indexes = (models.Index(fields=("delivery", "kind"), name="deliveryrow_by_kind"),)

    def __str__(self) -> str:
        return f"{self.delivery_id}:{self.line}"


class Problem(models.Model):
    """What is wrong with a row: which field, a code for machines and a sentence for people."""

    class Severity(models.TextChoices):
        ERROR = "error", _("fel")
        WARNING = "warning", _("varning")

    row = models.ForeignKey(DeliveryRow, on_delete=models.CASCADE, related_name="problems")
    severity = models.CharField(max_length=10, choices=Severity.choices)
    field = models.CharField(max_length=20)
    code = models.CharField(max_length=40)
    sentence = models.CharField(max_length=500)

    class Meta:
        verbose_name = _("anmärkning")
        verbose_name_plural = _("anmärkningar")

    def __str__(self) -> str:
        return self.sentence


class DeliveryEvent(models.Model):
    """One step of a delivery: who, when, what and why."""

    class Step(models.TextChoices):
        CREATED = "created", _("skapad")
        SUBMITTED = "submitted", _("inskickad")
        RETURNED = "returned", _("tillbakaskickad")
        LEFT_OUT = "left-out", _("rad lämnad utanför")
        ACCEPTED = "accepted", _("mottagen")
        REJECTED = "rejected", _("avvisad")

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="events")
    step = models.CharField(_("steg"), max_length=10, choices=Step.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(_("när"))
    reason = models.TextField(_("skäl"), blank=True)

    class Meta:
        verbose_name = _("händelse")
        verbose_name_plural = _("händelser")
        ordering = ("delivery", "id")

    def __str__(self) -> str:
        return f"{self.delivery_id} {self.step}"
