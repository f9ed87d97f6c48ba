"""The whole counter and the real host: reversed, paid back, paid anew; cancelled; taken without a line."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from counter_app import bootstrap, demo_office
from counter_app.bootstrap import Counter
from counter_app.domain.approval import Deed
from counter_app.domain.cash import TenderKind
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import Payment, PaymentState
from counter_app.domain.people import Actor
from counter_app.sandbox.people import SITI, TRADER, Person
from counter_app.services.checkout import Sale
from counter_app.services.closing_act import Closing
from tests.helpers.closing import close_shift
from tests.helpers.sandbox import SandboxHost

FLOAT = Rupiah(200_000)


@pytest.fixture
def counter(sandbox: SandboxHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter]:
    monkeypatch.setenv("COUNTER_HOME", str(tmp_path / "home"))
    settings = demo_office.create(tmp_path / "home", Path(sandbox.settings.client_secret_path).parent)
    counter = bootstrap.build(settings)
    yield counter
    counter.close()


@pytest.fixture
def clerk(counter: Counter) -> Actor:
    actor = counter.log_in.log_in(demo_office.CLERK.id, demo_office.CLERK.pin)
    counter.shifts.open(actor, FLOAT)
    return actor


def found(counter: Counter, clerk: Actor, payer: Person) -> Sale:
    return Sale.of(counter.lookup.exact(clerk, counter.lookup.parse(payer.nik)))


def sell(counter: Counter, clerk: Actor, payer: Person) -> Payment:
    sale = found(counter, clerk, payer)
    return counter.checkout.commit(clerk, sale, TenderKind.CASH, sale.bill.total)


def consent(counter: Counter, clerk: Actor, deed: Deed, subject: UUID) -> UUID:
    return counter.approvals.give(clerk, deed, subject, demo_office.SUPERVISOR.id, demo_office.SUPERVISOR.pin).id


def closed(counter: Counter, clerk: Actor, cash: Rupiah) -> Closing:
    def give(deed: Deed, subject: UUID, _: Actor) -> UUID:
        return consent(counter, clerk, deed, subject)

    return close_shift(counter.day.closings, counter.store, clerk, cash, give)


def test_a_payment_is_reversed_at_the_host_paid_back_and_paid_anew(counter: Counter, clerk: Actor) -> None:
    payment = counter.forwarder.forward(sell(counter, clerk, SITI).id)
    assert payment is not None
    assert payment.state is PaymentState.CONFIRMED
    asked = counter.reversals.ask(clerk, payment.id, "salah peserta", consent(counter, clerk, Deed.REVERSE, payment.id))
    with pytest.raises(Declined) as declined:
        counter.refunds.pay_out(clerk, payment.id)
    assert declined.value.reason is Reason.REFUND_NOT_DUE
    reversal = counter.forwarder.forward_reversal(asked.id)
    assert reversal is not None
    assert (reversal.state, reversal.undoing is not None) == (PaymentState.CONFIRMED, True)
    assert [due.payment.id for due in counter.refunds.due(clerk)] == [payment.id]
    counter.refunds.pay_out(clerk, payment.id)
    again = sell(counter, clerk, SITI)
    assert again.bill.months == payment.bill.months
    assert closed(counter, clerk, Rupiah(FLOAT + again.total)).variance == 0
    assert counter.verification.run().fault is None


def test_a_cancelled_payment_never_reaches_the_host(counter: Counter, clerk: Actor) -> None:
    payment = sell(counter, clerk, SITI)
    counter.cancelling.cancel(clerk, payment.id, "salah peserta", consent(counter, clerk, Deed.CANCEL, payment.id))
    assert counter.forwarder.forward_next() is None
    evidence = counter.reviews.evidence(clerk, payment.id)
    assert (type(evidence.answer).__name__, evidence.posting) == ("NotKnown", None)
    assert found(counter, clerk, SITI).bill.months == payment.bill.months
    assert closed(counter, clerk, FLOAT).variance == 0
    assert counter.verification.run().fault is None


def test_without_a_line_the_local_books_bill_once_and_the_meter_counts(
    counter: Counter, clerk: Actor, sandbox: SandboxHost
) -> None:
    counter.sync.run(lambda done, total: None, lambda: False)
    sandbox.stop()
    payment = sell(counter, clerk, TRADER)
    assert payment.offline
    with pytest.raises(Declined) as declined:
        sell(counter, clerk, TRADER)
    assert declined.value.reason is Reason.MONTH_TAKEN
    assert counter.offline.meter()[0].used == 1
