"""Writes ``docs/who-may-what.md`` from the code: ``python -m tests.who_may_what``, in the project's folder.

What stands there is what is refused and allowed: the rights of each role, the table that
``tests/unit/test_rights_of_services.py`` holds every service against, the consents that the services spend, and the
pages of the window as ``ui/desk.py`` hands them out. ``tests/ui/test_rights_in_window.py`` says when it is out of date.
"""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from counter_app.domain.approval import GOOD_FOR, Deed, right_to_consent
from counter_app.domain.people import RIGHTS, Actor, Right, Role
from tests.unit.test_rights_of_services import EVERYBODY, METHODS, WHO_MAY
from ui.desk import PAGES, Seat
from ui.keys import Act, key_of

FILE = Path(__file__).resolve().parents[1] / "docs" / "who-may-what.md"
_SERVICES = Path(inspect.getfile(Deed)).parents[1] / "services"

_DEEDS = {
    Deed.REVERSE: "undoing a payment at the host",
    Deed.CANCEL: "cancelling a payment of which nothing was sent",
    Deed.RESOLVE_REVIEW: "deciding a payment or reversal under review",
    Deed.OVER_LIMIT: "a payment over the limit without the host",
    Deed.PAY_DESPITE_DOUBT: "a payment of somebody whose last one is uncertain",
    Deed.ACCEPT_CLOCK: "going on with a clock that is behind",
    Deed.REPRINT: "a second copy of any paper, and each one after it",
    Deed.REVEAL: "a full number",
    Deed.OPEN_DRAWER: "opening the drawer without a sale",
    Deed.MOVE_CASH: "cash to or from the vault",
    Deed.DISPUTE: "disputing a hand-over",
    Deed.VARIANCE: "closing with a variance",
    Deed.CLOSE_CASE: "closing a case with the host",
    Deed.EXPORT_FULL: "an export with full numbers",
    Deed.APPOINT: "making, unmaking or giving a PIN to a supervisor or administrator",
}


def document() -> str:
    """The whole file."""
    parts = (
        "# Who may what",
        (
            "Made from the code by `python -m tests.who_may_what`; not to be edited by hand. Each right is asked by the "
            "services, whichever window or command line is in front of them; the tests try every act as every role."
        ),
        "## Rights of each role",
        "\n".join(_table(("right", *Role), _rights())),
        "## Acts, and the right each one takes",
        (
            "A method of a service, what it does, and who may. Of a statement, one's own is anybody's who has "
            "`own-statement`; of a shift, one's own, or a supervisor's right besides."
        ),
        "\n".join(_table(("act", "what it does", "right", *Role), _acts())),
        "Acts of a person that take no right:",
        "\n".join(f"- `{name}`: {why}" for name, why in sorted(EVERYBODY.items())),
        "## What takes a second person",
        (
            f"Their own PIN, typed there and then, for this act alone, within {GOOD_FOR.seconds // 60} minutes and once; "
            "never one's own act. Where the one who asks is an administrator, `appoint` takes nobody else; where nobody else "
            "could consent to it, a supervisor may do it alone, and the journal says so."
        ),
        "\n".join(_table(("consent", "to", "who consents", "spent by"), _deeds())),
        "## Pages of the window",
        "With one's own shift open, for who sells; with none for the others.",
        "\n".join(_table(("page", "key", *Role), _pages())),
    )
    return "\n\n".join(parts) + "\n"


def _table(heads: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for cells in rows:
        yield f"| {' | '.join(cells)} |"


def _yes(*held: bool) -> tuple[str, ...]:
    return tuple("yes" if each else "–" for each in held)


def _rights() -> Iterator[tuple[str, ...]]:
    for right in Right:
        yield (f"`{right}`", *_yes(*(right in RIGHTS[role] for role in Role)))


def _acts() -> Iterator[tuple[str, ...]]:
    for name, right in sorted(WHO_MAY.items()):
        if name in METHODS:
            words = " ".join((METHODS[name][1].__doc__ or "").split("\n\n")[0].split()).replace("``", "`")
            told = words.split(" Raises ")[0].replace("|", "\\|")
            yield (f"`{name}`", told, f"`{right}`", *_yes(*(right in RIGHTS[role] for role in Role)))


def _deeds() -> Iterator[tuple[str, ...]]:
    spent = _spent()
    for deed in Deed:
        right = right_to_consent(deed)
        who = ", ".join(role for role in Role if right in RIGHTS[role])
        yield (f"`{deed}`", _DEEDS[deed], who, ", ".join(f"`{each}`" for each in sorted(spent.get(deed, ()))) or "–")


def _spent() -> dict[Deed, set[str]]:
    """The modules of services that name each deed where they act; what only reads of it is left out."""
    found: dict[Deed, set[str]] = {}
    for file in sorted(_SERVICES.glob("*.py")):
        if file.stem in ("told", "approvals", "statement_words") or file.stem.startswith("told_"):
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Deed":
                found.setdefault(Deed[node.attr], set()).add(file.stem)
    return found


def seat_of(role: Role) -> Seat:
    """A desk of this role as far as the table of pages asks: with one's own shift for who sells."""
    actor = Actor("1001", "Dewi", role)
    shift = SimpleNamespace(clerk_id=actor.id) if Right.SELL in RIGHTS[role] else None
    seat = SimpleNamespace(
        actor=actor, shift=shift, own_shift=shift, may=lambda right: right in RIGHTS[role], counter=SimpleNamespace()
    )
    return cast(Seat, cast(Any, seat))


def pages_of(role: Role) -> set[Act]:
    """The pages this role gets."""
    return {kind.act for kind in PAGES if kind.is_for(seat_of(role))}


def _pages() -> Iterator[tuple[str, ...]]:
    held = {role: pages_of(role) for role in Role}
    for kind in PAGES:
        key = key_of(kind.act)
        yield (key.words, f"`{key.shown}`", *_yes(*(kind.act in held[role] for role in Role)))


if __name__ == "__main__":
    FILE.write_text(document(), encoding="utf-8")
