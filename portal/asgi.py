"""Serve the site through ASGI: the WSGI application behind the bridge that waits for bodies."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from portal.bodies import Bodies
from portal.bridge import Bridge

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

#: Above Django's own limit for a form, so that a body just too large is answered with a page of ours.
SPARE_BYTES = 64 * 1024

application = Bridge(get_wsgi_application(), Bodies(settings.DATA_UPLOAD_MAX_MEMORY_SIZE + SPARE_BYTES))
