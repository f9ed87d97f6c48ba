"""What the payer sees of the sale under way: one model, from which both the pole and the second monitor are written.

It knows what the sale's flow knows and nothing else. The pole is written on a lane of its own, always the latest; one that
is unplugged is said once and never holds anybody up.
"""

import logging

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from counter_app.domain.customer_view import BLANK, TAKEN, THANKS, WELCOME, CustomerView, Showing, asked, paid
from counter_app.domain.errors import Undelivered
from counter_app.services.ports import CustomerDisplay
from ui.jobs import Jobs, Lane
from ui.sale_flow import SaleFlow, Stage

log = logging.getLogger(__name__)

SHOWN_FOR, THANKED_FOR = 30_000, 10_000
"""Milliseconds that a payment that was made stands there, and then the thanks."""


def view_of(flow: SaleFlow) -> CustomerView:
    """What a payer is to see of ``flow`` now."""
    if flow.after is not None:
        return paid(flow.after.payment)
    if flow.found is None or flow.stage in (Stage.IDLE, Stage.LOOKING_UP):
        return WELCOME
    busy = flow.stage in (Stage.CONSENT, Stage.COMMITTING)
    return asked(flow.found.bill, waits=busy or flow.unsure is not None or flow.refusal is not None)


class CustomerSide(QObject):
    """``changed``: the ``CustomerView`` to show from now on. ``present``: whether somebody sells. ``pole_seen``: whether the pole took what it was given, told
    when that has changed.
    """

    changed = Signal(object)
    present = Signal(bool)
    pole_seen = Signal(bool)
    _broke = Signal()

    def __init__(self, pole: CustomerDisplay | None, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pole = pole
        self._jobs = jobs
        self._flow: SaleFlow | None = None
        self._covered = False
        self._seen = BLANK
        self._steps = 0
        self._telling = False
        self._lost = False
        self.view = BLANK
        """What is shown now."""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._step_on)
        self._broke.connect(self._pole_broke, Qt.ConnectionType.QueuedConnection)

    def follow(self, flow: SaleFlow) -> None:
        """Somebody sells, from now on by ``flow``."""
        if self._flow is not None:
            self._flow.changed.disconnect(self._look)
        self._flow, self._covered = flow, False
        flow.changed.connect(self._look)
        self._look()
        self.present.emit(True)

    def leave(self) -> None:
        """Nobody is at work."""
        if self._flow is not None:
            self._flow.changed.disconnect(self._look)
        self._flow, self._covered = None, False
        self._look()
        self.present.emit(False)

    def cover(self) -> None:
        """The window is locked: nothing of the payer before is left standing there."""
        self._covered = True
        self._look()

    def uncover(self) -> None:
        """Whoever was at work goes on."""
        self._covered = False
        self._look()

    def _look(self) -> None:
        seen = BLANK if self._flow is None or self._covered else view_of(self._flow)
        if seen != self._seen:
            self._seen, self._steps = seen, 0
            self._rest.stop()
        self._show(self._worn())

    def _worn(self) -> CustomerView:
        """A payment that was made gives way to thanks, and these to the greeting, when nobody comes."""
        if self._seen.showing not in TAKEN | {Showing.RETURNED}:
            return self._seen
        steps = (self._seen, THANKS if self._seen.showing in TAKEN else WELCOME, WELCOME)
        if self._steps < len(steps) - 1 and not self._rest.isActive():
            self._rest.start(THANKED_FOR if self._steps else SHOWN_FOR)
        return steps[self._steps]

    def _step_on(self) -> None:
        self._steps += 1
        self._show(self._worn())

    def _show(self, view: CustomerView) -> None:
        if view == self.view:
            return
        self.view = view
        self.changed.emit(view)
        self._tell()

    # --- the pole --------------------------------------------------------------------------------------------------

    def _tell(self) -> None:
        if self._pole is None or self._telling:
            return
        self._telling = True
        pole, view = self._pole, self.view
        self._jobs.submit(
            Lane.DISPLAY, lambda: self._told_now(pole, view), done=lambda fault: self._told(view, fault), owner=self
        )

    def _told_now(self, pole: CustomerDisplay, view: CustomerView) -> Undelivered | None:
        """On the display's lane. A bug is shown as one, and the next view is told all the same."""
        try:
            pole.show(view)
        except Undelivered as fault:
            return fault
        except Exception:
            self._broke.emit()
            raise
        return None

    def _told(self, view: CustomerView, fault: Undelivered | None) -> None:
        self._telling = False
        if (fault is not None) is not self._lost:
            self._lost = fault is not None
            if fault is not None:
                log.warning("the pole shows nothing: %s", fault.detail)
            self.pole_seen.emit(not self._lost)
        if view != self.view:
            self._tell()

    def _pole_broke(self) -> None:
        self._telling = False
