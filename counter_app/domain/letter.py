"""A letter to a participant, as text: what stands where is the page's business."""

from dataclasses import dataclass, field
from datetime import date

_MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)


@dataclass(frozen=True, slots=True)
class Letter:
    """``address``: lines below the name, empty where the office does not know it. ``paragraphs``: the body, in order."""

    day: date
    name: str = field(repr=False)
    address: tuple[str, ...] = field(repr=False)
    subject: str
    paragraphs: tuple[str, ...] = field(repr=False)


def day_in_words(day: date) -> str:
    """``30 November 2026``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
