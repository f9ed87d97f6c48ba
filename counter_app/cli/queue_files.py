"""``counter-app queue``: a queue that goes by a USB stick to a counter with a line, and its answers back.

Each of the three writes a receipt beside its file, the same that it shows.
"""

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.cli.output import complain, say
from counter_app.cli.people import ask, ask_pin

if TYPE_CHECKING:
    from counter_app.bootstrap import Counter
    from counter_app.domain.people import Actor
    from counter_app.office_queue import OfficeQueue

HELP = "carry the queue to the host on a USB stick, by way of another counter"


@dataclass(frozen=True, slots=True)
class _Desk:
    """Somebody who has proved who they are, and what they work with. ``now`` is the office's local time."""

    counter: "Counter"
    actor: "Actor"
    queue: "OfficeQueue"

    @property
    def now(self) -> datetime:
        return self.counter.clock.now().astimezone(self.counter.zone)

    def named(self, what: str, counter_id: str) -> str:
        return f"{what}-{counter_id}-{self.now:%Y%m%d-%H%M%S}"


def add_arguments(parser: ArgumentParser) -> None:
    """The three ways of ``queue``."""
    ways = parser.add_subparsers(title="ways", dest="way", metavar="WAY", required=True)
    out = ways.add_parser("export", help="write what waits for the host to a file", allow_abbrev=False)
    send = ways.add_parser("import", help="send another counter's queue; write the host's answers", allow_abbrev=False)
    back = ways.add_parser("answers", help="read the answers to this counter's queue", allow_abbrev=False)
    for way, run_way in ((out, _export), (send, _import), (back, _answers)):
        way.add_argument("--by", metavar="NUMBER", help="your own staff number")
        way.set_defaults(run_way=run_way)
    for way in (send, back):
        way.add_argument("file", metavar="FILE", help="the file on the stick")
    for way in (out, send):
        way.add_argument("--out", metavar="FILE", help="where to write it; an existing file stays as it is")


def run(args: Namespace) -> int:
    """Ask for the PIN and do it. Raises ``Declined``, ``Unavailable``, ``OSError``."""
    from counter_app.bootstrap import build
    from counter_app.office_queue import open_queue
    from counter_app.settings import default_home
    from counter_app.settings_file import load

    run_way: Callable[[_Desk, Namespace], int] = args.run_way
    settings = load(default_home())
    by = ask("--by", "Your staff number", args.by)
    pin = ask_pin(by)
    counter = build(settings)
    try:
        actor = counter.log_in.log_in(by, pin)
        return run_way(_Desk(counter, actor, open_queue(settings, counter.store, counter.host, counter.clock)), args)
    finally:
        counter.close()


def _export(desk: _Desk, args: Namespace) -> int:
    from counter_app.cli.queue_receipts import Receipts

    file = Path(args.out or f"{desk.named('antrean', desk.counter.office.counter_id)}.loket")
    with _new(file) as write:  # a stick that cannot be written to is found out before anything is taken
        made = desk.queue.own.export(desk.actor)
        if made is not None:
            write(made.file)
    if made is None:
        say("Nothing waits for the host; no file was written.")
        return 0
    _tell(Receipts(desk.counter.office, desk.actor, made.heading.at).exported(made), file, file.with_suffix(".txt"))
    return 0


def _import(desk: _Desk, args: Namespace) -> int:
    from counter_app.cli.queue_receipts import Receipts
    from counter_app.office_queue import read_file
    from counter_app.services.queue_import import Fate

    queue = Path(args.file)
    content = read_file(queue)
    answers = Path(args.out) if args.out else queue.with_name(f"{desk.named('jawaban', queue.stem)}.loket")
    with _new(answers) as write:
        done = desk.queue.others.send(desk.actor, content)
        write(done.file)
    receipts = Receipts(desk.counter.office, desk.actor, done.heading.at)
    _tell(receipts.imported(done), answers, answers.with_suffix(".txt"))
    missing = done.count(Fate.UNANSWERED)
    if missing:
        complain(f"{missing} of {len(done.sent)} have no answer; the same queue can be sent again")
    return 0


def _answers(desk: _Desk, args: Namespace) -> int:
    from counter_app.cli.queue_receipts import Receipts
    from counter_app.office_queue import read_file

    file = Path(args.file)
    done = desk.queue.own.answers(desk.actor, read_file(file))
    text = Receipts(desk.counter.office, desk.actor, desk.counter.clock.now()).answered(done)
    _tell(text, file, file.with_name(f"{desk.named(file.stem, 'dibaca')}.txt"))
    return 0


@contextmanager
def _new(file: Path) -> Iterator[Callable[[bytes], None]]:
    """A file that was not there before; it is gone again unless something was written to it, whole."""
    whole = False
    with file.open("xb") as out:

        def write(content: bytes) -> None:
            nonlocal whole
            out.write(content)
            out.flush()
            os.fsync(out.fileno())  # a stick is pulled out as soon as the program has ended
            whole = True

        try:
            yield write
        finally:
            if not whole:
                out.close()
                file.unlink(missing_ok=True)


def _tell(text: str, file: Path, receipt: Path) -> None:
    with _new(receipt) as write:
        write(f"{text}\n".encode())
    say(f"{text}\n\n{file}\nThis receipt: {receipt}")
