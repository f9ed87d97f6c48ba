"""What is unusual in a journal is shown with its entries and its threshold; what is usual is not shown."""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from counter_app.domain.journal import Act
from counter_app.domain.money import Rupiah
from counter_app.domain.patterns import Finding, Kind, Line, Period, Thresholds, findings, line_of
from counter_app.pattern_file import PatternFileError, thresholds, thresholds_of

MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
DEWI, BUDI = "1001", "1002"
BOUNDS = Thresholds()


class Book:
    """Entries one after the other, a minute apart unless told otherwise."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._seq = count(1)
        self._at = MORNING

    def later(self, **time: int) -> "Book":
        self._at += timedelta(**time)
        return self

    def note(self, act: Act, actor: str = DEWI, subject: str = "x", **facts: object) -> Line:
        line = Line(next(self._seq), self._at, actor, act.value, subject, facts)
        self.lines.append(line)
        self._at += timedelta(minutes=1)
        return line

    def sale(self, actor: str = DEWI, total: int = 16_800, payer: str = "", *, offline: bool = False) -> Line:
        number = f"R-{len(self.lines)}"
        return self.note(
            Act.PAYMENT_ACCEPTED, actor, number, receipt=number, total=total, payer=payer or number, offline=offline
        )

    def found(self) -> list[Finding]:
        return findings(Period(self.lines, Rupiah(2_000_000), BOUNDS))

    def kinds(self) -> list[Kind]:
        return [finding.kind for finding in self.found()]


def test_an_ordinary_day_has_nothing_unusual() -> None:
    book = Book()
    for _ in range(100):
        book.sale()
    book.note(Act.CANCELLED)
    book.note(Act.REPRINT, receipt="R-1")
    book.note(Act.SHIFT_OPENED, subject="s")
    book.note(Act.SHIFT_CLOSED, subject="s", variance=-500)
    assert book.found() == []


@pytest.mark.parametrize(
    ("act", "kind", "least"),
    [(Act.CANCELLED, Kind.CANCELLED, 3), (Act.REVERSAL_ASKED, Kind.REVERSED, 2), (Act.REPRINT, Kind.COPIED, 4)],
)
def test_much_of_what_undoes_payments_is_shown_with_how_many_there_were(act: Act, kind: Kind, least: int) -> None:
    book = Book()
    for _ in range(10):
        book.sale()
    for _ in range(least - 1):
        book.note(act, receipt="R-1")
    assert book.found() == []
    book.note(act, receipt="R-1")
    (finding,) = book.found()
    assert (finding.kind, finding.who, finding.seen, finding.of, finding.shown_from) == (kind, DEWI, least, 10, least)
    assert finding.entries == tuple(line.seq for line in book.lines if line.act == act)


def test_whoever_serves_many_payers_may_cancel_more() -> None:
    book = Book()
    for _ in range(200):
        book.sale()
    for _ in range(6):
        book.note(Act.CANCELLED)
    assert book.found() == []
    book.note(Act.CANCELLED)
    assert book.kinds() == [Kind.CANCELLED]


@pytest.mark.parametrize(
    ("act", "kind", "least"),
    [(Act.REVEALED, Kind.REVEALED, 3), (Act.DRAWER_OPENED, Kind.DRAWER, 3)],
)
def test_what_is_much_for_one_day_is_shown_and_spread_over_days_is_not(act: Act, kind: Kind, least: int) -> None:
    spread = Book()
    for _ in range(least):
        spread.note(act)
        spread.later(days=1)
    assert spread.found() == []
    book = Book()
    for _ in range(least):
        book.note(act)
    (finding,) = book.found()
    assert (finding.kind, finding.seen, finding.day) == (kind, least, MORNING.date())


def test_wrong_pins_stand_under_the_number_that_was_typed_and_unknown_numbers_under_none() -> None:
    book = Book()
    for _ in range(5):
        book.note(Act.LOGIN_REFUSED, "system:log-in", BUDI, failed=1)
        book.note(Act.LOGIN_REFUSED, "system:log-in", "unknown")
    (finding,) = book.found()
    assert (finding.kind, finding.who, finding.seen) == (Kind.REFUSED_PINS, BUDI, 5)


def test_refused_consents_stand_under_whoever_asked() -> None:
    book = Book()
    for _ in range(3):
        book.note(Act.APPROVAL_REFUSED, "system:approvals", asked_by=DEWI)
    (finding,) = book.found()
    assert (finding.kind, finding.who) == (Kind.REFUSED_CONSENTS, DEWI)


def test_a_large_variance_is_the_clerks_whose_shift_it_was_and_small_ones_count_together() -> None:
    book = Book()
    for number, variance in enumerate((-10_000, 500, 0, -500)):
        book.note(Act.SHIFT_OPENED, DEWI, f"s{number}")
        book.note(Act.SHIFT_CLOSED, "9001", f"s{number}", variance=variance)
    one, several = book.found()
    assert (one.kind, one.who, one.seen) == (Kind.VARIANCE, DEWI, -10_000)
    assert (several.kind, several.who, several.seen) == (Kind.VARIANCES, DEWI, 3)


def test_amounts_just_under_the_limit_are_shown_and_those_over_it_needed_somebody_anyway() -> None:
    book = Book()
    for total in (1_799_999, 2_000_001):
        for _ in range(3):
            book.sale(total=total, offline=True)
    for _ in range(3):
        book.sale(total=1_900_000)
    assert book.found() == []
    for total in (1_800_000, 1_900_000, 2_000_000):
        book.sale(total=total, offline=True)
    (finding,) = book.found()
    assert (finding.kind, finding.seen) == (Kind.UNDER_LIMIT, 3)


def test_who_was_under_the_limit_once_is_not_shown_beside_whoever_often_is() -> None:
    book = Book()
    for actor in (DEWI, DEWI, DEWI, "1002"):
        book.sale(actor, total=1_900_000, offline=True)
    assert [finding.who for finding in book.found()] == [DEWI]


def test_the_same_payer_often_within_a_week_is_shown_by_the_masked_number() -> None:
    book = Book()
    for _ in range(4):
        book.sale(payer="************0002")
        book.later(days=3)
    assert book.found() == []
    book.sale(payer="************0002")
    book.sale(payer="************0002")
    (finding,) = book.found()
    assert (finding.kind, finding.payer, finding.seen) == (Kind.SAME_PAYER, "************0002", 4)


def test_copies_right_before_sales_of_the_same_sum_are_shown_with_both_entries() -> None:
    book = Book()
    first = book.sale()
    for _ in range(2):
        book.later(minutes=30)
        book.note(Act.REPRINT, receipt=first.facts["receipt"])
        book.sale()
    (finding,) = book.found()
    assert (finding.kind, finding.seen, len(finding.entries)) == (Kind.COPY_BEFORE_SALE, 2, 4)


def test_one_copy_before_one_sale_is_not_shown() -> None:
    book = Book()
    first = book.sale()
    book.note(Act.REPRINT, receipt=first.facts["receipt"])
    book.sale()
    assert book.found() == []


@pytest.mark.parametrize("change", ["another sum", "long after", "another clerk"])
def test_copies_that_have_nothing_to_do_with_the_next_sale_are_not(change: str) -> None:
    book = Book()
    first = book.sale()
    for _ in range(3):
        book.note(Act.REPRINT, receipt=first.facts["receipt"])
        if change == "long after":
            book.later(minutes=6)
        book.sale(BUDI if change == "another clerk" else DEWI, 99_000 if change == "another sum" else 16_800)
    assert book.found() == []


def test_what_one_did_alone_that_takes_two_is_always_shown() -> None:
    book = Book()
    book.note(Act.ROLE_CHANGED, "9001", DEWI, role="supervisor", alone=True)
    book.note(Act.RETIRED, "9001", BUDI)
    (finding,) = book.found()
    assert (finding.kind, finding.who, finding.entries) == (Kind.ALONE, "9001", (1,))


def test_a_consent_under_a_pin_that_whoever_asks_had_given_is_shown() -> None:
    book = Book()
    book.note(Act.PIN_RESET, "9001", "9002")
    book.note(Act.APPROVED, "9002", asked_by=DEWI)
    assert book.found() == []
    book.note(Act.APPROVED, "9002", asked_by="9001")
    (finding,) = book.found()
    assert (finding.kind, finding.who, finding.entries) == (Kind.PIN_THEN_CONSENT, "9001", (1, 3))


def test_findings_come_by_person() -> None:
    book = Book()
    for who in (BUDI, DEWI):
        for _ in range(3):
            book.note(Act.REVEALED, who)
            book.note(Act.CANCELLED, who)
    assert [(each.who, each.kind) for each in book.found()] == [
        (who, kind) for who in (DEWI, BUDI) for kind in (Kind.CANCELLED, Kind.REVEALED)
    ]


def test_an_entry_is_read_by_the_offices_clock() -> None:
    content = {"at": "2026-11-23T01:00:00.000+00:00", "actor": DEWI, "act": "login", "subject": DEWI, "facts": {}}
    assert line_of(7, content, UTC) == Line(7, datetime(2026, 11, 23, 1, 0, tzinfo=UTC), DEWI, "login", DEWI, {})


# --- the thresholds' file ---------------------------------------------------------------------------------------


def test_the_thresholds_as_delivered_are_those_the_program_knows() -> None:
    assert thresholds() == BOUNDS
    assert issubclass(PatternFileError, ValueError)


@pytest.mark.parametrize(
    "change",
    [{"revealed_a_day": 0}, {"revealed_a_day": "3"}, {"revealed_a_day": True}, {"guilt": 1}, {"copied": {"least": 1}}],
)
def test_a_threshold_that_makes_no_sense_is_refused(change: dict[str, object]) -> None:
    import json

    from counter_app.resources import FOLDER

    content = json.loads((FOLDER / "patterns.json").read_text(encoding="utf-8"))
    with pytest.raises((ValueError, LookupError)):
        thresholds_of({**content, **change})
