"""Reversal, registration, settlement, participants and journal anchor against the real host."""

from datetime import datetime, timedelta

import msgspec
import pytest

from counter_app.gateway import wire
from counter_app.gateway.wire import Money, ServiceCode
from counter_app.sandbox.clock import JAKARTA
from counter_app.sandbox.people import CREDITED, FISHER, SITI, TRADER
from tests.helpers.sandbox import NewCaller, SandboxHost, SnapCaller
from tests.helpers.snap import a_payment, a_reversal, account, an_application, an_inquiry, inquire, pay

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=JAKARTA)
HEAD, OTHER_HEAD = "a" * 64, "b" * 64


@pytest.fixture
def noon(sandbox: SandboxHost, new_caller: NewCaller) -> SnapCaller:
    """A counter at noon of 2026-11-22, so that nothing runs over midnight."""
    sandbox.reset(NOON)
    return new_caller()


def sell(caller: SnapCaller, nik: str = SITI.nik) -> wire.PaymentRequest:
    request = a_payment(inquire(caller, nik), now=caller.now())
    assert pay(caller, request).code == "2002500"
    return request


def reverse(caller: SnapCaller, request: wire.ReversalRequest) -> str:
    return caller.call(ServiceCode.REVERSAL, request).code


# --- reversal --------------------------------------------------------------------------------------------------


def test_a_reversal_gives_the_protection_back_to_what_it_was(noon: SnapCaller, sandbox: SandboxHost) -> None:
    before = inquire(noon, SITI.nik)
    payment = sell(noon)
    answer = noon.call(ServiceCode.REVERSAL, a_reversal(payment))
    reply = answer.read(wire.ReversalReply).virtual_account_data
    assert reply.additional_info.protected_until == before.additional_info.protected_until
    assert inquire(noon, SITI.nik).total_amount == before.total_amount
    assert [posting["reversed"] for posting in sandbox.postings()] == [True]


def test_a_reversal_gives_a_credit_back(noon: SnapCaller) -> None:
    before = inquire(noon, CREDITED.nik).total_amount
    reverse(noon, a_reversal(sell(noon, CREDITED.nik)))
    assert inquire(noon, CREDITED.nik).total_amount == before


def test_a_reversal_sent_twice_is_one(noon: SnapCaller) -> None:
    request = a_reversal(sell(noon))
    first, second = (noon.call(ServiceCode.REVERSAL, request) for _ in range(2))
    assert first.code == "2009100"
    assert first.body == second.body


def test_a_payment_is_reversed_once(noon: SnapCaller) -> None:
    payment = sell(noon)
    assert reverse(noon, a_reversal(payment)) == "2009100"
    assert reverse(noon, a_reversal(payment)) == "4049114"


def test_a_reversed_month_can_be_paid_again(noon: SnapCaller, sandbox: SandboxHost) -> None:
    reverse(noon, a_reversal(sell(noon)))
    sell(noon)
    assert [posting["reversed"] for posting in sandbox.postings()] == [True, False]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"original_payment_request_id": "nobody-paid-this"}, "4049112"),
        ({"reversed_amount": Money("1.00")}, "4049113"),
        (account(TRADER.nik), "4049118"),
        ({"virtual_account_no": "elsewhere"}, "4049112"),
        ({"trx_date_time": "yesterday"}, "4009101"),
        ({"reason": ""}, "4009101"),
    ],
)
def test_a_reversal_that_does_not_fit_is_refused(noon: SnapCaller, changes: dict[str, str], code: str) -> None:
    assert reverse(noon, a_reversal(sell(noon), **changes)) == code


def test_another_office_reverses_nothing(noon: SnapCaller) -> None:
    request = a_reversal(sell(noon))
    info = msgspec.structs.replace(request.additional_info, office_id="99999")
    assert reverse(noon, msgspec.structs.replace(request, additional_info=info)) == "4039101"


def test_a_refused_payment_cannot_be_reversed(noon: SnapCaller) -> None:
    data = inquire(noon, SITI.nik)
    sell(noon)
    refused = a_payment(data, now=noon.now())
    assert pay(noon, refused).code == "4042514"
    assert reverse(noon, a_reversal(refused)) == "4049112"


def test_a_reversal_key_is_not_used_for_another_reversal(noon: SnapCaller) -> None:
    request = a_reversal(sell(noon))
    assert reverse(noon, request) == "2009100"
    assert reverse(noon, msgspec.structs.replace(request, reason="lain")) == "4099101"


def test_a_payment_is_reversed_only_on_its_day(noon: SnapCaller, sandbox: SandboxHost, new_caller: NewCaller) -> None:
    payment = sell(noon)
    sandbox.clock.advance(timedelta(hours=12))
    assert reverse(new_caller(), a_reversal(payment)) == "4049119"


def test_a_payment_with_another_on_top_is_not_reversed(noon: SnapCaller) -> None:
    first = sell(noon)
    sell(noon)
    assert reverse(noon, a_reversal(first)) == "4049118"


def test_a_reversal_waits_for_a_payment_under_way(noon: SnapCaller, sandbox: SandboxHost) -> None:
    payment = a_payment(inquire(noon, SITI.nik), now=noon.now())
    with sandbox.server.host.under_way.claim(f"payment {payment.payment_request_id}"):
        assert reverse(noon, a_reversal(payment)) == "2029100"


# --- registration ----------------------------------------------------------------------------------------------


def apply(caller: SnapCaller, request: wire.RegistrationRequest) -> wire.RegistrationData:
    return caller.call(ServiceCode.REGISTRATION, request).read(wire.RegistrationReply).registration_data


def ask(caller: SnapCaller, request: wire.RegistrationRequest) -> wire.RegistrationData:
    asked = wire.RegistrationStatusRequest(request.registration_request_id)
    return caller.call(ServiceCode.REGISTRATION_STATUS, asked).read(wire.RegistrationReply).registration_data


def test_a_new_participant_gets_a_card_number_and_can_pay(noon: SnapCaller) -> None:
    request = an_application(first_period="2026-11")
    data = apply(noon, request)
    assert (data.state, len(data.kpj), len(data.payment_code)) == ("ACCEPTED", 11, 12)
    assert ask(noon, request) == data
    assert inquire(noon, data.kpj, id_type="KPJ").additional_info.status == "NEW"
    sell(noon, request.nik)
    assert inquire(noon, request.nik).additional_info.status == "ACTIVE"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"nik": SITI.nik, "birth_date": "1992-08-15"}, "NIK_EXISTS"),
        ({"nik": "9973914404951234"}, "NIK_MALFORMED"),
        ({"birth_date": "1995-04-05"}, "BIRTH_DATE_DIFFERS"),
        ({"sex": "male"}, "SEX_DIFFERS"),
        ({"nik": "3273914404601234", "birth_date": "1960-04-04"}, "AGE_TOO_HIGH"),
        ({"nik": "3273916211611234", "birth_date": "1961-11-22"}, "AGE_TOO_HIGH"),
        ({"nik": "3273916311611234", "birth_date": "1961-11-23"}, ""),
        ({"nik": "3273916211111234", "birth_date": "2011-11-22"}, ""),
        ({"nik": "3273916311111234", "birth_date": "2011-11-23"}, "AGE_TOO_LOW"),
        ({"first_period": "2026-10"}, "PERIOD_PAST"),
        ({"programmes": ["JKK"]}, "PROGRAMME_MANDATORY"),
        ({"employer": True}, "PROGRAMME_MANDATORY"),
    ],
)
def test_an_application_is_decided_by_the_rules(noon: SnapCaller, changes: dict[str, object], reason: str) -> None:
    data = apply(noon, an_application(**({"first_period": "2026-11"} | changes)))
    assert (data.state, data.reason) == ("REFUSED" if reason else "ACCEPTED", reason)


def test_some_applications_are_examined_first(noon: SnapCaller, sandbox: SandboxHost, new_caller: NewCaller) -> None:
    request = an_application(nik="3273914404959234", first_period="2026-11")
    assert apply(noon, request).state == "PENDING"
    assert ask(noon, request).decided_at == ""
    sandbox.clock.advance(timedelta(seconds=31))
    decided = ask(new_caller(), request)
    assert decided.state == "ACCEPTED"
    assert decided.kpj


def test_an_application_sent_twice_is_one(noon: SnapCaller) -> None:
    request = an_application(first_period="2026-11")
    assert apply(noon, request) == apply(noon, request)
    changed = msgspec.structs.replace(request, name="Rina Lestari Dewi")
    assert noon.call(ServiceCode.REGISTRATION, changed).code == "4099201"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"sex": "F"}, "4009201"),
        ({"sector": "sea"}, "4009201"),
        ({"birth_date": "1995-02-30"}, "4009201"),
        ({"programmes": ["JP"]}, "4009201"),
        ({"first_period": "1899-01"}, "4009201"),
        ({"consent": wire.Consent("once", "1")}, "4009201"),
        ({"phone": "call me"}, "4009201"),
        ({"additional_info": wire.OfficeInfo("99999", "01", "P0001")}, "4039201"),
    ],
)
def test_a_malformed_application_is_refused(noon: SnapCaller, changes: dict[str, object], code: str) -> None:
    assert noon.call(ServiceCode.REGISTRATION, an_application(**changes)).code == code


def test_an_unknown_application_is_not_found(noon: SnapCaller) -> None:
    asked = wire.RegistrationStatusRequest("never-sent")
    assert noon.call(ServiceCode.REGISTRATION_STATUS, asked).code == "4049312"


# --- settlement ------------------------------------------------------------------------------------------------


def settle(caller: SnapCaller, day: str = "2026-11-22", **asked: object) -> wire.SettlementReply:
    request = msgspec.structs.replace(wire.SettlementRequest("40115", day), **asked)
    return caller.call(ServiceCode.SETTLEMENT, request).read(wire.SettlementReply)


def test_a_settlement_names_the_days_postings_in_order(noon: SnapCaller) -> None:
    kept, undone = sell(noon), sell(noon, TRADER.nik)
    reversal = a_reversal(undone)
    reverse(noon, reversal)
    day = settle(noon)
    assert [(row.kind, row.request_id, row.payment_request_id) for row in day.postings] == [
        ("PAYMENT", kept.payment_request_id, kept.payment_request_id),
        ("PAYMENT", undone.payment_request_id, undone.payment_request_id),
        ("REVERSAL", reversal.reversal_request_id, undone.payment_request_id),
    ]
    assert (day.total, day.more) == (3, False)
    assert day.net_amount == kept.paid_amount


def test_a_settlement_comes_in_pages_that_neither_repeat_nor_skip(noon: SnapCaller) -> None:
    sold = [sell(noon, nik).payment_request_id for nik in (SITI.nik, TRADER.nik, FISHER.nik, CREDITED.nik, SITI.nik)]
    seen: list[str] = []
    cursor, more = "", True
    while more and len(seen) < 10:
        page = settle(noon, cursor=cursor, page_size=2)
        seen += [row.payment_request_id for row in page.postings]
        cursor, more = page.next_cursor, page.more
        assert page.total == 5
    assert seen == sold
    assert settle(noon, cursor=cursor).postings == []


def test_a_settlement_goes_by_the_hosts_day(noon: SnapCaller, sandbox: SandboxHost, new_caller: NewCaller) -> None:
    data = inquire(noon, SITI.nik)
    request = a_payment(data, now=noon.now(), business_date="2026-11-22")
    sandbox.clock.advance(timedelta(hours=12))
    late = new_caller()
    assert pay(late, request).code == "2002500"
    assert settle(late, "2026-11-22").total == 0
    [row] = settle(late, "2026-11-23").postings
    assert row.business_date == "2026-11-22"


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        (wire.SettlementRequest("40115", "2026-02-31"), "4009401"),
        (wire.SettlementRequest("40115", "2026-11-22", cursor="next"), "4009401"),
        (wire.SettlementRequest("99999", "2026-11-22"), "4039401"),
    ],
)
def test_a_settlement_that_cannot_be_is_refused(noon: SnapCaller, request_: wire.SettlementRequest, code: str) -> None:
    assert noon.call(ServiceCode.SETTLEMENT, request_).code == code


# --- participants ----------------------------------------------------------------------------------------------


def page(caller: SnapCaller, cursor: str = "", size: int = 400) -> wire.ParticipantsReply:
    asked = wire.ParticipantsRequest(cursor, size)
    return caller.call(ServiceCode.PARTICIPANTS, asked).read(wire.ParticipantsReply)


def test_the_offices_participants_come_in_pages(caller: SnapCaller) -> None:
    pages = [page(caller)]
    while pages[-1].more and len(pages) < 9:
        pages.append(page(caller, pages[-1].next_cursor))
    everybody = [row.nik for got in pages for row in got.participants]
    assert [len(got.participants) for got in pages] == [400, 400, 200]
    assert len(set(everybody)) == 1000
    assert {got.total for got in pages} == {1000}
    assert everybody[0] == SITI.nik


def test_whoever_paid_is_seen_by_a_later_cursor(caller: SnapCaller) -> None:
    cursor = ""
    more = True
    while more:
        got = page(caller, cursor, 500)
        cursor, more = got.next_cursor, got.more
    assert page(caller, cursor).participants == []
    assert page(caller, cursor).next_cursor == cursor
    data = inquire(caller, FISHER.nik, 2)
    assert pay(caller, a_payment(data)).code == "2002500"
    [changed] = page(caller, cursor).participants
    assert (changed.nik, changed.status) == (FISHER.nik, "ACTIVE")
    assert changed.protected_until == data.additional_info.coverage_to


def test_participants_and_inquiry_say_the_same_of_a_person(caller: SnapCaller) -> None:
    [row] = page(caller, size=1).participants
    said = inquire(caller, row.nik).additional_info
    assert (row.kpj, row.status, row.sector, row.income_basis, row.protected_until) == (
        said.kpj,
        said.status,
        said.sector,
        said.income_basis,
        said.protected_until,
    )


def test_a_cursor_nobody_gave_is_refused(caller: SnapCaller) -> None:
    assert caller.call(ServiceCode.PARTICIPANTS, wire.ParticipantsRequest("page two")).code == "4009501"


# --- journal anchor --------------------------------------------------------------------------------------------


def anchor(caller: SnapCaller, sequence: int, head: str, counter: str = "01") -> tuple[str, wire.AnchorReply]:
    answer = caller.call(ServiceCode.ANCHOR, wire.AnchorRequest(counter, sequence, head, "2026-11-22"))
    assert answer.verifies
    return answer.code, wire.decode(answer.body, wire.AnchorReply)


def test_a_journal_goes_forward_and_never_back(caller: SnapCaller) -> None:
    assert anchor(caller, 10, HEAD)[0] == "2009600"
    assert anchor(caller, 10, HEAD)[0] == "2009600"
    assert anchor(caller, 12, OTHER_HEAD)[0] == "2009600"
    code, kept = anchor(caller, 11, HEAD)
    assert (code, kept.sequence, kept.head) == ("4099601", 12, OTHER_HEAD)


def test_a_journal_with_another_head_at_the_same_place_is_refused(caller: SnapCaller) -> None:
    anchor(caller, 10, HEAD)
    assert anchor(caller, 10, OTHER_HEAD)[0] == "4099601"


def test_each_counter_has_a_journal_of_its_own(caller: SnapCaller) -> None:
    anchor(caller, 10, HEAD)
    assert anchor(caller, 1, OTHER_HEAD, counter="02")[0] == "2009600"


def test_an_anchor_names_a_day_that_exists(caller: SnapCaller) -> None:
    asked = wire.AnchorRequest("01", 1, HEAD, "2026-11-31")
    assert caller.call(ServiceCode.ANCHOR, asked).code == "4009601"


def test_an_inquiry_still_finds_everybody_by_code(caller: SnapCaller) -> None:
    asked = an_inquiry(TRADER.payment_code, id_type="CODE")
    assert caller.call(ServiceCode.INQUIRY, asked).code == "2002400"
