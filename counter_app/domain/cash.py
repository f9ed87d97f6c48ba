"""How a payer pays: the tender, the change, and the notes a clerk is likely to be handed."""

import re
from dataclasses import dataclass
from enum import StrEnum

from counter_app.domain.errors import Declined, Reason
from counter_app.domain.identity import may_be_nik
from counter_app.domain.money import Rupiah

NOTES = tuple(Rupiah(note) for note in (1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000))
"""Bank notes in circulation, rupiah (Bank Indonesia, uang kertas TE 2022)."""

_REFERENCE = re.compile(r"[0-9A-Za-z./-]{4,32}")
_QUICK_NOTES_SHOWN = 4


class TenderKind(StrEnum):
    """The means of payment; the value is what the host is told."""

    CASH = "CASH"
    QRIS = "QRIS"
    DEBIT = "DEBIT"
    POSPAY = "POSPAY"


@dataclass(frozen=True, slots=True)
class Tender:
    """What was handed over: ``tendered`` rupiah, and a ``reference`` for every means but cash."""

    kind: TenderKind
    tendered: Rupiah
    reference: str = ""

    def change_for(self, total: Rupiah) -> Rupiah:
        """Cash to give back, rupiah. Non-cash never gives change."""
        return Rupiah(self.tendered - total) if self.kind is TenderKind.CASH else Rupiah(0)


def cash(total: Rupiah, tendered: Rupiah) -> Tender:
    """Cash for a bill. Raises ``Declined(CASH_SHORT)`` with what is ``missing``, rupiah."""
    if tendered < total:
        raise Declined(Reason.CASH_SHORT, missing=total - tendered)
    return Tender(TenderKind.CASH, tendered)


def non_cash(kind: TenderKind, total: Rupiah, reference: str) -> Tender:
    """The exact amount by other means. Raises ``Declined(REFERENCE_FORMAT)``: 4 to 32 letters, digits, ``. / -``.

    What may be a NIK is none: a reference is printed, exported and shown whole, which an identity number never is.
    """
    reference = reference.strip()
    if not _REFERENCE.fullmatch(reference) or may_be_nik(reference):
        raise Declined(Reason.REFERENCE_FORMAT)
    return Tender(kind, total, reference)


def tender_for(kind: TenderKind, total: Rupiah, tendered: Rupiah, reference: str) -> Tender:
    """Check what was handed over against a bill of ``total`` rupiah. Raises as ``cash`` and ``non_cash`` do."""
    return cash(total, tendered) if kind is TenderKind.CASH else non_cash(kind, total, reference)


def quick_notes(total: Rupiah) -> tuple[Rupiah, ...]:
    """Round sums a payer is likely to hand over for ``total``: at most four, ascending, above the exact amount."""
    rounded = {Rupiah(-(-total // note) * note) for note in NOTES}
    return tuple(sorted(amount for amount in rounded if amount > total)[:_QUICK_NOTES_SHOWN])
