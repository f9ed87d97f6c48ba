"""NIK, KPJ and payment code: reading, checking, masking.

A NIK (*nomor induk kependudukan*) is 16 digits, ``PPKKCC DDMMYY SSSS``: province, regency and
district; day (+40 for women), month and two-digit year of birth; a serial that is never 0000.
It has no check digit: a well-formed NIK may still not exist, so the host has the last word.
Source: Permendagri on population numbers; province codes from the Ministry of Home Affairs.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from counter_app.domain.errors import Declined, Reason

NIK_LENGTH = 16
KPJ_LENGTH = 11
PAYMENT_CODE_LENGTH = 12
_SHOWN = 4
_WOMEN_DAY_OFFSET = 40
_SEPARATORS = ".-/"
_NIK = re.compile(
    r"[1-9][0-9]{5}(0[1-9]|[12][0-9]|3[01]|4[1-9]|[56][0-9]|7[01])(0[1-9]|1[0-2])[0-9]{2}(?!0000)[0-9]{4}"
)
_LONG_NUMBER = re.compile(
    rf"\d{{{KPJ_LENGTH},}}|(?<!\d)(?:\d{{6}}([ .-])\d{{6}}\1\d{{4}}|\d{{4}}([ .-])\d{{4}}\2\d{{4}}\2\d{{4}})(?!\d)"
)
"""KPJ (11), payment code (12), NIK (16), and longer: a virtual account number has a NIK at its end. A NIK is also known in
the groups that people read it in.
"""


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"


class NumberKind(StrEnum):
    """What kind of number a participant is looked up by; the value is the host's ``idType``."""

    NIK = "NIK"
    KPJ = "KPJ"
    PAYMENT_CODE = "CODE"


@dataclass(frozen=True, slots=True)
class Nik:
    """A well-formed NIK and what it tells. ``repr`` and ``str`` are masked: logs never hold the number."""

    number: str = field(repr=False)
    province: str
    birth_date: date
    sex: Sex

    def __str__(self) -> str:
        return mask(self.number)


@dataclass(frozen=True, slots=True)
class LookupNumber:
    """A number the host can be asked about."""

    kind: NumberKind
    number: str = field(repr=False)

    def __str__(self) -> str:
        return f"{self.kind} {mask(self.number)}"


def mask(number: str) -> str:
    """Hide all but the last four characters: ``************0002``. Shorter text is hidden whole."""
    if len(number) <= _SHOWN:
        return "*" * len(number)
    return "*" * (len(number) - _SHOWN) + number[-_SHOWN:]


def without_numbers(text: str) -> str:
    """``text`` of somebody else's, in which every number long enough to be an identity number is masked."""
    return _LONG_NUMBER.sub(lambda found: mask(found[0]), text)


def digits_of(text: str) -> str:
    """What a clerk or a scanner typed, without the separators people put between digits.

    Raises ``Declined`` with ``EMPTY``, or ``NOT_DIGITS`` and the 1-based ``position`` of the first
    character that is neither a digit nor a separator.
    """
    kept = []
    for position, character in enumerate(text, 1):
        if character.isascii() and character.isdigit():
            kept.append(character)
        elif not (character.isspace() or character in _SEPARATORS):
            raise Declined(Reason.NOT_DIGITS, position=position)
    if not kept:
        raise Declined(Reason.EMPTY)
    return "".join(kept)


def may_be_nik(text: str) -> bool:
    """Whether ``text`` could be somebody's NIK, with or without separators, whatever day today is."""
    return _NIK.fullmatch("".join(character for character in text if character not in _SEPARATORS)) is not None


def parse_nik(text: str, *, today: date, provinces: Mapping[str, str]) -> Nik:
    """Read a NIK; ``provinces`` maps two-digit codes to names.

    Raises ``Declined`` with ``EMPTY``, ``NOT_DIGITS``, ``NIK_LENGTH`` (``typed``: how many digits),
    ``NIK_PROVINCE`` (``code``), ``NIK_DATE`` (``typed``: the six digits) or ``NIK_SERIAL``.
    """
    number = digits_of(text)
    if len(number) != NIK_LENGTH:
        raise Declined(Reason.NIK_LENGTH, typed=len(number), expected=NIK_LENGTH)
    province = provinces.get(number[:2])
    if province is None:
        raise Declined(Reason.NIK_PROVINCE, code=number[:2])
    birth_date, sex = _birth(number[6:12], today)
    if number[12:] == "0000":
        raise Declined(Reason.NIK_SERIAL)
    return Nik(number, province, birth_date, sex)


def parse_lookup_number(text: str, *, today: date, provinces: Mapping[str, str]) -> LookupNumber:
    """Tell by its length whether a number is a NIK, a KPJ or a payment code, and check it.

    Raises ``Declined``: as ``parse_nik`` for 13 and more digits, else ``NUMBER_LENGTH`` (``typed``).
    """
    number = digits_of(text)
    if len(number) == KPJ_LENGTH:
        return LookupNumber(NumberKind.KPJ, number)
    if len(number) == PAYMENT_CODE_LENGTH:
        return LookupNumber(NumberKind.PAYMENT_CODE, number)
    if len(number) < KPJ_LENGTH:
        raise Declined(Reason.NUMBER_LENGTH, typed=len(number))
    return LookupNumber(NumberKind.NIK, parse_nik(number, today=today, provinces=provinces).number)


def _birth(ddmmyy: str, today: date) -> tuple[date, Sex]:
    day, month, year = int(ddmmyy[:2]), int(ddmmyy[2:4]), int(ddmmyy[4:])
    sex = Sex.FEMALE if day > _WOMEN_DAY_OFFSET else Sex.MALE
    day -= _WOMEN_DAY_OFFSET if sex is Sex.FEMALE else 0
    century = today.year // 100 * 100
    # The younger reading first: a date of this century that has not come yet belongs to the last one,
    # so the age is always between 0 and 99 years and never in the future.
    for candidate_year in (century + year, century - 100 + year):
        try:
            born = date(candidate_year, month, day)
        except ValueError:
            continue
        if born <= today:
            return born, sex
    raise Declined(Reason.NIK_DATE, typed=ddmmyy)
