"""A registration from the first digit of the NIK to the KPJ: what is asked of the services, and what came of it.

The page shows what stands here. Every answer is kept as a draft within a moment, so that nothing typed is lost, by a
power cut neither.
"""

from collections.abc import Callable, Sequence
from enum import StrEnum
from uuid import UUID, uuid4

from PySide6.QtCore import QObject, QTimer, Signal

from counter_app.bootstrap import Counter
from counter_app.consent_file import consent_text
from counter_app.domain.errors import Declined, Reason, Unavailable
from counter_app.domain.occupations import Occupation
from counter_app.domain.people import Actor
from counter_app.domain.registration import ON_ITS_WAY, Refusal, Registration, RegistrationState
from counter_app.domain.registration_form import Fault, Form, FormField
from counter_app.services.registration_doubts import Doubt, DoubtKind
from ui.jobs import Job, Jobs, Lane

KEEP_AFTER = 600
DOUBT_AFTER = 300
LATER = 2_000
"""Milliseconds: until a draft is kept, until the same person is looked for, and between two looks at what became of it."""


class View(StrEnum):
    """What the page shows."""

    FORM = "form"
    SUMMARY = "summary"
    OUTCOME = "outcome"
    TODAY = "today"
    LIST = "list"


class RegistrationFlow(QObject):
    """``changed``: anything that is shown. ``opened``: another form. ``refused``: faults to be said at their answers.

    ``host_seen``: whether the host has just answered. ``moved``: the queue has.
    """

    changed = Signal()
    opened = Signal(object)
    refused = Signal(object)
    offered = Signal(str, object)
    host_seen = Signal(bool)
    moved = Signal()

    def __init__(self, counter: Counter, jobs: Jobs, actor: Actor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._registering = counter.day.registering
        self._forwarder = counter.day.registration_forwarder
        self._occupations = counter.day.occupations
        self._jobs = jobs
        self._actor = actor
        self.view = View.FORM
        self.id: UUID = uuid4()
        self.form = Form()
        self.consent = consent_text()
        self.doubts: Sequence[Doubt] = ()
        self.consented = False
        self.busy = False
        self.error: Declined | Unavailable | None = None
        self.registration: Registration | None = None
        self.fresh = False
        """Whether the application was submitted in this sitting, so that its numbers may be shown in full."""
        self.corrected: Refusal | None = None
        """Why the one that is being corrected was refused."""
        self.today: Sequence[Registration] = ()
        self._kept = Form()
        self._blank = Form()
        self._doubted = ("", "", "", "")
        self._doubting: Job | None = None
        self._keeping = self._timer(KEEP_AFTER, self.keep)
        self._doubt_soon = self._timer(DOUBT_AFTER, self._look_for_doubts)
        self._later = self._timer(LATER, self.look_again)
        self._later.setSingleShot(False)

    @property
    def possible(self) -> bool:
        """Whether this office's host registers workers."""
        return self._registering.possible

    # --- the form --------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """An empty form for the next worker; the draft before is kept."""
        self.keep()
        branch = self._blank.branch_office
        self._open(uuid4(), Form(first_period=str(self._registering.current_month()), branch_office=branch))
        self._ask(Lane.JOURNAL, lambda: self._registering.last_branch(self._actor), self._branch_known)

    def open(self, registration: Registration) -> None:
        """Go on with a draft, or see what became of another one."""
        self.fresh = False
        if registration.state is RegistrationState.DRAFT:
            self._open(registration.id, registration.form, kept=True)
        else:
            self._show_outcome(registration)

    def typed(self, form: Form) -> None:
        """The form has changed."""
        self.form = form
        self.consented = False
        self._keeping.start()
        self._doubt_soon.start()
        self.changed.emit()

    def faults(self) -> tuple[Fault, ...]:
        """What is wrong with the form as it stands."""
        return self._registering.faults(self.form)

    def search(self, text: str) -> None:
        """Look for occupations; ``offered`` tells."""

        def found(fitting: Sequence[Occupation]) -> None:
            self.offered.emit(text, fitting)

        self._ask(Lane.LOOKUP, lambda: self._occupations.search(text), found)

    def keep(self) -> None:
        """Keep what was typed, if there is anything that the form did not begin with."""
        self._keeping.stop()
        form, registration_id = self.form, self.id
        if form in (self._kept, self._blank) or self.view is View.OUTCOME or self.busy:
            return
        self._kept = form
        self._ask(
            Lane.JOURNAL,
            lambda: self._registering.keep(self._actor, registration_id, form),
            lambda _kept: None,
            self._not_kept,
        )

    def _not_kept(self, error: Exception) -> None:
        """It is tried again with the next answer, or when the page is left."""
        self._kept = Form()
        self._silent(error)

    # --- the same person -------------------------------------------------------------------------------------------

    @property
    def stopped_by(self) -> Doubt | None:
        """What makes registering pointless: the worker takes part already, or is being registered."""
        return next((each for each in self.doubts if each.kind is not DoubtKind.SAME_PERSON), None)

    def _look_for_doubts(self) -> None:
        form = self.form
        about = (form.nik, form.name, form.birth_date, form.phone)
        if about == self._doubted or not self._registering.told_by_nik(form.nik):
            return
        self._doubted = about
        if self._doubting is not None:
            self._doubting.cancel()
        self._doubting = self._ask(Lane.LOOKUP, lambda: self._registering.doubts(self._actor, form), self._doubts_known)

    def _doubts_known(self, doubts: Sequence[Doubt]) -> None:
        self._doubting, self.doubts = None, tuple(doubts)
        self.changed.emit()

    # --- before it counts ------------------------------------------------------------------------------------------

    def check(self) -> None:
        """To the summary, if nothing is wrong."""
        faults = self.faults()
        if faults or self.stopped_by is not None:
            self.refused.emit(faults)
            self.changed.emit()
            return
        self.keep()
        self.show(View.SUMMARY)

    def hear_consent(self) -> None:
        """The worker has heard the words and agrees; or not, after all."""
        self.consented = not self.consented
        self.error = None
        self.changed.emit()

    def submit(self) -> None:
        """Make it count, once it was agreed to."""
        if self.busy or self.view is not View.SUMMARY:
            return
        if not self.consented:
            self._failed(Declined(Reason.CONSENT_MISSING))
            return
        self.busy, self.error = True, None
        form, registration_id, warned = self.form, self.id, len(self.doubts)
        self._keeping.stop()
        self._ask(
            Lane.JOURNAL,
            lambda: self._registering.submit(self._actor, registration_id, form, self.consent, warned=warned),
            self._submitted,
            self._failed,
        )
        self.changed.emit()

    def _submitted(self, registration: Registration) -> None:
        self.busy, self.fresh = False, True
        self.moved.emit()
        self._show_outcome(registration)
        self.send()

    # --- after it --------------------------------------------------------------------------------------------------

    @property
    def is_under_way(self) -> bool:
        """Whether the host has still to decide."""
        return self.registration is not None and self.registration.state in ON_ITS_WAY

    def send(self) -> None:
        """Have the host asked now."""
        registration = self.registration
        if registration is None or not self.is_under_way:
            return
        registration_id = registration.id
        self._ask(Lane.FORWARD, lambda: self._forwarder.forward(registration_id), lambda _moved: self.look_again())

    def correct(self) -> None:
        """A new application from one that was refused, with the cursor where the host's reason points."""
        registration = self.registration
        if registration is None or registration.state is not RegistrationState.REFUSED or self.busy:
            return
        refused, why = registration.id, registration.refusal

        def begun(draft: Registration) -> None:
            self._open(draft.id, draft.form, kept=True, corrected=why)

        self._ask(Lane.JOURNAL, lambda: self._registering.correct(self._actor, refused), begun, self._failed)

    def withdraw(self, registration: Registration, reason: str) -> None:
        """Take back what was never sent."""
        self._ask(
            Lane.JOURNAL,
            lambda: self._registering.withdraw(self._actor, registration.id, reason),
            lambda _gone: self.look_today(),
            self._failed,
        )

    def _show_outcome(self, registration: Registration) -> None:
        self.registration = registration
        self.form = self._kept = registration.form
        self.show(View.OUTCOME)
        self._later.start() if self.is_under_way else self._later.stop()

    def look_again(self) -> None:
        """See how the one on screen stands now, or those on the list."""
        registration = self.registration
        if self.view is View.TODAY:
            self._ask(Lane.JOURNAL, lambda: self._registering.today(self._actor), self._today_known)
            return
        if registration is None or self.view is not View.OUTCOME:
            self._later.stop()
            return
        registration_id = registration.id
        self._ask(Lane.JOURNAL, lambda: self._registering.one(self._actor, registration_id), self._seen)

    def _seen(self, registration: Registration) -> None:
        if self.registration is None or registration.id != self.registration.id:
            return
        if registration != self.registration:
            self.registration = registration
            self.moved.emit()
            if registration.state not in ON_ITS_WAY:
                self.host_seen.emit(True)
            self.changed.emit()
        if not self.is_under_way:
            self._later.stop()

    # --- views -----------------------------------------------------------------------------------------------------

    def show(self, view: View) -> None:
        """Another view; what was typed stays."""
        self.view, self.error = view, None
        self.changed.emit()

    def look_today(self) -> None:
        """The list of today's, read anew."""
        self.keep()
        self.show(View.TODAY)
        self._ask(Lane.JOURNAL, lambda: self._registering.today(self._actor), self._today_known, self._failed)

    def _today_known(self, today: Sequence[Registration]) -> None:
        self.today = today
        self.changed.emit()

    def _open(self, registration_id: UUID, form: Form, *, kept: bool = False, corrected: Refusal | None = None) -> None:
        self.id, self.form, self.registration = registration_id, form, None
        self._kept = form if kept else Form()
        self._blank = Form() if kept else form
        self.corrected = corrected
        self.doubts, self._doubted, self.consented, self.busy = (), ("", "", "", ""), False, False
        self.opened.emit(form)
        self.show(View.FORM)
        self._look_for_doubts()

    def _branch_known(self, branch: str) -> None:
        """Only into a form in which nothing was typed yet."""
        if branch and self.form == self._blank and not self._blank.branch_office:
            self._open(self.id, Form(first_period=self._blank.first_period, branch_office=branch))

    # --- lanes -----------------------------------------------------------------------------------------------------

    def _ask(
        self,
        lane: Lane,
        call: Callable[[], object],
        done: Callable[..., None],
        failed: Callable[[Exception], None] | None = None,
    ) -> Job:
        return self._jobs.submit(lane, call, done=done, failed=failed or self._silent, owner=self)

    def _silent(self, error: Exception) -> None:
        """What the clerk need not be stopped by: it is tried again, or said when it matters."""
        if isinstance(error, Declined) and error.reason is Reason.REGISTRATION_MOVED:
            self._failed(error)

    def _failed(self, error: Exception) -> None:
        """Said where it happened; a fault of an answer leads back to it."""
        assert isinstance(error, Declined | Unavailable)
        self.busy = False
        self.error = error
        named = str(error.facts.get("field", "")) if isinstance(error, Declined) else ""
        if named in set(FormField):
            self.show(View.FORM)
            self.refused.emit(self.faults())
        self.changed.emit()

    def _timer(self, milliseconds: int, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(then)
        return timer
