"""Whatever the host sends as a name is letters on paper, and nothing else."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.printing.text import CODE_PAGES, inert, printable, repertoire


@pytest.mark.parametrize(
    ("sent", "printed"),
    [
        ("SITI AMINAH", "SITI AMINAH"),
        ("  Siti\tAminah\r\n", "Siti Aminah"),
        ("\x1b@\x1dV\x00BUDI", "@ VBUDI"),
        ("BUDI\x00\x07\x7f", "BUDI"),
        ("\u202eIDUB\u202c", "IDUB"),
        ("BU\u200bDI\ufeff", "BUDI"),
        ("BUDI\U000e0041\U000e007f", "BUDI"),
        ("Jos\u00e9 Nu\u00f1ez", "Jos\u00e9 Nu\u00f1ez"),
        ("Jose\u0301", "Jos\u00e9"),
        ("Ōe Kenzaburō", "Oe Kenzaburo"),
        ("Шевченко", "Shevchenko"),
        ("陈美丽", "ChenMeiLi"),
        ("محمد", "mhmd"),
        ("BUDI — “Pak”", 'BUDI - "Pak"'),
        ("<b>BUDI</b> &amp;", "<b>BUDI</b> &amp;"),
        ("=cmd()", "=cmd()"),
        ("", "-"),
        ("\u200b\u202e", "-"),
    ],
)
def test_a_name_is_printed_as_letters_only(sent: str, printed: str) -> None:
    assert printable(sent) == printed


def test_direction_marks_are_gone_before_anything_else_sees_them() -> None:
    assert inert("\u202eIDUB\u202c \u2067x\u2069") == "IDUB x"


def test_an_emoji_becomes_a_word_and_not_a_question_mark() -> None:
    assert printable("SITI \N{WOMAN}") == "SITI :woman:"


def test_lines_drawn_by_a_name_do_not_look_like_the_papers_own() -> None:
    assert not set(printable("\u2550\u2550 TOTAL")) & set("\u2550\u2500")


@given(st.text(max_size=300))
def test_every_printer_can_print_every_name(name: str) -> None:
    printed = printable(name)
    assert printed
    assert printed.isprintable()
    for page in CODE_PAGES:
        assert printed.encode(page).decode(page) == printed


@given(st.text(alphabet=st.characters(exclude_characters="?")))
def test_no_question_mark_that_nobody_sent(name: str) -> None:
    asking = [char for char in name if "QUESTION" in unicodedata.name(char, "")]
    assert asking or "?" not in printable(name)


@given(st.text())
def test_making_inert_twice_changes_nothing_more(name: str) -> None:
    assert inert(inert(name)) == inert(name)


def test_the_code_pages_share_the_letters_of_western_europe() -> None:
    assert set("äöüÄÖÜßéèêëáàâåçñÑ") <= repertoire()
