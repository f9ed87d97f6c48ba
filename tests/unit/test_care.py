"""When a backup is made and which are thrown away; when the disk has no room for a payment."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from counter_app.domain.errors import DiskFull, Service, Unavailable
from counter_app.services.care import Care, Limits, Room, Space
from counter_app.services.guarded_store import GuardedStore
from counter_app.services.ports import Backup, UnitOfWork
from tests.helpers.clocks import MORNING, ManualClock


class Shelf:
    """Backups that are only moments; ``full`` takes no more."""

    def __init__(self) -> None:
        self.there: set[datetime] = set()
        self.tidied = 0
        self.full = False
        self.found: str | None = None

    def damage(self) -> str | None:
        return self.found

    def times(self) -> Sequence[datetime]:
        return sorted(self.there)

    def write(self, at: datetime) -> Backup:
        if self.full:
            raise Unavailable(Service.DATABASE, "no room")
        self.there.add(at)
        return Backup(Path("backup.db"), at, "0" * 64, 0, 0, "")

    def remove(self, at: datetime) -> None:
        self.there.remove(at)

    def tidy(self) -> None:
        self.tidied += 1


class Disk:
    """A disk with so many bytes left."""

    def __init__(self, free: int = 10**12) -> None:
        self.left = free

    def free(self) -> int:
        return self.left


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def care(shelf: Shelf, clock: ManualClock) -> Care:
    return Care(shelf, Disk(), clock, ZoneInfo("Asia/Jakarta"), Limits())


def test_the_first_backup_is_due_at_once_and_the_next_after_an_hour(
    care: Care, shelf: Shelf, clock: ManualClock
) -> None:
    assert care.last_backup() is None
    assert care.backup_if_due() is not None
    clock.advance(minutes=59)
    assert care.backup_if_due() is None
    clock.advance(minutes=1)
    assert care.backup_if_due() is not None
    assert care.last_backup() == MORNING + timedelta(hours=1)
    assert len(shelf.there) == 2


def test_a_backup_from_the_future_does_not_stop_the_next(care: Care, shelf: Shelf, clock: ManualClock) -> None:
    shelf.there.add(MORNING + timedelta(days=400))
    assert care.backup_if_due() is not None
    assert MORNING in shelf.there


def test_a_backup_is_made_whenever_a_shift_closes(care: Care, shelf: Shelf, clock: ManualClock) -> None:
    care.back_up()
    clock.advance(seconds=5)
    care.back_up()
    assert len(shelf.there) == 2


def test_old_ones_are_thinned_out_only_after_a_new_one_was_made(care: Care, shelf: Shelf, clock: ManualClock) -> None:
    crowd = {MORNING - timedelta(days=days, minutes=minutes) for days in range(2, 20) for minutes in (0, 30)}
    shelf.there |= crowd
    shelf.full = True
    with pytest.raises(Unavailable):
        care.backup_if_due()
    assert shelf.there == crowd
    shelf.full = False
    care.backup_if_due()
    assert len(shelf.there) == 19
    assert shelf.tidied == 1


def test_a_close_at_midnight_in_jakarta_belongs_to_the_day_there(care: Care, shelf: Shelf, clock: ManualClock) -> None:
    two_days = {datetime(2026, 11, 10, 16, 59, tzinfo=UTC), datetime(2026, 11, 10, 17, 1, tzinfo=UTC)}
    shelf.there |= two_days
    care.back_up()
    assert two_days <= shelf.there


@pytest.mark.parametrize(
    ("free", "room"),
    [(1_000_000_000, Room.ENOUGH), (999_999_999, Room.LITTLE), (100_000_000, Room.LITTLE), (99_999_999, Room.NONE)],
)
def test_the_clerk_is_warned_long_before_payments_are_refused(free: int, room: Room, shelf: Shelf) -> None:
    care = Care(shelf, Disk(free), ManualClock(), UTC, Limits())
    assert care.room() is room
    assert care.space() == Space(room, free)


class Ledger:
    """A store that counts how often it was begun."""

    def __init__(self) -> None:
        self.written = 0
        self.read = 0

    @contextmanager
    def writing(self) -> Iterator[UnitOfWork]:
        self.written += 1
        yield None  # type: ignore[misc]

    @contextmanager
    def reading(self) -> Iterator[UnitOfWork]:
        self.read += 1
        yield None  # type: ignore[misc]


def test_without_room_nothing_is_begun_and_reading_goes_on() -> None:
    ledger, disk = Ledger(), Disk(5_000_000)
    guarded = GuardedStore(ledger, Care(Shelf(), disk, ManualClock(), UTC, Limits()))
    with pytest.raises(DiskFull, match="5 MB are left") as refused, guarded.writing():
        pytest.fail("a payment was begun")
    assert refused.value.service is Service.DATABASE
    with guarded.reading():
        pass
    disk.left = 10**9
    with guarded.writing():
        pass
    assert (ledger.written, ledger.read) == (1, 1)


def test_after_a_backup_came_upon_damage_nothing_more_is_sold(care: Care, shelf: Shelf) -> None:
    ledger = Ledger()
    guarded = GuardedStore(ledger, care)
    assert care.damage() is None
    shelf.found = "The database is damaged (page 7)."
    assert care.damage() == shelf.found
    with pytest.raises(Unavailable, match="page 7"), guarded.writing():
        pytest.fail("a payment was begun")
    with guarded.reading():
        pass
    assert (ledger.written, ledger.read) == (0, 1)


def test_what_the_servers_administrator_copies_is_not_copied_here_and_not_said_to_be(clock: ManualClock) -> None:
    care = Care(None, Disk(), clock, ZoneInfo("Asia/Jakarta"), Limits())
    assert not care.backs_up
    assert care.backup_if_due() is None
    assert care.last_backup() is None
    assert care.damage() is None
    care.require_fit()
    with pytest.raises(Unavailable, match="administrator"):
        care.back_up()
