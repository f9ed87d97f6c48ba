"""Reports and exports on the command line: numbers on the terminal, files for their owner only."""

import io
import json
import stat
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from counter_app import bootstrap, demo_office
from counter_app.bootstrap import Counter
from counter_app.cli import main
from counter_app.domain.closing_count import Counted
from counter_app.domain.drawer import in_few_pieces
from counter_app.domain.money import Rupiah
from counter_app.settings_file import load
from tests.integration.test_cli_reckon import Printed, home

__all__ = ["home"]


def typed(monkeypatch: pytest.MonkeyPatch, *arguments: str, second: bool = False) -> int:
    pins = [demo_office.AUDITOR.pin, *([demo_office.SUPERVISOR.pin] if second else [])]
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{pin}\n" for pin in pins)))
    command, *rest = arguments
    return main([command, *rest, "--by", demo_office.AUDITOR.id])


def test_a_day_is_reported_and_written_for_its_owner_only(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    assert typed(monkeypatch, "report", "daily", "--pdf", ".") == 0
    said = capsys.readouterr().out
    assert "taken" in said
    (file,) = home.glob("laporan-harian-*.pdf")
    assert file.read_bytes().startswith(b"%PDF")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert typed(monkeypatch, "report", "daily", "--pdf", ".") == 3, "what was filed is not written over"


def test_a_z_report_is_written_by_its_number_for_whoever_closed_the_shift(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    counter = bootstrap.build(load(home / "home"))
    clerk = counter.log_in.log_in(demo_office.CLERK.id, demo_office.CLERK.pin)
    shift = counter.shifts.current()
    assert shift is not None
    closings = counter.day.closings
    closings.count(clerk, shift.id, Counted(in_few_pieces(Rupiah(closings_sum(counter)))))
    closings.reveal(clerk, shift.id)
    closings.close(clerk, shift.id)
    counter.close()
    assert typed(monkeypatch, "z-report", "1", "--pdf", ".") == 1, "an auditor closes no shift"
    assert "may not" in capsys.readouterr().err
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{demo_office.CLERK.pin}\n"))
    assert main(["z-report", "1", "--by", demo_office.CLERK.id, "--pdf", "."]) == 0
    (file,) = home.glob("laporan-z-*-1.pdf")
    assert file.read_bytes().startswith(b"%PDF")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def closings_sum(counter: Counter) -> int:
    """The float and the one payment."""
    with counter.store.reading() as work:
        return 200_000 + sum(payment.total for payment in work.payments.all())


def test_a_month_is_told_to_programs(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    month = f"{datetime.now(ZoneInfo('Asia/Jakarta')):%Y-%m}"
    assert home.is_dir()
    assert typed(monkeypatch, "report", "monthly", "--month", month, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["payments"] == 1
    assert sum(told["tenders"].values()) == sum(told["programmes"].values()) + told["fees"] == told["taken"]
    assert typed(monkeypatch, "report", "monthly", "--month", "11-2026") == 1


def test_the_list_is_exported_masked_and_full_only_with_a_second_person(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    assert typed(monkeypatch, "export", "--form", "csv", "--file", "daftar.csv") == 0
    assert "1 payments" in capsys.readouterr().out
    masked = (home / "daftar.csv").read_text("utf-8-sig")
    assert "************" in masked
    assert stat.S_IMODE((home / "daftar.csv").stat().st_mode) == 0o600
    full = ("export", "--form", "csv", "--full", "permintaan pengadilan", "--second", demo_office.SUPERVISOR.id)
    assert typed(monkeypatch, *full, second=True) == 0
    (file,) = home.glob("transaksi-*-lengkap.csv")
    assert "************" not in file.read_text("utf-8-sig")
    assert typed(monkeypatch, *full[:-1], demo_office.AUDITOR.id, "--file", "lain.csv") == 1, (
        "nobody is their own second"
    )
    assert not (home / "lain.csv").exists()
