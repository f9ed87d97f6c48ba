"""Clerk, forwarders, host, printer and clocks in every order Hypothesis can think of, against the model of the money.

In one process: real services on a real database, the real gateway, the real host. What the many processes of the
short profile cannot do is done here: many short histories, each in an order that nobody would think of.
"""

import itertools
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from counter_app import bootstrap, demo_office, hosts
from counter_app.domain.cash import TenderKind
from counter_app.domain.errors import Undelivered
from counter_app.domain.outbox import HostReply, ReversalReply
from counter_app.domain.payment import TRANSITIONS, Payment, PaymentState
from counter_app.domain.people import Actor
from counter_app.domain.printer import Certainty, Form, PrinterStatus
from counter_app.sandbox import control
from counter_app.sandbox.faults import Kind
from counter_app.sandbox.server import SandboxOptions, SandboxServer, fill
from counter_app.services.forwarding import Forwarder, Patience
from counter_app.services.ports import HostGateway
from counter_app.settings_file import load
from tests.faults import model
from tests.faults.clerk import Deal
from tests.faults.mornings import CONFIRMED, DISPUTED, RETURNED
from tests.faults.notebook import Notebook
from tests.faults.office_clerk import OfficeClerk
from tests.faults.people import payers
from tests.faults.printer import Piece
from tests.faults.world_clock import WorldClock
from tests.helpers.logfail import LogWatch

PEOPLE = 60
MOST_WAITING = 3
"""The limit of payments without the host: low enough that a history comes to it, and to its ceiling."""
QUICK = (
    Kind.DROP_BEFORE, Kind.DROP_AFTER, Kind.ERROR_500, Kind.ERROR_504_AFTER, Kind.GARBAGE, Kind.TRUNCATED,
    Kind.WRONG_SIGNATURE, Kind.IN_PROGRESS, Kind.SLOW_DOWN, Kind.ALREADY_PAID, Kind.NOT_FOUND, Kind.OTHER_CONTENT,
    Kind.STALE_REPLY, Kind.TWICE,
)  # fmt: skip


CLERK = Actor(demo_office.CLERK.id, demo_office.CLERK.name, demo_office.CLERK.role)


WAYS = [(old, new) for old, states in TRANSITIONS.items() for new in sorted(states)]


Reply = TypeVar("Reply")


class Died(BaseException):
    """The forwarder is no more: what it would have done next, it does not."""


@dataclass(slots=True)
class MortalHost:
    """The real gateway; told so, the caller dies right before or right after the next call about a payment."""

    real: HostGateway
    death: str = ""

    def pay(self, body: bytes) -> HostReply:
        return self._mortally(lambda: self.real.pay(body))

    def payment_status(self, payment: Payment) -> HostReply:
        return self._mortally(lambda: self.real.payment_status(payment))

    def reverse(self, body: bytes) -> ReversalReply:
        return self._mortally(lambda: self.real.reverse(body))

    def _mortally(self, call: Callable[[], Reply]) -> Reply:
        death, self.death = self.death, ""
        if death == "before":
            raise Died
        reply = call()
        if death == "after":
            raise Died
        return reply

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)


@dataclass(slots=True)
class Tray:
    """A printer: everything that came out lies in ``pieces``."""

    pieces: list[Piece] = field(default_factory=list)
    temper: str = ""
    name: str = "tray"
    form: Form = Form.ROLL

    def deliver(self, data: bytes, job: str) -> Certainty:
        temper, self.temper = self.temper, ""
        if temper == "off":
            raise Undelivered("no paper", 0)
        if temper == "jams":
            self.pieces.append(Piece(data[: len(data) // 2]))
            raise Undelivered("jammed", len(data) // 2)
        self.pieces.append(Piece(data))
        return Certainty.DELIVERED

    def status(self) -> PrinterStatus:
        return PrinterStatus()


class Office:
    """One host for all histories, and the home that each of them begins with a copy of."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "host"
        self.clock = WorldClock(self.folder / "moved")
        self._options = SandboxOptions(self.folder, participants=PEOPLE, clock=self.clock)
        self.server = SandboxServer(self._options).start()
        self.template = folder / "template"
        counter = bootstrap.build(demo_office.create(self.template, self.folder))
        counter.sync.run(lambda _received, _total: None, lambda: False)
        counter.close()
        self.payers = payers(PEOPLE)

    def begin(self) -> None:
        self.clock.reset()
        self.server.plan.set("")
        self.server.host.ledger.empty()
        fill(self.server.host, self._options)


class Counters(RuleBasedStateMachine):
    office: Office

    @initialize()
    def open(self) -> None:
        self.office.begin()
        self.home = Path(tempfile.mkdtemp(dir=self.office.folder)) / "home"
        shutil.copytree(self.office.template, self.home)
        self.clock = WorldClock(self.office.clock.file)
        self.tray = Tray()
        self.notebook = Notebook(self.home / "notebook")
        self.next_payer = itertools.count()
        self.last_payer = ""
        self.disputed = False
        self.moved = 0.0
        self._start()

    def _start(self) -> None:
        loaded = load(self.home)
        loaded = replace(loaded, offline=replace(loaded.offline, count=MOST_WAITING))
        self.gateway = hosts.open_host(loaded, self.clock)
        self.host = MortalHost(self.gateway)
        self.counter = bootstrap.build(loaded, clock=self.clock, host=self.host, device=self.tray, random=lambda: 0.5)
        self.other = Forwarder(self.counter.store, self.host, self.clock, "other", lambda: 0.5, Patience())
        self.clerk = OfficeClerk(self.counter, self.clock, self.notebook, self.office.folder, CLERK)
        self.clerk.recover()
        self.clerk.open_shift()

    # --- what people do

    @rule(
        months=st.sampled_from([1, 2, 3]),
        kind=st.sampled_from([TenderKind.CASH, TenderKind.QRIS]),
        offline=st.booleans(),
        sent=st.booleans(),
        printed=st.booleans(),
        again=st.booleans(),
        supervised=st.booleans(),
    )
    def sells(
        self, months: int, kind: TenderKind, offline: bool, sent: bool, printed: bool, again: bool, supervised: bool
    ) -> None:
        """``again``: it is the payer of before who comes, and Enter is hit twice."""
        if not again or self.last_payer == "":
            self.last_payer = self.office.payers[next(self.next_payer) % len(self.office.payers)]
        self.clerk.sell(Deal(self.last_payer, months, kind, 0, offline, sent, printed, 1 + again, supervised))

    @rule(which=st.integers(0, 5), clicks=st.integers(1, 2), sent=st.booleans())
    def reverses(self, which: int, clicks: int, sent: bool) -> None:
        self.clerk.reverse(which, clicks, sent)

    @rule(which=st.integers(0, 5), clicks=st.integers(1, 2))
    def cancels(self, which: int, clicks: int) -> None:
        self.clerk.cancel(which, clicks)

    @rule(which=st.integers(0, 5))
    def wants_money_back(self, which: int) -> None:
        """Whether it is due or not."""
        self.clerk.pay_out(which)

    @rule()
    def two_people_decide(self) -> None:
        self.clerk.resolve_all()

    @rule()
    def better_papers(self) -> None:
        self.clerk.confirm_slips()

    @rule()
    def questions_are_answered(self) -> None:
        self.clerk.answer_questions()

    @rule(which=st.integers(0, 5))
    def copies(self, which: int) -> None:
        self.clerk.reprint(which)

    @rule()
    def changes_shift(self) -> None:
        self.clerk.close_shift()
        self.clerk.open_shift()

    @rule()
    def asked_about_papers(self) -> None:
        self.clerk.recover()
        self.clerk.settle_papers()

    # --- what the program does by itself

    @rule(turns=st.integers(1, 3), other=st.booleans())
    def forwards(self, turns: int, other: bool) -> None:
        forwarder = self.other if other else self.counter.forwarder
        for _ in range(turns):
            forwarder.forward_next()

    @rule(calls=st.integers(0, 3), other=st.booleans())
    def forwards_a_batch(self, calls: int, other: bool) -> None:
        """It gives way after so many calls to the host."""
        left = iter(range(calls))
        forwarder = self.other if other else self.counter.forwarder
        forwarder.forward_batch(more=lambda: next(left, None) is not None)

    @rule(when=st.sampled_from(["before", "after"]), other=st.booleans())
    def forwarder_dies(self, when: str, other: bool) -> None:
        """In the middle of a batch: what was leased with it is found by whoever comes after the lease."""
        self.host.death = when
        with suppress(Died):
            (self.other if other else self.counter.forwarder).forward_batch()
        self.host.death = ""

    @rule()
    def starts_again(self) -> None:
        self._close()
        self._start()

    @rule(which=st.integers(0, 2), way=st.sampled_from(WAYS))
    def a_stale_dialog_moves_nothing(self, which: int, way: tuple[PaymentState, PaymentState]) -> None:
        """Whoever saw a payment in a state that it has left, or never had, cannot move it from there."""
        with self.counter.store.writing() as work:
            payments = [payment for payment in work.payments.all() if payment.state is not way[0]]
            if which < len(payments):
                assert not work.payments.move(payments[which].id, *way)

    # --- what the world does

    @rule(
        kind=st.sampled_from(QUICK), times=st.integers(1, 2), service=st.sampled_from(["payment", "status", "reversal"])
    )
    def host_fails(self, kind: Kind, times: int, service: str) -> None:
        self.disputed = self.disputed or kind in {Kind.ALREADY_PAID, Kind.NOT_FOUND, Kind.OTHER_CONTENT}
        self.office.server.plan.set(f"{kind}:{service} x{times}")

    @rule(temper=st.sampled_from(["off", "jams"]))
    def printer_fails(self, temper: str) -> None:
        self.tray.temper = temper

    @precondition(lambda self: self.moved < 36 * 3600)
    @rule(seconds=st.sampled_from([1.0, 6.0, 61.0, 700.0, 7_200.0]))
    def time_passes(self, seconds: float) -> None:
        self.moved += seconds
        self.clock.advance(seconds)

    @rule(skew=st.sampled_from([0.0, -120.0, 120.0, -7_200.0, 7_200.0, 90_000.0]))
    def clock_is_wrong(self, skew: float) -> None:
        self.disputed = self.disputed or abs(skew) > 300
        self.clock.skew = skew

    # --- what must hold

    @invariant()
    def nothing_is_lost_or_doubled(self) -> None:
        if hasattr(self, "counter"):
            found = list(model.always(self._seen()))
            assert not found, found

    def teardown(self) -> None:
        if not hasattr(self, "counter"):
            return
        self.office.server.plan.set("")
        self.tray.temper = ""
        self.clock.skew = 0.0
        self.clock.advance(700.0)
        self.clerk.recover()
        self.clerk.forward()
        self.clerk.open_shift()
        self.clerk.pay_out_all()
        self.clerk.settle_papers()
        seen = self._seen()
        allowed = RETURNED | (DISPUTED if self.disputed else CONFIRMED)
        found = [*model.always(seen), *model.at_rest(seen, allowed)]
        self._close()
        shutil.rmtree(self.home.parent)
        assert not found, found

    def _seen(self) -> model.Evidence:
        postings = control.postings(self.office.server.host)
        seen = model.gathered(self.counter.store, self.counter.office, postings, self.tray.pieces, self.notebook)
        return replace(seen, limits=self.counter.offline.limits)

    def _close(self) -> None:
        self.counter.close()
        self.gateway.close()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    office = Office(tmp_path_factory.mktemp("office"))
    yield office
    office.server.stop()


@pytest.mark.timeout(240)
@pytest.mark.xdist_group("faults-machine")
def test_no_order_of_events_costs_a_rupiah(office: Office, log_watch: LogWatch, pytestconfig: pytest.Config) -> None:
    log_watch.allows("came after its lease")
    log_watch.allows("cannot follow the host's bill")
    machine = type("CountersHere", (Counters,), {"office": office})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=15 if pytestconfig.getoption("thorough") else 8,
            stateful_step_count=20,
            deadline=None,
            derandomize=True,
            database=None,
            phases=(Phase.generate,),  # add Phase.shrink by hand for the least history: it takes minutes
            suppress_health_check=list(HealthCheck),
        ),
    )
