"""Every address of the site: Swedish at the root, English below /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from indicators import urls as indicator_urls
from indicators import urls_work
from portal import views
from reports import urls as report_urls

work = urls_work.work_patterns + report_urls.work_patterns

urlpatterns = [
    path("halsa/", views.health, name="health"),
    path("admin/", admin.site.urls),
    *i18n_patterns(
        *indicator_urls.public_patterns,
        *report_urls.public_patterns,
        path("om/", views.about, name="about"),
        path("om/metod/", views.method, name="method"),
        path("om/personuppgifter/", views.privacy, name="privacy"),
        path("tillganglighet/", views.accessibility, name="accessibility"),
        path("galleri/", views.gallery, name="gallery"),
        path("konto/", include("portal.account_urls")),
        path("arbete/", include((work, "work"))),
        prefix_default_language=False,
    ),
]

handler400 = "portal.views.bad_request"
handler403 = "portal.views.forbidden"
handler404 = "portal.views.not_found"
handler500 = "portal.views.server_error"
