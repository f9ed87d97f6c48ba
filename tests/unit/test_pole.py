"""What a payer reads on the pole: sums that are never cut, and never who they are."""

import re
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.bill import Programme
from counter_app.domain.cash import Tender, TenderKind
from counter_app.domain.customer_view import BLANK, THANKS, WELCOME, CustomerView, Showing, asked, paid
from counter_app.domain.money import Rupiah
from counter_app.domain.months import Month
from counter_app.domain.payment import PaymentState
from counter_app.printing.devices.serial_line import Flow, SerialPort
from counter_app.printing.pole import Pole, port_of
from counter_app.printing.pole_commands import cd5220, epson
from counter_app.printing.pole_lines import BACK, CHANGE, COLUMNS, TENDERED, TOTAL, amount_line, lines_of
from tests.helpers.builders import a_bill, a_payment
from tests.helpers.poles import Cd5220Pole, EpsonPole, Misread

OFFICE = "Kantor Pos Bandung Melati"


def shown(view: CustomerView, *, training: bool = False) -> tuple[str, str]:
    return lines_of(view, OFFICE, training=training)


def in_cash(tendered: int, state: PaymentState = PaymentState.ACCEPTED) -> CustomerView:
    return paid(a_payment(bill=a_bill(), tender=Tender(TenderKind.CASH, Rupiah(tendered)), state=state))


def test_between_two_payers_it_greets_in_the_offices_name() -> None:
    assert shown(WELCOME) == ("   SELAMAT DATANG   ", " Kantor Pos Bandung ")
    assert shown(THANKS) == ("    TERIMA KASIH    ", " Kantor Pos Bandung ")
    assert shown(BLANK) == (" " * 20, " " * 20)


def test_the_total_stands_at_the_right_and_how_many_months_it_is_for_beneath_it() -> None:
    bill = a_bill(3)
    upper, lower = shown(asked(bill, waits=False))
    assert re.fullmatch(r"TOTAL +Rp[\d.]+", upper)
    assert upper.endswith(f"Rp{bill.total:,}".replace(",", "."))
    assert lower.strip() == "IURAN 3 BULAN"
    assert shown(asked(bill, waits=True)) == (upper, "    MOHON TUNGGU    ")


def test_after_the_money_it_says_what_was_paid_and_what_comes_back() -> None:
    total = a_bill().total
    assert shown(in_cash(total + 3_200)) == (amount_line(TENDERED, total + 3_200), "KEMBALI      Rp3.200")
    assert shown(in_cash(total))[1].strip() == "UANG PAS"


@pytest.mark.parametrize("state", [PaymentState.SENDING, PaymentState.CONFIRMED, PaymentState.REVIEW])
def test_the_change_stays_the_change_whatever_the_host_says_meanwhile(state: PaymentState) -> None:
    assert shown(in_cash(50_000, state)) == shown(in_cash(50_000))


def test_money_that_did_not_come_in_notes_has_no_change() -> None:
    payment = a_payment(bill=a_bill(), tender=Tender(TenderKind.QRIS, a_bill().total, "QR-1234"))
    assert shown(paid(payment)) == (amount_line(("QRIS", "QRIS"), payment.total), "    TERIMA KASIH    ")


@pytest.mark.parametrize("state", [PaymentState.REJECTED, PaymentState.CANCELLED, PaymentState.REFUNDED])
def test_what_the_host_refused_is_not_called_paid(state: PaymentState) -> None:
    total = a_bill().total
    assert shown(in_cash(total + 3_200, state)) == ("   TIDAK TERBAYAR   ", amount_line(BACK, total))


@pytest.mark.parametrize(
    ("view", "counts"),
    [
        (WELCOME, "SELAMAT DATANG"),
        (THANKS, "TERIMA KASIH"),
        (asked(a_bill(), waits=False), amount_line(TOTAL, a_bill().total)),
        (asked(a_bill(), waits=True), amount_line(TOTAL, a_bill().total)),
        (in_cash(50_000), amount_line(CHANGE, 50_000 - a_bill().total)),
        (in_cash(a_bill().total), amount_line(TENDERED, a_bill().total)),
        (in_cash(50_000, PaymentState.REJECTED), amount_line(BACK, a_bill().total)),
        (BLANK, ""),
    ],
)
def test_in_training_every_frame_says_so_and_keeps_the_sum_that_counts(view: CustomerView, counts: str) -> None:
    upper, lower = shown(view, training=True)
    assert upper.strip() == ("LATIHAN" if counts else "")
    assert lower.strip() == counts.strip()


@given(st.sampled_from([TOTAL, TENDERED, CHANGE, BACK, ("POSPAY", "POSPAY")]), st.integers(0, 10**12))
def test_any_amount_fits_its_line_whole_and_under_its_own_name(labels: tuple[str, str], amount: int) -> None:
    line = amount_line(labels, amount)
    assert len(line) == COLUMNS
    assert int(re.sub(r"\D", "", line)) == amount
    assert line.split()[0] in labels[0] or line.startswith(labels)
    assert line.startswith(labels)


@given(st.integers(10**12 + 1, 10**40))
def test_an_amount_that_no_line_has_room_for_is_not_cut(amount: int) -> None:
    line = amount_line(CHANGE, amount)
    assert len(line) == COLUMNS
    assert line.strip() == "LIHAT STRUK" or int(line.split()[-1]) == amount


amounts = st.integers(0, 10**12).map(Rupiah)
views = st.builds(
    CustomerView,
    st.sampled_from(Showing),
    st.lists(st.builds(Month, st.integers(2020, 2030), st.integers(1, 12)), max_size=12).map(tuple),
    st.just((Programme.JKK, Programme.JKM)),
    amounts,
    st.sampled_from([None, *TenderKind]),
    amounts,
    amounts,
)


@given(views, st.text(max_size=300), st.booleans(), st.sampled_from(["CP437", "CP850", "CP858"]))
def test_whatever_is_shown_a_pole_reads_as_it_was_meant(
    view: CustomerView, office: str, training: bool, code_page: str
) -> None:
    lines = lines_of(view, office, training=training)
    read = EpsonPole().take(epson(lines, code_page))
    assert read.lines == lines
    assert not read.cursor_shown
    plain = Cd5220Pole().take(cd5220(lines, code_page))
    assert [len(line) for line in plain.lines] == [COLUMNS, COLUMNS]
    assert all(
        ours in (theirs, read_)
        for line, other in zip(lines, plain.lines, strict=True)
        for ours, theirs, read_ in zip(line, other, line, strict=True)
        if ours.isascii()
    )


def test_a_frame_says_everything_whatever_stood_there() -> None:
    pole, other = EpsonPole(), Cd5220Pole()
    for view in (asked(a_bill(12), waits=False), in_cash(500_000), WELCOME, BLANK):
        assert pole.take(epson(shown(view), "CP437")).lines == shown(view)
        assert other.take(cd5220(shown(view), "CP437")).lines == shown(view)


def test_letters_of_the_offices_name_come_out_as_far_as_the_pole_has_them() -> None:
    lines = lines_of(WELCOME, "Pos Réunion ñandú ß")
    assert EpsonPole().take(epson(lines, "CP850")).lines[1].strip() == "Pos Réunion ñandú ß"
    assert Cd5220Pole().take(cd5220(lines, "CP850")).lines[1].strip() == "Pos Reunion nandu s"


def test_a_line_of_any_other_length_is_refused() -> None:
    with pytest.raises(ValueError, match="20 characters, not 19"):
        epson((" " * 19, " " * 20), "CP437")


def test_the_reader_of_the_tests_takes_nothing_that_it_does_not_know() -> None:
    for bad in (b"A", b"\x1b@\x1bt\x07", b"\x1b@\x1bt\x00\x1f$\x15\x01", b"\x1b@\x1bt\x00" + b"A" * 21):
        with pytest.raises(Misread):
            EpsonPole().take(bad)
    for bad in (b"A", b"\x1bQA" + b"A" * 21 + b"\r", b"\x1bQAno end", b"\x1bQA\xe9\r"):
        with pytest.raises(Misread):
            Cd5220Pole().take(bad)


def test_nothing_about_a_person_can_stand_in_what_a_payer_is_shown() -> None:
    names = {each.name for each in fields(CustomerView)}
    assert names == {"showing", "months", "programmes", "total", "kind", "tendered", "change"}
    payment = a_payment()
    told = repr(paid(payment))
    assert not any(each in told for each in (payment.payer.nik, payment.payer.kpj, payment.payer.name))


@pytest.mark.parametrize(
    ("url", "port"),
    [
        ("serial:///dev/ttyUSB0", SerialPort("/dev/ttyUSB0", 9_600)),
        ("serial:///dev/ttyS1?baud=19200", SerialPort("/dev/ttyS1", 19_200)),
        ("serial:COM3?baud=2400&flow=rtscts", SerialPort("COM3", 2_400, Flow.RTS_CTS)),
    ],
)
def test_a_pole_is_named_by_its_serial_line(url: str, port: SerialPort) -> None:
    assert port_of(url) == port
    assert Pole(url, "epson", "CP437", OFFICE).name == port.path
