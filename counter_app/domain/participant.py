"""A participant as the host describes them, and as the office remembers them."""

import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from counter_app.domain.bill import Programme
from counter_app.domain.money import Rupiah
from counter_app.domain.tariff import Sector


class Protection(StrEnum):
    """The host's word on a participation: protected, protection ended, or never paid yet."""

    ACTIVE = "ACTIVE"
    LAPSED = "LAPSED"
    NEW = "NEW"


@dataclass(frozen=True, slots=True)
class Participant:
    """One participant. Numbers are left out of ``repr``; ``income_basis`` is rupiah a month.

    ``status``, ``sector`` and ``income_basis`` are ``None`` where the host does not tell them.
    """

    nik: str = field(repr=False)
    kpj: str = field(repr=False)
    payment_code: str = field(repr=False)
    name: str = field(repr=False)
    status: Protection | None
    sector: Sector | None
    income_basis: Rupiah | None
    programmes: tuple[Programme, ...]
    branch_office: str
    protected_until: date | None
    phone: str = field(default="", repr=False)
    government_paid: bool = False
    employer: bool = False


@dataclass(frozen=True, slots=True)
class LocalParticipant:
    """A participant out of the office's own database; ``as_of``: when the host last told us (UTC)."""

    participant: Participant
    as_of: datetime


def fold(name: str) -> str:
    """A name as the index knows it: no accents, no case, words parted by one space."""
    decomposed = unicodedata.normalize("NFKD", name)
    bare = "".join(character for character in decomposed if not unicodedata.combining(character)).casefold()
    return " ".join("".join(character if character.isalnum() else " " for character in bare).split())
