"""Rupiah: whole numbers, never floats.

An amount is a plain ``int`` of rupiah under the name ``Rupiah``; what is added here is how it is
written (id-ID: ``Rp16.800``), how it is said (*terbilang*) and how typed text is read.
"""

from typing import NewType

from counter_app.domain.errors import Declined, Reason

Rupiah = NewType("Rupiah", int)

LARGEST = Rupiah(10**15 - 1)
"""The largest amount that can be written in words here: just under one *kuadriliun*."""

_ONES = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")
_SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"))


def format_rupiah(amount: int) -> str:
    """Write an amount as on Indonesian paper: ``16800`` → ``Rp16.800``, ``-500`` → ``-Rp500``."""
    sign = "-" if amount < 0 else ""
    return f"{sign}Rp{format_digits(abs(amount))}"


def format_digits(amount: int) -> str:
    """Group digits by dots, without the currency: ``16800`` → ``16.800``."""
    return f"{amount:,}".replace(",", ".")


def terbilang(amount: int) -> str:
    """Say a non-negative amount in Indonesian words, without the word *rupiah*.

    Raises ``ValueError`` below 0 or above ``LARGEST``.
    """
    if not 0 <= amount <= LARGEST:
        raise ValueError(f"terbilang is defined for 0 to {LARGEST}, not {amount}")
    return " ".join(_words(amount)) or "nol"


def rupiah_in_words(amount: int) -> str:
    """The receipt's wording: ``16800`` → ``enam belas ribu delapan ratus rupiah``."""
    return f"{terbilang(amount)} rupiah"


def parse_rupiah(text: str) -> Rupiah:
    """Read an amount as a clerk types it: ``16800``, ``16.800``, ``Rp 16.800``, ``Rp16.800,00``.

    Dots are accepted only as thousands separators in their places, so that ``1.68`` is a question
    and not 168. Raises ``Declined`` with ``EMPTY`` or ``AMOUNT_FORMAT``.
    """
    typed = text.strip().removeprefix("Rp").removeprefix("rp").strip()
    if not typed:
        raise Declined(Reason.EMPTY)
    whole = typed.removesuffix(",00").removesuffix(",-")
    groups = whole.split(".")
    digits = "".join(groups)
    grouped_rightly = len(groups) == 1 or (1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:]))
    if not (digits.isascii() and digits.isdigit() and grouped_rightly) or int(digits) > LARGEST:
        raise Declined(Reason.AMOUNT_FORMAT)
    return Rupiah(int(digits))


def _words(number: int) -> list[str]:
    for scale, name in _SCALES:
        if number >= scale:
            return [*_words(number // scale), name, *_words(number % scale)]
    if number >= 2000:
        return [*_words(number // 1000), "ribu", *_words(number % 1000)]
    if number >= 1000:
        return ["seribu", *_words(number - 1000)]
    return _words_below_thousand(number)


def _words_below_thousand(number: int) -> list[str]:
    if number >= 200:
        return [_ONES[number // 100], "ratus", *_words_below_thousand(number % 100)]
    if number >= 100:
        return ["seratus", *_words_below_thousand(number - 100)]
    if number >= 20:
        return [_ONES[number // 10], "puluh", *_words_below_thousand(number % 10)]
    if number >= 12:
        return [_ONES[number - 10], "belas"]
    return [_ONES[number]] if number else []
