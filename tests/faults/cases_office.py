"""An office with two counters at one PostgreSQL server: the line to it is cut at a COMMIT; both sell to one payer."""

import dataclasses
import random
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path

from counter_app import demo_office
from counter_app.database.keys import KEY_FILE, FileKeyStore
from counter_app.domain.errors import Reason
from counter_app.domain.people import Role
from counter_app.domain.print_job import Document
from counter_app.office_setup import NewUser, make_home, write_private
from counter_app.pins import KEY_FILE as PINS_FILE
from counter_app.settings import ServerSettings, Settings
from counter_app.settings_file import load
from counter_app.settings_writing import written
from tests.faults import model
from tests.faults.clerk import Act, Deal
from tests.faults.disk_kinds import Case, DiskScenario
from tests.faults.disk_life import NOTEBOOK, DiskLife
from tests.faults.disk_world import DiskWorld, Said
from tests.faults.model import Evidence, Found, Harm
from tests.faults.mornings import CONFIRMED
from tests.faults.notebook import Notebook
from tests.faults.witness import print_of
from tests.faults.world import MAKING
from tests.helpers.cut_line import Cut, CutLine
from tests.helpers.postgresql import Cluster, empty_database, new_cluster, programs

NEIGHBOUR = NewUser("1002", "Budi Santoso", Role.CLERK, "271828")
COMMITS = 14
"""As many as a morning of two sales makes at least."""

BEGIN = (Act("log_in"), Act("open_shift"))
END = (Act("faults", ("",)), Act("forward"), Act("settle_papers"), Act("close_shift"))


@cache
def _cluster() -> Cluster:
    return new_cluster()


def _wants() -> str:
    return "" if programs() else "a PostgreSQL server"


def _homes(world: DiskWorld) -> tuple[Path, Path]:
    """Two counters of one office, set up one after the other at a server that nobody has used."""
    world.at_ease(0.0)
    plain = load(world.fresh_home())
    with MAKING:
        server = ServerSettings(empty_database(_cluster()))
        first = _made(plain, server, "01", (demo_office.CLERK, demo_office.SUPERVISOR, demo_office.AUDITOR), None)
        second = _made(plain, server, "02", (demo_office.SUPERVISOR, NEIGHBOUR), first.home / PINS_FILE)
    return first.home, second.home


def _made(
    plain: Settings, server: ServerSettings, number: str, people: Sequence[NewUser], pins: Path | None
) -> Settings:
    home = plain.home.with_name(f"{plain.home.name}-{number}")
    office = dataclasses.replace(plain.office, counter_id=number)
    wanted = dataclasses.replace(plain, home=home, office=office, server=server)
    return make_home(wanted, people, FileKeyStore(home / KEY_FILE), pins)


# --- a COMMIT without an answer ----------------------------------------------------------------------------------


def lost_commits(world: DiskWorld, seed: int) -> Sequence[Case]:
    """Each COMMIT of a morning loses its line, before the server hears of it and after it has done it."""
    dice = random.Random(seed)
    cuts = [(where, number) for where in (Cut.BEFORE, Cut.AFTER) for number in range(1, COMMITS)]
    dice.shuffle(cuts)
    return [Case(f"{where.name.lower()} {number}", partial(_cut, world, where, number)) for where, number in cuts]


def _cut(world: DiskWorld, where: Cut, number: int) -> Iterator[Found]:
    home, _ = _homes(world)
    line = CutLine(_cluster().folder)
    try:
        direct = _server(home, line.url)
        line.before, line.next_commit = number, where
        sales = [Act("sell", (Deal(world.payer()),)) for _ in range(2)]
        world.live(world.disk_life(home, (*BEGIN, *sales)))
        line.next_commit = Cut.NOWHERE
    finally:
        line.close()
    _server(home, lambda _url: direct)
    if line.cuts != 1:
        yield Found(Harm.ORACLE, f"the line was cut {line.cuts} times: the morning has fewer commits")
    yield from model.always(_seen(world, home))
    yield from _to_rest(world, home, Act("sell", (Deal(world.payer()),)))


def _server(home: Path, address: Callable[[str], str]) -> str:
    """Have the home reach its server by another address; the one before."""
    settings = load(home)
    before = settings.server.url
    server = dataclasses.replace(settings.server, url=address(before))
    write_private(settings.file, written(dataclasses.replace(settings, server=server)))
    return before


# --- two counters, one payer -------------------------------------------------------------------------------------


def one_payer(world: DiskWorld, seed: int) -> Sequence[Case]:
    """Both sell the same month at once; or the first dies at a commit, and the second gets what was not taken."""
    dice = random.Random(seed)
    cuts = [None, None, None, *(f"{side} commit {number}" for side in ("before", "after") for number in range(3, 11))]
    dice.shuffle(cuts)
    cuts.sort(key=lambda cut: cut is not None and dice.random() < 0.7)
    return [Case(f"{number}: {cut or 'at once'}", partial(_both, world, cut)) for number, cut in enumerate(cuts)]


def _both(world: DiskWorld, cut: str | None) -> Iterator[Found]:
    homes = _homes(world)
    sale = Act("sell", (Deal(world.payer(), sent=False),))
    lives: list[DiskLife] = [world.disk_life(home, (*BEGIN, sale)) for home in homes]
    lives[0] = dataclasses.replace(lives[0], cut=cut)
    world.live_together(*lives)
    seen = [_seen(world, home) for home in homes]
    for each in seen:
        yield from model.always(each)
    yield from _one_winner(seen, died=cut is not None)
    for home in homes:
        yield from _to_rest(world, home, Act("sell", (Deal(world.payer()),)))


def _one_winner(seen: Sequence[Evidence], *, died: bool) -> Iterator[Found]:
    taken = [payment for each in seen for payment in each.payments]
    if len(taken) > 1:
        yield Found(Harm.DOUBLED, f"one month was sold {len(taken)} times: {[each.receipt_number for each in taken]}")
    if len(taken) < 1:
        yield Found(Harm.ORACLE, "nobody could sell the month")
        return
    told = [note for each in seen for note in each.notebook.of("declined")]
    for note in told:
        wanted = {"reason": Reason.MONTH_TAKEN.value, "receipt": taken[0].receipt_number, "clerk": taken[0].clerk_id}
        if any(note.get(name) != value for name, value in wanted.items()) or not note.get("at"):
            yield Found(Harm.ORACLE, f"the second was told {note}, not by whom and when")
    if not told and not died:
        yield Found(Harm.ORACLE, "the second was not told")


# --- both --------------------------------------------------------------------------------------------------------


def _to_rest(world: DiskWorld, home: Path, sale: Act) -> Iterator[Found]:
    last = world.disk_life(home, (Act("log_in"), Act("recover"), Act("open_shift"), sale, *END), "last")
    code = world.live(last)
    if code:
        words = last.traceback.read_text(encoding="utf-8").strip() if last.traceback.exists() else f"exit code {code}"
        yield Found(Harm.CRASHED, f"{words.splitlines()[-1]} ({home})")
    seen = _seen(world, home)
    yield from model.always(seen)
    yield from model.at_rest(seen, CONFIRMED)


def _seen(world: DiskWorld, home: Path) -> Evidence:
    """This counter's payments and papers; the other's are told apart by their receipts' numbers, or by what was sent."""
    number = load(home).office.counter_id
    marks = (f"-{number}-".encode(), f"*{number}*".encode())
    offered = (note["id"] for note in Notebook(home / NOTEBOOK).of("offered"))
    seen = world.seen(home, Said((), frozenset(offered)), only_sent=False)
    sent = {note["bytes"] for note in seen.notebook.of("handed over")}
    own_paper = (each for each in seen.pieces if print_of(each.data) in sent or any(m in each.data for m in marks))
    pieces = list(own_paper)
    # A deposit slip has no code, so whose half of one is cannot be seen; that each is printed is played elsewhere.
    jobs = [job for job in seen.jobs if job.document is not Document.DEPOSIT]
    own = dataclasses.replace(seen, pieces=pieces, jobs=jobs)
    return dataclasses.replace(own, clerks=frozenset({demo_office.CLERK.id, demo_office.SUPERVISOR.id}))


OFFICE: tuple[DiskScenario, ...] = (
    DiskScenario("a COMMIT without an answer", (26,), lost_commits, runs=6, payers=18, weight=2, wants=_wants),
    DiskScenario("two counters, one payer", (27,), one_payer, runs=6, payers=18, weight=2, wants=_wants),
)
