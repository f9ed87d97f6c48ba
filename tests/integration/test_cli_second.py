"""``add-user`` for a supervisor: two people at the same keyboard, each with their own PIN."""

import pytest

from counter_app.cli import main
from tests.integration.test_cli_office import Printed, home, settings, typed

__all__ = ["home", "settings"]
NEW = ("--id", "2002", "--name", "Sri Wahyuni", "--role", "supervisor")
NEXT = ("--id", "2003", "--name", "Rudi Hartono", "--role", "supervisor")


@pytest.mark.usefixtures("settings")
def test_a_second_supervisor_takes_two_as_soon_as_there_are_two(
    capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, "135790", "975310")
    assert main(["add-user", "--by", "2001", *NEW]) == 0
    typed(monkeypatch, "135790", "864209")
    assert main(["add-user", "--by", "2001", *NEXT]) == 1
    assert "A second person has to approve this (appoint)." in capsys.readouterr().err
    typed(monkeypatch, "135790", "975310", "864209")
    assert main(["add-user", "--by", "2001", "--second", "2002", *NEXT]) == 0
    assert capsys.readouterr().out.endswith("Rudi Hartono (2003) may now log in as supervisor.\n")
