"""Registering at the real host: signed, over TLS, with every fault it knows; and the first payment in the same sitting."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from counter_app import demo_office
from counter_app.bootstrap import Counter, build
from counter_app.clock import SystemClock
from counter_app.domain.cash import TenderKind
from counter_app.domain.identity import LookupNumber, NumberKind
from counter_app.domain.journal import Act
from counter_app.domain.money import Rupiah
from counter_app.domain.outbox import NoAnswer, NotKnown
from counter_app.domain.payment import Payment
from counter_app.domain.people import Actor, Role
from counter_app.domain.registration import Refusal, Registration, RegistrationState
from counter_app.domain.registration_form import Form
from counter_app.domain.registration_outbox import Decided, Decision
from counter_app.sandbox.people import DEMO_PEOPLE
from counter_app.services.checkout import Sale
from counter_app.services.forwarding import Patience
from counter_app.services.ports import RegistrationHost
from counter_app.services.registration_forwarding import RegistrationForwarder
from tests.helpers.logfail import LogWatch
from tests.helpers.paper import PaperTray
from tests.helpers.registrations import CONSENT, EXAMINED, WOMAN, a_form
from tests.helpers.sandbox import SandboxHost

CLERK = Actor("1001", "Dewi", Role.CLERK)
AT_ONCE = Patience(quiet=timedelta(0), longest=timedelta(0))
"""Asks again without waiting: the faults are the host's, and time is not what is tested."""
STEPS = 30


@pytest.fixture
def counter(sandbox: SandboxHost, tmp_path: Path) -> Iterator[Counter]:
    settings = demo_office.create(tmp_path / "home", Path(sandbox.settings.client_secret_path).parent)
    settings = replace(settings, host=replace(settings.host, lookup_seconds=5.0, payment_seconds=1.0))
    made = build(settings, device=PaperTray())
    yield made
    made.close()


def form_now(counter: Counter, nik: str = WOMAN, **parts: object) -> Form:
    return replace(a_form(nik), first_period=str(counter.day.registering.current_month()), **parts)  # type: ignore[arg-type]


def submit(counter: Counter, form: Form | None = None) -> Registration:
    return counter.day.registering.submit(CLERK, uuid4(), form or form_now(counter), CONSENT)


def forwarder_of(counter: Counter) -> RegistrationForwarder:
    dice = random.Random(1)
    return RegistrationForwarder(
        counter.store, counter.host, SystemClock(), "test", dice.random, AT_ONCE, counter.tariff
    )


def carried(counter: Counter, registration: Registration) -> Registration:
    """Step by step until the host has decided, or for so long that it never will."""
    forwarder = forwarder_of(counter)
    for _ in range(STEPS):
        moved = forwarder.forward(registration.id)
        if moved is not None and moved.outcome is not None:
            return moved
    raise AssertionError("the host never decided")


def registered(sandbox: SandboxHost, counter: Counter, registration: Registration) -> Decided:
    """What the host itself says of an application, once its faults are over."""
    sandbox.faults("")
    host = counter.host
    assert isinstance(host, RegistrationHost)
    for _ in range(STEPS):  # a reply that went out twice is still on the line
        told = host.registration_status(registration.id)
        if isinstance(told, Decided):
            return told
    raise AssertionError("the host never told")


def test_a_worker_is_registered_and_pays_in_the_same_sitting(counter: Counter) -> None:
    registration = submit(counter)
    moved = counter.day.registration_forwarder.forward(registration.id)
    assert moved is not None
    assert moved.issue is not None
    payment = pay(counter, LookupNumber(NumberKind.KPJ, moved.issue.kpj))
    stored = counter.day.registering.one(CLERK, registration.id)
    assert stored.payment_id == payment.id
    assert payment.bill.total == 89_650
    with counter.store.reading() as work:
        assert work.journal.first(Act.REGISTRATION_PAID, str(registration.id)) is not None
    assert counter.verification.run().fault is None


def pay(counter: Counter, number: LookupNumber) -> Payment:
    counter.shifts.open(CLERK, Rupiah(200_000))
    sale = Sale.of(counter.lookup.exact(CLERK, number))
    return counter.checkout.commit(CLERK, sale, TenderKind.CASH, sale.bill.total)


def test_a_second_payment_is_not_the_first(counter: Counter) -> None:
    registration = submit(counter)
    carried(counter, registration)
    first = pay(counter, LookupNumber(NumberKind.NIK, WOMAN))
    counter.forwarder.forward(first.id)
    sale = Sale.of(counter.lookup.exact(CLERK, LookupNumber(NumberKind.NIK, WOMAN)))
    counter.checkout.commit(CLERK, sale, TenderKind.CASH, sale.bill.total)
    assert counter.day.registering.one(CLERK, registration.id).payment_id == first.id


def test_who_takes_part_elsewhere_is_refused_with_the_hosts_word(counter: Counter) -> None:
    known = next(person for person in DEMO_PEOPLE if person.nik[6:8] < "32")
    day, month, year = known.nik[6:8], known.nik[8:10], known.nik[10:12]
    registration = submit(counter, form_now(counter, known.nik, sex="male", birth_date=f"19{year}-{month}-{day}"))
    moved = carried(counter, registration)
    assert (moved.state, moved.refusal) == (RegistrationState.REFUSED, Refusal.NIK_EXISTS)


def test_an_examined_application_is_pending_until_the_host_has_decided(sandbox: SandboxHost, counter: Counter) -> None:
    registration = submit(counter, form_now(counter, EXAMINED))
    forwarder = forwarder_of(counter)
    moved = forwarder.forward(registration.id)
    assert moved is not None
    assert moved.state is RegistrationState.PENDING
    sandbox.clock.advance(timedelta(seconds=31))
    assert carried(counter, registration).state is RegistrationState.ISSUED


def test_without_a_line_it_waits_and_goes_on_when_the_line_is_back(sandbox: SandboxHost, counter: Counter) -> None:
    sandbox.stop()
    registration = submit(counter)
    forwarder = forwarder_of(counter)
    moved = forwarder.forward(registration.id)
    assert moved is not None
    assert moved.state is RegistrationState.UNKNOWN
    sandbox.start()
    assert carried(counter, registration).state is RegistrationState.ISSUED
    assert counter.verification.run().fault is None


@pytest.mark.parametrize(
    "faults",
    [
        "drop-before-commit:registration x1",
        "drop-after-commit:registration x1",
        "drop-after-commit:registration x1, drop-before-commit:registration-status x2",
        "drop-before-commit:registration x2, drop-after-commit:registration-status x1",
        "error-500-after-commit:registration x1",
        "error-504:registration x2",
        "garbage:registration x1, truncated:registration-status x1",
        "wrong-signature:registration x2",
        "delay-after-commit=1.5:registration x1",
        "stale-reply:registration x1, twice:registration-status",
        "other-content:registration x1",
        "in-progress:registration x2",
        "not-found:registration-status x1, drop-after-commit:registration x1",
    ],
)
def test_no_fault_of_the_wire_makes_two_registrations_or_none(
    sandbox: SandboxHost, counter: Counter, log_watch: LogWatch, faults: str
) -> None:
    log_watch.allows("counter_app.gateway")
    registration = submit(counter)
    sandbox.faults(faults)
    moved = carried(counter, registration)
    assert moved.state is RegistrationState.ISSUED
    assert moved.issue is not None
    told = registered(sandbox, counter, registration)
    assert (told.decision, told.kpj) == (Decision.ACCEPTED, moved.issue.kpj)
    assert counter.verification.run().fault is None


@pytest.mark.parametrize("seed", range(3))
def test_many_applications_in_a_storm_are_each_registered_once(
    sandbox: SandboxHost, counter: Counter, log_watch: LogWatch, seed: int
) -> None:
    log_watch.allows("counter_app.gateway")
    niks = [f"3173064504900{number:03}" for number in range(101, 113)]
    waiting = [submit(counter, form_now(counter, nik)) for nik in niks]
    sandbox.faults(STORM)
    dice, forwarders = random.Random(seed), [forwarder_of(counter) for _ in range(2)]
    for _ in range(STEPS * len(waiting)):
        dice.choice(forwarders).forward_next()
    sandbox.faults("")
    ended = [carried_on(counter, each) for each in waiting]
    kpjs = {each.issue.kpj for each in ended if each.issue is not None}
    assert len(kpjs) == len(waiting)
    for each in ended:
        told = registered(sandbox, counter, each)
        assert each.issue is not None
        assert told.kpj == each.issue.kpj
    assert counter.verification.run().fault is None


STORM = (
    "drop-before-commit@0.15, drop-after-commit@0.2, garbage@0.1, wrong-signature@0.1, error-500@0.1, "
    "error-504-after-commit@0.1, other-content@0.05, not-found:registration-status@0.1, twice@0.2"
)


def carried_on(counter: Counter, registration: Registration) -> Registration:
    """What came of it by now, or comes of it now that the host is well."""
    stored = counter.day.registering.one(CLERK, registration.id)
    return stored if stored.outcome is not None else carried(counter, registration)


def test_the_same_bytes_twice_are_one_registration(counter: Counter) -> None:
    registration = submit(counter)
    with counter.store.reading() as work:
        item = work.registration_outbox.get(registration.id)
    assert item is not None
    host = counter.host
    assert isinstance(host, RegistrationHost)
    first, again = host.register(item.body), host.register(item.body)
    assert first == again
    assert isinstance(first, Decided)


def test_a_key_the_host_has_never_seen_is_not_known(counter: Counter) -> None:
    host = counter.host
    assert isinstance(host, RegistrationHost)
    assert isinstance(host.registration_status(uuid4()), NotKnown)


def test_bytes_of_another_host_are_not_sent(counter: Counter) -> None:
    host = counter.host
    assert isinstance(host, RegistrationHost)
    answer = host.register(b'{"commands":"reg-pasca"}')
    assert isinstance(answer, NoAnswer)
    assert answer.alarm
