"""A desktop with two monitors, LEFT and RIGHT, and what becomes of the payer's window on it: told as JSON.

A program of its own, because Qt is told of its monitors when it starts:
``QT_QPA_PLATFORM=offscreen:configfile=FOLDER/screens.json python -m tests.helpers.two_monitors FOLDER``.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from counter_app.domain.receipt import Office
from ui.customer_screen import CustomerScreen
from ui.second_screen import OFF

OFFICE = Office("40115", "Kantor Pos Uji", "Jl. Contoh 1", "01", "Asia/Jakarta")
LEFT, RIGHT = (0, 1366), (1366, 1024)
"""Where each begins, and how wide it is."""


def _screen(name: str, place: tuple[int, int]) -> dict[str, object]:
    x, width = place
    return {"name": name, "x": x, "y": 0, "width": width, "height": 768, "logicalDpi": 96, "dpr": 1}


def _story(app: QApplication) -> Iterator[tuple[str, CustomerScreen]]:
    screens: list[QScreen] = app.screens()
    plugged = list(screens)
    clerks, page = QMainWindow(), QWidget()
    window = CustomerScreen(page, OFFICE, screens=lambda: plugged)
    clerks.setCentralWidget(page)  # a page is made before it is in a window
    clerks.resize(800, 600)
    clerks.show()
    yield "nobody at work", window
    window.stand_by(at_work=True)
    yield "at work", window
    clerks.move(1400, 10)
    yield "the clerk's window is dragged over", window
    clerks.move(10, 10)
    yield "and back", window
    plugged.remove(screens[1])
    app.screenRemoved.emit(screens[1])
    yield "unplugged", window
    plugged.append(screens[1])
    app.screenAdded.emit(screens[1])
    yield "plugged in", window
    window.stand_by(at_work=False)
    yield "logged out", window
    app.screenAdded.emit(screens[1])
    yield "plugged in while nobody is at work", window
    for which, event in (
        ("RIGHT", "named in the settings"),
        ("LEFT", "the clerk's own named in the settings"),
        (OFF, "switched off in the settings"),
    ):
        window = CustomerScreen(clerks, OFFICE, which)
        window.stand_by(at_work=True)
        yield event, window


def main(folder: Path) -> None:
    """Write the monitors down for Qt, live through it all, and say where the window was after each event."""
    screens = {"screens": [_screen("LEFT", LEFT), _screen("RIGHT", RIGHT)]}
    (folder / "screens.json").write_text(json.dumps(screens), encoding="utf-8")
    app = QApplication([])
    seen: dict[str, tuple[bool, int, int]] = {}
    for event, window in _story(app):
        app.processEvents()
        place = window.geometry()
        seen[event] = (True, place.x(), place.width()) if window.isVisible() else (False, 0, 0)
    print(json.dumps(seen))  # noqa: T201 - what whoever started it reads


if __name__ == "__main__":
    main(Path(sys.argv[1]))
