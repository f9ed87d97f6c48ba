"""The program's door. A start, told in order:

1. With words after its name the program is a command line, and Qt is never loaded.
2. The settings are read; without them there is nothing to show, and the way to them is printed.
3. Fonts, colours and the clerk's language are put up, and the window is shown: a log-in that can be typed into.
4. Behind it, on the journal's lane, the database is opened and the counter is wired. Only now come the heavy
   libraries. Whoever was quicker has their log-in remembered.
5. The counter is handed to the window: what was left half printed is held, the queue begins to move.
6. At the end what the journal was given is finished, the others are stopped, the database is closed.
"""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counter_app.settings import Settings

NOT_READY, AWAY = 2, 3
"""Exit codes, as ``counter-app --help`` explains them."""


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window, or do what the command line says. Returns the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    return _command_line(words) if words else _window()


def _command_line(words: Sequence[str]) -> int:
    from counter_app.cli import Command
    from counter_app.cli import main as run
    from ui import train
    from ui.demo import command, trying

    window_commands = (
        Command("train", train.HELP, train.add_arguments, train.run),
        Command("try", trying.HELP, trying.add_arguments, trying.run),
        Command("demo", command.HELP, command.add_arguments, command.run),
    )
    return run(words, window_commands)


def _window() -> int:
    from counter_app.settings import default_home
    from counter_app.settings_file import NotSetUp, SettingsError, load

    try:
        settings = load(default_home())
    except NotSetUp as error:
        _complain(
            f"{error}\nTo look at it first, with a host and an office made up for it: counter-app try\n"
            "To learn on a counter of which nothing is real: counter-app train"
        )
        return NOT_READY
    except SettingsError as error:
        _complain(str(error))
        return NOT_READY
    return _show(settings)


def _show(settings: "Settings") -> int:
    from counter_app import logs
    from ui.program import Program

    try:
        log = logs.start(settings.logs, "window", settings.log.level)
    except OSError as error:
        _complain(f"the log cannot be written: {error}")
        return AWAY
    try:
        return Program(settings).run()
    finally:
        logs.stop(log)


def _complain(words: str) -> None:
    """Say why there is no window, where a starter's terminal or log shows it."""
    from counter_app.cli.output import complain, prepare

    prepare()
    complain(words)
