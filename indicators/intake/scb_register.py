"""Read SCB's Occupational Register file: employees in ICT occupations by county, year and sex."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from indicators.intake.rows import LeftOut, RawRow, breakdown, lines

#: The file's groups and our members on the axis yrke (SSYK 2012); the total is 131, 251 and 351 together.
OCCUPATIONS = {
    "IT_TOTAL_131_251_351": "",
    "IT_CHEF_131": "131",
    "IT_SPECIALIST_251": "251",
    "IT_TEKNIKER_351": "351",
    "MJUKVARUUTVECKLARE_2512": "2512",
    "IT_SAKERHET_2516": "2516",
}
SEXES = {"total": "", "women": "kvinnor", "men": "man"}
#: Years in which a new series begins.
BREAKS = frozenset({"2019", "2020"})
#: Gävleborg's code 2516 went from 314 persons in 2014 to 24 in 2019: an artefact of coding, worst in these years.
ARTEFACT_YEARS = frozenset({"2014", "2015", "2016"})

UNSURE = "Antalet IT-säkerhetsspecialister i Gävleborg 2014–2016 beror på hur yrket kodats. Använd serien från 2019."
CAUTION = "SSYK 2516 i Gävleborg bör användas först från 2019."
COMPUTED = "Uträknat här: kvinnor delat med samtliga anställda i IT-yrken, avrundat till tre decimaler."
SOURCE = "SCB, Yrkesregistret (AM0208 YREG60, YREG60N, YREG60BAS)"


def read(path: Path) -> Iterator[RawRow]:
    """KOM02 from every line (share of employees, per cent), and KOM03 from the lines of women in the total group.

    KOM03 needs a line that may stand later in the file, so the totals are read first. Raises KeyError for a group or
    sex that is not known.
    """
    totals = {
        (row["lan_code"], row["year"]): row["employees"]
        for _, row in lines(path)
        if row["sex"] == "total" and not OCCUPATIONS[row["group"]]
    }
    for line, row in lines(path):
        yield _share_of_employees(line, row)
        if row["sex"] == "women" and not OCCUPATIONS[row["group"]]:
            yield _share_of_women(line, row, totals[row["lan_code"], row["year"]])


def left_out(path: Path) -> Iterator[LeftOut]:
    """Nothing: every line of this file becomes a figure."""
    return iter(())


def _territory(row: dict[str, str]) -> str:
    return "SE" if row["lan_code"] == "00" else row["lan_code"]


def _share_of_employees(line: int, row: dict[str, str]) -> RawRow:
    occupation = OCCUPATIONS[row["group"]]
    low, note = _reliability(row["lan_code"], row["year"], occupation)
    return RawRow(
        line=line,
        indicator="KOM02",
        territory=_territory(row),
        period=row["year"],
        value=row["share_pct"],
        breakdown=breakdown(yrke=occupation, kon=SEXES[row["sex"]]),
        numerator=row["employees"],
        denominator=row["all_employees_known_occupation"],
        flags=("b" if row["year"] in BREAKS else "") + ("u" if low else ""),
        source=SOURCE,
        note=note,
    )


def _share_of_women(line: int, row: dict[str, str], everybody: str) -> RawRow:
    share = (Decimal(row["employees"]) * 100 / Decimal(everybody)).quantize(Decimal("0.001"), ROUND_HALF_UP)
    return RawRow(
        line=line,
        indicator="KOM03",
        territory=_territory(row),
        period=row["year"],
        value=str(share),
        numerator=row["employees"],
        denominator=everybody,
        flags="b" if row["year"] in BREAKS else "",
        source=SOURCE,
        note=COMPUTED,
    )


def _reliability(lan: str, year: str, occupation: str) -> tuple[bool, str]:
    """Group 251 does not move when 2516 falls, so the artefact lies within the group and its sums are not marked."""
    if lan != "21" or occupation != "2516" or year >= "2019":
        return False, ""
    return (True, UNSURE) if year in ARTEFACT_YEARS else (False, CAUTION)
