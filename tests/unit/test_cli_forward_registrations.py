"""Registrations between payments: a few at a time, or all of them once, and none when told to end."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from uuid import uuid4

import pytest

from counter_app.cli.forward import FEW, Applications, Stop, _idle
from counter_app.domain.errors import Service, Unavailable
from counter_app.domain.registration import Registration, RegistrationState
from counter_app.domain.registration_form import Form
from tests.helpers.builders import NOW


@dataclass
class Due:
    """So many are due; each turn takes one."""

    left: int
    taken: int = 0
    away: bool = False

    def forward_batch(self, most: int, more: Callable[[], bool]) -> Sequence[Registration]:
        if self.away:
            raise Unavailable(Service.DATABASE, "locked")
        if not (self.left and most == 1 and more()):
            return ()
        self.left, self.taken = self.left - 1, self.taken + 1
        return (Registration(uuid4(), "40115", "01", "1001", Form(), NOW, RegistrationState.ISSUED),)


@dataclass
class Anchored:
    turns: list[str] = field(default_factory=list)

    def take(self) -> None:
        self.turns.append("anchored")


def test_a_few_are_carried_before_payments_are_looked_for_again(capsys: pytest.CaptureFixture[str]) -> None:
    due = Due(FEW + 3)
    Applications(due, Stop(), all_of_them=False).take()
    assert due.taken == FEW
    assert capsys.readouterr().out.count("ISSUED") == FEW


def test_once_means_all_of_them() -> None:
    due = Due(FEW + 3)
    Applications(due, Stop(), all_of_them=True).take()
    assert due.left == 0


def test_told_to_end_none_is_begun() -> None:
    due, stop = Due(2), Stop()
    stop.ask()
    Applications(due, stop, all_of_them=True).take()
    assert due.taken == 0


def test_a_database_that_is_away_keeps_nobody_from_anchoring() -> None:
    anchored = Anchored()
    _idle(Applications(Due(1, away=True), Stop(), all_of_them=False), anchored)  # type: ignore[arg-type]
    assert anchored.turns == ["anchored"]
