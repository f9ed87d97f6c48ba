"""A collector's list: every fault by row and column, and nothing half-imported."""

from pathlib import Path

import pytest

from counter_app.database.unit_of_work import SqlStore
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.journal import Act
from counter_app.domain.registration import SIGNED_FORM, RegistrationState
from counter_app.services import registration_lists
from counter_app.services.ports import Abilities
from counter_app.services.registration_lists import ListReport
from tests.helpers.builders import a_participant
from tests.helpers.registering_bench import CLERK, RegisteringBench, issued
from tests.helpers.registration_lists import a_list, a_row, as_csv, as_xlsx


@pytest.fixture
def desk(store: SqlStore) -> RegisteringBench:
    return RegisteringBench(store)


def read(desk: RegisteringBench, folder: Path, *rows: dict[str, str]) -> ListReport:
    report = desk.lists.read(CLERK, a_list(folder, as_csv(rows)))
    assert report is not None
    return report


def told(report: ListReport) -> list[tuple[int, str, Reason]]:
    return [(row.line, fault.column, fault.reason) for row in report.faulty for fault in row.faults]


def stored(desk: RegisteringBench) -> int:
    with desk.store.reading() as work:
        return len(work.registrations.all())


def test_a_good_list_is_entered_whole_with_the_consent_of_each_signed_form(
    desk: RegisteringBench, tmp_path: Path
) -> None:
    report = read(desk, tmp_path, *(a_row(number) for number in range(1, 301)))
    assert len(report.good) == 300
    seen: list[tuple[int, int]] = []
    entered = desk.lists.enter(CLERK, report, progress=lambda done, rows: seen.append((done, rows)))
    assert len(entered) == stored(desk) == 300
    assert seen == [(0, 300), (250, 300), (300, 300)]
    first = desk.registering.one(CLERK, entered[0].id)
    assert first == entered[0]
    assert first.state is RegistrationState.SUBMITTED
    assert first.consent is not None
    assert (first.consent.form_number, first.consent.digest) == ("F-0001", SIGNED_FORM.digest)
    (listed,) = desk.entries(Act.REGISTRATION_LIST)
    assert (listed["rows"], listed["entered"], listed["digest"]) == (300, 300, report.digest)
    assert desk.fault() is None


def test_a_workbook_becomes_the_same_applications(desk: RegisteringBench, tmp_path: Path) -> None:
    report = desk.lists.read(CLERK, a_list(tmp_path, as_xlsx([dict(a_row(1)), dict(a_row(2))]), "daftar.xlsx"))
    assert report is not None
    assert told(report) == []
    assert len(desk.lists.enter(CLERK, report)) == 2


def test_every_fault_of_every_row_is_told_by_line_and_column(desk: RegisteringBench, tmp_path: Path) -> None:
    report = read(
        desk,
        tmp_path,
        a_row(1, nik="31730605049", nama="Darma 9", penghasilan="sejuta"),
        a_row(2, tanggal_lahir="06-04-1990", nomor_formulir="", jht="mungkin"),
        a_row(3, ahli_waris_2="Tio"),
        a_row(4),
    )
    assert told(report) == [
        (2, "nik", Reason.NIK_LENGTH),
        (2, "nama", Reason.NAME_FORMAT),
        (2, "penghasilan", Reason.AMOUNT_FORMAT),
        (3, "tanggal_lahir", Reason.BIRTH_DATE_DIFFERS),
        (3, "jht", Reason.LIST_YES_NO),
        (3, "nomor_formulir", Reason.CONSENT_MISSING),
        (4, "hubungan_2", Reason.EMPTY),
    ]
    assert [row.line for row in report.good] == [5]
    assert report.rows[1].masked_nik == "************0002"
    assert stored(desk) == 0


def test_somebody_who_stands_there_twice_is_told_where_the_first_one_is(desk: RegisteringBench, tmp_path: Path) -> None:
    report = read(desk, tmp_path, a_row(1), a_row(2, nomor_formulir="F-0001"), a_row(1, nomor_formulir="F-0009"))
    assert told(report) == [(3, "nomor_formulir", Reason.LIST_TWICE), (4, "nik", Reason.LIST_TWICE)]
    assert report.faulty[1].faults[0].declined.facts == {"line": 2}


def test_who_takes_part_or_is_being_registered_is_told_so(desk: RegisteringBench, tmp_path: Path) -> None:
    with desk.store.writing() as work:
        work.participants.save([a_participant(1, nik=a_row(1)["nik"])], desk.clock.now())
    desk.lists.enter(CLERK, read(desk, tmp_path, a_row(2)))
    report = read(desk, tmp_path, a_row(1), a_row(2), a_row(3))
    assert told(report) == [(2, "nik", Reason.ALREADY_PARTICIPANT), (3, "nik", Reason.REGISTRATION_OPEN)]


def test_only_the_chosen_rows_are_entered(desk: RegisteringBench, tmp_path: Path) -> None:
    report = read(desk, tmp_path, a_row(1), a_row(2, nama=""), a_row(3))
    assert [each.form.nik for each in desk.lists.enter(CLERK, report, chosen={4})] == [a_row(3)["nik"]]
    assert len(desk.lists.enter(CLERK, read(desk, tmp_path, a_row(1), a_row(2, nama="")))) == 1


def test_a_chosen_row_with_a_fault_leaves_all_of_them_out(desk: RegisteringBench, tmp_path: Path) -> None:
    report = read(desk, tmp_path, a_row(1), a_row(2, nama=""))
    with pytest.raises(Declined) as declined:
        desk.lists.enter(CLERK, report, chosen={2, 3})
    assert declined.value.reason is Reason.LIST_FAULTY
    assert stored(desk) == 0


def test_a_list_that_was_good_when_it_was_read_is_held_against_the_office_again(
    desk: RegisteringBench, tmp_path: Path
) -> None:
    report = read(desk, tmp_path, a_row(1), a_row(2))
    desk.lists.enter(CLERK, report, chosen={3})
    with pytest.raises(Declined) as declined:
        desk.lists.enter(CLERK, report)
    assert declined.value.facts == {"rows": 1}
    assert stored(desk) == 1


def test_midnight_between_reading_and_entering_enters_nothing(desk: RegisteringBench, tmp_path: Path) -> None:
    report = read(desk, tmp_path, a_row(1))
    desk.clock.advance(days=30)
    with pytest.raises(Declined) as declined:
        desk.lists.enter(CLERK, report)
    assert declined.value.reason is Reason.LIST_FAULTY
    assert stored(desk) == 0


def test_called_off_half_way_nothing_is_entered(desk: RegisteringBench, tmp_path: Path) -> None:
    report = read(desk, tmp_path, *(a_row(number) for number in range(1, 301)))
    asked: list[bool] = []

    def after_the_first_part() -> bool:
        asked.append(True)
        return len(asked) > 1

    assert desk.lists.enter(CLERK, report, cancelled=after_the_first_part) == ()
    assert stored(desk) == 0
    assert desk.entries(Act.REGISTRATION_LIST) == []
    assert desk.fault() is None


def test_reading_can_be_called_off(desk: RegisteringBench, tmp_path: Path) -> None:
    path = a_list(tmp_path, as_csv([a_row(1)]))
    assert desk.lists.read(CLERK, path, cancelled=lambda: True) is None


def test_an_empty_choice_is_declined(desk: RegisteringBench, tmp_path: Path) -> None:
    with pytest.raises(Declined):
        desk.lists.enter(CLERK, read(desk, tmp_path, a_row(1, nama="")))


def test_a_host_that_cannot_register_takes_no_list(desk: RegisteringBench, tmp_path: Path) -> None:
    desk.host.abilities = Abilities(registration=False)
    with pytest.raises(Declined) as declined:
        desk.lists.read(CLERK, tmp_path / "daftar.csv")
    assert declined.value.reason is Reason.HOST_CANNOT


def test_off_a_list_nobody_waits_for_paper_until_it_is_asked_for(desk: RegisteringBench, tmp_path: Path) -> None:
    (registration,) = desk.lists.enter(CLERK, read(desk, tmp_path, a_row(1)))
    desk.host.answers.append(issued(registration))
    desk.forwarder.forward(registration.id)
    assert desk.slips(registration) == []
    job = desk.registering.ask_slip(CLERK, registration.id)
    assert desk.slips(registration) == [job]
    assert desk.entries(Act.SLIP_ASKED)[0]["document"] == "registration"
    assert desk.fault() is None


def test_another_counter_that_was_faster_leaves_the_whole_list_out(
    desk: RegisteringBench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = read(desk, tmp_path, a_row(1), a_row(2))
    desk.lists.enter(CLERK, report, chosen={3})
    monkeypatch.setattr(registration_lists, "_held_against", lambda _work, rows: list(rows))
    with pytest.raises(Declined) as declined:
        desk.lists.enter(CLERK, report)
    assert declined.value.reason is Reason.LIST_FAULTY
    assert stored(desk) == 1
    assert desk.fault() is None
