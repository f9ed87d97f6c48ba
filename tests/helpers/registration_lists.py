"""Collectors' lists for tests, as files. All people are invented."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from counter_app.domain.registration_list import HEADER


def a_row(number: int = 1, **parts: str) -> dict[str, str]:
    """A fisher's row; ``number`` makes another person on another signed form."""
    row = dict.fromkeys(HEADER, "") | {
        "nik": f"317306050490{number:04}",
        "nama": "Darma Wijaya",
        "tempat_lahir": "Cirebon",
        "tanggal_lahir": "05-04-1990",
        "jenis_kelamin": "L",
        "alamat": "Jl. Pantai 4, Jakarta Utara",
        "nama_ibu": "Wartini",
        "ponsel": "081234567890",
        "pekerjaan": "Nelayan",
        "tempat_kerja": "Muara Angke",
        "jam_kerja": "04.00-12.00",
        "penghasilan": "1500000",
        "jht": "tidak",
        "bulan_pertama": "2026-11",
        "kantor_cabang": "Jakarta Utara",
        "ahli_waris": "Sumi",
        "hubungan": "istri",
        "nomor_formulir": f"F-{number:04}",
    }
    return row | parts


def as_csv(rows: Sequence[dict[str, str]], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """The rows under their header, as a spreadsheet saves them."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, HEADER, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def as_xlsx(rows: Sequence[dict[str, object]]) -> bytes:
    """The rows as a workbook; values go in as they are."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active or book.create_sheet()
    sheet.append(list(HEADER))
    for row in rows:
        sheet.append([row.get(name) for name in HEADER])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def a_list(folder: Path, content: bytes, name: str = "daftar.csv") -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(content)
    return path
