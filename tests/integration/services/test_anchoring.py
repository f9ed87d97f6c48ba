"""The host holds the journal's head: what it is told, what it hears again, and what is done when the two differ."""

from dataclasses import dataclass, field
from datetime import date

import pytest

from counter_app.domain.anchor import Anchor, JournalCut
from counter_app.domain.cash import TenderKind
from counter_app.domain.errors import Service, Unavailable
from counter_app.domain.journal import GENESIS, Act, Entry
from counter_app.services.anchoring import AnchoredStore, Anchoring, JournalAnchor
from counter_app.services.checkout import Checkout
from tests.helpers.builders import COUNTER_ID
from tests.helpers.clocks import ManualClock
from tests.integration.services.conftest import CLERK, OFFICE, ZONE, Bench

OTHER = "ab" * 32
CUT = "the host holds journal entry 9, which is not here: the journal was cut or put back"


@dataclass
class HeldHeads:
    """Implements ``JournalAnchor`` as the host does: a sequence only grows, and a refusal says what is held."""

    clock: ManualClock
    held: Anchor | None = None
    told: list[tuple[int, str, date]] = field(default_factory=list)
    away: bool = False

    def anchor(self, counter_id: str, sequence: int, head: str, business_date: date) -> Anchor:
        assert counter_id == COUNTER_ID
        if self.away:
            raise Unavailable(Service.HOST, "no line")
        self.told.append((sequence, head, business_date))
        if self.held is None or sequence > self.held.sequence:
            self.held = Anchor(sequence, head, self.clock.now())
        return self.held


@dataclass
class Slip:
    """Implements ``AnchorMemory`` on a slip of paper."""

    kept: Anchor | None = None

    def read(self) -> Anchor | None:
        return self.kept

    def keep(self, anchor: Anchor) -> None:
        self.kept = anchor


@pytest.fixture
def heads(bench: Bench) -> HeldHeads:
    return HeldHeads(bench.clock)


@pytest.fixture
def slip() -> Slip:
    return Slip()


@pytest.fixture
def anchoring(bench: Bench, heads: HeldHeads, slip: Slip) -> Anchoring:
    return Anchoring(bench.store, heads, slip, OFFICE, bench.clock, ZONE)


def head_of(bench: Bench) -> tuple[int, str]:
    verified = bench.verification.run()
    assert verified.fault is None
    return verified.entries, verified.head


def realigned(bench: Bench, held: Anchor) -> None:
    with bench.store.writing() as work:
        facts = {"receipts": 0, "mark_receipts": None, "host_sequence": held.sequence, "host_head": held.head}
        work.journal.append(Entry(bench.clock.now(), "2001", Act.DATABASE_REALIGNED, COUNTER_ID, facts))


def test_the_host_is_a_register_if_it_has_the_service(heads: HeldHeads, bench: Bench) -> None:
    assert isinstance(heads, JournalAnchor)
    assert not isinstance(bench.host, JournalAnchor)


def test_the_head_is_told_and_journaled_and_kept(
    bench: Bench, anchoring: Anchoring, heads: HeldHeads, slip: Slip
) -> None:
    bench.sell()
    head = head_of(bench)
    anchored = anchoring.run()
    assert anchored is not None
    assert (anchored.held.sequence, anchored.held.head) == head
    assert [told[:2] for told in heads.told] == [(0, GENESIS), head]
    assert heads.told[0][2] == date(2026, 11, 22), "the day in Jakarta"
    (entry,) = bench.entries("journal.anchored")
    assert (entry["sequence"], entry["head"], entry["actor"]) == (*head, "system:anchoring")
    assert slip.kept == anchored.held
    assert bench.verification.run([("the host", anchored.held)]).fault is None


def test_anchoring_alone_is_nothing_to_anchor(bench: Bench, anchoring: Anchoring, heads: HeldHeads) -> None:
    bench.sell()
    for _ in range(3):
        anchoring.run()
    assert len(bench.entries("journal.anchored")) == 1
    bench.sell(bench.sale())
    anchoring.run()
    assert len(bench.entries("journal.anchored")) == 2
    assert heads.held is not None
    assert heads.held.sequence == 4  # shift, sale, anchored, sale


def test_an_empty_journal_has_no_head_to_tell(bench: Bench, anchoring: Anchoring) -> None:
    anchored = anchoring.run()
    assert anchored is not None
    assert (anchored.held.sequence, anchored.fault) == (0, None)
    assert bench.entries("journal.anchored") == []


def test_a_host_that_keeps_no_heads_is_not_asked(bench: Bench, slip: Slip) -> None:
    lone = Anchoring(bench.store, None, slip, OFFICE, bench.clock, ZONE)
    bench.sell()
    assert lone.run() is None
    lone.require_held()
    assert slip.kept is None


def test_without_a_line_nothing_is_said_to_be_wrong(bench: Bench, anchoring: Anchoring, heads: HeldHeads) -> None:
    bench.sell()
    heads.away = True
    with pytest.raises(Unavailable):
        anchoring.run()
    anchoring.require_held()
    heads.away = False
    assert anchoring.run() is not None


def test_another_program_of_this_home_may_have_told_more(
    bench: Bench, anchoring: Anchoring, heads: HeldHeads, slip: Slip
) -> None:
    bench.sell()
    anchoring.run()
    stale = slip.kept
    bench.sell(bench.sale())
    anchoring.run()
    slip.kept = stale  # as the other program's view of the file would be
    anchored = anchoring.run()
    assert anchored is not None
    assert anchored.fault is None
    assert anchored.held == heads.held


def test_a_journal_that_was_cut_stops_the_sales_and_raises_an_alarm_once(
    bench: Bench, anchoring: Anchoring, heads: HeldHeads, slip: Slip
) -> None:
    heads.held = Anchor(9, OTHER, bench.clock.now())
    bench.sell()
    for _ in range(3):
        anchored = anchoring.run()
        assert anchored is not None
        assert anchored.fault == CUT
    assert [entry["what"] for entry in bench.entries("host.alarm")] == [CUT]
    assert bench.entries("journal.anchored") == []
    assert slip.kept == heads.held, "the next start must know it without the host"
    guarded = Checkout(AnchoredStore(bench.store, anchoring), bench.host, OFFICE, bench.clock, bench.acceptance)
    sale = bench.sale()
    with pytest.raises(JournalCut, match="the journal was cut"):
        guarded.commit(CLERK, sale, TenderKind.CASH, sale.bill.total)
    with AnchoredStore(bench.store, anchoring).reading() as work:
        assert work.payments.get(sale.id) is None


def test_as_long_as_nothing_is_wrong_what_is_sold_is_stored(bench: Bench, anchoring: Anchoring) -> None:
    anchoring.run()
    with AnchoredStore(bench.store, anchoring).writing() as work:
        assert work.numbers.take() == 1
    with bench.store.reading() as work:
        assert work.numbers.last() == 1


def test_a_journal_that_was_replaced_is_found_though_it_is_longer(
    bench: Bench, anchoring: Anchoring, heads: HeldHeads
) -> None:
    bench.sell()
    heads.held = Anchor(1, OTHER, bench.clock.now())
    anchored = anchoring.run()
    assert anchored is not None
    assert anchored.fault is not None
    assert "the journal was replaced" in anchored.fault
    assert heads.held.sequence == 1, "the host's evidence is not written over"


def test_another_fault_is_another_alarm(bench: Bench, anchoring: Anchoring, heads: HeldHeads) -> None:
    bench.sell()
    for sequence in (1, 9):
        heads.held = Anchor(sequence, OTHER, bench.clock.now())
        anchoring.run()
    assert len(bench.entries("host.alarm")) == 2


def test_what_a_supervisor_answered_for_is_sold_on_and_anchored_again(
    bench: Bench, anchoring: Anchoring, heads: HeldHeads
) -> None:
    bench.sell()
    lost = heads.held = Anchor(6, OTHER, bench.clock.now())
    anchoring.run()
    realigned(bench, lost)
    anchored = anchoring.run()
    assert anchored is not None
    assert anchored.fault is None
    anchoring.require_held()
    while head_of(bench)[0] <= lost.sequence:
        assert heads.held == lost, "the host takes no lower number"
        bench.sell(bench.sale())
    anchoring.run()
    assert heads.held.sequence > lost.sequence
    assert bench.verification.run().fault is None


def test_an_answer_for_one_head_is_none_for_another(bench: Bench, anchoring: Anchoring, heads: HeldHeads) -> None:
    realigned(bench, Anchor(6, OTHER, bench.clock.now()))
    heads.held = Anchor(7, OTHER, bench.clock.now())
    anchored = anchoring.run()
    assert anchored is not None
    assert anchored.fault is not None


def test_a_host_that_changes_its_mind_between_two_questions_is_noticed(
    bench: Bench, slip: Slip, heads: HeldHeads
) -> None:
    class Fickle(HeldHeads):
        def anchor(self, counter_id: str, sequence: int, head: str, business_date: date) -> Anchor:
            held = super().anchor(counter_id, sequence, head, business_date)
            return held if sequence == 0 else Anchor(99, OTHER, held.at)

    bench.sell()
    anchored = Anchoring(bench.store, Fickle(bench.clock), slip, OFFICE, bench.clock, ZONE).run()
    assert anchored is not None
    assert anchored.fault is not None
    assert bench.entries("journal.anchored") == []
