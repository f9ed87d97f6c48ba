"""PINs are stored so that who steals the database still has to guess them, slowly, and cannot without the key."""

from pathlib import Path

import pytest
from argon2 import PasswordHasher

from counter_app.database.keys import FileKeyStore
from counter_app.domain.errors import Unavailable
from counter_app.pins import KEY_FILE, Argon2Pins, pepper_from, pepper_of
from counter_app.services.log_in import Made

PEPPER = pepper_from(bytes(32))
PINS = Argon2Pins(lambda: PEPPER)


def test_a_pin_is_known_again_and_another_is_not() -> None:
    stored = PINS.hash("246810")
    assert PINS.verify(stored, "246810")
    assert not PINS.verify(stored, "246811")
    assert PINS.made(stored) is Made.AS_NOW


def test_the_same_pin_is_stored_differently_each_time_and_says_how_it_was_made() -> None:
    first, second = PINS.hash("246810"), PINS.hash("246810")
    assert first != second
    assert "$argon2id$v=19$m=19456,t=2,p=1$" in first
    assert "246810" not in first


def test_without_the_pepper_the_right_pin_cannot_be_told_from_a_wrong_one() -> None:
    stored = PINS.hash("246810")
    thief = PasswordHasher()
    inner = stored[stored.index("$argon2id$") :]
    with pytest.raises(Exception, match="does not match"):
        thief.verify(inner, "246810")
    assert PEPPER.hex() not in stored


def test_a_hash_of_another_machine_is_known_as_such() -> None:
    stored = Argon2Pins(lambda: pepper_from(bytes(31) + b"1")).hash("246810")
    assert PINS.made(stored) is Made.ELSEWHERE
    assert not PINS.verify(stored, "246810")


def test_a_hash_from_before_the_pepper_is_still_known_and_said_to_be_old() -> None:
    stored = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1).hash("246810")
    assert PINS.verify(stored, "246810")
    assert not PINS.verify(stored, "246811")
    assert PINS.made(stored) is Made.BEFORE


def test_a_hash_that_cost_less_is_to_be_made_anew() -> None:
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    mark = PINS.hash("1").partition("$argon2id$")[0]
    assert PINS.made(mark + cheap.hash("anything")) is Made.BEFORE


def test_what_is_no_hash_admits_nobody() -> None:
    for nothing in ("", "argon2id-of-nothing", "$pepper=", PINS.hash("1").partition("$argon2id$")[0]):
        assert not PINS.verify(nothing, "246810")
    assert PINS.made("") is Made.BEFORE


def test_the_pepper_comes_from_the_key_of_the_database_or_from_the_file_an_office_shares(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="gone"):
        pepper_of(tmp_path)
    FileKeyStore(tmp_path / "database.key").save(bytes(32))
    assert pepper_of(tmp_path) == PEPPER
    FileKeyStore(tmp_path / KEY_FILE).save(bytes(31) + b"1")
    assert pepper_of(tmp_path) == pepper_from(bytes(31) + b"1")
    assert pepper_of(tmp_path, shared=True) == pepper_from(bytes(31) + b"1"), "a file that was copied here stays"
    (tmp_path / KEY_FILE).write_text("no key")
    with pytest.raises(Unavailable, match="not a key"):
        pepper_of(tmp_path)


def test_the_first_counter_at_a_server_makes_the_file_that_the_others_copy(tmp_path: Path) -> None:
    first = pepper_of(tmp_path, shared=True)
    assert pepper_of(tmp_path, shared=True) == first
    assert (tmp_path / KEY_FILE).stat().st_mode & 0o077 == 0
