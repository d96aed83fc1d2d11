"""The site's addresses and one empty view to hold them against."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from portal import urls


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [path("tom/", empty), *urls.urlpatterns]
