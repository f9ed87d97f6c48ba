"""Both languages are complete, and a switch reaches what is on screen."""

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from counter_app.domain.cash import TenderKind
from counter_app.domain.months import Month, run_of
from counter_app.domain.payment import PaymentState
from counter_app.domain.print_job import PrintState
from ui import formats, translation, words
from ui.translation import FOLDER, Language, Translation

UI = Path(translation.__file__).parent
JAKARTA = ZoneInfo("Asia/Jakarta")


def entries(files: list[Path]) -> dict[tuple[str, str], tuple[str, str]]:
    """(context, source) → (translation, its type) of some .ts files."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for file in files:
        for context in ET.parse(file).getroot().iter("context"):
            for message in context.iter("message"):
                key = (context.findtext("name", ""), message.findtext("source", ""))
                target = message.find("translation")
                assert target is not None
                found[key] = (target.text or "", target.get("type", ""))
    return found


def lupdate() -> str:
    name = "pyside6-lupdate.exe" if sys.platform == "win32" else "pyside6-lupdate"
    return str(Path(sys.executable).with_name(name))


def test_every_sentence_of_the_window_is_translated(tmp_path: Path) -> None:
    collected = tmp_path / "collected_id.ts"
    sources = sorted(str(file) for file in UI.rglob("*.py"))
    subprocess.run([lupdate(), *sources, "-ts", str(collected)], check=True, capture_output=True, timeout=60)
    translated = entries(sorted(FOLDER.glob("*_id.ts")))
    missing = [key for key in entries([collected]) if not translated.get(key, ("", ""))[0] or translated[key][1]]
    assert missing == []


def test_no_translation_is_left_without_its_sentence(tmp_path: Path) -> None:
    collected = tmp_path / "collected_id.ts"
    sources = sorted(str(file) for file in UI.rglob("*.py"))
    subprocess.run([lupdate(), *sources, "-ts", str(collected)], check=True, capture_output=True, timeout=60)
    assert set(entries(sorted(FOLDER.glob("*_id.ts")))) - set(entries([collected])) == set()


def test_without_its_words_a_language_is_refused(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(translation, "FOLDER", tmp_path)
    with pytest.raises(RuntimeError, match=r"loket_id\.qm is missing or damaged"):
        Translation(qapp, Language.INDONESIAN)
    (tmp_path / "loket_id.qm").write_bytes(b"damaged")
    with pytest.raises(RuntimeError, match=r"loket_id\.qm is missing or damaged"):
        Translation(qapp, Language.INDONESIAN)


def test_a_refused_language_leaves_the_old_one(
    translation: Translation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.translation.FOLDER", tmp_path)
    with pytest.raises(RuntimeError):
        translation.use(Language.INDONESIAN)
    assert QCoreApplication.translate("Words", "Cash") == "Tunai"


def test_one_that_has_ended_leaves_no_word_behind(qapp: QApplication) -> None:
    Translation(qapp, Language.INDONESIAN).end()
    assert QCoreApplication.translate("Words", "Cash") == "Cash"


def test_dates_and_months_are_written_as_the_clerk_says_them(translation: Translation) -> None:
    at = datetime(2026, 11, 22, 2, 5, 4, tzinfo=UTC)

    def said() -> list[str]:
        return [
            formats.day(date(2026, 10, 31)),
            formats.day_in_full(date(2026, 8, 17)),
            formats.month(Month(2026, 12)),
            formats.month_in_full(Month(2026, 5)),
            formats.moment(at, JAKARTA),
            formats.months(run_of(Month(2026, 11), 3)),
            formats.months(run_of(Month(2026, 1), 3)),
            formats.months((Month(2026, 1), Month(2026, 3))),
        ]

    assert said() == [
        "31 Okt 2026",
        "17 Agustus 2026",
        "Des 2026",
        "Mei 2026",
        "22 Nov 2026 09.05",
        "Nov 2026 – Jan 2027",
        "Jan–Mar 2026",
        "Jan 2026, Mar 2026",
    ]
    translation.toggle()
    assert said() == [
        "31 Oct 2026",
        "17 August 2026",
        "Dec 2026",
        "May 2026",
        "22 Nov 2026 09:05",
        "Nov 2026 – Jan 2027",
        "Jan–Mar 2026",
        "Jan 2026, Mar 2026",
    ]
    translation.toggle()
    assert translation.language is Language.INDONESIAN


def test_the_clerk_sees_the_words_the_office_uses(translation: Translation) -> None:
    assert [words.state_words(state) for state in PaymentState] == [
        "Diterima, menunggu konfirmasi pusat",
        "Mengirim",
        "Belum pasti, jangan ulangi",
        "Berhasil",
        "Ditolak, kembalikan uang",
        "Perlu pemeriksaan",
        "Dibatalkan",
        "Ditolak, uang sudah kembali",
    ]
    assert [words.tender_words(kind) for kind in TenderKind] == ["Tunai", "QRIS", "Debit", "Pospay"]
    assert len({words.print_words(state) for state in PrintState}) == len(PrintState)
