"""A bug: caught once, logged, said plainly, and the queue goes on.

Whatever is not ``Declined`` or ``Unavailable`` ends here: what is raised on the window's thread, by a job, or in a
thread of a library. A committed payment is safe whatever happens; that is the first thing the clerk is told.
"""

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from counter_app.services.ports import Clock
from counter_app.settings import Settings
from ui.dialogs.bug import BugDialog
from ui.jobs import Jobs, Lane

log = logging.getLogger(__name__)


class CrashReports(QObject):
    """Stands in for Python's own hooks from ``install`` to ``remove``."""

    _caught = Signal(str)

    def __init__(self, app: QApplication, settings: Settings, jobs: Jobs, clock: Clock) -> None:
        super().__init__(app)
        self._app = app
        self._settings = settings
        self._jobs = jobs
        self._clock = clock
        self._before: Callable[[], None] = lambda: None
        self.dialog: BugDialog | None = None
        self._caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """From now on nothing unexpected passes unseen."""
        hook, thread_hook = sys.excepthook, threading.excepthook

        def remove() -> None:
            sys.excepthook, threading.excepthook = hook, thread_hook

        self._before = remove
        sys.excepthook = self.catch
        threading.excepthook = self._catch_in_thread

    def remove(self) -> None:
        """Give Python its hooks back."""
        self._before()

    def catch(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log it and show it; an interrupt from the keyboard ends the program instead."""
        if issubclass(kind, KeyboardInterrupt):
            self._app.quit()
            return
        report = "".join(traceback.format_exception(kind, error, trace))
        log.error("unexpected: %s", report)
        self._caught.emit(report)

    def _catch_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.catch(args.exc_type, args.exc_value, args.exc_traceback)

    def _show(self, report: str) -> None:
        if self.dialog is None:
            self.dialog = BugDialog(self._app.activeWindow())
            self.dialog.bundle_asked.connect(self._bundle)
            self.dialog.finished.connect(self._put_away)
        self.dialog.add(report)
        self.dialog.show()

    def _put_away(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _bundle(self, report: str) -> None:
        dialog = self.dialog
        if dialog is None:
            return
        self._jobs.submit(
            Lane.BACKGROUND,
            lambda: self._written(report),
            done=dialog.show_outcome,
            owner=dialog,
        )

    def _written(self, report: str) -> str | None:
        """Where the bundle is; ``None`` where the disk did not take it."""
        from ui.support_bundle import write_bundle

        try:
            return str(write_bundle(self._settings, report, self._clock.now()))
        except OSError as error:
            log.warning("the support bundle could not be written: %s", error)
            return None
