"""Rows that several papers about the drawer share: cash by denomination, and payments summed in more than one way."""

from collections.abc import Iterable, Iterator

from counter_app.domain.bill import Programme
from counter_app.domain.cash import TenderKind
from counter_app.domain.closing_slip import Head, Sum
from counter_app.domain.drawer import Count
from counter_app.domain.money import LARGEST, Rupiah, format_digits, rupiah_in_words
from counter_app.domain.payment import PaymentState
from counter_app.printing import drawer_words, words
from counter_app.printing.document import NO_BREAK, Amount, Block, Field, Gap, LayoutError, Rule, Size, Text

_GROUP = 8
"""Hex digits of the hash that stand together: a person compares them with another sheet."""


def counted(label: str, what: Sum) -> str:
    """``Tunai (41x)``."""
    return f"{label}{NO_BREAK}({what.count}x)"


def denominations(count: Count) -> Iterator[Amount]:
    """A row each kind of note and coin there is: ``100.000 x 12  Rp1.200.000``."""
    for each, pieces in count.pieces:
        coin = f"koin{NO_BREAK}" if each.coin else ""
        times = f"{coin}{format_digits(each.face)}{NO_BREAK}x{NO_BREAK}{pieces}"
        yield Amount(times, Rupiah(each.face * pieces))
    if count.small:
        yield Amount(f"koin{NO_BREAK}di bawah 100", count.small)


def counted_whole(heading: str, count: Count, label: str) -> Iterator[Block]:
    """Cash by denomination, then its sum, large and in words.

    Raises ``LayoutError`` for a sum that cannot be put into words.
    """
    amount = count.total
    if not 0 <= amount <= LARGEST:
        raise LayoutError(f"a slip's amount is 0 to {LARGEST} rupiah, not {amount}")
    yield Text(heading, bold=True)
    yield from denominations(count)
    yield Rule(heavy=True)
    yield Amount(label, amount, bold=True, size=Size.BIG)
    yield Gap()
    yield Field("Terbilang", rupiah_in_words(amount))
    yield Rule()


def takings_rows(takings: Iterable[tuple[TenderKind, Sum]], otherwise: Sum) -> Iterator[Block]:
    """What was taken by each means, and what of it went back by other means than cash."""
    taken = tuple(takings)
    yield Text("PENERIMAAN", bold=True)
    for kind, each in taken:
        yield Amount(counted(words.TENDERS[kind], each), each.amount)
    yield Amount("Jumlah", Rupiah(sum(each.amount for _, each in taken)), bold=True)
    if otherwise.count:
        yield Gap()
        yield Amount(counted("Kembali bukan tunai", otherwise), otherwise.amount)
    yield Rule()


def programme_rows(programmes: Iterable[tuple[Programme, Sum]], fees: Sum) -> Iterator[Block]:
    """What was taken for each programme; with the fees it makes what was taken by all means."""
    rows = tuple(programmes)
    yield Text("PROGRAM", bold=True)
    for programme, each in rows:
        yield Amount(counted(words.PROGRAMMES[programme], each), each.amount)
    yield Amount(counted("Biaya administrasi", fees), fees.amount)
    yield Amount("Jumlah", Rupiah(sum(each.amount for _, each in rows) + fees.amount), bold=True)
    yield Rule()


def state_rows(states: Iterable[tuple[PaymentState, Sum]]) -> Iterator[Block]:
    """How the payments stand."""
    rows = tuple(states)
    yield Text("STATUS PEMBAYARAN", bold=True)
    for state, each in rows:
        yield Amount(counted(drawer_words.STATES[state], each), each.amount)
    yield Amount("Jumlah", Rupiah(sum(each.amount for _, each in rows)), bold=True)


def head_rows(head: Head) -> Iterator[Block]:
    """The end of the journal, in groups that can be read out."""
    groups = (head.hash[start : start + _GROUP] for start in range(0, len(head.hash), _GROUP))
    yield Text("JURNAL", bold=True)
    yield Field("Entri", str(head.seq))
    yield Field("Hash", " ".join(groups))
