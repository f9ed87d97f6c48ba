"""The registration page: a worker comes, a participant goes. Everything by key, everything also by click.

form → summary and consent → what became of it → the first payment. Beside it the list of today's, and a collector's list.
"""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from counter_app.bootstrap import Counter
from counter_app.domain.bill import Programme
from counter_app.domain.people import Actor
from counter_app.domain.registration_form import Form, FormField
from counter_app.services.registration_summary import Summary, summary_of
from ui.jobs import Jobs
from ui.keys import Act, bind, key_of, press
from ui.messages import sentence, sentence_of
from ui.pages.registration_form import RegistrationForm
from ui.pages.registration_list import RegistrationList
from ui.pages.registration_outcome import RegistrationOutcome
from ui.pages.registration_screen import WorkerScreen
from ui.pages.registration_side import PAY as PAY_INSTEAD
from ui.pages.registration_side import RegistrationSide
from ui.pages.registration_summary import RegistrationSummary
from ui.pages.registration_today import RegistrationToday
from ui.printer_words import job_words
from ui.registration_flow import RegistrationFlow, View
from ui.registration_slip import RegistrationSlipErrand
from ui.registration_words import CORRECTED_AT
from ui.widgets.key_button import KeyButton
from ui.widgets.plain_label import PlainLabel, WrappedLabel
from ui.widgets.spoken import Spoken

FORM, SIDE = 1000, 334
"""Widths in pixels on the usual screen, and so the shares on a narrower one."""
LEAST_SIDE, MOST_SIDE = 286, 360
NEW, TODAY, LIST = "Alt+1", "Alt+2", "Alt+3"
CHECK_ON_KEYPAD = "Ctrl+Enter"
"""Qt tells it from the other Enter."""


class RegistrationPage(Spoken):
    """``pay``: take a payment of the worker with this NIK. ``left``: back to where the clerk began.

    ``host_seen``, ``printer_seen`` and ``moved`` are for the lamps.
    """

    pay = Signal(str)
    left = Signal()
    host_seen = Signal(bool)
    printer_seen = Signal(object)
    moved = Signal()

    def __init__(self, counter: Counter, jobs: Jobs, actor: Actor, parent: QWidget | None = None) -> None:
        super().__init__("page", parent)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._registering = counter.day.registering
        self.flow = RegistrationFlow(counter, jobs, actor, self)
        self.errand = RegistrationSlipErrand(counter, jobs, actor, self)
        self.form = RegistrationForm(self._registering.told_by_nik, self._registering.current_month)
        self.side = RegistrationSide()
        self.summary = RegistrationSummary(self.flow)
        self.outcome = RegistrationOutcome(self.flow)
        self.today = RegistrationToday(self.flow, counter.zone)
        self.list = RegistrationList(counter, jobs, actor)
        self.screen_of_worker = WorkerScreen(self, counter.settings.display.second_screen)
        self.cannot = WrappedLabel(role="notice")
        self._ways = {
            View.FORM: KeyButton("new-registration", NEW),
            View.TODAY: KeyButton("registrations-today", TODAY),
            View.LIST: KeyButton("registration-list", LIST),
        }
        self._title, self._keys = PlainLabel(role="heading"), PlainLabel(role="small")
        self._begun = False
        self._view = View.FORM
        self._arrange()
        self._connect()
        self._bind()
        self._render()

    def start(self) -> None:
        """Go on with what is on the form; the first time with an empty one."""
        if not self._begun and self.flow.possible:
            self._begun = True
            self.flow.begin()
        self._place_cursor()

    def look_again(self) -> None:
        """Something has moved on its way to the host."""
        self.flow.look_again()

    # --- laying out ------------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        typing = QWidget()
        beside = QHBoxLayout(typing)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(16)
        self.side.setMinimumWidth(LEAST_SIDE)
        self.side.setMaximumWidth(MOST_SIDE)
        beside.addWidget(self.form, FORM)
        beside.addWidget(self.side, SIDE)
        self._views = {
            View.FORM: typing,
            View.SUMMARY: self.summary,
            View.OUTCOME: self.outcome,
            View.TODAY: self.today,
            View.LIST: self.list,
        }
        self._stack = QStackedWidget()
        for widget in self._views.values():
            self._stack.addWidget(widget)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title, 1)
        for button in self._ways.values():
            button.setCheckable(True)
            button.setFixedWidth(150)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            head.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 10, 16, 8)
        whole.setSpacing(8)
        whole.addLayout(head)
        whole.addWidget(self.cannot)
        whole.addWidget(self._stack, 1)
        whole.addWidget(self._keys)
        whole.addStretch(0)  # takes the room where there is nothing but the notice

    def _connect(self) -> None:
        flow, form, side = self.flow, self.form, self.side
        flow.changed.connect(self._render)
        flow.opened.connect(self._opened)
        flow.refused.connect(form.show_faults)
        flow.offered.connect(form.offer_occupations)
        flow.host_seen.connect(self.host_seen)
        flow.moved.connect(self.moved)
        form.edited.connect(lambda: flow.typed(form.form()))
        form.answered.connect(self._answered)
        form.occupation_wanted.connect(flow.search)
        form.ended.connect(side.action.setFocus)
        side.switched.connect(self._switched)
        side.checked.connect(flow.check)
        side.pay_asked.connect(self._pay_instead)
        self.summary.agreed.connect(flow.hear_consent)
        self.summary.submitted.connect(flow.submit)
        self.summary.print_asked.connect(self._print_summary)
        self.summary.left.connect(lambda: flow.show(View.FORM))
        self.outcome.pay_asked.connect(self._pay_first)
        self.outcome.slip_asked.connect(self._print_slip)
        self.outcome.consent.wanted.connect(self._print_with_consent)
        self.outcome.correct_asked.connect(flow.correct)
        self.outcome.ask_asked.connect(flow.send)
        self.outcome.next_asked.connect(flow.begin)
        self.today.chosen.connect(flow.open)
        self.today.withdrawn.connect(flow.withdraw)
        self.today.left.connect(self._to_form)
        self.list.left.connect(self._to_form)
        self.list.imported.connect(flow.look_today)
        self.errand.changed.connect(self._say_of_slip)
        self.errand.summary_printed.connect(self._say_of_summary)
        self.errand.printer_seen.connect(self.printer_seen)
        for button, go in zip(self._ways.values(), self._gone(), strict=True):
            button.clicked.connect(go)

    def _bind(self) -> None:
        """A letter means something only where nothing is typed; with Alt it does everywhere on the page."""
        for key, go in zip((NEW, TODAY, LIST), self._gone(), strict=True):
            press(key, self, go)
        on_form: dict[Act, Callable[[], object]] = {
            Act.REGISTER_CHECK: self.flow.check,
            Act.REGISTER_JHT: self.side.switch,
            Act.REGISTER_HEIR: self.form.heirs.add,
            Act.REGISTER_HEIR_AWAY: self.form.heirs.remove,
        }
        for act, do in on_form.items():
            bind(act, self, partial(self._on, View.FORM, do))
        press(CHECK_ON_KEYPAD, self, partial(self._on, View.FORM, self.flow.check))
        press(PAY_INSTEAD, self, partial(self._on, View.FORM, self._pay_instead))

    def _gone(self) -> tuple[Callable[[], None], ...]:
        return (self.flow.begin, self.flow.look_today, self._to_list)

    def _on(self, view: View, act: Callable[[], object]) -> None:
        if self.flow.view is view and self.flow.possible:
            act()

    # --- what is shown ---------------------------------------------------------------------------------------------

    def _opened(self, form: Form) -> None:
        self.errand.forget()
        self.form.put(form)

    def _render(self) -> None:
        flow = self.flow
        self._stack.setCurrentWidget(self._views[flow.view])
        self.side.show_quote(self._registering.quote(flow.form), flow.form.programmes, employer=flow.form.employer)
        self.side.show_doubts(flow.doubts)
        self.today.show_rows(flow.today)
        if flow.registration is not None and flow.fresh and flow.view is View.OUTCOME:
            self.errand.follow(flow.registration)
        entered, self._view = self._view is not flow.view, flow.view
        if entered:
            self._enter_view()
        self.retranslate()

    def _enter_view(self) -> None:
        if self._view is View.SUMMARY:
            summary = self._summary()
            self.summary.show_summary(summary)
            self.screen_of_worker.show_to_worker(summary, self.flow.consent.words)
        else:
            self.screen_of_worker.put_away()
        if self._view is View.OUTCOME:
            self.outcome.say_of_paper("")
        self._place_cursor()

    def _summary(self) -> Summary:
        return summary_of(self.flow.form, self._registering.quote(self.flow.form))

    def _place_cursor(self) -> None:
        if not self.flow.possible:
            self.setFocus()
            return
        match self.flow.view:
            case View.FORM:
                self.form.go_to(self._first_question())
            case View.SUMMARY:
                self.summary.start()
            case View.OUTCOME:
                self.outcome.start()
            case View.TODAY:
                self.today.start()
            case View.LIST:
                self.list.start()

    def _first_question(self) -> FormField:
        """Where the clerk goes on: at what a refusal points to, at what is wrong, at the first one without an answer."""
        if (refused := self.flow.corrected) is not None:
            return CORRECTED_AT.get(refused, FormField.NIK)
        fields = self.form.fields.items()
        if (wrong := next((asked for asked, field in fields if field.complains), None)) is not None:
            return wrong
        return next(
            (asked for asked, field in fields if asked is not FormField.EMAIL and not field.text().strip()),
            FormField.NIK,
        )

    def retranslate(self) -> None:
        flow = self.flow
        self._title.setText(self.tr("Register a worker"))
        names = (self.tr("New worker"), self.tr("Today"), self.tr("From a list"))
        for (view, button), words in zip(self._ways.items(), names, strict=True):
            button.show_words(words)
            button.setChecked(flow.view is view or (view is View.FORM and flow.view in (View.SUMMARY, View.OUTCOME)))
            button.setEnabled(flow.possible)
        self.cannot.setVisible(not flow.possible)
        self.cannot.setText(
            self.tr(
                "This office's host registers nobody. Send the worker to the branch office of BPJS Ketenagakerjaan."
            )
        )
        self._stack.setVisible(flow.possible)
        self._keys.setText(self._key_words() if flow.possible else "")
        self.summary.retranslate()
        self.outcome.retranslate()
        self.today.retranslate()

    def _key_words(self) -> str:
        match self.flow.view:
            case View.FORM:
                return self.tr(
                    "Enter next   ·   ↑ ↓ move   ·   Alt+J JHT   ·   Alt+A heir   ·   Ctrl+Enter summary   ·   Esc back, kept"
                )
            case View.SUMMARY:
                return self.tr("S agrees   ·   P print   ·   Enter register   ·   PgUp PgDn scroll   ·   Esc correct")
            case View.OUTCOME:
                return self.outcome.key_words()
            case _:
                return ""

    # --- keys ------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What no field took for itself."""
        act = None if event.isAutoRepeat() else self._letters().get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape:
            self._back()
        elif act is not None and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            act()
        else:
            super().keyPressEvent(event)

    def _letters(self) -> Mapping[Qt.Key, Callable[[], object]]:
        """What a key means where nothing is typed."""
        match self.flow.view:
            case View.SUMMARY:
                return {
                    **_pressed(Act.REGISTER_AGREE, self.flow.hear_consent),
                    **_pressed(Act.REGISTER_PRINT, self._print_summary),
                    **_pressed(
                        Act.REGISTER_SCROLL,
                        partial(self.summary.scroll_pages, -1),
                        partial(self.summary.scroll_pages, 1),
                    ),
                }
            case View.OUTCOME:
                return {
                    **_pressed(Act.REGISTER_PAY, self._pay_first),
                    **_pressed(Act.REGISTER_PRINT, self._print_slip),
                    **_pressed(Act.REGISTER_CORRECT, self.flow.correct),
                    **_pressed(Act.REGISTER_ASK, self.flow.send),
                    **_pressed(Act.REGISTER_NEXT, self.flow.begin),
                }
            case _:
                return {}

    def _back(self) -> None:
        if self.flow.view is View.SUMMARY:
            self.flow.show(View.FORM)
        elif self.outcome.is_asking:
            self.outcome.say_of_paper("")
            self.outcome.start()
        else:
            self.flow.keep()
            self.left.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Whatever page comes: nothing typed is lost, and no other worker reads it."""
        self.flow.keep()
        self.screen_of_worker.put_away()
        super().hideEvent(event)

    # --- what is done ----------------------------------------------------------------------------------------------

    def _answered(self, asked: FormField) -> None:
        self.form.show_fault_at(asked, self.flow.faults())

    def _switched(self, programmes: tuple[Programme, ...]) -> None:
        self.form.take_programmes(programmes)
        self.flow.typed(self.form.form())

    def _to_form(self) -> None:
        self.flow.show(View.FORM if self.flow.registration is None else View.OUTCOME)

    def _to_list(self) -> None:
        self.flow.keep()
        self.flow.show(View.LIST)

    def _pay_instead(self) -> None:
        known = next((each.participant for each in self.flow.doubts if each.participant is not None), None)
        if known is not None:
            self.pay.emit(known.participant.nik)

    def _pay_first(self) -> None:
        registration = self.flow.registration
        if registration is not None and self.outcome.pay_is_due:
            told = self._registering.told_by_nik(registration.form.nik)
            self.pay.emit(told.number if told else registration.form.nik)

    # --- paper -----------------------------------------------------------------------------------------------------

    def _print_summary(self) -> None:
        self.summary.say_of_paper(self.tr("Printing …"))
        self.errand.print_summary(self._summary(), self.flow.consent.words)

    def _say_of_summary(self, error: Exception | None) -> None:
        self.summary.say_of_paper(
            self.tr("On its way from the printer. Let the worker read it.") if error is None else sentence_of(error)
        )

    def _print_slip(self) -> None:
        registration = self.flow.registration
        if registration is not None and registration.submitted_at is not None:
            self.errand.again(registration)

    def _print_with_consent(self, supervisor: str, pin: str, why: str) -> None:
        if self.flow.registration is not None:
            self.errand.again(self.flow.registration, (supervisor, pin, why))

    def _say_of_slip(self) -> None:
        errand = self.errand
        if errand.is_printing and self.outcome.is_asking:
            return  # what was typed about the second person stays until it is known whether it held
        if errand.is_printing:
            words = self.tr("Printing the slip …")
        elif errand.error is not None:
            words = sentence(errand.error)
        elif errand.job is None:
            words = ""
        else:
            words = job_words(errand.job)
        self.outcome.say_of_paper(words, failed=errand.failed, asking=errand.asks)


def _pressed(act: Act, *slots: Callable[[], object]) -> dict[Qt.Key, Callable[[], object]]:
    """What each of the table's keys for ``act`` does, in the table's order."""
    return dict(zip(key_of(act).pressed, slots, strict=True))
