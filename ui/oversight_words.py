"""What the supervisor's page says: of what waits, and of what is unusual. A finding is a question; no word here accuses."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from counter_app.domain.journal import Act
from counter_app.domain.money import format_rupiah
from counter_app.domain.patterns import Finding, Kind
from counter_app.services.oversight import Matter
from ui import formats
from ui.translation import QT_TRANSLATE_NOOP

_MATTERS: Mapping[Matter, str] = MappingProxyType(
    {
        Matter.REVIEW: QT_TRANSLATE_NOOP("Oversight", "▲ Payment under review: two people decide, by evidence"),
        Matter.REVERSAL_REVIEW: QT_TRANSLATE_NOOP("Oversight", "▲ Reversal under review: two people decide"),
        Matter.CASH_BACK: QT_TRANSLATE_NOOP("Oversight", "▲ Refused by the host: the payer's money is still here"),
        Matter.REVERSED_CASH_BACK: QT_TRANSLATE_NOOP("Oversight", "▲ Reversed: the payer's money is still here"),
        Matter.OLD_SHIFT: QT_TRANSLATE_NOOP("Oversight", "▲ Counter open since another day: count and close it"),
        Matter.DISPUTE: QT_TRANSLATE_NOOP("Oversight", "▲ Hand-over disputed: talk to both"),
        Matter.CASE: QT_TRANSLATE_NOOP("Oversight", "● Difference with the host: an open case"),
        Matter.LOCKED: QT_TRANSLATE_NOOP("Oversight", "● Log-in closed after wrong PINs"),
        Matter.BEGINNING: QT_TRANSLATE_NOOP("Oversight", "● PIN given to begin with, not changed yet"),
    }
)

_WHAT: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.CANCELLED: QT_TRANSLATE_NOOP("Oversight", "{seen} payments cancelled, of {of}"),
        Kind.REVERSED: QT_TRANSLATE_NOOP("Oversight", "{seen} reversals asked for, with {of} payments"),
        Kind.COPIED: QT_TRANSLATE_NOOP("Oversight", "{seen} copies of papers, with {of} payments"),
        Kind.REVEALED: QT_TRANSLATE_NOOP("Oversight", "{seen} full numbers shown on {day}"),
        Kind.DRAWER: QT_TRANSLATE_NOOP("Oversight", "Drawer opened {seen} times without a sale on {day}"),
        Kind.REFUSED_PINS: QT_TRANSLATE_NOOP("Oversight", "{seen} wrong PINs under this number on {day}"),
        Kind.REFUSED_CONSENTS: QT_TRANSLATE_NOOP("Oversight", "{seen} consents refused on {day}"),
        Kind.VARIANCE: QT_TRANSLATE_NOOP("Oversight", "Variance of {amount} at the close of {day}"),
        Kind.VARIANCES: QT_TRANSLATE_NOOP("Oversight", "{seen} closes that did not come out even"),
        Kind.UNDER_LIMIT: QT_TRANSLATE_NOOP("Oversight", "{seen} payments just under the limit without the host"),
        Kind.SAME_PAYER: QT_TRANSLATE_NOOP("Oversight", "{seen} payments under {payer} within a week"),
        Kind.COPY_BEFORE_SALE: QT_TRANSLATE_NOOP("Oversight", "{seen} times a copy, then a sale of the same sum"),
        Kind.ALONE: QT_TRANSLATE_NOOP("Oversight", "Changed a leading role alone on {day}"),
        Kind.PIN_THEN_CONSENT: QT_TRANSLATE_NOOP("Oversight", "Gave a PIN, then had that person's consent on {day}"),
    }
)
_WHY: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.CANCELLED: QT_TRANSLATE_NOOP(
            "Oversight",
            "Shown from {from} on, if it is much for so many payments. Wrong months are an ordinary reason.",
        ),
        Kind.REVERSED: QT_TRANSLATE_NOOP(
            "Oversight",
            "Shown from {from} on, if it is much for so many payments. Each one had a second person's consent.",
        ),
        Kind.COPIED: QT_TRANSLATE_NOOP(
            "Oversight",
            "Shown from {from} on: a copy can pass for a receipt. A printer that jams is an ordinary reason.",
        ),
        Kind.REVEALED: QT_TRANSLATE_NOOP(
            "Oversight", "Shown from {from} a day on: numbers are personal. The entries say why each was needed."
        ),
        Kind.DRAWER: QT_TRANSLATE_NOOP(
            "Oversight", "Shown from {from} a day on. Changing money for a payer is an ordinary reason."
        ),
        Kind.REFUSED_PINS: QT_TRANSLATE_NOOP(
            "Oversight", "Shown from {from} a day on. Who typed them is not known: it may have been somebody else."
        ),
        Kind.REFUSED_CONSENTS: QT_TRANSLATE_NOOP(
            "Oversight", "Shown from {from} a day on. Mistyped PINs are an ordinary reason."
        ),
        Kind.VARIANCE: QT_TRANSLATE_NOOP(
            "Oversight", "Shown from {bound} on, too much as well as too little. Books and host may be at fault, too."
        ),
        Kind.VARIANCES: QT_TRANSLATE_NOOP(
            "Oversight", "Shown from {from} on, however small. Short change and a shared drawer are ordinary reasons."
        ),
        Kind.UNDER_LIMIT: QT_TRANSLATE_NOOP(
            "Oversight",
            "Shown from {from} on: above the limit somebody else would have looked. Twelve months cost so much.",
        ),
        Kind.SAME_PAYER: QT_TRANSLATE_NOOP(
            "Oversight", "Shown from {from} on. Only the last digits are known here: it may be several people."
        ),
        Kind.COPY_BEFORE_SALE: QT_TRANSLATE_NOOP(
            "Oversight",
            "Shown from {from} on: a copy could have been given for another sale. Most sums here are alike.",
        ),
        Kind.ALONE: QT_TRANSLATE_NOOP("Oversight", "It takes two where there are two. Nobody else could consent then."),
        Kind.PIN_THEN_CONSENT: QT_TRANSLATE_NOOP(
            "Oversight", "Who gives a PIN may know it. Ask both whether the consent was theirs."
        ),
    }
)


def _acts(*begins: str) -> frozenset[Act]:
    return frozenset(act for act in Act if act.value.startswith(begins))


GROUPS: Mapping[str, frozenset[Act] | None] = MappingProxyType(
    {
        QT_TRANSLATE_NOOP("Oversight", "Everything"): None,
        QT_TRANSLATE_NOOP("Oversight", "Payments"): _acts("payment.", "bill.", "offline."),
        QT_TRANSLATE_NOOP("Oversight", "Corrections"): _acts(
            "reversal.", "review.", "payment.cancelled", "payment.refunded"
        ),
        QT_TRANSLATE_NOOP("Oversight", "Papers"): _acts("print.", "receipt.", "letters.", "statement."),
        QT_TRANSLATE_NOOP("Oversight", "Drawer and shift"): _acts("shift.", "drawer.", "handover.", "x-report."),
        QT_TRANSLATE_NOOP("Oversight", "Consents"): _acts("approval."),
        QT_TRANSLATE_NOOP("Oversight", "Full numbers and exports"): _acts("number.", "export", "receipt.exported"),
        QT_TRANSLATE_NOOP("Oversight", "People and PINs"): _acts(
            "user.", "pin.", "login", "logout", "lock", "unlock", "window."
        ),
        QT_TRANSLATE_NOOP("Oversight", "Host and reckoning"): _acts(
            "host.", "settlement.", "case.", "queue.", "journal."
        ),
    }
)
"""What can be chosen of who did what, and the acts that belong to it; ``None``: all."""


def matter_words(matter: Matter) -> str:
    """What waits, in the language that is spoken now."""
    return _translated(_MATTERS[matter])


def finding_words(finding: Finding) -> str:
    """What is unusual, and why it is shown: two sentences in two lines."""
    facts = {
        "seen": formats.number(abs(finding.seen)),
        "of": formats.number(finding.of),
        "from": formats.number(finding.shown_from),
        "bound": format_rupiah(finding.shown_from),
        "amount": ("-" if finding.seen < 0 else "+") + format_rupiah(abs(finding.seen)),
        "day": formats.day(finding.day) if finding.day else "",
        "payer": finding.payer,
    }
    return "\n".join(_translated(table[finding.kind]).format(**facts) for table in (_WHAT, _WHY))


def group_words(group: str) -> str:
    """A group of acts, in the language that is spoken now."""
    return _translated(group)


def _translated(words: str) -> str:
    return QCoreApplication.translate("Oversight", words)
