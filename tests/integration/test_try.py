"""``counter-app try``: the window on an invented office, with a host that lives as long as the window."""

import argparse
from pathlib import Path
from typing import ClassVar

import pytest

import ui.program
from counter_app import bootstrap
from counter_app.domain.errors import Unavailable
from counter_app.settings import Settings
from ui.demo import trying


class WindowThatLooks:
    """Stands in for the window: asks the host once and ends as if the clerk had closed it."""

    seen: ClassVar[list[Settings]] = []

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def run(self) -> int:
        counter = bootstrap.build(self._settings)
        try:
            counter.host.host_time()
            self.seen.append(self._settings)
        finally:
            counter.close()
        return 0


@pytest.fixture(autouse=True)
def window(monkeypatch: pytest.MonkeyPatch) -> None:
    WindowThatLooks.seen = []
    monkeypatch.setattr(ui.program, "Program", WindowThatLooks)


def trial(folder: Path, *, anew: bool = False) -> int:
    return trying.run(argparse.Namespace(dir=folder, anew=anew))


def test_the_host_lives_as_long_as_the_window(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert trial(tmp_path) == 0
    (settings,) = WindowThatLooks.seen
    assert settings.home == tmp_path / "home"
    counter = bootstrap.build(settings)
    try:
        with pytest.raises(Unavailable):
            counter.host.host_time()
    finally:
        counter.close()
    said = capsys.readouterr().out
    assert "1001  PIN 246810  Dewi Lestari, clerk" in said
    assert "3273025508920002" in said


def test_what_was_tried_is_kept_until_it_is_forgotten_on_purpose(tmp_path: Path) -> None:
    trial(tmp_path)
    mark = tmp_path / "home" / "printer"
    mark.mkdir(exist_ok=True)
    trial(tmp_path)
    assert mark.exists()
    trial(tmp_path, anew=True)
    assert not mark.exists()
    assert len(WindowThatLooks.seen) == 3
