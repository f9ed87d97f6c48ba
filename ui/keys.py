"""Every key of the program, in one table: what binds the keys is what F1 shows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.translation import QT_TRANSLATE_NOOP


class Place(StrEnum):
    """Where a key means something. The value is its heading on the list of keys."""

    EVERYWHERE = QT_TRANSLATE_NOOP("Keys", "Everywhere")
    COUNTER = QT_TRANSLATE_NOOP("Keys", "At the counter")
    JOURNAL = QT_TRANSLATE_NOOP("Keys", "In the journal")
    QUEUE = QT_TRANSLATE_NOOP("Keys", "In the queue")
    REGISTRATION = QT_TRANSLATE_NOOP("Keys", "When registering")
    REMINDERS = QT_TRANSLATE_NOOP("Keys", "When reminding")
    RECKONING = QT_TRANSLATE_NOOP("Keys", "In the reckoning")
    PRINTS = QT_TRANSLATE_NOOP("Keys", "In the print outbox")
    PRINTER_SETUP = QT_TRANSLATE_NOOP("Keys", "Setting up the printer")


class Act(StrEnum):
    """What a key does, by a name for programmers."""

    SHOW_KEYS = "show-keys"
    SHOW_PAGES = "show-pages"
    GO_TO_COUNTER = "go-to-counter"
    GO_TO_JOURNAL = "go-to-journal"
    GO_TO_QUEUE = "go-to-queue"
    CHECK_RECEIPT = "check-receipt"
    GO_TO_STATEMENT = "go-to-statement"
    GO_TO_STAFF = "go-to-staff"
    GO_TO_REGISTRATION = "go-to-registration"
    GO_TO_DRAWER = "go-to-drawer"
    GO_TO_REMINDERS = "go-to-reminders"
    GO_TO_COVERAGE = "go-to-coverage"
    GO_TO_REPORTS = "go-to-reports"
    GO_TO_RECKONING = "go-to-reckoning"
    GO_TO_OVERSIGHT = "go-to-oversight"
    GO_TO_RETENTION = "go-to-retention"
    GO_TO_PRINTER_SETUP = "go-to-printer-setup"
    GO_TO_PRINT_OUTBOX = "go-to-print-outbox"
    CLOSE_SHIFT = "close-shift"
    SWITCH_LANGUAGE = "switch-language"
    SWITCH_THEME = "switch-theme"
    LOCK = "lock"
    LOG_OUT = "log-out"
    STEP_ON = "step-on"
    STEP_BACK = "step-back"
    CHOOSE_MONTHS = "choose-months"
    STEP_MONTHS = "step-months"
    SWITCH_JHT = "switch-jht"
    PAY_CASH = "pay-cash"
    PAY_QRIS = "pay-qris"
    PAY_DEBIT = "pay-debit"
    PAY_POSPAY = "pay-pospay"
    QUICK_SUM = "quick-sum"
    SCROLL = "scroll"
    PRINT_AGAIN = "print-again"
    EXPLAIN_BENEFITS = "explain-benefits"
    CHOOSE_PAYMENT = "choose-payment"
    SHOW_PAYMENT = "show-payment"
    FILTER = "filter"
    REPRINT = "reprint"
    REVEAL = "reveal"
    CORRECT = "correct"
    QUEUE_RETURN = "queue-return"
    QUEUE_EXAMINE = "queue-examine"
    QUEUE_SLIP = "queue-slip"
    QUEUE_SEND = "queue-send"
    QUEUE_CANCEL = "queue-cancel"
    QUEUE_REVERSE = "queue-reverse"
    QUEUE_CONTACT = "queue-contact"
    QUEUE_LIST = "queue-list"
    REGISTER_CHECK = "register-check"
    REGISTER_JHT = "register-jht"
    REGISTER_HEIR = "register-heir"
    REGISTER_HEIR_AWAY = "register-heir-away"
    REGISTER_AGREE = "register-agree"
    REGISTER_PRINT = "register-print"
    REGISTER_SCROLL = "register-scroll"
    REGISTER_PAY = "register-pay"
    REGISTER_CORRECT = "register-correct"
    REGISTER_ASK = "register-ask"
    REGISTER_NEXT = "register-next"
    REMIND_FIND = "remind-find"
    REMIND_MARK = "remind-mark"
    REMIND_ALL = "remind-all"
    REMIND_TURN = "remind-turn"
    REMIND_LETTER = "remind-letter"
    REMIND_MESSAGE = "remind-message"
    REMIND_NOTE = "remind-note"
    CASE_ASSIGN = "case-assign"
    CASE_NOTE = "case-note"
    CASE_PROPOSE = "case-propose"
    CASE_CLOSE = "case-close"
    CASE_GIVE_BACK = "case-give-back"
    PRINT_NOW = "print-now"
    PRINT_COPY = "print-copy"
    PRINT_DISMISS = "print-dismiss"
    PRINT_LOOK = "print-look"
    SETUP_ANSWER = "setup-answer"
    SETUP_OUT = "setup-out"
    SETUP_LOOK = "setup-look"


@dataclass(frozen=True, slots=True)
class Key:
    """``shown``: the key as it stands on the keyboard.

    ``sequence``: how Qt writes it, for ``bind``; where it is empty, ``pressed`` are the keys the page reads itself.
    """

    act: Act
    place: Place
    shown: str
    words: str
    sequence: str = ""
    pressed: tuple[Qt.Key, ...] = ()


ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _key(act: Act, place: Place, shown: str, words: str, *keys: str | Qt.Key) -> Key:
    sequence = next((key for key in keys if isinstance(key, str)), "")
    return Key(act, place, shown, words, sequence, tuple(key for key in keys if isinstance(key, Qt.Key)))


_DIGITS = (
    Qt.Key.Key_0,
    Qt.Key.Key_1,
    Qt.Key.Key_2,
    Qt.Key.Key_3,
    Qt.Key.Key_4,
    Qt.Key.Key_5,
    Qt.Key.Key_6,
    Qt.Key.Key_7,
    Qt.Key.Key_8,
    Qt.Key.Key_9,
)
_SIDEWAYS = (Qt.Key.Key_Left, Qt.Key.Key_Right)
_PAGES = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
KEYS: tuple[Key, ...] = (
    _key(Act.SHOW_KEYS, Place.EVERYWHERE, "F1", QT_TRANSLATE_NOOP("Keys", "Show these keys"), "F1"),
    _key(Act.SHOW_PAGES, Place.EVERYWHERE, "Ctrl+M", QT_TRANSLATE_NOOP("Keys", "Menu: all pages"), "Ctrl+M"),
    _key(Act.GO_TO_COUNTER, Place.EVERYWHERE, "F2", QT_TRANSLATE_NOOP("Keys", "Counter: next payer"), "F2"),
    _key(Act.GO_TO_JOURNAL, Place.EVERYWHERE, "F3", QT_TRANSLATE_NOOP("Keys", "Journal of the day"), "F3"),
    _key(Act.GO_TO_QUEUE, Place.EVERYWHERE, "F4", QT_TRANSLATE_NOOP("Keys", "Queue to the host"), "F4"),
    _key(Act.SWITCH_LANGUAGE, Place.EVERYWHERE, "F9", QT_TRANSLATE_NOOP("Keys", "Indonesian or English"), "F9"),
    _key(Act.CLOSE_SHIFT, Place.EVERYWHERE, "F10", QT_TRANSLATE_NOOP("Keys", "Close the counter"), "F10"),
    _key(Act.SWITCH_THEME, Place.EVERYWHERE, "F11", QT_TRANSLATE_NOOP("Keys", "Light or dark"), "F11"),
    _key(Act.CHECK_RECEIPT, Place.EVERYWHERE, "F12", QT_TRANSLATE_NOOP("Keys", "Check a receipt"), "F12"),
    _key(
        Act.GO_TO_STATEMENT, Place.EVERYWHERE, "Ctrl+T", QT_TRANSLATE_NOOP("Keys", "Statement of one's work"), "Ctrl+T"
    ),
    _key(Act.GO_TO_STAFF, Place.EVERYWHERE, "Ctrl+U", QT_TRANSLATE_NOOP("Keys", "Staff"), "Ctrl+U"),
    _key(Act.GO_TO_REGISTRATION, Place.EVERYWHERE, "Ctrl+D", QT_TRANSLATE_NOOP("Keys", "Register a worker"), "Ctrl+D"),
    _key(Act.GO_TO_DRAWER, Place.EVERYWHERE, "Ctrl+K", QT_TRANSLATE_NOOP("Keys", "Drawer: vault, hand-over"), "Ctrl+K"),
    _key(
        Act.GO_TO_REMINDERS, Place.EVERYWHERE, "Ctrl+I", QT_TRANSLATE_NOOP("Keys", "Who has to be reminded"), "Ctrl+I"
    ),
    _key(Act.GO_TO_COVERAGE, Place.EVERYWHERE, "Ctrl+G", QT_TRANSLATE_NOOP("Keys", "Coverage of the office"), "Ctrl+G"),
    _key(Act.GO_TO_REPORTS, Place.EVERYWHERE, "Ctrl+H", QT_TRANSLATE_NOOP("Keys", "Reports and exports"), "Ctrl+H"),
    _key(
        Act.GO_TO_RECKONING, Place.EVERYWHERE, "Ctrl+E", QT_TRANSLATE_NOOP("Keys", "Reckoning with the host"), "Ctrl+E"
    ),
    _key(Act.GO_TO_OVERSIGHT, Place.EVERYWHERE, "Ctrl+W", QT_TRANSLATE_NOOP("Keys", "Supervisor's page"), "Ctrl+W"),
    _key(Act.GO_TO_RETENTION, Place.EVERYWHERE, "Ctrl+J", QT_TRANSLATE_NOOP("Keys", "Old personal data"), "Ctrl+J"),
    _key(Act.GO_TO_PRINT_OUTBOX, Place.EVERYWHERE, "Ctrl+N", QT_TRANSLATE_NOOP("Keys", "Print outbox"), "Ctrl+N"),
    _key(
        Act.GO_TO_PRINTER_SETUP,
        Place.EVERYWHERE,
        "Ctrl+Shift+P",
        QT_TRANSLATE_NOOP("Keys", "Set up the printer"),
        "Ctrl+Shift+P",
    ),
    _key(Act.LOCK, Place.EVERYWHERE, "Ctrl+L", QT_TRANSLATE_NOOP("Keys", "Lock"), "Ctrl+L"),
    _key(Act.LOG_OUT, Place.EVERYWHERE, "Ctrl+Q", QT_TRANSLATE_NOOP("Keys", "Log out"), "Ctrl+Q"),
    _key(Act.STEP_ON, Place.COUNTER, "Enter", QT_TRANSLATE_NOOP("Keys", "Look up → amount → pay and print"), *ENTER),
    _key(Act.STEP_BACK, Place.COUNTER, "Esc", QT_TRANSLATE_NOOP("Keys", "One step back"), Qt.Key.Key_Escape),
    _key(Act.CHOOSE_MONTHS, Place.COUNTER, "1 2 3 6 12", QT_TRANSLATE_NOOP("Keys", "Months"), *_DIGITS),
    _key(Act.STEP_MONTHS, Place.COUNTER, "← →", QT_TRANSLATE_NOOP("Keys", "Fewer or more months"), *_SIDEWAYS),
    _key(Act.SWITCH_JHT, Place.COUNTER, "J", QT_TRANSLATE_NOOP("Keys", "With or without JHT"), Qt.Key.Key_J),
    _key(Act.PAY_CASH, Place.COUNTER, "F5", QT_TRANSLATE_NOOP("Keys", "Cash"), "F5"),
    _key(Act.PAY_QRIS, Place.COUNTER, "F6", QT_TRANSLATE_NOOP("Keys", "QRIS"), "F6"),
    _key(Act.PAY_DEBIT, Place.COUNTER, "F7", QT_TRANSLATE_NOOP("Keys", "Debit"), "F7"),
    _key(Act.PAY_POSPAY, Place.COUNTER, "F8", QT_TRANSLATE_NOOP("Keys", "Pospay"), "F8"),
    _key(Act.QUICK_SUM, Place.COUNTER, "Alt+1 … 4", QT_TRANSLATE_NOOP("Keys", "Round sums"), *_DIGITS[1:5]),
    _key(Act.SCROLL, Place.COUNTER, "PgUp PgDn", QT_TRANSLATE_NOOP("Keys", "Scroll bill or receipt"), *_PAGES),
    _key(Act.PRINT_AGAIN, Place.COUNTER, "Ctrl+P", QT_TRANSLATE_NOOP("Keys", "Print the receipt again"), "Ctrl+P"),
    _key(
        Act.EXPLAIN_BENEFITS, Place.COUNTER, "Ctrl+B", QT_TRANSLATE_NOOP("Keys", "What the programmes give"), "Ctrl+B"
    ),
    _key(
        Act.CHOOSE_PAYMENT,
        Place.JOURNAL,
        "↑ ↓",
        QT_TRANSLATE_NOOP("Keys", "Choose a payment"),
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
    ),
    _key(Act.SHOW_PAYMENT, Place.JOURNAL, "Enter", QT_TRANSLATE_NOOP("Keys", "Show its receipt"), *ENTER),
    _key(Act.REPRINT, Place.JOURNAL, "P", QT_TRANSLATE_NOOP("Keys", "Print the receipt again"), "P"),
    _key(Act.REVEAL, Place.JOURNAL, "Ctrl+R", QT_TRANSLATE_NOOP("Keys", "Show the full NIK"), "Ctrl+R"),
    _key(Act.FILTER, Place.JOURNAL, "/", QT_TRANSLATE_NOOP("Keys", "Filter by name, receipt or NIK"), "/"),
    _key(Act.CORRECT, Place.JOURNAL, "K", QT_TRANSLATE_NOOP("Keys", "Correct: cancel, reverse"), "K"),
    _key(Act.QUEUE_RETURN, Place.QUEUE, "U", QT_TRANSLATE_NOOP("Keys", "Give the money back"), "U"),
    _key(Act.QUEUE_EXAMINE, Place.QUEUE, "E", QT_TRANSLATE_NOOP("Keys", "Examine, two people"), "E"),
    _key(Act.QUEUE_SLIP, Place.QUEUE, "P", QT_TRANSLATE_NOOP("Keys", "Print the confirmation slip"), "P"),
    _key(Act.QUEUE_SEND, Place.QUEUE, "S", QT_TRANSLATE_NOOP("Keys", "Ask the host now"), "S"),
    _key(Act.QUEUE_CANCEL, Place.QUEUE, "B", QT_TRANSLATE_NOOP("Keys", "Cancel what was not sent"), "B"),
    _key(Act.QUEUE_REVERSE, Place.QUEUE, "R", QT_TRANSLATE_NOOP("Keys", "Reverse at the host"), "R"),
    _key(Act.QUEUE_CONTACT, Place.QUEUE, "T", QT_TRANSLATE_NOOP("Keys", "Payer was called"), "T"),
    _key(Act.QUEUE_LIST, Place.QUEUE, "L", QT_TRANSLATE_NOOP("Keys", "Print whom to call"), "L"),
    _key(
        Act.REGISTER_CHECK,
        Place.REGISTRATION,
        "Ctrl+Enter",
        QT_TRANSLATE_NOOP("Keys", "Summary for the worker"),
        "Ctrl+Return",
    ),
    _key(Act.REGISTER_JHT, Place.REGISTRATION, "Alt+J", QT_TRANSLATE_NOOP("Keys", "With or without JHT"), "Alt+J"),
    _key(Act.REGISTER_HEIR, Place.REGISTRATION, "Alt+A", QT_TRANSLATE_NOOP("Keys", "One more heir"), "Alt+A"),
    _key(Act.REGISTER_HEIR_AWAY, Place.REGISTRATION, "Alt+H", QT_TRANSLATE_NOOP("Keys", "One heir less"), "Alt+H"),
    _key(Act.REGISTER_AGREE, Place.REGISTRATION, "S", QT_TRANSLATE_NOOP("Keys", "The worker agrees"), Qt.Key.Key_S),
    _key(Act.REGISTER_PRINT, Place.REGISTRATION, "P", QT_TRANSLATE_NOOP("Keys", "Print summary or slip"), Qt.Key.Key_P),
    _key(
        Act.REGISTER_SCROLL, Place.REGISTRATION, "PgUp PgDn", QT_TRANSLATE_NOOP("Keys", "Scroll the summary"), *_PAGES
    ),
    _key(Act.REGISTER_PAY, Place.REGISTRATION, "B", QT_TRANSLATE_NOOP("Keys", "Take the first payment"), Qt.Key.Key_B),
    _key(
        Act.REGISTER_CORRECT, Place.REGISTRATION, "K", QT_TRANSLATE_NOOP("Keys", "Correct and send again"), Qt.Key.Key_K
    ),
    _key(Act.REGISTER_ASK, Place.REGISTRATION, "T", QT_TRANSLATE_NOOP("Keys", "Ask the host now"), Qt.Key.Key_T),
    _key(Act.REGISTER_NEXT, Place.REGISTRATION, "N", QT_TRANSLATE_NOOP("Keys", "Next worker"), Qt.Key.Key_N),
    _key(Act.REMIND_FIND, Place.REMINDERS, "/", QT_TRANSLATE_NOOP("Keys", "Find a name"), Qt.Key.Key_Slash),
    _key(Act.REMIND_MARK, Place.REMINDERS, "Space", QT_TRANSLATE_NOOP("Keys", "Mark for a letter"), Qt.Key.Key_Space),
    _key(Act.REMIND_ALL, Place.REMINDERS, "A", QT_TRANSLATE_NOOP("Keys", "Mark all of the page"), Qt.Key.Key_A),
    _key(Act.REMIND_TURN, Place.REMINDERS, "← →", QT_TRANSLATE_NOOP("Keys", "Turn the page"), *_SIDEWAYS),
    _key(Act.REMIND_LETTER, Place.REMINDERS, "L", QT_TRANSLATE_NOOP("Keys", "Letters as PDF"), Qt.Key.Key_L),
    _key(Act.REMIND_MESSAGE, Place.REMINDERS, "M", QT_TRANSLATE_NOOP("Keys", "Message and chat"), Qt.Key.Key_M),
    _key(Act.REMIND_NOTE, Place.REMINDERS, "N", QT_TRANSLATE_NOOP("Keys", "What came of it"), Qt.Key.Key_N),
    _key(Act.CASE_ASSIGN, Place.RECKONING, "T", QT_TRANSLATE_NOOP("Keys", "Take a case, or give it"), Qt.Key.Key_T),
    _key(Act.CASE_NOTE, Place.RECKONING, "N", QT_TRANSLATE_NOOP("Keys", "Note about a case"), Qt.Key.Key_N),
    _key(Act.CASE_PROPOSE, Place.RECKONING, "U", QT_TRANSLATE_NOOP("Keys", "Propose a conclusion"), Qt.Key.Key_U),
    _key(Act.CASE_CLOSE, Place.RECKONING, "C", QT_TRANSLATE_NOOP("Keys", "Close a case, two people"), Qt.Key.Key_C),
    _key(Act.CASE_GIVE_BACK, Place.RECKONING, "K", QT_TRANSLATE_NOOP("Keys", "Not convinced"), Qt.Key.Key_K),
    _key(Act.PRINT_NOW, Place.PRINTS, "P", QT_TRANSLATE_NOOP("Keys", "Print what waits"), Qt.Key.Key_P),
    _key(Act.PRINT_COPY, Place.PRINTS, "S", QT_TRANSLATE_NOOP("Keys", "Print a copy (SALINAN)"), Qt.Key.Key_S),
    _key(Act.PRINT_DISMISS, Place.PRINTS, "T", QT_TRANSLATE_NOOP("Keys", "Not needed any more"), Qt.Key.Key_T),
    _key(Act.PRINT_LOOK, Place.PRINTS, "L", QT_TRANSLATE_NOOP("Keys", "Look again"), Qt.Key.Key_L),
    _key(
        Act.SETUP_ANSWER,
        Place.PRINTER_SETUP,
        "1 2 3 4",
        QT_TRANSLATE_NOOP("Keys", "What is seen on the slip"),
        *_DIGITS[1:5],
    ),
    _key(Act.SETUP_OUT, Place.PRINTER_SETUP, "Y", QT_TRANSLATE_NOOP("Keys", "The slip is here"), Qt.Key.Key_Y),
    _key(Act.SETUP_LOOK, Place.PRINTER_SETUP, "R", QT_TRANSLATE_NOOP("Keys", "Look for printers again"), Qt.Key.Key_R),
)
WAYS = frozenset(
    {
        Act.GO_TO_COUNTER,
        Act.GO_TO_JOURNAL,
        Act.GO_TO_QUEUE,
        Act.CHECK_RECEIPT,
        Act.GO_TO_STATEMENT,
        Act.GO_TO_STAFF,
        Act.GO_TO_REGISTRATION,
        Act.GO_TO_DRAWER,
        Act.GO_TO_REMINDERS,
        Act.GO_TO_COVERAGE,
        Act.GO_TO_REPORTS,
        Act.GO_TO_RECKONING,
        Act.GO_TO_OVERSIGHT,
        Act.GO_TO_RETENTION,
        Act.GO_TO_PRINTER_SETUP,
        Act.GO_TO_PRINT_OUTBOX,
        Act.CLOSE_SHIFT,
    }
)
"""The acts that lead to a page: they mean something to whoever has that page."""

PLACES: Mapping[Place, Act] = MappingProxyType(
    {
        Place.COUNTER: Act.GO_TO_COUNTER,
        Place.JOURNAL: Act.GO_TO_JOURNAL,
        Place.QUEUE: Act.GO_TO_QUEUE,
        Place.REGISTRATION: Act.GO_TO_REGISTRATION,
        Place.REMINDERS: Act.GO_TO_REMINDERS,
        Place.RECKONING: Act.GO_TO_RECKONING,
        Place.PRINTS: Act.GO_TO_PRINT_OUTBOX,
        Place.PRINTER_SETUP: Act.GO_TO_PRINTER_SETUP,
    }
)
"""The pages on which the keys of a place mean something."""

_BY_ACT = {key.act: key for key in KEYS}


def key_of(act: Act) -> Key:
    """The table's row for ``act``."""
    return _BY_ACT[act]


def key_words(key: Key) -> str:
    """What the key does, in the language that is spoken now."""
    return QCoreApplication.translate("Keys", key.words)


def place_words(place: Place) -> str:
    """The heading over a place's keys."""
    return QCoreApplication.translate("Keys", place.value)


def bind(act: Act, widget: QWidget, slot: Callable[[], object], *, within: bool = False) -> QShortcut:
    """Have the table's key for ``act`` call ``slot`` while ``widget`` is on screen, but not over and over when held.

    ``within``: only while ``widget`` or something in it has the focus.
    """
    shortcut = press(key_of(act).sequence, widget, slot)
    context = Qt.ShortcutContext.WidgetWithChildrenShortcut if within else Qt.ShortcutContext.WindowShortcut
    shortcut.setContext(context)
    return shortcut


def press(sequence: str, widget: QWidget, slot: Callable[[], object]) -> QShortcut:
    """Have one key of a single page call ``slot`` while ``widget`` is on screen, but not over and over when held.

    A button's own ``setShortcut`` is no way to do it: it is lost with the next ``setText``, and clicks late.
    """
    shortcut = QShortcut(QKeySequence(sequence), widget)
    shortcut.setAutoRepeat(False)
    shortcut.activated.connect(slot)
    return shortcut
