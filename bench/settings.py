"""The site's own settings, with an empty view beside its pages, and without the page cache where BENCH_CACHE=off."""

import os

from portal import settings as site

globals().update({name: getattr(site, name) for name in dir(site) if name.isupper()})

ROOT_URLCONF = "bench.urls"
if os.environ.get("BENCH_CACHE") == "off":
    CACHES = site.CACHES | {"pages": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
