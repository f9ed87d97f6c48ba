"""``counter-app demo``: play the office's day, keep pictures, papers and a summary, say whether everything adds up."""

import argparse
import json
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counter_app.sandbox.process import SandboxProcess
    from counter_app.settings import Settings
    from ui.demo.clock import DemoClock
    from ui.demo.day import Day
    from ui.demo.power_cut import Left
    from ui.program import Program

HELP = "play the office's whole day through the window and keep pictures, papers and a summary"

_OURS = ("home", "host", "pictures", "receipts", "documents", "summary.json")
"""What the demo makes in its folder; anything else there is left alone."""
_UNTIL_KILLED_WAITS = 60.0
"""Seconds that the process which is to be killed lets a receipt wait, so that it is not printed first."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where pictures and receipts go")
    parser.add_argument("--until-killed", type=datetime.fromisoformat, default=None, help=argparse.SUPPRESS)
    parser.add_argument("--come-back", default="", help=argparse.SUPPRESS)


def run(args: argparse.Namespace) -> int:
    """Play it. Returns 0 when everything adds up, 1 when something does not, 2 when ``--out`` cannot be used."""
    out: Path = args.out.absolute()
    _go_offscreen_if_need_be()
    if args.until_killed is not None:
        return _sell_until_killed(out, args.until_killed)
    if args.come_back:
        from ui.demo.power_cut import Left

        return _after_the_power_cut(out, Left.read(args.come_back))
    try:
        _clear(out)
    except OSError as error:
        sys.stderr.write(f"{out}: {error.strerror}\n")
        return 2
    return _play(out)


def _clear(out: Path) -> None:
    """Make room. Only what an earlier demo left is removed; a home that is not a demo's is never touched."""
    out.mkdir(parents=True, exist_ok=True)
    if (out / "home").exists() and not (out / "summary.json").exists() and not (out / "host").exists():
        raise FileExistsError(0, "there is a home here that no demo made; choose another folder")
    for name in _OURS:
        path = out / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _play(out: Path) -> int:
    """The day until the power cut in this process, then one that is killed, then one that comes back."""
    from counter_app.sandbox.process import SandboxProcess
    from ui.demo import power_cut
    from ui.demo.clerk import DemoStuck
    from ui.demo.clock import DemoClock

    clock = DemoClock()
    sandbox = SandboxProcess(out / "host")
    sandbox.start(clock.now())
    try:
        left = _until_the_power_cut(out, _office(out), clock, sandbox)
        return power_cut.come_back(out, clock, power_cut.cut_the_power(out, clock, sandbox, left))
    except DemoStuck as stuck:
        return _say(out, [str(stuck)])
    finally:
        sandbox.stop()


def _go_offscreen_if_need_be() -> None:
    """Without a screen Qt would not start; offscreen it draws the very same window."""
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def _office(out: Path) -> "Settings":
    """The demo's office: a host that may be slow, and few payments without one, so that its limit can be reached."""
    from counter_app import demo_office
    from counter_app.office_setup import write_private
    from counter_app.settings_writing import written
    from ui.demo.away import PATIENT, UNSENT_ALLOWED

    made = demo_office.create(out / "home", out / "host")
    settings = replace(
        made,
        host=replace(made.host, payment_seconds=PATIENT),
        offline=replace(made.offline, count=UNSENT_ALLOWED),
    )
    write_private(settings.file, written(settings))
    return settings


@contextmanager
def _window(settings: "Settings", clock: "DemoClock") -> "Iterator[Program]":
    """The one window of this process: Qt's objects do not outlive their program well."""
    from PySide6.QtCore import QCoreApplication, Qt

    from ui.demo.clerk import SIZE
    from ui.program import Program

    # Where a file goes is typed into the dialog, and a desktop's own cannot be typed into from here.
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    program = Program(settings, clock=clock)
    program.start()
    program.window.resize(*SIZE)
    try:
        yield program
    finally:
        program.window.close()
        program.close()


def _until_the_power_cut(out: Path, settings: "Settings", clock: "DemoClock", sandbox: "SandboxProcess") -> "Left":
    """Raises ``DemoStuck``."""
    from ui.demo import away, exceptions, morning, paper
    from ui.demo.power_cut import Left

    with _window(settings, clock) as program:
        day = _begun(out, program, clock, sandbox)
        exceptions.play(day, morning.play(day))
        offline = away.play(day)
        paper.play(day)
        left = Left(day.taken, day.returned, tuple(day.faults), offline.receipt_number)
    paper.put_back(settings)
    return left


def _after_the_power_cut(out: Path, left: "Left") -> int:
    """The process that comes back: it asks, goes on, closes and reckons."""
    from counter_app.sandbox.process import SandboxProcess
    from counter_app.settings_file import load
    from ui.demo import closing, drawer, evening, office, power_cut, reminding
    from ui.demo.clerk import DemoStuck
    from ui.demo.clock import DemoClock

    clock = DemoClock(datetime.fromisoformat(left.at))
    try:
        with _window(load(out / "home"), clock) as program:
            day = _begun(out, program, clock, SandboxProcess(out / "host"))
            power_cut.recover(day, left)
            evening.play(day, day.payment(left.offline))
            reminding.play(day)
            for scene in (drawer, closing, office):
                scene.play(day)
            return _say(out, _reckon(out, day))
    except DemoStuck as stuck:
        return _say(out, [*left.faults, str(stuck)])


def _begun(out: Path, program: "Program", clock: "DemoClock", sandbox: "SandboxProcess") -> "Day":
    from ui.demo.clerk import Clerk
    from ui.demo.day import Day

    clerk = Clerk(program.window, out / "pictures")
    counter = clerk.wait_for(lambda: program.counter, "the database")
    return Day(clerk, counter, sandbox, clock, out / "receipts", out / "documents")


def _sell_until_killed(out: Path, now: datetime) -> int:
    """The process that ``power_cut.cut_the_power`` kills; 1 when nobody did."""
    from counter_app.sandbox.process import SandboxProcess
    from counter_app.settings_file import load
    from ui.demo import power_cut
    from ui.demo.clerk import DemoStuck
    from ui.demo.clock import DemoClock

    settings = load(out / "home")
    settings = replace(settings, window=replace(settings.window, receipt_wait_seconds=_UNTIL_KILLED_WAITS))
    clock = DemoClock(now)
    try:
        with _window(settings, clock) as program:
            power_cut.sell_until_killed(_begun(out, program, clock, SandboxProcess(out / "host")))
    except DemoStuck as stuck:
        sys.stderr.write(f"{stuck}\n")
    return 1


def _reckon(out: Path, day: "Day") -> list[str]:
    from ui.demo.office import cases
    from ui.demo.reckoning import case_summary, reckon

    assert day.shift is not None
    reckoning = reckon(day.counter, day.shift, day.sandbox.postings(), day.seen)
    differences = [case_summary(case) for case in cases(day)]
    faults = day.faults + reckoning.faults
    summary = {**reckoning.summary, "cases": differences, "pictures": day.clerk.pictures, "faults": faults}
    text = json.dumps(summary, indent=2, ensure_ascii=False) + "\n"
    (out / "summary.json").write_text(text, encoding="utf-8")
    return faults


def _say(out: Path, faults: Sequence[str]) -> int:
    for fault in faults:
        sys.stderr.write(f"does not add up: {fault}\n")
    sys.stdout.write(
        f"pictures: {out / 'pictures'}\nreceipts: {out / 'receipts'}\ndocuments: {out / 'documents'}\nsummary:  {out / 'summary.json'}\n"
    )
    return 1 if faults else 0
