"""Who may do what, and which PINs are long enough."""

import pytest

from counter_app.domain.errors import Declined, Reason
from counter_app.domain.people import RIGHTS, Account, Actor, Right, Role, check_new_pin, new_person


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("right", list(Right))
def test_an_act_is_allowed_by_the_role_or_declined_with_both_named(role: Role, right: Right) -> None:
    actor = Actor("1001", "Dewi Lestari", role)
    if right in RIGHTS[role]:
        actor.require(right)
        return
    with pytest.raises(Declined) as declined:
        actor.require(right)
    assert (declined.value.reason, declined.value.facts) == (
        Reason.NOT_ALLOWED,
        {"right": right.value, "role": role.value},
    )


def test_an_auditor_sees_and_touches_nothing() -> None:
    books = {Right.SEE_JOURNAL, Right.SEE_QUEUE, Right.RECONCILE, Right.OWN_STATEMENT, Right.ANY_STATEMENT}
    papers = {Right.SEE_COVERAGE, Right.SEE_REPORTS, Right.EXPORT, Right.OVERSEE}
    assert RIGHTS[Role.AUDITOR] == books | papers


def test_only_supervisors_and_administrators_add_people() -> None:
    assert {role for role in Role if Right.ADD_USER in RIGHTS[role]} == {Role.SUPERVISOR, Role.ADMINISTRATOR}


def test_an_administrator_takes_no_money() -> None:
    assert RIGHTS[Role.ADMINISTRATOR] == {Right.ADD_USER, Right.MANAGE_USERS, Right.RETAIN, Right.SET_UP_PRINTER}


@pytest.mark.parametrize("pin", ["246810", "00000000"])
def test_six_digits_are_a_pin(pin: str) -> None:
    check_new_pin(pin)


@pytest.mark.parametrize("pin", ["", "12345", "abcdef", "12345a", "１２３４５６", "123 456"])
def test_anything_else_is_none(pin: str) -> None:
    with pytest.raises(Declined) as declined:
        check_new_pin(pin)
    assert (declined.value.reason, declined.value.facts) == (Reason.PIN_TOO_SHORT, {"least": 6})


def test_an_account_in_a_log_shows_no_hash() -> None:
    assert "argon2" not in repr(Account(Actor("1001", "Dewi Lestari", Role.CLERK), "$argon2id$v=19$..."))


@pytest.mark.parametrize(("user_id", "name"), [(" P-1001 ", " Dewi Lestari "), ("1", "Ø"), ("a.b", "x" * 80)])
def test_a_person_has_a_number_and_a_name(user_id: str, name: str) -> None:
    assert new_person(user_id, name, Role.CLERK) == Actor(user_id.strip(), name.strip(), Role.CLERK)


@pytest.mark.parametrize(
    ("user_id", "name"),
    [
        ("system:forwarder", "Dewi"),
        ("", "Dewi"),
        ("１００１", "Dewi"),
        ("1001\x1b[2J", "Dewi"),
        ("1" * 21, "Dewi"),
        ("1001", ""),
        ("1001", "Dewi\x1b[2J"),
        ("1001", "Dewi\u202e"),
        ("1001", "x" * 81),
    ],
)
def test_nobody_takes_the_name_of_a_part_of_the_system_or_one_that_cannot_be_read(user_id: str, name: str) -> None:
    with pytest.raises(Declined) as declined:
        new_person(user_id, name, Role.CLERK)
    assert declined.value.reason is Reason.PERSON_FORMAT
