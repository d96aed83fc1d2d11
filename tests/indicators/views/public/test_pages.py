"""The public pages say what the figures say: own and borrowed, inferred, broken, corrected, none."""

import csv
import io
from itertools import pairwise

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertInHTML

from indicators.models import LedgerEntry
from tests.factories import source_figures, years
from tests.pages import plain, read

pytestmark = pytest.mark.django_db
PAGE = "/indikatorer/anstallda-i-it-yrken/"


def words(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content
    return read(answer).text


def queries(client: Client, address: str) -> int:
    """How many queries an answer takes that is not kept, what a process reads once for each state being read."""
    client.get(address)
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_own_figure_is_said_with_value_place_and_year(client: Client) -> None:
    source_figures(years({2021: "2.7", 2022: "2.8", 2023: "2.9", 2024: "3.0"}))
    text = words(client, PAGE)
    assert "År 2024 var andelen 3,0 procent i Gävleborg." in text
    assert "Förbättras" in text
    assert "lånad siffra" not in text


def test_borrowed_figure_names_its_place_and_is_never_ours(client: Client) -> None:
    source_figures(years({2024: "94.1"}, indicator="INF09", territory="SE31"), source="eurostat")
    text = words(client, "/indikatorer/hushall-internet-hemma/")
    assert "lånad siffra" in text
    assert "Gävleborg har ingen egen siffra. Den som visas gäller Norra Mellansverige." in text
    assert "procent i Gävleborg" not in text


def test_inferred_year_is_said_and_carries_no_status(client: Client) -> None:
    source_figures(years({2022: "96"}, indicator="INF01", year_basis="inferred"), source="oppna-kallor")
    text = words(client, "/indikatorer/tillgang-1-gbit/")
    assert "Omkring 2022 var andelen 96 procent i Gävleborg." in text
    assert "år härlett" in text
    assert "Går inte att bedöma" in text


def test_no_data_is_told_with_its_reason(client: Client) -> None:
    text = words(client, "/indikatorer/lika-sjalvvardering/")
    assert "Ingen data Inga öppna data har hittats." in text
    assert "Självvärdering av ledning" in text


def test_correction_shows_both_values_and_the_older_state_stays(client: Client) -> None:
    first = source_figures(years({2022: "2.8", 2023: "2.9", 2024: "3.0"}))
    second = source_figures(years({2024: "3.4"}), title="Rättelse")
    now = words(client, PAGE)
    assert "Rättade värden" in now
    assert f"2024 3,0 3,4 {second.number}" in now
    then = words(client, f"{PAGE}?liggare={first.number}")
    assert "År 2024 var andelen 3,0 procent" in then
    assert "Du ser ett äldre läge" in then
    assert f"?liggare={first.number}" in client.get(f"{PAGE}?liggare={first.number}").content.decode()
    assert "3,0 3,4" in words(client, f"/andringar/{second.number}/")


def test_ranking_marks_the_home_region_or_the_one_asked_for(client: Client) -> None:
    for code, value in (("21", "3.0"), ("20", "2.5"), ("01", "8.4")):
        source_figures(years({2024: value}, territory=code), title=code)
    assert "Gävleborg ligger på plats 2 av 3 län." in words(client, PAGE)
    assert "Dalarna ligger på plats 3 av 3 län." in words(client, f"{PAGE}?region=dalarna")


def test_breakdowns_stand_as_table_and_in_words(client: Client) -> None:
    source_figures(years({2023: "1.4", 2024: "1.5"}, breakdown="kon=kvinnor"), title="kvinnor")
    source_figures(years({2023: "4.3", 2024: "4.5"}, breakdown="kon=man"), title="män")
    text = words(client, PAGE)
    assert "Kvinnor och män" in text
    assert "2024 i Gävleborg: kvinnor 1,5 %, män 4,5 %." in text


def test_kommun_page_shows_own_nearest_and_lacking(client: Client) -> None:
    source_figures(
        years({2022: "98.7"}, indicator="INF01", territory="2183", year_basis="inferred"), source="oppna-kallor"
    )
    source_figures(years({2024: "3.0"}))
    text = words(client, "/kommuner/bollnas/")
    assert "Det finns ett enda eget värde för kommunen." in text
    assert "98,7 %" in text
    assert "De beskriver inte Bollnäs" in text
    assert "Källkritik i skolan" in text


@pytest.mark.parametrize(
    ("query", "kept", "gone"),
    [
        ("?q=it-yrken", "Anställda i IT-yrken", "Digital mognad"),
        ("?omrade=digitalt-ledarskap", "Digital mognad", "Anställda i IT-yrken"),
        ("?varde=lan", "Anställda i IT-yrken", "Digital mognad"),
        ("?varde=ingen", "Digital mognad", "Anställda i IT-yrken"),
        ("?lage=no-data", "Digital mognad", "Anställda i IT-yrken"),
        ("?urval=karna", "Digital mognad", "LIKA"),
    ],
)
def test_filter_keeps_what_passes(client: Client, query: str, kept: str, gone: str) -> None:
    source_figures(years({2024: "3.0"}))
    answer = client.get(f"/indikatorer/{query}", headers={"hx-request": "true"})
    text = plain(answer.content.decode())
    assert kept in text
    assert gone not in text


def test_list_fragment_is_the_pages_part(client: Client) -> None:
    fragment = client.get("/indikatorer/?q=bredband", headers={"hx-request": "true"})
    assert "<html" not in fragment.content.decode()
    assertInHTML(fragment.content.decode(), client.get("/indikatorer/?q=bredband").content.decode())


def test_filter_that_nothing_passes_says_what_to_do(client: Client) -> None:
    assert "Ingen indikator passar" in words(client, "/indikatorer/?q=zzz")


def test_other_strategy_has_its_own_areas(client: Client) -> None:
    assert "Konnektivitet" in words(client, "/?strategi=digitaliseringsstrategi-2025")
    assert client.get("/omraden/konnektivitet/").status_code == 404
    assert client.get("/omraden/konnektivitet/?strategi=digitaliseringsstrategi-2025").status_code == 200


def test_ledger_is_filtered_and_paged(client: Client) -> None:
    source_figures(years({2024: "3.0"}), title="Värden ur registret")
    assert "Värden ur registret" in words(client, "/andringar/?slag=figures")
    assert "Värden ur registret" not in words(client, "/andringar/?slag=target")
    assert client.get("/andringar/?sida=99").status_code == 404
    assert client.get("/andringar/99999/").status_code == 404


def test_csv_holds_every_figure_of_the_indicator_as_it_stood(client: Client) -> None:
    first = source_figures(years({2023: "2.9", 2024: "3.0"}))
    source_figures([*years({2024: "3.4"}), *years({2024: "4.4"}, breakdown="kon=man")], title="Mer")
    rows = table(client, "/indikatorer/anstallda-i-it-yrken.csv")
    assert [(row["breakdown"], row["period"], row["value"], row["revision"]) for row in rows] == [
        ("kon=man", "2024", "4.4", "1"),
        ("total", "2023", "2.9", "1"),
        ("total", "2024", "3.4", "2"),
    ]
    before = table(client, f"/indikatorer/anstallda-i-it-yrken.csv?liggare={first.number}")
    assert [row["value"] for row in before] == ["2.9", "3"]


def test_csv_of_standings_says_where_each_figure_is_from(client: Client) -> None:
    source_figures(years({2024: "94.1"}, indicator="INF09", territory="SE31"), source="eurostat")
    rows = {row["indicator_code"]: row for row in table(client, "/regioner/gavleborg.csv")}
    assert (rows["INF09"]["origin"], rows["INF09"]["place_code"], rows["INF09"]["territory_code"]) == (
        "borrowed",
        "SE31",
        "21",
    )
    assert (rows["LED02"]["origin"], rows["LED02"]["value"], rows["LED02"]["status"]) == ("none", "", "no-data")
    assert set(table(client, "/omraden/digital-infrastruktur.csv")[0]) == set(rows["INF09"])


def test_csv_of_the_ledger_is_the_chain(client: Client) -> None:
    rows = table(client, "/andringar.csv")
    assert len(rows) == LedgerEntry.objects.count()
    assert all(newer["previous"] == older["hash"] for newer, older in pairwise(rows))


def test_csv_of_all_kommuner_holds_their_totals(client: Client) -> None:
    source_figures(years({2022: "98.7"}, indicator="INF01", territory="2183") + years({2024: "3.0"}))
    assert [(row["territory_code"], row["value"]) for row in table(client, "/kommuner.csv")] == [("2183", "98.7")]


def test_csv_of_an_entry_holds_what_it_made_public(client: Client) -> None:
    first = source_figures(years({2023: "2.9"}))
    second = source_figures(years({2023: "3.1", 2024: "3.2"}))
    assert [row["value"] for row in table(client, f"/andringar/{first.number}.csv")] == ["2.9"]
    rows = table(client, f"/andringar/{second.number}.csv")
    assert [(row["period"], row["value"], row["revision"]) for row in rows] == [
        ("2023", "3.1", "2"),
        ("2024", "3.2", "1"),
    ]
    assert client.get("/andringar/99999.csv").status_code == 404


def table(client: Client, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.content.decode(), newline="")))


LISTS = ("/", "/omraden/digital-kompetens/", "/indikatorer/", PAGE, "/regioner/gavleborg/", "/kommuner/", "/andringar/")


@pytest.mark.parametrize("address", LISTS)
def test_page_takes_as_many_queries_with_one_row_as_with_twenty(client: Client, address: str) -> None:
    for code in ("21", "20", *(f"{number:02}" for number in (1, 3, 4, 5, 6, 7, 8, 9, 10, 12))):
        source_figures(years({2023: "2.9", 2024: "3.0"}, territory=code), title=code)
    one = queries(client, address)
    for code in ("13", "14", "17", "18", "19", "22", "23", "24", "25"):
        source_figures(years({2023: "2.9", 2024: "3.0"}, territory=code), title=code)
    for indicator in ("KOM03", "INF04", "INF01"):
        source_figures(years({2023: "50", 2024: "51"}, indicator=indicator), title=indicator)
    assert queries(client, address) == one
