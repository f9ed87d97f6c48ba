"""A clerk's statement tells all that was done under a name, what others did about it, and nothing else."""

import io
import json
from datetime import date, timedelta
from uuid import uuid4

import pypdf
import pytest

from counter_app.domain.approval import Deed
from counter_app.domain.cash import TenderKind
from counter_app.domain.drawer import in_few_pieces
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.journal import Act, Entry, Fact
from counter_app.domain.money import Rupiah
from counter_app.domain.outbox import Refused
from counter_app.domain.people import Account, Actor, Role
from counter_app.domain.statement import Statement
from counter_app.reports.statement import StatementPages
from counter_app.services.statement_words import DEEDS, deed_of, sentence
from counter_app.services.statements import Statements
from tests.helpers.builders import COUNTER_ID, a_participant
from tests.helpers.reply_host import posted
from tests.helpers.statements import TODAY, statements
from tests.integration.services.conftest import AUDITOR, CLERK, OTHER_CLERK, Bench

SUPERVISOR = Actor("2001", "Agus", Role.SUPERVISOR)


def made(bench: Bench, actor: Actor = CLERK, of: Actor = CLERK, since: date = TODAY, until: date = TODAY) -> Statement:
    return statements(bench).of(actor, of.id, since, until)


def returned(bench: Bench, act: Act, receipt: str, shift: str, amount: int, *, in_cash: bool = True) -> None:
    facts: dict[str, Fact] = {
        "receipt": receipt,
        "amount": amount,
        "in_cash": in_cash,
        "shift": shift,
        "cause": "rejected",
    }
    with bench.store.writing() as work:
        work.journal.append(Entry(bench.clock.now(), OTHER_CLERK.id, act, "elsewhere", facts))


def text_of(pdf: bytes) -> str:
    """Its words, however the lines broke."""
    return " ".join(" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def test_all_under_the_name_is_there_and_what_others_did_stands_apart(bench: Bench) -> None:
    payment = bench.sell()
    bench.host.replies = [posted(payment)]
    bench.forwarder.forward(payment.id)
    bench.printing.print(bench.printing.original(payment.id).id)
    bench.shifts.close(CLERK, Rupiah(208_000))
    bench.shifts.open(OTHER_CLERK, Rupiah(0))
    statement = made(bench)
    assert [line.words.partition(":")[0] for line in statement.own] == [
        "Membuka loket",
        "Menerima pembayaran",
        "Menghitung laci",
        "Hasil hitungan laci dibuka",
        "Menutup loket",
    ]
    assert [(line.actor, line.words.partition(":")[0]) for line in statement.about] == [
        ("system:forwarder", "Pembayaran dikirim ke pusat"),
        ("system:forwarder", "Status pembayaran berubah"),
        ("system:printer", "Mulai dicetak"),
        ("system:printer", "Kertas diserahkan ke printer"),
        ("9001", "Persetujuan diberikan"),
    ]
    sale = statement.own[1].words
    assert payment.receipt_number in sale
    assert "************0002" in sale
    assert "jumlah Rp8.400" in sale
    assert payment.payer.nik not in sale


@pytest.mark.parametrize("away", [-400, 400])
def test_a_clock_that_is_turned_away_for_a_moment_takes_nothing_out(bench: Bench, away: int) -> None:
    payment = bench.sell()
    bench.host.replies = [Refused("4042513", "wrong amount")]
    bench.forwarder.forward(payment.id)
    bench.clock.advance(days=away)
    bench.refunds.pay_out(CLERK, payment.id)
    bench.clock.advance(days=-away)
    bench.shifts.close(CLERK, Rupiah(200_000))
    statement = made(bench)
    assert [line.words.partition(":")[0] for line in statement.own] == [
        "Membuka loket",
        "Menerima pembayaran",
        "Uang dikembalikan",
        "Menghitung laci",
        "Hasil hitungan laci dibuka",
        "Menutup loket",
    ]
    assert statement.totals.returned == payment.total
    assert made(bench, since=TODAY + timedelta(days=1), until=TODAY + timedelta(days=2)).own == ()


def test_a_shift_is_reckoned_and_its_variance_told(bench: Bench) -> None:
    first = bench.sell()
    sale = bench.sale(a_participant(1))
    bench.checkout.commit(CLERK, sale, TenderKind.QRIS, sale.bill.total, "QR-12345")
    returned(bench, Act.REFUNDED, first.receipt_number, str(first.shift_id), 8_400)
    bench.shifts.close(CLERK, Rupiah(199_000))
    (shift,) = made(bench).shifts
    assert (shift.float_amount, shift.taken, shift.other, shift.returned) == (200_000, 8_400, 8_400, 8_400)
    assert (shift.expected, shift.counted, shift.payments, shift.closed_by) == (200_000, 199_000, 2, CLERK.id)
    totals = made(bench).totals
    assert (totals.payments, totals.cash, totals.other, totals.total, totals.returned) == (
        2,
        8_400,
        8_400,
        16_800,
        8_400,
    )


def test_cash_that_went_to_the_vault_is_not_expected_in_the_drawer(bench: Bench) -> None:
    bench.sell()
    movement = uuid4()
    consent = bench.consent(Deed.MOVE_CASH, movement)
    bench.drawer.drop(CLERK, movement, in_few_pieces(Rupiah(50_000)), "laci penuh", consent)
    statement = made(bench)
    (shift,) = statement.shifts
    assert (shift.moved, shift.expected) == (-50_000, 158_400)
    pages = text_of(StatementPages().pdf(statement))
    assert "dari brankas -Rp50.000" in pages
    assert "Rp158.400" not in pages, "nobody is told before they have counted"
    bench.shifts.close(CLERK, Rupiah(158_400))
    assert "Rp158.400" in text_of(StatementPages().pdf(made(bench)))


def test_a_shift_that_a_supervisor_closed_says_so(bench: Bench) -> None:
    payment = bench.sell()
    bench.shifts.close(SUPERVISOR, Rupiah(1), payment.shift_id)
    statement = made(bench)
    assert [line.actor for line in statement.about] == [SUPERVISOR.id] * 3
    assert statement.shifts[0].closed_by == SUPERVISOR.id
    assert "oleh 2001" in text_of(StatementPages().pdf(statement))


def test_what_went_back_by_other_means_or_out_of_anothers_drawer_is_not_taken_from_this_one(bench: Bench) -> None:
    payment = bench.sell()
    returned(bench, Act.CANCELLED, payment.receipt_number, str(payment.shift_id), 8_400, in_cash=False)
    returned(bench, Act.REVERSAL_PAID_OUT, payment.receipt_number, "another shift", 8_400)
    returned(bench, Act.REFUNDED, "another receipt", "another shift", 8_400)
    statement = made(bench)
    assert [shift.returned for shift in statement.shifts] == [0]
    assert statement.totals.returned == 8_400
    assert len(statement.about) == 2


def test_another_clerk_is_not_answerable_for_it(bench: Bench) -> None:
    bench.sell()
    bench.shifts.close(CLERK, Rupiah(0))
    bench.shifts.open(OTHER_CLERK, Rupiah(0))
    sale = bench.sale(a_participant(1))
    bench.checkout.commit(OTHER_CLERK, sale, TenderKind.CASH, sale.bill.total)
    statement = made(bench, OTHER_CLERK, OTHER_CLERK)
    assert len(statement.own) == 2
    assert statement.about == ()
    assert statement.totals.payments == 1


def test_the_days_are_the_offices_own(bench: Bench) -> None:
    bench.sell()  # 09:15 in Jakarta on the 22nd
    bench.clock.advance(timedelta(hours=15).total_seconds())  # the 23rd there, still the 22nd in UTC
    bench.shifts.close(CLERK, Rupiah(0))
    tomorrow = TODAY + timedelta(days=1)
    assert len(made(bench).own) == 5, "the close is the shift's, which was opened on the 22nd"
    later = made(bench, since=tomorrow, until=tomorrow)
    assert [line.words.partition(":")[0] for line in later.own] == [
        "Menghitung laci",
        "Hasil hitungan laci dibuka",
        "Menutup loket",
        "Laporan petugas dibuat",
    ]
    assert later.totals.payments == 0
    assert len(later.shifts) == 1, "it reaches into the day"
    assert len(made(bench, since=tomorrow, until=TODAY).own) == 5 + 2, "in either order, with those made before"
    assert made(bench, since=TODAY - timedelta(days=2), until=TODAY - timedelta(days=1)).shifts == ()


def test_a_shift_of_days_ago_is_not_told_again(bench: Bench) -> None:
    bench.sell()
    bench.shifts.close(CLERK, Rupiah(0))
    bench.clock.advance(timedelta(days=2).total_seconds())
    assert made(bench, since=TODAY + timedelta(days=2), until=TODAY + timedelta(days=2)).shifts == ()


@pytest.mark.parametrize(
    ("actor", "of", "allowed"),
    [
        (CLERK, CLERK, True),
        (CLERK, OTHER_CLERK, False),
        (SUPERVISOR, CLERK, True),
        (AUDITOR, CLERK, True),
        (AUDITOR, AUDITOR, True),
        (Actor("9001", "Tika", Role.ADMINISTRATOR), CLERK, False),
    ],
)
def test_ones_own_statement_is_everybodys_and_others_is_not(
    bench: Bench, actor: Actor, of: Actor, allowed: bool
) -> None:
    if allowed:
        made(bench, actor, of)
        (entry,) = bench.entries("statement.made")
        assert (entry["actor"], entry["staff"], entry["since"]) == (actor.id, of.id, "2026-11-22")
        return
    with pytest.raises(Declined) as declined:
        made(bench, actor, of)
    assert declined.value.reason is Reason.NOT_ALLOWED
    assert bench.entries("statement.made") == []


def test_the_name_is_the_accounts_and_a_number_without_one_says_so(bench: Bench) -> None:
    with bench.store.writing() as work:
        work.accounts.save(Account(CLERK, "hashed"))
    bench.sell()
    assert made(bench).name == "Dewi"
    assert made(bench, SUPERVISOR, OTHER_CLERK).name == ""
    assert "tidak terdaftar" in text_of(StatementPages().pdf(made(bench, SUPERVISOR, OTHER_CLERK)))


def test_the_same_books_give_the_same_file_to_the_byte(bench: Bench) -> None:
    for number in range(60):
        bench.sell(bench.sale(a_participant(number)))
    statement = made(bench)
    assert StatementPages().pdf(statement) == StatementPages().pdf(statement)


def test_the_pages_say_it_and_know_how_many_they_are(bench: Bench) -> None:
    payments = [bench.sell(bench.sale(a_participant(number))) for number in range(60)]
    bench.shifts.close(CLERK, Rupiah(199_000))
    made_file = statements(bench).pdf(CLERK, CLERK.id, TODAY, TODAY)
    pages = pypdf.PdfReader(io.BytesIO(made_file)).pages
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert f"Halaman {number} dari {len(pages)}" in page.extract_text()
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
    words = text_of(made_file)
    assert [each.receipt_number for each in payments if each.receipt_number not in words] == []
    assert [each.payer.nik for each in payments if each.payer.nik in words] == []
    assert "-Rp505.000" in words, "the variance"
    with bench.store.reading() as work:
        head = json.loads(list(work.journal.chain())[-1].canonical)["facts"]["head"]
    assert head in words


def test_an_empty_journal_has_a_statement_too(bench: Bench) -> None:
    statement = made(bench)
    assert (statement.head_seq, statement.as_of) == (0, None)
    assert "jurnal masih kosong" in text_of(StatementPages().pdf(statement))


def test_an_open_shift_is_said_to_be_open(bench: Bench) -> None:
    bench.sell()
    assert "belum ditutup" in text_of(StatementPages().pdf(made(bench)))


def test_nothing_in_it_is_markup_or_a_control_character(bench: Bench) -> None:
    with bench.store.writing() as work:
        facts = {"reason": "<b>&amp; \u202e\x07 3273025508920002", "what": "x"}
        work.journal.append(Entry(bench.clock.now(), CLERK.id, Act.REVEALED, COUNTER_ID, facts))
    words = text_of(StatementPages().pdf(made(bench)))
    assert "<b>&amp;" in words
    assert "\u202e" not in words
    assert "3273025508920002" not in words


def test_the_file_is_named_after_whose_it_is_and_when() -> None:
    name = Statements.file_name("1001", TODAY, TODAY - timedelta(days=21))
    assert name == "laporan-petugas-1001-2026-11-01-2026-11-22.pdf"


# --- words -------------------------------------------------------------------------------------------------------


def test_every_act_has_its_words() -> None:
    assert [act for act in Act if act not in DEEDS] == []


def test_an_act_that_nobody_knows_yet_is_called_by_its_own_name() -> None:
    assert deed_of("payment.teleported") == "payment.teleported"


@pytest.mark.parametrize(
    ("act", "facts", "words"),
    [
        ("login", {}, "Masuk."),
        ("login.refused", {"failed": 2}, "Percobaan masuk ditolak: PIN salah ke-2."),
        ("login.refused", {"locked": True}, "Percobaan masuk ditolak: sedang dikunci ya."),
        ("user.added", {"role": "supervisor"}, "Petugas ditambahkan: peran penyelia."),
        ("print.reprint", {"receipt": "R-1", "copy": 0}, "Meminta salinan: struk R-1."),
        (
            "bill.differs",
            {"host": 8_400, "tariff": "none"},
            "Tagihan pusat berbeda dari tarif: menurut pusat Rp8.400, menurut tarif none.",
        ),
        (
            "payment.refunded",
            {"cause": "rejected", "amount": 8_400, "in_cash": False},
            "Uang dikembalikan: jumlah Rp8.400, tunai tidak, sebab ditolak pusat.",
        ),
        ("payment.outcome", {"state": "NEW", "words": ""}, "Status pembayaran berubah: status NEW."),
        (
            "payment.accepted",
            {"tender": "COINS", "fee": 0, "months": "2026-11,2026-12"},
            "Menerima pembayaran: bulan 2026-11, 2026-12, cara bayar COINS.",
        ),
    ],
)
def test_an_entry_reads_as_a_sentence(act: str, facts: dict[str, object], words: str) -> None:
    assert sentence({"act": act, "facts": facts}) == words
