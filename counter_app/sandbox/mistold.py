"""A settlement told wrongly on request: the postings stay as they are, the list about them does not.

A specification is a comma-separated list of ``HOW=RECEIPT NUMBER``, for example
``left-out=40115-01-000001, twice=40115-01-000004``. Each kind makes one of the differences of
``counter_app.domain.reconciliation``.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from threading import Lock
from types import MappingProxyType
from uuid import NAMESPACE_URL, uuid5

import msgspec

from counter_app.domain.money import Rupiah
from counter_app.gateway.wire import Money, SettlementRow

Lines = Sequence[SettlementRow]
_TOO_MUCH = Rupiah(1_000)


class How(StrEnum):
    """What is told of the payment with a receipt number. ``invented``: beside it, one that nobody made."""

    LEFT_OUT = "left-out"
    INVENTED = "invented"
    TWICE = "twice"
    OTHER_AMOUNT = "other-amount"
    OTHER_DAY = "other-day"
    UNDONE = "undone"
    OTHER_REFERENCE = "other-reference"


def _invented(line: SettlementRow) -> Lines:
    key = str(uuid5(NAMESPACE_URL, line.payment_request_id))
    other = _named(line, "INVENTED")
    return line, msgspec.structs.replace(
        other, request_id=key, payment_request_id=key, reference_no=f"{line.reference_no}-X"
    )


def _undone(line: SettlementRow) -> Lines:
    key = str(uuid5(NAMESPACE_URL, line.request_id))
    return line, msgspec.structs.replace(_named(line, "UNDONE"), kind="REVERSAL", request_id=key)


def _named(line: SettlementRow, words: str) -> SettlementRow:
    return msgspec.structs.replace(line, host_reference=f"{line.host_reference}-{words}")


def _dearer(line: SettlementRow) -> Lines:
    return (msgspec.structs.replace(line, amount=Money.of(Rupiah(line.amount.rupiah + _TOO_MUCH))),)


def _day_before(line: SettlementRow) -> Lines:
    day = date.fromisoformat(line.business_date) - timedelta(days=1)
    return (msgspec.structs.replace(line, business_date=day.isoformat()),)


_TOLD: Mapping[How, Callable[[SettlementRow], Lines]] = MappingProxyType(
    {
        How.LEFT_OUT: lambda line: (),
        How.INVENTED: _invented,
        How.TWICE: lambda line: (line, _named(line, "TWICE")),
        How.OTHER_AMOUNT: _dearer,
        How.OTHER_DAY: _day_before,
        How.UNDONE: _undone,
        How.OTHER_REFERENCE: lambda line: (_named(line, "OTHER"),),
    }
)


def parse(specification: str) -> Mapping[str, How]:
    """How to tell of which receipt number; empty means all is told rightly. Raises ``ValueError`` with what is wrong."""
    wanted: dict[str, How] = {}
    for part in filter(None, (part.strip() for part in specification.split(","))):
        how, _, number = part.partition("=")
        if how not in tuple(How) or not number:
            raise ValueError(f"{part!r}: write HOW=RECEIPT NUMBER, HOW being one of {', '.join(How)}")
        wanted[number] = How(how)
    return wanted


class Mistold:
    """What the settlement tells wrongly. Changed while the host runs."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._wanted: Mapping[str, How] = {}

    def set(self, specification: str) -> None:
        """Replace all of it. Raises ``ValueError`` and keeps the old."""
        wanted = parse(specification)
        with self._lock:
            self._wanted = wanted

    @property
    def is_quiet(self) -> bool:
        """Whether the settlement is told as it is."""
        with self._lock:
            return not self._wanted

    def told(self, lines: Lines) -> Lines:
        """The whole day's list as it is to be told."""
        with self._lock:
            wanted = self._wanted
        told: list[SettlementRow] = []
        for line in lines:
            how = wanted.get(line.reference_no) if line.kind == "PAYMENT" else None
            told += (line,) if how is None else _TOLD[how](line)
        return told
