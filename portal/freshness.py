"""Answer public pages from the ledger head: ETag, 304 and cache, before any session exists."""

import hashlib
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any, Protocol
from urllib.parse import urlencode

import brotli
from django import forms
from django.conf import settings
from django.core.cache import caches
from django.core.handlers.exception import response_for_exception
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, HttpResponseRedirect
from django.urls import Resolver404, resolve
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date, parse_etags
from django.utils.module_loading import import_string

from portal.fragments import wants_fragment
from portal.routers import reading_publicly

View = Callable[..., HttpResponse]
#: What compression makes smaller; a PDF is compressed already.
PACKED = ("text/", "application/json", "image/svg+xml")


class Head(Protocol):
    """What the data version must tell: the newest ledger entry's number, hash and time."""

    number: int
    hash: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class PublicPage:
    """How a public page may be asked: the form its query is read with, and whether it depends on the day."""

    query: type[forms.Form]
    daily: bool


class NoQuery(forms.Form):
    """A page that takes no parameters."""


def public_page(*, query: type[forms.Form] = NoQuery, daily: bool = False) -> Callable[[View], View]:
    """Mark a view as public: GET only, no session, cached until the ledger grows.

    The view is called as `view(request, *args, **kwargs)` with `request.query`, the cleaned and complete query.
    """

    def mark(view: View) -> View:
        @wraps(view)
        def public(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            return view(request, *args, **kwargs)

        public.public_page = PublicPage(query, daily)  # type: ignore[attr-defined]
        return public

    return mark


def read_head() -> Head:
    """Return the ledger's head, from the database that this page's figures are read from."""
    head: Head = import_string(settings.DATA_VERSION)()
    return head


class _Memo:
    """The head, remembered for a second in each process: at most one query a second for any number of readers."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.at = 0.0
        self.head: Head | None = None

    def get(self) -> Head:
        with self.lock:
            if self.head is None or time.monotonic() - self.at >= settings.DATA_VERSION_SECONDS:
                self.head, self.at = read_head(), time.monotonic()
            return self.head

    def forget(self) -> None:
        with self.lock:
            self.head = None


memo = _Memo()


def canonical_query(page: PublicPage, sent: Mapping[str, Any]) -> tuple[forms.Form, str]:
    """Return the read form and its one true spelling: known parameters, in the form's order, defaults left out."""
    form = page.query(sent)
    if not form.is_valid():
        return form, ""
    pairs = []
    for name, form_field in form.fields.items():
        value = form.cleaned_data.get(name)
        if value in (None, "", [], form_field.initial):
            continue
        for one in value if isinstance(value, list) else [value]:
            pairs.append((name, str(getattr(one, "value", one))))
    return form, urlencode(pairs)


class PublicPages:
    """Stands above the session middleware and calls public views itself, so that they cannot reach a session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            match = resolve(request.path_info)
        except Resolver404:
            return self.get_response(request)
        page: PublicPage | None = getattr(match.func, "public_page", None)
        if page is None:
            return self.get_response(request)
        request.resolver_match = match
        if request.method not in ("GET", "HEAD"):
            return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
        form, canonical = canonical_query(page, request.GET)
        if canonical != request.META.get("QUERY_STRING", ""):
            return HttpResponseRedirect(f"{request.path}?{canonical}" if canonical else request.path)
        request.query = form.cleaned_data  # type: ignore[attr-defined]
        with reading_publicly():
            return self._answer(request, match.func, match.args, match.kwargs, page, canonical)

    def _answer(
        self, request: HttpRequest, view: View, args: Any, kwargs: Any, page: PublicPage, canonical: str
    ) -> HttpResponse:
        head = memo.get()  # before the data: never can an old page be kept under a newer version
        encoding = "br" if takes_brotli(request.headers.get("Accept-Encoding", "")) else ""
        key = page_key(request, head, canonical, encoding, timezone.localdate() if page.daily else None)
        etag = f'W/"{key[:32]}"'
        if _matches(request.headers.get("If-None-Match", ""), etag):
            return _with_headers(HttpResponseNotModified(), etag, head)
        cache = caches["pages"]
        kept: tuple[bytes, dict[str, str]] | None = cache.get(key)
        if kept is None:
            request.data_version = head  # type: ignore[attr-defined]
            try:
                response = view(request, *args, **kwargs)
            except Exception as exception:  # the same answers (404, 500, …) as Django gives for any view
                return response_for_exception(request, exception)
            if response.status_code != 200 or response.streaming:
                return response
            kept = _compressed(response.content, dict(response.headers), encoding)
            if "liggare" not in request.GET:  # an older state is asked for seldom, and there are as many as entries
                cache.set(key, kept)
        content, headers = kept
        return _with_headers(HttpResponse(content, headers=headers), etag, head)


def page_key(request: HttpRequest, head: Head, canonical: str, encoding: str, day: date | None) -> str:
    """Return the cache key: everything that a public page may depend on, and nothing else."""
    parts = (
        head.number,
        head.hash,
        settings.BUILD,
        translation.get_language(),
        "" if settings.SITE_URL else f"{request.scheme}://{request.get_host()}",
        request.path,
        canonical,
        "fragment" if wants_fragment(request) else "page",
        encoding,
        day.isoformat() if day else "",
    )
    return hashlib.sha256("\n".join(str(part) for part in parts).encode()).hexdigest()


def takes_brotli(accepted: str) -> bool:
    """Read Accept-Encoding: br, and not with a weight of nothing."""
    for one in accepted.split(","):
        name, _, weight = one.replace(" ", "").partition(";q=")
        if name == "br":
            return weight not in ("0", "0.0", "0.00", "0.000")
    return False


def _matches(sent: str, etag: str) -> bool:
    """Compare weakly. `*` is not answered: whether the page exists is not known before it is rendered."""
    weak = etag.removeprefix("W/")
    return any(one.removeprefix("W/") == weak for one in parse_etags(sent))


def _compressed(content: bytes, headers: dict[str, str], encoding: str) -> tuple[bytes, dict[str, str]]:
    """Compress once per data version; public pages hold no secrets that a length could betray."""
    text = headers.get("Content-Type", "").startswith(PACKED)
    if encoding == "br" and text and len(content) > 500 and "Content-Encoding" not in headers:
        content = brotli.compress(content, quality=5)
        headers["Content-Encoding"] = "br"
    return content, headers | {"Content-Length": str(len(content))}


def _with_headers(response: HttpResponse, etag: str, head: Head) -> HttpResponse:
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    if head.at is not None:
        response.headers["Last-Modified"] = http_date(head.at.timestamp())
    patch_vary_headers(response, ["Accept-Encoding", "HX-Request", "HX-History-Restore-Request"])
    return response
