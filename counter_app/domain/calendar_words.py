"""The months' names on paper: papers are the payer's and the office's, and always Indonesian."""

from datetime import date

NAMES = (
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
"""From January on."""
SHORT_NAMES = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")


def day_in_words(day: date) -> str:
    """``22 November 2026``."""
    return f"{day.day} {NAMES[day.month - 1]} {day.year}"
