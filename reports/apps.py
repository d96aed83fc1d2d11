"""Name the app of reports."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Its public rows are kept append-only by the same triggers as the domain's."""

    name = "reports"
    verbose_name = "Rapporter"
