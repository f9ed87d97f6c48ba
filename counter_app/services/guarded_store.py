"""A store for taking money: it refuses to begin when the database may not hold the payment and what follows from it.

What was taken already goes on its way to the host, and to the printer, for as long as there is a byte left.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from counter_app.services.care import Care
from counter_app.services.ports import Store, UnitOfWork


class GuardedStore:
    """Implements ``services.ports.Store`` over another one."""

    def __init__(self, store: Store, care: Care) -> None:
        self._store = store
        self._care = care

    @contextmanager
    def writing(self) -> Iterator[UnitOfWork]:
        """As the store beneath; raises ``Unavailable(DATABASE)`` as ``require_fit`` does, before anything is written."""
        self._care.require_fit()
        with self._store.writing() as work:
            yield work

    @contextmanager
    def reading(self) -> Iterator[UnitOfWork]:
        """As the store beneath."""
        with self._store.reading() as work:
            yield work
