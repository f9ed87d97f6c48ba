"""The drawer, the shift, the second person, and who is at work: what somebody at the counter may try, and what comes of it."""

import io
import threading
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from counter_app.database.unit_of_work import SqlStore
from counter_app.domain.approval import Deed
from counter_app.domain.closing_count import Counted
from counter_app.domain.drawer import in_few_pieces
from counter_app.domain.errors import Declined, Reason, Service, Unavailable
from counter_app.domain.identity import LookupNumber, NumberKind
from counter_app.domain.money import LARGEST, Rupiah
from counter_app.domain.people import Actor, Role
from counter_app.domain.personal_data import Period, Topic
from counter_app.domain.print_job import Document
from counter_app.domain.registration import Issue, RegistrationState
from counter_app.domain.registration_outbox import RegistrationAnswer
from counter_app.lists import ListFiles
from counter_app.old_files import OldLogs
from counter_app.services.cases import Cases
from counter_app.services.lock_outs import LockOuts
from counter_app.services.retention import Retention
from counter_app.services.staff import Staff
from tests.helpers.logfail import LogWatch
from tests.helpers.postgresql import fresh_database, needs_postgresql, second_counter, server_store
from tests.helpers.registering_bench import PATIENCE, RegisteringBench, issued, refused
from tests.helpers.registrations import WOMAN, a_form
from tests.helpers.reply_host import posted
from tests.helpers.settlements import DAY
from tests.integration.services.conftest import CLERK, OFFICE, OTHER_CLERK, PIN, SUPERVISOR, ZONE, Bench, QuickHasher
from tests.integration.services.test_cases import EVIDENCE, lines, reckon
from tests.integration.services.test_drawer_verification import a_day
from tests.integration.services.test_verification import Books, behind_the_back, copy_row, on_server

SECOND = Actor("9002", "Wati", Role.SUPERVISOR)
ADMINISTRATOR = Actor("8001", "Wulan", Role.ADMINISTRATOR)


def refusal(act: Callable[..., object], *arguments: object, **named: object) -> Reason:
    with pytest.raises(Declined) as declined:
        act(*arguments, **named)
    return declined.value.reason


def hire(bench: Bench, *people: Actor) -> None:
    for person in people:
        bench.log_in.add(ADMINISTRATOR, person.id, person.name, person.role, PIN)


def staff(bench: Bench) -> Staff:
    return Staff(bench.store, LockOuts(bench.clock, bench.clock.uptime), QuickHasher(), bench.clock)


def drop(bench: Bench, amount: int, movement: UUID, consent: UUID | None) -> object:
    return bench.drawer.drop(CLERK, movement, in_few_pieces(Rupiah(amount)), "laci penuh", consent)


# --- the blind count ------------------------------------------------------------------------------------------


def test_nobody_finds_out_alone_what_the_drawer_holds_by_dropping_too_much(bench: Bench) -> None:
    bench.shifts.open(CLERK, Rupiah(200_000))
    bench.sell()
    tries = [refusal(drop, bench, amount, uuid4(), None) for amount in (100, 208_400, 208_500, 900_000)]
    assert tries == [Reason.APPROVAL_NEEDED] * 4


def test_a_second_person_is_needed_for_every_try_to_find_it_out(bench: Bench) -> None:
    bench.shifts.open(CLERK, Rupiah(200_000))
    movement = uuid4()
    consent = bench.consent(Deed.MOVE_CASH, movement)
    assert refusal(drop, bench, 200_100, movement, consent) is Reason.DRAWER_SHORT
    assert refusal(drop, bench, 200_000, movement, consent) is Reason.APPROVAL_SPENT
    assert bench.drawer.movements(CLERK) == []
    assert bench.verification.run().fault is None


def test_a_supervisor_who_sells_counts_as_blindly_as_a_clerk(bench: Bench) -> None:
    hire(bench, SUPERVISOR)
    bench.shifts.open(SUPERVISOR, Rupiah(200_000))
    assert bench.x_reports.take(SUPERVISOR).report.drawer is None


def test_a_supervisors_x_report_that_the_printer_kept_is_not_a_clerks_to_print(bench: Bench) -> None:
    hire(bench, CLERK, SUPERVISOR)
    bench.shifts.open(CLERK, Rupiah(200_000))
    bench.tray.jams_after = 0
    slip = bench.x_reports.take(SUPERVISOR).slip
    bench.printing.print(slip.id)
    assert bench.printing.undelivered(CLERK) == []
    assert refusal(bench.printing.again, CLERK, slip.id) is Reason.SHIFT_OF_ANOTHER
    assert refusal(bench.printing.preview, CLERK, slip.id) is Reason.SHIFT_OF_ANOTHER
    assert [job.id for job in bench.printing.undelivered(SUPERVISOR)] == [slip.id]


def test_a_float_is_a_sum_of_money_that_there_can_be(bench: Bench) -> None:
    for amount in (-1, LARGEST + 1, 10**30):
        assert refusal(bench.shifts.open, CLERK, Rupiah(amount)) is Reason.AMOUNT_FORMAT
    assert bench.shifts.current() is None


# --- the second person ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", ["retired", "made a clerk"])
def test_a_consent_is_worth_nothing_once_whoever_gave_it_may_not_give_it_any_more(bench: Bench, change: str) -> None:
    hire(bench, CLERK, SUPERVISOR, SECOND)
    bench.shifts.open(CLERK, Rupiah(200_000))
    movement = uuid4()
    consent = bench.consent(Deed.MOVE_CASH, movement)
    if change == "retired":
        staff(bench).retire(ADMINISTRATOR, SUPERVISOR.id)
    else:
        staff(bench).change_role(ADMINISTRATOR, SUPERVISOR.id, Role.CLERK)
    assert refusal(drop, bench, 50_000, movement, consent) is Reason.APPROVAL_SPENT
    assert bench.verification.run().fault is None


def test_a_consent_is_for_one_movement_by_one_person_once(bench: Bench) -> None:
    bench.shifts.open(CLERK, Rupiah(200_000))
    movement = uuid4()
    consent = bench.consent(Deed.MOVE_CASH, movement)
    assert refusal(drop, bench, 50_000, uuid4(), consent) is Reason.APPROVAL_SPENT
    drop(bench, 50_000, movement, consent)
    assert refusal(drop, bench, 60_000, movement, consent) is Reason.MOVED_ALREADY
    assert refusal(drop, bench, 50_000, uuid4(), consent) is Reason.APPROVAL_SPENT
    bench.shifts.close(CLERK, Rupiah(150_000))
    assert refusal(bench.closings.close, CLERK, uuid4(), approval_id=consent) is Reason.SHIFT_NOT_OPEN


def test_nobody_is_a_second_person_by_a_capital_letter(bench: Bench) -> None:
    hire(bench, replace(SUPERVISOR, id="p-3003"))
    assert refusal(bench.log_in.add, ADMINISTRATOR, "P-3003", "Agus", Role.CLERK, PIN) is Reason.USER_EXISTS


# --- who is at work -------------------------------------------------------------------------------------------


def test_a_window_left_open_does_not_outlive_what_its_person_may(bench: Bench) -> None:
    hire(bench, CLERK, SUPERVISOR, SECOND)
    shift = bench.shifts.open(CLERK, Rupiah(200_000))
    bench.closings.count(SUPERVISOR, shift.id, Counted(in_few_pieces(Rupiah(200_000))))
    staff(bench).change_role(ADMINISTRATOR, SUPERVISOR.id, Role.CLERK)
    demoted = SUPERVISOR
    assert refusal(bench.closings.reveal, demoted, shift.id) is Reason.NOT_ALLOWED
    assert refusal(bench.closings.close, demoted, shift.id, reason="clerk pulang") is Reason.NOT_ALLOWED
    assert refusal(staff(bench).retire, demoted, SECOND.id) is Reason.NOT_ALLOWED
    assert refusal(bench.log_in.add, demoted, "1009", "Tono", Role.CLERK, PIN) is Reason.NOT_ALLOWED


def test_whoever_was_demoted_in_an_open_window_decides_no_case_and_lets_no_data_go(
    bench: Bench, tmp_path: Path
) -> None:
    a_day_of_cases_and_applications(bench)
    hire(bench, ADMINISTRATOR)
    cases = Cases(bench.store, OFFICE, bench.clock)
    case = cases.undone(SUPERVISOR)[0]
    staff(bench).change_role(ADMINISTRATOR, SUPERVISOR.id, Role.AUDITOR)
    assert refusal(cases.assign, SUPERVISOR, case.id, SECOND.id) is Reason.NOT_ALLOWED
    assert refusal(cases.note, SUPERVISOR, case.id, "sudah ditelepon") is Reason.NOT_ALLOWED
    retention = Retention(bench.store, OldLogs(tmp_path), bench.clock, ZONE, [Period(Topic.PARTICIPANTS, 1)])
    assert refusal(retention.run, SUPERVISOR, retention.due(SUPERVISOR)) is Reason.NOT_ALLOWED


def test_whoever_was_retired_opens_no_counter_in_a_window_left_open(bench: Bench) -> None:
    hire(bench, CLERK, OTHER_CLERK, SUPERVISOR)
    shift = bench.shifts.open(CLERK, Rupiah(100_000))
    bench.closings.count(CLERK, shift.id, Counted(in_few_pieces(Rupiah(100_000))))
    bench.closings.reveal(CLERK, shift.id)
    over = bench.handovers.offer(CLERK, OTHER_CLERK.id).handover
    staff(bench).retire(ADMINISTRATOR, OTHER_CLERK.id)
    assert refusal(bench.handovers.accept, OTHER_CLERK, over.id) is Reason.NOT_ALLOWED
    bench.handovers.withdraw(SUPERVISOR, over.id, "penerima sudah berhenti", None)
    assert refusal(bench.shifts.open, OTHER_CLERK, Rupiah(0)) is Reason.NOT_ALLOWED
    assert bench.shifts.open(CLERK, Rupiah(100_000)).float_amount == 100_000


@pytest.mark.parametrize("receiver", [CLERK.id, "9999", "8001"])
def test_a_drawer_is_handed_to_somebody_else_who_sells_and_is_there(bench: Bench, receiver: str) -> None:
    hire(bench, CLERK, ADMINISTRATOR)
    shift = bench.shifts.open(CLERK, Rupiah(100_000))
    bench.closings.count(CLERK, shift.id, Counted(in_few_pieces(Rupiah(100_000))))
    bench.closings.reveal(CLERK, shift.id)
    assert refusal(bench.handovers.offer, CLERK, receiver) in {Reason.HANDOVER_RECEIVER, Reason.PERSON_UNKNOWN}
    assert bench.shifts.current() == shift


def test_between_offer_and_acceptance_the_drawer_is_nobodys_to_open_close_or_move(bench: Bench) -> None:
    hire(bench, CLERK, OTHER_CLERK, SUPERVISOR)
    shift = bench.shifts.open(CLERK, Rupiah(100_000))
    bench.closings.count(CLERK, shift.id, Counted(in_few_pieces(Rupiah(100_000))))
    bench.closings.reveal(CLERK, shift.id)
    over = bench.handovers.offer(CLERK, OTHER_CLERK.id).handover
    assert refusal(bench.shifts.open, CLERK, Rupiah(0)) is Reason.HANDOVER_WAITING
    assert refusal(bench.shifts.open, OTHER_CLERK, Rupiah(0)) is Reason.HANDOVER_WAITING
    assert refusal(bench.handovers.accept, SUPERVISOR, over.id) is Reason.HANDOVER_OF_ANOTHER
    assert refusal(bench.closings.close, CLERK, shift.id) is Reason.SHIFT_NOT_OPEN
    assert refusal(drop, bench, 1_000, uuid4(), None) is Reason.SHIFT_NOT_OPEN
    assert bench.handovers.accept(OTHER_CLERK, over.id).float_amount == 100_000
    assert refusal(bench.handovers.accept, OTHER_CLERK, over.id) is Reason.HANDOVER_NOT_OPEN
    assert bench.verification.run().fault is None


# --- behind the program's back --------------------------------------------------------------------------------


def a_day_of_cases_and_applications(bench: Bench) -> None:
    """A hand-over that was disputed; a case closed by two and one that is gone; one worker registered, one refused."""
    a_day(bench)
    hire(bench, SECOND)
    bench.shifts.close(OTHER_CLERK, Rupiah(95_000))
    payments = [bench.sell() for _ in range(3)]
    for payment in payments:
        bench.host.replies = [posted(payment)]
        bench.forwarder.forward(payment.id)
    listed = lines(payments)
    reckon(bench, [listed[0], replace(listed[1], amount=Rupiah(9_001)), replace(listed[2], amount=Rupiah(9_002))], DAY)
    cases = Cases(bench.store, OFFICE, bench.clock)
    case = cases.undone(SUPERVISOR)[0]
    cases.note(SUPERVISOR, case.id, "sudah ditelepon")
    cases.assign(SUPERVISOR, case.id, SUPERVISOR.id)
    cases.propose(SUPERVISOR, case.id, "pusat salah jumlah", EVIDENCE)
    consent = bench.approvals.give(SUPERVISOR, Deed.CLOSE_CASE, case.id, SECOND.id, PIN)
    cases.close(SUPERVISOR, case.id, consent.id)
    reckon(bench, listed, DAY)
    desk = RegisteringBench(bench.store, bench.clock)
    for form, answer in ((a_form(), issued), (a_form("3273025508920002", birth_date="15-08-1992"), refused)):
        registration = desk.submit(form)
        desk.host.answers = [answer(registration)]
        desk.forwarder.forward(registration.id)


@pytest.mark.parametrize(
    "change",
    [
        "drawer_counts SET cash = cash + 1 WHERE number = 1",
        "cash_movements SET amount = amount + 1",
        "handovers SET amount = amount + 1",
        "handovers SET found = found + 1",
        "cases SET ours = 'null'",
        "cases SET theirs = '[]'",
        "cases SET proof_file = 'lain.pdf' WHERE state = 'CLOSED'",
        "cases SET closed_by = '9009' WHERE state = 'CLOSED'",
        "cases SET proposed_at = opened_at, closed_at = '2020-01-01 00:00:00.000000' WHERE state = 'CLOSED'",
        "case_notes SET words = 'lain' WHERE kind = 'note'",
        "case_notes SET kind = 'back' WHERE kind = 'gone'",
        "reckonings SET matched = matched + 1",
        "reckonings SET net_here = net_there + 5",
        "registrations SET nik = '3173064504900099' WHERE kpj IS NOT NULL",
        "registrations SET payment_code = '881000000009' WHERE kpj IS NOT NULL",
        "registrations SET kpj = '99000000001' WHERE kpj IS NOT NULL",
        "registrations SET consent_version = 'lisan-9'",
        "registrations SET consent_at = '2020-01-01 00:00:00.000000'",
        "registrations SET decided_at = '2020-01-01 00:00:00.000000'",
        "registrations SET form = 'x'",
        "shifts SET business_date = '2025-01-01'",
    ],
)
def test_whatever_is_changed_beside_the_journal_is_noticed(bench: Bench, change: str) -> None:
    a_day_of_cases_and_applications(bench)
    assert bench.verification.run().fault is None
    behind_the_back(bench, lambda books: books.execute(f"UPDATE {change}"))
    assert bench.verification.run().fault is not None


@pytest.mark.parametrize("table", ["case_notes", "reckonings", "registrations", "accounts"])
def test_whatever_is_deleted_beside_the_journal_is_noticed(bench: Bench, table: str) -> None:
    a_day_of_cases_and_applications(bench)
    behind_the_back(bench, lambda books: books.execute(f"DELETE FROM {table}"))
    assert bench.verification.run().fault is not None


def test_a_key_that_cannot_be_used_keeps_no_worker_from_their_slip(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, log_watch: LogWatch
) -> None:
    def locked(_message: bytes) -> bytes:
        raise Unavailable(Service.DATABASE, "the keyring is locked")

    a_day_of_cases_and_applications(bench)
    log_watch.expects("printed without its code: the keyring is locked")
    monkeypatch.setattr(bench.signer, "sign", locked)
    with bench.store.reading() as work:
        job = next(job for job in work.prints.unfinished() if job.document is Document.REGISTRATION)
    assert bench.printing.print(job.id).is_out


def test_a_history_of_a_case_that_nobody_opened_is_noticed(bench: Bench) -> None:
    a_day_of_cases_and_applications(bench)

    def invent(books: Books) -> None:
        nobody = f"'{UUID(int=9)}'" if on_server(books) else f"'{UUID(int=9).hex}'"
        copy_row(books, "case_notes", {"case_id": nobody}, "kind = 'note'")

    behind_the_back(bench, invent)
    assert bench.verification.run().fault == f"case {UUID(int=9)}: it has a history, and no journal entry tells of it"


# --- what the host says of an application -----------------------------------------------------------------------


def test_a_late_answer_with_another_card_number_is_an_alarm_and_changes_nothing(
    store: SqlStore, log_watch: LogWatch
) -> None:
    desk = RegisteringBench(store)
    registration = desk.submit()

    def slowly() -> RegistrationAnswer:
        desk.clock.advance(PATIENCE.lease.total_seconds() + 5)
        desk.host.answers = [issued(registration, 1)]
        desk.another_forwarder("forwarder-2").forward(registration.id)
        return issued(registration, 2)

    desk.host.answers = [slowly]
    desk.forwarder.forward(registration.id)
    log_watch.expects("came after its lease")
    assert desk.stored(registration).issue == Issue("22000000001", "881000000001")
    (alarm,) = desk.entries("host.alarm")
    assert "another card number" in str(alarm["what"])
    assert desk.fault() is None


def test_a_card_number_that_somebody_else_has_is_an_alarm(store: SqlStore) -> None:
    desk = RegisteringBench(store)
    for form in (a_form(), a_form("3273025508920002", birth_date="15-08-1992")):
        registration = desk.submit(form)
        desk.host.answers = [issued(registration, 1)]
        desk.forwarder.forward(registration.id)
    assert len(desk.entries("host.alarm")) == 2
    assert desk.fault() is None


# --- two at once ----------------------------------------------------------------------------------------------


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Each act in a thread of its own, begun together: what came back, or why not."""
    ready = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        ready.wait(10)
        try:
            return act()
        except Declined as declined:
            return declined.reason

    with ThreadPoolExecutor(len(acts)) as threads:
        return [future.result(30) for future in [threads.submit(run, act) for act in acts]]


def test_of_two_closes_at_once_one_happens_and_z_numbers_stay_without_a_gap(bench: Bench) -> None:
    for _ in range(3):
        shift = bench.shifts.open(CLERK, Rupiah(100_000))
        bench.closings.count(CLERK, shift.id, Counted(in_few_pieces(Rupiah(100_000))))
        bench.closings.reveal(CLERK, shift.id)
        ended = at_once(*[lambda named=shift.id: bench.closings.close(CLERK, named)] * 3)
        assert ended.count(Reason.SHIFT_NOT_OPEN) == 2
    with bench.store.reading() as work:
        assert [close.number for close in work.closes.all()] == [1, 2, 3]
    assert bench.verification.run().fault is None


def test_one_consent_spent_by_two_windows_at_once_moves_the_cash_once(bench: Bench) -> None:
    bench.shifts.open(CLERK, Rupiah(200_000))
    movement = uuid4()
    consent = bench.consent(Deed.MOVE_CASH, movement)
    at_once(*[lambda: drop(bench, 50_000, movement, consent)] * 4)
    assert [each.amount for each in bench.drawer.movements(CLERK)] == [50_000]
    assert bench.verification.run().fault is None


def test_a_drop_and_a_reveal_at_once_leave_a_count_that_holds(bench: Bench) -> None:
    shift = bench.shifts.open(CLERK, Rupiah(200_000))
    movement = uuid4()
    consent = bench.consent(Deed.MOVE_CASH, movement)
    bench.closings.count(CLERK, shift.id, Counted(in_few_pieces(Rupiah(200_000))))
    ended = at_once(
        lambda: drop(bench, 50_000, movement, consent), lambda: bench.closings.reveal(CLERK, shift.id).variance
    )
    assert ended[0] is Reason.COUNT_REVEALED or ended[1] is Reason.NOT_COUNTED
    assert bench.verification.run().fault is None


# --- files from outside ---------------------------------------------------------------------------------------


def damaged(flaw: str) -> bytes:
    """The template of a list, with one thing wrong in it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, content in PARTS[flaw].items():
            packed.writestr(name, content)
    whole = bytearray(made.getvalue())
    if flaw == "encrypted":
        for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            whole[whole.index(mark) + flags] |= 1
    return bytes(whole)


_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'spreadsheetml.sheet.main+xml"{more}/></Types>'
)
PARTS = {
    "no workbook": {"[Content_Types].xml": _TYPES.replace("{more}", "").replace("main+xml", "nothing")},
    "an attribute that nobody knows": {"[Content_Types].xml": _TYPES.replace("{more}", ' Evil="1"')},
    "encrypted": {"[Content_Types].xml": _TYPES.replace("{more}", "")},
}


@pytest.mark.parametrize("flaw", PARTS)
def test_a_damaged_workbook_is_a_refused_list_and_no_fault_of_the_program(tmp_path: Path, flaw: str) -> None:
    path = tmp_path / "daftar.xlsx"
    path.write_bytes(damaged(flaw))
    assert refusal(ListFiles().read, path) is Reason.LIST_FILE


def test_five_megabytes_of_empty_lines_are_refused_before_they_fill_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "daftar.csv"
    path.write_bytes(b"nik\n" + b"\n" * 4_900_000)
    tracemalloc.start()
    assert refusal(ListFiles().read, path) is Reason.LIST_FILE
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 60_000_000


# --- two counters ---------------------------------------------------------------------------------------------


@pytest.fixture
def counters(tmp_path: Path) -> Iterator[tuple[SqlStore, SqlStore]]:
    url = fresh_database()
    first, second = server_store(url, tmp_path / "01"), second_counter(url, tmp_path / "02")
    yield first, second
    first.close()
    second.close()


@needs_postgresql
def test_whoever_was_registered_at_one_counter_and_pays_at_another_spoils_neither_journal(
    counters: tuple[SqlStore, SqlStore],
) -> None:
    first, second = counters
    desk, till = RegisteringBench(first), Bench(second, office=replace(OFFICE, counter_id="02"))
    registration = desk.submit(a_form())
    desk.host.answers = [issued(registration)]
    desk.forwarder.forward(registration.id)
    assert desk.stored(registration).state is RegistrationState.ISSUED
    with second.reading() as work:
        worker = work.participants.by_number(LookupNumber(NumberKind.NIK, WOMAN))
    assert worker is not None
    till.sell(till.sale(worker.participant))
    assert (desk.fault(), till.verification.run().fault) == (None, None)
