"""``add-user`` for a supervisor: two people at the same keyboard, each with their own PIN."""

import pytest

from counter_app import demo_office
from counter_app.cli import main
from tests.integration.test_cli_office import Printed, home, settings, typed

__all__ = ["home", "settings"]
NEXT = ("--id", "2005", "--name", "Rudi Hartono", "--role", "supervisor")


@pytest.mark.usefixtures("settings")
def test_a_second_supervisor_takes_two_as_soon_as_there_are_two(
    capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, "135790", "864209")
    assert main(["add-user", "--by", "2001", *NEXT]) == 1
    assert "A second person has to approve this (appoint)." in capsys.readouterr().err
    typed(monkeypatch, "135790", demo_office.OTHER_SUPERVISOR.pin, "864209")
    assert main(["add-user", "--by", "2001", "--second", demo_office.OTHER_SUPERVISOR.id, *NEXT]) == 0
    assert capsys.readouterr().out.endswith("Rudi Hartono (2005) may now log in as supervisor.\n")
