"""Receipts for a queue that goes by a file: what left, what was sent, what came of it. No payer is named in them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from counter_app.cli.output import table
from counter_app.domain.money import format_rupiah
from counter_app.domain.payment import PaymentState
from counter_app.domain.people import Actor
from counter_app.domain.queue_file import LIFE, Heading, Kind
from counter_app.domain.receipt import Office
from counter_app.services.queue_files import Answered, AnsweredItem, Exported
from counter_app.services.queue_import import Fate, Imported

_FATES: Mapping[Fate, str] = MappingProxyType(
    {
        Fate.DONE: "posted",
        Fate.REFUSED: "refused",
        Fate.UNCLEAR: "unclear",
        Fate.UNANSWERED: "no answer",
    }
)


class Receipts:
    """Writes them for one person at one counter. ``at`` is when it was done, UTC."""

    def __init__(self, office: Office, actor: Actor, at: datetime) -> None:
        self._office = office
        self._actor = actor
        self._at = at

    def exported(self, made: Exported) -> str:
        """What left this counter."""
        rows = [[item.kind.value, item.receipt_number, format_rupiah(item.amount)] for item in made.items]
        facts = [("items", str(len(made.items))), ("payments", format_rupiah(made.total)), ("SHA-256", made.sha256)]
        end = (
            f"A counter of this office with a line sends it within {LIFE.days} days: counter-app queue import FILE\n"
            "This counter goes on by itself as well; nothing is lost if the file is."
        )
        return self._receipt("Queue that left this counter", made.heading, facts, rows, end)

    def imported(self, done: Imported) -> str:
        """What was sent from here, and what the host said."""
        rows = [
            [each.item.kind.value, each.item.receipt_number, format_rupiah(each.item.amount), _FATES[each.fate]]
            for each in done.sent
        ]
        facts = [
            ("items", str(len(done.sent))),
            ("payments", format_rupiah(done.total)),
            *((_FATES[fate], str(done.count(fate))) for fate in Fate),
            ("SHA-256 of the queue", done.queue_sha256),
            ("SHA-256 of the answers", done.sha256),
        ]
        end = (
            f"Counter {done.heading.counter_id} reads the answers: counter-app queue answers FILE\n"
            "What has no answer waits there; the same queue may be sent again."
        )
        return self._receipt("Queue that was sent from this counter", done.heading, facts, rows, end)

    def answered(self, done: Answered) -> str:
        """What the answers have settled here."""
        rows = [[item.kind.value, item.receipt_number, format_rupiah(item.amount), _told(item)] for item in done.items]
        moved = [item for item in done.items if item.moved]
        facts = [
            ("sent by counter", done.heading.carried_by),
            ("answers", str(len(done.items))),
            ("settled by them", str(len(moved))),
            ("SHA-256", done.sha256),
        ]
        refused = any(item.state is PaymentState.REJECTED and item.kind is Kind.PAYMENT for item in moved)
        end = "Money of what was rejected goes back to its payer: see the queue." if refused else ""
        return self._receipt("Answers that this counter has read", done.heading, facts, rows, end)

    def _receipt(
        self, title: str, heading: Heading, facts: Sequence[tuple[str, str]], rows: Sequence[Sequence[str]], end: str
    ) -> str:
        office, at = self._office, self._at.astimezone(ZoneInfo(self._office.timezone))
        who = [
            ("office", f"{office.id} {office.name}"),
            ("counter", office.counter_id),
            ("person", f"{self._actor.id} {self._actor.name}"),
            ("at", at.isoformat(" ", "seconds")),
            ("queue of counter", heading.counter_id),
            ("queue", str(heading.file_id)),
        ]
        parts = [title, table([*who, *facts]), table(rows, right=frozenset({2})) if rows else "", end]
        return "\n\n".join(part for part in parts if part)


def _told(item: AnsweredItem) -> str:
    return item.state.value if item.moved else f"{item.state.value} (not by this answer)"
