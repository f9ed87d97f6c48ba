"""The way to a printer that is known: chosen, a slip printed, what is seen on it said, and saved at the end.

Nothing counts before ``save``. Every step can be gone back on.
"""

from collections.abc import Callable
from enum import StrEnum
from uuid import UUID, uuid4

from PySide6.QtCore import QObject, Signal

from counter_app.bootstrap import Counter
from counter_app.domain.approval import Deed
from counter_app.domain.errors import Declined, Reason, Undelivered
from counter_app.domain.people import Actor
from counter_app.domain.printer import Certainty, Form, Trouble
from counter_app.domain.printer_seen import TABLES, Seen, settings_from, that_never_hangs_up
from counter_app.domain.printer_settings import Cutter, DrawerPin, PrinterSettings, QrKind
from counter_app.services.ports.printer_setup import Look, PrinterSetNow
from ui.jobs import Jobs, Lane
from ui.widgets.progress_line import ProgressLine


class Step(StrEnum):
    """Where on the way somebody stands."""

    CHOOSE = "choose"
    SLIP = "slip"
    COLUMNS = "columns"
    LETTERS = "letters"
    CODE = "code"
    CUT = "cut"
    DRAWER = "drawer"
    OPENED = "opened"
    SUMMARY = "summary"
    SAVED = "saved"


QUESTIONS = (Step.COLUMNS, Step.LETTERS, Step.CODE, Step.CUT, Step.DRAWER)
"""What is asked of a roll's printer, in this order; of one that takes pages, nothing of it."""

ANSWERS: dict[Step, tuple[object, ...]] = {
    Step.COLUMNS: (32, 42, 48),
    Step.LETTERS: (*TABLES, ""),
    Step.CODE: (QrKind.NATIVE, QrKind.PICTURE, QrKind.NONE),
    Step.CUT: (Cutter.FULL, Cutter.PARTIAL, Cutter.NONE),
    Step.DRAWER: (True, DrawerPin.NONE, None),
    Step.OPENED: (True, False),
}
"""What each answer means, in the order of their keys. Of the drawer: try it, there is none, as it was."""

_ABOUT_CONSENT = frozenset(
    {
        Reason.APPROVAL_NEEDED,
        Reason.APPROVAL_SPENT,
        Reason.APPROVAL_BY_SELF,
        Reason.LOGIN_WRONG,
        Reason.LOGIN_LOCKED,
        Reason.PIN_TO_BE_CHANGED,
        Reason.NOT_ALLOWED,
    }
)


class PrinterFlow(QObject):
    """``changed``: step, answers, error or what is under way has. ``saved``: the counter has another printer now."""

    changed = Signal()
    saved = Signal()

    def __init__(
        self, counter: Counter, jobs: Jobs, actor: Actor, line: ProgressLine, parent: QObject | None = None
    ) -> None:
        """``line`` shows what is under way; it cannot be stopped, and is over within seconds."""
        super().__init__(parent)
        self._line = line
        self.doing = ""
        """What ``line`` says, in the language that is spoken."""
        self._setup = counter.day.printer_setup
        self._approvals = counter.approvals
        self._jobs = jobs
        self._actor = actor
        self._begin()

    def _begin(self) -> None:
        self.step = Step.CHOOSE
        self.now: PrinterSetNow | None = None
        self.device = ""
        self.look: Look | None = None
        self.known: Certainty | None = None
        """What is known of the last paper; ``None`` before there is one."""
        self.busy = False
        self.error: Exception | None = None
        self.asks = False
        """Whether a second person is to consent to opening the drawer."""
        self._opening: UUID = uuid4()
        self._pin = DrawerPin.PIN_2
        self._answers: dict[Step, object] = {}

    # --- what is known -------------------------------------------------------------------------------------------

    @property
    def is_page(self) -> bool:
        """Whether the chosen printer takes sheets of office paper."""
        return self.look is not None and self.look.form is Form.PAGE

    @property
    def pin(self) -> DrawerPin:
        """Where the last pulse went."""
        return self._pin

    def answer_to(self, step: Step) -> object:
        """What was answered; ``KeyError`` where nothing was."""
        return self._answers[step]

    def is_answered(self, step: Step) -> bool:
        return step in self._answers

    @property
    def chosen(self) -> PrinterSettings:
        """What ``save`` would set."""
        assert self.now is not None
        before = self.now.settings
        if not self._answers:
            return PrinterSettings(self.device, before.profile) if self.device != before.device else before
        columns, table, code, cutter = (self._answers[step] for step in QUESTIONS[:4])
        drawer = self._answers.get(Step.DRAWER)
        assert isinstance(columns, int)
        assert isinstance(table, str)
        assert isinstance(code, QrKind)
        assert isinstance(cutter, Cutter)
        pin = drawer if isinstance(drawer, DrawerPin) else None
        return settings_from(Seen(columns, table, code, cutter, pin), self.device, before)

    @property
    def may_have_come_out(self) -> bool:
        """Whether a slip may be out although its printer never said so: it took everything and then kept silent."""
        error = self.error
        hung = isinstance(error, Undelivered) and error.trouble is Trouble.HUNG and error.bytes_out > 0
        return hung and that_never_hangs_up(self.device) is not None

    # --- steps ---------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """From the beginning, unless something is under way."""
        if self._line.busy:
            return
        self._begin()
        self._run(lambda: self._setup.set_now(self._actor), self._read, Lane.BACKGROUND)

    def choose(self, device: str) -> None:
        """This printer is to be tried; its status is asked for."""
        if self.now is not None and self.step is Step.CHOOSE:
            self._run(lambda: self._setup.look(self._actor, device), lambda look: self._chose(device, look))

    def print_slip(self) -> None:
        """On the chosen printer."""
        if self.step is Step.SLIP:
            self.known = None
            self._run(lambda: self._setup.print_slip(self._actor, self.device), self._printed)

    def it_came_out(self) -> None:
        """The slip is there, whole, though its printer never hung up: from now on that is not waited for."""
        device = that_never_hangs_up(self.device)
        if self.may_have_come_out and device is not None:
            self.device, self.error = device, None
            self._printed(Certainty.DELIVERED)

    def answer(self, number: int) -> None:
        """The answer with this key, 1 the first."""
        answers = ANSWERS.get(self.step, ())
        if self.busy or not 1 <= number <= len(answers):
            return
        answer = answers[number - 1]
        if self.step is Step.OPENED:
            self._opened(yes=bool(answer))
        elif self.step is Step.DRAWER and answer is True:
            self._try_drawer(DrawerPin.PIN_2)
        else:
            self._answers[self.step] = answer
            self._go(self._after(self.step))

    def consent(self, number: str, pin: str) -> None:
        """A second person lets the drawer be opened."""
        actor, opening = self._actor, self._opening

        def opened() -> Certainty:
            given = self._approvals.give(actor, Deed.OPEN_DRAWER, opening, number, pin)
            return self._setup.open_drawer(actor, self.device, self._pin, opening, given.id)

        if self.asks:
            self._run(opened, self._pulsed)

    def back(self) -> bool:
        """One step back; false where there is none, and the page is left as everything was."""
        if self.busy or self.step in (Step.CHOOSE, Step.SAVED):
            return False
        if self.asks:
            self.asks, self.error = False, None
            self._go(Step.DRAWER)
            return True
        self._go(self._before(self.step))
        return True

    def save(self) -> None:
        """From now on it is the counter's printer; on the printer's lane, so that no paper is half set for the old one."""
        now = self.now
        if self.step is Step.SUMMARY and now is not None:
            chosen = self.chosen
            self._run(lambda: self._setup.save(self._actor, now, chosen), self._kept)

    def print_sample(self) -> None:
        """A receipt of nobody, on the printer that counts now."""
        if self.step is Step.SAVED:
            self._run(lambda: self._setup.print_sample(self._actor), self._sampled)

    # --- inside --------------------------------------------------------------------------------------------------

    def _read(self, now: PrinterSetNow) -> None:
        self.now = now
        self.changed.emit()

    def _chose(self, device: str, look: Look) -> None:
        self.device, self.look, self._answers = device, look, {}
        self._go(Step.SLIP)

    def _printed(self, known: Certainty) -> None:
        self.known = known
        self._go(Step.SUMMARY if self.is_page else Step.COLUMNS)

    def _try_drawer(self, pin: DrawerPin) -> None:
        self._pin, self._opening = pin, uuid4()
        self._run(self._pulse, self._pulsed)

    def _pulse(self) -> Certainty | None:
        """``None``: somebody else has to consent first."""
        if self._setup.needs_consent(self._actor):
            return None
        return self._setup.open_drawer(self._actor, self.device, self._pin, self._opening, None)

    def _pulsed(self, known: Certainty | None) -> None:
        self.asks = known is None
        if known is None:
            self.changed.emit()
        else:
            self._go(Step.OPENED)

    def _opened(self, *, yes: bool) -> None:
        if yes or self._pin is DrawerPin.PIN_5:
            self._answers[Step.DRAWER] = self._pin if yes else DrawerPin.NONE
            self._go(Step.SUMMARY)
        else:
            self._try_drawer(DrawerPin.PIN_5)

    def _kept(self, now: PrinterSetNow) -> None:
        self.now, self.known = now, None
        self._go(Step.SAVED)
        self.saved.emit()

    def _sampled(self, known: Certainty) -> None:
        self.known = known
        self.changed.emit()

    def _after(self, step: Step) -> Step:
        place = QUESTIONS.index(step) + 1
        return QUESTIONS[place] if place < len(QUESTIONS) else Step.SUMMARY

    def _before(self, step: Step) -> Step:
        if step is Step.SLIP:
            return Step.CHOOSE
        if step is Step.OPENED:
            return Step.DRAWER
        if step is Step.SUMMARY:
            return Step.SLIP if self.is_page else Step.DRAWER
        place = QUESTIONS.index(step)
        return QUESTIONS[place - 1] if place else Step.SLIP

    def _go(self, step: Step) -> None:
        self.step, self.error, self.asks = step, None, False
        self.changed.emit()

    def _run(self, call: Callable[[], object], done: Callable[..., None], lane: Lane = Lane.PRINTER) -> None:
        if self.busy:
            return
        self.busy, self.error = True, None

        def ended(result: object) -> None:
            self.busy = False
            done(result)

        def failed(error: Exception) -> None:
            self.busy, self.error = False, error
            self.asks = self.asks and isinstance(error, Declined) and error.reason in _ABOUT_CONSENT
            self.changed.emit()

        self._line.run(
            self._jobs, lane, lambda _progress, _cancelled: call(), words=self.doing, done=ended, failed=failed
        )
        self.changed.emit()
