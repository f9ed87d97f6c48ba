"""The host is asked first; the office's own data serves when it does not answer, and says from when it is."""

from dataclasses import replace
from datetime import date

import pytest

from counter_app.domain.bill import Bill, BillSource, Programme, Relief
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.identity import LookupNumber, NumberKind
from counter_app.domain.money import Rupiah
from counter_app.domain.months import Month
from counter_app.domain.participant import Participant, Protection
from counter_app.services.ports import Inquiry
from tests.helpers.builders import a_participant
from tests.helpers.clocks import MORNING
from tests.helpers.logfail import LogWatch
from tests.integration.services.conftest import AUDITOR, CLERK, Bench


def nik_of(participant: Participant) -> LookupNumber:
    return LookupNumber(NumberKind.NIK, participant.nik)


def remember(bench: Bench, *participants: Participant) -> None:
    with bench.store.writing() as work:
        work.participants.save(participants, MORNING)


def host_bill(bench: Bench, participant: Participant, months: int = 1) -> Bill:
    local = bench.bill(participant, months)
    lines = tuple(replace(line, why=None) for line in local.lines)
    return replace(local, lines=lines, source=BillSource.HOST, inquiry_id="INQ-1")


def test_the_hosts_bill_is_charged_and_the_tariff_says_why(bench: Bench) -> None:
    participant = a_participant()
    bench.host.inquiries = [Inquiry(participant, host_bill(bench, participant))]
    found = bench.lookup.exact(CLERK, nik_of(participant), 1)
    assert found.local_as_of is None
    assert found.differences == ()
    assert found.bill.inquiry_id == "INQ-1"
    assert found.bill.source is BillSource.HOST
    assert all(line.why is not None for line in found.bill.lines)


def test_where_host_and_tariff_differ_the_difference_is_told(bench: Bench) -> None:
    participant = a_participant()
    bill = host_bill(bench, participant)
    first = bill.lines[0]
    cheaper = replace(first, relief=Relief("credit", "PP 50/2025", Rupiah(first.full - 1_000)))
    bench.host.inquiries = [Inquiry(participant, replace(bill, lines=(cheaper, *bill.lines[1:])))]
    found = bench.lookup.exact(CLERK, nik_of(participant), 1)
    (difference,) = found.differences
    assert (difference.programme, difference.host, difference.local) == (first.programme, 1_000, first.amount)


def test_a_bill_the_tariff_cannot_follow_is_all_difference(bench: Bench, log_watch: LogWatch) -> None:
    log_watch.expects("cannot follow")
    participant = a_participant(programmes=tuple(Programme))
    bill = host_bill(bench, participant)
    only_old_age = tuple(line for line in bill.lines if line.programme is Programme.JHT)
    bench.host.inquiries = [Inquiry(participant, replace(bill, lines=only_old_age))]
    found = bench.lookup.exact(CLERK, nik_of(participant), 1)
    assert [(d.programme, d.local) for d in found.differences] == [(Programme.JHT, None)]


def test_who_else_pays_is_remembered_from_the_participants(bench: Bench) -> None:
    participant = a_participant()
    remember(bench, replace(participant, government_paid=True, phone="0800-000-0001"))
    bench.host.inquiries = [Inquiry(replace(participant, phone=""), host_bill(bench, participant))]
    found = bench.lookup.exact(CLERK, nik_of(participant), 1)
    assert found.participant.government_paid
    assert found.participant.phone == "0800-000-0001"


def test_without_a_line_the_offices_own_data_is_used_and_dated(bench: Bench) -> None:
    participant = a_participant(protected_until=date(2026, 10, 31), status=Protection.ACTIVE)
    remember(bench, participant)
    found = bench.lookup.exact(CLERK, nik_of(participant), 3)
    assert found.local_as_of == MORNING
    assert found.bill.source is BillSource.TARIFF
    assert found.bill.months == (Month(2026, 11), Month(2026, 12), Month(2027, 1))
    assert found.bill.programmes == participant.programmes


def test_without_a_line_programmes_can_still_be_chosen(bench: Bench) -> None:
    participant = a_participant(programmes=(Programme.JKK, Programme.JKM))
    remember(bench, participant)
    found = bench.lookup.exact(CLERK, nik_of(participant), 1, tuple(Programme))
    assert found.bill.programmes == tuple(Programme)


def test_unknown_here_and_no_line_is_said(bench: Bench) -> None:
    with pytest.raises(Declined) as declined:
        bench.lookup.exact(CLERK, nik_of(a_participant()))
    assert declined.value.reason is Reason.NOT_FOUND_LOCALLY


def test_what_the_host_declines_is_not_asked_of_the_local_data(bench: Bench) -> None:
    participant = a_participant()
    remember(bench, participant)
    bench.host.inquiries = [Declined(Reason.ALREADY_PAID)]
    with pytest.raises(Declined) as declined:
        bench.lookup.exact(CLERK, nik_of(participant))
    assert declined.value.reason is Reason.ALREADY_PAID


def test_typed_numbers_are_read_on_the_offices_own_calendar(bench: Bench) -> None:
    number = bench.lookup.parse("3273 0255 0892 0002")
    assert number == LookupNumber(NumberKind.NIK, "3273025508920002")
    with pytest.raises(Declined) as declined:
        bench.lookup.parse("3273025508a20002")
    assert declined.value.facts == {"position": 11}


def test_names_are_found_by_the_beginnings_of_their_words(bench: Bench) -> None:
    remember(bench, a_participant(name="Désirée Ayu Lestari"))
    (found,) = bench.lookup.by_name(CLERK, "lest desi")
    assert found.participant.name == "Désirée Ayu Lestari"
    assert list(bench.lookup.by_name(CLERK, "zz")) == []


def test_who_may_not_sell_may_not_look_people_up(bench: Bench) -> None:
    with pytest.raises(Declined):
        bench.lookup.exact(AUDITOR, nik_of(a_participant()))
    with pytest.raises(Declined):
        bench.lookup.by_name(AUDITOR, "siti")
