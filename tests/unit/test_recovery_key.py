"""The key on paper: typed back as people type, it is the key again, and a slip of the finger never is."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.database.errors import WrongRecoveryKey
from counter_app.database.recovery_key import GROUPS, groups_of, is_tested, key_of, note_tested

KEYS = st.binary(min_size=32, max_size=32)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


@given(KEYS)
def test_a_key_comes_back_from_paper_however_it_is_typed(key: bytes) -> None:
    groups = groups_of(key)
    assert [len(group) for group in groups] == [4] * GROUPS
    for typed in (" ".join(groups), "-".join(groups).lower(), "".join(groups), "  \n".join(groups)):
        assert key_of(typed) == key
    assert key_of("".join(groups).replace("O", "0").replace("I", "1").replace("B", "8")) == key


@given(KEYS, st.integers(0, 4 * GROUPS - 1), st.sampled_from(LETTERS))
def test_one_wrong_letter_is_found(key: bytes, place: int, letter: str) -> None:
    written = "".join(groups_of(key))
    if written[place] == letter:
        return
    with pytest.raises(WrongRecoveryKey, match="Compare them with the paper"):
        key_of(written[:place] + letter + written[place + 1 :])


def test_two_swapped_groups_are_found() -> None:
    first, second, *others = groups_of(bytes(range(32)))
    with pytest.raises(WrongRecoveryKey, match="Compare"):
        key_of("".join([second, first, *others]))


@pytest.mark.parametrize(
    ("typed", "words"), [("", "these are 0"), ("ABCD" * 13, "these are 52"), ("AB?D" * 14, "2 to 7 only")]
)
def test_what_is_no_key_is_refused_without_being_quoted(typed: str, words: str) -> None:
    with pytest.raises(WrongRecoveryKey, match=words) as refused:
        key_of(typed)
    assert not typed or typed[:4] not in str(refused.value)


def test_a_key_counts_only_after_it_was_read_back_and_only_that_one(tmp_path: Path) -> None:
    assert not is_tested(tmp_path, bytes(32))
    note_tested(tmp_path, bytes(32))
    assert is_tested(tmp_path, bytes(32))
    assert not is_tested(tmp_path, b"k" * 32)
    assert bytes(32).hex().encode() not in b"".join(file.read_bytes() for file in tmp_path.iterdir())
