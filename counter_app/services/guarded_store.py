"""A store for taking money: it refuses to begin when the disk may not hold the payment and what follows from it.

What was taken already goes on its way to the host, and to the printer, for as long as there is a byte left.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from counter_app.domain.errors import Service, Unavailable
from counter_app.services.care import Limits, Room
from counter_app.services.ports import DiskSpace, Store, UnitOfWork


class GuardedStore:
    """Implements ``services.ports.Store`` over another one."""

    def __init__(self, store: Store, disk: DiskSpace, limits: Limits) -> None:
        self._store = store
        self._disk = disk
        self._limits = limits

    @contextmanager
    def writing(self) -> Iterator[UnitOfWork]:
        """As the store beneath; raises ``Unavailable(DATABASE)`` before anything is written when there is no room."""
        free = self._disk.free()
        if self._limits.room(free) is Room.NONE:
            detail = f"{free / 1e6:.0f} MB are left on the disk; make room before more payments are taken"
            raise Unavailable(Service.DATABASE, detail)
        with self._store.writing() as work:
            yield work

    @contextmanager
    def reading(self) -> Iterator[UnitOfWork]:
        """As the store beneath."""
        with self._store.reading() as work:
            yield work
