"""What is asked of a worker who wants to take part, as it was typed, and what each answer has to be.

The form is kept as text, so that a draft loses nothing; ``faults`` names everything that is wrong with it, field by
field, and ``applicant`` reads it once nothing is. Source of the questions: the announcement of BPJS Ketenagakerjaan for
BPU participants; of the ages: Permenaker 5/2021.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import partial

from counter_app.domain.bill import Programme
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.identity import Nik, Sex, parse_nik
from counter_app.domain.money import Rupiah, parse_rupiah
from counter_app.domain.months import Month
from counter_app.domain.participant import fold
from counter_app.domain.tariff import Sector, Tariff, parse_sector

MOST_HEIRS = 10
FURTHEST_PERIOD = 12
"""Months ahead that the first contribution month may lie."""

_DATES = (re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})"), re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})"))
_MOBILE = re.compile(r"08[1-9]\d{6,11}")
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")


class FormField(StrEnum):
    """One question of the form, in the order of the KTP; the value is the name of the answer in ``Form``."""

    NIK = "nik"
    NAME = "name"
    BIRTH_PLACE = "birth_place"
    BIRTH_DATE = "birth_date"
    SEX = "sex"
    ADDRESS = "address"
    MOTHER = "mother"
    PHONE = "phone"
    EMAIL = "email"
    OCCUPATION = "occupation"
    SECTOR = "sector"
    WORK_PLACE = "work_place"
    WORK_HOURS = "work_hours"
    INCOME = "income"
    PROGRAMMES = "programmes"
    FIRST_PERIOD = "first_period"
    BRANCH_OFFICE = "branch_office"
    HEIRS = "heirs"
    HEIR_NAME = "heir_name"
    HEIR_RELATION = "heir_relation"
    HEIR_NIK = "heir_nik"


LONGEST: Mapping[FormField, int] = {
    FormField.NAME: 100,
    FormField.BIRTH_PLACE: 80,
    FormField.ADDRESS: 400,
    FormField.MOTHER: 100,
    FormField.OCCUPATION: 80,
    FormField.WORK_PLACE: 200,
    FormField.WORK_HOURS: 40,
    FormField.BRANCH_OFFICE: 80,
    FormField.HEIR_NAME: 100,
    FormField.HEIR_RELATION: 40,
    FormField.EMAIL: 254,
}
"""Characters that the host's interface, or a slip, has room for."""

_NAMES = frozenset({FormField.NAME, FormField.MOTHER, FormField.HEIR_NAME})


@dataclass(frozen=True, slots=True)
class HeirForm:
    """One heir (*ahli waris*) as typed; ``nik`` may stay empty."""

    name: str = field(default="", repr=False)
    relation: str = ""
    nik: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Form:
    """The answers as typed. Empty: not answered yet. Personal answers are left out of ``repr``.

    ``birth_date``: ``1990-12-31`` or ``31-12-1990``. ``sex`` and ``sector``: values of ``Sex`` and ``Sector``.
    ``first_period``: ``2026-11``. ``programmes``: those chosen. ``employer``: *pemberi kerja*, who must take JHT.
    """

    nik: str = field(default="", repr=False)
    name: str = field(default="", repr=False)
    birth_place: str = field(default="", repr=False)
    birth_date: str = field(default="", repr=False)
    sex: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    mother: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    occupation: str = ""
    sector: str = ""
    work_place: str = field(default="", repr=False)
    work_hours: str = ""
    income: str = field(default="", repr=False)
    programmes: tuple[Programme, ...] = (Programme.JKK, Programme.JKM)
    first_period: str = ""
    branch_office: str = ""
    heirs: tuple[HeirForm, ...] = ()
    employer: bool = False


@dataclass(frozen=True, slots=True)
class Heir:
    """One heir as checked; ``nik`` is empty where it is not known."""

    name: str = field(repr=False)
    relation: str
    nik: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Applicant:
    """A worker whose answers hold together. ``income`` is rupiah a month, ``phone`` begins with 08."""

    nik: Nik = field(repr=False)
    name: str = field(repr=False)
    birth_place: str = field(repr=False)
    birth_date: date = field(repr=False)
    sex: Sex = field(repr=False)
    address: str = field(repr=False)
    mother: str = field(repr=False)
    phone: str = field(repr=False)
    email: str = field(repr=False)
    occupation: str
    sector: Sector
    work_place: str = field(repr=False)
    work_hours: str
    income: Rupiah = field(repr=False)
    programmes: tuple[Programme, ...]
    first_period: Month
    branch_office: str
    heirs: tuple[Heir, ...]
    employer: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one answer. ``row`` counts the heirs from 1; ``facts`` are those of the sentence about it."""

    field: FormField
    reason: Reason
    facts: tuple[tuple[str, str | int], ...] = ()
    row: int | None = None

    @property
    def declined(self) -> Declined:
        """The same as an error, with ``field`` (and ``row``) among its facts."""
        place: dict[str, str | int] = {"field": self.field.value}
        if self.row is not None:
            place["row"] = self.row
        return Declined(self.reason, **place, **dict(self.facts))


@dataclass(frozen=True, slots=True)
class FormRules:
    """What answers are held against. ``provinces``: two-digit codes to names. ``sectors``: by folded occupation.

    ``youngest`` and ``oldest``: years of age at registration (Permenaker 5/2021: at least 15, under 65).
    """

    today: date
    provinces: Mapping[str, str]
    tariff: Tariff
    sectors: Mapping[str, Sector]
    youngest: int = 15
    oldest: int = 64


def faults(form: Form, rules: FormRules) -> tuple[Fault, ...]:
    """Everything that is wrong with the form, in the order of its fields; nothing when it can be submitted."""
    return tuple(_Reading(form, rules).faults())


def applicant(form: Form, rules: FormRules) -> Applicant:
    """Read the form. Raises ``Declined`` for the first fault, with ``field`` among its facts."""
    reading = _Reading(form, rules)
    for fault in reading.faults():
        raise fault.declined
    return reading.applicant()


def told_by_nik(text: str, rules: FormRules) -> Nik | None:
    """What a NIK tells of its owner while it is being typed; ``None`` until it is a whole and well-formed one."""
    try:
        return parse_nik(text, today=rules.today, provinces=rules.provinces)
    except Declined:
        return None


def age_on(born: date, day: date) -> int:
    """Whole years of age."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def parse_birth_date(text: str) -> date:
    """Read ``1990-12-31`` or ``31-12-1990`` (also with dots, slashes, spaces). Raises ``Declined``: ``EMPTY``, ``DATE_FORMAT``."""
    typed = text.strip()
    if not typed:
        raise Declined(Reason.EMPTY)
    iso, common = (pattern.fullmatch(typed) if typed.isascii() else None for pattern in _DATES)
    parts = iso.groups() if iso else tuple(reversed(common.groups())) if common else None
    try:
        return date(*map(int, parts or ()))
    except (TypeError, ValueError):
        raise Declined(Reason.DATE_FORMAT) from None


def parse_mobile(text: str) -> str:
    """Read an Indonesian mobile number as ``08…``; ``+62`` and ``62`` are known too.

    Raises ``Declined`` with ``EMPTY`` or ``PHONE_FORMAT``.
    """
    digits = "".join(character for character in text if not (character.isspace() or character in "-.()"))
    if not digits:
        raise Declined(Reason.EMPTY)
    for prefix in ("+62", "62"):
        if digits.startswith(prefix):
            digits = "0" + digits.removeprefix(prefix).removeprefix("0")
            break
    if not (digits.isascii() and _MOBILE.fullmatch(digits)):
        raise Declined(Reason.PHONE_FORMAT)
    return digits


def parse_sex(text: str) -> Sex:
    """Read a sex as the form keeps it. Raises ``Declined`` with ``EMPTY`` or ``SEX_UNKNOWN``."""
    if not text.strip():
        raise Declined(Reason.EMPTY)
    try:
        return Sex(text.strip().lower())
    except ValueError:
        raise Declined(Reason.SEX_UNKNOWN, allowed=", ".join(Sex)) from None


class _Reading:
    """One form being read: each question once, by a method that raises ``Declined`` or gives the answer."""

    def __init__(self, form: Form, rules: FormRules) -> None:
        self._form = form
        self._rules = rules

    def faults(self) -> Iterator[Fault]:
        for asked, read in self._questions().items():
            yield from _fault(asked, read)
        for row, heir in enumerate(self._form.heirs, 1):
            yield from self._faults_of_heir(row, heir)

    def applicant(self) -> Applicant:
        form = self._form
        return Applicant(
            nik=self._nik(),
            name=_text(FormField.NAME, form.name),
            birth_place=_text(FormField.BIRTH_PLACE, form.birth_place),
            birth_date=self._birth_date(),
            sex=self._sex(),
            address=_text(FormField.ADDRESS, form.address),
            mother=_text(FormField.MOTHER, form.mother),
            phone=parse_mobile(form.phone),
            email=self._email(),
            occupation=_text(FormField.OCCUPATION, form.occupation),
            sector=self._sector(),
            work_place=_text(FormField.WORK_PLACE, form.work_place),
            work_hours=_text(FormField.WORK_HOURS, form.work_hours),
            income=self._income(),
            programmes=self._programmes(),
            first_period=self._first_period(),
            branch_office=_text(FormField.BRANCH_OFFICE, form.branch_office),
            heirs=tuple(self._heir(heir) for heir in form.heirs),
            employer=form.employer,
        )

    def _questions(self) -> dict[FormField, Callable[[], object]]:
        form = self._form
        texts: dict[FormField, Callable[[], object]] = {
            asked: partial(_text, asked, getattr(form, asked.value))
            for asked in FormField
            if asked in LONGEST and hasattr(form, asked.value)
        }
        own: dict[FormField, Callable[[], object]] = {
            FormField.NIK: self._nik,
            FormField.BIRTH_DATE: self._birth_date,
            FormField.SEX: self._sex,
            FormField.PHONE: lambda: parse_mobile(form.phone),
            FormField.EMAIL: self._email,
            FormField.SECTOR: self._sector,
            FormField.INCOME: self._income,
            FormField.PROGRAMMES: self._programmes,
            FormField.FIRST_PERIOD: self._first_period,
            FormField.HEIRS: self._count_heirs,
        }
        known = {**texts, **own}
        return {asked: known[asked] for asked in FormField if asked in known}

    def _nik(self) -> Nik:
        return parse_nik(self._form.nik, today=self._rules.today, provinces=self._rules.provinces)

    def _birth_date(self) -> date:
        born = parse_birth_date(self._form.birth_date)
        nik, age = told_by_nik(self._form.nik, self._rules), age_on(born, self._rules.today)
        if nik is not None and nik.birth_date != born:
            raise Declined(Reason.BIRTH_DATE_DIFFERS)
        if age < self._rules.youngest:
            raise Declined(Reason.AGE_TOO_LOW, age=max(age, 0), least=self._rules.youngest)
        if age > self._rules.oldest:
            raise Declined(Reason.AGE_TOO_HIGH, age=age, most=self._rules.oldest)
        return born

    def _sex(self) -> Sex:
        sex, nik = parse_sex(self._form.sex), told_by_nik(self._form.nik, self._rules)
        if nik is not None and nik.sex is not sex:
            raise Declined(Reason.SEX_DIFFERS)
        return sex

    def _email(self) -> str:
        typed = self._form.email.strip()
        if typed and not (len(typed) <= LONGEST[FormField.EMAIL] and typed.isprintable() and _EMAIL.fullmatch(typed)):
            raise Declined(Reason.EMAIL_FORMAT)
        return typed

    def _sector(self) -> Sector:
        if not self._form.sector.strip():
            raise Declined(Reason.EMPTY)
        sector = parse_sector(self._form.sector)
        known = self._rules.sectors.get(fold(self._form.occupation))
        if known is not None and known is not sector:
            raise Declined(Reason.SECTOR_DIFFERS, sector=known.value)
        return sector

    def _income(self) -> Rupiah:
        income = parse_rupiah(self._form.income)
        if income == 0:
            raise Declined(Reason.AMOUNT_FORMAT)
        return income

    def _programmes(self) -> tuple[Programme, ...]:
        return self._rules.tariff.check_programmes(self._form.programmes, employer=self._form.employer)

    def _first_period(self) -> Month:
        if not self._form.first_period.strip():
            raise Declined(Reason.EMPTY)
        first, current = Month.parse(self._form.first_period), Month.of(self._rules.today)
        if first < current:
            raise Declined(Reason.PERIOD_PAST, month=str(current))
        if first - current > FURTHEST_PERIOD:
            raise Declined(Reason.PERIOD_FAR, month=str(current + FURTHEST_PERIOD))
        return first

    def _count_heirs(self) -> None:
        if not self._form.heirs:
            raise Declined(Reason.EMPTY)
        if len(self._form.heirs) > MOST_HEIRS:
            raise Declined(Reason.HEIRS_TOO_MANY, most=MOST_HEIRS)

    def _faults_of_heir(self, row: int, heir: HeirForm) -> Iterator[Fault]:
        yield from _fault(FormField.HEIR_NAME, lambda: _text(FormField.HEIR_NAME, heir.name), row)
        yield from _fault(FormField.HEIR_RELATION, lambda: _text(FormField.HEIR_RELATION, heir.relation), row)
        yield from _fault(FormField.HEIR_NIK, lambda: self._heir_nik(heir), row)

    def _heir(self, heir: HeirForm) -> Heir:
        name, relation = _text(FormField.HEIR_NAME, heir.name), _text(FormField.HEIR_RELATION, heir.relation)
        return Heir(name, relation, self._heir_nik(heir))

    def _heir_nik(self, heir: HeirForm) -> str:
        if not heir.nik.strip():
            return ""
        number = parse_nik(heir.nik, today=self._rules.today, provinces=self._rules.provinces).number
        own = told_by_nik(self._form.nik, self._rules)
        if own is not None and own.number == number:
            raise Declined(Reason.HEIR_IS_APPLICANT)
        return number


def _fault(asked: FormField, read: Callable[[], object], row: int | None = None) -> Iterator[Fault]:
    try:
        read()
    except Declined as declined:
        yield Fault(asked, declined.reason, tuple(declined.facts.items()), row)


def _text(asked: FormField, typed: str) -> str:
    """One line of plain words. Raises ``Declined`` with ``EMPTY``, ``TEXT_FORMAT``, ``TEXT_LENGTH`` or ``NAME_FORMAT``."""
    said = " ".join(typed.split())
    if not said:
        raise Declined(Reason.EMPTY)
    if not said.isprintable():
        raise Declined(Reason.TEXT_FORMAT)
    if len(said) > LONGEST[asked]:
        raise Declined(Reason.TEXT_LENGTH, most=LONGEST[asked])
    if asked in _NAMES and (any(each.isdigit() for each in said) or not any(each.isalpha() for each in said)):
        raise Declined(Reason.NAME_FORMAT)
    return said
