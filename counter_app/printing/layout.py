"""Receipt → document: what a payer takes home, from the office's name to the last friendly word.

The money rows are full amounts per programme, then each relief as a negative row, then the fee: whoever
adds them up arrives at the printed total.
"""

from collections.abc import Iterator
from itertools import groupby

from counter_app.domain.bill import Bill, BillLine, Programme, Relief
from counter_app.domain.cash import TenderKind
from counter_app.domain.money import LARGEST, Rupiah, format_rupiah, rupiah_in_words
from counter_app.domain.receipt import Receipt, Wording
from counter_app.printing import words
from counter_app.printing.document import (
    Amount,
    Block,
    Cut,
    Document,
    Field,
    Gap,
    LayoutError,
    Note,
    Qr,
    Rule,
    Size,
)
from counter_app.printing.parts import centred, letterhead
from counter_app.printing.text import printable


def document(receipt: Receipt) -> Document:
    """The receipt's paper. Raises ``LayoutError`` for a total that cannot be put into words."""
    if not 0 <= receipt.total <= LARGEST:
        raise LayoutError(f"a receipt's total is 0 to {LARGEST} rupiah, not {receipt.total}")
    return Document(
        title=f"{words.TITLES[receipt.wording].capitalize()} {printable(receipt.number)}",
        author=printable(receipt.office.name),
        blocks=(
            *letterhead(receipt.office, words.TITLES[receipt.wording], receipt.copy, *words.SUBJECT),
            *_state(receipt),
            *_occasion(receipt),
            *_payer(receipt),
            *money_rows(receipt.bill),
            *_total(receipt),
            *_tender(receipt),
            *_foot(receipt),
        ),
    )


def money_rows(bill: Bill) -> tuple[Block, ...]:
    """Everything that adds up to ``bill.total``: each ``Amount`` is one summand, each ``Note`` explains the one above."""
    blocks: list[Block] = []
    for programme in bill.programmes:
        lines = [line for line in bill.lines if line.programme is programme]
        blocks.append(Amount(words.PROGRAMMES[programme], Rupiah(sum(line.full for line in lines))))
        blocks.extend(_unit_prices(lines))
    for relief in bill.reliefs:
        blocks.append(Amount(f"Keringanan {printable(relief.legal_basis)}", Rupiah(-relief.reduction)))
        blocks.append(_relieved(bill, relief))
    blocks.append(Amount("Biaya administrasi", bill.fee))
    return tuple(blocks)


def _state(receipt: Receipt) -> Iterator[Block]:
    state, meaning = words.STATES[receipt.wording]
    yield Gap()
    yield centred(state, bold=True, size=Size.BIG)
    yield centred(meaning)
    yield Gap()
    if receipt.confirms:
        yield centred(words.CONFIRMS)
        yield Gap()


def _occasion(receipt: Receipt) -> Iterator[Block]:
    yield Field("Nomor", printable(receipt.number))
    yield Field("Waktu", words.moment_text(receipt.at, receipt.office.timezone))
    yield Field("Loket", printable(receipt.office.counter_id))
    yield Field("Petugas", printable(receipt.clerk_id))
    if receipt.wording in {Wording.CONFIRMED, Wording.REVERSED}:
        yield Field("Ref. pusat", printable(receipt.host_reference or ""))
    if receipt.undoing:
        yield Field("Ref. balik", printable(receipt.undoing.host_reference))
        yield Field("Dibalik", words.moment_text(receipt.undoing.reversed_at, receipt.office.timezone))
    yield Rule()


def _payer(receipt: Receipt) -> Iterator[Block]:
    months = receipt.bill.months
    yield Field("Nama", printable(receipt.name))
    yield Field("NIK", printable(receipt.masked_nik))
    yield Field("KPJ", printable(receipt.masked_kpj))
    yield Field("Iuran", f"{words.period_text(months)} ({len(months)}\N{NO-BREAK SPACE}bulan)")
    confirmed = receipt.wording is Wording.CONFIRMED
    awaited = words.PROTECTIONS.get(receipt.wording, words.PROTECTIONS[Wording.ACCEPTED])
    span = words.span_text(*receipt.coverage) if confirmed and receipt.coverage else awaited
    yield Field("Dilindungi", span)
    yield Rule()


def _total(receipt: Receipt) -> Iterator[Block]:
    yield Rule(heavy=True)
    yield Amount("TOTAL", receipt.total, bold=True, size=Size.BIG)
    yield Gap()
    yield Field("Terbilang", rupiah_in_words(receipt.total))
    yield Rule()


def _tender(receipt: Receipt) -> Iterator[Block]:
    tender = receipt.tender
    yield Amount(words.TENDERS[tender.kind], tender.tendered)
    if tender.kind is TenderKind.CASH:
        yield Amount("Kembali", receipt.change, bold=True)
    else:
        yield Field("Referensi", printable(tender.reference))
    yield Rule()


def _foot(receipt: Receipt) -> Iterator[Block]:
    yield Gap()
    if receipt.proof:
        yield Qr(printable(receipt.proof))
        yield Gap()
        yield centred("Pindai untuk memeriksa keaslian")
        yield Gap()
    yield centred(words.CLOSINGS[receipt.wording])
    yield Gap()
    yield centred(words.FAREWELL)
    yield Cut()


def _unit_prices(lines: list[BillLine]) -> Iterator[Note]:
    """How several months make up one row; a single month needs no explanation."""
    if len(lines) > 1:
        for price, run in groupby(lines, key=lambda line: line.full):
            yield Note(f"{format_rupiah(price)} x\N{NO-BREAK SPACE}{len(list(run))}\N{NO-BREAK SPACE}bulan")


def _relieved(bill: Bill, relief: Relief) -> Note:
    """Which programmes and months a relief touched."""
    lines = [line for line in bill.lines if line.relief and _same(line.relief, relief)]
    programmes = ", ".join(programme for programme in Programme if any(line.programme is programme for line in lines))
    return Note(f"{programmes}: {words.period_text([line.month for line in lines])}")


def _same(one: Relief, other: Relief) -> bool:
    return (one.id, one.legal_basis) == (other.id, other.legal_basis)
