"""The demo says what the files that ship with the site say, each number read here anew, by other code."""

import csv
import hashlib
import os
import shutil
import subprocess
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site_settings
from django.core.management import CommandError, call_command
from django.test import Client

from indicators.actions import heads, verification
from indicators.models import (
    Delivery,
    IndicatorVersion,
    LedgerEntry,
    LedgerHead,
    Membership,
    Observation,
    Role,
    Series,
    SourceRelease,
    Territory,
    YearBasis,
)
from indicators.standings import standings
from portal.models import User
from reports.models import Edition
from tests.demo import demo, demo_files  # noqa: F401
from tests.factories import PASSWORD
from tests.pages import plain, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
FOLDER: Path = site_settings.BASE_DIR / "fixtures" / "demo"
SCB = "scb_yrkesregister_it_yrken_lan_2014_2024.csv"
SKILLS = "eurostat_isoc_sk_dskl_i21_basic_skills_SE_nordic_EU_2021_2025.csv"
INTERNET = "eurostat_isoc_r_iacc_h_SE_2006_2025.csv"
REPORT = "lagesbild-gavleborg"
REQUIRE_ALL = os.environ.get("REQUIRE_ALL") == "1"


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def one(name: str, **wanted: str) -> dict[str, str]:
    """The only row of a file that has these values."""
    found = [row for row in rows(name) if all(row[key] == value for key, value in wanted.items())]
    assert len(found) == 1, (wanted, len(found))
    return found[0]


def swedish(text: str, decimals: int = 1) -> str:
    """Rounded half up, with a decimal comma: 2.998 → 3,0. Written here anew on purpose."""
    rounded = Decimal(text).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return str(rounded).replace(".", ",")


def thousands(text: str) -> str:
    return f"{int(text):,}".replace(",", " ")


@cache
def gavleborg() -> dict[str, str]:
    return one(SCB, group="IT_TOTAL_131_251_351", lan_code="21", year="2024", sex="total")


def words(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return read(answer).text


def test_figure_of_gavleborg_is_that_of_the_file(client: Client) -> None:
    row = gavleborg()
    assert (row["share_pct"], row["employees"], row["all_employees_known_occupation"]) == ("2.998", "3725", "124247")
    assert swedish(row["share_pct"]) == "3,0"
    page = words(client, "/indikatorer/anstallda-i-it-yrken/")
    assert "3,0 %" in page
    assert f"{thousands(row['employees'])} av {thousands(row['all_employees_known_occupation'])}" in page
    for path in ("/", "/omraden/digital-kompetens/", "/regioner/gavleborg/", "/regioner/"):
        assert "3,0" in words(client, path), path


@pytest.mark.parametrize("code", ["01", "03", "12", "14", "20", "21", "25"])
def test_every_lan_stands_with_its_own_figure(client: Client, code: str) -> None:
    row = one(SCB, group="IT_TOTAL_131_251_351", lan_code=code, year="2024", sex="total")
    place = Territory.objects.get(code=code)
    assert f"{swedish(row['share_pct'])} %" in words(client, f"/regioner/{place.slug}/")
    ranking = words(client, "/indikatorer/anstallda-i-it-yrken/")
    assert f"{place.short_sv} {swedish(row['share_pct'], 2)}" in ranking


def test_every_figure_of_the_register_is_stored_as_it_is_written() -> None:
    """All 21 län and the nation, eleven years, three groups of people: value for value."""
    kinds = {"total": "total", "women": "kon=kvinnor", "men": "kon=man"}
    stored = {
        (territory, breakdown, period): value
        for territory, breakdown, period, value in Observation.objects.filter(
            series__indicator__code="KOM02", series__voice="source"
        ).values_list("series__territory__code", "series__breakdown__key", "period", "value")
    }
    wanted = {
        ({"00": "SE"}.get(row["lan_code"], row["lan_code"]), kinds[row["sex"]], row["year"]): Decimal(row["share_pct"])
        for row in rows(SCB)
        if row["group"] == "IT_TOTAL_131_251_351"
    }
    assert len(wanted) == 22 * 11 * 3
    assert {key: stored.get(key) for key in wanted} == wanted


def test_nuts_2_keeps_its_own_name(client: Client) -> None:
    latest = max((row for row in rows(INTERNET) if row["geo"] == "SE31" and row["value"]), key=lambda row: row["year"])
    assert swedish(latest["value"]) == "93,8"
    series = Series.objects.get(indicator__code="INF09", territory__code="SE31", breakdown__key="total")
    assert series.observations.get(period=latest["year"]).value == Decimal(latest["value"])
    page = words(client, "/indikatorer/hushall-internet-hemma/")
    assert "93,8" in page
    assert "Norra Mellansverige" in page
    assert not Series.objects.filter(indicator__code="INF09", territory__code="21").exists()
    for path in ("/", "/regioner/gavleborg/", "/omraden/digital-infrastruktur/", "/kommuner/gavle/"):
        text = words(client, path)
        for place in parts(text, "93,8"):
            assert "Norra Mellansverige" in place, f"{path}: {place}"


def parts(text: str, needle: str, around: int = 260) -> list[str]:
    """What stands around each place where the needle does."""
    found, start = [], text.find(needle)
    while start >= 0:
        found.append(text[max(0, start - around) : start + around])
        start = text.find(needle, start + 1)
    return found


def test_basic_skills_of_sweden_are_those_of_eurostat(client: Client) -> None:
    everyone = [row for row in rows(SKILLS) if row["geo"] == "SE" and row["ind_type"] == "IND_TOTAL"]
    latest = max(everyone, key=lambda row: row["year"])
    assert swedish(latest["value"]) == "70,0"
    page = words(client, "/indikatorer/grundlaggande-digital-kompetens/")
    assert "70,0" in page
    for place in parts(page, "70,0 %", around=120)[:1]:
        assert "Sverige" in place
    observation = Observation.objects.get(
        series__indicator__code="KOM01",
        series__territory__code="SE",
        series__breakdown__key="total",
        series__voice="source",
        period=latest["year"],
    )
    assert observation.value is not None
    assert round(observation.value, 1) == round(Decimal(latest["value"]), 1)


def test_indicator_without_a_figure_says_why(client: Client) -> None:
    """Not one figure of it ships; the page still says what is measured and why nothing is here."""
    definition = IndicatorVersion.objects.as_of(None).get(indicator__slug="oppna-datamangder")
    assert not Observation.objects.filter(series__indicator=definition.indicator_id).exists()
    assert definition.absence_sv
    page = words(client, "/indikatorer/oppna-datamangder/")
    for said in ("Ingen data", definition.absence_sv, definition.definition_sv, definition.source_name):
        assert plain(said) in page


def test_inferred_years_carry_no_status() -> None:
    inferred = Observation.objects.filter(year_basis=YearBasis.INFERRED)
    assert inferred.exists()
    for code in ("21", "SE"):
        for standing in standings(Territory.objects.get(code=code)):
            progress = standing.progress
            for point in (progress.first, progress.last) if progress and standing.assessed else ():
                assert point is None or not point.inferred, standing.definition.indicator.code


def test_every_file_is_a_delivery_with_its_checksum() -> None:
    for delivery in Delivery.objects.select_related("release"):
        assert delivery.state == Delivery.State.ACCEPTED
        assert not delivery.rows.filter(kind="refused", left_out=False).exists()
        assert delivery.release is not None
        shipped = (FOLDER / delivery.release.file_name).read_bytes()
        assert hashlib.sha256(shipped).hexdigest() == delivery.release.sha256
    assert SourceRelease.objects.count() == len(list(FOLDER.glob("*.csv")))


def test_ledger_and_heads_hold() -> None:
    assert list(verification.verify()) == []
    assert heads.differences() == (0, 0)
    for command in ("verify_ledger", "check_heads"):
        call_command(command, stdout=StringIO(), stderr=StringIO())


def counts() -> dict[str, int]:
    models: list[Any] = [
        Delivery,
        LedgerEntry,
        Observation,
        Series,
        SourceRelease,
        Edition,
        User,
        Membership,
        Territory,
    ]
    return {model.__name__: model.objects.count() for model in models} | {"head": LedgerHead.objects.get().number}


def test_second_load_changes_nothing() -> None:
    before = counts()
    call_command("load_reference", stdout=StringIO())
    call_command("load_demo", stdout=StringIO())
    assert counts() == before


def test_demo_refuses_production(settings: Any) -> None:
    settings.PRODUCTION = True
    before = counts()
    with pytest.raises(CommandError, match="does not run with MODE=production"):
        call_command("load_demo", stdout=StringIO())
    assert counts() == before


def test_accounts_have_their_roles_and_sign_in_with_the_password() -> None:
    roles = {
        "koordinator@example.org": ("region-gavleborg", Role.COORDINATOR),
        "godkannare@example.org": ("region-gavleborg", Role.APPROVER),
        "admin@example.org": ("region-gavleborg", Role.ADMINISTRATOR),
        "observator@example.org": ("tillvaxtverket", Role.OBSERVER),
        "koordinator.dalarna@example.org": ("region-dalarna", Role.COORDINATOR),
    }
    for email, (slug, role) in roles.items():
        membership = Membership.objects.get(user__email=email)
        assert (membership.organisation.slug, membership.role) == (slug, role)
        assert membership.user.is_staff is (email == "admin@example.org")
    assert Client().login(email="koordinator@example.org", password=PASSWORD)


def test_loading_account_cannot_sign_in() -> None:
    loader = User.objects.get(email="inlasning@framsteg.invalid")
    assert not loader.has_usable_password()
    assert not loader.is_staff


def tool(name: str) -> str:
    """A program that reads PDF files; without it the test is skipped, except where nothing may be."""
    found = shutil.which(name)
    if found is None:
        assert not REQUIRE_ALL, f"{name} is missing"
        pytest.skip(f"{name} is missing: apt-get install poppler-utils qpdf")
    return found


@pytest.fixture
def pdf(client: Client, tmp_path: Path) -> Path:
    answer = client.get(f"/rapporter/{REPORT}/1.pdf")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    path = tmp_path / "rapport.pdf"
    path.write_bytes(answer.content)
    return path


def test_published_report_holds_the_figure_and_is_a_sound_file(client: Client, pdf: Path) -> None:
    said = subprocess.run([tool("pdftotext"), "-layout", pdf, "-"], capture_output=True, text=True, check=True)
    text = plain(said.stdout)
    row = gavleborg()
    assert swedish(row["share_pct"]) in text
    assert "Gävleborg" in text
    assert Edition.objects.get().content_sha256[:8] in text.replace(" ", "")
    checked = subprocess.run([tool("qpdf"), "--check", pdf], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    for place in parts(text, "93,8"):
        assert "Norra Mellansverige" in place or "Gävleborg" not in place
    page = words(client, f"/rapporter/{REPORT}/1/")
    assert swedish(row["share_pct"]) in page


def test_report_is_found_from_the_start(client: Client) -> None:
    page = read(client.get("/rapporter/"))
    assert page.all("a", href=f"/rapporter/{REPORT}/1/") or page.all("a", href=f"/rapporter/{REPORT}/1.pdf")
    assert page.all("a", href=f"/rapporter/{REPORT}/1.pdf")
