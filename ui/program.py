"""The window as a running program: what is made at its start is closed at its end, in the opposite order."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from counter_app.bootstrap import Counter
from counter_app.clock import SystemClock
from counter_app.domain.errors import Unavailable
from counter_app.services.ports import Clock
from counter_app.settings import Settings
from ui import chosen
from ui.collecting import Collecting
from ui.crash import CrashReports
from ui.jobs import Jobs, Lane
from ui.main_window import MainWindow
from ui.messages import sentence_of
from ui.only_one import OnlyOne
from ui.theme import Appearance, Theme, load_fonts
from ui.translation import Language, Translation

ALREADY_OPEN = 3


@dataclass(frozen=True, slots=True)
class Refused:
    """Why there can be no counter; ``words`` are for people and name what to do."""

    words: str


@dataclass(frozen=True, slots=True)
class Broken:
    """A bug on the way to the counter."""

    error: Exception


class Program:
    """One run of the window."""

    def __init__(self, settings: Settings, app: QApplication | None = None, clock: Clock | None = None) -> None:
        """``app``: the application of whoever already has one. ``clock``: the counter's, where it is not the machine's."""
        self._settings = settings
        self._clock = clock
        self.counter: Counter | None = None
        """The counter behind the window, once it is open."""
        self.app = app or QApplication(["counter-app"])
        self.app.setApplicationName("Loket")
        self.jobs = Jobs()
        self._collecting = Collecting()
        self._crash = CrashReports(self.app, settings, self.jobs, SystemClock())
        load_fonts()
        self._chosen = chosen.read(settings.home)
        appearance = Appearance(
            self.app, self._chosen.theme or Theme(settings.window.theme), training=settings.office.is_training
        )
        self._translation = Translation(self.app, self._chosen.language or Language(settings.window.language))
        self.window = MainWindow(self.app, settings, self.jobs, appearance, self._translation)
        appearance.switched.connect(lambda theme: self._keep(replace(self._chosen, theme=theme)))
        self._translation.switched.connect(lambda language: self._keep(replace(self._chosen, language=language)))

    def run(self) -> int:
        """Show the window until it is closed, unless this home has one open already. Returns the exit code."""
        alone = OnlyOne(self._settings.home)
        if not alone.claim():
            _complain_of(alone.knock())
            return ALREADY_OPEN
        alone.knocked.connect(self.window.come_forward)
        self.start()
        try:
            return self.app.exec()
        finally:
            self.close()
            alone.release()

    def start(self) -> None:
        """Show the window, and open the database as soon as it stands."""
        self._crash.install()
        self._collecting.begin()
        self.window.show()
        QTimer.singleShot(0, self.window, self._open)

    def close(self) -> None:
        """Finish what the journal was given, stop the rest, close the database."""
        self.jobs.close()
        if self.counter is not None:
            self.counter.office_log.stopped("window")
            self.counter.close()
        self._collecting.end()
        self._crash.remove()
        self._translation.end()

    def _keep(self, choice: chosen.Chosen) -> None:
        """On the journal's lane, because that one is finished before the program ends."""
        self._chosen = choice
        self.jobs.submit(
            Lane.JOURNAL, lambda: chosen.write(self._settings.home, choice), done=lambda _: None, owner=self.window
        )

    def _open(self) -> None:
        self.jobs.submit(
            Lane.JOURNAL,
            lambda: _wired(self._settings, self._clock),
            done=self._opened,
            failed=lambda error: self.window.refuse(sentence_of(error)),
            owner=self.window,
        )

    def _opened(self, outcome: Counter | Refused | Broken) -> None:
        if isinstance(outcome, Broken):
            self.window.refuse()
            raise outcome.error  # shown as the bug it is
        if isinstance(outcome, Refused):
            self.window.refuse(outcome.words)
        else:
            self.counter = outcome
            self.window.attach(outcome)


def _complain_of(shown: bool) -> None:
    from counter_app.cli.output import complain

    there = "it was brought to the front" if shown else "look for it among the open windows"
    complain(f"this counter's window is open already, {there}; two would each hold the other's half printed receipts")


def _wired(settings: Settings, clock: Clock | None) -> Counter | Refused | Broken:
    """On the journal's lane, because this is where the heavy libraries are loaded."""
    from counter_app.bootstrap import build
    from counter_app.database.errors import DatabaseRefused
    from counter_app.settings_file import SettingsError

    try:
        counter = build(settings, clock=clock)
        counter.office_log.started("window")
        return counter
    except (SettingsError, DatabaseRefused) as error:
        return Refused(str(error))
    except Unavailable:
        raise
    except Exception as error:  # noqa: BLE001 - raised again on the window's thread, once the log-in has said so
        return Broken(error)
