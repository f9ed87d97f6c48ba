"""A folder takes each job whole, or not at all."""

import os
from pathlib import Path

import pytest

from counter_app.domain.errors import Service, Undelivered
from counter_app.printing.devices.file import FileDevice
from counter_app.printing.profile import THERMAL_58
from counter_app.printing.render import render
from tests.helpers.receipts import confirmed

JOB = "40111-03-000127"


def test_a_job_lands_whole_in_the_folder(tmp_path: Path) -> None:
    device = FileDevice(tmp_path / "spool")
    receipt = render(confirmed(), THERMAL_58, "escpos")
    device.deliver(receipt, JOB)
    assert [path.name for path in device.folder.iterdir()] == [f"{JOB}.bin"]
    assert (device.folder / f"{JOB}.bin").read_bytes() == receipt


def test_the_same_job_again_replaces_itself(tmp_path: Path) -> None:
    device = FileDevice(tmp_path)
    device.deliver(b"first", JOB)
    device.deliver(b"second", JOB)
    assert (tmp_path / f"{JOB}.bin").read_bytes() == b"second"


def test_a_job_cannot_leave_its_folder(tmp_path: Path) -> None:
    FileDevice(tmp_path / "spool").deliver(b"x", "../../etc/passwd")
    (written,) = (path for path in tmp_path.rglob("*") if path.is_file())
    assert written == tmp_path / "spool" / "_.._etc_passwd.bin"


def test_a_disk_that_fails_leaves_no_half_job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(handle: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(Undelivered, match="Input/output error") as caught:
        FileDevice(tmp_path).deliver(b"x", JOB)
    assert caught.value.bytes_out == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no folder to sync")
def test_a_name_that_may_be_lost_counts_as_printed_paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fsync

    def broken_for_folders(handle: int) -> None:
        if os.fstat(handle).st_nlink != 1:
            raise OSError(5, "Input/output error")
        real(handle)

    monkeypatch.setattr(os, "fsync", broken_for_folders)
    with pytest.raises(Undelivered) as caught:
        FileDevice(tmp_path).deliver(b"xyz", JOB)
    assert caught.value.bytes_out == 3


def test_a_folder_that_is_a_file_is_said_to_be_away(tmp_path: Path) -> None:
    (tmp_path / "spool").write_bytes(b"")
    device = FileDevice(tmp_path / "spool")
    with pytest.raises(Undelivered) as failed:
        device.deliver(b"x", JOB)
    status = device.status()
    assert failed.value.service is Service.PRINTER
    assert status.trouble is not None
    assert str(tmp_path / "spool") in status.detail


def test_a_folder_is_checked_without_leaving_a_trace(tmp_path: Path) -> None:
    assert FileDevice(tmp_path).status().trouble is None
    assert list(tmp_path.iterdir()) == []
