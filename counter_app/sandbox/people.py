"""The invented participants. Nobody in here exists.

Numbers that are made up lie where no real ones can: districts 90 to 99 in a NIK (no regency has that
many), and telephone numbers in the 0800 range. ``SITI`` alone has the number the project's examples use.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from counter_app.domain.bill import Programme
from counter_app.domain.money import Rupiah
from counter_app.domain.months import Month
from counter_app.domain.tariff import Sector, Tariff
from counter_app.resources import FOLDER, rows

BASIC = (Programme.JKK, Programme.JKM)
WITH_SAVINGS = (Programme.JKK, Programme.JKM, Programme.JHT)
_OLDEST, _YOUNGEST = 64, 17
_NO_DISTRICT = 90
NO_CREDIT = Rupiah(0)


@dataclass(frozen=True, slots=True)
class Person:
    """One invented participant.

    ``paid_through`` counts months from the current one: ``0`` this month, ``-1`` the last, ``None`` never paid.
    ``income`` and ``credit`` (paid too much before a relief, still to be given back) are rupiah.
    """

    nik: str
    kpj: str
    payment_code: str
    name: str
    sector: Sector
    income: Rupiah
    programmes: tuple[Programme, ...]
    paid_through: int | None
    branch_office: str = "Bandung"
    phone: str = ""
    government_paid: bool = False
    employer: bool = False
    credit: Rupiah = NO_CREDIT

    def protected_until(self, today: date) -> date | None:
        """The last day of the last paid month."""
        return None if self.paid_through is None else (Month.of(today) + self.paid_through).last_day


SITI = Person(
    "3273025508920002",
    "21000000018",
    "880100000017",
    "Siti Rahmawati",
    Sector.TRANSPORT,
    Rupiah(1_000_000),
    BASIC,
    -1,
    phone="0800-000-0001",
)
TRADER = Person(
    "3273911204850003",
    "21000000026",
    "880100000025",
    "Bambang Hidayat",
    Sector.OTHER,
    Rupiah(3_500_000),
    WITH_SAVINGS,
    -1,
    phone="0800-000-0002",
)
FISHER = Person(
    "7371930107780001",
    "21000000034",
    "880100000033",
    "La Ode Kaimuddin",
    Sector.OTHER,
    Rupiah(1_800_000),
    BASIC,
    -9,
    "Makassar",
    phone="0800-000-0003",
)
FARMER = Person(
    "3374902403900005",
    "21000000042",
    "880100000041",
    "Slamet Prasetyo",
    Sector.OTHER,
    Rupiah(1_200_000),
    BASIC,
    None,
    "Semarang",
)
GOVERNMENT_PAID = Person(
    "5371916506880002",
    "21000000059",
    "880100000058",
    "Yohana Pattiasina",
    Sector.OTHER,
    Rupiah(1_000_000),
    BASIC,
    -1,
    "Kupang",
    government_paid=True,
)
CREDITED = Person(
    "3578922811830004",
    "21000000067",
    "880100000066",
    "Hendra Tjahjono",
    Sector.OTHER,
    Rupiah(2_950_000),
    BASIC,
    -1,
    "Surabaya",
    phone="0800-000-0006",
    credit=Rupiah(5_000),
)
IN_GRACE = Person(
    "1271944209940006",
    "21000000075",
    "880100000074",
    "Maria Simanjuntak",
    Sector.TRANSPORT,
    Rupiah(2_300_000),
    BASIC,
    -3,
    "Medan",
    phone="0800-000-0007",
)
ACCENTED = Person(
    "5171915804960007",
    "21000000083",
    "880100000082",
    "Désirée Ayu Lestari",
    Sector.OTHER,
    Rupiah(4_450_000),
    WITH_SAVINGS,
    0,
    "Denpasar",
    phone="0800-000-0008",
)
EMPLOYER = Person(
    "3173901502750008",
    "21000000091",
    "880100000090",
    "Agus Setiawan",
    Sector.OTHER,
    Rupiah(12_500_000),
    WITH_SAVINGS,
    -1,
    "Jakarta Gambir",
    phone="0800-000-0009",
    employer=True,
)
PAID_AHEAD = Person(
    "3471925010820009",
    "21000000109",
    "880100000108",
    "Ratna Wulandari",
    Sector.OTHER,
    Rupiah(1_500_000),
    BASIC,
    12,
    "Yogyakarta",
    phone="0800-000-0010",
)
DEMO_PEOPLE = (
    SITI,
    TRADER,
    FISHER,
    FARMER,
    GOVERNMENT_PAID,
    CREDITED,
    IN_GRACE,
    ACCENTED,
    EMPLOYER,
    PAID_AHEAD,
)
"""The people documentation, demo and tests name; always the first of the list, in this order."""

AWKWARD_NAMES = (
    "<b>Budi</b> & <img src=x onerror=alert(1)>",
    "\x1b@Eko\x1bm\x1di Prasetyo\x07",
    "Nurul \u202egnibmuS\u202c Hidayat",
    "=cmd|'/c calc'!A1",
    " ".join(["Wijayakusumawardhana"] * 14)[:300],
    "Putri 🌺 Melati",
    "Nu'man bin Ma'ruf \"Al-Fath\"",
    "Þórður Ægisson ß",
    "; DROP TABLE participants; --",
    "O",
)
"""Names that must stay inert on screen, paper and in files; the people right after ``DEMO_PEOPLE`` have them."""


@cache
def invent_people(count: int, seed: int, today: date, tariff: Tariff) -> Sequence[Person]:
    """``count`` participants, the same for the same ``seed`` and day; ``DEMO_PEOPLE`` are the first of them."""
    invented = _invented(random.Random(seed), today, tariff)  # noqa: S311 - not for secrets
    people = list(DEMO_PEOPLE[:count])
    taken = {person.nik for person in people}
    while len(people) < count:
        person = next(invented)
        if person.nik not in taken:
            taken.add(person.nik)
            people.append(person)
    return people


def _invented(dice: random.Random, today: date, tariff: Tariff) -> Iterator[Person]:
    names = rows(FOLDER / "sandbox" / "names.csv")
    family = [row["name"] for row in names if row["kind"] == "family"]
    offices = [(row["province"], row["office"]) for row in rows(FOLDER / "sandbox" / "branch-offices.csv")]
    number = len(DEMO_PEOPLE)
    while True:
        woman = dice.random() < 0.5
        given = [row["name"] for row in names if row["kind"] == ("woman" if woman else "man")]
        awkward = number - len(DEMO_PEOPLE)
        name = AWKWARD_NAMES[awkward] if awkward < len(AWKWARD_NAMES) else _name(dice, given, family)
        province, office = dice.choice(offices)
        number += 1
        bracket = tariff.brackets[number % len(tariff.brackets)]
        yield _person(dice, number, name, _nik(dice, province, today, woman=woman), office, bracket.income_from)


def _person(dice: random.Random, number: int, name: str, nik: str, office: str, income_from: Rupiah) -> Person:
    employer = number % 25 == 0
    return Person(
        nik=nik,
        kpj=f"{21_000_000_000 + number * 10 + 8}",
        payment_code=f"{880_100_000_000 + number * 10 + 7}",
        name=name,
        sector=Sector.TRANSPORT if dice.random() < 0.4 else Sector.OTHER,
        income=Rupiah(income_from + dice.randrange(0, 99) * 1_000),
        programmes=WITH_SAVINGS if employer or dice.random() < 0.3 else BASIC,
        paid_through=_paid_through(dice),
        branch_office=office,
        phone=f"0800-{number // 10_000:03}-{number % 10_000:04}" if dice.random() < 0.8 else "",
        government_paid=not employer and dice.random() < 0.05,
        employer=employer,
        credit=Rupiah(dice.choice((1_700, 3_400, 5_000))) if dice.random() < 0.04 else NO_CREDIT,
    )


def _paid_through(dice: random.Random) -> int | None:
    """Half are active, a tenth in grace, a quarter lapsed, the others never paid."""
    fate = dice.random()
    if fate < 0.5:
        return dice.choice((-1, -1, 0, 0, 1, 2, 5))
    if fate < 0.6:
        return dice.choice((-2, -3))
    if fate < 0.85:
        return dice.randrange(-40, -3)
    return None


def _name(dice: random.Random, given: Sequence[str], family: Sequence[str]) -> str:
    parts = [dice.choice(given)]
    if dice.random() < 0.35:
        parts.append(dice.choice(given))
    if dice.random() < 0.9:
        parts.append(dice.choice(family))
    return " ".join(parts)


def _nik(dice: random.Random, province: str, today: date, *, woman: bool) -> str:
    year = today.year - dice.randrange(_YOUNGEST + 1, _OLDEST)
    born = date(year, dice.randrange(1, 13), dice.randrange(1, 29))
    day = born.day + (40 if woman else 0)
    district = _NO_DISTRICT + dice.randrange(10)
    return f"{province}{dice.randrange(1, 30):02}{district}{day:02}{born:%m%y}{dice.randrange(1, 10_000):04}"
