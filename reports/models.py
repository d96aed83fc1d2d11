"""Reports, their frozen editions, what was published of them, and the jobs that render them."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from indicators.models import LedgerEntry, Organisation, Territory
from indicators.models.translated import translated


class Report(models.Model):
    """A report that is made again and again; each time is an edition."""

    class Kind(models.TextChoices):
        REGIONAL = "regional-overview", _("regional lägesbild")

    slug = models.SlugField(_("adressnamn"), max_length=80, unique=True)
    kind = models.CharField(_("slag"), max_length=30, choices=Kind.choices)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="reports")
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="reports")
    title_sv = models.CharField(_("titel"), max_length=150)
    title_en = models.CharField(_("titel på engelska"), max_length=150)

    class Meta:
        verbose_name = _("rapport")
        verbose_name_plural = _("rapporter")
        ordering = ("slug",)
        constraints = (
            models.UniqueConstraint(fields=("kind", "organisation", "territory"), name="report_once_by_kind_and_place"),
        )

    def __str__(self) -> str:
        return self.title

    title = translated("title")


class EditionQuerySet(models.QuerySet["Edition"]):
    """Which editions."""

    def published(self) -> "EditionQuerySet":
        """Those that anyone may read: whose publication a ledger entry has sealed, whatever their state says."""
        return self.filter(publication__isnull=False)


_RENDERED = ~models.Q(html_sha256="") & ~models.Q(pdf_sha256="")


class Edition(models.Model):
    """A report's content frozen as of a ledger entry, and the checksums of what was rendered from it."""

    class State(models.TextChoices):
        FROZEN = "frozen", _("fryst")
        RENDERED = "rendered", _("färdig att granska")
        PUBLISHED = "published", _("publicerad")
        FAILED = "failed", _("misslyckad")

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField(_("utgåva"))
    state = models.CharField(_("läge"), max_length=10, choices=State.choices, default=State.FROZEN)
    as_of = models.PositiveBigIntegerField(_("efter liggarpost"))
    content_sha256 = models.CharField(_("kontrollsumma för innehållet"), max_length=64)
    content_size = models.PositiveIntegerField(_("innehållets storlek"))
    html_sha256 = models.CharField(_("kontrollsumma för sidan"), max_length=64, blank=True)
    html_size = models.PositiveIntegerField(_("sidans storlek"), default=0)
    pdf_sha256 = models.CharField(_("kontrollsumma för PDF-filen"), max_length=64, blank=True)
    pdf_size = models.PositiveIntegerField(_("PDF-filens storlek"), default=0)
    created_at = models.DateTimeField(_("fryst den"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("utgåva")
        verbose_name_plural = _("utgåvor")
        ordering = ("report", "-number")
        constraints = (
            models.UniqueConstraint(fields=("report", "number"), name="edition_number_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="edition_number_from_one"),
            models.CheckConstraint(condition=~models.Q(content_sha256=""), name="edition_has_its_content"),
            models.CheckConstraint(
                condition=~models.Q(state__in=["rendered", "published"]) | _RENDERED,
                name="edition_to_read_has_page_and_pdf",
            ),
        )

    def __str__(self) -> str:
        return gettext("%(report)s, utgåva %(number)d") % {"report": self.report, "number": self.number}

    def get_absolute_url(self) -> str:
        return reverse("report-edition", args=[self.report.slug, self.number])

    @property
    def file_name(self) -> str:
        """What the downloaded PDF is called."""
        return f"{self.report.slug}-{self.number}.pdf"


class Publication(models.Model):
    """That an edition is public: its three checksums, sealed by a ledger entry."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="publication")
    entry = models.ForeignKey(LedgerEntry, on_delete=models.PROTECT, related_name="publications")
    number = models.PositiveIntegerField(_("utgåva"))
    as_of = models.PositiveBigIntegerField(_("efter liggarpost"))
    content_sha256 = models.CharField(_("kontrollsumma för innehållet"), max_length=64)
    html_sha256 = models.CharField(_("kontrollsumma för sidan"), max_length=64)
    pdf_sha256 = models.CharField(_("kontrollsumma för PDF-filen"), max_length=64)

    LEDGER = ("edition__report__slug", "number", "as_of", "content_sha256", "html_sha256", "pdf_sha256")

    class Meta:
        verbose_name = _("publicering")
        verbose_name_plural = _("publiceringar")
        ordering = ("-entry",)
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(content_sha256="") & _RENDERED, name="publication_has_three_checksums"
            ),
        )

    def __str__(self) -> str:
        return f"{self.edition_id}: {self.entry_id}"


class RenderJob(models.Model):
    """The truth about rendering an edition, whatever the queue remembers. A lease that is not renewed runs out."""

    class State(models.TextChoices):
        READY = "ready", _("väntar")
        RUNNING = "running", _("pågår")
        DONE = "done", _("klar")
        FAILED = "failed", _("misslyckad")

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="job")
    state = models.CharField(_("läge"), max_length=10, choices=State.choices, default=State.READY)
    attempt = models.PositiveSmallIntegerField(_("försök"), default=0)
    lease_until = models.DateTimeField(_("tiden går ut"), null=True, blank=True)
    heartbeat_at = models.DateTimeField(_("senaste livstecken"), null=True, blank=True)
    message = models.CharField(_("meddelande"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("utskriftsjobb")
        verbose_name_plural = _("utskriftsjobb")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state="running", lease_until__isnull=False)
                | (~models.Q(state="running") & models.Q(lease_until__isnull=True)),
                name="renderjob_runs_on_a_lease",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="failed") | ~models.Q(message=""), name="renderjob_failed_says_why"
            ),
        )
        indexes = (models.Index(fields=("state", "lease_until"), name="renderjob_by_lease"),)

    def __str__(self) -> str:
        return f"{self.edition_id}: {self.get_state_display()}"
