"""What is known of a paper and of the printer, in the clerk's words: never more than that, and what to do about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from counter_app.domain.print_job import Document, PrintJob, PrintState
from counter_app.domain.print_reasons import CopyReason, NotNeeded
from counter_app.domain.printer import PrinterStatus, Trouble
from counter_app.services.print_run import INTERRUPTED
from ui.translation import QT_TRANSLATE_NOOP
from ui.widgets.plain_label import inert
from ui.words import Mood


@dataclass(frozen=True, slots=True)
class _Trouble:
    """``short``: for the lamp. ``words``: what is the matter. ``remedy``: what to do."""

    short: str
    words: str
    remedy: str


_TROUBLES: Mapping[Trouble, _Trouble] = MappingProxyType(
    {
        Trouble.OFF: _Trouble(
            QT_TRANSLATE_NOOP("Printer", "no answer"),
            QT_TRANSLATE_NOOP("Printer", "The printer does not answer."),
            QT_TRANSLATE_NOOP("Printer", "Switch it on and look at its cable."),
        ),
        Trouble.NO_PAPER: _Trouble(
            QT_TRANSLATE_NOOP("Printer", "no paper"),
            QT_TRANSLATE_NOOP("Printer", "The printer is out of paper."),
            QT_TRANSLATE_NOOP("Printer", "Put in a new roll."),
        ),
        Trouble.COVER_OPEN: _Trouble(
            QT_TRANSLATE_NOOP("Printer", "cover open"),
            QT_TRANSLATE_NOOP("Printer", "The printer's cover is open."),
            QT_TRANSLATE_NOOP("Printer", "Close it until it clicks."),
        ),
        Trouble.HUNG: _Trouble(
            QT_TRANSLATE_NOOP("Printer", "hangs"),
            QT_TRANSLATE_NOOP("Printer", "The printer hangs: it takes nothing more."),
            QT_TRANSLATE_NOOP("Printer", "Switch it off and on."),
        ),
        Trouble.BROKE_OFF: _Trouble(
            QT_TRANSLATE_NOOP("Printer", "broke off"),
            QT_TRANSLATE_NOOP("Printer", "The connection to the printer broke off."),
            QT_TRANSLATE_NOOP("Printer", "Look at cable and plug."),
        ),
        Trouble.PAUSED: _Trouble(
            QT_TRANSLATE_NOOP("Printer", "paused"),
            QT_TRANSLATE_NOOP("Printer", "The printer's queue on this computer is paused."),
            QT_TRANSLATE_NOOP("Printer", "Resume it in the computer's printer settings."),
        ),
        Trouble.FAULT: _Trouble(
            QT_TRANSLATE_NOOP("Printer", "fault"),
            QT_TRANSLATE_NOOP("Printer", "The printer tells of a fault of its own."),
            QT_TRANSLATE_NOOP("Printer", "Take out jammed paper, then switch it off and on."),
        ),
        Trouble.NOT_ALLOWED: _Trouble(
            QT_TRANSLATE_NOOP("Printer", "not allowed"),
            QT_TRANSLATE_NOOP("Printer", "This computer does not let the program use the printer."),
            QT_TRANSLATE_NOOP("Printer", "Close other programs that print, or call whoever looks after it."),
        ),
        Trouble.NO_ROOM: _Trouble(
            QT_TRANSLATE_NOOP("Printer", "disk full"),
            QT_TRANSLATE_NOOP("Printer", "There is no room on the disk for the paper."),
            QT_TRANSLATE_NOOP("Printer", "Call whoever looks after this computer."),
        ),
        Trouble.UNKNOWN: _Trouble(
            QT_TRANSLATE_NOOP("Printer", "trouble"),
            QT_TRANSLATE_NOOP("Printer", "Something is the matter with the printer."),
            QT_TRANSLATE_NOOP("Printer", "Look at paper, cover and cable."),
        ),
    }
)
_PAPERS: Mapping[Document, str] = MappingProxyType(
    {
        Document.RECEIPT: QT_TRANSLATE_NOOP("Printer", "Receipt"),
        Document.CONFIRMATION: QT_TRANSLATE_NOOP("Printer", "Confirmation slip"),
        Document.REFUND: QT_TRANSLATE_NOOP("Printer", "Refund slip"),
        Document.REVERSAL: QT_TRANSLATE_NOOP("Printer", "Reversal slip"),
        Document.CLOSING: QT_TRANSLATE_NOOP("Printer", "Z report"),
        Document.DEPOSIT: QT_TRANSLATE_NOOP("Printer", "Deposit slip"),
        Document.REGISTRATION: QT_TRANSLATE_NOOP("Printer", "Registration slip"),
        Document.CASH_MOVEMENT: QT_TRANSLATE_NOOP("Printer", "Vault slip"),
        Document.HANDOVER: QT_TRANSLATE_NOOP("Printer", "Hand-over slip"),
        Document.X_REPORT: QT_TRANSLATE_NOOP("Printer", "X report"),
        Document.RECALL: QT_TRANSLATE_NOOP("Printer", "Recall slip"),
    }
)
_KNOWN: Mapping[PrintState, str] = MappingProxyType(
    {
        PrintState.QUEUED: QT_TRANSLATE_NOOP("Printer", "{paper}: waits to be printed."),
        PrintState.PRINTING: QT_TRANSLATE_NOOP("Printer", "{paper}: being printed now."),
        PrintState.SPOOLED: QT_TRANSLATE_NOOP(
            "Printer", "{paper}: in the computer's print queue. Look whether it comes out."
        ),
        PrintState.DELIVERED: QT_TRANSLATE_NOOP("Printer", "{paper}: the printer has taken it whole."),
        PrintState.PRINTED: QT_TRANSLATE_NOOP("Printer", "{paper}: printed, the printer says so."),
        PrintState.DISMISSED: QT_TRANSLATE_NOOP("Printer", "{paper}: no longer needed."),
    }
)
_STANDS: Mapping[PrintState, str] = MappingProxyType(
    {
        PrintState.QUEUED: QT_TRANSLATE_NOOP("Printer", "waits"),
        PrintState.PRINTING: QT_TRANSLATE_NOOP("Printer", "being printed"),
        PrintState.SPOOLED: QT_TRANSLATE_NOOP("Printer", "in the computer's print queue"),
        PrintState.DELIVERED: QT_TRANSLATE_NOOP("Printer", "taken by the printer"),
        PrintState.PRINTED: QT_TRANSLATE_NOOP("Printer", "printed"),
        PrintState.FAILED: QT_TRANSLATE_NOOP("Printer", "stopped half-way"),
        PrintState.HELD: QT_TRANSLATE_NOOP("Printer", "not printed yet"),
        PrintState.DISMISSED: QT_TRANSLATE_NOOP("Printer", "no longer needed"),
    }
)
_MOODS: Mapping[PrintState, Mood] = MappingProxyType(
    {
        PrintState.QUEUED: Mood.WAIT,
        PrintState.PRINTING: Mood.WAIT,
        PrintState.SPOOLED: Mood.WAIT,
        PrintState.DELIVERED: Mood.OK,
        PrintState.PRINTED: Mood.OK,
        PrintState.FAILED: Mood.BAD,
        PrintState.HELD: Mood.BAD,
        PrintState.DISMISSED: Mood.OFF,
    }
)
_REASONS: Mapping[str, str] = MappingProxyType(
    {
        CopyReason.HALF_OUT: QT_TRANSLATE_NOOP("Printer", "not whole"),
        CopyReason.LOST: QT_TRANSLATE_NOOP("Printer", "lost"),
        CopyReason.UNREADABLE: QT_TRANSLATE_NOOP("Printer", "unreadable"),
        CopyReason.PAYER_ASKS: QT_TRANSLATE_NOOP("Printer", "payer asks"),
        CopyReason.FOR_THE_FILE: QT_TRANSLATE_NOOP("Printer", "for the file"),
        NotNeeded.ON_PAPER: QT_TRANSLATE_NOOP("Printer", "on paper already"),
        NotNeeded.OVERTAKEN: QT_TRANSLATE_NOOP("Printer", "there is a newer paper"),
        NotNeeded.NOBODY_WAITS: QT_TRANSLATE_NOOP("Printer", "nobody waits for it"),
    }
)


def short_words(trouble: Trouble) -> str:
    """A trouble in a word or two, for the lamp."""
    return _said(_TROUBLES[trouble].short)


def trouble_words(trouble: Trouble | None) -> str:
    """What is the matter, and what to do about it: two sentences."""
    found = _TROUBLES[trouble or Trouble.UNKNOWN]
    return f"{_said(found.words)} {_said(found.remedy)}"


def document_words(document: Document) -> str:
    """What a paper is called."""
    return _said(_PAPERS[document])


def reason_words(reason: str) -> str:
    """A reason as the clerk reads it, the listed ones by their words."""
    return _said(_REASONS[reason]) if reason in _REASONS else inert(reason)


def name_of(job: PrintJob) -> str:
    """What a job's paper is called: its document, and that it is a copy."""
    return f"{document_words(job.document)}, SALINAN {job.copy}" if job.copy else document_words(job.document)


def job_mood(job: PrintJob) -> Mood:
    """How a paper stands, at a glance: what is only spooled, or waits its turn, is not called well."""
    return Mood.WAIT if is_in_line(job) else _MOODS[job.state]


def is_in_line(job: PrintJob) -> bool:
    """Whether nothing is the matter but another job that is being printed."""
    return job.state is PrintState.HELD and job.detail == "in line"


def was_interrupted(job: PrintJob) -> bool:
    """Whether the program ended before this was out: then nothing is known of the printer, and nothing said of it."""
    return job.is_stuck and job.trouble is None and job.detail == INTERRUPTED


def job_words(job: PrintJob, *, by_itself: bool = False) -> str:
    """What is known of a paper, its trouble, and what to do. ``by_itself``: it comes without anybody's key."""
    if is_in_line(job):
        return _said(QT_TRANSLATE_NOOP("Printer", "{paper}: waits its turn at the printer.")).format(paper=name_of(job))
    if job.state is PrintState.HELD:
        if was_interrupted(job):
            before = QT_TRANSLATE_NOOP("Printer", "{paper}: not printed, the program had ended before it was its turn.")
            return _said(before).format(paper=name_of(job))
        kept = _said(QT_TRANSLATE_NOOP("Printer", "{paper}: not printed. {trouble}"))
        words = kept.format(paper=name_of(job), trouble=trouble_words(job.trouble))
        then = _said(QT_TRANSLATE_NOOP("Printer", "It then comes out by itself."))
        return f"{words} {then}" if by_itself else words
    if job.state is PrintState.FAILED:
        broken = _said(
            QT_TRANSLATE_NOOP("Printer", "{paper}: stopped half-way. {trouble} The next piece says SALINAN.")
        )
        ended = _said(QT_TRANSLATE_NOOP("Printer", "The program had ended meanwhile. Look at what came out."))
        trouble = ended if was_interrupted(job) else trouble_words(job.trouble)
        return broken.format(paper=name_of(job), trouble=trouble)
    return _said(_KNOWN[job.state]).format(paper=name_of(job))


def known_words(job: PrintJob) -> str:
    """What is known of a paper, in a few words behind its name."""
    if is_in_line(job):
        return _said(QT_TRANSLATE_NOOP("Printer", "waits its turn"))
    return _said(_STANDS[job.state])


def status_after(job: PrintJob, before: PrinterStatus | None) -> PrinterStatus | None:
    """What a paper that was tried just now says of its printer, of which ``before`` was known."""
    if job.is_stuck and job.trouble is not None:
        return PrinterStatus(trouble=job.trouble, detail=job.detail)
    if job.is_out and (before is None or before.trouble is not None):
        return PrinterStatus(told=job.state is PrintState.PRINTED)
    return before


def lamp_words(status: PrinterStatus | None) -> tuple[Mood, str]:
    """The printer in a word or two. *Ready* is only what it said itself."""
    if status is None:
        return Mood.OFF, _said(QT_TRANSLATE_NOOP("Printer", "not known"))
    if status.trouble is not None:
        return Mood.BAD, short_words(status.trouble)
    if status.paper_low:
        return Mood.WAIT, _said(QT_TRANSLATE_NOOP("Printer", "paper low"))
    ready = QT_TRANSLATE_NOOP("Printer", "ready") if status.told else QT_TRANSLATE_NOOP("Printer", "reachable")
    return Mood.OK, _said(ready)


def status_words(status: PrinterStatus | None) -> str:
    """The printer in a sentence, and whether it said so itself."""
    if status is None:
        return _said(QT_TRANSLATE_NOOP("Printer", "The printer has not been asked yet."))
    if status.trouble is not None:
        return trouble_words(status.trouble)
    if not status.told:
        return _said(QT_TRANSLATE_NOOP("Printer", "The printer can be reached. How it stands, it does not say."))
    if status.paper_low:
        return _said(QT_TRANSLATE_NOOP("Printer", "The printer says: ready, but the roll nears its end."))
    return _said(QT_TRANSLATE_NOOP("Printer", "The printer says: ready."))


def _said(words: str) -> str:
    return QCoreApplication.translate("Printer", words)
