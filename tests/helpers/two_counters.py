"""Two counters of one office, each with a home and a database of its own, that know the same host."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from counter_app import bootstrap, demo_office
from counter_app.bootstrap import Counter
from counter_app.database.keys import KEY_FILE, FileKeyStore
from counter_app.domain.cash import TenderKind
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import Payment
from counter_app.domain.people import Actor
from counter_app.office_queue import OfficeQueue, open_queue
from counter_app.office_setup import make_home
from counter_app.sandbox.people import Person
from counter_app.services.checkout import Sale
from counter_app.settings import Settings
from tests.helpers.sandbox import SandboxHost


@dataclass(frozen=True, slots=True)
class OneOfTwo:
    """A counter, who works at it, and its queue on a stick."""

    counter: Counter
    clerk: Actor
    queue: OfficeQueue

    def sell(self, payer: Person) -> Payment:
        found = self.counter.lookup.exact(self.clerk, self.counter.lookup.parse(payer.nik))
        return self.counter.checkout.commit(self.clerk, Sale.of(found), TenderKind.CASH, found.bill.total)

    def stored(self, payment: Payment) -> Payment:
        with self.counter.store.reading() as work:
            found = work.payments.get(payment.id)
        assert found is not None
        return found


def two_homes(sandbox: SandboxHost, folder: Path) -> tuple[Settings, Settings]:
    """Counters 01 and 02 of the demo office."""
    first = demo_office.create(folder / "home-01", Path(sandbox.settings.client_secret_path).parent)
    home = folder / "home-02"
    second = replace(first, home=home, office=replace(first.office, counter_id="02"))
    make_home(second, (demo_office.CLERK, demo_office.SUPERVISOR), FileKeyStore(home / KEY_FILE))
    return first, second


@contextmanager
def at_work(settings: Settings) -> Iterator[OneOfTwo]:
    """Built, with an open shift; closed at the end."""
    counter = bootstrap.build(settings)
    try:
        clerk = counter.log_in.log_in(demo_office.CLERK.id, demo_office.CLERK.pin)
        counter.shifts.open(clerk, Rupiah(200_000))
        yield OneOfTwo(counter, clerk, open_queue(settings, counter.store, counter.host, counter.clock))
    finally:
        counter.close()
