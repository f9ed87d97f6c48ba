"""``counter-app demo``: play the morning, keep pictures, receipts and a summary, say whether everything adds up."""

import argparse
import json
import os
import shutil
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counter_app.bootstrap import Counter
    from counter_app.sandbox.process import SandboxProcess
    from counter_app.settings import Settings
    from ui.demo.morning import Morning

HELP = "play a clerk's morning through the window and keep pictures, receipts and a summary"

STARTS_AT = datetime(2026, 11, 22, 2, 0, 4, tzinfo=UTC)
"""09:00:04 in Jakarta, on a day when a relief is about to end."""

_OURS = ("home", "host", "pictures", "receipts", "summary.json")
"""What the demo makes in its folder; anything else there is left alone."""


class DemoClock:
    """Runs as fast as the real one, but from ``STARTS_AT``: the same morning whenever it is played."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    def now(self) -> datetime:
        """The time in the demo, aware, UTC."""
        return STARTS_AT + timedelta(seconds=time.monotonic() - self._began)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where pictures and receipts go")


def run(args: argparse.Namespace) -> int:
    """Play it. Returns 0 when everything adds up, 1 when something does not, 2 when ``--out`` cannot be used."""
    out: Path = args.out.absolute()
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
    from counter_app import demo_office
    from counter_app.sandbox.process import SandboxProcess

    _go_offscreen_if_need_be()
    clock = DemoClock()
    sandbox = SandboxProcess(out / "host")
    sandbox.start(clock.now())
    try:
        settings = demo_office.create(out / "home", out / "host")
        faults = _work(out, settings, clock, sandbox)
    finally:
        sandbox.stop()
    return _say(out, faults)


def _go_offscreen_if_need_be() -> None:
    """Without a screen Qt would not start; offscreen it draws the very same window."""
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def _work(out: Path, settings: "Settings", clock: DemoClock, sandbox: "SandboxProcess") -> list[str]:
    """Play the morning through the window; what does not add up comes back in words."""
    from ui.demo.clerk import SIZE, Clerk, DemoStuck
    from ui.demo.morning import Morning
    from ui.program import Program

    program = Program(settings, clock=clock)
    clerk = Clerk(program.window, out / "pictures")
    program.start()
    program.window.resize(*SIZE)
    try:
        clerk.wait(lambda: program.counter is not None, "the database")
        assert program.counter is not None
        morning = Morning(clerk, program.counter, sandbox, clock, out / "receipts")
        morning.play()
        return morning.faults + _reckon(out, program.counter, morning)
    except DemoStuck as stuck:
        return [str(stuck)]
    finally:
        program.window.close()
        program.close()


def _reckon(out: Path, counter: "Counter", morning: "Morning") -> list[str]:
    from ui.demo.reckoning import reckon

    assert morning.shift is not None
    reckoning = reckon(counter, morning.shift, morning.sandbox.postings(), morning.cash_taken)
    summary = {**reckoning.summary, "pictures": morning.clerk.pictures, "faults": morning.faults + reckoning.faults}
    text = json.dumps(summary, indent=2, ensure_ascii=False) + "\n"
    (out / "summary.json").write_text(text, encoding="utf-8")
    return reckoning.faults


def _say(out: Path, faults: Sequence[str]) -> int:
    for fault in faults:
        sys.stderr.write(f"does not add up: {fault}\n")
    sys.stdout.write(f"pictures: {out / 'pictures'}\nreceipts: {out / 'receipts'}\nsummary:  {out / 'summary.json'}\n")
    return 1 if faults else 0
