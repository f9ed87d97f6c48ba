"""What stands on a pole: two lines of twenty characters, in the payer's language whatever the window speaks.

An amount is never cut. One that is too long for its line first loses its ``Rp``, then its points, then its label grows
short; one that fits in no way at all is not shown, and words stand in its place.
"""

from collections.abc import Mapping
from types import MappingProxyType

from counter_app.domain.cash import TenderKind
from counter_app.domain.customer_view import TAKEN, CustomerView, Showing
from counter_app.domain.money import format_digits, format_rupiah
from counter_app.domain.training import MARK
from counter_app.printing.text import printable

COLUMNS = 20
Lines = tuple[str, str]
"""Upper and lower line, ``COLUMNS`` characters each."""

GREETING = "SELAMAT DATANG"
FAREWELL = "TERIMA KASIH"
PATIENCE = "MOHON TUNGGU"
EXACT = "UANG PAS"
NOT_PAID = "TIDAK TERBAYAR"
UNSHOWN = "LIHAT STRUK"
"""*See the receipt*: in the place of an amount that has no room."""

TOTAL = ("TOTAL", "TOTAL")
TENDERED = ("BAYAR", "BAYAR")
CHANGE = ("KEMBALI", "KEMB.")
BACK = ("UANG KEMBALI", "KEMB.")
_KINDS: Mapping[TenderKind, str] = MappingProxyType(
    {TenderKind.CASH: "TUNAI", TenderKind.QRIS: "QRIS", TenderKind.DEBIT: "DEBIT", TenderKind.POSPAY: "POSPAY"}
)


def lines_of(view: CustomerView, office: str, *, training: bool = False) -> Lines:
    """The two lines for ``view``. ``office``: its name, for the greeting. ``training`` gives the upper one to the mark, and
    the lower one to what counts most.
    """
    upper, lower = _words(view, office)
    if training and view.showing is not Showing.BLANK:
        comes_back = view.showing is Showing.RETURNED or (view.showing in TAKEN and view.in_cash and view.change)
        return _centred(MARK), lower if comes_back else upper
    return upper, lower


def amount_line(labels: tuple[str, str], amount: int) -> str:
    """A label at the left, rupiah at the right, at least one blank between them. ``labels``: the usual and a short one."""
    label, short = labels
    figures = format_digits(amount)
    for name, written in (
        (label, format_rupiah(amount)),
        (label, figures),
        (short, figures),
        (short, str(amount)),
        ("", str(amount)),
    ):
        if len(name) + 1 + len(written) <= COLUMNS:
            return name + written.rjust(COLUMNS - len(name))
    return _centred(UNSHOWN)


def _words(view: CustomerView, office: str) -> Lines:
    match view.showing:
        case Showing.BLANK:
            return " " * COLUMNS, " " * COLUMNS
        case Showing.WELCOME:
            return _centred(GREETING), _centred(_shortened(office))
        case Showing.THANKS:
            return _centred(FAREWELL), _centred(_shortened(office))
        case Showing.DUE:
            return amount_line(TOTAL, view.total), _centred(_period(view))
        case Showing.WAIT:
            return amount_line(TOTAL, view.total), _centred(PATIENCE)
        case Showing.RETURNED:
            return _centred(NOT_PAID), amount_line(BACK, view.total)
        case _:
            return _taken(view)


def _taken(view: CustomerView) -> Lines:
    assert view.showing in TAKEN
    if view.kind is None or not view.in_cash:
        name = _KINDS[view.kind] if view.kind else TENDERED[0]
        return amount_line((name, name), view.total), _centred(FAREWELL)
    change = amount_line(CHANGE, view.change) if view.change else _centred(EXACT)
    return amount_line(TENDERED, view.tendered), change


def _period(view: CustomerView) -> str:
    return f"IURAN {len(view.months)} BULAN" if view.months else ""


def _shortened(name: str) -> str:
    """As many whole words as there is room for; a first word that is longer than the line loses its end."""
    shown = ""
    for word in printable(name).split():
        longer = f"{shown} {word}".strip()
        if len(longer) > COLUMNS:
            break
        shown = longer
    return shown or printable(name)[:COLUMNS]


def _centred(words: str) -> str:
    return words.center(COLUMNS)
