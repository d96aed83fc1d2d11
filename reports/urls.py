"""The addresses of reports: for everyone, and in the workspace."""

from django.urls import path

from reports.views import public, work

public_patterns = [
    path("rapporter/", public.reports, name="reports"),
    path("rapporter/<slug:slug>/<int:number>/", public.edition, name="report-edition"),
    path("rapporter/<slug:slug>/<int:number>.pdf", public.pdf, name="report-pdf"),
    path("rapporter/<slug:slug>/<int:number>.json", public.content, name="report-content"),
]

work_patterns = [
    path("rapporter/", work.reports, name="reports"),
    path("rapporter/frys/", work.freeze, name="report-freeze"),
    path("rapporter/<int:pk>/", work.edition, name="report-edition"),
    path("rapporter/<int:pk>/sida/", work.preview, name="report-preview"),
    path("rapporter/<int:pk>/pdf/", work.preview_pdf, name="report-preview-pdf"),
    path("rapporter/<int:pk>/publicera/", work.publish, name="report-publish"),
    path("rapporter/<int:pk>/igen/", work.again, name="report-again"),
]
