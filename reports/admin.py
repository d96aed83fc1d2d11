"""Reports for administrators: to look at, never to change behind the actions' back."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from reports.models import Edition, Publication, RenderJob, Report


class ReadOnly(admin.ModelAdmin[Any]):
    """Nothing is added, changed or deleted here."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Report)
class ReportAdmin(ReadOnly):
    list_display = ("title_sv", "kind", "organisation", "territory")
    list_select_related = ("organisation", "territory")


@admin.register(Edition)
class EditionAdmin(ReadOnly):
    list_display = ("report", "number", "state", "as_of", "created_at", "pdf_size")
    list_filter = ("state",)
    list_select_related = ("report",)


@admin.register(Publication)
class PublicationAdmin(ReadOnly):
    list_display = ("edition", "entry", "pdf_sha256")
    list_select_related = ("edition__report", "entry")


@admin.register(RenderJob)
class RenderJobAdmin(ReadOnly):
    list_display = ("edition", "state", "attempt", "heartbeat_at", "message")
    list_filter = ("state",)
    list_select_related = ("edition__report",)
