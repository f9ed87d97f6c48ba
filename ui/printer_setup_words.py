"""Setting up a printer, in the clerk's words: what is asked, what the answers are, what follows from them."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from counter_app.domain.printer import Certainty, Form, PrinterKind
from counter_app.domain.printer_settings import Cutter, DrawerPin, PrinterSettings, QrKind
from ui.printer_flow import Step
from ui.translation import QT_TRANSLATE_NOOP

_QUESTIONS: Mapping[Step, tuple[str, str]] = MappingProxyType(
    {
        Step.CHOOSE: (
            QT_TRANSLATE_NOOP("PrinterSetup", "Which printer?"),
            QT_TRANSLATE_NOOP(
                "PrinterSetup",
                "Choose one of the list, or type where it is in the network. Nothing counts before the end.",
            ),
        ),
        Step.SLIP: (
            QT_TRANSLATE_NOOP("PrinterSetup", "Print the test slip"),
            QT_TRANSLATE_NOOP("PrinterSetup", "A slip of some 40 cm comes out. Keep it at hand for the questions."),
        ),
        Step.COLUMNS: (
            QT_TRANSLATE_NOOP("PrinterSetup", "1 PENGGARIS: which is the last number on the ruler's first line?"),
            QT_TRANSLATE_NOOP("PrinterSetup", "If it is another number, answer the next smaller one."),
        ),
        Step.LETTERS: (
            QT_TRANSLATE_NOOP("PrinterSetup", "2 HURUF: in which table is every letter right?"),
            QT_TRANSLATE_NOOP(
                "PrinterSetup",
                "Left and right of = is the same letter (e' is e with an accent); below are a single and a double line. "
                "If several are right, answer the first.",
            ),
        ),
        Step.CODE: (
            QT_TRANSLATE_NOOP("PrinterSetup", "3 KODE: which code can a telephone read?"),
            QT_TRANSLATE_NOOP("PrinterSetup", "If both can be read, answer A: the printer draws it faster."),
        ),
        Step.CUT: (
            QT_TRANSLATE_NOOP("PrinterSetup", "4 PISAU: was the paper cut by itself?"),
            QT_TRANSLATE_NOOP("PrinterSetup", "In part: it hangs by a piece in the middle or at the edge."),
        ),
        Step.DRAWER: (
            QT_TRANSLATE_NOOP("PrinterSetup", "Does the cash drawer hang on this printer?"),
            QT_TRANSLATE_NOOP(
                "PrinterSetup", "If you try it, the drawer opens. During a shift a second person consents."
            ),
        ),
        Step.OPENED: (
            QT_TRANSLATE_NOOP("PrinterSetup", "Has the drawer opened?"),
            QT_TRANSLATE_NOOP("PrinterSetup", "Close it again. If you say no, the other wire is tried as well."),
        ),
        Step.SUMMARY: (
            QT_TRANSLATE_NOOP("PrinterSetup", "Save?"),
            QT_TRANSLATE_NOOP(
                "PrinterSetup", "It counts at once, from the next paper on, and your name is in the journal."
            ),
        ),
        Step.SAVED: (
            QT_TRANSLATE_NOOP("PrinterSetup", "Saved"),
            QT_TRANSLATE_NOOP("PrinterSetup", "Print a sample and compare it with what you expect of a receipt."),
        ),
    }
)
_ANSWERS: Mapping[Step, Mapping[object, str]] = MappingProxyType(
    {
        Step.COLUMNS: {32: "32", 42: "42", 48: "48"},
        Step.LETTERS: {
            "CP437": QT_TRANSLATE_NOOP("PrinterSetup", "Table 1"),
            "CP850": QT_TRANSLATE_NOOP("PrinterSetup", "Table 2"),
            "CP858": QT_TRANSLATE_NOOP("PrinterSetup", "Table 3"),
            "": QT_TRANSLATE_NOOP("PrinterSetup", "None of them"),
        },
        Step.CODE: {
            QrKind.NATIVE: QT_TRANSLATE_NOOP("PrinterSetup", "A, or both"),
            QrKind.PICTURE: QT_TRANSLATE_NOOP("PrinterSetup", "Only B"),
            QrKind.NONE: QT_TRANSLATE_NOOP("PrinterSetup", "None"),
        },
        Step.CUT: {
            Cutter.FULL: QT_TRANSLATE_NOOP("PrinterSetup", "Right through"),
            Cutter.PARTIAL: QT_TRANSLATE_NOOP("PrinterSetup", "In part"),
            Cutter.NONE: QT_TRANSLATE_NOOP("PrinterSetup", "Not at all"),
        },
        Step.DRAWER: {
            True: QT_TRANSLATE_NOOP("PrinterSetup", "Yes, try it"),
            DrawerPin.NONE: QT_TRANSLATE_NOOP("PrinterSetup", "No"),
            None: QT_TRANSLATE_NOOP("PrinterSetup", "Leave it as it is"),
        },
        Step.OPENED: {
            True: QT_TRANSLATE_NOOP("PrinterSetup", "Yes"),
            False: QT_TRANSLATE_NOOP("PrinterSetup", "No"),
        },
    }
)
_KINDS: Mapping[PrinterKind, str] = MappingProxyType(
    {
        PrinterKind.USB: QT_TRANSLATE_NOOP("PrinterSetup", "USB"),
        PrinterKind.SERIAL: QT_TRANSLATE_NOOP("PrinterSetup", "serial line"),
        PrinterKind.CUPS: QT_TRANSLATE_NOOP("PrinterSetup", "print queue"),
        PrinterKind.WINDOWS: QT_TRANSLATE_NOOP("PrinterSetup", "Windows printer"),
        PrinterKind.NETWORK: QT_TRANSLATE_NOOP("PrinterSetup", "network"),
    }
)
_CERTAINTIES: Mapping[Certainty, str] = MappingProxyType(
    {
        Certainty.SPOOLED: QT_TRANSLATE_NOOP(
            "PrinterSetup", "Sent to the computer's print queue. Look whether it comes out."
        ),
        Certainty.DELIVERED: QT_TRANSLATE_NOOP("PrinterSetup", "The printer has taken it."),
        Certainty.PRINTED: QT_TRANSLATE_NOOP("PrinterSetup", "Printed, the printer says so."),
    }
)
_TOPICS: Mapping[Step, str] = MappingProxyType(
    {
        Step.COLUMNS: QT_TRANSLATE_NOOP("PrinterSetup", "Width"),
        Step.LETTERS: QT_TRANSLATE_NOOP("PrinterSetup", "Letters"),
        Step.CODE: QT_TRANSLATE_NOOP("PrinterSetup", "Codes"),
        Step.CUT: QT_TRANSLATE_NOOP("PrinterSetup", "Blade"),
        Step.DRAWER: QT_TRANSLATE_NOOP("PrinterSetup", "Drawer"),
    }
)
_TABLES = {"": 1, "CP437": 1, "CP850": 2, "CP858": 3}
_QRS: Mapping[QrKind, str] = MappingProxyType(
    {
        QrKind.NATIVE: QT_TRANSLATE_NOOP("PrinterSetup", "drawn by the printer"),
        QrKind.PICTURE: QT_TRANSLATE_NOOP("PrinterSetup", "sent as a picture"),
        QrKind.NONE: QT_TRANSLATE_NOOP("PrinterSetup", "none on the paper"),
    }
)
_CUTS: Mapping[Cutter, str] = MappingProxyType(
    {
        Cutter.FULL: QT_TRANSLATE_NOOP("PrinterSetup", "cuts right through"),
        Cutter.PARTIAL: QT_TRANSLATE_NOOP("PrinterSetup", "cuts in part"),
        Cutter.NONE: QT_TRANSLATE_NOOP("PrinterSetup", "none, torn by hand"),
    }
)


def question_words(step: Step) -> tuple[str, str]:
    """What is asked, and what helps to answer it."""
    asked, hint = _QUESTIONS[step]
    return _said(asked), _said(hint)


def answer_words(step: Step, answer: object) -> str:
    """One answer."""
    return _said(_ANSWERS[step][answer])


def topic_words(step: Step) -> str:
    """What a question is about, in a word."""
    return _said(_TOPICS[step])


def kind_words(kind: PrinterKind | None) -> str:
    """By what a printer hangs on this computer; ``None`` for a folder in its place."""
    return _said(QT_TRANSLATE_NOOP("PrinterSetup", "folder") if kind is None else _KINDS[kind])


def certainty_words(known: Certainty) -> str:
    """What is known of a paper that was handed over, and never more."""
    return _said(_CERTAINTIES[known])


def form_words(form: Form) -> str:
    """What kind of paper a printer takes."""
    pages, roll = QT_TRANSLATE_NOOP("PrinterSetup", "office paper"), QT_TRANSLATE_NOOP("PrinterSetup", "receipt roll")
    return _said(pages if form is Form.PAGE else roll)


def width_words(columns: int) -> str:
    """How wide the paper is."""
    words = QT_TRANSLATE_NOOP("PrinterSetup", "{columns} columns, paper of {mm} mm")
    return _said(words).format(columns=columns, mm=58 if columns == 32 else 80)


def fact_words(step: Step, answer: object) -> str:
    """What follows from an answer."""
    if isinstance(answer, QrKind):
        return _said(_QRS[answer])
    if isinstance(answer, Cutter):
        return _said(_CUTS[answer])
    if isinstance(answer, int) and step is Step.COLUMNS:
        return width_words(answer)
    if step is Step.LETTERS:
        return _letters(str(answer))
    return _drawer(answer)


def profile_words(settings: PrinterSettings) -> str:
    """The profile by its name, and what is set over it."""
    over: Mapping[Step, object] = {
        Step.COLUMNS: settings.columns,
        Step.LETTERS: settings.code_page,
        Step.CODE: settings.qr and QrKind(settings.qr),
        Step.CUT: settings.cutter and Cutter(settings.cutter),
        Step.DRAWER: settings.drawer and DrawerPin(settings.drawer),
    }
    said = (f"{topic_words(step)}: {fact_words(step, value)}" for step, value in over.items() if value)
    return "; ".join((settings.profile, *said))


def _letters(table: str) -> str:
    if not table:
        return _said(QT_TRANSLATE_NOOP("PrinterSetup", "no table is right; plain letters are"))
    words = _said(QT_TRANSLATE_NOOP("PrinterSetup", "table {number} ({name})"))
    return words.format(number=_TABLES[table], name=table)


def _drawer(answer: object) -> str:
    if answer is None:
        return _said(QT_TRANSLATE_NOOP("PrinterSetup", "as it was"))
    if answer is DrawerPin.NONE:
        return _said(QT_TRANSLATE_NOOP("PrinterSetup", "none on this printer"))
    return _said(QT_TRANSLATE_NOOP("PrinterSetup", "opens (pin {pin})")).format(pin=str(answer).removeprefix("pin-"))


def _said(words: str) -> str:
    return QCoreApplication.translate("PrinterSetup", words)
