"""The command line: what it prints, what it refuses, and its exit codes."""

import io
import json
import re
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

import pytest

from counter_app import __version__
from counter_app.cli import Command, build_parser, main
from counter_app.cli.program import COMMANDS
from counter_app.domain.errors import Declined, Reason, Service, Unavailable

Printed = pytest.CaptureFixture[str]
QUOTE = ["quote", "--income", "3500000", "--sector", "other", "--programmes", "JKK,JKM,JHT"]
TRADER = [*QUOTE, "--from", "2026-11", "--months", "3"]


def answer(printed: Printed, *argv: str) -> Any:
    assert main(argv) == 0
    return json.loads(printed.readouterr().out)


def raising(error: Exception) -> Command:
    def run(_args: Namespace) -> int:
        raise error

    return Command("fail", "fails", lambda _parser: None, run)


def test_the_version_is_printed(capsys: Printed) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"counter-app {__version__}\n"


def test_without_a_command_the_help_is_shown(capsys: Printed) -> None:
    assert main([]) == 2
    shown = capsys.readouterr().out
    for command in ("quote", "nik", "sandbox", "verify", "verify-receipt", "receipt", "doctor", "set-up", "add-user"):
        assert f"\n    {command}" in shown
    assert "exit codes:" in shown


@pytest.mark.parametrize(
    ("command", "kept"), [("queue", "USB"), ("unlock", "PIN"), ("add-user", "PIN"), ("receipt", "PDF")]
)
def test_a_commands_help_begins_with_a_capital_and_leaves_the_others_as_they_are(
    command: str, kept: str, capsys: Printed
) -> None:
    assert main([command, "--help"]) == 0
    words = capsys.readouterr().out.split("\n\n")[1]
    assert words[0].isupper()
    assert kept in words


def test_every_command_is_in_the_readme() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text()
    table = readme[readme.index("| command |") : readme.index("Settings are in")]
    told = set(re.findall(r"`(?:counter-app )?([a-z-]+)[ `]", table))
    assert {command.name for command in COMMANDS} <= told


def test_a_front_end_adds_its_own_commands(capsys: Printed) -> None:
    def add_arguments(parser: ArgumentParser) -> None:
        parser.add_argument("--out")

    demo = Command("demo", "play a morning", add_arguments, lambda args: 7 if args.out == "x" else 0)
    assert main(["demo", "--out", "x"], [demo]) == 7
    assert "play a morning" in build_parser([demo]).format_help()


@pytest.mark.parametrize(
    "argv", [["serve"], ["quote"], ["nik"], [*TRADER, "--month", "3"], [*TRADER, "--months", "two"]]
)
def test_bad_usage_is_said_and_exits_with_2(argv: list[str], capsys: Printed) -> None:
    assert main(argv) == 2
    assert "usage:" in capsys.readouterr().err


def test_the_market_traders_three_months_cost_289600(capsys: Printed) -> None:
    quoted = answer(capsys, *TRADER, "--json")
    assert quoted["total"] == 289_600
    assert quoted["basis"] == 3_450_000
    assert [month["total"] for month in quoted["months"]] == [89_650, 89_650, 110_300]
    assert quoted["programmes"][2] == {"programme": "JHT", "total": 207_000}
    assert quoted["lines"][0] == {
        "month": "2026-11",
        "programme": "JKK",
        "rate_per_mille": 10,
        "basis": 3_450_000,
        "source": "PP 44/2015, Lampiran II",
        "full": 34_500,
        "relief": "pp50-2025-other",
        "legal_basis": "PP 50/2025",
        "reduction": 17_250,
        "amount": 17_250,
    }


def test_who_is_paid_for_by_the_state_is_quoted_without_relief(capsys: Printed) -> None:
    quoted = answer(capsys, *TRADER, "--government-paid", "--json")
    assert quoted["total"] == 3 * (34_500 + 6_800 + 69_000)
    assert all(line["relief"] is None and line["reduction"] == 0 for line in quoted["lines"])


def test_a_quote_for_people_shows_each_line_and_the_total(capsys: Printed) -> None:
    assert main(TRADER) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["month", "programme", "full", "relief", "amount", "why"]
    assert lines[1].split()[:5] == ["2026-11", "JKK", "Rp34.500", "-Rp17.250", "Rp17.250"]
    assert lines[2].endswith("flat (PP 44/2015); PP 50/2025")
    assert lines[-1] == "total  Rp289.600"


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        ([*QUOTE, "--from", "2026-11", "--months", "4"], "4 months are not offered. Offered are: 1, 2, 3, 6, 12."),
        ([*QUOTE, "--from", "11-2026"], "That is no month."),
        ([*QUOTE, "--from", "2015-01"], "There is no tariff for 2015-01."),
        (["quote", "--income", "1.68", "--sector", "other", "--from", "2026-11"], "That is no amount."),
        (["quote", "--income=-5", "--sector", "other", "--from", "2026-11"], "That is no amount."),
        (["quote", "--income", "0", "--sector", "sea", "--from", "2026-11"], "There is no such sector."),
        ([*QUOTE, "--programmes", "JKK", "--from", "2026-11"], "JKM is mandatory"),
        ([*QUOTE, "--programmes", "JKK,JKM", "--from", "2026-11", "--employer"], "JHT is mandatory"),
        ([*QUOTE, "--programmes", "JKK,JP", "--from", "2026-11"], "There is no such programme."),
    ],
)
def test_what_the_tariff_declines_is_said_in_a_sentence(argv: list[str], sentence: str, capsys: Printed) -> None:
    assert main(argv) == 1
    printed = capsys.readouterr()
    assert printed.err.startswith(f"counter-app: {sentence}")
    assert printed.out == ""


def test_siti_is_read_from_her_nik_and_the_number_comes_out_masked(capsys: Printed) -> None:
    assert answer(capsys, "nik", "3273025508920002", "--json") == {
        "valid": True,
        "nik": "************0002",
        "province": "Jawa Barat",
        "birth_date": "1992-08-15",
        "sex": "female",
    }


def test_a_nik_for_people(capsys: Printed) -> None:
    assert main(["nik", "3273025508920002"]) == 0
    assert capsys.readouterr().out.split() == (
        ["************0002", "province", "Jawa", "Barat", "birth", "date", "1992-08-15", "sex", "female"]
    )


@pytest.mark.parametrize(
    ("number", "error"),
    [
        ("327302550892000", "nik-length"),
        ("32730255O8920002", "not-digits"),
        ("0073025508920002", "nik-province"),
        ("3273027208920002", "nik-date"),
        ("3273025508920000", "nik-serial"),
        ("", "empty"),
    ],
)
def test_a_number_that_is_no_nik_names_its_fault(number: str, error: str, capsys: Printed) -> None:
    assert main(["nik", number, "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert (said["valid"], said["error"]) == (False, error)
    assert said["message"].endswith(".")
    assert main(["nik", number]) == 1
    assert capsys.readouterr().err == f"counter-app: {said['message']}\n"


def test_a_nik_may_come_from_standard_input(capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("3273025508920002\n"))
    assert answer(capsys, "nik", "-", "--json")["valid"] is True


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Declined(Reason.BILL_EXPIRED), 1),
        (Unavailable(Service.HOST, "time ran out"), 3),
        (PermissionError(13, "Permission denied", "/srv/loket/settings.toml"), 3),
        (OSError("no space"), 3),
    ],
)
def test_an_expected_error_is_a_sentence_and_an_exit_code(error: Exception, code: int, capsys: Printed) -> None:
    assert main(["fail"], [raising(error)]) == code
    said = capsys.readouterr().err
    assert said.startswith("counter-app: ")
    assert "Traceback" not in said


def test_a_bug_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        main(["fail"], [raising(ZeroDivisionError("a bug"))])


def test_an_interrupted_command_says_nothing(capsys: Printed) -> None:
    def interrupted(_args: Namespace) -> int:
        raise KeyboardInterrupt

    assert main(["wait"], [Command("wait", "waits", lambda _parser: None, interrupted)]) == 130
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("argv", [["verify"], ["receipt", "40115-01-000001", "--out", "-"], ["add-user", "--by", "1"]])
def test_a_counter_that_is_not_set_up_says_how_to(argv: list[str], capsys: Printed) -> None:
    assert main(argv) == 2
    assert "make this counter ready with: counter-app set-up" in capsys.readouterr().err


@pytest.mark.parametrize("copy", ["-1", "100", "two"])
def test_copies_are_counted(copy: str, capsys: Printed) -> None:
    assert main(["receipt", "40115-01-000001", "--out", "-", "--copy", copy]) == 2
    assert "--copy" in capsys.readouterr().err
