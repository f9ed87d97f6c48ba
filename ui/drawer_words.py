"""The drawer's words as the clerk reads them: sums, movements, hand-overs, papers, and what is still pending."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from counter_app.domain.closing_slip import Pending, Unsettled
from counter_app.domain.drawer import Count, MovementKind
from counter_app.domain.money import format_digits, format_rupiah
from counter_app.domain.print_job import Document
from ui.translation import QT_TRANSLATE_NOOP
from ui.widgets.plain_label import inert

_PENDING: Mapping[Pending, str] = MappingProxyType(
    {
        Pending.WAITING: QT_TRANSLATE_NOOP("Drawer", "waits to be sent"),
        Pending.SENDING: QT_TRANSLATE_NOOP("Drawer", "on its way"),
        Pending.UNCERTAIN: QT_TRANSLATE_NOOP("Drawer", "not certain"),
        Pending.REVIEW: QT_TRANSLATE_NOOP("Drawer", "to be examined"),
        Pending.REVERSAL_ASKED: QT_TRANSLATE_NOOP("Drawer", "reversal asked for"),
        Pending.REVERSAL_REVIEW: QT_TRANSLATE_NOOP("Drawer", "reversal to be examined"),
        Pending.REFUSED: QT_TRANSLATE_NOOP("Drawer", "refused, money not back yet"),
        Pending.REVERSED: QT_TRANSLATE_NOOP("Drawer", "reversed, money not back yet"),
    }
)
_MOVEMENTS: Mapping[MovementKind, str] = MappingProxyType(
    {
        MovementKind.DROP: QT_TRANSLATE_NOOP("Drawer", "To the vault"),
        MovementKind.PICK_UP: QT_TRANSLATE_NOOP("Drawer", "From the vault"),
    }
)
_PAPERS: Mapping[Document, str] = MappingProxyType(
    {
        Document.CLOSING: QT_TRANSLATE_NOOP("Drawer", "Z report"),
        Document.DEPOSIT: QT_TRANSLATE_NOOP("Drawer", "Deposit slip"),
        Document.X_REPORT: QT_TRANSLATE_NOOP("Drawer", "X report"),
        Document.RECALL: QT_TRANSLATE_NOOP("Drawer", "Recall slip"),
        Document.CASH_MOVEMENT: QT_TRANSLATE_NOOP("Drawer", "Vault slip"),
        Document.HANDOVER: QT_TRANSLATE_NOOP("Drawer", "Hand-over slip"),
    }
)
ABOUT_DRAWER = frozenset(_PAPERS)
"""Papers that belong to a drawer and not to a payer."""


def pending_words(row: Unsettled) -> str:
    """``40111-03-000102  SI** AM**  Rp8.400: not certain``."""
    why = _said(_PENDING[row.pending])
    return "  ".join(
        part for part in (inert(row.number), inert(row.name), f"{format_rupiah(row.amount)}: {why}") if part
    )


def movement_words(kind: MovementKind) -> str:
    """Which way the cash went."""
    return _said(_MOVEMENTS[kind])


def paper_words(document: Document) -> str:
    """What a paper about the drawer is called."""
    return _said(_PAPERS[document])


def count_words(count: Count) -> str:
    """``6 × 100.000, 5 × coin 500``."""
    coin = _said(QT_TRANSLATE_NOOP("Drawer", "coin"))
    parts = [f"{number} × {f'{coin} ' if each.coin else ''}{format_digits(each.face)}" for each, number in count.pieces]
    return ", ".join([*parts, *((format_rupiah(count.small),) if count.small else ())]) or "–"


def variance_words(variance: int) -> str:
    """How far apart two sums are, and which way."""
    if variance == 0:
        return _said(QT_TRANSLATE_NOOP("Drawer", "Rp0 – it is right to the rupiah"))
    short = QT_TRANSLATE_NOOP("Drawer", "{amount} short")
    over = QT_TRANSLATE_NOOP("Drawer", "{amount} over")
    return _said(short if variance < 0 else over).format(amount=format_rupiah(abs(variance)))


def all_pending(rows: Iterable[Unsettled]) -> str:
    """Each on a line of its own."""
    return "\n".join(map(pending_words, rows))


def _said(words: str) -> str:
    return QCoreApplication.translate("Drawer", words)
