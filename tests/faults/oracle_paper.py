"""The paper: every piece is about a committed row and says what that row says; only the first of its kind is no copy."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from uuid import UUID
from zoneinfo import ZoneInfo

from counter_app.domain.journal import Act
from counter_app.domain.money import Rupiah, format_rupiah
from counter_app.domain.paper import Paper
from counter_app.domain.payment import Payment, PaymentState
from counter_app.domain.print_job import Document, PrintState
from counter_app.domain.receipt import Office, receipt_of
from counter_app.domain.registration_slip import RegistrationStanding
from counter_app.domain.slip import refund_slip, reversal_slip
from counter_app.printing import drawer_words, registration, slip_words
from counter_app.printing.printed import PaperOut
from counter_app.printing.profile import profile_by_name
from counter_app.printing.reader import Unreadable, read
from counter_app.printing.render import ReceiptPaper
from tests.faults import oracle_journal, oracle_money
from tests.faults.evidence import OF_SHIFTS, OF_SUBJECTS, Evidence, Found, Harm
from tests.faults.printer import Piece

_FIELDS = (
    "Nomor ", "Kuitansi ", "Waktu ", "Petugas ", "Penyelia ", "Ref. pusat ", "Ref. balik ", "Nama ", "NIK ", "KPJ ",
    "Iuran ", "Terbilang ", "Referensi ", "Alasan ", "Cara ",
)  # fmt: skip
_TITLES = {
    drawer_words.Z_TITLE: Document.CLOSING,
    drawer_words.DEPOSIT_TITLE: Document.DEPOSIT,
    slip_words.REFUND_TITLE: Document.REFUND,
    slip_words.REVERSAL_TITLE: Document.REVERSAL,
    slip_words.RECALL_TITLE: Document.RECALL,
    drawer_words.X_TITLE: Document.X_REPORT,
    drawer_words.HANDOVER_TITLE: Document.HANDOVER,
    **{title: Document.CASH_MOVEMENT for title, _ in drawer_words.MOVEMENTS.values()},
    registration.SLIP_TITLE: Document.REGISTRATION,
}
_ABOUT_NO_PAYMENT = OF_SHIFTS | OF_SUBJECTS
_HEADS = {Document.CLOSING: Act.SHIFT_CLOSED, Document.X_REPORT: Act.X_REPORTED}
"""Papers that name the journal's entry about them."""
_ISSUED = registration.STANDINGS[RegistrationStanding.ISSUED][0]
"""A worker who went home with *diterima* gets another original once the card is there."""
_CONFIRMS = "Slip konfirmasi:"
_PROFILE = "thermal-80"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One piece of paper, read. ``about``: the receipt's number, or the id of what a paper about no payment names; empty
    where it was cut off before it said so.
    """

    document: Document
    about: str
    copy: int
    whole: bool
    text: tuple[str, ...]

    @property
    def said(self) -> set[str]:
        """Its lines as they read, wherever they stand."""
        return {line.strip() for line in self.text}


def always(seen: Evidence) -> Iterator[Found]:
    rows = {payment.receipt_number: payment for payment in seen.payments}
    out: set[Hashable] = set()
    for sheet in sheets(seen):
        if sheet.about == "":
            continue
        known = sheet.about in _known(seen, sheet.document) or sheet.about in rows
        if not known:
            yield Found(
                Harm.LOST, f"a {sheet.document} {sheet.about} is out and what it is about is not in the database"
            )
            continue
        key = (sheet.document, sheet.about, sheet.document is Document.REGISTRATION and _ISSUED in sheet.said)
        if key in out and sheet.copy == 0 and not _asked_twice(seen, sheet):
            yield Found(Harm.DOUBLED, f"the {sheet.document} {sheet.about} came out again without SALINAN")
        out.add(key)
        yield from _asked_for(seen, sheet)
        if sheet.whole and sheet.document in _ABOUT_NO_PAYMENT:
            yield from _TRUTHS[sheet.document](seen, sheet)
        elif sheet.whole:
            yield from _true(seen, sheet, rows)


def at_rest(seen: Evidence) -> Iterator[Found]:
    """Every paper that was asked for is out whole."""
    whole = {(sheet.document, sheet.about) for sheet in sheets(seen) if sheet.whole}
    for job in seen.jobs:
        about = seen.number(job.payment_id) if job.payment_id else str(job.shift_id or job.subject_id)
        if job.state is PrintState.DISMISSED:
            continue  # by whom and why is in the journal
        if (job.document, about) not in whole and not _gave_way(job.document, about, whole):
            yield Found(Harm.ORACLE, f"the {job.document} {about} was never printed whole")


def sheets(seen: Evidence) -> Iterator[Sheet]:
    """Every piece, in the order in which they came out."""
    for piece in seen.pieces:
        paper = _read(piece)
        text = tuple(paper.texts)
        document = _document(text)
        named = document in _ABOUT_NO_PAYMENT
        about = _subject(seen, text, document) if named else _after(text, _number_label(document))
        yield Sheet(document, about, _copy(text), bool(paper.cuts), text)


def _gave_way(document: Document, about: str, whole: set[tuple[Document, str]]) -> bool:
    """A confirmation whose payment was undone meanwhile is printed as what the receipt is by now."""
    return document is Document.CONFIRMATION and (Document.RECEIPT, about) in whole


def _asked_twice(seen: Evidence, sheet: Sheet) -> bool:
    """Some papers have more than one original: one a reversal that was asked for; a confirmation that was overtaken."""
    if sheet.document in _ABOUT_NO_PAYMENT:
        return False
    jobs = [job for job in seen.jobs if job.payment_id is not None and seen.number(job.payment_id) == sheet.about]
    if sheet.document is Document.RECEIPT:
        return "DIBALIK" in {line.strip() for line in sheet.text} and any(
            job.document is Document.CONFIRMATION for job in jobs
        )
    return sum(job.document is sheet.document and job.copy == 0 for job in jobs) > 1


def _asked_for(seen: Evidence, sheet: Sheet) -> Iterator[Found]:
    """A slip exists because of what was committed with it."""
    rows: Mapping[Document, set[str]] = {
        Document.REFUND: {seen.number(refund.payment_id) for refund in seen.refunds},
        Document.REVERSAL: {reversal.receipt_number for reversal in seen.reversals},
    }
    if sheet.document in rows and sheet.about not in rows[sheet.document]:
        yield Found(Harm.LOST, f"a {sheet.document} slip of {sheet.about} is out, and there is none")


def _true(seen: Evidence, sheet: Sheet, rows: Mapping[str, Payment]) -> Iterator[Found]:
    payment = rows[sheet.about]
    if _substance(sheet.text) not in _versions(seen, payment, sheet):
        yield Found(Harm.ORACLE, f"the {sheet.document} {sheet.about}, copy {sheet.copy}, is not what its row says")
    heading = "TOTAL" if sheet.document in {Document.RECEIPT, Document.CONFIRMATION} else "JUMLAH"
    if not any(heading in line and format_rupiah(payment.total) in line for line in sheet.text):
        yield Found(Harm.ORACLE, f"the {sheet.document} {sheet.about} does not show the total of its row")


def _closing(seen: Evidence, sheet: Sheet) -> Iterator[Found]:
    """The drawer as the notes have it, every payment that was open by the journal, and the journal's own head."""
    shift = seen.shifts[UUID(sheet.about)]
    if shift is None or shift.closed_at is None:
        yield Found(Harm.LOST, f"a closing slip is out and the shift {sheet.about} is not closed")
        return
    held = Rupiah(oracle_money.in_drawer(seen, shift.id))
    for label, amount in (("Kas awal", shift.float_amount), ("Seharusnya", held), ("Dihitung", shift.counted)):
        if amount is not None and not any(_says(line, label, amount) for line in sheet.text):
            yield Found(Harm.ORACLE, f"the closing slip does not say {label} {amount}")
    left_open_then = oracle_journal.read(seen).open_at[sheet.about]
    for payment in seen.payments:
        left_open = str(payment.id) in left_open_then
        if left_open != (payment.receipt_number in sheet.text):
            yield Found(
                Harm.ORACLE, f"{payment.receipt_number}: open at the close {left_open}, on its slip it is not so"
            )
    seq = int(_after(sheet.text, "Entri "))
    printed = "".join(sheet.text).replace(" ", "")
    if seen.hashes[seq - 1] not in printed:
        yield Found(Harm.ORACLE, f"the closing slip has another hash than the journal's entry {seq}")


def _deposit(seen: Evidence, sheet: Sheet) -> Iterator[Found]:
    """All that was counted leaves the drawer, but for what was noted to stay."""
    shift = seen.shifts[UUID(sheet.about)]
    counted = shift.counted if shift is not None else None
    stays = [note["stays"] for note in seen.notebook.of("leaving") if note["shift"] == sheet.about]
    paid_in = {Rupiah(counted - each) for each in [*stays, *([] if stays else [0])]} if counted is not None else set()
    if not any(_says(line, "SETORAN", each) for line in sheet.text for each in paid_in):
        yield Found(Harm.ORACLE, f"the deposit slip of {sheet.about} does not say SETORAN {paid_in}")


def _movement(seen: Evidence, sheet: Sheet) -> Iterator[Found]:
    noted = {note["id"]: Rupiah(abs(note["adds"])) for note in seen.notebook.of("moving")}
    if not any(_says(line, "JUMLAH", noted[sheet.about]) for line in sheet.text):
        yield Found(Harm.ORACLE, f"the slip of the movement {sheet.about} does not say {noted[sheet.about]}")


def _handover(seen: Evidence, sheet: Sheet) -> Iterator[Found]:
    """What the giver counted, whatever the receiver found."""
    row = next(each for each in seen.drawer.handovers if str(each.id) == sheet.about)
    noted = [Rupiah(n["amount"]) for n in seen.notebook.of("counting") if n["shift"] == str(row.shift_id)]
    if not any(_says(line, "JUMLAH", each) for line in sheet.text for each in noted):
        yield Found(Harm.ORACLE, f"the slip of the hand-over {sheet.about} does not say {noted}")


def _x_report(seen: Evidence, sheet: Sheet) -> Iterator[Found]:
    """It names the entry that it was made of, by its hash."""
    if seen.hashes[int(_after(sheet.text, "Entri ")) - 1] not in "".join(sheet.text).replace(" ", ""):
        yield Found(Harm.ORACLE, f"the X report {sheet.about} has another hash than the journal")


def _application(seen: Evidence, sheet: Sheet) -> Iterator[Found]:
    """A card's number that is on it is the host's."""
    issued = {each.key: each.kpj for each in seen.registered}
    if _ISSUED in sheet.said and issued.get(sheet.about) not in sheet.said:
        yield Found(Harm.ORACLE, f"the slip of the application {sheet.about} has another card than the host")


def _recalled(seen: Evidence, sheet: Sheet) -> Iterator[Found]:
    """Whom the journal's entry lists, each with the amount of their payment, and nobody else."""
    entry = next(each for each in seen.entries if each["subject"] == sheet.about and each["act"] == Act.RECALL_LISTED)
    listed = {row.split()[0] for row in entry["facts"]["rows"].splitlines()}
    due = [payment for payment in seen.payments if payment.receipt_number in listed]
    said = {line.split()[1] for line in sheet.text if line.startswith("Kuitansi ")}
    if said != listed or len(due) != len(listed):
        yield Found(Harm.ORACLE, f"the recall slip {sheet.about} lists {said}, the journal {listed}")
    total = Rupiah(sum(payment.total for payment in due))
    if not any(_says(line, "JUMLAH", total) for line in sheet.text):
        yield Found(Harm.ORACLE, f"the recall slip {sheet.about} does not say {total}")


_TRUTHS: Mapping[Document, Callable[[Evidence, Sheet], Iterator[Found]]] = {
    Document.CLOSING: _closing,
    Document.DEPOSIT: _deposit,
    Document.CASH_MOVEMENT: _movement,
    Document.HANDOVER: _handover,
    Document.X_REPORT: _x_report,
    Document.REGISTRATION: _application,
    Document.RECALL: _recalled,
}


def _says(line: str, label: str, amount: Rupiah) -> bool:
    return line.startswith(label) and line.endswith(f" {format_rupiah(amount)}")


def _versions(seen: Evidence, payment: Payment, sheet: Sheet) -> list[list[str]]:
    """The paper as it may have stood when it was printed: by each state that its rows may have had by then, in each of
    the zones that the office has been said to lie in.
    """
    zones = {seen.office.timezone, *(note["zone"] for note in seen.notebook.of("zone"))}
    offices = [replace(seen.office, timezone=zone) for zone in sorted(zones)]
    return [_printed(paper) for office in offices for paper in _papers(seen, payment, sheet, office)]


def _papers(seen: Evidence, payment: Payment, sheet: Sheet, office: Office) -> Iterator[Paper]:
    reversals = [each for each in seen.reversals if each.payment_id == payment.id]
    before = replace(payment, state=PaymentState.ACCEPTED, posting=None)
    if sheet.document is Document.REFUND:
        for refund in seen.refunds:
            if refund.payment_id == payment.id:
                yield refund_slip(refund, payment, office, sheet.copy)
    elif sheet.document is Document.REVERSAL:
        for reversal in reversals:
            for state in PaymentState:
                for version in (payment, before):
                    yield reversal_slip(replace(reversal, state=state), version, office, sheet.copy)
    else:
        at = payment.accepted_at.astimezone(ZoneInfo(office.timezone))
        for version in (payment, before):
            yield receipt_of(version, office, at, sheet.copy)
            for reversal in reversals:
                yield receipt_of(version, office, at, sheet.copy, reversal)


@cache
def _printed(paper: Paper) -> list[str]:
    return _substance(read(ReceiptPaper(profile_by_name(_PROFILE)).escpos(paper)).texts)


def _substance(text: Sequence[str]) -> list[str]:
    """Whose money, which months, and every amount."""
    return [line for line in text if "Rp" in line or line.startswith(_FIELDS)]


@cache
def _read(piece: Piece) -> PaperOut:
    """A piece as far as it goes: one that was cut off ends within a command, or within a line."""
    data = piece.data
    while data:
        with suppress(Unreadable):
            return read(data)
        data = data[: data.rfind(b"\n", 0, len(data) - 1) + 1]
    return PaperOut()


def _document(text: Sequence[str]) -> Document:
    lines = {line.strip() for line in text}
    slip = next((document for title, document in _TITLES.items() if title in lines), None)
    confirms = any(line.startswith(_CONFIRMS) for line in lines)
    return slip or (Document.CONFIRMATION if confirms else Document.RECEIPT)


def _number_label(document: Document) -> str:
    return "Nomor " if document in {Document.RECEIPT, Document.CONFIRMATION} else "Kuitansi "


def _after(text: Sequence[str], label: str) -> str:
    return next((line.split()[1] for line in text if line.startswith(label) and len(line.split()) > 1), "")


def _known(seen: Evidence, document: Document) -> set[str]:
    """The ids of all that such a paper can be about."""
    ids: dict[Document, Iterable[UUID]] = {
        Document.CASH_MOVEMENT: (each.id for each in seen.drawer.movements),
        Document.HANDOVER: (each.id for each in seen.drawer.handovers),
        Document.REGISTRATION: (each.id for each in seen.registrations),
        Document.X_REPORT: (UUID(each["subject"]) for each in seen.entries if each["act"] == Act.X_REPORTED),
        Document.RECALL: (UUID(each["subject"]) for each in seen.entries if each["act"] == Act.RECALL_LISTED),
        Document.CLOSING: seen.shifts,
        Document.DEPOSIT: seen.shifts,
    }
    return {str(each) for each in ids.get(document, ())}


def _subject(seen: Evidence, text: Sequence[str], document: Document) -> str:
    """What a paper about no payment is about; an id that is none where it names something else than there is.

    Of a close it is the shift of the journal's entry which it names, or of the Z number.
    """
    if document is Document.DEPOSIT:
        return _numbered(seen, text)
    if document in {Document.CASH_MOVEMENT, Document.HANDOVER, Document.RECALL}:
        return _whole(_after(text, "Bukti "), _known(seen, document))
    if document is Document.REGISTRATION:
        return _whole(_after(text, "Daftar ").lower().removeprefix("d-").replace("-", ""), _known(seen, document))
    seq = _after(text, "Entri ")
    if not seq:
        return ""
    entry = seen.entries[int(seq) - 1] if int(seq) <= len(seen.entries) else None
    return entry["subject"] if entry is not None and entry["act"] == _HEADS[document] else str(UUID(int=0))


def _whole(beginning: str, known: set[str]) -> str:
    """The id that begins so, or none; empty for no beginning."""
    found = next((each for each in known if each.startswith(beginning)), str(UUID(int=0)))
    return found if beginning else ""


def _numbered(seen: Evidence, text: Sequence[str]) -> str:
    number = next((line.split()[-1] for line in text if line.startswith("Laporan Z ")), "")
    closes = [
        entry for entry in seen.entries if entry["act"] == Act.SHIFT_CLOSED and str(entry["facts"]["z"]) == number
    ]
    return closes[0]["subject"] if closes else (str(UUID(int=0)) if number else "")


def _copy(text: Sequence[str]) -> int:
    return next((int(line.split()[1]) for line in (each.strip() for each in text) if line.startswith("SALINAN ")), 0)
