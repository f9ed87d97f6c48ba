"""Slips about one payer's money → documents: that it went back, or that it is asked to."""

from collections.abc import Iterator

from counter_app.domain.cash import TenderKind
from counter_app.domain.money import LARGEST, rupiah_in_words
from counter_app.domain.slip import RefundSlip, ReversalSlip, Standing
from counter_app.printing import slip_words, words
from counter_app.printing.document import Amount, Block, Cut, Document, Field, Gap, LayoutError, Rule, Size
from counter_app.printing.parts import centred, letterhead, signature
from counter_app.printing.text import printable

_STILL_HERE = frozenset({Standing.ASKED, Standing.AGREED})
"""Standings in which the money is at the counter and may have to go back."""


def refund_document(slip: RefundSlip) -> Document:
    """Paper to sign when money goes back. Raises ``LayoutError`` for an amount that cannot be put into words."""
    return Document(
        title=f"{slip_words.REFUND_TITLE.capitalize()} {printable(slip.number)}",
        author=printable(slip.office.name),
        blocks=(
            *letterhead(slip.office, slip_words.REFUND_TITLE, slip.copy, *words.SUBJECT),
            *_state(*slip_words.CAUSES[slip.cause]),
            *_occasion(slip),
            Field("Petugas", printable(slip.clerk_id)),
            Rule(),
            *_payer(slip),
            *_amount(slip),
            *_way_back(slip),
            Cut(),
        ),
    )


def reversal_document(slip: ReversalSlip) -> Document:
    """Paper for the payer who waits for a reversal. Raises as ``refund_document`` does."""
    state, meaning, consequence = slip_words.STANDINGS[slip.standing]
    return Document(
        title=f"{slip_words.REVERSAL_TITLE.capitalize()} {printable(slip.number)}",
        author=printable(slip.office.name),
        blocks=(
            *letterhead(slip.office, slip_words.REVERSAL_TITLE, slip.copy, *words.SUBJECT),
            *_state(state, meaning),
            *_occasion(slip),
            Field("Petugas", printable(slip.clerk_id)),
            Field("Penyelia", printable(slip.approved_by)),
            Field("Alasan", printable(slip.reason)),
            *((Field("Ref. pusat", printable(slip.host_reference)),) if slip.host_reference else ()),
            Rule(),
            *_payer(slip),
            *_amount(slip),
            Gap(),
            centred(consequence, bold=slip.standing in _STILL_HERE),
            Cut(),
        ),
    )


def _state(state: str, meaning: str) -> Iterator[Block]:
    yield Gap()
    yield centred(state, bold=True, size=Size.BIG)
    yield centred(meaning)
    yield Gap()


def _occasion(slip: RefundSlip | ReversalSlip) -> Iterator[Block]:
    # Not "Nomor", as on receipts: a slip must never pass for the receipt it is about.
    yield Field("Kuitansi", printable(slip.number))
    yield Field("Waktu", words.moment_text(slip.at, slip.office.timezone))
    yield Field("Loket", printable(slip.office.counter_id))


def _payer(slip: RefundSlip | ReversalSlip) -> Iterator[Block]:
    yield Field("Nama", printable(slip.name))
    yield Field("NIK", printable(slip.masked_nik))


def _amount(slip: RefundSlip | ReversalSlip) -> Iterator[Block]:
    if not 0 <= slip.amount <= LARGEST:
        raise LayoutError(f"a slip's amount is 0 to {LARGEST} rupiah, not {slip.amount}")
    yield Rule(heavy=True)
    yield Amount("JUMLAH", slip.amount, bold=True, size=Size.BIG)
    yield Gap()
    yield Field("Terbilang", rupiah_in_words(slip.amount))
    yield Rule()


def _way_back(slip: RefundSlip) -> Iterator[Block]:
    """Cash is signed for; what goes back by other means leaves its own trace."""
    in_cash = slip.means is TenderKind.CASH
    yield Field("Cara", "tunai dari laci loket" if in_cash else f"lewat {words.TENDERS[slip.means]}, bukan tunai")
    yield Gap()
    yield centred(slip_words.RETURNED)
    if in_cash:
        yield from signature("Penerima uang")
        yield from signature(f"Petugas {printable(slip.clerk_id)}")
