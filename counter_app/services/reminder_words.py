"""What payers read, in Indonesian: reminders without reproach, and without a number that would tell who they are."""

from datetime import date, timedelta

from counter_app.domain.calendar_words import day_in_words
from counter_app.domain.letter import Letter
from counter_app.domain.money import Rupiah, format_rupiah
from counter_app.domain.receipt import Office
from counter_app.domain.reminder import Cover, Stage

LONGEST_NAME = 60
"""Characters: what fits one line of a letter."""
_SUBJECTS = {
    Stage.DUE: "Iuran BPJS Ketenagakerjaan bulan berikutnya",
    Stage.GRACE: "Perlindungan BPJS Ketenagakerjaan Bapak/Ibu",
    Stage.LAPSED: "Terlindungi kembali oleh BPJS Ketenagakerjaan",
}
_STANDING = {
    Stage.DUE: "Iuran BPJS Ketenagakerjaan Bapak/Ibu sudah dibayar sampai {paid}.",
    Stage.GRACE: "Iuran BPJS Ketenagakerjaan Bapak/Ibu terakhir dibayar sampai {paid}; perlindungan masih berlaku sampai {ends}.",
    Stage.LAPSED: "Perlindungan BPJS Ketenagakerjaan Bapak/Ibu tidak aktif sejak {since}.",
}
_HOW = {
    Stage.DUE: "Agar perlindungan tidak terputus, iuran berikutnya{cost} dapat dibayar di loket kami sampai tanggal itu.",
    Stage.GRACE: "Dengan membayar iuran{cost} sebelum tanggal itu, perlindungan tetap berjalan, tanpa denda.",
    Stage.LAPSED: "Dengan membayar iuran{cost} dan NIK yang sama, Bapak/Ibu terlindungi kembali, tanpa denda dan tanpa tunggakan.",
}
_STAKE = (
    "Selama terlindungi, keluarga menerima santunan {death} bila peserta meninggal dunia, dan {accident} bila itu terjadi "
    "karena kecelakaan kerja; perawatan akibat kecelakaan kerja ditanggung."
)
_SHORT = {
    Stage.DUE: "Perlindungan BPJS Ketenagakerjaan Bapak/Ibu dibayar sampai {paid}; iuran berikutnya{cost} dapat dibayar di loket kami.",
    Stage.GRACE: "Perlindungan BPJS Ketenagakerjaan Bapak/Ibu berakhir {ends}; iuran{cost} menjaganya, tanpa denda.",
    Stage.LAPSED: "Perlindungan BPJS Ketenagakerjaan Bapak/Ibu tidak aktif sejak {since}; iuran{cost} memulihkannya, tanpa denda.",
}
_LEAVE = "Tidak ingin dihubungi lagi? Mohon beri tahu kami. Terima kasih."
_COME = (
    "Pembayaran cukup dengan menyebut NIK atau menunjukkan kartu peserta di {office}, {address}. Bila Bapak/Ibu sudah "
    "membayar, mohon abaikan surat ini; bila tidak ingin menerima surat seperti ini lagi, mohon beri tahu petugas kami."
)


def message(name: str, office: Office, cover: Cover, cost: Rupiah | None) -> str:
    """A chat message, short enough for a code that a telephone reads from the screen.

    Raises ``KeyError`` for a stage that nobody is reminded in.
    """
    greeting = f"Yth. Bapak/Ibu {plain(name)}, salam dari {office.name}."
    return " ".join((greeting, _dated(_SHORT[cover.stage], cover, _for_a_month(cost)), _LEAVE))


def letter(
    name: str, office: Office, cover: Cover, cost: Rupiah | None, stake: tuple[Rupiah, Rupiah], day: date
) -> Letter:
    """``stake``: what a family gets after a death, and after one at work, rupiah. Raises ``KeyError`` as ``message``."""
    death, accident = stake
    return Letter(
        day,
        plain(name),
        (),
        _SUBJECTS[cover.stage],
        (
            standing(cover),
            _how(cover, cost),
            _STAKE.format(death=format_rupiah(death), accident=format_rupiah(accident)),
            _COME.format(office=office.name, address=office.address),
        ),
    )


def standing(cover: Cover) -> str:
    """How protection stands, in one sentence."""
    return _dated(_STANDING[cover.stage], cover)


def plain(name: str) -> str:
    """A name on one line, nothing unseen in it, no longer than a line holds."""
    seen = "".join(character if character.isprintable() else " " for character in name)
    return " ".join(seen.split())[:LONGEST_NAME].strip()


def _how(cover: Cover, cost: Rupiah | None) -> str:
    return _HOW[cover.stage].format(cost=_for_a_month(cost))


def _for_a_month(cost: Rupiah | None) -> str:
    return "" if cost is None else f" {format_rupiah(cost)} untuk satu bulan"


def _dated(words: str, cover: Cover, cost: str = "") -> str:
    assert cover.paid_until is not None
    ends = cover.ends or cover.paid_until
    return words.format(
        paid=day_in_words(cover.paid_until),
        ends=day_in_words(ends),
        since=day_in_words(ends + timedelta(days=1)),
        cost=cost,
    )
