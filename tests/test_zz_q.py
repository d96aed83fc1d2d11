import pytest
from django.test.utils import CaptureQueriesContext
from django.db import connection
from django.core.cache import caches
from tests.demo import demo, demo_files  # noqa
from tests.portal.test_public_pages import address
import re
@pytest.mark.django_db
@pytest.mark.parametrize("name",["home","indicator","regions","region","kommun","area","ledger-entry","areas"])
def test_q(demo, client, name):
    client.get(address(name)); caches["pages"].clear()
    with CaptureQueriesContext(connection) as c:
        client.get(address(name))
    print("=====", name, len(c))
    for q in c.captured_queries:
        s=q["sql"]; 
        m=re.search(r' FROM "?(\w+)"?', s); w=s[s.find(" WHERE "):][:230]
        print("  ", q["time"], m and m.group(1), "|", w)
