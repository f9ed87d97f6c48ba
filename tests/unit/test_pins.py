"""PINs are stored so that who steals the database still has to guess them, slowly."""

from counter_app.pins import Argon2Pins

PINS = Argon2Pins()


def test_a_pin_is_known_again_and_another_is_not() -> None:
    stored = PINS.hash("246810")
    assert PINS.verify(stored, "246810")
    assert not PINS.verify(stored, "246811")


def test_the_same_pin_is_stored_differently_each_time_and_says_how_it_was_made() -> None:
    first, second = PINS.hash("246810"), PINS.hash("246810")
    assert first != second
    assert first.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert "246810" not in first


def test_what_is_no_hash_admits_nobody() -> None:
    assert not PINS.verify("", "")
    assert not PINS.verify("argon2id-of-nothing", "246810")
