"""The domain's words as the clerk reads them."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from counter_app.domain.cash import TenderKind
from counter_app.domain.payment import PaymentState
from counter_app.domain.print_job import PrintState
from counter_app.domain.reversal import WITHOUT_EFFECT, Reversal
from ui.translation import QT_TRANSLATE_NOOP


class Mood(StrEnum):
    """How something stands, at a glance. Each has a shape and a colour; the word beside it says the same."""

    OK = "ok"
    WAIT = "wait"
    BAD = "bad"
    OFF = "off"


_STATES: Mapping[PaymentState, str] = MappingProxyType(
    {
        PaymentState.ACCEPTED: QT_TRANSLATE_NOOP("Words", "Accepted, awaiting the host"),
        PaymentState.SENDING: QT_TRANSLATE_NOOP("Words", "Sending"),
        PaymentState.UNKNOWN: QT_TRANSLATE_NOOP("Words", "Not certain yet, do not repeat"),
        PaymentState.CONFIRMED: QT_TRANSLATE_NOOP("Words", "Confirmed"),
        PaymentState.REJECTED: QT_TRANSLATE_NOOP("Words", "Refused, give the money back"),
        PaymentState.REVIEW: QT_TRANSLATE_NOOP("Words", "Needs an examination"),
        PaymentState.CANCELLED: QT_TRANSLATE_NOOP("Words", "Cancelled"),
        PaymentState.REFUNDED: QT_TRANSLATE_NOOP("Words", "Refused, money given back"),
    }
)
_REVERSAL_STATES: Mapping[PaymentState, str] = MappingProxyType(
    {
        PaymentState.ACCEPTED: QT_TRANSLATE_NOOP("Queue", "Reversal asked for"),
        PaymentState.SENDING: QT_TRANSLATE_NOOP("Queue", "Reversal is being sent"),
        PaymentState.UNKNOWN: QT_TRANSLATE_NOOP("Queue", "Reversal not certain, give nothing back"),
        PaymentState.CONFIRMED: QT_TRANSLATE_NOOP("Queue", "Reversed, give the money back"),
        PaymentState.REJECTED: QT_TRANSLATE_NOOP("Queue", "Reversal refused, the payment stands"),
        PaymentState.REVIEW: QT_TRANSLATE_NOOP("Queue", "Reversal needs an examination"),
        PaymentState.CANCELLED: QT_TRANSLATE_NOOP("Queue", "Reversal dropped"),
        PaymentState.REFUNDED: QT_TRANSLATE_NOOP("Queue", "Reversed, money given back"),
    }
)
_MOODS: Mapping[PaymentState, Mood] = MappingProxyType(
    {
        PaymentState.ACCEPTED: Mood.WAIT,
        PaymentState.SENDING: Mood.WAIT,
        PaymentState.UNKNOWN: Mood.WAIT,
        PaymentState.CONFIRMED: Mood.OK,
        PaymentState.REJECTED: Mood.BAD,
        PaymentState.REVIEW: Mood.BAD,
        PaymentState.CANCELLED: Mood.OFF,
        PaymentState.REFUNDED: Mood.OFF,
    }
)
_TENDERS: Mapping[TenderKind, str] = MappingProxyType(
    {
        TenderKind.CASH: QT_TRANSLATE_NOOP("Words", "Cash"),
        TenderKind.QRIS: QT_TRANSLATE_NOOP("Words", "QRIS"),
        TenderKind.DEBIT: QT_TRANSLATE_NOOP("Words", "Debit"),
        TenderKind.POSPAY: QT_TRANSLATE_NOOP("Words", "Pospay"),
    }
)
_PRINTS: Mapping[PrintState, str] = MappingProxyType(
    {
        PrintState.QUEUED: QT_TRANSLATE_NOOP("Words", "waiting"),
        PrintState.PRINTING: QT_TRANSLATE_NOOP("Words", "printing"),
        PrintState.SPOOLED: QT_TRANSLATE_NOOP("Words", "in the queue"),
        PrintState.DELIVERED: QT_TRANSLATE_NOOP("Words", "handed over"),
        PrintState.PRINTED: QT_TRANSLATE_NOOP("Words", "printed"),
        PrintState.FAILED: QT_TRANSLATE_NOOP("Words", "failed"),
        PrintState.HELD: QT_TRANSLATE_NOOP("Words", "held"),
        PrintState.DISMISSED: QT_TRANSLATE_NOOP("Words", "not needed"),
    }
)


def state_words(state: PaymentState) -> str:
    """``Diterima, menunggu konfirmasi pusat`` and so on."""
    return _translated(_STATES[state])


def state_mood(state: PaymentState) -> Mood:
    """What kind of state it is: done, under way, a task, or over."""
    return _MOODS[state]


def tender_words(kind: TenderKind) -> str:
    """``Tunai``, ``QRIS``, …"""
    return _translated(_TENDERS[kind])


def print_words(state: PrintState) -> str:
    """``tercetak``, ``tertahan``, …: as short as the journal's column."""
    return _translated(_PRINTS[state])


def _translated(words: str) -> str:
    return QCoreApplication.translate("Words", words)


def standing_words(state: PaymentState, reversal: Reversal | None) -> str:
    """How a payment stands in words, its reversal counted where that has, or may yet have, an effect."""
    if reversal is None or reversal.state in WITHOUT_EFFECT:
        return state_words(state)
    return QCoreApplication.translate("Queue", _REVERSAL_STATES[reversal.state])


def standing_mood(state: PaymentState, reversal: Reversal | None) -> Mood:
    """As the mark before it shows: what the host has undone is bad until the payer has the money."""
    if reversal is None or reversal.state in WITHOUT_EFFECT:
        return state_mood(state)
    return Mood.BAD if reversal.state is PaymentState.CONFIRMED else state_mood(reversal.state)
